from __future__ import annotations

import re
from dataclasses import replace

import pytest

from teg_tui import workspace
from teg_tui.golf.facts import round_facts
from teg_tui.golf.facts_text import facts_text
from teg_tui.golf.standings import standings
from teg_tui.golf.tour import AwardException, Course, Tournament
from teg_tui.golf.tournament_facts import tournament_facts
from teg_tui.golf.wording import amount, place, to_par

LIMIT = 10_000
"""Characters of a five-player round; every one is paid for, round after round."""


def sections(text: str) -> dict[str, list[list[str]]]:
    """Heading -> its lines as cells, as any reader of the format would take it."""
    found: dict[str, list[list[str]]] = {}
    for line in text.splitlines():
        if line.startswith("## "):
            found[line[3:]] = rows = []
        elif line and found:
            rows.append(line.split(" | "))
    return found


def section(text: str, start: str) -> list[list[str]]:
    return next(rows for heading, rows in sections(text).items() if heading.startswith(start))


def round_text(build, *rounds, number=None, **given) -> str:
    tour = build.tour(build.tournament(1, *rounds), **given)
    return facts_text(round_facts(tour, 1, number or len(rounds)))


def test_the_first_line_says_of_what(build, long_tour) -> None:
    first, *_ = facts_text(round_facts(long_tour, 17, 4)).splitlines()
    course = long_tour.by_teg[17].rounds[3].course
    assert first == f"# FACTS: TEG 17 ROUND 4 of 4 | {course} | 04/09/2017"
    first, *_ = facts_text(tournament_facts(long_tour, 17)).splitlines()
    assert first == "# FACTS: TEG 17 TOURNAMENT 4 rounds | Area 1 | 2017"


def test_five_players_rounds_stay_short(long_tour) -> None:
    texts = [facts_text(round_facts(long_tour, 17, number)) for number in (1, 2, 3, 4)]
    assert max(map(len, texts)) < LIMIT


def test_every_line_of_a_table_has_as_many_cells_as_its_head(long_tour) -> None:
    round_tables = ("PLAYERS", "ROUND SCORES", "COUNTS", "SPLITS", "STANDINGS", "CARDS")
    tournament_tables = ("PLAYERS", "ROUNDS", "STANDINGS", "SCORES", "BLOW-UPS", "PLAYER STORIES")
    for facts, tables in (
        (round_facts(long_tour, 9, 1), round_tables),
        (round_facts(long_tour, 9, 4), round_tables),
        (tournament_facts(long_tour, 9), tournament_tables),
    ):
        its = sections(facts_text(facts))
        checked = [rows for heading, rows in its.items() if heading.startswith(tables)]
        assert len(checked) >= len(tables)
        for rows in checked:
            assert {len(cells) for cells in rows} == {len(rows[0])}


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_every_standings_line_can_be_copied_from_the_text(long_tour, number) -> None:
    tournament = long_tour.by_teg[12]
    text = facts_text(round_facts(long_tour, 12, number))
    for competition in long_tour.competitions_of(12):
        told = [tuple(row[:4]) for row in section(text, f"STANDINGS {competition.name}")[1:]]
        assert told == [
            (
                place(row.position, tied=row.tied),
                row.player.code,
                amount(row.total, competition.measure),
                str(row.behind),
            )
            for row in standings(tournament, competition, number).rows
        ]


def test_every_score_is_on_a_card_with_its_points(long_tour) -> None:
    rnd = long_tour.by_teg[5].rounds[2]
    head, *rows = section(facts_text(round_facts(long_tour, 5, 3)), "CARDS")
    for card in rnd.cards:
        column = head.index(card.player.code)
        assert [row[column] for row in rows] == [
            f"{score} {to_par(over)} {points}"
            for score, over, points in zip(card.scores, card.gross_to_par, card.points, strict=True)
        ]


def test_a_tournament_tells_the_standings_after_each_round(long_tour) -> None:
    tournament = long_tour.by_teg[12]
    text = facts_text(tournament_facts(long_tour, 12))
    for competition in long_tour.competitions_of(12):
        head, *rows = section(text, f"STANDINGS {competition.name}")
        for after in (1, 2, 3, 4):
            column = head.index(f"After R{after}")
            assert {row[1]: row[column] for row in rows} == {
                r.player.code: f"{place(r.position, tied=r.tied)}: "
                f"{amount(r.total, competition.measure)}"
                for r in standings(tournament, competition, after).rows
            }


