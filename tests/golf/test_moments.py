from __future__ import annotations

from teg_tui.golf.moments import MOST, moments
from teg_tui.golf.race import follow


def told(build, cards):
    rnd = build.round(1, 1, cards)
    races = [race for c in (build.trophy, build.jacket) for race in follow([rnd], c)]
    return [(m.code, m.hole) for m in moments(rnd.card_of, races)]


def test_a_round_of_bogeys_has_no_moment(build) -> None:
    assert told(build, {"AV": {}, "BV": {}}) == []


def test_the_more_strokes_the_more_a_blow_up_is_worth_telling(build) -> None:
    assert told(build, {"AV": {}, "BV": {}, "CQ": {1: 2, 4: 3, 8: 6}}) == [("CQ", 8), ("CQ", 4)]


def test_a_lead_that_changes_late_is_told_before_a_birdie(build) -> None:
    found = told(build, {"AV": {1: 0}, "BV": {9: 0, 18: 0}, "CQ": {1: 4, 5: -1}})
    assert found.index(("BV", 18)) < found.index(("CQ", 5))


def test_a_tie_is_told_with_who_caught_up(build) -> None:
    assert ("BV", 9) in told(build, {"AV": {1: 0}, "BV": {9: 0}})


def test_a_tie_is_told_with_who_fell_back_where_nobody_caught_up(build) -> None:
    cards = {"AV": {7: 2}, "BV": {}, "CQ": {}}
    assert told(build, cards) == [("AV", 7)]


def test_a_wild_round_is_told_in_few_moments(build) -> None:
    assert len(told(build, {"AV": [5] * 18, "BV": [4] * 18})) == MOST
