"""Which models there are, until when, and which one writes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from teg_tui.errors import ConfigError
from teg_tui.reports.key import CellKey
from teg_tui.reports.state import State
from teg_tui.simulator.models import Model

MODELS = "GET /v1/models"


async def test_the_list_is_the_apis_with_the_days_prices(house: Any) -> None:
    async with house.service() as service:
        found = await service.models()
    names = [model.name for model in found.models]
    assert found.chosen == "claude-sonnet-5-5" in names
    [chosen] = [model for model in found.models if model.name == found.chosen]
    assert chosen.rates is not None
    assert chosen.rates.batch_output * 2 == chosen.rates.output
    assert (chosen.batch, chosen.lifecycle, found.warning) == (True, "active", "")
    assert "lists them now" in found.source


async def test_a_model_about_to_retire_is_warned_of_from_then_on(house: Any) -> None:
    house.configure(more="")
    config = house.root / "teg.toml"
    config.write_text('model = "claude-sonnet-4-5"\n' + config.read_text())
    async with house.service() as service:
        assert (await service.status()).model_warning == "", "nobody has told yet"
        found = await service.models()
        assert found.chosen == "claude-sonnet-4-5-20250929", "as the list has it"
        expected = "claude-sonnet-4-5 retires on 30 November 2026, in 8 days"
        assert (await service.status()).model_warning == expected == found.warning
    async with house.service() as service:
        assert (await service.status()).model_warning == expected


async def test_after_the_day_it_is_said_otherwise(house: Any, clock: Any) -> None:
    config = house.root / "teg.toml"
    config.write_text('model = "claude-sonnet-4-5"\n' + config.read_text())
    async with house.service() as service:
        await service.models()
        clock.advance(days=9)
        assert "was to retire on 30 November 2026" in (await service.status()).model_warning


async def test_what_one_endpoint_said_holds_for_no_other(house: Any) -> None:
    config = house.root / "teg.toml"
    config.write_text('model = "claude-sonnet-4-5"\n' + config.read_text())
    async with house.service() as service:
        await service.models()
    config.write_text(config.read_text().replace(house.simulator.url, "http://127.0.0.1:9"))
    async with house.service() as service:
        assert (await service.status()).model_warning == ""


async def test_a_model_that_the_api_does_not_know_is_warned_of(house: Any) -> None:
    config = house.root / "teg.toml"
    config.write_text('model = "claude-nobody-9"\n' + config.read_text())
    async with house.service() as service:
        found = await service.models()
    assert found.models[0].name == found.chosen == "claude-nobody-9"
    assert "is no model that" in found.warning


async def test_while_nobody_answers_the_list_is_the_one_told_last(
    house: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with house.service() as service:
        now = await service.models()
        monkeypatch.setattr(service.context.gateway, "_client", None)
        monkeypatch.setattr(service.context.gateway, "endpoint", _dead(service))
        later = await service.models()
    assert later.models == now.models
    assert "listed them on 22 November 2026" in later.source


def _dead(service: Any) -> Any:
    return replace(service.context.endpoint, base_url="http://127.0.0.1:9")


async def test_before_anybody_answered_the_price_tables_are_all_there_is(
    house: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.configure(pretend=False)
    monkeypatch.setenv("ANTHROPIC_BASE_URL", "http://127.0.0.1:9")
    async with house.service() as service:
        found = await service.models()
    assert "claude-sonnet-5-5" in [model.name for model in found.models]
    assert all(model.retires_at is None for model in found.models)
    assert "price tables" in found.source
    assert house.calls() == 0


async def test_a_run_asks_once_a_day_so_that_the_warning_comes_by_itself(
    make_house: Callable[..., Any], doing: Any, clock: Any
) -> None:
    house = make_house(pace=300.0)

    def asked() -> int:
        return int(house.simulator.account.books.calls[MODELS])

    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1)))
        await doing.finish(service, clock, run.number)
        assert asked() == 1
        clock.advance(days=1)
        run = await doing.begin(service, doing.cells((3, 2)))
        await doing.finish(service, clock, run.number)
        assert asked() == 2


async def test_that_the_models_cant_be_told_holds_nothing_up(
    house: Any, doing: Any, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Model, "view", lambda self: {"id": 7})
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1)))
        run = await doing.finish(service, clock, run.number)
    assert run.filed == run.reports


async def test_the_chosen_model_holds_at_once_and_in_other_processes(
    house: Any, doing: Any, clock: Any
) -> None:
    rounds = doing.cells((3, 1))
    async with house.service() as service, house.service() as other:
        await other.catalogue()
        run = await doing.begin(service, rounds)
        await doing.finish(service, clock, run.number)
        await service.choose_model("claude-haiku-5-5")
        assert (await service.quote(rounds)).estimate.model == "claude-haiku-5-5"
        assert (await service.status()).model == "claude-haiku-5-5"
        assert (await other.quote(rounds)).estimate.model == "claude-haiku-5-5"
        states = {r.state for r in (await service.catalogue()).cells[CellKey(3, 1)].reports}
    assert states == {State.PRESENT}, "an older recipe is not stale"


async def test_where_there_is_no_file_to_write_to_it_says_what_to_do(house: Any) -> None:
    async with house.service() as service:
        await service.catalogue()
        (house.root / "teg.toml").unlink()
        with pytest.raises(ConfigError, match="init"):
            await service.choose_model("claude-haiku-5-5")
