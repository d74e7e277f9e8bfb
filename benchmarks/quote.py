"""The quote for 2,000 selected reports, as it is worked out again at every key while selecting.

Plan, estimate, advice, budget. The sizes of the facts are known by then: the first quote of a
cell works its facts out, once, and the ledger remembers how long they are.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from itertools import islice
from time import perf_counter

from measures import Figure, LongTour, demonstration, judged, milliseconds, show

from teg_tui.costs.advice import Via
from teg_tui.reports.key import CellKey
from teg_tui.reports.plan import Selection
from teg_tui.reports.state import Catalogue
from teg_tui.service.context import Context
from teg_tui.service.planning import Haste, quote
from teg_tui.service.service import Service
from teg_tui.workspace import Workspace

RUNS = 9
REPORTS = 2000
MOST = 0.1


def measure() -> list[Figure]:
    """The best of several, after a first one."""
    with demonstration() as found:
        return asyncio.run(_quotes(found))


async def _quotes(found: Workspace) -> list[Figure]:
    service = Service(found)
    await service.open()
    try:
        return [
            _again(service.context, LongTour(found, REPORTS)),
            _first(service.context, await service.catalogue()),
        ]
    finally:
        await service.close()


def _again(context: Context, material: LongTour) -> Figure:
    usual, context.material = context.material, material
    catalogue = material.catalogue({}, {}, {}, {}, {})
    cells: set[CellKey] = set()
    rows = iter(catalogue.rows)
    while len(quote(context, catalogue, _all_of(cells), Haste(), Via.BATCH).plan.reports) < REPORTS:
        for row in islice(rows, 20):
            cells |= {cell.key for cell in (*row.rounds, row.tournament)}
    times, quotes = [], []
    for _ in range(RUNS):
        begun = perf_counter()
        quotes.append(quote(context, catalogue, _all_of(cells), Haste(), Via.BATCH))
        times.append(perf_counter() - begun)
    context.material = usual
    took = min(times)
    return Figure(
        f"quote again, {len(quotes[0].plan.reports):,} reports",
        milliseconds(took),
        aim=f"< {milliseconds(MOST)}",
        verdict=judged(took < MOST),
    )


def _first(context: Context, catalogue: Catalogue) -> Figure:
    cells = {key for key, cell in catalogue.cells.items() if cell.offered}
    begun = perf_counter()
    quoted = quote(context, catalogue, _all_of(cells), Haste(), Via.BATCH)
    took = perf_counter() - begun
    return Figure(f"first quote ever, {len(quoted.plan.reports)} reports", milliseconds(took))


def _all_of(cells: Collection[CellKey]) -> Selection:
    return Selection(frozenset(cells))


if __name__ == "__main__":
    show(measure())
