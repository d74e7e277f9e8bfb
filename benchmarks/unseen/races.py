"""Who leads whom after a round, and where the lead was taken."""

from __future__ import annotations

from collections.abc import Iterator

from teg_tui.golf.tour import Competition
from unseen.basics import YES, Slots, named, total_slots, unit_of
from unseen.slots import Number
from unseen.sums import Sums


def race_slots(sums: Sums, competition: Competition) -> Slots:
    """Who leads, who follows, who is last, and how it was before the round."""
    order = sums.order(competition)
    merits = [sums.merit(competition, code) for code in order]
    slots = total_slots(competition, sums.total(competition, order[0]))
    slots |= _front(sums, competition, order, merits)
    last = sums.last(competition)
    if len(last) == 1 and merits[-1] != merits[0]:
        slots["tail"] = named(sums, last[0])
        slots["adrift"] = Number(merits[0] - merits[-1], unit_of(competition), least=1)
    if sums.many > 1:
        slots |= _before(sums, competition, merits[0] - merits[1])
    return slots


def _front(sums: Sums, competition: Competition, order: list[str], merits: list[int]) -> Slots:
    slots: Slots = {}
    leaders = [code for code, merit in zip(order, merits, strict=True) if merit == merits[0]]
    if len(leaders) == 2:
        slots["lead_a"], slots["lead_b"] = (named(sums, c, leaders) for c in leaders)
    if len(leaders) > 1:
        return slots
    slots["lead"] = named(sums, leaders[0])
    slots["gap"] = Number(merits[0] - merits[1], unit_of(competition), least=1)
    second = [code for code, merit in zip(order, merits, strict=True) if merit == merits[1]]
    if len(second) == 1:
        slots["sec"] = named(sums, second[0])
    if len(second) == 2:
        slots["sec_a"], slots["sec_b"] = (named(sums, c, second) for c in second)
    if not sums.finished:
        slots["live"] = YES
    return slots


def _before(sums: Sums, competition: Competition, gap: int) -> Slots:
    """How the race stood before the round, and what came of it; `gap` is the one now."""
    before = sums.first(competition, sums.many - 1)
    if len(before) == 2:
        a, b = (named(sums, code, before) for code in before)
        return {"led_a": a, "led_b": b}
    if len(before) > 2:
        return {}
    merits = sorted(sums.merit(competition, code, sums.many - 1) for code in sums.codes)
    had = merits[-1] - merits[-2]
    slots: Slots = {
        "led": named(sums, before[0]),
        "hadgap": Number(had, unit_of(competition), least=1),
    }
    if sums.first(competition) == before:
        slots["kept"] = YES
        if gap != had:
            slots["extended" if gap > had else "cut"] = YES
    return slots


def turn_slots(sums: Sums, competition: Competition) -> Iterator[Slots]:
    """Each change of the lead in the round; then what can be said of it all."""
    here = [its for its in sums.changes(competition) if its[0] == sums.many]
    front = [(hole, codes) for rnd, hole, codes in sums.front(competition) if rnd == sums.many]
    for _, hole, taker, loser in here:
        avoid = frozenset(
            h for h, codes in front if taker in codes or (loser in codes and abs(h - hole) < 2)
        )
        yield {
            "taker": named(sums, taker),
            "loser": named(sums, loser),
            "h": Number(hole, avoid=avoid | {hole}, least=1, most=18),
            "hleft": Number(18 - hole, "hole", least=1, most=17),
        }
    slots: Slots = {"nochange": YES}
    if here:
        slots = {"changes": Number(len(here), "time", steps=(1, 2, -1))}
    never = [code for code in sums.codes if not any(code in codes for _, codes in front)]
    if never:
        slots["never"] = named(sums, never[0])
    yield {**slots, **_kept(sums, front), **_tied(sums, front)}


def _kept(sums: Sums, front: list[tuple[int, tuple[str, ...]]]) -> Slots:
    """Who is alone in front at the end, and since which hole."""
    sole = [codes[0] if len(codes) == 1 else "" for _, codes in front]
    leader = sole[-1]
    if not leader:
        return {}
    since = 18
    while since > 1 and sole[since - 2] == leader:
        since -= 1
    slots: Slots = {
        "keeper": named(sums, leader),
        "ledholes": Number(sole.count(leader), "hole", least=2),
    }
    if since == 1:
        slots["allday"] = YES
    else:
        # A later hole would be no lie: he led from there, too.
        slots["since"] = Number(since, least=1, most=18, steps=(-1, -2, -3))
    return slots


def _tied(sums: Sums, front: list[tuple[int, tuple[str, ...]]]) -> Slots:
    """Two who shared the lead in mid-round, and where."""
    shared = [(hole, codes) for hole, codes in front[3:15] if len(codes) == 2]
    if not shared:
        return {}
    hole, pair = shared[0]
    ties = frozenset(h for h, codes in front if set(pair) <= set(codes))
    a, b = (named(sums, code, list(pair)) for code in pair)
    return {"tied_a": a, "tied_b": b, "tiedat": Number(hole, avoid=ties, least=1, most=18)}
