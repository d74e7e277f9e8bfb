"""`init`, `prompts`, `simulator` and `demo`: what a workspace begins with."""

from __future__ import annotations

from pathlib import Path

import click

from teg_tui.commands import output
from teg_tui.commands.screen import check_terminal, open_app
from teg_tui.errors import TegError


@click.command(short_help="Write teg.toml for a folder of scores.")
@click.argument("folder", required=False, type=click.Path(file_okay=False, path_type=Path))
@click.pass_obj
def init(start: Path, folder: Path | None) -> None:
    """Look at what lies in a folder and write it down in teg.toml; asks nothing.

    \b
    teg-tui init
    teg-tui init path/to/the/tour

    It changes no score, and leaves a teg.toml that is there as it is.
    """
    from teg_tui.init import init as write_down

    report = write_down(folder or start)
    for sentence in report.notes:
        output.note(f"note: {sentence}")
    output.say(report.summary)


@click.command(short_help="List the kinds of report, or copy a prompt to change it.")
@click.option("--copy", "kind", metavar="KIND", help="Copy its prompt into prompts/ here.")
@click.option(
    "--mark-current",
    "current",
    metavar="KIND",
    help="Count reports by its older prompts as written by today's.",
)
@click.pass_obj
def prompts(start: Path, kind: str | None, current: str | None) -> None:
    """List the kinds of report and where their prompts lie.

    \b
    teg-tui prompts
    teg-tui prompts --copy round_report
    teg-tui prompts --mark-current round_report      after a harmless change

    A file prompts/KIND.md in the workspace stands in for the shipped one.
    """
    from teg_tui import workspace
    from teg_tui.reports.kinds import load_kinds

    if current is not None:
        from teg_tui.commands.asking import ask

        output.say(ask(start, lambda service: service.tasting.mark_current(current)))
        return
    found = workspace.find(start)
    shipped, own = workspace.shipped("prompts"), found.root / "prompts"
    kinds = load_kinds([shipped, own], found.config.kinds)
    if kind is not None:
        if kind not in kinds.by_name:
            raise TegError(
                f"there is no kind {kind!r}", way_out=f"There are {', '.join(kinds.by_name)}"
            )
        output.say(f"Copied to {_copy(Path(kinds[kind].source), found.root)}")
        return
    for sentence in kinds.notes:
        output.note(f"note: {sentence}")
    rows = [
        [
            its.name,
            its.title,
            "on" if its.enabled else "off",
            ", ".join(its.needs),
            its.markup or "Markdown",
            "shipped" if Path(its.source).parent == shipped else its.source,
        ]
        for its in kinds
    ]
    output.table(["Kind", "Title", "Written", "From", "Tables", "Prompt"], rows)


def _copy(source: Path, root: Path) -> Path:
    from teg_tui.store.files import inside, write_atomically

    target = inside(root, f"prompts/{source.name}")
    if target.exists():
        raise TegError("is there already and stays as it is", where=str(target))
    write_atomically(target, source.read_bytes())
    return target


@click.command(short_help="Create a demonstration tour and open it; no key, no network.")
@click.argument("folder", default="teg-demo", type=click.Path(file_okay=False, path_type=Path))
@click.option("--headless", is_flag=True, help="Do the whole job without a screen.")
def demo(folder: Path, headless: bool) -> int:
    """Create or open a demonstration workspace in FOLDER (teg-demo).

    \b
    teg-tui demo
    teg-tui demo FOLDER --headless

    An invented tour, and a server on this computer that stands in for Anthropic's: its money is
    pretend, a real key is not used. --headless writes up two tournaments by batch and says what
    was written, what it would have cost, and which commits hold it.
    """
    from teg_tui.demo import workspace_in

    if not headless:
        check_terminal("Without a screen: teg-tui demo FOLDER --headless")
    found = workspace_in(folder)
    if headless:
        from teg_tui.commands.whole_job import run

        return run(found)
    return open_app(found.root)


@click.command(short_help="A local server that stands in for Anthropic's.")
@click.option(
    "--port",
    default=8787,
    type=click.IntRange(0, 65535),
    metavar="N",
    show_default=True,
    help="On 127.0.0.1; 0 for a free one.",
)
@click.option(
    "--state",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder its batches survive in; without it they end with it.",
)
@click.option(
    "--pace",
    default=2.0,
    type=click.FloatRange(min=0),
    metavar="SEC",
    show_default=True,
    help="Seconds a batch takes.",
)
@click.option(
    "--list-delay",
    default=0.0,
    type=click.FloatRange(min=0),
    metavar="SEC",
    help="Seconds until a new batch is listed; default 0.",
)
@click.option(
    "--fault",
    "faults",
    multiple=True,
    metavar="NAME[=TIMES]",
    help="Go wrong so; a wrong name lists all.",
)
@click.option("--lies", default=0.0, metavar="RATE", help="Get that share of figures wrong: 0-1.")
@click.option("--exit-with-stdin", is_flag=True, help="End when standard input closes.")
def simulator(
    port: int,
    state: Path | None,
    pace: float,
    list_delay: float,
    faults: tuple[str, ...],
    lies: float,
    exit_with_stdin: bool,
) -> None:
    """Serve the Messages and Message Batches APIs on this computer, with pretend texts.

    \b
    teg-tui simulator --port 8787 --state FOLDER
    teg-tui simulator --fault drop-after-create=1
    teg-tui simulator --lies 0.2

    The first line printed is its address: the base_url of teg.toml takes it, and money is then
    marked as pretend.
    """
    from teg_tui.simulator import serve

    serve(
        port=port,
        state=state,
        pace=pace,
        list_delay=list_delay,
        faults=faults,
        lies=lies,
        exit_with_stdin=exit_with_stdin,
    )
