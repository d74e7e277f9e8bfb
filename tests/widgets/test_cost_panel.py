"""What the cost panel says of a quote."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
import specimens

from teg_tui.costs.advice import Via
from teg_tui.reports.key import CellKey
from teg_tui.reports.plan import Mode, Selection
from teg_tui.service.views import Quote
from teg_tui.widgets.cost_panel import CostView, Room, cost_content

QUOTE = specimens.quote(Selection(frozenset({CellKey(17, 3), CellKey(17, 4)})))
VIEW = CostView(
    "2 cells marked",
    kinds=(("Round notes", True), ("Satire", False)),
    quote=QUOTE,
    status=specimens.STATUS,
)


def said(view: CostView, room: Room = Room.AMPLE, width: int = 76) -> str:
    return cost_content(view, room, width).plain


@pytest.mark.parametrize(
    ("room", "width"),
    [*((room, width) for room in Room for width in (72, 78)), (Room.AMPLE, 43), (Room.LOW, 43)],
)
def test_in_every_room_it_says_what_decides(room: Room, width: int) -> None:
    text = said(VIEW, room, width)
    for words in ("4 reports", "$0.20", "$0.26", "$0.35", "$0.13", "saves $0.13", "[Real time]"):
        assert words in text
    assert "$3.20 of $20.00 this month" in text
    assert "claude-sonnet-5-5" in text
    assert "Eight tournaments at once" in " ".join(text.split())


@pytest.mark.parametrize("room", Room)
def test_no_line_is_wider_than_the_panel(room: Room) -> None:
    assert max(map(len, said(VIEW, room, 43).splitlines())) <= 43


def test_tokens_and_rates_stand_there() -> None:
    assert "tokens in      36.4k    41.6k    51.2k" in said(VIEW)
    assert "$3 in, $15 out per million, half of it by batch" in said(VIEW)
    assert "round notes  (1 off)" in said(VIEW)


def test_a_model_without_a_price_says_so_and_never_nothing() -> None:
    estimate = replace(QUOTE.estimate, standard=None, batch=None, rates=None)
    text = said(replace(VIEW, quote=replace(QUOTE, estimate=estimate)))
    assert text.count("no price known") == 2
    assert "$0.00" not in text
    assert "saves" not in text


def test_the_chosen_mode_and_way_are_in_brackets() -> None:
    text = said(replace(VIEW, mode=Mode.NOTES, via=Via.BATCH))
    assert "[Notes]" in text
    assert "[Batch]" in text
    assert "By 15:10" in text, "when it will be done the chosen way"


@pytest.mark.parametrize("refusal", ["", "story notes are missing: " + "TEG 1 R1, " * 20], ids=len)
@pytest.mark.parametrize("quote", [QUOTE, None])
def test_under_the_grid_it_has_as_many_lines_whatever_it_says(
    refusal: str, quote: Quote | None
) -> None:
    view = replace(VIEW, quote=replace(quote, refusal=refusal) if quote else None)
    lines = said(view, Room.UNDER_THE_GRID, 78).split("\n")
    assert len(lines) == 7
    assert max(map(len, lines)) <= 78
    if quote:
        assert "In about 25 min" in lines[-1]
        assert "Batch. Eight tournaments" in lines[5 if refusal else 4]


def test_where_lines_are_few_kinds_take_one() -> None:
    kinds = (("Round notes", True), ("Round report", True), ("Satire", False))
    assert "all but satire" in said(replace(VIEW, kinds=kinds), Room.LOW, 43)


def test_a_refusal_stands_above_the_advice() -> None:
    text = said(replace(VIEW, quote=replace(QUOTE, refusal="there is no API key")))
    assert text.index("There is no API key") < text.index("advice")


def test_nothing_to_write_has_no_table() -> None:
    nothing = specimens.quote(Selection(frozenset()))
    assert "Nothing to write here." in said(replace(VIEW, quote=nothing))
    assert "$0.00" not in said(replace(VIEW, quote=nothing))
    assert "Reading the scores" in said(CostView())
    assert "Reading the scores" in said(replace(VIEW, quote=None, problem=""))


def test_money_that_may_have_been_billed_is_told_beside_what_was() -> None:
    doubtful = replace(specimens.STATUS, in_doubt_this_month=Decimal("0.42"))
    assert "this month, $0.42 more may have been billed" in said(replace(VIEW, status=doubtful))
    assert "may have been billed" not in said(VIEW)


def test_pretend_money_is_marked_and_a_guess_is_called_one() -> None:
    status = replace(specimens.STATUS, pretend=True, spent_this_month=Decimal(0))
    guess = replace(QUOTE, estimate=replace(QUOTE.estimate, guess=True))
    text = said(replace(VIEW, status=status, quote=guess))
    assert "pretend" in text
    assert "a guess" in text


@pytest.mark.parametrize(("room", "width"), [(Room.AMPLE, 76), (Room.UNDER_THE_GRID, 78)])
def test_how_much_of_it_was_counted_stands_beside_it_and_it_is_no_guess_then(
    room: Room, width: int
) -> None:
    counted = replace(QUOTE, estimate=replace(QUOTE.estimate, guess=True, counted=2))
    text = said(replace(VIEW, quote=counted), room, width)
    assert "2 of 4 counted" in text
    assert "guess" not in text


@pytest.mark.parametrize("room", list(Room))
def test_a_model_that_retires_is_warned_of_whether_it_can_be_sent_or_not(room: Room) -> None:
    warning = "claude-sonnet-5-5 retires on 30 November 2026, in 8 days"
    warned = replace(VIEW, status=replace(specimens.STATUS, model_warning=warning))
    for quote in (QUOTE, replace(QUOTE, refusal="the cap would be exceeded"), None):
        assert f"{warning}: press M" in said(replace(warned, quote=quote), room, 78)
