"""What is known of a round or a tournament, as of its end: plain data, no words, no layout.

Rounds and tournaments that came later change nothing here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from teg_tui.golf import rules
from teg_tui.golf.card_summary import CardSummary, Stretch
from teg_tui.golf.decisions import Decision, Honour, given
from teg_tui.golf.history import Comeback, History, Visits, history_of
from teg_tui.golf.moments import Moment, moments
from teg_tui.golf.race import Race
from teg_tui.golf.records import Mark
from teg_tui.golf.streaks import Streak, best_and_worst, streaks
from teg_tui.golf.tour import Competition, Course, Hole, Player, Round, Tour, Tournament
from teg_tui.golf.wording import short_names


@dataclass(frozen=True)
class Person:
    """A player as of this tournament."""

    player: Player
    say: str
    """What to call him after the first mention."""
    handicap: int | None
    """Of his latest card here."""
    appearances: int
    """Earlier tournaments he played in."""
    honours: tuple[Honour, ...]
    """One an award in force, in the order of competitions."""


@dataclass(frozen=True)
class Ranked:
    """A player's place in a round taken by itself."""

    position: int
    tied: bool


@dataclass(frozen=True)
class PlayerRound:
    """One player's round."""

    summary: CardSummary
    by_points: Ranked | None
    """None without a handicap."""
    by_gross: Ranked
    previous: CardSummary | None
    """His last round before, in the same tournament."""
    streaks: tuple[Streak, ...]
    best_six: Stretch
    worst_six: Stretch


@dataclass(frozen=True)
class HoleFacts:
    """How a hole played for everybody."""

    hole: Hole
    cards: int
    over: int
    """Strokes to par of all together."""
    points: int | None
    """Points of all together; None where anybody's can't be known."""
    blow_ups: int
    under_par: int
    rank: int
    """1: the hardest, by strokes over par; equals share a rank."""

    @property
    def average_over(self) -> float:
        """Mean strokes to par."""
        return self.over / self.cards

    @property
    def average_points(self) -> float | None:
        """Mean points."""
        return None if self.points is None else self.points / self.cards


@dataclass(frozen=True)
class Event:
    """Which tournament it is."""

    teg: int
    name: str
    word: str
    """The word for an event: "TEG"."""
    year: int | None
    area: str
    area_before: tuple[int, ...]
    """Earlier tournaments in the same area."""
    last_round: int
    """The number of the last round planned."""
    never_played: tuple[int, ...]
    """Numbers of earlier rounds that were not played."""

    @property
    def rounds(self) -> int:
        """How many are planned, or were played."""
        return self.last_round - len(self.never_played)


@dataclass(frozen=True)
class RoundFacts:
    """A round, as of its end."""

    event: Event
    number: int
    course: str
    colour: Course | None
    date: date | None
    visits: Visits
    people: tuple[Person, ...]
    """Everybody of the tournament so far, by code."""
    players: tuple[PlayerRound, ...]
    """Everybody who played this round, by code."""
    races: tuple[Race, ...]
    """One a competition in force."""
    holes: tuple[HoleFacts, ...]
    """By number."""
    moments: tuple[Moment, ...]
    marks: tuple[Mark, ...]
    comebacks: tuple[tuple[Competition, Comeback], ...]
    """While rounds remain: the most a winner ever made up from here on."""
    decisions: tuple[Decision, ...]
    """Once none remain: how each competition ended."""

    @property
    def rounds_left(self) -> int:
        """How many are still to play."""
        return self.event.last_round - self.number


def round_facts(tour: Tour, teg: int, rnd: int) -> RoundFacts:
    """The facts of a complete round.

    Raises:
        DataError: there is no such round, or it or one before it is not complete.
    """
    history = history_of(tour)
    tournament, rounds = history.complete(teg, rnd)
    latest = rounds[-1]
    left = tournament.last_round - rnd
    decisions = () if left else history.decisions(teg)
    races = history.races_of(teg, rnd)
    comebacks = (
        (race.competition, history.biggest_comeback(race.competition, left, teg)) for race in races
    )
    return RoundFacts(
        event=event_of(history, tournament, rnd),
        number=rnd,
        course=latest.course,
        colour=tour.courses.get(latest.course),
        date=latest.date,
        visits=history.visits(latest),
        people=people(history, rounds, decisions),
        players=_player_rounds(history, rounds),
        races=races,
        holes=hole_facts([latest]),
        moments=moments(latest.card_of, races, decisions),
        marks=history.marks(teg, rnd),
        comebacks=tuple((its, comeback) for its, comeback in comebacks if left and comeback),
        decisions=decisions,
    )


