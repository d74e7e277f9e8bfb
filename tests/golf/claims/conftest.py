"""The demonstration tour, and a report's claims in a form that tests can read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from teg_tui import config, workspace
from teg_tui.golf.claims import Claim, Subject, check
from teg_tui.golf.tour import Tour

PROJECT = Path(__file__).parents[3]
Check = Callable[..., tuple[Claim, ...]]


@pytest.fixture(scope="session")
def tour() -> Tour:
    """The demonstration tour as `teg-tui demo` sets it up."""
    file = PROJECT / "data" / "teg.toml"
    settings = config.parse(file.read_text(encoding="utf-8"), str(file))
    return workspace.load_tour(workspace.Workspace(PROJECT, settings)).tour


@pytest.fixture(scope="session")
def claims(tour: Tour) -> Check:
    """Check a text about a round, or (round None) a tournament, of the demonstration tour."""

    def checked(text: str, teg: int = 17, rnd: int | None = None) -> tuple[Claim, ...]:
        return check(text, tour, Subject(teg, rnd))

    return checked


@pytest.fixture(scope="session")
def false(claims: Check) -> Callable[..., list[tuple[str, str]]]:
    """What a text says that is false, with what is right."""

    def found(text: str, teg: int = 17, rnd: int | None = None) -> list[tuple[str, str]]:
        its = claims(text, teg, rnd)
        return [(claim.said, claim.expected) for claim in its if claim.verdict == "false"]

    return found
