from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teg_tui.errors import DataError
from teg_tui.golf.facts import round_facts
from teg_tui.golf.fingerprint import fingerprint
from teg_tui.golf.tour import AwardException, Course, Tour
from teg_tui.golf.tournament_facts import tournament_facts


def corrected(tour: Tour, teg: int, rnd: int, code: str, hole: int, by: int) -> Tour:
    """The tour with one score changed."""

    def card(its):
        if its.player.code != code:
            return its
        scores = list(its.scores)
        scores[hole - 1] += by
        return replace(its, scores=tuple(scores))

    def tournament(its):
        rounds = tuple(
            replace(r, cards=tuple(map(card, r.cards))) if r.number == rnd else r
            for r in its.rounds
        )
        return replace(its, rounds=rounds) if its.teg == teg else its

    return replace(tour, tournaments=tuple(map(tournament, tour.tournaments)))


def cells(tour: Tour) -> list[tuple[int, int | None]]:
    return [
        (t.teg, number)
        for t in tour.tournaments
        for number in [*filter(t.ready, range(1, t.last_round + 1)), None]
    ]


def prints(tour: Tour) -> dict[tuple[int, int | None], str]:
    return {cell: fingerprint(tour, *cell) for cell in cells(tour)}


def facts(tour: Tour) -> dict[tuple[int, int | None], object]:
    return {
        (teg, rnd): tournament_facts(tour, teg) if rnd is None else round_facts(tour, teg, rnd)
        for teg, rnd in cells(tour)
    }


def changed(one: Tour, other: Tour) -> list[tuple[int, int | None]]:
    before, after = prints(one), prints(other)
    return [cell for cell in before if before[cell] != after[cell]]


@pytest.fixture(scope="module")
def tour(build) -> Tour:
    return build.long_tour(tegs=9, seed=3)


def test_the_same_scores_give_the_same_fingerprint(build) -> None:
    assert prints(build.long_tour(tegs=2)) == prints(build.long_tour(tegs=2))


def test_no_two_rounds_or_tournaments_share_a_fingerprint(tour) -> None:
    its = prints(tour)
    assert len(set(its.values())) == len(its)


def test_a_tournament_so_far_shares_its_fingerprint_with_nothing(build) -> None:
    rounds = [{"AV": {1: 0}, "BV": {}}] * 3
    tour = build.tour(build.tournament(1, *rounds))
    so_far = {fingerprint(tour, 1, None, as_of=number) for number in (1, 2)}
    assert len(so_far | set(prints(tour).values())) == 6
    assert fingerprint(tour, 1, None, as_of=3) == fingerprint(tour, 1, None)


def test_a_correction_is_felt_by_the_tournament_so_far_only_from_its_round(build) -> None:
    rounds = [{"AV": {1: 0}, "BV": {}}] * 3
    tour = build.tour(build.tournament(1, *rounds))
    fixed = corrected(tour, 1, 2, "BV", 5, 1)
    before, after = (
        [fingerprint(its, 1, None, as_of=number) for number in (1, 2)] for its in (tour, fixed)
    )
    assert (before[0] == after[0], before[1] == after[1]) == (True, False)


def test_a_corrected_score_is_felt_from_its_round_to_its_tournaments_end(build) -> None:
    rounds = [{"AV": {1: 0}, "BV": {}, "CQ": dict.fromkeys(range(1, 10), 2)}] * 3
    tour = build.tour(*(build.tournament(teg, *rounds) for teg in (1, 2)))
    assert changed(tour, corrected(tour, 1, 2, "BV", 5, 1)) == [(1, 2), (1, 3), (1, None)]


def test_a_corrected_record_is_felt_where_it_was_broken(build) -> None:
    plain = {code: {} for code in ("AV", "BV", "CQ", "DT", "EM")}
    best = plain | {"AV": {1: -1}}
    better = plain | {"AV": {1: -1, 2: -1}}
    events = [
        build.tournament(n, day) for n, day in enumerate((best, plain, plain, plain, better), 1)
    ]
    tour = build.tour(*events)
    fixed = corrected(tour, 1, 1, "AV", 2, -1)
    assert changed(tour, fixed) == [
        (1, 1),
        (1, None),
        *((t, n) for t in (2, 3, 4, 5) for n in (1, None)),
    ]


