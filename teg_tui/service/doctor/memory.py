"""The ledger, and what of the work it remembers waits for somebody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from teg_tui.errors import TegError
from teg_tui.service.doctor.finding import Finding, Patient, Verdict
from teg_tui.store import ledger_look
from teg_tui.store.ledger import Ledger

_KILOBYTE = 1000


def ledger(patient: Patient) -> Iterator[Finding]:
    """Whether it is whole, and ours."""
    found = ledger_look.look(patient.private)
    if found is None:
        yield Finding("ledger", Verdict.FINE, "there is none yet: the first start makes one")
        return
    if found.damage:
        yield Finding(
            "ledger",
            Verdict.ADVICE,
            f"it is damaged ({found.damage.splitlines()[0]})",
            "Start teg-tui: it is set aside then, and made again from commits and batch files",
        )
        return
    if found.too_new:
        yield Finding(
            "ledger", Verdict.TROUBLE, "it was written by a newer teg-tui", "Update teg-tui"
        )
        return
    aside = f", {found.set_aside} damaged ones lie beside it" if found.set_aside else ""
    size = f"{-(-found.size // _KILOBYTE):,} kB, version {found.version} of its tables"
    yield Finding("ledger", Verdict.FINE, f"it is whole: {size}{aside}")


def work(patient: Patient) -> Iterator[Finding]:
    """What is under way, and what of it needs a person."""
    asks, waiting, counted = _under_way(patient)
    batches = counted.get("batches", {})
    flying = sum(batches.get(state, 0) for state in ("in_progress", "canceling", "ended"))
    unsure = batches.get("uncertain", 0) + batches.get("submitting", 0)
    unmade = counted.get("commits", {}).get("refused", 0)
    told = [
        f"runs under way: {counted.get('runs', {}).get('open', 0)}",
        f"batches in flight: {flying}",
        f"sent or not: {unsure}" if unsure else "",
        f"runs that wait: {waiting}" if waiting else "",
        f"commits that could not be made: {unmade}" if unmade else "",
    ]
    needs_you = bool(asks or waiting or unmade)
    yield Finding(
        "work",
        Verdict.ADVICE if needs_you else Verdict.FINE,
        ", ".join(filter(None, told)),
        "teg-tui batches explains what is not settled" if needs_you or unsure else "",
    )


def counts(patient: Patient) -> Mapping[str, Mapping[str, int]]:
    """How many runs, batches, requests and commits are in which state; none without a ledger."""
    return _under_way(patient)[2]


def _under_way(patient: Patient) -> tuple[int, int, Mapping[str, Mapping[str, int]]]:
    """Batches that only a person can settle, runs that wait, and all counts."""
    try:
        book = Ledger(patient.private, now=datetime.now(UTC), dry=True)
    except TegError:
        return 0, 0, {}
    try:
        asks = book.one("SELECT count(*) AS many FROM batches WHERE asks AND state = 'uncertain'")
        waits = book.one(
            "SELECT count(*) AS many FROM runs WHERE finished_at IS NULL AND waiting != ''"
        )
        return asks["many"] if asks else 0, waits["many"] if waits else 0, ledger_look.counts(book)
    finally:
        book.close()
