"""Another model and exact counts, with keys and by command, on one workspace."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from online import online_tour
from terminal import Terminal


def test_a_model_is_chosen_and_counted_with_keys_and_a_command_goes_by_both(
    open_app: Callable[..., Terminal], run: Callable[..., str], simulator_url: str, tmp_path: Path
) -> None:
    tour = online_tour(tmp_path / "tour", simulator_url)
    before = (tour / "teg.toml").read_text(encoding="utf-8")
    app = open_app("-C", str(tour))
    app.wait_for("TEG 18, round 2")
    app.press("M")
    app.wait_for("lists them now")
    app.press("k", "enter")
    app.wait_for("$0.10 in, $0.50 out")
    app.press("e")
    app.wait_for("1 of 2 prompts counted exactly")
    app.press("q")
    assert app.wait_exit() == 0
    after = (tour / "teg.toml").read_text(encoding="utf-8")
    assert after == before.replace("claude-sonnet-5-5", "claude-haiku-5-5") != before
    estimate = ("-C", str(tour), "estimate", "--teg", "18", "--round", "2", "--json")
    said = json.loads(run(*estimate))
    assert (said["model"], said["counted"]) == ("claude-haiku-5-5", 1)
    assert json.loads(run("-C", str(tour), "models", "--json"))["chosen"] == "claude-haiku-5-5"
