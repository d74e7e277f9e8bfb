"""Which rounds were where: "Vellmar Heath on the first and third days", "two rounds at Lorva".

Rounds told right beside a course, by number, place in the week or weekday; how many a course had;
and whose figure it was there: "his 41 at Monte Azinal" is wrong where he had it elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.words import grammar
from teg_tui.golf.claims.words.calendar import short_course
from teg_tui.golf.claims.words.numbers import like
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.tour import Measure

_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_ITEM = rf"(?:[!^&#]\d+|one|first|opening|closing|final|last|{_DAY})"
_LIST = (
    rf"(?:the |both |rounds? |days? |both the )*{_ITEM}"
    rf"(?:(?:, and|,| and| &) (?:the )?{_ITEM})*(?: (?:rounds?|days?))?"
)
_ROUNDS_FIRST = compiled(
    rf"(?<![a-z])(?P<list>{_LIST})(?:(?:,| was| were| took place| had been| came| both| played"
    r"| held| staged| back| again| over)* (?:at|on|over|to)| at)"
    r"(?: (?:the )?(?:[a-z]+ ){1,2}(?:at|of))? (?:the )?$"
)
_ROUNDS_THEN = compiled(
    rf"(?:,? (?:for|on|in|during|hosted|hosting|staged|staging|saw|with|had|was used (?:for|on)"
    rf"|was played (?:on|in)|had))+ (?P<list>{_LIST})(?=[,.;:)]|$| (?:and|with|while|but)\b)"
)
_GONE_FROM = compiled(r"\b(?:left|leaving|from|leav\w+|better|worse|than)(?: the)? $")
_NUMBER_FIRST = compiled(
    r"(?:#(?P<n>\d+)|\b(?P<w>one))(?: rounds?)?"
    r" (?:each )?(?:(?:was |were )?played )?(?:at|on|over) (?:the )?$"
)
_SOME_ROUNDS = compiled(r"(?:#\d+|\bone) rounds? (?:(?:was |were )?played )?(?:at|on|over)\b")
_TIMES = compiled(
    r",? (?:(?:was|were|being) )?(?:played|used|visited) (?P<w>once|twice|three times|four times)"
    r"\b(?! (?:as|before|in|over|since|more))"
)
_OFTEN = {"once": 1, "twice": 2, "three times": 3, "four times": 4, "one": 1}
_FIGURE_FIRST = compiled(
    r"(?<![~^!$&])#(?P<n>\d+)(?: (?:points|pts|strokes|shots))?(?: (?:made|scored|taken))?"
    r" (?:at|on|over|round) (?:the )?$"
)
_FIGURE_THEN = compiled(
    r",? (?:@\d+|he) (?:had |has )?(?:only |just )?(?:scored?|had|made|took|needed|carded|returned"
    r"|shot|posted|managed|got|added|went round in)(?: only| just)? #(?P<n>\d+)(?= (?:points|pts"
    r"|strokes|shots)\b|[,.;]|$| (?:and|to|for|there)\b)"
)
_BEFORE_IT = compiled(r"(?:^|[,;:(] |\b(?:and|but|while) )(?:at|on|over|back at) (?:the )?$")
_POINTS, _STROKES = range(12, 63), range(64, 136)


def told_rounds(sentence: Sentence, start: int, end: int) -> tuple[int, ...]:
    """The rounds that words right beside a course, at a place of the pattern, say it had."""
    before, pattern = sentence.pattern[:start], sentence.pattern
    if "%" in sentence.around(start) or _GONE_FROM.search(before):
        return ()
    match = _ROUNDS_FIRST.search(before) or _ROUNDS_THEN.match(pattern, end)
    if match is None:
        return ()
    if "#" in match["list"] and not re.match(r"(?:the |both )*(?:rounds?|days?) ", match["list"]):
        return ()
    named = [_round(sentence, item) for item in re.findall(_ITEM, match["list"])]
    explicit = re.search(rf"&\d|\b(?:rounds?|days?|{_DAY})\b", match["list"])
    numbers = {rnd.number for rnd in sentence.book.tournament.rounds}
    if not (explicit or _goes_on(sentence, match, len(named))) or not numbers.issuperset(named):
        return ()
    return tuple(n for n in named if n)


_EARLIER = compiled(r"[!^&#]\d+ (?:rounds|days)\b")
"""What a list without its noun goes on from: "the first and third rounds were at …, the second"."""


def _goes_on(sentence: Sentence, match: re.Match[str], many: int) -> bool:
    """Whether a list without its noun is one of rounds: the sentence has told of rounds before."""
    if not match["list"].startswith("the ") or "@" in sentence.pattern:
        return False
    before = match.re is _ROUNDS_FIRST
    return bool(_EARLIER.search(sentence.pattern, 0, match.start())) and (before or many > 1)


def _round(sentence: Sentence, item: str) -> int | None:
    """The round that one word of a list names."""
    if item[-1].isdigit():
        token = sentence.token(item[1:])
        return token.value if not token.weak else sentence.report.calendar.only_days.get(token.said)
    if item in {"one", "first", "opening"}:
        return 1
    if item in {"closing", "final", "last"}:
        return sentence.book.tournament.last_round
    return sentence.report.calendar.only_days.get(item.capitalize())


def check_venues(sentence: Sentence) -> Iterator[Claim]:
    """How many rounds a course had, what somebody had there; and when, of one by its nickname."""
    calendar = sentence.report.calendar
    if not any(map(sentence.text.__contains__, calendar.course_words)):
        return
    if sentence.elsewhere or grammar.OTHER_TIME.search(sentence.pattern):
        return
    full = list(calendar.course_names.finditer(sentence.text))
    for match in full:
        yield from _of_course(sentence, match, match[0])
    for match in calendar.nickname_pattern.finditer(sentence.text):
        if not any(its.start() <= match.start() < its.end() for its in full):
            yield from _when(sentence, match, calendar.nicknames[match[0]])
            yield from _of_course(sentence, match, calendar.nicknames[match[0]])


def _when(sentence: Sentence, match: re.Match[str], course: str) -> Iterator[Claim]:
    """The rounds that a course called by its nickname is said to have had."""
    start, end = sentence.in_pattern(match.start()), sentence.in_pattern(match.end())
    told = told_rounds(sentence, start, end)
    right = dict.fromkeys(map(sentence.report.calendar.course_of, told))
    if told:
        good = course in right and len(right) == 1
        verdict = None if good else " and ".join(right)
        yield sentence.claim_text(match.start(), match[0], Kind.COURSE, verdict)


def _of_course(sentence: Sentence, match: re.Match[str], course: str) -> Iterator[Claim]:
    rounds = [
        rnd.number
        for rnd in sentence.report.calendar.tournament.rounds
        if course in (rnd.course, short_course(rnd.course))
    ]
    start, end = sentence.in_pattern(match.start()), sentence.in_pattern(match.end())
    if sentence.report.round is None and sentence.section_round is None:
        yield from _how_many(sentence, start, end, len(rounds))
    yield from _figure(sentence, match, rounds)


def _how_many(sentence: Sentence, start: int, end: int, right: int) -> Iterator[Claim]:
    """ "Two rounds at Lorva and one at Monte Azinal", "with Lorva played twice"."""
    counted = _NUMBER_FIRST.search(sentence.pattern, 0, start)
    lists = _SOME_ROUNDS.search(sentence.pattern, 0, start) and "@" not in sentence.pattern
    several = len(set(sentence.report.calendar.course_names.findall(sentence.text))) > 1
    if counted and lists and several and right:
        number = counted["n"]
        value = sentence.token(number).value if number else 1
        if value > sentence.book.tournament.last_round:
            return
        verdict = Verdict.TRUE if value == right else Verdict.FALSE
        if number:
            said = sentence.token(number).said
            yield from sentence.claim(number, Kind.COURSE, verdict, like(said, right))
        else:
            yield from sentence.claim_at(
                counted.start("w"), "one", Kind.COURSE, verdict, like("one", right)
            )
    times = _TIMES.match(sentence.pattern, end)
    if times and right:
        verdict = Verdict.TRUE if _OFTEN[times["w"]] == right else Verdict.FALSE
        words = {many: word for word, many in _OFTEN.items() if word != "one"}
        yield from sentence.claim_at(
            times.start("w"), times["w"], Kind.COURSE, verdict, words.get(right, str(right))
        )


def _figure(sentence: Sentence, match: re.Match[str], here: list[int]) -> Iterator[Claim]:
    """ "His 41 at Monte Azinal": false where he had 41 on another course and not on this."""
    start, end = sentence.in_pattern(match.start()), sentence.in_pattern(match.end())
    beside = _FIGURE_FIRST.search(sentence.pattern, 0, start)
    if beside is None and _BEFORE_IT.search(sentence.pattern[:start]):
        beside = _FIGURE_THEN.match(sentence.pattern, end)
    if beside is None or not here or sentence.may_be(beside.start()):
        return
    owner = sentence.owner(beside.start("n") - 1, beside.end())
    codes = sentence.playing(owner)
    if not codes or owner is None or owner.every or sentence.rounds_named:
        return
    said, calendar = sentence.token(beside["n"]).value, sentence.report.calendar
    if said not in _POINTS and said not in _STROKES:
        return
    had = {n for n in sentence.book.numbers for c in codes if said in _figures(sentence, c, [n])}
    good = had & set(here) or any(said in _figures(sentence, code, here) for code in codes)
    if had and not good:
        right = " or ".join(dict.fromkeys(calendar.course_of(n) for n in sorted(had)))
        yield sentence.claim_text(match.start(), match[0], Kind.COURSE, right)


def _figures(sentence: Sentence, code: str, rounds: list[int]) -> set[int]:
    """Points and strokes over some rounds."""
    book = sentence.book
    points = [book.stretch(code, n, Measure.STABLEFORD) or 0 for n in rounds]
    return {sum(points), sum(book.strokes(code, n) or 0 for n in rounds)}
