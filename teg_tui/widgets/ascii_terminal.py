"""For terminals that speak no UTF-8: everything the app paints, put into ASCII."""

from __future__ import annotations

import locale
import os
import sys
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter


def speaks_utf8(environ: Mapping[str, str] = os.environ, encoding: str | None = None) -> bool:
    """Whether this terminal can be given UTF-8.

    Python turns to UTF-8 by itself in the C locale, so the locale's own name is asked first.
    """
    named = environ.get("LC_ALL") or environ.get("LC_CTYPE") or environ.get("LANG") or ""
    coerced = not environ.get("LC_ALL") and named == "C.UTF-8"
    if coerced and environ.get("LANG") in ("C", "POSIX"):
        return False
    _, _, charset = named.partition(".")
    if charset:
        return charset.partition("@")[0].lower().replace("-", "") == "utf8"
    if named in ("C", "POSIX"):
        return False
    stream = encoding or getattr(sys.__stdout__, "encoding", None) or locale.getencoding()
    return stream.lower().replace("-", "") == "utf8"


_ASCII = {
    **dict.fromkeys("─━═╌┄▁▔▂▃▀▄", "-"),
    **dict.fromkeys("│┃║▎▏▍▌▐▕▊█┊", "|"),
    **dict.fromkeys("┌┐└┘├┤┬┴┼╭╮╰╯┏┓┗┛╔╗╚╝", "+"),
    "…": "~",
    "–": "-",
    "—": "-",
    "‘": "'",
    "’": "'",
    "“": '"',
    "”": '"',
    "×": "x",
    "•": "*",
    "·": "-",
    "→": ">",
    "←": "<",
    "↑": "^",
    "↓": "v",
    "‹": "<",
    "›": ">",
    "▪": "-",
}


@lru_cache(4096)
def ascii_only(text: str) -> str:
    """`text` in ASCII, exactly as wide as before; accents fall away, the rest becomes "?"."""
    return "".join(_ascii_character(character) for character in text)


def _ascii_character(character: str) -> str:
    if character.isascii():
        return character
    plain = _ASCII.get(character) or unicodedata.normalize("NFKD", character)[:1]
    width = cell_len(character)
    return (plain if plain.isascii() else "?") * width if width else ""


class AsciiOnly(LineFilter):
    """Everything the app paints, for terminals without UTF-8."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 (Textual's signature)
        """Every segment in ASCII."""
        return [
            segment if segment.control else Segment(ascii_only(segment.text), segment.style)
            for segment in segments
        ]
