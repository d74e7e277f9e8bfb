"""What a batch's files tell of one request, each value checked: anybody may write such files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from teg_tui.costs.advice import Via
from teg_tui.costs.estimate import Money
from teg_tui.reports.key import ReportKey
from teg_tui.reports.provenance import Recipe
from teg_tui.service import endpoint as endpoints
from teg_tui.service import results
from teg_tui.service.collection import with_usage
from teg_tui.service.context import Context
from teg_tui.service.old_batches import Asked, FoundBatch, instant
from teg_tui.service.results import Result
from teg_tui.service.views import Outcome
from teg_tui.store import trailers
from teg_tui.store.records import RequestRecord, money_of
from teg_tui.store.salvage import is_text

NO_RESULT = "no result of it was found"
_MOST = 10**12


@dataclass(frozen=True)
class RunMark:
    """The run a batch was part of, as our own info files have it."""

    number: int
    title: str
    started_at: datetime
    waves: int
    wave: int
    estimated: Money | None
    corrects: str
    """The name of the batch whose false texts it corrects; empty for none."""
    standing: bool
    """Whether it corrects reports as they stand."""


@dataclass(frozen=True)
class Told:
    """All that is told of one request."""

    batch: FoundBatch
    custom_id: str
    key: ReportKey
    asked: Asked | None
    row: Result | None
    made_at: datetime

    @property
    def said(self) -> Mapping[str, Any]:
        """What our own summary has of it."""
        return self.batch.reports.get(self.custom_id, {})

    def text(self, name: str) -> str:
        """A text of the summary's."""
        given = self.said.get(name)
        return given if is_text(given) else ""

    def number(self, name: str) -> int:
        """A number of the summary's."""
        given = self.said.get(name)
        return given if type(given) is int and 0 <= given < _MOST else 0

    def asked_for(self, place: int) -> RequestRecord:
        """The request, before anything became of it."""
        asked = self.asked or Asked(
            self.custom_id,
            self.text("model") or (self.row.model if self.row else ""),
            self.number("max_tokens"),
            self.number("system_chars"),
            self.number("user_chars"),
        )
        return RequestRecord(
            custom_id=self.custom_id,
            batch=0,
            place=place,
            key=self.key,
            recipe=self._recipe() or Recipe("", (), "", asked.model),
            model=asked.model,
            max_tokens=asked.max_tokens,
            system_chars=asked.system_chars,
            user_chars=asked.user_chars,
            estimated_usd=_amount(self.said.get("estimated_usd")),
        )

    def _recipe(self) -> Recipe | None:
        """What it was written from, as the info of a batch under way has it."""
        recipes = self.batch.info.get("recipes")
        if not isinstance(recipes, dict):
            return None
        return trailers.recipe_from(recipes.get(self.custom_id))

    def used(self, request: RequestRecord) -> RequestRecord:
        """With what it used and cost, when it was billed."""
        ended = instant(self.batch.info.get("ended_at")) or self.made_at
        settled_at = instant(self.said.get("settled_at")) or ended
        via = Via.REALTIME if self.batch.realtime else Via.BATCH
        in_doubt = _amount(self.said.get("in_doubt_usd"))
        if self.row is not None:
            known = with_usage(request, self.row, self.made_at, via, settled_at)
            return replace(known, in_doubt_usd=in_doubt)
        return replace(
            request,
            stop_reason=self.text("stop_reason"),
            input_tokens=self.number("input_tokens"),
            cache_write_tokens=self.number("cache_write_tokens"),
            cache_read_tokens=self.number("cache_read_tokens"),
            output_tokens=self.number("output_tokens"),
            output_chars=self.number("output_chars"),
            cost_usd=_amount(self.said.get("cost_usd")),
            settled_at=settled_at,
            in_doubt_usd=in_doubt,
        )

    def outcome(self) -> tuple[Outcome, str]:
        """What became of it, and why. Old scripts filed whatever came, cut off or not."""
        if self.text("outcome") in (Outcome.FILED, Outcome.HELD, Outcome.FAILED):
            return Outcome(self.text("outcome")), self.text("reason")
        ours = self.batch.realtime or is_text(self.batch.info.get("endpoint"))
        if self.row is not None:
            if self.row.failure:
                return Outcome.FAILED, self.row.failure
            held = results.held_reason(self.row)
            return (Outcome.HELD if held and ours else Outcome.FILED), held
        if self.custom_id not in self.batch.custom_ids:
            return Outcome.FAILED, NO_RESULT
        failed = self.batch.summary.get("failed")
        if type(failed) is int and failed > 0:
            return Outcome.FILED, f"{failed} of {self.batch.total} failed, not told which"
        return Outcome.FILED, ""


def endpoint_of(context: Context, batch: FoundBatch) -> str:
    """Where a batch was sent; the old scripts knew one place only."""
    given = batch.info.get("endpoint")
    if is_text(given):
        try:
            endpoints.name_of(given)
        except ValueError:
            return endpoints.ANTHROPIC
        return given
    return context.endpoint.base_url if batch.realtime else endpoints.ANTHROPIC


def is_pretend(context: Context, batch: FoundBatch) -> bool:
    """Whether a simulator wrote it; of real time without a record, what this workspace is."""
    given = batch.info.get("pretend", batch.summary.get("pretend"))
    if isinstance(given, bool):
        return given
    return context.endpoint.pretend if batch.realtime else False


def run_mark(batch: FoundBatch) -> RunMark | None:
    """The run it was part of; None where nothing sound tells."""
    run = batch.info.get("run")
    if not isinstance(run, dict):
        return None
    number, waves, wave = (run.get(name) for name in ("number", "waves", "wave"))
    started_at, title = instant(run.get("started_at")), run.get("title")
    if not (type(number) is int and type(waves) is int and type(wave) is int):
        return None
    if started_at is None or not is_text(title) or not 0 < wave <= waves < _MOST > number > 0:
        return None
    corrects = run.get("corrects")
    return RunMark(
        number,
        title,
        started_at,
        waves,
        wave,
        money_range(run.get("estimated")),
        corrects=corrects if is_text(corrects) else "",
        standing=run.get("standing") is True,
    )


def money_range(text: object) -> Money | None:
    """An estimate."""
    try:
        return money_of(text) if isinstance(text, str) else None
    except (InvalidOperation, TypeError):
        return None


def _amount(text: object) -> Decimal | None:
    try:
        amount = Decimal(text) if isinstance(text, str) else None
    except InvalidOperation:
        return None
    return amount if amount is not None and 0 <= amount < _MOST else None
