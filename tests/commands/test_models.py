"""`models`, and what `estimate` has of the API: exact counts, and a warning of a retirement."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from online import online_tour

from teg_tui.simulator import models
from teg_tui.simulator.server import Running, running

Command = Callable[..., Any]


@pytest.fixture
def simulator() -> Iterator[Running]:
    with running() as its:
        yield its


@pytest.fixture
def tour(tmp_path: Path, simulator: Running) -> Path:
    return online_tour(tmp_path / "tour", simulator.url)


def configured(tour: Path, model: str) -> None:
    config = tour / "teg.toml"
    config.write_text(re.sub("(?m)^model = .*", f'model = "{model}"', config.read_text()))


def test_the_public_shape(teg_tui: Command, tour: Path) -> None:
    said = teg_tui("-C", tour, "models", "--json")
    assert said.code == 0
    assert list(said.json) == ["chosen", "source", "warning", "models"]
    assert said.json["chosen"] == "claude-sonnet-5-5"
    [chosen] = [m for m in said.json["models"] if m["name"] == "claude-sonnet-5-5"]
    assert list(chosen) == [
        "name",
        "title",
        "usd_per_million",
        "context_tokens",
        "answer_tokens",
        "batch",
        "lifecycle",
        "retires_at",
    ]
    assert list(chosen["usd_per_million"]) == ["standard", "batch"]
    assert (chosen["batch"], chosen["lifecycle"], chosen["retires_at"]) == (True, "active", None)


def test_people_see_prices_sizes_and_which_one_writes(teg_tui: Command, tour: Path) -> None:
    said = teg_tui("-C", tour, "models").out
    line = next(line for line in said.splitlines() if "claude-sonnet-5-5" in line)
    assert line.startswith("*")
    assert "1,000,000" in line
    assert "30 November 2026" in said
    assert "lists them now" in said


def test_without_a_key_it_says_what_it_goes_by(teg_tui: Command, tour: Path) -> None:
    config = tour / "teg.toml"
    config.write_text(re.sub("(?m)^base_url = .*", "", config.read_text()))
    said = teg_tui("-C", tour, "models")
    assert "price tables" in said.out
    assert "no API key" in said.out


def test_an_estimate_warns_of_a_model_that_retires(
    teg_tui: Command, tour: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = datetime.now(UTC) + timedelta(days=10)
    listed = [replace(model, retires=day) for model in models.MODELS]
    monkeypatch.setattr(models, "MODELS", tuple(listed))
    teg_tui("-C", tour, "models")
    said = teg_tui("-C", tour, "estimate", "--teg", "17", "--round", "1", "--json")
    assert said.json["requests"]
    assert f"warning: claude-sonnet-5-5 retires on {day.day} {day:%B %Y}, in 10 days" in said.err


def test_an_estimate_can_be_counted_exactly(teg_tui: Command, tour: Path) -> None:
    rounds = ("-C", tour, "estimate", "--teg", "14", "--round", "1-4")
    guessed = teg_tui(*rounds, "--json").json
    said = teg_tui(*rounds, "--exact")
    assert "4 of 8 prompts are counted exactly" in said.out
    assert "4 of 8 can't be counted: notes in them are still to come" in said.err
    counted = teg_tui(*rounds, "--json").json
    assert (guessed["counted"], counted["counted"]) == (0, 4), "remembered"
    assert _width(counted["input_tokens"]) < _width(guessed["input_tokens"])


def test_what_cant_be_counted_ends_with_the_reason(
    teg_tui: Command, tour: Path, simulator: Running
) -> None:
    configured(tour, "claude-nobody-9")
    said = teg_tui("-C", tour, "estimate", "--teg", "14", "--round", "1", "--exact")
    assert said.code == 2
    assert "tokens can't be counted now" in said.err


def _width(span: dict[str, int]) -> float:
    return (span["high"] - span["low"]) / span["likely"]


def test_a_files_requests_are_not_counted(teg_tui: Command, tmp_path: Path) -> None:
    said = teg_tui("estimate", "--requests", tmp_path / "x.jsonl", "--exact")
    assert said.code == 2
    assert "--exact" in said.err
