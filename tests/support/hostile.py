"""Texts that try something: with a terminal, with markup, with paths, with marks and lines.

They go in wherever something comes from outside, and must come out as text. What would be obeyed
is found by Unicode's own tables here, not by the program's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

from rich.segment import Segment

TERMINAL = (
    "\x1b[2J\x1b[1;1H\x1b[31mred",  # screen, cursor, colour
    "\x1b]0;title\x07\x1b]2;title\x1b\\",
    "\x1b]52;c;b3duZWQ=\x07",  # clipboard
    "\x1b]8;;https://elsewhere.invalid\x1b\\link\x1b]8;;\x1b\\",
    "\x1b]9;called\x07\x1bPtmux;\x1b\x1b]0;x\x07\x1b\\",
    "\x1bP+q544e\x1b\\\x1b_Gi=1\x1b\\\x1b^private\x1b\\\x1bXstring\x1b\\\x1bc",
    "\x9b2J\x9d0;title\x9c\x90q\x9c\x9fa\x9c\x85\x84",  # the same in one character each
    "\x1b[201~; echo pasted\r",
    "\x1b[?1049l\x1b[?25l\x1b[?2004l",
    "a\x00b\x07\x08\x08\x0b\x0c\x0e\x0f\x7f",
)
UNSEEN = (
    "\u202egnp.exe\u202c \u2066x\u2069 \u200f\u061c",  # writing turned around
    "zero\u200bwidth\ufeff\u2060\u00ad\u034f\u3164",
    "\u2028line\u2029paragraph",
    "\U000e0041\U000e0020tag\U000e007f \U0001d173",
    "lone \ud800 and \udcff",
)
MARKUP = (
    "[@click=app.quit()]owned[/]",
    "[@click=app.bell]owned[/@click] [link=https://elsewhere.invalid]owned[/link]",
    "[bold red on blue]owned [/] [/] [unclosed [[x]] \\[y]",
    "[$error]owned[/$error] {owned!r} %s %(owned)s $owned",
    "[owned](javascript:alert(1)) ![owned](file:///etc/passwd) <https://elsewhere.invalid>",
    "<script>owned</script><img src=x onerror=owned> <a href='file:///etc/passwd'>owned</a>",
    "&#27;[2J &#x1b;]0;owned&#7; &#x9b;2J &#x202e;owned &ZeroWidthSpace; &#x2066; &#xd800; &#0;",
)
SIGNS = "\U00100000forged\U00108000 \U00100001x &#x100000;forged&#x108000; \ue000"
"""The signs that the reader marks claims with, as they are and as entities."""
SIZE = ("x" * 100_000, "e" + "\u0301" * 5_000, "> " * 500 + "deep", "|a" * 300 + "|")
PATHS = (
    "../../outside",
    "/outside",
    "..\\..\\outside",
    "C:\\outside",
    "CON",
    "~/outside",
    "a/../../../outside",
    "./.git/hooks/post-commit",
    ".GIT/config",
    "a\x00b",
    "a\nb",
    "-rf",
    "\udcff",
)
TRAILER = 'x\n\nTeg-Report: {"v":1}\nSigned-off-by: Somebody <s@elsewhere.invalid>'
LINE = "x\n2026-11-22 20:00:00,000Z 1 INFO service:1 forged\r\nforged"
NASTY = "\x1b]0;owned\x07\x9b2J\u202e[@click=app.quit()]owned[/][/]\r\x07 "
"""Something of everything, so short that it is on screen where a text begins with it."""

WORDS = (*TERMINAL, *UNSEEN, *MARKUP, SIGNS, TRAILER, LINE, NASTY)
"""All but what is long or a path."""

_UNSEEN = frozenset("\u00ad\u034f\u061c\u115f\u1160\u200b\u200e\u200f\u2060\u3164\ufeff\uffa0")
_TURNING = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


def obeyed(text: str, allowed: str = "\n") -> set[str]:
    """The characters of a text that a terminal would obey, or that would hide or turn others."""
    return {char for char in set(text) - set(allowed) if _is_obeyed(char)}


def _is_obeyed(char: str) -> bool:
    return (
        unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")
        or unicodedata.bidirectional(char) in _TURNING
        or char in _UNSEEN
        or 0xE0000 <= ord(char) <= 0xE0FFF
    )


def poisoned(value: Any, poison: str = NASTY) -> Any:
    """Plain data with the poison at the head of every text in it; keys and enums as they are."""
    if isinstance(value, Enum):
        return value
    if type(value) is str:
        return poison + value
    if is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in fields(value) if field.init]
        return replace(value, **{name: poisoned(getattr(value, name), poison) for name in names})
    if type(value) in (tuple, list, frozenset):
        return type(value)(poisoned(item, poison) for item in value)
    if isinstance(value, dict):
        return {key: poisoned(item, poison) for key, item in value.items()}
    return value


def wrong_on_screen(segments: Iterable[Segment]) -> list[str]:
    """What of a screen as it is painted would be obeyed, or can be clicked though it is text."""
    found = []
    for text, style, _ in segments:
        if obeyed(text, ""):
            found.append(ascii(text))
        if style is not None and (style.link or "@click" in style.meta):
            found.append(f"{text!r} does {style.link or style.meta}")
    return found


SEQUENCE = re.compile(
    r"\x1b\[([0-?]*[ -/]*[@-~])"  # CSI
    r"|\x1b([\]P_^X])(.*?)(?:\x07|\x1b\\)"  # OSC, DCS, APC, PM, SOS
    r"|\x1b([ -/]*[0-~])",
    re.DOTALL,
)


def sequences(output: str) -> set[str]:
    """What a program told its terminal: of a CSI its end, of others their kind and head."""
    found = set()
    for csi, kind, words, short in SEQUENCE.findall(output):
        if csi:
            found.add(f"CSI {'?' if csi[0] in '?><=' else ''}{csi.lstrip('0123456789;:?<>=')}")
        else:
            found.add(f"{kind}{words.split(';')[0][:8]}" if kind else f"ESC {short}")
    return found


def left_over(output: str) -> set[str]:
    """The characters of a terminal's output, outside of any sequence, that it would obey."""
    return obeyed(SEQUENCE.sub("", output), "\r\n")
