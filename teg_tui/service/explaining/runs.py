"""What holds an open run up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from teg_tui.clock import at
from teg_tui.service import reasons
from teg_tui.service.explaining.explanation import (
    FOR_YOU,
    Action,
    Explanation,
    cancel,
)
from teg_tui.service.views import RunView


def of_run(run: RunView, now: datetime) -> Explanation | None:
    """What holds an open run up; None where nothing does."""
    if run.finished_at is not None or not run.waiting:
        return None
    if run.waiting.startswith(reasons.WAITS_FOR_RUN):
        return Explanation(
            "Waits for another run",
            "It needs reports that another run is writing just now.",
            f"For that: it {run.waiting}.",
            "When that run is over: then it goes on by itself.",
            (cancel(run.number),),
            brief=run.waiting,
        )
    if run.waiting.startswith("stops"):
        return Explanation(
            "Being cancelled",
            "You stopped this run. Nothing new is sent; what is finished is kept.",
            "For Anthropic to end what it was writing.",
            "Within minutes, as a rule.",
            (),
            brief=run.waiting,
        )
    settles, settles_at = "As soon as that is mended: it goes on by itself.", None
    if "monthly cap" in run.waiting:
        settles_at = _next_month(now)
        settles = (
            f"When the new month begins (in UTC, here that is {at(settles_at, now)}), or as soon as"
            " the cap is raised: it goes on by itself."
        )
    return Explanation(
        "Stopped: it needs you",
        f"The next reports of this run can't be sent: {run.waiting}. What was sent is not touched.",
        FOR_YOU,
        settles,
        (*_mending(run.waiting), cancel(run.number)),
        settles_at,
        run.waiting,
    )


def _mending(waiting: str) -> Iterator[Action]:
    if "monthly cap" in waiting:
        yield Action("Raise budget.monthly_cap in teg.toml; it is read at once")
    elif "API key" in waiting:
        yield Action("Set ANTHROPIC_API_KEY in the shell, then start teg-tui anew")
    elif "confirm_above" in waiting:
        yield Action("Raise budget.confirm_above in teg.toml; it is read at once")
    elif "base_url" in waiting:
        yield Action("Put base_url in teg.toml back as it was, then start teg-tui anew")


def _next_month(now: datetime) -> datetime:
    first = now.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return (first + timedelta(days=32)).replace(day=1)
