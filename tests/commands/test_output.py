"""What commands print: on a terminal, in a pipe, beside JSON."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from terminal import Terminal

from teg_tui.commands import output

SAY = "from teg_tui.commands import output; output.say('One sentence, and then another one.')"


def test_on_a_terminal_lines_break_between_words(tmp_path: Path) -> None:
    with Terminal([sys.executable, "-c", SAY], cwd=tmp_path, columns=20) as terminal:
        terminal.wait_exit()
        assert bytes(terminal.output).split(b"\r\n") == [
            b"One sentence, and",
            b"then another one.",
            b"",
        ]


def test_in_a_pipe_a_line_stays_one(capsys: pytest.CaptureFixture[str]) -> None:
    output.say("word " * 40)
    assert capsys.readouterr().out == "word " * 40 + "\n"


def test_beside_json_people_are_told_on_standard_error(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with output.for_a_program():
        output.say("Sent.")
        output.table(["Kind"], [["notes"]], title="Reports")
        output.say_json({"sent": 1})
    said = capsys.readouterr()
    assert (said.out, said.err) == ('{\n  "sent": 1\n}\n', "Sent.\nReports\nKind\nnotes\n")
