"""Batch or real time: each rule, and which comes first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from teg_tui.costs.advice import Circumstances, Via, advise, dollars
from teg_tui.costs.estimate import Estimate, Money, Span

AT = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)
ORDINARY = Circumstances(reports=8, tournaments=1, waves=3, at=AT, usual=timedelta(minutes=6))
"""Nothing about it calls for a rule."""
RULES = [
    ({"now": True}, Via.REALTIME, "You said now"),
    ({"live": "TEG 18 is being played"}, Via.REALTIME, "TEG 18 is being played"),
    ({"reports": 2}, Via.REALTIME, "Two reports only"),
    ({"batch_above": Decimal(5)}, Via.BATCH, "In real time it would cost more than $5.00"),
    ({"tournaments": 10}, Via.BATCH, "10 tournaments are a bulk job"),
    ({"can_wait": True}, Via.BATCH, "You said it can wait"),
    ({}, Via.REALTIME, "Little enough"),
]
"""In order: what calls for the rule, which way it advises, how its reason begins."""


def costing(usd: str, answer: int = 120_000) -> Estimate:
    likely = Decimal(usd)
    money = Money(likely / 2, likely, likely * 2)
    half = Money(likely / 4, likely / 2, likely)
    tokens = Span(answer, answer, answer)
    return Estimate(8, "claude-sonnet-5-5", tokens, tokens, money, half, rates=None, guess=False)


@pytest.mark.parametrize("place", range(len(RULES)))
def test_the_first_rule_that_fits_decides(place: int) -> None:
    every_later: dict[str, object] = {}
    for calls_for, _, _ in reversed(RULES[place:]):
        every_later |= calls_for
    _, via, reason = RULES[place]
    advice = advise(costing("6"), replace(ORDINARY, **every_later))
    assert advice.via is via
    assert advice.reason.startswith(reason)


@pytest.mark.parametrize(("calls_for", "via", "reason"), RULES)
def test_each_rule_decides_alone(calls_for: dict[str, object], via: Via, reason: str) -> None:
    advice = advise(costing("6"), replace(ORDINARY, **calls_for))
    assert advice.via is via
    assert advice.reason.startswith(reason)


def test_the_threshold_itself_is_not_over_it() -> None:
    assert advise(costing("10"), ORDINARY).via is Via.REALTIME
    assert advise(costing("10.01"), ORDINARY).via is Via.BATCH


def test_real_time_names_what_batch_would_save_and_batch_what_it_saves() -> None:
    assert advise(costing("6"), ORDINARY).reason == (
        "Little enough to have it at once: about $6.00, batch would save $3.00"
    )
    assert advise(costing("24"), ORDINARY).reason == (
        "In real time it would cost more than $10.00: batch costs about $12.00 and saves $12.00"
    )


def test_an_unknown_price_is_said_and_never_told_as_nothing() -> None:
    unpriced = replace(costing("6"), standard=None, batch=None, unpriced=("claude-nobody-9",))
    advice = advise(unpriced, ORDINARY)
    assert (
        advice.reason == "Little enough to have it at once: no price is known for claude-nobody-9"
    )


def test_batch_says_until_when_the_computer_must_be_awake() -> None:
    assert advise(costing("6"), ORDINARY).batch_when == (
        "done about 14:18, a day at most; keep this computer awake until 14:12"
    )


def test_a_single_wave_lets_the_computer_sleep() -> None:
    assert advise(costing("6"), replace(ORDINARY, waves=1)).batch_when == (
        "done about 14:06, a day at most; this computer may sleep meanwhile"
    )


def test_before_the_first_batch_an_hour_a_wave_is_taken_and_nights_are_named() -> None:
    late = replace(ORDINARY, usual=None, at=AT.replace(hour=22))
    assert advise(costing("6"), late).batch_when == (
        "done about 01:00 tomorrow, a day at most; keep this computer awake until 00:00 tomorrow"
    )


def test_real_time_says_when_it_would_be_done() -> None:
    assert advise(costing("6"), ORDINARY).realtime_when == "done about 14:10, in about 10 min"
    assert advise(costing("6", answer=10), ORDINARY).realtime_when == (
        "done about 14:01, in about 1 min"
    )


def test_nothing_selected_needs_no_advice() -> None:
    assert advise(costing("0"), replace(ORDINARY, reports=0)).reason == "Nothing is selected"


@pytest.mark.parametrize(
    ("amount", "said"),
    [("0", "$0.00"), ("0.0004", "less than $0.01"), ("0.01", "$0.01"), ("1234.5", "$1,234.50")],
)
def test_little_money_is_not_told_as_none(amount: str, said: str) -> None:
    assert dollars(Decimal(amount)) == said
