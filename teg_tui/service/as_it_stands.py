"""A report as it stands: filed or held, by us, by others, or edited by hand; made ready to correct.

Its places were filled by code, or it never had any: of such a text the tables are made anew from
the scores, and none is put in.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from teg_tui.reports.key import ReportKey
from teg_tui.reports.provenance import Recipe, Tally
from teg_tui.service.checking import Checked
from teg_tui.service.context import Context
from teg_tui.service.views import Outcome
from teg_tui.store.files import decode, inside, read_bytes

_UNKNOWN = Recipe(facts="", needs=(), prompt="", model="")


@dataclass(frozen=True)
class Standing:
    """A text as it stands."""

    text: str
    """With its tables as today's scores have them."""
    checked: Checked
    """What that claims."""
    recipe: Recipe
    """What it was written from, by the model that would write it today; of others' texts nothing
    is known but that."""
    corrected: int
    """How many of its claims have been corrected before."""

    @property
    def tally(self) -> Tally:
        """What the checker makes of it."""
        return replace(self.checked.tally, corrected=self.corrected)


def look(context: Context, key: ReportKey, before: int | None = None) -> Standing | None:
    """A report's held text where it is held, else the file's; None where there is none.

    `before` is a batch: what was held before that one.
    """
    request = context.batches.newest_request(key, before)
    if request is not None and request.outcome == Outcome.HELD:
        path, recipe, claims = request.path, request.recipe, request.claims
    else:
        path, origin = context.material.path_of(key), context.ledger.provenance().get(key)
        recipe = origin.recipe if origin else _UNKNOWN
        claims = origin.claims if origin else None
    data = read_bytes(inside(context.root, path)) if path else None
    if data is None:
        return None
    material = context.material
    text = tidy(context, key, decode(data))
    return Standing(
        text=text,
        checked=context.checking.check(key, text),
        recipe=replace(recipe, model=material.model_of(material.kinds[key.kind])),
        corrected=claims.corrected if claims else 0,
    )


def tidy(context: Context, key: ReportKey, text: str) -> str:
    """Such a text as it is filed."""
    return f"{context.material.renew(text, key).text.strip()}\n"
