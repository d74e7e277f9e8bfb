"""Lids closed, clocks set, clocks wrong: looked after at once, and nothing decided by a clock."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from teg_tui.service.pace import Network
from teg_tui.service.views import BatchState
from teg_tui.widgets.batch_monitor import run_content


@pytest.mark.parametrize("jump", [timedelta(hours=9), timedelta(minutes=-20), timedelta(hours=-9)])
async def test_after_a_sleep_or_a_set_clock_it_asks_at_once(
    make_house: Any, clock: Any, doing: Any, jump: timedelta
) -> None:
    house = make_house(pace=90)
    config = house.root / "teg.toml"
    config.write_text(config.read_text().replace("poll_seconds = 60", "poll_seconds = 1800"))
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), mode="notes"))
        await service.tick()
        house.simulator.account.advance(max(90 - jump.total_seconds(), 90))
        clock.time += jump
        await service.tick()
        assert (await doing.run_of(service, run.number)).filed == 1
    assert len(house.books()) == 1


@pytest.mark.parametrize("skew", [-7, 7])
async def test_a_clock_that_is_wrong_by_hours_decides_nothing_and_shows_no_negative_time(
    make_house: Any, clock: Any, doing: Any, skew: int
) -> None:
    house = make_house(pace=3600)
    house.simulator.account.advance(skew * 3600)
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), mode="notes"))
        await service.tick()
        for hours in (0.5, 30):
            shown = run_content(await doing.run_of(service, run.number), clock.now(), 200).plain
            assert "under a minute" in shown or "30 min" in shown
            assert "-" not in shown.replace("TEG", "")
            clock.advance(hours=hours)
            house.simulator.account.advance(-hours * 3600)
            await service.tick()
        (batch,) = (await doing.run_of(service, run.number)).batches
        assert batch.state is BatchState.IN_PROGRESS  # for the server not a minute has gone by
        shown = run_content(await doing.run_of(service, run.number), clock.now(), 200).plain
        assert "past its 24 hours by this clock" in shown or skew > 0
        house.simulator.account.advance(2 * 3600)
        run = await doing.finish(service, clock, run.number, most=3)
    assert run.filed == 1
    assert len(house.books()) == 1


def test_a_night_in_which_summer_time_ends_is_told_as_the_wall_clock_shows_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Europe/London")
        time.tzset()
        network = Network(60)
        network.failed(datetime(2026, 10, 24, 22, 50, tzinfo=UTC), "can't reach it")
        for minutes in range(10, 240, 10):
            network.failed(
                datetime(2026, 10, 24, 22, 50, tzinfo=UTC) + timedelta(minutes=minutes),
                "can't reach it",
            )
        assert network.trouble.startswith("can't reach it since Sat 23:50; next try 02:")
    time.tzset()
