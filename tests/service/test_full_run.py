"""A whole run, from a selection to committed files."""

from __future__ import annotations

import json
from typing import Any

from teg_tui.reports.state import State
from teg_tui.service.views import BatchState


async def test_two_waves_end_as_committed_files(house: Any, clock: Any, doing: Any) -> None:
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), (3, 2)))
        run = await doing.finish(service, clock, run.number)
    assert (run.filed, run.held, run.failed) == (4, 0, 0)
    assert house.reports() == {
        f"data/commentary/round_reports/TEG3_R{n}_{name}.md"
        for n in (1, 2)
        for name in ("story_notes", "report")
    }
    assert house.git("status", "--porcelain") == ""
    assert house.git("rev-list", "--count", "HEAD").strip() == "3"
    assert house.git("log").count("Teg-Report: ") == 4


async def test_the_batch_files_are_named_as_people_know_them(
    house: Any, clock: Any, doing: Any
) -> None:
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1)))
        run = await doing.finish(service, clock, run.number)
    requests = house.root / "data" / "batch_requests"
    names = sorted(path.name.rsplit("_", 2)[0] for path in requests.iterdir())
    assert names == ["narrative_reports", "story_notes"]
    batch = run.batches[0]
    results = house.root / "data" / "batch_results"
    assert (results / f"{batch.batch_id}_results.jsonl").stat().st_size > 0
    info = json.loads((results / f"batch_{batch.batch_id}_info.json").read_text())
    assert (info["status"], info["batch_type"]) == ("ended", "round_notes")
    summary = json.loads((results / f"batch_{batch.batch_id}_summary.json").read_text())
    assert summary["successful"] == summary["total_requests"] == 1
    assert summary["custom_ids"][0].startswith("TEG3_R1_story_notes-")


async def test_ticking_twice_does_nothing_more_than_once(
    make_house: Any, clock: Any, doing: Any
) -> None:
    house = make_house(pace=300)
    async with house.service() as service:
        await doing.begin(service, doing.cells((3, 1)))
        await service.tick()
        calls, runs = house.calls(), await service.runs()
        await service.tick()
        assert house.calls() == calls
        assert await service.runs() == runs


async def test_whoever_asks_to_look_now_does_not_wait_for_the_next_poll(
    make_house: Any, clock: Any, doing: Any
) -> None:
    house = make_house(pace=300)
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1)))
        await service.tick()
        house.simulator.account.advance(3600)
        await service.tick()
        assert (await service.runs())[0].filed == 0
        await service.look_now()
        assert (await service.runs())[0].filed == 1
    assert run.reports == 2


async def test_the_grid_follows_from_missing_over_in_flight_to_present(
    make_house: Any, clock: Any, doing: Any
) -> None:
    house = make_house(pace=300)
    async with house.service() as service:
        catalogue = await service.catalogue()
        assert catalogue.cells[3, 1].state is State.MISSING
        run = await doing.begin(service, doing.cells((3, 1)))
        assert (await service.catalogue()).cells[3, 1].state is State.IN_FLIGHT
        await doing.finish(service, clock, run.number)
        assert (await service.catalogue()).cells[3, 1].state is State.PRESENT
    async with house.service() as service:
        known = service.last_known()
        assert known is not None
        assert known.cells[3, 1].state is State.PRESENT


async def test_an_edited_file_shows_and_is_kept_when_it_is_written_again(
    house: Any, clock: Any, doing: Any
) -> None:
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1)))
        await doing.finish(service, clock, run.number)
        report = house.file_of("TEG3_R1_report.md")
        report.write_text("My own words.\n")
        assert (await service.catalogue()).cells[3, 1].state is State.EDITED
        run = await doing.begin(service, doing.cells((3, 1)))
        run = await doing.finish(service, clock, run.number)
        assert run.filed == 2
    kept = [path.read_text() for path in (house.root / ".teg-tui" / "replaced").iterdir()]
    assert kept == ["My own words.\n"]
    assert "My own words" not in report.read_text()


async def test_a_corrected_score_makes_a_report_stale(house: Any, clock: Any, doing: Any) -> None:
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), (3, 2)))
        await doing.finish(service, clock, run.number)
        scores = house.root / "data" / "all-scores.csv"
        lines = scores.read_text().splitlines()
        columns = lines[-1].split(",")
        columns[8] = "9"
        scores.write_text("\n".join([*lines[:-1], ",".join(columns)]) + "\n")
        catalogue = await service.catalogue()
        assert catalogue.cells[3, 2].state is State.STALE
        assert catalogue.cells[3, 1].state is State.PRESENT


async def test_a_large_wave_is_split_into_several_batches(
    house: Any, clock: Any, doing: Any
) -> None:
    house.configure(more="\n[batch]\nmax_requests = 1\n")
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), (3, 2), mode="notes"))
        run = await doing.finish(service, clock, run.number)
    assert run.filed == 2
    assert [batch.state for batch in run.batches] == [BatchState.COLLECTED] * 2
    assert len(house.books()) == 2
