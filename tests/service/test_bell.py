"""The terminal's bell, and the words beside it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from teg_tui.service.bell import ring

XTERM = {"TERM": "xterm-256color"}


def test_the_bell_rings_after_words_for_the_desktop() -> None:
    assert ring("Run 3 is finished", XTERM) == "\x1b]9;Run 3 is finished\a\a"


def test_tmux_gets_the_words_wrapped_for_the_terminal_around_it() -> None:
    rung = ring("Run 3", XTERM | {"TMUX": "/tmp/tmux-0/default,1,0"})
    assert rung == "\x1bPtmux;\x1b\x1b]9;Run 3\a\x1b\\\a"


def test_where_there_is_no_desktop_it_only_rings() -> None:
    assert [ring("Run 3", {"TERM": term}) for term in ("linux", "dumb", "")] == ["\a"] * 3


@given(st.text())
def test_no_text_can_end_the_sequence_or_begin_another(text: str) -> None:
    rung = ring(text, XTERM)
    words = rung.removeprefix("\x1b]9;").removesuffix("\a\a")
    assert rung == f"\x1b]9;{words}\a\a"
    assert all(character >= " " and not "\x7f" <= character <= "\x9f" for character in words)
