"""What a token costs on a day, from the `genai-prices` tables.

The library is asked in one place only, because its answers need care: it gives the batch price
only where a context says so and takes a misspelt context for none; its input tokens include
cached ones, the API's do not; a model it does not know raises. Here an unknown price is None.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from teg_tui.costs.tokens import version_of

if TYPE_CHECKING:
    from genai_prices.types import ModelInfo, PriceCalculation, TieredPrices

MILLION = 1_000_000

_BATCH: Mapping[str, str] = MappingProxyType({"processing": "batch"})
"""The only context we ever send."""


@dataclass(frozen=True)
class Rates:
    """A model's list price on a day, in USD per million tokens."""

    input: Decimal
    output: Decimal
    batch_input: Decimal
    batch_output: Decimal


@dataclass(frozen=True)
class UnitPrices:
    """What each sort of token cost in one request, in USD per million."""

    input: Decimal
    output: Decimal
    cache_write: Decimal
    cache_read: Decimal


@dataclass(frozen=True)
class Charge:
    """What one request's usage came to."""

    usd: Decimal
    standard_usd: Decimal
    """What the same usage would have cost in real time on the same day."""
    prices: UnitPrices


@dataclass(frozen=True)
class Step:
    """A model's rates for requests of a certain size: long prompts may cost more a token."""

    above: int
    """Prompt tokens of one request, exclusive; 0 for the first step."""
    rates: Rates


def charge(
    model: str,
    input_tokens: int,
    output_tokens: int,
    when: datetime,
    *,
    batch: bool,
    cache_write: int = 0,
    cache_read: int = 0,
) -> Charge | None:
    """What **one** request's usage, as the API reports it, comes to; None without a known price.

    Prices depend on a request's size, so never pass the sum of several. `cache_write` is taken
    for five-minute writes. `when` is the day whose prices hold.
    """
    usage = (model, input_tokens, output_tokens, when)
    ours = _reckon(*usage, batch, cache_write, cache_read)
    standard = _reckon(*usage, False, cache_write, cache_read) if batch else ours
    if ours is None or standard is None:
        return None
    prompt = input_tokens + cache_write + cache_read
    listed = ours.model_price
    of_input = _price_of(listed.input_mtok, prompt)
    return Charge(
        usd=ours.total_price,
        standard_usd=standard.total_price,
        prices=UnitPrices(
            input=of_input,
            output=_price_of(listed.output_mtok, prompt),
            cache_write=_price_of(listed.cache_write_mtok, prompt, of_input),
            cache_read=_price_of(listed.cache_read_mtok, prompt, of_input),
        ),
    )


def cost(
    model: str, input_tokens: int, output_tokens: int, when: datetime, *, batch: bool
) -> Decimal | None:
    """USD for **one** request that uses no cache; otherwise as `charge`."""
    found = charge(model, input_tokens, output_tokens, when, batch=batch)
    return None if found is None else found.usd


def rates(model: str, when: datetime) -> Rates | None:
    """The list price on that day of a prompt of usual size; None where no price is known."""
    known = steps(model, when)
    return known[0].rates if known else None


def steps(model: str, when: datetime) -> tuple[Step, ...]:
    """The list prices on that day by size of request, smallest first; empty where unknown."""
    standard = _reckon(model, 0, 0, when, False, 0, 0)
    batch = _reckon(model, 0, 0, when, True, 0, 0)
    if standard is None or batch is None:
        return ()
    columns = (
        standard.model_price.input_mtok,
        standard.model_price.output_mtok,
        batch.model_price.input_mtok,
        batch.model_price.output_mtok,
    )
    starts = {0, *(start for column in columns for start in _starts(column))}
    return tuple(
        Step(start, Rates(*(_price_of(column, start + 1) for column in columns)))
        for start in sorted(starts)
    )


@dataclass(frozen=True)
class PricedModel:
    """A model of the tables."""

    name: str
    title: str
    context: int | None
    """Tokens a request may hold; None where the tables do not say."""


def models() -> tuple[PricedModel, ...]:
    """Anthropic's models in the tables, the newest version first."""
    from genai_prices import data

    [anthropic] = [provider for provider in data.providers if provider.id == "anthropic"]
    listed = [PricedModel(m.id, m.name or m.id, m.context_window) for m in anthropic.models]
    return tuple(sorted(listed, key=lambda model: (version_of(model.name), model.name))[::-1])


def _starts(column: Decimal | TieredPrices | None) -> list[int]:
    return [] if isinstance(column, Decimal | None) else [tier.start for tier in column.tiers]


def _price_of(
    column: Decimal | TieredPrices | None, prompt: int, otherwise: Decimal = Decimal(0)
) -> Decimal:
    """Of a prompt of that many tokens; `otherwise` where the column has no price of its own."""
    if isinstance(column, Decimal | None):
        return otherwise if column is None else column
    reached = [tier.price for tier in column.tiers if prompt > tier.start]
    return reached[-1] if reached else column.base


def _reckon(
    model: str,
    input_tokens: int,
    output_tokens: int,
    when: datetime,
    batch: bool,
    cache_write: int,
    cache_read: int,
) -> PriceCalculation | None:
    from genai_prices import Usage, calc_price

    usage = Usage(
        input_tokens=input_tokens + cache_write + cache_read,
        cache_write_tokens=cache_write,
        cache_read_tokens=cache_read,
        output_tokens=output_tokens,
    )

    def calc(day: datetime, context: Mapping[str, str] | None) -> PriceCalculation:
        return calc_price(
            usage,
            model,
            provider_id="anthropic",
            price_context=context,
            genai_request_timestamp=day,
        )

    try:
        listed = calc(when, None)
    except LookupError:
        return None
    if not batch:
        return listed
    since = _batch_prices_since(listed.model)
    if since is None:
        return None
    if when >= since:
        return calc(when, _BATCH)
    same = calc(since, None).model_price == listed.model_price
    return calc(since, _BATCH) if same else None


def _batch_prices_since(model: ModelInfo) -> datetime | None:
    """From when on the library lists batch prices of a model; None where it never does.

    Where it does not, it hands out the standard price. Batches were cheaper before its list
    began: with the same standard price they had the same batch price.
    """
    days = [
        getattr(variant.constraint, "start_date", None) or date.min
        for variant in model.price_variants or ()
        if variant.when == _BATCH
    ]
    return datetime.combine(min(days), time.min, UTC) if days else None
