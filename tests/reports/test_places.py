"""Places: what code writes into reports, and what becomes of a text that lacks them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teg_tui.golf.tour import AwardException, Course, Tour
from teg_tui.reports.key import ReportKey
from teg_tui.reports.kind import Kind
from teg_tui.reports.kinds import Kinds
from teg_tui.reports.places import Filled, fill

ROUND = ReportKey(5, 2, "round_report")
WHOLE = ReportKey(5, None, "main_report")
Fill = Callable[..., Filled]


@pytest.fixture(scope="session")
def tour(new_tour: Callable[..., Tour]) -> Tour:
    """AL and BD are level at the top of the Trophy after two rounds; AL has the Jacket."""
    return new_tour({4: [(5, 5, 6)], 5: [(4, 5, 6), (6, 5, 6)], 6: [(4, 5, 6), ()], 7: [(4, 5, 6)]})


@pytest.fixture(scope="session")
def filled(tour: Tour, kinds: Kinds) -> Fill:
    """Fill a text of a kind that requires the places given, and no others."""

    def fill_text(text: str, key: ReportKey = ROUND, *places: str, of: Tour = tour) -> Filled:
        return fill(text, of, replace(kinds[key.kind], places=places), key)

    return fill_text


def rows(text: str) -> list[list[str]]:
    """The cells of the tables in a text, heads included."""
    lines = [line for line in text.splitlines() if line.startswith("|") and "---" not in line]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def test_title_and_names_stand_in_a_sentence(filled: Fill) -> None:
    text = filled("# {{title}}: Gorse bites\n\n{{AL}}'s day, not {{ BD }}'s.").text
    assert text == "# TEG 5, Round 2: Gorse bites\n\nAnsel Larkmoth's day, not Bray Dunwicket's.\n"


def test_a_title_on_a_line_by_itself_becomes_a_heading(filled: Fill) -> None:
    assert filled("{{title}}\n\nGolf.", WHOLE).text == "# TEG 5\n\nGolf.\n"


def test_a_dateline_says_where_when_and_which_round(filled: Fill) -> None:
    assert filled("{{dateline}}").text == "*Gorse \\| Links · 2 May 2019 · Round 2 of 2*\n"
    assert filled("{{dateline}}", WHOLE).text == (
        "*Far Coast · 1 to 2 May 2019 · Gorse \\| Links*\n"
    )


def test_standings_tell_ties_as_ties_and_what_each_round_added(filled: Fill) -> None:
    trophy = rows(filled("{{standings}}").text)[:4]
    assert trophy == [
        ["Pos", "Player", "R1", "R2", "Points", "Behind"],
        ["T1", "Ansel Larkmoth", "54", "18", "**72**", "–"],
        ["T1", "Bray Dunwicket", "36", "36", "**72**", "–"],
        ["3", "Cy Oxon\\*", "18", "18", "**36**", "36"],
    ]


def test_standings_of_another_round_are_as_of_that_round(filled: Fill) -> None:
    text = filled("{{standings:R1}}", WHOLE).text
    assert "**Trophy, after round 1**" in text
    assert rows(text)[1] == ["1", "Ansel Larkmoth", "54", "**54**", "–"]


def test_a_rounds_report_can_not_look_ahead(filled: Fill) -> None:
    first = ReportKey(5, 1, "round_report")
    result = filled("{{standings:R2}}\n{{results}}", first)
    assert result.text == "{{standings:R2}}\n{{results}}\n"
    assert len(result.notes) == 2


def test_results_name_winners_margins_and_for_which_time(filled: Fill) -> None:
    assert rows(filled("{{results}}", WHOLE).text) == [
        ["Award", "Player", "Total", "Margin", "Career"],
        ["**Trophy**", "Ansel Larkmoth and Bray Dunwicket", "72 points", "shared", "2nd, 2nd"],
        ["**Ladle**", "Cy Oxon\\*", "36 points", "", "2nd"],
        ["**Jacket**", "Ansel Larkmoth and Bray Dunwicket", "+36", "shared", "2nd, 2nd"],
    ]


def test_an_exception_has_its_reason_as_a_footnote(tour: Tour, filled: Fill) -> None:
    odd = replace(tour, exceptions=(AwardException(5, "Jacket", ("CO",), "a *long* story"),))
    text = filled("{{results}}\n{{standings}}", WHOLE, of=odd).text
    assert ["**Jacket**", "Cy Oxon\\*\\*", "+72", "", "1st"] in rows(text)
    assert "\\* Jacket: a \\*long\\* story" in text
    assert "\\* Awarded the Jacket: a \\*long\\* story" in text
    assert ["3", "Cy Oxon\\*\\*", "+36", "+36", "**+72**", "36"] in rows(text)


def test_an_outright_win_has_its_margin(filled: Fill) -> None:
    table = rows(filled("{{results}}", ReportKey(7, None, "main_report")).text)
    assert ["**Trophy**", "Ansel Larkmoth", "54 points", "18 points", "3rd"] in table
    assert ["**Jacket**", "Ansel Larkmoth", "E", "18 strokes", "3rd"] in table


def test_round_scores_and_scorecards_hold_every_score(filled: Fill) -> None:
    scores = rows(filled("{{round_scores}}").text)
    assert scores[1] == ["Bray Dunwicket", "45", "45", "90", "+18", "E", "36"]
    card = rows(filled("{{scorecards}}").text)
    assert card[0] == ["Hole", "Par", "SI", "AL", "BD", "CO"]
    assert card[18] == ["17", "4", "17", "6", "5", "6"]
    assert ["**Total**", "72", "", "108", "90", "108"] in card
    assert ["**Points**", "", "", "18", "36", "18"] in card
    assert filled("{{scorecards}}", WHOLE).text.count("**Points**") == 2


def test_without_records_a_sentence_says_so(filled: Fill) -> None:
    assert filled("{{records}}").text == "No records and no personal bests.\n"


def test_records_name_what_stood_before(new_tour: Callable[..., Tour], filled: Fill) -> None:
    rounds = [(5, 5, 6)] * 4
    tour = new_tour({2: rounds, 3: rounds, 5: [(5, 5, 6), (4, 6, 6)]})
    table = rows(filled("{{records}}", of=tour).text)
    assert [
        "Tour record: highest Stableford points in a round",
        "Ansel Larkmoth",
        "54",
        "R2",
        "36, Ansel Larkmoth (TEG 2 R1) and 17 more",
    ] in table


@pytest.mark.parametrize("line", ["**{{standings}}**", "## {{standings}}", "- {{standings}}."])
def test_ornaments_around_a_table_go(filled: Fill, line: str) -> None:
    lines = filled(f"Before\n{line}\nAfter").text.splitlines()
    assert lines[:3] == ["Before", "", "**Trophy, final**"]
    assert lines[-2:] == ["", "After"]


def test_words_around_a_table_stay_outside_it(filled: Fill) -> None:
    lines = filled("As it stands: {{standings}} so far").text.splitlines()
    assert (lines[0], lines[1], lines[-2], lines[-1]) == ("As it stands:", "", "", "so far")


def test_an_escaped_underscore_is_forgiven(filled: Fill) -> None:
    assert filled("{{round\\_scores}}").notes == ()


def test_an_unknown_place_stays_visible_and_is_reported(filled: Fill) -> None:
    result = filled("{{weather}} and {{file:/etc/passwd}} and {{weather}} {{XX}}")
    assert result.text == "{{weather}} and {{file:/etc/passwd}} and {{weather}} {{XX}}\n"
    assert [note.split(":")[0] for note in result.notes] == ["{{weather}}", "{{file", "{{XX}}"]


def test_what_a_place_becomes_is_never_filled_again(tour: Tour, filled: Fill) -> None:
    odd = replace(tour, exceptions=(AwardException(5, "Jacket", ("CO",), "{{scorecards}}"),))
    assert "Hole" not in filled("{{results}}", WHOLE, of=odd).text


def test_a_missing_title_is_put_before_the_models_heading(filled: Fill) -> None:
    result = filled("# A day of wind\n\nGolf.", ROUND, "title")
    assert result.text.splitlines()[0] == "# TEG 5, Round 2: A day of wind"
    assert result.notes == ("{{title}} was not in the text: put in",)
    assert filled("Golf.", ROUND, "title").text == "# TEG 5, Round 2\n\nGolf.\n"


def test_a_heading_that_names_the_tournament_is_title_enough(filled: Fill) -> None:
    assert filled("# TEG 5: Golf", ROUND, "title").text == "# TEG 5: Golf\n"
    assert filled("# TEG 55: Golf", ROUND, "title").text == "# TEG 5, Round 2: TEG 55: Golf\n"


def test_a_missing_dateline_goes_under_the_title(filled: Fill) -> None:
    lines = filled("# {{title}}\nGolf.", ROUND, "title", "dateline").text.splitlines()
    assert lines[0] == "# TEG 5, Round 2"
    assert lines[2].startswith("*Gorse")
    assert lines[4] == "Golf."


def test_other_missing_places_go_to_the_end_under_a_heading(filled: Fill) -> None:
    result = filled("Golf.", ROUND, "standings", "records")
    assert result.text.index("Golf.") < result.text.index("## Standings")
    assert result.text.index("## Standings") < result.text.index("## Records")
    assert len(result.notes) == 2


def test_standings_of_each_round_go_to_the_end_of_its_section(filled: Fill) -> None:
    text = "# TEG 5\n\n## Round One: Up\n\nOne.\n\n---\n\n## Round 2\n\nTwo.\n\n## Last\n\nBye."
    result = filled(text, WHOLE, "standings:R*")
    order = [
        "One.",
        "Trophy, after round 1",
        "---",
        "## Round 2",
        "Two.",
        "Trophy, final",
        "## Last",
    ]
    places = [result.text.index(words) for words in order]
    assert places == sorted(places)
    assert len(result.notes) == 2


def test_standings_of_a_round_without_a_section_go_to_the_end(filled: Fill) -> None:
    assert "## Standings after round 1" in filled("Golf.", WHOLE, "standings:R*").text


def test_shipped_kinds_go_out_whole_even_from_an_empty_text(tour: Tour, kinds: Kinds) -> None:
    for kind in kinds:
        key = ReportKey(5, None if kind.scope == "tournament" else 2, kind.name)
        assert "{{" not in fill("", tour, kind, key).text


def test_courses_without_names_and_dates_leave_no_gaps(tour: Tour, filled: Fill) -> None:
    event = tour.by_teg[5]
    bare = replace(
        event,
        area="",
        year=None,
        rounds=tuple(replace(rnd, course="", date=None) for rnd in event.rounds),
    )
    odd = replace(tour, tournaments=(bare,), courses={"": Course("")})
    assert filled("{{dateline}}", of=odd).text == "*Round 2 of 2*\n"


def test_tables_skip_a_round_that_was_washed_out(
    new_tour: Callable[..., Tour], filled: Fill
) -> None:
    (event,) = new_tour({5: [(4, 5, 6), (9, 9, 9), (6, 5, 6), (4, 5, 6)]}).tournaments
    kept = tuple(rnd for rnd in event.rounds if rnd.number != 2)
    tour = replace(new_tour({}), tournaments=(replace(event, rounds=kept),))
    third = filled("{{dateline}}\n\n{{standings}}", ROUND._replace(round=3), of=tour).text
    assert "Round 3 of 4" in third
    assert "**Trophy, after round 3**" in third
    assert rows(third)[0][2:4] == ["R1", "R3"]
    whole = filled("{{standings}}\n\n{{results}}", WHOLE, of=tour).text
    assert "**Trophy, final**" in whole
    assert rows(whole)[0][2:5] == ["R1", "R3", "R4"]
    assert filled("{{results}}", ROUND._replace(round=4), of=tour).text in whole
    assert "{{standings:R2}}" in filled("{{standings:R2}}", WHOLE, of=tour).text


words = st.sampled_from(
    [
        "{{title}}",
        "{{standings}}",
        "{{AL}}",
        "{{",
        "}}",
        "# ",
        "\n",
        "|",
        "\x1b[2J",
        "{{x}}",
        "Golf",
    ]
)


@settings(deadline=None)
@given(st.lists(words, max_size=12).map("".join))
def test_whatever_a_model_writes_every_required_place_is_filled_once_more_or_less(
    tour: Tour, kinds: Kinds, text: str
) -> None:
    kind: Kind = replace(kinds["round_report"], places=("title", "dateline", "standings"))
    result = fill(text, tour, kind, ROUND).text
    assert "TEG 5" in result
    assert "*Gorse" in result
    assert "**Trophy, final**" in result
