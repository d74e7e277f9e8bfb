"""`import`: what it says where there is little to say."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from online import online_tour

Command = Callable[..., Any]


@pytest.fixture
def teg(teg_tui: Command, tmp_path: Path) -> Command:
    """A tour whose simulator does not answer."""
    root = online_tour(tmp_path / "tour", "http://127.0.0.1:9")
    return lambda *words: teg_tui("-C", root, *words)


def test_where_nothing_lies_it_says_so(teg: Command, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = teg("import", tmp_path / "empty")
    assert (done.code, done.out) == (2, "")
    assert "there are no files of batches here" in done.err
    assert "Anthropic was not asked for more" in done.err


def test_an_old_failure_is_named_and_is_not_what_a_retry_sends(
    teg: Command, tmp_path: Path
) -> None:
    results = tmp_path / "old" / "batch_results"
    results.mkdir(parents=True)
    gave = {"custom_id": "TEG16_R1_story_notes", "result": {"type": "expired"}}
    (results / "msgbatch_01Old_results.jsonl").write_text(json.dumps(gave) + "\n")
    taken = teg("import", tmp_path / "old")
    assert taken.code == 0
    assert "Batches taken in: 1; completed: 0; there already: 0" in taken.out
    assert "msgbatch_01Old: when it was made is told nowhere" in taken.err
    retried = teg("retry", "--yes")
    assert (retried.code, "there is nothing to retry" in retried.err) == (2, True)
