"""`import`: the history of an old workspace, from the files its batches left."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from teg_tui.commands import output
from teg_tui.commands.asking import ask
from teg_tui.commands.scores import as_json
from teg_tui.errors import DataError, TegError

if TYPE_CHECKING:
    from teg_tui.service.foreign import Stray
    from teg_tui.service.importing import Imported, Taken
    from teg_tui.service.service import Service


@click.command("import", short_help="Take over the history of the old scripts.")
@click.argument(
    "path", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.option("--dry-run", is_flag=True, help="Say what would be taken, and touch nothing.")
@as_json
@click.pass_obj
def import_(start: Path, path: Path | None, dry_run: bool, json: bool) -> None:
    """Take batches from their files into the ledger: what was sent, what it gave, what it cost.

    \b
    teg-tui import --dry-run
    teg-tui import path/to/the/old/workspace

    Folders called batch_requests and batch_results are found by themselves in this workspace
    (streamlit/commentary/ in those of the old scripts), or under PATH. Runs, money by month and
    what is known of token counts include them from then on. No report is written or changed, and
    nothing is taken twice. What a crash has cut off is taken as far as it is whole. With an API
    key, batches of this tour that only Anthropic knows are named.
    """

    async def take(service: Service) -> tuple[Imported, tuple[Stray, ...]]:
        imported = await service.library.take_in(path or service.workspace.root)
        return imported, () if dry_run else await _strays(service)

    imported, strays = ask(start, take, online=not dry_run, dry=dry_run)
    if json:
        output.say_json(_json(imported, strays))
        return
    found = imported.batches or imported.known or imported.unsent or imported.flaws
    if not (found or strays):
        raise DataError(
            "there are no files of batches here",
            where=str(path or start),
            way_out="Name the folder in which batch_requests and batch_results lie",
        )
    _say(imported, dry_run=dry_run)
    for stray in strays:
        made = f"{stray.created_at.astimezone():%Y-%m-%d %H:%M}"
        about = f"{stray.batch_id}, {stray.requests} requests, made {made}"
        if stray.ended:
            output.note(f"Not here, but at Anthropic: {about}: teg-tui retrieve {stray.batch_id}")
        else:
            output.note(f"Still running at Anthropic, and perhaps of this tour: {about}")


async def _strays(service: Service) -> tuple[Stray, ...]:
    """What the account knows besides; an import goes well without."""
    if not (await service.status()).has_key:
        output.note("Anthropic was not asked for more: there is no API key")
        return ()
    try:
        return await service.strays()
    except TegError as error:
        output.note(f"Anthropic was not asked for more: {error.what}")
        return ()


def _say(imported: Imported, *, dry_run: bool) -> None:
    from teg_tui.costs.advice import dollars

    headers = ["Batch", "Reports of", "Made", ">Reports", ">With usage", ">In", ">Out", ">Cost"]
    if imported.batches:
        output.table(headers, [_line(batch) for batch in imported.batches])
    new = [batch for batch in imported.batches if not batch.gained]
    costs = [b.cost_usd for b in imported.batches if b.cost_usd is not None and not b.pretend]
    money = f" ({dollars(sum(costs, Decimal(0)))})" if costs else ""
    output.say(
        f"Batches {'that would be taken in' if dry_run else 'taken in'}: {len(new)}{money};"
        f" completed: {len(imported.batches) - len(new)}; there already: {imported.known}"
    )
    for batch in imported.batches:
        if batch.under_way:
            output.note(f"{batch.name} is under way still. Go on with: teg-tui watch")
        elif batch.may_be_had:
            output.note(
                f"{batch.name}: what it gave may still be had: teg-tui retrieve {batch.name}"
            )
    if imported.unsent:
        names = ", ".join(file.path.name for file in imported.unsent)
        output.note(f"Of no batch that is here: {names}")
    if imported.flaws:
        output.note("What could not be taken:")
    for flaw in imported.flaws:
        output.note(f"  {flaw}")


def _line(batch: Taken) -> list[str]:
    from teg_tui.costs.advice import dollars

    cost = "" if batch.cost_usd is None else dollars(batch.cost_usd)
    return [
        batch.name,
        batch.title,
        f"{batch.created_at.astimezone():%Y-%m-%d %H:%M}",
        str(batch.reports),
        str(batch.results),
        f"{batch.input_tokens:,}",
        f"{batch.output_tokens:,}",
        f"{cost} pretend" if batch.pretend and cost else cost,
    ]


def _json(imported: Imported, strays: Sequence[Stray]) -> dict[str, Any]:
    return {
        "folders": list(imported.folders),
        "batches": [_batch_json(batch) for batch in imported.batches],
        "known": imported.known,
        "unsent": [file.path.name for file in imported.unsent],
        "not_taken": list(imported.flaws),
        "elsewhere": [
            {
                "id": stray.batch_id,
                "created_at": stray.created_at.isoformat(),
                "requests": stray.requests,
                "ended": stray.ended,
            }
            for stray in strays
        ],
    }


def _batch_json(batch: Taken) -> dict[str, Any]:
    return {
        "id": batch.name,
        "run": batch.run,
        "created_at": batch.created_at.isoformat(),
        "reports": batch.reports,
        "results": batch.results,
        "input_tokens": batch.input_tokens,
        "output_tokens": batch.output_tokens,
        "usd": None if batch.cost_usd is None else round(float(batch.cost_usd), 6),
        "pretend": batch.pretend,
        "completed": batch.gained,
        "under_way": batch.under_way,
    }
