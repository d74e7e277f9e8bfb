"""A tournament's facts as compact tables: all that the model is told of its numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from operator import itemgetter

from teg_tui.golf.card_summary import CardSummary, known
from teg_tui.golf.facts_words import (
    NONE,
    area_words,
    course_words,
    decision_lines,
    lead_words,
    mark_line,
    moment_line,
    never_played_words,
    or_none,
    people_lines,
    plain,
    row,
    signed,
    top_words,
    visits_words,
)
from teg_tui.golf.race import LeadKind
from teg_tui.golf.records import Mark
from teg_tui.golf.round_text import extreme_hole_lines, laid_out, streak_lines
from teg_tui.golf.standings import Standing
from teg_tui.golf.tour import HOLES, Measure
from teg_tui.golf.tournament_facts import Contest, RoundBrief, TournamentFacts
from teg_tui.golf.wording import amount, listed, place, rule, to_par

_MOMENTS_A_ROUND = 5
_STREAKS_A_ROUND = 3
_TURNING_POINTS = 6
_HOLES_A_COURSE = 2
_PAR_POINTS = 36
"""Points of a round played to the handicap."""


def tournament_text(facts: TournamentFacts) -> str:
    """The whole text; lines end in a newline."""
    sections: list[tuple[str, Iterable[str]]] = [
        ("TOURNAMENT", _tournament(facts)),
        ("PLAYERS", people_lines(facts.people, final=bool(facts.decisions))),
        ("ROUNDS", _rounds(facts)),
    ]
    for decision in facts.decisions:
        lines = decision_lines(decision, facts.people, facts.event)
        sections.append((f"HOW IT WAS WON {decision.competition.name}", lines))
    for contest in facts.contests:
        name = f"{contest.competition.name} ({rule(contest.competition)} wins)"
        sections.append((f"STANDINGS {name}", _standings(contest)))
        sections.append((f"LEAD {contest.competition.name}", _lead(contest)))
    sections += [
        ("SCORES BY ROUND points", _by_round(facts, lambda s: s.points, or_none)),
        ("SCORES BY ROUND gross", _by_round(facts, lambda s: s.gross, signed)),
        ("SCORES BY ROUND strokes", _by_round(facts, lambda s: s.strokes, or_none)),
        ("BLOW-UPS BY ROUND", _by_round(facts, lambda s: s.tally.blow_ups, or_none)),
        ("ZEROS BY ROUND", _by_round(facts, lambda s: s.tally.zeros, or_none)),
    ]
    if any(contest.competition.measure is Measure.NET for contest in facts.contests):
        sections.append(("SCORES BY ROUND net", _by_round(facts, lambda s: s.net, signed)))
    sections += [
        ("PLAYER STORIES", _stories(facts)),
        ("TURNING POINTS most telling first", _turning_points(facts)),
        ("KEY MOMENTS by round, most telling first", _moments(facts)),
        ("STREAKS by round, longest first", _streaks(facts)),
        ("RECORDS of the tournament", _records(facts, facts.marks)),
        ("RECORDS of its rounds, as of the round", _round_records(facts)),
        ("HOLES", _holes(facts)),
        ("COURSES", _courses(facts)),
    ]
    return laid_out(_title(facts), sections)


def _title(facts: TournamentFacts) -> str:
    event, played = facts.event, len(facts.rounds)
    span = f"{played} rounds" if played == event.rounds else f"after {played} of {event.rounds}"
    name = f"{plain(event.name)} TOURNAMENT {span}"
    return row(f"# FACTS: {name}", plain(event.area) or NONE, or_none(event.year))


def _tournament(facts: TournamentFacts) -> Iterator[str]:
    event, played = facts.event, len(facts.rounds)
    left = event.rounds - played
    yield row("Tournament", plain(event.name), or_none(event.year), area_words(event))
    yield row(
        *("Rounds", f"{played} of {event.rounds}", f"{left} left" if left else "final"),
        *never_played_words(event),
    )
    yield row("Holes", played * HOLES)
    won: dict[str, list[str]] = {}
    for decision in facts.decisions:
        for player in decision.award.players:
            won.setdefault(player.code, []).append(decision.award.name)
    for winner, awards in won.items():
        if len(awards) > 1:
            yield row("Won more than one", winner, listed(awards))


def _rounds(facts: TournamentFacts) -> Iterator[str]:
    yield row("Round", "Course", "Date", "Par", "Most points", "Lowest gross", "Tour rounds before")
    for rnd in facts.rounds:
        points = [(-s.points, s.player.code) for s in rnd.summaries if s.points is not None]
        gross = [(s.gross, s.player.code) for s in rnd.summaries]
        day = rnd.date.strftime("%A %d/%m/%Y") if rnd.date else "unknown"
        yield row(
            *(f"R{rnd.number}", plain(rnd.course), day, rnd.par),
            *(_top(points, lambda v: str(-v)), _top(gross, to_par), len(rnd.visits.earlier)),
        )


def _top(values: list[tuple[int, str]], show: Callable[[int], str]) -> str:
    """The lowest value and everybody who has it."""
    if not values:
        return NONE
    best = min(value for value, _ in values)
    return f"{listed([code for value, code in values if value == best])} {show(best)}"


def _standings(contest: Contest) -> Iterator[str]:
    measure = contest.competition.measure
    after = [f"After R{race.round}" for race in contest.races]
    yield row("Pos", "Code", "Total", "Behind", *after, "Holes led alone", "Holes lead shared")
    for campaign in contest.campaigns:
        final = campaign.places[-1]
        if final is None:
            continue
        yield row(
            *(place(final.position, tied=final.tied), campaign.code),
            *(amount(final.total, measure), or_none(final.behind)),
            *(_place_cell(standing, measure) for standing in campaign.places),
            *(campaign.alone, campaign.shared),
        )


def _place_cell(standing: Standing | None, measure: Measure) -> str:
    """ "T2: 79": a place and the total there."""
    if standing is None:
        return NONE
    position = place(standing.position, tied=standing.tied)
    return f"{position}: {amount(standing.total, measure)}"


def _lead(contest: Contest) -> Iterator[str]:
    for race in contest.races:
        changes = f"{race.changes} lead change{'' if race.changes == 1 else 's'}"
        yield row(f"After R{race.round}", top_words(race.after), changes)
    for race in contest.races:
        for event in race.events:
            if event.is_change or event.kind is LeadKind.FIRST:
                words = lead_words(event, contest.competition)
                yield row(f"R{event.round} H{event.hole}", words)
    total = sum(race.changes for race in contest.races)
    yield row("Lead changes", total, "from one sole leader to another; a tie is none")


def _by_round(
    facts: TournamentFacts,
    value: Callable[[CardSummary], int | None],
    show: Callable[[int | None], str],
) -> Iterator[str]:
    """A figure of every player's rounds, and its sum over the rounds he played."""
    yield row("Code", *(f"R{rnd.number}" for rnd in facts.rounds), "Total")
    rounds = [{s.player.code: value(s) for s in rnd.summaries} for rnd in facts.rounds]
    for person in facts.people:
        values = [its.get(person.player.code) for its in rounds]
        numbers = [number for number in values if number is not None]
        total = show(sum(numbers)) if numbers else NONE
        yield row(person.player.code, *map(show, values), total)


