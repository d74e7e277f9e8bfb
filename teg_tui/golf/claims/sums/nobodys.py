"""Figures over holes that are named, of somebody who is not sure: false where nobody had so much.

"Fifteen points across the final six holes turned a comfortable victory into a statement": whose
they are another sentence tells. If no card has that figure there, it is wrong whoever is meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.sums.added_up import over
from teg_tui.golf.claims.sums.amounts import Amount
from teg_tui.golf.claims.sums.meanings import of_many_days
from teg_tui.golf.claims.sums.parts import beside
from teg_tui.golf.claims.words.numbers import like
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled

_OF_MORE = compiled(
    r"\b(?:record|ever|history|career|averag\w+|combined|together|between (?:them|the)|both|each"
    r"|apiece|they|their|them|pair|trio|men|players|field|year|previous|old|par|every|all but"
    r"|more than|less than|fewer|at least|at most|over|rounds|days|week|tournament)\b|%\d"
)
"""Words of what several had, of other days, or of a bound."""


def check_nobodys(sentence: Sentence, amount: Amount) -> Iterator[Claim]:
    """The claim that an amount is false, where nobody had it over the holes beside it."""
    part = beside(sentence, amount)
    if part is None or part[0] == part[1] or "$" not in sentence.signs or "!" in sentence.signs:
        return
    start, end = sentence.clause(amount.at)
    if _OF_MORE.search(sentence.pattern, start, end) or of_many_days(sentence):
        return
    book, unit = sentence.book, amount.unit
    rounds = sentence.any_rounds(amount.at, amount.end)
    had = {
        code: [v for n in rounds for v in over(book, code, n, unit, *part) if v is not None]
        for code in sorted(book.codes)
    }
    if any(amount.value in values for values in had.values()):
        return
    named = (code for _, codes, _ in sentence.people for code in codes)
    likely = [
        code for code in (*named, *sentence.focus.codes, *sentence.focus.others) if code in had
    ]
    values = had[likely[0]] if likely else []
    right = like(sentence.token(amount.number).said, values[0]) if values else ""
    sentence.part_of[amount.number] = part
    yield from sentence.claim(amount.number, Kind.TOTAL, Verdict.FALSE, right)
