"""Standings after any hole, winners and last places; ties are ties (positions 1, 2, 2, 4).

No countback, no play-off. Where a player has missed holes that others played, a competition
that the lowest total wins ranks him behind all who played more: missing a round is no way to
win it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from teg_tui.golf.tour import HOLES, AwardException, Card, Competition, Player, Tour, Tournament


@dataclass(frozen=True)
class Standing:
    """One player's place in a competition."""

    position: int
    tied: bool
    player: Player
    total: int
    behind: int | None
    """How far from the lead, 0 or more; None where fewer holes were played than the leader's."""
    round_total: int | None
    """What the latest round added; None where it was not played."""
    holes: int
    """How many holes count into `total`."""


@dataclass(frozen=True)
class Standings:
    """A competition's table at one moment."""

    competition: Competition
    rows: tuple[Standing, ...]
    """Best first; tied players by code. Empty where nobody can be ranked."""

    @property
    def leaders(self) -> tuple[Player, ...]:
        """Everybody in first place."""
        return tuple(row.player for row in self.rows if row.position == 1)

    @property
    def last(self) -> tuple[Player, ...]:
        """Everybody in last place; nobody where all are level."""
        if not self.rows or self.rows[-1].position == 1:
            return ()
        return tuple(row.player for row in self.rows if row.position == self.rows[-1].position)


@dataclass(frozen=True)
class Award:
    """Who was given a prize, and why where it was not by the rule."""

    name: str
    players: tuple[Player, ...]
    exception: AwardException | None


def standings(
    tournament: Tournament, competition: Competition, after_round: int, after_hole: int = HOLES
) -> Standings:
    """The table after a hole of a round (both from 1), over all rounds up to it."""
    totals: list[tuple[Player, int, int, int | None]] = []
    for player in tournament.players:
        total, holes, latest, ranked = 0, 0, None, False
        for rnd in tournament.through(after_round):
            card = rnd.card_of.get(player.code)
            if card is None:
                latest = None
                continue
            end = after_hole if rnd.number == after_round else HOLES
            values = [v for v in card.values(competition.measure)[:end] if v is not None]
            ranked = ranked or bool(values)
            latest = sum(values) if values else None
            total, holes = total + sum(values), holes + len(values)
        if ranked:
            totals.append((player, total, holes, latest))
    return Standings(competition, rank(totals, high_wins=competition.high_wins))


def round_standings(cards: Iterable[Card], competition: Competition) -> Standings:
    """The table of one round by itself."""
    totals = [
        (card.player, total, sum(score is not None for score in card.scores), total)
        for card in cards
        if (total := card.total(competition.measure)) is not None
    ]
    return Standings(competition, rank(totals, high_wins=competition.high_wins))


def rank(
    totals: Sequence[tuple[Player, int, int, int | None]], *, high_wins: bool
) -> tuple[Standing, ...]:
    """Order (player, total, holes, round total) into standings."""

    def merit(entry: tuple[Player, int, int, int | None]) -> tuple[int, int]:
        _, total, holes, _ = entry
        return (0, -total) if high_wins else (-holes, total)

    ordered = sorted(totals, key=lambda entry: (merit(entry), entry[0].code))
    merits = [merit(entry) for entry in ordered]
    rows = []
    for entry, its_merit in zip(ordered, merits, strict=True):
        player, total, holes, latest = entry
        lead_total, lead_holes = ordered[0][1], ordered[0][2]
        comparable = high_wins or holes == lead_holes
        rows.append(
            Standing(
                position=merits.index(its_merit) + 1,
                tied=merits.count(its_merit) > 1,
                player=player,
                total=total,
                behind=abs(total - lead_total) if comparable else None,
                round_total=latest,
                holes=holes,
            )
        )
    return tuple(rows)


def winners(tour: Tour, tournament: Tournament, table: Standings) -> Award:
    """Who won a competition: by the rule, or as the exception says."""
    return _award(tour, tournament, table.competition.name, table.leaders)


def last_place(tour: Tour, tournament: Tournament, table: Standings) -> Award | None:
    """Who was given the award for the last; None where the competition has none."""
    name = table.competition.last_place
    return _award(tour, tournament, name, table.last) if name else None


def _award(tour: Tour, tournament: Tournament, name: str, by_rule: tuple[Player, ...]) -> Award:
    exception = tour.exception(tournament.teg, name)
    if exception is None:
        return Award(name, by_rule, None)
    named = tuple(p for p in tournament.players if p.code in exception.players)
    return Award(name, named, exception)
