"""Fixtures that several rooms' tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def real_tour() -> Path:
    """A part of a real tour's files, where somebody has put one; private, so never in the repo."""
    named = os.environ.get("TEG_REAL_TOUR")
    path = Path(named) if named else PROJECT.parent / "shared" / "real-tour"
    if not (path / "data" / "all-scores.parquet").is_file():
        pytest.skip("no real tour here: set TEG_REAL_TOUR to a workspace to test against one")
    return path
