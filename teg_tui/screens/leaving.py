"""The question whether to leave, and what becomes of what is under way."""

from __future__ import annotations

from collections.abc import Sequence

from teg_tui.screens.question import QuestionScreen
from teg_tui.service.views import RunView
from teg_tui.widgets.figures import plural


def about_leaving(under_way: Sequence[RunView]) -> QuestionScreen:
    """What stops with us, and what goes on without us."""
    ours = sum(run.here for run in under_way)
    others = len(under_way) - ours
    parts = []
    if ours:
        parts.append(
            f"Leaving stops {plural(ours, 'run')} in real time. What is finished is kept; what is"
            " being written is lost, and may be billed all the same."
        )
    if others:
        parts.append(
            f"{plural(others, 'run')} under way. Batches go on at Anthropic and are kept there for"
            " 29 days; the next start collects them. To have them collected, filed and followed by"
            " their next waves meanwhile, leave `teg-tui watch` running."
        )
    return QuestionScreen("Leave?", "\n\n".join(parts), "leave", "stay")
