"""`teg-tui check`: findings for people and for programs, and the exit code."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from teg_tui import workspace
from teg_tui.cli import cli
from teg_tui.errors import DataError
from teg_tui.reports.key import ReportKey
from teg_tui.reports.provenance import Provenance, Recipe
from teg_tui.store.filing import private_folder
from teg_tui.store.ledger import Ledger

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


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "there is no such file"), ("Ned 37\n".encode("utf-16"), "is no text")],
    ids=["missing", "UTF-16"],
)
def test_what_can_not_be_read_is_said_in_words(
    folder: Path, content: bytes | None, said: str
) -> None:
    file = folder / "TEG17_R4_report.md"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(DataError, match=rf"TEG17_R4_report\.md: {said}"):
        CliRunner().invoke(
            cli,
            ["-C", str(folder), "check", str(file)],
            standalone_mode=False,
            catch_exceptions=False,
        )


def test_a_byte_order_mark_and_other_lines_ends_move_no_column(folder: Path) -> None:
    file = folder / "TEG18_R1_report.md"
    file.write_bytes(b"\xef\xbb\xbfTM 44 | WS 43\r\n\r\nTM 44 | WS 43\r\n")
    ran = CliRunner().invoke(
        cli, ["-C", str(folder), "check", str(file), "--json"], standalone_mode=False
    )
    places = [(its["line"], its["column"]) for its in json.loads(ran.output)["claims"]]
    assert places == [(1, 3), (1, 11), (3, 3), (3, 11)]


class TestATournamentToldAsOfARound:
    """Partial notes are held against the scores up to their round, however that is known."""

    FILE = "data/commentary/teg_17_story_notes_partial.md"

    @staticmethod
    def standings(folder: Path, last: int) -> str:
        tour = workspace.load_tour(workspace.find(folder)).tour
        totals: Counter[str] = Counter()
        for rnd in tour.by_teg[17].through(last):
            for code, card in rnd.card_of.items():
                totals[code] += sum(points or 0 for points in card.points)
        ranked = " | ".join(f"{code} {total}" for code, total in totals.most_common())
        return f"**Trophy standings:** {ranked}\n"

    def verdicts(self, folder: Path, text: str, *options: str) -> set[str]:
        (folder / self.FILE).write_text(text, encoding="utf-8")
        ran = CliRunner().invoke(
            cli, ["-C", str(folder), "check", "--json", *options], standalone_mode=False
        )
        claims = json.loads(ran.output)["claims"]
        return {claim["verdict"] for claim in claims if claim["file"].endswith(self.FILE)}

    def test_its_title_says_so(self, folder: Path) -> None:
        text = f"# TEG 17, Round 2: the tournament so far\n\n{self.standings(folder, 2)}"
        file = str(folder / self.FILE)
        for options in ([], ["--teg", "17", "--round", "2"], [file], [file, "--teg", "17"]):
            assert self.verdicts(folder, text, *options) == {"true"}
        assert not self.verdicts(folder, text, "--teg", "17", "--round", "3")

    def test_where_it_came_from_says_so(self, folder: Path) -> None:
        key = ReportKey(17, 2, "tournament_notes_partial")
        recipe, now = Recipe("ab", (), "cd", "a-model"), datetime(2026, 11, 22, tzinfo=UTC)
        origin = Provenance(key, recipe, "ef", None, 1, 1, None, True, now)
        with closing(Ledger(private_folder(folder), now=now)) as ledger:
            ledger.put_provenance([origin])
        text = f"# So far\n\n{self.standings(folder, 2)}"
        assert self.verdicts(folder, text) == {"true"}

    def test_somebody_elses_tells_of_the_last_round_but_one(self, folder: Path) -> None:
        assert self.verdicts(folder, self.standings(folder, 3)) == {"true"}

    def test_who_asks_may_say_so(self, folder: Path) -> None:
        text, file = self.standings(folder, 1), str(folder / self.FILE)
        assert self.verdicts(folder, text, file, "--teg", "17", "--round", "1") == {"true"}
