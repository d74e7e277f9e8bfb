"""What an account may still ask for in real time, as the headers of the last answer tell it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from math import ceil

from teg_tui.service.pace import is_due

_DIGITS = 18
"""Of an amount that are read: whoever has more of them left lacks nothing."""


@dataclass(frozen=True)
class Need:
    """What one request takes of the account's limits, as far as it is known beforehand."""

    input_tokens: int
    output_tokens: int

    @property
    def of(self) -> dict[str, int]:
        """By the name the headers give each limit."""
        return {
            "requests": 1,
            "input-tokens": self.input_tokens,
            "output-tokens": self.output_tokens,
            "tokens": self.input_tokens + self.output_tokens,
        }


@dataclass
class _Left:
    """What is left of one limit, until it is full again."""

    amount: int
    full_at: datetime


class Allowance:
    """Counts down what is left as requests begin, and is set right by every answer."""

    def __init__(self) -> None:
        self._left: dict[str, _Left] = {}
        self._flying: list[Need] = []

    def room_at(self, need: Need, now: datetime) -> datetime:
        """When a request may begin: now, or when the limit in its way is full again.

        What would never fit is sent once the limit is full: the server shall say so itself.
        """
        waits = [now]
        for name, amount in need.of.items():
            left = self._left.get(name)
            if left is not None and left.amount < amount and not is_due(left.full_at, now):
                waits.append(left.full_at)
        return max(waits)

    def begin(self, need: Need) -> None:
        """A request begins."""
        self._flying.append(need)
        for name, amount in need.of.items():
            if name in self._left:
                self._left[name].amount -= amount

    def end(self, need: Need) -> None:
        """A request that began is over."""
        self._flying.remove(need)

    def told(self, headers: Mapping[str, str], need: Need) -> None:
        """The headers of the answer to a request that is under way.

        They know nothing of the others that may not have arrived when they were written: those
        are taken off again, rather too much than too little.
        """
        others = list(self._flying)
        others.remove(need)
        for name in need.of:
            amount = headers.get(f"anthropic-ratelimit-{name}-remaining", "")[:_DIGITS]
            full_at = _moment(headers.get(f"anthropic-ratelimit-{name}-reset"))
            if amount.isdecimal() and full_at is not None:
                taken = sum(other.of[name] for other in others)
                self._left[name] = _Left(int(amount) - taken, full_at)


def need_of(input_tokens: float, output_tokens: float) -> Need:
    """A need in whole tokens."""
    return Need(ceil(input_tokens), ceil(output_tokens))


def _moment(text: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text or "")
        return moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None
