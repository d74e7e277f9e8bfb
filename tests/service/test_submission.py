"""The dangerous step: whatever happens to the connection, one batch in the books."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from canary import KEY

from teg_tui.errors import BudgetError, TegError
from teg_tui.service.views import BatchState


def created(house: Any) -> list[list[str]]:
    return [batch["custom_ids"] for batch in house.books()]


async def test_a_batch_whose_answer_was_lost_is_found_and_not_sent_again(
    make_house: Callable[..., Any], clock: Any, doing: Any
) -> None:
    house = make_house(faults=["drop-after-create"])
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), mode="notes"))
        run = await doing.finish(service, clock, run.number)
    assert run.filed == 1
    assert len(created(house)) == 1


async def test_a_batch_that_never_came_to_be_is_sent_again_after_half_an_hour(
    make_house: Callable[..., Any], clock: Any, doing: Any
) -> None:
    house = make_house(faults=["drop-before-create"])
    async with house.service() as service:
        begun = clock.now()
        run = await doing.begin(service, doing.cells((3, 1), mode="notes"))
        await service.tick()
        (batch,) = (await doing.run_of(service, run.number)).batches
        assert batch.state is BatchState.UNCERTAIN
        assert "sent again" in batch.note
        clock.advance(minutes=20)
        await service.tick()
        assert created(house) == []
        run = await doing.finish(service, clock, run.number)
    assert run.filed == 1
    assert (clock.now() - begun).total_seconds() >= 1800
    assert len(created(house)) == 1
    first, second = run.batches
    assert (first.state, second.state) == (BatchState.REJECTED, BatchState.COLLECTED)
    assert first.requests[0].custom_id != second.requests[0].custom_id


async def test_a_clock_that_jumps_ahead_proves_nothing(
    make_house: Callable[..., Any], clock: Any, doing: Any
) -> None:
    house = make_house(faults=["drop-after-create"], list_delay=8 * 3600.0 + 60)
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), mode="notes"))
        await service.tick()
        clock.advance(hours=8)
        await service.tick()
        (batch,) = (await doing.run_of(service, run.number)).batches
        assert batch.state is BatchState.UNCERTAIN
        run = await doing.finish(service, clock, run.number)
    assert run.filed == 1
    assert len(created(house)) == 1


async def test_somebody_elses_batch_of_the_same_size_is_not_taken_for_ours(
    make_house: Callable[..., Any], clock: Any, doing: Any
) -> None:
    house = make_house(faults=["drop-before-create"])
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), mode="notes"))
        await service.tick()
        foreign = {
            "custom_id": "somebody-elses",
            "params": {
                "model": "claude-sonnet-5-5",
                "max_tokens": 10,
                "messages": [{"role": "user", "content": "Hello"}],
            },
        }
        await service.context.gateway.create([foreign])
        run = await doing.finish(service, clock, run.number)
    assert run.filed == 1
    assert len(created(house)) == 2
    assert "somebody" not in house.file_of("TEG3_R1_story_notes.md").read_text()


async def test_with_another_key_the_user_is_asked_and_nothing_is_sent(
    make_house: Callable[..., Any], clock: Any, doing: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = make_house(faults=["drop-before-create"])
    house.configure(pretend=False)
    monkeypatch.setenv("ANTHROPIC_BASE_URL", house.simulator.url)
    monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), mode="notes"))
        await service.tick()
    monkeypatch.setenv("ANTHROPIC_API_KEY", f"{KEY}-of-another")
    async with house.service() as service:
        for _ in range(60):
            clock.advance(minutes=2)
            await service.tick()
        (batch,) = (await doing.run_of(service, run.number)).batches
        assert batch.state is BatchState.UNCERTAIN
        assert "another API key" in batch.note
        assert created(house) == []
        await service.cancel(run.number)
        run = await doing.finish(service, clock, run.number)
        assert "may have been billed" in run.batches[0].note
        assert run.in_doubt_usd == (await service.status()).in_doubt_this_month > 0


async def test_a_workspaces_own_address_never_gets_the_real_key(
    house: Any, clock: Any, doing: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
    async with house.service() as service:
        status = await service.status()
        assert (status.pretend, status.has_key) == (True, True)
        assert KEY not in repr(service.context.endpoint)
        await service.context.gateway.newest()
        client = service.context.gateway._client
        assert client is not None
        assert client.api_key != KEY


async def test_an_address_beyond_this_computer_in_the_configuration_is_refused(
    house: Any,
) -> None:
    config = house.root / "teg.toml"
    config.write_text(config.read_text().replace(house.simulator.url, "https://example.org"))
    with pytest.raises(TegError):
        await house.service().__aenter__()


async def test_without_a_network_it_waits_and_says_since_when(
    make_house: Callable[..., Any], clock: Any, doing: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = make_house()
    house.configure(pretend=False)
    monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
    monkeypatch.setenv("ANTHROPIC_BASE_URL", "http://127.0.0.1:9")
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), mode="notes"))
        for _ in range(100):
            await service.tick()
            clock.advance(minutes=5)
        status = await service.status()
        assert status.trouble.startswith("can't reach 127.0.0.1:9 since ")
        (batch,) = (await doing.run_of(service, run.number)).batches
        assert batch.note.startswith("can't reach 127.0.0.1:9 since ")
        assert batch.next_poll is not None
        assert f"next try {batch.next_poll.astimezone():%H:%M}" in status.trouble
        assert batch.state is BatchState.PREPARED
    monkeypatch.setenv("ANTHROPIC_BASE_URL", house.simulator.url)
    async with house.service() as service:
        run = await doing.finish(service, clock, run.number)
        assert (await service.status()).trouble == ""
    assert run.filed == 1


async def test_above_the_monthly_cap_nothing_is_begun(
    make_house: Callable[..., Any], clock: Any, doing: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = make_house()
    house.configure(pretend=False, more="\n[budget]\nconfirm_above = 0.0001\nmonthly_cap = 0.001\n")
    monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
    monkeypatch.setenv("ANTHROPIC_BASE_URL", house.simulator.url)
    async with house.service() as service:
        selection = doing.cells((3, 1))
        quote = await service.quote(selection)
        assert "monthly cap" in quote.refusal
        assert "more than" in quote.ask
        with pytest.raises(BudgetError) as caught:
            await doing.begin(service, selection)
        assert caught.value.exit_code == 3
        assert await service.runs() == ()


async def test_a_later_wave_is_held_when_the_cap_has_been_reached(
    make_house: Callable[..., Any], clock: Any, doing: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = make_house()
    house.configure(pretend=False, more="\n[budget]\nmonthly_cap = 5\n")
    monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
    monkeypatch.setenv("ANTHROPIC_BASE_URL", house.simulator.url)
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1)))
    house.configure(pretend=False, more="\n[budget]\nmonthly_cap = 0.02\n")
    async with house.service() as service:
        for _ in range(5):
            await service.tick()
            clock.advance(minutes=5)
        run = await doing.run_of(service, run.number)
        assert "monthly cap" in run.waiting
        assert run.finished_at is None
        spent = (await service.status()).spent_this_month
        assert 0 < spent < 1
    house.configure(pretend=False, more="\n[budget]\nmonthly_cap = 5\n")
    async with house.service() as service:
        run = await doing.finish(service, clock, run.number)
    assert run.filed == 2


async def test_pretend_money_counts_in_no_total(house: Any, clock: Any, doing: Any) -> None:
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1)))
        run = await doing.finish(service, clock, run.number)
        assert run.pretend
        assert run.actual_usd
        assert (await service.status()).spent_this_month == 0
