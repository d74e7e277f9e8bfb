"""Claims marked where they stand, whatever Markdown makes of the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.text import Text
from textual.content import Content

from teg_tui.golf.claims import Claim, Kind, Verdict
from teg_tui.widgets.claim_line import told, totals
from teg_tui.widgets.claim_marks import (
    Marking,
    extent,
    marked,
    marked_text,
    places,
    signed,
    signs_in,
    without_signs,
)
from teg_tui.widgets.report_markdown import readable


def claim(
    line: int,
    column: int,
    said: str,
    verdict: Verdict = Verdict.FALSE,
    expected: str = "157",
    text: str = "",
) -> Claim:
    return Claim(line, column, text or f"Ned {said}", Kind.TOTAL, verdict, said, expected)


WRONG = claim(1, 4, "166")
OPEN = claim(1, 8, "third", Verdict.UNCHECKED, "")
RIGHT = claim(1, 14, "12", Verdict.TRUE, "12")
TEXT = "Ned 166 third 12."
MARKS = (WRONG, OPEN, RIGHT)


def test_a_false_figure_stands_struck_with_the_right_one_beside_it() -> None:
    shown = marked(Content(signed(TEXT, MARKS)), Marking(MARKS))
    assert shown.plain == "Ned 166 → 157 third 12."
    styles = {shown.plain[span.start : span.end]: str(span.style) for span in shown.spans}
    assert "strike" in styles["166"]
    assert "underline" in styles["third"]
    assert "success" in styles["12"]
    assert "strike" not in styles[" → 157"]


def test_without_colour_signs_tell_what_is_false_and_what_unchecked() -> None:
    shown = marked(Content(signed(TEXT, MARKS)), Marking(MARKS, colour=False))
    assert shown.plain == "Ned ~~166~~ → [157] third? 12."


def test_what_a_person_let_stand_is_not_struck() -> None:
    marking = Marking(MARKS, accepted={WRONG: "agreed at dinner"})
    shown = marked(Content(signed(TEXT, MARKS)), marking)
    assert shown.plain == TEXT
    assert not any("strike" in str(span.style) for span in shown.spans)


def test_why_a_person_let_it_stand_is_told_of_the_claim_that_the_reader_stands_on() -> None:
    number = MARKS.index(WRONG)
    marking = Marking(MARKS, number, accepted={WRONG: "agreed at dinner"})
    assert "accepted total  agreed at dinner" in told(marking, number, 80, seen=True).plain
    assert "agreed" not in told(marking, number - 1, 80, seen=True).plain


def test_the_claim_that_the_reader_stands_on_stands_out() -> None:
    shown = marked(Content(signed(TEXT, MARKS)), Marking(MARKS, current=1))
    out = [shown.plain[s.start : s.end] for s in shown.spans if "reverse" in str(s.style)]
    assert out == ["third"]


def test_a_cell_of_a_table_is_marked_likewise() -> None:
    shown = marked_text(Text(signed(TEXT, MARKS)), Marking(MARKS))
    assert shown.plain == "Ned 166 → 157 third 12."


def test_emphasis_around_a_figure_stays_emphasis() -> None:
    text = "He had **166** and _third_."
    marks = (claim(1, 9, "166"), claim(1, 20, "third"))
    assert without_signs(readable(signed(text, marks))) == text
    first, second = (begin for _, begin in signs_in(signed(text, marks)))
    assert signed(text, marks)[:first].endswith("**")
    assert signed(text, marks)[:second].endswith("_")


@pytest.mark.parametrize(
    ("line", "column", "said", "words"),
    [
        ("Maiden Trophy", 0, "maiden", "Maiden"),
        ("JB \\+19 |", 4, "+19", "\\+19"),
        ("2. Ned 157", 0, "2", ""),
        ("**th**ird", 2, "third", "th"),
        ("166", 9, "166", ""),
    ],
)
def test_marks_go_around_the_words_and_never_over_what_begins_a_block(
    line: str, column: int, said: str, words: str
) -> None:
    start, end = extent(line, claim(1, column, said))
    assert line[start:end] == words


def test_of_several_claims_in_a_place_the_one_that_matters_most_is_shown() -> None:
    true = claim(1, 4, "166", Verdict.TRUE)
    assert places([true, WRONG, RIGHT, OPEN]) == (WRONG, OPEN, RIGHT)


def test_signs_that_a_text_brings_along_mean_nothing() -> None:
    text = f"{chr(0x100000)}Ned 166{chr(0x108000)}"
    assert dict(signs_in(signed(text, (claim(1, 5, "166"),)))) == {0: 5}


def test_a_line_tells_how_many_there_are_and_what_is_under_the_cursor() -> None:
    assert totals(Marking(MARKS)).plain.startswith("3 claims: 1 false, 1 unchecked, 1 true  ] next")
    line = told(Marking(MARKS, current=0), 0, 80, seen=True).plain
    assert "1/3 false total  166 → 157" in line
    long = claim(1, 4, "166", text="Far " * 60 + "Ned had 166 strokes" + " away" * 60)
    line = told(Marking((long,), 0), 0, 120, seen=True)
    assert "had 166 strokes" in line.plain
    assert line.cell_length <= 120


@given(
    st.text(st.characters(max_codepoint=0xFFFF), max_size=120),
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 40))),
)
def test_signing_loses_nothing_of_any_text(text: str, where: list[tuple[int, int]]) -> None:
    marks = places([claim(line, column, "7") for line, column in where])
    assert without_signs(signed(text, marks)) == text
