"""How a command asks the service something: open, ask, close, whatever happens."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from click.exceptions import Exit

if TYPE_CHECKING:
    from teg_tui import workspace
    from teg_tui.service.service import Service

Answer = TypeVar("Answer")

FAILED, UNCERTAIN = 1, 4
"""Exit codes beside those that errors carry."""


def ask(
    start: Path,
    question: Callable[[Service], Awaitable[Answer]],
    *,
    online: bool = False,
    dry: bool = False,
) -> Answer:
    """The service's answer to a question, on the workspace that `start` lies in.

    `online` says that the API may be spoken to: a demonstration's simulator is started for it.
    `dry` says that nothing at all may be touched, the ledger included. SIGTERM and SIGHUP close
    the service as Ctrl-C does; the exit code is 128 and the signal's number.
    """
    import asyncio
    from contextlib import nullcontext

    from teg_tui import workspace
    from teg_tui.demo import ensure_simulator

    found = workspace.find(start)
    with ensure_simulator(found) if online else nullcontext():
        return asyncio.run(_answer(found, question, dry=dry))


async def _answer(
    found: workspace.Workspace, question: Callable[[Service], Awaitable[Answer]], *, dry: bool
) -> Answer:
    import asyncio

    from teg_tui import leaving
    from teg_tui.service.service import Service

    task, loop = asyncio.current_task(), asyncio.get_running_loop()
    ended = False

    def end(_: int) -> None:
        nonlocal ended
        if task is not None and not ended:  # once: what closes in order is not to be disturbed
            ended = True
            loop.call_soon_threadsafe(task.cancel)

    service = Service(found, dry=dry)
    with leaving.when_told(end):
        try:
            await service.open()
            return await question(service)
        except asyncio.CancelledError:
            if number := leaving.told_by():
                raise Exit(128 + number) from None
            raise
        finally:
            await service.close()
