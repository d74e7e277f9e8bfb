"""The live tournament: which it is, and what is still to be written of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teg_tui.golf.tour import Tour
from teg_tui.reports.catalogue import build_catalogue
from teg_tui.reports.key import CellKey, ReportKey
from teg_tui.reports.kinds import Kinds
from teg_tui.reports.live import how_live, lacking, live_row, why_nothing
from teg_tui.reports.plan import make_plan
from teg_tui.reports.state import Catalogue, RequestState, Row, State

FULL, PART, NOBODY = (4, 5, 6), (4, 5), ()
LAST_DAY = date(2019, 5, 2)
"""When the second round of every tournament in these tests was."""
NOTES, REPORT = ReportKey(6, 1, "round_notes"), ReportKey(6, 1, "round_report")
ALL_OF_6 = (
    NOTES,
    REPORT,
    ReportKey(6, 2, "round_notes"),
    ReportKey(6, 2, "round_report"),
    ReportKey(6, None, "tournament_notes"),
    ReportKey(6, None, "main_report"),
    ReportKey(6, None, "brief_summary"),
)

Build = Callable[..., Catalogue]


@pytest.fixture(scope="session")
def build(new_tour: Callable[..., Tour], kinds: Kinds, folders) -> Build:
    """A catalogue of a tour; what is said to be there has a file, of unknown origin."""

    def make(
        events: dict[int, list[tuple[int, ...]]],
        there: tuple[ReportKey, ...] = (),
        requests: Mapping[ReportKey, RequestState] | None = None,
    ) -> Catalogue:
        files = {kinds[key.kind].path(key.cell, folders, "TEG"): "blob" for key in there}
        tour = new_tour(events)
        return build_catalogue(tour, kinds, folders, files, {}, requests or {}, str, "model")

    return make


def found(catalogue: Catalogue, today: date = LAST_DAY) -> Row:
    row = live_row(catalogue, today)
    assert row is not None
    return row


def test_it_is_the_newest_that_has_begun_however_long_ago(build: Build) -> None:
    row = found(build({5: [FULL, FULL], 6: [FULL, PART], 7: [NOBODY]}), date(2021, 1, 1))
    assert how_live(row) == "TEG 6 is being played"


@pytest.mark.parametrize(("days", "still"), [(0, True), (7, True), (8, False)])
def test_a_finished_one_is_waited_for_for_a_week(build: Build, days: int, still: bool) -> None:
    row = live_row(build({6: [FULL, FULL]}), date(2019, 5, 2 + days))
    assert (row is not None) is still
    assert row is None or how_live(row) == "TEG 6 has just been played"


def test_before_the_first_score_nothing_is_live(build: Build) -> None:
    assert live_row(build({7: [NOBODY]}), LAST_DAY) is None


def test_what_lacks_is_planned_and_what_is_there_is_left_alone(build: Build, kinds: Kinds) -> None:
    catalogue = build({5: [FULL], 6: [FULL, PART, NOBODY]}, there=(NOTES,))
    plan = make_plan(lacking(found(catalogue)), catalogue, kinds)
    assert plan.waves == ((REPORT,),)
    assert not plan.skipped


@given(there=st.sets(st.sampled_from(ALL_OF_6)))
def test_of_a_finished_one_exactly_what_has_no_file_is_written(
    build: Build, kinds: Kinds, there: set[ReportKey]
) -> None:
    catalogue = build({5: [FULL], 6: [FULL, FULL]}, there=tuple(there))
    plan = make_plan(lacking(found(catalogue)), catalogue, kinds)
    assert set(plan.reports) == set(ALL_OF_6) - there


def test_what_waits_for_a_person_is_not_paid_for_again_but_what_failed_is(
    build: Build, kinds: Kinds
) -> None:
    held, failed = RequestState(State.HELD), RequestState(State.FAILED)
    catalogue = build({6: [FULL, PART]}, (NOTES,), {REPORT: held})
    assert make_plan(lacking(found(catalogue)), catalogue, kinds).reports == ()
    catalogue = build({6: [FULL, PART]}, (NOTES,), {REPORT: failed})
    assert make_plan(lacking(found(catalogue)), catalogue, kinds).reports == (REPORT,)


def test_only_kinds_that_are_switched_on_are_missed(build: Build, kinds: Kinds) -> None:
    catalogue = build({6: [FULL, FULL]})
    plan = make_plan(lacking(found(catalogue), frozenset({"round_notes"})), catalogue, kinds)
    assert plan.reports == (NOTES, ReportKey(6, 2, "round_notes"))


@pytest.mark.parametrize(
    ("rounds", "words"),
    [
        ([FULL, FULL], "TEG 6 lacks nothing."),
        ([FULL, PART], "lacks nothing that can be written yet (round 2: 2 of 3 cards, 36 of 54"),
        ([PART], "lacks nothing that can be written yet (round 1: 2 of 3 cards, 36 of 54 holes)."),
    ],
)
def test_where_nothing_lacks_it_says_what_is_awaited(
    build: Build, kinds: Kinds, rounds: list[tuple[int, ...]], words: str
) -> None:
    catalogue = build({6: rounds}, there=ALL_OF_6)
    row = found(catalogue)
    assert words in why_nothing(row, make_plan(lacking(row), catalogue, kinds))


def test_what_is_being_written_already_is_left_to_its_run(build: Build, kinds: Kinds) -> None:
    flying = RequestState(State.IN_FLIGHT, run=3)
    catalogue = build({6: [FULL, PART]}, requests={NOTES: flying, REPORT: flying})
    row = found(catalogue)
    plan = make_plan(lacking(row), catalogue, kinds)
    assert not plan.reports
    assert why_nothing(row, plan) == "Run 3 is writing already what TEG 6 lacks."


def test_cells_that_are_not_complete_are_not_asked_for(build: Build) -> None:
    row = found(build({6: [FULL, PART, NOBODY]}))
    assert lacking(row).cells == {CellKey(6, 1)}
