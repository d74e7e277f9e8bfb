"""The smaller files: players, handicaps, rounds, courses. Each may be absent.

Nothing in them stops the scores from being used: what can't be understood is passed over, with
a note that names file, row and column.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeGuard

from teg_tui.errors import DataError
from teg_tui.golf.files import DataFiles
from teg_tui.golf.score_rows import LIMITS
from teg_tui.golf.tables import (
    Findings,
    Table,
    label_column,
    match_columns,
    number_in,
    read_csv,
    whole,
)
from teg_tui.golf.tour import Course


@dataclass(frozen=True)
class Announced:
    """What the list of rounds says of one."""

    course: str
    date: date | None
    area: str
    year: int | None


@dataclass(frozen=True)
class Lists:
    """What the smaller files say."""

    names: dict[str, str] | None
    """Player code -> name; None where there is no list of players."""
    handicaps: dict[int, dict[str, int | None]]
    """TEG -> player code -> handicap; None where it is 0 or blank: not in that TEG."""
    rounds: dict[tuple[int, int], Announced]
    """(TEG, round) -> what was announced."""
    courses: dict[str, Course]
    sources: tuple[Path, ...]
    """The files that were there."""


def read_lists(root: Path, files: DataFiles, findings: Findings) -> Lists:
    """Read what is there of the smaller files."""
    names = (files.players, files.handicaps, files.rounds, files.courses)
    players, handicaps, rounds, courses = (optional_table(root, name, findings) for name in names)
    return Lists(
        names=_players(players, files, findings) if players else None,
        handicaps=_handicaps(handicaps, findings) if handicaps else {},
        rounds=_rounds(rounds, files, findings) if rounds else {},
        courses=_courses(courses) if courses else {},
        sources=tuple(root / name for name in names if (root / name).is_file()),
    )


def optional_table(root: Path, file: str, findings: Findings) -> Table | None:
    """A CSV that may be absent, or be of no use: then a note says why."""
    if not (root / file).is_file():
        return None
    own = Findings()
    try:
        table = read_csv(root / file, file, own)
    except DataError as error:
        findings.note(f"{error.what}: passed over", error.where)
        return None
    for _, where, what in own.problems:
        findings.notes.append(f"{where}: {what}; what is too much was passed over")
    return table


def _players(table: Table, files: DataFiles, findings: Findings) -> dict[str, str]:
    columns = match_columns(table.header, ("Code", "Name"), files.columns)
    if len(columns) < 2:
        findings.note("needs the columns Code and Name: passed over", table.file)
        return {}
    names: dict[str, str] = {}
    for line, record in table.records(columns):
        code, name = record["Code"], record["Name"]
        if not code or not name:
            findings.note("has no code or no name: passed over", table.file, line)
        elif names.setdefault(code, name) != name:
            what = f"{code} is {names[code]} further up: that name is used"
            findings.note(what, table.file, line, columns["Name"])
    return names


def _handicaps(table: Table, findings: Findings) -> dict[int, dict[str, int | None]]:
    handicaps: dict[int, dict[str, int | None]] = {}
    label = label_column(table.header)
    for line, row in zip(table.lines, table.rows, strict=True):
        teg = number_in(row[label])
        if teg is None:
            findings.note(f"“{row[label]}” names no event: passed over", table.file, line)
            continue
        of_teg: dict[str, int | None] = {}
        for code, text in zip(table.header, row, strict=True):
            if code in {"", table.header[label], "Year"}:
                continue
            value = whole(text)
            if text and value is None:
                what = f"“{text}” is not a whole number: taken as blank"
                findings.note(what, table.file, line, code)
            of_teg[code] = value or None
        if handicaps.setdefault(teg, of_teg) != of_teg:
            findings.note(f"{row[label]} has a row further up: that is used", table.file, line)
    return handicaps


def _rounds(table: Table, files: DataFiles, findings: Findings) -> dict[tuple[int, int], Announced]:
    wanted = ("TEGNum", "TEG", "Round", "Course", "Date", "Area", "Year")
    columns = match_columns(table.header, wanted, files.columns)
    if "Round" not in columns or not columns.keys() & {"TEGNum", "TEG"}:
        findings.note("needs the columns TEGNum and Round: passed over", table.file)
        return {}
    rounds: dict[tuple[int, int], Announced] = {}
    for line, record in table.records(columns):
        teg = whole(record.get("TEGNum", "")) or number_in(record.get("TEG", ""))
        number = whole(record["Round"])
        if not _possible(teg, "TEGNum") or not _possible(number, "Round"):
            findings.note("names no event and round: passed over", table.file, line)
            continue
        day = _day(record.get("Date", ""))
        if record.get("Date") and day is None:
            what = f"“{record['Date']}” is no date (dd/mm/yyyy): left out"
            findings.note(what, table.file, line, columns["Date"])
        year = whole(record.get("Year", "")) or (day.year if day else None)
        announced = Announced(record.get("Course", ""), day, record.get("Area", ""), year)
        if rounds.setdefault((teg, number), announced) != announced:
            what = f"round {number} of {teg} is announced further up: that row is used"
            findings.note(what, table.file, line)
    return rounds


def _possible(number: int | None, column: str) -> TypeGuard[int]:
    """Whether an event or a round may have that number, as in the scores."""
    least, most = LIMITS[column]
    return number is not None and least <= number <= most


def _day(text: str) -> date | None:
    """A day as dd/mm/yyyy or yyyy-mm-dd; a time after it, as spreadsheets add, is ignored."""
    british = re.match(r"(\d{1,2})/(\d{1,2})/(\d{4})\b", text)
    try:
        if british:
            day, month, year = (int(part) for part in british.groups())
            return date(year, month, day)
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _courses(table: Table) -> dict[str, Course]:
    known = ("Course", "full_name", "location", "type", "designer", "description")
    there = {name: name for name in known if name in table.header}
    if "Course" not in there:
        return {}
    return {
        record["Course"]: Course(record["Course"], **{k: record[k] for k in there if k != "Course"})
        for _, record in table.records(there)
    }
