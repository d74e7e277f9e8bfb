"""What the model gets wrong is found, held, sent back with what is right, and filed when it is.

The simulator lies at a known rate and keeps books of it, so that what is found is held against
what was told.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from canary import KEY

from teg_tui.costs.advice import Via
from teg_tui.golf import claims
from teg_tui.reports.key import CellKey, ReportKey
from teg_tui.reports.plan import Mode, Selection
from teg_tui.reports.state import State
from teg_tui.service import correcting
from teg_tui.service.reasons import NONE_FALSE, NOT_CHECKED
from teg_tui.service.views import Need, Outcome, RunView

REPORT = ReportKey(3, 1, "round_report")
PATH = "data/commentary/round_reports/TEG3_R1_report.md"
ROUND = Selection(frozenset({CellKey(3, 1)}), Mode.FULL)
ALL = Selection(frozenset({CellKey(3, 1), CellKey(3, 2), CellKey(3, None)}), Mode.FULL)


@pytest.fixture
def liar(make_house: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Makes a house whose simulator lies; the same lies in every run of a test."""

    def make(lies: float, **how: Any) -> Any:
        state = tmp_path_factory.mktemp("account")
        (state / "account.json").write_text('{"seed": "liar"}')
        return make_house(lies=lies, state=state, **how)

    return make


async def come_to_rest(service: Any, clock: Any) -> list[RunView]:
    """Tick until nothing is left to do; the runs, oldest first."""
    for _ in range(60):
        await service.tick()
        if service.context.runs.idle():
            break
        clock.advance(seconds=70)
    runs = list(reversed(await service.runs()))
    assert all(run.finished_at for run in runs), [run.waiting for run in runs]
    return runs


def told(house: Any) -> list[dict[str, str]]:
    """Every lie in the simulator's books."""
    lies: list[dict[str, str]] = house.simulator.account.books.lies(house.clock.now())
    return lies


def requests(service: Any) -> dict[str, Any]:
    """Every request there was, by custom_id."""
    found = {}
    for row in service.context.ledger.rows("SELECT number FROM batches"):
        for request in service.context.batches.requests(row["number"]):
            found[request.custom_id] = request
    return found


def raw(house: Any, service: Any, custom_id: str) -> str:
    """What the model wrote."""
    for file in (house.root / "data" / "batch_results").glob("*_results.jsonl"):
        for line in file.read_text().splitlines():
            row = json.loads(line)
            if row["custom_id"] == custom_id:
                return str(row["result"]["message"]["content"][0]["text"])
    raise KeyError(custom_id)


@pytest.mark.parametrize("rate", [0.3, 1.0])
async def test_every_lie_is_found_and_nothing_else_is_called_false(
    liar: Any, clock: Any, rate: float
) -> None:
    house = liar(rate)
    async with house.service() as service:
        await service.start(ALL, Via.BATCH)
        await come_to_rest(service, clock)
        lies, context = told(house), service.context
        assert lies
        for custom_id, request in requests(service).items():
            text = context.material.fill(raw(house, service, custom_id), request.key).text
            found = context.checking.check(request.key, text)
            mine = [lie for lie in lies if lie["custom_id"] == custom_id]
            assert Counter((c.said, c.expected) for c in found.false) == Counter(
                (lie["said"], lie["right"]) for lie in mine
            )


async def test_a_false_report_is_corrected_and_filed_free_of_lies(liar: Any, clock: Any) -> None:
    house = liar(1.0, pace=90)
    async with house.service() as service:
        first = await service.start(ROUND, Via.BATCH)
        for _ in range(20):
            await service.tick()
            if len(await service.runs()) == 2:
                break
            clock.advance(seconds=70)
        house.simulator.account.lie(0.0)
        # The correction that is under way was made by a liar; the second one is not.
        runs = await come_to_rest(service, clock)
        assert [run.title for run in runs[1:]] == [
            f"Correction of run {first.number}",
            f"Second correction of run {first.number}",
        ]
        assert [(run.filed, run.held) for run in runs] == [(1, 1), (0, 1), (1, 0)]
        read = await service.read(REPORT)
        assert not read.held
        assert service.context.checking.check(REPORT, read.text).false == ()
        status = (await service.catalogue()).reports[REPORT]
        assert status.state is State.PRESENT
        # What was false at first was corrected, and the trailer says so.
        [wrote] = [run for run in runs if run.title.startswith("Second")]
        trailer = house.git("log", "-1", "--format=%B")
        claims = service.context.ledger.provenance()[REPORT].claims
        assert claims.false == 0
        assert claims.corrected == len(
            {lie["words"] + lie["said"] for lie in told(house) if "narrative" in lie["custom_id"]}
        )
        assert f'"corrected":{claims.corrected},"left":0' in trailer
        assert wrote.actual_usd is not None


