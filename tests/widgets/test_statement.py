"""A statement in words, columns and bars."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from teg_tui.costs.account import Account, Line
from teg_tui.widgets import statement as words

FEW = Account(
    requests=4,
    input_tokens=41_000,
    output_tokens=8_100,
    usd=Decimal("0.20"),
    standard_usd=Decimal("0.40"),
    estimated_usd=Decimal("0.16"),
    foreseen_usd=Decimal("0.20"),
)


def lines(*costs: str) -> tuple[Line, ...]:
    return tuple(Line(usd, usd, replace(FEW, usd=Decimal(usd))) for usd in costs)


def test_a_line_has_its_estimate_beside_what_it_cost_and_how_far_off_that_was() -> None:
    assert words.cells(FEW) == ("4", "$0.20", "$0.16", "+25%", "$0.40")


@pytest.mark.parametrize(
    ("foreseen", "told"), [("0.1601", "0%"), ("0.08", "-50%"), ("0.1599", "0%")]
)
def test_an_estimate_that_was_right_is_off_by_nothing(foreseen: str, told: str) -> None:
    assert words.cells(replace(FEW, foreseen_usd=Decimal(foreseen)))[3] == told


def test_what_was_never_estimated_has_no_estimate_rather_than_one_of_nothing() -> None:
    assert words.cells(replace(FEW, estimated_usd=Decimal(0)))[2:4] == ("", "")


def test_usage_without_a_price_is_not_told_as_free() -> None:
    nothing = Decimal(0)
    unknown = Account(requests=4, unpriced=4, input_tokens=9)
    assert words.cells(unknown)[1] == "no price"
    assert words.cells(unknown)[4] == ""
    assert words.cells(replace(FEW, unpriced=1, usd=nothing))[1].endswith("+ ?")
    assert list(words.left_out(unknown)) == ["No price is known for 4 requests: not counted."]


def test_the_total_says_what_batches_saved_and_nothing_where_they_saved_nothing() -> None:
    assert words.summary(FEW) == (
        "$0.20 for 4 requests (41.0k tokens in, 8.1k out);"
        " in real time $0.40, so batches saved $0.20."
    )
    odd = replace(FEW, usd=Decimal("2.8428"), standard_usd=Decimal("4.8052"))
    assert "$2.84 " in words.summary(odd)
    assert "$4.81, so batches saved $1.97." in words.summary(odd)
    assert "real time" not in words.summary(replace(FEW, standard_usd=FEW.usd))
    assert words.summary(Account()) == "Nothing has been billed so far."


def test_what_is_in_flight_or_in_doubt_has_a_sentence_of_its_own() -> None:
    flying = Account(in_flight=8, in_flight_usd=Decimal("0.26"))
    lost = Account(in_doubt=1, in_doubt_usd=Decimal("0.07"))
    assert list(words.left_out(flying + lost)) == [
        "In flight, not counted yet: about $0.26 for 8 requests.",
        "May have been billed, not counted: $0.07 for 1 request whose answer never came.",
    ]
    assert "no price known for 1 request" in next(words.left_out(Account(in_doubt=1)))


def test_a_column_that_does_not_add_up_to_the_cent_says_why() -> None:
    (note,) = words.legend(lines("0.004", "0.004", "0.004"), bars=False, utf8=True)
    assert "rounded to the cent" in note
    assert not list(words.legend(lines("0.01", "0.02"), bars=False, utf8=True))


AMOUNTS = st.decimals(min_value=0, max_value=1000, places=9)


@given(usd=AMOUNTS, saved=AMOUNTS, above=AMOUNTS, width=st.integers(0, 60), utf8=st.booleans())
def test_a_bar_is_as_long_as_its_share_and_never_longer_than_its_room(
    usd: Decimal, saved: Decimal, above: Decimal, width: int, utf8: bool
) -> None:
    account = Account(requests=1, usd=usd, standard_usd=usd + saved)
    most = usd + saved + above
    drawn = words.bar(account, most, width, utf8=utf8)
    assert len(drawn) <= width
    assert utf8 or drawn.isascii()
    if most and width:
        assert bool(usd) <= bool(drawn.strip("░.")), "what was spent shows, however little"
        assert abs(len(drawn) - (usd + saved) / most * width) <= 1
        solid = len(drawn) - drawn.count("░" if utf8 else ".")
        assert abs(solid - usd / most * width) <= 1


@given(
    room=st.integers(0, 120),
    titles=st.lists(st.text(max_size=40), min_size=1, max_size=5),
)
def test_titles_and_bars_share_what_room_there_is(room: int, titles: list[str]) -> None:
    for_titles, for_bars = words.divide(room, titles, 40)
    assert for_bars == 0 or words.FEWEST_BARS <= for_bars <= 40
    if for_bars:
        assert for_titles + for_bars <= room
    for title in titles:
        assert cell_len(words.cut(title, for_titles, utf8=True)) <= for_titles