def _stories(facts: TournamentFacts) -> Iterator[str]:
    yield row(
        *("Code", "Best round", "Worst round", "Best gross", "Worst gross"),
        *("Birdies or better", "Pars", "Bogeys", "Doubles", "Blow-ups", "Zeros"),
        *("Out points", "In points", "Mean points", "Points against handicap"),
        *("Best hole", "Worst hole"),
    )
    for person in facts.people:
        its = {
            rnd.number: s
            for rnd in facts.rounds
            for s in rnd.summaries
            if s.player.code == person.player.code
        }
        yield row(person.player.code, *_story_cells(its), *_extreme_holes(its))


def _story_cells(rounds: dict[int, CardSummary]) -> Iterator[str]:
    tallies = [s.tally for s in rounds.values()]
    points = {n: s.points for n, s in rounds.items() if s.points is not None}
    gross = {n: -s.gross for n, s in rounds.items()}
    yield from _best_and_worst(points, str)
    yield from _best_and_worst(gross, lambda value: to_par(-value))
    yield str(sum(t.under_par for t in tallies))
    yield str(sum(t.pars for t in tallies))
    yield str(sum(t.bogeys for t in tallies))
    yield str(sum(t.doubles for t in tallies))
    yield str(sum(t.blow_ups for t in tallies))
    zeros = [t.zeros for t in tallies if t.zeros is not None]
    yield str(sum(zeros)) if zeros else NONE
    if not points:
        yield from (NONE,) * 4
        return
    for nine in (0, 1):
        yield str(sum(s.nines[nine].points or 0 for s in rounds.values()))
    total = sum(points.values())
    yield f"{total / len(points):.1f}"
    yield f"{total - _PAR_POINTS * len(points):+d}"


