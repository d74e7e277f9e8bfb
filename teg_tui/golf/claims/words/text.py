"""A Markdown report cut into passages of plain text, every character with its place in the file.

Markup goes: emphasis, headings' signs, attributes, HTML tags, links' addresses. What remains is
what a reader reads, so that rules about language need to know nothing of Markdown. A passage is a
heading, a paragraph, an item of a list, or a line that stands alone (a row of a table, a line of
standings). Each knows the headings that it stands under.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class Form(StrEnum):
    """What a passage is in the text."""

    HEADING = "heading"
    PROSE = "prose"
    ITEM = "item"
    ROW = "row"
    """A line with cells: of a table or of standings."""


@dataclass(frozen=True)
class Passage:
    """Plain text that belongs together."""

    text: str
    origin: tuple[int, ...]
    """For every character of `text` where it stands in the source."""
    form: Form
    headings: tuple[str, ...]
    """The headings above it, the outermost first; its own included where it is one."""


class Source:
    """A report's text, and where its lines begin."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer(r"\n", self.text))]

    def place(self, index: int) -> tuple[int, int]:
        """The line (from 1) and the column (from 0) of a character."""
        line = bisect_right(self._starts, index)
        return line, index - self._starts[line - 1]


_MARKUP = re.compile(
    r"<!--.*?-->"
    r"|<(?P<tag>/?\w+)[^>\n]*>"
    r"|!(?=\[[^\]\n]*\]\([^)\n]*\))"
    r"|\[(?P<label>[^\]\n]*)\]\([^)\n]*\)"
    r"|\{[.#:][^}\n]*\}"
    r"|&(?P<entity>#?\w+;)"
    r"|\*\*?\*?|~~|``*|\\(?=[^\w\s])|\r(?=\n)"
    r"|_(?<!\w_)_?_?(?=\S)|_(?<=\S_)_?_?(?!\w)"
)
"""Every alternative begins with its sign: the search leaps from one such sign to the next."""
_CELL_TAGS = {"/td", "/th"}
_BLOCK_TAGS = {
    *("br", "p", "/p", "li", "/li", "tr", "/tr", "div", "/div", "section", "/section"),
    *("ul", "/ul", "ol", "/ol", "table", "/table", "hr"),
    *(f"{slash}h{level}" for slash in ("", "/") for level in range(1, 7)),
}
_PLAIN = str.maketrans("’‘‐‑−“”\u00a0\t", "''---\"\"  ")
"""Typographic signs, each to the one sign that rules are written with."""
_HEADING = re.compile(r"[ ]{0,3}(#{1,6})\s+|<h([1-6])\b[^>]*>")
_ALL_BOLD = re.compile(r"\s*(\*\*|__)(?!\s)[^*|]+\1:?\s*$")
_MARKER = re.compile(r"\s*(?:>\s*)*(?:[-*+•]\s+|\d{1,2}[.)]\s+)?")
_ITEM = re.compile(r"\s*(?:>\s*)*(?:[-*+•]\s+|\d{1,2}[.)]\s+)")
_RULE = re.compile(r"\s*(?:[-*_=]\s*){3,}$|\s*\|?[\s:|-]+\|[\s:|-]*$")
_FENCE = re.compile(r"\s*(```|~~~)")
_MINOR = 7
"""The level of a line that is all in bold: a heading below all others."""


def passages(source: Source) -> Iterator[Passage]:
    """The passages of a report, from top to bottom."""
    headings: list[tuple[int, str]] = []
    read = source.text.translate(_PLAIN).replace("\n", " ")
    for form, level, start, end in _blocks(source.text):
        for text, origin in _plain(source.text, read, start, end):
            if not text.strip():
                continue
            if form is Form.HEADING:
                while headings and headings[-1][0] >= level:
                    headings.pop()
                headings.append((level, text.strip()))
            shape = Form.ROW if form is not Form.HEADING and "|" in text else form
            yield Passage(text, origin, shape, tuple(words for _, words in headings))


