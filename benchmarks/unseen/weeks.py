"""A whole tournament: how prizes were won, what everybody did, the best and the worst."""

from __future__ import annotations

from teg_tui.golf.tour import Competition
from unseen.basics import YES, Slots, named, total_slots, unit_of
from unseen.cards import COUNTED, ONE
from unseen.slots import Name, Number, Word
from unseen.sums import Sums, sheet_of, wins_before


def won_slots(sums: Sums, competition: Competition) -> Slots:
    """To whom a prize went, and the one for the last."""
    slots: Slots = {}
    last = sums.losers(competition) if competition.last_place else []
    if len(last) == 1:
        slots["loser"] = named(sums, last[0])
        slots |= _career(sums, competition.last_place, last[0], "spoon_")
    elif len(last) == 2:
        slots["loser_a"], slots["loser_b"] = (named(sums, code, last) for code in last)
    given = sums.winners(competition)
    if len(given) == 2:
        slots["w_a"], slots["w_b"] = (named(sums, code, given) for code in given)
        total = total_slots(competition, sums.total(competition, given[0]))
        slots |= {f"tied_{name}": slot for name, slot in total.items()}
    if len(given) != 1:
        return slots
    slots["w"] = named(sums, given[0])
    slots |= _career(sums, competition.name, given[0], "")
    if given == sums.first(competition):
        slots |= _margin(sums, competition) | _lead(sums, competition, given[0])
        slots |= _last_day(sums, competition, given[0])
    return slots


def _margin(sums: Sums, competition: Competition) -> Slots:
    order = sums.order(competition)
    merits = [sums.merit(competition, code) for code in order]
    slots = total_slots(competition, sums.total(competition, order[0]))
    slots["margin"] = Number(merits[0] - merits[1], unit_of(competition), least=1)
    if merits.count(merits[1]) == 1:
        slots["second"] = named(sums, order[1])
    return slots


def _lead(sums: Sums, competition: Competition, winner: str) -> Slots:
    """How long and since when the winner led alone."""
    front = sums.front(competition)
    sole = [codes == (winner,) for _, _, codes in front]
    since = len(front) - 1
    while since and sole[since - 1]:
        since -= 1
    changes = len(sums.changes(competition))
    slots: Slots = {
        "ledholes": Number(sum(sole), "hole", least=2),
        "since_h": Number(front[since][1], least=1, most=18),
        "since_r": Number(front[since][0], least=1, most=sums.planned),
    }
    if changes > 1:
        slots["changes"] = Number(changes, "time", least=2)
    if all(sums.first(competition, n) == [winner] for n in range(1, sums.many + 1)):
        slots["wire"] = YES
    return slots


def _last_day(sums: Sums, competition: Competition, winner: str) -> Slots:
    """Whether he came from behind on the last day."""
    before = sums.first(competition, sums.many - 1)
    if before == [winner]:
        return {"slept": YES}
    if len(before) > 1:
        return {}
    best, his = (sums.merit(competition, c, sums.many - 1) for c in (before[0], winner))
    return {
        "overnight": named(sums, before[0]),
        "madeup": Number(best - his, unit_of(competition), least=1),
    }


def _career(sums: Sums, award: str, code: str, prefix: str) -> Slots:
    """Which time it is, since when, or how many in a row."""
    before = wins_before(sums.tour, sums.teg, award, code)
    slots: Slots = {f"{prefix}count": Number(len(before) + 1, least=1, steps=(1, 2, -1))}
    tegs = [t.teg for t in sums.tour.tournaments if t.teg < sums.teg]
    if not before:
        slots[f"{prefix}maiden"] = YES
    elif before[-1] != tegs[-1]:
        slots[f"{prefix}since"] = Number(before[-1], avoid=frozenset({sums.teg}), least=1)
    else:
        running = 1
        while running < len(tegs) and tegs[-1 - running] in before:
            running += 1
        slots[f"{prefix}row"] = Number(running + 1, least=2, steps=(1, 2))
        slots[f"{prefix}row{running + 1}"] = YES
    return slots