def _extreme_holes(rounds: dict[int, CardSummary]) -> Iterator[str]:
    """His best hole, by points and then to par, and his worst; the earliest of equals."""
    played = [
        (points or 0, -over, f"R{number} H{hole.number} {hole.par + over} on par {hole.par}")
        for number, its in rounds.items()
        for hole, over, points in zip(
            its.card.holes, known(its.card.gross_to_par), its.card.points, strict=True
        )
    ]
    yield max(played, key=itemgetter(0, 1))[-1]
    yield min(played, key=itemgetter(1))[-1]


def _best_and_worst(merits: dict[int, int], show: Callable[[int], str]) -> Iterator[str]:
    """ "R2, R4 41": where the merit was highest, and where it was lowest."""
    for extreme in (max, min):
        if not merits:
            yield NONE
            continue
        value = extreme(merits.values())
        where = ", ".join(f"R{number}" for number, its in merits.items() if its == value)
        yield f"{where} {show(value)}"


def _moments(facts: TournamentFacts) -> Iterator[str]:
    for rnd in facts.rounds:
        for moment in rnd.moments[:_MOMENTS_A_ROUND]:
            yield moment_line(moment, rnd=rnd.number)


def _turning_points(facts: TournamentFacts) -> Iterator[str]:
    """Where a lead was won for good, then where it changed, over all rounds."""
    turns = [(rnd.number, its) for rnd in facts.rounds for its in rnd.moments if its.is_turn]
    turns.sort(key=lambda turn: (not turn[1].decides, -turn[1].weight))
    for number, moment in turns[:_TURNING_POINTS]:
        yield moment_line(moment, rnd=number)


def _streaks(facts: TournamentFacts) -> Iterator[str]:
    for rnd in facts.rounds:
        for line in streak_lines(rnd.streaks, _STREAKS_A_ROUND):
            yield row(f"R{rnd.number}", line)


def _records(facts: TournamentFacts, marks: tuple[Mark, ...]) -> Iterator[str]:
    return (mark_line(mark, facts.event) for mark in marks)


def _round_records(facts: TournamentFacts) -> Iterator[str]:
    for rnd in facts.rounds:
        for line in _records(facts, rnd.marks):
            yield row(f"R{rnd.number}", line)


def _holes(facts: TournamentFacts) -> Iterator[str]:
    for course, holes in facts.courses:
        for line in extreme_hole_lines(holes, _HOLES_A_COURSE):
            yield row(plain(course), line)


def _courses(facts: TournamentFacts) -> Iterator[str]:
    seen: set[str] = set()
    for rnd in facts.rounds:
        if rnd.course not in seen:
            seen.add(rnd.course)
            yield row(_where(facts, rnd), course_words(rnd.course, rnd.colour))
            yield row("History", visits_words(rnd.visits, facts.event))


def _where(facts: TournamentFacts, rnd: RoundBrief) -> str:
    return ", ".join(f"R{r.number}" for r in facts.rounds if r.course == rnd.course)
