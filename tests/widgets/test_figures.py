"""Money, tokens and time in words."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from teg_tui.widgets.figures import at, duration, hours, money, plural, rate, tokens


@pytest.mark.parametrize(
    ("usd", "written"),
    [("0", "$0.00"), ("0.001", "<$0.01"), ("0.525", "$0.52"), ("1204", "$1,204.00")],
)
def test_money_is_told_to_the_cent_and_a_little_is_not_nothing(usd: str, written: str) -> None:
    assert money(Decimal(usd)) == written


@pytest.mark.parametrize(
    ("usd", "written"), [("3", "$3"), ("15.00", "$15"), ("0.25", "$0.25"), ("100", "$100")]
)
def test_rates_have_cents_only_where_they_need_them(usd: str, written: str) -> None:
    assert rate(Decimal(usd)) == written


@pytest.mark.parametrize(
    ("count", "written"),
    [
        (0, "0"),
        (950, "950"),
        (1000, "1.0k"),
        (99_949, "99.9k"),
        (99_950, "100k"),
        (2_080_000, "2.1M"),
    ],
)
def test_tokens_are_told_in_three_figures(count: int, written: str) -> None:
    assert tokens(count) == written


@pytest.mark.parametrize(
    ("span", "written"),
    [
        (timedelta(seconds=-5), "under a minute"),
        (timedelta(minutes=12, seconds=59), "12 min"),
        (timedelta(hours=3, minutes=5), "3 h 5 min"),
        (timedelta(hours=2), "2 h"),
        (timedelta(days=2, hours=4, minutes=50), "2 d 4 h"),
    ],
)
def test_spans_are_told_coarsely(span: timedelta, written: str) -> None:
    assert duration(span) == written


def test_what_is_far_off_is_told_in_hours() -> None:
    assert hours(timedelta(hours=23, minutes=48)) == "23 h"
    assert hours(timedelta(hours=1, minutes=20)) == "1 h 20 min"


def test_one_is_not_many() -> None:
    assert plural(1, "report") == "1 report"
    assert plural(2000, "report") == "2,000 reports"


@pytest.mark.parametrize(
    ("when", "told"),
    [
        ((2026, 11, 22), "09:05"),
        ((2026, 11, 17), "Tue 09:05"),
        ((2026, 10, 8), "8 Oct 09:05"),
        ((2025, 10, 8), "8 Oct 2025"),
        ((2025, 11, 22), "22 Nov 2025"),
    ],
)
def test_a_moment_is_never_taken_for_one_of_another_day_or_year(
    when: tuple[int, int, int], told: str
) -> None:
    year, month, day = when
    here = datetime(year, month, day, 9, 5).astimezone()
    assert at(here, datetime(2026, 11, 22, 16, 0).astimezone()) == told
