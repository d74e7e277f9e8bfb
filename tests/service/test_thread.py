"""The service in its own thread, as the app uses it, and what it loads before it is needed."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from teg_tui import workspace as workspaces
from teg_tui.costs.advice import Via
from teg_tui.errors import TegError
from teg_tui.service.thread import ServiceThread
from teg_tui.service.views import Event, Notice

PATIENCE = 30.0


def test_a_run_goes_from_a_callers_thread_to_its_end_and_is_told(house: Any, doing: Any) -> None:
    config = house.root / "teg.toml"
    config.write_text(config.read_text().replace("poll_seconds = 60", "poll_seconds = 1"))
    finished, told = threading.Event(), []

    def hear(event: Event) -> None:
        told.append(threading.current_thread().name)
        if isinstance(event, Notice) and "finished" in event.text:
            finished.set()

    thread = ServiceThread(workspaces.load(house.root), clock=house.clock)
    thread.subscribe(hear)
    thread.start().result(PATIENCE)
    try:
        selection = doing.cells((3, 1), mode="notes")
        run = thread.call(lambda s: s.start(selection, Via.BATCH)).result(PATIENCE)
        assert finished.wait(PATIENCE)
        runs = thread.call(lambda s: s.runs()).result(PATIENCE)
        assert (runs[0].number, runs[0].filed) == (run.number, 1)
        with pytest.raises(TegError):
            thread.call(lambda s: s.cancel(99)).result(PATIENCE)
    finally:
        assert thread.stop(PATIENCE)
    assert set(told) == {"service"}


def test_a_subscriber_that_fails_ends_nothing(house: Any) -> None:
    heard = threading.Event()

    def clumsy(event: Event) -> None:
        heard.set()
        raise RuntimeError("clumsy")

    thread = ServiceThread(workspaces.load(house.root), clock=house.clock)
    thread.subscribe(clumsy)
    thread.start().result(PATIENCE)
    assert heard.wait(PATIENCE)
    assert thread.call(lambda s: s.runs()).result(PATIENCE) == ()
    assert thread.stop(PATIENCE)


def test_a_workspace_that_cant_be_opened_is_said(house: Any) -> None:
    config = house.root / "teg.toml"
    config.write_text(config.read_text().replace(house.simulator.url, "https://example.org"))
    try:
        found = workspaces.load(house.root)
    except TegError:
        return
    with pytest.raises(TegError):
        ServiceThread(found).start().result(PATIENCE)


def test_a_hanging_hook_does_not_keep_us_from_leaving(
    house: Any, doing: Any, make_house: Callable[..., Any]
) -> None:
    hook = house.root / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\ntrap '' TERM\ntouch hanging\nsleep 600 & wait; wait\n")
    hook.chmod(0o755)
    thread = ServiceThread(workspaces.load(house.root), clock=house.clock)
    thread.start().result(PATIENCE)
    selection = doing.cells((3, 1), mode="notes")
    thread.call(lambda s: s.start(selection, Via.BATCH)).result(PATIENCE)
    waited = threading.Event()
    for _ in range(600):
        if (house.root / "hanging").exists():
            break
        waited.wait(0.05)
    assert (house.root / "hanging").exists()
    begun = time.monotonic()
    assert thread.stop(PATIENCE)
    assert time.monotonic() - begun < PATIENCE / 2


def test_a_hanging_push_does_not_keep_us_from_leaving(
    house: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    bare = str(tmp_path_factory.mktemp("origin"))
    house.git("init", "-q", "--bare", bare)
    house.git("remote", "add", "origin", bare)
    house.git("push", "-q", "-u", "origin", "main")
    house.git("commit", "-q", "--allow-empty", "-m", "not pushed")
    hook = house.root / ".git" / "hooks" / "pre-push"
    hook.write_text("#!/bin/sh\ntouch hanging\nsleep 600\n")
    hook.chmod(0o755)
    thread = ServiceThread(workspaces.load(house.root), clock=house.clock)
    thread.start().result(PATIENCE)
    pushing = thread.call(lambda service: service.publisher.origin.push())
    waited = threading.Event()
    for _ in range(600):
        if (house.root / "hanging").exists():
            break
        waited.wait(0.05)
    begun = time.monotonic()
    assert thread.stop(PATIENCE)
    assert time.monotonic() - begun < PATIENCE / 2
    assert pushing.done()


def test_the_last_known_grid_needs_neither_scores_nor_network_nor_git(
    house: Any, clock: Any, doing: Any
) -> None:
    async def look() -> None:
        async with house.service() as service:
            await service.catalogue()

    asyncio.run(look())
    script = (
        "import asyncio, json, sys\n"
        "from pathlib import Path\n"
        "from teg_tui import workspace\n"
        "from teg_tui.service.service import Service\n"
        "async def look():\n"
        "    service = Service(workspace.load(Path(sys.argv[1])))\n"
        "    await service.open()\n"
        "    rows = len(service.last_known().rows)\n"
        "    await service.status(), await service.runs()\n"
        "    print(json.dumps([rows, sorted(sys.modules)]))\n"
        "    await service.close()\n"
        "asyncio.run(look())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(house.root)], check=True, capture_output=True, text=True
    )
    rows, modules = json.loads(done.stdout)
    assert rows == 1
    heavy = {"polars", "anthropic", "httpx2", "git", "genai_prices", "textual", "starlette"}
    assert not heavy & set(modules)
