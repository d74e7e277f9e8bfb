"""How often the lead changed hands, and for how many holes somebody had it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from teg_tui.golf.claims.claim import Claim, Kind
from teg_tui.golf.claims.numbers import like
from teg_tui.golf.claims.reading import Sentence, verdict_of
from teg_tui.golf.claims.standing_words import measures
from teg_tui.golf.race import Race
from teg_tui.golf.tour import HOLES, Measure

_CHANGES = re.compile(
    r"#(?P<n>\d+) (?:[a-z-]+ |=\d+ ){0,2}?(?:lead changes?|changes? of (?:the )?lead|lead swaps?"
    r"|lead swap)\b"
    r"|\blead (?:changed|changing|swapped"
    r"|switched)(?: hands)?(?: [a-z]+){0,2}? #(?P<m>\d+)(?: times)?"
    r"|\blead (?:changed|changing|swapped)(?: hands)?(?: [a-z]+)? (?P<w>once|twice)"
)
_HOLES_LED = re.compile(
    r"\b(?:led|leading|leads|in front|ahead|(?:held|holding|had|in|of) the (?:[a-z]+ "
    r"|=\d+ )?lead)(?P<alone> alone)?"
    r"(?: (?!in )[a-z=\d]+){0,4}? (?:for|all|through all)(?: all)? #(?P<n>\d+)(?: of (?:the "
    r"|his )?#\d+)? holes\b"
    r"|\bled (?P<alone2>alone )?#(?P<m>\d+) of (?:the )?#\d+ holes\b"
)
_THROUGH = re.compile(r"\b(?:through|over|in|inside|across|during) (?:the |just )?\$(\d+)")
"""The holes in which the lead is said to have changed so often."""
_NEVER = re.compile(r"\b(?:never|not|without|nor|n't|no longer|nobody)\b")


def check_lead_counts(sentence: Sentence) -> Iterator[Claim]:
    """Lead changes and holes led in a sentence."""
    if not sentence.elsewhere and ("lead" in sentence.pattern or "led" in sentence.pattern):
        yield from _changes(sentence)
        yield from _held(sentence)


def _changes(sentence: Sentence) -> Iterator[Claim]:
    for match in _CHANGES.finditer(sentence.pattern):
        if sentence.may_be(match.start()):
            continue
        rounds = sentence.rounds(match.start())
        spans = [[n] for n in rounds if n in sentence.book.numbers]
        if sentence.section_round is None or not spans:
            open_ = not spans and "=" not in sentence.pattern
            each = [[n] for n in sentence.book.numbers] if open_ else []
            spans += [list(sentence.book.numbers), *each]
        named = measures(sentence, match.start())
        if "=" not in sentence.pattern:
            named = list(dict.fromkeys([*named, *(c.measure for c in sentence.book.competitions)]))
        around = sentence.around(match.start())
        part = _THROUGH.search(around)
        until = sentence.token(part[1]).last if part else HOLES
        values = [v for span in spans for v in _counts(sentence, span, named, until)]
        vague = part and re.search("stretch|burst", sentence.token(part[1]).said)
        if part and (vague or sentence.token(part[1]).value != 1 or len(spans) != 1):
            values = [None]
        if not part and re.search(
            r"\bbetween @|\bin (?:the )?(?:opening|first) #\d+ holes|\$\d+|\bacross both\b"
            r"|\bthrough (?:the )?(?:first )?#\d+ holes|\bonwards?\b|\bsince\b|\blate\b|\bearly\b",
            around,
        ):
            values = [None]
        if match["w"]:
            said = {"once": 1, "twice": 2}[match["w"]]
            verdict = verdict_of(said, values)
            yield from sentence.claim_at(
                match.start("w"), match["w"], Kind.LEAD, verdict, str(values[0])
            )
            continue
        number = int(match["n"] or match["m"])
        token = sentence.token(number)
        verdict = verdict_of(token.value, values)
        expected = like(token.said, values[0]) if values and values[0] is not None else ""
        yield from sentence.claim(number, Kind.LEAD, verdict, expected)


def _counts(
    sentence: Sentence, span: Sequence[int], named: Sequence[Measure], until: int
) -> list[int | None]:
    """Lead changes over some rounds: as the facts count them first, then as others do."""
    found: list[int | None] = []
    for measure in named:
        races = [r for n in span if (r := sentence.book.race(measure, n))]
        events = [event for race in races for event in race.events if event.hole <= until]
        sole = [event for event in events if len(event.leaders) == 1]
        found += [sum(event.is_change for event in events), len(sole), len(events)]
        found += [_handovers(race, until) for race in races if len(span) == 1]
    if not re.search(r"\b(?:both|competitions|combined)\b", sentence.pattern):
        return found
    contested = {competition.measure for competition in sentence.book.competitions}
    totals = [
        sum(
            r.changes
            for m in Measure
            for n in span
            if m in contested and (r := sentence.book.race(m, n))
        )
    ]
    return [*found, *totals]


def _handovers(race: Race, until: int) -> int:
    """How often one who led a round alone was followed by another, ties in between passed over."""
    alone = [top for top in race.leaders[:until] if len(top) == 1]
    return sum(before != after for before, after in pairwise(alone))


def _held(sentence: Sentence) -> Iterator[Claim]:
    """ "Led for 33 holes", "leading all 72 holes"."""
    for match in _HOLES_LED.finditer(sentence.pattern):
        number = int(match["n"] or match["m"])
        owner = sentence.owner(match.start())
        codes = sentence.playing(owner)
        if _NEVER.search(sentence.around(match.start())):
            continue
        if (
            not codes
            or owner is None
            or owner.every
            or number in sentence.claimed
            or sentence.may_be(match.start())
        ):
            continue
        book = sentence.book
        rounds = [n for n in sentence.rounds(match.start()) if n in book.numbers]
        spans: list[Sequence[int]] = [rounds, book.numbers] if rounds else [book.numbers]
        values: list[int | None] = []
        for measure in measures(sentence, match.start()):
            for span in spans:
                for code in codes:
                    alone, shared = book.leads(measure, code, span)
                    only = " alone" in match[0]
                    values += [alone] if only else [alone + shared, alone]
        token = sentence.token(number)
        verdict = verdict_of(token.value, values, sure=owner.sure)
        right = like(token.said, values[0]) if values and values[0] is not None else ""
        yield from sentence.claim(number, Kind.LEAD, verdict, right)
