"""What every scene has: where and when, players' names, a prize and its unit."""

from __future__ import annotations

from datetime import timedelta

from teg_tui.golf.tour import Competition, Measure
from unseen.slots import Name, Number, Slot, Word
from unseen.sums import Sums

Slots = dict[str, Slot]
YES = Word("yes")
"""In a slot that only says that something is so."""


def common_slots(sums: Sums) -> Slots:
    """Where and when, how many; he or she."""
    tour, event = sums.tour, sums.tournament
    women = event.name.startswith("Meeting")
    rnd = sums.rounds[-1]
    courses = sorted({r.course for t in tour.tournaments for r in t.rounds} - {rnd.course})
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    assert rnd.date is not None
    day = rnd.date.strftime("%A")
    wrong = rnd.date + timedelta(days=9)
    left = sums.planned - sums.many
    return {
        "he": Word("she" if women else "he"),
        "his": Word("her" if women else "his"),
        "him": Word("her" if women else "him"),
        "event": Word(event.name),
        "year": Number(event.year or 0, most=9999),
        "lastyear": Word(f"{tour.event} {sums.teg - 1}"),
        **({"oldyear": Word(f"{tour.event} {sums.teg - 2}")} if sums.teg > 2 else {}),
        "area": Word(event.area),
        "course": Word(rnd.course, courses),
        "rd": Number(sums.many, least=1, most=sums.planned),
        "rds": Number(sums.planned, "round", least=2, most=6),
        "field": Number(len(sums.codes), "player", least=2, steps=(1, -1, 2)),
        "weekday": Word(day, [d for d in days if d != day]),
        "date": Word(f"{rnd.date:%d/%m/%Y}", [f"{wrong:%d/%m/%Y}"]),
        "longdate": Word(f"{rnd.date.day} {rnd.date:%B %Y}", [f"{wrong.day} {wrong:%B %Y}"]),
        **({"left": Number(left, "round", least=1)} if left else {}),
        **({"holesleft": Number(18 * left, "hole", steps=(18, 36, -18), least=1)} if left else {}),
    }


def named(sums: Sums, code: str, alike: list[str] | None = None) -> Name:
    """A player, and all of whom it would be false."""
    everybody = {c.player for t in sums.tour.tournaments for r in t.rounds for c in r.cards}
    true_of = {code, *(alike or ())}
    return Name(code, sorted(everybody), [c for c in sums.codes if c not in true_of])


def prize_slots(sums: Sums, competition: Competition) -> Slots:
    """A competition, by its names."""
    points = competition.measure is Measure.STABLEFORD
    others = [c.name for c in sums.competitions if c is not competition]
    return {
        "prize": Word(competition.name, others),
        "last": Word(competition.last_place),
        "unit": Word("point" if points else "stroke"),
        **({"points": YES} if points else {"strokes_count": YES}),
        **({"spoon": Word(competition.last_place)} if competition.last_place else {}),
    }


def unit_of(competition: Competition) -> str:
    """A point or a stroke."""
    return "point" if competition.measure is Measure.STABLEFORD else "stroke"


def total_slots(competition: Competition, value: int) -> Slots:
    """A total in points, or to par with its sign."""
    if competition.measure is Measure.STABLEFORD:
        return {"total": Number(value, "point")}
    return {"sgross": Number(value, "", least=-99)}
