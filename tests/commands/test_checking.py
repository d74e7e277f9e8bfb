"""`teg-tui check`: findings for people and for programs, and the exit code."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from teg_tui.cli import cli
from teg_tui.errors import DataError

PROJECT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace with the demonstration's scores and reports."""
    shutil.copytree(PROJECT / "data", tmp_path / "data")
    shutil.copy(PROJECT / "data" / "teg.toml", tmp_path / "teg.toml")
    return tmp_path


def test_a_line_a_claim_and_exit_code_1_for_a_false_one(folder: Path) -> None:
    ran = CliRunner().invoke(
        cli, ["-C", str(folder), "check", "--teg", "17", "--round", "4"], standalone_mode=False
    )
    assert ran.return_value == 1
    file = "data/commentary/round_reports/TEG17_R4_report.md"
    assert f"{file}:25:58  standings  false: +26, right is +28  | TM +26" in ran.output
    assert ran.output.splitlines()[-1].startswith("2 reports, ")


def test_a_clean_report_leaves_with_0_and_its_name_tells_what_it_is_about(folder: Path) -> None:
    file = folder / "TEG18_R1_report.md"
    file.write_text("Round 1 Stableford: TM 44 | WS 44 | NQ 41\n", encoding="utf-8")
    ran = CliRunner().invoke(
        cli, ["-C", str(folder), "check", str(file), "--json"], standalone_mode=False
    )
    assert ran.return_value is None
    claims = json.loads(ran.output)["claims"]
    assert [(c["line"], c["column"], c["said"], c["verdict"]) for c in claims] == [
        (1, 23, "44", "true"),
        (1, 31, "44", "true"),
        (1, 39, "41", "true"),
    ]
    assert claims[0] == {
        "file": str(file),
        "line": 1,
        "column": 23,
        "text": "TM 44",
        "kind": "standings",
        "verdict": "true",
        "said": "44",
        "expected": "44",
    }


def test_of_a_text_with_another_name_the_options_say_what_it_is_about(folder: Path) -> None:
    file = folder / "draft.md"
    file.write_text("TM 44 | WS 43\n", encoding="utf-8")
    runner = CliRunner()
    with pytest.raises(DataError, match="does not tell what it is about"):
        runner.invoke(
            cli,
            ["-C", str(folder), "check", str(file)],
            standalone_mode=False,
            catch_exceptions=False,
        )
    options = ["--teg", "18", "--round", "1"]
    ran = runner.invoke(
        cli, ["-C", str(folder), "check", str(file), *options], standalone_mode=False
    )
    assert ran.return_value == 1
    assert "false: 43, right is 44" in ran.output


@pytest.mark.parametrize("options", [["--teg", "99"], ["--teg", "17", "--round", "9"]])
def test_what_does_not_exist_is_said(folder: Path, options: list[str]) -> None:
    with pytest.raises(DataError):
        CliRunner().invoke(
            cli,
            ["-C", str(folder), "check", *options],
            standalone_mode=False,
            catch_exceptions=False,
        )
