"""Exact counts of prompts: what is asked, how often, and what estimates make of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from teg_tui.costs.advice import Via
from teg_tui.errors import TegError
from teg_tui.reports.plan import Mode, Selection
from teg_tui.service.service import Service
from teg_tui.service.views import Counts
from teg_tui.simulator.tokens import Truth

COUNT = "POST /v1/messages/count_tokens"


async def count_all(service: Service, selection: Selection, clock: Any = None) -> Counts:
    """Until all are there, waiting as told."""
    for _ in range(50):
        counts = await service.count(selection)
        if counts.done:
            return counts
        if counts.wait:
            clock.advance(seconds=counts.wait)
    raise AssertionError(counts)


def asked(house: Any) -> int:
    return int(house.simulator.account.books.calls[COUNT])


async def test_prompts_that_can_be_built_are_counted_and_the_others_said(
    house: Any, doing: Any
) -> None:
    rounds = doing.cells((3, 1), (3, 2))
    async with house.service() as service:
        before = (await service.quote(rounds)).estimate
        assert await count_all(service, rounds) == Counts(4, 2, 2, 0.0)
        after = (await service.quote(rounds)).estimate
    assert (before.counted, after.counted) == (0, 2)
    width_before = before.input_tokens.high - before.input_tokens.low
    assert after.input_tokens.high - after.input_tokens.low < width_before


async def test_a_prompt_with_notes_that_will_be_written_again_is_not_certain(
    house: Any, doing: Any, clock: Any
) -> None:
    async with house.service() as service:
        number = (await doing.begin(service, doing.cells((3, 1)))).number
        await doing.finish(service, clock, number)
        report = doing.cells((3, 1), mode=Mode.REPORTS)
        assert await count_all(service, report) == Counts(1, 1, 1, 0.0)
        assert (await service.quote(report)).estimate.counted == 1
        both = doing.cells((3, 1))
        assert await count_all(service, both) == Counts(2, 1, 1, 0.0)
        assert (await service.quote(both)).estimate.counted == 1, "the notes' own"


async def test_what_was_counted_is_what_is_billed(
    make_house: Callable[..., Any], doing: Any, clock: Any
) -> None:
    house = make_house(truth=Truth(5))
    notes = doing.cells((3, 1), (3, 2), mode=Mode.NOTES)
    async with house.service() as service:
        await count_all(service, notes)
        expected = (await service.quote(notes)).estimate.input_tokens
        run = await doing.finish(service, clock, (await doing.begin(service, notes)).number)
    billed = sum(request.input_tokens for batch in run.batches for request in batch.requests)
    assert billed == expected.likely
    assert (expected.high - expected.low) / expected.likely < 0.05


async def test_the_same_prompt_is_asked_of_once_in_whatever_process(house: Any, doing: Any) -> None:
    rounds = doing.cells((3, 1), (3, 2))
    for _ in range(2):
        async with house.service() as service:
            await count_all(service, rounds)
            assert (await service.quote(rounds)).estimate.counted == 2
    assert asked(house) == 2


async def test_another_score_is_another_prompt(house: Any, doing: Any, tour_folder: Any) -> None:
    rounds = doing.cells((3, 1), (3, 2), mode=Mode.NOTES)
    async with house.service() as service:
        await count_all(service, rounds)
        tour_folder.row(3, 2, "AV", 7)["Sc"] = "9"
        tour_folder.write()
        assert (await service.quote(rounds)).estimate.counted == 1
        await count_all(service, rounds)
        assert (await service.quote(rounds)).estimate.counted == 2
    assert asked(house) == 3


async def test_another_model_counts_for_itself(house: Any, doing: Any) -> None:
    rounds = doing.cells((3, 1), mode=Mode.NOTES)
    async with house.service() as service:
        await count_all(service, rounds)
        await service.choose_model("claude-haiku-5-5")
        assert (await service.quote(rounds)).estimate.counted == 0


async def test_told_to_wait_it_waits_as_long_and_asks_nothing_meanwhile(
    make_house: Callable[..., Any], doing: Any, clock: Any
) -> None:
    house = make_house(faults=["count-429"])
    rounds = doing.cells((3, 1), mode=Mode.NOTES)
    async with house.service() as service:
        assert await service.count(rounds) == Counts(1, 1, 0, 30.0)
        assert (await service.count(rounds)).wait == 30.0
        assert asked(house) == 1
        clock.advance(seconds=30)
        assert await service.count(rounds) == Counts(1, 1, 1, 0.0)


async def test_within_the_accounts_limit_all_are_counted_in_the_end(
    make_house: Callable[..., Any], doing: Any, clock: Any
) -> None:
    house = make_house(counts_a_minute=1)
    async with house.service() as service:
        counts = await count_all(service, doing.cells((3, 1), (3, 2), mode=Mode.NOTES), clock)
    assert counts == Counts(2, 2, 2, 0.0)


async def test_several_told_to_wait_at_once_try_nobodys_patience(
    make_house: Callable[..., Any], doing: Any, clock: Any
) -> None:
    house = make_house(faults=["count-429=10"])
    async with house.service() as service:
        counts = await count_all(service, doing.cells((3, 1), (3, 2), mode=Mode.NOTES), clock)
    assert counts == Counts(2, 2, 2, 0.0)


async def test_what_goes_on_failing_is_given_up_with_its_words(
    make_house: Callable[..., Any], doing: Any, clock: Any
) -> None:
    house = make_house(faults=["count-500=99"])
    rounds = doing.cells((3, 1), mode=Mode.NOTES)
    async with house.service() as service:
        with pytest.raises(TegError, match=r"can't be counted now: .*500"):
            await count_all(service, rounds, clock)
        assert (await service.quote(rounds, via=Via.BATCH)).refusal == "", "it can be sent so"


async def test_without_a_key_nothing_is_asked(
    house: Any, doing: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ANTHROPIC_API_KEY")
    house.configure(pretend=False)
    async with house.service() as service:
        with pytest.raises(TegError, match="no API key"):
            await service.count(doing.cells((3, 1)))
    assert house.calls() == 0