async def test_what_is_false_after_two_corrections_waits_for_a_person(
    liar: Any, clock: Any
) -> None:
    house = liar(1.0)
    async with house.service() as service:
        await service.start(ROUND, Via.BATCH)
        runs = await come_to_rest(service, clock)
        assert len(runs) == 3
        sent = [b["custom_ids"] for b in house.books()]
        assert Counter(i.rpartition("-")[0] for ids in sent for i in ids) == {
            "TEG3_R1_story_notes": 1,
            "TEG3_R1_narrative": 3,
        }
        catalogue = await service.catalogue()
        assert catalogue.reports[REPORT].state is State.HELD
        [item] = [i for i in service.herald.attention(catalogue) if i.key == REPORT]
        assert item.need is Need.HELD
        assert item.why.startswith("after 2 corrections 6 false figures: line ")
        assert (await service.read(REPORT)).held
        assert not house.file_of("TEG3_R1_report.md").exists()
        # Every one of the three texts was paid for, and the books say so.
        spent = service.context.ledger.one("SELECT sum(cost) AS n FROM requests")["n"]
        costs = [run.actual_usd or Decimal(0) for run in runs]
        assert sum(costs) * 10**9 == spent


async def test_false_notes_stop_nothing_and_are_struck_out_for_who_writes_from_them(
    liar: Any, clock: Any
) -> None:
    house = liar(1.0)
    async with house.service() as service:
        await service.start(ROUND, Via.BATCH)
        await come_to_rest(service, clock)
        notes = next(i for i in requests(service) if "story_notes" in i)
        lie = next(lie for lie in told(house) if lie["custom_id"] == notes)
        filed = house.file_of("TEG3_R1_story_notes.md").read_text()
        assert lie["words"] in filed
        sent = "".join(
            file.read_text()
            for file in (house.root / "data" / "batch_requests").glob("narrative_*.jsonl")
        )
        prompts = [
            json.loads(line)["params"]["messages"][0]["content"] for line in sent.splitlines()
        ]
        report = next(prompt for prompt in prompts if "<facts>" in prompt)
        assert f"~~{lie['said']}~~" in report
        assert f"not {lie['said']}, but {lie['right']}" in report
        request = next(r for r in requests(service).values() if r.key == REPORT)
        [(need, _)] = request.recipe.needs
        status = (await service.catalogue()).reports[REPORT]
        assert need.kind == "round_notes"
        assert "stale" not in status.note


