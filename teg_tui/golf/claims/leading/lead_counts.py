"""How often the lead changed hands, and for how many holes somebody had it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from teg_tui.golf.claims.claim import Claim, Kind
from teg_tui.golf.claims.leading.turns import ranked_by
from teg_tui.golf.claims.scorebook import Scorebook
from teg_tui.golf.claims.words.numbers import like
from teg_tui.golf.claims.words.reading import Owner, Sentence, verdict_of
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.race import Race
from teg_tui.golf.tour import HOLES, Measure

_CHANGED = r"(?:passe[sd]|chang(?:ed|es)(?: hands)?|moved|went|sw(?:itched|apped|ung)(?: hands)?)"
_NTH = compiled(
    rf"\blead (?:had |has )?{_CHANGED}(?: [a-z]+)? for (?:the|a) \^(?P<n>\d+) time\b"
    r"|\^(?P<m>\d+) (?:lead change|change of (?:the )?(?:=\d+ )?lead|change at the top)\b"
)
_WITHIN = compiled(r"\b(?:on|in|over|inside|within|during|across) (?:the |just )?\$(\d+)")
_AT_TOP = (
    r"(?:\btop of the (?:=\d+|board|leaderboard)|in front|on top|\bdominat(?:ed|ing)"
    r"|\b(?:co-)?(?:led|leading|leads?|ahead|headed|heading|topped|topping|atop)"
    r"|\b(?:held|holding|holds|hold|had|in|of|shared|sharing|enjoyed)"
    r" (?:or shar(?:ed|ing) )?(?:the|a) (?:[a-z]+ |=\d+ )?lead)"
)
_HOLES_LED = compiled(
    rf"{_AT_TOP}(?: (?!in |after |by |with )[a-z=@'\d-]+){{0,6}}?,?"
    r" (?:for|all|through all|through)(?: (?:all|just|only|fully|precisely|exactly))* #(?P<n>\d+)"
    r"(?: of (?:the |his )?#\d+)?(?: (?!more)[a-z]+)? holes\b(?! (?:to (?:play|go)|left|remaining))"
    rf"|{_AT_TOP}(?: alone)?(?: (?:in |the |=\d+ |gross |for )*)? ?#(?P<m>\d+)"
    r" of (?:the )?#\d+(?: [a-z]+)? holes\b"
    rf"|{_AT_TOP}(?: alone)? after #(?P<h>\d+) of (?:the )?#\d+ holes\b"
    r"|#(?P<k>\d+)(?: of #\d+)? holes (?:leading|in front|in the (?:=\d+ )?lead|atop|out in front"
    r"|at the top|on top)\b"
    r"|#(?P<j>\d+)-hole (?:lead|reign|stay at the top|stint at the top|occupation)\b"
    r"|\bled for(?: just| only)? #(?P<i>\d+)(?=[.,;)])"
)
_AND_FOR = compiled(
    r"(?:,| and|, and|;) @(?P<w>\d+)(?: had it| led)?(?: alone)?(?: for| after)?(?: just| only)?"
    r" #(?P<n>\d+)(?: holes)?(?=[,.;)]|$| and\b)"
)
"""What goes on after the first: "…, Bram for 14"."""
_ALONE = compiled(r"\b(?:alone|on his own|to himself|outright|by himself)\b")
_AT_A_STRETCH = compiled(
    r"[^,;]{0,12}\b(?:running|in a row|on end|in succession|on the trot|at a stretch|until|from"
    r"|since|between)\b"
)
"""Behind a number of holes that come one after another, or are not all."""
_PART = compiled(r"[$!]\d|#\d+ holes")
_SO_MANY_LED = compiled(
    r"#(?P<n>\d+) (?:different |separate )?(?:men|players|people|leaders|names|of them)?"
    r" ?(?:all |each |had )?(?:led|held|topped|enjoyed|took|have led|leaders)\b"
    r"(?: or (?:led|shared|co-led))?(?: (?:a share of|the|=\d+))*"
    r"(?: (?:lead|board|leaderboard|top))?(?= at (?:some|one|various)|[,.;]|$| during| over| in)"
)
_NEVER = compiled(r"\b(?:never|not|without|nor|n't|no longer|nobody)\b")


def check_lead_counts(sentence: Sentence) -> Iterator[Claim]:
    """Lead changes and holes led in a sentence."""
    if not sentence.elsewhere and sentence.has(
        "lead", "led", "top", "front", "dominat", "held", "changed hands"
    ):
        yield from _nth(sentence)
        yield from _held(sentence)
        yield from _leaders(sentence)


def _nth(sentence: Sentence) -> Iterator[Claim]:
    """ "The lead passed for the third time", "the second change of the lead"."""
    book = sentence.book
    for match in _NTH.finditer(sentence.pattern):
        at, around = match.start(), sentence.around(match.start())
        if sentence.may_be(at) or _NEVER.search(around):
            continue
        rounds = [[n] for n in sentence.rounds(at) if n in book.numbers]
        spans = rounds or [[*book.numbers], *([n] for n in book.numbers)]
        within = _WITHIN.search(around)
        token = sentence.token(within[1]) if within else None
        part = (token.value, token.last) if token else (1, HOLES)
        named = ranked_by(sentence, at)
        most = max((v for span in spans for v in _passed(book, span, named, part)), default=None)
        number = next(its for its in match.groups() if its)
        verdict = verdict_of(max(sentence.token(number).value, most or 0), [most])
        right = f"only {like('', most)}" if most else "never" if most == 0 else ""
        yield from sentence.claim(number, Kind.LEAD, verdict, right)


def _passed(
    book: Scorebook, span: Sequence[int], named: Sequence[Measure], part: tuple[int, int]
) -> Iterator[int]:
    """How often the lead went from one to another on some holes of some rounds."""
    for measure in named:
        races = [race for n in span if (race := book.race(measure, n))]
        events = [event for race in races for event in race.events if event.is_change]
        yield sum(part[0] <= event.hole <= part[1] for event in events)
        yield sum(_handovers(race, part) for race in races)


def _handovers(race: Race, part: tuple[int, int]) -> int:
    """How often one who led alone was followed by another on some holes, over ties in between."""
    alone = [top for top in race.leaders[max(0, part[0] - 2) : part[1]] if len(top) == 1]
    return sum(before != after for before, after in pairwise(alone))


def _held(sentence: Sentence) -> Iterator[Claim]:
    """ "Led for 33 holes", "leading all 72 holes", and for how many others did."""
    if not sentence.has("hole", "led for"):
        return
    for match in _HOLES_LED.finditer(sentence.pattern):
        if _NEVER.search(sentence.around(match.start())) or sentence.may_be(match.start()):
            continue
        number = next(match[group] for group in "nmkjih" if match[group])
        yield from _led_for(sentence, match, sentence.owner(match.start()), number)
        at = match.end()
        while more := _AND_FOR.match(sentence.pattern, at):
            its = Owner(sentence.token(more["w"]).codes)
            yield from _led_for(sentence, match, its, more["n"])
            at = more.end()


def _led_for(
    sentence: Sentence, match: re.Match[str], owner: Owner | None, number: str
) -> Iterator[Claim]:
    """For how many holes somebody led: alone or not, as the words of a match say."""
    codes, book = sentence.playing(owner), sentence.book
    if not codes or owner is None or owner.every or int(number) in sentence.claimed:
        return
    if _AT_A_STRETCH.match(sentence.pattern, match.end()):
        return
    rounds = [n for n in sentence.rounds(match.start()) if n in book.numbers]
    spans: list[Sequence[int]] = [rounds, book.numbers] if rounds else [book.numbers]
    spans += [[n for n in book.numbers if n <= (sentence.section_round or 0)]]
    values: list[int | None] = []
    for measure in ranked_by(sentence, match.start()):
        for span in spans:
            for code in codes:
                alone, shared = book.leads(measure, code, span)
                if _ALONE.search(match[0]):
                    values += [alone]
                elif "shar" in match[0] or "co-" in match[0]:
                    values += [alone + shared, *([shared] if " or " not in match[0] else [])]
                else:
                    values += [alone + shared, alone]
    token = sentence.token(number)
    verdict = verdict_of(token.value, values, sure=owner.sure)
    right = like(token.said, values[0]) if values and values[0] is not None else ""
    yield from sentence.claim(number, Kind.LEAD, verdict, right)


def _leaders(sentence: Sentence) -> Iterator[Claim]:
    """How many led at some time: "four different men held or shared the lead"."""
    for match in _SO_MANY_LED.finditer(sentence.pattern):
        at, book = match.start(), sentence.book
        around = sentence.around(at)
        if sentence.may_be(at) or _NEVER.search(around) or _PART.search(around):
            continue
        named = [n for n in sentence.rounds(at) if n in book.numbers]
        values: list[int | None] = []
        for measure in ranked_by(sentence, at):
            races = [r for n in named or book.numbers if (r := book.race(measure, n))]
            tops = [top for race in races for top in race.leaders]
            values.append(len({code for top in tops for code in top}))
            if "shar" not in match[0]:
                values.append(len({top for top in tops if len(top) == 1}))
        token = sentence.token(match["n"])
        right = like(token.said, values[0]) if values and values[0] is not None else ""
        verdict = verdict_of(token.value, values)
        yield from sentence.claim(match["n"], Kind.LEAD, verdict, right)
