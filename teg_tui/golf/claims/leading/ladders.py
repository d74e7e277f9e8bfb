"""How far several are behind, told man by man; and what somebody must make up.

"Ned is two strokes behind, Bram three"; "Bram must make up six points to finish ahead, Ned and
Morradine ten each"; "six strokes (Bram), 19 (Ned)"; "three clear of Ned and nine clear of Bram".
The first of them says which way and from whom, the others only who and how much.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.leading.in_one_breath import (
    Reading,
    judged_together,
    measures_meant,
    unit_of,
)
from teg_tui.golf.claims.places.standing_words import Moment, ahead, moments
from teg_tui.golf.claims.words import grammar
from teg_tui.golf.claims.words.numbers import like
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.tour import Measure

_UNIT = grammar.TOLD_UNIT
_GROUP = r"@\d+(?:(?:, @\d+)*,? (?:and|&) (?:his brother )?@\d+)?"
_TO_FIND = compiled(
    r"\b(?:(?:must|has to|have to|had to|having to|needs? to|need|needed to|to|will|each|both|all"
    r"|now|still) (?:[a-z]+ ){0,2}?(?:make up|find|claw back|pull back|pick up|gain|recover"
    r"|outscore (?:him|@\d+) by|beat (?:him|@\d+) by)|needs?|needed|requires?|takes)"
    rf" (?:[a-z]+ ){{0,3}}?#(?P<n>\d+){_UNIT}"
    rf"|#(?P<m>\d+)(?:[- ](?P<unit2>{grammar.UNIT_WORD}))?"
    r" to (?:make up|find|bridge|claw back|recover)"
    r"|\b(?:deficits?|gaps?|arrears|distances?) (?:[a-z]+ ){0,3}#(?P<k>\d+)(?= for @)"
)
"""What somebody must make up yet."""
_NEEDED_ONLY = compiled(r"needs?|needed|requires?|takes")
_FOUND = compiled(r"[^#]*\b(?:find|gain|pick up|pull back)\b")
_TO_PASS = compiled(
    r"\bto (?:finish (?:ahead|above|level)|be (?:level|ahead)|get (?:past|ahead|level)|go (?:past"
    r"|ahead|in front|level)|move (?:ahead|past)|pass|overhaul|overtake|leapfrog|catch|draw level"
    r"|tie|oust|dethrone)\b|\b(?:overhaul|overtake) |\bon (?:the )?@"
)
"""What is to be made up is for, or on whom; without it "needs 45" is what he must score."""
_AHEAD = compiled(
    r"\b(?:ahead|in front|pass(?! mark)|past|overhaul\w*|overt\w+|outright|win|lead(?! of)|above"
    r"|leapfrog|snatch|take (?:the )?=|oust|dethrone|deny)\b"
)
_LEVEL = compiled(r"\b(?:level|tie|share|catch|force)\b")
_OTHER_AIM = compiled(r"\b(?:last|bottom|safety|escape|avoid|per|a hole|a round|break|reach)\b")
_WHOM = compiled(
    r"\b(?:ahead of|in front of|past?|pass|overhaul|overtake|catch|outscore|beat|leapfrog|on|with)"
    r" (?:the )?@(\d+)"
)
_BEHIND = compiled(
    rf"#(?P<n>\d+){_UNIT} (?P<side>behind|below|back|adrift|off|in arrears|further back|clear|ahead"
    r"|in front|up|to the good|in hand)\b(?: of)?(?: (?:the )?@(?P<of>\d+))?"
    r"|\b(?:lead|leads|led|leading|trail\w*)(?: (?:the )?[=@]\d+)? by #(?P<m>\d+)"
    rf"(?:[- ](?P<unit2>{grammar.UNIT_WORD}))?"
    r"(?: (?:from|over|ahead of) @(?P<by>\d+))?"
)
_NEXT = compiled(
    rf"(?P<who>{_GROUP}),?(?: (?:is|are|has|have|was|were|needs?|must make up|must find|with|on"
    r"|then|each|both|now|has to make up|have to make up|a))* #(?P<n>\d+)"
    r"(?:[- ](?:points?|pts|strokes?|shots?))?(?=[,.;:)]|$"
    r"| (?:and|each|apiece|to (?:make up|find)|behind|adrift|back|off|while|with|but)\b)"
    r"|#(?P<m>\d+)(?:[- ](?:points?|pts|strokes?|shots?))? (?:for |\()(?P<whom>@\d+)"
    r"|\bfor (?P<for>@\d+) (?:it|that|the figure) is #(?P<k>\d+)"
)
"""Who is next, and his figure."""
_NEXT_RIVAL = compiled(
    rf"(?:,? and|,|, but|,? with)(?: by)? #(?P<n>\d+){_UNIT} (?:(?P<front>clear of|ahead of"
    r"|over|in front of|better than|up on)|behind|below|adrift of|off|from) (?:the )?@(?P<of>\d+)"
)
_BY_EACH = compiled(
    r"\b(?:leads?|led|leading|heads?|headed|beat\w*|pipp\w+|outscored|outscores|trail\w*)"
    rf" (?:the )?@(?P<of>\d+) by #(?P<n>\d+){_UNIT}(?=,| and)"
)
_NEXT_BY = compiled(
    rf"(?:,? and|,) (?P<who>{_GROUP}) by #(?P<n>\d+)(?:[- ][a-z]+)?(?=[,.;)]|$| and\b)"
)
"""One man's distances from several: "leads Ned by two, Bram by five"."""
_ANOTHER = compiled(r"\b(?:further|another|more)\b")
_FRONT = frozenset({"clear", "ahead", "in front", "up", "to the good", "in hand"})
_CUES = (
    "make up",
    "find",
    "need",
    "claw",
    "pull",
    "pick up",
    "gain",
    "recover",
    "bridge",
    "takes",
    "deficit",
    "gaps",
    "arrears",
    "distances",
    "outscore",
    "beat",
)


