"""The tournament whose players are waiting, and what is still to be written of it."""

from __future__ import annotations

from datetime import date, timedelta

from teg_tui.reports.plan import Plan, Selection
from teg_tui.reports.state import Catalogue, Row

WAITED_FOR = timedelta(days=7)
"""For how long after its last round a tournament's reports are waited for."""


def live_row(catalogue: Catalogue, today: date) -> Row | None:
    """The tournament that is being played, or has just been.

    It is the newest that has begun: while rounds of it remain, and then until a week after its
    last one. Where nobody knows when that was, it counts as just played.
    """
    newest = next((row for row in catalogue.rows if _has_begun(row)), None)
    if newest is None or newest.live:
        return newest
    last = max((cell.date for cell in newest.rounds if cell.date), default=today)
    return newest if today - last <= WAITED_FOR else None


def _has_begun(row: Row) -> bool:
    return row.live or any(cell.offered for cell in (*row.rounds, row.tournament))


def how_live(row: Row) -> str:
    """A live tournament in words: "TEG 18 is being played"."""
    return f"{row.name} {'is being played' if row.live else 'has just been played'}"


def lacking(row: Row, kinds: frozenset[str] | None = None) -> Selection:
    """What a tournament lacks: every report that can be written of it and is not there."""
    cells = (cell.key for cell in (*row.rounds, row.tournament) if cell.offered)
    return Selection(frozenset(cells), kinds=kinds, only_missing=True)


def why_nothing(row: Row, plan: Plan) -> str:
    """Why nothing of a tournament is to be written now, in words."""
    if plan.waits_for:
        runs = ", ".join(sorted({str(run) for _, run in plan.waits_for}))
        return f"Run {runs} is writing already what {row.name} lacks."
    rounds = (cell for cell in row.rounds if not cell.offered and not cell.never_played)
    if (awaited := next(rounds, None)) is None:
        return f"{row.name} lacks nothing."
    why = f"round {awaited.key.round}: {awaited.note}"
    return f"{row.name} lacks nothing that can be written yet ({why})."
