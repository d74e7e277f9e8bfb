"""Which table a sentence speaks of, and when: after a round, before it, after a hole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from teg_tui.golf.claims.places.labelled import award_over
from teg_tui.golf.claims.scorebook import Scorebook
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.tour import HOLES, Competition, Measure


@dataclass(frozen=True)
class Moment:
    """A point of a tournament: after a hole of a round."""

    round: int
    hole: int = HOLES


_BEFORE = compiled(
    r"\b(?:beg[aiu]n(?:ning)?|start(?:ed|ing|s)?|arriv\w+|overnight|enter(?:ed|ing|s)|came into"
    r"|coming into"
    r"|going into|went into|into the &\d+|opened the day|carried|brought|resum\w+|morning|coming in"
    r"|transform\w+|turn(?:ed|ing)|overturn\w*|eras\w+|wip\w+|squander\w+|evaporat\w+|defend\w+"
    r"|protect\w+|had (?:held|led)|pre-round|to start|at the start)\b"
)
_TURNED = compiled(r"\b(?:transform\w*|turn(?:ed|ing)|overturn\w*|eras\w+|wip\w+)\b")
"""Words of what changed at a hole, perhaps."""
_INTO_THE_ROUND = compiled(r"\binto the (?:round|day|afternoon|final)\b")
_OVERNIGHT = compiled(
    r"\b(?:overnight|slept on|since breakfast|this morning|before a ball was struck"
    r"|(?:beg[aiu]n|began|start\w*|open\w*|resum\w*|enter\w*)"
    r" (?:the|their|his) (?:day|round|morning|afternoon|final (?:day|round))"
    r"|at the start of (?:the day|play|the round)|go(?:ing|es)? into the (?:day|round))\b"
)
"""Words of how it stood before the round, and not after it."""
_ONWARDS = compiled(r",|\b(?:and|became|turned|to|but|then|now|only|before|until|by)\b")
_NEAR = 45
"""How many characters of a pattern such a word may be away."""
_NOW = compiled(
    r"\b(?:leads?|earned|is|are|lies?|sits?|stands?|trails?|now|finish\w*|ended|ends?|final\w*|won"
    r"|wins?|winning"
    r"|victory|secur\w+|seal\w*|remains?|holds|tonight|by evening|today|day's (?:end|close))\b"
)
"""Words of how it stands after the round, or ended."""
_EVENT = compiled(
    r"\b(?:(?:took|takes|regain\w+|grabb\w+|seiz\w+|snatch\w+|retook|reclaim\w+)"
    r" (?:[a-z]+ |=\d+ ){0,3}lead|(?:was|is) (?:clear again|the \^\d+ to lead))\b"
)
"""Words of what happened to a lead at a hole; where that is not named nobody knows when."""
_INTO_ROUND = compiled(
    r"\b(?:into|enter\w+|ahead of|before|start of|began|begin\w*|started|starting) (?:on )?(?:the "
    r"|@\d+'s )?&(\d+)"
)
_AFTER_ROUND = compiled(
    r"\b(?:after|following|through|at the end of|by the end of|from) (?:the )?&(\d+)"
    r"|\b(?:after|through|over|across) (?P<many>(?:just )?#\d+) (?:rounds|days)"
    r"|\b(?P<half>(?:at )?halfway|at the halfway|midway)\b"
)
_BEFORE_IT = compiled(
    r"\bbefore (?:the (?:round|day)\b(?! (?:was|ended|closed))|play\b"
    r"|(?:it|that|then)(?=[,.;]|$| (?:he|@\d+|they)\b))"
)
_BY_HOLE = compiled(r"\b(?:by|after|through|thru)(?: the)?(?: par-#\d+| [a-z-]+)? ?!(\d+)")
_TURN = compiled(r"\b(?:at|by|after|reach\w*) (?:the )?(?:turn|halfway point of the round)\b")
_HOLE = compiled(r"\b(?:at|on|until|from|to)(?: the)?(?: par-#\d+| [a-z-]+)? ?!(\d+)")
_CAME_OUT = compiled(
    r" (?:and|but)(?= (?:came|comes|ended|ends|finish\w+|left|emerged|closed|walked|fell|dropped"
    r"|now|slipped|climbed|won)\b)"
)
_TO_PLAY = compiled(
    r"\bwith (?:(?:just|only) )?(?:#(\d+)(?: holes?)?|(?:one|a|the last) hole)"
    r" (?:to (?:play|go|come)|remaining|left)"
    r"|(?:#(\d+)|\b(?:one|a)) holes? from (?:the (?:end|finish)|home)\b"
)
_ON_TEE = compiled(r"\b(?:on|to|at|reach\w*) the !(\d+) tee\b")
_WHEN_LEFT = compiled(
    r"\b(?:left|leaving|walked off|came off|coming off|holed out on|had (?:played|finished))"
    r" the !(\d+)"
)
_FIRST_HOLE = compiled(r"\b(?:after|through) (?:one|a single|the first) hole\b")
_AFTER_HOLES = compiled(r"\b(?:after|through) #(\d+) holes")
_OPENING = compiled(
    r"\s*(?:coming|going|heading|entering|moving|into|(?:one|a|#\d+) holes? from)\b[^,;:(]{3,40}, "
)
_CLAUSE_END = compiled(r"[;:(]|\b(?:but|before|while|whilst|until|then|now|only)\b")
"""A time set at the head of a sentence, and what ends it."""


def moments(sentence: Sentence, at: int) -> list[Moment]:
    """When something is said to have stood, the likeliest first; several where it is not said."""
    default = sentence.section_round or sentence.book.last
    text = sentence.pattern[slice(*_told_with(sentence, at))]
    opening = _OPENING.match(sentence.pattern)
    ended = opening and _CLAUSE_END.search(sentence.pattern, opening.end(), at)
    if opening and opening.end() <= at and not ended:
        told = _exact(sentence, opening[0], default)
        if told:
            return told
    labelled = re.match(r"\s*!(\d+)(?: \([^)]*\))?:", sentence.pattern)
    if labelled:
        return [Moment(default, sentence.token(labelled[1]).value)]
    exact = _exact(sentence, text, default)
    if exact:
        return exact
    wider = sentence.around(at)
    now = [Moment(n) for n in sentence.rounds(at) if n in sentence.book.numbers] or [
        Moment(default)
    ]
    before = [Moment(b) for m in now[:1] if (b := sentence.book.before(m.round)) is not None]
    hole = _HOLE.search(text)
    number = sentence.token(hole[1]).value if hole else sentence.last_hole(at)
    at_hole = [Moment(now[0].round, number)] if number and number <= HOLES else []
    if before and (_INTO_THE_ROUND.search(wider) or _was_overnight(sentence, at)):
        return before
    if _EVENT.search(wider):
        return list(dict.fromkeys([*at_hole, *now])) if at_hole and sentence.rounds(at) else []
    if _BEFORE.search(text):
        turned = [*at_hole, *_just_before(at_hole)] if _TURNED.search(text) else []
        return [*before, *now, *turned]
    elsewhere = _exact(sentence, wider, default) if text != wider else []
    if sentence.section_round is None or _NOW.search(wider):
        before = []
    return list(dict.fromkeys([*now, *at_hole, *before, *elsewhere]))


def _told_with(sentence: Sentence, at: int) -> tuple[int, int]:
    """What stands between commas around a place, up to what came of it: "… and ended third"."""
    start, end = sentence.part(at)
    for match in _CAME_OUT.finditer(sentence.pattern, start, end):
        start, end = (match.end(), end) if match.end() <= at else (start, min(end, match.start()))
    return start, end


def _just_before(moments: Sequence[Moment]) -> list[Moment]:
    """How it stood as a hole was begun."""
    return [Moment(its.round, its.hole - 1) for its in moments if its.hole > 1]


def _was_overnight(sentence: Sentence, at: int) -> bool:
    """Whether words right beside a place say that it stood so before the round."""
    start, end = sentence.clause(at)
    if sentence.section_round is None and not sentence.rounds(at):
        return False
    for match in _OVERNIGHT.finditer(
        sentence.pattern, max(start, at - _NEAR), min(end, at + _NEAR)
    ):
        between = sentence.pattern[min(at, match.end()) : max(at, match.start())]
        if not _ONWARDS.search(between):
            return True
    return False


def _exact(sentence: Sentence, text: str, default: int) -> list[Moment]:
    """The one moment that some words name; none where they name none."""
    book = sentence.book
    play = _TO_PLAY.search(text)
    told = play and (play[1] or play[2])
    left = sentence.token(told).value if told else 1
    if play is not None and 0 < left < HOLES:
        rounds_left = book.tournament.last_round - default
        may_be_rounds = told and "hole" not in play[0] and left == rounds_left
        return [Moment(default, HOLES - left), *([Moment(default)] if may_be_rounds else [])]
    earlier = book.before(default)
    if play is not None and left == HOLES and earlier is not None:
        return [Moment(earlier)]
    at_hole = _exact_hole(sentence, text, default)
    if at_hole:
        return at_hole
    if (since := _BEFORE_IT.search(text)) and (begun := book.before(default)) is not None:
        spoken_of = since[0].endswith(("it", "that", "then")) and sentence.focus.hole
        return [Moment(begun), *_just_before([Moment(default, spoken_of or 1)])]
    after = _AFTER_ROUND.search(text)
    if after and (number := _rounds_gone(sentence, after)) in book.numbers:
        return [Moment(number)]
    into = _INTO_ROUND.search(text)
    if into and sentence.token(into[1]).weak:
        into = None
    earlier = book.before(sentence.token(into[1]).value or default) if into else None
    if earlier is not None:
        return [Moment(earlier)]
    hole = _BY_HOLE.search(text)
    return _hole_or_round(sentence, hole[1], default) if hole else []


def _exact_hole(sentence: Sentence, text: str, default: int) -> list[Moment]:
    """The hole of a round after which it was, as some words tell it: not by "after the 12th"."""
    if _TURN.search(text) and sentence.section_round:
        return [Moment(default, HOLES // 2)]
    tee = _ON_TEE.search(text)
    if tee and sentence.token(tee[1]).value > 1:
        return [Moment(default, sentence.token(tee[1]).value - 1)]
    behind = _WHEN_LEFT.search(text)
    if behind:
        return [Moment(default, sentence.token(behind[1]).value)]
    if _FIRST_HOLE.search(text):
        return [Moment(default, 1)]
    gone = _AFTER_HOLES.search(text)
    if gone:
        holes = sentence.token(gone[1]).value
        rounds, played = divmod(holes - 1, HOLES)
        return [Moment(rounds + 1 if rounds else default, played + 1)]
    return []


def _hole_or_round(sentence: Sentence, number: str, default: int) -> list[Moment]:
    """ "After the second" is after the hole, or after the round, where a word says which place."""
    token = sentence.token(number)
    found = [Moment(default, token.value)]
    if token.said.isalpha() and token.value in sentence.book.numbers:
        found += [Moment(token.value), Moment(default)]
    return found


def _rounds_gone(sentence: Sentence, after: re.Match[str]) -> int:
    if after[1]:
        return sentence.token(after[1]).value
    if after["half"]:
        return sentence.book.tournament.last_round // 2
    return sentence.token(after["many"].split("#")[1]).value


_POINT_WORDS = compiled(r"\bstableford\b|\bpoints?\b|\bpts\b")
_BESIDE_AWARD = compiled(r"[#^~]\d+(?:[- ](?!#|(?:but|and|while|whilst|yet) )[a-z-]+){0,5} =\d+")
"""A competition named right after a place or distance: "third in the Jacket", "six behind in …"."""
_APART = compiled(r" and |, ")
_PLACE_IN_A_PRIZE = compiled(
    r"(?:\^\d+|\b(?:runner-up|last|bottom|top|first|leads?|leader))"
    r"(?: place| equal| spot)? (?:(?:in|of|for) )?(?:the )?=\d+"
)
_PLAIN = {
    "stableford": Measure.STABLEFORD,
    "points": Measure.STABLEFORD,
    "gross": Measure.GROSS,
    "net": Measure.NET,
}
_BESIDE_PLAIN = compiled(
    rf"\^\d+(?: place| overall)? (?:in|on|by) (?:the )?(?P<by>{'|'.join(_PLAIN)})\b"
)
"""A ranking named right after a place, whatever stood before it: "4th in Stableford"."""
_RANKED_BY = compiled(r"=|\bgross\b|\bstableford\b")
_STROKE_WORDS = compiled(r"\bgross\b|\bstrokes?\b|\bshots?\b")
_THE_OTHER = compiled(
    r"\b(?:in|of|for|leads?|led) (?:the other|one competition|one of the #?\w+)"
    r"(?=[,.;)]| (?:one|competition|and|but)\b)"
)
"""Words of a competition that are no name."""
_IN_THE_OTHER = compiled(
    r"\b(?:while|whilst|whereas|but|though) (?:[a-z]+ ){0,2}(?:in|for|on) the =\d"
)
"""Where a sentence turns to another competition."""


def measures(sentence: Sentence, at: int, *, unit: Measure | None = None) -> list[Measure]:
    """By what a clause ranks people: the competition it names, else the sentence, else the main."""
    if unit is not None:
        return _in_unit(sentence, at, unit, _named(sentence, *_span(sentence, at)))
    if _THE_OTHER.search(sentence.around(at)):
        return [its.measure for its in sentence.book.competitions]
    plain = _BESIDE_PLAIN.match(sentence.pattern, at)
    if plain:
        return [_PLAIN[plain["by"]]]
    beside = _BESIDE_AWARD.match(sentence.pattern, at)
    if beside:
        return _named(sentence, at, beside.end())
    over = competition_of(sentence.book, award_over(sentence))
    if over is not None and "=" not in sentence.around(at):
        return with_points(over.measure)
    main = sentence.book.competitions[0].measure if sentence.book.competitions else None
    usual = (main, Measure.STABLEFORD)
    for start, end in (_between_ands(sentence, at), sentence.part(at)):
        if _RANKED_BY.search(sentence.pattern, start, end):
            named = _named(sentence, start, end)
            apart = _of_another_place(sentence, at, start, end)
            return _each((*usual, *named)) if apart else named
    found = _named(sentence, *sentence.clause(at))
    if found:
        if _of_another_place(sentence, at, *sentence.clause(at)):
            return _each((*usual, *found))
        by_points = found == [Measure.STABLEFORD] and "=" not in sentence.around(at)
        return _in_unit(sentence, at, found[0], []) if by_points else found
    elsewhere = _IN_THE_OTHER.search(sentence.pattern, at)
    others = _named(sentence, 0, elsewhere.start() if elsewhere else len(sentence.pattern))
    return _each((*others, *usual) if len(others) == 1 else (*usual, *others))


def with_points(measure: Measure) -> list[Measure]:
    """A competition's measure, and points beside net: reports reckon by them all the same."""
    return [measure, *([Measure.STABLEFORD] if measure is Measure.NET else [])]


