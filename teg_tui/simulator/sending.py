"""How results and replies leave: at once, slowly, in part, or later than anybody waits."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Collection, Iterator
from typing import TYPE_CHECKING

from teg_tui.simulator.broken_rows import cut_short
from teg_tui.simulator.results import in_pieces

if TYPE_CHECKING:
    from starlette.types import Receive

HOLD_SECONDS = 300.0
"""For how long anything is held back, unless the caller goes away: longer than clients wait."""
_SLOW_SECONDS = 0.02
"""Between two pieces of what comes slowly."""


async def sent(
    lines: Iterator[bytes], struck: Collection[str], drop_connection: Callable[[], object]
) -> AsyncIterator[bytes]:
    """Lines of results as they leave, with the faults of the stream that struck."""
    slow, cut = "results-slow" in struck, {"results-stall", "results-drop"} & set(struck)
    if cut:
        lines = cut_short(lines)
    for piece in _in_thirds(lines) if slow else in_pieces(lines):
        yield piece
        await asyncio.sleep(_SLOW_SECONDS if slow else 0)
    if "results-stall" in struck:
        await asyncio.sleep(HOLD_SECONDS)
    if cut:
        drop_connection()


async def hold(receive: Receive) -> None:
    """Wait until the caller has gone away, `HOLD_SECONDS` at the most."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(HOLD_SECONDS):
            await gone(receive)


async def gone(receive: Receive) -> None:
    """Wait until the caller has gone away."""
    while (await receive())["type"] != "http.disconnect":
        pass


def _in_thirds(lines: Iterator[bytes]) -> Iterator[bytes]:
    for line in lines:
        size = 1 + len(line) // 3
        yield from (line[start : start + size] for start in range(0, len(line), size))
