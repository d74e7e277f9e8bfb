"""The Textual app: screens, keys, and the service's events as messages.

The service lives in a thread of its own (`connection`), started after the first paint; the
app asks it questions as futures and hears of changes through `post_message`, so that no key
press waits for disk, network or arithmetic. Nothing imported here loads anthropic, polars, git
or sqlite3.
"""

from __future__ import annotations

import asyncio
import gc
import os
import signal
from collections.abc import Callable, Iterable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from textual import events, on, work
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.filter import LineFilter
from textual.message import Message
from textual.notifications import SeverityLevel
from textual.screen import Screen
from textual.widgets import Input

from teg_tui import leaving
from teg_tui.clock import SystemClock
from teg_tui.connection import Connection, ThreadConnection, begin, last_known
from teg_tui.errors import TegError
from teg_tui.outside_text import visible
from teg_tui.screens.help import help_for
from teg_tui.screens.keymap import checked_keymap
from teg_tui.screens.leaving import about_leaving
from teg_tui.screens.overview import OverviewScreen
from teg_tui.screens.palette import named_keys
from teg_tui.screens.steady import SteadyApp
from teg_tui.screens.welcome import WelcomeScreen
from teg_tui.service.bell import ring
from teg_tui.service.views import (
    CatalogueChanged,
    Event,
    Notice,
    RunsChanged,
    RunView,
    Severity,
    StatusChanged,
    Writing,
)
from teg_tui.widgets import letting_go
from teg_tui.widgets.ascii_terminal import AsciiOnly, speaks_utf8
from teg_tui.widgets.themes import DARK, LIGHT

LEFT_WITHIN = 0.5
"""Seconds that noting the last look may take at the end."""


@dataclass
class Heard(Message):
    """Something the service told."""

    event: Event


