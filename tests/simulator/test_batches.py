"""A batch's life follows from its record and the time."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from teg_tui.simulator.batches import BatchRecord

START = datetime(2026, 11, 1, 20, tzinfo=UTC)


@st.composite
def records(draw: st.DrawFn) -> BatchRecord:
    size = draw(st.integers(1, 30))
    wrong = draw(st.sets(st.integers(0, size - 1)))
    record = BatchRecord(
        id="msgbatch_01",
        sequence=1,
        created=START,
        takes=draw(st.floats(0, 200_000)),
        size=size,
        errors=dict.fromkeys(wrong, ("invalid_request_error", "no")),
    )
    cancelled_after = draw(st.none() | st.floats(0, 100_000))
    if cancelled_after is None:
        return record
    moment = START + timedelta(seconds=cancelled_after)
    if record.status(moment) == "ended":
        return record
    return replace(record, cancel_initiated=moment, cancel_takes=draw(st.floats(0, 500)))


def at(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


@given(records(), st.floats(0, 300_000))
def test_counts_add_up_and_stay_in_processing_until_the_end(
    record: BatchRecord, seconds: float
) -> None:
    counts = record.counts(at(seconds))
    assert sum(counts.values()) == record.size
    if record.status(at(seconds)) != "ended":
        assert counts["processing"] == record.size
    else:
        assert counts["processing"] == 0


@given(records())
def test_counts_at_the_end_are_the_outcomes(record: BatchRecord) -> None:
    outcomes = [record.outcome(index) for index in range(record.size)]
    counts = record.counts(record.ends)
    assert {kind: outcomes.count(kind) for kind in counts if kind != "processing"} == {
        kind: count for kind, count in counts.items() if kind != "processing"
    }


@given(records(), st.lists(st.floats(0, 300_000), min_size=2))
def test_it_only_goes_forward(record: BatchRecord, moments: list[float]) -> None:
    order = ["in_progress", "canceling", "ended"]
    since = (record.cancel_initiated or START) - START
    stages = [
        order.index(record.status(at(seconds)))
        for seconds in sorted(moments)
        if at(seconds) >= START + since
    ]
    assert stages == sorted(stages)


@given(records(), st.floats(0, 300_000))
def test_results_have_an_address_only_once_it_has_ended(
    record: BatchRecord, seconds: float
) -> None:
    view = record.view(at(seconds), "http://here")
    assert (view["results_url"] is not None) == (view["processing_status"] == "ended")
    assert (view["ended_at"] is not None) == (view["processing_status"] == "ended")
    assert view["expires_at"] == "2026-11-02T20:00:00Z"


@given(records())
def test_nothing_runs_longer_than_a_day_and_what_did_not_finish_is_told(
    record: BatchRecord,
) -> None:
    assert record.ends <= record.expires
    unfinished = record.size - record.processed
    counts = record.counts(record.ends)
    assert counts["canceled"] + counts["expired"] == unfinished
    if record.cancel_initiated is None:
        assert (unfinished > 0) == (record.ends < record.created + timedelta(seconds=record.takes))


def test_a_cancel_half_way_keeps_the_first_half() -> None:
    record = BatchRecord("msgbatch_01", 1, START, takes=100, size=10)
    cancelled = replace(record, cancel_initiated=at(50), cancel_takes=25)
    assert cancelled.status(at(74)) == "canceling"
    assert cancelled.counts(at(75)) == {
        "processing": 0,
        "succeeded": 5,
        "errored": 0,
        "canceled": 5,
        "expired": 0,
    }


def test_results_are_gone_after_29_days() -> None:
    record = BatchRecord("msgbatch_01", 1, START, takes=1, size=1)
    assert record.view(START + timedelta(days=28, hours=23), "")["archived_at"] is None
    view = record.view(START + timedelta(days=29), "")
    assert view["archived_at"] == "2026-11-30T20:00:00Z"
    assert view["results_url"] is None


@given(records())
def test_the_record_survives_the_disk(record: BatchRecord) -> None:
    assert BatchRecord.from_json(json.loads(json.dumps(record.to_json()))) == record
