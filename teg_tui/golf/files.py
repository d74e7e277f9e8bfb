"""Where a tour's score files lie and what their columns are called."""

from __future__ import annotations

from dataclasses import dataclass, field

REQUIRED = ("TEGNum", "Round", "Hole", "PAR", "SI", "Pl", "Sc")
"""What every row of the scores must have."""
OPTIONAL = ("TEG", "Player", "HC")
"""What is used where the scores have it."""
DERIVED = ("HCStrokes", "GrossVP", "Net", "NetVP", "Stableford", "HoleID", "FrontBack")
"""What follows from the rest: computed anew, and compared where the scores have it."""
ELSEWHERE = ("Course", "Date", "Area", "Year", "Code", "Name")
"""Columns of the smaller files."""


def _known_columns(columns: dict[str, str]) -> str:
    known = {*REQUIRED, *OPTIONAL, *DERIVED, *ELSEWHERE}
    strange = sorted(columns.keys() - known)
    return f"has no column called {strange[0]}: it maps {', '.join(REQUIRED)} …" if strange else ""


@dataclass(frozen=True)
class DataFiles:
    """The score files, relative to the workspace."""

    scores: str = "data/all-scores.parquet"
    """Parquet or CSV; where this one is missing, the same name with the other suffix is read."""
    rounds: str = "data/round_info.csv"
    players: str = "data/players.csv"
    handicaps: str = "data/handicaps.csv"
    winners: str = "data/teg_winners.csv"
    courses: str = "data/course_info.csv"
    columns: dict[str, str] = field(default_factory=dict, metadata={"check": _known_columns})
    """Our name of a column -> the file's, where they differ ("Sc" -> "Score")."""
