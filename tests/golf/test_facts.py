from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teg_tui.errors import DataError
from teg_tui.golf.facts import round_facts
from teg_tui.golf.facts_text import facts_text
from teg_tui.golf.fingerprint import fingerprint
from teg_tui.golf.tour import AwardException, Measure, Round, Tour, Tournament
from teg_tui.golf.tournament_facts import tournament_facts


def people_of(facts):
    return {person.player.code: person for person in facts.people}


def as_of(tour: Tour, teg: int, rnd: int) -> Tour:
    """The tour as it was known after a round: what came later is announced at most."""
    kept = []
    for tournament in tour.tournaments:
        if tournament.teg < teg:
            kept.append(tournament)
        elif tournament.teg == teg:
            later = range(rnd + 1, tournament.last_round + 1)
            announced = tuple(Round(teg, number, "", None, (), ()) for number in later)
            kept.append(replace(tournament, rounds=(*tournament.through(rnd), *announced)))
    return replace(tour, tournaments=tuple(kept))


@st.composite
def tours(draw: st.DrawFn, build) -> Tour:
    """Small tours with all that goes wrong: absent players, no handicaps, missing holes."""
    tournaments = []
    for teg in range(1, draw(st.integers(1, 4)) + 1):
        rounds = []
        for number in range(1, draw(st.integers(1, 3)) + 1):
            codes = draw(st.sets(st.sampled_from(["AV", "BV", "CQ", "DT"]), min_size=1))
            scores = {
                c: [b % 7 - 1 for b in draw(st.binary(min_size=18, max_size=18))]
                for c in sorted(codes)
            }
            handicaps = {c: draw(st.sampled_from([18, 18, 30, None])) for c in sorted(codes)}
            course = draw(st.sampled_from(["Sandy Bay", "High Moor"]))
            rnd = build.round(teg, number, scores, course=course, handicaps=handicaps)
            if draw(st.integers(0, 9)) == 0:
                rnd = replace(rnd, missing=("EM",))
            rounds.append(rnd)
        if len(rounds) > 1 and draw(st.integers(0, 4)) == 0:  # one was washed out
            rounds.pop(draw(st.integers(0, len(rounds) - 2)))
        area = draw(st.sampled_from(["The Coast", "The Hills", ""]))
        tournaments.append(Tournament(teg, f"TEG {teg}", None, area, tuple(rounds)))
    first_teg = draw(st.integers(1, 4))
    competitions = (
        replace(build.net, name="Trophy", last_place="Spoon", last_teg=first_teg),
        replace(build.trophy, first_teg=first_teg + 1),
        build.jacket,
    )
    exception = AwardException(draw(st.integers(1, 4)), "Jacket", ("AV",), "as agreed")
    return build.tour(*tournaments, competitions=competitions, exceptions=(exception,))


def unchanged_by_what_came_later(tour: Tour, teg: int, rnd: int) -> None:
    then = as_of(tour, teg, rnd)
    facts = round_facts(tour, teg, rnd)
    assert facts == round_facts(then, teg, rnd)
    assert facts_text(facts) == facts_text(round_facts(then, teg, rnd))
    assert fingerprint(tour, teg, rnd) == fingerprint(then, teg, rnd)
    partial = tournament_facts(tour, teg, as_of=rnd)
    assert partial == tournament_facts(then, teg, as_of=rnd)
    assert facts_text(partial) == facts_text(tournament_facts(then, teg))
    assert fingerprint(tour, teg, None, as_of=rnd) == fingerprint(then, teg, None)
    if rnd == tour.by_teg[teg].last_round:
        assert tournament_facts(tour, teg) == tournament_facts(then, teg)
        assert fingerprint(tour, teg, None) == fingerprint(then, teg, None)


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_later_rounds_and_tournaments_change_no_earlier_fact(build, data) -> None:
    tour = data.draw(tours(build))
    for tournament in tour.tournaments:
        for number in filter(tournament.ready, range(1, tournament.last_round + 1)):
            unchanged_by_what_came_later(tour, tournament.teg, number)


