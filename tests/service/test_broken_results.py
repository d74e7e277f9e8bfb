"""Whatever is wrong with results: one final outcome a request, one batch in the books, and nothing
is called complete that is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from teg_tui.reports.key import ReportKey
from teg_tui.service.gateway import Gateway, Patience
from teg_tui.service.reasons import NO_LONGER_KEPT
from teg_tui.service.views import BatchState, Need, Outcome
from teg_tui.simulator.account import STRANGER
from teg_tui.simulator.broken_rows import PATH_ID, STRANGE_ID

HARMLESS = (
    "results-slow",
    "results-blank-line",
    "results-duplicate-row",
    "results-shuffled",
    "results-unknown-id",
    "results-path-id",
)
ODD = {"results-duplicate-row", "results-unknown-id", "results-path-id"}
PASSING = (
    *("retrieve-404", "retrieve-500", "retrieve-401", "retrieve-drop"),
    *("any-500", "any-529", "any-drop"),
    *("results-404", "results-500", "results-drop", "results-elsewhere", "results-unknown-type"),
    *("results-cut-line", "results-cut-row", "results-missing-row"),
)
OVER_AND_OVER = 99
"""Times that a fault strikes which does not pass."""
FILES = {"TEG3_R1_story_notes.md", "TEG3_R2_story_notes.md"}


@pytest.fixture
def tour_folder(tour_folder: Any) -> Any:
    """Four rounds, so that a batch can hold four requests."""
    for number in (3, 4):
        tour_folder.play(3, number, {"AV": 10, "BT": 18, "CO": 28}, over=number)
    return tour_folder


async def begun(service: Any, doing: Any) -> Any:
    """A run of two notes in one batch, which has been sent and is not yet over."""
    run = await doing.begin(service, doing.cells((3, 1), (3, 2), mode="notes"))
    await service.tick()
    return run


def outcomes(house: Any, run: Any) -> list[Outcome]:
    """What became of a run's requests, in the order sent: those in the books, each once."""
    (batch,) = run.batches
    booked = house.books()[run.number - 1]
    assert sorted(request.custom_id for request in batch.requests) == booked["custom_ids"]
    assert len(house.books()) == run.number
    return [request.outcome for request in batch.requests]


def files_about(house: Any) -> str:
    """The name of every file in and around the workspace."""
    return "\n".join(map(str, house.root.parent.rglob("*")))


@pytest.mark.parametrize("faults", [HARMLESS, PASSING], ids=["harmless", "passing"])
async def test_what_passes_or_does_no_harm_ends_with_all_filed_and_one_batch(
    make_house: Callable[..., Any], clock: Any, doing: Any, faults: tuple[str, ...]
) -> None:
    house = make_house(pace=30)
    board = house.simulator.account.faults
    async with house.service() as service:
        for fault in faults:
            notices = service.context.notices
            before = notices.newest()
            run = await begun(service, doing)
            board.arm(fault, 1 if fault in HARMLESS else 2)
            run = await doing.finish(service, clock, run.number)
            assert outcomes(house, run) == [Outcome.FILED] * 2, fault
            assert board.armed == {}, fault
            told = [notice.text for notice in notices.after(before)]
            assert any("rows for 2 requests" in text for text in told) == (fault in ODD), fault
            assert {Path(name).name for name in house.reports()} == FILES, fault
    about = files_about(house)
    assert STRANGE_ID not in about
    assert Path(PATH_ID).name not in about


