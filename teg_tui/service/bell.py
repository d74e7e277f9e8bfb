"""The terminal's bell, with words for terminals that can put them on the desktop."""

from __future__ import annotations

from collections.abc import Mapping

from teg_tui.outside_text import one_line

BELL = "\a"
_LONGEST = 200
"""Characters; desktops show few."""
_PLAIN = frozenset({"", "dumb", "linux"})
"""Values of TERM whose terminals have no desktop, and might print what they don't know."""


def ring(text: str, environ: Mapping[str, str]) -> str:
    """What to write to a terminal so that it calls whoever sits nearby.

    OSC 9 shows `text` on the desktop in iTerm2, WezTerm, kitty, Ghostty, foot and others; xterm and
    its kin read over it. tmux hands it on only wrapped, and where `allow-passthrough` is on; the
    bell it hands on by itself. Control characters in `text` are made visible, so that nothing in it
    can end the sequence or begin another.
    """
    if environ.get("TERM", "") in _PLAIN:
        return BELL
    words = f"\x1b]9;{one_line(text)[:_LONGEST]}\a"
    if environ.get("TMUX"):
        words = "\x1bPtmux;" + words.replace("\x1b", "\x1b\x1b") + "\x1b\\"
    return words + BELL
