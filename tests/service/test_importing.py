"""An old workspace's batches in the ledger: history, money and experience, and nothing else."""

from __future__ import annotations

import json
import os
import re
import shutil
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from teg_tui.costs import prices
from teg_tui.costs.account import By
from teg_tui.reports.key import ReportKey
from teg_tui.reports.plan import Mode
from teg_tui.reports.state import State
from teg_tui.workspace import shipped

MODEL = "claude-sonnet-4-5-20250929"
OLD = Path("streamlit/commentary")
NOTES = ReportKey(3, 1, "round_notes")
FIRST, SECOND = "msgbatch_01First", "msgbatch_02Second"


class OldWorkspace:
    """The folders that the old scripts left."""

    def __init__(self, root: Path) -> None:
        self.requests = root / OLD / "batch_requests"
        self.results = root / OLD / "batch_results"
        for folder in (self.requests, self.results):
            folder.mkdir(parents=True)

    def asked(self, stamp: str, *custom_ids: str, user: str = "Scores " * 400) -> None:
        rows = [
            {
                "custom_id": custom_id,
                "params": {
                    "model": MODEL,
                    "max_tokens": 4000,
                    "system": [{"type": "text", "text": "Be brief. " * 50}],
                    "messages": [{"role": "user", "content": user}],
                },
            }
            for custom_id in custom_ids
        ]
        write(self.requests / f"story_notes_{stamp}.jsonl", *rows)

    def made(self, batch_id: str, created_at: str, total: int) -> Path:
        info = {
            "batch_id": batch_id,
            "status": "in_progress",
            "request_counts": {"processing": total, "succeeded": 0},
            "created_at": created_at,
            "batch_type": "round_story_notes",
        }
        path = self.results / f"batch_{batch_id}_info.json"
        path.write_text(json.dumps(info, indent=2))
        return path

    def summed_up(self, batch_id: str, *custom_ids: str, failed: int = 0) -> Path:
        summary = {
            "batch_id": batch_id,
            "total_requests": len(custom_ids),
            "successful": len(custom_ids) - failed,
            "failed": failed,
            "custom_ids": custom_ids,
        }
        path = self.results / f"batch_{batch_id}_summary.json"
        path.write_text(json.dumps(summary, indent=2))
        return path

    def gave(self, batch_id: str, *custom_ids: str, **message: Any) -> Path:
        path = self.results / f"{batch_id}_results.jsonl"
        write(path, *(succeeded(custom_id, **message) for custom_id in custom_ids))
        return path


def succeeded(custom_id: str, text: str = "Written long ago.", **message: Any) -> dict[str, Any]:
    made = {
        "model": MODEL,
        "stop_reason": "end_turn",
        "content": [{"type": "text", "text": text}],
        "usage": {"input_tokens": 1300, "output_tokens": 700},
    }
    return {"custom_id": custom_id, "result": {"type": "succeeded", "message": made | message}}


def write(path: Path, *rows: Any) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))


@pytest.fixture
def old(house: Any) -> OldWorkspace:
    house.configure(pretend=False)
    return OldWorkspace(house.root)


async def taken(service: Any, base: Path) -> Any:
    return await service.library.take_in(base)


async def test_history_money_and_experience_count_from_then_on(
    house: Any, old: OldWorkspace
) -> None:
    ids = ("TEG3_R1_story_notes", "TEG3_R2_narrative")
    old.asked("20251008_231801", *ids)
    old.made(FIRST, "2025-10-08T23:18:16.128914", 2)
    old.summed_up(FIRST, *ids)
    old.gave(FIRST, *ids)
    async with house.service() as service:
        states = {k: r.state for k, r in (await service.catalogue()).reports.items()}
        imported = await taken(service, house.root)
        assert imported.flaws == imported.unsent == ()
        (run,) = await service.runs()
        assert (run.imported, run.filed, run.reports) == (True, 2, 2)
        assert run.finished_at is not None
        (batch,) = run.batches
        made_at = datetime(2025, 10, 8, 23, 18, 16, 128914).astimezone(UTC)
        assert (batch.batch_id, batch.created_at) == (FIRST, made_at)
        each = prices.cost(MODEL, 1300, 700, made_at, batch=True)
        (line,) = (await service.costs(By.MONTH)).lines
        assert (line.name, line.account.usd) == ("2025-10", 2 * (each or Decimal(0)))
        assert (await service.status()).spent_this_month == 0
        assert {kind for _, kind in service.ratios().inputs} == {"", "round_notes", "round_report"}
        after = {k: r.state for k, r in (await service.catalogue()).reports.items()}
        assert after == states
    assert house.reports() == set()
    assert "story_notes" not in house.git("log", "--stat")


