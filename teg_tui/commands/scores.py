"""`standings` and `facts`: what the scores say, without any model."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from teg_tui.commands import output
from teg_tui.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Callable

    from teg_tui.golf.standings import Award, Standing, Standings
    from teg_tui.golf.tour import Competition, Tour, Tournament


teg_option = click.option(
    "--teg", "number", type=int, required=True, metavar="N", help="The tournament's number."
)
as_json = click.option("--json", "json", is_flag=True, help="Print JSON (see docs/json.md).")


@click.command(short_help="Who stands where.")
@teg_option
@click.option("--round", "rnd", type=int, metavar="R", help="After that round, not the newest.")
@as_json
@click.pass_obj
def standings(start: Path, number: int, rnd: int | None, json: bool) -> None:
    """Print a tournament's standings, after its newest round or after round R.

    \b
    teg-tui standings --teg 17
    teg-tui standings --teg 17 --round 2 --json
    """
    tour, tournament = _tournament(start, number)
    after = _after(tour, tournament, rnd)
    if json:
        output.say_json(standings_json(tour, tournament, after, asked=rnd))
        return
    for competition, found, prizes in _tables(tour, tournament, after):
        headers = [">Pos", "Player", *([">Round"] if rnd else []), ">Total", ">Behind"]
        title = f"{tournament.name} after round {after}: {competition.name}"
        show = str if competition.measure.value == "stableford" else "{:+d}".format
        rows = [_line(row, show, with_round=bool(rnd)) for row in found.rows]
        output.table(headers, rows, title)
        for prize in prizes:
            output.say(_sentence(prize))
        output.say()


@click.command(short_help="What a report would be written from.")
@teg_option
@click.option("--round", "rnd", type=int, metavar="R", help="Of that round, not the tournament.")
@click.pass_obj
def facts(start: Path, number: int, rnd: int | None) -> None:
    """Print the facts of a tournament, or of its round R, as they go with a request.

    \b
    teg-tui facts --teg 17
    teg-tui facts --teg 17 --round 2
    """
    from teg_tui.golf.facts import round_facts
    from teg_tui.golf.facts_text import facts_text
    from teg_tui.golf.tournament_facts import tournament_facts

    tour, tournament = _tournament(start, number)
    if rnd is not None:
        _after(tour, tournament, rnd)
        output.say(facts_text(round_facts(tour, number, rnd)))
    else:
        output.say(facts_text(tournament_facts(tour, number)))


def standings_json(
    tour: Tour, tournament: Tournament, after: int, asked: int | None
) -> dict[str, Any]:
    """The public shape of standings; `asked` is the round the user named, if any."""
    return {
        "teg": tournament.teg,
        "round": asked,
        "competitions": [
            {
                "name": competition.name,
                "measure": competition.measure.value,
                "rows": [_row_json(row, with_round=asked is not None) for row in found.rows],
                "winners": _as_scored(prizes[0]) if prizes else [],
                "last": _as_scored(prizes[1]) if len(prizes) > 1 else [],
                "exception": "; ".join(p.exception.reason for p in prizes if p.exception) or None,
            }
            for competition, found, prizes in _tables(tour, tournament, after)
        ],
    }


def _row_json(row: Standing, *, with_round: bool) -> dict[str, Any]:
    return {
        "position": row.position,
        "tied": row.tied,
        "player": row.player.name,
        "code": row.player.code,
        "total": row.total,
        **({"round_total": row.round_total} if with_round else {}),
        "behind": row.behind,
    }


def _tables(
    tour: Tour, tournament: Tournament, after: int
) -> list[tuple[Competition, Standings, list[Award]]]:
    """Each competition with its table, and its prizes where the last round has been played."""
    from teg_tui.golf.standings import last_place, standings, winners

    tables = []
    over = tournament.finished and after == tournament.last_round
    for competition in tour.competitions_of(tournament.teg):
        found = standings(tournament, competition, after)
        prizes = [winners(tour, tournament, found), last_place(tour, tournament, found)]
        tables.append((competition, found, [p for p in prizes if p is not None] if over else []))
    return tables


def _as_scored(prize: Award) -> list[str]:
    """Names as the score file has them, so that scripts can join the two."""
    return [player.name for player in prize.players]


def _line(row: Standing, show: Callable[[int], str], *, with_round: bool) -> list[str]:
    position = f"{row.position}=" if row.tied else str(row.position)
    added = "" if row.round_total is None else show(row.round_total)
    behind = "" if row.behind is None else str(row.behind)
    name = row.player.full_name
    return [position, name, *([added] if with_round else []), show(row.total), behind]


def _sentence(prize: Award) -> str:
    named = " and ".join(player.full_name for player in prize.players) or "nobody"
    return f"{prize.name}: {named}" + (
        f" (awarded: {prize.exception.reason})" if prize.exception else ""
    )


def _tournament(start: Path, number: int) -> tuple[Tour, Tournament]:
    from teg_tui import workspace

    loaded = workspace.load_tour(workspace.find(start))
    for sentence in loaded.notes:
        output.note(f"note: {sentence}")
    tour = loaded.tour
    if number not in tour.by_teg:
        there = ", ".join(str(teg) for teg in sorted(tour.by_teg))
        raise DataError(f"there is no {tour.event} {number}", way_out=f"There are {there}")
    return tour, tour.by_teg[number]


def _after(tour: Tour, tournament: Tournament, asked: int | None) -> int:
    """The round after which to look: the one asked for, else the newest played."""
    played = [rnd.number for rnd in tournament.rounds if rnd.played]
    if not played:
        raise DataError(f"{tournament.name} has not been played yet")
    if asked is None:
        return played[-1]
    if asked not in played:
        what = "is not played yet" if tournament.round(asked) else "does not exist"
        what = "was never played" if asked in tournament.never_played else what
        raise DataError(
            f"round {asked} of {tour.event} {tournament.teg} {what}",
            way_out=f"Played are {', '.join(map(str, played))}",
        )
    return asked
