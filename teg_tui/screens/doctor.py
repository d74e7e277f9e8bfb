"""The doctor's page: how everything is that the program needs, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from textual.content import Content
from textual.screen import Screen

from teg_tui.outside_text import one_line
from teg_tui.screens.door import Door, answer
from teg_tui.screens.question import TextScreen
from teg_tui.widgets.words import MUTED, hang

if TYPE_CHECKING:
    from teg_tui.service.doctor import Finding

_STYLES = {-1: MUTED, 0: "$text-success", 1: "$text-warning", 2: "$text-error"}
"""By verdict."""
_LABEL = 12
_WIDTH = 68


async def consult(screen: Screen[Any], door: Door) -> None:
    """Ask the doctor, and show what he says."""
    screen.notify("One moment: the doctor looks…", timeout=3, markup=False)
    findings = await answer(screen, door.examine())
    if findings is not None:
        screen.app.push_screen(doctor_page(findings))


def doctor_page(findings: Sequence[Finding]) -> TextScreen:
    """A page with every finding, what is to be done beneath it."""
    return TextScreen("Doctor", Content("\n").join(map(_finding, findings)))


def _finding(finding: Finding) -> Content:
    label = Content.styled(
        f"{one_line(finding.check):<{_LABEL}}", f"bold {_STYLES[finding.verdict]}"
    )
    told = hang(label, Content(one_line(finding.what)), _WIDTH)
    if not finding.way_out:
        return told
    way_out = Content.styled(f"{one_line(finding.way_out)}.", MUTED)
    return Content("\n").join([told, hang(Content(" " * _LABEL), way_out, _WIDTH)])
