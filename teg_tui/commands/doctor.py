"""`doctor`: how everything is that the program needs, and what to do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from teg_tui.commands import output
from teg_tui.commands.scores import as_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from teg_tui.service.doctor import Finding, Verdict

_MARKS = {-1: "-", 0: "ok", 1: "!", 2: "!!"}
"""By verdict."""
_AT_A_TIME = "teg-tui-report-%Y%m%d-%H%M%S.txt"


@click.command(short_help="See what is wrong, and what to do.")
@click.option(
    "--report",
    is_flag=False,
    flag_value=_AT_A_TIME,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="[FILE]",
    help="Write what a bug report needs to a file; no texts, names or keys.",
)
@as_json
@click.pass_obj
def doctor(start: Path, report: Path | None, json: bool) -> int:
    """Look at workspace, scores, prompts, key, connection, clock, ledger, disk and git.

    \b
    teg-tui doctor
    teg-tui doctor --report               a file for a bug report
    teg-tui doctor --json

    It changes nothing, and asks Anthropic nothing that costs. Exit codes: 0 all is well, 1
    something is to be done, 2 nothing can be written as long as it is so.
    """
    from teg_tui.service import doctor as doctors

    findings = doctors.examine(start)
    worst = doctors.worst(findings)
    with output.for_a_program(json):
        if json:
            output.say_json(_json(worst, findings))
        else:
            _say(findings)
        if report is not None:
            _write(start, report, findings)
    return int(worst)


def _say(findings: Sequence[Finding]) -> None:
    widest = max(len(finding.check) for finding in findings)
    for finding in findings:
        label = f"{_MARKS[finding.verdict]:>2}  {finding.check:<{widest}}  "
        output.say_beside(label, finding.what)
        if finding.way_out:
            output.say_beside(" " * len(label), f"{finding.way_out}.")


def _json(worst: Verdict, findings: Sequence[Finding]) -> dict[str, Any]:
    return {
        "verdict": worst.name.lower(),
        "findings": [
            {
                "check": finding.check,
                "verdict": finding.verdict.name.lower(),
                "what": finding.what,
                "way_out": finding.way_out or None,
            }
            for finding in findings
        ],
    }


def _write(start: Path, named: Path, findings: Sequence[Finding]) -> None:
    from datetime import datetime

    from teg_tui.errors import StoreError
    from teg_tui.service.doctor import bundle, patient_at
    from teg_tui.store.files import write_atomically

    path = Path(f"{datetime.now().astimezone():{named}}") if str(named) == _AT_A_TIME else named
    if path.exists():
        raise StoreError("is there already", where=str(path), way_out="Name another file")
    write_atomically(path, bundle.text(patient_at(start)[0], findings).encode())
    output.say()
    output.say(
        f"{path} holds what a bug report needs: {bundle.CONTENTS} Look at it before you send it."
    )
