"""Tables made anew from the scores: ours and old ones, and nothing beside them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teg_tui import workspace
from teg_tui.golf.claims import Subject, Verdict, check
from teg_tui.golf.claims.claim import Kind as ClaimKind
from teg_tui.golf.tour import AwardException, Tour
from teg_tui.reports.key import ReportKey
from teg_tui.reports.kinds import Kinds
from teg_tui.reports.places import fill
from teg_tui.reports.renewal import renew

ROUND = ReportKey(5, 2, "round_report")
WHOLE = ReportKey(5, None, "main_report")
EVERY_PLACE = """\
# {{title}}: Gorse bites

{{dateline}}

{{results}}

{{standings:R1}}

{{standings}}

{{round_scores}}

{{scorecards}}

{{records}}

Ansel kept his lead of 18 points | as he does.
"""


@pytest.fixture(scope="session")
def tour(new_tour: Callable[..., Tour]) -> Tour:
    """After two rounds AL has 72 points (+36), BD 72 (+36), CO 36 (+72)."""
    return new_tour({4: [(5, 5, 6)], 5: [(4, 5, 6), (6, 5, 6)], 6: [(4, 5, 6), ()]})


@pytest.fixture(scope="session")
def corrected(new_tour: Callable[..., Tour]) -> Tour:
    """BD had 4 a hole in round 2: 90 points (+18), and the lead in both competitions."""
    return new_tour({4: [(5, 5, 6)], 5: [(4, 5, 6), (6, 4, 6)], 6: [(4, 5, 6), ()]})


@pytest.mark.parametrize("key", [ROUND, WHOLE])
def test_tables_of_ours_become_what_would_be_filed_today(
    tour: Tour, corrected: Tour, kinds: Kinds, key: ReportKey
) -> None:
    before = fill(EVERY_PLACE, tour, replace(kinds[key.kind], places=()), key).text
    after = fill(EVERY_PLACE, corrected, replace(kinds[key.kind], places=()), key).text
    assert before != after
    assert renew(before, corrected, key).text == after
    assert renew(before, tour, key).tables == 0


def test_a_footnote_comes_and_goes_with_its_exception(tour: Tour, kinds: Kinds) -> None:
    odd = replace(tour, exceptions=(AwardException(5, "Jacket", ("CO",), "a *long* story"),))
    text = "{{results}}\n\n{{standings}}\n\nWords."
    kind = replace(kinds["main_report"], places=())
    plain, starred = fill(text, tour, kind, WHOLE).text, fill(text, odd, kind, WHOLE).text
    assert renew(plain, odd, WHOLE).text == starred
    assert renew(starred, tour, WHOLE).text == plain


LINES = [
    ("**Round 2 Stableford:** BD 36 | AL 18 | CO 18", "BD 54 | AL 18 | CO 18"),
    ("**Round 2 Gross:** BD +18 | AL +36 | CO +36  ", "BD E | AL +36 | CO +36  "),
    ("**Tournament Gross:** AL +36 | BD +36 | CO +72", "BD +18 | AL +36 | CO +72"),
    ("**Round 2 Gross:** BD 90 | AL 108 | CO 108", "BD 72 | AL 108 | CO 108"),
    ("AL 72 | BD 72 | CO 36", "BD 90 | AL 72 | CO 36"),
    ("Trophy: T1. AL 72; T1. BD 72; 3. CO 36", "1. BD 90; 2. AL 72; 3. CO 36"),
    ("- Ansel Larkmoth (72) | **Bray Dunwicket** (72) | Cy (36)", "(90)"),
    (
        '<p class="standings"><span class="standings-header">Trophy Standings:</span> '
        "AL 72 | BD 72 | CO 36</p>",
        "</span> BD 90 | AL 72 | CO 36</p>",
    ),
    ("Trophy Standings: AL 70 | BrD 72 | CO 36", "BD 90 | AL 72 | CO 36"),
]


@pytest.mark.parametrize(("line", "ending"), LINES)
def test_a_line_of_standings_keeps_its_form(corrected: Tour, line: str, ending: str) -> None:
    found = renew(f"# Day two\n\n{line}\n\nWords.\n", corrected, ROUND)
    assert ending in found.text
    assert found.lines == (3,)
    assert found.text.startswith("# Day two\n\n")
    assert found.text.endswith("\n\nWords.\n")
    assert renew(found.text, corrected, ROUND).tables == 0


def test_a_line_under_the_heading_of_a_round_is_as_of_that_round(tour: Tour) -> None:
    first, second = "## Round 1: calm\n\nStandings: AL 1 | BD 2 | CO 3\n\n", "## Round 2: wild\n\n"
    text = f"{first}{second}Trophy: AL 1 | BD 2\n"
    assert renew(text, tour, WHOLE).text == f"{first}{second}Trophy: AL 72 | BD 72\n"
    told = text.replace("Standings:", "Stableford after the round:")
    assert "AL 54 | BD 36 | CO 18" in renew(told, tour, WHOLE).text


PROSE = [
    "Larkmoth led by 18, Dunwicket had 36 and Oxon 18.",
    "**Points behind:** BD 4 | CO 9",
    "**Holes led:** AL 4 | BD 9",
    "**Average points:** AL 31 | BD 30",
    "**Best points in career:** AL 41 | BD 40",
    "| Player | Average points |\n| --- | --- |\n| AL | 31 |\n| BD | 30 |",
    "- H4: AL +2, BD +9",
    "He had 45 | they had 50",
    "| Hole | Why |\n| --- | --- |\n| 4 | AL had 9 |",
    "```\nTrophy: AL 1 | BD 2 | CO 3\n```",
    "Runner-up: AL (2nd)",
    "Trophy: 1. AL 72 | 2. nobody knows | 3. CO 36",
    "The champion: a man of 72 points",
]


@pytest.mark.parametrize("text", PROSE)
def test_what_is_not_certainly_a_table_stays(tour: Tour, text: str) -> None:
    whole = f"# Title\n\n{text}\n"
    assert renew(whole, tour, ROUND).text == whole


BOX = """\
<section class="callout at-a-glance-box">
  <p class="at-a-glance-title">RESULTS</p>
  <p><strong>Trophy Winner:</strong><span class="trophy-winner"> Cy (1st Trophy)</span></p>
  <p><strong>Jacket Winner:</strong> Ansel LARKMOTH (1st Jacket)</p>
  <p><strong>Ladle:</strong> CO (1st Ladle)</p>
