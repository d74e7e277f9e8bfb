"""`models`: which there are to choose from, and what they cost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from teg_tui.commands import output
from teg_tui.commands.asking import ask
from teg_tui.commands.scores import as_json

if TYPE_CHECKING:
    from teg_tui.costs.models import Model, ModelList
    from teg_tui.service.service import Service


@click.command(short_help="The models there are, their prices and until when they live.")
@as_json
@click.pass_obj
def models(start: Path, json: bool) -> None:
    """List the models that can write reports: USD per million tokens, sizes in tokens.

    \b
    teg-tui models

    Asked of the API where it can be reached; prices come from the genai-prices package. The one
    that writes is `model` in teg.toml; a kind of report may name another in its prompt file.
    """

    async def listing(service: Service) -> ModelList:
        return await service.models()

    found = ask(start, listing, online=True)
    if json:
        output.say_json(models_json(found))
    else:
        _say(found)


def models_json(found: ModelList) -> dict[str, Any]:
    """The public shape of the list."""
    return {
        "chosen": found.chosen,
        "source": found.source,
        "warning": found.warning or None,
        "models": [_model_json(model) for model in found.models],
    }


def _model_json(model: Model) -> dict[str, Any]:
    def prices(sent: object, back: object) -> dict[str, float]:
        return {"input": float(str(sent)), "output": float(str(back))}

    rates = model.rates
    return {
        "name": model.name,
        "title": model.title,
        "usd_per_million": rates
        and {
            "standard": prices(rates.input, rates.output),
            "batch": prices(rates.batch_input, rates.batch_output),
        },
        "context_tokens": model.context,
        "answer_tokens": model.longest,
        "batch": model.batch,
        "lifecycle": model.lifecycle or None,
        "retires_at": model.retires_at and model.retires_at.isoformat(),
    }


def _say(found: ModelList) -> None:
    from teg_tui.costs.models import day_of

    def size(count: int | None) -> str:
        return "?" if count is None else f"{count:,}"

    rows = [
        [
            "*" if model.name == found.chosen else "",
            model.name,
            f"{model.rates.input} / {model.rates.output}" if model.rates else "?",
            f"{model.rates.batch_input} / {model.rates.batch_output}" if model.rates else "?",
            size(model.context),
            size(model.longest),
            "no" if model.batch is False else "",
            day_of(model.retires_at) if model.retires_at else "",
        ]
        for model in found.models
    ]
    headers = ["", "Model", ">In / out", ">By batch", ">Context", ">Answer", "Batch", "Retires"]
    output.table(headers, rows)
    output.say(found.source)
    if found.warning:
        output.note(f"warning: {found.warning}")
