"""Distances: leads, margins, how far somebody was behind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.leading.gap_forms import Gap, When, gaps_in
from teg_tui.golf.claims.leading.whens import of_the_rear, told_when
from teg_tui.golf.claims.places.standing_words import (
    Moment,
    ahead,
    behind_place,
    leaders_at,
    measures,
    moments,
)
from teg_tui.golf.claims.scorebook import Scorebook
from teg_tui.golf.claims.words.grammar import MAY_BE
from teg_tui.golf.claims.words.numbers import like
from teg_tui.golf.claims.words.reading import Owner, Sentence, verdict_of
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.claims.words.tokens import Sign
from teg_tui.golf.tour import Measure

_WHOSE_LEAD = compiled(
    r"@(\d+)'s? (?:[a-z=\d-]+ ){0,3}?(?:lead|advantage|cushion|margin|deficit|buffer)\b[^@;]*$"
)
_LEADS = compiled(
    r"\b(?:ahead|clear|in front|(?<!the )lead|leads|led|leading|(?<!the )leader|advantage|cushion"
    r"|margin|buffer|gap over|(?:open|carv|build|establish)\w*|built|edge|won|win|winning"
    r"|victory|victorious|home|triumph|beat|spare|success|edged|pipped)\b"
)
_TRAILS = compiled(
    r"\b(?:behind|back(?! nine| (?:to|on|at|the)\b| in (?:front|contention|the lead|it|business"
    r"|touch))|adrift|deficit|trail\w*|off|short|shy"
    r"|down on|in arrears|defeat|lost|loses|losing|was beaten|was pipped)\b"
)
_BEATEN = compiled(
    r"\b(?:trail\w*|leads?|led|leading|beat\w*|edg\w+|pip\w*|outscor\w+|defeat\w+|hold\w* off"
    r"|held off|over|ahead of"
    r"|clear of|behind|from) (?:the )?(?:[a-z]+ ){0,2}@(\d+)"
    r"(?: (?:to|for|in|of) (?:the )?=\d+)? by (?:just |only |a mere |a )?$"
)
_FROM = compiled(
    r"(?:[- ](?:points?|strokes?|shots?))?(?:[- ][a-z]+){0,3}? (?:behind|ahead of|clear of"
    r"|adrift of|over|from|off|shy of|short of|in front of|to|on|of|good for|back from"
    r"|back of) (?:the (?!field |pack |rest )(?:[a-z]+ )?)?(?:\^\d+[- ]placed? |overnight "
    r"|eventual |runner-up |leader |champion "
    r"|defending |nearest (?:rival|challenger|pursuer) )*@(\d+)"
)
_FROM_PLACE = compiled(
    r"(?:[- ](?:points?|strokes?|shots?))? (?:behind|ahead of|clear of|adrift of|off|from"
    r"|in front of|short of|shy of) \^(\d+)(?: place)?(?=[,.;)]|$| (?:and|with|in|after)\b)"
)
_GAP_TO = compiled(
    r"\b(?:gap|deficit|arrears|lead|advantage|margin|cushion|buffer) (?:to|on|behind|over)"
    r" (?:the )?@(\d+)\b(?!')[^.;]*$"
)
_OTHER_GAP = compiled(
    r"\b(?:behind (?:his |the )?nearest|separat\w+|between|apart|cover\w*|first to|top (?!of))\b"
)
_OF_ROUND = compiled(r"(?:[- ][a-z]+)? \((?:after )?&(\d+)\)")
"""Behind a distance: after which round it was that much."""
_FURTHER = compiled(r"\b(?:further|another)(?: [a-z]+)? $")
_FURTHER_BACK = compiled(r"(?:[- ][a-z]+)? further\b")
"""Beside a distance from whoever was named last, not from the lead."""
_FROM_NEXT = compiled(
    r"(?:[- ](?:points?|pts|strokes?|shots?))? (?:adrift of|behind|off|back from|shy of|short of)"
    r" (?:any(?:one|body)|every(?:one|body)|(?:the|his) (?:next|nearest|rest|others|pair|man|men"
    r"|two|three|player)|nearest|next)\b"
)
"""Behind whom somebody is that is the next above him."""
_FROM_HIM = compiled(
    r"(?:[- ](?:points?|pts|strokes?|shots?))? (?:behind|ahead of|clear of|adrift of|over|from|off"
    r"|in front of|back of) (?:him|them)\b"
)
_OVER_HIM = compiled(r"\b(?:lead|advantage|margin|cushion|gap|deficit) (?:over|to|on) him\b[^.;]*$")
"""Distances from somebody who was named before."""
_GIVEN_BACK = compiled(
    r"\b(?:g[ai]v(?:e|es|en|ing)|t[ao]k(?:e|es|ing)|took|put(?:s|ting)?|pull(?:s|ed|ing)|w[io]n(?:s"
    r"|ning)?|got|gets|getting|claw(?:s|ed|ing)|hand(?:s|ed|ing)|earn(?:s|ed|ing)|bought|brought"
    r"|knock(?:s|ed|ing)|grabb(?:ed|ing)|snatch(?:ed|ing)|steal(?:s|ing)?|stole) (?:just |only |a"
    r" further |another )?$"
)
"""Before so many that came or went: "gave two back with a six"."""
_BACK = compiled(r"(?:[- ](?:points?|pts|strokes?|shots?))? back\b")
_OF_A_SCORE = compiled(
    r"(?:[- ](?:points?|pts|strokes?|shots?|blows))? (?:off (?:~|an? |his |scratch|#)"
    r"|(?:short|shy|off|clear|ahead|better|worse|up|down|behind|adrift|back|wide|inside|outside)"
    r"(?: of| on| from| than)? (?:(?:the|a|any) )?(?:(?:his|their|@\d+'s?)(?: own)?"
    r" (?:[a-z-]+ ){0,2}?(?:score|total|round|return|card|best|worst|figure|mark|handicap|average"
    r"|tally|opener|effort|showing|record|haul|par|#|~|&)|playing to|what|(?:tour |course |tour's )"
    r"(?:[a-z]+ )?(?:record|best|mark)|record|handicap|mark|par\b))"
)
"""Behind how far somebody's score was from another figure, not from a man's."""
_A_SCORE_BEATEN = compiled(
    r"\b(?:beat\w*|miss\w*|bettered|topped|exceed\w*|broke|undercut|eclips\w+|improv\w+|outdid)"
    r" (?:on )?(?:his|their|the|par|@\d+'s) ?(?:own )?(?:[a-z-]+ ){0,2}?(?:handicap|score|total"
    r"|round|best|record|figure|mark|average|target|card)?(?: [&$#~]?\d+)? by (?:just |only |a )?$"
)
_BOUNDED = compiled(
    r"\b(?:at (?:least|most)|(?:more|less|fewer|further|wider|larger) than|ever|never|not)"
    r"(?: (?!been |had )[a-z]+){0,2} $"
)
"""Before a bound of a distance."""
_BY_A_SCORE = compiled(
    r"\b(?:birdie|par|bogey|double|triple|eagle|blow-up|zero|four|five|six|seven|eight|#\d+)"
    r"(?: [a-z-]+| [!@]\d+'?s?){0,4} (?:gave|put|left|made|took|earned|handed|brought|opened|meant)"
    r" (?:him|@\d+|it|the|a|an)\b"
)
"""Before a distance that a score on a hole made."""
_BEEN = compiled(r"\bwhat had been\b")
_WON = compiled(
    r"\b(?:won|win|wins|winning|victory|triumph|margin|beat|champion\w*|secur\w+|seal\w*"
    r"|claim\w*)\b"
)
_LEAD_OF = compiled(
    r"(?:[- ](?:points?|pts|strokes?|shots?))? (?:=\d+ )?(?:lead|advantage|cushion|deficit)\b"
)
_MEANS = compiled(r"\b(?:means?|meant|meaning|leaves|left)\b")
_INSERTED = compiled(r" (?:[a-z]+ing|now|already|just|still|only|currently|also|both|a|#\d+)\b")
"""How an insertion begins that tells of how somebody stands."""
Values = list[int | None]


_TOTALS = compiled(r" to #\d+(?=[,.;:)]|$)")
"""Behind the first of two totals: "won by 157 to 156"."""


def check_gaps(sentence: Sentence) -> Iterator[Claim]:
    """The distances of a sentence."""
    if sentence.elsewhere:
        return
    for gap in gaps_in(sentence):
        if gap.number not in sentence.claimed and not _two_totals(sentence, gap):
            yield from _judged(sentence, gap)


def _two_totals(sentence: Sentence, gap: Gap) -> bool:
    """Whether it is no distance but the first of two totals; "from ten to 17" are two distances."""
    changed = sentence.pattern[: gap.at].endswith("from ")
    return not changed and _TOTALS.match(sentence.pattern, gap.end) is not None


def _judged(sentence: Sentence, gap: Gap) -> Iterator[Claim]:
    token = sentence.token(gap.number)
    start, end = sentence.clause(gap.at)
    around = sentence.pattern[max(start, gap.at - 60) : min(end, gap.end + 45)]
    left = sentence.pattern[: gap.at]
    further = _FURTHER.search(left) or _FURTHER_BACK.match(sentence.pattern, gap.end)
    barred = further or _OTHER_GAP.search(around) or _is_none(sentence, gap)
    if barred or _may_be(sentence, gap):
        yield from sentence.claim(gap.number, Kind.MARGIN, Verdict.UNCHECKED)
        return
    groups = _values(sentence, gap, around, _owner(sentence, gap))
    verdict = verdict_of(token.value, [value for group in groups for value in group])
    expected = ""
    if verdict is Verdict.FALSE:
        known = [value for value in groups[0] if value is not None and value >= 0]
        nearest = min(known, key=lambda value: abs(value - token.value), default=None)
        behind = max((v for v in groups[0] if v is not None and v < 0), default=None)
        if nearest is not None:
            expected = like(token.said, nearest)
        elif behind is not None:
            expected = f"{like(token.said, -behind)} behind"
    yield from sentence.claim(gap.number, Kind.MARGIN, verdict, expected)


def _is_none(sentence: Sentence, gap: Gap) -> bool:
    """Whether a figure is no distance between men, only a bound of one, or of an hour untold.

    "Gave two back with a six", "seven short of his own best", "never more than two clear".
    """
    text, start = sentence.pattern, sentence.clause(gap.at)[0]
    left = text[start : gap.at]
    if _GIVEN_BACK.search(left) and _BACK.match(text, gap.end):
        return True
    if _OF_A_SCORE.match(text, gap.end) or _A_SCORE_BEATEN.search(left) or _BOUNDED.search(left):
        return True
    untold = not sentence.signs & {Sign.HOLE, Sign.STRETCH}
    if (untold and _BY_A_SCORE.search(left)) or _BEEN.search(left):
        return True
    return _target(sentence, gap) == () and of_the_rear(sentence)


def _may_be(sentence: Sentence, gap: Gap) -> bool:
    """Whether it only may be; an insertion between commas is not touched by the rest.

    "Quillock, six back, needs a miracle", "a lead of six means that Ned needs one".
    """
    if not sentence.may_be(gap.at):
        return False
    start, end = sentence.part(gap.at)
    follows = _MEANS.search(sentence.pattern, gap.end, end)
    words = sentence.pattern[start : follows.start() if follows else end]
    inserted = follows or (start > sentence.clause(gap.at)[0] and _INSERTED.match(words))
    return not inserted or sentence.is_spoken(gap.at) or MAY_BE.search(words) is not None


def _values(sentence: Sentence, gap: Gap, around: str, owner: Owner | None) -> list[Values]:
    """How large the distance may be: a list a time and measure, the likeliest first."""
    target = _target(sentence, gap)
    direction = gap.form.front or _direction(sentence, gap)
    if owner and owner.every:
        return _of_each(sentence, gap, around, owner.codes)
    codes = [code for code in owner.codes if code in sentence.book.codes] if owner else []
    if target and set(target) & set(codes):
        codes = [code for code in codes if code not in target]
    of_leader = gap.form.top and not codes
    if direction is None and not gap.form.top:
        return [[None]]
    if not codes and not of_leader:
        return [[None]]
    times = _times(sentence, gap, around)
    found: list[Values] = []
    for measure in _ranked(sentence, gap):
        for moment in times:
            mine = codes or leaders_at(sentence.book, measure, moment)
            its = [_distance(sentence, gap, measure, moment, code, target) for code in mine]
            found.append([None if v is None else _in_favour(v, direction) for v in its])
    if gap.form.when is When.GAINED:
        found += _gained(found)
    fitting = _reasonable(found)
    if fitting or None in (value for group in found for value in group):
        return fitting or [[None]]
    backwards = _wrong_way(sentence, gap, codes, target)
    return found if backwards else [[None]]


def _distance(
    sentence: Sentence,
    gap: Gap,
    measure: Measure,
    moment: Moment,
    code: str,
    target: Sequence[str],
) -> int | None:
    """How far a player was ahead of a place, of the next above him, or of somebody."""
    book = sentence.book
    if gap.form.last or _FROM_NEXT.match(sentence.pattern, gap.end):
        return _from_next(book, measure, moment, code)
    place = _FROM_PLACE.match(sentence.pattern, gap.end)
    if place:
        return behind_place(book, measure, moment, code, sentence.token(place[1]).value)
    return ahead(book, measure, moment, code, target)


def _of_each(sentence: Sentence, gap: Gap, around: str, codes: Sequence[str]) -> list[Values]:
    """The distance of several who have the same; of those who have not, nobody can say."""
    each = [_values(sentence, gap, around, Owner((code,))) for code in codes]
    together = zip(*each, strict=False)
    common = [groups[0] for groups in together if all(its == groups[0] for its in groups)]
    return common or [[None]]


def _from_next(book: Scorebook, measure: Measure, moment: Moment, code: str) -> int | None:
    """How far a player is behind whoever is the next above him, as a negative number."""
    found = [ahead(book, measure, moment, code, [other]) for other in book.codes if other != code]
    if None in found:
        return None
    return max((value for value in found if value is not None and value < 0), default=0)


def _in_favour(value: int, direction: int | None) -> int:
    """A distance as positive where it lies as told; either way, where nothing tells."""
    return abs(value) if direction is None else direction * value


def _ranked(sentence: Sentence, gap: Gap) -> list[Measure]:
    """By what it may count; by every competition where neither a prize nor a unit is named."""
    found = measures(sentence, gap.at, unit=gap.unit)
    if gap.unit is not None or "=" in sentence.pattern:
        return found
    return list(dict.fromkeys([*found, *(its.measure for its in sentence.book.competitions)]))


def _owner(sentence: Sentence, gap: Gap) -> Owner | None:
    possessed = _WHOSE_LEAD.search(sentence.pattern, sentence.clause(gap.at)[0], gap.at)
    if possessed:
        return Owner(sentence.token(possessed[1]).codes)
    return sentence.owner(gap.at, gap.end)


def _times(sentence: Sentence, gap: Gap, around: str) -> list[Moment]:
    """When it was: as the words beside the figure say, else as those around it."""
    told = _OF_ROUND.match(sentence.pattern, gap.end)
    if told and sentence.token(told[1]).value in sentence.book.numbers:
        return [Moment(sentence.token(told[1]).value)]
    if gap.form.when is When.OPEN:
        exact = told_when(sentence, gap.at)
        times = moments(sentence, gap.at) if exact is None else exact
        won = _WON.search(around) and sentence.section_round is None
        return list(dict.fromkeys([Moment(sentence.book.last), *times])) if won else times
    rounds = [n for n in sentence.rounds(gap.at) if n in sentence.book.numbers]
    if not rounds or re.search(r"[!$]\d", sentence.around(gap.at)):
        return []  # from one hole to another, perhaps
    day = rounds[0]
    earlier = sentence.book.before(day)
    before, now = [Moment(earlier)] if earlier else [], [Moment(day)]
    return {When.BEFORE: before, When.NOW: now, When.GAINED: [*before, *now]}[gap.form.when]


def _gained(found: Sequence[Values]) -> list[Values]:
    """What was made up: how much less it was afterwards, by each measure."""
    return [
        [None if a is None or b is None else a - b for a, b in zip(before, after, strict=True)]
        for before, after in zip(found[::2], found[1::2], strict=False)
    ]


def _reasonable(found: Sequence[Values]) -> list[Values]:
    """Distances that can be meant: a negative one was not, if anything else can be."""
    if any(None in group for group in found):
        return []
    fitting: list[Values] = [[v for v in group if v is not None and v >= 0] for group in found]
    return [group for group in fitting if group]


def _wrong_way(sentence: Sentence, gap: Gap, codes: Sequence[str], target: Sequence[str]) -> bool:
    """Whether somebody told as in front was behind, or the other way round, beyond doubt.

    Not where the distance is as said at another time, or the other way round: then the words may
    have been misread.
    """
    book, said = sentence.book, sentence.token(gap.number).value
    noun = _LEAD_OF.match(sentence.pattern, gap.end)
    if (gap.form.words.pattern == "" and not noun) or len(codes) != 1:
        return False
    ever = [
        ahead(book, measure, Moment(number), codes[0], target)
        for measure in _ranked(sentence, gap)
        for number in book.numbers
    ]
    return None not in ever and said not in (abs(value) for value in ever if value is not None)


def _named_before(sentence: Sentence, gap: Gap) -> tuple[str, ...]:
    """The last who was named before a distance and is not whose it is."""
    owner = _owner(sentence, gap)
    own = owner.codes if owner else ()
    named = [codes for place, codes, _ in sentence.people if place < gap.at]
    others = [codes for codes in named if not set(codes) & set(own)]
    return others[-1] if others else sentence.focus.others


def _direction(sentence: Sentence, gap: Gap) -> int | None:
    """1 where somebody is said to be ahead, -1 behind; by the word nearest to the number."""
    start, end = sentence.clause(gap.at)
    text = sentence.pattern
    near = []
    for pattern, sign in ((_LEADS, 1), (_TRAILS, -1)):
        for match in pattern.finditer(text, start, end):
            distance = (
                match.start() - gap.end if match.start() >= gap.end else gap.at - match.end() + 4
            )
            near.append((distance, sign))
    return min(near)[1] if near else None


def _target(sentence: Sentence, gap: Gap) -> tuple[str, ...]:
    """Against whom the distance is measured; () for the lead, or the next."""
    start, _ = sentence.clause(gap.at)
    found = (
        _BEATEN.search(sentence.pattern, start, gap.at)
        or _FROM.match(sentence.pattern, gap.end)
        or _GAP_TO.search(sentence.pattern, start, gap.at)
    )
    left = sentence.pattern[start : gap.at]
    if not found and (_FROM_HIM.match(sentence.pattern, gap.end) or _OVER_HIM.search(left)):
        return _named_before(sentence, gap)
    return sentence.token(found[1]).codes if found else ()