@settings(max_examples=8, deadline=None)
@given(
    teg=st.integers(1, 9),
    rnd=st.integers(1, 4),
    code=st.sampled_from(["AV", "BV", "CQ", "DT", "EM"]),
    hole=st.integers(1, 18),
    by=st.sampled_from([-1, 1, 5]),
)
def test_facts_change_only_with_their_fingerprint_and_it_only_with_them(
    tour, teg, rnd, code, hole, by
) -> None:
    fixed = corrected(tour, teg, rnd, code, hole, by)
    before, after = facts(tour), facts(fixed)
    assert [cell for cell in before if before[cell] != after[cell]] == changed(tour, fixed)


def test_a_stated_exception_is_felt_at_the_end_and_in_later_careers(build) -> None:
    rounds = [{"AV": {1: 0}, "BV": {}}] * 2
    tour = build.tour(*(build.tournament(teg, *rounds) for teg in (1, 2)))
    other = replace(tour, exceptions=(AwardException(1, "Jacket", ("BV",), "as agreed"),))
    assert changed(tour, other) == [(1, 2), (1, None), (2, 1), (2, 2), (2, None)]


def test_a_round_announced_afterwards_makes_the_last_round_another(build) -> None:
    cards = {"AV": {1: 0}, "BV": {}}
    one = build.tour(build.tournament(1, cards))
    other = build.tour(build.tournament(1, cards, {}))
    assert fingerprint(one, 1, 1) != fingerprint(other, 1, 1)


def test_another_handicap_or_name_or_competition_is_another_fingerprint(build) -> None:
    def one(handicap=18, competitions=(build.trophy,), event="TEG"):
        rnd = build.round(1, 1, {"AV": {}}, handicaps={"AV": handicap})
        tournament = replace(build.tournament(1, {"AV": {}}), rounds=(rnd,))
        return replace(build.tour(tournament, competitions=competitions), event=event)

    plain = fingerprint(one(), 1, 1)
    renamed = (replace(build.trophy, name="Cup"),)
    others = [one(handicap=17), one(competitions=renamed), one(event="Cup")]
    assert plain not in {fingerprint(other, 1, 1) for other in others}


def test_how_long_an_era_lasts_does_not_matter_to_those_in_it(build) -> None:
    tournament = build.tournament(1, {"AV": {}})
    one = build.tour(tournament, competitions=(build.trophy,))
    other = build.tour(tournament, competitions=(replace(build.trophy, last_teg=9),))
    assert fingerprint(one, 1, 1) == fingerprint(other, 1, 1)


def test_a_courses_description_is_colour(build) -> None:
    tour = build.tour(build.tournament(1, {"AV": {}}))
    told = replace(tour, courses={"Sandy Bay": Course("Sandy Bay", description="Windy")})
    assert changed(tour, told) == []


def test_an_incomplete_round_has_no_fingerprint(build) -> None:
    with pytest.raises(DataError):
        fingerprint(build.tour(build.tournament(1, {"AV": {}}, {})), 1, 2)


def test_which_round_was_washed_out_is_felt_from_there_on_and_not_before(build) -> None:
    tournament = build.tournament(1, *[{"AV": {1: 0}, "BV": {}}] * 4)

    def without(number: int) -> Tour:
        """The days' scores are the same whichever number was passed over."""
        its = [n for n in (1, 2, 3, 4) if n != number]
        rounds = (replace(r, number=n) for n, r in zip(its, tournament.rounds, strict=False))
        return build.tour(replace(tournament, rounds=tuple(rounds)))

    second, third = without(2), without(3)
    for cell in ((1, 4), (1, None)):
        assert fingerprint(second, *cell) != fingerprint(third, *cell)
    assert fingerprint(second, 1, 1) == fingerprint(build.tour(tournament), 1, 1)
