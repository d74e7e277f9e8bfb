"""What became of a lead at a hole: whatever words tell it, and wherever in the clause the hole is.

The frame: a clause that names the lead, or two players abreast, and one or more holes. By its
verbs the lead was taken, lost, shared or held there (`at_the_top.acts`); it is false only if
nothing of that kind happened, at any of the holes, to anybody who may be meant, in any round and
competition that may be. Where a clause names no hole, those of its sentence are meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.leading.at_the_top import ABREAST, CHANGE, LEAD, PAST, Act, acts, of_two
from teg_tui.golf.claims.leading.instead import in_front, top
from teg_tui.golf.claims.leading.whens import of_the_rear
from teg_tui.golf.claims.nearby import people_of
from teg_tui.golf.claims.places.standing_words import Moment, ahead, measures
from teg_tui.golf.claims.words.numbers import like_ordinal
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.claims.words.tokens import Sign, Token
from teg_tui.golf.race import Race
from teg_tui.golf.tour import HOLES, Measure

_AFTERWARDS = compiled(r"\b(?:after|by|through|following|behind)(?: the)?(?: [a-z]+| par-#\d+)? $")
_BEFOREHAND = compiled(
    r"\b(?:before|until|till|to|reach\w*|into|approach\w*|prior to)(?: the)?(?: [a-z]+"
    r"| par-#\d+)? $"
)
_OVER = compiled(r"\b(?:end of|after|by|following)(?: the)? $")
_SCORED_OVER = compiled(
    r"(?:\b(?:points?|pts|gross)|[#~]\d+) (?:in|on|over|across|from|through|during) (?:the |his )?$"
    r"|(?:\band|\bwith|,)(?: an?| his)?(?: [a-z-]+)? $"
)
"""Before a stretch that is what was played, not when: "38 points and a steady closing stretch"."""
_SO_MANY_HOLES = compiled(r"\bat #\d+ holes\b")
"""Where holes are counted: "led alone at nine holes, the Jacket at 3"."""
_TEE = compiled(r"!\d+ tee\b")
_GREEN = compiled(r"\b(?:left|leav\w+|off|walk\w*|complet\w+|play\w+)(?: [a-z]+)?(?: the)? $")
_TO_PLAY = compiled(
    r"\bwith (?:only |just )?(?:#(?P<n>\d+)|(?P<one>one|a))(?: holes?)?"
    r" (?:to (?:play|go|come)|left|remaining|still)"
)
_GONE = compiled(
    r"#(?P<n>\d+) holes (?:in(?! (?:the|his|all|front|which|a) )|gone|old|played|into)\b"
    r"|(?<!alone )(?<!himself )\b(?:after"
    r"|through) #(?P<m>\d+) holes\b"
)
_THEN = compiled(
    r"\b(?:next|following|very next|a hole later|one hole later|straight|immediately)\b"
)
_LATER = compiled(r"#(\d+) (?:holes )?(?:later|on|further on|afterwards)\b")
_SPELL = compiled(
    r"\b(?:had been|from|since|until|till|between|throughout|all|every|each|whole)\b"
    r"|\bfor (?:#\d+|the (?:first|last|\^\d+)(?! time)|good|a|most|much|all)\b|\bfirst led\b"
)
"""Words of more than one hole, or of another day."""
_SO_OFTEN = compiled(
    r"#\d+ (?:[a-z=\d-]+ ){0,3}(?:lead|chang|swap|switch)|#\d+ times|\b(?:once|twice|thrice|no)\b"
)
_ONCE_AT = compiled(r"\b(?:once|twice)(?: [a-z]+){0,5},? (?:at|on) (?:the )?(?:par-#\d+ )?!")
"""How often, and then where."""
_IN_ANY = compiled(r"\b(?:both|competitions|either|each)\b")
_SOMETIME = compiled(
    r"\b(?:later|eventual\w*|finally|in the end|soon|ultimately|overnight|morning|evening|now"
    r"|there|had|has|tonight|final|already|early|late|before|after|then|earlier|previous\w*|day"
    r"|round"
    r"|week|afternoon|start|finish\w*|ends?|ended|trophy|will|is|are)\b"
)
"""Words of another time than that of the hole which a sentence names in another clause."""
_ANYBODY = compiled(
    r"\b(?:leaders?|champion|rivals?|brothers?|elder|younger|pair|trio|duo|both|three|two|men"
    r"|others?"
    r"|everyone|they|their|them|anybody|another|whoever|company|each|player)\b|#\d+ (?:men"
    r"|players)"
)
_OTHER = compiled(
    r"\b(?:for|in|into|of) (?:\^\d+|last|second|third)\b|\blast place\b|\brear\b|\btied? (?:for|in)"
    r" \^|\bspoon\b|\bclubhouse\b|\bpar for par\b|\blevel[- ]par\b|\bhalved?\b"
    r"|\bahead of schedule\b"
)
"""Words of another place than the first, which the same verbs tell."""


@dataclass(frozen=True)
class _When:
    """A hole as a clause names it."""

    number: int
    """Its token."""
    events: frozenset[int]
    """The holes at which something may have happened."""
    after: frozenset[int]
    """Those after which something may have stood; 0 before the first."""
    settled: bool
    """Whether it says how it stood, not what happened."""


def check_turns(sentence: Sentence) -> Iterator[Claim]:
    """What a sentence tells of the lead at holes."""
    placed = sentence.signs & {Sign.HOLE, Sign.NUMBER} or sentence.has("turn", "tee")
    if sentence.elsewhere or not placed or of_the_rear(sentence):
        return
    text, seen = sentence.pattern, set[int]()
    for match in (m for cue in (LEAD, PAST, ABREAST, CHANGE) for m in cue.finditer(text)):
        start, end = sentence.clause(match.start())
        if start in seen or sentence.may_be(match.start()):
            continue
        seen.add(start)
        yield from _clause(sentence, start, end, match.start())


def _clause(sentence: Sentence, start: int, end: int, at: int) -> Iterator[Claim]:
    start, end = _of_one(sentence, opened(sentence, start), end, at)
    words = sentence.pattern[start:end]
    told = acts(words, at - start) if LEAD.match(sentence.pattern, at) else Act.NONE
    told |= of_two(words)
    if CHANGE.search(words):
        often = _SO_OFTEN.search(words) and not _ONCE_AT.search(words)
        told = Act.NONE if often else Act.CHANGED
    if not told or _OTHER.search(words) or _SPELL.search(words):
        return
    whens = list(_whens(sentence, start, end))
    if not whens and told != Act.HELD and not _SOMETIME.search(words):
        whens = list(_elsewhere(sentence))
    labelled = _LABELLED.search(sentence.pattern[:at])
    if labelled:
        whens = [when for when in whens if when.number == int(labelled[1])]
    if not whens or any(when.number in sentence.claimed for when in whens):
        return
    people = people_meant(sentence, start, end, at) or tuple(sorted(sentence.book.codes))
    passer_unnamed = told == Act.PASSED and all(passed for _, _, passed in sentence.people)
    if passer_unnamed or (CHANGE.search(words) and not sentence.people):
        people = tuple(sorted(sentence.book.codes))
    races = _races(sentence, at)
    if not races:
        return
    if told == Act.CHANGED and len(whens) > 1 and not _IN_ANY.search(words):
        yield from _changes_at(sentence, races, people, whens)
        return
    fits = [any(_fits(sentence, race, told, people, when) for race in races) for when in whens]
    good = all(fits) if told == Act.CHANGED else any(fits)
    nearest = min(whens, key=lambda when: abs(sentence.pattern.find(f"!{when.number}") - at))
    right = "" if good else _right(sentence, races[0], told, people, nearest)
    verdict = Verdict.TRUE if good else Verdict.FALSE
    yield from sentence.claim(nearest.number, Kind.LEAD, verdict, right)


def _changes_at(
    sentence: Sentence, races: Sequence[Race], people: tuple[str, ...], whens: Sequence[_When]
) -> Iterator[Claim]:
    """ "Lead changes at holes 2, 6 and 7": of one competition, in one round."""
    wrong = [
        [when for when in whens if not _fits(sentence, race, Act.CHANGED, people, when)]
        for race in races
    ]
    fewest = min(range(len(races)), key=lambda index: len(wrong[index]))
    if not wrong[fewest]:
        yield from sentence.claim(whens[0].number, Kind.LEAD, Verdict.TRUE)
        return
    for when in wrong[fewest]:
        right = _right(sentence, races[fewest], Act.CHANGED, people, when)
        claims = sentence.claim(when.number, Kind.LEAD, Verdict.FALSE, right)
        yield from sentence.settle(claims)


_LABELLED = compiled(r"[!$](\d+) \([^()]*$")
"""A hole of a list before what is told of it in brackets: "H2-H3 (lead changes), H7 (…)"."""
_NEXT_DEED = compiled(r" and (?=(?:he|they|the|both|it|that|this)\b)")


def _of_one(sentence: Sentence, start: int, end: int, at: int) -> tuple[int, int]:
    """The part of a clause that tells one thing: up to an "and" after which another is told."""
    for match in _NEXT_DEED.finditer(sentence.pattern, start, end):
        if match.end() <= at:
            start = match.end()
        else:
            return start, match.start()
    return start, end


def _elsewhere(sentence: Sentence) -> Iterator[_When]:
    """The holes at which something happened by the other clauses of a sentence."""
    if not re.search(r"\b(?:had|has|meanwhile)\b", sentence.pattern):
        found = _whens(sentence, 0, len(sentence.pattern))
        yield from (when for when in found if not when.settled)


def _whens(sentence: Sentence, start: int, end: int) -> Iterator[_When]:
    """Every hole that a part of a sentence names."""
    text = sentence.pattern
    words = text[start:end]
    later = {sentence.token(m[1]).value for m in _LATER.finditer(words)}
    later |= {1} if _THEN.search(words) else set()
    for match in re.finditer(r"!(\d+)", words):
        if _SO_MANY_HOLES.search(text) and sentence.token(match[1]).said.isdecimal():
            continue
        hole, before = sentence.token(match[1]).value, words[: match.start()]
        settled = bool(_AFTERWARDS.search(before) or _GREEN.search(before))
        events, after = {hole} | {hole + n for n in later}, {hole} | {hole + n for n in later}
        if _TEE.match(words, match.start()):
            settled, events, after = True, {hole - 1}, {hole - 1}
        elif _BEFOREHAND.search(before):
            events, after = events | {hole - 1}, after | {hole - 1}
        elif not settled:
            after.add(hole - 1)
        yield _When(int(match[1]), frozenset(events), frozenset(after), settled)
    yield from _stretches(sentence, words)
    for match in _TO_PLAY.finditer(words):
        if match["n"]:
            hole = HOLES - sentence.token(match["n"]).value
            events = {hole, hole + 1}
            yield _When(int(match["n"]), frozenset(events), frozenset({hole}), True)
    for match in _GONE.finditer(words):
        number = int(match["n"] or match["m"])
        hole = sentence.token(number).value
        if hole <= HOLES:
            yield _When(number, frozenset({hole}), frozenset({hole}), True)


_OPENING = compiled(
    r"\W*(?:at|on|after|by|with|for|from|since|until|through|only at|only after"
    r"|between)\b[^;:.@]{2,50}, $"
)


def opened(sentence: Sentence, start: int) -> int:
    """Where a clause begins whose time stands before it: "From the 6th on, Ned led"."""
    return 0 if _OPENING.fullmatch(sentence.pattern, 0, start) else start


_TWO = compiled(r"\b(?:they|them|both|the (?:pair|two|duo))\b")


_HE = re.compile(r"\b(?:he|his|him)\b", re.IGNORECASE)


def _of_one_before(sentence: Sentence) -> bool:
    """Whether a passage speaks of a "he" whom only one before it names."""
    named = (token.start for token in sentence.tokens if token.sign is Sign.PERSON)
    first = next(named, len(sentence.passage.text))
    return _HE.search(sentence.passage.text, 0, first) is not None


def _stretches(sentence: Sentence, words: str) -> Iterator[_When]:
    """Every stretch that some words name: something happened in it, or stood at its end."""
    for match in re.finditer(r"\$(\d+)", words):
        stretch = sentence.token(match[1])
        over = frozenset(range(stretch.value, stretch.last + 1))
        if _SCORED_OVER.search(words[: match.start()]):
            continue
        if _OVER.search(words[: match.start()]):
            yield _When(int(match[1]), over, frozenset({stretch.last}), True)
        else:
            yield _When(int(match[1]), over, over, False)


def people_meant(sentence: Sentence, start: int, end: int, at: int) -> tuple[str, ...]:
    """Everybody who may be meant: those of the clause if it has a subject, else all so far."""
    words = sentence.pattern[start:end]
    spoken_of = {*sentence.focus.codes, *sentence.focus.others}
    if _TWO.search(words) and len(spoken_of) == 2 and not sentence.people:
        return tuple(spoken_of)
    if _ANYBODY.search(words):
        return tuple(sorted(sentence.book.codes))
    subjects = [p for p, _, is_object in sentence.people if start <= p < end and not is_object]
    if not subjects and _of_one_before(sentence):
        return tuple(sorted(sentence.book.codes))
    near = bool(subjects) and not re.search(r"\b(?:he|his|him)\b", words)
    return people_of(sentence, at, near=near)


def ranked_by(sentence: Sentence, at: int) -> list[Measure]:
    """By what a lead may have been; by every competition where none is named so far.

    "A birdie brought him level with Ned and gave him the Jacket lead" is of two competitions.
    """
    ranked = measures(sentence, at)
    another = _ANOTHER_DEED.search(sentence.pattern, at)
    if not _RANKED.search(sentence.pattern[: another.start() if another else None]):
        ranked = [*ranked, *(its.measure for its in sentence.book.competitions)]
    return list(dict.fromkeys(ranked))


_RANKED = compiled(r"=|\bgross\b")
_ANOTHER_DEED = compiled(
    r",? and (?!(?:(?:at|on|by|after|then|again|also|the|a|both) )*[!$&@#^=])|;"
)
"""Where a sentence goes on to something else."""


def _races(sentence: Sentence, at: int) -> list[Race]:
    """The races that may be meant."""
    ranked, rounds = ranked_by(sentence, at), sentence.any_rounds(at)
    return [race for n in rounds for m in ranked if (race := sentence.book.race(m, n))]


def _fits(sentence: Sentence, race: Race, told: Act, people: tuple[str, ...], when: _When) -> bool:
    """Whether anything that was told happened in a race to anybody, at a hole as it is named."""
    holes = (hole for hole in when.events if 1 <= hole <= HOLES)
    if any(_happened(sentence, race, told, people, h, settled=when.settled) for h in holes):
        return True
    stood = told if when.settled else told & (Act.HELD | Act.SHARED | Act.AHEAD)
    return any(_stood(sentence, race, stood, people, hole) for hole in when.after if hole <= HOLES)


def _happened(
    sentence: Sentence,
    race: Race,
    told: Act,
    people: tuple[str, ...],
    hole: int,
    *,
    settled: bool = False,
) -> bool:
    now, before = top(race, hole), top(race, hole - 1)
    if told & Act.TAKEN and any(now == (code,) != before for code in people):
        return True
    if told & Act.CHANGED and len(now) == 1 and now != before:
        return True
    if told & Act.LOST and any(code in before for code in people) and now != before:
        return True
    if told & Act.SHARED and len(now) > 1 and set(people) & set(now):
        return True
    if told & Act.HELD and not settled and any(now == (code,) for code in people):
        return True
    going_by = Act.PASSED | Act.TAKEN | Act.AHEAD | Act.SHARED
    if told & going_by and not settled:
        return _overtook(sentence, race, people, hole)
    return False


def _stood(sentence: Sentence, race: Race, told: Act, people: tuple[str, ...], hole: int) -> bool:
    first = top(race, hole)
    if told & (Act.HELD | Act.TAKEN) and any(first == (code,) for code in people):
        return True
    if told & Act.LOST and any(code not in first for code in people):
        return True
    moment = _moment(sentence, race, hole)
    if told & Act.SHARED and (len(first) > 1 and set(people) & set(first)):
        return True
    if moment is None:
        return False
    measure, book = race.competition.measure, sentence.book
    apart = [ahead(book, measure, moment, one, [other]) for one, other in permutations(people, 2)]
    if told & Act.SHARED and 0 in apart:
        return True
    ahead_of = told & (Act.PASSED | Act.AHEAD)
    return bool(ahead_of) and any(value for value in apart if value and value > 0)


def _overtook(sentence: Sentence, race: Race, people: tuple[str, ...], hole: int) -> bool:
    """Whether one of some players went by another at a hole, wherever they stood."""
    times = [_moment(sentence, race, number) for number in (hole - 1, hole)]
    measure = race.competition.measure
    for one, other in permutations(people, 2):
        before, now = (
            ahead(sentence.book, measure, time, one, [other]) if time else 0 for time in times
        )
        if before is not None and now is not None and now > 0 >= before:
            return True
    return False


def _moment(sentence: Sentence, race: Race, hole: int) -> Moment | None:
    """After a hole of a race's round; after the round before where it is none."""
    if hole > 0:
        return Moment(race.round, hole)
    earlier = sentence.book.before(race.round)
    return Moment(earlier) if earlier else None


def _right(sentence: Sentence, race: Race, told: Act, people: tuple[str, ...], when: _When) -> str:
    """The hole nearest to the one said at which it did happen; else who led at that one."""
    token = sentence.token(when.number)
    one = people if told == Act.CHANGED or len(people) == 1 else sentence.subject or people[:1]
    of_one = told == Act.CHANGED or len(people) <= _SEVERAL
    found = [h for h in range(1, HOLES + 1) if of_one and _happened(sentence, race, told, one, h)]
    last = max((hole for hole in when.after if hole <= HOLES), default=0)
    if not found:
        return in_front(sentence, race, last, one[0] if of_one else "")
    nearest = min(found, key=lambda hole: abs(hole - (token.value if _is_hole(token) else last)))
    if not _is_hole(token):
        return f"at the {like_ordinal('1', nearest)}"
    if token.said[0] in "Hh":
        return f"{token.said[0]}{nearest}"
    return like_ordinal(token.said, nearest)


_SEVERAL = 2
"""So many may be meant by who is named; of more nobody can say whose hole it was."""


def _is_hole(token: Token) -> bool:
    return token.sign is Sign.HOLE
