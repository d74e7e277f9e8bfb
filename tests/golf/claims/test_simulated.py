"""What is written by rules from the facts is true, tables included, and never called false."""

from __future__ import annotations

import pytest

from teg_tui import workspace
from teg_tui.golf.claims import Subject, Verdict, check
from teg_tui.golf.facts import round_facts
from teg_tui.golf.facts_text import facts_text
from teg_tui.golf.tour import Tour
from teg_tui.golf.tournament_facts import tournament_facts
from teg_tui.reports import places
from teg_tui.reports.key import ReportKey
from teg_tui.reports.kind import Kind, Scope
from teg_tui.reports.kinds import load_kinds
from teg_tui.reports.requests import build_params
from teg_tui.simulator.texts import write

ALL = tuple(load_kinds([workspace.shipped("prompts")], {}))
KINDS = [kind for kind in ALL if kind.scope is not Scope.PARTIAL]


@pytest.mark.parametrize("teg", [1, 6, 9, 10, 12, 15, 17])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_no_claim_of_a_text_made_from_the_facts_is_called_false(
    tour: Tour, kind: Kind, teg: int
) -> None:
    numbers: list[int | None] = [rnd.number for rnd in tour.by_teg[teg].rounds]
    checked = 0
    for number in numbers if kind.scope is Scope.ROUND else [None]:
        facts = round_facts(tour, teg, number) if number else tournament_facts(tour, teg, None)
        key = ReportKey(teg, number, kind.name)
        params = build_params(kind, key, facts_text(facts), (), "any")
        text = places.fill(write(params), tour, kind, key).text
        claims = check(text, tour, Subject(teg, number))
        assert [c for c in claims if c.verdict is Verdict.FALSE] == []
        checked += sum(claim.verdict is Verdict.TRUE for claim in claims)
    assert checked > 3


@pytest.mark.parametrize("last", [1, 2, 3])
def test_nor_of_notes_on_the_tournament_so_far(tour: Tour, last: int) -> None:
    [kind] = [its for its in ALL if its.scope is Scope.PARTIAL]
    key = ReportKey(17, last, kind.name)
    params = build_params(kind, key, facts_text(tournament_facts(tour, 17, last)), (), "any")
    text = places.fill(write(params), tour, kind, key).text
    claims = check(text, tour.as_of(17, last), Subject(17, None))
    assert [c for c in claims if c.verdict is Verdict.FALSE] == []
    assert sum(claim.verdict is Verdict.TRUE for claim in claims) > 30
