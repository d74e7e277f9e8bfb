"""Runs and their batches: what is under way, what came of the others.

There is no progress inside a batch to show: the API keeps its counts to itself until the whole
batch has ended. So it says how long it has taken, how long they usually take, and how long is left.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from teg_tui.costs.advice import Via
from teg_tui.outside_text import one_line
from teg_tui.reports.state import State
from teg_tui.service import explaining
from teg_tui.service.explaining import was_canceled
from teg_tui.service.views import BatchState, BatchView, Outcome, RunView
from teg_tui.widgets.figures import at, cell_words, duration, hours, money, plural
from teg_tui.widgets.glyphs import LOOKS, Look
from teg_tui.widgets.words import MUTED, flow, hang

WORDS = {
    BatchState.PREPARED: "ready to be sent",
    BatchState.SUBMITTING: "being sent",
    BatchState.UNCERTAIN: "sent or not: finding out",
    BatchState.REJECTED: "refused",
    BatchState.IN_PROGRESS: "in progress",
    BatchState.CANCELING: "being cancelled",
    BatchState.ENDED: "ended, being collected",
    BatchState.WRITING: "being written",
    BatchState.COLLECTED: "collected",
}
CANCELED = Look("–", "-", "cancelled", "$foreground-muted", "You stopped it")
_OVER = (BatchState.COLLECTED, BatchState.REJECTED)
FINISHED_SHOWN = 20
WRITING_SHOWN = 4
DOT = " · "


class BatchMonitor(OptionList, inherit_bindings=False):
    """A list of runs, newest first; those under way with their batches."""

    DEFAULT_CSS = """
    BatchMonitor {
        background: $surface; border: none; padding: 0; height: 1fr;
        scrollbar-size-vertical: 1; scrollbar-gutter: stable;
        &:focus { border: none; background-tint: transparent; }
        & > .option-list--option { padding: 0 1; }
        & > .option-list--option-highlighted {
            background: transparent; color: $foreground; text-style: none;
        }
        &:focus > .option-list--option-highlighted { background: $primary-muted; }
        & > .option-list--option-disabled { color: $foreground-muted; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "cursor_up", "Up", False, id="monitor.up"),
        Binding("down,j", "cursor_down", "Down", False, id="monitor.down"),
        Binding("pageup", "page_up", "Page up", False, id="monitor.page_up"),
        Binding("pagedown", "page_down", "Page down", False, id="monitor.page_down"),
        Binding("home", "first", "Newest", False, id="monitor.first"),
        Binding("end", "last", "Oldest", False, id="monitor.last"),
        Binding(
            "enter",
            "select",
            "Look",
            key_display="enter",
            id="monitor.open",
            tooltip="Look at this run's requests",
        ),
    ]

    @dataclass
    class RunOpened(Message):
        """The user wants to look at a run."""

        run: int

    def __init__(
        self,
        now: Callable[[], datetime],
        *,
        utf8: bool = True,
        id: str | None = None,  # noqa: A002 (Textual's name)
    ) -> None:
        super().__init__(id=id, markup=False)
        self._now = now
        self._utf8 = utf8
        self._runs: tuple[RunView, ...] = ()
        self._trouble = ""
        self.border_title = "Batches"
        self._refill([_EMPTY])

    def show(self, runs: tuple[RunView, ...]) -> None:
        """Show other runs, newest first."""
        self._runs = runs
        self.renew()

    def show_trouble(self, text: str) -> None:
        """Say above the runs what keeps them, and what to do; nothing where that is empty."""
        if text != self._trouble:
            self._trouble = text
            self.renew()

    def renew(self) -> None:
        """Tell the time anew; nothing is painted where no word changes."""
        now = self._now()
        under_way = [run for run in self._runs if run.finished_at is None]
        finished = [run for run in self._runs if run.finished_at is not None]
        shown = [*under_way, *finished[:FINISHED_SHOWN]]
        width = self.scrollable_content_region.width - 2
        options = [
            Option(run_content(run, now, width, utf8=self._utf8), id=f"run-{run.number}")
            for run in shown
        ]
        words = Content.styled(one_line(self._trouble), "$text-error")
        trouble = [Option(words, id="trouble", disabled=True)] if self._trouble else []
        self._refill(trouble + (options or [_EMPTY]))
        title = f"Batches · {plural(len(under_way), 'run')} under way" if under_way else "Batches"
        if self.border_title != title:
            self.border_title = title

    def on_resize(self) -> None:
        """Another width: lines wrap otherwise."""
        self.renew()

    @property
    def run(self) -> int | None:
        """The number of the highlighted run."""
        option = self.highlighted_option
        return int(option.id.removeprefix("run-")) if option and option.id else None

    @property
    def any_under_way(self) -> bool:
        """Whether time has to be told."""
        return any(run.finished_at is None for run in self._runs)

    def _refill(self, options: list[Option]) -> None:
        if [option.id for option in options] == [option.id for option in self.options]:
            for index, option in enumerate(options):
                if not _same(option, self.get_option_at_index(index)):
                    self.replace_option_prompt_at_index(index, option.prompt)
            return
        known, kept = {option.id for option in self.options}, self.highlighted_option
        self.set_options(options)
        ids = [option.id for option in options]
        newest = next((index for index, one in enumerate(options) if not one.disabled), None)
        if newest is None:
            return
        newest_is_known = ids[newest] in known
        if kept is not None and kept.id in ids and newest_is_known:
            self.highlighted = ids.index(kept.id)
        else:
            self.highlighted = newest
            self.scroll_home(animate=False)

    def go_to(self, run: int) -> None:
        """Put the highlight on a run, where it is shown."""
        ids = [option.id for option in self.options]
        if (wanted := f"run-{run}") in ids:
            self.highlighted = ids.index(wanted)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open a run."""
        event.stop()
        if self.run is not None:
            self.post_message(self.RunOpened(self.run))


_EMPTY = Option(
    Content.styled(
        "Nothing sent yet. Mark cells with space, then press g: what comes back is filed"
        " and committed by itself, also overnight.",
        MUTED,
    ),
    disabled=True,
)


def _same(one: Option, other: Option) -> bool:
    """Whether two options read and look the same."""
    a, b = one.prompt, other.prompt
    return isinstance(a, Content) and isinstance(b, Content) and a.is_same(b)


def run_content(run: RunView, now: datetime, width: int, *, utf8: bool = True) -> Content:
    """A run in a few lines, `width` columns wide."""
    lines = [_heading(run, now, width, utf8=utf8)]
    if run.finished_at is None:
        if run.waiting:
            lines.append(Content.styled(f"  {one_line(run.waiting)}", "$text-warning"))
        for batch in run.batches:
            lines += batch_lines(batch, now, width)
    return Content("\n").join(lines)


def _heading(run: RunView, now: datetime, width: int, *, utf8: bool) -> Content:
    look, failed = _run_look(run), run.failed - run.canceled
    parts = ["" if run.via is Via.BATCH else "real time", f"{run.filed} of {run.reports} written"]
    parts += [f"{run.held} held" if run.held else "", f"{failed} failed" if failed else ""]
    parts += [f"{run.canceled} cancelled" if run.canceled else ""]
    if run.finished_at is not None:
        parts += [f"done {at(run.finished_at, now)}", _cost(run)]
    else:
        parts.append(f"wave {run.wave} of {run.waves}" if run.waves > 1 else "")
        if run.via is Via.REALTIME and run.actual_usd is not None:
            parts.append(f"{money(run.actual_usd)} so far")
    if run.in_doubt_usd:
        parts.append(f"{money(run.in_doubt_usd)} more may have been billed")
    title = Content.assemble(
        (f"{run.number}  ", MUTED),
        (one_line(run.title), "bold" if run.finished_at is None else ""),
    )
    mark = Content.styled(f"{look.mark(utf8)} ", look.tone)
    return mark + _dotted(title, parts, MUTED, width)


def _run_look(run: RunView) -> Look:
    if run.finished_at is None:
        return LOOKS[State.IN_FLIGHT]
    if run.failed > run.canceled:
        return LOOKS[State.FAILED]
    if run.canceled and not run.filed + run.held:
        return CANCELED
    return LOOKS[State.HELD] if run.held else LOOKS[State.PRESENT]


def _cost(run: RunView | BatchView) -> str:
    estimated = f"estimated {money(run.estimated.likely)}" if run.estimated else ""
    if run.actual_usd is None:
        return estimated
    pretend = " pretend" if run.pretend else ""
    return f"{money(run.actual_usd)}{pretend}" + (f" ({estimated})" if estimated else "")


def batch_lines(batch: BatchView, now: datetime, width: int) -> list[Content]:
    """A batch in one line, and another where there is something to say."""
    count = plural(len(batch.requests), "report") if batch.requests else ""
    rest = [_cost(batch)] if batch.state in _OVER else _times(batch, now)
    words = [count, WORDS[batch.state], *rest]
    if batch.state is BatchState.WRITING:
        words = [_being_written(batch)]
    elif batch.state is BatchState.COLLECTED and batch.batch_id is None:
        words = [count, "written", *rest]
    line = _dotted(Content(one_line(batch.kind_title)), words, _tone(batch), width, 4)
    lines = [Content("  ") + line]
    explanation = explaining.of_batch(batch, now)
    if told := explanation.brief if explanation else batch.note:
        serious = batch.state in (BatchState.REJECTED, BatchState.UNCERTAIN)
        note = Content.styled(one_line(told), "$text-error" if serious else "$text-warning")
        lines.append(hang(Content("    "), note, width))
    return lines


def _being_written(batch: BatchView) -> str:
    """Which reports of a wave in real time are coming in, as far as there is room."""
    cells = list(dict.fromkeys(cell_words(r.key) for r in batch.requests if r.writing))
    more = f" and {len(cells) - WRITING_SHOWN} more" if len(cells) > WRITING_SHOWN else ""
    return f"writing {', '.join(cells[:WRITING_SHOWN])}{more}" if cells else "waiting"


def _dotted(title: Content, parts: list[str], tone: str, width: int, indent: int = 2) -> Content:
    """A title and what is not empty, with dots between; later lines are set in."""
    first, *rest = [Content.styled(part, tone) for part in parts if part]
    beside = Content.assemble(title, "  ", first)
    heads = [beside] if beside.cell_length <= width - 2 else [title, first]
    return flow([*heads, *rest], DOT, width - 2, indent)


def _tone(batch: BatchView) -> str:
    if batch.state is BatchState.REJECTED:
        return "$text-error"
    if batch.state is BatchState.UNCERTAIN:
        return "$text-warning"
    failed = (r for r in batch.requests if r.outcome is Outcome.FAILED)
    return MUTED if all(map(was_canceled, failed)) else "$text-error"


def _times(batch: BatchView, now: datetime) -> list[str]:
    words = []
    if batch.batch_id:
        usual = f", usually {duration(batch.usual)}" if batch.usual else ""
        words.append(f"{duration(now - (batch.sent_at or batch.created_at))}{usual}")
    if batch.expires_at and batch.state is BatchState.IN_PROGRESS:
        left = batch.expires_at - now
        past = "past its 24 hours by this clock: it ends when Anthropic says so"
        words.append(f"expires in {hours(left)}" if left.total_seconds() > 0 else past)
    if batch.next_poll and batch.next_poll > now:
        words.append(f"next look {at(batch.next_poll, now)}")
    return words
