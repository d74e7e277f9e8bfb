"""The scoring rules hold for any handicap and any card."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from teg_tui.golf.rules import stableford, strokes_received
from teg_tui.golf.tour import Card, Hole, Measure, Player

HANDICAPS = st.integers(-18, 72)
CARDS = st.builds(
    lambda handicap, order, pars, scores: Card(
        Player("AV", "Arn VOLLMER"),
        handicap,
        tuple(Hole(n, par, si) for n, (par, si) in enumerate(zip(pars, order, strict=True), 1)),
        tuple(scores),
    ),
    HANDICAPS,
    st.permutations(range(1, 19)),
    st.lists(st.integers(3, 5), min_size=18, max_size=18),
    st.lists(st.none() | st.integers(1, 15), min_size=18, max_size=18),
)


@given(HANDICAPS)
def test_over_eighteen_holes_a_player_receives_his_handicap(handicap):
    assert sum(strokes_received(handicap, si) for si in range(1, 19)) == handicap


@given(HANDICAPS, st.integers(1, 17))
def test_a_harder_hole_never_gives_fewer_strokes(handicap, si):
    harder, easier = strokes_received(handicap, si), strokes_received(handicap, si + 1)
    assert easier <= harder <= easier + 1


def test_strokes_fall_on_the_hardest_holes_first():
    assert [strokes_received(20, si) for si in (1, 2, 3, 18)] == [2, 2, 1, 1]
    assert [strokes_received(0, si) for si in (1, 18)] == [0, 0]
    assert [strokes_received(-1, si) for si in (1, 17, 18)] == [0, 0, -1]


def test_a_net_par_is_worth_two_points_and_nothing_is_worth_less_than_none():
    assert [stableford(net) for net in (-3, -2, -1, 0, 1, 2, 3, 9)] == [5, 4, 3, 2, 1, 0, 0, 0]


@given(st.integers(-5, 15))
def test_a_stroke_more_costs_a_point_or_there_is_none_left(net):
    assert stableford(net) - stableford(net + 1) == (1 if stableford(net) else 0)


@given(CARDS)
def test_totals_agree_with_each_other(card):
    played = [i for i, score in enumerate(card.scores) if score is not None]
    par = sum(card.holes[i].par for i in played)
    received = sum(strokes_received(card.handicap, card.holes[i].si) for i in played)
    assert card.total(Measure.GROSS) == card.strokes - par
    assert card.total(Measure.NET) == card.strokes - received - par
    assert card.total(Measure.STABLEFORD) >= 2 * len(played) - card.total(Measure.NET)
    assert card.complete == (len(played) == 18)


@given(CARDS)
def test_a_hole_without_a_score_has_no_value_in_any_measure(card):
    for measure in Measure:
        blank = [value is None for value in card.values(measure)]
        assert blank == [score is None for score in card.scores]


def test_a_card_without_a_handicap_has_a_gross_total_only():
    card = Card(Player("AV", "A"), None, (Hole(1, 4, 1), Hole(2, 3, 2)), (5, 3))
    totals = [card.total(m) for m in (Measure.GROSS, Measure.NET, Measure.STABLEFORD)]
    assert totals == [1, None, None]
    assert not card.complete
