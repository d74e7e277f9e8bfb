"""What commands print: tables with rich on a terminal, plain lines in a pipe, or JSON.

Where the answer is JSON, what is said to people goes to standard error.

Everything printed here may come from outside: it is shown, never obeyed, and never markup.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from textwrap import fill
from typing import Any

import click

from teg_tui import leaving
from teg_tui.outside_text import one_line, visible

_for_a_program = ContextVar("for a program", default=False)


@contextmanager
def for_a_program(meant: bool = True) -> Iterator[None]:
    """While it lasts, standard output is a program's; what is said to people goes aside."""
    token = _for_a_program.set(meant)
    try:
        yield
    finally:
        _for_a_program.reset(token)


def on_a_terminal() -> bool:
    """Whether what is said is seen by somebody, as it is said."""
    return sys.stdout.isatty() and not _for_a_program.get()


def say(text: str = "") -> None:
    """A line or several for people; on a terminal they break between words."""
    safe = visible(text)
    if on_a_terminal():
        safe = "\n".join(map(_broken, safe.split("\n")))
    click.echo(safe, err=_for_a_program.get())


def _broken(line: str, label: str = "") -> str:
    return fill(
        line,
        shutil.get_terminal_size().columns,
        initial_indent=label,
        subsequent_indent=" " * len(label),
        break_long_words=False,
        break_on_hyphens=False,
    )


def say_beside(label: str, text: str) -> None:
    """Text beside a label; on a terminal its later lines are set in as far."""
    say(_broken(visible(text), label) if on_a_terminal() else label + text)


def note(text: str) -> None:
    """A line on standard error: what should be known, but is not the answer."""
    click.echo(visible(text), err=True)


def confirm(question: str, *, err: bool = False) -> bool:
    """Ask for a yes or a no; a signal meanwhile ends the program, as it does at any other time."""
    with leaving.while_asking():
        return click.confirm(question, err=err)


def say_json(data: dict[str, Any]) -> None:
    """The answer for a program, in ASCII; its shapes are described in `docs/json.md`."""
    import json

    click.echo(json.dumps(data, indent=2))


def table(headers: Sequence[str], rows: Iterable[Sequence[str]], title: str = "") -> None:
    """A table; a column whose header starts with ">" is set right."""
    heads, title = list(map(one_line, headers)), one_line(title)
    safe = [[one_line(cell) for cell in row] for row in rows]
    if on_a_terminal():
        _rich_table(heads, safe, title)
    else:
        _plain_table(heads, safe, title)


def _plain_table(headers: Sequence[str], rows: list[list[str]], title: str) -> None:
    names = [header.lstrip(">") for header in headers]
    widths = [max(len(line[column]) for line in (names, *rows)) for column in range(len(names))]
    if title:
        say(title)
    for line in (names, *rows):
        cells = (
            cell.rjust(width) if header.startswith(">") else cell.ljust(width)
            for cell, width, header in zip(line, widths, headers, strict=True)
        )
        say("  ".join(cells).rstrip())


def _rich_table(headers: Sequence[str], rows: list[list[str]], title: str) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=SIMPLE_HEAD, title=Text(title) if title else None, title_justify="left")
    for header in headers:
        right = header.startswith(">")
        name = Text(header.lstrip(">"))
        drawn.add_column(name, justify="right" if right else "left", overflow="fold")
    for row in rows:
        drawn.add_row(*(Text(cell) for cell in row))
    Console().print(drawn)
