"""The scoring rules, each a line. Source: the tour's rules, checked on every row of its history."""

from __future__ import annotations

BLOW_UP = 3
"""Strokes over par from which a hole is a blow-up (triple bogey or worse)."""


def strokes_received(handicap: int, si: int) -> int:
    """Strokes a player receives on a hole; `si` is its stroke index, 1 to 18."""
    return handicap // 18 + (1 if handicap % 18 >= si else 0)


def stableford(net_to_par: int) -> int:
    """Points on a hole: two for a net par, one more for each stroke better, never below zero."""
    return max(0, 2 - net_to_par)