@dataclass(frozen=True)
class _Rung:
    """One man's figure, or several men's who have the same."""

    number: int
    people: tuple[tuple[str, ...], ...]
    """Everybody of whom it is told, each by the codes that he may have."""


def check_ladders(sentence: Sentence) -> Iterator[Claim]:
    """Distances told man by man, and what is to be made up."""
    if sentence.elsewhere:
        return
    if sentence.has(*_CUES):
        yield from _to_find(sentence)
    if len(sentence.people) > 1 and sentence.pattern.count("#") > 1:
        yield from _from_each(sentence)
        yield from _behind(sentence)


def _to_find(sentence: Sentence) -> Iterator[Claim]:
    """What one or several must make up to be level, or in front."""
    head = _TO_FIND.search(sentence.pattern)
    if head is None or sentence.is_spoken(head.start()):
        return
    words = sentence.pattern
    needed = _NEEDED_ONLY.match(words, head.start()) or _FOUND.match(head[0])
    if needed and not _TO_PASS.search(words, head.end()):
        return
    start, end = sentence.clause(head.start())
    if _OTHER_AIM.search(words, start, end):
        return
    number = int(head["n"] or head["m"] or head["k"])
    first = _first(sentence, head.start(), number)
    rungs = [*([first] if first else []), *_more(sentence, head.end(), number)]
    if not rungs:
        return
    at = words.index(f"#{number}")
    level, front = _LEVEL.search(words), _AHEAD.search(words)
    extras = (1,) if front and not level else (0,) if level and not front else (1, 0)
    extras = (0,) if head["k"] else extras
    whom = _WHOM.search(words, *sentence.clause(head.end()))
    rivals = sentence.token(whom[1]).codes if whom else ()
    measures = measures_meant(sentence, at, unit_of(head["unit"] or head["unit2"]))
    readings = [
        tuple(
            None if far is None else far + extra
            for far in (_behind_by(sentence, measure, moment, rung, rivals) for rung in rungs)
        )
        for moment in _times(sentence, at)
        for measure in measures
        for extra in extras
    ]
    numbers = [rung.number for rung in rungs]
    if len(rungs) > 1:
        yield from judged_together(sentence, numbers, readings)
    else:
        yield from _alone(sentence, number, [reading[0] for reading in readings])


def _alone(sentence: Sentence, number: int, values: list[int | None]) -> Iterator[Claim]:
    """What one must make up, where nothing beside it tells how it is meant."""
    if not values or None in values:
        return
    token = sentence.token(number)
    likely = [value for value in values if value is not None and value > 0]
    verdict = Verdict.TRUE if token.value in values else Verdict.FALSE
    if likely:
        yield from sentence.claim(number, Kind.MARGIN, verdict, like(token.said, likely[0]))


def _times(sentence: Sentence, at: int) -> list[Moment]:
    """When there was so much to make up: now, in a report of a round, unless the words say."""
    book = sentence.book
    found = moments(sentence, at)
    if sentence.section_round is None:
        found = [*found, *(Moment(number) for number in book.numbers[:-1])]
    return list(dict.fromkeys(found))


def _first(sentence: Sentence, at: int, number: int) -> _Rung | None:
    """Of whom the first figure is told."""
    after = _NEXT.match(sentence.pattern, sentence.pattern.index(f"#{number}"))
    if after and after["whom"]:
        return _Rung(number, (sentence.token(after["whom"][1:]).codes,))
    owner = sentence.owner(at)
    codes = sentence.playing(owner)
    if owner is None or not codes:
        return None
    people = tuple((code,) for code in codes) if owner.every else (tuple(codes),)
    return _Rung(number, people)


def _more(sentence: Sentence, at: int, first: int) -> Iterator[_Rung]:
    """Everybody else's figures behind the first."""
    for match in _NEXT.finditer(sentence.pattern, at):
        number = int(match["n"] or match["m"] or match["k"])
        who = match["who"] or match["whom"] or match["for"]
        if number != first and number not in sentence.claimed:
            its = tuple(sentence.token(n).codes for n in grammar.PERSON.findall(who))
            yield _Rung(number, its)


