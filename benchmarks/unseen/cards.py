"""A player's round: its figures, its holes, its streaks, and another's beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from unseen.basics import YES, Slots, named
from unseen.slots import Number, Word
from unseen.sums import Sheet, Sums

Wanted = Callable[[int, int], bool]
"""Strokes to par and points to whether a hole counts."""
_NAMED = {-2: "eagle", -1: "birdie", 0: "par", 1: "bogey", 2: "double bogey", 3: "triple bogey"}
_DONE = {-1: "birdied", 0: "parred", 1: "bogeyed"}


def _over(strokes: int) -> Wanted:
    """Holes so many strokes over par."""
    return lambda over, _points: over == strokes


def _for(points: int) -> Wanted:
    """Holes for so many points."""
    return lambda _over, its: its == points


COUNTED: dict[str, Wanted] = {
    "birdies": _over(-1),
    "pars": _over(0),
    "bogeys": _over(1),
    "doubles": _over(2),
    "triples": _over(3),
    "blowups": lambda over, _points: over >= 3,
    "zeros": _for(0),
    "scored": lambda _over, points: points > 0,
    "threes": _for(3),
}
"""What holes are counted for."""
ONE = {
    "birdies": "birdie",
    "pars": "par",
    "bogeys": "bogey",
    "doubles": "double bogey",
    "triples": "triple bogey",
    "blowups": "blow-up",
    "zeros": "zero",
    "scored": "hole",
    "threes": "hole",
}
"""What one of them is called."""
_PARTS = {"out": (0, 9), "in": (9, 18), "six1": (0, 6), "six2": (6, 12), "six3": (12, 18)}
"""Parts of a round: from which to which place in a card."""


def card_slots(sums: Sums, code: str) -> Slots:
    """A player's round and what it made of his week."""
    sheet = sums.sheets[-1][code]
    so_far = [its[code] for its in sums.sheets]
    points, strokes, over = sum(sheet.points), sum(sheet.strokes), sum(sheet.over)
    slots: Slots = {
        "p": named(sums, code),
        "q_name": named(sums, next(other for other in sums.codes if other != code)),
        "pts": Number(points, "point", least=5),
        "strokes": Number(strokes, "stroke"),
        "cum": Number(sum(sum(its.points) for its in so_far), "point"),
        "cumover": Number(sum(sum(its.over) for its in so_far), least=1),
        "cumstrokes": Number(sum(sum(its.strokes) for its in so_far), "stroke"),
        "par": Number(sum(sheet.pars)),
    }
    if over:
        slots["over"] = Number(over, least=1)
    for name, (first, end) in _PARTS.items():
        slots[name] = Number(sum(sheet.points[first:end]), "point")
        slots[f"{name}s"] = Number(sum(sheet.strokes[first:end]), "stroke")
    if sums.many > 1:
        slots["prev"] = Number(sum(so_far[-2].points), "point")
        slots["prevcum"] = Number(sum(sum(its.points) for its in so_far[:-1]), "point")
    return slots | _counted(sheet) | _bounds(points, strokes) | _runs(sheet)


def _counted(sheet: Sheet) -> Slots:
    slots: Slots = {}
    for name, wanted in COUNTED.items():
        many = len(sheet.holes(wanted))
        if many:
            slots[name] = Number(many, ONE[name], least=2 if many > 1 else 1)
        else:
            slots[f"no_{name}"] = YES
    if sheet.over.count(0) > 1:
        slots["many_pars"] = YES
    return slots


