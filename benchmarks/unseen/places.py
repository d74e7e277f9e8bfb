"""Where a player stands in a competition, and where he stood."""

from __future__ import annotations

from teg_tui.golf.tour import Competition
from unseen.basics import YES, Slots, named, total_slots, unit_of
from unseen.slots import Number
from unseen.sums import Sums


def place_slots(sums: Sums, competition: Competition, code: str) -> Slots:
    """A player's place, total and arrears; where he came from."""
    place, top = sums.place(competition, code), len(sums.codes)
    level, leaders = sums.at(competition, place), sums.first(competition)
    ahead = sums.merit(competition, leaders[0]) - sums.merit(competition, code)
    other = place + 1 if place < top else place - 1
    slots: Slots = {
        "p": named(sums, code, level),
        "notpos": Number(other, least=1, steps=(place - other,)),
        **total_slots(competition, sums.total(competition, code)),
        **_standing(sums, place, [code, *(c for c in level if c != code)]),
    }
    if ahead:
        slots["behind"] = Number(ahead, unit_of(competition), least=1)
        slots["notfirst"] = YES
    if len(leaders) == 1:
        slots["leader"] = named(sums, leaders[0])
    if sums.many > 1:
        slots |= _moved(sums, competition, code)
        slots |= _gap_before(sums, competition, code, ahead)
    return slots


def _standing(sums: Sums, place: int, level: list[str]) -> Slots:
    top = len(sums.codes)
    slots: Slots = {}
    if place > 2:
        slots["out_of"] = Number(place - 1, avoid=frozenset(range(place)), least=2, most=top)
    if 1 < place < top:
        slots["in_top"] = Number(place + 1, least=1, steps=(-2,))
    position = Number(place, least=1, most=top)
    if len(level) == 1:
        slots["pos"], slots[f"is{place}"] = position, YES
        if place == top:
            slots["islast"] = YES
    elif len(level) == 2:
        slots["shared"], slots["with"] = position, named(sums, level[1], level)
    return slots


def _moved(sums: Sums, competition: Competition, code: str) -> Slots:
    """From one place to another that are both his alone."""
    was = sums.place(competition, code, sums.many - 1)
    place, top = sums.place(competition, code), len(sums.codes)
    before, now = sums.at(competition, was, sums.many - 1), sums.at(competition, place)
    if len(before) > 1 or len(now) > 1:
        return {}
    if was == place:
        return {"stay": Number(place, least=1, most=top)}
    way = "up" if was > place else "down"
    return {
        f"{way}_from": Number(was, avoid=frozenset({place}), least=1, most=top),
        f"{way}_to": Number(place, avoid=frozenset({was}), least=1, most=top),
        way: Number(abs(was - place), "place", least=1),
    }


def _gap_before(sums: Sums, competition: Competition, code: str, ahead: int) -> Slots:
    """How far behind the same leader he was before the round."""
    leaders = sums.first(competition, sums.many - 1)
    if len(leaders) > 1 or leaders != sums.first(competition) or not ahead:
        return {}
    best, his = (sums.merit(competition, c, sums.many - 1) for c in (leaders[0], code))
    slots: Slots = {"wasbehind": Number(best - his, unit_of(competition), least=1)}
    if best - his > ahead:
        slots["closed"] = YES
    return slots if best > his else {}
