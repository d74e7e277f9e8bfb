"""The last known catalogue as JSON, so that the grid is there before the scores are read."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import date
from typing import Any

from teg_tui.reports.key import CellKey, ReportKey
from teg_tui.reports.publication import Publication
from teg_tui.reports.state import Catalogue, Cell, ReportStatus, Row, State

KEY = "catalogue"
"""Under which the ledger keeps it."""
VERSION = 3


def to_json(catalogue: Catalogue) -> str:
    """A catalogue without provenance, which is in the ledger itself."""
    plain = {
        "version": VERSION,
        "rows": [_row(row) for row in catalogue.rows],
        "kinds": catalogue.kinds,
        "notes": catalogue.notes,
        "newest_lacking": catalogue.newest_lacking,
    }
    return json.dumps(plain, separators=(",", ":"))


def from_json(text: str) -> Catalogue | None:
    """The catalogue; None where another version wrote it."""
    try:
        plain = json.loads(text)
        if plain["version"] != VERSION:
            return None
        lacking = plain["newest_lacking"]
        return Catalogue(
            rows=tuple(_row_of(row) for row in plain["rows"]),
            kinds=tuple((name, title, on) for name, title, on in plain["kinds"]),
            notes=tuple(plain["notes"]),
            newest_lacking=None if lacking is None else CellKey(*lacking),
        )
    except (ValueError, KeyError, TypeError):
        return None


def _row(row: Row) -> dict[str, Any]:
    made = _fields(row)
    made["rounds"] = [_cell(cell) for cell in row.rounds]
    made["tournament"] = _cell(row.tournament)
    return made


def _cell(cell: Cell) -> dict[str, Any]:
    return _fields(cell) | {
        "reports": [_fields(replace(status, provenance=None)) for status in cell.reports],
        "date": cell.date and cell.date.isoformat(),
    }


def _fields(thing: Any) -> dict[str, Any]:
    return {field.name: getattr(thing, field.name) for field in fields(thing)}


def _row_of(plain: dict[str, Any]) -> Row:
    rounds = tuple(_cell_of(cell) for cell in plain["rounds"])
    return Row(**plain | {"rounds": rounds, "tournament": _cell_of(plain["tournament"])})


def _cell_of(plain: dict[str, Any]) -> Cell:
    made = {
        "key": CellKey(*plain["key"]),
        "state": State(plain["state"]),
        "reports": tuple(_status_of(status) for status in plain["reports"]),
        "date": plain["date"] and date.fromisoformat(plain["date"]),
    }
    return Cell(**plain | made)


def _status_of(plain: dict[str, Any]) -> ReportStatus:
    made = {
        "key": ReportKey(*plain["key"]),
        "state": State(plain["state"]),
        "file_state": State(plain["file_state"]),
        "publication": Publication(plain["publication"]),
    }
    return ReportStatus(**plain | made)
