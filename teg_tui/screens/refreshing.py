"""Tables made anew: what would change, line by line, what stays false, and how it went."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from teg_tui.outside_text import one_line
from teg_tui.reports.key import CellKey
from teg_tui.screens.base import Dialog
from teg_tui.screens.door import Door, answer
from teg_tui.service.refresh_views import (
    FalseSentence,
    RefreshFile,
    RefreshQuote,
    RefreshResult,
)
from teg_tui.widgets.figures import plural
from teg_tui.widgets.words import MUTED

WARNING = "$text-warning"
GROUP = "refresh"
"""Of the worker that carries it out."""
PATIENCE = 0.3
"""Seconds after which it says that it is at work."""
FALSE_SHOWN = 40
LINES_SHOWN = 600
"""Of all differences: more nobody reads, and a page of them takes its time to lay out."""
LONGEST = 48
"""Characters of a false sentence."""
_TONES = {"-": "$text-error", "+": "$text-success"}


class RefreshScreen(Dialog[bool]):
    """`y` makes the tables anew, `n` and escape do not."""

    CSS_PATH = "dialog.tcss"
    DEFAULT_CSS = """
    RefreshScreen {
        align: center middle;
        background: $background 60%;
        #refresh-page { height: auto; max-height: 100%; scrollbar-size-vertical: 1; }
        #refresh-list { margin-top: 1; }
        #refresh-keys { dock: bottom; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "yes", "Renew", id="refresh.yes", tooltip="Make these tables anew"),
        Binding(
            "n,escape,q", "dismiss(False)", "Not now", id="refresh.no", tooltip="Change nothing"
        ),
    ]

    def __init__(self, quote: RefreshQuote) -> None:
        super().__init__()
        self._quote = quote

    def compose(self) -> ComposeResult:
        """Words, differences, keys."""
        with Vertical(classes="dialog wide") as dialog:
            dialog.border_title = "Tables as the scores have them"
            with VerticalScroll(id="refresh-page"):
                yield Static(Content("\n").join(words_of(self._quote)), markup=False)
                yield Static(
                    Content("\n").join(differences(self._quote)), id="refresh-list", markup=False
                )
            yield Static(self._keys(), id="refresh-keys", classes="keys", markup=False)

    def _keys(self) -> Content:
        no = Content.assemble(("n", f"bold {WARNING}"), " not now")
        if not self._quote.files:
            return Content.assemble(("esc", f"bold {WARNING}"), " back")
        return Content.assemble(("y", f"bold {WARNING}"), " make them anew    ") + no

    def action_yes(self) -> None:
        """Agree, where there is something to agree to."""
        if self._quote.files:
            self.dismiss(True)


def begin(
    screen: Screen[Any], door: Door, cells: frozenset[CellKey], kinds: frozenset[str] | None = None
) -> None:
    """Look, ask, renew; it goes on where the screen is left meanwhile."""
    if any(worker.group == GROUP and worker.is_running for worker in screen.app.workers):
        screen.notify("Tables are still being looked through.", markup=False)
        return
    screen.app.run_worker(
        _refresh(screen, door, cells, kinds), group=GROUP, exit_on_error=False, name=GROUP
    )


async def _refresh(
    screen: Screen[Any], door: Door, cells: frozenset[CellKey], kinds: frozenset[str] | None
) -> None:
    looking = asyncio.ensure_future(answer(screen, door.refresh_quote(cells, kinds)))
    await asyncio.wait([looking], timeout=PATIENCE)
    if not looking.done():
        screen.notify("Reading the reports' tables…", timeout=4, markup=False)
    quote = await looking
    if quote is None:
        return
    if not (quote.files or quote.false or quote.left_out):
        screen.notify(nothing_to_do(quote), timeout=8, markup=False)
        return
    if not await screen.app.push_screen_wait(RefreshScreen(quote)):
        return
    result = await answer(screen, door.refresh(quote))
    if result is not None:
        _tell_result(screen, result)


