"""Three invented tours, always the same: brothers and sisters, ties, short and long events.

`Random.random` alone is used: its sequence Python promises to keep.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from teg_tui.golf.tour import (
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
from unseen.sums import Sums

POINTS, GROSS, NET = Measure.STABLEFORD, Measure.GROSS, Measure.NET
SKILL = 1.1
"""Strokes over par a hole, about."""


class Maker:
    """Plays tournaments by dice."""

    def __init__(self, seed: int, event: str, courses: tuple[str, ...], year: int) -> None:
        self.dice, self.event, self.year = Random(seed), event, year
        self.holes = {name: self._card() for name in courses}

    def _below(self, top: int) -> int:
        return int(self.dice.random() * top)

    def _card(self) -> tuple[Hole, ...]:
        indexes = sorted(range(1, 19), key=lambda _: self.dice.random())
        pars = [(3, 4, 4, 4, 5)[self._below(5)] for _ in indexes]
        return tuple(Hole(n, p, si) for n, (p, si) in enumerate(zip(pars, indexes, strict=True), 1))

    def event_of(self, teg: int, players: tuple[Player, ...], rounds: int) -> Tournament:
        """One event; every round on the next course."""
        handicaps = {player.code: 10 + self._below(20) for player in players}
        names = list(self.holes)
        start = date(self.year + teg, 5 + teg % 4, 3 + 4 * teg)
        its = []
        for number in range(1, rounds + 1):
            course = names[(teg + number) % len(names)]
            holes = self.holes[course]
            cards = tuple(
                Card(player, handicaps[player.code], holes, self._scores(holes))
                for player in sorted(players)
            )
            day = start + timedelta(days=number - 1)
            its.append(Round(teg, number, course, day, holes, cards))
        where = ("The Shingle Coast", "Upper Tarn", "The Marl")[teg % 3]
        return Tournament(teg, f"{self.event} {teg}", self.year + teg, where, tuple(its))

    def _scores(self, holes: tuple[Hole, ...]) -> tuple[int, ...]:
        found = []
        for hole in holes:
            over = round(SKILL - 2.2 + 4.4 * (self.dice.random() + self.dice.random()) / 2)
            if self.dice.random() < 0.05:
                over += 3
            found.append(max(2, hole.par + max(-1, over)))
        return tuple(found)

    def until(
        self,
        teg: int,
        players: tuple[Player, ...],
        rounds: int,
        wanted: Callable[[Sums], bool],
        competitions: tuple[Competition, ...],
    ) -> Tournament:
        """The first event of many that is as wanted."""
        while True:
            event = self.event_of(teg, players, rounds)
            tour = Tour((event,), competitions, event=self.event)
            if wanted(Sums(tour, teg)):
                return event


def _people(words: str) -> tuple[Player, ...]:
    return tuple(Player(*line.split(" ", 1)) for line in words.strip().splitlines())


def jaunt() -> Tour:
    """Brothers, hard names, points and gross, an exception, somebody who skips, five rounds."""
    hp, ip, qa, rt, mo, sl, wh = _people(
        "HP Hollis PENDRAKE\nIP Ivo PENDRAKE\nQA Quentin ASHBOLT\nRT Rufus TANGLE-HAY\n"
        "MO Milo O'DRISK\nSL Sep VAN DER LOOM\nWH Will HARROWGATE"
    )
    competitions = (
        Competition("Iron Bell", POINTS, high_wins=True, last_place="Rusty Wedge"),
        Competition("Harbour Plate", GROSS, high_wins=False),
    )
    maker = Maker(11, "Jaunt", ("Gullstone", "Marrow Heath", "Tarn End", "Long Cutter"), 2011)

    def settled(sums: Sums) -> bool:
        return all(len(sums.first(c)) == 1 and len(sums.last(c)) == 1 for c in competitions)

    fields = (
        ((hp, ip, qa, mo), 3),
        ((hp, ip, qa, mo, rt), 4),
        ((hp, ip, qa, mo, rt, sl, wh), 5),
        ((hp, ip, mo, rt, sl, wh), 4),
        ((hp, ip, qa, mo, rt, sl, wh), 4),
        ((hp, ip, qa, rt, wh), 4),
    )
    events = tuple(
        maker.until(teg, players, rounds, settled, competitions)
        for teg, (players, rounds) in enumerate(fields, 1)
    )
    second = next(
        c
        for c in ("MO", "RT")
        if c not in Sums(Tour(events, competitions), 4).first(competitions[1])
    )
    given = AwardException(4, "Harbour Plate", (second,), "the first had left his card in the bar")
    return Tour(events, competitions, (given,), event="Jaunt")


def meeting() -> Tour:
    """Women, two of them sisters; a net prize and a gross one; three rounds."""
    people = _people(
        "AB Ada BRINDLECOMBE\nBT Bess THORNQUIST\nCM Cora MELLOWAY\nDF Dot FENWICK\n"
        "ET Etta THORNQUIST\nGP Greta PALLISTER"
    )
    competitions = (
        Competition("Claret Mug", NET, high_wins=False, last_place="Tin Thimble"),
        Competition("Scratch Medal", GROSS, high_wins=False),
    )
    maker = Maker(23, "Meeting", ("Saltmarsh", "Priory Down", "The Ramparts"), 2014)
    events = tuple(
        maker.event_of(teg, people[: (4, 5, 6, 6, 5)[teg - 1]], (3, 3, 4, 3, 3)[teg - 1])
        for teg in range(1, 6)
    )
    return Tour(events, competitions, event="Meeting")


def muster() -> Tour:
    """Ties wherever there may be one: first, second, last, and on the day."""
    people = _people(
        "LK Lars KITTERING\nJF Jonty FARRADAY\nPB Pip BELLWETHER\nNO Nat OAKSHOTT\n"
        "TG Tobin GRAVELLE"
    )
    competitions = (
        Competition("Copper Kettle", POINTS, high_wins=True, last_place="Sandbag"),
        Competition("Silver Niblick", GROSS, high_wins=False),
    )
    kettle, niblick = competitions
    maker = Maker(37, "Muster", ("Owlet Moor", "Fishgate", "Kiln Lane"), 2017)
    events = (
        maker.until(1, people[:4], 3, lambda s: len(s.first(kettle)) == 2, competitions),
        maker.until(2, people, 3, lambda s: len(s.at(kettle, 2)) == 2, competitions),
        maker.until(3, people, 4, lambda s: len(s.last(kettle)) == 2, competitions),
        maker.until(4, people, 4, lambda s: len(s.first(niblick)) == 2, competitions),
        maker.until(5, people, 4, lambda s: len(s.at(kettle, 3)) == 2, competitions),
    )
    return Tour(events, competitions, event="Muster")
