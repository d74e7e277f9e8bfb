"""A run in detail: its batches, every request with what came of it, and what can be done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import ClassVar

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import DataTable, Static

from teg_tui.costs.advice import Via
from teg_tui.outside_text import one_line
from teg_tui.reports.key import ReportKey
from teg_tui.reports.plan import Selection
from teg_tui.reports.state import State
from teg_tui.screens.base import BaseScreen
from teg_tui.screens.confirmation import ConfirmationScreen
from teg_tui.screens.door import Door, answer
from teg_tui.screens.question import QuestionScreen
from teg_tui.service import explaining
from teg_tui.service.explaining import Explanation, was_canceled
from teg_tui.service.views import Outcome, Quote, RequestView, RunView, Status, Writing
from teg_tui.widgets.batch_monitor import CANCELED, run_content
from teg_tui.widgets.explained import explained
from teg_tui.widgets.figures import cell_words, money, tokens
from teg_tui.widgets.glyphs import LOOKS, Look
from teg_tui.widgets.key_footer import KeyFooter
from teg_tui.widgets.live_page import LivePage

OUTCOMES = {
    Outcome.OPEN: (LOOKS[State.IN_FLIGHT], "waiting"),
    Outcome.FILED: (LOOKS[State.PRESENT], "written"),
    Outcome.HELD: (LOOKS[State.HELD], "held"),
    Outcome.FAILED: (LOOKS[State.FAILED], "failed"),
}
COLUMNS = {"": 1, "Report": 34, "Outcome": 9, "In": 6, "Out": 6, "Cost": 6}
FIGURES = ("In", "Out", "Cost")


class RequestTable(DataTable[Text], inherit_bindings=False):
    """The requests of a run, a row each."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "select_cursor",
            "Read",
            key_display="enter",
            id="run.read",
            tooltip="Read this report",
        ),
        Binding("down,j", "cursor_down", "Down", False, id="run.down", tooltip="The next report"),
        Binding("up,k", "cursor_up", "Up", False, id="run.up", tooltip="The report before"),
        Binding("pagedown", "page_down", "Page down", False, id="run.page_down"),
        Binding("pageup", "page_up", "Page up", False, id="run.page_up"),
        Binding("home", "scroll_top", "First", False, id="run.first"),
        Binding("end", "scroll_bottom", "Last", False, id="run.last"),
    ]

    def on_resize(self) -> None:
        """Fewer lines, perhaps: the cursor stays in sight."""
        self.move_cursor(row=self.cursor_row)


