"""What did not go as planned, in a scorekeeper's words, the same on the screen as in the shell.

Of everything four things are told: what is known, what it waits for, when it settles, and what can
be done. All of it is worked out from the views; nothing here asks anybody, and nothing is heavy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from teg_tui.reports.key import ReportKey
from teg_tui.service import reasons
from teg_tui.service.explaining.batches import of_batch
from teg_tui.service.explaining.explanation import Action, Explanation
from teg_tui.service.explaining.requests import of_request, was_canceled
from teg_tui.service.explaining.runs import of_run
from teg_tui.service.views import BatchState, BatchView, Outcome, RequestView, RunView

__all__ = [
    "Action",
    "Explanation",
    "Trouble",
    "of_batch",
    "of_request",
    "of_run",
    "troubles",
    "was_canceled",
]


_OVER = (BatchState.REJECTED, BatchState.COLLECTED)


@dataclass(frozen=True)
class Trouble:
    """Something that is not settled, with what it is about."""

    run: int
    batch: int | None
    """The batch it is about; None where that is the run."""
    keys: tuple[ReportKey, ...]
    """The reports it is about; none where that is the whole batch or run."""
    outcome: Outcome | None
    """Of these reports."""
    explanation: Explanation


def troubles(runs: Iterable[RunView], now: datetime) -> tuple[Trouble, ...]:
    """Whatever is not settled, newest first: what came to the same end together is told once.

    A report that a newer batch has taken up again is that batch's. What a person has stopped, and
    what was imported, is settled.
    """
    found: list[Trouble] = []
    taken_up: set[ReportKey] = set()
    for run in sorted(runs, key=lambda its: -its.number):
        if run.imported:
            continue
        if (of_it := of_run(run, now)) is not None:
            found.append(Trouble(run.number, None, (), None, of_it))
        for batch in sorted(run.batches, key=lambda its: -its.number):
            found += _of_a_batch(batch, taken_up, now)
            taken_up |= {request.key for request in batch.requests}
    return tuple(found)


def _of_a_batch(batch: BatchView, taken_up: set[ReportKey], now: datetime) -> Iterator[Trouble]:
    left = [request for request in batch.requests if request.key not in taken_up]
    whole = of_batch(batch, now)
    uncommitted = batch.note.startswith(reasons.NOT_COMMITTED)
    if whole is not None and (left or uncommitted or batch.state not in _OVER):
        yield Trouble(batch.run, batch.number, (), None, whole)
    together: dict[Explanation, list[RequestView]] = {}
    for request in left:
        why = None if was_canceled(request) else of_request(batch, request, now)
        if why is not None and why != whole:
            together.setdefault(why, []).append(request)
    for why, requests in together.items():
        keys = tuple(request.key for request in requests)
        yield Trouble(batch.run, batch.number, keys, requests[0].outcome, why)
