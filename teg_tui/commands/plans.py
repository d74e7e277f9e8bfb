"""A plan in words: what will be written, in which waves, into which files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from teg_tui.commands import output

if TYPE_CHECKING:
    from teg_tui.reports.key import ReportKey
    from teg_tui.reports.plan import Plan
    from teg_tui.reports.state import Catalogue


def say_plan(plan: Plan, catalogue: Catalogue) -> None:
    """The waves, and what a user should know of them."""
    titles = {name: title for name, title, _ in catalogue.kinds}
    for number, wave in enumerate(plan.waves, 1):
        counts = Counter(_title(key, titles) for key in wave)
        parts = (f"{title} ({count})" for title, count in counts.items())
        output.say(f"Wave {number} of {len(plan.waves)}: {', '.join(parts)}")
    for keys, words in (
        (plan.added, "not named, but what is named is written from them"),
        (plan.fresh, "up to date already and written again (--skip-fresh leaves them out)"),
        (plan.unknown_origin, "of unknown origin and replaced"),
        (plan.edited, "edited by hand and replaced; that text is kept in .teg-tui/replaced/"),
    ):
        if keys:
            output.say(f"{len(keys)} of them {words}")
    for run in sorted({run for _, run in plan.waits_for}):
        theirs = [key for key, other in plan.waits_for if other == run]
        output.say(f"{len(theirs)} more are being written by run {run} and waited for")


def _title(key: ReportKey, titles: Mapping[str, str]) -> str:
    """What a report is called; a variant's text says of which."""
    title = titles[key.report.kind]
    return f"{title}, variant {key.variant}" if key.variant else title


def say_files(plan: Plan, writes: Sequence[str]) -> None:
    """The files that will be written, wave by wave."""
    paths = iter(writes)
    for number, wave in enumerate(plan.waves, 1):
        output.say(f"Files of wave {number}:")
        for _ in wave:
            output.say(f"  {next(paths)}")


def note_left_out(plan: Plan) -> None:
    """What was named and can't be written, and why."""
    for cell, reason in plan.skipped:
        where = f"{cell.teg}" if cell.round is None else f"{cell.teg}, round {cell.round}"
        output.note(f"left out: {where}: {reason}")


def named(keys: Iterable[ReportKey], catalogue: Catalogue) -> str:
    """Reports in words, a kind at a time: "Story notes of 10 R1, 10 R2; Main report of 11"."""
    titles = {name: title for name, title, _ in catalogue.kinds}
    by_kind: dict[str, list[str]] = {}
    for key in keys:
        cell = f"{key.teg}" if key.round is None else f"{key.teg} R{key.round}"
        by_kind.setdefault(_title(key, titles), []).append(cell)
    return "; ".join(f"{title} of {', '.join(cells)}" for title, cells in by_kind.items())
