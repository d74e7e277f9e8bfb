"""Batch or real time, with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # loaded before the first paint: only what that needs
    from teg_tui.costs.estimate import Estimate

REALTIME_TOKENS_A_SECOND = 200
"""Several answers at once, each at 50 to 80 tokens a second: an assumption, never measured."""
FIRST_BATCH = timedelta(hours=1)
"""What a batch is expected to take before the workspace has seen one: most end within it."""


class Via(StrEnum):
    """How requests are sent."""

    BATCH = "batch"
    REALTIME = "realtime"


@dataclass(frozen=True)
class Advice:
    """Which way is the better one, and why."""

    via: Via
    reason: str
    """A sentence for the user, money included where it is known."""
    batch_when: str
    """When a batch will be done, and until when this computer must be awake for next waves."""
    realtime_when: str
    """When it would be done in real time."""


@dataclass(frozen=True)
class Circumstances:
    """All that advice depends on besides the money."""

    reports: int
    tournaments: int
    """How many are touched."""
    waves: int
    at: datetime
    """Now, in the user's time zone: times of day are told in it."""
    live: str = ""
    """The tournament that people wait for, where reports of it are asked for, in words ("TEG 18
    is being played")."""
    now: bool = False
    """Whether the user said that it must be now."""
    can_wait: bool = False
    """Whether the user said that it can wait."""
    usual: timedelta | None = None
    """How long this workspace's batches take; None before the first."""
    batch_above: Decimal = Decimal("10")
    """USD in real time from which on batch is advised."""
    bulk_from: int = 10
    """Tournaments from which on it is a bulk job."""


def advise(estimate: Estimate, case: Circumstances) -> Advice:
    """The way of the first rule that fits: haste before money, money before patience."""
    if not case.reports:
        return Advice(Via.REALTIME, "Nothing is selected", batch_when="", realtime_when="")
    via, why = _first_rule(estimate, case)
    return Advice(
        via=via,
        reason=f"{why}: {_money(estimate, via)}",
        batch_when=_batch_when(case),
        realtime_when=_realtime_when(estimate, case),
    )


def _first_rule(estimate: Estimate, case: Circumstances) -> tuple[Via, str]:
    likely = estimate.standard.likely if estimate.standard else Decimal(0)
    if case.now:
        return Via.REALTIME, "You said now"
    if case.live:
        return Via.REALTIME, f"{case.live} and its players are waiting"
    if case.reports <= 2:
        return Via.REALTIME, "One report only" if case.reports == 1 else "Two reports only"
    if likely > case.batch_above:
        return Via.BATCH, f"In real time it would cost more than {dollars(case.batch_above)}"
    if case.tournaments >= case.bulk_from:
        return Via.BATCH, f"{case.tournaments} tournaments are a bulk job"
    if case.can_wait:
        return Via.BATCH, "You said it can wait"
    return Via.REALTIME, "Little enough to have it at once"


def _money(estimate: Estimate, via: Via) -> str:
    """What the advised way costs, and what the other would."""
    if estimate.standard is None or estimate.batch is None:
        return f"no price is known for {', '.join(estimate.unpriced)}"
    standard, batch = estimate.standard.likely, estimate.batch.likely
    saved = dollars(standard - batch)
    if via is Via.BATCH:
        return f"batch costs {about(batch)} and saves {saved}"
    return f"{about(standard)}, batch would save {saved}"


def dollars(amount: Decimal) -> str:
    """Money as people read it; what is less than a cent is not told as nothing."""
    if 0 < amount < Decimal("0.01"):
        return "less than $0.01"
    return f"${amount:,.2f}"


def about(amount: Decimal) -> str:
    """Money that is not known to the cent."""
    text = dollars(amount)
    return f"about {text}" if text.startswith("$") else text


def _batch_when(case: Circumstances) -> str:
    wave = case.usual or FIRST_BATCH
    done = _time_of_day(case.at + wave * case.waves, case.at)
    if case.waves <= 1:
        return f"done about {done}, a day at most; this computer may sleep meanwhile"
    awake = _time_of_day(case.at + wave * (case.waves - 1), case.at)
    return f"done about {done}, a day at most; keep this computer awake until {awake}"


def _span(duration: timedelta) -> str:
    minutes = max(1, round(duration.total_seconds() / 60))
    return f"{minutes} min" if minutes < 120 else f"{round(minutes / 60)} hours"


def _realtime_when(estimate: Estimate, case: Circumstances) -> str:
    seconds = estimate.output_tokens.likely / REALTIME_TOKENS_A_SECOND
    took = timedelta(seconds=max(60, seconds))
    return f"done about {_time_of_day(case.at + took, case.at)}, in about {_span(took)}"


def _time_of_day(moment: datetime, now: datetime) -> str:
    days = (moment.date() - now.date()).days
    if days == 0:
        return f"{moment:%H:%M}"
    return f"{moment:%H:%M} tomorrow" if days == 1 else f"{moment:%a %H:%M}"
