"""What can be said about a tournament: scenes, each a set of slots that belong together.

A slot that does not fit (no birdie, nobody tied) is left out of the scene, and the sentences that
need it are not said there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from teg_tui.golf.tour import Tour
from unseen.basics import Slots, common_slots, prize_slots
from unseen.cards import card_slots, duel_slots, hole_slots
from unseen.days import day_slots
from unseen.places import place_slots
from unseen.races import race_slots, turn_slots
from unseen.sums import Sums
from unseen.weeks import end_slots, week_slots, won_slots


@dataclass(frozen=True)
class Scene:
    """Slots, and the report they belong to."""

    teg: int
    round: int | None
    slots: Slots


def all_scenes(tour: Tour) -> dict[str, list[Scene]]:
    """Every scene of a tour, by the name of its family."""
    found: dict[str, list[Scene]] = {}
    for tournament in tour.tournaments:
        played = sum(bool(rnd.cards) for rnd in tournament.rounds)
        for upto in range(1, played + 1):
            sums = Sums(tour, tournament.teg, upto)
            for family, slots in _of_round(sums):
                found.setdefault(family, []).append(Scene(tournament.teg, upto, slots))
        if played == len(tournament.rounds):
            sums = Sums(tour, tournament.teg)
            for family, slots in _of_week(sums):
                found.setdefault(family, []).append(Scene(tournament.teg, None, slots))
    return found


def _of_round(sums: Sums) -> Iterator[tuple[str, Slots]]:
    common = common_slots(sums)
    for code in sums.codes:
        yield "card", {**common, **card_slots(sums, code)}
        yield from (("hole", {**common, **its}) for its in hole_slots(sums, code))
        for other in sums.codes:
            if other != code:
                yield "duel", {**common, **duel_slots(sums, code, other)}
    yield "day", {**common, **day_slots(sums)}
    for competition in sums.competitions:
        prize = {**common, **prize_slots(sums, competition)}
        yield "race", {**prize, **race_slots(sums, competition)}
        yield from (("turn", {**prize, **its}) for its in turn_slots(sums, competition))
        for code in sums.codes:
            yield "place", {**prize, **place_slots(sums, competition, code)}


def _of_week(sums: Sums) -> Iterator[tuple[str, Slots]]:
    common = common_slots(sums)
    for code in sums.codes:
        yield "week", {**common, **week_slots(sums, code)}
    for competition in sums.competitions:
        prize = {**common, **prize_slots(sums, competition)}
        yield "won", {**prize, **won_slots(sums, competition)}
        for code in sums.codes:
            yield "final", {**prize, **place_slots(sums, competition, code)}
    yield "ends", {**common, **end_slots(sums)}
