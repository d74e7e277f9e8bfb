"""`compare` and `keep`: what was tried, beside what is on file, from the command line."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from teg_tui.commands import output
from teg_tui.commands.asking import FAILED, ask
from teg_tui.commands.publishing import cells_named
from teg_tui.commands.runs import usd
from teg_tui.commands.scores import as_json
from teg_tui.errors import TegError

if TYPE_CHECKING:
    from teg_tui.reports.key import ReportKey
    from teg_tui.service.service import Service
    from teg_tui.service.variant_views import Comparison, Draft

_teg = click.option("--teg", "tegs", metavar="N", help="Only of tournaments: 17, 10-17 or 3,5-7.")
_round = click.option("--round", "rounds", metavar="R", help="Of these only rounds: 2 or 1-4.")


@click.command(short_help="Compare what was tried with what is on file.")
@click.argument("name")
@_teg
@_round
@as_json
@click.pass_obj
def compare(start: Path, name: str, tegs: str | None, rounds: str | None, json: bool) -> None:
    """Print what is false in a variant's texts and in those on file, their words, model and cost.

    \b
    teg-tui compare warm
    teg-tui compare warm --teg 17 --round 2 --json
    """

    async def look(service: Service) -> list[Comparison]:
        keys = await _chosen(service, name, tegs, rounds)
        cells = dict.fromkeys(key.cell for key in keys)
        found = [its for cell in cells for its in await service.tasting.compare(cell)]
        return [its for its in found if its.key in keys]

    found = ask(start, look)
    if json:
        output.say_json({"variant": name, "reports": [_as_json(its, name) for its in found]})
        return
    rows = [
        [its.title, _where(its.key), draft.name or "on file", *_figures(draft)]
        for its in found
        for draft in _two(its, name)
    ]
    output.table(["Report", "Of", "Text", "False", "Words", "Model", "Cost"], rows)
    for its in found:
        for draft in _two(its, name):
            for said in draft.false:
                what = f"{its.title} of {_where(its.key)}, {draft.name or 'on file'}"
                output.say(f"{what}: {said}")


@click.command(short_help="Make what was tried the report.")
@click.argument("name")
@_teg
@_round
@click.option("--kind", "kinds", multiple=True, metavar="KIND", help="Only this kind.")
@click.option("--yes", is_flag=True, help="Agree beforehand to what is printed.")
@click.pass_obj
def keep(
    start: Path,
    name: str,
    tegs: str | None,
    rounds: str | None,
    kinds: tuple[str, ...],
    yes: bool,
) -> int | None:
    """Make a variant's texts the reports, and commit each with the recipe that it was written by.

    \b
    teg-tui keep warm --teg 17 --round 2
    teg-tui keep warm --kind round_report --yes

    Without --teg it is every text of the variant, after asking. What nobody has committed of the
    reports is kept in .teg-tui/replaced/. A text that was changed by hand is not committed.
    """

    async def go(service: Service) -> int | None:
        chosen = await _chosen(service, name, tegs, rounds)
        keys = [key for key in chosen if not kinds or key.kind in kinds]
        if not keys:
            raise TegError(f"there is no such text of variant {name}")
        if tegs is None and not yes:
            _agree(name, keys)
        code = None
        for key in keys:
            try:
                output.say(await service.tasting.keep(key, name))
            except TegError as error:
                output.note(f"{key.kind} of {_where(key)}: {error}")
                code = FAILED
        return code

    return ask(start, go)


async def _chosen(
    service: Service, name: str, tegs: str | None, rounds: str | None
) -> tuple[ReportKey, ...]:
    if rounds is not None and tegs is None:
        raise click.UsageError("Name the tournament of these rounds with --teg.")
    keys = await service.tasting.tried(name)
    if tegs is None:
        return keys
    cells = cells_named(await service.catalogue(), tegs, rounds)
    return tuple(key for key in keys if key.cell in cells)


def _agree(name: str, keys: Sequence[ReportKey]) -> None:
    for key in keys:
        output.say(f"{key.kind} of {_where(key)}")
    if not sys.stdin.isatty():
        raise TegError("nothing is kept unasked", way_out="Name it with --teg, or agree with --yes")
    if not output.confirm(f"Make these texts of variant {name} the reports?"):
        raise TegError("nothing was kept")


def _two(its: Comparison, name: str) -> list[Draft]:
    return [draft for draft in its.drafts if draft.name in ("", name)]


def _figures(draft: Draft) -> list[str]:
    from teg_tui.costs.advice import dollars

    spent = "" if draft.cost_usd is None else dollars(draft.cost_usd)
    cost = f"{spent} pretend" if spent and draft.pretend else spent
    return [str(len(draft.false)), f"{draft.words:,}", draft.model, cost]


def _as_json(its: Comparison, name: str) -> dict[str, Any]:
    return {
        "teg": its.key.teg,
        "round": its.key.round,
        "kind": its.key.kind,
        "texts": [
            {
                "variant": draft.name or None,
                "false": list(draft.false),
                "words": draft.words,
                "model": draft.model or None,
                "prompt": draft.prompt or None,
                "usd": usd(draft.cost_usd),
                "pretend": draft.pretend,
            }
            for draft in _two(its, name)
        ],
    }


def _where(key: ReportKey) -> str:
    return f"{key.teg}" if key.round is None else f"{key.teg} R{key.round}"
