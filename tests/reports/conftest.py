"""A small invented tour, the shipped kinds, and folders, for tests of reports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from teg_tui.golf.tour import Card, Competition, Hole, Measure, Player, Round, Tour, Tournament
from teg_tui.reports.kinds import Kinds, load_kinds

PROJECT = Path(__file__).parents[2]
PLAYERS = (Player("AL", "Ansel LARKMOTH"), Player("BD", "Bray DUNWICKET"), Player("CO", "Cy OXON*"))
HOLES = tuple(Hole(number, 4, number) for number in range(1, 19))
COMPETITIONS = (
    Competition("Trophy", Measure.STABLEFORD, high_wins=True, last_place="Ladle"),
    Competition("Jacket", Measure.GROSS, high_wins=False),
)


@dataclass(frozen=True)
class Folders:
    rounds: str = "rounds"
    drafts: str = "drafts"
    published: str = "out"


@pytest.fixture(scope="session")
def folders() -> Folders:
    return Folders()


@pytest.fixture(scope="session")
def prompts() -> Path:
    return PROJECT / "prompts"


@pytest.fixture(scope="session")
def kinds(prompts: Path) -> Kinds:
    return load_kinds([prompts], {})


def a_round(teg: int, number: int, scores: tuple[int, ...], missing: int = 0) -> Round:
    """A round in which each player takes the same score on every hole."""
    played = PLAYERS[: len(PLAYERS) - missing] if scores else ()
    cards = tuple(
        Card(player, 18, HOLES, (score,) * 18) for player, score in zip(played, scores, strict=True)
    )
    awaited = tuple(player.code for player in PLAYERS[len(played) :]) if cards else ()
    return Round(
        teg,
        number,
        "Gorse | Links",
        date(2019, 5, number),
        HOLES if cards else (),
        cards,
        awaited,
    )


@pytest.fixture(scope="session")
def new_tour() -> Callable[..., Tour]:
    """`new_tour({3: [(4, 5, 6), ...]})`: by event, each round's score a hole for each player.

    A round without scores is announced; one with fewer than three awaits cards.
    """

    def build(events: dict[int, list[tuple[int, ...]]]) -> Tour:
        tournaments = tuple(
            Tournament(
                teg,
                f"TEG {teg}",
                2010 + teg,
                "Far Coast",
                tuple(
                    a_round(teg, number, scores, len(PLAYERS) - len(scores))
                    for number, scores in enumerate(rounds, 1)
                ),
            )
            for teg, rounds in sorted(events.items())
        )
        return Tour(tournaments, COMPETITIONS)

    return build
