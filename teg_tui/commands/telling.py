"""Plans and runs as a program reads them; `docs/json.md` describes the shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from teg_tui.commands import output
from teg_tui.commands.money import estimate_json
from teg_tui.commands.runs import batch_json, iso, usd

if TYPE_CHECKING:
    from collections.abc import Iterable

    from teg_tui.costs.advice import Via
    from teg_tui.reports.key import ReportKey
    from teg_tui.reports.state import Catalogue
    from teg_tui.service.service import Service
    from teg_tui.service.views import Quote, ReportOutcome, RunView


def plan_json(quote: Quote, via: Via, consent: str) -> dict[str, Any]:
    """The public shape of what would be done; `consent` is what --yes would agree to."""
    plan = quote.plan
    paths = dict(zip(plan.reports, quote.writes, strict=True))
    replaced = {
        key: word
        for word, keys in (
            ("fresh", plan.fresh),
            ("unknown_origin", plan.unknown_origin),
            ("edited", plan.edited),
        )
        for key in keys
    }
    return {
        "via": via.value,
        "waves": [
            [
                _key(key)
                | {
                    "file": paths[key],
                    "replaces": replaced.get(key),
                    "added": key in plan.added,
                }
                for key in wave
            ]
            for wave in plan.waves
        ],
        "waits_for": [_key(key) | {"run": run} for key, run in plan.waits_for],
        "skipped": [
            {"teg": cell.teg, "round": cell.round, "reason": reason}
            for cell, reason in plan.skipped
        ],
        "estimate": estimate_json(quote.estimate, quote.advice),
        "refusal": quote.refusal or None,
        "consent": consent or None,
    }


async def say_runs(service: Service, runs: Iterable[RunView]) -> None:
    """Print runs and what became of their reports."""
    catalogue = await service.catalogue()
    told = [_run(run, await service.outcomes(run.number), catalogue) for run in runs]
    output.say_json({"runs": told})


def _run(run: RunView, reports: Iterable[ReportOutcome], catalogue: Catalogue) -> dict[str, Any]:
    statuses = catalogue.reports
    return {
        "number": run.number,
        "via": run.via.value,
        "title": run.title,
        "started_at": iso(run.started_at),
        "finished_at": iso(run.finished_at),
        "wave": run.wave,
        "waves": run.waves,
        "waiting": run.waiting or None,
        "pretend": run.pretend,
        "corrects": run.corrects,
        "reports": [
            _key(report.key)
            | {
                "file": statuses[report.key].path
                if report.key in statuses
                else report.path or None,
                "outcome": report.outcome.value,
                "reason": report.reason or None,
            }
            for report in reports
        ],
        "filed": run.filed,
        "held": run.held,
        "failed": run.failed,
        "batches": [batch_json(batch) for batch in run.batches],
        "usd": {
            "estimated": usd(run.estimated.likely if run.estimated else None),
            "actual": usd(run.actual_usd),
            "in_doubt": usd(run.in_doubt_usd),
        },
    }


def _key(key: ReportKey) -> dict[str, Any]:
    return {"teg": key.teg, "round": key.round, "kind": key.kind}