def nothing_to_do(quote: RefreshQuote) -> str:
    """What was found where nothing is wrong."""
    if not quote.read:
        return "There is no report here to renew."
    return f"{plural(quote.read, 'report')} read: every table is as the scores have it."


def _tell_result(screen: Screen[Any], result: RefreshResult) -> None:
    tables = sum(len(file.lines) for file in result.renewed)
    said = [f"{plural(tables, 'table')} made anew in {plural(len(result.renewed), 'report')}."]
    said += [f"Committed as {result.sha[:10]}."] if result.sha else []
    screen.notify(" ".join(said), timeout=8, markup=False)
    for path in result.replaced:
        screen.notify(f"The text that stood there is kept in {path}", timeout=12, markup=False)
    warnings = [f"Not renewed: {path}: {reason}" for path, reason in result.left_out]
    if result.uncommitted:
        named = ", ".join(result.uncommitted)
        warnings.append(f"Left to you to commit, with your own changes: {named}")
    if result.trouble:
        warnings.append(f"Not committed: {result.trouble}. The tables are renewed all the same.")
    for words in warnings:
        screen.notify(one_line(words), severity="warning", timeout=12, markup=False)


def words_of(quote: RefreshQuote) -> list[Content]:
    """How much changes, what was corrected, and what stays false."""
    if quote.files:
        tables, files = plural(quote.tables, "table"), plural(len(quote.files), "report")
        head = f"{tables} in {files} of {quote.read} to be made anew. No model is asked: $0."
    else:
        head = f"{plural(quote.read, 'report')} read: every table is as the scores have it."
    lines = [Content.styled(head, "bold")]
    lines += [Content(f"Corrected since: {one_line(its.words)}") for its in quote.scores]
    for check in quote.prizes:
        tone = WARNING if check.changed else MUTED
        lines.append(Content.styled(one_line(check.words), tone))
    if quote.stale:
        reports = plural(len(quote.stale), "report")
        lines.append(Content(f"{reports} written from other scores: the prose may tell of them"))
    byhand = sum(not file.commits for file in quote.files)
    if byhand:
        lines.append(
            Content.styled(
                f"{plural(byhand, 'report')} with changes that are not committed: kept in"
                " .teg-tui/replaced/ first, and left to you to commit",
                WARNING,
            )
        )
    lines += [
        Content.styled(f"Left out: {one_line(path)}: {one_line(reason)}", WARNING)
        for path, reason in quote.left_out
    ]
    return lines


def differences(quote: RefreshQuote) -> list[Content]:
    """What changes, file by file; then the sentences that stay false."""
    lines: list[Content] = []
    for file in quote.files:
        lines += [Content.styled(one_line(file.path), "bold"), *_changes(file)]
    if len(lines) > LINES_SHOWN:
        more = len(lines) - LINES_SHOWN
        lines = [*lines[:LINES_SHOWN], Content.styled(f"and {more} lines more", MUTED)]
    if quote.false:
        lines.append(Content())
        head = f"False, and no table: {plural(len(quote.false), 'claim')}"
        lines.append(Content.styled(head, f"bold {WARNING}"))
        lines += [_false(false) for false in quote.false[:FALSE_SHOWN]]
        more = len(quote.false) - FALSE_SHOWN
        lines += [Content.styled(f"and {more} more", MUTED)] if more > 0 else []
    return lines


def _false(false: FalseSentence) -> Content:
    """Where, what, what is right; of a long sentence its beginning."""
    its = false.claim
    where = f"{PurePosixPath(false.path).name}:{its.line}  "
    right = f", right is {its.expected}" if its.expected else ""
    words = its.text if len(its.text) <= LONGEST else f"{its.text[:LONGEST]}…"
    return Content.assemble(one_line(f"{where}{its.said}{right}"), (f"  {one_line(words)}", MUTED))


def _changes(file: RefreshFile) -> Iterator[Content]:
    for line in file.diff:
        if not line.startswith("@@"):
            words = f"  {line[0]} {one_line(line[1:])}"
            yield Content.styled(words, _TONES.get(line[0], MUTED))
