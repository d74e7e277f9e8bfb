"""Whatever goes wrong when a batch is sent: it is made once, or the user is told why it is not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from teg_tui.service.explaining import of_batch
from teg_tui.service.gateway import Gateway, Patience
from teg_tui.service.views import BatchState, Outcome

NOT_MADE = ("create-drop-unread", "create-500", "create-503", "create-529")
"""Nothing was made, which nobody is told."""
PUT_OFF = ("create-429", "create-429-bare")
"""Nothing was made, and that is told."""
MADE = "drop-after-create"
HALF_AN_HOUR = timedelta(minutes=30)


async def sent(house: Any, service: Any, clock: Any, doing: Any, *faults: str) -> Any:
    """A run that was begun under faults, in the end: its requests filed, one batch more made."""
    house.simulator.account.faults.arm_all(faults)
    before = len(house.books())
    run = await doing.begin(service, doing.cells((3, 1), (3, 2), mode="notes"))
    while run.finished_at is None:
        assert clock.now() < run.started_at + timedelta(hours=3), faults
        await service.tick()
        clock.advance(minutes=9)  # the longest gap between two lists that counts whole is ten
        run = await doing.run_of(service, run.number)
    *lost, last = run.batches
    assert {batch.state for batch in lost} <= {BatchState.REJECTED}
    assert [request.outcome for request in last.requests] == [Outcome.FILED] * 2, faults
    made = house.books()[before:]
    assert [batch["id"] for batch in made] == [last.batch_id], faults
    assert made[0]["custom_ids"] == sorted(request.custom_id for request in last.requests)
    assert house.simulator.account.faults.struck[faults[0].partition("=")[0]] > 0
    return run


async def test_a_batch_is_made_once_whatever_becomes_of_the_call(
    make_house: Callable[..., Any], clock: Any, doing: Any
) -> None:
    house = make_house(pace=30)
    async with house.service() as service:
        for fault in PUT_OFF:
            begun = clock.now()
            run = await sent(house, service, clock, doing, fault)
            assert len(run.batches) == 1
            assert clock.now() - begun < HALF_AN_HOUR
        for fault in NOT_MADE:
            begun = clock.now()
            run = await sent(house, service, clock, doing, fault)
            assert len(run.batches) == 2
            assert clock.now() - begun > HALF_AN_HOUR
        for faults in (
            ("list-500=2", MADE),
            ("list-lag=2", MADE),
            ("create-stranger", MADE),
            ("create-stranger", MADE, "list-lag=2", "results-unknown-id=9"),
        ):
            run = await sent(house, service, clock, doing, *faults)
            assert len(run.batches) == 1, faults
        await sent(house, service, clock, doing, "create-stranger", "drop-before-create")


async def test_a_batch_whose_only_row_was_another_s_when_it_was_looked_for_is_ours_all_the_same(
    make_house: Callable[..., Any], clock: Any, doing: Any
) -> None:
    house = make_house(faults=[MADE, "results-unknown-id", "results-cut-row"])
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), mode="notes"))
        await service.tick()
        (batch,) = (await doing.run_of(service, run.number)).batches
        assert batch.doubt.not_ours == 1
        run = await doing.finish(service, clock, run.number)
    assert run.filed == 1
    assert len(run.batches) == len(house.books()) == 1


async def test_a_reply_that_comes_too_late_is_a_batch_all_the_same(
    make_house: Callable[..., Any], clock: Any, doing: Any
) -> None:
    house = make_house(faults=["create-late"])
    async with house.service() as service:
        context = service.context
        context.gateway = Gateway(context.endpoint, patience=Patience(create=0.5))
        run = await sent(house, service, clock, doing, "create-late")
    assert len(run.batches) == 1


async def test_a_server_that_asks_for_patience_gets_it(
    make_house: Callable[..., Any], clock: Any, doing: Any
) -> None:
    house = make_house(faults=["create-429"])
    config = house.root / "teg.toml"
    config.write_text(config.read_text().replace("poll_seconds = 60", "poll_seconds = 1"))
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), mode="notes"))
        await service.tick()
        (batch,) = (await doing.run_of(service, run.number)).batches
        assert batch.state is BatchState.PREPARED
        assert "429" in batch.note
        clock.advance(seconds=29)
        await service.tick()
        assert house.books() == []
        clock.advance(seconds=2)
        await service.tick()
        assert len(house.books()) == 1


@pytest.mark.parametrize(
    ("fault", "words", "way_out"),
    [
        ("create-spend-limit", "specified API usage limits", "Raise the spend limit"),
        (
            "create-401",
            "does not take the API key (401 authentication_error: invalid",
            "Set another",
        ),
    ],
)
async def test_a_refusal_is_told_with_a_way_out_and_is_sent_again_only_by_the_user(
    make_house: Callable[..., Any], clock: Any, doing: Any, fault: str, words: str, way_out: str
) -> None:
    house = make_house(faults=[fault])
    async with house.service() as service:
        told = service.context.notices.newest()
        run = await doing.begin(service, doing.cells((3, 1), mode="notes"))
        run = await doing.finish(service, clock, run.number)
        (batch,) = run.batches
        assert (batch.state, run.failed, run.in_doubt_usd) == (BatchState.REJECTED, 1, 0)
        assert words in batch.note
        assert any(words in n.text and n.calls for n in service.context.notices.after(told))
        explained = of_batch(batch, clock.now())
        assert explained is not None
        assert way_out in " ".join(action.what for action in explained.actions)
        for _ in range(3):
            clock.advance(hours=1)
            await service.tick()
        assert house.books() == []
        again = await service.retry(run.number)
        assert (await doing.finish(service, clock, again.number)).filed == 1
        assert len(house.books()) == 1


async def test_a_batch_that_can_not_be_seen_yet_is_waited_for_and_not_sent_again(
    make_house: Callable[..., Any], clock: Any, doing: Any
) -> None:
    house = make_house(pace=300, faults=["retrieve-404=4"])
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), mode="notes"))
        await service.tick()
        clock.advance(minutes=2)
        await service.tick()
        (batch,) = (await doing.run_of(service, run.number)).batches
        assert (batch.state, batch.note) == (BatchState.IN_PROGRESS, "not visible yet")
        assert (await doing.finish(service, clock, run.number)).filed == 1
    assert len(house.books()) == 1


@pytest.mark.parametrize("hours", [-7, 7])
async def test_a_server_whose_clock_is_wrong_by_hours_is_no_trouble(
    make_house: Callable[..., Any], clock: Any, doing: Any, hours: int
) -> None:
    house = make_house(pace=3600, faults=[MADE])
    house.simulator.account.skew(hours * 3600.0)
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), mode="notes"))
        while run.finished_at is None:
            assert clock.now() < run.started_at + timedelta(hours=3)
            await service.tick()
            clock.advance(minutes=9)
            run = await doing.run_of(service, run.number)
        assert run.filed == 1
        assert len(run.batches) == 1
    assert len(house.books()) == 1