async def test_a_second_time_nothing_is_taken_and_what_was_missing_is_added(
    house: Any, old: OldWorkspace
) -> None:
    ids = ("TEG3_R1_story_notes", "TEG3_R2_story_notes")
    old.made(FIRST, "2025-10-08T23:18:16", 2)
    old.summed_up(FIRST, *ids)
    async with house.service() as service:
        (first,) = (await taken(service, house.root)).batches
        assert (first.reports, first.results, first.gained) == (2, 0, False)
        again = await taken(service, house.root)
        assert (again.batches, again.known) == ((), 1)
        old.gave(FIRST, *ids)
        (more,) = (await taken(service, house.root)).batches
        assert (more.reports, more.results, more.gained) == (2, 2, True)
        old.asked("20251008_231801", *ids)
        (sizes,) = (await taken(service, house.root)).batches
        assert sizes.gained
        assert service.ratios().inputs
        batch = service.context.batches.with_id(FIRST)
        for request in service.context.batches.requests(batch.number):
            assert (request.system_chars, request.user_chars) == (500, 2800)
        shutil.rmtree(old.results)
        assert (await taken(service, house.root)).known == 0
        (run,) = await service.runs()
        assert (run.number, run.filed) == (first.run, 2)
        (line,) = (await service.costs(By.RUN)).lines
        assert line.account.requests == 2


async def test_a_day_that_was_guessed_gives_way_to_the_one_that_is_told(
    house: Any, old: OldWorkspace
) -> None:
    raw = old.gave(FIRST, "TEG3_R1_story_notes")
    os.utime(raw, (1_790_000_000, 1_790_000_000))
    async with house.service() as service:
        await taken(service, house.root)
        assert [line.name for line in (await service.costs(By.MONTH)).lines] == ["2026-09"]
        old.made(FIRST, "2025-10-08T23:18:16", 1)
        (batch,) = (await taken(service, house.root)).batches
        assert batch.gained
        assert [line.name for line in (await service.costs(By.MONTH)).lines] == ["2025-10"]


async def test_a_text_that_is_held_here_is_still_the_one_to_read(
    house: Any, old: OldWorkspace, clock: Any, doing: Any
) -> None:
    house.configure()
    shorten(house.root)
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), mode=Mode.NOTES))
        await doing.finish(service, clock, run.number)
        held = await service.read(NOTES)
        old.made(FIRST, "2025-10-08T23:18:16", 1)
        old.gave(FIRST, "TEG3_R1_story_notes")
        await taken(service, house.root)
        assert await service.read(NOTES) == held
        assert held.held


def shorten(root: Path) -> None:
    """Give the workspace a prompt of its own whose answers are cut off."""
    prompt = (shipped("prompts") / "round_notes.md").read_text()
    (root / "prompts").mkdir()
    shorter = re.sub(r"max_tokens = \d+", "max_tokens = 60", prompt)
    (root / "prompts" / "round_notes.md").write_text(shorter)


