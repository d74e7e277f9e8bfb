"""Facts put into short regular phrases, shared by the texts of rounds and of tournaments.

Tables are lines of cells between " | ", so that a program can read them as well as a model.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count, takewhile

from teg_tui.golf.card_summary import Stretch
from teg_tui.golf.decisions import Decision, Honour
from teg_tui.golf.facts import Event, Person
from teg_tui.golf.history import Best, Visits
from teg_tui.golf.moments import Moment
from teg_tui.golf.race import LeadEvent, LeadKind
from teg_tui.golf.records import Holding, Mark, Scope
from teg_tui.golf.standings import Award, Standings
from teg_tui.golf.tour import Competition, Course, Measure
from teg_tui.golf.wording import (
    amount,
    listed,
    ordinal_word,
    place,
    score_name,
    to_par,
    unit,
)

NONE = "-"
"""A cell without a value."""

_HOLDERS_NAMED = 3


def row(*cells: object) -> str:
    """A line of a table."""
    return " | ".join(map(str, cells))


def plain(text: str) -> str:
    """Free text on one line, without the sign that parts cells."""
    return " ".join(text.replace("|", "/").split())


def or_none(value: int | None) -> str:
    """A number, or the sign for none."""
    return NONE if value is None else str(value)


def signed(value: int | None) -> str:
    """Strokes to par, or the sign for none."""
    return NONE if value is None else to_par(value)


def gap(value: int, measure: Measure) -> str:
    """A distance: "3 points", "1 stroke"."""
    return f"{value} {unit(measure, value)}"


def codes(players: Iterable[str]) -> str:
    """Several codes as a list."""
    return listed(tuple(players)) or NONE


def stretch_words(stretch: Stretch) -> str:
    """ "H8-13 18 pts +3"."""
    points = "" if stretch.points is None else f" {stretch.points} pts"
    return f"H{stretch.first}-{stretch.last}{points} {to_par(stretch.gross)}"


def lead_words(event: LeadEvent, competition: Competition) -> str:
    """What happened at the top, a tie told as a tie."""
    if event.kind is LeadKind.SHARED:
        return _tie_words(event)
    leader = event.leaders[0]
    deed = {
        LeadKind.FIRST: "is the first sole leader",
        LeadKind.TAKEN: f"takes the lead from {event.last_sole}",
        LeadKind.REGAINED: f"regains the lead from {event.last_sole}",
        LeadKind.CLEAR: "is clear again after a tie",
    }[event.kind]
    if event.margin is None:
        return f"{leader} {deed}"
    margin = gap(event.margin, competition.measure)
    return f"{leader} {deed}, {margin} ahead of {codes(event.chasers)}"


def _tie_words(event: LeadEvent) -> str:
    came = [code for code in event.leaders if code not in event.before]
    gone = [code for code in event.before if code not in event.leaders]
    notes = [f"{codes(came)} level"] if came and event.before else []
    if gone:
        notes.append(f"{codes(gone)} {'drops' if len(gone) == 1 else 'drop'} back")
    tie = f"tie for the lead: {codes(event.leaders)}"
    return f"{tie} ({', '.join(notes)})" if notes else tie


def top_words(table: Standings) -> str:
    """Who leads a table and by how much: "TM 108, 5 points ahead of NQ"."""
    if not table.rows:
        return "nobody can be ranked"
    measure = table.competition.measure
    leaders = [player.code for player in table.leaders]
    total = amount(table.rows[0].total, measure)
    if len(leaders) > 1:
        return f"tie at the top: {codes(leaders)} on {total}; nobody leads alone"
    chasers = [r for r in table.rows[1:] if r.position == table.rows[1].position]
    if not chasers or chasers[0].behind is None:
        return f"{leaders[0]} {total}"
    behind = gap(chasers[0].behind, measure)
    return f"{leaders[0]} {total}, {behind} ahead of {codes(r.player.code for r in chasers)}"


def people_lines(people: Sequence[Person], *, final: bool) -> Iterator[str]:
    """Everybody: names, handicap, career."""
    when = "before/now" if final else "before"
    awards = [honour.award for honour in people[0].honours]
    yield row("Code", "Name", "Then say", "HC", "Events before", *(f"{a} {when}" for a in awards))
    for person in people:
        player = person.player
        counts = [
            f"{len(h.before)}/{h.count}" if final else str(len(h.before)) for h in person.honours
        ]
        name, handicap = plain(player.full_name), or_none(person.handicap)
        yield row(player.code, name, person.say, handicap, person.appearances, *counts)


def moment_line(moment: Moment, *, rnd: int | None = None) -> str:
    """ "H10 | GW | 4 on par 5: birdie, 5 pts | TEG Trophy: GW takes the lead from AB, …"."""
    hole = f"H{moment.hole}" if rnd is None else f"R{rnd} H{moment.hole}"
    points = (
        ""
        if moment.points is None
        else f", {moment.points} {'pt' if moment.points == 1 else 'pts'}"
    )
    golf = f"{moment.strokes} on par {moment.par}: {score_name(moment.over)}{points}"
    moves = [
        f"{move.competition.name}: {lead_words(move.event, move.competition)}"
        + (" (the lead for good)" if move.for_good else "")
        for move in moment.moves
    ]
    return row(hole, moment.code, golf, "; ".join(moves) or NONE)


def mark_line(mark: Mark, event: Event) -> str:
    """A record: what it is, whose, the value, and what it was before."""
    show = to_par if mark.series.signed else str
    what = f"{mark.series.word(mark.end)} {mark.series.name}"
    detail = f" ({mark.detail})" if mark.detail else ""
    label = "before" if mark.scope is Scope.OWN else "record before"
    before = f"{label}: {show(mark.previous)}, {holders_words(mark.holders, event)}"
    return row(_mark_name(mark), mark.code, what + detail, show(mark.value), before)


def _mark_name(mark: Mark) -> str:
    if mark.scope is Scope.OWN:
        return f"Personal {mark.end.value} of {mark.of}"
    among = "course record" if mark.scope is Scope.COURSE else "tour record"
    if mark.rank > 1:
        rank = place(mark.rank, tied=bool(mark.shared))
        return f"No {rank} of {mark.of} on the tour"
    if not mark.is_record:
        return f"Equals the {among}"
    return f"Shared {among}" if mark.shared else among.capitalize()


def holders_words(holders: Sequence[Holding], event: Event) -> str:
    """Who holds a record and since when; the first few where they are many."""
    everybody = list(dict.fromkeys(holders))
    named = [
        f"{h.code} {event.word} {h.teg}" + ("" if h.round is None else f" R{h.round}")
        for h in everybody[:_HOLDERS_NAMED]
    ]
    more = len(everybody) - len(named)
    return ", ".join(named) + (f" and {more} more" if more else "")


def visits_words(visits: Visits, event: Event) -> str:
    """How often the tour has been at a course before, and the best there."""
    if not visits.earlier:
        return "first round of the tour here"
    last_teg, last_round = visits.earlier[-1]
    number = len(visits.earlier)
    last = f"last {event.word} {last_teg} R{last_round}"
    return (
        f"{number} round{'s' * (number > 1)} here before, {last}"
        + _best_words("; best gross before", visits.best_gross, event, signed_values=True)
        + _best_words("; most points before", visits.best_points, event, signed_values=False)
    )


def _best_words(label: str, best: Best | None, event: Event, *, signed_values: bool) -> str:
    if best is None:
        return ""
    value = to_par(best.value) if signed_values else str(best.value)
    return f"{label} {value} ({holders_words(best.holders, event)})"


def course_words(course: str, colour: Course | None) -> str:
    """A course with its colour."""
    if colour is None:
        return plain(course)
    details = (colour.full_name, colour.type, colour.location)
    designer = f"designer {colour.designer}" if colour.designer else ""
    about = "; ".join(plain(text) for text in (*details, designer, colour.description) if text)
    return f"{plain(course)}: {about}" if about else plain(course)


def area_words(event: Event) -> str:
    """Where a tournament is, and whether the tour has been there."""
    if not event.area:
        return NONE
    if not event.area_before:
        return f"{plain(event.area)} (first time here)"
    where = ", ".join(f"{event.word} {teg}" for teg in event.area_before)
    return f"{plain(event.area)} (before: {where})"


def never_played_words(event: Event) -> Iterator[str]:
    """What is to be known of rounds that were passed over, if there were any."""
    for number in event.never_played:
        yield f"round {number} was not played"


def decision_lines(decision: Decision, people: Sequence[Person], event: Event) -> Iterator[str]:
    """How a competition was won, and who was last."""
    honours = {(h.award, h.code): h for person in people for h in person.honours}
    totals = {r.player.code: r for r in decision.table.rows}
    measure = decision.competition.measure
    for award in (decision.award, decision.last):
        if award is None:
            continue
        for player in award.players:
            standing = totals.get(player.code)
            total = amount(standing.total, measure) if standing else NONE
            honour = honours[award.name, player.code]
            told = (honour_words(honour, event), *_sequence_words(honour, event))
            yield row(award.name, player.code, plain(player.full_name), total, *told)
        yield from _award_notes(award, decision)
    yield from _victory_lines(decision)


def _sequence_words(honour: Honour, event: Event) -> Iterator[str]:
    """What it follows on, where he has been given it before."""
    row_of = takewhile(
        lambda pair: pair[0] == pair[1], zip(reversed(honour.before), count(event.teg - 1, -1))
    )
    running = sum(1 for _ in row_of)
    if running:
        yield f"{ordinal_word(running + 1)} in a row"
    elif honour.before:
        yield f"first since {event.word} {honour.before[-1]}"


def _award_notes(award: Award, decision: Decision) -> Iterator[str]:
    if len(award.players) > 1:
        yield row("Note", f"{award.name} shared by {codes(p.code for p in award.players)}")
    if not award.players:
        yield row("Note", f"{award.name}: given to nobody")
    if award.exception:
        rule = decision.by_rule if award is decision.award else decision.table.last
        named = f"by the rule it was {codes(p.code for p in rule)}"
        reason = plain(award.exception.reason) or "no reason is stated"
        yield row("Exception", f"{award.name} was awarded otherwise; {named}", reason)


def _victory_lines(decision: Decision) -> Iterator[str]:
    """The table's own story: margin, and since when its sole winner led."""
    if len(decision.by_rule) != 1:
        return
    leader = decision.by_rule[0].code
    if decision.margin is not None:
        margin = gap(decision.margin, decision.competition.measure)
        yield row("Margin", leader, margin, f"over {codes(p.code for p in decision.runners_up)}")
    if decision.for_good:
        rnd, hole = decision.for_good
        yield row("Lead for good", leader, f"led alone from R{rnd} H{hole} to the end")
    wire = "yes" if decision.wire_to_wire else "no"
    yield row("Wire to wire", leader, f"{wire} (leading alone after every round)")


def honour_words(honour: Honour, event: Event) -> str:
    """ "third TEG Trophy (before: TEG 5, TEG 6)"."""
    count = f"{ordinal_word(honour.count)} {honour.award}"
    if not honour.before:
        return count
    return f"{count} (before: {', '.join(f'{event.word} {teg}' for teg in honour.before)})"
