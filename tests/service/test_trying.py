"""Another prompt or model is tried beside the real reports: none of them is touched by it."""

from __future__ import annotations

import asyncio
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from teg_tui.costs.advice import Via
from teg_tui.errors import TegError
from teg_tui.reports.key import CellKey, ReportKey
from teg_tui.reports.plan import Mode, Selection
from teg_tui.reports.requests import parse_custom_id
from teg_tui.reports.state import State
from teg_tui.reports.trial import Trial
from teg_tui.workspace import shipped

CELL = CellKey(3, 1)
REPORT = ReportKey(3, 1, "round_report")
OTHER_MODEL = "claude-opus-4-8"


def warm_prompt(house: Any) -> str:
    """A prompt beside the kind's own, as a user writes one."""
    text = (shipped("prompts") / "round_report.md").read_text()
    text = text.replace(', "round_scores"', "").replace("{{round_scores}}\n", "")
    text = text.replace('title = "Round report"', 'title = "Round report"\nvariant = "warm"')
    path: Path = house.root / "prompts" / "round_report.warm.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text.replace("You are the golf correspondent", "You are the warm friend"))
    return str(path)


def trying(doing: Any, name: str = "warm", **what: str) -> Selection:
    asked: Selection = doing.cells(CELL, mode=Mode.REPORTS)
    return replace(asked, trial=Trial(name, **what))


def everything(house: Any) -> dict[str, bytes]:
    """All files that are not the program's own."""
    return {
        str(path.relative_to(house.root)): path.read_bytes()
        for path in house.root.rglob("*")
        if path.is_file()
        and not {".git", ".teg-tui", "batch_requests", "batch_results"}
        & set(path.relative_to(house.root).parts)
    }


async def written(house: Any, clock: Any, doing: Any, service: Any) -> None:
    run = await doing.begin(service, doing.cells(CELL))
    run = await doing.finish(service, clock, run.number)
    assert run.filed == 2


async def written_here(service: Any, run: int) -> None:
    """Wait for what this process writes in real time; batches need nobody."""
    for _ in range(500):
        if not service.realtime.carries_out(run):
            return
        await asyncio.sleep(0.02)


@pytest.mark.parametrize("via", [Via.BATCH, Via.REALTIME])
async def test_a_variant_lies_beside_the_reports_and_touches_stales_and_commits_nothing(
    house: Any, clock: Any, doing: Any, via: Via
) -> None:
    prompt = warm_prompt(house)
    async with house.service() as service:
        await written(house, clock, doing, service)
        catalogue, head = await service.catalogue(), house.git("rev-parse", "HEAD")
        before = everything(house)
        asked = trying(doing, prompt=prompt, model=OTHER_MODEL)
        quote = await service.quote(asked, via=via)
        path = ".teg-tui/variants/warm/data/commentary/round_reports/TEG3_R1_report.md"
        assert quote.writes == (path,)
        run = await service.start(asked, via)
        await written_here(service, run.number)
        run = await doing.finish(service, clock, run.number)
        assert (run.filed, run.title) == (1, "TEG 3, variant warm")
        assert run.actual_usd is not None
        assert (house.root / path).is_file()
        assert everything(house) == before
        assert house.git("rev-parse", "HEAD") == head
        assert (await service.catalogue()).rows == catalogue.rows
        assert "Teg-Report" in house.git("log")
        assert not service.context.ledger.pending_commits()


async def test_what_is_tried_is_written_by_the_other_prompt_from_the_notes_on_file(
    house: Any, clock: Any, doing: Any
) -> None:
    prompt = warm_prompt(house)
    async with house.service() as service:
        await written(house, clock, doing, service)
        run = await service.start(trying(doing, prompt=prompt, model=OTHER_MODEL), Via.BATCH)
        await doing.finish(service, clock, run.number)
        [batch] = service.context.batches.of_run(run.number)
        [request] = service.context.batches.requests(batch.number)
        sent = (house.root / batch.request_file).read_text()
        assert "You are the warm friend" in sent
        assert (house.file_of("TEG3_R1_story_notes.md").read_text().splitlines()[0])[2:20] in sent
        assert request.model == OTHER_MODEL
        assert request.custom_id.startswith("TEG3_R1_narrative--warm-")
        real = await service.catalogue()
        assert real.reports[REPORT].provenance.recipe.model != OTHER_MODEL


