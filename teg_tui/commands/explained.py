"""What is not settled, explained in the shell: what is known, waited for, and to be done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from teg_tui.commands import output

if TYPE_CHECKING:
    from teg_tui.reports.key import ReportKey
    from teg_tui.service.explaining import Action, Trouble
    from teg_tui.service.views import RunView

_LABEL = 9
_NAMED = 6
"""Reports that are named one by one."""


def say(found: Iterable[Trouble], runs: Iterable[RunView]) -> None:
    """Explain each, after a blank line."""
    titles = {run.number: run.title for run in runs}
    for trouble in found:
        output.say()
        output.say(f"{_about(trouble, titles)}: {trouble.explanation.title}")
        for label, text in _parts(trouble):
            output.say_beside(f"  {label:<{_LABEL}}", text)


def _about(trouble: Trouble, titles: dict[int, str]) -> str:
    run = f"Run {trouble.run} ({titles.get(trouble.run, '')})"
    batch = f", batch {trouble.batch}" if trouble.batch is not None else ""
    return f"{run}{batch}{_reports(trouble.keys)}"


def _reports(keys: Sequence[ReportKey]) -> str:
    """By their cells, as long as they are few."""
    if len(keys) > _NAMED:
        return f", {len(keys)} reports"
    cells = [f"{key.teg} R{key.round}" if key.round else str(key.teg) for key in keys]
    return f" ({', '.join(cells)})" if cells else ""


def _parts(trouble: Trouble) -> Iterator[tuple[str, str]]:
    explanation = trouble.explanation
    yield "Known", explanation.known
    yield "Waits", explanation.waits_for
    yield "Settles", explanation.settles
    for number, action in enumerate(explanation.actions):
        yield "" if number else "You can", _action(action)


def _action(action: Action) -> str:
    where = action.command or ("in the app" if action.key else "")
    return f"{action.what} ({where})" if where else action.what


def as_json(trouble: Trouble) -> dict[str, Any]:
    """The public shape of something that is not settled."""
    explanation = trouble.explanation
    settles_at = explanation.settles_at
    return {
        "run": trouble.run,
        "batch": trouble.batch,
        "reports": [{"teg": key.teg, "round": key.round, "kind": key.kind} for key in trouble.keys],
        "outcome": trouble.outcome and trouble.outcome.value,
        "title": explanation.title,
        "known": explanation.known,
        "waits_for": explanation.waits_for,
        "settles": explanation.settles,
        "settles_at": None if settles_at is None else settles_at.isoformat(),
        "actions": [
            {"what": action.what, "key": action.key or None, "command": action.command or None}
            for action in explanation.actions
        ],
    }
