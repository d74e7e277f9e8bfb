"""What the facts of a round or tournament were made of, as one hash.

It is taken over the data behind the facts, never over their wording or layout, so that a nicer
table makes no report stale. Of the past it holds only what speaks in these facts: records and
personal bests that were touched with their holders, careers, earlier visits, comebacks. So an
old score that is corrected changes the fingerprints of its own tournament from its round on,
and elsewhere only where a fact can change. A course's description is colour and is left out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from teg_tui.golf.facts import award_names
from teg_tui.golf.history import History, history_of
from teg_tui.golf.records import Mark
from teg_tui.golf.tour import Round, Tour, Tournament


def fingerprint(tour: Tour, teg: int, rnd: int | None, as_of: int | None = None) -> str:
    """SHA-256, in hex, of the data behind a round's facts; of a tournament's where rnd is None.

    `as_of` is the round at whose end the tournament is told; None for its last complete one.

    Raises:
        DataError: there is no such round, or it or one before it is not complete.
    """
    history = history_of(tour)
    tournament, rounds = history.complete(teg, rnd or as_of)
    told = rounds if rnd is None else rounds[-1:]
    number = rounds[-1].number
    over = number == tournament.last_round
    never_played = [each for each in tournament.never_played if each < number]
    data = [
        tour.event,
        [tournament.name, tournament.year, tournament.area, tournament.last_round, *never_played],
        [[c.name, c.measure, c.high_wins, c.last_place] for c in tour.competitions_of(teg)],
        _exceptions(tour, tournament) if over else [],
        [_round(each) for each in rounds],
        [_marks(history.marks(teg, each.number)) for each in told],
        _marks(history.marks(teg, None)) if rnd is None and over else [],
        [_visits(history, each) for each in told],
        history.area_before(tournament.area, teg),
        _careers(history, rounds),
        _comebacks(history, teg, tournament.last_round - number) if rnd else [],
    ]
    if rnd is None and not over:
        data.append("so far")  # after one round the same data are behind that round's facts
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _exceptions(tour: Tour, tournament: Tournament) -> list[Any]:
    """How prizes were awarded otherwise: told only once the last round has been played."""
    its = [e for e in tour.exceptions if e.teg == tournament.teg]
    return sorted([e.award, sorted(e.players), e.reason] for e in its)


def _round(rnd: Round) -> list[Any]:
    return [
        rnd.course,
        rnd.date.isoformat() if rnd.date else None,
        [[hole.par, hole.si] for hole in rnd.holes],
        [[c.player.code, c.player.name, c.handicap, c.scores] for c in rnd.cards],
    ]


def _marks(marks: Sequence[Mark]) -> list[Any]:
    """Marks without the name of their series, which is wording."""
    return sorted(
        [m.code, m.scope, m.end, m.value, m.rank, m.shared, m.of, m.previous, m.holders]
        for m in marks
    )


def _visits(history: History, rnd: Round) -> list[Any]:
    visits = history.visits(rnd)
    bests = [
        [best.value, best.holders] if best else None
        for best in (visits.best_gross, visits.best_points)
    ]
    return [visits.earlier, bests]


def _careers(history: History, rounds: Sequence[Round]) -> list[Any]:
    teg = rounds[0].teg
    awards = award_names(history.tour.competitions_of(teg))
    return [
        [
            code,
            history.appearances(code, teg),
            [history.honours(award, code, teg) for award in awards],
        ]
        for code in sorted({card.player.code for rnd in rounds for card in rnd.cards})
    ]


def _comebacks(history: History, teg: int, rounds_left: int) -> list[Any]:
    """The comebacks that a round's facts tell of while rounds remain."""
    competitions = history.tour.competitions_of(teg) if rounds_left else ()
    known = (history.biggest_comeback(c, rounds_left, teg) for c in competitions)
    return [[c.teg, c.code, c.deficit] if c else None for c in known]
