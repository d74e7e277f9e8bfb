"""A table in Textual and nothing else: what `start.py` compares with. A row an argument."""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult
from textual.widgets import DataTable, Footer, Header

ROUNDS = 4


class BareTable(App[None]):
    """The demonstration's rows, with a glyph a cell."""

    def compose(self) -> ComposeResult:
        yield Header()
        yield DataTable()
        yield Footer()

    def on_mount(self) -> None:
        table = self.query_one(DataTable)
        table.add_columns(*(f"R{number}" for number in range(1, ROUNDS + 1)), "Tournament")
        for words in sys.argv[1:]:
            table.add_row(*"○" * (ROUNDS + 1), label="  ".join(words.split(",")))


BareTable().run()