@settings(max_examples=8, deadline=None)
@given(teg=st.integers(1, 17), rnd=st.integers(1, 4))
def test_a_long_history_changes_no_earlier_fact_either(long_tour, teg, rnd) -> None:
    unchanged_by_what_came_later(long_tour, teg, rnd)


@pytest.mark.parametrize(("teg", "rnd"), [(2, 1), (1, 3), (1, 2), (1, 0), (1, -1)])
def test_only_complete_rounds_have_facts(build, teg, rnd) -> None:
    tour = build.tour(build.tournament(1, {"AV": {}}, {}))
    with pytest.raises(DataError, match=f"TEG {teg}"):
        round_facts(tour, teg, rnd)


def test_a_round_after_an_incomplete_one_has_no_facts(build) -> None:
    tournament = build.tournament(1, {"AV": {}}, {"AV": {}})
    first = replace(tournament.rounds[0], missing=("BV",))
    tour = build.tour(replace(tournament, rounds=(first, tournament.rounds[1])))
    with pytest.raises(DataError, match="not complete"):
        round_facts(tour, 1, 2)


@pytest.fixture
def washed_out(build) -> Tour:
    """Four rounds, of which the second was never played."""
    rounds = [{"AV": {1: n}, "BV": {2: -1}} for n in (0, 1, 2, 3)]
    tournament = build.tournament(1, *rounds)
    kept = tuple(rnd for rnd in tournament.rounds if rnd.number != 2)
    return build.tour(replace(tournament, rounds=kept))


def test_a_washed_out_round_shifts_no_other(washed_out) -> None:
    facts = round_facts(washed_out, 1, 3)
    jacket = facts.races[1]
    assert {race.round for race in facts.races} == {3}
    assert facts.players[0].summary.card is washed_out.by_teg[1].round(3).card_of["AV"]
    assert facts.players[0].previous.card is washed_out.by_teg[1].round(1).card_of["AV"]
    assert [(row.player.code, row.total) for row in jacket.after.rows] == [("BV", 32), ("AV", 36)]
    assert (facts.rounds_left, facts.event.rounds, facts.event.never_played) == (1, 3, (2,))
    with pytest.raises(DataError, match="no round 2"):
        round_facts(washed_out, 1, 2)


def test_the_round_before_a_washed_out_one_does_not_know_yet(washed_out) -> None:
    facts = round_facts(washed_out, 1, 1)
    assert (facts.rounds_left, facts.event.rounds, facts.event.never_played) == (3, 4, ())


def test_a_tournament_ends_without_its_washed_out_round(washed_out) -> None:
    facts = tournament_facts(washed_out, 1)
    assert [brief.number for brief in facts.rounds] == [1, 3, 4]
    assert [len(contest.races) for contest in facts.contests] == [3, 3]
    assert [len(contest.campaigns[0].places) for contest in facts.contests] == [3, 3]
    assert [decision.by_rule[0].code for decision in facts.decisions] == ["BV", "BV"]
    assert round_facts(washed_out, 1, 4).decisions == facts.decisions


def test_a_comeback_counts_the_rounds_that_were_played_after_it(build) -> None:
    behind, ahead = {"AV": {1: 3}, "BV": {}}, {"AV": {1: -1}, "BV": {}}
    past = build.tournament(1, behind, {}, behind, dict(ahead, AV=dict.fromkeys(range(1, 7), 0)))
    past = replace(past, rounds=tuple(rnd for rnd in past.rounds if rnd.number != 2))
    tour = build.tour(past, build.tournament(2, behind, behind, {}), competitions=(build.jacket,))
    ((_, comeback),) = round_facts(tour, 2, 2).comebacks
    assert (comeback.teg, comeback.code, comeback.deficit, comeback.rounds_left) == (1, "AV", 4, 1)


def test_a_tournament_not_begun_has_no_facts(build) -> None:
    with pytest.raises(DataError, match="no complete round"):
        tournament_facts(build.tour(build.tournament(1, {})), 1)


