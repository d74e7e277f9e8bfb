"""What all endpoints share: the account, the clock, the faults, and how fast things go."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from teg_tui.errors import TegError
from teg_tui.simulator.batches import BatchRecord
from teg_tui.simulator.books import Books
from teg_tui.simulator.faults import FaultBoard, Point
from teg_tui.simulator.limits import Limits
from teg_tui.simulator.problems import invalid, not_found
from teg_tui.simulator.store import Draft, Store
from teg_tui.simulator.timekeeper import Timekeeper
from teg_tui.simulator.tokens import AS_TOLD, Truth

CANCEL_SHARE = 0.25
"""A cancel takes this part of the time a batch takes."""
STRANGER = "somebody-elses"
"""How the custom_ids of a batch begin that another user of the account made."""
_STRANGERS_QUESTION = {
    "model": "claude-sonnet-5-5",
    "max_tokens": 100,
    "messages": [{"role": "user", "content": "What is golf?"}],
}


@dataclass
class Account:
    """The simulator's one account."""

    store: Store
    clock: Timekeeper
    faults: FaultBoard
    books: Books
    pace: float
    """Seconds a batch takes, and an answer in real time."""
    list_delay: float
    """Seconds until the list shows a new batch."""
    limits: Limits
    """Of calls in real time."""
    counts: Limits
    """Of calls that count tokens."""
    truth: Truth = AS_TOLD
    """How its models count."""
    lies: float = 0.0
    """The rate at which figures, and corrections, are wrong from now on: from 0 to 1."""

    def lie(self, rate: float) -> None:
        """Lie at a rate from now on. Raises TegError where it is none."""
        if not 0 <= rate <= 1:
            raise TegError(f"The rate of lies is from 0 to 1, not {rate}")
        self.lies = rate

    def create(self, draft: Draft) -> BatchRecord:
        """Make a batch of a draft."""
        odd = self.faults.strike(Point.CREATE)
        return self.store.create(draft, self.clock.now(), self.pace, self.lies, odd=odd)

    def create_stranger(self, size: int, version: str) -> BatchRecord:
        """Make a batch that somebody else works with, of so many requests."""
        draft = self.store.draft(version)
        for number in range(size):
            draft.add({"custom_id": f"{STRANGER}-{number}", "params": _STRANGERS_QUESTION})
        return self.store.create(draft, self.clock.now(), self.pace, stranger=True)

    def batch(self, batch_id: str) -> BatchRecord:
        """The batch of that id, or the error the caller deserves."""
        record = self.store.get(batch_id)
        if record is None:
            raise not_found(f"No message batch with id {batch_id}")
        return record

    def listed(self, named: Collection[str] = ()) -> list[BatchRecord]:
        """The batches the list shows by now, newest first; one the caller named among them."""
        latest = self.clock.now() - timedelta(seconds=self.list_delay)
        shown = [record for record in self.store.newest_first() if record.created <= latest]
        if self.faults.strike(Point.LIST) and shown and shown[0].id not in named:
            del shown[0]
        return shown

    def cancel(self, batch_id: str) -> BatchRecord:
        """Begin to cancel; again is no harm while it lasts."""
        record, now = self.batch(batch_id), self.clock.now()
        if record.status(now) == "ended":
            raise invalid(f"Message batch {batch_id} has already ended and can't be canceled")
        if record.cancel_initiated is not None:
            return record
        return self.store.cancel(record, now, CANCEL_SHARE * record.takes)

    def delete(self, batch_id: str) -> None:
        """Forget a batch that has ended."""
        record, now = self.batch(batch_id), self.clock.now()
        if record.status(now) != "ended":
            raise invalid(f"Message batch {batch_id} is still processing: cancel it first")
        self.store.delete(record, now)

    def finished(self, batch_id: str) -> BatchRecord:
        """A batch whose results can be fetched."""
        record, now = self.batch(batch_id), self.clock.now()
        if record.status(now) != "ended":
            raise invalid(f"Message batch {batch_id} has not ended: it has no results yet")
        if record.archived(now):
            raise not_found(f"The results of message batch {batch_id} are no longer available")
        return record

    def results_base(self, base_url: str, record: BatchRecord) -> str:
        """Where a batch's results are: here, or by a fault elsewhere.

        Elsewhere is another name of this computer, so that the books show who goes there.
        """
        has_results = record.status(self.clock.now()) == "ended"
        if not has_results or not self.faults.strike(Point.RESULTS_URL):
            return base_url
        parts = urlsplit(base_url)
        other = "127.0.0.1" if parts.hostname == "localhost" else "localhost"
        return parts._replace(netloc=f"{other}:{parts.port}").geturl()

    def advance(self, seconds: float) -> None:
        """Drive the clock, and remember it."""
        self.clock.advance(seconds)
        self.store.save_clock(self.clock.offset, self.clock.skew)

    def skew(self, seconds: float) -> None:
        """Tell the time wrong by so much from now on, and remember it."""
        self.clock.skew = seconds
        self.store.save_clock(self.clock.offset, self.clock.skew)
