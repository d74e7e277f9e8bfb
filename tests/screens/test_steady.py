"""Keys pressed quicker than anything is painted: none of them ends the app."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.pilot import Pilot
from textual.widgets import Input, Static

from teg_tui.screens.base import BaseScreen, Commands
from teg_tui.screens.question import QuestionScreen
from teg_tui.screens.steady import SteadyApp


class Light(SteadyApp):
    """An app of ours without anything to show."""


class Page(BaseScreen[None]):
    BINDINGS = (Binding("x", "say", priority=True),)

    def compose(self) -> ComposeResult:
        with Vertical(), Vertical(), Vertical(), Vertical():
            yield Static("nothing", id="said")
        yield Input()

    def action_say(self) -> None:
        self.query_one("#said", Static).update("x")

    @work(exit_on_error=False)
    async def leave_and_ask(self) -> None:
        self.dismiss()
        await self.app.push_screen_wait(QuestionScreen("Sure?", "", "yes"))


@asynccontextmanager
async def running() -> AsyncIterator[tuple[Light, Pilot[None]]]:
    app = Light()
    async with app.run_test() as pilot:
        yield app, pilot
        await pilot.pause()
        assert app.mistake is None
        await app.push_screen(Page())
        await pilot.press("y")
        assert app.screen.query_one(Input).value == "y"


async def test_what_came_in_front_is_not_put_away_in_place_of_what_is_left() -> None:
    answers: list[bool | None] = []
    async with running() as (app, pilot):
        page, question = Page(), QuestionScreen("Sure?", "", "yes")
        await app.push_screen(page)
        await app.push_screen(question, answers.append)
        page.dismiss()
        assert app.screen is question
        question.dismiss(False)
        question.dismiss(True)
        await pilot.pause()
        assert app.screen is page
    assert answers == [False]


async def test_a_key_waits_for_the_parts_of_the_screen_it_is_meant_for() -> None:
    async with running() as (app, pilot):
        app.push_screen(Page())
        app.simulate_key("x")
        await pilot.pause()


async def test_a_page_that_has_been_left_takes_nothing_along() -> None:
    async with running() as (app, pilot):
        page = Page()
        await app.push_screen(page)
        worker = page.leave_and_ask()
        await pilot.pause()
        assert worker.is_finished or isinstance(app.screen, QuestionScreen)


async def test_the_commands_can_be_put_away_and_asked_for_again_at_once() -> None:
    async with running() as (app, pilot):
        for _ in range(2):
            app.action_command_palette()
            app.screen.dismiss()
        app.action_command_palette()
        await pilot.pause()
        assert isinstance(app.screen, Commands)
