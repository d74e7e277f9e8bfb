"""How a command asks the service something: open, ask, close, whatever happens."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from teg_tui import workspace
    from teg_tui.service.service import Service

Answer = TypeVar("Answer")

FAILED, UNCERTAIN = 1, 4
"""Exit codes beside those that errors carry."""


def ask(
    start: Path, question: Callable[[Service], Awaitable[Answer]], *, online: bool = False
) -> Answer:
    """The service's answer to a question, on the workspace that `start` lies in.

    `online` says that the API may be spoken to: a demonstration's simulator is started for it.
    SIGTERM and SIGHUP close the service as Ctrl-C does.
    """
    import asyncio
    from contextlib import nullcontext

    from teg_tui import workspace
    from teg_tui.demo import ensure_simulator

    found = workspace.find(start)
    with ensure_simulator(found) if online else nullcontext():
        return asyncio.run(_answer(found, question))


async def _answer(
    found: workspace.Workspace, question: Callable[[Service], Awaitable[Answer]]
) -> Answer:
    import asyncio
    import signal

    from teg_tui.service.service import Service

    task = asyncio.current_task()
    if task is None:
        raise RuntimeError("asyncio.run gives every coroutine a task")
    loop = asyncio.get_running_loop()
    for ending in (signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(ending, task.cancel)
    service = Service(found)
    await service.open()
    try:
        return await question(service)
    finally:
        await service.close()
