"""The app on an invented tour, with a door that remembers what it was asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import specimens

from teg_tui.app import TegApp


@pytest.fixture
def door() -> specimens.SpecimenDoor:
    """Answers from memory."""
    return specimens.SpecimenDoor()


@pytest.fixture
def new_app(door: specimens.SpecimenDoor, utc: None) -> Callable[[], TegApp]:
    """The app as it opens on the invented tour."""
    return lambda: TegApp(
        Path("/srv/links-tour"), connection=door, now=lambda: specimens.NOW, utf8=True
    )
