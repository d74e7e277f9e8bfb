"""What the account's headers allow: never more than is left, and again once it is full."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from teg_tui.service.allowance import Allowance, Need, need_of

NOW = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
SOON = NOW + timedelta(seconds=40)
ONE = Need(1000, 500)


def headers(full_at: datetime = SOON, **left: int) -> dict[str, str]:
    told = {}
    for name, amount in left.items():
        limit = f"anthropic-ratelimit-{name.replace('_', '-')}"
        told[f"{limit}-remaining"] = str(amount)
        told[f"{limit}-reset"] = full_at.isoformat().replace("+00:00", "Z")
    return told


def told(**left: int) -> Allowance:
    """An allowance after one answer."""
    allowance = Allowance()
    allowance.begin(ONE)
    allowance.told(headers(**left), ONE)
    allowance.end(ONE)
    return allowance


def test_before_the_first_answer_nothing_stands_in_the_way() -> None:
    assert Allowance().room_at(ONE, NOW) == NOW


def test_each_limit_alone_holds_a_request_up_until_it_is_full_again() -> None:
    for left in ({"requests": 0}, {"input_tokens": 999}, {"output_tokens": 499}, {"tokens": 1499}):
        allowance = told(**left)
        assert allowance.room_at(ONE, NOW) == SOON
        assert allowance.room_at(ONE, SOON) == SOON
        assert allowance.room_at(Need(0, 0), NOW) == (SOON if "requests" in left else NOW)


def test_an_answer_knows_nothing_of_what_was_sent_meanwhile() -> None:
    allowance = Allowance()
    allowance.begin(ONE)
    allowance.begin(ONE)
    allowance.told(headers(requests=2), ONE)
    assert allowance.room_at(ONE, NOW) == NOW
    allowance.begin(ONE)
    assert allowance.room_at(ONE, NOW) == SOON


def test_headers_that_say_nothing_sensible_change_nothing() -> None:
    allowance = Allowance()
    allowance.begin(ONE)
    far = ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59+00:00")
    for bad in ("", "soon", "2026-11-22", "2026-11-22T20:00:40", "\x1b[2J", *far):
        allowance.told(headers(requests=0) | {"anthropic-ratelimit-requests-reset": bad}, ONE)
    allowance.told({"anthropic-ratelimit-requests-remaining": "0"}, ONE)
    allowance.told(headers() | {"anthropic-ratelimit-requests-remaining": "9" * 5000}, ONE)
    allowance.told(headers() | {"anthropic-ratelimit-requests-remaining": "-1"}, ONE)
    assert allowance.room_at(ONE, NOW) == NOW


@given(left=st.integers(0, 20), flying=st.integers(1, 10))
def test_never_more_requests_begin_than_were_left(left: int, flying: int) -> None:
    allowance = Allowance()
    for _ in range(flying):
        allowance.begin(ONE)
    allowance.told(headers(requests=left), ONE)
    begun = 0
    while allowance.room_at(ONE, NOW) == NOW:
        allowance.begin(ONE)
        begun += 1
    assert begun == max(0, left - (flying - 1))


def test_a_need_is_rounded_up() -> None:
    assert need_of(10.1, 0.5) == Need(11, 1)
