"""Simulated texts: shaped as asked, true to the facts, marked as nobody's."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teg_tui.simulator.texts import MARK, write

ROUND = """# FACTS: CUP 4 ROUND 1 of 2 | Nowhere Links | 01/09/2031

## PLAYERS
Code | Name | Then say | HC
AV | Aldo Vrent | Vrent | 12
BT | Brisa Tolk | Tolk | 20

## ROUND SCORES
Code | Points | Rank | Gross | Rank | Strokes
AV | 37 | 1 | +11 | 1 | 83
BT | 29 | 2 | +27 | 2 | 99

## COUNTS
Code | Birdies | Pars | Blow-ups | Zeros | Blow-ups at
AV | 1 | 7 | 0 | 0 | -
BT | 0 | 3 | 2 | 1 | H4 (8), H9 (7)

## SPLITS points gross
Code | Out | In | H1-6 | H7-12 | H13-18
AV | 19 +5 | 18 +6 | 13 +3 | 12 +4 | 12 +4
BT | 14 +14 | 15 +13 | 8 +10 | 12 +8 | 9 +9

## LEAD Cup
Before | nobody had played
After | AV 37, 8 points ahead of BT

## AT STAKE
Rounds left | 1 | 18 holes
Cup | AV 37, 8 points ahead of BT
Cup | points to be made up to finish ahead of who leads now | BT 9
Spoon | last now: BT | 8 points behind AV

## KEY MOMENTS most telling first
H16 | AV | 2 on par 3: birdie, 4 pts | Cup: AV takes the lead from BT, 2 points ahead of BT
H2 | BT | 4 on par 4: par, 3 pts | Cup: tie for the lead: AV and BT (BT level)
H2 | AV | 6 on par 4: double bogey, 0 pts | -
"""

TOURNAMENT = """# FACTS: CUP 4 TOURNAMENT 1 rounds | Nowhere | 2031

## PLAYERS
Code | Name | Then say
AV | Aldo Vrent | Vrent
BT | Brisa Tolk | Tolk

## ROUNDS
Round | Course | Date | Par | Most points | Lowest gross
R1 | Nowhere Links | 01/09/2031 | 72 | AV 37 | AV +11

## HOW IT WAS WON Cup
Cup | AV | Aldo Vrent | 37 | third Cup (before: CUP 1, CUP 2)
Spoon | BT | Brisa Tolk | 29 | first Spoon
Margin | AV | 8 points | over BT
Lead for good | AV | led alone from R1 H16 to the end

## STANDINGS Cup (highest total of Stableford points wins)
Pos | Code | Total | Behind
1 | AV | 37 | 0
2 | BT | 29 | 8

## LEAD Cup
After R1 | AV 37, 8 points ahead of BT | 1 lead change

