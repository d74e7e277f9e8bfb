"""Which models there are: asked of the API, remembered, and one of them chosen.

What the API said last is kept in the ledger, so that a retirement is told before anything is sent
and while nobody answers.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from teg_tui.costs import models as known
from teg_tui.costs import prices
from teg_tui.costs.models import Model, ModelList
from teg_tui.service.answers import GatewayError
from teg_tui.service.context import Context, log
from teg_tui.service.gateway import RemoteModel
from teg_tui.service.model_line import set_model

_KEY = "models"
_FRESH_FOR = timedelta(days=1)


@dataclass(frozen=True)
class _Listing:
    """What the API said."""

    at: datetime
    models: tuple[RemoteModel, ...]
    meant: dict[str, str | None]
    """By name in use, the id of the model it means; None for none."""

    def find(self, name: str) -> RemoteModel | None:
        """The model that a name means."""
        wanted = self.meant.get(name, name)
        return next((model for model in self.models if model.model_id == wanted), None)


async def listing(context: Context) -> ModelList:
    """The models to choose from: as the API says now, else as it said last, else by price."""
    told, trouble = None, "there is no API key"
    if context.endpoint.has_key:
        try:
            told = await _ask(context)
        except GatewayError as error:
            trouble = f"{context.endpoint.name} can't be asked now ({error.reason})"
    name, now = context.workspace.config.model, context.now()
    if told is not None:
        source = f"As {context.endpoint.name} lists them now."
    elif told := _remembered(context):
        source = f"As {context.endpoint.name} listed them on {known.day_of(told.at)}: {trouble}."
    else:
        source = f"From the price tables, without dates of retirement: {trouble}."
        return ModelList(_with(name, known.known_to_prices(now), now), name, source)
    found = told.find(name)
    listed = tuple(_model(model, now) for model in told.models if model.lifecycle != "retired")
    chosen = found.model_id if found else name
    return ModelList(_with(chosen, listed, now), chosen, source, warning(context))


def warning(context: Context) -> str:
    """What the API last said against the models in use, in words; empty for nothing."""
    told, now = _remembered(context), context.now()
    if told is None:
        return ""
    said = []
    for name in _in_use(context):
        if found := told.find(name):
            said.append(known.retirement(name, found.lifecycle, found.retires_at, now))
        elif name in told.meant:
            said.append(f"{name} is no model that {context.endpoint.name} knows")
    return "; ".join(filter(None, said))


async def keep_fresh(context: Context) -> None:
    """Ask once a day, where somebody answers; that nobody does is no news here."""
    told, now = _remembered(context), context.now()
    if told is not None and told.at <= now < told.at + _FRESH_FOR:
        return
    if context.endpoint.has_key and context.network.may_ask(now):
        try:
            await _ask(context)
        except GatewayError as error:
            log.info("models are not known: %s", error.reason)


async def choose(context: Context, name: str) -> None:
    """Write a model into `teg.toml`: whoever works on this workspace reads it there.

    Raises:
        TegError: it can't be written, and why.
    """
    await asyncio.to_thread(set_model, context.root, name)
    log.info("the model is %s from now on", name)


def _in_use(context: Context) -> list[str]:
    """The models that would write: the workspace's, and those of kinds that are switched on."""
    material = context.material
    kinds = material.kinds if material.has_loaded else ()
    its = [kind.model for kind in kinds if kind.enabled and kind.model]
    return list(dict.fromkeys([context.workspace.config.model, *its]))


async def _ask(context: Context) -> _Listing:
    found = await context.gateway.models()
    ids = {model.model_id for model in found}
    meant: dict[str, str | None] = {}
    for name in _in_use(context):
        if name not in ids:  # another name for one of them, or one that has retired
            model = await context.gateway.model(name)
            meant[name] = model.model_id if model else None
            if model is not None and model.model_id not in ids:
                found.append(model)
    told = _Listing(context.now(), tuple(found), meant)
    context.ledger.set_meta(_KEY, _text(told, context.endpoint.base_url))
    return told


def _text(told: _Listing, endpoint: str) -> str:
    return json.dumps({"endpoint": endpoint, **asdict(told)}, default=datetime.isoformat)


def _remembered(context: Context) -> _Listing | None:
    """What this endpoint said last."""
    text = context.ledger.meta(_KEY)
    data: dict[str, Any] = json.loads(text) if text else {}
    if data.get("endpoint") != context.endpoint.base_url:
        return None
    models = (
        RemoteModel(**(row | {"retires_at": _time(row["retires_at"])})) for row in data["models"]
    )
    return _Listing(datetime.fromisoformat(data["at"]), tuple(models), data["meant"])


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _model(model: RemoteModel, now: datetime) -> Model:
    return Model(
        name=model.model_id,
        title=model.title,
        rates=prices.rates(model.model_id, now),
        context=model.max_input_tokens,
        longest=model.max_tokens,
        batch=model.batch,
        lifecycle=model.lifecycle,
        retires_at=model.retires_at,
    )


def _with(chosen: str, listed: tuple[Model, ...], now: datetime) -> tuple[Model, ...]:
    """The list, the configured model always in it."""
    if any(model.name == chosen for model in listed):
        return listed
    return (Model(chosen, chosen, prices.rates(chosen, now), None, None, None), *listed)