@pytest.mark.parametrize(
    ("fault", "words", "waiting", "in_the_end"),
    [
        ("results-404", "its results are not there yet", 0, Outcome.FAILED),
        ("results-500", "500 api_error: Internal server error", 0, Outcome.FAILED),
        ("results-elsewhere", "another address (localhost), which gets no key", 0, Outcome.FAILED),
        ("results-missing-row", "1 of 2 results came", 1, Outcome.FAILED),
        ("results-cut-row", "1 of 2 results came", 1, Outcome.FAILED),
        ("results-cut-line", "1 of 2 results came: the results broke off", 1, Outcome.FAILED),
        ("results-drop", "1 of 2 results came: the connection broke", 1, Outcome.FAILED),
        ("results-unknown-type", "1 of 2 texts came (results of a kind", 1, Outcome.HELD),
    ],
)
async def test_what_does_not_pass_is_shown_and_not_called_complete_until_the_user_wants_no_more(
    make_house: Callable[..., Any],
    clock: Any,
    doing: Any,
    fault: str,
    words: str,
    waiting: int,
    in_the_end: Outcome,
) -> None:
    """`waiting` texts of two are filed meanwhile, `in_the_end` is what becomes of the others."""
    house = make_house(faults=[f"{fault}={OVER_AND_OVER}"])
    async with house.service() as service:
        run = await begun(service, doing)
        for _ in range(5):
            clock.advance(minutes=11)
            await service.tick()
        run = await doing.run_of(service, run.number)
        (batch,) = run.batches
        assert (batch.state, run.finished_at) == (BatchState.ENDED, None)
        assert words in batch.note
        assert outcomes(house, run).count(Outcome.FILED) == waiting
        assert outcomes(house, run).count(Outcome.OPEN) == 2 - waiting
        await service.catalogue()
        (needed,) = (await service.status()).attention
        assert (needed.need, needed.why) == (Need.UNCOLLECTED, batch.note)
        assert "cancel" in needed.way_out

        await service.cancel(run.number)
        run = await doing.finish(service, clock, run.number)
        found = outcomes(house, run)
        assert found.count(Outcome.FILED) == waiting
        assert found.count(in_the_end) == 2 - waiting
        assert len(house.reports()) == waiting
        assert (run.in_doubt_usd > 0) == (in_the_end is Outcome.FAILED)
    calls = house.simulator.account.books.calls
    assert not (fault == "results-elsewhere" and any("/results" in call for call in calls))


async def test_a_text_of_an_unknown_kind_of_result_is_kept_to_be_read(
    make_house: Callable[..., Any], clock: Any, doing: Any
) -> None:
    house = make_house(faults=[f"results-unknown-type={OVER_AND_OVER}"])
    async with house.service() as service:
        run = await begun(service, doing)
        await service.cancel(run.number)
        run = await doing.finish(service, clock, run.number)
        assert (run.batches[0].note, run.in_doubt_usd) == ("", 0), "all that was billed came"
        (held,) = [r for r in run.batches[0].requests if r.outcome is Outcome.HELD]
        assert held.reason == "a result of a kind we do not know (postponed)"
        assert held.output_tokens > 0
        read = await service.read(held.key)
        assert read.held
        assert "Simulated report" in read.text


async def test_results_that_stall_are_given_up_and_asked_for_again(
    make_house: Callable[..., Any], clock: Any, doing: Any
) -> None:
    house = make_house(faults=["results-stall"])
    async with house.service() as service:
        context = service.context
        context.gateway = Gateway(context.endpoint, patience=Patience(read=0.2))
        run = await begun(service, doing)
        (batch,) = (await doing.run_of(service, run.number)).batches
        assert "can't reach" in batch.note
        run = await doing.finish(service, clock, run.number)
        assert outcomes(house, run) == [Outcome.FILED] * 2


async def test_what_has_come_is_never_replaced_by_something_else_that_is_not_whole(
    make_house: Callable[..., Any], clock: Any, doing: Any
) -> None:
    house = make_house(faults=["results-missing-row=4"])
    async with house.service() as service:
        run = await begun(service, doing)
        for _ in range(3):
            clock.advance(minutes=11)
            await service.tick()
        (raw,) = house.root.rglob("*_results.jsonl")
        second = raw.read_bytes()
        assert (len(second.splitlines()), len(house.reports())) == (1, 1)
        house.simulator.account.faults.arm("results-drop", 2)
        for _ in range(2):
            clock.advance(minutes=11)
            await service.tick()
            assert raw.read_bytes() == second
        run = await doing.finish(service, clock, run.number)
        assert outcomes(house, run) == [Outcome.FILED] * 2
        assert len(raw.read_bytes().splitlines()) == 2


