"""How far a run is: a bar with rich on a terminal, plain lines in a pipe.

The bar counts reports that are done: of what happens inside a batch nobody is told.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from teg_tui.commands import output
from teg_tui.commands.runs import notice_line, run_line
from teg_tui.outside_text import one_line, visible

if TYPE_CHECKING:
    from teg_tui.service.views import Notice, RunView

Tell = Callable[["RunView | Notice"], None]


@contextmanager
def shown() -> Iterator[Tell]:
    """While the block lasts, what it is told of one run is shown."""
    if not sys.stdout.isatty():
        yield _plain()
        return
    with _bar() as tell:
        yield tell


def _plain() -> Tell:
    from teg_tui.service.views import Notice

    said: set[str] = set()

    def tell(news: RunView | Notice) -> None:
        line = notice_line(news) if isinstance(news, Notice) else run_line(news)
        if line not in said:
            said.add(line)
            output.say(line)

    return tell


@contextmanager
def _bar() -> Iterator[Tell]:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from teg_tui.service.views import Notice

    words = TextColumn("{task.description}", markup=False)
    columns = (BarColumn(bar_width=24), MofNCompleteColumn(), TimeElapsedColumn(), words)
    with Progress(*columns) as progress:
        task = progress.add_task("", total=None)

        def tell(news: RunView | Notice) -> None:
            if isinstance(news, Notice):
                progress.console.print(visible(notice_line(news)), markup=False, highlight=False)
                return
            done = news.filed + news.held + news.failed
            progress.update(
                task, total=news.reports, completed=done, description=one_line(run_line(news))
            )

        yield tell
