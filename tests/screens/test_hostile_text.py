"""Every text on every screen comes from somebody who means harm, and stays text."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import hostile
import specimens
from hostile import poisoned
from rich.segment import Segment
from textual.pilot import Pilot
from textual.screen import Screen

from teg_tui.app import Heard, TegApp
from teg_tui.errors import TegError
from teg_tui.golf.claims import Claim, Kind, Verdict
from teg_tui.reports.difference import difference
from teg_tui.reports.key import CellKey, ReportKey
from teg_tui.reports.trial import Trial
from teg_tui.screens.overview import OverviewScreen
from teg_tui.service.amend_views import Difference
from teg_tui.service.variant_views import Comparison, Draft, PromptChoice
from teg_tui.service.views import (
    Attention,
    CatalogueChanged,
    Event,
    Morning,
    Need,
    Notice,
    Outcome,
    RunsChanged,
    Severity,
    StatusChanged,
    Troubled,
    Writing,
)
from teg_tui.widgets.report_grid import ReportGrid

NOW = specimens.NOW
KEY = ReportKey(16, 3, "round_report")
HELD = ReportKey(15, 1, "round_report")
TEXT = "# TEG 16, Round 3: 41 points\n\n| Player | Points |\n|---|---|\n| {0} | 166 |\n\n{0}\n"
CLAIM = Claim(1, 19, "with 41 points", Kind.TOTAL, Verdict.FALSE, "41", "40")
NEEDS = (
    Attention(Need.HELD, "TEG 15, round 1", "cut off", "Read it", 3, HELD),
    Attention(Need.STOPPED, "Run 3", "no key", "Set one", 3),
)
NIGHT = Morning(
    NOW - timedelta(hours=9),
    NOW,
    specimens.runs()[1:],
    specimens.runs()[:1],
    46,
    (Troubled(3, Outcome.HELD, "cut off", (HELD,)),),
    Decimal("3.12"),
    Decimal(0),
    ("data/x.md had been changed by hand",),
)
DRAFT = Draft("", TEXT, 12, ("line 3",), "model", "prompt.md", Decimal("0.01"), False, NOW)
WARM = Trial("warm", "/srv/prompts/warm.md", "model")


class Harm(specimens.SpecimenDoor):
    """A door whose every answer is poisoned."""

    def __init__(self, text: str) -> None:
        super().__init__({KEY: text, HELD: text})
        title, key = "Round report", CellKey(KEY.teg, KEY.round)
        false = specimens.false_report(KEY, title, 1)
        shown = specimens.with_report(self.shown, false)
        kinds = tuple((kind, hostile.NASTY + title, on) for kind, title, on in shown.kinds)
        self.shown = replace(poisoned(shown), kinds=kinds)
        self.claims[KEY] = (poisoned(CLAIM),)
        self.cell = key
        old = difference(TEXT, text)
        self.differences[KEY] = poisoned(Difference(KEY, "data/x.md", "a" * 40, NOW, "Old", old))
        self.to_refresh = poisoned(self.to_refresh)
        self.to_publish = poisoned(self.to_publish)
        self.fresh = poisoned(NIGHT)
        self.statements = {by: poisoned(one) for by, one in self.statements.items()}
        self.refuses = False

    def open(self, tell: Callable[[Event], None]) -> None:
        self.tell = tell
        tell(CatalogueChanged(self.shown))
        tell(StatusChanged(poisoned(replace(specimens.STATUS, attention=NEEDS))))
        tell(RunsChanged(poisoned(specimens.runs())))

    def __getattribute__(self, name: str) -> Any:
        found = super().__getattribute__(name)
        if name not in ("quote", "models", "examine", "retry_quote", "prompts", "compare"):
            return found

        async def answer(*given: Any) -> Any:
            if self.refuses:
                raise TegError(hostile.NASTY, where=hostile.NASTY, way_out=hostile.NASTY)
            return poisoned(await found(*given))

        return answer

    async def prompts(self) -> tuple[PromptChoice, ...]:
        return (PromptChoice("round_report", "Round report", WARM.prompt, "warm"),)

    async def compare(self, cell: CellKey) -> tuple[Comparison, ...]:
        drafts = (DRAFT, replace(DRAFT, name="warm", trial=WARM, text=self.texts[KEY]))
        return (Comparison(KEY, "Round report", drafts),)


ASKING = frozenset({"amend", "cancel", "confirm", "publish", "refresh", "retry"})
"""Groups of workers that may wait for an answer in a dialog."""


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        before = pilot.app.screen
        await pilot.press(key)
        await quiet(pilot, before)


async def quiet(pilot: Pilot[None], before: Screen[Any] | None = None) -> None:
    """Until nobody works any more, or whoever does has put a question."""
    for _ in range(300):
        await pilot.pause(0.01)
        working = {worker.group for worker in pilot.app.workers if not worker.is_finished}
        if not working or (working <= ASKING and pilot.app.screen is not before):
            break
    await pilot.pause()


async def home(pilot: Pilot[None]) -> None:
    """Back to the overview, on the cell of the false report."""
    while not isinstance(pilot.app.screen, OverviewScreen):
        await press(pilot, "escape")
    grid = pilot.app.screen.query_one(ReportGrid)
    grid.focus()
    grid.go_to(KEY.cell)
    await quiet(pilot)


def painted(pilot: Pilot[None]) -> list[Segment]:
    strips = pilot.app.screen._compositor.render_strips()
    return [segment for strip in strips for segment in strip]


def app_with(door: Harm) -> TegApp:
    return TegApp(Path("/srv/links"), connection=door, now=lambda: NOW, utf8=True)


PAGES = (
    ("enter", "right_curly_bracket", "A"),
    ("enter", "d"),
    ("enter", "y"),
    ("g", "y"),
    ("t",),
    ("T",),
    ("i",),
    ("M",),
    ("b", "enter"),
    ("b", "x"),
    ("b", "R"),
    ("dollar_sign", "tab"),
    ("o",),
    ("exclamation_mark", "exclamation_mark"),
    ("f", "y"),
    ("p", "y"),
    ("slash", "x"),
)
SCREENS = {
    "CompareScreen",
    "ConfirmationScreen",
    "CostsScreen",
    "DifferenceScreen",
    "KindsScreen",
    "ModelsScreen",
    "MorningScreen",
    "OverviewScreen",
    "PublishScreen",
    "QuestionScreen",
    "ReaderOnWalk",
    "ReaderScreen",
    "ReasonScreen",
    "RefreshScreen",
    "RunOnWalk",
    "RunScreen",
    "TryScreen",
}


async def test_no_screen_obeys_what_it_shows() -> None:
    door = Harm(TEXT.format(" ".join(hostile.WORDS).replace("\n", " ")))
    wrong: dict[object, list[str]] = {}
    seen, said = set(), ""
    async with app_with(door).run_test(size=(130, 40)) as pilot:
        await quiet(pilot)
        for keys in PAGES:
            await home(pilot)
            for key in keys:
                await press(pilot, key)
                seen.add(type(pilot.app.screen).__name__)
                shown = painted(pilot)
                said += "".join(segment.text for segment in shown)
                if found := hostile.wrong_on_screen(shown):
                    wrong[keys] = found[:3]
    assert not wrong
    assert seen >= SCREENS - {"OverviewScreen"}
    assert said.count("[@click=app.quit()]owned[/][/]") > 100


async def test_no_news_and_no_refusal_is_obeyed() -> None:
    door, wrong = Harm(TEXT), []
    async with app_with(door).run_test(size=(130, 40)) as pilot:
        await quiet(pilot)
        for severity in Severity:
            pilot.app.post_message(Heard(poisoned(Notice(severity.value, severity, True))))
        pilot.app.post_message(Heard(poisoned(Writing(3, KEY, "text", 12, None))))
        await quiet(pilot)
        wrong += hostile.wrong_on_screen(painted(pilot))
        door.refuses = True
        for key in ("g", "t", "T", "M", "R"):
            await home(pilot)
            await press(pilot, key)
            wrong += hostile.wrong_on_screen(painted(pilot))
        door.refuses = False
        await home(pilot)
        await pilot.app.run_action("doctor")
        await quiet(pilot)
        wrong += hostile.wrong_on_screen(painted(pilot))
    assert not wrong


async def test_a_folder_without_a_tour_can_be_called_anything() -> None:
    async with TegApp(None, start=Path(f"/srv/{hostile.NASTY}")).run_test() as pilot:
        await pilot.pause()
        assert not hostile.wrong_on_screen(painted(pilot))


async def test_no_text_forges_the_marks_of_claims() -> None:
    door = Harm(f"# TEG 16, Round 3: 41 points\n\n{hostile.SIGNS}\n\n| {hostile.SIGNS} |\n|---|\n")
    door.claims[KEY] = (CLAIM,)
    async with app_with(door).run_test(size=(130, 40)) as pilot:
        await quiet(pilot)
        await home(pilot)
        await press(pilot, "enter")
        marked = {
            s.text.strip()
            for s in painted(pilot)
            if s.style and (s.style.strike or s.style.underline)
        }
        shown = "".join(segment.text for segment in painted(pilot))
    assert "41" in marked
    assert not [text for text in marked if "forged" in text or "x" in text]
    assert shown.count("&#x100000;forged&#x108000;") == 2
    assert not [char for char in shown if unicodedata.category(char) == "Co" and ord(char) > 0xFFFF]
