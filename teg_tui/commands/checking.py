"""`check`: what reports claim, held against the scores."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from teg_tui.commands import output
from teg_tui.commands.scores import as_json
from teg_tui.errors import DataError
from teg_tui.outside_text import one_line

if TYPE_CHECKING:
    from teg_tui.golf.claims import Claim
    from teg_tui.golf.tour import Tour

FALSE_CLAIMS = 1
"""The exit code when any claim is false."""


@click.command(short_help="Check what reports claim against the scores.")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@click.option("--teg", type=int, metavar="N", help="The tournament that the reports are about.")
@click.option("--round", "rnd", type=int, metavar="R", help="Its round that they are about.")
@as_json
@click.pass_obj
def check(
    start: Path, files: tuple[Path, ...], teg: int | None, rnd: int | None, json: bool
) -> int | None:
    """Find the claims in reports and say which are true, false, or could not be checked.

    \b
    teg-tui check --teg 17
    teg-tui check --teg 17 --round 4
    teg-tui check data/commentary/drafts/teg_17_main_report.md

    Without FILE every report there is, or those of tournament N and its round R. What a FILE is
    about is told by its name; --teg and --round say it of any other text. Leaves with exit code 1
    if any claim is false.
    """
    from teg_tui import workspace
    from teg_tui.commands.report_files import ReportFiles
    from teg_tui.golf.claims import Subject

    if rnd is not None and teg is None:
        raise click.UsageError("--round needs --teg")
    found = workspace.find(start)
    loaded = workspace.load_tour(found)
    for sentence in loaded.notes:
        output.note(f"note: {sentence}")
    tour = loaded.tour
    if teg is not None:
        _must_exist(tour, teg, rnd)
    reports = ReportFiles(found, tour)
    said = Subject(teg, rnd) if teg is not None else None
    chosen = reports.named(files, said) if files else reports.there(said)
    judged = [(report.name, report.claims(tour)) for report in chosen]
    if json:
        claims = [_claim_json(file, claim) for file, its in judged for claim in its]
        output.say_json({"claims": claims})
    else:
        _print(judged)
    wrong = any(claim.verdict.value == "false" for _, its in judged for claim in its)
    return FALSE_CLAIMS if wrong else None


def _must_exist(tour: Tour, teg: int, rnd: int | None) -> None:
    tournament = tour.by_teg.get(teg)
    if tournament is None:
        there = ", ".join(str(number) for number in sorted(tour.by_teg))
        raise DataError(f"there is no {tour.event} {teg}", way_out=f"There are {there}")
    if rnd is not None and tournament.round(rnd) is None:
        raise DataError(f"{tournament.name} has no round {rnd}")


def _claim_json(file: str, claim: Claim) -> dict[str, Any]:
    return {
        "file": file,
        "line": claim.line,
        "column": claim.column,
        "text": claim.text,
        "kind": claim.kind.value,
        "verdict": claim.verdict.value,
        "said": claim.said,
        "expected": claim.expected,
    }


def _print(judged: Sequence[tuple[str, tuple[Claim, ...]]]) -> None:
    """A line a claim: where, what kind, the verdict with the right value, the words."""
    counts = dict.fromkeys(("true", "false", "unchecked"), 0)
    for file, claims in judged:
        for claim in claims:
            counts[claim.verdict.value] += 1
            verdict = claim.verdict.value
            if verdict == "false":
                verdict = f"false: {claim.said}"
                verdict += f", right is {claim.expected}" if claim.expected else ""
            place = f"{one_line(file)}:{claim.line}:{claim.column}"
            output.say(f"{place}  {claim.kind}  {verdict}  | {claim.text}")
    figures = ", ".join(f"{count} {verdict}" for verdict, count in counts.items())
    reports = "1 report" if len(judged) == 1 else f"{len(judged)} reports"
    output.say(f"{reports}, {sum(counts.values())} claims: {figures}")