def test_positions_and_gaps_stand_before_and_after(build) -> None:
    rounds = {"AV": {1: 0}, "BV": {}, "CQ": {}}, {"AV": {}, "BV": {1: -1}, "CQ": {}}
    facts = round_facts(build.tour(build.tournament(1, *rounds)), 1, 2)
    jacket = facts.races[1]
    before = {r.player.code: (r.position, r.tied, r.behind) for r in jacket.before.rows}
    after = {r.player.code: (r.position, r.behind) for r in jacket.after.rows}
    assert before == {"AV": (1, False, 0), "BV": (2, True, 1), "CQ": (2, True, 1)}
    assert after == {"BV": (1, 0), "AV": (2, 1), "CQ": (3, 2)}


def test_careers_count_before_and_with_this_tournament(build) -> None:
    win = {"AV": {1: 0}, "BV": {}}
    tour = build.tour(*(build.tournament(teg, win) for teg in (1, 2, 3)))
    arlo = people_of(round_facts(tour, 3, 1))["AV"]
    trophy, spoon, jacket = arlo.honours
    assert arlo.appearances == 2
    assert (trophy.award, trophy.before, trophy.count) == ("Trophy", (1, 2), 3)
    assert (spoon.before, spoon.count) == ((), 0)
    assert jacket.count == 3


def test_a_career_does_not_count_what_is_not_won_yet(build) -> None:
    won = build.tournament(1, {"AV": {1: 0}, "BV": {}})
    tour = build.tour(won, build.tournament(2, {"AV": {1: 0}, "BV": {}}, {}))
    trophy = people_of(round_facts(tour, 2, 1))["AV"].honours[0]
    assert (trophy.before, trophy.given, trophy.count) == ((1,), False, 1)


def test_an_exception_counts_for_the_player_it_names(build) -> None:
    exception = AwardException(1, "Jacket", ("BV",), "as agreed")
    events = [build.tournament(teg, {"AV": {1: 0}, "BV": {}}) for teg in (1, 2)]
    facts = round_facts(build.tour(*events, exceptions=(exception,)), 2, 1)
    counts = {code: person.honours[2].before for code, person in people_of(facts).items()}
    assert counts == {"AV": (), "BV": (1,)}


def test_the_era_decides_the_measure_and_the_name_goes_on(build) -> None:
    competitions = (
        replace(build.net, name="Trophy", last_teg=1),
        replace(build.trophy, first_teg=2),
    )
    events = [build.tournament(teg, {"AV": {1: 0}, "BV": {}}) for teg in (1, 2)]
    facts = round_facts(build.tour(*events, competitions=competitions), 2, 1)
    assert [race.competition.measure for race in facts.races] == [Measure.STABLEFORD]
    assert people_of(facts)["AV"].honours[0].before == (1,)


def test_a_comeback_is_known_only_from_tournaments_before(build) -> None:
    back = {"AV": {}, "BV": {1: -1, 2: 0}}, {"AV": dict.fromkeys(range(1, 6), -1), "BV": {}}
    level = {"AV": {}, "BV": {}}, {}
    tour = build.tour(build.tournament(1, *back), build.tournament(2, *level))
    assert round_facts(tour, 1, 1).comebacks == ()
    comebacks = {c.name: (its.code, its.deficit) for c, its in round_facts(tour, 2, 1).comebacks}
    assert comebacks == {"Trophy": ("AV", 3), "Jacket": ("AV", 3)}


def test_a_course_has_its_earlier_visits_and_best_round(build) -> None:
    tour = build.tour(
        build.tournament(1, {"AV": {1: -1}}, {"AV": {}}), build.tournament(2, {"AV": {}})
    )
    first, again = (round_facts(tour, teg, 1).visits for teg in (1, 2))
    assert (first.earlier, first.best_gross) == ((), None)
    assert again.earlier == ((1, 1), (1, 2))
    assert (again.best_gross.value, again.best_gross.holders) == (16, (("AV", 1, 1),))


