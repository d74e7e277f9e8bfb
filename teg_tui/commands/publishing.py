"""`publish`: drafts to the readers, from the command line."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from teg_tui.commands import output
from teg_tui.commands.asking import FAILED, ask
from teg_tui.commands.scores import as_json
from teg_tui.errors import StoreError, TegError

if TYPE_CHECKING:
    from teg_tui.reports.key import CellKey, ReportKey
    from teg_tui.reports.state import Catalogue
    from teg_tui.service.publish_views import PublishQuote, PublishResult
    from teg_tui.service.service import Service
    from teg_tui.store.remote import Upstream

EXIT_CODES = (
    "Exit codes: 0 done (or nothing new), 1 something could not be copied, committed or pushed,"
    " 2 usage or data."
)


@click.command(short_help="Copy drafts to the readers, commit and push.", epilog=EXIT_CODES)
@click.option("--teg", "tegs", metavar="N", help="Tournaments: 17, 10-17 or 3,5-7.")
@click.option("--round", "rounds", metavar="R", help="Of these only rounds: 2, 1-4 or 1,3.")
@click.option(
    "--kind", "kinds", multiple=True, metavar="KIND", help="Only this kind; may be repeated."
)
@click.option("--dry-run", is_flag=True, help="Print what would be published; touch nothing.")
@click.option("--yes", is_flag=True, help="Agree beforehand to what is printed.")
@click.option(
    "--push/--no-push", default=None, help="Push without asking, or not; else as git.push says."
)
@as_json
@click.pass_obj
def publish(
    start: Path,
    /,
    tegs: str | None,
    rounds: str | None,
    kinds: tuple[str, ...],
    dry_run: bool,
    yes: bool,
    push: bool | None,
    json: bool,
) -> int:
    """Copy drafts to their published places, byte for byte, and commit the copies.

    \b
    teg-tui publish                      whatever is new, after asking
    teg-tui publish --teg 17             the reports of TEG 17
    teg-tui publish --teg 10-17 --kind main_report --push

    Without --teg it is every report of the kinds switched on that has no published copy, or an
    older one. Left out then, unless it is named: a draft that is stale, and a copy that was
    changed by hand. What nobody has seen is kept in .teg-tui/replaced/ before it is replaced.

    Afterwards commits are pushed to the branch's upstream as git.push in teg.toml says: ask (the
    default; without a terminal that is no), never or always. Nothing is ever forced or merged.
    """
    if rounds is not None and tegs is None:
        raise click.UsageError("Name the tournament of these rounds with --teg.")

    async def go(service: Service) -> int:
        catalogue = await service.catalogue()
        chosen = None if tegs is None else cells_named(catalogue, tegs, rounds)
        only = kinds_named(catalogue, kinds)
        drafts_only = kinds_without_copies(catalogue, only or frozenset())
        _say_left_out(drafts_only)
        if only and drafts_only == only:
            raise TegError("nothing of what is named can be published")
        quote = await service.publisher.quote(chosen, only)
        _say_quote(quote, drafts_only, quiet=json)
        if chosen is not None and not (quote.news or quote.current):
            raise TegError("nothing of what is named can be published")
        if not quote.news and not json:
            output.say("Nothing new to publish.")
        if dry_run:
            return _end(None, quote, 0, 0, json=json)
        if quote.news and not yes and _asks(quote, named=chosen is not None):
            _agree(json=json)
        result = await service.publisher.publish(quote) if quote.news else None
        if result is not None:
            _say_result(result, quiet=json)
        upstream = result.upstream if result is not None else quote.upstream
        pushed, code = await _push(service, quote, upstream, push, json=json)
        if result is not None and (result.left_out or result.trouble):
            code = FAILED
        return _end(result, quote, pushed, code, json=json)

    return ask(start, go, dry=dry_run)


def cells_named(catalogue: Catalogue, tegs: str, rounds: str | None) -> frozenset[CellKey]:
    """Every cell of the tournaments named, or only of those rounds. Raises TegError."""
    from teg_tui.reports.ranges import parse_range

    named = set(parse_range(tegs))
    known = {row.teg for row in catalogue.rows}
    if not named & known:
        raise TegError(f"there is no tournament {tegs}")
    numbers = None if rounds is None else set(parse_range(rounds))
    return frozenset(
        key
        for key in catalogue.cells
        if key.teg in named and (numbers is None or key.round in numbers)
    )


def kinds_named(catalogue: Catalogue, kinds: Sequence[str]) -> frozenset[str] | None:
    """Kinds by their names; None where none is named. Raises TegError."""
    known = [name for name, _, _ in catalogue.kinds]
    for kind in kinds:
        if kind not in known:
            raise TegError(f"there is no kind {kind!r}", way_out=f"There are {', '.join(known)}")
    return frozenset(kinds) or None


def kinds_without_copies(catalogue: Catalogue, kinds: frozenset[str]) -> frozenset[str]:
    """Those of the kinds that have no published copy at all."""
    from teg_tui.reports.publication import Publication

    have = {
        key.kind
        for key, status in catalogue.reports.items()
        if status.publication is not Publication.NO_PATH
    }
    return kinds & {key.kind for key in catalogue.reports} - have


def _asks(quote: PublishQuote, *, named: bool) -> bool:
    """Whether a person must agree: nobody has named it, or there is something odd."""
    return not named or any(file.oddity for file in quote.files)


def _agree(*, json: bool) -> None:
    if not sys.stdin.isatty():
        raise TegError("nothing is published unasked", way_out="Agree beforehand with --yes")
    if not output.confirm("Publish?", err=json):
        raise TegError("nothing was published")


async def _push(
    service: Service,
    quote: PublishQuote,
    upstream: Upstream | None,
    wanted: bool | None,
    *,
    json: bool,
) -> tuple[int, int]:
    """Push as it is wanted; how many commits went, and the exit code."""
    if not _may_push(quote, upstream, wanted, json=json):
        return 0, 0
    try:
        pushed = await service.publisher.origin.push()
    except StoreError as error:
        output.note(str(error))
        return 0, FAILED
    if pushed and upstream is not None and not json:
        output.say(f"Pushed {_commits(pushed)} to {upstream.name}.")
    return pushed, 0


def _may_push(
    quote: PublishQuote, upstream: Upstream | None, wanted: bool | None, *, json: bool
) -> bool:
    from teg_tui.config import Push

    if wanted or (wanted is None and quote.push is Push.ALWAYS and quote.commits):
        return True
    if upstream is None or not upstream.ahead:
        return False
    ask_first = wanted is None and quote.push is Push.ASK and quote.commits
    if ask_first and sys.stdin.isatty():
        return output.confirm(f"Push {_commits(upstream.ahead)} to {upstream.name}?", err=json)
    how = ": git push, or --push" if ask_first else ""
    output.note(f"{_commits(upstream.ahead)} not pushed to {upstream.name}{how}")
    return False


def _commits(number: int) -> str:
    return f"{number} commit{'' if number == 1 else 's'}"


def _say_left_out(kinds: frozenset[str]) -> None:
    from teg_tui.service.publish_views import NO_PATH

    for kind in sorted(kinds):
        output.note(f"left out: {kind}: {NO_PATH}")


def _say_quote(quote: PublishQuote, told: frozenset[str], *, quiet: bool) -> None:
    for key, reason in quote.left_out:
        if key.kind not in told:
            output.note(f"left out: {key.kind} of {_where(key)}: {reason}")
    if quote.commit_trouble and quote.news:
        output.note(f"not to be committed now: {quote.commit_trouble}")
    if quiet:
        return
    if quote.files:
        rows = [
            [file.title, _where(file.key), file.path, file.oddity or file.usual]
            for file in quote.files
        ]
        output.table(["Report", "Of", "Published as", ""], rows)
    if quote.uncommitted:
        output.say(f"Copied before and not committed yet: {len(quote.uncommitted)}")


def _say_result(result: PublishResult, *, quiet: bool) -> None:
    for key, reason in result.left_out:
        output.note(f"not published: {key.kind} of {_where(key)}: {reason}")
    for path in result.replaced:
        output.note(f"a text that nobody had seen is kept in {path}")
    if result.trouble:
        output.note(f"not committed: {result.trouble}. Then publish again: the copies are kept")
    if not quiet:
        commit = f", commit {result.sha[:10]}" if result.sha else ""
        output.say(f"Published: {len(result.copied)}{commit}.")


def _end(
    result: PublishResult | None, quote: PublishQuote, pushed: int, code: int, *, json: bool
) -> int:
    if json:
        output.say_json(_as_json(result, quote, pushed))
    return code


def _as_json(result: PublishResult | None, quote: PublishQuote, pushed: int) -> dict[str, Any]:
    """The public shape; without a result what would be published."""
    left_out = [*quote.left_out, *(result.left_out if result else ())]
    upstream = result.upstream if result else quote.upstream
    files = quote.files if result is None else result.copied
    return {
        "published": [_key_json(file.key) | {"path": file.path} for file in files],
        "left_out": [_key_json(key) | {"reason": reason} for key, reason in left_out],
        "replaced": list(result.replaced) if result else [],
        "commit": (result.sha or None) if result else None,
        "pushed": pushed,
        "not_pushed": None if upstream is None else upstream.ahead - pushed,
    }


def _key_json(key: ReportKey) -> dict[str, Any]:
    return {"teg": key.teg, "round": key.round, "kind": key.kind}


def _where(key: ReportKey) -> str:
    return f"{key.teg}" if key.round is None else f"{key.teg} R{key.round}"
