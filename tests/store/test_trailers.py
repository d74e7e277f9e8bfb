"""Provenance survives its way through a commit message; junk is passed over."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teg_tui.reports.key import ReportKey
from teg_tui.reports.provenance import Provenance, Recipe, Tally
from teg_tui.store.trailers import Entry, from_fields, from_line, to_fields, to_line

words = st.text(st.characters(categories=["L", "N", "P", "S"]), max_size=30)
numbers = st.integers(0, 10**9)
digests = st.text("0123456789abcdef", min_size=40, max_size=64)
keys = st.builds(ReportKey, numbers, st.none() | numbers, words)
zones = st.integers(-720, 720).map(lambda minutes: timezone(timedelta(minutes=minutes)))
provenances = st.builds(
    Provenance,
    key=keys,
    claims=st.none() | st.builds(Tally, numbers, numbers, numbers, numbers),
    recipe=st.builds(
        Recipe,
        facts=digests,
        needs=st.lists(st.tuples(keys, digests), max_size=4).map(tuple),
        prompt=digests,
        model=words,
    ),
    blob=digests,
    batch_id=st.none() | words,
    input_tokens=numbers,
    output_tokens=numbers,
    cost_usd=st.none() | st.decimals(0, 10**6, places=8) | st.just(Decimal("1E-7")),
    pretend=st.booleans(),
    written_at=st.datetimes(datetime(1971, 1, 1), datetime(2999, 1, 1), timezones=zones),  # noqa: DTZ001 - bounds are naive
)


@given(provenances, words)
def test_what_is_written_is_read_back(provenance: Provenance, path: str) -> None:
    line = to_line(provenance, path)
    assert line.isascii()
    assert line.isprintable()
    assert from_line(line) == Entry(provenance, path)


@given(st.text() | st.text().map("Teg-Report: ".__add__))
def test_any_line_is_read_or_passed_over(line: str) -> None:
    assert from_line(line) is None


leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
values = st.recursive(leaves, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))


@given(st.data())
def test_a_trailer_with_one_foreign_value_never_raises(data: st.DataObject) -> None:
    fields = json.loads(to_line(data.draw(provenances), "r.md").partition(":")[2])
    fields[data.draw(st.sampled_from(sorted(fields)))] = data.draw(values)
    entry = from_line(f"Teg-Report: {json.dumps(fields)}")
    assert entry is None or entry.provenance.written_at.tzinfo is UTC


@pytest.mark.parametrize(
    "change",
    [
        {"v": 2},
        {"v": True},
        {"key": [4, 2]},
        {"key": [True, 2, "k"]},
        {"key": [4, -1, "k"]},
        {"key": [4, 2, "k\x1b[2J"]},
        {"key": [4, 2, "\ud800"]},
        {"in": 10**13},
        {"in": 1.5},
        {"usd": "NaN"},
        {"usd": "-1"},
        {"usd": "1e99999"},
        {"usd": 1},
        {"blob": "x" * 40},
        {"facts": "a" * 65},
        {"needs": [[]]},
        {"needs": 3},
        {"pretend": 1},
        {"at": "2026-03-01T10:00:00"},
        {"at": "0001-01-01T00:00:00+12:00"},
        {"at": "soon"},
        {"path": "x" * 501},
    ],
)
def test_values_that_do_not_fit_are_refused(provenance: Provenance, change: object) -> None:
    fields = json.loads(to_line(provenance, "r.md").partition(":")[2])
    assert from_line(f"Teg-Report: {json.dumps(fields)}") is not None
    assert isinstance(change, dict)
    assert from_line(f"Teg-Report: {json.dumps(fields | change)}") is None


@pytest.mark.parametrize(
    "line",
    [
        "Teg-Report: " + "[" * 90_000,
        "Teg-Report: " + "9" * 90_000,
        "Teg-Report: null",
        "Teg-Report: []",
        'Teg-Report: "v"',
        "Reviewed-by: somebody",
        "",
    ],
)
def test_hostile_lines_are_passed_over(line: str) -> None:
    assert from_line(line) is None


def test_a_line_of_absurd_length_is_passed_over(provenance: Provenance) -> None:
    assert from_line(to_line(provenance, "r.md") + " " * 100_000) is None


def test_what_the_checker_found_is_in_the_trailer_and_read_back(provenance: Provenance) -> None:
    checked = replace(provenance, claims=Tally(true=38, false=1, unchecked=4, corrected=2))
    line = to_line(checked, "a.md")
    assert '"claims":{"checked":39,"true":38,"corrected":2,"left":1,"unchecked":4}' in line
    entry = from_line(line)
    assert entry is not None
    assert entry.provenance == checked


def test_a_trailer_from_before_claims_were_checked_is_read(provenance: Provenance) -> None:
    fields = to_fields(provenance, "a.md")
    assert "claims" not in fields
    entry = from_fields(fields)
    assert entry is not None
    assert entry.provenance.claims is None
