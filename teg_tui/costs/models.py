"""The models there are to choose from: what they cost, what they can take, until when they live.

Dates of retirement come from the API alone, as it told them last; none is written down here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from teg_tui.costs import prices
from teg_tui.costs.prices import Rates

WARNED_BEFORE = timedelta(days=60)
"""How long before a model retires it is said."""


@dataclass(frozen=True)
class Model:
    """One model; what nobody said is None."""

    name: str
    """As a request names it."""
    title: str
    rates: Rates | None
    """At today's prices."""
    context: int | None
    """Tokens a request may hold."""
    longest: int | None
    """Tokens an answer may have."""
    batch: bool | None
    """Whether it answers in batches."""
    lifecycle: str = ""
    """active, deprecated or retired; empty where unknown."""
    retires_at: datetime | None = None


@dataclass(frozen=True)
class ModelList:
    """The models, and where that is known from."""

    models: tuple[Model, ...]
    chosen: str
    """The name of the one that is configured, as it stands in the list."""
    source: str
    """A sentence: who says so, and when."""
    warning: str = ""
    """What speaks against going on with the configured one, in words; empty for nothing."""


def known_to_prices(now: datetime) -> tuple[Model, ...]:
    """What the price tables know, newest version first: the API may not offer all of it."""
    found = [
        Model(
            name=known.name,
            title=known.title,
            rates=prices.rates(known.name, now),
            context=known.context,
            longest=None,
            batch=None,
        )
        for known in prices.models()
    ]
    return tuple(model for model in found if model.rates is not None)


def retirement(name: str, lifecycle: str, retires_at: datetime | None, now: datetime) -> str:
    """Why a model should not be written with for long, in words; empty where it may."""
    if lifecycle == "retired":
        return f"{name} has retired, requests to it fail"
    if retires_at is None or retires_at - now > WARNED_BEFORE:
        return ""
    day = day_of(retires_at)
    days = (retires_at.date() - now.date()).days
    if days < 0:
        return f"{name} was to retire on {day}"
    when = "today" if days == 0 else "tomorrow" if days == 1 else f"in {days} days"
    return f"{name} retires on {day}, {when}"


def day_of(moment: datetime) -> str:
    """A date in UTC as people write it: "30 November 2026"."""
    return f"{moment.day} {moment:%B %Y}"
