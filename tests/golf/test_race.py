from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from teg_tui.golf.race import LeadKind, follow, lead_for_good
from teg_tui.golf.standings import standings
from teg_tui.golf.tour import HOLES, Competition, Measure, Round, Tournament

PAR = [0] * HOLES


def story(build, cards, competition):
    (race,) = follow([build.round(1, 1, cards)], competition)
    return race


def test_level_on_the_first_hole_is_no_lead_and_going_ahead_is_the_first(build) -> None:
    race = story(build, {"AV": {3: 0}, "BV": {}}, build.jacket)
    assert [(e.hole, e.kind, e.leaders) for e in race.events] == [
        (1, LeadKind.SHARED, ("AV", "BV")),
        (3, LeadKind.FIRST, ("AV",)),
    ]
    assert race.changes == 0


def test_catching_the_leader_is_a_tie_and_passing_him_takes_the_lead(build) -> None:
    race = story(build, {"AV": {1: 0}, "BV": {5: 0, 9: 0}}, build.jacket)
    first, tie, taken = race.events
    assert (first.hole, first.kind, first.leaders) == (1, LeadKind.FIRST, ("AV",))
    assert (tie.hole, tie.kind, tie.leaders, tie.before) == (
        *(5, LeadKind.SHARED, ("AV", "BV")),
        ("AV",),
    )
    assert (taken.hole, taken.kind, taken.last_sole, taken.margin) == (9, LeadKind.TAKEN, "AV", 1)
    assert race.changes == 1


def test_shaking_off_a_tie_is_no_lead_change(build) -> None:
    race = story(build, {"AV": {1: 0, 9: 0}, "BV": {5: 0}}, build.jacket)
    assert [e.kind for e in race.events] == [LeadKind.FIRST, LeadKind.SHARED, LeadKind.CLEAR]
    assert race.changes == 0


def test_who_comes_back_to_the_front_regains_the_lead(build) -> None:
    race = story(build, {"AV": {1: 0, 9: -2}, "BV": {5: -1}}, build.jacket)
    assert [e.kind for e in race.events] == [LeadKind.FIRST, LeadKind.TAKEN, LeadKind.REGAINED]
    assert race.events[-1].last_sole == "BV"
    assert race.changes == 2


def test_the_lead_is_carried_from_round_to_round(build) -> None:
    rounds = [
        build.round(1, 1, {"AV": {1: 0}, "BV": {}}),
        build.round(1, 2, {"AV": {}, "BV": {1: -1}}),
    ]
    _, second = follow(rounds, build.jacket)
    assert [(e.hole, e.kind, e.before) for e in second.events] == [(1, LeadKind.TAKEN, ("AV",))]
    assert second.holes_led("BV") == (18, 0)


def test_holes_led_tell_alone_from_shared(build) -> None:
    race = story(build, {"AV": {1: 0}, "BV": {10: 0}}, build.jacket)
    assert race.holes_led("AV") == (9, 9)
    assert race.holes_led("BV") == (0, 9)


def test_the_lead_is_won_for_good_after_the_last_tie(build) -> None:
    races = list(follow([build.round(1, 1, {"AV": {1: 0, 12: 0}, "BV": {10: 0}})], build.jacket))
    assert lead_for_good(races, "AV") == (1, 12)
    assert lead_for_good(races, "BV") is None


def test_missing_a_round_is_no_way_to_lead_where_low_wins(build) -> None:
    rounds = [
        build.round(1, 1, {"AV": {}, "BV": PAR}),
        build.round(1, 2, {"AV": {}}),
    ]
    first, second = follow(rounds, build.jacket)
    assert first.leaders[-1] == ("BV",)
    assert second.leaders[-1] == ("AV",)
    assert second.margins[-1] is None


def test_without_handicaps_nobody_leads_on_points(build) -> None:
    rnd = build.round(1, 1, {"AV": {}, "BV": {}}, handicaps={"AV": None, "BV": None})
    (race,) = follow([rnd], build.trophy)
    assert set(race.leaders) == {()}
    assert (race.events, race.after.rows) == ((), ())


@st.composite
def tournaments(draw: st.DrawFn, build) -> Tournament:
    rounds: list[Round] = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        codes = draw(st.sets(st.sampled_from(["AV", "BV", "CQ", "DT"]), min_size=1))
        cards = {c: [b % 5 - 1 for b in draw(st.binary(min_size=18, max_size=18))] for c in codes}
        handicaps = {c: draw(st.sampled_from([None, 0, 9, 28])) for c in sorted(codes)}
        rounds.append(build.round(1, number, cards, handicaps=handicaps))
    return Tournament(1, "TEG 1", 2001, "", tuple(rounds))


@settings(max_examples=60, deadline=None)
@given(data=st.data(), measure=st.sampled_from(Measure))
def test_the_race_agrees_with_the_standings_after_every_hole(build, data, measure) -> None:
    tournament = data.draw(tournaments(build))
    competition = Competition("C", measure, high_wins=measure is Measure.STABLEFORD)
    for race in follow(tournament.rounds, competition):
        assert race.after == standings(tournament, competition, race.round)
        for hole in range(1, HOLES + 1):
            table = standings(tournament, competition, race.round, hole)
            leaders = tuple(player.code for player in table.leaders)
            assert race.leaders[hole - 1] == leaders
            second = table.rows[1].behind if len(leaders) == 1 and len(table.rows) > 1 else None
            assert race.margins[hole - 1] == second
