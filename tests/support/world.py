"""A tour's folder, an account at the simulator, a clock, and programs that come and go.

A program here is a `Service` with the folder open, in this process. It can be killed at any of its
durable steps or calls: then nothing more that it does counts, and its locks are free.
"""

from __future__ import annotations

import asyncio
import secrets
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Coroutine, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from executioner import the_executioner

from teg_tui import workspace as workspaces
from teg_tui.service import logfile
from teg_tui.service.gateway import Gateway, Patience
from teg_tui.service.service import Service
from teg_tui.simulator.account import Account
from teg_tui.simulator.app import build_app
from teg_tui.simulator.server import open_account, running

_T = TypeVar("_T")
START = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
CONFIG = """\
base_url = "{url}"
poll_seconds = 60

[realtime]
at_once = 1

[[competitions]]
name = "Trophy"
measure = "stableford"
direction = "highest"

[[competitions]]
name = "Jacket"
measure = "gross_to_par"
direction = "lowest"
"""
_MEMORY = Path("/dev/shm")
_QUIET = 3
"""Looks in a row at which all were asleep."""
_PATIENCE = Patience(read=0.5, create=0.5, write=0.5)


class Died(Exception):  # noqa: N818 (an event, as Killed)
    """The program that was to do something is no more; whether it did is for others to find out."""


class WorldClock:
    """Stands still until somebody moves it; whoever sleeps in the background is woken then."""

    def __init__(self) -> None:
        self.time = START
        self.driven: set[asyncio.Task[Any]] = set()
        """The tasks that somebody waits for: time passes while they sleep."""
        self._sleepers: list[tuple[datetime, asyncio.Future[None]]] = []

    @property
    def sleepers(self) -> set[asyncio.Future[None]]:
        """What those wait for who sleep in the background."""
        return {sleeper for _, sleeper in self._sleepers}

    def now(self) -> datetime:
        """The time, in UTC."""
        return self.time

    def advance(self, **span: float) -> None:
        """Let time pass."""
        self.time += timedelta(**span)
        for until, sleeper in self._sleepers:
            if until <= self.time and not sleeper.done():
                sleeper.set_result(None)
        self._sleepers = [one for one in self._sleepers if not one[1].done()]

    async def sleep(self, seconds: float) -> None:
        """Until somebody has moved the clock so far."""
        if asyncio.current_task() in self.driven:
            self.advance(seconds=max(0.0, seconds))
            await asyncio.sleep(0)
        elif seconds > 0:
            woken = asyncio.get_running_loop().create_future()
            self._sleepers.append((self.time + timedelta(seconds=seconds), woken))
            await woken


class Ambush:
    """Kills whoever makes the n-th call from now: before the server has it, or after it is done."""

    def __init__(self, number: int, *, done: bool, strike: Any) -> None:
        self.left = number
        self.done = done
        self.strike = strike


class Switchboard:
    """One server for as many accounts as there are worlds, one after the other."""

    def __init__(self) -> None:
        self._app: Any = None
        self._account: Account | None = None
        self.pace = 90.0
        """Seconds that a batch takes; answers in real time take none."""
        self.ambush: Ambush | None = None
        self.busy = 0
        """Calls under way."""

    def wrap(self, _app: Any, _account: Account) -> Any:
        """What the server calls."""
        return self

    def serve(self, account: Account) -> None:
        """From now on it is this account's server."""
        self._app, self._account = build_app(account), account
        self.pace, self.ambush = 90.0, None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Let a call through, unless somebody lies in wait for it."""
        self.busy += 1
        try:
            if not self._lies_in_wait(scope):
                await self._answer(scope, receive, send)
                return
            ambush, self.ambush = self.ambush, None
            if ambush.done:
                await self._answer(scope, receive, _unheard)
            ambush.strike()
            while (await receive())["type"] != "http.disconnect":
                pass
        finally:
            self.busy -= 1

    def _lies_in_wait(self, scope: Any) -> bool:
        if self.ambush is None or scope["type"] != "http":
            return False
        self.ambush.left -= 1
        return self.ambush.left == 0

    async def _answer(self, scope: Any, receive: Any, send: Any) -> None:
        creates = (scope["method"], scope["path"]) == ("POST", "/v1/messages/batches")
        self._account.pace = self.pace if creates else 0.0
        try:
            await self._app(scope, receive, send)
        finally:
            self._account.pace = 0.0


async def _unheard(_message: Any) -> None:
    """Nobody listens any more."""


class Ground:
    """What worlds are made from: a template of the folder, and a server."""

    def __init__(self, template: Path, switchboard: Switchboard, url: str) -> None:
        self.template = template
        self.switchboard = switchboard
        self.url = url
        self.counts: Counter[str] = Counter()
        """What happened in all the worlds."""


@contextmanager
def ground(tour: Path) -> Iterator[Ground]:
    """Ground for worlds with that tour's scores."""
    with ExitStack() as stack:
        template = Path(stack.enter_context(_folder()))
        shutil.copytree(tour, template, dirs_exist_ok=True)
        switchboard = Switchboard()
        server = stack.enter_context(running(wrap=switchboard.wrap))
        (template / "teg.toml").write_text(CONFIG.format(url=server.url))
        (template / ".gitignore").write_text("data/batch_requests/\ndata/batch_results/\n")
        for arguments in (
            ("init", "-q", "-b", "main", "--template="),
            ("config", "user.name", "Keeper"),
            ("config", "user.email", "keeper@localhost"),
            ("config", "commit.gpgsign", "false"),
            ("config", "gc.auto", "0"),
            ("add", "."),
            ("commit", "-q", "-m", "scores"),
        ):
            subprocess.run(["git", *arguments], cwd=template, check=True)
        yield Ground(template, switchboard, server.url)


