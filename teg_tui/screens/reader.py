"""A report, to be read."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from pathlib import PurePosixPath
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from teg_tui import clipboard
from teg_tui.outside_text import one_line, visible
from teg_tui.reports.key import CellKey, ReportKey
from teg_tui.reports.state import Catalogue, ReportStatus, State
from teg_tui.screens.door import Door, answer
from teg_tui.screens.reading_claims import CLAIM_KEYS, ReadsClaims
from teg_tui.service.views import ReportText
from teg_tui.widgets.cell_detail import find_row, heading
from teg_tui.widgets.claim_line import ClaimLine
from teg_tui.widgets.figures import at, money, tokens
from teg_tui.widgets.glyphs import LOOKS
from teg_tui.widgets.key_footer import KeyFooter
from teg_tui.widgets.report_text import ReportMarkdown
from teg_tui.widgets.words import MUTED, flow

BLANK_AFTER = 0.15
"""Seconds after which the text before goes, where the one asked for has not come."""
THERE = frozenset(
    {
        *(State.PRESENT, State.STALE, State.EDITED, State.FALSE),
        *(State.UNKNOWN_ORIGIN, State.HELD),
    }
)
_MOST_SHOWN = 100_000
"""Characters: several times the longest report, and no more than a screen lays out at once."""


class ReaderScreen(ReadsClaims):
    """One report with the other kinds of its cell in tabs; dismissed with the cell last read."""

    CSS_PATH = "reader.tcss"
    SAYS_WHY: ClassVar = True
    """Whether beneath a report stands why it is as it is."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "Back", id="reader.back", tooltip="Back to the overview"),
        Binding(
            "tab",
            "kind(1)",
            "Other kind",
            id="reader.kind",
            priority=True,
            tooltip="The next kind of report of this cell",
        ),
        Binding(
            "shift+tab",
            "kind(-1)",
            "Kind before",
            False,
            id="reader.kind_before",
            priority=True,
            tooltip="The kind before",
        ),
        Binding(
            "n,right,l",
            "turn(1)",
            "Next",
            id="reader.next",
            tooltip="The next round or tournament that has a report",
        ),
        Binding("left,h", "turn(-1)", "Previous", id="reader.previous", tooltip="The one before"),
        Binding(
            "y", "copy", "Copy", id="reader.copy", tooltip="Copy this report, as Markdown, to send"
        ),
        Binding(
            "p",
            "publish",
            "Publish",
            False,
            id="reader.publish",
            tooltip="Publish this report, and push",
        ),
        Binding("down,j", "scroll(1)", "Down", False, id="reader.down", tooltip="A line down"),
        Binding("up,k", "scroll(-1)", "Up", False, id="reader.up", tooltip="A line up"),
        Binding(
            "space,pagedown", "page(1)", "Page down", id="reader.page_down", tooltip="A page down"
        ),
        Binding("pageup", "page(-1)", "Page up", False, id="reader.page_up", tooltip="A page up"),
        Binding("home", "end(-1)", "Top", False, id="reader.top", tooltip="To the top"),
        Binding("end", "end(1)", "Bottom", False, id="reader.bottom", tooltip="To the bottom"),
        *CLAIM_KEYS,
    ]

    def __init__(
        self,
        door: Door,
        catalogue: Catalogue,
        cell: CellKey,
        now: Callable[[], datetime],
        *,
        key: ReportKey | None = None,
        utf8: bool = True,
    ) -> None:
        """`key` is the report of the cell to begin with; without it the most finished one."""
        super().__init__(door, key or _best_of(catalogue, cell), now, utf8=utf8)
        self._catalogue = catalogue

    def compose(self) -> ComposeResult:
        """Title and kinds, the text, where it comes from."""
        yield Static(id="reader-title", markup=False)
        yield Static(id="reader-kinds", markup=False)
        with VerticalScroll(id="reader-page", can_focus=True):
            yield ReportMarkdown()
        yield ClaimLine(id="reader-claim")
        yield Static(id="reader-provenance", markup=False)
        yield KeyFooter()

    def on_mount(self) -> None:
        """Open the first report."""
        self._open(self._key)

    def show_catalogue(self, catalogue: Catalogue) -> None:
        """Something changed: read again where it is this report."""
        before, self._catalogue = self._catalogue.reports.get(self._key), catalogue
        if catalogue.reports.get(self._key) != before:
            self._open(self._key, keep_place=True)

    # Which report.

    def _reports(self) -> tuple[ReportStatus, ...]:
        cell = self._catalogue.cells.get(self._key.cell)
        return cell.reports if cell else ()

    def action_kind(self, step: int) -> None:
        """Another kind of the same cell."""
        keys = [report.key for report in self._reports()]
        if len(keys) > 1 and self._key in keys:
            self._open(keys[(keys.index(self._key) + step) % len(keys)])

    def action_turn(self, step: int) -> None:
        """The next or previous cell that has something to read, of the same kind where it can."""
        cells = self._readable_cells()
        here = self._key.cell
        order = cells if step > 0 else cells[::-1]
        after = order[order.index(here) + 1 :] if here in order else order
        if not after:
            self.notify("That was the last one." if step > 0 else "That was the first one.")
            return
        same = ReportKey(after[0].teg, after[0].round, self._key.kind)
        status = self._catalogue.reports.get(same)
        self._open(
            same if status and status.state in THERE else _best_of(self._catalogue, after[0])
        )

    def _readable_cells(self) -> list[CellKey]:
        """In the order of play, the tournament after its rounds."""
        return [
            cell.key
            for row in reversed(self._catalogue.rows)
            for cell in (*row.rounds, row.tournament)
            if any(report.state in THERE for report in cell.reports) or cell.key == self._key.cell
        ]

    # Showing it.

    def read_again(self) -> None:
        """It has been amended."""
        self._open(self._key, keep_place=True)

    def _open(self, key: ReportKey, *, keep_place: bool = False) -> None:
        if key != self._key:
            self.forget_claims()
        self._key = key
        self._head()
        self._load(key, keep_place=keep_place)

    @work(group="read", exclusive=True, exit_on_error=False)
    async def _load(self, key: ReportKey, *, keep_place: bool) -> None:
        page, text = self.query_one("#reader-page", VerticalScroll), self.query_one(ReportMarkdown)
        reading = asyncio.ensure_future(answer(self, self._door.read(key)))
        try:
            await asyncio.wait([reading], timeout=BLANK_AFTER)
            text.display = keep_place or reading.done()
            if (report := await reading) is not None:
                await self.show_text(report, as_shown(report), keep_place=keep_place)
        finally:
            reading.cancel()
            text.display = True
        if report is None:
            return
        if not keep_place:
            page.scroll_home(animate=False)
        page.focus()
        line = provenance_line(report, self._now(), self.size.width - 4, says_why=self.SAYS_WHY)
        self.query_one("#reader-provenance", Static).update(line)

    def _head(self) -> None:
        row, cell = (
            find_row(self._catalogue, self._key.cell),
            self._catalogue.cells.get(self._key.cell),
        )
        status = self._catalogue.reports.get(self._key)
        published = status.published_words if status else ""
        room = self.size.width - 4 - (len(published) + 2 if published else 0)
        title = heading(row, cell, room) if row and cell else ""
        line = Content.assemble((title, "bold"), (f"  {published}" if published else "", MUTED))
        self.query_one("#reader-title", Static).update(line)
        tabs = [self._tab(report) for report in self._reports()]
        self.query_one("#reader-kinds", Static).update(Content("  ").join(tabs))

    def _tab(self, report: ReportStatus) -> Content:
        look = LOOKS[report.state]
        title = one_line(report.title)
        mark = (look.mark(self._utf8), look.tone)
        if report.key == self._key:
            return Content.assemble("[", mark, (f" {title}", "bold $text-success"), "]")
        return Content.assemble(" ", mark, (f" {title}", "$foreground-muted"), " ")

    # Taking it along.

    def action_copy(self) -> None:
        """The Markdown, for the group chat."""
        self._copy()

    @work(group="copy", exclusive=True, exit_on_error=False)
    async def _copy(self) -> None:
        report = await answer(self, self._door.read(self._key))
        if report is None:
            return
        if not report.text:
            self.notify("There is nothing to copy yet.", markup=False)
            return
        text = visible(report.text)
        self.app.copy_to_clipboard(text)
        tool = await asyncio.to_thread(clipboard.hand_over, text)
        self.notify(copied(report, tool), timeout=8, markup=False)

    def action_publish(self) -> None:
        """Publish this report; then push."""
        from teg_tui.screens import publishing

        cells, kinds = frozenset({self._key.cell}), frozenset({self._key.kind})
        publishing.begin(self, self._door, cells, kinds)

    # Moving in it.

    def action_scroll(self, step: int) -> None:
        """A line."""
        self.query_one("#reader-page").scroll_relative(y=step, animate=False)

    def action_page(self, step: int) -> None:
        """A page."""
        page = self.query_one("#reader-page")
        page.scroll_relative(y=step * max(1, page.size.height - 2), animate=False)

    def action_end(self, step: int) -> None:
        """To the top or the bottom."""
        page = self.query_one("#reader-page")
        if step > 0:
            page.scroll_end(animate=False)
        else:
            page.scroll_home(animate=False)

    def action_leave(self) -> None:
        """Back, with the cursor on what was read last."""
        self.dismiss(self._key.cell)


