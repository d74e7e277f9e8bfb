"""The tour's whole history as plain data: players, holes, cards, rounds, tournaments.

`scores.load_tour` makes a `Tour` from files; everything else in `golf` reads it. Scores are
whole numbers or None (not played, not entered yet). Nothing here knows where data came from.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from teg_tui.golf import names, rules

HOLES = 18


class Measure(StrEnum):
    """What a competition adds up."""

    STABLEFORD = "stableford"
    GROSS = "gross_to_par"
    NET = "net_to_par"


@dataclass(frozen=True, order=True)
class Player:
    """Somebody with a card."""

    code: str
    """Short and unique: "BT"."""
    name: str
    """As the score file has it: "Bea TRASK"."""

    @cached_property
    def full_name(self) -> str:
        """The name as prose writes it: "Bea Trask"."""
        return self.name if self.name == self.code else names.prose_name(self.name)

    @cached_property
    def surname(self) -> str:
        """The family name in prose: "Trask", "van der Berg"."""
        return names.surname(self.full_name)

    @property
    def first_name(self) -> str:
        """The first word of the full name."""
        return self.full_name.split()[0]


@dataclass(frozen=True)
class Hole:
    """One hole as it was played that day."""

    number: int
    par: int
    si: int
    """Stroke index, 1 (hardest) to 18."""


@dataclass(frozen=True)
class Card:
    """One player's round."""

    player: Player
    handicap: int | None
    """Playing handicap; None where unknown: then gross only."""
    holes: tuple[Hole, ...]
    """The 18 holes, by number; the same tuple for every card of a round. Fewer while some are
    in nobody's card yet."""
    scores: tuple[int | None, ...]
    """Strokes, one a hole, in the order of `holes`; None where missing."""

    @property
    def complete(self) -> bool:
        """Whether all 18 holes have a score."""
        return len(self.scores) == HOLES and None not in self.scores

    def values(self, measure: Measure) -> tuple[int | None, ...]:
        """Per hole: points, or strokes to par, gross or net; None where it can't be known."""
        if measure is Measure.GROSS:
            return self.gross_to_par
        return self.points if measure is Measure.STABLEFORD else self.net_to_par

    def total(self, measure: Measure) -> int | None:
        """The round's sum over the holes that have a score; None without a handicap."""
        if measure is not Measure.GROSS and self.handicap is None:
            return None
        return sum(value for value in self.values(measure) if value is not None)

    @cached_property
    def strokes(self) -> int:
        """Gross strokes over the holes played."""
        return sum(score for score in self.scores if score is not None)

    @cached_property
    def gross_to_par(self) -> tuple[int | None, ...]:
        """Per hole, strokes over par."""
        return tuple(
            None if score is None else score - hole.par
            for hole, score in zip(self.holes, self.scores, strict=True)
        )

    @cached_property
    def net_to_par(self) -> tuple[int | None, ...]:
        """Per hole, strokes over par less the strokes received."""
        handicap = self.handicap
        if handicap is None:
            return (None,) * len(self.holes)
        return tuple(
            None if over is None else over - rules.strokes_received(handicap, hole.si)
            for hole, over in zip(self.holes, self.gross_to_par, strict=True)
        )

    @cached_property
    def points(self) -> tuple[int | None, ...]:
        """Per hole, Stableford points."""
        return tuple(None if over is None else rules.stableford(over) for over in self.net_to_par)


@dataclass(frozen=True)
class Round:
    """One day's 18 holes; may be announced and not played yet."""

    teg: int
    number: int
    course: str
    date: date | None
    holes: tuple[Hole, ...]
    """Empty while nobody has a score."""
    cards: tuple[Card, ...]
    """By player code; empty while nobody has a score."""
    missing: tuple[str, ...] = ()
    """Codes of players whose card is still awaited."""

    @property
    def played(self) -> bool:
        """Whether anybody has a score."""
        return bool(self.cards)

    @cached_property
    def complete(self) -> bool:
        """Whether every expected card is there and full: only then are facts made of it."""
        return self.played and not self.missing and all(card.complete for card in self.cards)

    @cached_property
    def card_of(self) -> dict[str, Card]:
        """Cards by player code."""
        return {card.player.code: card for card in self.cards}

    @property
    def par(self) -> int:
        """The course's par that day."""
        return sum(hole.par for hole in self.holes)