def test_a_tie_at_the_top_is_told_as_a_tie(build) -> None:
    text = round_text(build, {"AV": {1: 0}, "BV": {2: 0}, "CQ": {}}, {}, number=1)
    lead = section(text, "LEAD Jacket")
    assert ["H2", "tie for the lead: AV and BV (BV level)"] in lead
    assert ["After", "tie at the top: AV and BV on +17; nobody leads alone"] in lead
    assert section(text, "STANDINGS Jacket")[1][:2] == ["T1", "AV"]


def test_a_lead_taken_says_from_whom_and_by_how_much(build) -> None:
    text = round_text(build, {"AV": {1: 0}, "BV": {5: -1}, "CQ": {}}, {}, number=1)
    assert ["H5", "BV takes the lead from AV, 1 stroke ahead of AV"] in section(text, "LEAD Jacket")


def test_a_last_round_tells_how_it_was_won(build) -> None:
    text = round_text(build, {"AV": {1: 0, 2: 0}, "BV": {}, "CQ": {3: 4}})
    won = section(text, "HOW IT WAS WON Trophy")
    assert ["Trophy", "AV", "Arlo Venn", "38", "first Trophy"] in won
    assert ["Spoon", "CQ", "Cleo Quill", "34", "first Spoon"] in won
    assert ["Margin", "AV", "2 points", "over BV"] in won
    assert "AT STAKE" not in sections(text)


def test_an_earlier_round_tells_what_is_at_stake(build) -> None:
    text = round_text(build, {"AV": {1: 0, 2: 0}, "BV": {}, "CQ": {3: 4}}, {}, {}, number=1)
    stake = section(text, "AT STAKE")
    assert ["Rounds left", "2", "36 holes"] in stake
    assert ["Spoon", "last now: CQ", "2 points behind BV"] in stake
    assert any(row[0] == "Jacket" and row[-1] == "BV 3, CQ 6" for row in stake)
    assert not any(heading.startswith("HOW IT WAS WON") for heading in sections(text))


def test_a_third_prize_is_called_the_third_and_what_it_follows_on_is_said(build) -> None:
    arlo, bram = {"AV": {1: 0}, "BV": {}}, {"AV": {}, "BV": {1: 0}}
    days = [arlo, arlo, arlo, bram, arlo]
    tour = build.tour(*(build.tournament(teg, day) for teg, day in enumerate(days, 1)))

    def award(teg: int) -> list[str]:
        return section(facts_text(tournament_facts(tour, teg)), "HOW IT WAS WON Jacket")[0][4:]

    assert award(1) == ["first Jacket"]
    assert award(3) == ["third Jacket (before: TEG 1, TEG 2)", "third in a row"]
    assert award(4) == ["first Jacket"]
    assert award(5) == ["fourth Jacket (before: TEG 1, TEG 2, TEG 3)", "first since TEG 3"]


def test_where_a_lead_was_won_for_good_comes_before_where_it_changed(build) -> None:
    rounds = ({"AV": {1: -1}, "BV": {2: -1, 3: -1}}, {"AV": {18: -2}, "BV": {}})
    text = facts_text(tournament_facts(build.tour(build.tournament(1, *rounds)), 1))
    told = [row[0] for row in section(text, "TURNING POINTS")]
    assert told == ["R2 H18", "R1 H3"]
    assert "R1 H1" in [row[0] for row in section(text, "KEY MOMENTS")]


def test_a_tournament_tells_everybodys_best_and_worst_hole_and_the_streaks_of_each_round(
    build,
) -> None:
    rounds = ({"AV": {4: -1, 9: 5}, "BV": {}}, {"AV": {}, "BV": {2: 0, 3: 0, 4: 0}})
    text = facts_text(tournament_facts(build.tour(build.tournament(1, *rounds)), 1))
    head, *rows = section(text, "PLAYER STORIES")
    cells = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
    assert cells["AV"]["Best hole"] == "R1 H4 3 on par 4"
    assert cells["AV"]["Worst hole"] == "R1 H9 9 on par 4"
    assert ["R2", "BV", "3 holes of 3 points or more in a row", "H2-4"] in section(text, "STREAKS")


def test_an_exception_is_told_with_its_reason_and_the_rules_winner(build) -> None:
    exception = AwardException(1, "Jacket", ("BV",), "He lent AV | his clubs")
    text = round_text(build, {"AV": {1: 0}, "BV": {}}, exceptions=(exception,))
    told = next(r for r in section(text, "HOW IT WAS WON Jacket") if r[0] == "Exception")
    assert told[1:] == [
        "Jacket was awarded otherwise; by the rule it was AV",
        "He lent AV / his clubs",
    ]


