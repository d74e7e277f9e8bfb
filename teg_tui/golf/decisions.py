"""Prizes: who won what by how much, how the lead was won for good, and what came before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from teg_tui.golf.race import Race, lead_for_good
from teg_tui.golf.standings import Award, Standings, last_place, winners
from teg_tui.golf.tour import Competition, Player, Tour, Tournament


@dataclass(frozen=True)
class Honour:
    """A player's count of one award."""

    award: str
    code: str
    before: tuple[int, ...]
    """Events in which he was given it before this one."""
    given: bool
    """Whether he was given it in this one as well."""

    @property
    def count(self) -> int:
        """How often he has been given it by now."""
        return len(self.before) + self.given


@dataclass(frozen=True)
class Decision:
    """How a competition ended."""

    competition: Competition
    table: Standings
    award: Award
    last: Award | None
    """Who was given the award for the last; None where there is none."""
    by_rule: tuple[Player, ...]
    """Who has first place in the table."""
    margin: int | None
    """Between a sole winner by the rule and second place; None where shared or not comparable."""
    runners_up: tuple[Player, ...]
    """In second place behind a sole winner by the rule."""
    for_good: tuple[int, int] | None
    """Round and hole from which a sole winner by the rule led alone to the end."""
    wire_to_wire: bool
    """Whether a sole winner by the rule led alone after every round."""


def decide(tour: Tour, tournament: Tournament, races: Sequence[Race]) -> Decision:
    """How a competition ended whose last round has been played."""
    table = races[-1].after
    leaders = table.leaders
    sole = leaders[0].code if len(leaders) == 1 else None
    second = table.rows[1] if sole and len(table.rows) > 1 else None
    return Decision(
        competition=table.competition,
        table=table,
        award=winners(tour, tournament, table),
        last=last_place(tour, tournament, table),
        by_rule=leaders,
        margin=second.behind if second else None,
        runners_up=(
            tuple(row.player for row in table.rows if row.position == second.position)
            if second
            else ()
        ),
        for_good=lead_for_good(races, sole) if sole else None,
        wire_to_wire=bool(sole) and all(race.leaders[-1] == (sole,) for race in races),
    )


def given(decision: Decision) -> list[Award]:
    """The prizes of a decision: the winner's, and the last's where there is one."""
    return [decision.award] if decision.last is None else [decision.award, decision.last]
