"""Tables of players: a column of figures under a heading that says what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from teg_tui.golf.claims.boxes.figures import Figure, Setting, best_fit, figures_in, meanings
from teg_tui.golf.claims.boxes.labels import is_known
from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.scorebook import Scorebook, place_in
from teg_tui.golf.claims.words.people import Roster
from teg_tui.golf.claims.words.text import Form, Passage, Source
from teg_tui.golf.decisions import Decision, given
from teg_tui.golf.standings import Standings
from teg_tui.golf.tour import HOLES, Measure


@dataclass(frozen=True)
class Cell:
    """One cell of a row."""

    text: str
    start: int
    """Where its text begins in the passage."""


def is_row(passage: Passage) -> bool:
    """Whether a passage is a row of a table, not a line of standings."""
    text = passage.text.strip()
    return passage.form is Form.ROW and (text.startswith("|") or text.endswith("|"))


def cells(passage: Passage) -> list[Cell]:
    """The cells of a row."""
    text = passage.text
    found, start = [], 0
    for match in re.finditer(r"\||$", text):
        piece = text[start : match.start()]
        found.append(Cell(piece.strip(), start + len(piece) - len(piece.lstrip())))
        start = match.end()
    if found and not found[0].text and text.lstrip().startswith("|"):
        found = found[1:]
    return found[:-1] if len(found) > 1 and not found[-1].text else found


def check_table(
    source: Source, rows: Sequence[Passage], setting: Setting, roster: Roster
) -> Iterator[Claim]:
    """The claims of rows that stand together: of a table, its header among them, or of several."""
    for its in _parted(source, rows):
        yield from _checked(_Table(source, its, setting, roster))


_NEXT_HEADER = re.compile(r"\n[ \t]*\n|<table|<thead")
_UNDER_HEADER = re.compile(r"-{2,}|</th")


def _parted(source: Source, rows: Sequence[Passage]) -> Iterator[Sequence[Passage]]:
    """The rows of each table by itself, where one follows on another."""
    first = 0
    for number in range(1, len(rows) - 1):
        above, row, below = rows[number - 1 : number + 2]
        before = source.text[above.origin[-1] : row.origin[0]]
        after = source.text[row.origin[-1] : below.origin[0]]
        if _NEXT_HEADER.search(before) and _UNDER_HEADER.search(after):
            yield rows[first:number]
            first = number
    yield rows[first:]


def _checked(table: _Table) -> Iterator[Claim]:
    if table.award_column is not None:
        yield from table.awards()
    elif any(table.roster.of(cell.text) for cell in table.header[1:]):
        yield from table.scorecard()
    elif len(table.holes) >= _CARD:
        yield from table.cards()
    elif not table.of_records:
        for column in range(len(table.header)):
            yield from table.column(column)


_OnCard = tuple[Cell, int, int, Figure, int, int]
"""A cell, where its figure begins and ends in it, the figure, the first and last of its holes."""
_CARD = 6
"""So many columns headed by a hole, and a row is a player's card."""
_ON_CARD = {"out": (1, 9), "in": (10, HOLES), "total": (1, HOLES), "tot": (1, HOLES)}


