"""Tables of a report made anew from the scores, whoever wrote them; prose is never touched.

| module | what it finds |
|---|---|
| `own_tables` | tables, datelines and footnotes as this program writes them |
| `figure_lines` | lines of players with figures, in Markdown or in a box of HTML |
| `figure_tables` | Markdown tables that a model or a person wrote |
| `prize_lines` | a results box's lines: who won what |
| `certainty` | whether it is certain what figures are of; what is not is left as it is |

What was found keeps its markup. Doing it twice changes nothing more than doing it once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from teg_tui.golf.claims.boxes.tables import is_row
from teg_tui.golf.claims.check import Checker, checker_of, setting_of
from teg_tui.golf.claims.words.text import Passage, Source, passages
from teg_tui.golf.tour import Tour
from teg_tui.reports.key import ReportKey
from teg_tui.reports.renewal.edits import Edit, applied, changes
from teg_tui.reports.renewal.figure_lines import line_edits
from teg_tui.reports.renewal.figure_tables import table_edits
from teg_tui.reports.renewal.own_tables import own_edits
from teg_tui.reports.renewal.prize_lines import prize_edits

__all__ = ["Renewed", "renew", "split_tables"]


@dataclass(frozen=True)
class Renewed:
    """A text with its tables made anew."""

    text: str
    lines: tuple[int, ...]
    """The lines of the text before, from 1, at which a table or a line of figures has changed."""

    @property
    def tables(self) -> int:
        """How many tables and lines of figures have changed."""
        return len(self.lines)


def renew(text: str, tour: Tour, key: ReportKey) -> Renewed:
    """The text of a report with its tables as today's scores have them.

    Nothing changes where the scores no longer are there, and nothing outside the tables ever does.
    """
    tournament = tour.by_teg.get(key.teg)
    if tournament is None or not tournament.ready(key.round):
        return Renewed(text, ())
    found = [*_groups(text, tour, key)]
    source = Source(text)
    edits = [edit for group in found for edit in group]
    lines = sorted(source.place(min(group).start)[0] for group in found)
    return Renewed(applied(text, edits), tuple(lines))


def _groups(text: str, tour: Tour, key: ReportKey) -> Iterator[list[Edit]]:
    """The edits that change something, one group a table or a line."""
    own = list(own_edits(text, tour, key))
    groups = [[edit] for edit in own]
    groups += _others(text, checker_of(tour), key, own)
    for group in groups:
        if found := changes(text, group):
            yield found


def _others(
    text: str, checker: Checker, key: ReportKey, own: Sequence[Edit]
) -> Iterator[list[Edit]]:
    """Tables and lines that are not of our own making."""
    source, book, roster = Source(text), checker.book(key.teg), checker.roster(key.teg)
    final = key.round in (None, book.tournament.last_round) and book.tournament.finished
    others = [
        passage
        for passage in passages(source)
        if not any(edit.start <= passage.origin[0] < edit.end for edit in own)
    ]
    for group in split_tables(source, others):
        setting = setting_of(book, key.round, group[0])
        if is_row(group[0]):
            yield table_edits(source, group, setting, roster)
            continue
        edits = line_edits(source, group[0], setting, roster)
        if edits is None and final:
            edits = prize_edits(group[0], book, roster)
        yield edits or []


def split_tables(source: Source, found: Sequence[Passage]) -> Iterator[list[Passage]]:
    """Passages one by one, but the rows of a table together."""
    table: list[Passage] = []
    for passage in found:
        if table and not (is_row(passage) and _goes_on(source, table[-1], passage)):
            yield table
            table = []
        if is_row(passage):
            table.append(passage)
        else:
            yield [passage]
    if table:
        yield table


def _goes_on(source: Source, row: Passage, after: Passage) -> bool:
    """Whether no empty line stands between two rows."""
    return "\n\n" not in source.text[row.origin[-1] : after.origin[0]].replace("\r", "")
