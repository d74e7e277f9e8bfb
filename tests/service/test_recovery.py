"""A ledger that was lost or broken comes back from the files beside the batches."""

from __future__ import annotations

import asyncio
import re
import shutil
from decimal import Decimal
from typing import Any

import pytest

from teg_tui.costs.account import By
from teg_tui.costs.advice import Via
from teg_tui.reports.key import ReportKey
from teg_tui.reports.plan import Mode
from teg_tui.reports.state import State
from teg_tui.service.service import Service
from teg_tui.service.views import RunView
from teg_tui.workspace import shipped


async def picture(service: Service) -> dict[str, Any]:
    """What a user sees of a workspace's past."""
    catalogue = await service.catalogue()
    accounts = await service.costs(By.RUN)
    return {
        "runs": [strip(run) for run in await service.runs()],
        "states": {key: report.state for key, report in catalogue.reports.items()},
        "money": [(line.title, line.account, line.announced) for line in accounts.pretend],
        "ratios": service.ratios(),
    }


def strip(run: RunView) -> tuple[Any, ...]:
    batches = [
        (b.wave, b.kind, b.batch_id, b.state, b.created_at, b.actual_usd, b.requests)
        for b in run.batches
    ]
    return (run.number, run.title, run.via, run.filed, run.held, run.failed, batches)


def lose(house: Any) -> None:
    shutil.rmtree(house.root / ".teg-tui")


def spoil(house: Any) -> None:
    ledger = house.root / ".teg-tui" / "ledger.db"
    ledger.write_bytes(b"no database at all" * 500)
    for suffix in ("-wal", "-shm"):
        ledger.with_name(ledger.name + suffix).unlink(missing_ok=True)


@pytest.mark.parametrize("loss", [lose, spoil])
async def test_runs_money_ratios_and_states_are_what_they_were(
    house: Any, clock: Any, doing: Any, loss: Any
) -> None:
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), (3, 2)))
        await doing.finish(service, clock, run.number)
        report = house.root / "data/commentary/round_reports/TEG3_R1_report.md"
        report.write_text("Mine now.\n")
        before = await picture(service)
    loss(house)
    async with house.service() as service:
        after = await picture(service)
        for name in before:
            assert after[name] == before[name]
        said = [notice.text for notice in service.context.notices.after(0)]
        assert any("1 run, 2 batches, 4 reports" in text for text in said)
        assert State.EDITED in before["states"].values()
        await service.tick()
    assert report.read_text() == "Mine now.\n"
    assert len(house.books()) == 2
    async with house.service() as service:
        assert [run.number for run in await service.runs()] == [1]


async def test_without_a_repository_reports_are_as_fresh_as_before(
    house: Any, clock: Any, doing: Any
) -> None:
    shutil.rmtree(house.root / ".git")
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1)))
        await doing.finish(service, clock, run.number)
    lose(house)
    async with house.service() as service:
        catalogue = await service.catalogue()
        assert catalogue.reports[ReportKey(3, 1, "round_report")].state is State.PRESENT


async def test_what_is_held_is_held_still(house: Any, clock: Any, doing: Any) -> None:
    prompt = (shipped("prompts") / "round_notes.md").read_text()
    (house.root / "prompts").mkdir()
    shorter = re.sub(r"max_tokens = \d+", "max_tokens = 60", prompt)
    (house.root / "prompts" / "round_notes.md").write_text(shorter)
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), mode=Mode.NOTES))
        run = await doing.finish(service, clock, run.number)
        before = await picture(service)
        held = await service.read(ReportKey(3, 1, "round_notes"))
    assert State.HELD in before["states"].values()
    (house.root / ".teg-tui" / "ledger.db").unlink()
    async with house.service() as service:
        assert (await picture(service))["states"] == before["states"]
        assert (await service.read(ReportKey(3, 1, "round_notes"))).text == held.text


