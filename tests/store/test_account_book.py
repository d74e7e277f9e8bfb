"""What requests came to: every sum is the sum of its lines, however they are grouped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from teg_tui.costs.account import Account, By
from teg_tui.costs.prices import Charge, UnitPrices
from teg_tui.reports.key import ReportKey
from teg_tui.reports.provenance import Recipe
from teg_tui.store import records
from teg_tui.store.account_book import AccountBook
from teg_tui.store.batch_book import BatchBook
from teg_tui.store.ledger import Ledger
from teg_tui.store.records import RequestRecord
from teg_tui.store.run_book import NewRun, RunBook

NOW = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
KINDS, MODELS = ("round_notes", "main_report"), ("claude-sonnet-5-5", "claude-nobody-9")
PRICES = UnitPrices(Decimal(1), Decimal(5), Decimal("1.25"), Decimal("0.1"))


@dataclass(frozen=True)
class Sent:
    """One request, as it was sent and came back."""

    fate: str
    """billed, unpriced, free, open, waiting or lost."""
    via: str = "batch"
    run: int = 1
    kind: str = KINDS[0]
    model: str = MODELS[0]
    pretend: bool = False
    days_ago: int = 0
    tokens: int = 1000
    nanos: int = 5_000_000
    estimated: int | None = 4_000_000

    @property
    def usd(self) -> Decimal:
        return Decimal(self.nanos) / records.NANO

    @property
    def account(self) -> Account:
        """What it must count as."""
        likely = Decimal(self.estimated or 0) / records.NANO
        if self.fate in ("open", "lost"):
            side = "in_flight" if self.fate == "open" else "in_doubt"
            return replace(Account(), **{side: 1, f"{side}_usd": likely})
        if self.fate in ("free", "waiting"):
            return Account()
        used = Account(requests=1, input_tokens=self.tokens + 3, output_tokens=self.tokens // 2)
        if self.fate == "unpriced":
            return replace(used, unpriced=1)
        return replace(
            used,
            usd=self.usd,
            standard_usd=self.usd * (2 if self.via == "batch" else 1),
            estimated_usd=likely,
            foreseen_usd=self.usd if self.estimated is not None else Decimal(0),
        )


def enter(ledger: Ledger, number: int, sent: Sent) -> None:
    """One request in a batch, or wave, of its own."""
    book, ended = BatchBook(ledger), NOW - timedelta(days=sent.days_ago)
    begun = sent.fate != "waiting"
    batch = book.intend(
        {
            "run": sent.run,
            "wave": 1,
            "kind": sent.kind,
            "title": sent.kind,
            "state": "in_progress" if begun else "prepared",
            "request_file": "",
            "endpoint": "",
            "pretend": sent.pretend,
            "created_at": ended,
            "ended_at": ended if sent.fate not in ("open", "waiting") else None,
            "via": sent.via,
        }
    ).number
    likely = records.dollars(sent.estimated)
    key = ReportKey(number, 1, sent.kind)
    recipe = Recipe("", (), "", sent.model)
    request = RequestRecord(
        "same-id", batch, 0, key, recipe, sent.model, 9, 9, 9, estimated_usd=likely
    )
    book.fill(batch, sent.run, [request])
    if sent.via == "realtime" and begun:
        request = replace(request, sent_at=ended, in_doubt_usd=likely)
        book.mark_sent(request)
    if sent.fate in ("open", "waiting"):
        return
    settled = replace(request, settled_at=NOW, outcome="failed", in_doubt_usd=None)
    if sent.fate == "lost":
        settled = replace(settled, in_doubt_usd=likely, cost_usd=None)
    elif sent.fate == "free":
        settled = replace(settled, cost_usd=Decimal(0))
    else:
        settled = replace(
            settled,
            outcome="held",
            input_tokens=sent.tokens,
            cache_write_tokens=1,
            cache_read_tokens=2,
            output_tokens=sent.tokens // 2,
        )
    if sent.fate == "billed":
        standard = sent.account.standard_usd
        settled = replace(settled, cost_usd=sent.usd, standard_usd=standard, prices=PRICES)
    book.settle([settled], sent.run)


def ledger_of(sent: Sequence[Sent]) -> Ledger:
    """In memory."""
    ledger = Ledger(Path("nowhere"), now=NOW, dry=True)
    for run in (1, 2, 3):
        new = NewRun("batch", f"Run {run}", [], None, pretend=False, max_tokens={})
        assert RunBook(ledger).begin(new, NOW) == run
    for number, one in enumerate(sent):
        enter(ledger, number, one)
    return ledger


REQUESTS = st.lists(
    st.builds(
        Sent,
        fate=st.sampled_from(["billed", "billed", "unpriced", "free", "open", "waiting"]),
        via=st.sampled_from(["batch", "realtime"]),
        run=st.integers(1, 3),
        kind=st.sampled_from(KINDS),
        model=st.sampled_from(MODELS),
        pretend=st.booleans(),
        days_ago=st.integers(0, 100),
        tokens=st.integers(1, 10**6),
        nanos=st.integers(0, 10**12),
        estimated=st.none() | st.integers(1, 10**12),
    ).flatmap(lambda one: st.sampled_from([one, replace(one, via="realtime", fate="lost")])),
    max_size=8,
)


@given(REQUESTS)
def test_sums_by_month_kind_model_and_run_are_the_same_and_the_ledgers(sent: list[Sent]) -> None:
    ledger = ledger_of(sent)
    book = AccountBook(ledger)
    for by in By:
        sums = book.sums(by, NOW)
        for pretend in (False, True):
            lines = sums.get(pretend, {}).values()
            meant = [one.account for one in sent if one.pretend is pretend]
            assert sum(lines, Account()) == sum(meant, Account()), by
    real = [one.account for one in sent if not one.pretend]
    ever = NOW - timedelta(days=1000)
    assert book.spent_since(ever) == sum((one.usd for one in real), Decimal(0))
    assert book.in_doubt_since(ever) == sum((one.in_doubt_usd for one in real), Decimal(0))
    ledger.close()


def test_a_batch_belongs_to_the_month_in_which_it_ended_and_real_time_to_its_own() -> None:
    old, late = Sent("billed", days_ago=25), Sent("billed", "realtime", days_ago=25)
    ledger = ledger_of([old, late, Sent("open", days_ago=25)])
    book = AccountBook(ledger)
    months = book.sums(By.MONTH, NOW)[False]
    assert months == {
        "2026-10": old.account,
        "2026-11": late.account + Sent("open").account,
    }, "what is in flight belongs to the month that runs"
    assert book.spent_since(NOW.replace(day=1)) == late.usd
    ledger.close()


def test_months_are_utc_wherever_this_computer_stands() -> None:
    ledger = ledger_of([Sent("open")])
    zone = datetime.fromisoformat("2026-12-01T00:30:00+02:00")
    assert list(AccountBook(ledger).sums(By.MONTH, zone)[False]) == ["2026-11"]
    ledger.close()


def test_what_had_no_price_is_valued_when_one_is_known_and_what_had_one_keeps_it() -> None:
    ledger = ledger_of([Sent("unpriced", tokens=1000), Sent("billed")])
    book = AccountBook(ledger)
    (usage,) = book.unvalued()
    assert (usage.input_tokens, usage.cache_write_tokens, usage.output_tokens) == (1000, 1, 500)
    charge = Charge(Decimal("0.25"), Decimal("0.5"), PRICES)
    book.value([(usage, charge), (replace(usage, batch=2), charge)])
    assert book.unvalued() == []
    first, second = (BatchBook(ledger).requests(batch)[0] for batch in (1, 2))
    assert (first.cost_usd, first.standard_usd, first.prices) == (
        Decimal("0.25"),
        Decimal("0.5"),
        PRICES,
    )
    assert second.cost_usd == Sent("billed").usd
    ledger.close()


def test_a_kind_is_called_what_its_newest_batch_was_called() -> None:
    ledger = ledger_of([Sent("billed"), Sent("billed"), Sent("billed", kind=KINDS[1])])
    ledger.write("UPDATE batches SET title = 'Notes' WHERE number = 2")
    assert AccountBook(ledger).kind_titles() == {KINDS[0]: "Notes", KINDS[1]: KINDS[1]}
    ledger.close()


def test_an_answer_that_was_lost_counts_as_in_doubt_also_where_no_price_was_known() -> None:
    ledger = ledger_of([Sent("lost", "realtime", estimated=None)])
    (found,) = AccountBook(ledger).sums(By.KIND, NOW)[False].values()
    assert found == Account(in_doubt=1)
    ledger.close()
