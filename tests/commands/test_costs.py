"""`costs`: what was spent, for people, for a pipe and for a program."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import specimens
from online import online_tour
from rich.cells import cell_len
from traces import usage_at

from teg_tui.commands.costs import say_statement, statement_json
from teg_tui.costs.account import Account, By, Line, Statement
from teg_tui.simulator.server import running

Command = Callable[..., Any]


@pytest.fixture
def simulator() -> Iterator[str]:
    with running(pace=0) as found:
        yield found.url


def test_a_finished_runs_money_is_told_by_month_kind_model_and_run(
    teg_tui: Command, tmp_path: Path, simulator: str
) -> None:
    root = online_tour(tmp_path / "tour", simulator)
    empty = teg_tui("-C", root, "costs")
    assert (empty.code, empty.out.splitlines()[0]) == (0, "Nothing has been billed so far.")
    assert teg_tui("-C", root, "rounds", "16", "2", "--use-batch").code == 0

    told = {by: teg_tui("-C", root, "costs", "--by", by) for by in By}
    assert {answer.code for answer in told.values()} == {0}
    assert {answer.err for answer in told.values()} == {""}
    for by, words in (
        (By.KIND, ("Story notes", "Round report")),
        (By.MODEL, ("claude-sonnet-5-5",)),
        (By.RUN, ("1 TEG 16",)),
        (By.MONTH, ("Requests", "Estimate", "Real time", "Pretend money", "█", "usage page")),
    ):
        for word in words:
            assert word in told[by].out
    assert teg_tui("-C", root, "costs").out == told[By.MONTH].out

    answers = [teg_tui("-C", root, "costs", "--by", by, "--json").json for by in By]
    (tokens_in, tokens_out), _ = usage_at(simulator)
    for answer in answers:
        assert answer["lines"] == []
        assert answer["total"]["usd"]["spent"] == 0
        pretend = answer["pretend"]["total"]
        assert pretend == answers[0]["pretend"]["total"]
        assert (pretend["input_tokens"], pretend["output_tokens"]) == (tokens_in, tokens_out)
        usd = pretend["usd"]
        assert usd["spent"] == round(tokens_in / 1e6 + tokens_out * 5 / 1e6, 9)
        assert usd["standard"] == 2 * usd["spent"]
        for name in usd:
            lines = sum(line["usd"][name] for line in answer["pretend"]["lines"])
            assert round(lines, 9) == usd[name]


def test_the_public_shape_of_a_statement() -> None:
    found = specimens.statement(By.RUN)
    first = replace(found.lines[0], announced=specimens.money("1.2", "1.7", "2.2"))
    shape = statement_json(Statement(By.RUN, (first, *found.lines[1:]), found.lines))
    assert shape["by"] == "run"
    assert shape["total"] == shape["pretend"]["total"]
    assert shape["lines"][0] == {
        "name": "3",
        "title": "TEG 17, full pipeline",
        "requests": 67,
        "unpriced": 0,
        "in_flight": 8,
        "in_doubt": 0,
        "input_tokens": 696_800,
        "output_tokens": 137_350,
        "usd": {
            "spent": 1.9624,
            "standard": 3.9248,
            "saved": 1.9624,
            "estimated": 1.86428,
            "of_estimated": 1.9624,
            "in_flight": 0.26,
            "in_doubt": 0.0,
        },
        "announced": {"low": 1.2, "likely": 1.7, "high": 2.2},
    }
    assert shape["lines"][1]["announced"] is None


@pytest.fixture
def on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[[Statement, int], list[str]]:
    """What a terminal of so many columns is given, a line each, without colours."""

    def show(statement: Statement, columns: int) -> list[str]:
        monkeypatch.setenv("COLUMNS", str(columns))
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
        say_statement(statement)
        return re.sub(r"\x1b\[[0-9;]*m", "", capsys.readouterr().out).splitlines()

    return show


@pytest.mark.parametrize("columns", [80, 160])
def test_on_a_terminal_every_line_of_the_table_is_one_line(
    on_a_terminal: Callable[[Statement, int], list[str]], columns: int
) -> None:
    dear = Account(requests=1234, usd=Decimal(1234), standard_usd=Decimal(2468))
    long = "A tour with a name that no terminal has room for, full pipeline"
    drawn = on_a_terminal(Statement(By.RUN, (Line("2", long, dear),)), columns)
    (row,) = (line.rstrip() for line in drawn if "1,234 " in line and "for 1,234" not in line)
    assert "2 A tour with a name" in row, "a run can be told from the others"
    assert cell_len(row) <= columns
    assert row.endswith("░") is any("█ spent" in line for line in drawn) is (columns == 160)


def test_text_from_outside_is_shown_and_never_obeyed(
    on_a_terminal: Callable[[Statement, int], list[str]],
) -> None:
    evil = Line("1", "\x1b[31m[bold]TEG\nmore", specimens.account(1, "0.01"))
    drawn = "\n".join(on_a_terminal(Statement(By.RUN, (evil,)), 120))
    assert "␛[31m[bold]TEG more" in drawn
