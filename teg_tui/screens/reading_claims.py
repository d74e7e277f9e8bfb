"""What the reader does with claims: marks them, goes from one to the next."""

from __future__ import annotations

from typing import Any

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.geometry import Offset
from textual.screen import Screen

from teg_tui.reports.key import CellKey, ReportKey
from teg_tui.screens.door import Door
from teg_tui.screens.mistakes import SaysMistakes
from teg_tui.service.views import ReportText
from teg_tui.widgets.claim_line import ClaimLine
from teg_tui.widgets.claim_marks import Marking, places
from teg_tui.widgets.report_text import ReportMarkdown

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
]


class ReadsClaims(SaysMistakes, Screen[CellKey | None]):
    """A report with its claims marked; one of them may be the current one."""

    def __init__(self, door: Door, **options: Any) -> None:
        super().__init__(**options)
        self._door = door
        self._key: ReportKey
        self._report: ReportText | None = None
        self._marking = Marking()

    async def show_text(self, report: ReportText, text: str, *, keep_place: bool) -> None:
        """Show a report, or `text` in place of one that is not there."""
        marks = places(report.claims)
        current = self._same_place(report) if keep_place else None
        self._report = report
        self._marking = Marking(
            marks, current, colour=not self.app.no_color, accepted=report.accepted
        )
        await self.query_one(ReportMarkdown).show(text, self._marking)
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
