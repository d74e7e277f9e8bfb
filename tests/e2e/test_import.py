"""The history of the old scripts, taken over by the real program."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from online import online_tour
from traces import commits, uncommitted

Run = Callable[..., str]
BATCH = "msgbatch_01OldScripts"
IDS = ("TEG16_R1_story_notes", "TEG16_R2_narrative", "TEG15_main_report", "TEG15_satire")


@pytest.fixture
def tour(tmp_path: Path) -> Path:
    """A tour whose address nobody answers at: an import asks nobody."""
    return online_tour(tmp_path / "tour", "http://127.0.0.1:9")


def leave_old_batch(root: Path) -> None:
    """What the old scripts left of a batch, its info cut off by a crash."""
    requests = root / "streamlit" / "commentary" / "batch_requests"
    results = root / "streamlit" / "commentary" / "batch_results"
    for folder in (requests, results):
        folder.mkdir(parents=True)
    params = {
        "model": "claude-sonnet-4-5",
        "max_tokens": 4000,
        "system": [{"type": "text", "text": "Write it."}],
        "messages": [{"role": "user", "content": "Scores. " * 300}],
    }
    asked = "".join(json.dumps({"custom_id": i, "params": params}) + "\n" for i in IDS)
    (requests / "main_reports_20251008_231801.jsonl").write_text(asked)
    message = {
        "model": "claude-sonnet-4-5",
        "stop_reason": "end_turn",
        "content": [{"type": "text", "text": "It rained."}],
        "usage": {"input_tokens": 100_000, "output_tokens": 10_000},
    }
    gave = [
        json.dumps({"custom_id": i, "result": {"type": "succeeded", "message": message}})
        for i in IDS
    ]
    (results / f"{BATCH}_results.jsonl").write_text("\n".join(gave)[:-9])
    info = f'{{"batch_id": "{BATCH}", "created_at": "2025-10-08T23:18:16.128914", "request_cou'
    (results / f"batch_{BATCH}_info.json").write_text(info)


def test_an_old_workspaces_batches_are_history_from_then_on(run: Run, tour: Path) -> None:
    leave_old_batch(tour)
    (tour / ".git/info/exclude").write_text("streamlit\n")
    before = commits(tour)

    def teg(*words: str, code: int = 0) -> str:
        return run("-C", str(tour), *words, code=code)

    would = json.loads(teg("import", "--dry-run", "--json"))
    assert [batch["id"] for batch in would["batches"]] == [BATCH]
    assert not (tour / ".teg-tui").exists()
    first = teg("import")
    assert "Batches taken in: 1 ($0.68); completed: 0; there already: 0" in first
    again = json.loads(teg("import", "--json"))
    assert (again["batches"], again["known"]) == ([], 1)
    assert [flaw.partition(": ")[0] for flaw in again["not_taken"]] == [
        f"batch_{BATCH}_info.json, line 1",
        f"{BATCH}_results.jsonl, line 4",
    ]
    (batch,) = json.loads(teg("batches", "--json"))["batches"]
    assert (batch["id"], batch["requests"], batch["filed"], batch["failed"]) == (BATCH, 4, 3, 1)
    assert "October 2025" in teg("costs")
    assert commits(tour) == before
    assert uncommitted(tour) == ""
