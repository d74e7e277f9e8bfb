"""What is known of a tournament as of one of its rounds: plain data, no words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from teg_tui.golf.card_summary import CardSummary
from teg_tui.golf.decisions import Decision
from teg_tui.golf.facts import Event, HoleFacts, Person, event_of, hole_facts, people
from teg_tui.golf.history import History, Visits, history_of
from teg_tui.golf.moments import Moment, moments
from teg_tui.golf.race import Race
from teg_tui.golf.records import Mark
from teg_tui.golf.standings import Standing
from teg_tui.golf.streaks import Streak, streaks
from teg_tui.golf.tour import Competition, Course, Round, Tour


@dataclass(frozen=True)
class RoundBrief:
    """One round of a tournament."""

    number: int
    course: str
    colour: Course | None
    date: date | None
    par: int
    visits: Visits
    moments: tuple[Moment, ...]
    marks: tuple[Mark, ...]
    summaries: tuple[CardSummary, ...]
    """By code."""
    streaks: tuple[Streak, ...]
    """Everybody's."""


@dataclass(frozen=True)
class Campaign:
    """One player's way through one competition."""

    code: str
    places: tuple[Standing | None, ...]
    """After each round; None where he could not be ranked yet."""
    alone: int
    """Holes after which he led alone."""
    shared: int
    """Holes after which he shared the lead."""


@dataclass(frozen=True)
class Contest:
    """One competition through the tournament."""

    competition: Competition
    races: tuple[Race, ...]
    """One a round."""
    campaigns: tuple[Campaign, ...]
    """In the order of the table; those who were ranked at the end."""


@dataclass(frozen=True)
class TournamentFacts:
    """A tournament, as of the last of its rounds that are told."""

    event: Event
    rounds: tuple[RoundBrief, ...]
    people: tuple[Person, ...]
    """Everybody with a card, by code."""
    contests: tuple[Contest, ...]
    decisions: tuple[Decision, ...]
    """How each competition ended; () while rounds remain."""
    courses: tuple[tuple[str, tuple[HoleFacts, ...]], ...]
    """Each course with its holes over all rounds there; rounds with other pars apart."""
    marks: tuple[Mark, ...]
    """Set by the totals, once no rounds remain."""


def tournament_facts(tour: Tour, teg: int, as_of: int | None = None) -> TournamentFacts:
    """The facts of a tournament as of a round, or of its last complete one.

    Raises:
        DataError: there is no such tournament or round, or one that is needed is not complete.
    """
    history = history_of(tour)
    tournament, rounds = history.complete(teg, as_of)
    over = rounds[-1].number == tournament.last_round
    decisions = history.decisions(teg) if over else ()
    return TournamentFacts(
        event=event_of(history, tournament, rounds[-1].number),
        rounds=tuple(_brief(history, rnd, decisions) for rnd in rounds),
        people=people(history, rounds, decisions),
        contests=tuple(_contest(its[: len(rounds)]) for its in history.races(teg)),
        decisions=decisions,
        courses=_courses(rounds),
        marks=history.marks(teg, None) if over else (),
    )


def _brief(history: History, rnd: Round, decisions: Sequence[Decision]) -> RoundBrief:
    return RoundBrief(
        number=rnd.number,
        course=rnd.course,
        colour=history.tour.courses.get(rnd.course),
        date=rnd.date,
        par=rnd.par,
        visits=history.visits(rnd),
        moments=moments(rnd.card_of, history.races_of(rnd.teg, rnd.number), decisions),
        marks=history.marks(rnd.teg, rnd.number),
        summaries=history.summaries(rnd.teg, rnd.number),
        streaks=tuple(streak for card in rnd.cards for streak in streaks(card)),
    )


def _contest(races: tuple[Race, ...]) -> Contest:
    tables = [{row.player.code: row for row in race.after.rows} for race in races]
    campaigns = []
    for code in tables[-1]:
        led = [race.holes_led(code) for race in races]
        campaigns.append(
            Campaign(
                code,
                tuple(table.get(code) for table in tables),
                alone=sum(alone for alone, _ in led),
                shared=sum(shared for _, shared in led),
            )
        )
    return Contest(races[-1].competition, races, tuple(campaigns))


def _courses(rounds: Sequence[Round]) -> tuple[tuple[str, tuple[HoleFacts, ...]], ...]:
    together: dict[tuple[str, tuple[int, ...]], list[Round]] = defaultdict(list)
    for rnd in rounds:
        together[rnd.course, tuple(hole.par for hole in rnd.holes)].append(rnd)
    return tuple((course, hole_facts(its)) for (course, _), its in together.items())
