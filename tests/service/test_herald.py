"""What is told to whoever comes back: what happened meanwhile, and what needs a person."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from canary import KEY

from teg_tui import workspace as workspaces
from teg_tui.reports.key import ReportKey
from teg_tui.service.views import Attention, Need, Outcome

NOTES, REPORT = ReportKey(3, 1, "round_notes"), ReportKey(3, 1, "round_report")


def shorten(root: Path, kind: str, tokens: int) -> None:
    text = (workspaces.shipped("prompts") / f"{kind}.md").read_text()
    (root / "prompts").mkdir(exist_ok=True)
    cut = re.sub(r"max_tokens = \d+", f"max_tokens = {tokens}", text)
    (root / "prompts" / f"{kind}.md").write_text(cut)


async def needs(service: Any) -> tuple[Attention, ...]:
    await service.catalogue()
    found: tuple[Attention, ...] = (await service.status()).attention
    return found


class TestWhatNeedsAPerson:
    async def test_held_texts_are_read_and_failures_sent_again_until_they_are_solved(
        self, house: Any, clock: Any, doing: Any
    ) -> None:
        shorten(house.root, "round_notes", 60)
        async with house.service() as service:
            assert await needs(service) == ()
            run = await doing.begin(service, doing.cells((3, 1)))
            await doing.finish(service, clock, run.number)
            (held,) = await needs(service)  # the report that failed for want of it comes with it
            assert (held.need, held.key, held.run) == (Need.HELD, NOTES, run.number)
            assert held.title == "TEG 3, round 1: Story notes"
            assert "cut off" in held.why
            shorten(house.root, "round_notes", 4000)
            again = await service.retry(run.number)
            await doing.finish(service, clock, again.number)
            assert await needs(service) == ()

    async def test_what_failed_for_one_reason_is_one_thing_to_do(
        self, house: Any, clock: Any, doing: Any
    ) -> None:
        config = house.root / "teg.toml"
        config.write_text(f'model = "claude-of-old"\n{config.read_text()}')
        async with house.service() as service:
            run = await doing.begin(service, doing.cells((3, 1), (3, 2), mode="notes"))
            await doing.finish(service, clock, run.number)
            (item,) = await needs(service)
        assert (item.need, item.run, item.key) == (Need.FAILED, run.number, None)
        assert item.title == f"Run {run.number}: 2 reports"
        assert "claude-of-old" in item.why

    async def test_what_somebody_stopped_needs_nobody(
        self, house: Any, clock: Any, doing: Any
    ) -> None:
        async with house.service() as service:
            run = await doing.begin(service, doing.cells((3, 1)))
            await service.cancel(run.number)
            await doing.finish(service, clock, run.number)
            assert await needs(service) == ()

    async def test_a_run_without_a_key_waits_for_a_person_but_one_behind_another_for_nobody(
        self, make_house: Callable[..., Any], clock: Any, doing: Any, monkeypatch: Any
    ) -> None:
        house = make_house(pace=300)
        house.configure(pretend=False)
        monkeypatch.setenv("ANTHROPIC_BASE_URL", house.simulator.url)
        monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
        async with house.service() as service:
            first = await doing.begin(service, doing.cells((3, 1), mode="notes"))
            await service.tick()
            second = await doing.begin(service, doing.cells((3, 1), mode="reports"))
            await service.tick()
            waiting = await doing.run_of(service, second.number)
            assert waiting.waiting == f"waits for run {first.number}"
            assert await needs(service) == ()
            clock.advance(seconds=400)
            await service.look_now()
            other = await doing.begin(service, doing.cells((3, 2)))
        monkeypatch.delenv("ANTHROPIC_API_KEY")
        async with house.service() as service:
            await service.tick()
            found = await needs(service)
            assert other.number in [item.run for item in found]
            assert {item.need for item in found} == {Need.STOPPED}
            assert "no API key" in found[0].why

    async def test_only_an_uncertain_batch_that_asks_is_put_before_a_person_and_said_once(
        self, make_house: Callable[..., Any], clock: Any, doing: Any, monkeypatch: Any
    ) -> None:
        house = make_house(faults=["drop-before-create"])
        house.configure(pretend=False)
        monkeypatch.setenv("ANTHROPIC_BASE_URL", house.simulator.url)
        monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
        async with house.service() as service:
            await doing.begin(service, doing.cells((3, 1), mode="notes"))
            await service.tick()
            assert await needs(service) == ()  # it is being looked for
        monkeypatch.setenv("ANTHROPIC_API_KEY", f"{KEY}-of-another")
        async with house.service() as service:
            for _ in range(10):
                clock.advance(minutes=2)
                await service.tick()
            (item,) = await needs(service)
            assert item.need is Need.UNCERTAIN
            assert "another API key" in item.why
            calls = service.context.notices.take_calls()
            assert not calls  # taken by the ticks, as nobody is to be called
            told = service.context.notices.after(0)
            assert sum("uncertain" in notice.text for notice in told) == 1

    async def test_reports_that_can_not_be_committed_are_one_thing_however_many_wait(
        self, house: Any, clock: Any, doing: Any
    ) -> None:
        hook = house.root / ".git" / "hooks" / "pre-commit"
        hook.parent.mkdir(exist_ok=True)
        hook.write_text("#!/bin/sh\necho 'no commits today' >&2\nexit 1\n")
        hook.chmod(0o755)
        async with house.service() as service:
            run = await doing.begin(service, doing.cells((3, 1)))
            for _ in range(6):
                await service.tick()
                clock.advance(seconds=70)
            (item,) = await needs(service)
            assert (item.need, item.run) == (Need.UNCOMMITTED, run.number)
            assert "no commits today" in item.why
            hook.unlink()
            for _ in range(3):
                clock.advance(minutes=15)
                await service.tick()
            assert await needs(service) == ()


class TestWhatHappened:
    async def test_a_night_is_told_once_as_news_and_again_whenever_it_is_asked_for(
        self, house: Any, clock: Any, doing: Any
    ) -> None:
        async with house.service() as service:
            await service.tick()
            assert await service.herald.news() is None
            service.herald.left()
            clock.advance(seconds=1)
            run = await doing.begin(service, doing.cells((3, 1)))
            await doing.finish(service, clock, run.number)
        clock.advance(hours=8)
        async with house.service() as service:
            await service.tick()
            news = await service.herald.news()
            assert news == service.herald.morning()
            assert [ended.number for ended in news.ended] == [run.number]
            assert (news.going, news.written, news.troubled) == ((), 2, ())
            assert news.spent_usd == 0
            assert news.pretend_usd == news.ended[0].actual_usd > 0
            service.herald.looked(news)
            assert await service.herald.news() is None
            clock.advance(minutes=1)
            again = service.herald.morning()
            assert (again.since, again.ended, again.written) == (news.since, news.ended, 2)

    async def test_what_went_on_before_ones_eyes_is_no_news_at_the_next_start(
        self, house: Any, clock: Any, doing: Any
    ) -> None:
        async with house.service() as service:
            run = await doing.begin(service, doing.cells((3, 1)))
            await doing.finish(service, clock, run.number)
            clock.advance(seconds=1)
            service.herald.left()
        async with house.service() as service:
            await service.tick()
            assert await service.herald.news() is None

    async def test_held_and_failed_reports_are_told_with_their_reasons(
        self, house: Any, clock: Any, doing: Any
    ) -> None:
        shorten(house.root, "round_notes", 60)
        async with house.service() as service:
            run = await doing.begin(service, doing.cells((3, 1)))
            await doing.finish(service, clock, run.number)
            morning = service.herald.morning()
        failed, held = morning.troubled
        assert (held.outcome, held.keys) == (Outcome.HELD, (NOTES,))
        assert "cut off" in held.reason
        assert (failed.outcome, failed.keys) == (Outcome.FAILED, (REPORT,))
        assert morning.warnings == ()  # the run's end is told by the run

    async def test_of_a_run_under_way_it_tells_what_has_come_meanwhile(
        self, make_house: Callable[..., Any], clock: Any, doing: Any
    ) -> None:
        house = make_house(pace=300)
        async with house.service() as service:
            run = await doing.begin(service, doing.cells((3, 1)))
            await service.tick()
            clock.advance(seconds=301)
            await service.look_now()
            morning = service.herald.morning()
        assert (morning.ended, morning.written) == ((), 1)
        assert [going.number for going in morning.going] == [run.number]

    async def test_a_text_that_was_replaced_is_told(
        self, make_house: Callable[..., Any], clock: Any, doing: Any
    ) -> None:
        house = make_house(pace=300)
        async with house.service() as service:
            run = await doing.begin(service, doing.cells((3, 1), mode="notes"))
            await service.tick()
            mine = house.file_of("TEG3_R1_story_notes.md")
            mine.parent.mkdir(parents=True, exist_ok=True)
            mine.write_text("by hand")
            await doing.finish(service, clock, run.number)
            (warning,) = service.herald.morning().warnings
        assert "changed by hand" in warning

    async def test_news_waits_until_what_ended_meanwhile_is_collected(
        self, make_house: Callable[..., Any], clock: Any, doing: Any
    ) -> None:
        house = make_house(pace=300)
        async with house.service() as service:
            await doing.begin(service, doing.cells((3, 1), mode="notes"))
            await service.tick()
            service.herald.left()
        clock.advance(hours=8)
        async with house.service() as service:
            asking = asyncio.create_task(service.herald.news())
            await asyncio.sleep(0)
            assert not asking.done()
            await service.tick()
            news = await asking
        assert news is not None
        assert news.written == 1
        assert news.spent_usd == Decimal(0)


@pytest.fixture(autouse=True)
def nobody_to_call(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TEG_NOTIFY_URLS", raising=False)
