"""What the ledger holds of runs, batches and requests: a plain record a row."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import astuple, dataclass, field
from datetime import datetime
from decimal import Decimal

from teg_tui.costs.estimate import Money
from teg_tui.costs.prices import UnitPrices
from teg_tui.reports.key import ReportKey
from teg_tui.reports.provenance import Recipe, Tally

NANO = Decimal(1_000_000_000)


@dataclass(frozen=True)
class RunRecord:
    """A run."""

    number: int
    via: str
    title: str
    waves: int
    started_at: datetime
    finished_at: datetime | None
    cancel: bool
    """Whether the user wants it stopped."""
    waiting: str
    estimated: Money | None
    pretend: bool
    owner: int = 0
    """Of a real-time run, the process that carries it out; 0 for batches, which anybody may."""
    imported: bool = False
    """Whether it was taken from the files of another program or computer: history only."""
    corrects: int | None = None
    """The batch whose false texts it corrects."""
    standing: bool = False
    """Whether it corrects reports as they stand, whoever wrote them."""

    @property
    def is_correction(self) -> bool:
        """Whether it corrects texts, and writes none."""
        return self.standing or self.corrects is not None


@dataclass(frozen=True)
class RunReport:
    """A report that a run is to write."""

    run: int
    key: ReportKey
    wave: int
    """From 1."""
    outcome: str
    """A `service.views.Outcome` value."""
    reason: str
    batch: int | None
    """The batch that holds its newest request."""
    max_tokens: int | None
    """Larger than the kind's, where an earlier result was cut."""


@dataclass(frozen=True)
class BatchRecord:
    """A batch, from the intent to send it; or a wave in real time, which has no id."""

    number: int
    run: int
    wave: int
    kind: str
    """Empty for a wave in real time that writes several."""
    title: str
    """The kind's title on that day."""
    state: str
    """A `service.views.BatchState` value."""
    ready: bool
    """Whether its request file and its requests' rows are complete."""
    request_file: str
    """Relative to the workspace."""
    endpoint: str
    """The base URL it was, or is to be, sent to: it is never asked for elsewhere."""
    pretend: bool
    key_mark: str
    """An HMAC of the key it was sent with."""
    before_id: str | None
    """The account's newest batch right before it was sent; None where there was none.

    Empty where nobody remembers: the ledger was lost, and the batch may never have been sent.
    """
    batch_id: str | None
    created_at: datetime
    """When it was prepared; from the answer on, Anthropic's own time."""
    submitted_at: datetime | None
    ended_at: datetime | None
    expires_at: datetime | None
    results_url: str | None
    counts: dict[str, int]
    next_at: datetime | None
    """Not before then is it sent, asked for or collected again."""
    tries: int
    """Failed attempts in a row at what is to be done now."""
    listed_at: datetime | None
    """The last good listing without a candidate, while uncertain."""
    quiet_seconds: float
    """For how long such listings have shown none."""
    not_ours: tuple[str, ...]
    """Candidates whose results disproved them."""
    cancel_sent: bool
    note: str
    estimated: Money | None
    via: str = "batch"
    """A `costs.advice.Via` value."""
    asks: bool = False
    """Whether only a person can settle what is uncertain of it."""
    candidates: Mapping[str, datetime] = field(default_factory=dict)
    """While uncertain: batches that may be it, by id, and when each ends at the latest."""


@dataclass(frozen=True)
class RequestRecord:
    """One attempt at one report."""

    custom_id: str
    batch: int
    place: int
    """Its line in the request file, from 0."""
    key: ReportKey
    recipe: Recipe
    model: str
    max_tokens: int
    system_chars: int
    user_chars: int
    outcome: str = "open"
    """A `service.views.Outcome` value."""
    reason: str = ""
    stop_reason: str = ""
    path: str = ""
    """Where its text was filed or held, relative to the workspace."""
    blob: str = ""
    """Git blob id of the bytes filed."""
    input_tokens: int = 0
    """Without cached ones, as the API reports them."""
    cache_write_tokens: int = 0
    cache_read_tokens: int = 0
    output_tokens: int = 0
    output_chars: int = 0
    cost_usd: Decimal | None = None
    """None where no price was known for the day it was sent."""
    standard_usd: Decimal | None = None
    """What the same usage would have cost in real time on that day."""
    prices: UnitPrices | None = None
    """Those behind `cost_usd`: the day may be long ago when somebody asks."""
    settled_at: datetime | None = None
    sent_at: datetime | None = None
    """In real time: when it was sent; None while it waits for its turn."""
    in_doubt_usd: Decimal | None = None
    """What it may have cost, where nobody knows whether it was billed."""
    estimated_usd: Decimal | None = None
    """What it was likely to cost when it was made; None where no price was known."""
    claims: Tally | None = None
    """What the checker made of its text; None where there was nothing to check."""


def time_text(moment: datetime | None) -> str | None:
    """A time as the ledger keeps it; sorts as text."""
    return None if moment is None else moment.isoformat(timespec="microseconds")


def time_of(text: str | None) -> datetime | None:
    """A time from the ledger."""
    return None if text is None else datetime.fromisoformat(text)


def nano(dollars: Decimal | None) -> int | None:
    """Dollars as whole nano-dollars, rounded half even."""
    return None if dollars is None else int((dollars * NANO).to_integral_value())


def dollars(nanos: int | None) -> Decimal | None:
    """Nano-dollars as dollars."""
    return None if nanos is None else Decimal(nanos) / NANO


def money_text(money: Money | None) -> str:
    """An estimate as the ledger keeps it; empty where there is no price."""
    return "" if money is None else f"{money.low} {money.likely} {money.high}"


def money_of(text: str) -> Money | None:
    """An estimate from the ledger."""
    return Money(*map(Decimal, text.split())) if text else None


def prices_text(prices: UnitPrices | None) -> str:
    """Prices as the ledger keeps them; empty where none was known."""
    return "" if prices is None else " ".join(f"{price:f}" for price in astuple(prices))


def prices_of(text: str) -> UnitPrices | None:
    """Prices from the ledger."""
    return UnitPrices(*map(Decimal, text.split())) if text else None


def tally_text(tally: Tally | None) -> str:
    """A tally of claims as the ledger keeps it; empty where nothing was checked."""
    return "" if tally is None else " ".join(map(str, astuple(tally)))


def tally_of(text: str) -> Tally | None:
    """A tally from the ledger."""
    return Tally(*map(int, text.split())) if text else None


def recipe_text(recipe: Recipe) -> str:
    """A recipe as JSON."""
    needs = [[key.teg, key.round, key.kind, blob] for key, blob in recipe.needs]
    return json.dumps(
        {"facts": recipe.facts, "needs": needs, "prompt": recipe.prompt, "model": recipe.model}
    )


def recipe_of(text: str) -> Recipe:
    """A recipe from JSON."""
    plain = json.loads(text)
    needs = tuple((ReportKey(teg, rnd, kind), blob) for teg, rnd, kind, blob in plain["needs"])
    return Recipe(plain["facts"], needs, plain["prompt"], plain["model"])
