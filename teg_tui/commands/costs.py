"""`costs`: what was spent, on what, and what real time would have cost."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from teg_tui.commands import output
from teg_tui.commands.asking import ask
from teg_tui.commands.scores import as_json

if TYPE_CHECKING:
    from teg_tui.costs.account import Account, Line, Statement
    from teg_tui.costs.estimate import Money
    from teg_tui.service.service import Service

BYS = ("month", "kind", "model", "run")
_BAR_IN_A_PIPE = 24
_LONGEST_BAR = 40
_ROUND_A_CELL = 3
"""Columns that a table on a terminal puts around each of its cells."""


@click.command(short_help="What was spent, by month, kind, model or run.")
@click.option("--by", type=click.Choice(BYS), default="month", help="Default: month.")
@as_json
@click.pass_obj
def costs(start: Path, by: str, json: bool) -> None:
    """Print what was billed, what had been estimated, and what real time would have cost.

    \b
    teg-tui costs
    teg-tui costs --by kind

    What is in flight, and what may have been billed without an answer, stands on lines of its
    own. Of the account's figures these are the ones that this workspace knows.
    """

    async def statement(service: Service) -> Statement:
        from teg_tui.costs.account import By

        return await service.costs(By(by))

    found = ask(start, statement)
    if json:
        output.say_json(statement_json(found))
    else:
        say_statement(found)


def statement_json(found: Statement) -> dict[str, Any]:
    """The public shape of a statement."""
    return {
        "by": found.by.value,
        "lines": [_line_json(line) for line in found.lines],
        "total": _account_json(found.total),
        "pretend": {
            "lines": [_line_json(line) for line in found.pretend],
            "total": _account_json(found.pretend_total),
        },
    }


def _line_json(line: Line) -> dict[str, Any]:
    return {
        "name": line.name,
        "title": line.title,
        **_account_json(line.account),
        "announced": _money_json(line.announced),
    }


def _account_json(account: Account) -> dict[str, Any]:
    return {
        "requests": account.requests,
        "unpriced": account.unpriced,
        "in_flight": account.in_flight,
        "in_doubt": account.in_doubt,
        "input_tokens": account.input_tokens,
        "output_tokens": account.output_tokens,
        "usd": {
            "spent": _exact(account.usd),
            "standard": _exact(account.standard_usd),
            "saved": _exact(account.saved_usd),
            "estimated": _exact(account.estimated_usd),
            "of_estimated": _exact(account.foreseen_usd),
            "in_flight": _exact(account.in_flight_usd),
            "in_doubt": _exact(account.in_doubt_usd),
        },
    }


def _money_json(money: Money | None) -> dict[str, float] | None:
    if money is None:
        return None
    amounts = {"low": money.low, "likely": money.likely, "high": money.high}
    return {name: _exact(usd) for name, usd in amounts.items()}


def _exact(usd: Decimal) -> float:
    """To the nano-dollar, as the ledger has it: lines add up to their total."""
    return round(float(usd), 9)


def say_statement(found: Statement) -> None:
    """A statement for people."""
    from teg_tui.widgets import statement as words

    _say_lines(found, found.lines)
    output.say(words.summary(found.total))
    _say_all(words.left_out(found.total))
    if found.pretend:
        output.say()
        _say_lines(found, found.pretend, words.PRETEND)
        output.say(words.summary(found.pretend_total))
        _say_all(words.left_out(found.pretend_total))
    _say_all(words.SCOPE)


def _say_all(sentences: Iterable[str]) -> None:
    for sentence in sentences:
        output.say(sentence)


def _say_lines(found: Statement, lines: Sequence[Line], heading: str = "") -> None:
    from teg_tui.widgets import statement as words

    if not lines:
        return
    titles = [words.title(found.by, line) for line in lines]
    figures = [words.cells(line.account) for line in lines]
    taken = sum(
        max(len(text) for text in (name, *column)) + _ROUND_A_CELL
        for name, column in zip(words.COLUMNS, zip(*figures, strict=True), strict=True)
    )
    room, width = _room(taken, titles)
    utf8 = _speaks_utf8()
    rows = [
        [
            words.cut(title, room, utf8=utf8),
            *cells,
            words.bar(line.account, words.dearest(lines), width, utf8=utf8),
        ]
        for title, cells, line in zip(titles, figures, lines, strict=True)
    ]
    headers = [words.HEADINGS[found.by], *(f">{name}" for name in words.COLUMNS), ""]
    output.table(headers, rows, title=heading)
    _say_all(words.legend(lines, bars=width > 0, utf8=utf8))


def _room(taken: int, titles: Sequence[str]) -> tuple[int, int]:
    """Columns for the longest title and the longest bar, beside the figures."""
    from teg_tui.widgets.statement import divide

    if not sys.stdout.isatty():
        return max(map(len, titles)), _BAR_IN_A_PIPE
    left = shutil.get_terminal_size().columns - taken - 2 * _ROUND_A_CELL - 1
    return divide(left, titles, _LONGEST_BAR)


def _speaks_utf8() -> bool:
    try:
        "█░".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
