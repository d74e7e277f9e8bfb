"""A report on screen: Textual's Markdown, with every table as one widget.

Textual makes a widget of each cell, hundreds in a report full of standings: that took a second.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from rich import box
from rich.console import JustifyMethod
from rich.table import Table
from rich.text import Text
from textual.widgets import Markdown
from textual.widgets.markdown import MarkdownBlock

from teg_tui.widgets.report_markdown import literal_parser

_TABLE = "whole_table"
_STYLES = {"strong_open": "bold", "em_open": "italic", "s_open": "strike"}


class ReportMarkdown(Markdown):
    """A report's Markdown, shown as it was typed where it is not plain Markdown."""

    def __init__(self) -> None:
        super().__init__(parser_factory=_parser, open_links=False)

    def unhandled_token(self, token: Token) -> MarkdownBlock | None:
        """A whole table is a block of ours."""
        return ReportTable(self, token) if token.type == _TABLE else None


class ReportTable(MarkdownBlock):
    """A table, in one widget."""

    DEFAULT_CSS = "ReportTable { margin: 0 0 1 0; }"

    def __init__(self, markdown: Markdown, token: Token) -> None:
        super().__init__(markdown, token)
        self.update(table_of(token.children or []))


def _parser() -> MarkdownIt:
    """As `literal_parser`, with a table as a single token whose children are the table's own."""
    parser = literal_parser()
    parser.core.ruler.push(_TABLE, _fold_tables)
    return parser


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


def table_of(tokens: Sequence[Token]) -> Table:
    """A table from the tokens between its `table_open` and `table_close`."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    row: list[Text] = []
    for index, token in enumerate(tokens):
        if token.type == "th_open":
            table.add_column(_cell(tokens[index + 1]), justify=_justify(token))
        elif token.type == "tr_open":
            row = []
        elif token.type == "td_open":
            row.append(_cell(tokens[index + 1]))
        elif token.type == "tr_close" and row:
            table.add_row(*row)
    return table


def _justify(token: Token) -> JustifyMethod:
    style = str(token.attrs.get("style", ""))
    return "right" if "right" in style else "center" if "center" in style else "left"


def _cell(inline: Token) -> Text:
    text, open_styles = Text(), list[str]()
    for token in inline.children or []:
        if token.type in _STYLES:
            open_styles.append(_STYLES[token.type])
        elif token.type.endswith("_close") and open_styles:
            open_styles.pop()
        else:
            words = " " if token.type.endswith("break") else token.content
            text.append(words, " ".join(open_styles))
    return text
