"""Tables of players that a model or a person wrote: their figures written anew, row by row.

Cells keep their markup and the table its columns; a ranking's rows are put in order again.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from teg_tui.golf import wording
from teg_tui.golf.claims import Claim, Verdict
from teg_tui.golf.claims.boxes.figures import Setting, figures_in
from teg_tui.golf.claims.boxes.tables import cells, check_table
from teg_tui.golf.claims.claim import Kind
from teg_tui.golf.claims.words.people import Roster
from teg_tui.golf.claims.words.text import Passage, Source
from teg_tui.reports.renewal.certainty import falls, is_certain
from teg_tui.reports.renewal.edits import Edit, applied

_PLAIN_COLUMN = re.compile(
    r"#|pos(?:ition)?\.?|place|rank|out|in|front.*|back.*|f9|b9|total|r\d|round \d"
    r"|player|winner|champion"
)
_BAR = re.compile(r"(?<!\\)\|")
_PLACE_CELL = re.compile(r"[T=]?\d{1,2}(?P<suffix>st|nd|rd|th)?=?")
_PLACE = re.compile(r"#|pos(?:ition)?\.?|place|rank")


def table_edits(
    source: Source, rows: Sequence[Passage], setting: Setting, roster: Roster
) -> list[Edit]:
    """The edits that put a table right; none for columns that are not certain to be understood.

    Of a table in Markdown they are whole rows, which keep their ranking; of one in HTML figures.
    """
    header = [cell.text.casefold() for cell in cells(rows[0])]
    by_column: dict[int, list[tuple[int, Claim]]] = {}
    for claim in check_table(source, rows, setting, roster):
        index = _index(source.text, claim)
        number = _column(rows, index)
        by_column.setdefault(number, []).append((index, claim))
    edits: list[Edit] = []
    certain: list[int] = []
    for number, found in sorted(by_column.items()):
        label = header[number] if number < len(header) else ""
        claims = [claim for _, claim in found]
        if _PLAIN_COLUMN.fullmatch(label) or is_certain(label, claims, setting):
            certain.append(number)
            edits += [edit for index, claim in found if (edit := _edit(source.text, index, claim))]
    if "|" not in source.text[slice(*_line(source.text, rows[0].origin[0]))]:
        return edits
    return _by_row(source.text, rows, edits, header, certain)


def _index(text: str, claim: Claim) -> int:
    start = 0
    for _ in range(claim.line - 1):
        start = text.index("\n", start) + 1
    return start + claim.column


def _column(rows: Sequence[Passage], index: int) -> int:
    """Which cell of its row a character of the source stands in."""
    row = next(row for row in reversed(rows) if row.origin[0] <= index)
    at = bisect_left(row.origin, index)
    return max(n for n, cell in enumerate(cells(row)) if n == 0 or cell.start <= at)


def _edit(text: str, index: int, claim: Claim) -> Edit | None:
    wrong = claim.verdict is Verdict.FALSE and claim.expected
    if not wrong or claim.kind not in (Kind.STANDINGS, Kind.RESULT):
        return None
    end = index + len(claim.said)
    return Edit(index, end, claim.expected) if text[index:end] == claim.said else None


def _by_row(
    text: str,
    rows: Sequence[Passage],
    edits: Sequence[Edit],
    header: Sequence[str],
    certain: Sequence[int],
) -> list[Edit]:
    """The figures' edits as whole rows, in the order of the ranking."""
    spans = [_line(text, row.origin[0]) for row in rows[1:]]
    old = [text[start:end] for start, end in spans]
    new = []
    for start, end in spans:
        its = [edit for edit in edits if start <= edit.start < end]
        moved = [Edit(edit.start - start, edit.end - start, edit.text) for edit in its]
        new.append(applied(text[start:end], moved))
    if edits:
        new = _ranked(old, new, header, certain)
    return [Edit(*span, row) for span, row in zip(spans, new, strict=True)]


def _line(text: str, index: int) -> tuple[int, int]:
    end = text.find("\n", index)
    return text.rfind("\n", 0, index) + 1, len(text) if end < 0 else end


def _ranked(
    old: Sequence[str], new: list[str], header: Sequence[str], certain: Sequence[int]
) -> list[str]:
    """Rows in the order of the first column that ranked them before, and numbered so."""
    named = [number for number in certain if number < len(header)]
    for number in named:
        before, after = _values(old, number), _values(new, number)
        if _PLACE.fullmatch(header[number]) or before is None or after is None:
            continue
        falling = falls(before)
        if falling is not None:
            order = sorted(range(len(new)), key=lambda n: -after[n] if falling else after[n])
            return _numbered([new[n] for n in order], [after[n] for n in order], header)
    return new


def _numbered(rows: list[str], values: Sequence[int], header: Sequence[str]) -> list[str]:
    """Ranked rows with their places counted again, where the table has a column of them."""
    column = next((n for n, label in enumerate(header) if _PLACE.fullmatch(label)), None)
    if column is None:
        return rows
    tie = "=" if any("=" in cell for row in rows for cell in _BAR.split(row)[:2]) else "T"
    numbered = []
    for row, value in zip(rows, values, strict=True):
        position = values.index(value) + 1
        parts = _BAR.split(row)
        at = column + row.lstrip().startswith("|")
        place = _PLACE_CELL.search(parts[at]) if at < len(parts) else None
        if place is None:
            return rows
        number = wording.ordinal(position) if place["suffix"] else str(position)
        words = (tie if values.count(value) > 1 else "") + number
        parts[at] = parts[at][: place.start()] + words + parts[at][place.end() :]
        numbered.append("|".join(parts))
    return numbered


def _values(rows: Sequence[str], number: int) -> list[int] | None:
    """A column's figures; None where a row has none there."""
    values = []
    for row in rows:
        parts = _BAR.split(row.strip().removeprefix("|"))
        found = re.sub(r"[*_\s]", "", parts[number]) if number < len(parts) else ""
        figure = next(figures_in(found), None)
        if figure is None:
            return None
        values.append(figure[2].value)
    return values