## KEY MOMENTS by round, most telling first
R1 H16 | AV | 2 on par 3: birdie, 4 pts | Cup: AV takes the lead from BT (the lead for good)
"""


def call(facts: str, kind: str, system: str = "") -> dict[str, Any]:
    task = f"<facts>\n{facts.strip()}\n</facts>\n\nWrite this now: {kind}, round 1 (event 4)."
    return {"system": system, "messages": [{"role": "user", "content": task}]}


KINDS = [
    (ROUND, "Story notes"),
    (ROUND, "Round report"),
    (TOURNAMENT, "Tournament notes"),
    (TOURNAMENT, "Main report"),
    (TOURNAMENT, "Brief summary"),
]


@pytest.mark.parametrize(("facts", "kind"), KINDS)
def test_every_figure_comes_out_of_the_facts(facts: str, kind: str) -> None:
    known = set(re.findall(r"\d+", facts)) | {"1", "6", "7", "12", "13", "18"}
    assert set(re.findall(r"\d+", write(call(facts, kind)))) <= known


@pytest.mark.parametrize(("facts", "kind"), KINDS)
def test_every_text_is_marked_and_headed(facts: str, kind: str) -> None:
    lines = write(call(facts, kind)).splitlines()
    assert lines[0].startswith("# ")
    assert MARK in lines[:6]


def test_a_report_uses_the_places_that_the_prompt_names() -> None:
    system = "# {{title}}\n{{dateline}}\n{{standings}}\n{{round_scores}} and {{AB}}"
    text = write(call(ROUND, "Round report", system))
    assert text.startswith("# {{title}}: ")
    for place in ("{{dateline}}", "{{standings}}", "{{round_scores}}"):
        assert f"\n{place}\n" in text
    assert "{{standings}}" not in write(call(ROUND, "Round report", "# {{title}}"))


def test_a_main_report_asks_for_the_standings_of_every_round() -> None:
    text = write(call(TOURNAMENT, "Main report", "{{title}} {{results}} {{standings:R1}}"))
    assert "\n{{results}}\n" in text
    assert "\n{{standings:R1}}\n" in text


def test_names_are_full_first_and_short_after() -> None:
    text = write(call(ROUND, "Round report", "{{title}}"))
    assert text.count("{{AV}}") == text.count("{{BT}}") == 1
    assert text.index("{{AV}}") < text.index("Vrent")
    assert "Aldo Vrent" in write(call(ROUND, "Round report"))
    assert "{{AV}}" not in write(call(ROUND, "Story notes", "{{title}}"))


def test_moments_are_told_in_order_and_a_tie_as_a_tie() -> None:
    text = write(call(ROUND, "Story notes"))
    tie = "Brisa Tolk made par for three points and Aldo Vrent took a six for no points. "
    assert f"At the par-four 2nd {tie}In the Cup Aldo Vrent and Brisa Tolk shared the lead." in text
    taken = "In the Cup Aldo Vrent took the lead from Brisa Tolk, 2 points ahead of Brisa Tolk."
    assert f"At the par-three 16th Aldo Vrent made birdie for four points. {taken}" in text
    assert text.index("2nd") < text.index("16th")


def test_a_winner_is_told_with_margin_and_count() -> None:
    text = write(call(TOURNAMENT, "Brief summary"))
    assert "Aldo Vrent won the Cup with 37, 8 points ahead of Brisa Tolk." in text
    assert "It was the third Cup for Vrent." in text
    assert "Tolk was given the Spoon with 29." in text
    assert "Vrent led the Cup alone from the 16th of round 1 to the end." in text


def test_an_exception_is_told_with_its_reason() -> None:
    row = "Exception | Cup was awarded otherwise; by the rule it was BT | BT gave it back"
    text = write(call(TOURNAMENT.replace("Margin |", f"{row}\nMargin |"), "Brief summary"))
    assert "was given the Cup" in text
    assert "by the rule it was Tolk: Tolk gave it back." in text
    assert "ahead of" not in text.split("It turned")[0]


@pytest.mark.parametrize(
    "prompt", ["", "Hello", "<facts>\nno facts\n</facts>", "<facts>\n\n</facts>"]
)
def test_a_prompt_it_does_not_know_gets_a_text_that_says_so(prompt: str) -> None:
    text = write({"messages": [{"role": "user", "content": prompt}]})
    assert text.startswith(MARK)
    assert "no facts" in text


@pytest.mark.parametrize(("facts", "kind"), KINDS)
def test_facts_with_sections_missing_still_give_a_text(facts: str, kind: str) -> None:
    head, *sections = facts.split("\n## ")
    for left_out in sections:
        kept = "\n## ".join([head, *(s for s in sections if s is not left_out)])
        assert MARK in write(call(kept, kind))


@given(st.sampled_from(KINDS), st.data())
def test_mangled_facts_are_no_crash(kind: tuple[str, str], data: st.DataObject) -> None:
    text, name = kind
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 80)))
    mangled = text[:start] + data.draw(st.text("R1|H ABV-\n#", max_size=6)) + text[end:]
    assert MARK in write(call(mangled, name))