def event_of(history: History, tournament: Tournament, rnd: int) -> Event:
    """Which tournament it is, as of a round: one that was to be washed out was still to come."""
    return Event(
        teg=tournament.teg,
        name=tournament.name,
        word=history.tour.event,
        year=tournament.year,
        area=tournament.area,
        area_before=history.area_before(tournament.area, tournament.teg),
        last_round=tournament.last_round,
        never_played=tuple(number for number in tournament.never_played if number < rnd),
    )


def people(
    history: History, rounds: Sequence[Round], decisions: Sequence[Decision]
) -> tuple[Person, ...]:
    """Everybody with a card in these rounds, with their careers; by code."""
    cards = {card.player.code: card for rnd in rounds for card in rnd.cards}
    names = short_names(card.player for card in cards.values())
    teg = rounds[0].teg
    now = {
        (award.name, player.code)
        for decision in decisions
        for award in given(decision)
        for player in award.players
    }
    awards = award_names(history.tour.competitions_of(teg))
    return tuple(
        Person(
            player=card.player,
            say=names[code],
            handicap=card.handicap,
            appearances=history.appearances(code, teg),
            honours=tuple(
                Honour(award, code, history.honours(award, code, teg), (award, code) in now)
                for award in awards
            ),
        )
        for code, card in sorted(cards.items())
    )


def award_names(competitions: Sequence[Competition]) -> tuple[str, ...]:
    """Every award of these competitions: the winner's, then the last's."""
    names = [name for c in competitions for name in (c.name, c.last_place) if name]
    return tuple(dict.fromkeys(names))


def _player_rounds(history: History, rounds: Sequence[Round]) -> tuple[PlayerRound, ...]:
    """Everybody's part in the last of these rounds."""
    before: dict[str, CardSummary] = {}
    for rnd in rounds[:-1]:
        before.update({s.player.code: s for s in history.summaries(rnd.teg, rnd.number)})
    summaries = history.summaries(rounds[-1].teg, rounds[-1].number)
    gross = [-summary.gross for summary in summaries]
    points = [summary.points for summary in summaries if summary.points is not None]
    found = []
    for summary in summaries:
        best, worst = best_and_worst(summary.card)
        found.append(
            PlayerRound(
                summary=summary,
                by_points=None if summary.points is None else _ranked(summary.points, points),
                by_gross=_ranked(-summary.gross, gross),
                previous=before.get(summary.player.code),
                streaks=streaks(summary.card),
                best_six=best,
                worst_six=worst,
            )
        )
    return tuple(found)


def _ranked(merit: int, merits: Sequence[int]) -> Ranked:
    """The place of a merit among all (its own included)."""
    return Ranked(1 + sum(other > merit for other in merits), merits.count(merit) > 1)


def hole_facts(rounds: Sequence[Round]) -> tuple[HoleFacts, ...]:
    """How each hole played, over rounds that were played on the same holes."""
    holes = rounds[0].holes
    cards = [card for rnd in rounds for card in rnd.cards]
    over = list(zip(*(card.gross_to_par for card in cards), strict=True))
    points = list(zip(*(card.points for card in cards), strict=True))
    totals = [sum(value or 0 for value in values) for values in over]
    return tuple(
        HoleFacts(
            hole=hole,
            cards=len(cards),
            over=total,
            points=None if None in its_points else sum(value or 0 for value in its_points),
            blow_ups=sum(value is not None and value >= rules.BLOW_UP for value in its_over),
            under_par=sum(value is not None and value < 0 for value in its_over),
            rank=1 + sum(other > total for other in totals),
        )
        for hole, its_over, its_points, total in zip(holes, over, points, totals, strict=True)
    )