async def test_every_row_of_a_mixed_batch_comes_to_its_own_end_and_is_billed_or_not(
    make_house: Callable[..., Any], clock: Any, doing: Any
) -> None:
    house = make_house(faults=["rows-mixed"])
    async with house.service() as service:
        run = await doing.begin(service, doing.cells(*((3, n) for n in (1, 2, 3, 4)), mode="notes"))
        run = await doing.finish(service, clock, run.number)
        assert outcomes(house, run) == [Outcome.FILED, *[Outcome.FAILED] * 3]
        filed, *failed = run.batches[0].requests
        for request, words in zip(failed, ("api_error", "expired", "canceled"), strict=True):
            assert words in request.reason
            assert (request.output_tokens, request.cost_usd) == (0, 0)
        assert house.books()[0]["billed"] == [filed.custom_id]
        assert run.in_doubt_usd == 0
        retry = await service.retry_quote(run.number)
        assert set(retry.plan.reports) == {request.key for request in failed}


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("row-max-tokens", "cut off at"),
        ("row-refusal", "refused"),
        ("text-huge", "longer than any report"),
    ],
)
async def test_what_is_no_whole_report_is_held_with_what_there_is_of_it(
    make_house: Callable[..., Any], clock: Any, doing: Any, fault: str, words: str
) -> None:
    house = make_house(faults=[fault])
    async with house.service() as service:
        run = await begun(service, doing)
        run = await doing.finish(service, clock, run.number)
        assert outcomes(house, run) == [Outcome.HELD, Outcome.FILED]
        held = run.batches[0].requests[0]
        assert words in held.reason
        assert held.cost_usd > 0
        read = await service.read(held.key)
        assert read.held
        assert ("Simulated report" in read.text) == (fault != "row-refusal")
        assert {Path(name).name for name in house.reports()} == {"TEG3_R2_story_notes.md"}


@pytest.mark.parametrize("fault", ["text-escapes", "text-markup", "text-nul"])
async def test_what_a_text_should_not_hold_is_filed_as_signs_that_do_nothing(
    make_house: Callable[..., Any], clock: Any, doing: Any, fault: str
) -> None:
    house = make_house(faults=[fault])
    async with house.service() as service:
        run = await begun(service, doing)
        run = await doing.finish(service, clock, run.number)
        assert outcomes(house, run) == [Outcome.FILED] * 2
        text = (await service.read(ReportKey(3, 1, "round_notes"))).text
        assert text == house.file_of("TEG3_R1_story_notes.md").read_text()
        assert all(char.isprintable() or char == "\n" for char in text)


@pytest.mark.parametrize("seen_ended", [True, False])
async def test_results_that_are_no_longer_kept_are_told_and_may_have_been_billed(
    make_house: Callable[..., Any], clock: Any, doing: Any, seen_ended: bool
) -> None:
    house = make_house(pace=0 if seen_ended else 600, faults=["results-500"])
    async with house.service() as service:
        run = await begun(service, doing)
        (batch,) = (await doing.run_of(service, run.number)).batches
        assert (batch.state is BatchState.ENDED) == seen_ended
        clock.advance(days=30)
        run = await doing.finish(service, clock, run.number)
        assert outcomes(house, run) == [Outcome.FAILED] * 2
        assert {r.reason for r in run.batches[0].requests} == {NO_LONGER_KEPT}
        assert run.in_doubt_usd > 0


async def test_somebody_elses_batch_is_never_collected_as_ours(
    make_house: Callable[..., Any], clock: Any, doing: Any
) -> None:
    house = make_house(faults=["create-stranger", "drop-after-create", "results-unknown-id=9"])
    async with house.service() as service:
        run = await begun(service, doing)
        run = await doing.finish(service, clock, run.number)
        assert outcomes(house, run) == [Outcome.FILED] * 2
    assert len(house.simulator.account.store.ever_created()) == 2
    assert STRANGER not in files_about(house)
    assert not any(STRANGER in (house.root / name).read_text() for name in house.reports())
