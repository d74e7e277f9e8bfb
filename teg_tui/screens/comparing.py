"""Two texts of one report: the one on file and a variant's, or two variants'."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import Static

from teg_tui.outside_text import one_line
from teg_tui.reports.key import CellKey
from teg_tui.reports.trial import Trial
from teg_tui.screens.base import BaseScreen
from teg_tui.screens.door import Door, answer
from teg_tui.screens.overview_shape import NARROW_BELOW
from teg_tui.screens.question import QuestionScreen
from teg_tui.service.variant_views import Comparison, Draft
from teg_tui.widgets.claim_marks import Marking
from teg_tui.widgets.figures import cell_words, money, plural
from teg_tui.widgets.key_footer import KeyFooter
from teg_tui.widgets.report_text import ReportMarkdown
from teg_tui.widgets.words import MUTED

FALSE_SHOWN = 2


async def compare(screen: Screen[Any], door: Door, cell: CellKey, *, more: bool) -> Trial | None:
    """Show what was tried of a cell; what the rest is to be written by, None for nothing.

    `more` says whether there is a rest that could be written.
    """
    found = await answer(screen, door.compare(cell))
    if found is None:
        return None
    return await screen.app.push_screen_wait(CompareScreen(door, cell, found, more=more))


class Side(Vertical):
    """One of the two: what is to be known of it, and its text."""

    def compose(self) -> ComposeResult:
        """A head above a page."""
        yield Static(classes="head", markup=False)
        with VerticalScroll(classes="page", can_focus=True):
            yield ReportMarkdown()

    async def show(self, draft: Draft) -> None:
        """Another text."""
        self.query_one(".head", Static).update(about(draft))
        await self.query_one(ReportMarkdown).show(draft.text, Marking())
        self.query_one(VerticalScroll).scroll_home(animate=False)


class CompareScreen(BaseScreen[Trial | None]):
    """Dismissed with what the rest of the selection is to be written by, or None."""

    CSS_PATH = "comparing.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "Back", id="compare.back"),
        Binding(
            "tab",
            "other_side",
            "Other side",
            id="compare.side",
            priority=True,
            tooltip="Go to the other text",
        ),
        Binding("left,right", "other_side", "Other side", False, id="compare.side_by_arrow"),
        Binding(
            "n", "turn", "Another text", id="compare.turn", tooltip="Another text on this side"
        ),
        Binding(
            "t", "kind", "Other kind", False, id="compare.kind", tooltip="The next kind of report"
        ),
        Binding(
            "K",
            "keep",
            "Keep",
            id="compare.keep",
            tooltip="Make this side's variant the report, and commit it",
        ),
        Binding(
            "g",
            "rest",
            "Write the rest",
            id="compare.rest",
            tooltip="Write what else is marked as this side's variant",
        ),
        Binding(
            "equals_sign",
            "mark_current",
            "Same prompt",
            False,
            id="compare.current",
            tooltip="Reports by older prompts of this kind count as written by today's",
        ),
        Binding("down,j", "scroll(1)", "Down", False, id="compare.down"),
        Binding("up,k", "scroll(-1)", "Up", False, id="compare.up"),
        Binding("space,pagedown", "page(1)", "Page down", False, id="compare.page_down"),
        Binding("pageup", "page(-1)", "Page up", False, id="compare.page_up"),
    ]

    def __init__(
        self, door: Door, cell: CellKey, found: tuple[Comparison, ...], *, more: bool
    ) -> None:
        """`more` says whether anything else is marked that could be written."""
        super().__init__()
        self._door, self._cell, self._found, self._more = door, cell, found, more
        self._kind = 0
        self._shown = [0, 1]
        """Which text stands on each side."""
        self._side = 1

    def compose(self) -> ComposeResult:
        """Title, two sides, keys."""
        yield Static(id="compare-title", markup=False)
        with Container(id="compare-sides"):
            yield Side(id="side-0")
            yield Side(id="side-1")
        yield KeyFooter()

    def on_mount(self) -> None:
        """The text on file and the newest variant."""
        self._begin()

    def on_resize(self, event: Resize) -> None:
        """Side by side where there is room."""
        self.set_class(event.size.width < NARROW_BELOW, "-narrow")

    @property
    def _comparison(self) -> Comparison:
        return self._found[self._kind]

    @property
    def _draft(self) -> Draft:
        """The text on the side that the keys are about."""
        return self._comparison.drafts[self._shown[self._side]]

    def _begin(self) -> None:
        """From the first two texts there are; one alone stands on both sides."""
        many = len(self._comparison.drafts)
        self._shown, self._side = [0, min(1, many - 1)], 1
        self._fill()

    @work(group="fill", exclusive=True, exit_on_error=False)
    async def _fill(self) -> None:
        title = f"{cell_words(self._comparison.key)}  {one_line(self._comparison.title)}"
        kinds = f"  t: {plural(len(self._found), 'kind')}" if len(self._found) > 1 else ""
        line = Content.assemble((title, "bold"), (f"  compared{kinds}", MUTED))
        self.query_one("#compare-title", Static).update(line)
        self._mark_side()
        for number, at in enumerate(self._shown):
            await self.query_one(f"#side-{number}", Side).show(self._comparison.drafts[at])

    def _mark_side(self) -> None:
        for number in (0, 1):
            side = self.query_one(f"#side-{number}", Side)
            side.set_class(number == self._side, "-here")
        self.query_one(f"#side-{self._side} .page").focus()

    def action_other_side(self) -> None:
        """Keys are about the other text."""
        self._side = 1 - self._side
        self._mark_side()

    def action_turn(self) -> None:
        """Another of the texts there are, on this side."""
        many = len(self._comparison.drafts)
        self._shown[self._side] = (self._shown[self._side] + 1) % many
        self._fill()

    def action_kind(self) -> None:
        """The next kind of report of which something was tried."""
        self._kind = (self._kind + 1) % len(self._found)
        self._begin()

    def action_scroll(self, step: int) -> None:
        """Both a line: they tell the same story."""
        for page in self.query(".page"):
            page.scroll_relative(y=step, animate=False)

    def action_page(self, step: int) -> None:
        """Both a page."""
        for page in self.query(".page"):
            page.scroll_relative(y=step * max(1, page.size.height - 2), animate=False)

    # What comes of it.

    def action_keep(self) -> None:
        """Ask, then make this side's variant the report."""
        draft = self._draft
        if not draft.name:
            self.notify("That is the report already: go to the variant (tab).", markup=False)
            return
        false = f" {plural(len(draft.false), 'false figure')} in it." if draft.false else ""
        question = QuestionScreen(
            f"Keep variant {draft.name}?",
            f"It becomes the report and is committed.{false} What is not in git is kept aside.",
            "keep it",
        )

        def decided(yes: bool | None) -> None:
            if yes:
                self._keep(draft)

        self.app.push_screen(question, decided)

    @work(group="keep", exclusive=True, exit_on_error=False)
    async def _keep(self, draft: Draft) -> None:
        words = await answer(self, self._door.keep(self._comparison.key, draft.name))
        if words is None:
            return
        self.notify(words, timeout=8, markup=False)
        found = await answer(self, self._door.compare(self._cell))
        if found is not None:
            self._found, self._kind = found, min(self._kind, len(found) - 1)
            self._begin()

    def action_rest(self) -> None:
        """Write what else is marked by the prompt and model of this side."""
        if self._draft.trial is None:
            self.notify("Go to the variant first (tab).", markup=False)
        elif not self._more:
            self.notify("Nothing else is marked: mark cells in the grid first.", markup=False)
        else:
            self.dismiss(self._draft.trial)

    @work(group="current", exclusive=True, exit_on_error=False)
    async def action_mark_current(self) -> None:
        """A harmless change of the prompt."""
        words = await answer(self, self._door.mark_current(self._comparison.key.kind))
        if words is not None:
            self.notify(words, timeout=8, markup=False)


def about(draft: Draft) -> Content:
    """What is to be known of a text before it is read."""
    parts = [plural(draft.words, "word")]
    if draft.model:
        parts.append(one_line(draft.model))
    if draft.prompt:
        parts.append(one_line(draft.prompt))
    if draft.cost_usd is not None:
        parts.append(f"{money(draft.cost_usd)}{' pretend' if draft.pretend else ''}")
    lines: list[Any] = [
        Content.styled(one_line(draft.title), "bold"),
        Content.styled(" · ".join(parts), MUTED),
    ]
    if not draft.false:
        lines.append(Content.styled("nothing false found", "$text-success"))
    else:
        told = "; ".join(map(one_line, draft.false[:FALSE_SHOWN]))
        lines.append(Content.styled(f"{len(draft.false)} false: {told}", "$text-error"))
    return Content("\n").join(lines)
