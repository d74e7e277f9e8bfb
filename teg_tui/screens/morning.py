"""What happened since somebody last looked, on a page that any of esc, enter and q puts away."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from teg_tui.outside_text import one_line
from teg_tui.reports.key import ReportKey
from teg_tui.reports.state import State
from teg_tui.screens.question import TextScreen
from teg_tui.service.views import Attention, Morning, Outcome, RunView, Status, Troubled
from teg_tui.widgets.batch_monitor import run_content
from teg_tui.widgets.figures import at, cell_words, money, plural
from teg_tui.widgets.glyphs import LOOKS
from teg_tui.widgets.words import MUTED, hang, sentence

WIDTH = 68
NAMES_SHOWN = 6
"""Reports named of those that came to the same end."""
WARNINGS_SHOWN = 6
HEADING = "bold $text-success"


class MorningScreen(TextScreen):
    """A short summary; from here `!` leads to what needs a person."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "dismiss", "Back", False, id="morning.back"),
        Binding(
            "exclamation_mark",
            "walk",
            "Needs you",
            False,
            id="morning.walk",
            tooltip="Walk through all that needs you",
        ),
    ]

    def __init__(
        self,
        morning: Morning,
        titles: Mapping[str, str],
        now: datetime,
        needs: Sequence[Attention],
        walk: Callable[[], None],
        *,
        utf8: bool = True,
    ) -> None:
        """`titles` are those of the kinds; `walk` begins the walk through `needs`."""
        self._lines = partial(lines, morning, titles, now, utf8=utf8)
        super().__init__(f"Since {at(morning.since, now)}", Content("\n").join(self._lines(needs)))
        self._walk = walk

    def show_status(self, status: Status) -> None:
        """More or less needs a person; at the start it takes a moment to find out."""
        self.query_one(Static).update(Content("\n").join(self._lines(status.attention)))

    def action_walk(self) -> None:
        """Put the page away, and go to the first thing that needs a person."""
        self.dismiss()
        self.app.call_later(self._walk)


def lines(
    morning: Morning,
    titles: Mapping[str, str],
    now: datetime,
    needs: Sequence[Attention],
    *,
    utf8: bool = True,
) -> list[Content]:
    """The summary, a line or paragraph each."""
    if not morning.anything:
        said = [Content("Nothing has happened.")]
    else:
        said = [Content(_counts(morning)), *map(Content, _money(morning))]
    if needs:
        verb = "thing needs" if len(needs) == 1 else "things need"
        words = f"{len(needs)} {verb} you: press !"
        said.append(Content.styled(words, "bold $text-warning"))
    for run in (*morning.ended, *morning.going):
        said += [Content(""), run_content(run, now, WIDTH, utf8=utf8)]
        said += [
            _troubled(one, titles, utf8=utf8) for one in morning.troubled if one.run == run.number
        ]
    if morning.warnings:
        said += [Content(""), Content.styled("Told besides", HEADING)]
        shown = morning.warnings[-WARNINGS_SHOWN:]
        said += [hang(Content("  "), Content(sentence(text)), WIDTH) for text in shown]
        if len(shown) < len(morning.warnings):
            more = plural(len(morning.warnings) - len(shown), "more before these", "more before")
            said.append(Content.styled(f"  {more}: see teg-tui.log", MUTED))
    return said


def _counts(morning: Morning) -> str:
    """ "2 runs finished, 1 under way. 46 reports written, 2 held, 1 failed." """
    runs = [f"{plural(len(morning.ended), 'run')} finished"] if morning.ended else []
    runs += [f"{len(morning.going)} under way"] if morning.going else []
    reports = [f"{plural(morning.written, 'report')} written"]
    for outcome in (Outcome.HELD, Outcome.FAILED):
        count = sum(len(one.keys) for one in morning.troubled if one.outcome is outcome)
        reports += [f"{count} {outcome.value}"] if count else []
    return " ".join(f"{', '.join(part)}." for part in (runs, reports) if part)


def _money(morning: Morning) -> Iterator[str]:
    """What was spent, real and pretend apart, against what the finished runs were to cost."""
    for spent, pretend in ((morning.spent_usd, False), (morning.pretend_usd, True)):
        if not spent:
            continue
        kind = " pretend" if pretend else ""
        runs = [run for run in morning.ended if run.pretend is pretend and run.estimated]
        against = ""
        if runs:
            actual = sum((run.actual_usd or Decimal(0) for run in runs), Decimal(0))
            against = (
                f"; the finished {'run' if len(runs) == 1 else 'runs'} came to {money(actual)},"
                f" estimated {money(_likely(runs))}"
            )
        yield f"{money(spent)}{kind} spent{against}."


def _likely(runs: Sequence[RunView]) -> Decimal:
    return sum((run.estimated.likely for run in runs if run.estimated), Decimal(0))


def _troubled(one: Troubled, titles: Mapping[str, str], *, utf8: bool) -> Content:
    look = LOOKS[State.HELD if one.outcome is Outcome.HELD else State.FAILED]
    names = [_name(key, titles) for key in one.keys[:NAMES_SHOWN]]
    if len(names) < len(one.keys):
        names.append(f"{len(one.keys) - len(names)} more")
    words = f"{', '.join(names)}: {one_line(one.reason) or one.outcome.value}"
    return hang(Content.styled(f"    {look.mark(utf8)} ", look.tone), Content(words), WIDTH)


def _name(key: ReportKey, titles: Mapping[str, str]) -> str:
    return f"{cell_words(key)} {one_line(titles.get(key.kind, key.kind)).lower()}"
