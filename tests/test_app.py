"""The app as a whole: help, commands, leaving; and with the real service on a demonstration."""

from __future__ import annotations

import asyncio
import inspect
import re
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import specimens
from pilots import until
from textual.command import CommandPalette
from textual.pilot import Pilot
from textual.widgets import Static

from teg_tui.app import Heard, TegApp
from teg_tui.demo import ensure_simulator, workspace_in
from teg_tui.screens.confirmation import ConfirmationScreen
from teg_tui.screens.overview import OverviewScreen
from teg_tui.screens.question import QuestionScreen, TextScreen
from teg_tui.screens.reader import ReaderScreen
from teg_tui.screens.steady import BrokenOffError
from teg_tui.screens.welcome import WelcomeScreen
from teg_tui.service.views import RunsChanged, StatusChanged
from teg_tui.store.git import Git
from teg_tui.widgets.batch_monitor import BatchMonitor
from teg_tui.widgets.report_grid import ReportGrid
from teg_tui.widgets.report_text import ReportMarkdown

HEAVY = {"anthropic", "polars", "git", "sqlite3", "genai_prices", "starlette", "uvicorn"}


@pytest.fixture
def door() -> specimens.SpecimenDoor:
    return specimens.SpecimenDoor()


@pytest.fixture
def app(door: specimens.SpecimenDoor, utc: None) -> TegApp:
    return TegApp(Path("/srv/tour"), connection=door, now=lambda: specimens.NOW, utf8=True)


async def shown(app: TegApp, pilot: Pilot[None]) -> None:
    """The grid has its first rows, and everything told with them has been shown."""
    await until(pilot, lambda: app.screen.query_one(ReportGrid).row_count > 0)
    await pilot.pause(0.05)


def test_importing_the_app_loads_nothing_heavy() -> None:
    script = "import sys, teg_tui.app; print(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert "textual" in loaded
    assert not loaded & HEAVY


async def test_help_tells_the_keys_and_the_glyphs(app: TegApp) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("question_mark")
        assert isinstance(app.screen, TextScreen)
        text = "\n".join(str(words.content) for words in app.screen.query(Static))
        for words in ("Mark or unmark this cell", "Write what is marked", "shift+↑ K", "stale"):
            assert words in text
        for foreign in ("Focus Next", "Scroll Up", "command prompt", "Copy selected"):
            assert foreign not in text
        await pilot.press("escape")
        assert isinstance(app.screen, OverviewScreen)


async def test_the_palette_knows_every_action_of_the_screen_by_name(app: TegApp) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        for key in ("colon", "ctrl+p"):
            await pilot.press(key)
            assert isinstance(app.screen, CommandPalette), key
            await pilot.press("escape")
        titles = {command.title for command in app.get_system_commands(app.screen)}
        assert {"Mark every cell shown", "Write story notes only", "Dark or light"} <= titles
        everything = {b.binding.id for b in app.screen.active_bindings.values() if b.binding.id}
        assert len(titles) >= len({name for name in everything if not name.startswith("app.")})


async def test_dark_becomes_light_and_the_grid_follows(app: TegApp) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        await shown(app, pilot)
        await pilot.press("j")
        grid = app.screen.query_one(ReportGrid)
        dark = grid.get_cell("16", "R1").spans
        app.action_other_theme()
        assert not app.current_theme.dark
        await until(pilot, lambda: grid.get_cell("16", "R1").spans != dark)
        assert grid.cursor_row == 1, "the cursor stays"


async def test_every_theme_has_every_colour_we_name(app: TegApp) -> None:
    folder = Path(inspect.getfile(TegApp)).parent
    sources = [*folder.glob("screens/*.*"), *folder.glob("widgets/*.py"), folder / "app.py"]
    texts = [
        path.read_text(encoding="utf-8") for path in sources if path.suffix in (".py", ".tcss")
    ]
    named = {name for text in texts for name in re.findall(r"\$([a-z][a-z-]+)", text)}
    assert "foreground-disabled" in named
    for name, theme in app.available_themes.items():
        colours = {*theme.to_color_system().generate(), *app.get_theme_variable_defaults()}
        assert not named - colours, name


@pytest.mark.parametrize("theme", ["ansi-light", "ansi-dark"])
async def test_a_theme_of_the_terminal_s_own_colours_paints(app: TegApp, theme: str) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        await shown(app, pilot)
        app.theme = theme
        await pilot.pause()
        assert app.is_running