def test_an_area_is_known_from_earlier_tournaments(build) -> None:
    coast, hills = (
        build.tournament(t, {"AV": {}}, area=a) for t, a in ((1, "Coast"), (2, "Hills"))
    )
    tour = build.tour(coast, hills, build.tournament(3, {"AV": {}}, area="Coast"))
    assert [tournament_facts(tour, teg).event.area_before for teg in (1, 2, 3)] == [(), (), (1,)]


def test_holes_rank_from_the_hardest_and_equals_share_a_rank(build) -> None:
    facts = round_facts(build.tour(build.tournament(1, {"AV": {4: 5, 9: 3}, "BV": {9: 3}})), 1, 1)
    ranks = {hole.hole.number: hole.rank for hole in facts.holes}
    assert (ranks[4], ranks[9], ranks[1]) == (1, 1, 3)
    assert facts.holes[8].average_over == 3
    assert facts.holes[8].blow_ups == 2


def test_an_unknown_handicap_leaves_gross_alone(build) -> None:
    rnd = build.round(1, 1, {"AV": {}, "BV": {}}, handicaps={"BV": None})
    facts = round_facts(build.tour(Tournament(1, "TEG 1", None, "", (rnd,))), 1, 1)
    bram = next(p for p in facts.players if p.summary.player.code == "BV")
    assert (bram.summary.points, bram.by_points, bram.summary.gross) == (None, None, 18)
    assert [row.player.code for row in facts.races[0].after.rows] == ["AV"]
    assert facts.holes[0].points is None


def test_the_hole_that_won_the_tournament_is_the_first_moment_of_its_last_round(build) -> None:
    rounds = {"AV": {1: -1}, "BV": {}}, {"AV": {}, "BV": {3: -1, 12: 0}}
    moment, *_ = round_facts(build.tour(build.tournament(1, *rounds)), 1, 2).moments
    assert (moment.code, moment.hole) == ("BV", 12)
    assert [move.for_good for move in moment.moves] == [True, True]


def test_moments_before_the_last_round_claim_nothing_for_good(build) -> None:
    rounds = {"AV": {1: -1}, "BV": {}}, {"AV": {}, "BV": {}}
    facts = round_facts(build.tour(build.tournament(1, *rounds)), 1, 1)
    assert facts.moments
    assert not any(move.for_good for m in facts.moments for move in m.moves)


def test_a_player_who_missed_the_round_keeps_his_place_in_the_tournament(build) -> None:
    rounds = {"AV": {}, "BV": {}}, {"AV": {}}
    facts = round_facts(build.tour(build.tournament(1, *rounds)), 1, 2)
    assert [p.summary.player.code for p in facts.players] == ["AV"]
    assert set(people_of(facts)) == {"AV", "BV"}
    trophy = {r.player.code: (r.total, r.round_total) for r in facts.races[0].after.rows}
    assert trophy == {"AV": (72, 36), "BV": (36, None)}


def test_an_unfinished_tournament_has_facts_but_no_winners(build) -> None:
    tour = build.tour(build.tournament(1, {"AV": {1: 0}, "BV": {}}, {}))
    facts = tournament_facts(tour, 1)
    assert (facts.decisions, facts.marks, len(facts.rounds), facts.event.rounds) == ((), (), 1, 2)


def test_holes_led_are_counted_over_the_whole_tournament(build) -> None:
    rounds = {"AV": {1: 0}, "BV": {}}, {"AV": {}, "BV": {10: 0}}
    contest = tournament_facts(build.tour(build.tournament(1, *rounds)), 1).contests[1]
    led = {c.code: (c.alone, c.shared) for c in contest.campaigns}
    assert led == {"AV": (27, 9), "BV": (0, 9)}


def test_cards_of_one_course_are_put_together_for_its_holes(build) -> None:
    cards = {"AV": {1: 3}, "BV": {}}
    facts = tournament_facts(build.tour(build.tournament(1, cards, cards)), 1)
    ((course, holes),) = facts.courses
    assert (course, holes[0].cards, holes[0].blow_ups) == ("Sandy Bay", 4, 2)