def week_slots(sums: Sums, code: str) -> Slots:
    """A player's tournament."""
    sheets = [its[code] for its in sums.sheets]
    points, strokes = [sum(s.points) for s in sheets], [sum(s.strokes) for s in sheets]
    over = [sum(sheet.over) for sheet in sheets]
    slots: Slots = {
        "p": named(sums, code),
        "pts": Number(sum(points), "point"),
        "strokes": Number(sum(strokes), "stroke"),
        "over": Number(sum(over), least=1),
    }
    for number in range(1, sums.many + 1):
        slots[f"r{number}"] = Number(points[number - 1], "point")
        slots[f"g{number}"] = Number(strokes[number - 1], "stroke")
        slots[f"v{number}"] = Number(over[number - 1], least=1)
    for name, unit, values, top in (
        ("best", "point", points, max(points)),
        ("worst", "point", points, min(points)),
        ("low", "stroke", strokes, min(strokes)),
    ):
        if values.count(top) == 1:
            slots[name] = Number(top, unit)
            slots[f"{name}r"] = Number(values.index(top) + 1, least=1, most=sums.many)
    under = [number for number, shots in enumerate(strokes, 1) if shots < 90]
    if len(under) == 1:
        slots["sub90"] = Number(strokes[under[0] - 1], most=89)
        slots["sub90r"] = Number(under[0], least=1, most=sums.many)
    return slots | _counted(sums, code) | _personal_best(sums, code, max(points))


def _counted(sums: Sums, code: str) -> Slots:
    slots: Slots = {}
    for name, wanted in COUNTED.items():
        many = sum(len(its[code].holes(wanted)) for its in sums.sheets)
        if many > 1:
            slots[name] = Number(many, ONE[name], least=2)
        elif not many:
            slots[f"no_{name}"] = YES
    return slots


def _personal_best(sums: Sums, code: str, best: int) -> Slots:
    past = [
        sum(sheet_of(card).points)
        for tournament in sums.tour.tournaments
        if tournament.teg < sums.teg
        for rnd in tournament.rounds
        for card in rnd.cards
        if card.player.code == code
    ]
    if not past:
        return {"debut": YES}
    if best <= max(past):
        return {}
    return {"pb": Number(best, "point"), "pb_before": Number(max(past), "point")}


def end_slots(sums: Sums) -> Slots:
    """Best and worst of the week, and who was there."""
    slots: Slots = {}
    rounds = [(number, code) for number in range(sums.many) for code in sums.codes]
    points = {key: sum(sums.sheets[key[0]][key[1]].points) for key in rounds}
    shots = {key: sum(sums.sheets[key[0]][key[1]].strokes) for key in rounds}
    for name, values, top in (
        ("bestp", points, max(points.values())),
        ("worstp", points, min(points.values())),
        ("bestg", shots, min(shots.values())),
        ("worstg", shots, max(shots.values())),
    ):
        its = [key for key, value in values.items() if value == top]
        if len(its) == 1:
            slots[name] = named(sums, its[0][1])
            slots[f"{name}_n"] = Number(top, "point" if name[-1] == "p" else "stroke")
            slots[f"{name}_r"] = Number(its[0][0] + 1, least=1, most=sums.many)
    first, tournaments = sums.rounds[0], sums.tour.tournaments
    everybody = named(sums, sums.codes[0]).everybody
    away = sorted({player.code for player in everybody} - set(sums.codes))
    if away:
        slots["away"] = Name(away[0], everybody, sums.codes)
        slots["there"] = Name(sums.codes[0], everybody, away)
    courses = {rnd.course for tournament in tournaments for rnd in tournament.rounds}
    slots["course1"] = Word(first.course, sorted(courses - {first.course}))
    return slots