@pytest.mark.parametrize("via", list(Via))
@pytest.mark.parametrize("loss", [lose, spoil])
async def test_what_was_corrected_in_vain_still_waits_for_a_person(
    make_house: Any, clock: Any, doing: Any, via: Via, loss: Any
) -> None:
    key, house = ReportKey(3, 1, "round_report"), make_house(lies=1.0)

    async def come_to_rest(service: Service) -> None:
        for _ in range(200):
            await service.tick()
            if service.context.runs.idle():
                return
            await clock.sleep(70)

    async def told(service: Service) -> dict[str, Any]:
        catalogue = await service.catalogue()
        runs = await service.runs()
        return {
            "why": [i.why for i in service.herald.attention(catalogue) if i.key == key],
            "runs": {run.title: (run.filed, run.held, run.corrects) for run in runs},
            "text": (await service.read(key)).text,
        }

    async with house.service() as service:
        await service.start(doing.cells((3, 1)), via)
        await come_to_rest(service)
        before = await told(service)
        paid = len(house.books()) + len(house.simulator.account.store.messages())
    assert "after 2 corrections" in before["why"][0]
    loss(house)
    async with house.service() as service:
        await come_to_rest(service)
        assert await told(service) == before
        assert len(house.books()) + len(house.simulator.account.store.messages()) == paid
        asked = await service.correct(key)
        assert asked.title == "Further correction of run 1"


async def test_a_batch_under_way_goes_on_and_is_not_sent_again(
    make_house: Any, clock: Any, doing: Any
) -> None:
    house = make_house(pace=60)
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1)))
        await service.tick()
        assert len(house.books()) == 1
    lose(house)
    async with house.service() as service:
        (run,) = await service.runs()
        assert (run.number, run.finished_at, run.batches[0].state) == (1, None, "in_progress")
        states = {r.state for r in (await service.catalogue()).reports.values()}
        assert State.IN_FLIGHT in states
        run = await doing.finish(service, clock, run.number)
        assert (run.filed, run.failed) == (1, 0)
        notes = (await service.catalogue()).reports[ReportKey(3, 1, "round_notes")]
        assert notes.state is State.PRESENT
    assert len(house.books()) == 1
    assert house.file_of("TEG3_R1_story_notes.md").is_file()


@pytest.mark.parametrize("made", [True, False])
async def test_what_was_being_sent_is_looked_for_and_never_sent_again(
    make_house: Any, clock: Any, doing: Any, made: bool
) -> None:
    fault = "drop-after-create=1" if made else "drop-before-create=1"
    house = make_house(faults=[fault], list_delay=600)
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1)))
        await service.tick()
        state = (await doing.run_of(service, run.number)).batches[0].state
        assert state == "uncertain"
    lose(house)
    async with house.service() as service:
        (run,) = await service.runs()
        assert run.batches[0].state == "uncertain"
        run = await doing.finish(service, clock, run.number)
        assert (run.filed, run.failed) == ((1, 0) if made else (0, 1))
    assert len(house.books()) == int(made)


async def test_whatever_lies_there_the_workspace_opens(house: Any) -> None:
    results = house.root / "data" / "batch_results"
    results.mkdir(parents=True)
    (results / "batch_x_info.json").write_bytes(b'{"endpoint": "http://[", "created_at": 7')
    (results / "batch_y_info.json").write_text('{"created_at": "0001-01-01T00:00:00", "run": {}}')
    (results / "batch_z_summary.json").write_text('{"custom_ids": [1, null, "\\u0000"]}')
    (results / "w_results.jsonl").mkdir()
    (results / "v_results.jsonl").write_text('{"custom_id": "TEG3_R1_story_notes"}\n[]\n')
    async with house.service() as service:
        names = {batch.batch_id for run in await service.runs() for batch in run.batches}
        assert names == {"x", "y", "z", "v"}
        assert {r.state for r in (await service.catalogue()).reports.values()} == {State.MISSING}


async def test_what_was_written_in_real_time_comes_back_with_its_price(
    house: Any, doing: Any
) -> None:
    async with house.service() as service:
        await service.start(doing.cells((3, 1)), Via.REALTIME)
        for _ in range(500):
            await service.tick()
            (run,) = await service.runs()
            if run.finished_at is not None:
                break
            await asyncio.sleep(0.01)
        before = await picture(service)
    assert before["money"][0][1].usd > Decimal(0)
    lose(house)
    async with house.service() as service:
        after = await picture(service)
        assert after["states"] == before["states"]
        assert after["money"] == before["money"]
        assert after["ratios"] == before["ratios"]
