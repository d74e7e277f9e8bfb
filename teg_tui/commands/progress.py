"""How far a run is: a bar with rich on a terminal, plain lines in a pipe.

The bar counts reports that are done: of what happens inside a batch nobody is told. In real time
the report being written is named, with what has been spent so far.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from teg_tui.commands import output
from teg_tui.commands.notify import ring
from teg_tui.commands.runs import notice_line, run_line, stage
from teg_tui.outside_text import one_line, visible

if TYPE_CHECKING:
    from teg_tui.service.views import Notice, RunView, Writing

Tell = Callable[["RunView | Notice | Writing"], None]


@contextmanager
def shown() -> Iterator[Tell]:
    """While the block lasts, what it is told of one run is shown."""
    if not output.on_a_terminal():
        yield _plain()
        return
    with _bar() as tell:
        yield tell


def _plain() -> Tell:
    from teg_tui.service.views import Notice, Writing

    said: set[str] = set()

    def tell(news: RunView | Notice | Writing) -> None:
        if isinstance(news, Writing):
            return
        line = notice_line(news) if isinstance(news, Notice) else run_line(news)
        if line not in said:
            said.add(line)
            output.say(line)

    return tell


@contextmanager
def _bar() -> Iterator[Tell]:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from teg_tui.service.views import Notice, Writing

    description = TextColumn("{task.description}", markup=False)
    columns = (BarColumn(bar_width=24), MofNCompleteColumn(), TimeElapsedColumn(), description)
    with Progress(*columns, transient=True) as progress:
        task = progress.add_task("", total=None)

        def tell(news: RunView | Notice | Writing) -> None:
            if isinstance(news, Notice):
                progress.console.print(visible(notice_line(news)), markup=False, highlight=False)
                ring(news, progress.console.file)  # rich would colour what goes to its stand-in
                return
            if isinstance(news, Writing):
                progress.update(task, description=one_line(_writing_line(news)))
                return
            done = news.filed + news.held + news.failed
            words = one_line(stage(news))
            progress.update(task, total=news.reports, completed=done, description=words)

        yield tell


def _writing_line(news: Writing) -> str:
    from teg_tui.costs.advice import dollars

    rnd = "" if news.key.round is None else f" R{news.key.round}"
    cost = "" if news.cost_usd is None else f", {dollars(news.cost_usd)} so far"
    return f"{news.key.kind} of {news.key.teg}{rnd}: {news.output_tokens:,} tokens{cost}"
