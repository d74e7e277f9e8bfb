"""What a bulk job costs: rounds and tournaments 10 to 17 of the demonstration tour.

Four rounds each with notes and report, and every tournament with notes, main report and brief
summary, before anything has come back. Beside it what a guide for the scripts before teg-tui said
of the same job. Prints the tables of `docs/usage.md`, which a test holds to it.

    python benchmarks/bulk_job.py
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from measures import Figure, demonstration

from teg_tui.costs.advice import dollars
from teg_tui.costs.estimate import Estimate, Money, Rates, Span
from teg_tui.reports.plan import Selection
from teg_tui.reports.ranges import cells
from teg_tui.reports.tables import table
from teg_tui.service import pricing
from teg_tui.service.service import Service
from teg_tui.workspace import Workspace

TEGS, ROUNDS = range(10, 18), range(1, 5)
MILLION = 1_000_000


@dataclass(frozen=True)
class Claim:
    """What somebody says a job takes."""

    requests: int
    input_tokens: int
    output_tokens: int

    def cost(self, rates: Rates, *, batch: bool) -> Decimal:
        """USD at these rates."""
        of_input = rates.batch_input if batch else rates.input
        of_output = rates.batch_output if batch else rates.output
        return (self.input_tokens * of_input + self.output_tokens * of_output) / MILLION


OLD_TOTAL = Claim(48, 2_500_000, 300_000)
OLD_ITEMS = Claim(48, 2_080_000, 160_000)
"""What the guide's own lines add up to."""
OLD_RATES = Rates(Decimal(3), Decimal(15), Decimal("1.5"), Decimal("7.5"))
"""The guide's: those of Claude Sonnet 4 and 4.5."""


@dataclass(frozen=True)
class Job:
    """The job as it is estimated, as a whole and by kind."""

    whole: Estimate
    by_kind: tuple[tuple[str, Estimate], ...]
    """With each kind's title."""
    reports: Estimate
    """Without the story notes: the 48 that the guide counted."""


async def job(found: Workspace) -> Job:
    """Estimate it, at today's prices and with the tokens of a workspace that knows nothing yet."""
    service = Service(found, dry=True)
    await service.open()
    try:
        chosen = cells(TEGS, ROUNDS) | cells(TEGS, None)
        quote = await service.quote(Selection(chosen))
        kinds, plan = service.context.material.kinds, quote.plan.reports

        def of(names: Sequence[str]) -> Estimate:
            meant = [key for key in plan if key.kind in names]
            return pricing.quote(service.context, [meant], {})

        written = [kind for kind in kinds if kind.enabled]
        return Job(
            quote.estimate,
            tuple((kind.title, of([kind.name])) for kind in written),
            of([kind.name for kind in written if not kind.notes]),
        )
    finally:
        await service.close()


def tables(its: Job) -> str:
    """As Markdown: the prices, our estimate by kind, then beside the old guide."""
    rates = its.whole.rates
    if rates is None:
        return f"No price of {its.whole.model} is known."
    prices = (
        f"{its.whole.model}, USD per million tokens: {rates.input} in and {rates.output} out in"
        f" real time, {rates.batch_input} in and {rates.batch_output} out by batch."
    )
    return "\n\n".join([prices, _ours(its), _beside(its, rates)])


def _ours(its: Job) -> str:
    rows = [[title, *_likely(estimate)] for title, estimate in its.by_kind]
    rows.append(["**all, likely**", *_likely(its.whole)])
    rows.append(["low", "", *_end(its.whole, "low")])
    rows.append(["high", "", *_end(its.whole, "high")])
    heads = ["", "requests", "tokens in", "tokens out", "real time", "batch"]
    return table(heads, rows, "lrrrrr")


def _beside(its: Job, now: Rates) -> str:
    rows = [
        ["the guide's total", *_claimed(OLD_TOTAL, OLD_RATES)],
        ["its own lines, added up", *_claimed(OLD_ITEMS, OLD_RATES)],
        ["its own lines, at today's prices", *_claimed(OLD_ITEMS, now)],
        ["the same reports here", *_likely(its.reports)],
        ["with the notes they are written from", *_likely(its.whole)],
    ]
    heads = ["", "requests", "tokens in", "tokens out", "real time", "batch"]
    return table(heads, rows, "lrrrrr")


def _likely(estimate: Estimate) -> list[str]:
    return [str(estimate.requests), *_end(estimate, "likely")]


def _end(estimate: Estimate, end: str) -> Iterator[str]:
    spans: Sequence[Span] = (estimate.input_tokens, estimate.output_tokens)
    money: Sequence[Money | None] = (estimate.standard, estimate.batch)
    yield from (f"{round(getattr(span, end), -2):,}" for span in spans)
    yield from (dollars(getattr(its, end)) if its else "no price known" for its in money)


def _claimed(claim: Claim, rates: Rates) -> Iterator[str]:
    yield str(claim.requests)
    yield from (f"{claim.input_tokens:,}", f"{claim.output_tokens:,}")
    yield from (dollars(claim.cost(rates, batch=batch)) for batch in (False, True))


def measure() -> list[Figure]:
    """The sum, for the table of all benchmarks."""
    with demonstration() as found:
        its = asyncio.run(job(found))
    batch = its.whole.batch
    return [
        Figure(
            f"a bulk job of {its.whole.requests} requests, by batch, likely",
            dollars(batch.likely) if batch else "no price known",
            f"the old guide: {dollars(OLD_TOTAL.cost(OLD_RATES, batch=True))}"
            f" for {OLD_TOTAL.requests}",
        )
    ]


if __name__ == "__main__":
    with demonstration() as demo:
        print(tables(asyncio.run(job(demo))))