async def test_a_full_pipeline_is_tried_in_one_wave_from_what_is_on_file(
    house: Any, clock: Any, doing: Any
) -> None:
    asked = replace(doing.cells(CELL), trial=Trial("warm", model=OTHER_MODEL))
    async with house.service() as service:
        first = await service.quote(asked)
        assert first.refusal.startswith("story notes are missing: TEG 3 R1")
        assert first.refusal.endswith(
            "; write them first: a variant is written from what is on file"
        )
        await written(house, clock, doing, service)
        quote = await service.quote(asked)
        [wave] = quote.plan.waves
        assert {key.kind for key in wave} == {"round_notes~warm", "round_report~warm"}


async def test_a_variant_may_be_written_while_the_report_is(
    make_house: Any, clock: Any, doing: Any
) -> None:
    house = make_house(pace=300)
    async with house.service() as service:
        await service.start(doing.cells(CELL, mode=Mode.NOTES), Via.BATCH)
        house.file_of("TEG3_R1_story_notes.md").parent.mkdir(parents=True, exist_ok=True)
        house.file_of("TEG3_R1_story_notes.md").write_text("# Notes\n")
        real = await service.start(doing.cells(CELL, mode=Mode.REPORTS), Via.BATCH)
        tried = await service.start(trying(doing, model=OTHER_MODEL), Via.BATCH)
        assert (real.reports, tried.reports) == (1, 1)
        again = await service.quote(trying(doing, model=OTHER_MODEL))
        assert f"run {tried.number} is writing variant warm" in again.refusal


async def test_another_process_goes_on_with_the_prompt_that_a_variant_was_begun_with(
    house: Any, clock: Any, doing: Any
) -> None:
    prompt = warm_prompt(house)
    async with house.service() as service:
        await written(house, clock, doing, service)
        run = await service.start(trying(doing, prompt=prompt), Via.BATCH)
    shutil.rmtree(house.root / "prompts")
    async with house.service() as other:
        run = await doing.finish(other, clock, run.number)
        [batch] = other.context.batches.of_run(run.number)
        assert run.filed == 1
        assert "You are the warm friend" in (house.root / batch.request_file).read_text()


async def test_a_variants_result_is_never_the_report_not_even_when_the_ledger_was_lost(
    house: Any, clock: Any, doing: Any
) -> None:
    async with house.service() as service:
        await written(house, clock, doing, service)
        run = await service.start(trying(doing, model=OTHER_MODEL), Via.BATCH)
        await service.tick()
        [batch] = service.context.batches.of_run(run.number)
        [request] = service.context.batches.requests(batch.number)
    report = house.file_of("TEG3_R1_report.md").read_bytes()
    for suffix in ("", "-wal", "-shm"):
        (house.root / ".teg-tui" / f"ledger.db{suffix}").unlink(missing_ok=True)
    async with house.service() as service:
        clock.advance(hours=1)
        for _ in range(5):
            await service.look_now()
            clock.advance(seconds=70)
        text = house.root / ".teg-tui/variants/warm" / "data/commentary/round_reports"
        assert (text / "TEG3_R1_report.md").is_file()
        state = (await service.catalogue()).reports[REPORT].state
        assert state is State.PRESENT
    assert house.file_of("TEG3_R1_report.md").read_bytes() == report

    shutil.rmtree(house.root / ".teg-tui")  # and with it all that is known of the variant
    async with house.service() as service:
        await service.catalogue()
        kinds = service.context.material.kinds
        assert parse_custom_id(request.custom_id, kinds, "TEG") is None
        with pytest.raises(TegError, match="is a report of this tour"):
            await service.retrieve(batch.batch_id or "")
    assert house.file_of("TEG3_R1_report.md").read_bytes() == report


