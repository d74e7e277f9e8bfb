"""Claims marked where they stand in a report, whatever Markdown makes of its text.

The checker tells line and column in the source; a screen shows paragraphs, headings and tables.
So that each figure is found again there, it is put between two signs of Unicode's private use
before the text becomes Markdown; once it is content, the signs go and styles come in their place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from rich.text import Text
from textual.content import Content

from teg_tui.outside_text import one_line

if TYPE_CHECKING:  # the checker brings the golf with it: only its claims come here
    from teg_tui.golf.claims.claim import Claim

_OPEN, _CLOSE, _END = 0x100000, 0x108000, 0x110000
_MOST = _CLOSE - _OPEN
_SIGN = re.compile(f"[{chr(_OPEN)}-{chr(_END - 1)}]")
_BLOCK_START = re.compile(r"\s*(?:>\s*)*(?:#{1,6}\s+|[-*+•]\s+|\d{1,9}[.)]\s+)?")
_WORD = re.compile(r"[\w+'’−-]*")
_RANK = {"false": 0, "unchecked": 1, "true": 2}


def places(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """A claim each place, in the order of the text: of several the one that matters most."""
    found: dict[tuple[int, int], Claim] = {}
    for claim in claims:
        other = found.setdefault((claim.line, claim.column), claim)
        if _RANK[claim.verdict] < _RANK[other.verdict]:
            found[claim.line, claim.column] = claim
    return tuple(found[place] for place in sorted(found)[:_MOST])


def signed(text: str, marks: Sequence[Claim]) -> str:
    """`text` with the n-th claim's words between the n-th pair of signs."""
    lines = _SIGN.sub("\ufffd", text).split("\n")
    inserted: dict[int, list[tuple[int, int, str]]] = {}
    for number, claim in enumerate(marks):
        if not 0 < claim.line <= len(lines):
            continue
        start, end = extent(lines[claim.line - 1], claim)
        on_line = inserted.setdefault(claim.line - 1, [])
        on_line.append((start, number, chr(_OPEN + number)))
        on_line.append((end, number, chr(_CLOSE + number)))
    for index, signs in inserted.items():
        line = lines[index]
        for column, _, sign in sorted(signs, reverse=True):
            line = line[:column] + sign + line[column:]
        lines[index] = line
    return "\n".join(lines)


def extent(line: str, claim: Claim) -> tuple[int, int]:
    """From where to where a claim's number or word goes; never over what begins a block."""
    start = min(claim.column, len(line))
    if line[start:].casefold().startswith(claim.said.casefold()):
        end = start + len(claim.said)
    else:  # written with markup or an entity within: the word that stands there
        word = _WORD.match(line, start)
        end = word.end() if word else start
    if start and line[start - 1] == "\\":
        start -= 1  # an escape stays with what it escapes
    begun = _BLOCK_START.match(line)
    least = begun.end() if begun else 0
    return max(start, least), max(end, least)


class Piece(NamedTuple):
    """A part of signed text, or something to be written between two."""

    begin: int
    end: int
    number: int | None
    """Of the claim that it belongs to."""
    extra: str = ""
    """What is written here, where it is no part of the text."""


@dataclass(frozen=True)
class Marking:
    """How claims look."""

    marks: tuple[Claim, ...] = ()
    """By number, as they were signed."""
    current: int | None = None
    """The one that the reader stands on."""
    colour: bool = True
    """Whether colour can tell, and a line through a word; else signs must."""
    accepted: Mapping[Claim, str] = field(default_factory=dict)
    """False by the scores, and let stand by a person: why, in their words."""

    def verdict(self, number: int) -> str:
        """ "true", "false", "unchecked" or "accepted"."""
        claim = self.marks[number]
        return "accepted" if claim in self.accepted else claim.verdict

    def pieces(self, text: str) -> Iterator[Piece]:
        """Signed text in parts, without the signs, and with what is written beside claims."""
        within: list[int] = []
        begin = 0
        for sign in _SIGN.finditer(text):
            yield Piece(begin, sign.start(), within[-1] if within else None)
            begin, code = sign.end(), ord(sign[0])
            number = code - (_OPEN if code < _CLOSE else _CLOSE)
            if number >= len(self.marks):
                continue
            if code < _CLOSE:
                within.append(number)
                yield Piece(begin, begin, number, self._before(number))
            elif number in within:
                within.remove(number)
                yield Piece(begin, begin, number, self._after(number))
        yield Piece(begin, len(text), within[-1] if within else None)

    def style(self, number: int, styles: Mapping[str, str]) -> str:
        """A claim's style; that of the current one stands out."""
        standing = " reverse" if number == self.current else ""
        return f"{styles[self.verdict(number)]}{standing}".strip()

    def _before(self, number: int) -> str:
        return "~~" if self.verdict(number) == "false" and not self.colour else ""

    def _after(self, number: int) -> str:
        """Of a false claim the right value."""
        verdict = self.verdict(number)
        if verdict == "false":
            right = one_line(self.marks[number].expected) or "?"
            return f" → {right}" if self.colour else f"~~ → [{right}]"
        return "?" if verdict == "unchecked" and not self.colour else ""


STYLES = {
    "false": "strike $text-error",
    "unchecked": "underline $foreground-muted",
    "accepted": "$text-accent",
    "true": "$text-success",
}
"""In a theme's colours."""
PLAIN = {"false": "strike", "unchecked": "", "accepted": "underline", "true": "underline"}
"""Where there is no colour."""
RIGHT = "bold $text-error"
_TABLE_STYLES = {
    "false": "strike red",
    "unchecked": "underline dim",
    "accepted": "blue",
    "true": "green",
}


def marked(content: Content, marking: Marking) -> Content:
    """Content with styles in place of the signs."""
    if not _SIGN.search(content.plain):
        return content
    styles, right = (STYLES, RIGHT) if marking.colour else (PLAIN, "bold")
    parts: list[Content] = []
    for piece in marking.pieces(content.plain):
        if piece.extra:
            parts.append(Content.styled(piece.extra, right))
        elif piece.begin < piece.end:
            part = content[piece.begin : piece.end]
            if piece.number is not None:
                part = part.stylize(marking.style(piece.number, styles))
            parts.append(part)
    return Content.assemble(*parts)


def marked_text(text: Text, marking: Marking) -> Text:
    """The same for a cell of a table."""
    if not _SIGN.search(text.plain):
        return text
    styles, right = (_TABLE_STYLES, "bold red") if marking.colour else (PLAIN, "bold")
    made = Text()
    for piece in marking.pieces(text.plain):
        if piece.extra:
            made.append(piece.extra, right)
        elif piece.begin < piece.end:
            part = text[piece.begin : piece.end]
            if piece.number is not None:
                part.stylize(marking.style(piece.number, styles))
            made.append_text(part)
    return made


def without_signs(text: str) -> str:
    """Text as it was before it was signed."""
    return _SIGN.sub("", text)


def signs_in(text: str) -> Iterator[tuple[int, int]]:
    """(claim's number, where it begins) for each claim in text that is signed still."""
    for sign in _SIGN.finditer(text):
        if ord(sign[0]) < _CLOSE:
            yield ord(sign[0]) - _OPEN, sign.start()
