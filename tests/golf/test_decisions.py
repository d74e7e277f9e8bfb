from __future__ import annotations

from teg_tui.golf.history import History
from teg_tui.golf.tour import AwardException


def decisions(build, *rounds, exceptions=()):
    tour = build.tour(build.tournament(1, *rounds), exceptions=exceptions)
    return History(tour).decisions(1)


def test_a_margin_is_to_second_place_and_names_all_there(build) -> None:
    trophy, jacket = decisions(build, {"AV": {1: 0, 2: 0}, "BV": {}, "CQ": {}})
    assert (trophy.margin, jacket.margin) == (2, 2)
    assert [p.code for p in jacket.runners_up] == ["BV", "CQ"]


def test_a_shared_win_has_no_margin_and_no_runner_up(build) -> None:
    trophy, _ = decisions(build, {"AV": {1: 0}, "BV": {2: 0}, "CQ": {}})
    assert [p.code for p in trophy.award.players] == ["AV", "BV"]
    assert (trophy.margin, trophy.runners_up, trophy.for_good) == (None, (), None)


def test_wire_to_wire_is_leading_alone_after_every_round(build) -> None:
    ahead, level = {"AV": {9: 0}, "BV": {}}, {"AV": {}, "BV": {}}
    assert decisions(build, ahead, level)[1].wire_to_wire
    assert not decisions(build, level, ahead)[1].wire_to_wire
    assert decisions(build, level, ahead)[1].for_good == (2, 9)


def test_a_stated_exception_is_followed_and_the_rule_is_kept_beside_it(build) -> None:
    exception = AwardException(1, "Jacket", ("BV",), "He lent the winner his clubs")
    _, jacket = decisions(build, {"AV": {1: 0}, "BV": {}}, exceptions=(exception,))
    assert [p.code for p in jacket.award.players] == ["BV"]
    assert [p.code for p in jacket.by_rule] == ["AV"]
    assert jacket.award.exception == exception


def test_a_tournament_with_a_round_to_come_decides_nothing(build) -> None:
    assert decisions(build, {"AV": {}, "BV": {1: 0}}, {}) == ()
