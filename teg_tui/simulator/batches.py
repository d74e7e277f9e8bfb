"""A batch's life, as a pure function of its record and the time: nothing has to happen in it.

    in_progress -> ended                      after `takes` seconds, or at expiry
    in_progress -> canceling -> ended         what had finished stays finished

Counts stay in `processing` until the whole batch has ended.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime, timedelta
from typing import Any, Literal

from teg_tui.simulator.odd_answers import MIXED, Outcome
from teg_tui.simulator.timekeeper import stamp

Status = Literal["in_progress", "canceling", "ended"]

EXPIRES = timedelta(hours=24)
ARCHIVED = timedelta(days=29)
_AT_THE_SERVER = ("api_error", "Internal server error")


@dataclass(frozen=True)
class BatchRecord:
    """What is remembered of a batch; the rest follows from the time."""

    id: str
    sequence: int
    """Which batch of the account it is, from 1."""
    created: datetime
    takes: float
    """Seconds to process it all."""
    size: int
    """How many requests it holds."""
    errors: dict[int, tuple[str, str]] = field(default_factory=dict)
    """By index: the type and message of what is wrong with a request."""
    cancel_initiated: datetime | None = None
    cancel_takes: float = 0.0
    """Seconds from the cancel to the end."""
    deleted: datetime | None = None
    lies: float = 0.0
    """The rate at which its answers lie."""
    odd: tuple[str, ...] = ()
    """The faults that decide what becomes of its requests; see `odd_answers`."""
    stranger: bool = False
    """Whether somebody else made it, who works in the same account."""

    @property
    def expires(self) -> datetime:
        """When what has not been processed by then is given up."""
        return self.created + EXPIRES

    @property
    def _through(self) -> datetime:
        """When every request would have been processed."""
        return self.created + timedelta(seconds=self.takes)

    @property
    def _stops(self) -> datetime:
        """When no further request is begun."""
        stops = min(self._through, self.expires)
        return stops if self.cancel_initiated is None else min(stops, self.cancel_initiated)

    @property
    def ends(self) -> datetime:
        """When the batch has ended, if nothing else happens."""
        if self.cancel_initiated is None:
            return self._stops
        canceled = self.cancel_initiated + timedelta(seconds=self.cancel_takes)
        return min(self._through, self.expires, canceled)

    @property
    def processed(self) -> int:
        """How many requests are through when the batch ends: the first so many."""
        if self._stops >= self._through:
            return self.size
        return int(self.size * ((self._stops - self.created) / (self._through - self.created)))

    def status(self, now: datetime) -> Status:
        """Where it stands."""
        if now >= self.ends:
            return "ended"
        return "in_progress" if self.cancel_initiated is None else "canceling"

    def archived(self, now: datetime) -> bool:
        """Whether its results are gone."""
        return now >= self.created + ARCHIVED

    def outcome(self, index: int) -> Outcome:
        """What becomes of the request of that index (from 0)."""
        if index >= self.processed:
            return "expired" if self.cancel_initiated is None else "canceled"
        if index in self.errors:
            return "errored"
        return MIXED[index % len(MIXED)] if self.mixed else "succeeded"

    def error(self, index: int) -> tuple[str, str]:
        """The type and message of the error of a request that errored."""
        return self.errors.get(index, _AT_THE_SERVER)

    @property
    def mixed(self) -> bool:
        """Whether its requests come to different ends, whatever they say."""
        return "rows-mixed" in self.odd

    def counts(self, now: datetime) -> dict[str, int]:
        """`request_counts`; they always add up to `size`."""
        counts = dict.fromkeys(("processing", "succeeded", "errored", "canceled", "expired"), 0)
        if self.status(now) != "ended":
            return counts | {"processing": self.size}
        if self.mixed:
            return counts | Counter(map(self.outcome, range(self.size)))
        counts["errored"] = sum(index < self.processed for index in self.errors)
        counts["succeeded"] = self.processed - counts["errored"]
        if self.processed < self.size:
            counts[self.outcome(self.size - 1)] += self.size - self.processed
        return counts

    def view(
        self,
        now: datetime,
        base_url: str,
        told: Callable[[datetime | None], str | None] = stamp,
    ) -> dict[str, Any]:
        """Its JSON; `base_url` is where its results are, `told` how a time is said."""
        ended, archived = self.status(now) == "ended", self.archived(now)
        results = f"{base_url}/v1/messages/batches/{self.id}/results"
        return {
            "id": self.id,
            "type": "message_batch",
            "processing_status": self.status(now),
            "request_counts": self.counts(now),
            "created_at": told(self.created),
            "expires_at": told(self.expires),
            "ended_at": told(self.ends) if ended else None,
            "cancel_initiated_at": told(self.cancel_initiated),
            "archived_at": told(self.created + ARCHIVED) if archived else None,
            "results_url": results if ended and not archived else None,
        }

    def to_json(self) -> dict[str, Any]:
        """The record as it is kept on disk."""
        values = asdict(self)
        return {k: v.isoformat() if isinstance(v, datetime) else v for k, v in values.items()}

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> BatchRecord:
        """The record as it was kept on disk."""
        known = {f.name: values[f.name] for f in fields(cls) if f.name in values}
        for name in ("created", "cancel_initiated", "deleted"):
            if known.get(name) is not None:
                known[name] = datetime.fromisoformat(known[name])
        known["odd"] = tuple(known.get("odd", ()))
        known["errors"] = {int(i): (kind, text) for i, (kind, text) in known["errors"].items()}
        return cls(**known)
