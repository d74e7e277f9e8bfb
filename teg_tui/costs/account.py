"""What requests came to: sums that add up whichever way they are grouped, in exact USD."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # plain data for the screens: only what that needs
    from teg_tui.costs.estimate import Money


class By(StrEnum):
    """What a line of a statement is about."""

    MONTH = "month"
    """UTC, as the account's own figures are."""
    KIND = "kind"
    MODEL = "model"
    RUN = "run"


@dataclass(frozen=True)
class Account:
    """What some requests came to."""

    requests: int = 0
    """Those billed: whatever used tokens, also where its text is held or failed."""
    unpriced: int = 0
    """Of them, those without a known price: no sum has their money."""
    input_tokens: int = 0
    """Cached ones included."""
    output_tokens: int = 0
    usd: Decimal = Decimal(0)
    """What they cost."""
    standard_usd: Decimal = Decimal(0)
    """What the same would have cost in real time."""
    estimated_usd: Decimal = Decimal(0)
    """What was likely, of those that were estimated."""
    foreseen_usd: Decimal = Decimal(0)
    """What those that were estimated did cost."""
    in_doubt: int = 0
    """Requests of which nobody knows whether they were billed."""
    in_doubt_usd: Decimal = Decimal(0)
    """What they may have cost; in no other sum."""
    in_flight: int = 0
    """Requests that are sent and not back."""
    in_flight_usd: Decimal = Decimal(0)
    """What they are likely to cost; in no other sum."""

    def __add__(self, other: Account) -> Account:
        """Both together."""
        return Account(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))

    @property
    def saved_usd(self) -> Decimal:
        """What batches saved."""
        return self.standard_usd - self.usd

    @property
    def off_estimate(self) -> Decimal | None:
        """How far the actual was from the estimate: 0.05 for 5% more; None without an estimate."""
        return self.foreseen_usd / self.estimated_usd - 1 if self.estimated_usd else None


@dataclass(frozen=True)
class Line:
    """What a month, a kind, a model or a run came to."""

    name: str
    """"2026-11", "round_notes", "claude-sonnet-5-5", "12"."""
    title: str
    """In words; a kind's or a run's may come from outside."""
    account: Account
    announced: Money | None = None
    """Of a run: what it was going to cost when it was begun."""


@dataclass(frozen=True)
class Statement:
    """What a workspace's requests came to; of the account behind it this may be a part."""

    by: By
    lines: tuple[Line, ...]
    """Newest first, or dearest first."""
    pretend: tuple[Line, ...] = ()
    """A simulator's money, which counts in no total."""

    @property
    def total(self) -> Account:
        """Real money."""
        return _sum(self.lines)

    @property
    def pretend_total(self) -> Account:
        """Pretend money."""
        return _sum(self.pretend)


def _sum(lines: Iterable[Line]) -> Account:
    return sum((line.account for line in lines), Account())