def _blocks(text: str) -> Iterator[tuple[Form, int, int, int]]:
    """Form, level of a heading, start and end of every run of lines that belong together."""
    begun: tuple[Form, int] | None = None
    end, fenced = 0, False
    for start, stop in _lines(text):
        line = text[start:stop]
        if _FENCE.match(line):
            fenced = not fenced
        heading = _HEADING.match(line)
        alone = bool(heading or _ALL_BOLD.match(line) or "|" in line or line.lstrip()[:1] == "<")
        breaks = not line.strip() or fenced or _FENCE.match(line) or _RULE.match(line)
        starts_item = _ITEM.match(line)
        if begun and (breaks or alone or starts_item):
            yield begun[0], 0, begun[1], end
            begun = None
        if breaks:
            continue
        if alone:
            level = int(heading[2] or len(heading[1])) if heading else _MINOR
            is_heading = heading or _ALL_BOLD.match(line)
            yield (Form.HEADING if is_heading else _form(line)), level, start, stop
        elif begun is None:
            begun = (_form(line), start)
        end = stop
        if begun and (line.endswith(("  ", "\\"))):
            yield begun[0], 0, begun[1], end
            begun = None
    if begun:
        yield begun[0], 0, begun[1], end


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every line, without its end sign; front matter is passed over."""
    start = 0
    if text.startswith(("---\n", "+++\n")):
        closing = text.find("\n" + text[:3], 3)
        start = text.find("\n", closing + 1) + 1 if closing > 0 else 0
    while start < len(text):
        stop = text.find("\n", start)
        if text[start : max(stop, start)].lstrip().startswith("<tr"):
            stop = text.find("\n", max(stop, text.find("</tr", start)))
        stop = len(text) if stop < 0 else stop
        yield start, stop - (stop > start and text[stop - 1] == "\r")
        start = stop + 1


def _form(line: str) -> Form:
    return Form.ITEM if _ITEM.match(line) else Form.PROSE


def _plain(text: str, read: str, start: int, end: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    """A run of lines without its markup, with every character's place; cut at HTML blocks.

    `read` is the text as rules read it, sign by sign.
    """
    signs: list[str] = []
    origin: list[int] = []

    def take(first: int, last: int) -> None:
        signs.append(read[first:last])
        origin.extend(range(first, last))

    def put(sign: str, at: int) -> None:
        signs.append(sign)
        origin.extend([at] * len(sign))

    heading = _HEADING.match(text, start, end)
    marker = _MARKER.match(text, start, end)
    at = heading.end() if heading and heading[1] else marker.end() if marker else start
    for match in _MARKUP.finditer(text, at, end):
        take(at, match.start())
        at = match.end()
        tag = (match["tag"] or "").lower()
        if tag in _CELL_TAGS:
            put("|", match.start())
        elif tag in _BLOCK_TAGS:
            put("\n", match.start())
        elif match["label"]:
            take(match.start("label"), match.end("label"))
        elif match["entity"]:
            put(html.unescape(match[0])[:1].translate(_PLAIN), match.start())
    take(at, end)
    whole = "".join(signs)
    first = 0
    for piece in whole.split("\n"):
        yield piece, tuple(origin[first : first + len(piece)])
        first += len(piece) + 1


_ENDING = re.compile(r"[.!?][\"')\]]*\s+(?=[\"'(\[]?[A-Z0-9*])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Jr|Sr|vs|[Nn]o|St|Mr|Mrs|Dr|pts?|approx|cf|etc|H\. ?P)|\b[A-Z])\.$"
)


_LONGEST_ABBREVIATION = len("approx.") + 1
_LONGEST_SENTENCE = 1_000
"""Signs; who writes more without a full stop has lost the thread, and rules would take minutes."""


def sentences(passage: Passage) -> Iterator[tuple[int, int]]:
    """Start and end of every sentence in a passage's text; what never ends is cut between words."""
    for start, end in _ended(passage.text):
        while end - start > _LONGEST_SENTENCE:
            gap = passage.text.rfind(" ", start, start + _LONGEST_SENTENCE)
            cut = gap + 1 if gap > start else start + _LONGEST_SENTENCE
            yield start, cut
            start = cut
        yield start, end


def _ended(text: str) -> Iterator[tuple[int, int]]:
    """From one full stop to the next."""
    start = 0
    for match in _ENDING.finditer(text):
        stop = match.start() + 1
        if _ABBREVIATION.search(text, max(start, stop - _LONGEST_ABBREVIATION), stop):
            continue
        yield start, match.end()
        start = match.end()
    if text[start:].strip():
        yield start, len(text)
