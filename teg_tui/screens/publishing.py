"""From drafts to the readers: what will be copied, whether to push, and how it went."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from teg_tui.config import Push
from teg_tui.outside_text import one_line
from teg_tui.reports.key import CellKey, ReportKey
from teg_tui.reports.publication import Publication
from teg_tui.screens.base import Dialog
from teg_tui.screens.door import Door, answer
from teg_tui.screens.question import QuestionScreen
from teg_tui.service.publish_views import PublishQuote, PublishResult
from teg_tui.widgets.figures import cell_words, plural
from teg_tui.widgets.words import MUTED, sentence

if TYPE_CHECKING:
    from teg_tui.store.remote import Upstream

WARNING = "$text-warning"
GROUP = "publish"
"""Of the worker that carries it out."""
REASONS_SHOWN = 3


class PublishScreen(Dialog[bool]):
    """`y` publishes, `n` and escape do not."""

    CSS_PATH = "dialog.tcss"
    DEFAULT_CSS = """
    PublishScreen {
        align: center middle;
        background: $background 60%;
        #publish-page { height: auto; max-height: 100%; scrollbar-size-vertical: 1; }
        #publish-list { margin-top: 1; }
        #publish-keys { dock: bottom; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "dismiss(True)", "Publish", id="publish.yes", tooltip="Publish them"),
        Binding(
            "n,escape,q", "dismiss(False)", "Not now", id="publish.no", tooltip="Publish nothing"
        ),
    ]

    def __init__(self, quote: PublishQuote) -> None:
        super().__init__()
        self._quote = quote

    def compose(self) -> ComposeResult:
        """Words, files, keys."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = "Publish for the players?"
            with VerticalScroll(id="publish-page"):
                yield Static(Content("\n").join(words_of(self._quote)), markup=False)
                yield Static(files_of(self._quote), id="publish-list", markup=False)
            keys = Content.assemble(("y", f"bold {WARNING}"), " publish    ")
            keys += Content.assemble(("n", f"bold {WARNING}"), " not now")
            yield Static(keys, id="publish-keys", classes="keys", markup=False)


def begin(
    screen: Screen[Any], door: Door, cells: frozenset[CellKey], kinds: frozenset[str] | None
) -> None:
    """Ask, publish, ask, push; it goes on where the screen is left meanwhile."""
    if any(worker.group == GROUP and worker.is_running for worker in screen.app.workers):
        screen.notify("The last one is still being published.", markup=False)
        return
    screen.app.run_worker(
        _publish(screen, door, cells, kinds), group=GROUP, exit_on_error=False, name=GROUP
    )


async def _publish(
    screen: Screen[Any], door: Door, cells: frozenset[CellKey], kinds: frozenset[str] | None
) -> None:
    quote = await answer(screen, door.publish_quote(cells, kinds))
    if quote is None:
        return
    upstream = quote.upstream
    if quote.news:
        if not await screen.app.push_screen_wait(PublishScreen(quote)):
            return
        result = await answer(screen, door.publish(quote))
        if result is None:
            return
        _tell_result(screen, result)
        upstream = result.upstream
    elif not _pushes(quote, upstream):
        screen.notify(nothing_new(quote), timeout=8, markup=False)
    if upstream is not None and _pushes(quote, upstream):
        await _push(screen, door, upstream, asks=quote.push is Push.ASK)


def _pushes(quote: PublishQuote, upstream: Upstream | None) -> bool:
    """Whether there is something to push, and it is to be."""
    return upstream is not None and upstream.ahead > 0 and quote.push is not Push.NEVER


async def _push(screen: Screen[Any], door: Door, upstream: Upstream, *, asks: bool) -> None:
    name, commits = one_line(upstream.name), plural(upstream.ahead, "commit")
    if upstream.behind:
        words = f"Not pushed. {behind_words(upstream)}"
        screen.notify(words, severity="warning", timeout=12, markup=False)
        return
    if asks:
        question = QuestionScreen("Push?", push_words(upstream), "push", "not now")
        if not await screen.app.push_screen_wait(question):
            return
    screen.notify(f"Pushing {commits} to {name}…", timeout=4, markup=False)
    pushed = await answer(screen, door.push())
    if pushed is not None:
        screen.notify(f"Pushed {commits} to {name}.", timeout=6, markup=False)


def _tell_result(screen: Screen[Any], result: PublishResult) -> None:
    said = [f"Published {plural(len(result.copied), 'report')}."] if result.copied else []
    said += [f"Committed as {result.sha[:10]}."] if result.sha else []
    screen.notify(" ".join(said) or "Nothing was published.", timeout=8, markup=False)
    for path in result.replaced:
        screen.notify(f"The text that stood there is kept in {path}", timeout=12, markup=False)
    for key, reason in result.left_out:
        words = f"Not published: {where(key)}: {one_line(reason)}"
        screen.notify(words, severity="warning", timeout=12, markup=False)
    if result.trouble:
        words = f"Not committed: {one_line(result.trouble)}. Then publish again."
        screen.notify(words, severity="warning", timeout=12, markup=False)


def nothing_new(quote: PublishQuote) -> str:
    """Why nothing is published, and what is not."""
    reasons = list(dict.fromkeys(reason for _, reason in quote.left_out))
    if quote.current:
        return "Published already, as it is."
    if reasons:
        return sentence(f"nothing to publish: {'; '.join(map(one_line, reasons[:REASONS_SHOWN]))}")
    return "No report to publish is here."


def words_of(quote: PublishQuote) -> list[Content]:
    """What will be done, line by line."""
    lines = []
    if quote.files:
        count = plural(len(quote.files), "report")
        lines.append(Content.assemble((count, "bold"), ", copied as the draft is"))
    if quote.uncommitted:
        copies = plural(len(quote.uncommitted), "copy", "copies")
        lines.append(Content(f"{copies} made before, not committed yet"))
    lines += [Content.styled(line, WARNING) for line in _warnings(quote)]
    lines.append(Content.styled(_afterwards(quote), MUTED))
    if quote.left_out:
        reasons = [f"{where(key)}: {one_line(reason)}" for key, reason in quote.left_out]
        more = f" and {len(reasons) - REASONS_SHOWN} more" if len(reasons) > REASONS_SHOWN else ""
        shown = "; ".join(reasons[:REASONS_SHOWN])
        lines.append(Content.styled(f"Left out: {shown}{more}", MUTED))
    return lines


def _warnings(quote: PublishQuote) -> Iterator[str]:
    stale = sum(bool(file.stale) for file in quote.files)
    if stale:
        yield f"{plural(stale, 'draft')} stale: what it was written from has changed since"
    theirs = sum(f.stands in (Publication.EDITED, Publication.UNKNOWN) for f in quote.files)
    if theirs:
        yield (
            f"{plural(theirs, 'copy', 'copies')} with somebody's own words would be replaced; what"
            " git does not have is kept in .teg-tui/replaced/"
        )
    if quote.commit_trouble:
        yield f"Not to be committed now: {one_line(quote.commit_trouble)}"


def _afterwards(quote: PublishQuote) -> str:
    if not quote.commits:
        return "Not committed: git.commit is false."
    if quote.upstream is None:
        return "In one commit, which stays here: the branch has no upstream to push to."
    name = one_line(quote.upstream.name)
    if quote.push is Push.NEVER:
        return f"In one commit, not pushed to {name}: git.push is never."
    if quote.upstream.behind:
        return f"In one commit. {behind_words(quote.upstream)}"
    then = "Then it asks whether to push" if quote.push is Push.ASK else "Then it is pushed"
    return f"In one commit. {then} to {name}."


def files_of(quote: PublishQuote) -> Content:
    """The copies to be made, each with what is special about it."""
    lines = []
    for file in quote.files:
        odd = one_line(file.oddity)
        note = (f"\n  {odd}", WARNING) if odd else (f"  {file.usual}", MUTED)
        lines.append(Content.assemble(one_line(file.path), note))
    return Content("\n").join(lines)


def push_words(upstream: Upstream) -> Content:
    """What would be pushed, newest first."""
    commits = plural(upstream.ahead, "commit")
    lines = [Content.assemble((f"Push {commits} to {one_line(upstream.name)}?", "bold"), "\n")]
    lines += [Content.styled(f"  {one_line(subject)}", MUTED) for subject in upstream.subjects]
    more = upstream.ahead - len(upstream.subjects)
    lines += [Content.styled(f"  and {more} more", MUTED)] if more > 0 else []
    return Content("\n").join(lines)


def behind_words(upstream: Upstream) -> str:
    """What to do where the origin has gone on."""
    name, commits = one_line(upstream.name), plural(upstream.behind, "commit")
    return f"{name} has {commits} more: run git pull --rebase here, then press p again."


def where(key: ReportKey) -> str:
    """A report in few words: "main report of 17"."""
    return f"{key.kind.replace('_', ' ')} of {cell_words(key)}"