async def test_ids_that_repeat_belong_to_the_batch_sent_right_after_their_file(
    house: Any, old: OldWorkspace
) -> None:
    custom_id = "TEG3_R1_story_notes"
    old.asked("20251008_231801", custom_id, user="x" * 100)
    old.asked("20251009_080000", custom_id, user="x" * 200)
    old.made(FIRST, "2025-10-08T23:18:16", 1)
    old.made(SECOND, "2025-10-09T08:00:05", 1)
    for batch_id in (FIRST, SECOND):
        old.summed_up(batch_id, custom_id)
        old.gave(batch_id, custom_id)
    async with house.service() as service:
        assert len((await taken(service, house.root)).batches) == 2
        sizes = {}
        for batch_id in (FIRST, SECOND):
            batch = service.context.batches.with_id(batch_id)
            (request,) = service.context.batches.requests(batch.number)
            sizes[batch_id] = request.user_chars
        assert sizes == {FIRST: 100, SECOND: 200}
        newest_first = [b.batch_id for run in await service.runs() for b in run.batches]
        assert newest_first == [SECOND, FIRST]


async def test_what_a_crash_cut_off_is_taken_as_far_as_it_is_whole(
    house: Any, old: OldWorkspace
) -> None:
    ids = ("TEG3_R1_story_notes", "TEG3_R2_story_notes")
    info = old.made(FIRST, "2025-10-08T23:18:16", 2)
    info.write_text(info.read_text().partition('"processing"')[0])
    os.utime(info, (1_760_000_000, 1_760_000_000))
    raw = old.gave(SECOND, *ids)
    raw.write_text(raw.read_text()[:-40])
    old.made(SECOND, "2025-10-09T08:00:05", 2)
    async with house.service() as service:
        imported = await taken(service, house.root)
        names = {batch.name: (batch.reports, batch.results) for batch in imported.batches}
        assert names == {FIRST: (0, 0), SECOND: (1, 1)}
        assert set(imported.flaws) == {
            f"batch_{FIRST}_info.json, line 5: is cut off or damaged;"
            " taken from it: batch_id, status",
            f"{SECOND}_results.jsonl, line 2: is cut off",
            f"{FIRST}: when it was made is told nowhere: taken for 2025-10-09, as its file is",
            f"{SECOND}: 2 requests, of which 1 are named anywhere",
        }


