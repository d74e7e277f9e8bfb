"""Leads in a row, one a round: "from eight to 11 to 16 to 17", "8 → 11 → 16", "by one, 21, 33"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.places.standing_words import Moment, ahead, leaders_at, measures
from teg_tui.golf.claims.words import grammar
from teg_tui.golf.claims.words.numbers import like
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.tour import Measure

_LEAD = re.compile(r"\b(?:lead|advantage|margin|cushion|gap)\b")
_UNIT = grammar.UNIT
_STEP = (
    r"(?: (?:to|→|->) |→|->|, (?:and )?| and "
    r"|,? (?:and )?(?:then|finally)(?: (?:grew|shrank|fell|rose|went))?(?: to)? )"
)
_BETWEEN = r"(?: after #\d+(?: rounds| days)?|(?: (?!#)[a-z&\d-]+){0,6}?)"
"""Between two figures of a row: "ten strokes at halfway to 17 with a round left"."""
_ROW = re.compile(rf"#\d+{_UNIT}(?:{_BETWEEN}{_STEP}(?:just |only )?#\d+{_UNIT}){{2,3}}(?!-)")


def check_lead_rows(sentence: Sentence) -> Iterator[Claim]:
    """Three or four figures after a word for a lead, held against it after each round."""
    if sentence.elsewhere or not sentence.has("lead", "advantage", "margin", "cushion", "gap"):
        return
    if sentence.report.round is not None and sentence.section_round == 1:
        return
    for match in _ROW.finditer(sentence.pattern):
        lead = _LEAD.search(sentence.pattern, 0, match.start())
        if lead and not sentence.may_be(match.start()):
            yield from _row(sentence, match, lead.start())


def _row(sentence: Sentence, match: re.Match[str], at: int) -> Iterator[Claim]:
    """Each figure against the rounds that most of them fit: all but one must, to call it false."""
    numbers = [int(number) for number in re.findall(r"(?<!after )#(\d+)", match[0])]
    said = [sentence.token(number).value for number in numbers]

    def fitting(row: Sequence[int]) -> int:
        return sum(value == its for value, its in zip(row, said, strict=True))

    meant = max(_rows(sentence, at, len(said)), key=fitting, default=None)
    if meant is None or fitting(meant) < len(said) - 1:
        return
    for number, value in zip(numbers, meant, strict=True):
        token = sentence.token(number)
        verdict = Verdict.TRUE if token.value == value else Verdict.FALSE
        yield from sentence.claim(number, Kind.MARGIN, verdict, like(token.said, value))


def _rows(sentence: Sentence, at: int, length: int) -> Iterator[Sequence[int]]:
    """So many leads one after the other: of whoever is spoken of, or of who led then."""
    book = sentence.book
    owner = sentence.owner(at)
    codes = sentence.playing(owner)
    ranked = measures(sentence, at)
    if "=" not in sentence.pattern:
        ranked = [*ranked, *(its.measure for its in book.competitions)]
    for measure in ranked:
        for code in (*codes, None):
            leads = [_lead(sentence, measure, number, code) for number in book.numbers]
            known = [value for value in leads if value is not None]
            yield from combinations(known, length)


def _lead(sentence: Sentence, measure: Measure, number: int, code: str | None) -> int | None:
    """How far a player, or whoever led, was ahead after a round."""
    tops = leaders_at(sentence.book, measure, Moment(number))
    who = code or (tops[0] if len(tops) == 1 else None)
    return ahead(sentence.book, measure, Moment(number), who, []) if who else None