class RunScreen(BaseScreen[None]):
    """What a run did, request by request."""

    CSS_PATH = "batch.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss", "Back", id="run.back", tooltip="Back to the overview"),
        Binding(
            "x",
            "cancel",
            "Cancel",
            id="run.cancel",
            tooltip="Stop this run; what is finished is kept",
        ),
        Binding(
            "R",
            "retry",
            "Retry",
            id="run.retry",
            tooltip="Send again what failed, expired or was cut",
        ),
    ]

    def __init__(
        self,
        door: Door,
        run: RunView,
        now: Callable[[], datetime],
        status: Status | None,
        read: Callable[[ReportKey], None],
        *,
        titles: Mapping[str, str] | None = None,
        pages: Iterable[Writing] = (),
        utf8: bool = True,
    ) -> None:
        """`read` opens a report in the reader.

        `titles` are those of the kinds, `pages` texts that are coming in.
        """
        super().__init__()
        self._door, self._run_view, self._now, self._status = door, run, now, status
        self._read = read
        self._utf8 = utf8
        self._titles = dict(titles or {})
        self._pages = {page.key: page for page in pages if page.run == run.number}
        self._following, self._turned_to = True, 0
        """Whether the text shown is to be the one that is coming in; the row last turned to."""

    def compose(self) -> ComposeResult:
        """The run in words above, its requests as a table below."""
        yield Static(id="run-words", markup=False)
        yield RequestTable(cursor_type="row", zebra_stripes=False, id="run-requests")
        with VerticalScroll(id="run-why", can_focus=False):
            yield Static(id="run-reason", markup=False)
        yield LivePage(id="run-page")
        yield KeyFooter()

    def on_mount(self) -> None:
        """Lay out the table."""
        table = self.query_one(DataTable)
        for name, width in COLUMNS.items():
            heading = Text(name, justify="right" if name in FIGURES else "left")
            table.add_column(heading, width=width, key=name)
        self._refill()
        if self._run_view.finished_at is not None:
            table.move_cursor(row=self._first_to_explain())

    def on_resize(self) -> None:
        """Another width: lines break otherwise."""
        self._refill()

    def show_runs(self, runs: tuple[RunView, ...]) -> None:
        """The runs changed: show what became of this one."""
        run = next((run for run in runs if run.number == self._run_view.number), None)
        if run is not None and run != self._run_view:
            self._run_view = run
            self._refill()

    def show_writing(self, page: Writing) -> None:
        """A text has grown: show it, and turn to another one when it is complete."""
        if page.run != self._run_view.number:
            return
        self._pages[page.key] = page
        self._follow()

    def show_status(self, status: Status) -> None:
        """Remember the month's spending for the confirmation."""
        self._status = status

    def _requests(self) -> list[tuple[str, RequestView]]:
        return [
            (titled(request.key, self._titles, batch.kind_title), request)
            for batch in self._run_view.batches
            for request in batch.requests
        ]

    def _refill(self) -> None:
        words = run_content(self._run_view, self._now(), self.size.width - 4, utf8=self._utf8)
        self.query_one("#run-words", Static).update(words)
        table = self.query_one(DataTable)
        for index, (kind, request) in enumerate(self._requests()):
            cells = self._cells(kind, request)
            key = f"{index}-{request.custom_id}"
            if key in table.rows:
                for name, text in zip(table.columns, cells, strict=True):
                    if table.get_cell(key, str(name.value)) != text:
                        table.update_cell(key, str(name.value), text)
            else:
                table.add_row(*cells, key=key)
        self._show_reason()
        self._follow()
        self.refresh_bindings()

    def _cells(self, kind: str, request: RequestView) -> tuple[Text, ...]:
        look, word = _end(request)
        used = request.input_tokens or request.output_tokens
        cost = money(request.cost_usd) if request.cost_usd is not None and used else ""
        return (
            Text(look.mark(self._utf8), self.app.stylesheet.parse_style(look.tone).rich_style),
            Text(f"{cell_words(request.key)}  {kind}"),
            Text(word),
            Text(tokens(request.input_tokens) if used else "", justify="right"),
            Text(tokens(request.output_tokens) if used else "", justify="right"),
            Text(cost, justify="right"),
        )

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """Another request: its reason in full, or its text as it comes in."""
        page = self._page()
        self._following = event.cursor_row == self._turned_to or (page and not page.over) is True
        self._show_reason()
        self._show_page()

    def _chosen(self) -> RequestView | None:
        requests = self._requests()
        index = self.query_one(DataTable).cursor_row
        return requests[index][1] if index < len(requests) else None

    def _page(self) -> Writing | None:
        """The text of the chosen request, as far as it was seen coming in."""
        request = self._chosen()
        return self._pages.get(request.key) if request else None

    def _follow(self) -> None:
        """Turn from a text that is complete to one that is coming in, unless the user chose it."""
        page = self._page()
        if self._following and (page is None or page.over):
            for index, (_, request) in enumerate(self._requests()):
                other = self._pages.get(request.key)
                if other is not None and not other.over:
                    self._turned_to = index
                    self.query_one(DataTable).move_cursor(row=index)
                    break
        self._show_page()

    def _show_page(self) -> None:
        page, request, live = self._page(), self._chosen(), self.query_one(LivePage)
        live.set_class(page is not None, "-open")
        if page is not None and request is not None:
            just_over = page.text and request.outcome is Outcome.OPEN
            end = "written" if just_over else _end(request)[1]
            live.show(page, titled(page.key, self._titles, page.key.kind), end)

    def _show_reason(self) -> None:
        """What is to be known of the chosen request, or else of the run."""
        width = max(20, self.size.width - 6)
        why = self._why()
        if why is not None:
            words = explained(why, width)
        elif (request := self._chosen()) is not None:
            words = Content(one_line(request.reason))
        else:
            words = Content("Nothing has been sent for this run yet.")
        self.query_one("#run-reason", Static).update(words)

    def _first_to_explain(self) -> int:
        """The row of the first request that did not go well; else the first of all."""
        batches, now = self._run_view.batches, self._now()
        left = [
            explaining.of_request(batch, request, now) is not None and not was_canceled(request)
            for batch in batches
            for request in batch.requests
        ]
        return left.index(True) if True in left else 0

    def _why(self) -> Explanation | None:
        run, request, now = self._run_view, self._chosen(), self._now()
        if request is not None:
            batch = next(its for its in run.batches if request in its.requests)
            if (of_it := explaining.of_request(batch, request, now)) is not None:
                return of_it
        return explaining.of_run(run, now)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 (Textual's signature)
        """Cancel while it runs; retry when there is something to send again."""
        run = self._run_view
        if action == "cancel":
            return run.finished_at is None
        if action == "retry":
            return bool(run.failed or run.held)
        return True

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Read what was written."""
        event.stop()
        self._read(self._requests()[event.cursor_row][1].key)

    def action_cancel(self) -> None:
        """Ask, then stop it."""
        if self._run_view.finished_at is not None:
            self.notify("This run is over already.")
            return
        self._cancel()

    @work(group="cancel", exclusive=True, exit_on_error=False)
    async def _cancel(self) -> None:
        what_goes_on = (
            "What is being written comes to its end, because it is paid for; nothing more is begun."
            if self._run_view.via is Via.REALTIME
            else "What is finished is kept and filed; a batch under way may still bill what it has"
            " written."
        )
        question = QuestionScreen(
            "Cancel this run?",
            f"{one_line(self._run_view.title)}. {what_goes_on}",
            "cancel it",
            "let it go on",
        )
        if await self.app.push_screen_wait(question):
            await answer(self, self._door.cancel(self._run_view.number))

    def action_retry(self) -> None:
        """Show what it would cost, then send again."""
        if not (self._run_view.failed or self._run_view.held):
            self.notify("Nothing in this run failed or is held.")
            return
        self._retry()

    @work(group="retry", exclusive=True, exit_on_error=False)
    async def _retry(self) -> None:
        number, via = self._run_view.number, self._run_view.via

        async def requote(_selection: Selection, via: Via) -> Quote:
            return await self._door.retry_quote(number, via)

        quote = await answer(self, self._door.retry_quote(number, via))
        if quote is None:
            return
        screen = ConfirmationScreen(
            quote, via, self._status, requote, "Send these again?", fixed=True
        )
        agreed = await self.app.push_screen_wait(screen)
        run = await answer(self, self._door.retry(number, agreed.via)) if agreed else None
        if run is not None:
            self.dismiss()


def titled(key: ReportKey, titles: Mapping[str, str], otherwise: str) -> str:
    """What a report is called; `otherwise` where its kind has no title."""
    title = titles.get(key.report.kind)
    if title is None:
        return one_line(otherwise)
    return one_line(f"{title}, variant {key.variant}" if key.variant else title)


def _end(request: RequestView) -> tuple[Look, str]:
    """What came of a request so far: its glyph and a word."""
    if was_canceled(request):
        return CANCELED, CANCELED.word
    look, word = OUTCOMES[request.outcome]
    return look, "writing" if request.writing else word
