"""`estimate`: what reports would cost, before anything is sent."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from teg_tui.commands import output
from teg_tui.commands.asking import ask
from teg_tui.commands.plans import note_left_out
from teg_tui.commands.scores import as_json
from teg_tui.errors import DataError

if TYPE_CHECKING:
    from teg_tui.costs.advice import Advice
    from teg_tui.costs.estimate import Estimate, Money, Span
    from teg_tui.costs.tokens import Ratios
    from teg_tui.reports.kinds import Kinds
    from teg_tui.reports.plan import Selection
    from teg_tui.service.service import Service
    from teg_tui.service.views import Quote

MODES = ("notes", "reports", "full")


@click.command(short_help="What reports would cost, by batch and in real time.")
@click.option("--teg", "tegs", metavar="N", help="Tournaments: 17, 10-17 or 3,5-7.")
@click.option("--round", "rounds", metavar="R", help="Of these rounds; else of the tournaments.")
@click.option("--mode", type=click.Choice(MODES), default="full", help="Default: full.")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    metavar="KIND",
    help="This kind and what it lacks; repeatable.",
)
@click.option(
    "--requests",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Of the requests in this file instead, ours or not.",
)
@click.option("--exact", is_flag=True, help="Have prompts counted by the API: free, needs a key.")
@as_json
@click.pass_obj
def estimate(
    start: Path,
    tegs: str | None,
    rounds: str | None,
    mode: str,
    kinds: tuple[str, ...],
    file: Path | None,
    exact: bool,
    json: bool,
) -> None:
    """Print tokens and money, low, likely and high, and whether batch or real time is advised.

    \b
    teg-tui estimate --teg 10-17 --round 1-4          rounds, notes and reports
    teg-tui estimate --teg 17 --mode notes            a tournament's story notes
    teg-tui estimate --teg 10-17 --kind main_report
    teg-tui estimate --requests data/batch_requests/FILE.jsonl

    Nothing is sent to be written. With --exact the API is asked how many tokens each prompt has,
    once; of a prompt that holds notes not written yet, nobody knows.
    """
    if exact and file is not None:
        raise click.UsageError("--exact counts what --teg names, not a file's requests.")
    if (tegs is None) == (file is None):
        raise click.UsageError("Name either tournaments (--teg) or a request file (--requests).")
    if file is not None:
        found, advice = _of_file(start, file)
    else:
        quote = _of_selection(start, tegs or "", rounds, mode, kinds, exact=exact)
        found, advice = quote.estimate, quote.advice
    if json:
        output.say_json(estimate_json(found, advice))
    else:
        say_estimate(found, advice)


def estimate_json(found: Estimate, advice: Advice) -> dict[str, Any]:
    """The public shape of an estimate."""

    def money(span: Money | None) -> dict[str, float] | None:
        if span is None:
            return None
        amounts = {"low": span.low, "likely": span.likely, "high": span.high}
        return {name: round(float(usd), 6) for name, usd in amounts.items()}

    def tokens(span: Span) -> dict[str, int]:
        return {"low": span.low, "likely": span.likely, "high": span.high}

    return {
        "requests": found.requests,
        "model": found.model,
        "input_tokens": tokens(found.input_tokens),
        "output_tokens": tokens(found.output_tokens),
        "usd": {"standard": money(found.standard), "batch": money(found.batch)},
        "advice": advice.via.value,
        "reason": advice.reason,
        "counted": found.counted,
    }


def say_estimate(found: Estimate, advice: Advice) -> None:
    """An estimate and its advice for people."""
    from teg_tui.costs.advice import dollars

    def tokens(span: Span) -> list[str]:
        return [f"{span.low:,}", f"{span.likely:,}", f"{span.high:,}"]

    def money(span: Money | None) -> list[str]:
        if span is None:
            return ["", "no price known", ""]
        return [dollars(span.low), dollars(span.likely), dollars(span.high)]

    noun = "request" if found.requests == 1 else "requests"
    output.table(
        ["", ">low", ">likely", ">high"],
        [
            ["tokens in", *tokens(found.input_tokens)],
            ["tokens out", *tokens(found.output_tokens)],
            ["real time", *money(found.standard)],
            ["batch", *money(found.batch)],
        ],
        title=f"{found.requests:,} {noun} to {found.model}",
    )
    if found.rates:
        rates = found.rates
        output.say(
            f"USD per million tokens: {rates.input} in, {rates.output} out;"
            f" by batch {rates.batch_input} and {rates.batch_output}"
        )
    if found.counted:
        output.say(f"{found.counted} of {found.requests:,} prompts are counted exactly.")
    if found.guess:
        output.say("Tokens of this model are a guess until its first requests have come back.")
    if found.unpriced:
        output.say(f"No price is known for {', '.join(found.unpriced)}.")
    output.say(f"Advice: {'batch' if advice.via == 'batch' else 'real time'}. {advice.reason}.")
    output.say(f"By batch: {advice.batch_when}.")
    output.say(f"In real time: {advice.realtime_when}.")


def _of_selection(
    start: Path,
    tegs: str,
    rounds: str | None,
    mode: str,
    kinds: tuple[str, ...],
    *,
    exact: bool,
) -> Quote:
    from teg_tui.reports.plan import Mode, Selection
    from teg_tui.reports.ranges import cells, parse_range

    chosen = cells(parse_range(tegs), None if rounds is None else parse_range(rounds))
    selection = Selection(chosen, Mode(mode), frozenset(kinds) or None)

    async def quote(service: Service) -> tuple[Quote, str]:
        if exact:
            await _count(service, selection)
        return await service.quote(selection), (await service.status()).model_warning

    answer, warning = ask(start, quote, online=exact)
    if warning:
        output.note(f"warning: {warning}")
    note_left_out(answer.plan)
    if not answer.plan.reports:
        raise DataError(answer.refusal or "there is nothing to write", where=f"--teg {tegs}")
    if answer.refusal:
        output.note(f"it could not be started: {answer.refusal}")
    return answer


async def _count(service: Service, selection: Selection) -> None:
    """Have all prompts counted that can be; says how far it is."""
    import asyncio

    while True:
        counts = await service.count(selection)
        if output.on_a_terminal():
            output.note(f"counted {counts.counted} of {counts.countable}")
        if counts.done:
            break
        if counts.wait:
            output.note(f"told to wait {counts.wait:.0f} seconds")
        await asyncio.sleep(counts.wait)
    if unwritten := counts.reports - counts.countable:
        output.note(
            f"{unwritten} of {counts.reports} can't be counted: notes in them are still to come"
        )


def _of_file(start: Path, file: Path) -> tuple[Estimate, Advice]:
    """What the requests of a file cost: one wave, with what this workspace has learned."""
    from teg_tui.clock import SystemClock
    from teg_tui.costs.advice import Circumstances, advise
    from teg_tui.costs.estimate import estimate as reckon
    from teg_tui.costs.request_file import read_request_file

    kinds, event, ratios = _known_here(start)
    requests = list(read_request_file(file, kinds, event))
    if not requests:
        raise DataError("there is no request in it", where=str(file))
    now = SystemClock().now()
    found = reckon([request.size for request in requests], ratios, now)
    touched = {request.key.teg for request in requests if request.key}
    case = Circumstances(len(requests), len(touched), waves=1, at=now.astimezone())
    return found, advise(found, case)


def _known_here(start: Path) -> tuple[Kinds, str, Ratios]:
    """Kinds, the word for an event and the ratios learned; outside a workspace the shipped ones."""
    from teg_tui import workspace
    from teg_tui.costs.tokens import Ratios
    from teg_tui.reports.kinds import load_kinds

    shipped = workspace.shipped("prompts")
    try:
        found = workspace.find(start)
    except workspace.NoWorkspaceError:
        return load_kinds([shipped], {}), workspace.Config().event, Ratios()

    async def learned(service: Service) -> Ratios:
        return service.ratios()

    kinds = load_kinds([shipped, found.root / "prompts"], found.config.kinds)
    return kinds, found.config.event, ask(start, learned)