def _behind_by(
    sentence: Sentence, measure: Measure, moment: Moment, rung: _Rung, rivals: tuple[str, ...]
) -> int | None:
    """How far those of a figure are behind; None where they differ, or it can't be known."""
    book = sentence.book
    found = set()
    for codes in rung.people:
        if len(rung.people) > 1 and len(codes) > 1:
            return None
        its = {
            ahead(book, measure, moment, code, [r for r in rivals if r != code])
            for code in codes
            if code in book.codes
        }
        found |= its
    value = found.pop() if len(found) == 1 else None
    return None if value is None else -value


def _behind(sentence: Sentence) -> Iterator[Claim]:
    """ "Ned is two strokes behind, Bram three", "three clear of Ned and nine clear of Bram"."""
    for head in _BEHIND.finditer(sentence.pattern):
        if sentence.may_be(head.start()) or _ANOTHER.search(sentence.around(head.start())):
            continue
        number = int(head["n"] or head["m"])
        first = _first(sentence, head.start(), number)
        if first is None or number in sentence.claimed:
            continue
        stop = sentence.pattern.find(";", head.end())
        stop = len(sentence.pattern) if stop < 0 else stop
        at = sentence.pattern.index(f"#{number}")
        measures = measures_meant(sentence, at, unit_of(head["unit"] or head["unit2"]))
        whens = moments(sentence, at)
        of = head["of"] or head["by"]
        trailing = head["side"] not in _FRONT if head["n"] else "trail" in head[0]
        rivals = [
            (int(m["n"]), sentence.token(m["of"]).codes, 1 if m["front"] else -1)
            for m in _NEXT_RIVAL.finditer(sentence.pattern, head.end(), stop)
            if not m["unit"] or unit_of(m["unit"]) is unit_of(head["unit"] or head["unit2"])
        ]
        if of and rivals:
            told = [(number, sentence.token(of).codes, -1 if trailing else 1), *rivals]
            readings = _against(sentence, measures, whens, first, told)
            yield from judged_together(sentence, [n for n, _, _ in told], readings)
        elif trailing:
            rungs = [first, *_just_after(sentence, head.end(), stop)]
            if len(rungs) > 1:
                over = sentence.token(of).codes if of else ()
                found = [
                    tuple(_behind_by(sentence, measure, moment, rung, over) for rung in rungs)
                    for moment in whens
                    for measure in measures
                ]
                yield from judged_together(sentence, [rung.number for rung in rungs], found)


def _from_each(sentence: Sentence) -> Iterator[Claim]:
    """ "Leads Ned by two, Bram by five and Morradine and Fezzelby by seven"."""
    for head in _BY_EACH.finditer(sentence.pattern):
        number = int(head["n"])
        first = _first(sentence, head.start(), number)
        more = list(_NEXT_BY.finditer(sentence.pattern, head.end()))
        if first is None or not more or sentence.may_be(head.start()):
            continue
        side = -1 if head[0].startswith("trail") else 1
        told = [(number, sentence.token(head["of"]).codes, side)]
        told += [
            (int(match["n"]), sentence.token(grammar.PERSON.findall(match["who"])[0]).codes, side)
            for match in more
        ]
        if sentence.claimed.isdisjoint(number for number, _, _ in told):
            measures = measures_meant(sentence, head.start(), unit_of(head["unit"]))
            whens = moments(sentence, head.start())
            readings = _against(sentence, measures, whens, first, told)
            yield from judged_together(sentence, [n for n, _, _ in told], readings)


def _just_after(sentence: Sentence, at: int, stop: int) -> Iterator[_Rung]:
    """Those whose figures follow one another at once."""
    for match in _NEXT.finditer(sentence.pattern, at, stop):
        between = sentence.pattern[at : match.start()]
        if len(between) > 12 or not match["who"]:
            return
        its = tuple(sentence.token(n).codes for n in grammar.PERSON.findall(match["who"]))
        if int(match["n"]) not in sentence.claimed:
            yield _Rung(int(match["n"]), its)
        at = match.end()


def _against(
    sentence: Sentence,
    measures: list[Measure],
    whens: list[Moment],
    first: _Rung,
    told: list[tuple[int, tuple[str, ...], int]],
) -> list[Reading]:
    """How far one is from each of several rivals."""
    readings: list[Reading] = []
    for code in (code for codes in first.people for code in codes):
        for moment in whens:
            for measure in measures:
                values = [
                    ahead(sentence.book, measure, moment, code, rivals) for _, rivals, _ in told
                ]
                sides = [side for _, _, side in told]
                pairs = zip(values, sides, strict=True)
                readings.append(tuple(None if v is None else side * v for v, side in pairs))
    return readings
