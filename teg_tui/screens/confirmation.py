"""The last look before money is spent: what, how much, and which files will change."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from teg_tui.costs.advice import Via
from teg_tui.outside_text import one_line
from teg_tui.reports.key import CellKey
from teg_tui.reports.plan import Mode, Plan, Selection
from teg_tui.screens.base import Dialog
from teg_tui.screens.door import answer
from teg_tui.service.views import Quote, Status
from teg_tui.widgets.figures import money, plural
from teg_tui.widgets.words import sentence

TRY_FROM = 11
"""Reports from which on it offers to try two cells first."""
FILES_SHOWN = 200
WAYS = {Via.REALTIME: "in real time", Via.BATCH: "by batch"}
WHILE_OPEN = "It is written while this program is open, and stops with it."
MODE_WORDS = {
    Mode.NOTES: "story notes only",
    Mode.REPORTS: "reports only",
    Mode.FULL: "full pipeline",
}


@dataclass(frozen=True)
class Agreed:
    """What the user said yes to."""

    selection: Selection
    via: Via


class ConfirmationScreen(Dialog[Agreed | None]):
    """`y` sends, `n` and escape do not."""

    CSS_PATH = "dialog.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (36, "-tall")]  # noqa: RUF012 (Textual's type)
    DEFAULT_CSS = """
    ConfirmationScreen {
        &.-tall .dialog { max-height: 32; }
        #confirmation-page { height: auto; max-height: 100%; scrollbar-size-vertical: 1; }
        #confirmation-list { margin-top: 1; color: $foreground-muted; }
        #confirmation-keys { dock: bottom; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "agree", "Send", id="confirmation.yes", tooltip="Send it"),
        Binding(
            "n,escape,q", "dismiss(None)", "Not now", id="confirmation.no", tooltip="Send nothing"
        ),
        Binding(
            "t",
            "try_two",
            "Try two first",
            id="confirmation.try",
            tooltip="Write only two cells first",
        ),
        Binding(
            "w",
            "with_notes",
            "With notes",
            id="confirmation.notes",
            tooltip="Write the missing story notes as well",
        ),
        Binding("b", "as_batch", "As batch", id="confirmation.batch", tooltip="Send it as a batch"),
    ]

    def __init__(
        self,
        quote: Quote,
        via: Via,
        status: Status | None,
        requote: Callable[[Selection, Via], Awaitable[Quote]],
        title: str = "Write these reports?",
        *,
        fixed: bool = False,
    ) -> None:
        """`fixed`: which reports is settled; only the way may still be chosen."""
        super().__init__()
        self._quote, self._via, self._status = quote, via, status
        self._requote = requote
        self._title, self._fixed = title, fixed

    def compose(self) -> ComposeResult:
        """Words, files, keys."""
        with Vertical(classes="dialog"):
            with VerticalScroll(id="confirmation-page"):
                yield Static(id="confirmation-words", markup=False)
                yield Static(id="confirmation-list", markup=False)
            yield Static(id="confirmation-keys", classes="keys", markup=False)

    def on_mount(self) -> None:
        """Fill it."""
        self._refill()

    @property
    def _blocked(self) -> bool:
        quote = self._quote
        return bool(quote.refusal) or not quote.plan.reports

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 (Textual's signature)
        """Only what can be done now has a key."""
        if action == "agree":
            return not self._blocked
        if action == "try_two":
            plan = self._quote.plan
            return not self._fixed and offers_two(plan)
        if action == "with_notes":
            plan = self._quote.plan
            return not self._fixed and bool(plan.missing_needs) and plan.selection.trial is None
        if action == "as_batch":
            return self._via is Via.REALTIME and bool(self._quote.plan.reports)
        return True

    def action_agree(self) -> None:
        """Yes."""
        self.dismiss(Agreed(self._quote.plan.agreed, self._via))

    def action_as_batch(self) -> None:
        """As a batch instead."""
        self._via = Via.BATCH  # at once: a quick yes must not mean the dearer way
        self._refill()
        self._renew(self._quote.plan.selection, Via.BATCH)

    def action_try_two(self) -> None:
        """Only two of the cells."""
        selection = self._quote.plan.selection
        cells = frozenset(newest_two(self._quote.plan))
        self._renew(replace(selection, cells=cells), self._via)

    def action_with_notes(self) -> None:
        """The missing story notes as well."""
        self._renew(replace(self._quote.plan.selection, with_missing_notes=True), self._via)

    @work(group="quote", exclusive=True, exit_on_error=False)
    async def _renew(self, selection: Selection, via: Via) -> None:
        if quote := await answer(self, self._requote(selection, via)):
            self._quote, self._via = quote, via
            self._refill()

    def _refill(self) -> None:
        words = Content("\n").join(words_of(self._quote, self._via, self._status))
        self.query_one("#confirmation-words", Static).update(words)
        self.query_one("#confirmation-list", Static).update(files_of(self._quote.writes))
        self.query_one("#confirmation-keys", Static).update(self._keys())
        title = self._title if self._quote.plan.reports else "Nothing to write"
        self.query_one(".dialog").border_title = Content(title).markup
        self.refresh_bindings()

    def _keys(self) -> Content:
        offers = {
            "agree": ("y", "send"),
            "as_batch": ("b", "as a batch instead"),
            "with_notes": ("w", "with the missing notes"),
            "try_two": ("t", "try two cells first"),
        }
        parts = [
            Content.assemble((key, "bold $text-warning"), f" {words}")
            for action, (key, words) in offers.items()
            if self.check_action(action, ())
        ]
        parts.append(Content.assemble(("n", "bold $text-warning"), " not now"))
        return Content("    ").join(parts)


def offers_two(plan: Plan) -> bool:
    """Whether it is worth trying two cells before all of them."""
    chosen = {key.cell for key in plan.reports} & plan.selection.cells
    return len(plan.reports) >= TRY_FROM and len(chosen) > 2


def newest_two(plan: Plan) -> list[CellKey]:
    """The two newest chosen cells that have something to write, rounds before tournaments."""
    cells = {key.cell for key in plan.reports} & plan.selection.cells
    return sorted(cells, key=lambda cell: (cell.round is None, -cell.teg, -(cell.round or 0)))[:2]


def words_of(quote: Quote, via: Via, status: Status | None) -> list[Content]:
    """What will be done and what it will cost, line by line."""
    plan, estimate = quote.plan, quote.estimate
    if not plan.reports:
        return [Content(sentence(quote.refusal or "nothing to write"))]
    waves = plural(len(plan.waves), "wave")
    lines = [
        Content.assemble(
            (plural(len(plan.reports), "report"), "bold"),
            f" in {waves}, {_what(plan)}, ",
            (WAYS[via], "bold"),
            f", {one_line(estimate.model)}",
        ),
        _cost_line(quote, via),
    ]
    lines += _budget(status)
    counts = [
        (plan.fresh, "up to date already and would be written again"),
        (plan.unknown_origin, "of unknown origin would be replaced"),
        (plan.edited, "edited by hand would be replaced; the text is kept in .teg-tui/replaced/"),
    ]
    lines += [
        Content.styled(f"{len(keys)} {words}", "$text-warning") for keys, words in counts if keys
    ]
    lines += _obstacles(quote, via)
    return lines


def _what(plan: Plan) -> str:
    """What of the cells is written."""
    trial = plan.selection.trial
    return f"variant {trial.name}" if trial else MODE_WORDS[plan.selection.mode]


def _cost_line(quote: Quote, via: Via) -> Content:
    priced = quote.estimate.batch if via is Via.BATCH else quote.estimate.standard
    if priced is None:
        return Content.styled("No price known for this model.", "$text-warning")
    counted, requests = quote.estimate.counted, quote.estimate.requests
    how = f", {counted} of {requests} prompts counted exactly" if counted else ""
    return Content.assemble(
        (f"about {money(priced.likely)}", "bold $text-success"),
        (f"   between {money(priced.low)} and {money(priced.high)}{how}", "$foreground-muted"),
    )


def _budget(status: Status | None) -> list[Content]:
    if status is None:
        return []
    if status.pretend:
        return [Content.styled("Pretend money: a simulator answers.", "$foreground-muted")]
    cap = f" of {money(status.monthly_cap)}" if status.monthly_cap is not None else ""
    return [
        Content.styled(
            f"{money(status.spent_this_month)}{cap} spent this month", "$foreground-muted"
        )
    ]


def _obstacles(quote: Quote, via: Via) -> list[Content]:
    plan = quote.plan
    lines = [Content.styled(sentence(quote.ask), "$text-warning")] if quote.ask else []
    waits = sorted({run for _, run in plan.waits_for})
    lines += [Content.styled(f"Waits for run {run} first.", "$foreground-muted") for run in waits]
    reasons = list(dict.fromkeys(one_line(reason) for _, reason in plan.skipped))
    if reasons:
        lines.append(Content.styled(f"Left out: {'; '.join(reasons[:3])}", "$foreground-muted"))
    if quote.refusal:
        lines.append(Content.styled(sentence(quote.refusal), "$text-error"))
    elif via is Via.REALTIME and plan.reports:
        lines.append(Content.styled(WHILE_OPEN, "$foreground-muted"))
    return lines


def files_of(paths: tuple[str, ...]) -> Content:
    """The files that will change."""
    shown = [one_line(path) for path in paths[:FILES_SHOWN]]
    more = [f"and {len(paths) - FILES_SHOWN} more"] if len(paths) > FILES_SHOWN else []
    head = plural(len(paths), "file") + " will change:"
    return Content("\n".join([head, *(f"  {line}" for line in (*shown, *more))]) if paths else "")