async def test_leaving_asks_only_while_something_is_under_way(
    app: TegApp, door: specimens.SpecimenDoor
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("q")
        assert isinstance(app.screen, QuestionScreen)
        text = "\n".join(str(words.content) for words in app.screen.query(Static))
        assert "teg-tui watch" in text
        await pilot.press("n")
        app.post_message(Heard(RunsChanged(specimens.runs()[1:])))
        await pilot.pause()
        await pilot.press("q")
        await pilot.pause()
        assert app.return_code == 0
    assert door.done == [("left", None), ("close", None)]


async def test_ctrl_c_leaves_from_anywhere_and_asks_once_before_it_stops_what_is_written(
    app: TegApp, door: specimens.SpecimenDoor
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(app, pilot)
        ours = replace(specimens.runs()[0], here=True, finished_at=None)
        app.post_message(Heard(RunsChanged((ours,))))
        await pilot.pause()
        await pilot.press("question_mark", "ctrl+c")
        assert isinstance(app.screen, QuestionScreen)
        assert app.return_code is None
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert app.return_code == 0
    assert ("close", None) in door.done


async def test_ctrl_c_copies_what_is_marked_in_a_line(app: TegApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(app, pilot)
        await pilot.press("slash", "1", "7", "shift+home", "ctrl+c")
        assert app.clipboard == "17"
        assert app.return_code is None


@pytest.mark.parametrize(
    ("raised", "mistake"),
    [(ZeroDivisionError, ZeroDivisionError), (asyncio.CancelledError, BrokenOffError)],
)
async def test_a_broken_screen_does_not_end_what_is_under_way(
    app: TegApp,
    door: specimens.SpecimenDoor,
    monkeypatch: pytest.MonkeyPatch,
    raised: type[BaseException],
    mistake: type[Exception],
) -> None:
    def broken(screen: object) -> None:
        raise raised("not foreseen")

    monkeypatch.setattr("teg_tui.app.help_for", broken)
    told: list[object] = []

    async def use() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            await shown(app, pilot)
            await pilot.press("question_mark")

    with pytest.raises(mistake):
        await use()
    assert isinstance(app.mistake, mistake)
    assert app.goes_on
    assert ("close", None) not in door.done
    app.tell_instead(told.append)
    door.tell(RunsChanged(specimens.runs()[1:]))
    assert [len(event.runs) for event in told] == [len(specimens.runs()), len(specimens.runs()) - 1]
    await app.put_away()
    assert ("close", None) in door.done


async def test_another_endpoint_and_pretend_money_are_named_on_top(app: TegApp) -> None:
    async with app.run_test(size=(100, 24)) as pilot:
        await shown(app, pilot)
        status = replace(specimens.STATUS, endpoint="127.0.0.1:8787", pretend=True)
        app.post_message(Heard(StatusChanged(status)))
        await pilot.pause()
        top = str(app.screen.query_one("#masthead-state", Static).content)
        assert top == "sends to 127.0.0.1:8787 · pretend money"


async def test_a_mistake_of_ours_in_a_worker_is_said_and_survived(
    app: TegApp, door: specimens.SpecimenDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*args: object, **kwargs: object) -> None:
        raise ZeroDivisionError("[bold]oops")

    async with app.run_test(size=(100, 24), notifications=True) as pilot:
        await shown(app, pilot)
        monkeypatch.setattr(door, "quote", broken)
        await pilot.press("down")
        await until(pilot, lambda: len(app._notifications) > 0)
        said = [notification.message for notification in app._notifications]
        assert any("ZeroDivisionError: [bold]oops" in message for message in said)
        await pilot.press("down")
        assert isinstance(app.screen, OverviewScreen)


async def test_without_utf8_everything_painted_is_ascii(door: specimens.SpecimenDoor) -> None:
    app = TegApp(Path("/srv/tour"), connection=door, now=lambda: specimens.NOW, utf8=False)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause(0.1)
        lines = app.screen._compositor.render_strips()
        filters = app.get_line_filters()
        for line in lines:
            segments = list(line)
            for each in filters:
                segments = each.apply(segments, app.screen.background_colors[0])
            assert "".join(segment.text for segment in segments).isascii()


@asynccontextmanager
async def opened(root: Path | None, start: Path) -> AsyncIterator[tuple[TegApp, Pilot[None]]]:
    """The app with its real service."""
    app = TegApp(root, start=start)
    async with app.run_test(size=(100, 30)) as pilot:
        yield app, pilot


async def test_no_workspace_leads_to_the_demonstration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ANTHROPIC_BASE_URL", raising=False)
    async with opened(None, tmp_path) as (app, pilot):
        welcome = app.screen
        assert isinstance(welcome, WelcomeScreen)
        for choice in ("demo", "init", "demo"):  # at once: the first one counts
            welcome.action_choose(choice)
        await until(pilot, lambda: isinstance(app.screen, OverviewScreen))
        await until(pilot, lambda: any(grid.row_count for grid in app.screen.query(ReportGrid)))
        assert not (tmp_path / "teg.toml").exists()
        assert (tmp_path / "teg-demo" / "teg.toml").is_file()


async def test_a_folder_without_scores_says_so_on_the_welcome(tmp_path: Path) -> None:
    async with opened(None, tmp_path) as (app, pilot):
        await pilot.press("i")
        await until(
            pilot, lambda: "scores" in str(app.screen.query_one("#welcome-words", Static).content)
        )
        assert isinstance(app.screen, WelcomeScreen)


async def test_from_the_grid_to_a_committed_report_with_keys_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ANTHROPIC_BASE_URL", raising=False)
    found = workspace_in(tmp_path / "tour")
    with ensure_simulator(found):
        async with opened(found.root, tmp_path) as (app, pilot):
            grid = app.screen.query_one(ReportGrid)
            await until(pilot, lambda: grid.row_count > 0)
            cell = grid.cursor_cell
            assert cell is not None
            await pilot.press("v", "g")
            await until(pilot, lambda: isinstance(app.screen, ConfirmationScreen))
            await pilot.press("y")
            monitor = app.screen_stack[1].query_one(BatchMonitor)
            await until(pilot, lambda: monitor.run is not None)
            await until(pilot, lambda: not monitor.any_under_way)
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, ReaderScreen))
            await until(pilot, lambda: len(app.screen.query_one(ReportMarkdown).source) > 200)
            await pilot.press("escape", "b", "enter")
            await pilot.pause()
            assert len(app.screen.query("#run-requests")) == 1
    assert all((found.root / report.path).is_file() for report in cell.reports)
    newest = Git(found.root).tell("log", "-2", "--format=%s").words
    assert "Round report" in newest
