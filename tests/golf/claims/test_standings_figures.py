"""Figures beside names: lines, boxes, tables. One claim a figure, each at its place."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teg_tui.golf.claims import Claim, Kind, Subject, Verdict, check
from teg_tui.golf.tour import Tour

PROJECT = Path(__file__).parents[3]
False_ = Callable[..., list[tuple[str, str]]]
Check = Callable[..., tuple[Claim, ...]]
TRUE_LINES = [
    "**Round 4 Stableford:** NQ 43 | BQ 39 | OV 38 | LF 35 | TM 34 | PD 32 | WS 32",
    "**Round 4 Gross:** OV +11 | BQ +20 | PD +21 | NQ +22 | TM +28 | LF +32 | WS +37",
    "Round 4 Gross: OV 83 | BQ 92 | PD 93",
    "**Final Tournament Stableford:** NQ 157 | TM 156 | OV 150 | LF 149",
    "Tournament Gross: OV +46, PD +73, TM +92",
    "NQ 157 | TM 156 | OV 150",
    "NQ: 157 | TM: 156",
    "**Trophy:** Ned QUILLOCK 157; MORRADINE 156; Bram QUILLOCK and DUNTHRAWICK 141",
    "1. Ned Quillock 157 | 2. Tavis Morradine 156 | 3. Orsel Vanthrip 150",
    "<p class='standings'><span>Green Jacket Standings:</span> OV +46 | PD +73</p>",
    "Standings after Round 3: TM 122 | LF 114 | NQ 114 | OV 112",
    "- **Start of round:** TM 122; LF 114; NQ 114",
    "Holes 1-6: NQ 18 | TM 12",
]


@pytest.mark.parametrize("line", TRUE_LINES)
def test_a_true_line_is_true_in_every_figure(claims: Check, line: str) -> None:
    found = claims(line, 17, 4)
    assert len(found) >= 2
    assert {(claim.kind, claim.verdict) for claim in found} == {(Kind.STANDINGS, Verdict.TRUE)}


@pytest.mark.parametrize("line", TRUE_LINES)
def test_a_changed_figure_is_false_and_the_right_one_is_given(claims: Check, line: str) -> None:
    for claim in claims(line, 17, 4):
        sign = claim.said[0] if claim.said[0] in "+-" else ""
        other = f"{sign}{int(claim.said) + 2}".replace("++", "+")
        end = claim.column + len(claim.said)
        found = claims(line[: claim.column] + other + line[end:], 17, 4)
        wrong = [c for c in found if c.verdict is Verdict.FALSE]
        assert (claim.column, other, claim.said) in [(c.column, c.said, c.expected) for c in wrong]


def test_the_headings_say_which_round_a_box_is_of(false: False_) -> None:
    text = "## Round 2: A day\n\n**Trophy Standings:** TM 78 | LF 77 | NQ 75\n"
    assert false(text, 17) == []
    assert false(text.replace("Round 2", "Round 3"), 17) == [
        ("78", "122"),
        ("77", "114"),
        ("75", "114"),
    ]


def test_somebody_who_did_not_play_is_a_false_person(claims: Check) -> None:
    found = claims("TM 44 | LF 41 | XY 30", 18, 1)
    assert [(c.kind, c.said) for c in found if c.verdict is Verdict.FALSE] == [
        (Kind.PERSON, "LF"),
        (Kind.PERSON, "XY"),
    ]


def test_a_table_is_read_by_its_header(false: False_) -> None:
    table = """| # | Player | R4 | Total | Gross | Blow-ups |
|---|---|---|---|---|---|
| 1 | Ned Quillock | 43 | 157 | +104 | 3 |
| 2 | Tavis Morradine | 34 | 155 | +92 | 3 |
| 3 | Orsel Vanthrip | 37 | 150 | +46 | 0 |
"""
    found = false(f"## Round 4\n\n{table}", 17)
    assert ("155", "156") in found
    assert ("37", "38") in found
    assert not {said for said, _ in found} & {"43", "157", "+104", "+92", "150", "+46"}


def test_a_table_of_prizes_is_held_against_the_awards(false: False_) -> None:
    text = """| Award | Winner | Score | Margin |
|---|---|---|---|
| TEG Trophy | Tavis Morradine | 157 points | 1 point |
| Green Jacket | Orsel Vanthrip | +46 | 28 strokes |
| Wooden Spoon | Wystan Strobbard | 132 points | |
"""
    assert false(text) == [("Tavis Morradine", "Ned Quillock"), ("28", "27")]


LISTS = [
    "1. Ned Quillock – 157 pts\n2. Tavis Morradine – 155 pts\n",
    "- NQ: 157 (43)\n- TM: 155 (34)\n",
    "<ul>\n<li>Ned Quillock: 157</li>\n<li>Morradine: 155</li>\n</ul>\n",
    "<p>NQ 157 • TM 155 • OV 150</p>\n",
    "<table><tr><th>Player</th><th>Points</th></tr><tr><td>Ned</td><td>157</td></tr>"
    "<tr><td>Morradine</td><td>155</td></tr></table>\n",
]


@pytest.mark.parametrize("text", LISTS)
def test_lists_and_boxes_are_lines_of_standings_too(false: False_, text: str) -> None:
    assert false(text, 17, 4) == [("155", "156")]


def test_prose_is_no_line_of_standings(claims: Check) -> None:
    text = "Ned Quillock 2 up at the turn, so Morradine 3 back, and Vanthrip won 9 of them."
    assert not [c for c in claims(text, 17, 4) if c.kind is Kind.STANDINGS]


@given(st.text(alphabet="|:,;+-0123456789 NQTMBaker.()*#<>\n", max_size=120))
def test_no_text_is_too_strange(tour: Tour, text: str) -> None:
    for claim in check(text, tour, Subject(17, 4)):
        line = text.split("\n")[claim.line - 1]
        assert line[claim.column : claim.column + 1] == claim.said[:1]


def test_the_demonstration_lies_where_it_was_told_to(tour: Tour) -> None:
    planted = json.loads((PROJECT / "data" / "planted_errors.json").read_text(encoding="utf-8"))
    line = next(error for error in planted if error["said"] == "TM +26")
    text = (PROJECT / line["file"]).read_text(encoding="utf-8")
    found = check(text, tour, Subject(17, 4))
    wrong = [c for c in found if c.verdict is Verdict.FALSE and c.kind is Kind.STANDINGS]
    assert [(c.line, c.text, c.expected) for c in wrong] == [(line["line"], "TM +26", "+28")]
