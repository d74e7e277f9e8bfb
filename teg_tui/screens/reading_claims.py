"""What the reader does with claims: marks them, goes from one to the next, mends them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TYPE_CHECKING

from textual import work
from textual.app import SuspendNotSupported
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.geometry import Offset

from teg_tui import editor
from teg_tui.errors import TegError
from teg_tui.reports.key import CellKey, ReportKey
from teg_tui.screens.base import BaseScreen
from teg_tui.screens.door import Door, answer
from teg_tui.service.views import ReportText
from teg_tui.widgets.claim_line import ClaimLine
from teg_tui.widgets.claim_marks import Marking, places
from teg_tui.widgets.figures import money
from teg_tui.widgets.report_text import ReportMarkdown

if TYPE_CHECKING:
    from pathlib import Path

    from teg_tui.golf.claims import Claim

CLAIM_KEYS: list[Binding] = [
    Binding(
        "right_square_bracket",
        "claim(1)",
        "Next claim",
        False,
        id="reader.claim",
        tooltip="To the next claim: what it says, and what the scores say",
    ),
    Binding(
        "left_square_bracket",
        "claim(-1)",
        "Claim before",
        False,
        id="reader.claim_before",
        tooltip="To the claim before",
    ),
    Binding(
        "right_curly_bracket",
        "claim(1, True)",
        "Next false claim",
        False,
        id="reader.false",
        tooltip="To the next claim that is false",
    ),
    Binding(
        "left_curly_bracket",
        "claim(-1, True)",
        "False claim before",
        False,
        id="reader.false_before",
        tooltip="To the false claim before",
    ),
    Binding(
        "equals_sign",
        "put_right",
        "Put right",
        False,
        id="reader.put_right",
        tooltip="Put the right value in place of the false one, and commit it",
    ),
    Binding(
        "A",
        "accept",
        "Let stand",
        False,
        id="reader.accept",
        tooltip="Let this false claim stand, and say why",
    ),
    Binding(
        "E",
        "edit",
        "Edit",
        False,
        id="reader.edit",
        tooltip="Edit this text in your own editor ($EDITOR)",
    ),
    Binding(
        "C",
        "correct",
        "Correct",
        False,
        id="reader.correct",
        tooltip="Send this text to the model, to correct what is false",
    ),
    Binding(
        "F",
        "file_held",
        "File",
        False,
        id="reader.file",
        tooltip="File this held text as the report, once nothing in it is false",
    ),
    Binding(
        "d",
        "difference",
        "Difference",
        False,
        id="reader.difference",
        tooltip="What is different from the version before; u there puts that back",
    ),
]


class ReadsClaims(BaseScreen[CellKey | None]):
    """A report with its claims marked; one of them may be the current one."""

    def __init__(
        self, door: Door, key: ReportKey, now: Callable[[], datetime], *, utf8: bool
    ) -> None:
        super().__init__()
        self._door, self._key, self._now, self._utf8 = door, key, now, utf8
        self._report: ReportText | None = None
        self._marking = Marking()

    def read_again(self) -> None:
        """Show the text as it is now, and where the reader stands in it."""
        raise NotImplementedError

    async def show_text(self, report: ReportText, text: str, *, keep_place: bool) -> None:
        """Show a report, or `text` in place of one that is not there."""
        marks = places(report.claims)
        current = self._same_place(report) if keep_place else None
        self._report = report
        colour = self._utf8 and not self.app.no_color
        self._marking = Marking(marks, current, colour, report.accepted)
        await self.query_one(ReportMarkdown).show(text, self._marking)
        self._tell_claim()

    def forget_claims(self) -> None:
        """Another report is meant from now on: no key may mend that by the claims of this one."""
        self._report, self._marking = None, Marking()
        self._tell_claim()

    def _same_place(self, report: ReportText) -> int | None:
        """The number that the claim has now on whose place the reader stands."""
        if self._marking.current is None:
            return None
        here = self._marking.marks[self._marking.current]
        place = here.line, here.column
        marks = places(report.claims)
        numbers = (n for n, its in enumerate(marks) if (its.line, its.column) >= place)
        return next(numbers, None)

    def _tell_claim(self, *, seen: bool = True) -> None:
        self.query_one(ClaimLine).show(self._marking, self.size.width - 4, seen=seen)

    def action_claim(self, step: int, only_false: bool = False) -> None:
        """To the next claim in the text, or the one before."""
        marking = self._marking
        numbers = range(len(marking.marks))
        meant = [n for n in numbers if not only_false or marking.verdict(n) == "false"]
        if not meant:
            what = "claim that is false" if only_false else "claim"
            self.notify(f"No {what} was found here.", markup=False)
            return
        at = marking.current
        if at is None:
            ahead = meant if step > 0 else meant[::-1]
        elif step > 0:
            ahead = [n for n in meant if n > at]
        else:
            ahead = [n for n in reversed(meant) if n < at]
        if ahead:
            self._stand_on(ahead[0])
        else:
            self.notify("That was the last one." if step > 0 else "That was the first one.")

    def _stand_on(self, number: int) -> None:
        text = self.query_one(ReportMarkdown)
        found = text.stand_on(number)
        self._marking = text.marking
        self._tell_claim(seen=found is not None)
        if found is not None:
            block, line = found
            page = self.query_one("#reader-page", VerticalScroll)
            top: Offset = block.region.offset - page.region.offset
            y = page.scroll_offset.y + top.y + line - page.size.height // 2
            page.scroll_to(y=max(0, y), animate=False)

    # Mending.

    @property
    def _false_claim(self) -> Claim | None:
        """The false claim that is meant: the current one, else the only one there is."""
        marking = self._marking
        false = [n for n in range(len(marking.marks)) if marking.verdict(n) == "false"]
        if marking.current in false:
            return marking.marks[marking.current]
        if marking.current is None and len(false) == 1:
            return marking.marks[false[0]]
        first = "Go to a claim that is false first: } finds the next."
        self.notify(first if false else "No claim that is false was found here.", markup=False)
        return None

    def action_put_right(self) -> None:
        """The right value in place of the false one."""
        if (claim := self._false_claim) is not None:
            self._amend(lambda: self._door.put_right(self._key, claim))

    def action_accept(self) -> None:
        """Let it stand, with a reason."""
        from teg_tui.screens.reason import ReasonScreen

        if (claim := self._false_claim) is None:
            return

        def given(reason: str | None) -> None:
            if reason is not None:
                self._amend(lambda: self._door.accept(self._key, claim, reason))

        self.app.push_screen(ReasonScreen(claim), given)

    def action_file_held(self) -> None:
        """A held text as the report."""
        if self._report is None or not self._report.held:
            self.notify("This is no held text.", markup=False)
        else:
            self._amend(lambda: self._door.file_held(self._key))

    @work(group="amend", exclusive=True, exit_on_error=False)
    async def action_correct(self) -> None:
        """Back to the model, once it is known what that costs."""
        from teg_tui.screens.question import QuestionScreen

        quote = await answer(self, self._door.correction_quote(self._key))
        if quote is None:
            return
        about = "no price known" if quote.estimated is None else money(quote.estimated.likely)
        spent = f"about {about}{' pretend' if quote.pretend else ''}"
        others = f" It takes along {quote.reports - 1} more that came with it."
        which = "this text as it stands" if quote.standing else "its own text"
        way = " in real time" if quote.standing else ""
        text = (
            f"The model gets {which}, what is false in it and what is right,"
            f" and writes it again{way}: {spent}.{others if quote.reports > 1 else ''}"
        )
        question = QuestionScreen("Ask for a correction", text, "send it")
        if await self.app.push_screen_wait(question):
            run = await answer(self, self._door.correct(self._key))
            if run is not None:
                self.notify(f"Run {run.number} corrects it.", markup=False)

    @work(group="amend", exclusive=True, exit_on_error=False)
    async def _amend(self, order: Callable[[], Awaitable[str]]) -> None:
        words = await answer(self, order())
        if words is not None:
            self.notify(words, timeout=8, markup=False)
        self.read_again()

    @work(group="amend", exclusive=True, exit_on_error=False)
    async def action_edit(self) -> None:
        """In the user's own editor, which has the terminal for as long."""
        draft = await answer(self, self._door.begin_edit(self._key))
        if draft is None:
            return
        if self._edited(draft):
            words = await answer(self, self._door.end_edit(self._key))
            if words is not None:
                self.notify(words, timeout=8, markup=False)
            self.read_again()

    def _edited(self, draft: Path) -> bool:
        """Whether an editor has been at it."""
        try:
            with self.app.suspend():
                editor.edit(draft)
        except SuspendNotSupported:
            self.notify("This terminal can't be lent to an editor.", markup=False)
            return False
        except TegError as error:
            self.notify(str(error), severity="error", timeout=12, markup=False)
            return False
        return True

    @work(group="amend", exclusive=True, exit_on_error=False)
    async def action_difference(self) -> None:
        """What is different from the version before."""
        from teg_tui.screens.difference import DifferenceScreen

        shown = await answer(self, self._door.difference(self._key))
        if shown is None:
            return
        if not shown.lines:
            self.notify("It says the same as the version before.", markup=False)
        elif await self.app.push_screen_wait(DifferenceScreen(self._door, shown, self._now)):
            self.read_again()
