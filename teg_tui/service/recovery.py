"""A ledger that was lost, made again from what lies in the workspace, without the network.

A ledger that SQLite can't read is set aside and a new one begun (`store/ledger.py`); somebody may
have deleted it. What the commits say of reports `library.py` reads back. Here it is the runs,
their batches and money, from the workspace's own request and result files: once, before anything
is asked of an empty ledger or begun with it, so that nothing under way is sent a second time.
"""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

from teg_tui.costs.advice import dollars
from teg_tui.errors import TegError
from teg_tui.service import collection, importing
from teg_tui.service.context import Context, log
from teg_tui.service.importing import Imported
from teg_tui.service.old_batches import Places
from teg_tui.service.views import Outcome, Severity
from teg_tui.service.waves import words_of
from teg_tui.store import past
from teg_tui.store.ledger_file import LedgerError

_READ = "batch files read"


class Recovery:
    """Done once in a ledger's life."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._done = False

    def is_due(self) -> bool:
        """Whether the ledger is new and there are files to fill it from; cheap."""
        if self._done:
            return False
        ledger = self._context.ledger
        if ledger.unwritable is not None:
            return False
        self._done = ledger.meta(_READ) is not None
        if not self._done and not (past.is_empty(ledger) and _has_files(own_places(self._context))):
            self._finish()
        return not self._done

    async def rebuild(self) -> None:
        """Fill the ledger; scores and kinds must have been loaded."""
        try:
            imported = await importing.take(self._context, own_places(self._context), lost=True)
        except Exception as error:  # whatever lies there: the workspace can be used all the same
            self._done = True
            words = f"The ledger could not be filled from the files of batches: {words_of(error)}"
            self._context.tell(Severity.ERROR, words)
            return
        self._hold_again()
        self._finish()
        for flaw in imported.flaws:
            log.warning("not taken back: %s", flaw)
        if imported.batches:
            self._context.tell(Severity.WARNING, _words(imported))

    def _hold_again(self) -> None:
        """What was held is held still, as it came where its file has gone."""
        context = self._context
        for report in context.runs.unfiled():
            request = context.batches.newest_request(report.key)
            if request is None or report.outcome != Outcome.HELD:
                continue
            try:
                collection.hold_again(context, request)
            except (TegError, OSError) as error:
                log.warning("%s: the held text is not there again: %s", request.custom_id, error)

    def _finish(self) -> None:
        self._done = True
        with suppress(LedgerError):  # only to be looked at: it is done again
            self._context.ledger.set_meta(_READ, "1")


def own_places(context: Context) -> Places:
    """Where this workspace's own request and result files lie."""
    folders = context.workspace.config.folders
    return Places((context.root / folders.requests,), (context.root / folders.results,))


def _has_files(where: Places) -> bool:
    folders = (*where.requests, *where.results)
    return any(folder.is_dir() and any(folder.iterdir()) for folder in folders)


def _words(imported: Imported) -> str:
    """What was read back, in a sentence."""
    batches = imported.batches
    runs = len({batch.run for batch in batches})
    costs = [b.cost_usd for b in batches if b.cost_usd is not None and not b.pretend]
    money = f", {dollars(sum(costs, Decimal(0)))}" if costs else ""
    text = (
        "The ledger was empty. What the files of batches tell was read back:"
        f" {_many(runs, 'run')}, {_many(len(batches), 'batch')},"
        f" {_many(sum(b.reports for b in batches), 'report')}{money}"
    )
    open_runs = sorted({batch.run for batch in batches if batch.under_way})
    if open_runs:
        numbers = ", ".join(map(str, open_runs))
        text += (
            f". Run {numbers} goes on with what had been sent; waves that were to follow are not"
            " known any more"
        )
    return text


def _many(count: int, word: str) -> str:
    ending = "" if count == 1 else "es" if word.endswith("ch") else "s"
    return f"{count} {word}{ending}"
