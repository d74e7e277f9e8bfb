"""A model's own tables give way to those that code writes; its sentences never do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teg_tui.golf.tour import Tour
from teg_tui.reports.key import ReportKey
from teg_tui.reports.kinds import Kinds
from teg_tui.reports.places import Filled, fill

ROUND = ReportKey(5, 2, "round_report")
WHOLE = ReportKey(5, None, "main_report")
Fill = Callable[..., Filled]


@pytest.fixture(scope="session")
def tour(new_tour: Callable[..., Tour]) -> Tour:
    """After two rounds AL has 72 points (+36), BD 72 (+36), CO 36 (+72)."""
    return new_tour({4: [(5, 5, 6)], 5: [(4, 5, 6), (6, 5, 6)], 6: [(4, 5, 6), ()]})


@pytest.fixture(scope="session")
def filled(tour: Tour, kinds: Kinds) -> Fill:
    def fill_text(text: str, key: ReportKey, *places: str) -> Filled:
        return fill(text, tour, replace(kinds[key.kind], places=places), key)

    return fill_text


STANDINGS = [
    "**Tournament Stableford:** AL 9 | BD 8 | CO 7\n**Tournament Gross:** AL +9 | BD +8 | CO +7",
    "Trophy: AL 9 | BD 8 | CO 7",
    "| Pos | Player | Points |\n| --- | --- | --- |\n| 1 | Larkmoth | 9 |\n| 2 | Dunwicket | 8 |",
    "**Trophy**\n\n| Player | Total |\n|---|---|\n| AL | 9 |\n| BD | 8 |\n| CO | 7 |",
    "| Player | R1 | R2 | Points | Behind |\n|---|---|---|---|---|\n"
    "| Ansel Larkmoth | 1 | 2 | 9 | 0 |\n| Bray Dunwicket | 1 | 2 | 8 | 1 |",
    '<section class="callout standings-box">\n<p class="standings"><span class="standings-header">'
    "Trophy Standings:</span> AL 9 | BD 8 | CO 7</p>\n</section>",
    '<section class="callout box">\n<p class="box-title">STANDINGS</p>\n'
    "<p>Trophy standings: AL 9 | BD 8 | CO 7</p>\n</section>",
    "- Trophy: AL 9, BD 8, CO 7\n- Jacket: AL +9, BD +8, CO +7",
    "<table>\n<tr><th>Player</th><th>Points</th></tr>\n<tr><td>Larkmoth</td><td>9</td></tr>\n"
    "<tr>\n<td>Dunwicket</td><td>8</td>\n</tr>\n</table>",
    "**Final gross (Jacket):** Larkmoth +9 | Dunwicket +8 | CO +7",
]


@pytest.mark.parametrize("own", STANDINGS)
def test_own_standings_go_where_code_writes_them(filled: Fill, own: str) -> None:
    text = f"# TEG 5: a day\n\nWords.\n\n{{{{standings}}}}\n\nMore words.\n\n{own}\n\nLast words.\n"
    without = text.replace(f"{own}\n\n", "")
    assert filled(text, ROUND, "standings").text == filled(without, ROUND, "standings").text


@pytest.mark.parametrize("own", STANDINGS)
def test_code_writes_them_where_the_model_wrote_instead(filled: Fill, own: str) -> None:
    text = f"# TEG 5: a day\n\n## Standings\n\n{own}\n\n## What is at stake\n\nWords.\n"
    asked = text.replace(own, "{{standings}}")
    told = filled(text, ROUND, "standings")
    assert told.text == filled(asked, ROUND, "standings").text
    assert "own tables were taken out" in told.notes[0]


def test_a_heading_goes_with_the_only_thing_beneath_it(filled: Fill) -> None:
    own = "### Standings after round 2\n\n**Trophy**\n\nTrophy: AL 9 | BD 8 | CO 7\n\n"
    text = f"# TEG 5: a day\n\n{{{{standings}}}}\n\n{own}## Next\n\nWords.\n"
    without = "# TEG 5: a day\n\n{{standings}}\n\n## Next\n\nWords.\n"
    assert filled(text, ROUND, "standings").text == filled(without, ROUND, "standings").text


def test_each_round_of_a_tournament_has_its_own(filled: Fill) -> None:
    sections = "# TEG 5\n\n## Round 1: calm\n\n{}\n\n## Round 2: wild\n\n{}\n\n## Summary\n\nC.\n"
    own = sections.format(*["Trophy Standings: AL 9 | BD 8 | CO 7"] * 2)
    asked = sections.format("{{standings:R1}}", "{{standings:R2}}")
    assert filled(own, WHOLE, "standings:R*").text == filled(asked, WHOLE, "standings:R*").text


@pytest.mark.parametrize(
    ("place", "own"),
    [
        ("round_scores", "**Round 2 Stableford:** AL 9 | BD 8 | CO 7"),
        (
            "round_scores",
            "| Player | Out | In | Strokes |\n|-|-|-|-|\n| AL | 1 | 2 | 3 |\n| BD | 1 | 2 | 3 |",
        ),
        ("scorecards", "| Hole | AL | BD | CO |\n|-|-|-|-|\n| 1 | 4 | 4 | 4 |\n| 2 | 4 | 4 | 4 |"),
        ("records", "| Record | Who |\n|-|-|\n| Best | AL |"),
        (
            "results",
            "| Award | Winner | Total |\n|-|-|-|\n| Trophy | Cy | 9 |\n| Jacket | Cy | 9 |",
        ),
        (
            "results",
            "**Trophy Winner:** Ansel Larkmoth (1st Trophy)\n\n**Jacket Winner:** Bray Dunwicket",
        ),
        (
            "results",
            '<section class="callout at-a-glance-box">\n<p class="at-a-glance-title">RESULTS</p>\n'
            "<p><strong>Trophy Winner:</strong> Bray Dunwicket (1st Trophy)</p>\n</section>",
        ),
    ],
)
def test_other_tables_have_their_places(filled: Fill, place: str, own: str) -> None:
    text = f"# TEG 5\n\nWords.\n\n{{{{{place}}}}}\n\nMore words.\n\n{own}\n\nLast.\n"
    without = text.replace(f"{own}\n\n", "")
    assert filled(text, ROUND).text == filled(without, ROUND).text


@pytest.mark.parametrize(
    "kept",
    [
        "Larkmoth had 72 points, Dunwicket 72 and Oxon 36, and so the Trophy was shared.",
        "| Player | Birdies | Blow-ups |\n|---|---|---|\n| AL | 3 | 9 |\n| BD | 2 | 8 |",
        "**Holes led:** AL 20 | BD 8",
        "- **Ansel Larkmoth:** 18 points, and 72 in all | a fine week",
        "- H1-6: AL 12, BD 9, CO 4",
        "| Hole | Par | What happened |\n|---|---|---|\n| 4 | 4 | Larkmoth made six |",
        "> Standings are for tomorrow, said nobody.",
        "**Ansel Larkmoth (tied first):** 72 points.",
    ],
)
def test_sentences_and_tables_of_other_things_stay(filled: Fill, kept: str) -> None:
    text = f"# TEG 5: a day\n\n{{{{standings}}}}\n\n{{{{round_scores}}}}\n\n{kept}\n\nLast.\n"
    told = filled(text, ROUND, "standings", "round_scores")
    assert f"\n{kept}\n" in told.text
    assert told.notes == ()


def test_what_has_no_place_in_a_kind_keeps_its_shape_and_gets_its_figures(filled: Fill) -> None:
    text = filled("# TEG 5\n\n**Tournament Gross:** CO +9 | AL +8 | BD +7\n", ROUND).text
    assert text == "# TEG 5\n\n**Tournament Gross:** AL +36 | BD +36 | CO +72\n"


def test_a_text_still_being_written_is_left_alone(tour: Tour, kinds: Kinds) -> None:
    text = "# TEG 5\n\n{{standings}}\n\nTrophy: AL 9 | BD 8 | CO"
    told = fill(text, tour, kinds["round_report"], ROUND, whole=False).text
    assert told.endswith("Trophy: AL 9 | BD 8 | CO\n")


@settings(max_examples=50)
@given(
    places=st.sets(st.sampled_from(["standings", "round_scores", "results"]), min_size=1),
    own=st.lists(st.sampled_from(STANDINGS), max_size=3),
    words=st.lists(st.sampled_from(["Ansel led by 4.", "## Players", "- One | two"]), max_size=4),
    order=st.randoms(use_true_random=False),
)
def test_every_required_place_is_filled_once_and_no_figure_of_the_models_is_left(
    filled: Fill, places: set[str], own: list[str], words: list[str], order: object
) -> None:
    parts = [*own, *words]
    order.shuffle(parts)  # type: ignore[attr-defined]  # Hypothesis's Random has no public type
    text = filled("\n\n".join(["# TEG 5", *parts]), ROUND, *sorted(places)).text
    for figures in ("AL 9", "| 9 |", ">9<", "+9"):
        assert figures not in text
    if "standings" in places:
        assert text.count("**Trophy, final**") == 1
    for word in ("Ansel led by 4.", "- One | two"):
        assert text.count(word) == words.count(word)
