from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from teg_tui.golf.card_summary import summarize

overs = st.lists(st.integers(-3, 7), min_size=18, max_size=18)


@given(over=overs, handicap=st.one_of(st.none(), st.integers(0, 54)))
def test_parts_of_a_card_add_up_to_the_whole(build, over, handicap) -> None:
    card = build.card("AV", over, handicap)
    summary = summarize(card)
    for parts in (summary.nines, summary.sixes):
        assert sum(part.gross for part in parts) == summary.gross == sum(over)
        assert sum(part.holes for part in parts) == 18
        if summary.points is not None:
            assert sum(part.points for part in parts) == summary.points
    assert (summary.points is None) == (summary.net is None) == (handicap is None)


@given(over=overs)
def test_every_hole_is_counted_once(build, over) -> None:
    tally = summarize(build.card("AV", over, None)).tally
    counts = (tally.eagles, tally.birdies, tally.pars, tally.bogeys, tally.doubles, tally.blow_ups)
    assert sum(counts) == 18
    assert tally.zeros is None


def test_net_is_gross_less_the_strokes_received(build) -> None:
    summary = summarize(build.card("AV", {}, 20))
    assert (summary.gross, summary.net, summary.points) == (18, -2, 38)


def test_a_triple_bogey_is_a_blow_up_and_a_double_is_none(build) -> None:
    tally = summarize(build.card("AV", {1: 2, 2: 3, 3: 8}, 0)).tally
    assert (tally.doubles, tally.blow_ups, tally.zeros) == (1, 2, 3)