def _each(found: Iterable[Measure | None]) -> list[Measure]:
    return list(dict.fromkeys(measure for measure in found if measure))


def _of_another_place(sentence: Sentence, at: int, start: int, end: int) -> bool:
    """Whether the prize that is named belongs to a place beyond an "and" or comma."""
    return any(
        _APART.search(sentence.pattern, min(at, match.start()), max(at, match.start()))
        for match in _PLACE_IN_A_PRIZE.finditer(sentence.pattern, start, end)
    )


def _between_ands(sentence: Sentence, at: int) -> tuple[int, int]:
    """The words around a place up to the next "and" on both sides."""
    start, end = sentence.part(at)
    before, after = (
        sentence.pattern.rfind(" and ", start, at),
        sentence.pattern.find(" and ", at, end),
    )
    return (start if before < 0 else before), (end if after < 0 else after)


def _span(sentence: Sentence, at: int) -> tuple[int, int]:
    """Where the competition may be named that a figure is of: as near to it as one is."""
    start, end = sentence.part(at)
    if "=" in sentence.pattern[start:end]:
        return start, end
    return sentence.clause(at) if "=" in sentence.around(at) else (0, len(sentence.pattern))


def _in_unit(sentence: Sentence, at: int, unit: Measure, named: Sequence[Measure]) -> list[Measure]:
    """The measures that a number of points or strokes may be of.

    Where the main competition goes by net, many write "points" for its strokes as well.
    """
    by_net = any(c.measure is Measure.NET for c in sentence.book.competitions)
    if not by_net or "gross" in sentence.around(at):
        return [unit]
    if unit is Measure.STABLEFORD:
        return [unit] if set(named) == {Measure.GROSS} else [unit, Measure.NET]
    prized = "=" in sentence.around(at)
    if Measure.NET not in named and (prized or "=" in sentence.pattern):
        return [unit]
    return [Measure.NET, *([unit] if not prized or unit in named else [])]


