"""The commands that need no service: what they print, where, and with which exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from teg_tui import __version__, cli
from teg_tui.workspace import shipped

Command = Callable[..., Any]
"""The fixture `teg_tui`."""


def test_the_version_is_said(teg_tui: Command) -> None:
    said = teg_tui("--version")
    assert (said.code, said.out, said.err) == (0, f"teg-tui {__version__}\n", "")


def test_help_names_every_command(teg_tui: Command) -> None:
    said = teg_tui("--help").out
    for command in cli.cli.commands:
        assert f"\n  {command} " in said


def test_no_workspace_is_one_message(teg_tui: Command) -> None:
    said = teg_tui("standings", "--teg", 4)
    assert said.code == 2
    assert said.out == ""
    assert said.err.startswith("teg-tui: ")
    assert "teg-tui demo" in said.err


@pytest.mark.parametrize("term", ["dumb", "xterm-256color"])
def test_without_a_terminal_the_app_names_the_headless_commands(
    teg_tui: Command, monkeypatch: pytest.MonkeyPatch, term: str
) -> None:
    monkeypatch.setenv("TERM", term)
    said = teg_tui()
    assert said.code == 2
    for command in ("rounds", "tournaments", "watch", "batches", "retry", "--help"):
        assert command in said.err


def test_without_a_terminal_a_demonstration_is_not_even_begun(
    teg_tui: Command, tmp_path: Path
) -> None:
    said = teg_tui("demo", tmp_path / "tour")
    assert (said.code, "--headless" in said.err) == (2, True)
    assert not (tmp_path / "tour").exists()


@pytest.mark.parametrize("option", ["--port=65536", "--pace=-1", "--list-delay=-1"])
def test_a_simulator_is_not_begun_with_what_can_not_be(teg_tui: Command, option: str) -> None:
    said = teg_tui("simulator", option)
    assert (said.code, said.out) == (2, "")
    assert "is not in the range" in said.err


def test_a_wrong_option_is_a_usage_error(teg_tui: Command) -> None:
    said = teg_tui("standings", "--tge", 4)
    assert said.code == 2
    assert "No such option" in said.err


def test_ctrl_c_ends_with_the_shells_code(
    teg_tui: Command, demonstration: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(sys.stdout, "write", interrupted)
    assert teg_tui("-C", demonstration, "prompts").code == 130


def test_a_reader_that_goes_away_is_no_error(demonstration: Path) -> None:
    command = [sys.executable, "-P", "-m", "teg_tui", "facts", "--teg", "17"]
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        command, cwd=demonstration, stdout=writing, stderr=subprocess.PIPE, timeout=60, check=False
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


class TestStandings:
    def test_the_public_shape(self, teg_tui: Command, demonstration: Path) -> None:
        said = teg_tui("-C", demonstration, "standings", "--teg", 5, "--json").json
        assert list(said) == ["teg", "round", "competitions"]
        assert (said["teg"], said["round"]) == (5, None)
        trophy, jacket = said["competitions"]
        assert list(trophy) == ["name", "measure", "rows", "winners", "last", "exception"]
        assert (trophy["name"], trophy["measure"]) == ("TEG Trophy", "net_to_par")
        assert (jacket["name"], jacket["measure"]) == ("Green Jacket", "gross_to_par")
        for row in trophy["rows"] + jacket["rows"]:
            assert list(row) == ["position", "tied", "player", "code", "total", "behind"]
            assert [type(row[key]) for key in ("position", "total", "behind")] == [int, int, int]
        first = trophy["rows"][0]
        assert (first["position"], first["behind"]) == (1, 0)
        assert trophy["winners"] == [first["player"]]
        assert trophy["last"] == [trophy["rows"][-1]["player"]]
        assert (trophy["exception"], jacket["last"]) == (None, [])

    def test_after_a_round_with_what_it_added(self, teg_tui: Command, demonstration: Path) -> None:
        one, two = (
            teg_tui("-C", demonstration, "standings", "--teg", 17, "--round", r, "--json").json
            for r in (1, 2)
        )
        assert (two["round"], two["competitions"][0]["winners"]) == (2, [])
        before = {row["code"]: row["total"] for row in one["competitions"][0]["rows"]}
        for row in two["competitions"][0]["rows"]:
            assert list(row)[4:] == ["total", "round_total", "behind"]
            assert row["total"] == before[row["code"]] + row["round_total"]

    def test_an_award_against_the_rule_is_told_with_its_reason(
        self, teg_tui: Command, demonstration: Path
    ) -> None:
        jacket = teg_tui("-C", demonstration, "standings", "--teg", 6, "--json").json[
            "competitions"
        ][1]
        assert "fifteenth club" in jacket["exception"]
        assert jacket["winners"] != [jacket["rows"][0]["player"]]
        assert "fifteenth club" in teg_tui("-C", demonstration, "standings", "--teg", 6).out

    def test_a_tournament_under_way_has_no_winners_yet(
        self, teg_tui: Command, demonstration: Path
    ) -> None:
        said = teg_tui("-C", demonstration, "standings", "--teg", 18, "--json").json
        assert [c["winners"] for c in said["competitions"]] == [[], []]
        assert said["competitions"][0]["rows"]

    def test_people_get_a_table(self, teg_tui: Command, demonstration: Path) -> None:
        said = teg_tui("-C", demonstration, "standings", "--teg", 5).out
        data = teg_tui("-C", demonstration, "standings", "--teg", 5, "--json").json
        assert said.startswith("TEG 5 after round 4: TEG Trophy\nPos  Player")
        first = data["competitions"][0]["rows"][0]
        assert first["player"].split()[1].isupper()  # as the score file has it
        name = first["player"].title()
        assert f"{name}  " in said
        assert f"{first['total']:+d}" in said
        assert f"TEG Trophy: {name}" in said

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (("--teg", 99), "there is no TEG 99"),
            (("--teg", 17, "--round", 9), "round 9 of TEG 17 does not exist"),
            (("--teg", 18, "--round", 4), "round 4 of TEG 18 is not played yet"),
        ],
    )
    @pytest.mark.parametrize("form", [(), ("--json",)])
    def test_what_does_not_exist_is_said(
        self,
        teg_tui: Command,
        demonstration: Path,
        arguments: tuple[object, ...],
        message: str,
        form: tuple[str, ...],
    ) -> None:
        said = teg_tui("-C", demonstration, "standings", *arguments, *form)
        assert (said.code, said.out) == (2, "")
        assert message in said.err


class TestFacts:
    def test_a_tournaments_and_a_rounds_are_printed(
        self, teg_tui: Command, demonstration: Path
    ) -> None:
        whole = teg_tui("-C", demonstration, "facts", "--teg", 17)
        of_round = teg_tui("-C", demonstration, "facts", "--teg", 17, "--round", 3)
        assert (whole.code, of_round.code) == (0, 0)
        assert "TEG 17" in whole.out
        assert "round 3" in of_round.out.lower()

    def test_of_what_is_not_played_there_are_none(
        self, teg_tui: Command, demonstration: Path
    ) -> None:
        said = teg_tui("-C", demonstration, "facts", "--teg", 18, "--round", 4)
        assert (said.code, said.out) == (2, "")


class TestPrompts:
    def test_every_shipped_kind_is_listed(self, teg_tui: Command, demonstration: Path) -> None:
        said = teg_tui("-C", demonstration, "prompts").out
        for file in shipped("prompts").glob("*.md"):
            assert f"\n{file.stem} " in said

    def test_a_copy_stands_in_for_the_shipped_one_and_is_never_overwritten(
        self, teg_tui: Command, demonstration: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "teg.toml").write_text('event = "TEG"\n')
        assert teg_tui("prompts", "--copy", "round_report").code == 0
        copy = tmp_path / "prompts" / "round_report.md"
        assert copy.read_bytes() == (shipped("prompts") / "round_report.md").read_bytes()
        copy.write_text(copy.read_text().replace("Round report", "Our report"))
        assert "Our report" in teg_tui("prompts").out
        again = teg_tui("prompts", "--copy", "round_report")
        assert (again.code, "Our report" in copy.read_text()) == (2, True)

    def test_an_unknown_kind_is_said(self, teg_tui: Command, demonstration: Path) -> None:
        said = teg_tui("-C", demonstration, "prompts", "--copy", "poem")
        assert said.code == 2
        assert "there is no kind 'poem'" in said.err


class TestInit:
    def test_it_says_what_it_found(
        self, teg_tui: Command, demonstration: Path, tmp_path: Path
    ) -> None:
        import shutil

        shutil.copytree(demonstration / "data", tmp_path / "tour" / "data")
        said = teg_tui("init", "tour")
        assert said.code == 0
        assert said.out.startswith("18 tournaments, ")
        assert teg_tui("init", "tour").code == 2


class TestOutput:
    def test_what_comes_from_outside_is_shown_and_not_obeyed(
        self, teg_tui: Command, tmp_path: Path
    ) -> None:
        hostile = "\x1b]0;owned\x07[bold red]x"
        (tmp_path / "teg.toml").write_text('event = "TEG"\n')
        prompt = (shipped("prompts") / "brief_summary.md").read_text()
        (tmp_path / "prompts").mkdir()
        (tmp_path / "prompts" / f"{hostile}.md").write_text(
            prompt.replace('kind = "brief_summary"', 'kind = "outside"', 1)
        )
        said = teg_tui("prompts")
        assert "\x1b" not in said.out + said.err
        assert "[bold red]x" in said.out + said.err