def _bounds(points: int, strokes: int) -> Slots:
    """Round figures below and above."""
    five = 5 * (points // 5)
    return {
        "bar": Number(five - (five == points), "point", steps=(10, 15)),
        "cap": Number(five + 5, "point", steps=(-10, -15)),
        "round_strokes": Number(10 * round(strokes / 10)),
        "low_strokes": Number(5 * (strokes // 5) - 5),
    }


_RUNS = {
    "parrun": "pars",
    "bogeyrun": "bogeys",
    "zerorun": "zeros",
    "birdierun": "birdies",
    "blowrun": "blowups",
}


def _runs(sheet: Sheet) -> Slots:
    """How long the longest rows are, and where they begin and end."""
    found: Slots = {}
    for name, what in _RUNS.items():
        holes = sheet.holes(COUNTED[what])
        lengths = {first: _length(holes, first) for first in holes if first - 1 not in holes}
        longest = max(lengths.values(), default=0)
        if longest < 2:
            continue
        starts = frozenset(hole for hole, length in lengths.items() if length == longest)
        ends = frozenset(hole + longest - 1 for hole in starts)
        found[name] = Number(longest, least=2, steps=(1, 2, 3))
        found[f"{name}_from"] = Number(min(starts), avoid=starts, least=1, most=18)
        found[f"{name}_to"] = Number(min(ends), avoid=ends, most=18)
        found[f"{name}_{longest}"] = YES
    return found


def _length(holes: list[int], first: int) -> int:
    """How many holes in a row from one."""
    length = 1
    while first + length in holes:
        length += 1
    return length


def hole_slots(sums: Sums, code: str) -> Iterator[Slots]:
    """What a player did on each hole."""
    sheet = sums.sheets[-1][code]
    for number in range(1, 19):
        score, over = sheet.strokes[number - 1], sheet.over[number - 1]
        same = frozenset(n for n in range(1, 19) if sheet.strokes[n - 1] == score)
        alike = frozenset(sheet.holes(_over(over)))
        as_well = [c for c, its in sums.sheets[-1].items() if its.over[number - 1] == over]
        yield {
            "p": named(sums, code, as_well),
            "h": Number(number, "hole", avoid=same | alike, least=1, most=18),
            "score": Number(score, "stroke", least=2, steps=(1, -1, 2)),
            "hpar": Number(sheet.pars[number - 1], least=3, most=5),
            "hpts": Number(sheet.points[number - 1], "point", most=6),
            **_told(sheet, number, over),
            **({"snow": Number(number, avoid=same, least=1, most=18)} if score == 8 else {}),
            **({"lasthole": YES} if number == 18 else {}),
            **({"firsthole": YES} if number == 1 else {}),
        }


def _told(sheet: Sheet, number: int, over: int) -> Slots:
    """What golfers call it."""
    slots: Slots = {}
    if over > 1:
        slots["overhole"] = Number(over, least=2, steps=(1, -1, 2))
    if word := _NAMED.get(over):
        others = [other for its, other in _NAMED.items() if its not in (over, -2, 3)]
        slots["word"], slots[word.split()[0]] = Word(word, others), YES
    if over in _DONE:
        slots["did"] = Word(_DONE[over], [did for its, did in _DONE.items() if its != over])
    for name, what in (("hz", "zeros"), ("hb", "blowups")):
        holes = frozenset(sheet.holes(COUNTED[what]))
        if number in holes:
            slots[name] = Number(number, avoid=holes, least=1, most=18)
    return slots


def duel_slots(sums: Sums, code: str, other: str) -> Slots:
    """Two players' rounds side by side."""
    mine, his = (sums.sheets[-1][c] for c in (code, other))
    ahead = sum(mine.points) - sum(his.points)
    shots = sum(his.strokes) - sum(mine.strokes)
    won = sum(a < b for a, b in zip(mine.strokes, his.strokes, strict=True))
    slots: Slots = {
        "p": named(sums, code),
        "q": named(sums, other),
        "pts": Number(sum(mine.points), "point"),
        "qpts": Number(sum(his.points), "point"),
        "strokes": Number(sum(mine.strokes), "stroke"),
        "qstrokes": Number(sum(his.strokes), "stroke"),
        "out": Number(sum(mine.points[:9]), "point"),
        "qout": Number(sum(his.points[:9]), "point"),
        "in": Number(sum(mine.points[9:]), "point"),
        "qin": Number(sum(his.points[9:]), "point"),
        "wonholes": Number(won, "hole"),
    }
    if ahead > 0:
        slots["more"] = Number(ahead, "point", least=1)
    if shots > 0:
        slots["fewer"] = Number(shots, "stroke", least=1)
        slots[f"fewer_{shots}"] = YES
    if ahead == 0:
        slots["same"] = YES
    if shots == 0:
        slots["sameshots"] = YES
    return slots