class TegApp(SteadyApp):
    """teg-tui on a terminal."""

    TITLE = "teg-tui"
    CSS = "Toast { padding: 0 1; width: 48; max-width: 50%; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "question_mark,f1", "help", "Help", id="app.help", tooltip="The keys that work here"
        ),
        Binding(
            "ctrl+p,colon",
            "command_palette",
            "Commands",
            False,
            id="app.commands",
            tooltip="Everything that can be done, by name",
        ),
        Binding("q", "leave", "Quit", id="app.leave", tooltip="Leave; batches go on without us"),
        Binding(
            "ctrl+c,ctrl+q",
            "break_off",
            "Quit",
            False,
            id="app.quit",
            tooltip="Leave at once, from anywhere",
            priority=True,
        ),
    ]

    def __init__(
        self,
        root: Path | None,
        *,
        start: Path | None = None,
        connection: Connection | None = None,
        now: Callable[[], datetime] | None = None,
        utf8: bool | None = None,
    ) -> None:
        """`root` is the workspace; None where there is none: then `start` can be made one."""
        super().__init__()
        self._root = root
        self._start = (start or Path.cwd()).absolute()
        self._ending = ExitStack()
        self._connection = connection
        self._now = now or SystemClock().now
        self._utf8 = speaks_utf8() if utf8 is None else utf8
        self._ascii = AsciiOnly(enabled=not self._utf8)
        self._runs: tuple[RunView, ...] = ()
        self._instead: Callable[[Event], None] | None = None
        """Who is told of events once there is no screen."""
        self._newest: RunsChanged | None = None
        self._touched = False
        """Whether a key has been pressed or the mouse used."""
        self._question: Screen[bool] | None = None
        """Whether to leave, as it was asked last."""
        self._home: asyncio.AbstractEventLoop | None = None
        self._leaving = False
        """Whether the user goes, having seen all there was."""
        self._said: dict[str, datetime] = {}
        """What has been said in a corner of the screen, and until when it stands there."""
        for theme in (DARK, LIGHT):
            self.register_theme(theme)
        self.theme = DARK.name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """What we use and not every theme defines: the ANSI themes lack it."""
        return {"foreground-disabled": "ansi_bright_black"}

    def get_line_filters(self) -> list[LineFilter]:
        """Where there is no UTF-8, everything painted is put into ASCII."""
        return [*super().get_line_filters(), *([self._ascii] if self._ascii.enabled else [])]

    # Beginning and end.

    def on_load(self) -> None:
        """Before the terminal is touched: from now on we can be told to leave."""
        self._home = asyncio.get_running_loop()

    def told_to_end(self, number: int) -> None:
        """By a signal, at any moment: leave with its exit code."""
        if self._home is None:  # nothing has been begun
            raise SystemExit(128 + number)
        leaving.tell_children(signal.SIGTERM)  # an editor keeps us from hearing anything else
        with suppress(RuntimeError):  # the loop has ended: so have we, all but
            self._home.call_soon_threadsafe(partial(self.exit, return_code=128 + number))

    def get_driver_class(self) -> type[Driver]:
        """Textual's own choice; on a terminal one that outlives it."""
        from textual.drivers.linux_driver import LinuxDriver

        from teg_tui.widgets.patient_driver import PatientDriver

        chosen = super().get_driver_class()
        return PatientDriver if chosen is LinuxDriver else chosen

    def on_mount(self) -> None:
        """Show the overview or the welcome; the service starts once that is painted."""
        leaving.has_screen()
        self.call_after_refresh(_collect_garbage)
        self.set_interval(letting_go.EVERY, letting_go.let_go)
        self.call_later(self._show_first)  # once painting has begun: it would be painted twice

    def _show_first(self) -> None:
        if self._root is None:
            self.push_screen(WelcomeScreen(str(self._start)))
        else:
            self._open_workspace(self._root)

    def _open_workspace(self, root: Path) -> None:
        known = last_known(root) if self._connection is None else None
        connection = self._connection or ThreadConnection(root)
        self._connection = connection
        self.push_screen(
            OverviewScreen(connection, root.name, self._now, known=known, utf8=self._utf8)
        )
        self.call_after_refresh(self._connect, connection)

    def _connect(self, connection: Connection) -> None:
        connection.open(self._hear)
        self._take_keys(connection)
        if isinstance(self.screen, OverviewScreen):
            self.screen.tell_news(lambda: not self._touched)

    async def on_event(self, event: events.Event) -> None:
        """Notice the first key: from then on nothing opens by itself."""
        self._touched = self._touched or isinstance(event, events.Key | events.MouseDown)
        await super().on_event(event)

    def _hear(self, event: Event) -> None:
        """Called from the service's thread."""
        if isinstance(event, RunsChanged):
            self._newest = event
        if self._instead is None:
            self.post_message(Heard(event))
        else:
            self._instead(event)

    @work(group="keys", exit_on_error=False)
    async def _take_keys(self, connection: Connection) -> None:
        try:
            keys = await connection.keys()
        except TegError:
            return  # the connection tells by itself why the workspace can't be opened
        # In a thread: it loads the screens that have not been opened yet.
        keymap, complaints = await asyncio.to_thread(checked_keymap, keys)
        self.set_keymap(keymap)
        if complaints:
            self._tell_screens("show_complaints", complaints)
            self.notify(complaints[0], severity="warning", timeout=8, markup=False)

    @on(WelcomeScreen.Chosen)
    @work(group="begin", exit_on_error=False)
    async def _begin(self, chosen: WelcomeScreen.Chosen) -> None:
        try:
            root = await asyncio.to_thread(begin, chosen.beginning, self._start, self._ending)
        except TegError as error:
            chosen.welcome.say(str(error))
            return
        await self.pop_screen()
        self._open_workspace(root)

    async def on_unmount(self) -> None:
        """Let the service put its things away, unless it is to go on without a screen."""
        if not self.goes_on:
            await self.put_away()

    @property
    def goes_on(self) -> bool:
        """Whether the screen has broken while something is under way, which it must not end."""
        runs = self._newest.runs if self._newest else ()
        return self.mistake is not None and any(run.finished_at is None for run in runs)

    def tell_instead(self, hear: Callable[[Event], None]) -> None:
        """Without a screen: have `hear` called with the newest state of runs and every event."""
        self._instead = hear
        if self._newest is not None:
            hear(self._newest)

    async def put_away(self) -> None:
        """Close the service and whatever has been begun with it."""
        if self._connection is not None:
            if self._leaving:
                with suppress(TegError, TimeoutError):
                    await asyncio.wait_for(self._connection.left(), LEFT_WITHIN)
            await self._connection.close()
        await asyncio.to_thread(self._ending.close)

    # What the service tells.

    def on_heard(self, message: Heard) -> None:
        """Pass it on to every screen that shows it."""
        event = message.event
        if isinstance(event, Notice):
            self._tell_screens("show_notice", event)
            if event.rings:
                self._ring(event.text)
            monitored = isinstance(self.screen, OverviewScreen)  # which tells good news itself
            if event.severity is not Severity.INFORMATION or not monitored:
                self.notify(event.text, severity=event.severity.value, timeout=6, markup=False)
        elif isinstance(event, CatalogueChanged):
            self._tell_screens("show_catalogue", event.catalogue)
        elif isinstance(event, RunsChanged):
            self._runs = event.runs
            self._tell_screens("show_runs", event.runs)
        elif isinstance(event, StatusChanged):
            self._tell_screens("show_status", event.status)
        elif isinstance(event, Writing):
            self._tell_screens("show_writing", event)

    def _ring(self, text: str) -> None:
        """Call whoever sits nearby; written between two frames, as Textual's own bell is."""
        if self._driver is not None and not self.is_headless:
            self._driver.write(ring(f"teg-tui: {text}", os.environ))

    def _tell_screens(self, method: str, news: object) -> None:
        if not self.is_running:  # the screens are losing their parts
            return
        for screen in self.screen_stack:
            listener = getattr(screen, method, None)
            if listener is not None and screen.is_mounted:
                listener(news)

    # Actions.

    def action_help(self) -> None:
        """The keys that work on the screen in front."""
        self.push_screen(help_for(self.screen))

    @work(group="doctor", exclusive=True, exit_on_error=False)
    async def action_doctor(self) -> None:
        """Have everything looked at that we need."""
        from teg_tui.screens.doctor import consult

        if self._connection is not None:
            await consult(self.screen, self._connection)

    def action_other_theme(self) -> None:
        """From dark to light and back."""
        self.theme = LIGHT.name if self.current_theme.dark else DARK.name

    def action_leave(self) -> None:
        """Leave; where something is under way, say first what becomes of it."""
        under_way = [run for run in self._runs if run.finished_at is None]
        if under_way:
            self._question = about_leaving(under_way)
            self.push_screen(self._question, lambda yes: self._leave() if yes else None)
        else:
            self._leave()

    def action_break_off(self) -> None:
        """Leave from anywhere, unless text is marked, which is copied.

        It asks only where leaving breaks off what may be billed; a second time it does not.
        """
        focused = self.focused
        marked = self.screen.get_selected_text()
        if isinstance(focused, Input):
            marked = focused.selected_text
        if marked:
            self.copy_to_clipboard(marked)
            return
        breaks_off = any(run.here and run.finished_at is None for run in self._runs)
        if breaks_off and self.screen is not self._question:
            self.action_leave()
        else:
            self._leave()

    def _leave(self) -> None:
        self._leaving = True
        leaving.at_the_latest(0)
        self.exit()

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Every key's action by name, then themes and leaving."""
        yield from named_keys(self, screen)
        yield SystemCommand(
            "Dark or light", "Switch between the two themes", self.action_other_theme
        )
        yield SystemCommand("Theme", "Choose among all themes", self.action_change_theme)
        yield SystemCommand("Doctor", "See what is wrong, and what to do", self.action_doctor)
        yield SystemCommand("Help", "The keys that work here", self.action_help)
        yield SystemCommand("Quit", "Leave; batches go on without us", self.action_leave)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,  # noqa: ARG002 - Textual asks, and here nothing ever is
    ) -> None:
        """Say something once: what is on screen already is not said again beneath.

        Whatever is said may quote a file or a server: it is shown as it is, and never markup.
        """
        now, seconds = self._now(), timeout or self.NOTIFICATION_TIMEOUT
        self._said = {words: until for words, until in self._said.items() if until > now}
        if message not in self._said:
            self._said[message] = now + timedelta(seconds=seconds)
            shown = visible(message)
            super().notify(shown, title=title, severity=severity, timeout=seconds, markup=False)


def _collect_garbage() -> None:
    """From now on, which the command line put off; what has been loaded is left out for good."""
    gc.freeze()
    gc.enable()
