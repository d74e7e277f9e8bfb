"""Damaged files: what is whole of them is read, what is not is told, and nothing is made up."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teg_tui.store import salvage
from teg_tui.store.salvage import Flaw

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
OBJECTS = st.dictionaries(st.text(), VALUES, max_size=6)


@given(fields=OBJECTS, indent=st.sampled_from([None, 2]), data=st.data())
def test_of_any_beginning_of_an_object_only_whole_values_are_taken(
    fields: dict[str, Any], indent: int | None, data: Any
) -> None:
    text = json.dumps(fields, indent=indent)
    end = data.draw(st.integers(0, len(text)))
    taken, whole = salvage.whole_fields(text[:end])
    assert whole == (end == len(text))
    assert list(taken) == list(fields)[: len(taken)]
    for name, value in taken.items():
        if isinstance(fields[name], list) and name == list(taken)[-1]:
            assert value == fields[name][: len(value)]
        else:
            assert value == fields[name]


def test_fields_before_a_cut_are_taken_and_a_number_at_the_end_is_not() -> None:
    text = '{"id": "a", "counts": {"done": 3}, "ids": ["x", "y", "zz'
    assert salvage.whole_fields(text) == (
        {"id": "a", "counts": {"done": 3}, "ids": ["x", "y"]},
        False,
    )
    assert salvage.whole_fields('{"id": "a", "total": 6') == ({"id": "a"}, False)
    assert salvage.whole_fields('{"id": "a", "total": 6}') == ({"id": "a", "total": 6}, True)


@pytest.mark.parametrize("text", ["", "[1, 2]", "null", "\0" * 40, "[" * 100_000, "{" * 100_000])
def test_what_is_no_object_gives_nothing(text: str) -> None:
    assert salvage.whole_fields(text) == ({}, False)


@given(ids=st.lists(st.from_regex(r"[A-Za-z0-9_-]{1,20}", fullmatch=True)), data=st.data())
def test_of_any_beginning_of_a_file_only_whole_lines_are_taken(
    tmp_path_factory: pytest.TempPathFactory, ids: list[str], data: Any
) -> None:
    lines = [json.dumps({"custom_id": custom_id, "text": "Größe"}) + "\n" for custom_id in ids]
    whole = "".join(lines).encode()
    end = data.draw(st.integers(0, len(whole)))
    path = tmp_path_factory.mktemp("cut") / "rows.jsonl"
    path.write_bytes(whole[:end])
    flaws: list[Flaw] = []
    taken = [row["custom_id"] for row in salvage.read_rows(path, flaws)]
    assert taken == ids[: len(taken)]
    left = whole[:end].decode(errors="replace").count("{") - len(taken)
    assert [(flaw.line, flaw.what) for flaw in flaws] == [(len(taken) + 1, "is cut off")] * left


def test_each_line_that_can_not_be_taken_is_named(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b'{"custom_id": "A"}\n\nnonsense\n{"id": 3}\n["custom_id"]\n{"custom_id": "B"')
    flaws: list[Flaw] = []
    assert [row["custom_id"] for row in salvage.read_rows(path, flaws)] == ["A"]
    assert list(map(str, flaws)) == [
        "rows.jsonl, line 3: is not JSON",
        "rows.jsonl, line 4: has no custom_id",
        "rows.jsonl, line 5: has no custom_id",
        "rows.jsonl, line 6: is cut off",
    ]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    flaws: list[Flaw] = []
    assert list(salvage.read_rows(tmp_path / "none.jsonl", flaws)) == []
    assert salvage.read_fields(tmp_path / "none.json", flaws) == {}
    assert [flaw.what for flaw in flaws] == ["can't be read: No such file or directory"] * 2
