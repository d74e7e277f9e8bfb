"""`estimate`: of what is selected, and of any request file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]
SPAN = ["low", "likely", "high"]


def request_file(folder: Path, *, model: str = "claude-sonnet-4-5", tegs: int = 12) -> Path:
    """One request for notes a tournament: 3,550 characters of instructions, 2,350 of facts."""
    lines = [
        {
            "custom_id": f"TEG{teg}_R1_story_notes",
            "params": {
                "model": model,
                "max_tokens": 4000,
                "system": [{"type": "text", "text": "i" * 3550}],
                "messages": [{"role": "user", "content": "f" * 2350}],
            },
        }
        for teg in range(1, tegs + 1)
    ]
    path = folder / "requests.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)))
    return path


class TestOfASelection:
    def test_the_public_shape(self, teg_tui: Command, demonstration: Path) -> None:
        said = teg_tui(
            "-C", demonstration, "estimate", "--teg", "16-17", "--round", "1-4", "--json"
        ).json
        assert list(said) == [
            "requests",
            "model",
            "input_tokens",
            "output_tokens",
            "usd",
            "advice",
            "reason",
            "counted",
        ]
        assert (said["requests"], said["model"]) == (16, "claude-sonnet-5-5")
        assert list(said["usd"]) == ["standard", "batch"]
        for span in (said["input_tokens"], said["output_tokens"], *said["usd"].values()):
            assert list(span) == SPAN
            assert 0 < span["low"] < span["likely"] < span["high"]
        for bound in SPAN:
            assert said["usd"]["batch"][bound] == pytest.approx(said["usd"]["standard"][bound] / 2)
        assert said["advice"] == "realtime"
        assert "batch would save $" in said["reason"]

    @pytest.mark.parametrize(
        ("arguments", "requests"),
        [
            (("--round", "1-4", "--mode", "notes"), 8),
            (("--round", "1-2", "--kind", "round_notes"), 4),
            (("--mode", "notes", "--kind", "tournament_notes"), 2 + 7),
        ],
    )
    def test_mode_and_kinds_choose_among_the_reports(
        self, teg_tui: Command, demonstration: Path, arguments: tuple[str, ...], requests: int
    ) -> None:
        said = teg_tui("-C", demonstration, "estimate", "--teg", "16-17", *arguments, "--json")
        assert said.json["requests"] == requests

    def test_tournaments_bring_the_round_notes_they_lack(
        self, teg_tui: Command, demonstration: Path
    ) -> None:
        """The demonstration has round notes for the last round of its last tournament only."""
        said = teg_tui("-C", demonstration, "estimate", "--teg", "16-17", "--json")
        assert said.json["requests"] == 2 * 3 + 2 * 4 - 1

    def test_people_get_money_rates_and_both_ways(
        self, teg_tui: Command, demonstration: Path
    ) -> None:
        said = teg_tui("-C", demonstration, "estimate", "--teg", "17", "--round", "1").out
        assert said.startswith("2 requests to claude-sonnet-5-5\n")
        assert "USD per million tokens: 2 in, 10 out; by batch 1 and 5" in said
        assert "Advice: real time. Two reports only: about $" in said
        assert "keep this computer awake until" in said

    def test_rounds_that_do_not_exist_are_left_out_with_a_note(
        self, teg_tui: Command, demonstration: Path
    ) -> None:
        said = teg_tui("-C", demonstration, "estimate", "--teg", "17", "--round", "4-5", "--json")
        assert said.json["requests"] == 2
        assert "17, round 5: " in said.err

    @pytest.mark.parametrize(
        "arguments",
        [
            ("--teg", "99"),
            ("--teg", "17", "--round", "9"),
            ("--teg", "seventeen"),
            ("--teg", "17", "--kind", "poem"),
            (),
            ("--teg", "17", "--requests", "file.jsonl"),
        ],
    )
    def test_where_nothing_can_be_reckoned_it_says_why(
        self, teg_tui: Command, demonstration: Path, arguments: tuple[str, ...]
    ) -> None:
        said = teg_tui("-C", demonstration, "estimate", *arguments, "--json")
        assert (said.code, said.out) == (2, "")
        assert said.err


class TestOfARequestFile:
    def test_it_is_reckoned_without_a_workspace(self, teg_tui: Command, tmp_path: Path) -> None:
        path = request_file(tmp_path)
        said = teg_tui("estimate", "--requests", path, "--json").json
        assert (said["requests"], said["model"]) == (12, "claude-sonnet-4-5")
        assert said["input_tokens"]["likely"] == 12 * 2000
        assert said["advice"] == "batch"
        assert said["reason"].startswith("12 tournaments are a bulk job: batch costs about $")

    def test_it_is_reckoned_inside_one(
        self, teg_tui: Command, demonstration: Path, tmp_path: Path
    ) -> None:
        path = request_file(tmp_path, tegs=3)
        said = teg_tui("-C", demonstration, "estimate", "--requests", path, "--json").json
        assert (said["requests"], said["advice"]) == (3, "realtime")

    def test_a_model_without_a_price_costs_null_and_is_said(
        self, teg_tui: Command, tmp_path: Path
    ) -> None:
        path = request_file(tmp_path, model="claude-nobody-9")
        assert teg_tui("estimate", "--requests", path, "--json").json["usd"] == {
            "standard": None,
            "batch": None,
        }
        said = teg_tui("estimate", "--requests", path).out
        assert "no price known" in said
        assert "$0.00" not in said

    @pytest.mark.parametrize(
        ("text", "message"), [("", "no request in it"), ("{}\n", "line 1"), ("x", "line 1")]
    )
    def test_what_is_no_request_file_is_said(
        self, teg_tui: Command, tmp_path: Path, text: str, message: str
    ) -> None:
        (tmp_path / "file.jsonl").write_text(text)
        said = teg_tui("estimate", "--requests", "file.jsonl", "--json")
        assert (said.code, said.out) == (2, "")
        assert message in said.err
