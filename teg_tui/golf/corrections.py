"""What two readings of a tournament's scores differ in, where both have them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from teg_tui.golf.decisions import given
from teg_tui.golf.history import History
from teg_tui.golf.tour import Card, Round, Tournament


@dataclass(frozen=True)
class Correction:
    """One thing that was so before and is otherwise now."""

    round: int
    hole: int | None
    """None for a handicap."""
    code: str
    """The player's; empty for what is everybody's."""
    what: str
    """`score`, `handicap`, `par` or `stroke index`."""
    was: int | None
    now: int | None


def corrections(before: Tournament, after: Tournament) -> Iterator[Correction]:
    """Scores, handicaps, pars and stroke indexes that were changed; additions are none."""
    for old in before.rounds:
        new = after.round(old.number)
        if new is None:
            continue
        yield from _of_course(old, new)
        for card in old.cards:
            its = new.card_of.get(card.player.code)
            if its is not None:
                yield from _of_card(old.number, card, its)


def _of_course(old: Round, new: Round) -> Iterator[Correction]:
    now = {hole.number: hole for hole in new.holes}
    for hole in old.holes:
        its = now.get(hole.number)
        if its is not None and its.par != hole.par:
            yield Correction(old.number, hole.number, "", "par", hole.par, its.par)
        if its is not None and its.si != hole.si:
            yield Correction(old.number, hole.number, "", "stroke index", hole.si, its.si)


def _of_card(number: int, old: Card, new: Card) -> Iterator[Correction]:
    code = old.player.code
    if old.handicap != new.handicap:
        yield Correction(number, None, code, "handicap", old.handicap, new.handicap)
    now = {hole.number: score for hole, score in zip(new.holes, new.scores, strict=True)}
    for hole, score in zip(old.holes, old.scores, strict=True):
        if score is not None and score != now.get(hole.number):
            yield Correction(number, hole.number, code, "score", score, now.get(hole.number))


def prizes(history: History, teg: int) -> dict[str, tuple[str, ...]]:
    """Who was given which prize, by full names; nothing while rounds remain."""
    return {
        award.name: tuple(player.full_name for player in award.players)
        for decision in history.decisions(teg)
        for award in given(decision)
    }