async def test_a_text_over_which_a_rule_trips_waits_for_a_person_and_stops_nothing(
    liar: Any, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge = claims.check

    def trips(text: str, tour: Any, subject: claims.Subject) -> tuple[claims.Claim, ...]:
        if subject.round == REPORT.round:
            raise ValueError("a rule with a mistake")
        return judge(text, tour, subject)

    monkeypatch.setattr(claims, "check", trips)
    house = liar(0.0)
    async with house.service() as service:
        await service.start(ALL, Via.BATCH)
        [run] = await come_to_rest(service, clock)
        held = {r.key: r.reason for r in requests(service).values() if r.outcome == Outcome.HELD}
        assert held == {REPORT: NOT_CHECKED}, "its story notes go on"
        assert (run.held, run.failed) == (1, 0)
        for mended, reason in ((trips, NOT_CHECKED), (judge, NONE_FALSE)):
            monkeypatch.setattr(claims, "check", mended)
            draft = await service.amender.begin_edit(REPORT)
            draft.write_text(f"{draft.read_text()}\nA fine day.\n")
            await service.amender.end_edit(REPORT)
            assert (await service.catalogue()).reports[REPORT].note == reason
        assert await service.amender.file_held(REPORT) == f"Filed as {PATH}."


async def test_a_correction_carries_the_report_as_written_and_the_facts(
    liar: Any, clock: Any
) -> None:
    house = liar(1.0)
    async with house.service() as service:
        await service.start(ROUND, Via.BATCH)
        await come_to_rest(service, clock)
        prompts = [
            json.loads(line)["params"]
            for file in (house.root / "data" / "batch_requests").glob("narrative_*.jsonl")
            for line in file.read_text().splitlines()
        ]
        corrections = [p for p in prompts if "<report>" in p["messages"][0]["content"]]
        assert len(corrections) == 2
        for params in corrections:
            message = params["messages"][0]["content"]
            assert "{{standings}}" in message
            assert message.startswith("<facts>\n# FACTS: TEG ")
            assert params["system"][0]["text"].startswith("You are the sub-editor")
        recipes = {r.recipe for r in requests(service).values() if r.key == REPORT}
        assert len(recipes) == 1


async def test_a_report_that_may_be_filed_although_false_is_marked_and_corrected(
    liar: Any, clock: Any
) -> None:
    house = liar(1.0)
    house.configure(more='\n[checks]\nfalse_reports = "file"\n')
    async with house.service() as service:
        await service.start(ROUND, Via.BATCH)
        runs = await come_to_rest(service, clock)
        assert [run.filed for run in runs] == [2, 1, 1]
        outcomes = await service.outcomes(runs[0].number)
        assert "6 false figures" in next(o.reason for o in outcomes if o.key == REPORT)
        assert not (await service.read(REPORT)).held
        assert '"left":6' in house.git("log", "-1", "--format=%B")


async def test_a_correction_that_fails_leaves_the_held_text_as_it_was(
    liar: Any, clock: Any
) -> None:
    house = liar(1.0, pace=90)
    async with house.service() as service:
        await service.start(ROUND, Via.BATCH)
        for _ in range(20):
            await service.tick()
            runs = await service.runs()
            if len(runs) == 2:
                break
            clock.advance(seconds=70)
        await service.cancel(runs[0].number)
        await come_to_rest(service, clock)
        catalogue = await service.catalogue()
        assert catalogue.reports[REPORT].state is State.HELD
        assert catalogue.reports[REPORT].note.startswith("6 false figures")
        read = await service.read(REPORT)
        assert read.held
        assert "points" in read.text
        assert len(await service.runs()) == 2


async def test_the_monthly_cap_and_the_threshold_hold_corrections_up(
    liar: Any, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = liar(1.0)
    async with house.service() as service:
        await service.start(ROUND, Via.BATCH)
        for _ in range(20):
            await service.tick()
            runs = await service.runs()
            if len(runs) == 2:
                break
            clock.advance(seconds=70)
        run = service.context.runs.run(runs[0].number)
        reports = service.context.runs.reports(run.number)
    for more, words in (
        ("\n[budget]\nconfirm_above = 0\n", "Raise budget.confirm_above"),
        ("\n[budget]\nmonthly_cap = 0\n", "monthly cap"),
    ):
        monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
        house.configure(pretend=False, more=more)
        async with house.service() as service:
            await service.catalogue()
            assert words in correcting.held_up(service.context, run, reports)


async def test_killed_at_any_step_no_correction_is_sent_twice(liar: Any, clock: Any) -> None:
    house = liar(1.0)
    async with house.service() as service:
        await service.start(ROUND, Via.BATCH)
    for steps in [*range(1, 60, 4)] * 2:
        async with house.service() as service:
            ticking = asyncio.ensure_future(service.tick())
            for _ in range(steps):
                await asyncio.sleep(0)
            ticking.cancel()
            await asyncio.gather(ticking, return_exceptions=True)
        clock.advance(seconds=70)
    async with house.service() as service:
        await come_to_rest(service, clock)
    sent = Counter(i.rpartition("-")[0] for b in house.books() for i in b["custom_ids"])
    assert sent == {"TEG3_R1_story_notes": 1, "TEG3_R1_narrative": 3}


async def test_in_real_time_a_false_report_is_corrected_in_real_time(liar: Any, clock: Any) -> None:
    house = liar(1.0)
    async with house.service() as service:
        await service.start(ROUND, Via.REALTIME)
        for _ in range(200):
            await service.tick()
            if service.context.runs.idle():
                break
            await clock.sleep(1)
        runs = list(reversed(await service.runs()))
        assert [run.via for run in runs] == [Via.REALTIME] * 3
        assert [(run.filed, run.held) for run in runs] == [(1, 1), (0, 1), (0, 1)]
        assert len(house.simulator.account.store.messages()) == 4


KILLED = """
import asyncio, os, signal, sys
from pathlib import Path
from teg_tui import workspace
from teg_tui.costs.advice import Via
from teg_tui.golf import claims
from teg_tui.reports.key import CellKey
from teg_tui.reports.plan import Mode, Selection
from teg_tui.service.service import Service

def look(event, arguments):
    if event == "os.rename" and "_2_info.json" in str(arguments[1]):
        os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(look)

async def write():
    service = Service(workspace.load(Path(sys.argv[1])))
    await service.open()
    await service.start(Selection(frozenset({CellKey(3, 1)}), Mode.FULL), Via.REALTIME)
    await asyncio.sleep(60)
asyncio.run(write())
"""


async def test_where_real_time_was_killed_before_its_correction_that_goes_by_batch(
    liar: Any, clock: Any
) -> None:
    house = liar(1.0)
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", KILLED, str(house.root))
    assert await process.wait() == -9
    async with house.service() as service:
        runs = sorted(await come_to_rest(service, clock), key=lambda run: run.number)
    assert [run.via for run in runs] == [Via.REALTIME, Via.BATCH, Via.BATCH]
    assert [(run.filed, run.held) for run in runs] == [(1, 1), (0, 1), (0, 1)]
    assert len(house.simulator.account.store.messages()) == 2
    assert not list((house.root / ".teg-tui").glob("realtime-*.lock"))
