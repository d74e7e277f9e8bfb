"""What the service tells its callers: plain data about runs and batches, and events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

from teg_tui.reports.key import ReportKey

if TYPE_CHECKING:  # loaded before the first paint: only what that needs
    from teg_tui.costs.advice import Advice, Via
    from teg_tui.costs.estimate import Estimate, Money
    from teg_tui.golf.claims import Claim
    from teg_tui.reports.plan import Plan
    from teg_tui.reports.state import Catalogue, ReportStatus
    from teg_tui.store.remote import Upstream


class BatchState(StrEnum):
    """A batch's life (see `docs/architecture.md`)."""

    PREPARED = "prepared"
    SUBMITTING = "submitting"
    UNCERTAIN = "uncertain"
    REJECTED = "rejected"
    IN_PROGRESS = "in_progress"
    CANCELING = "canceling"
    ENDED = "ended"
    WRITING = "writing"
    """A wave in real time under way; it ends as `COLLECTED`."""
    COLLECTED = "collected"


class Outcome(StrEnum):
    """What became of a request."""

    OPEN = "open"
    FILED = "filed"
    HELD = "held"
    FAILED = "failed"


@dataclass(frozen=True)
class RequestView:
    """One report's request."""

    key: ReportKey
    custom_id: str
    outcome: Outcome
    reason: str
    """Why it is held or failed, in words; empty otherwise."""
    input_tokens: int
    output_tokens: int
    cost_usd: Decimal | None
    writing: bool = False
    """Whether its text is coming in at this moment; in real time only."""


@dataclass(frozen=True)
class ReportOutcome:
    """What became of a report in a run, asked for or not."""

    key: ReportKey
    outcome: Outcome
    reason: str
    """Why it is held or failed, in words; empty otherwise."""
    path: str = ""
    """Of a variant's text, which no catalogue has; relative to the workspace."""


@dataclass(frozen=True)
class Doubt:
    """What is known of a submission of which nobody knows whether it was made."""

    sent_at: datetime | None
    looked_at: datetime | None
    """When the account's list was last read and held no candidate; None where it has not."""
    settles_at: datetime | None
    """By when it is settled if the list goes on holding none; None where nobody can say."""
    left: timedelta
    """For how much longer such lists are to be read before it is sent again."""
    candidates: tuple[tuple[str, datetime], ...]
    """Batches that may be it, and when each ends at the latest."""
    not_ours: int
    """How many were looked into, and were somebody else's."""
    unanswered: bool
    """Whether the list can't be read just now; the batch's note says why."""
    asks: bool
    """Whether only a person can settle it."""
    endpoint_now: str
    """The host in use now, where it is another than that it was sent to; else empty."""
    other_key: bool
    """Whether the key in use now is another than that it was sent with."""
    canceled: bool
    """Whether its run is to be stopped: then it is not sent again."""


@dataclass(frozen=True)
class BatchView:
    """One batch, or wave in real time, as the monitor shows it."""

    number: int
    """The ledger's."""
    run: int
    wave: int
    """From 1."""
    kind: str
    """Empty for a wave in real time that writes several."""
    kind_title: str
    batch_id: str | None
    """Anthropic's; None until it is created, and always in real time."""
    endpoint: str
    """The host it was sent to, in words; "Anthropic" for the real one."""
    pretend: bool
    """Whether its money is pretend (a simulator's)."""
    state: BatchState
    note: str
    """What is going on or wrong, in words: why rejected, what uncertain waits for, last error."""
    created_at: datetime
    ended_at: datetime | None
    expires_at: datetime | None
    next_poll: datetime | None
    usual: timedelta | None
    """How long this workspace's batches usually take; None before the first."""
    estimated: Money | None
    actual_usd: Decimal | None
    requests: tuple[RequestView, ...]
    """In real time only those begun."""
    sent_at: datetime | None = None
    """By this computer's clock, as `created_at` is by Anthropic's; None until it is sent."""
    doubt: Doubt | None = None
    """Of an uncertain one."""


@dataclass(frozen=True)
class RunView:
    """One plan being carried out, or carried out."""

    number: int
    via: Via
    title: str
    """In words: "TEG 10-17, full pipeline"."""
    started_at: datetime
    finished_at: datetime | None
    """None while open."""
    waves: int
    wave: int
    """The one under way, from 1."""
    waiting: str
    """What holds it up, in words ("waits for run 3"); empty where nothing does."""
    reports: int
    filed: int
    held: int
    failed: int
    """Those included that a cancel stopped."""
    estimated: Money | None
    actual_usd: Decimal | None
    pretend: bool
    batches: tuple[BatchView, ...]
    here: bool = False
    """In real time: whether this process carries it out, so that it stops with it."""
    in_doubt_usd: Decimal = Decimal(0)
    """What may have been billed besides `actual_usd`: answers that were lost on their way."""
    canceled: int = 0
    """How many of `failed` a cancel stopped."""
    imported: bool = False
    """Whether it was taken from the files of another program or computer: history only."""
    corrects: int | None = None
    """The run whose false texts it corrects."""


