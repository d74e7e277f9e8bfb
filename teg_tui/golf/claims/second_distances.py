"""Before a distance is called wrong: what else those spoken of were apart, or from the lead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from teg_tui.golf.claims.leading.whens import told_by_then
from teg_tui.golf.claims.nearby import AT_START, measures_of, moments_of, people_of, rounds_of
from teg_tui.golf.claims.places.standing_words import total_at
from teg_tui.golf.claims.words import grammar
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.tour import Measure

_UNIT = grammar.UNIT
_ON_THE_DAY = compiled(r"\b(?:better|worse|more|fewer|outscor\w*|beat\w*|gain\w*|made up)\b")
_AGAINST = compiled(
    rf"[#~]\d+{_UNIT}(?: [a-z]+){{0,2}} (?:behind|ahead of|clear of|in front of|adrift of|over"
    r"|from|off|better than|short of) (?:the )?(?:[a-z]+ )?@(\d+)"
)
_BEATEN = compiled(
    r"\b(?:beat\w*|pipp\w+|edg\w+|defeat\w+|outscor\w+|led|leads?|trail\w*) (?:the )?@(\d+)"
    r" by (?:just |only |a )*$"
)
_FROM_LEAD = compiled(
    rf"[#~]\d+{_UNIT} (?:behind|off|adrift of|back of|from|short of) (?:the )?(?:[a-z]+ )?"
    r"(?:lead|leaders?|winner|pace|top|summit|champion)\b"
)
"""A distance from the lead, and from nobody else."""
_OWN_LEAD = compiled(
    rf"#\d+{_UNIT}[- ](?:=\d+ |gross )?(?:lead|margin|cushion|advantage|victory|win|triumph)\b"
    r"(?! over)"
)
_LEADS_BY = compiled(
    r"\b(?:leads?|led|won|wins?|winning|victory)(?: (?:in )?(?:the )?=\d+)? by (?:just |only )?$"
)
"""What can only be the leader's lead."""
_SET_OUT = compiled(
    r"\b(?:overnight|(?:beg[au]n|start\w*|opened) the (?:day|round|morning|afternoon)"
    r"|set (?:out|off)|at the start|yesterday|went into|(?:came|went) out with)\b"
)
"""Words of the start of a round, and of no hole."""


def distances(sentence: Sentence, at: int) -> set[int]:
    """How far those near were apart, or from the lead and their neighbours where no rival is told.

    In the table at every moment, and on the days by themselves where these are set against.
    """
    book, people = sentence.book, people_of(sentence, at)
    told = _AGAINST.match(sentence.pattern, at) or _BEATEN.search(sentence.pattern[:at])
    rivals = sentence.token(told[1]).codes if told else ()
    own_lead = not rivals and (
        _OWN_LEAD.match(sentence.pattern, at) or _LEADS_BY.search(sentence.pattern[:at])
    )
    moments = moments_of(sentence)
    if rivals and not AT_START.search(sentence.pattern) and not sentence.rounds_named:
        day = sentence.section_round or book.last
        moments = [moment for moment in moments if moment.round >= day]
    if not _SET_OUT.search(sentence.around(at)):
        moments = list(dict.fromkeys([*moments, *told_by_then(sentence)]))
    found: set[int] = set()
    for measure in measures_of(sentence):
        tables = [
            {code: total_at(book, code, measure, moment) for code in book.codes}
            for moment in moments
        ]
        days = [
            {code: book.stretch(code, number, measure) for code in book.codes}
            for number in (rounds_of(sentence) if _ON_THE_DAY.search(sentence.pattern) else ())
        ]
        for table in (*tables, *days):
            totals = {code: total for code, total in table.items() if total is not None}
            if not totals:
                continue
            if own_lead:
                first, second = sorted(totals.values(), reverse=measure is Measure.STABLEFORD)[:2]
                leads = not people or any(totals.get(code) == first for code in people)
                found |= {abs(first - second)} if leads else set()
                continue
            mine = {code: totals[code] for code in people if code in totals}
            theirs = {code: totals[code] for code in rivals if code in totals} or mine
            found |= {abs(a - b) for p, a in mine.items() for q, b in theirs.items() if p != q}
            if not rivals and table in tables:
                near = not _FROM_LEAD.match(sentence.pattern, at)
                ranked = sorted(totals.values())
                found |= set(_in_the_field(mine.values(), ranked, measure, near=near))
    return found


def _in_the_field(
    mine: Iterable[int], totals: Sequence[int], measure: Measure, *, near: bool
) -> Iterator[int]:
    """How far totals, of all that are there in order, are from the lead; `near`: and the next."""
    best = totals[-1] if measure is Measure.STABLEFORD else totals[0]
    for total in mine:
        place = totals.index(total)
        beside = (totals[max(0, place - 1)], totals[min(len(totals) - 1, place + 1)])
        yield from (abs(total - other) for other in ((best, *beside) if near else (best,)))
