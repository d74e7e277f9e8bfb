"""Money, tokens and time as the screens write them."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from teg_tui.clock import at as at  # told beside spans and money
from teg_tui.reports.key import ReportKey

CENT = Decimal("0.01")


def money(usd: Decimal) -> str:
    """USD to the cent: "$0.52", "$1,204.00"; "<$0.01" for what would be rounded to nothing."""
    if usd and abs(usd) < CENT / 2:
        return "<$0.01"
    return f"${usd:,.2f}"


def rate(usd: Decimal) -> str:
    """USD per million tokens: "$3", "$0.25", "$7.50"."""
    return f"${usd.normalize():f}" if usd == usd.to_integral() else f"${usd:.2f}"


def tokens(count: int) -> str:
    """A number of tokens in three figures or so: "950", "12.3k", "112k", "2.1M"."""
    if count < 1000:
        return str(count)
    if count < 99_950:
        return f"{count / 1000:.1f}k"
    if count < 999_500:
        return f"{count / 1000:.0f}k"
    return f"{count / 1_000_000:.1f}M"


def duration(span: timedelta) -> str:
    """A span told coarsely, so that it seldom changes: "12 min", "3 h 5 min", "2 d 4 h"."""
    minutes = max(0, int(span.total_seconds() // 60))
    if minutes < 1:
        return "under a minute"
    hours, minutes = divmod(minutes, 60)
    if not hours:
        return f"{minutes} min"
    days, hours = divmod(hours, 24)
    if days:
        return f"{days} d {hours} h"
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"


def hours(span: timedelta) -> str:
    """A span that is long, told in whole hours as long as there are two: "23 h", "1 h 20 min"."""
    whole = int(span.total_seconds() // 3600)
    return f"{whole} h" if whole >= 2 else duration(span)


def plural(count: int, one: str, many: str = "") -> str:
    """ "1 report", "8 reports"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def cell_words(key: ReportKey) -> str:
    """A report's cell as short as it goes: "17 R4", "17"."""
    return f"{key.teg} R{key.round}" if key.round else f"{key.teg}"
