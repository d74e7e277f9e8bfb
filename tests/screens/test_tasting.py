"""Trying a prompt or model, and comparing what came of it, as the keyboard meets them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal

import pytest
import specimens
from pilots import until
from textual.containers import Container
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from teg_tui.app import TegApp
from teg_tui.errors import TegError
from teg_tui.reports.key import CellKey, ReportKey
from teg_tui.reports.plan import Selection
from teg_tui.reports.trial import Trial
from teg_tui.screens.comparing import CompareScreen
from teg_tui.screens.confirmation import ConfirmationScreen
from teg_tui.screens.trying import TryScreen
from teg_tui.service.variant_views import Comparison, Draft, PromptChoice
from teg_tui.widgets.report_grid import ReportGrid

NewApp = Callable[[], TegApp]
Snapshot = Callable[..., bool]
KEY = ReportKey(17, 2, "round_report")
WARM = Trial("warm", "/srv/links-tour/prompts/round_report.warm.md", "claude-haiku-5-5")
CHOICES = (PromptChoice("round_report", "Round report", WARM.prompt, "warm"),)


def draft(name: str, text: str, false: tuple[str, ...] = (), trial: Trial | None = None) -> Draft:
    when = datetime(2026, 11, 22, 19, 0, tzinfo=UTC)
    model = "claude-haiku-5-5" if name else "claude-sonnet-5-5"
    prompt = "round_report.warm.md" if name else "round_report.md"
    return Draft(
        name, text, len(text.split()), false, model, prompt, Decimal("0.012"), False, when, trial
    )


def drafts(*names: str) -> tuple[Draft, ...]:
    body = "Wilna Grell had the most points of the day, 38.\n\n" * 12
    made = [draft("", f"# TEG 17, Round 2: a cold wind\n\n{body}")]
    false = ("line 3 says 38 points, right is 36", "line 9 says +26, right is +28")
    for name in names:
        text = f"# TEG 17, Round 2: {name}\n\n{body}"
        made.append(draft(name, text, false if name == "warm" else (), Trial(name, "", "m")))
    return tuple(made)


@pytest.fixture
def tried(door: specimens.SpecimenDoor, monkeypatch: pytest.MonkeyPatch) -> specimens.SpecimenDoor:
    """The door of a tour in which something was tried of one round."""

    async def prompts() -> tuple[PromptChoice, ...]:
        return CHOICES

    async def compare(cell: CellKey) -> tuple[Comparison, ...]:
        return (Comparison(KEY, "Round report", drafts("warm", "plain")),)

    async def keep(key: ReportKey, variant: str) -> str:
        door.done.append(("keep", (key, variant)))
        return f"Variant {variant} is the report now."

    async def mark_current(kind: str) -> str:
        door.done.append(("mark_current", kind))
        return "3 reports count as current."

    for name, answer in (
        ("prompts", prompts),
        ("compare", compare),
        ("keep", keep),
        ("mark_current", mark_current),
    ):
        monkeypatch.setattr(door, name, answer, raising=False)
    return door


async def open_page(pilot: Pilot[None], key: str, page: type, ready: Callable[[], bool]) -> None:
    await until(pilot, lambda: any(g.row_count for g in pilot.app.screen.query(ReportGrid)))
    await pilot.press(key)
    await until(pilot, lambda: isinstance(pilot.app.screen, page))
    await until(pilot, ready)
    await pilot.pause(0.1)


async def open_try(pilot: Pilot[None]) -> None:
    def filled() -> bool:
        return all(options.option_count > 1 for options in pilot.app.screen.query(OptionList))

    await open_page(pilot, "t", TryScreen, filled)


async def open_compare(pilot: Pilot[None]) -> None:
    def filled() -> bool:
        heads = pilot.app.screen.query(".head")
        return len(heads) == 2 and all(str(head.render()) for head in heads)

    await open_page(pilot, "T", CompareScreen, filled)


def heads(pilot: Pilot[None]) -> list[str]:
    return [str(head.content) for head in pilot.app.screen.query(".head").results(Static)]


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
def test_what_is_tried_is_asked_for_as_it_was(
    snap_compare: Snapshot,
    new_app: NewApp,
    tried: specimens.SpecimenDoor,
    size: tuple[int, int],
) -> None:
    assert snap_compare(new_app(), terminal_size=size, run_before=open_try)


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
def test_two_texts_stand_side_by_side_as_they_did(
    snap_compare: Snapshot,
    new_app: NewApp,
    tried: specimens.SpecimenDoor,
    size: tuple[int, int],
) -> None:
    assert snap_compare(new_app(), terminal_size=size, run_before=open_compare)


@pytest.mark.parametrize(("columns", "layout"), [(99, "vertical"), (100, "horizontal")])
async def test_texts_stand_one_above_the_other_below_a_hundred_columns(
    new_app: NewApp, tried: specimens.SpecimenDoor, columns: int, layout: str
) -> None:
    async with new_app().run_test(size=(columns, 30)) as pilot:
        await open_compare(pilot)
        sides = pilot.app.screen.query_one("#compare-sides", Container)
        assert sides.styles.layout is not None
        assert sides.styles.layout.name == layout


async def test_a_prompts_own_name_is_proposed_and_what_is_chosen_is_quoted(
    new_app: NewApp, tried: specimens.SpecimenDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Selection] = []
    quote = tried.quote

    async def watched(selection: Selection, via: object) -> object:
        asked.append(selection)
        return await quote(selection, via)  # type: ignore[arg-type]  # as the app calls it

    monkeypatch.setattr(tried, "quote", watched)
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_try(pilot)
        name = app.screen.query_one(Input)
        await pilot.press("tab", "down")
        assert name.value == "warm"
        await pilot.press("tab", "down", "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, ConfirmationScreen))
        trial = asked[-1].trial
        assert trial is not None
        assert (trial.name, trial.prompt) == ("warm", WARM.prompt)
        assert trial.model == specimens.MODELS.models[1].name


async def test_a_name_that_is_none_is_said_and_the_page_stays(
    new_app: NewApp, tried: specimens.SpecimenDoor
) -> None:
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_try(pilot)
        app.screen.query_one(Input).value = "No Name"
        await pilot.press("enter")
        await until(pilot, lambda: any("no name" in n.message for n in app._notifications))
        assert isinstance(app.screen, TryScreen)


async def test_keys_go_through_the_texts_of_one_side(
    new_app: NewApp, tried: specimens.SpecimenDoor
) -> None:
    async with new_app().run_test(size=(160, 45)) as pilot:
        await open_compare(pilot)
        assert [head.splitlines()[0] for head in heads(pilot)] == ["Current", "Variant warm"]
        assert "2 false" in heads(pilot)[1]
        assert "nothing false found" in heads(pilot)[0]
        await pilot.press("n")
        await until(pilot, lambda: "Variant plain" in heads(pilot)[1])
        await pilot.press("tab", "n")
        await until(pilot, lambda: "Variant warm" in heads(pilot)[0])


async def test_a_variant_is_kept_only_when_that_is_agreed_to(
    new_app: NewApp, tried: specimens.SpecimenDoor
) -> None:
    async with new_app().run_test(size=(80, 24)) as pilot:
        await open_compare(pilot)
        await pilot.press("K", "n")
        assert not [done for done in tried.done if done[0] == "keep"]
        await pilot.press("K", "y")
        await until(pilot, lambda: ("keep", (KEY, "warm")) in tried.done)
        await pilot.press("tab", "K")  # the report as it is: nothing to keep
        assert isinstance(pilot.app.screen, CompareScreen)
        await pilot.press("equals_sign")
        await until(pilot, lambda: ("mark_current", "round_report") in tried.done)


async def test_the_rest_of_what_is_marked_is_written_like_the_variant(
    new_app: NewApp, tried: specimens.SpecimenDoor
) -> None:
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_compare(pilot)
        await pilot.press("g")
        await until(pilot, lambda: any("mark cells" in n.message for n in app._notifications))
        await pilot.press("escape", "a")
        await open_compare(pilot)
        await pilot.press("g")
        await until(pilot, lambda: isinstance(app.screen, ConfirmationScreen))
        await pilot.press("y")
        await until(pilot, lambda: any(done[0] == "start" for done in tried.done))
        [(selection, _)] = [done[1] for done in tried.done if done[0] == "start"]
        assert selection.trial == Trial("warm", "", "m")
        assert app.screen.query_one(ReportGrid).marked, "what is tried stays marked"


async def test_where_nothing_was_tried_that_is_said(
    new_app: NewApp, tried: specimens.SpecimenDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nothing(cell: CellKey) -> tuple[Comparison, ...]:
        raise TegError("nothing was tried here yet")

    monkeypatch.setattr(tried, "compare", nothing)
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: any(g.row_count for g in app.screen.query(ReportGrid)))
        await pilot.press("T")
        await until(
            pilot, lambda: any("nothing was tried" in n.message for n in app._notifications)
        )


async def test_what_a_text_or_model_holds_is_shown_and_never_obeyed(
    new_app: NewApp, tried: specimens.SpecimenDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    nasty = draft("warm", "# [red]x[/]\x1b[2J\n", ("line 1 says [b]\x07",), Trial("warm"))

    async def compare(cell: CellKey) -> tuple[Comparison, ...]:
        return (Comparison(KEY, "[link]T\x1b", (nasty, nasty)),)

    monkeypatch.setattr(tried, "compare", compare)
    async with new_app().run_test(size=(160, 45)) as pilot:
        await open_compare(pilot)
        shown = "".join(str(s.content) for s in pilot.app.screen.query(Static))
        assert "\x1b" not in shown
        assert "\x07" not in shown
        assert "[b]" in shown