async def test_texts_are_compared_with_words_model_cost_and_what_is_false(
    house: Any, clock: Any, doing: Any
) -> None:
    prompt = warm_prompt(house)
    async with house.service() as service:
        await written(house, clock, doing, service)
        with pytest.raises(TegError, match="nothing was tried"):
            await service.tasting.compare(CELL)
        [choice] = await service.tasting.prompts()
        assert (choice.kind, choice.name) == ("round_report", "warm")
        for name, model in (("warm", ""), ("other", OTHER_MODEL)):
            asked = trying(doing, name, prompt=prompt if name == "warm" else "", model=model)
            await doing.finish(service, clock, (await service.start(asked, Via.BATCH)).number)
            clock.advance(seconds=5)
        [found] = await service.tasting.compare(CELL)
        current, newest, oldest = found.drafts
        assert [d.name for d in found.drafts] == ["", "other", "warm"]
        assert newest.model == OTHER_MODEL
        assert oldest.prompt == "round_report.warm.md"
        assert current.words == len(house.file_of("TEG3_R1_report.md").read_text().split())
        assert newest.cost_usd is not None
        path = service.context.material.path_of(REPORT.as_variant("warm"))
        file = house.root / path
        file.write_text(
            f"{file.read_text()}\n\n{found.drafts[0].text.splitlines()[0]}\n\n99 points.\n"
        )
        lead = "**Final standings:** AV 999 | BT 998"
        file.write_text(f"{file.read_text()}\n{lead}\n")
        [found] = await service.tasting.compare(CELL)
        assert any("999" in words for words in found.drafts[2].false)
        assert found.drafts[1].false == ()


async def test_a_variant_that_is_kept_is_the_report_with_its_own_recipe_and_committed(
    house: Any, clock: Any, doing: Any
) -> None:
    prompt = warm_prompt(house)
    async with house.service() as service:
        await written(house, clock, doing, service)
        run = await service.start(trying(doing, prompt=prompt, model=OTHER_MODEL), Via.BATCH)
        await doing.finish(service, clock, run.number)
        report = house.file_of("TEG3_R1_report.md")
        report.write_text("Somebody's unseen work\n")
        words = await service.tasting.keep(REPORT, "warm")
        kept = house.root / service.context.material.path_of(REPORT.as_variant("warm"))
        assert report.read_bytes() == kept.read_bytes()
        status = (await service.catalogue()).reports[REPORT]
        assert status.state is State.PRESENT
        assert status.older_recipe
        assert status.provenance.recipe.model == OTHER_MODEL
        assert "variant warm kept" in house.git("log", "-1", "--format=%s")
        assert house.git("status", "--porcelain", "--", "data") == ""
        [aside] = (house.root / ".teg-tui" / "replaced").iterdir()
        assert aside.read_text() == "Somebody's unseen work\n"
        assert aside.name in words
    shutil.rmtree(house.root / ".teg-tui")
    async with house.service() as clone:
        status = (await clone.catalogue()).reports[REPORT]
        assert status.provenance.recipe.model == OTHER_MODEL


async def test_a_text_that_was_changed_since_is_kept_as_the_work_of_whoever_changed_it(
    house: Any, clock: Any, doing: Any
) -> None:
    async with house.service() as service:
        await written(house, clock, doing, service)
        run = await service.start(trying(doing, model=OTHER_MODEL), Via.BATCH)
        await doing.finish(service, clock, run.number)
        kept = house.root / service.context.material.path_of(REPORT.as_variant("warm"))
        kept.write_text("Mine\n")
        subject = house.git("log", "-1", "--format=%s")
        words = await service.tasting.keep(REPORT, "warm")
        assert words.endswith("It was changed by hand, and is yours to commit.")
        assert house.file_of("TEG3_R1_report.md").read_text() == "Mine\n"
        assert (await service.catalogue()).reports[REPORT].state is State.EDITED
        assert house.git("log", "-1", "--format=%s") == subject
        assert not (house.root / ".teg-tui" / "replaced").exists()