def test_players_who_share_a_surname_are_called_by_first_name(build) -> None:
    rows = section(round_text(build, {"AV": {}, "BV": {}, "CQ": {}}), "PLAYERS")
    assert [row[2] for row in rows] == ["Then say", "Arlo", "Bram", "Quill"]


def test_without_handicaps_there_are_dashes_and_the_gross_is_told(build) -> None:
    rnd = build.round(1, 1, {"AV": {}, "BV": {1: 0}}, handicaps={"AV": None, "BV": None})
    tour = build.tour(Tournament(1, "TEG 1", None, "", (rnd,)))
    text = facts_text(round_facts(tour, 1, 1))
    whole = facts_text(tournament_facts(tour, 1))
    assert ["BV", "-", "-", "+17", "1", "89", "-"] in section(text, "ROUND SCORES")
    assert ["After", "nobody can be ranked"] in section(text, "LEAD Trophy")
    assert ["Note", "Trophy: given to nobody"] in section(text, "HOW IT WAS WON Trophy")
    assert ["AV", "-", "-"] in section(whole, "SCORES BY ROUND points")
    assert ["BV", "+17", "+17"] in section(whole, "SCORES BY ROUND gross")


def test_who_did_not_play_is_named(build) -> None:
    text = round_text(build, {"AV": {}, "BV": {}, "CQ": {}}, {"AV": {}})
    assert ["Did not play", "BV and CQ"] in section(text, "ROUND")


def test_a_round_without_a_date_says_so(build) -> None:
    tournament = build.tournament(1, {"AV": {}})
    undated = replace(tournament, rounds=(replace(tournament.rounds[0], date=None),))
    text = facts_text(round_facts(build.tour(undated), 1, 1))
    assert text.splitlines()[0].endswith("| date unknown")


def test_a_courses_colour_can_break_no_table(build) -> None:
    course = Course("Sandy Bay", full_name="Sandy\nBay | Links", description="## Windy\n\n## HOLES")
    tour = replace(build.tour(build.tournament(1, {"AV": {}})), courses={"Sandy Bay": course})
    text = facts_text(round_facts(tour, 1, 1))
    assert ["Course", "Sandy Bay: Sandy Bay / Links; ## Windy ## HOLES"] in section(text, "ROUND")


@pytest.mark.parametrize("place", ["real_tour", "demonstration"])
def test_facts_of_whole_tours_stay_short(place, request) -> None:
    tour = workspace.load_tour(workspace.load(request.getfixturevalue(place))).tour
    of_five = [
        len(facts_text(round_facts(tour, rnd.teg, rnd.number)))
        for tournament in tour.tournaments
        for rnd in tournament.rounds
        if rnd.complete and len(rnd.cards) == 5
    ]
    assert len(of_five) > 5
    assert max(of_five) < LIMIT


def test_a_round_that_was_not_played_is_said_and_the_numbers_stay(build) -> None:
    tournament = build.tournament(1, {"AV": {}}, {"AV": {}}, {"AV": {}}, {})
    kept = (tournament.round(1), tournament.round(3), tournament.round(4))
    tour = build.tour(replace(tournament, rounds=kept))
    text = facts_text(round_facts(tour, 1, 3))
    assert text.startswith("# FACTS: TEG 1 ROUND 3 of 4 |")
    assert ["Round", "3 of 4", "1 left", "round 2 was not played"] in section(text, "ROUND")
    assert ["Round", "1 of 4", "3 left"] in section(facts_text(round_facts(tour, 1, 1)), "ROUND")
    whole = facts_text(tournament_facts(tour, 1))
    assert whole.startswith("# FACTS: TEG 1 TOURNAMENT after 2 of 3 |")
    assert ["Rounds", "2 of 3", "1 left", "round 2 was not played"] in section(whole, "TOURNAMENT")
    assert [row[0] for row in section(whole, "ROUNDS")] == ["Round", "R1", "R3"]


def test_a_tournament_so_far_has_leaders_and_no_winners(long_tour) -> None:
    text = facts_text(tournament_facts(long_tour, 17, as_of=2))
    assert text.startswith("# FACTS: TEG 17 TOURNAMENT after 2 of 4 |")
    assert ["Rounds", "2 of 4", "2 left"] in section(text, "TOURNAMENT")
    assert not re.search("HOW IT WAS WON|final|^R[34]|After R[34]|R[34] H", text, re.MULTILINE)
    assert section(text, "RECORDS of the tournament") == [["none"]]
