"""The ledger, and what of the work it remembers waits for somebody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from teg_tui.service.doctor.finding import Finding, Patient, Verdict
from teg_tui.store import ledger_look
from teg_tui.store.ledger import Ledger
from teg_tui.store.salvage import read_fields

_KILOBYTE = 1000
_INFO = re.compile(r"batch_(.+)_info\.json")


def ledger(patient: Patient) -> Iterator[Finding]:
    """Whether it is whole, and ours."""
    if patient.private.exists() and not patient.private.is_dir():
        what = f"a file stands in the place of {patient.private}"
        yield Finding("ledger", Verdict.TROUBLE, what, "Remove it: that is to be a folder")
        return
    found = ledger_look.look(patient.private)
    if found is None:
        yield Finding("ledger", Verdict.FINE, "there is none yet: the first start makes one")
        return
    if found.damage:
        yield Finding(
            "ledger",
            Verdict.ADVICE,
            f"it is damaged ({found.damage.splitlines()[-1]})",
            "Start teg-tui: it is set aside then, and made again from commits and batch files",
        )
        return
    if found.too_new:
        yield Finding(
            "ledger", Verdict.TROUBLE, "it was written by a newer teg-tui", "Update teg-tui"
        )
        return
    if forgotten := len(_forgotten(patient)):
        batches = (
            "a batch whose file lies" if forgotten == 1 else f"{forgotten} batches whose files lie"
        )
        yield Finding(
            "ledger",
            Verdict.ADVICE,
            f"it can be read, and knows nothing of {batches} in {patient.config.folders.results}:"
            " its last writes were lost, or it was put back from a copy",
            "teg-tui import reads them back; nothing is sent",
        )
        return
    aside = f", {found.set_aside} damaged ones lie beside it" if found.set_aside else ""
    size = f"{-(-found.size // _KILOBYTE):,} kB, version {found.version} of its tables"
    yield Finding("ledger", Verdict.FINE, f"it is whole: {size}{aside}")


def _forgotten(patient: Patient) -> frozenset[str]:
    """Batches of ours that the files tell of and the ledger does not.

    Of a journal that was cut off SQLite takes what is sound before that, and says nothing.
    """
    folder = patient.root / patient.config.folders.results
    told = {found[1]: path for path in folder.glob("*") if (found := _INFO.fullmatch(path.name))}
    with ledger_look.reading(patient.private) as book:
        if book is None:
            return frozenset()
        known = {row["batch_id"] for row in book.rows("SELECT batch_id FROM batches")}
    return frozenset(
        batch_id
        for batch_id in told.keys() - known
        if (fields := read_fields(told[batch_id], [])).get("run")  # others name no run
        and fields.get("batch_id") == batch_id
    )


def work(patient: Patient) -> Iterator[Finding]:
    """What is under way, and what of it needs a person; nothing where nobody can tell."""
    found = ledger_look.look(patient.private) if patient.private.is_dir() else None
    if found is not None and found.damage:
        return
    with ledger_look.reading(patient.private) as book:
        if book is None:
            return
        asks = _many(book, "batches", "asks AND state = 'uncertain'")
        waiting = _many(book, "runs", "finished_at IS NULL AND waiting != ''")
        counted = ledger_look.counts(book)
    batches = counted["batches"]
    flying = sum(batches.get(state, 0) for state in ("in_progress", "canceling", "ended"))
    unsure = batches.get("uncertain", 0) + batches.get("submitting", 0)
    unmade = counted["commits"].get("refused", 0)
    told = [
        f"runs under way: {counted['runs'].get('open', 0)}",
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
    with ledger_look.reading(patient.private) as book:
        return {} if book is None else ledger_look.counts(book)


def _many(book: Ledger, table: str, condition: str) -> int:
    row = book.one(f"SELECT count(*) AS many FROM {table} WHERE {condition}")  # noqa: S608 (ours)
    return 0 if row is None else int(row["many"])