class Need(IntEnum):
    """What only a person can settle; what holds up most comes first."""

    UNCERTAIN = 1
    """A submission of which nobody knows whether it was made."""
    STOPPED = 2
    """A run that can't go on: no key, the monthly cap, another endpoint."""
    UNCOLLECTED = 3
    """Results that can't be fetched or filed."""
    HELD = 4
    FAILED = 5
    UNCOMMITTED = 6
    """Reports that are filed and can't be committed."""


@dataclass(frozen=True)
class Attention:
    """Something that needs a person."""

    need: Need
    title: str
    """What it is about, in words: "TEG 17, round 4: Round report"."""
    why: str
    """What happened, in words."""
    way_out: str
    """What can be done, a sentence without a full stop."""
    run: int | None = None
    """The run in which it is seen."""
    key: ReportKey | None = None
    """The report to be read."""


@dataclass(frozen=True)
class Troubled:
    """Reports of a run that came to the same end for the same reason."""

    run: int
    outcome: Outcome
    """`HELD` or `FAILED`."""
    reason: str
    keys: tuple[ReportKey, ...]


@dataclass(frozen=True)
class Morning:
    """What happened between two looks at the screen."""

    since: datetime
    until: datetime
    ended: tuple[RunView, ...]
    """Runs that came to their end meanwhile, newest first."""
    going: tuple[RunView, ...]
    """Runs that got on meanwhile and are open still, newest first."""
    written: int
    """Reports filed meanwhile."""
    troubled: tuple[Troubled, ...]
    """Of all these runs; what a cancel stopped is left out."""
    spent_usd: Decimal
    """What the results of that time cost; real money only."""
    pretend_usd: Decimal
    warnings: tuple[str, ...]
    """What was told besides, oldest first."""

    @property
    def anything(self) -> bool:
        """Whether there is something to tell."""
        return bool(self.ended or self.going or self.written or self.warnings)


@dataclass(frozen=True)
class Status:
    """What the header and the cost panel say besides."""

    endpoint: str
    """Empty for Anthropic's own; else named in the header."""
    pretend: bool
    has_key: bool
    model: str
    spent_this_month: Decimal
    """Actual and in flight, real money only."""
    monthly_cap: Decimal | None
    confirm_above: Decimal
    holder: bool
    """Whether this process is the one that talks to the Batches API."""
    trouble: str
    """Network trouble in words, with since when and when it tries next; empty when all is well."""
    attention: tuple[Attention, ...] = ()
    """What needs a person, heaviest first."""
    in_doubt_this_month: Decimal = Decimal(0)
    """What may have been billed besides `spent_this_month`."""
    upstream: Upstream | None = None
    """Where the branch stands to its origin; None where it has none, or it is not known yet."""
    model_warning: str = ""
    """What speaks against a model in use, in words: it retires soon; empty for nothing."""


@dataclass(frozen=True)
class Quote:
    """Everything the cost panel and the confirmation show of a selection."""

    plan: Plan
    estimate: Estimate
    advice: Advice
    refusal: str
    """Why it can't be started (budget, no key, missing notes), in words; empty where it can."""
    ask: str
    """What the user must agree to first (over the threshold), in words; empty for nothing."""
    writes: tuple[str, ...]
    """The files that will change, relative to the workspace."""


@dataclass(frozen=True)
class Counts:
    """How far the exact counting of a selection's prompts is."""

    reports: int
    countable: int
    """Those whose prompt is certain: all it is written from is there, and stays as it is."""
    counted: int
    wait: float
    """Seconds until the next may be counted."""

    @property
    def done(self) -> bool:
        """Whether all are counted that can be."""
        return self.counted == self.countable


@dataclass(frozen=True)
class ReportText:
    """A report to read."""

    status: ReportStatus
    text: str
    """The file's text, or the held text; empty where there is none."""
    held: bool
    """Whether `text` is a result that was held, not the file."""
    claims: tuple[Claim, ...] = ()
    """What it claims, with the verdicts of the scores, in the order of the text."""
    accepted: Mapping[Claim, str] = field(default_factory=dict)
    """False by the scores, and let stand by a person: why, in their words."""


class Severity(StrEnum):
    """How loud a notice is."""

    INFORMATION = "information"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True)
class CatalogueChanged:
    """The grid has changed."""

    catalogue: Catalogue


@dataclass(frozen=True)
class RunsChanged:
    """The monitor has changed."""

    runs: tuple[RunView, ...]
    """Newest first."""


@dataclass(frozen=True)
class StatusChanged:
    """The header has changed."""

    status: Status


@dataclass(frozen=True)
class Notice:
    """Something the user should hear once."""

    text: str
    severity: Severity = Severity.INFORMATION
    rings: bool = False
    """Whether the terminal's bell is to be rung for it."""


@dataclass(frozen=True)
class Writing:
    """A report as far as it is written, in real time; each tells all of it, and replaces the last.

    A tenth of a second lies between two events at least, whatever number is written at once.
    """

    run: int
    key: ReportKey
    text: str
    output_tokens: int
    """So far; estimated from the text until it is complete."""
    cost_usd: Decimal | None
    """The run's so far, what is being written included; None where no price is known."""
    over: bool = False
    """Whether no more will come: it is complete, or has broken off."""


Event = CatalogueChanged | RunsChanged | StatusChanged | Notice | Writing
