"""A statement of account in words, columns and bars: the same on the screen and in the shell.

Knows nothing of Textual, so that a command can use it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_EVEN, Decimal

from rich.cells import cell_len, set_cell_size

from teg_tui.costs.account import Account, By, Line
from teg_tui.outside_text import one_line
from teg_tui.widgets.figures import CENT, money, plural, tokens

HEADINGS = {By.MONTH: "Month", By.KIND: "Kind", By.MODEL: "Model", By.RUN: "Run"}
COLUMNS = ("Requests", "Cost", "Estimate", "Off", "Real time")
"""Of figures, beside the heading."""
FEWEST_BARS = 8
"""Columns below which a chart says nothing."""
_SHORTEST_TITLE = 20
"""Of those that are longer: a run can still be told from the others."""
_EIGHTHS = " ▏▎▍▌▋▊▉"


def cells(account: Account) -> tuple[str, ...]:
    """The figures of a line, one a column."""
    priced = account.requests > account.unpriced
    return (
        f"{account.requests:,}",
        cost(account),
        money(account.estimated_usd) if account.estimated_usd else "",
        _percent(account.off_estimate),
        money(account.standard_usd) if priced else "",
    )


def _percent(share: Decimal | None) -> str:
    """A deviation: "+3%", "-12%", "0%"; empty for none."""
    if share is None:
        return ""
    percent = round(share * 100)
    return f"{percent:+d}%" if percent else "0%"


def cost(account: Account) -> str:
    """What was spent; what has no price is not told as nothing."""
    if account.unpriced and account.unpriced == account.requests:
        return "no price"
    return money(account.usd) + (" + ?" if account.unpriced else "")


def bar(account: Account, most: Decimal, width: int, *, utf8: bool) -> str:
    """What was spent, drawn solid, and what real time would have cost, drawn light.

    `width` columns stand for `most` USD.
    """
    if not most or width < 1:
        return ""
    eighths = int((account.usd / most * width * 8).to_integral_value(ROUND_HALF_EVEN))
    full, rest = divmod(eighths, 8)
    longest = round(account.standard_usd / most * width)
    if not utf8:
        solid = max(round(eighths / 8), 1 if account.usd else 0)
        return "#" * solid + "." * (longest - solid)
    solid_text = "█" * full + (_EIGHTHS[rest] if rest else "")
    solid_text = solid_text or ("▏" if account.usd else "")
    return solid_text + "░" * (longest - len(solid_text))


def dearest(lines: Sequence[Line]) -> Decimal:
    """What the longest bar stands for."""
    return max((line.account.standard_usd for line in lines), default=Decimal(0))


def legend(lines: Sequence[Line], *, bars: bool, utf8: bool) -> Iterator[str]:
    """What is to be known of the lines: a sentence each."""
    if bars:
        solid, light = ("█", "░") if utf8 else ("#", ".")
        yield f"{solid} spent  {light} what real time would have cost more"
    if _off_by_rounding(lines):
        yield "Lines are rounded to the cent, the total is not."


def summary(total: Account) -> str:
    """A total in one sentence."""
    if not total.requests:
        return "Nothing has been billed so far."
    used = f"{tokens(total.input_tokens)} tokens in, {tokens(total.output_tokens)} out"
    words = f"{cost(total)} for {plural(total.requests, 'request')} ({used})"
    if total.saved_usd:
        # Of the amounts as they are told: whoever subtracts them shall come to the same.
        saved = total.standard_usd.quantize(CENT) - total.usd.quantize(CENT) or total.saved_usd
        words += f"; in real time {money(total.standard_usd)}, so batches saved {money(saved)}"
    return f"{words}."


SCOPE = (
    "Of this workspace only; months are UTC.",
    "The account's own: the console's usage page, where batches are \"Batch\".",
)
"""Whose figures these are."""
PRETEND = "Pretend money, a simulator's: it counts in no total"


def left_out(total: Account) -> Iterator[str]:
    """What a total has not: a sentence each."""
    if total.in_flight:
        amount = f"about {money(total.in_flight_usd)}" if total.in_flight_usd else "no price known"
        yield f"In flight, not counted yet: {amount} for {plural(total.in_flight, 'request')}."
    if total.in_doubt:
        amount = money(total.in_doubt_usd) if total.in_doubt_usd else "no price known"
        yield (
            f"May have been billed, not counted: {amount} for"
            f" {plural(total.in_doubt, 'request')} whose answer never came."
        )
    if total.unpriced:
        yield f"No price is known for {plural(total.unpriced, 'request')}: not counted."


def title(by: By, line: Line) -> str:
    """A line's name in words; a run is known by its number elsewhere."""
    return one_line(f"{line.name} {line.title}" if by is By.RUN else line.title)


def divide(room: int, titles: Sequence[str], longest_bar: int) -> tuple[int, int]:
    """Columns for titles and for bars, of those that the figures leave.

    Long titles are cut rather than bars made too short to say anything; where titles would say
    nothing then, there are no bars.
    """
    wanted = max(map(cell_len, titles))
    for_titles = min(wanted, max(room - FEWEST_BARS, _SHORTEST_TITLE))
    for_bars = min(longest_bar, room - for_titles)
    if for_bars < FEWEST_BARS:
        return max(1, min(wanted, room)), 0
    return for_titles, for_bars


def cut(text: str, room: int, *, utf8: bool) -> str:
    """As much of a title as there is room for."""
    if cell_len(text) <= room:
        return text
    return set_cell_size(text, room - 1) + ("…" if utf8 else "~")


def _off_by_rounding(lines: Sequence[Line]) -> bool:
    """Whether the lines as they are shown don't add up to the total as it is shown."""

    def differs(amounts: list[Decimal]) -> bool:
        rounded = sum((amount.quantize(CENT) for amount in amounts), Decimal(0))
        return rounded != sum(amounts, Decimal(0)).quantize(CENT)

    accounts = [line.account for line in lines]
    return any(
        differs(column)
        for column in (
            [account.usd for account in accounts],
            [account.standard_usd for account in accounts],
            [account.estimated_usd for account in accounts],
        )
    )