def _named(sentence: Sentence, start: int, end: int) -> list[Measure]:
    text = sentence.pattern[start:end]
    found: list[Measure] = []
    for match in re.finditer(r"=(\d+)", text):
        competition = competition_of(sentence.book, sentence.token(match[1]).award)
        if competition is not None:
            found += with_points(competition.measure)
    if _STROKE_WORDS.search(text) and not found:
        found.append(Measure.GROSS)
    if _POINT_WORDS.search(text) and Measure.STABLEFORD not in found and not found:
        found.append(Measure.STABLEFORD)
    return list(dict.fromkeys(found))


def competition_of(book: Scorebook, award: str) -> Competition | None:
    """The competition whose prize, or whose last place, has a name."""
    for competition in book.competitions:
        if award and award in (competition.name, competition.last_place):
            return competition
    return None


def total_at(book: Scorebook, code: str, measure: Measure, moment: Moment) -> int | None:
    """A player's total at a point of the tournament."""
    return book.running(code, moment.round, moment.hole, measure)


def ahead(
    book: Scorebook, measure: Measure, moment: Moment, code: str, others: Sequence[str]
) -> int | None:
    """How far a player was ahead of the best of others, or of everybody; negative where behind."""
    rivals = [other for other in others if other in book.codes] or sorted(book.codes)
    mine = total_at(book, code, measure, moment)
    theirs = [total_at(book, other, measure, moment) for other in rivals if other != code]
    known = [value for value in theirs if value is not None]
    if mine is None or not known or len(known) < len(theirs):
        return None
    if measure is Measure.STABLEFORD:
        return mine - max(known)
    return min(known) - mine


def leaders_at(book: Scorebook, measure: Measure, moment: Moment) -> tuple[str, ...]:
    """Who was in front at a point of the tournament."""
    race = book.race(measure, moment.round)
    return race.leaders[moment.hole - 1] if race else ()


def behind_place(
    book: Scorebook, measure: Measure, moment: Moment, code: str, place: int
) -> int | None:
    """How far a player was ahead of whoever stood in a place; negative where behind."""
    known = [total_at(book, each, measure, moment) for each in sorted(book.codes)]
    mine = total_at(book, code, measure, moment)
    high_wins = measure is Measure.STABLEFORD
    totals = sorted((value for value in known if value is not None), reverse=high_wins)
    if mine is None or not 1 <= place <= len(totals):
        return None
    return mine - totals[place - 1] if high_wins else totals[place - 1] - mine
