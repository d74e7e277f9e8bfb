"""The demonstration without a screen: two tournaments written up by batch, from start to commit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from teg_tui.commands import carrying_out, output
from teg_tui.commands.asking import ask
from teg_tui.commands.money import say_estimate
from teg_tui.commands.runs import exit_code
from teg_tui.costs.advice import Via
from teg_tui.errors import TegError
from teg_tui.reports.key import CellKey
from teg_tui.reports.plan import Mode, Selection
from teg_tui.reports.state import State
from teg_tui.store.git import Git
from teg_tui.workspace import Workspace

if TYPE_CHECKING:
    from teg_tui.reports.state import Catalogue, Row
    from teg_tui.service.service import Service

TOURNAMENTS = 2


def run(found: Workspace) -> int:
    """Write up the newest finished tournaments; returns the exit code."""
    git = Git(found.root)
    before = git.ask("rev-parse", "HEAD").out.decode().strip()
    code = ask(found.root, _write_up, online=True)
    log = git.ask("log", "--reverse", "--format=%h %s", f"{before}..HEAD")
    output.say(f"Commits:\n{log.out.decode(errors='replace').rstrip()}")
    return code


async def _write_up(service: Service) -> int:
    selection = Selection(_cells(await service.catalogue()), Mode.FULL)
    quote = await service.quote(selection, can_wait=True)
    if quote.refusal:
        raise TegError(quote.refusal)
    say_estimate(quote.estimate, quote.advice)
    return exit_code(
        await carrying_out.follow_through(service, await service.start(selection, Via.BATCH))
    )


def _cells(catalogue: Catalogue) -> frozenset[CellKey]:
    """Every cell of the newest tournaments that are over."""
    over = [row for row in catalogue.rows if _is_over(row)][:TOURNAMENTS]
    return frozenset(cell.key for row in over for cell in (*row.rounds, row.tournament))


def _is_over(row: Row) -> bool:
    return all(cell.state > State.INCOMPLETE for cell in (*row.rounds, row.tournament))
