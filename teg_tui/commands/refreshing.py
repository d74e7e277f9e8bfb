"""`refresh`: the tables of existing reports, made anew from the scores."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from teg_tui.commands import output
from teg_tui.commands.asking import FAILED, ask
from teg_tui.commands.checking import FALSE_CLAIMS
from teg_tui.commands.publishing import cells_named, kinds_named
from teg_tui.commands.scores import as_json
from teg_tui.errors import TegError

if TYPE_CHECKING:
    from teg_tui.service.refresh_views import (
        RefreshFile,
        RefreshQuote,
        RefreshResult,
    )
    from teg_tui.service.service import Service

EXIT_CODES = (
    "Exit codes: 0 done, and no false claim is left; 1 false claims are left, or something could"
    " not be renewed or committed; 2 usage or data."
)


@click.command(
    short_help="Make the tables of reports anew from the scores, for $0.", epilog=EXIT_CODES
)
@click.option("--teg", "tegs", metavar="N", help="Tournaments: 17, 10-17 or 3,5-7.")
@click.option("--round", "rounds", metavar="R", help="Of these only rounds: 2, 1-4 or 1,3.")
@click.option(
    "--kind", "kinds", multiple=True, metavar="KIND", help="Only this kind; may be repeated."
)
@click.option("--dry-run", is_flag=True, help="Print what would change; touch nothing.")
@as_json
@click.pass_obj
def refresh(
    start: Path,
    /,
    tegs: str | None,
    rounds: str | None,
    kinds: tuple[str, ...],
    dry_run: bool,
    json: bool,
) -> int:
    """Put today's scores into the tables of reports that are there, ours or old ones.

    \b
    teg-tui refresh --dry-run            what is not as the scores have it
    teg-tui refresh --teg 17             after a score of TEG 17 was corrected
    teg-tui refresh --teg 17 --round 4 --kind round_report

    Standings lines, boxes and tables are recognised in Markdown and in HTML, and keep their markup;
    not a character beside them changes. No model is asked: it costs nothing. What nobody has seen
    is kept in .teg-tui/replaced/ first, and all is one commit. Then it says what was corrected
    since, whether a prize changed hands, and which sentences are false now.
    """
    if rounds is not None and tegs is None:
        raise click.UsageError("Name the tournament of these rounds with --teg.")

    async def go(service: Service) -> int:
        catalogue = await service.catalogue()
        chosen = None if tegs is None else cells_named(catalogue, tegs, rounds)
        quote = await service.refresher.quote(chosen, kinds_named(catalogue, kinds))
        if not quote.read and not quote.left_out:
            raise TegError("there is no report here to renew")
        result = None
        if quote.files and not dry_run:
            result = await service.refresher.refresh(quote)
        if json:
            output.say_json(_as_json(quote, result))
        else:
            _say(quote, result)
        _note(quote, result)
        incomplete = quote.left_out or (result and (result.left_out or result.trouble))
        if incomplete:
            return FAILED
        return FALSE_CLAIMS if quote.false else 0

    return ask(start, go, dry=dry_run)


def _say(quote: RefreshQuote, result: RefreshResult | None) -> None:
    for change in quote.scores:
        output.say(f"Corrected since: {change.words}")
    for check in quote.prizes:
        output.say(check.words)
    if quote.stale:
        output.say(f"Written from other scores, prose included: {', '.join(quote.stale)}")
    for file in quote.files if result is None else result.renewed:
        at = ", ".join(str(line) for line in file.lines)
        output.say(f"{file.path}: {_counted(len(file.lines), 'table')} (line {at})")
        if result is None:
            for line in file.diff:
                output.say(f"  {line}")
    for false in quote.false:
        output.say(false.words)
    renewed = quote.tables if result is None else sum(len(f.lines) for f in result.renewed)
    verb = "to renew" if result is None and quote.files else "renewed"
    commit = f", commit {result.sha[:10]}" if result and result.sha else ""
    output.say(
        f"{_counted(quote.read, 'report')} read, {_counted(renewed, 'table')} {verb}, "
        f"{_counted(len(quote.false), 'false claim')} left, cost $0{commit}."
    )


def _note(quote: RefreshQuote, result: RefreshResult | None) -> None:
    for path, reason in [*quote.left_out, *(result.left_out if result else ())]:
        output.note(f"left out: {path}: {reason}")
    if result is None:
        return
    for path in result.replaced:
        output.note(f"a text that nobody had seen is kept in {path}")
    for path in result.uncommitted:
        output.note(f"left to you to commit, with changes that were not committed before: {path}")
    if result.trouble:
        output.note(f"not committed: {result.trouble}. The tables are renewed all the same")


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _as_json(quote: RefreshQuote, result: RefreshResult | None) -> dict[str, Any]:
    """The public shape; without a result what would be done."""
    files: Sequence[RefreshFile] = quote.files if result is None else result.renewed
    left_out = [*quote.left_out, *(result.left_out if result else ())]
    return {
        "read": quote.read,
        "renewed": [
            {
                "teg": file.key.teg,
                "round": file.key.round,
                "kind": file.key.kind,
                "file": file.path,
                "lines": list(file.lines),
            }
            for file in files
        ],
        "corrected": [
            {
                "teg": change.teg,
                "round": change.round,
                "hole": change.hole,
                "player": change.code or None,
                "what": change.what,
                "was": change.was,
                "now": change.now,
            }
            for change in quote.scores
        ],
        "prizes": [
            {"teg": c.teg, "award": c.award, "was": list(c.was), "now": list(c.now)}
            for c in quote.prizes
        ],
        "stale": list(quote.stale),
        "false": [
            {
                "file": false.path,
                "line": false.claim.line,
                "column": false.claim.column,
                "text": false.claim.text,
                "kind": false.claim.kind.value,
                "verdict": false.claim.verdict.value,
                "said": false.claim.said,
                "expected": false.claim.expected,
            }
            for false in quote.false
        ],
        "left_out": [{"file": path, "reason": reason} for path, reason in left_out],
        "replaced": list(result.replaced) if result else [],
        "uncommitted": list(result.uncommitted) if result else [],
        "commit": (result.sha or None) if result else None,
        "usd": 0,
    }
