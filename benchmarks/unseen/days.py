"""The field's day: best, worst, hardest, how many of what."""

from __future__ import annotations

from collections.abc import Callable

from unseen.basics import YES, Slots, named
from unseen.slots import Number, Word
from unseen.sums import Sheet, Sums

_BESTS: tuple[tuple[str, Callable[[Sheet], int], int], ...] = (
    ("bestp", lambda sheet: sum(sheet.points), 1),
    ("worstp", lambda sheet: sum(sheet.points), -1),
    ("bestg", lambda sheet: sum(sheet.strokes), -1),
    ("worstg", lambda sheet: sum(sheet.strokes), 1),
    ("bestout", lambda sheet: sum(sheet.points[:9]), 1),
    ("bestin", lambda sheet: sum(sheet.points[9:]), 1),
)


def day_slots(sums: Sums) -> Slots:
    """Everything of a day that is nobody's alone."""
    sheets = sums.sheets[-1]
    blown = sum(over >= 3 for sheet in sheets.values() for over in sheet.over)
    zeros = sum(points == 0 for sheet in sheets.values() for points in sheet.points)
    return {
        **_extremes(sums),
        **_hardest(sums),
        **_birdies(sums),
        "blowups": Number(blown, "blow-up", least=2),
        "zeros": Number(zeros, "zero", least=2),
    }


def _extremes(sums: Sums) -> Slots:
    slots: Slots = {}
    for name, value, sign in _BESTS:
        values = {code: value(sheet) for code, sheet in sums.sheets[-1].items()}
        top = sign * max(sign * its for its in values.values())
        who = [code for code in sums.codes if values[code] == top]
        slots[f"{name}_n"] = Number(top, "stroke" if name[-1] == "g" else "point")
        if len(who) == 1:
            slots[name] = named(sums, who[0])
        elif len(who) == 2:
            slots[f"{name}_a"], slots[f"{name}_b"] = (named(sums, c, who) for c in who)
    return slots


def _hardest(sums: Sums) -> Slots:
    slots: Slots = {}
    sheets = list(sums.sheets[-1].values())
    totals = [sum(sheet.over[hole] for sheet in sheets) for hole in range(18)]
    for name, extreme in (("hard", max(totals)), ("easy", min(totals))):
        if totals.count(extreme) == 1:
            hole = totals.index(extreme)
            slots[name] = Number(hole + 1, least=1, most=18)
            slots[f"{name}par"] = Number(sheets[0].pars[hole], least=3, most=5)
            mean = extreme / len(sheets)
            if mean > 0:
                slots[f"{name}mean"] = Word(f"{mean:.2f}", [f"{mean + 0.35:.2f}"])
    unparred = [n for n in range(1, 19) if all(sheet.over[n - 1] > 0 for sheet in sheets)]
    if unparred:
        slots["unparred"] = Number(unparred[0], avoid=frozenset(unparred), least=1, most=18)
    return slots


def _birdies(sums: Sums) -> Slots:
    made = [
        (code, hole)
        for code, sheet in sums.sheets[-1].items()
        for hole in range(1, 19)
        if sheet.over[hole - 1] == -1
    ]
    if not made:
        return {"no_birdies": YES}
    if len(made) > 1:
        return {"birdies": Number(len(made), "birdie", least=2)}
    code, hole = made[0]
    return {
        "only_birdies": named(sums, code),
        "only_birdies_h": Number(hole, least=1, most=18),
    }
