"""The table of records and personal bests that a round or a tournament brought."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from teg_tui.golf import wording
from teg_tui.golf.history import history_of
from teg_tui.golf.records import GROSS, POINTS, End, Holding, Mark, Scope, Series
from teg_tui.golf.tour import Player, Round, Tour, Tournament
from teg_tui.reports.tables import plain, table

NOTHING = "No records and no personal bests."


def records(tour: Tour, tournament: Tournament, rnd: Round | None) -> str:
    """Records of the tour and of the course, and players' best rounds, with what stood before."""
    players = {p.code: p for each in tour.tournaments for p in each.players}
    rows = [
        [
            _what(mark, each),
            plain(players[mark.code].full_name),
            _value(mark.series, mark.value) + (f" ({plain(mark.detail)})" if mark.detail else ""),
            f"R{each.number}" if each is not None else "all",
            f"{_value(mark.series, mark.previous)}, {_holders(mark.holders, tour, players)}",
        ]
        for each, mark in _marks(tour, tournament, rnd)
        if _is_told(mark)
    ]
    return table(["Record", "Player", "Value", "Round", "Before"], rows, "lllll") or NOTHING


def _marks(
    tour: Tour, tournament: Tournament, rnd: Round | None
) -> Iterator[tuple[Round | None, Mark]]:
    """What was set, each with its round; a tournament's totals (round None) first."""
    history = history_of(tour)
    parts: Iterable[Round | None] = [None, *tournament.rounds] if rnd is None else [rnd]
    for part in parts:
        for mark in history.marks(tournament.teg, None if part is None else part.number):
            yield part, mark


def _is_told(mark: Mark) -> bool:
    """Broken records of the tour and of the course; of a player's own only his best rounds."""
    if mark.scope is Scope.OWN:
        return mark.is_record and mark.end is End.BEST and mark.series in (POINTS, GROSS)
    return mark.is_record


def _what(mark: Mark, rnd: Round | None) -> str:
    names = {
        Scope.TOUR: "Tour record",
        Scope.COURSE: f"Course record, {plain(rnd.course)}" if rnd is not None else "",
        Scope.OWN: "Personal best",
    }
    return f"{names[mark.scope]}: {mark.series.word(mark.end)} {mark.series.name}"


def _value(series: Series, value: int) -> str:
    return wording.to_par(value) if series.signed else str(value)


def _holders(holders: tuple[Holding, ...], tour: Tour, players: dict[str, Player]) -> str:
    first = holders[0]
    when = plain(tour.by_teg[first.teg].name)
    when += f" R{first.round}" if first.round is not None else ""
    others = f" and {len(holders) - 1} more" if len(holders) > 1 else ""
    return f"{plain(players[first.code].full_name)} ({when}){others}"
