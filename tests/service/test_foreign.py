"""Batches that the ledger does not know: what they are is told by their custom_ids."""

from __future__ import annotations

import json
import shutil
import urllib.request
from typing import Any

import pytest

from teg_tui.errors import TegError
from teg_tui.reports.key import ReportKey
from teg_tui.reports.state import State

NOTES = "data/commentary/round_reports/TEG3_R1_story_notes.md"


def post_elsewhere(house: Any, *custom_ids: str) -> str:
    """A batch made by another program; its id."""
    params = {
        "model": "claude-sonnet-4-5",
        "max_tokens": 900,
        "messages": [{"role": "user", "content": "Write notes."}],
    }
    requests = [{"custom_id": custom_id, "params": params} for custom_id in custom_ids]
    request = urllib.request.Request(
        f"{house.simulator.url}/v1/messages/batches",
        data=json.dumps({"requests": requests}).encode(),
        headers={
            "content-type": "application/json",
            "authorization": "Bearer x",
            "anthropic-version": "2026-10-21",
        },
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        made: str = json.load(answer)["id"]
        return made


async def test_one_of_the_old_scripts_is_filed_added_up_and_committed(house: Any) -> None:
    batch_id = post_elsewhere(house, "TEG3_R1_story_notes", "TEG3_R2_narrative", "OTHER_7")
    async with house.service() as service:
        run = await service.retrieve(batch_id)
        assert (run.filed, run.held, run.failed) == (2, 0, 0)
        assert run.finished_at is not None
        assert run.actual_usd
        catalogue = await service.catalogue()
        status = catalogue.reports[ReportKey(3, 1, "round_notes")]
        assert status.file_state is State.UNKNOWN_ORIGIN
        assert status.provenance is not None
        assert status.provenance.batch_id == batch_id
    assert (house.root / NOTES).is_file()
    assert house.git("status", "--porcelain") == ""
    results = house.root / "data" / "batch_results"
    raw = (results / f"{batch_id}_results.jsonl").read_text()
    assert len(raw.splitlines()) == 3
    summary = json.loads((results / f"batch_{batch_id}_summary.json").read_text())
    assert sorted(summary["custom_ids"]) == ["TEG3_R1_story_notes", "TEG3_R2_narrative"]


async def test_unseen_work_in_its_place_is_kept(house: Any) -> None:
    batch_id = post_elsewhere(house, "TEG3_R1_story_notes")
    (house.root / NOTES).parent.mkdir(parents=True)
    (house.root / NOTES).write_text("My own words.\n")
    async with house.service() as service:
        await service.retrieve(batch_id)
    kept = list((house.root / ".teg-tui" / "replaced").iterdir())
    assert [path.read_text() for path in kept] == ["My own words.\n"]


async def test_what_a_lost_ledger_sent_comes_back_once(house: Any, clock: Any, doing: Any) -> None:
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1)))
        run = await doing.finish(service, clock, run.number)
        batch_id = run.batches[0].batch_id
    shutil.rmtree(house.root / ".teg-tui")
    async with house.service() as service:
        again = await service.retrieve(batch_id)
        assert (again.number, again.filed) == (1, 2)
        assert (await service.retrieve(batch_id)).number == 1
        assert [run.number for run in await service.runs()] == [1]
    assert len(house.books()) == 2


async def test_one_whose_making_was_in_doubt_is_the_one_it_was(
    make_house: Any, clock: Any, doing: Any
) -> None:
    house = make_house(faults=["drop-after-create=1"], list_delay=600)
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1)))
        await service.tick()
        assert (await doing.run_of(service, run.number)).batches[0].state == "uncertain"
        found = await service.retrieve(house.books()[0]["id"])
        assert found.number == run.number
        assert found.batches[0].state == "collected"
        done = await doing.finish(service, clock, run.number)
        assert (done.filed, done.failed) == (2, 0)
    assert len(house.books()) == 2


@pytest.mark.parametrize(
    ("batch_id", "complaint"),
    [("msgbatch_none", "knows no batch"), ("../../etc", "no id"), ("", "no id")],
)
async def test_what_is_not_there_is_said(house: Any, batch_id: str, complaint: str) -> None:
    async with house.service() as service:
        with pytest.raises(TegError, match=complaint):
            await service.retrieve(batch_id)
        assert await service.runs() == ()


async def test_one_that_has_not_ended_or_is_none_of_ours_is_left_alone(
    make_house: Any, clock: Any
) -> None:
    house = make_house(pace=60)
    ours = post_elsewhere(house, "TEG3_R1_story_notes")
    foreign = post_elsewhere(house, "INVOICE_1")
    async with house.service() as service:
        with pytest.raises(TegError, match="not ended yet: 1 requests"):
            await service.retrieve(ours)
        clock.advance(seconds=61)
        with pytest.raises(TegError, match="none of its 1 results"):
            await service.retrieve(foreign)
        assert await service.runs() == ()
        assert (await service.retrieve(ours)).filed == 1


async def test_what_only_the_account_knows_of_this_tour_is_named(
    make_house: Any, clock: Any, doing: Any
) -> None:
    house = make_house(pace=60)
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1)))
        await doing.finish(service, clock, run.number)
        lost = post_elsewhere(house, "TEG3_R2_story_notes", "TEG3_R2_narrative")
        post_elsewhere(house, "INVOICE_1")
        clock.advance(seconds=61)
        running = post_elsewhere(house, "TEG3_R1_story_notes")
        found = await service.strays()
        assert [(s.batch_id, s.requests, s.ended) for s in found] == [
            (lost, 2, True),
            (running, 1, False),
        ]
        assert len(await service.runs()) == 1
    for folder in (".teg-tui", "data/batch_requests", "data/batch_results"):
        shutil.rmtree(house.root / folder)
    async with house.service() as service:
        assert await service.runs() == ()
        assert {s.batch_id for s in await service.strays()} >= {lost, running}
        await service.catalogue()  # the commits know what became of the others
        assert {s.batch_id for s in await service.strays()} == {lost, running}


async def test_another_process_that_works_here_is_not_disturbed(house: Any) -> None:
    batch_id = post_elsewhere(house, "TEG3_R1_story_notes")
    async with house.service() as holder, house.service() as service:
        assert await holder.tick()
        with pytest.raises(TegError, match="another teg-tui"):
            await service.retrieve(batch_id)


async def test_one_made_elsewhere_is_stopped_by_its_id(make_house: Any) -> None:
    house = make_house(pace=60)
    batch_id = post_elsewhere(house, "TEG3_R1_story_notes")
    async with house.service() as service:
        assert await service.cancel_batch(batch_id) is None
    assert house.books()[0]["processing_status"] in ("canceling", "ended")