async def test_the_files_cut_off_anywhere_are_no_trouble(house: Any, old: OldWorkspace) -> None:
    ids = ("TEG3_R1_story_notes", "TEG3_R2_story_notes")
    old.asked("20251008_231801", *ids)
    files = [
        *old.requests.iterdir(),
        old.made(FIRST, "2025-10-08T23:18:16", 2),
        old.summed_up(FIRST, *ids),
        old.gave(FIRST, *ids),
    ]
    whole = [path.read_bytes() for path in files]
    async with house.service() as service:
        for part in range(20):
            for path, data in zip(files, whole, strict=True):
                path.write_bytes(data[: len(data) * part // 20])
            await taken(service, house.root)
        for path, data in zip(files, whole, strict=True):
            path.write_bytes(data)
        await taken(service, house.root)
        last = await taken(service, house.root)
        assert (last.batches, last.known, last.flaws) == ((), 1, ())
        (run,) = await service.runs()
        assert (run.filed, run.started_at.month) == (2, 10)


async def test_a_report_that_is_a_result_word_for_word_has_its_cost_and_stays_as_it_is(
    house: Any, old: OldWorkspace
) -> None:
    old.made(FIRST, "2025-10-08T23:18:16", 1)
    old.gave(FIRST, "TEG3_R1_story_notes")
    file = house.file_of("TEG3_R1_story_notes.md")
    file.parent.mkdir(parents=True)
    file.write_text("Written long ago.\n")
    async with house.service() as service:
        assert (await service.catalogue()).reports[NOTES].state is State.UNKNOWN_ORIGIN
        await taken(service, house.root)
        status = (await service.catalogue()).reports[NOTES]
        assert (status.state, status.file_state) == (State.UNKNOWN_ORIGIN,) * 2
        assert status.provenance is not None
        assert (status.provenance.batch_id, status.provenance.output_tokens) == (FIRST, 700)
    assert file.read_text() == "Written long ago.\n"


async def test_what_was_cut_or_failed_then_asks_nothing_of_anybody_now(
    house: Any, old: OldWorkspace
) -> None:
    old.made(FIRST, "2025-10-08T23:18:16", 2)
    raw = old.gave(FIRST, "TEG3_R1_story_notes", stop_reason="max_tokens")
    error = {"custom_id": "TEG3_R2_story_notes", "result": {"type": "expired"}}
    raw.write_text(raw.read_text() + json.dumps(error) + "\n")
    async with house.service() as service:
        await taken(service, house.root)
        (run,) = await service.runs()
        assert (run.filed, run.held, run.failed) == (1, 0, 1)
        states = {report.state for report in (await service.catalogue()).reports.values()}
        assert states == {State.MISSING}
        assert (await service.retry_quote(run.number)).refusal
        assert (await service.status()).attention == ()


async def test_what_came_long_ago_is_no_news_of_this_night(house: Any, old: OldWorkspace) -> None:
    raw = old.gave(FIRST, "TEG3_R1_story_notes")
    async with house.service() as service:
        last_night = service.context.now().timestamp() - 3600
        os.utime(raw, (last_night, last_night))
        (batch,) = (await taken(service, house.root)).batches
        assert batch.results == 1
        assert not service.herald.morning().anything


async def test_what_is_of_another_tour_or_has_no_price_is_told(
    house: Any, old: OldWorkspace
) -> None:
    old.made(FIRST, "2025-10-08T23:18:16", 3)
    old.gave(FIRST, "TEG3_R1_story_notes", "INVOICE_7", model="claude-of-nowhere-1")
    old.made(SECOND, "2025-10-09T08:00:05", 1)
    old.gave(SECOND, "INVOICE_8")
    async with house.service() as service:
        imported = await taken(service, house.root)
        assert [batch.name for batch in imported.batches] == [FIRST]
        assert imported.flaws == (
            f"{FIRST}: 1 of 2 requests are no reports of this tour (INVOICE_7)",
            f"{SECOND}: none of its 1 requests is a report of this tour",
            f"{FIRST}: no price is known of claude-of-nowhere-1: 1 results have no cost",
        )


async def test_an_imported_batch_without_results_can_still_be_fetched(
    house: Any, old: OldWorkspace
) -> None:
    house.configure()
    async with house.service() as service:
        posted = post(house, "TEG3_R1_story_notes")
        old.made(posted, datetime.now(UTC).isoformat(), 1)
        old.summed_up(posted, "TEG3_R1_story_notes")
        (batch,) = (await taken(service, house.root)).batches
        assert batch.results == 0
        run = await service.retrieve(posted)
        assert (run.filed, run.imported) == (1, False)
        assert [run.number for run in await service.runs()] == [run.number]
    assert house.file_of("TEG3_R1_story_notes.md").is_file()


async def test_the_real_tours_batches_are_taken_as_far_as_they_tell(
    house: Any, real_tour: Path
) -> None:
    house.configure(pretend=False)
    if not (real_tour / "batch_results").is_dir():
        pytest.skip("no batch results in the real tour here")
    async with house.service() as service:
        imported = await taken(service, real_tour)
        told = {batch.title: batch for batch in imported.batches}
        assert told["Story notes"].reports == 60
        assert told["Satire"].input_tokens > 0
        assert told["Satire"].cost_usd
        assert any("_info.json, line 4: is cut off" in flaw for flaw in imported.flaws)
        assert (await taken(service, real_tour)).known == len(imported.batches) == 3


def post(house: Any, custom_id: str) -> str:
    """A batch made by the old scripts; its id."""
    import urllib.request

    params = {"model": MODEL, "max_tokens": 900, "messages": [{"role": "user", "content": "x"}]}
    request = urllib.request.Request(
        f"{house.simulator.url}/v1/messages/batches",
        data=json.dumps({"requests": [{"custom_id": custom_id, "params": params}]}).encode(),
        headers={
            "content-type": "application/json",
            "authorization": "Bearer x",
            "anthropic-version": "2026-10-21",
        },
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        made: str = json.load(answer)["id"]
        return made