class _Table:
    """A table taken apart."""

    def __init__(
        self, source: Source, rows: Sequence[Passage], setting: Setting, roster: Roster
    ) -> None:
        self.source, self.setting, self.roster = source, setting, roster
        self.book: Scorebook = setting.book
        parted = [(passage, cells(passage)) for passage in rows]
        self.header = parted[0][1] if parted else []
        self.rows = parted[1:]

    @property
    def award_column(self) -> int | None:
        """Which column holds the names of prizes."""
        names = [cell.text.casefold() for cell in self.header]
        winner = any(name.startswith(("winner", "player", "champion")) for name in names)
        prizes = ("award", "prize", "competition", "trophy")
        return next((n for n, name in enumerate(names) if winner and name in prizes), None)

    @property
    def of_records(self) -> bool:
        """Whether it lists records: its rows are of many things, and each column of more."""
        return any(cell.text.casefold() in {"record", "records"} for cell in self.header)

    @property
    def holes(self) -> list[tuple[int, int, int]]:
        """The columns that are of a hole, or of several: which, the first and the last of them."""
        found = []
        for number, cell in enumerate(self.header):
            label = cell.text.casefold()
            hole = re.fullmatch(r"(?:h|hole )?(\d{1,2})", label)
            if hole and 1 <= int(hole[1]) <= HOLES:
                found.append((number, int(hole[1]), int(hole[1])))
            elif label in _ON_CARD:
                found.append((number, *_ON_CARD[label]))
        return found

    def cards(self) -> Iterator[Claim]:
        """Cards side by side: a row a player, a column a hole; strokes, over par or points."""
        for passage, row in self.rows:
            who = self.player(row)
            if not who:
                continue
            found = [
                (row[n], *figures[0], first, last)
                for n, first, last in self.holes
                if n < len(row) and (figures := list(figures_in(row[n].text)))
            ]

            def fitting(values: list[int | None], its: list[_OnCard] = found) -> int:
                return sum(v == f[3].value for v, f in zip(values, its, strict=True))

            best = max((self._values(who[0], found, m) for m in (None, *Measure)), key=fitting)
            if (len(found) - fitting(best)) * 4 > len(found):
                continue
            for (cell, start, _, figure, *_), right in zip(found, best, strict=True):
                good = right == figure.value
                yield self.claim(passage, cell, who, start, figure, right, good=good)

    def _values(
        self, code: str, found: Sequence[_OnCard], measure: Measure | None
    ) -> list[int | None]:
        """What a player had on each of these holes: strokes (None), or by a measure."""
        book, number = self.book, self.setting.round
        if measure is None:
            return [book.strokes(code, number, first, last) for *_, first, last in found]
        return [book.stretch(code, number, measure, first, last) for *_, first, last in found]

    def column(self, number: int) -> Iterator[Claim]:
        """A column of figures, one a player."""
        label = self.header[number].text.casefold()
        found: list[tuple[Passage, Cell, tuple[str, ...], int, Figure]] = []
        for passage, row in self.rows:
            who = self.player(row)
            figures = list(figures_in(row[number].text)) if number < len(row) else []
            if who and figures and not self.roster.of(row[number].text):
                start, _, figure = figures[0]
                found.append((passage, row[number], who, start, figure))
        few = all(figure.value <= len(self.book.players) for *_, figure in found)
        if re.fullmatch(r"#|pos\.?|position|place|rank", label) or (not label and few):
            yield from self.positions(found)
            return
        signed = any(figure.signed for *_, figure in found)
        candidates = meanings(label, self.setting, signed=signed)
        held = [(who, figure) for _, _, who, _, figure in found]
        meaning = best_fit(candidates, held, sure=bool(label) and is_known(label, self.book))
        for passage, cell, who, start, figure in found:
            right = meaning.right(who[0], figure) if meaning else None
            good = bool(meaning) and any(meaning.fits(code, figure) for code in who if meaning)
            yield self.claim(passage, cell, who, start, figure, right, good=good)

    def positions(
        self, found: Sequence[tuple[Passage, Cell, tuple[str, ...], int, Figure]]
    ) -> Iterator[Claim]:
        """The column of places: by the competition that fits most of them."""
        after = self.setting.round or self.book.last
        tables = [
            table
            for measure in Measure
            for table in (self.book.table(measure, after), self.book.day(measure, after))
            if table
        ]

        def fitting(table: Standings) -> int:
            rows = ((place_in(table, who[0]), figure) for _, _, who, _, figure in found)
            return sum(row is not None and row.position == figure.value for row, figure in rows)

        best = max(tables, key=fitting, default=None)
        for passage, cell, who, start, figure in found:
            row = place_in(best, who[0])
            right = row.position if row else None
            yield self.claim(passage, cell, who, start, figure, right, good=right == figure.value)

    def player(self, row: Sequence[Cell]) -> tuple[str, ...]:
        """Whose row it is: the first cell that holds a name alone."""
        for cell in row[:3]:
            codes = self.roster.of(cell.text)
            if codes:
                return tuple(code for code in codes if code in self.book.codes)
        return ()

    def claim(
        self,
        passage: Passage,
        cell: Cell,
        who: tuple[str, ...],
        start: int,
        figure: Figure,
        right: int | None,
        *,
        good: bool,
    ) -> Claim:
        """A verdict on the figure in a cell."""
        line, column = self.source.place(passage.origin[cell.start + start])
        said = re.match(r"[+-]?\w+", cell.text[start:])
        words = said[0] if said else cell.text
        text = f"{self.roster.name(who[0])} {words}"
        if right is None:
            return Claim(line, column, text, Kind.STANDINGS, Verdict.UNCHECKED, words, "")
        verdict = Verdict.TRUE if good else Verdict.FALSE
        expected = words if good else figure.like(right)
        return Claim(line, column, text, Kind.STANDINGS, verdict, words, expected)

    def scorecard(self) -> Iterator[Claim]:
        """A card: a row a hole, a column a player."""
        players = [self.roster.of(cell.text) for cell in self.header]
        for passage, row in self.rows:
            hole = re.fullmatch(r"(?:h|hole )?(\d{1,2})", row[0].text.casefold()) if row else None
            if hole is None or not 1 <= int(hole[1]) <= HOLES:
                continue
            for cell, who in zip(row, players, strict=False):
                figures = list(figures_in(cell.text))
                if not who or not figures:
                    continue
                start, _, figure = figures[0]
                card = self.book.card(who[0], self.setting.round)
                right = card.scores[int(hole[1]) - 1] if card else None
                good = right == figure.value
                yield self.claim(passage, cell, who, start, figure, right, good=good)

    def awards(self) -> Iterator[Claim]:
        """A table of prizes: who, with what, by how much."""
        for passage, row in self.rows:
            name = row[self.award_column or 0].text.casefold()
            for decision in self.book.history.decisions(self.book.teg):
                for award in given(decision):
                    if award.name.casefold().endswith(name) or name.endswith(award.name.casefold()):
                        codes = tuple(player.code for player in award.players)
                        first = award.name == decision.competition.name
                        yield from self.award_row(passage, row, codes, first, decision)

    def award_row(
        self,
        passage: Passage,
        row: Sequence[Cell],
        codes: tuple[str, ...],
        first: bool,
        decision: Decision,
    ) -> Iterator[Claim]:
        """One prize's row."""
        for head, cell in zip(self.header, row, strict=False):
            who = self.roster.of(cell.text)
            label = head.text.casefold()
            line, column = self.source.place(
                passage.origin[min(cell.start, len(passage.origin) - 1)]
            )
            if who and label not in {"award", "prize", "competition"}:
                good = any(code in codes for code in who)
                right = " and ".join(self.roster.name(code) for code in codes)
                verdict = Verdict.TRUE if good else Verdict.FALSE
                text = f"{row[0].text}: {cell.text}"
                yield Claim(line, column, text, Kind.RESULT, verdict, cell.text, right)
                continue
            figures = list(figures_in(cell.text))
            if not figures or not codes:
                continue
            start, _, figure = figures[0]
            right_value: int | None = None
            if label == "margin" and first:
                right_value = decision.margin
            elif label in {"score", "total", "result", "points"}:
                measure = decision.competition.measure
                values = [self.book.total(codes[0], self.book.last, measure)]
                if not figure.signed:
                    values.append(self.book.total(codes[0], self.book.last, Measure.STABLEFORD))
                right_value = figure.value if figure.value in values else values[-1]
            good = right_value == figure.value
            yield self.claim(passage, cell, codes, start, figure, right_value, good=good)