def _folder() -> tempfile.TemporaryDirectory[str]:
    """A folder that is gone afterwards; in memory, where a sync costs nothing."""
    return tempfile.TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None)


class Threads(ThreadPoolExecutor):
    """Threads that say how much they have to do."""

    def __init__(self) -> None:
        super().__init__(2, thread_name_prefix="asyncio")
        self.busy = 0

    def submit(self, *given: Any, **named: Any) -> Future[Any]:
        """Have something done."""
        self.busy += 1
        made = super().submit(*given, **named)
        made.add_done_callback(self._done)
        return made

    def _done(self, _made: Future[Any]) -> None:
        self.busy -= 1


class Program:
    """A teg-tui that has the folder open."""

    def __init__(self, service: Service) -> None:
        self.service = service

    @property
    def writes_in_real_time(self) -> bool:
        """Whether it carries out a run in real time."""
        parts = self.service._open_parts  # nothing public tells, as here and below
        return parts is not None and any(not task.done() for task in parts.realtime._tasks.values())


class World:
    """One folder, one account, one clock."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.counts = ground.counts
        self.stack = ExitStack()
        self.clock = WorldClock()
        self.root = Path(self.stack.enter_context(_folder())) / "tour"
        shutil.copytree(ground.template, self.root)
        self.stack.enter_context(_foreseeable())
        folder = Path(self.stack.enter_context(_folder()))
        self.account = open_account(folder, now=self.clock.now, pace=0.0)
        ground.switchboard.serve(self.account)
        self.loop = asyncio.new_event_loop()
        self.stack.callback(self.loop.close)
        self.programs: list[Program] = []
        self.doomed = False
        self.ambush: Ambush | None = None
        self._watched: set[int] = set()
        self._new_threads()

    # programs

    def program(self, which: int = 0) -> Program:
        """One of those that run; the first is begun where none does."""
        if not self.programs:
            self.begin()
        return self.programs[which % len(self.programs)]

    def begin(self) -> Program:
        """One more opens the folder."""
        self.counts["starts of the program"] += 1
        program = Program(Service(workspaces.load(self.root), clock=self.clock))
        self.programs.append(program)
        try:
            self.act(program, program.service.open())
            context = program.service.context
            context.gateway = Gateway(context.endpoint, patience=_PATIENCE)
        except Died:
            self.begin()  # nobody waits twice
        except BaseException:
            self.programs.remove(program)
            raise
        return self.programs[-1]

    def end(self, program: Program) -> None:
        """It is left in good order."""
        self.programs.remove(program)
        self._run(program.service.close())

    def kill(self, program: Program) -> None:
        """It is gone, with all that it had not written yet."""
        self.counts["kills"] += 1
        the_executioner().strike()
        self._bury(program)

    def doom(self, *, step: int = 0, call: int = 0, done: bool = False) -> None:
        """Whoever acts from now on dies at that durable step, or in that call to the server."""
        self.spare()
        self.doomed = True
        if step:
            the_executioner().arm(step)
            the_executioner().active = False  # until somebody acts
        else:
            self.ambush = Ambush(call, done=done, strike=self._caught)

    def spare(self) -> None:
        """Nobody is doomed any more."""
        self.doomed = False
        self.ambush = None
        the_executioner().disarm()

    # what they do

    def act(self, program: Program, doing: Coroutine[Any, Any, _T]) -> _T:
        """Have a program do something. Raises Died where it does not survive it."""
        mortal = self.doomed and not any(p.writes_in_real_time for p in self.programs)
        executioner, switchboard = the_executioner(), self.ground.switchboard
        executioner.active = mortal and self.ambush is None
        switchboard.ambush = self.ambush if mortal else None
        try:
            with ExitStack() as stack:
                if mortal and program.service._open_parts is not None:
                    connection = program.service.context.ledger._connection
                    if id(connection) not in self._watched:
                        self._watched.add(id(connection))
                        executioner.watch(connection)
                    stack.enter_context(executioner.stopping(connection))
                made = self._run(doing)
        except BaseException as error:
            if not executioner.struck:
                raise
            self.counts["kills"] += 1
            self._bury(program)
            raise Died from error
        finally:
            executioner.active = False
            switchboard.ambush = None
        return made

    def together(self, *doings: Coroutine[Any, Any, Any]) -> list[Any]:
        """Have several things done at once."""

        async def gathered() -> list[Any]:
            tasks = [asyncio.ensure_future(doing) for doing in doings]
            self.clock.driven.update(tasks)
            try:
                return await asyncio.gather(*tasks)
            finally:
                self.clock.driven.difference_update(tasks)

        return self._run(gathered())

    def calm(self) -> None:
        """Let what goes on in the background come to its end, or to where it waits for the time."""
        if any(program.writes_in_real_time for program in self.programs):
            self._run(self._calm())

    async def _calm(self) -> None:
        quiet = 0
        while quiet < _QUIET:
            await asyncio.sleep(0 if quiet else 0.001)
            quiet = quiet + 1 if self._all_wait_for_the_time() else 0

    def _all_wait_for_the_time(self) -> bool:
        """Whether whoever writes in real time sleeps, or waits for one who does."""
        turns = [p.service.realtime._turns for p in self.programs if p.writes_in_real_time]
        waiting = self.clock.sleepers.union(*(turn._waiters or () for turn in turns))
        runs = {t for p in self.programs for t in p.service.realtime._tasks.values()}
        others = asyncio.all_tasks() - {asyncio.current_task()}
        waits = {task: task._fut_waiter for task in others}
        if self._threads.busy or any(wait is None or wait.done() for wait in waits.values()):
            return False
        return all(task in runs or wait in waiting for task, wait in waits.items())

    def git(self, *arguments: str) -> str:
        """What git says."""
        done = subprocess.run(
            ["git", *arguments], cwd=self.root, check=True, capture_output=True, text=True
        )
        return done.stdout

    def close(self) -> None:
        """It is over."""
        self.spare()
        try:
            for program in list(self.programs):
                self.end(program)
            self._threads.shutdown()
        finally:
            self.stack.close()

    def _run(self, doing: Coroutine[Any, Any, _T]) -> _T:
        task = self.loop.create_task(doing)
        self._doing = task
        self.clock.driven.add(task)
        try:
            return self.loop.run_until_complete(task)
        finally:
            self.clock.driven.discard(task)

    def _new_threads(self) -> None:
        self._threads = Threads()
        self.loop.set_default_executor(self._threads)

    def _caught(self) -> None:
        """In the server's thread: whoever makes the call that is waited for dies now."""
        the_executioner().strike()
        self.loop.call_soon_threadsafe(self._doing.cancel)

    def _bury(self, program: Program) -> None:
        """What the kernel does for a dead process: its locks and connections are gone."""
        self.programs.remove(program)
        service = program.service
        parts, service._open_parts = service._open_parts, None
        tasks = list(parts.realtime._tasks.values()) if parts is not None else []
        if parts is not None:
            parts.context.ledger._connection.set_progress_handler(lambda: True, 1)
        for task in tasks:
            task.cancel()

        async def gone() -> None:
            await asyncio.gather(*tasks, return_exceptions=True)
            if parts is not None:
                await parts.context.gateway.close()

        self._threads.shutdown()  # waits: a step under way comes to its end, or to the next one
        self._run(gone())
        self._new_threads()
        if parts is not None:
            parts.context.ledger._connection.close()
            parts.realtime._lock.release()
            logfile.detach(parts.log)
        service._lock.release()
        self.spare()


@contextmanager
def _foreseeable() -> Iterator[None]:
    """The same world each time: what is drawn at random is drawn from one and the same source."""
    source = Random(20261122)
    ours = {
        "randbelow": source.randrange,
        "choice": source.choice,
        "randbits": source.getrandbits,
        "token_hex": lambda size=32: source.randbytes(size).hex(),
    }
    before = {name: getattr(secrets, name) for name in ours}
    try:
        for name, made in ours.items():
            setattr(secrets, name, made)
        yield
    finally:
        for name, made in before.items():
            setattr(secrets, name, made)
