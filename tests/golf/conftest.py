"""Small tours for tests of golf: made of what differs from a bogey."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import pytest

from teg_tui.golf.tour import (
    HOLES,
    AwardException,
    Card,
    Competition,
    Hole,
    Measure,
    Player,
    Round,
    Tour,
    Tournament,
)

PLAYERS = {
    code: Player(code, name)
    for code, name in {
        "AV": "Arlo VENN",
        "BV": "Bram VENN",
        "CQ": "Cleo QUILL",
        "DT": "Dag TOLLER",
        "EM": "Esko MARRAM",
        "FW": "Finn WICKLOW",
    }.items()
}
TROPHY = Competition("Trophy", Measure.STABLEFORD, high_wins=True, last_place="Spoon")
JACKET = Competition("Jacket", Measure.GROSS, high_wins=False)
NET = Competition("Net Cup", Measure.NET, high_wins=False)
HOLES_OF_DAY = tuple(Hole(n, (4, 3, 5, 4, 4, 4)[n % 6], n) for n in range(1, HOLES + 1))

Over = Mapping[int, int] | Sequence[int]
"""Strokes to par: of 18 holes, or of those that are not a bogey."""


class Build:
    """Rounds, tournaments and tours from few words."""

    players = PLAYERS
    trophy, jacket, net = TROPHY, JACKET, NET

    def card(
        self,
        code: str,
        over: Over,
        handicap: int | None = 18,
        holes: tuple[Hole, ...] = HOLES_OF_DAY,
    ) -> Card:
        """A card by strokes to par."""
        its = [
            over.get(h.number, 1) if isinstance(over, Mapping) else over[h.number - 1]
            for h in holes
        ]
        scores = tuple(hole.par + value for hole, value in zip(holes, its, strict=True))
        return Card(PLAYERS[code], handicap, holes, scores)

    def round(
        self,
        teg: int,
        number: int,
        cards: Mapping[str, Over],
        *,
        course: str = "Sandy Bay",
        handicaps: Mapping[str, int | None] | None = None,
    ) -> Round:
        """A round; no cards: announced."""
        given = handicaps or {}
        its = tuple(self.card(c, over, given.get(c, 18)) for c, over in sorted(cards.items()))
        day = date(2000 + teg, 9, 1) + timedelta(days=number)
        return Round(teg, number, course, day, HOLES_OF_DAY if its else (), its)

    def tournament(
        self, teg: int, *rounds: Mapping[str, Over], area: str = "The Coast"
    ) -> Tournament:
        """A tournament of such rounds."""
        its = tuple(self.round(teg, n, cards) for n, cards in enumerate(rounds, 1))
        return Tournament(teg, f"TEG {teg}", 2000 + teg, area, its)

    def tour(
        self,
        *tournaments: Tournament,
        competitions: tuple[Competition, ...] = (TROPHY, JACKET),
        exceptions: tuple[AwardException, ...] = (),
    ) -> Tour:
        """A tour of such tournaments."""
        return Tour(tournaments, competitions, exceptions)

    def long_tour(self, tegs: int = 17, players: int = 5, seed: int = 7) -> Tour:
        """A tour as long as a real one: four rounds a year on one of nine courses."""
        rng = random.Random(seed)
        codes = sorted(PLAYERS)[:players]
        tournaments = []
        for teg in range(1, tegs + 1):
            rounds = []
            for number in range(1, 5):
                holes = tuple(
                    Hole(n, rng.choice((3, 4, 4, 5)), si)
                    for n, si in enumerate(rng.sample(range(1, 19), HOLES), 1)
                )
                cards = tuple(
                    self.card(
                        code,
                        [max(-1, round(rng.gauss(1.1, 1.3))) for _ in holes],
                        14 + 3 * i,
                        holes,
                    )
                    for i, code in enumerate(codes)
                )
                course = f"Course {rng.randint(1, 9)}"
                day = date(2000 + teg, 9, number)
                rounds.append(Round(teg, number, course, day, holes, cards))
            area = f"Area {teg % 4}"
            tournaments.append(Tournament(teg, f"TEG {teg}", 2000 + teg, area, tuple(rounds)))
        return self.tour(*tournaments)


@pytest.fixture(scope="session")
def build() -> Build:
    """The builder; without state, so shared."""
    return Build()


@pytest.fixture(scope="session")
def long_tour(build: Build) -> Tour:
    """Seventeen tournaments of five players."""
    return build.long_tour()
