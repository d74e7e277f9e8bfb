"""What was spent, against the books of the account that it was spent on."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from canary import KEY
from traces import usage_at

from teg_tui import workspace as workspaces
from teg_tui.costs.account import Account, By
from teg_tui.costs.advice import Via
from teg_tui.service.service import Service

BATCH_PRICES, STANDARD_PRICES = (1, 5), (2, 10)
"""USD per million tokens of claude-sonnet-5-5, in and out, as published."""


def usd(usage: tuple[int, int], prices: tuple[int, int]) -> Decimal:
    return Decimal(usage[0] * prices[0] + usage[1] * prices[1]) / 1_000_000


def tokens(account: Account) -> tuple[int, int]:
    return account.input_tokens, account.output_tokens


async def in_real_time(service: Service, doing: Any, selection: Any) -> None:
    """Tick until it is over; it goes on by itself meanwhile."""
    run = await service.start(selection, Via.REALTIME)
    while (await doing.run_of(service, run.number)).finished_at is None:
        await service.tick()
        await asyncio.sleep(0.01)


async def test_every_statement_adds_up_to_the_books_of_the_account(
    house: Any, clock: Any, doing: Any
) -> None:
    prompt = (workspaces.shipped("prompts") / "round_report.md").read_text()
    cut = re.sub(r"max_tokens = \d+", "max_tokens = 60", prompt)
    (house.root / "prompts").mkdir()
    (house.root / "prompts" / "round_report.md").write_text(cut)
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1)))
        run = await doing.finish(service, clock, run.number)
        assert (run.filed, run.held) == (1, 1), "what is held is billed, too"
        await in_real_time(service, doing, doing.cells((3, 2), mode="notes"))
        statements = [await service.costs(by) for by in By]
    batches, messages = usage_at(house.simulator.url)
    by_batch, by_message = usd(batches, BATCH_PRICES), usd(messages, STANDARD_PRICES)
    assert by_batch
    assert by_message
    for found in statements:
        total = found.pretend_total
        assert found.lines == (), "a simulator's money is no money"
        assert found.total == Account()
        assert total.requests == 3
        assert total.usd == by_batch + by_message
        assert total.standard_usd == 2 * by_batch + by_message
        assert total.saved_usd == by_batch
        assert tokens(total) == (batches[0] + messages[0], batches[1] + messages[1])
        assert total.estimated_usd
        assert total.foreseen_usd == total.usd, "each had been estimated"
        assert (total.unpriced, total.in_flight, total.in_doubt) == (0, 0, 0)
    names = {found.by: [line.name for line in found.pretend] for found in statements}
    assert names[By.MONTH] == ["2026-11"]
    assert names[By.RUN] == ["2", "1"], "newest first"
    assert sorted(names[By.KIND]) == ["round_notes", "round_report"]
    assert statements[-1].pretend[1].title == run.title
    assert statements[-1].pretend[1].announced == run.estimated


async def test_what_may_have_been_billed_is_on_the_accounts_books_and_in_no_sum_of_ours(
    make_house: Callable[..., Any], doing: Any
) -> None:
    house = make_house(faults=["stream-cut"])
    async with house.service() as service:
        await in_real_time(service, doing, doing.cells((3, 1), mode="notes"))
        lost = (await service.costs(By.KIND)).pretend_total
        await in_real_time(service, doing, doing.cells((3, 1), mode="notes"))
        both = (await service.costs(By.KIND)).pretend_total
    assert (lost.requests, lost.usd, lost.in_doubt) == (0, 0, 1)
    assert lost.in_doubt_usd > 0
    assert (both.requests, both.in_doubt, both.in_doubt_usd) == (1, 1, lost.in_doubt_usd)
    _, messages = usage_at(house.simulator.url)
    assert messages == (2 * both.input_tokens, 2 * both.output_tokens)


async def test_real_money_is_the_months_and_what_is_in_flight_beside_it(
    make_house: Callable[..., Any], clock: Any, doing: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = make_house(pace=300)
    house.configure(pretend=False)
    monkeypatch.setenv("ANTHROPIC_BASE_URL", house.simulator.url)
    monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), (3, 2), mode="notes"))
        quote = run.estimated
        await service.tick()
        flying = (await service.costs(By.MONTH)).total
        status = await service.status()
        assert (flying.requests, flying.usd, flying.in_flight) == (0, 0, 2)
        assert status.spent_this_month == flying.in_flight_usd
        assert flying.in_flight_usd == pytest.approx(quote.likely, rel=Decimal("0.01"))
        await doing.finish(service, clock, run.number)
        found = await service.costs(By.MONTH)
        status = await service.status()
        assert found.pretend == ()
        assert (found.total.requests, found.total.in_flight) == (2, 0)
        assert found.total.usd == status.spent_this_month > 0


async def test_usage_that_had_no_price_is_priced_as_soon_as_its_day_has_one(
    house: Any, clock: Any, doing: Any
) -> None:
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), mode="notes"))
        await doing.finish(service, clock, run.number)
        known = await service.costs(By.MODEL)
        ledger = service.context.ledger
        ledger.write("UPDATE requests SET cost = NULL, standard = NULL, prices = ''")
        assert await service.costs(By.MODEL) == known
        ledger.write("UPDATE requests SET cost = NULL, prices = '', model = 'claude-nobody-9'")
        (line,) = (await service.costs(By.MODEL)).pretend
    assert (line.name, line.account.requests, line.account.unpriced) == ("claude-nobody-9", 1, 1)
    assert line.account.usd == line.account.standard_usd == 0
