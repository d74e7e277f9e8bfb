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
    the service as Ctrl-C does.
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
    import signal

    from teg_tui.service.service import Service

    told_to_end: list[int] = []
    task = asyncio.current_task()

    def end(number: int) -> None:
        told_to_end.append(number)
        if task is not None:
            task.cancel()

    for number in (signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, end, number)
    service = Service(found, dry=dry)
    try:
        await service.open()
        return await question(service)
    except asyncio.CancelledError:
        if told_to_end:
            raise Exit(128 + told_to_end[0]) from None
        raise
    finally:
        await service.close()