@dataclass(frozen=True)
class Tournament:
    """One yearly event."""

    teg: int
    name: str
    """As people say it: "TEG 17"."""
    year: int | None
    area: str
    rounds: tuple[Round, ...]
    """By number; announced rounds included, those that were never played left out. So a round is
    found by its number, never by its place here."""

    @cached_property
    def players(self) -> tuple[Player, ...]:
        """Everybody with a card, by code."""
        return tuple(sorted({card.player for rnd in self.rounds for card in rnd.cards}))

    @property
    def last_round(self) -> int:
        """The last round's number, which is more than `len(rounds)` where one was never played."""
        return self.rounds[-1].number if self.rounds else 0

    @cached_property
    def never_played(self) -> tuple[int, ...]:
        """Numbers of rounds that were passed over: washed out, say."""
        there = {rnd.number for rnd in self.rounds}
        return tuple(n for n in range(1, self.last_round + 1) if n not in there)

    @property
    def complete_through(self) -> int:
        """The number of the last round up to which every one is complete; 0 for none."""
        number = 0
        for rnd in self.rounds:
            if not rnd.complete:
                break
            number = rnd.number
        return number

    @property
    def finished(self) -> bool:
        """Whether every round announced has been played in full."""
        return bool(self.rounds) and self.complete_through == self.last_round

    def round(self, number: int) -> Round | None:
        """The round of that number, if it is played or announced."""
        return next((rnd for rnd in self.rounds if rnd.number == number), None)

    def through(self, number: int) -> tuple[Round, ...]:
        """The rounds up to that number, its own included."""
        return tuple(rnd for rnd in self.rounds if rnd.number <= number)

    def ready(self, number: int | None) -> bool:
        """Whether reports can be written of a round, or (None) of the tournament.

        Every round that it is about, or that came before, must be complete.
        """
        if number is None:
            return self.finished
        return self.round(number) is not None and number <= self.complete_through


@dataclass(frozen=True)
class Competition:
    """A prize and how it is won; its rule may hold for a span of events only."""

    name: str
    measure: Measure
    high_wins: bool
    first_teg: int | None = None
    """The first event it holds for; None: from the beginning."""
    last_teg: int | None = None
    """The last event it holds for; None: until further notice."""
    last_place: str = ""
    """What the last in it is given ("HMM Wooden Spoon"); empty for nothing."""

    def holds_for(self, teg: int) -> bool:
        """Whether this rule is the one for that event."""
        return (self.first_teg is None or teg >= self.first_teg) and (
            self.last_teg is None or teg <= self.last_teg
        )


@dataclass(frozen=True)
class AwardException:
    """A prize that went otherwise than by the rule."""

    teg: int
    award: str
    """A competition's name or its last-place award's."""
    players: tuple[str, ...]
    """Codes of those it was given to."""
    reason: str


@dataclass(frozen=True)
class Course:
    """Colour about a place; its par is not trusted (the cards' is)."""

    name: str
    full_name: str = ""
    location: str = ""
    type: str = ""
    designer: str = ""
    description: str = ""


@dataclass(frozen=True)
class Tour:
    """Everything known of the tour, and the rules it plays by."""

    tournaments: tuple[Tournament, ...]
    """By number, oldest first."""
    competitions: tuple[Competition, ...]
    exceptions: tuple[AwardException, ...] = ()
    courses: dict[str, Course] = field(default_factory=dict)
    """By the name rounds use."""
    event: str = "TEG"
    """The word for an event."""

    @cached_property
    def by_teg(self) -> dict[int, Tournament]:
        """Tournaments by number."""
        return {tournament.teg: tournament for tournament in self.tournaments}

    def competitions_of(self, teg: int) -> tuple[Competition, ...]:
        """The rules in force for an event, in the order they were written down."""
        return tuple(c for c in self.competitions if c.holds_for(teg))

    def exception(self, teg: int, award: str) -> AwardException | None:
        """How an award was given otherwise than by the rule, if it was."""
        return next((e for e in self.exceptions if (e.teg, e.award) == (teg, award)), None)

    def as_of(self, teg: int, number: int) -> Tour:
        """The tour as it stood after that round: what comes later in the event is only announced,
        later events are left out."""
        event = self.by_teg[teg]
        rounds = tuple(
            rnd if rnd.number <= number else replace(rnd, holes=(), cards=(), missing=())
            for rnd in event.rounds
        )
        earlier = tuple(each for each in self.tournaments if each.teg < teg)
        return replace(self, tournaments=(*earlier, replace(event, rounds=rounds)))

    @property
    def live(self) -> Tournament | None:
        """The newest event that has begun, while rounds of it remain."""
        begun = [t for t in self.tournaments if any(rnd.played for rnd in t.rounds)]
        return begun[-1] if begun and not begun[-1].finished else None
