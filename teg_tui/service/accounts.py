"""Statements of account: what the ledger's requests came to, with words beside the sums."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from teg_tui.costs import prices
from teg_tui.costs.account import Account, By, Line, Statement
from teg_tui.costs.advice import Via
from teg_tui.reports.state import Catalogue
from teg_tui.service.context import Context
from teg_tui.store.account_book import RunTitle


def statement(context: Context, by: By, known: Catalogue | None) -> Statement:
    """What was billed so far, a line each month, kind, model or run; `known` has kinds' titles."""
    _value(context)
    sums = context.accounts.sums(by, context.now())
    runs = context.accounts.runs() if by is By.RUN else {}
    kinds = context.accounts.kind_titles() if by is By.KIND else {}
    kinds |= {kind: title for kind, title, _ in known.kinds} if known else {}

    def lines(accounts: Mapping[str, Account]) -> tuple[Line, ...]:
        made = [_line(by, name, accounts[name], kinds, runs) for name in accounts]
        return tuple(sorted(made, key=lambda line: _order(by, line)))

    return Statement(by, lines(sums.get(False, {})), lines(sums.get(True, {})))


def _value(context: Context) -> None:
    """Price what could not be priced when it came back; the price of its day may be known now."""
    valued, unknown = [], set()
    for usage in context.accounts.unvalued():
        if (usage.model, usage.via, usage.sent_at.date()) in unknown:
            continue
        charge = prices.charge(
            usage.model,
            usage.input_tokens,
            usage.output_tokens,
            usage.sent_at,
            batch=usage.via == Via.BATCH,
            cache_write=usage.cache_write_tokens,
            cache_read=usage.cache_read_tokens,
        )
        if charge is None:
            unknown.add((usage.model, usage.via, usage.sent_at.date()))
        else:
            valued.append((usage, charge))
    if valued:
        context.accounts.value(valued)


def _line(
    by: By,
    name: str,
    account: Account,
    kinds: Mapping[str, str],
    runs: Mapping[str, RunTitle],
) -> Line:
    if by is By.RUN:
        run = runs[name]
        return Line(name, run.title, account, run.estimated)
    if by is By.MONTH:
        return Line(name, f"{date.fromisoformat(f'{name}-01'):%B %Y}", account)
    return Line(name, kinds.get(name, name), account)


def _order(by: By, line: Line) -> tuple[object, ...]:
    """Newest first; kinds and models dearest first."""
    if by is By.RUN:
        return (-int(line.name),)
    if by is By.MONTH:
        return (-int(line.name.replace("-", "")),)
    return (-line.account.usd, -line.account.input_tokens, line.name)