def _best_of(catalogue: Catalogue, cell: CellKey) -> ReportKey:
    """Of a cell the most finished report that is there: kinds are in the order of waves."""
    reports = catalogue.cells[cell].reports
    there = [report for report in reports if report.state in THERE]
    return (there or list(reports))[-1].key


def as_shown(report: ReportText) -> str:
    """The Markdown of a report as far as it is shown, or why there is none."""
    if not report.text.strip():
        return _nothing_there(report)
    more = len(report.text) - _MOST_SHOWN
    if more <= 0:
        return report.text
    return f"{report.text[:_MOST_SHOWN]}\n\n---\n\n*Its file has {more:,} characters more.*\n"


def _nothing_there(report: ReportText) -> str:
    title, word = one_line(report.status.title), LOOKS[report.status.state].word
    return f"{title}: {word}. {one_line(report.status.note)}".strip()


def copied(report: ReportText, tool: str) -> str:
    """What became of a text that was copied; a terminal does not say whether it took it."""
    path = one_line(report.status.path)
    if tool:
        return f"Copied {PurePosixPath(path).name} ({tool})."
    where = "" if report.held else f" If it did not, the file is {path}"
    return f"Copied, where this terminal lets programs do that.{where}"


def provenance_line(
    report: ReportText, now: datetime, width: int, *, says_why: bool = True
) -> Content:
    """Where a text comes from: file, state (and why), model, batch, tokens, cost, when."""
    status, origin = report.status, report.status.provenance
    look = LOOKS[status.state]
    why = f" ({one_line(status.note)})" if status.note and says_why else ""
    parts = [one_line(PurePosixPath(status.path).name)]
    if report.held:
        parts = ["held, not filed"]
    if report.held and status.state is State.HELD:
        parts[0] += why
    elif status.state is not State.PRESENT:
        parts.append(f"{look.word}{why}")
    if origin and not report.held:
        spent = money(origin.cost_usd) if origin.cost_usd is not None else "no price known"
        parts += [
            one_line(origin.recipe.model),
            one_line(origin.batch_id) if origin.batch_id else "real time",
            f"{tokens(origin.input_tokens)} in, {tokens(origin.output_tokens)} out",
            f"{spent}{' pretend' if origin.pretend else ''}",
            at(origin.written_at, now),
        ]
    return flow([Content(part) for part in parts], " · ", width)
