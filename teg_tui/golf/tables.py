"""Reading tables so that every complaint can name file, row and column.

Rows are counted as a person does who opens the file: in a CSV the line number, in Parquet the
row's number from 1.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

from teg_tui.errors import DataError

SHOWN = 10
"""How many problems an error spells out."""


def place(file: str, row: int | None = None, column: str = "") -> str:
    """Where something is, in words."""
    words = [file]
    if row is not None:
        words.append(f"row {row}")
    if column:
        words.append(f"column {column}")
    return ", ".join(words)


@dataclass
class Findings:
    """What is wrong with a tour's files: notes where they can be used, problems where not."""

    notes: list[str] = field(default_factory=list)
    problems: list[tuple[int, str, str]] = field(default_factory=list)
    """Row, place, what is wrong."""

    def note(self, what: str, file: str, row: int | None = None, column: str = "") -> None:
        """Something the user should know; the data are used."""
        self.notes.append(f"{place(file, row, column)}: {what}")

    def problem(self, what: str, file: str, row: int, column: str = "") -> None:
        """Something that makes the file unusable."""
        self.problems.append((row, place(file, row, column), what))

    def raise_problems(self) -> None:
        """One error that names them all, in the order of the rows."""
        if not self.problems:
            return
        way_out = "Correct the file and try again"
        found = sorted(self.problems)
        if len(found) == 1:
            _, where, what = found[0]
            raise DataError(what, where=where, way_out=way_out)
        lines = [f"\n  {where}: {what}" for _, where, what in found[:SHOWN]]
        more = f"\n  and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
        what = f"{len(found)} problems in the scores:{''.join(lines)}{more}"
        raise DataError(what, way_out=way_out)


@dataclass(frozen=True)
class Table:
    """A CSV file: every value as text, without the blanks around it."""

    file: str
    """The name to call it in messages."""
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """As long as the header, each."""
    lines: tuple[int, ...]
    """Line number of each row."""

    def records(self, columns: dict[str, str]) -> Iterator[tuple[int, dict[str, str]]]:
        """Line number and values of each row, under our names (`columns`: ours -> theirs)."""
        at = {our: self.header.index(their) for our, their in columns.items()}
        for line, row in zip(self.lines, self.rows, strict=True):
            yield line, {our: row[index] for our, index in at.items()}


def read_csv(path: Path, file: str, findings: Findings) -> Table:
    """Read a CSV as spreadsheets write it: comma, semicolon or tab; UTF-8 or Windows-1252."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise DataError(f"can't be read: {error.strerror}", where=file) from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    first = text.partition("\n")[0]
    reader = csv.reader(StringIO(text), delimiter=max(",;\t", key=first.count))
    header: tuple[str, ...] = ()
    rows, lines = [], []
    try:
        for values in reader:
            row = tuple(value.strip() for value in values)
            if not any(row):
                continue
            if not header:
                header = row
                continue
            if any(row[len(header) :]):
                what = f"has {len(row)} values, the header {len(header)}"
                findings.problem(what, file, reader.line_num)
            rows.append((row + ("",) * len(header))[: len(header)])
            lines.append(reader.line_num)
    except csv.Error as error:
        where = place(file, reader.line_num)
        raise DataError(f"can't be read as CSV: {error}", where=where) from error
    if not header:
        raise DataError("is empty: not even a header", where=file)
    return Table(file, header, tuple(rows), tuple(lines))


ALIASES = {
    "TEGNum": ("tegno", "tegnumber"),
    "Round": ("rd", "roundno", "roundnum", "roundnumber"),
    "Hole": ("holeno", "holenum", "holenumber"),
    "SI": ("strokeindex", "index"),
    "Pl": ("playercode", "code", "initials"),
    "Player": ("name", "playername"),
    "Sc": ("score", "strokes", "gross", "grossscore"),
    "HC": ("handicap", "hcp", "hcap", "playinghandicap"),
    "Code": ("pl", "playercode", "initials"),
    "Name": ("player", "playername", "fullname"),
    "Date": ("day", "playedon"),
    "Course": ("venue", "coursename"),
    "Area": ("place", "region", "location"),
}
"""Other names under which a column is recognised, in small letters and digits only."""


def match_columns(
    header: Sequence[str], wanted: Sequence[str], stated: dict[str, str]
) -> dict[str, str]:
    """Our name -> the file's, as stated, by the same name, or by one that says the same."""
    plain = {re.sub(r"[^a-z0-9]", "", their.lower()): their for their in reversed(header)}
    found: dict[str, str] = {}
    for our in wanted:
        if our in stated:
            candidates = [stated[our]]
        else:
            names = (our.lower(), *ALIASES.get(our, ()))
            candidates = [our, *(plain[name] for name in names if name in plain)]
        their = next((name for name in candidates if name in header), None)
        if their is not None and (their not in found.values() or our in stated):
            found[our] = their
    return found


def label_column(header: Sequence[str]) -> int:
    """Where a table that has a row an event names it: under "TEG", else in front."""
    columns = match_columns(header, ("TEG", "TEGNum"), {})
    return header.index(next(iter(columns.values()), header[0]))


def whole(text: str) -> int | None:
    """A whole number written as 18 or 18.0; None for anything else."""
    match = re.fullmatch(r"([+-]?\d{1,9})(\.0*)?", text)
    return int(match[1]) if match else None


def number_in(text: str) -> int | None:
    """The number in a label such as "TEG 10"; None where there is none."""
    match = re.search(r"\d{1,9}", text)
    return int(match[0]) if match else None