</section>
"""


def test_a_box_of_results_keeps_its_markup_and_the_spelling_of_names(corrected: Tour) -> None:
    text = renew(BOX, corrected, WHOLE).text
    assert '<span class="trophy-winner"> Bray Dunwicket (2nd Trophy)</span></p>' in text
    assert "<strong>Jacket Winner:</strong> Bray DUNWICKET (2nd Jacket)</p>" in text
    assert "<strong>Ladle:</strong> CO (2nd Ladle)</p>" in text
    assert re.sub(r"> ?[^<>]*<", "><", text) == re.sub(r"> ?[^<>]*<", "><", BOX)


def test_shared_prizes_name_everybody(tour: Tour) -> None:
    text = renew("**Trophy Champion:** Bray Dunwicket (40 pts)\n", tour, WHOLE).text
    assert text == "**Trophy Champion:** Ansel Larkmoth and Bray Dunwicket (72 pts)\n"


def test_a_box_is_left_while_rounds_remain(tour: Tour) -> None:
    first = ReportKey(5, 1, "round_report")
    assert renew(BOX, tour, first).text == BOX


TABLE = """\
| Pos | Player | Points | Gross |
|----:|:-------|-------:|------:|
| T1 | **Larkmoth** | 72 | +36 |
| T1 | Dunwicket | *72* | +36 |
| 3 | Oxon | 36 | +72 |
"""


def test_a_models_own_table_has_its_figures_and_its_order_put_right(corrected: Tour) -> None:
    assert renew(TABLE, corrected, ROUND).text == (
        "| Pos | Player | Points | Gross |\n|----:|:-------|-------:|------:|\n"
        "| 1 | Dunwicket | *90* | +18 |\n"
        "| 2 | **Larkmoth** | 72 | +36 |\n"
        "| 3 | Oxon | 36 | +72 |\n"
    )


def test_a_table_in_html_has_its_figures_put_right(corrected: Tour) -> None:
    row = "<tr><td>{}</td><td>{}</td></tr>\n"
    head = "<table>\n<tr><th>Player</th><th>Points</th></tr>\n"
    text = head + row.format("Larkmoth", 1) + row.format("Bray", 2) + "</table>\n"
    assert renew(text, corrected, ROUND).text == (
        head + row.format("Larkmoth", 72) + row.format("Bray", 90) + "</table>\n"
    )


def test_nothing_changes_where_the_scores_are_gone(new_tour: Callable[..., Tour]) -> None:
    text = "Trophy: AL 1 | BD 2 | CO 3\n"
    assert renew(text, new_tour({5: [(4, 5, 6), ()]}), ROUND).text == text
    assert renew(text, new_tour({4: [(4, 5, 6)]}), ROUND).text == text


@settings(max_examples=60)
@given(
    figures=st.lists(st.integers(-20, 120), min_size=3, max_size=3),
    form=st.sampled_from(["Trophy: {}", "<p>Tournament Gross: {}</p>", "{}", "**Gross:** {}  "]),
    signed=st.booleans(),
    ending=st.sampled_from(["\n", "\r\n"]),
)
def test_doing_it_twice_changes_nothing_more(
    tour: Tour, figures: list[int], form: str, signed: bool, ending: str
) -> None:
    said = [f"{figure:+d}" if signed else str(abs(figure)) for figure in figures]
    line = " | ".join(f"{code} {each}" for code, each in zip(("AL", "BD", "CO"), said, strict=True))
    text = ending.join(["# T", "", form.format(line), "", "Words | here.", ""])
    once = renew(text, tour, ROUND).text
    assert renew(once, tour, ROUND).text == once
    assert once.split(ending)[3:] == text.split(ending)[3:]


@settings(max_examples=60)
@given(text=st.text(st.sampled_from("AL BD 72 Larkmoth won.|*#<p>\n-:,+3()"), max_size=80))
def test_whatever_the_text_it_comes_to_rest(tour: Tour, text: str) -> None:
    once = renew(text, tour, ROUND).text
    assert renew(once, tour, ROUND).text == once


def test_no_false_standings_are_left_in_real_reports(real_tour: Path) -> None:
    tour = workspace.load_tour(workspace.find(real_tour)).tour
    wrong = renewed = 0
    for path in sorted(real_tour.glob("data/commentary/**/*report.md")):
        name = re.match(r"(?:TEG|teg_)(\d+)_(?:R(\d)_)?(.*)\.md", path.name)
        assert name
        key = ReportKey(int(name[1]), int(name[2]) if name[2] else None, name[3])
        text = path.read_text(encoding="utf-8")
        new = renew(text, tour, key)
        renewed += new.tables
        assert renew(new.text, tour, key).tables == 0
        assert len(new.text.splitlines()) == len(text.splitlines())
        changed = [
            number
            for number, (a, b) in enumerate(
                zip(text.split("\n"), new.text.split("\n"), strict=True), 1
            )
            if a != b
        ]
        assert tuple(changed) == new.lines
        claims = check(new.text, tour, Subject(key.teg, key.round))
        wrong += sum(c.verdict is Verdict.FALSE and c.kind is ClaimKind.STANDINGS for c in claims)
    assert renewed > 20
    assert wrong == 0
