"""What the parts of the service share while a workspace is open."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from teg_tui.clock import Clock
from teg_tui.costs.tokens import Ratios
from teg_tui.service.answers import GatewayError, TryLater, complaint
from teg_tui.service.away import why
from teg_tui.service.checking import Checking
from teg_tui.service.disk import Disk
from teg_tui.service.endpoint import Endpoint
from teg_tui.service.gateway import Gateway
from teg_tui.service.marks import Marks
from teg_tui.service.material import Material
from teg_tui.service.pace import Network, backoff, jittered
from teg_tui.service.reasons import CANCELED
from teg_tui.store import timetable
from teg_tui.store.account_book import AccountBook
from teg_tui.store.batch_book import BatchBook
from teg_tui.store.commits import Commits
from teg_tui.store.count_book import CountBook
from teg_tui.store.ledger import Ledger
from teg_tui.store.notice_book import NoticeBook
from teg_tui.store.records import BatchRecord
from teg_tui.store.run_book import RunBook
from teg_tui.workspace import Workspace

log = logging.getLogger("teg_tui.service")

NO_KEY = "there is no API key: set the environment variable ANTHROPIC_API_KEY"


@dataclass
class Context:
    """An open workspace: its ledger, its endpoint, the time."""

    workspace: Workspace
    clock: Clock
    ledger: Ledger
    runs: RunBook
    batches: BatchBook
    accounts: AccountBook
    notices: NoticeBook
    endpoint: Endpoint
    gateway: Gateway
    network: Network
    disk: Disk
    """What the disk refuses."""
    secret: bytes
    material: Material
    commits: Commits
    git_patience: Network
    """When git may be asked again after it could not commit."""
    counts: CountBook
    told_notice: int
    """The last of the notices that need not be told to whoever looks on."""
    marks: Marks = field(init=False)
    """What identifies prompts, as they would be now."""
    checking: Checking = field(init=False)
    """What texts claim, held against the scores."""
    facts_sizes: dict[str, int] = field(default_factory=dict)
    """Characters of facts texts by fingerprint."""
    seen_at: datetime | None = None
    """The time at the last tick."""
    learned: tuple[str, Ratios] | None = None
    """Token ratios, with the mark of the usage they were learned from."""

    def __post_init__(self) -> None:
        self.marks = Marks(self.material)
        self.checking = Checking(self)

    @property
    def root(self) -> Path:
        """The workspace's folder."""
        return self.workspace.root

    def now(self) -> datetime:
        """The wall clock, UTC."""
        return self.clock.now()

    def key_mark(self) -> str:
        """What is remembered of the key in use."""
        return self.endpoint.key_mark(self.secret)

    def next_poll(self) -> datetime:
        """When a batch is to be asked for again."""
        return self.now() + jittered(self.workspace.config.poll_seconds)

    def answered(self) -> None:
        """The endpoint has answered: the network is there."""
        if self.network.trouble:
            log.info("%s answers again", self.endpoint.name)
            timetable.hasten(self.ledger, self.now(), self._away)
        self.network.answered()

    @property
    def _away(self) -> str:
        """How it is said that nobody answers; the notes of batches begin with it."""
        return f"can't reach {self.endpoint.name}"

    def postpone(self, batch: BatchRecord, error: GatewayError, note: str = "") -> None:
        """A step of a batch did not work out: note why, and try again later."""
        now, poll = self.now(), self.workspace.config.poll_seconds
        words = note or self.complaint(error)
        if isinstance(error, TryLater) and error.away:
            self.network.failed(now, self._away, why(error.reason))
            words = self.network.complaint
        else:
            self.network.answered()
        asked = error.retry_after if isinstance(error, TryLater) else None
        tries = batch.tries + 1
        then = self.network.next_try or now + backoff(poll, tries, asked)
        self.batches.change(batch.number, tries=tries, next_at=then, note=words)
        if words != batch.note:  # a night without a network is one line
            log.warning("batch %d: %s (%s)", batch.number, words, error.reason)

    def heed_clock(self) -> None:
        """A clock that was set back must keep nothing waiting; by how much makes no difference."""
        now, before = self.now(), self.seen_at
        self.seen_at = now
        if before is None or now >= before:
            return
        log.info("the clock was set back by %s: all is looked after now", before - now)
        for patience in (self.network, self.git_patience, self.disk):
            patience.clock_set_back(now)
        timetable.forget_waits(self.ledger, now)

    def is_canceled(self, batch: BatchRecord) -> bool:
        """Whether the user wants the batch's run stopped."""
        run = self.runs.run(batch.run)
        return run is not None and run.cancel

    def canceled(self, run: int) -> int:
        """How many of a run's reports count as failed because somebody stopped it."""
        stopped = (report.reason.startswith(CANCELED) for report in self.runs.reports(run))
        return sum(stopped)

    def complaint(self, error: GatewayError) -> str:
        """What went wrong with a call, in words."""
        return complaint(self.endpoint, error)

    def tell(self, severity: str, text: str, *, calls: bool = False) -> None:
        """Leave a notice for the user and a line in the log; `calls` for one who is not there."""
        self.notices.add(self.now(), severity, text, calls=calls)
        log.info("%s: %s", severity, text, stacklevel=2)
