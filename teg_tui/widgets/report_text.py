"""A report on screen: Textual's Markdown, with every table as one widget.

Textual makes a widget of each cell, hundreds in a report full of standings: that took a second.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from rich import box
from rich.console import JustifyMethod
from rich.table import Table
from rich.text import Text
from textual.content import Content
from textual.widgets import Markdown
from textual.widgets.markdown import MarkdownBlock

from teg_tui.widgets.claim_marks import (
    Marking,
    marked,
    marked_text,
    signed,
    signs_in,
    without_signs,
)
from teg_tui.widgets.report_markdown import literal_parser, readable

_TABLE = "whole_table"
_STYLES = {"strong_open": "bold", "em_open": "italic", "s_open": "strike"}


if TYPE_CHECKING:
    _Block = MarkdownBlock
else:  # a second base with styles of its own would hide those of the block itself
    _Block = object


class _SignedBlock(_Block):
    """What a block of text does besides: keeps its text as it was signed, and shows it marked."""

    signed = Content("")

    def set_content(self, content: Content) -> None:
        """Text that came from the source, with its signs."""
        self.signed = content
        super().set_content(marked(content, self._report.marking))

    def mark_again(self) -> None:
        """Another claim is the current one."""
        super().set_content(marked(self.signed, self._report.marking))

    @property
    def _report(self) -> ReportMarkdown:
        report = self._markdown
        if not isinstance(report, ReportMarkdown):
            raise TypeError("a signed block outside a report")
        return report


def _signed_blocks() -> dict[str, type[MarkdownBlock]]:
    """Every block that holds text, made to mark claims."""
    texts = ("paragraph_open", *(f"h{level}" for level in range(1, 7)))
    return Markdown.BLOCKS | {
        name: type(f"Signed{block.__name__}", (_SignedBlock, block), {})
        for name in texts
        for block in [Markdown.BLOCKS[name]]
    }


class ReportMarkdown(Markdown):
    """A report's Markdown, shown as it was typed where it is not plain Markdown."""

    BLOCKS = _signed_blocks()

    def __init__(self) -> None:
        super().__init__(parser_factory=_parser, open_links=False)
        self.marking = Marking()

    def unhandled_token(self, token: Token) -> MarkdownBlock | None:
        """A whole table is a block of ours."""
        return ReportTable(self, token) if token.type == _TABLE else None

    async def show(self, text: str, marking: Marking) -> None:
        """Show a report with its claims marked; once begun it is shown whole.

        Whoever breaks off Textual's replacing of widgets breaks off their tasks, and with them,
        without a word, the app that waits for these.
        """
        self.marking = marking

        async def replaced() -> None:
            await self.update(readable(signed(text, marking.marks)))

        await asyncio.shield(replaced())

    def stand_on(self, number: int | None) -> tuple[MarkdownBlock, int] | None:
        """Make a claim the current one.

        Its block, and the line of the block that it is on; None where it can't be seen.
        """
        before, self.marking = self.marking.current, replace(self.marking, current=number)
        found = None
        for block in self.query(MarkdownBlock):
            if isinstance(block, _SignedBlock | ReportTable):
                places = dict(signs_in(block.signed.plain))
                if {before, number} & places.keys():
                    block.mark_again()
                if number in places:
                    found = block, _line_of(block, places[number])
        return found


class ReportTable(MarkdownBlock):
    """A table, in one widget."""

    DEFAULT_CSS = "ReportTable { margin: 0 0 1 0; }"

    def __init__(self, markdown: ReportMarkdown, token: Token) -> None:
        super().__init__(markdown, token)
        self._report = markdown
        cells = [t.content for t in token.children or [] if t.type == "inline"]
        self.signed = Content("\n".join(cells))
        self.mark_again()

    def mark_again(self) -> None:
        """Another claim is the current one."""
        self.update(table_of(self._token.children or [], self._report.marking))


def _line_of(block: MarkdownBlock, offset: int) -> int:
    """About where a character of a block's signed text is, in lines from the block's top."""
    signed_text = block.signed.plain if isinstance(block, _SignedBlock | ReportTable) else ""
    return block.size.height * offset // max(1, len(signed_text))


def _parser() -> MarkdownIt:
    """As `literal_parser`, with a table as a single token whose children are the table's own."""
    parser = literal_parser()
    parser.core.ruler.push(_TABLE, _fold_tables)
    parser.core.ruler.push("unsigned_code", _unsign_code)
    return parser


def _unsign_code(state: StateCore) -> None:
    """A block of code is shown as it is: nothing in it is marked."""
    for token in state.tokens:
        if token.type in ("fence", "code_block"):
            token.content = without_signs(token.content)
            token.info = without_signs(token.info)


def _fold_tables(state: StateCore) -> None:
    state.tokens = list(_folded(state.tokens))


def _folded(tokens: Sequence[Token]) -> Iterator[Token]:
    table: Token | None = None
    for token in tokens:
        if token.type == "table_open":
            table = Token(_TABLE, "", 0, map=token.map, level=token.level, children=[])
        elif token.type == "table_close" and table is not None:
            yield table
            table = None
        elif table is not None and table.children is not None:
            table.children.append(token)
        else:
            yield token


def table_of(tokens: Sequence[Token], marking: Marking) -> Table:
    """A table from the tokens between its `table_open` and `table_close`, its claims marked."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    row: list[Text] = []
    for index, token in enumerate(tokens):
        if token.type == "th_open":
            table.add_column(_cell(tokens[index + 1], marking), justify=_justify(token))
        elif token.type == "tr_open":
            row = []
        elif token.type == "td_open":
            row.append(_cell(tokens[index + 1], marking))
        elif token.type == "tr_close" and row:
            table.add_row(*row)
    return table


def _justify(token: Token) -> JustifyMethod:
    style = str(token.attrs.get("style", ""))
    return "right" if "right" in style else "center" if "center" in style else "left"


def _cell(inline: Token, marking: Marking) -> Text:
    text, open_styles = Text(), list[str]()
    for token in inline.children or []:
        if token.type in _STYLES:
            open_styles.append(_STYLES[token.type])
        elif token.type.endswith("_close") and open_styles:
            open_styles.pop()
        else:
            words = " " if token.type.endswith("break") else token.content
            text.append(words, " ".join(open_styles))
    return marked_text(text, marking)
