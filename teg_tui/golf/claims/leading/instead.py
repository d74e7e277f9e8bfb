"""How it stood instead, in the few words that stand beside what was said of a lead."""

from __future__ import annotations

from collections.abc import Sequence

from teg_tui.golf.claims.words.numbers import like
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.race import Race

_MANY = 3
"""More men than are named one by one."""


def in_front(sentence: Sentence, race: Race, hole: int, code: str = "") -> str:
    """Who was in front after a hole, as said to somebody of whom something else was told.

    "Ned Quillock leads", "tied with Ned Quillock", "led already"; "" before anybody had played.
    """
    now, before = top(race, hole), top(race, hole - 1)
    if not now:
        return ""
    if now == (code,) == before:
        return "led already"
    if code in now and len(now) > 1:
        return f"tied with {_named(sentence, [its for its in now if its != code])}"
    return f"{_named(sentence, now)} {'leads' if len(now) == 1 else 'tied'}"


def top(race: Race, hole: int) -> tuple[str, ...]:
    """Who led after a hole of a round; before the first, who did overnight."""
    if hole > 0:
        return race.leaders[hole - 1]
    return tuple(player.code for player in race.before.leaders) if race.before else ()


def so_often(said: str, times: int) -> str:
    """How often, as "twice" and "once" tell it."""
    return {0: "never", 1: "once", 2: "twice"}.get(times) or f"{like(said, times)} times"


def _named(sentence: Sentence, codes: Sequence[str]) -> str:
    if len(codes) > _MANY:
        return like("", len(codes))
    names = [sentence.report.roster.name(code) for code in codes]
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
