from teg_tui.golf.streaks import best_and_worst, streaks


def told(card):
    return [(s.name, s.first, s.last) for s in streaks(card)]


def test_pars_in_a_row_are_a_streak_from_three_on(build) -> None:
    card = build.card("AV", {1: 0, 2: 0, 6: 0, 7: -1, 8: 0}, handicap=None)
    assert told(card) == [("pars or better", 6, 8)]


def test_a_streak_may_reach_the_last_hole(build) -> None:
    card = build.card("AV", {17: 3, 18: 5}, handicap=None)
    assert told(card) == [("blow-ups", 17, 18)]


def test_zeros_follow_the_strokes_received(build) -> None:
    generous = build.card("AV", {4: 3, 5: 3}, handicap=36)
    scratch = build.card("AV", {4: 3, 5: 3}, handicap=0)
    assert ("zeros", 4, 5) not in told(generous)
    assert ("zeros", 4, 5) in told(scratch)


def test_the_longest_streak_comes_first(build) -> None:
    card = build.card("AV", {1: -1, 2: -1, 7: 0, 8: 0, 9: 0, 10: 0}, handicap=None)
    assert [(s.name, s.length) for s in streaks(card)] == [
        ("pars or better", 4),
        ("birdies or better", 2),
    ]


def test_best_and_worst_six_holes_in_a_row_by_points(build) -> None:
    card = build.card("AV", {4: -1, 9: -1, 10: 3, 15: 3}, handicap=18)
    best, worst = best_and_worst(card)
    assert (best.first, best.last, best.points) == (4, 9, 16)
    assert (worst.first, worst.last, worst.points) == (10, 15, 8)


def test_best_and_worst_six_go_by_strokes_without_a_handicap(build) -> None:
    card = build.card("AV", {3: -1, 18: 6}, handicap=None)
    best, worst = best_and_worst(card)
    assert (best.first, best.gross, best.points) == (1, 4, None)
    assert (worst.last, worst.gross) == (18, 11)
