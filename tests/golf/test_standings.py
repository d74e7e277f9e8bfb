"""Standings: places, ties, who won and who was given the prize."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from teg_tui.golf.standings import last_place, rank, round_standings, standings, winners
from teg_tui.golf.tour import (
    AwardException,
    Card,
    Competition,
    Hole,
    Measure,
    Player,
    Round,
    Tour,
    Tournament,
)

HOLES = tuple(Hole(n, 4, n) for n in range(1, 19))
POINTS = Competition("Trophy", Measure.STABLEFORD, high_wins=True, last_place="Spoon")
GROSS = Competition("Jacket", Measure.GROSS, high_wins=False)
TOTALS = st.lists(st.integers(-20, 60), min_size=1, max_size=8)


def entries(totals):
    return [(Player(f"P{n}", f"N{n}"), total, 18, total) for n, total in enumerate(totals)]


def tournament(*rounds: dict[str, list[int | None] | int], handicap: int = 18) -> Tournament:
    """Each round: code -> the scores of 18 holes, or one that holds for all."""
    made = []
    for number, cards in enumerate(rounds, 1):
        full = {c: s if isinstance(s, list) else [s] * 18 for c, s in cards.items()}
        made.append(
            Round(
                9,
                number,
                "Holm",
                None,
                HOLES,
                tuple(Card(Player(c, c), handicap, HOLES, tuple(s)) for c, s in full.items()),
            )
        )
    return Tournament(9, "TEG 9", 2019, "Osk", tuple(made))


def places(table):
    return [(row.position, row.player.code, row.total) for row in table.rows]


def test_positions_after_a_tie_are_skipped():
    rows = rank(entries([30, 40, 30, 20]), high_wins=True)
    assert [row.position for row in rows] == [1, 2, 2, 4]
    assert [row.tied for row in rows] == [False, True, True, False]
    assert [row.behind for row in rows] == [0, 10, 10, 20]


@given(TOTALS, st.booleans())
def test_a_position_is_one_more_than_how_many_are_better(totals, high_wins):
    rows = rank(entries(totals), high_wins=high_wins)
    for row in rows:
        better = [t for t in totals if (t > row.total if high_wins else t < row.total)]
        assert row.position == 1 + len(better)
        assert row.tied == (totals.count(row.total) > 1)
        assert row.behind == abs(row.total - rows[0].total)
    assert len(rows) == len(totals)


@given(TOTALS, st.booleans(), st.randoms(use_true_random=False))
def test_the_order_of_entry_does_not_matter(totals, high_wins, random):
    shuffled = entries(totals)
    random.shuffle(shuffled)
    assert rank(shuffled, high_wins=high_wins) == rank(entries(totals), high_wins=high_wins)


@given(TOTALS)
def test_the_lowest_wins_exactly_where_the_highest_of_the_negated_would(totals):
    low = rank(entries(totals), high_wins=False)
    high = rank(entries([-total for total in totals]), high_wins=True)
    assert [(r.position, r.player) for r in low] == [(r.position, r.player) for r in high]


def test_a_table_after_a_hole_adds_all_earlier_rounds_and_the_holes_up_to_it():
    event = tournament({"A": 4, "B": 5}, {"A": 6, "B": 4})
    table = standings(event, GROSS, 2, 9)
    assert places(table) == [(1, "A", 18), (1, "B", 18)]
    assert [row.round_total for row in table.rows] == [18, 0]
    assert places(standings(event, GROSS, 1)) == [(1, "A", 0), (2, "B", 18)]


@given(st.lists(st.lists(st.integers(2, 9), min_size=18, max_size=18), min_size=2, max_size=4))
def test_after_its_last_hole_a_round_counts_in_full(rounds):
    event = tournament(*({"A": scores, "B": 5} for scores in rounds))
    for competition in (POINTS, GROSS):
        total = sum(rnd.card_of["A"].total(competition.measure) for rnd in event.rounds)
        table = standings(event, competition, len(rounds), 18)
        assert {row.player.code: row.total for row in table.rows}["A"] == total


def test_missing_a_round_is_no_way_to_win_by_few_strokes():
    event = tournament({"A": 5, "B": 4}, {"A": 5})
    table = standings(event, GROSS, 2)
    assert [(r.position, r.player.code, r.behind, r.holes) for r in table.rows] == [
        (1, "A", 0, 36),
        (2, "B", None, 18),
    ]
    assert table.rows[1].round_total is None


def test_missing_a_round_costs_points_and_nothing_else():
    event = tournament({"A": 5, "B": 3}, {"A": 5})
    assert places(standings(event, POINTS, 2)) == [(1, "A", 72), (1, "B", 72)]


def test_who_has_no_handicap_is_in_gross_tables_only():
    event = tournament({"A": 5}, handicap=None)
    assert places(standings(event, POINTS, 1)) == []
    assert places(standings(event, GROSS, 1)) == [(1, "A", 18)]
    assert round_standings(event.rounds[0].cards, POINTS).rows == ()


def test_a_tie_for_the_lead_has_two_leaders_and_a_shared_last_place_two_last():
    table = standings(tournament({"A": 4, "B": 4, "C": 6, "D": 6}), GROSS, 1)
    assert [p.code for p in table.leaders] == ["A", "B"]
    assert [p.code for p in table.last] == ["C", "D"]


def test_where_all_are_level_nobody_is_last():
    assert standings(tournament({"A": 4, "B": 4}), GROSS, 1).last == ()


def test_a_prize_goes_by_the_rule_or_as_the_exception_says():
    event = tournament({"A": 4, "B": 5, "C": 6})
    table = standings(event, POINTS, 1)
    plain = Tour((event,), (POINTS,))
    assert [p.code for p in winners(plain, event, table).players] == ["A"]
    assert [p.code for p in last_place(plain, event, table).players] == ["C"]
    otherwise = AwardException(9, "Spoon", ("B",), "C had left")
    told = Tour((event,), (POINTS,), (otherwise,))
    spoon = last_place(told, event, table)
    assert ([p.code for p in spoon.players], spoon.exception) == (["B"], otherwise)
    assert winners(told, event, table).exception is None
    assert last_place(told, event, standings(event, GROSS, 1)) is None


def test_a_rule_holds_for_its_span_of_events():
    early = Competition("T", Measure.NET, high_wins=False, last_teg=7)
    late = Competition("T", Measure.STABLEFORD, high_wins=True, first_teg=8)
    tour = Tour((), (early, late))
    assert tour.competitions_of(7) == (early,)
    assert tour.competitions_of(8) == (late,)
