from __future__ import annotations

from teg_tui.golf.card_summary import summarize
from teg_tui.golf.history import History
from teg_tui.golf.records import (
    GROSS,
    POINTS,
    End,
    Entry,
    Holding,
    RecordBook,
    Scope,
    Series,
    round_entries,
)

SERIES = Series("birdies", scopes=(Scope.TOUR,), tour_from=2)
PERSONAL = Series("points", scopes=(Scope.OWN,))
BOTH = Series("points", scopes=(Scope.TOUR, Scope.OWN), tour_from=4)


def enter(book, series, *values, teg=1):
    """Enter one round's values, as of players named A, B, C in order."""
    holdings = [Holding(code, teg, 1) for code in "ABCDE"]
    entries = [Entry(series, h, v, "") for h, v in zip(holdings, values, strict=False)]
    return [(m.code, m.end, m.rank, m.shared, m.is_record) for m in book.enter(entries)]


def test_no_record_is_told_while_there_is_little_to_compare_with() -> None:
    book = RecordBook()
    assert enter(book, SERIES, 5, 9) == []


def test_a_new_record_names_the_one_before_and_its_holders() -> None:
    book = RecordBook()
    enter(book, SERIES, 5, 7, 7)
    (mark,) = book.enter([Entry(SERIES, Holding("C", 2, 1), 8, "")])
    assert (mark.value, mark.previous, mark.of) == (8, 7, 4)
    assert mark.holders == (Holding("B", 1, 1), Holding("C", 1, 1))
    assert mark.is_record


def test_an_equalled_record_is_not_a_new_one() -> None:
    book = RecordBook()
    enter(book, SERIES, 5, 7)
    assert enter(book, SERIES, 7) == [("A", End.BEST, 1, 1, False)]


def test_of_two_who_beat_the_record_on_one_day_only_the_better_holds_it() -> None:
    book = RecordBook()
    enter(book, SERIES, 5, 7)
    assert enter(book, SERIES, 8, 9) == [("B", End.BEST, 1, 0, True)]


def test_two_who_set_the_record_on_one_day_share_it() -> None:
    book = RecordBook()
    enter(book, SERIES, 5, 7)
    assert enter(book, SERIES, 9, 9) == [
        ("A", End.BEST, 1, 1, True),
        ("B", End.BEST, 1, 1, True),
    ]


def test_the_worst_is_a_record_too() -> None:
    book = RecordBook()
    enter(book, SERIES, 5, 7)
    assert enter(book, SERIES, 4) == [("A", End.WORST, 1, 0, True)]


def test_a_personal_best_needs_rounds_before_it_and_must_beat_them() -> None:
    book = RecordBook()
    for teg, value in enumerate((30, 31, 32, 33), 1):
        assert enter(book, PERSONAL, value, teg=teg) == []
    assert enter(book, PERSONAL, 33, teg=5) == []
    assert enter(book, PERSONAL, 34, teg=6) == [("A", End.BEST, 1, 0, True)]


def test_a_personal_best_that_is_the_tours_is_told_once() -> None:
    book = RecordBook()
    for teg, value in enumerate((30, 31, 32, 33), 1):
        enter(book, BOTH, value, teg=teg)
    (mark,) = book.enter([Entry(BOTH, Holding("A", 5, 1), 40, "")])
    assert mark.scope is Scope.TOUR


def test_a_low_gross_is_the_best_and_few_points_are_the_worst(build) -> None:
    entries = round_entries(summarize(build.card("AV", {})), 1, 1)
    ends = {e.series: e.series.word(End.BEST) for e in entries}
    assert (ends[GROSS], ends[POINTS]) == ("lowest", "highest")


def test_without_a_handicap_a_card_enters_no_points(build) -> None:
    card = build.card("AV", {}, handicap=None)
    names = {e.series.name for e in round_entries(summarize(card), 1, 1)}
    assert "gross to par in a round" in names
    assert not any("points" in name or "zeros" in name for name in names)


def test_every_record_mark_of_a_long_tour_is_what_a_plain_search_finds(long_tour) -> None:
    history = History(long_tour)
    rounds = [rnd for tournament in long_tour.tournaments for rnd in tournament.rounds]
    past: list[int] = []
    for rnd in rounds:
        today = {s.player.code: s.gross for s in history.summaries(rnd.teg, rnd.number)}
        expected = (
            {code for code, gross in today.items() if gross == min(today.values()) < min(past)}
            if len(past) >= GROSS.tour_from
            else set()
        )
        told = {
            mark.code
            for mark in history.marks(rnd.teg, rnd.number)
            if mark.series == GROSS
            and mark.scope is Scope.TOUR
            and mark.end is End.BEST
            and mark.is_record
        }
        assert told == expected
        past += today.values()


def test_tournament_totals_are_compared_over_as_many_rounds_only(build) -> None:
    short = [build.tournament(teg, {"AV": {1: 0}, "BV": {}}) for teg in range(1, 8)]
    long = build.tournament(8, {"AV": {}, "BV": {}}, {"AV": {}, "BV": {}})
    assert not History(build.tour(*short, long)).marks(8, None)
