"""`rounds` and `tournaments`: reports written from the command line, as the old scripts did it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from teg_tui.commands.orders import EVERY, Manner, Order
from teg_tui.commands.scores import as_json

if TYPE_CHECKING:
    from teg_tui.reports.plan import Mode
    from teg_tui.reports.trial import Trial

Command = TypeVar("Command", bound=Callable[..., Any])

EXIT_CODES = (
    "Exit codes: 0 done (or submitted), 1 some reports failed or are held, 2 usage or data,"
    " 3 refused by the budget, 4 a submission whose outcome is uncertain."
)


def sending(command: Command) -> Command:
    """The options of both commands that say how, not what."""
    for option in reversed(
        (
            click.option(
                "--use-batch",
                is_flag=True,
                help="Send as batches, at half the price: done within an hour mostly, a day at"
                " most. Without it reports are written in real time.",
            ),
            click.option(
                "--submit-only",
                is_flag=True,
                help="Send the first wave as batches, then leave; `teg-tui watch` does the rest.",
            ),
            click.option(
                "--dry-run",
                is_flag=True,
                help="Print plan, waves, cost and files; touch nothing, send nothing.",
            ),
            click.option(
                "--skip-fresh", is_flag=True, help="Leave out reports that are up to date."
            ),
            click.option(
                "--force", is_flag=True, help="Accepted: what is named is written again anyway."
            ),
            click.option(
                "--stop-on-error",
                is_flag=True,
                help="Send nothing more once a report has failed or is held.",
            ),
            click.option(
                "--pause-between",
                "pause",
                type=click.FloatRange(min=0),
                default=0.0,
                metavar="SEC",
                help="In real time: write one tournament after the other, with a pause between.",
            ),
            click.option(
                "--try",
                "name",
                metavar="NAME",
                help="Write them as a variant, beside the real ones; compare them in the app (T).",
            ),
            click.option(
                "--prompt",
                type=click.Path(exists=True, dir_okay=False, path_type=Path),
                help="With --try: another prompt file; what is written is what its kind says.",
            ),
            click.option("--model", metavar="MODEL", help="With --try: another model."),
            click.option("--yes", is_flag=True, help="Agree to the cost beforehand."),
            as_json,
            click.option(
                "--list-batches",
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=_list_batches,
                help="Print every batch, as `teg-tui batches` does; write nothing.",
            ),
            click.option(
                "--retrieve-batch",
                metavar="ID",
                is_eager=True,
                expose_value=False,
                callback=_retrieve_batch,
                help="Fetch a batch, as `teg-tui retrieve ID` does; write nothing else.",
            ),
        )
    ):
        command = option(command)
    return command


def _list_batches(context: click.Context, _option: click.Parameter, meant: bool) -> None:
    from teg_tui.commands.runs import batches

    if meant and not context.resilient_parsing:
        context.invoke(batches)
        context.exit()


def _retrieve_batch(context: click.Context, _option: click.Parameter, named: str | None) -> None:
    from teg_tui.commands.fetching import fetch

    if named is not None and not context.resilient_parsing:
        context.exit(fetch(context.obj, named))


@click.command(short_help="Write story notes and reports of rounds.", epilog=EXIT_CODES)
@click.argument("named", nargs=-1, metavar="[TEG [ROUND]]")
@click.option("--teg", "tegs", metavar="N", help="Tournaments: 17, 10-17 or 3,5-7.")
@click.option("--round", "rounds", metavar="R", help="Rounds: 2, 1-4 or 1,3; else every one.")
@click.option("--story-notes-only", is_flag=True, help="Write story notes, no reports.")
@click.option(
    "--reports-only", is_flag=True, help="Write reports from the story notes that are there."
)
@sending
@click.pass_obj
def rounds(
    start: Path,
    /,
    named: tuple[str, ...],
    tegs: str | None,
    rounds: str | None,
    story_notes_only: bool,
    reports_only: bool,
    **how: Any,
) -> int:
    """Write the story notes and then the report of each round named.

    \b
    teg-tui rounds 17 2                              one round, in real time
    teg-tui rounds --teg 17 --round 4                the same way
    teg-tui rounds --teg 10-17 --round 1-4 --use-batch
    teg-tui rounds --teg 10-17 --use-batch --skip-fresh --dry-run

    What is named is written again, up to date or not; without a round, every round that has been
    played. Rounds that can't be written are left out with a note. Where --reports-only lacks
    story notes it asks whether to write them; without a terminal it names them and sends
    nothing.

    Nothing is sent at full price by mistake: real money above budget.confirm_above, and more than
    ten reports in real time, are asked about first. Without a terminal they are refused unless
    --yes agrees.
    """
    from teg_tui.reports.plan import Mode

    if story_notes_only and reports_only:
        raise click.UsageError("Choose one of --story-notes-only and --reports-only.")
    if len(named) > 2 or (named and (tegs or rounds)):
        raise click.UsageError("Name the rounds as 17 2, or with --teg and --round.")
    if named:
        tegs, rounds = named[0], named[1] if len(named) > 1 else None
    if tegs is None:
        raise click.UsageError("Name the rounds: --teg 17 --round 4, or 17 4.")
    mode = Mode.FULL
    if story_notes_only or reports_only:
        mode = Mode.NOTES if story_notes_only else Mode.REPORTS
    from teg_tui.reports.ranges import parse_range

    order = Order(
        parse_range(tegs),
        EVERY if rounds is None else parse_range(rounds),
        mode,
        skip_fresh=how["skip_fresh"],
    )
    return _carry_out(start, order, **how)


@click.command(short_help="Write story notes and reports of tournaments.", epilog=EXIT_CODES)
@click.argument("tegs", required=False, metavar="[TEG]")
@click.option("--range", "span", nargs=2, type=int, metavar="FROM TO", help="In either order.")
@click.option("--generate-reports", is_flag=True, help="Write main report and brief summary.")
@click.option("--main-report-only", is_flag=True, help="Write the main report.")
@click.option("--brief-summary-only", is_flag=True, help="Write the brief summary.")
@click.option("--satirical-only", is_flag=True, help="Write the satire.")
@click.option("--include-satire", is_flag=True, help="Write the satire as well.")
@click.option("--full-pipeline", is_flag=True, help="Write story notes, then the reports.")
@click.option(
    "--partial",
    type=click.IntRange(min=1),
    metavar="N",
    help="Write story notes as of round N, while rounds remain.",
)
@click.option(
    "--batch-reports",
    is_flag=True,
    help="Accepted: reports of one kind always go together.",
)
@sending
@click.pass_obj
def tournaments(
    start: Path,
    /,
    tegs: str | None,
    span: tuple[int, int] | None,
    generate_reports: bool,
    main_report_only: bool,
    brief_summary_only: bool,
    satirical_only: bool,
    include_satire: bool,
    full_pipeline: bool,
    partial: int | None,
    batch_reports: bool,  # noqa: ARG001 (accepted, as before)
    **how: Any,
) -> int:
    """Write up the tournaments named; without a further option, their story notes only.

    \b
    teg-tui tournaments 17                           story notes, in real time
    teg-tui tournaments --range 10 17 --use-batch
    teg-tui tournaments --range 10 17 --use-batch --generate-reports
    teg-tui tournaments 17 --full-pipeline --submit-only
    teg-tui tournaments 17 --partial 2               story notes as of round 2

    Story notes of a tournament are written from those of its rounds: rounds that have none get
    them first. With --partial that goes for the rounds up to the one named, and the text has a
    file of its own (teg_17_story_notes_partial.md).

    Reports are written from the tournament's story notes; where these are missing it asks whether
    to write them, and without a terminal it names them and sends nothing.

    Nothing is sent at full price by mistake: real money above budget.confirm_above, and more than
    ten reports in real time, are asked about first. Without a terminal they are refused unless
    --yes agrees.
    """
    if (tegs is None) == (span is None):
        raise click.UsageError("Name the tournaments: 17, or --range 10 17.")
    only = {
        "main_report": main_report_only,
        "brief_summary": brief_summary_only,
        "satire": satirical_only,
    }
    kinds = frozenset(kind for kind, meant in only.items() if meant)
    if generate_reports + full_pipeline + bool(kinds) > 1:
        raise click.UsageError(
            "Choose one of --full-pipeline, --generate-reports and the options that end in -only."
        )
    if include_satire and not (generate_reports or full_pipeline):
        raise click.UsageError(
            "--include-satire goes with --generate-reports or --full-pipeline;"
            " the satire alone is --satirical-only."
        )
    if partial is not None and (generate_reports or full_pipeline or kinds):
        raise click.UsageError("--partial is about story notes only; leave the others out.")
    from teg_tui.reports.ranges import parse_range

    order = Order(
        parse_range(tegs or "{}-{}".format(*span or ())),
        None if partial is None else (partial,),
        _mode(full=full_pipeline, reports=generate_reports or bool(kinds)),
        kinds if partial is None else frozenset({"tournament_notes_partial"}),
        also=frozenset({"satire"} if include_satire else ()),
        skip_fresh=how["skip_fresh"],
        partial=partial is not None,
    )
    return _carry_out(start, order, **how)


def _trial(name: str | None, prompt: Path | None, model: str | None) -> Trial | None:
    from teg_tui.reports.trial import Trial, check_name

    if name is None:
        if prompt or model:
            raise click.UsageError("--prompt and --model go with --try NAME.")
        return None
    return Trial(check_name(name), str(prompt.absolute()) if prompt else "", model or "")


def _mode(*, full: bool, reports: bool) -> Mode:
    from teg_tui.reports.plan import Mode

    return Mode.FULL if full else Mode.REPORTS if reports else Mode.NOTES


def _carry_out(
    start: Path,
    order: Order,
    *,
    use_batch: bool,
    submit_only: bool,
    dry_run: bool,
    yes: bool,
    stop_on_error: bool,
    pause: float,
    json: bool,
    name: str | None,
    prompt: Path | None,
    model: str | None,
    **_accepted: bool,
) -> int:
    from teg_tui.commands import carrying_out
    from teg_tui.costs.advice import Via

    order = replace(order, trial=_trial(name, prompt, model))
    manner = Manner(
        via=Via.BATCH if use_batch or submit_only else Via.REALTIME,
        submit_only=submit_only,
        yes=yes,
        stop_on_error=stop_on_error,
        pause=pause,
        json=json,
    )
    return (carrying_out.rehearse if dry_run else carrying_out.carry_out)(start, order, manner)
