"""A part of a text as a pattern: numbered signs for what means something, else small letters."""

from __future__ import annotations

import re
from collections.abc import Iterable

from teg_tui.golf.claims.words.rules import in_small, unaccented
from teg_tui.golf.claims.words.tokens import Token


def pattern(text: str, start: int, end: int, found: Iterable[Token]) -> tuple[str, list[int]]:
    """A part of a text as a pattern, and for each of its characters where it stands in the text."""
    pieces: list[str] = []
    places: list[int] = []
    at = start
    for number, token in enumerate(found):
        if not start <= token.start < end:
            continue
        _write(text, at, token.start, pieces, places)
        mark = f"{token.sign}{number}"
        pieces.append(mark)
        places.extend([token.start] * len(mark))
        at = token.end
    _write(text, at, end, pieces, places)
    return "".join(pieces), places


_NO_SIGN = re.compile(r"[@#?~^$!&%=](?=\d)")
"""What would be taken for a token: "#0B"."""
_SHE = re.compile(
    r"\b(?:(?P<he>she)|(?P<him>her(?= (?:to|by|from|at|on|in|with|and|up|down|back|the|an?)\b"
    r"|[,.;:)]|$))|(?P<his>hers?)|(?P<himself>herself))\b",
    re.IGNORECASE,
)


def _write(text: str, start: int, end: int, pieces: list[str], places: list[int]) -> None:
    """Words of a text in small letters, women's pronouns as the rules have them: as men's."""
    small = _NO_SIGN.sub("_", unaccented(in_small(text[start:end])))
    if "he" not in small or ("she" not in small and "her" not in small):
        pieces.append(small)
        places.extend(range(start, end))
        return
    at = start
    for match in _SHE.finditer(text, start, end):
        word = match.lastgroup or ""
        pieces += [small[at - start : match.start() - start], word]
        places.extend(range(at, match.start()))
        places.extend([match.start()] * len(word))
        at = match.end()
    pieces.append(small[at - start :])
    places.extend(range(at, end))