@pytest.mark.parametrize("name", ["", "Warm", "a-b", "../x", "w" * 17, "~"])
async def test_a_name_that_is_none_is_refused(house: Any, doing: Any, name: str) -> None:
    async with house.service() as service:
        with pytest.raises(TegError, match="no name of a variant"):
            await service.quote(trying(doing, name))


async def test_older_prompts_count_as_todays_once_somebody_says_so_and_a_clone_knows(
    house: Any, clock: Any, doing: Any
) -> None:
    async with house.service() as service:
        await written(house, clock, doing, service)
        with pytest.raises(TegError, match="older prompt"):
            await service.tasting.mark_current("round_report")
        own = house.root / "prompts" / "round_report.md"
        own.parent.mkdir(exist_ok=True)
        text = (shipped("prompts") / "round_report.md").read_text()
        own.write_text(f"{text}\nA harmless line.\n")
        assert (await service.catalogue()).reports[REPORT].older_recipe
        assert "1 report" in await service.tasting.mark_current("round_report")
        assert not (await service.catalogue()).reports[REPORT].older_recipe
        assert "data/prompts_alike.toml" in house.git("show", "--stat", "HEAD")
    shutil.rmtree(house.root / ".teg-tui")
    async with house.service() as clone:
        assert not (await clone.catalogue()).reports[REPORT].older_recipe
        own.write_text(f"{text}\nA line that changes everything.\n")
        assert (await clone.catalogue()).reports[REPORT].older_recipe


async def test_what_is_false_in_a_variant_holds_it_not_is_not_corrected_and_is_shown(
    make_house: Any, clock: Any, doing: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    state = tmp_path_factory.mktemp("account")
    (state / "account.json").write_text('{"seed": "liar"}')
    house = make_house(lies=1.0, state=state)
    notes = house.file_of("TEG3_R1_story_notes.md")
    notes.parent.mkdir(parents=True)
    notes.write_text("# Notes\n")
    async with house.service() as service:
        run = await service.start(trying(doing, model=OTHER_MODEL), Via.BATCH)
        run = await doing.finish(service, clock, run.number)
        assert (run.filed, run.held) == (1, 0)
        for _ in range(3):
            await service.tick()
            clock.advance(seconds=70)
        assert len(await service.runs()) == 1, "nothing is corrected"
        [found] = await service.tasting.compare(CELL)
        [only] = found.drafts
        assert only.name == "warm"
        assert only.false
        assert not (await service.status()).attention


async def test_a_variant_that_failed_is_sent_again_as_the_variant(
    make_house: Any, clock: Any, doing: Any
) -> None:
    house = make_house(faults=("stream-cut=1",))
    notes = house.file_of("TEG3_R1_story_notes.md")
    notes.parent.mkdir(parents=True)
    notes.write_text("# Notes\n")
    async with house.service() as service:
        run = await service.start(trying(doing, model=OTHER_MODEL), Via.REALTIME)
        await written_here(service, run.number)
        run = await doing.finish(service, clock, run.number)
        assert (run.filed, run.failed) == (0, 1)
        catalogue = await service.catalogue()
        assert catalogue.reports[REPORT].state is State.MISSING
        [item] = service.herald.attention(catalogue)
        assert "Round report, variant warm" in item.title
        again = await service.retry(run.number)
        again = await doing.finish(service, clock, again.number)
        assert again.filed == 1
        [report] = await service.outcomes(again.number)
        assert report.key == REPORT.as_variant("warm")
        assert (house.root / report.path).is_file()
        assert not house.file_of("TEG3_R1_report.md").exists()
