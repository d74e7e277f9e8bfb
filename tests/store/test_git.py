"""Git is run so that it never waits for us, nor we for its hooks' children."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teg_tui.store.git import BROKEN, Git, environment, last_words


@pytest.fixture
def slow_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """A git that is slow to read, as on a busy machine."""
    program = tmp_path / "git"
    program.write_text("#!/bin/sh\nsleep 0.6\nexec cat\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    return Git(tmp_path)


def test_a_long_message_reaches_a_slow_git(slow_git: Git) -> None:
    text = b"message " * 100_000
    answer = slow_git.tell("commit", given=text, timeout=10)
    assert answer.code == 0
    assert answer.out == text


def test_a_git_that_takes_too_long_is_ended(slow_git: Git) -> None:
    answer = slow_git.ask("status", timeout=0.1)
    assert answer.timed_out
    assert answer.code != 0


def test_a_vanished_workspace_is_an_answer_and_no_crash(tmp_path: Path) -> None:
    assert Git(tmp_path / "gone").ask("status").code == BROKEN


def test_hooks_keep_the_users_characters_while_git_speaks_plainly(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    monkeypatch.setenv("LANGUAGE", "de:en")
    made = environment(reads=True)
    assert made["LC_CTYPE"] == "de_DE.UTF-8"
    assert made["LC_MESSAGES"] == "C"
    assert not {"LC_ALL", "LANGUAGE"} & made.keys()
    assert made["GIT_OPTIONAL_LOCKS"] == "0"
    assert "GIT_OPTIONAL_LOCKS" not in environment(reads=False)


@given(st.binary() | st.text().map(lambda text: text.encode(errors="replace")))
def test_nothing_git_says_can_move_the_cursor(output: bytes) -> None:
    assert last_words(output).isprintable() or last_words(output) == ""


def test_the_last_lines_are_told_in_one() -> None:
    assert last_words(b"one\n\ntwo\r\nthree\n  four  \n") == "two / three / four"
    assert last_words(b"\x1b[1;31mred\x1b[0m \x1b]8;;http://x\x07link") == "red link"
