"""The catalogue: what state every report is in, and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from teg_tui.golf.tour import Tour
from teg_tui.reports.catalogue import build_catalogue
from teg_tui.reports.key import CellKey, ReportKey
from teg_tui.reports.kinds import Kinds, load_kinds
from teg_tui.reports.plan import Selection, make_plan
from teg_tui.reports.provenance import Provenance, Recipe
from teg_tui.reports.publication import Publication
from teg_tui.reports.requests import recipe
from teg_tui.reports.state import Catalogue, RequestState, State

MODEL = "claude-sonnet-5-5"
NOTES = ReportKey(5, 1, "round_notes")
REPORT = ReportKey(5, 1, "round_report")
FACTS = "facts of {0.teg} {0.round}"


class Desk:
    """All that a catalogue is made from, easily changed."""

    def __init__(self, tour: Tour, kinds: Kinds, folders) -> None:
        self.tour, self.kinds, self.folders = tour, kinds, folders
        self.files: dict[str, str] = {}
        self.provenance: dict[ReportKey, Provenance] = {}
        self.requests: dict[ReportKey, RequestState] = {}
        self.changed: set[CellKey] = set()
        self.asked: list[ReportKey] = []
        self.model = MODEL
        self.false: dict[str, int] = {}

    def path(self, key: ReportKey) -> str:
        return self.kinds[key.kind].path(key.cell, self.folders, "TEG")

    def fingerprint(self, key: ReportKey) -> str:
        self.asked.append(key)
        return FACTS.format(key) + (" changed" if key.cell in self.changed else "")

    def write(self, key: ReportKey, blob: str, *needs: tuple[ReportKey, str], day: int = 1) -> None:
        """File a report from what there is now."""
        self.files[self.path(key)] = blob
        made = recipe(self.kinds[key.kind], self.fingerprint(key), needs, MODEL)
        now = datetime(2026, 1, day, tzinfo=UTC)
        self.provenance[key] = Provenance(key, made, blob, None, 1, 1, None, False, now)

    def catalogue(self) -> Catalogue:
        return build_catalogue(
            self.tour,
            self.kinds,
            self.folders,
            self.files,
            self.provenance,
            self.requests,
            self.fingerprint,
            self.model,
            false_claims=self.false,
        )

    def state(self, key: ReportKey) -> State:
        return self.catalogue().reports[key].state


@pytest.fixture
def desk(new_tour: Callable[..., Tour], kinds: Kinds, folders) -> Desk:
    """Event 5 finished after two rounds; event 6: one round played, one under way, one to come."""
    full, part = (4, 5, 6), (4, 5)
    return Desk(new_tour({5: [full, full], 6: [full, part, ()]}), kinds, folders)


@pytest.fixture
def written(desk: Desk) -> Desk:
    """Notes and report of round 1 of event 5."""
    desk.write(NOTES, "n1")
    desk.write(REPORT, "r1", (NOTES, "n1"))
    return desk


def test_what_was_written_from_todays_scores_is_present(written: Desk) -> None:
    assert written.state(NOTES) is State.PRESENT
    assert written.state(REPORT) is State.PRESENT


def test_what_is_not_there_is_missing(desk: Desk) -> None:
    assert desk.state(REPORT) is State.MISSING


def test_a_report_written_and_deleted_is_missing(written: Desk) -> None:
    del written.files[written.path(REPORT)]
    assert written.state(REPORT) is State.MISSING


def test_a_file_that_nobody_knows_of_is_of_unknown_origin(desk: Desk) -> None:
    desk.files[desk.path(REPORT)] = "whatever"
    assert desk.state(REPORT) is State.UNKNOWN_ORIGIN


def test_a_file_changed_since_it_was_filed_is_edited(written: Desk) -> None:
    written.files[written.path(REPORT)] = "by hand"
    assert written.state(REPORT) is State.EDITED


def test_changed_scores_make_stale_what_tells_of_them_and_nothing_else(written: Desk) -> None:
    written.changed = {NOTES.cell}
    status = written.catalogue().reports[REPORT]
    assert (status.state, status.note) == (State.STALE, "the scores have changed")
    written.changed = {CellKey(5, 2)}
    assert written.state(REPORT) is State.PRESENT


def test_notes_edited_by_hand_make_the_report_stale_and_say_so(written: Desk) -> None:
    written.files[written.path(NOTES)] = "by hand"
    status = written.catalogue().reports[REPORT]
    assert (status.state, status.note) == (State.STALE, "Story notes changed since")


def test_notes_written_again_make_the_report_stale(written: Desk) -> None:
    written.write(NOTES, "n2")
    assert written.state(REPORT) is State.STALE


def test_a_report_whose_notes_are_gone_has_nothing_newer_to_be_written_from(written: Desk) -> None:
    del written.files[written.path(NOTES)]
    assert written.state(REPORT) is State.PRESENT


def test_a_tournaments_note_says_which_rounds_notes_changed(written: Desk) -> None:
    whole = ReportKey(5, None, "tournament_notes")
    second = ReportKey(5, 2, "round_notes")
    written.write(second, "n2")
    written.write(whole, "t", (NOTES, "n1"), (second, "n2"))
    written.files[written.path(second)] = "by hand"
    assert written.catalogue().reports[whole].note == "Story notes of round 2 changed since"


def test_another_prompt_or_model_is_an_older_recipe_and_not_stale(written: Desk) -> None:
    assert not written.catalogue().reports[REPORT].older_recipe
    written.model = "claude-other"
    status = written.catalogue().reports[REPORT]
    assert (status.state, status.older_recipe) == (State.PRESENT, True)
    written.model = MODEL
    kinds = tuple(replace(kind, digest="new") for kind in written.kinds)
    written.kinds = Kinds(kinds)
    assert written.catalogue().reports[REPORT].older_recipe


def test_a_kinds_own_model_counts_and_not_the_workspaces(written: Desk) -> None:
    written.kinds = Kinds(tuple(replace(kind, model=MODEL) for kind in written.kinds))
    written.model = "claude-other"
    assert not written.catalogue().reports[REPORT].older_recipe


@pytest.mark.parametrize("state", [State.IN_FLIGHT, State.FAILED, State.HELD])
def test_a_request_covers_what_the_file_would_say(written: Desk, state: State) -> None:
    written.files[written.path(REPORT)] = "by hand"
    written.requests[REPORT] = RequestState(state, "cut off", 7)
    status = written.catalogue().reports[REPORT]
    assert (status.state, status.note, status.open_run) == (state, "cut off", 7)
    assert status.file_state is State.EDITED


def test_precedence_is_the_order_of_states() -> None:
    order = [
        State.IN_FLIGHT,
        State.FAILED,
        State.HELD,
        State.FALSE,
        State.EDITED,
        State.STALE,
        State.MISSING,
        State.PRESENT,
        State.UNKNOWN_ORIGIN,
    ]
    assert sorted(order, reverse=True) == order


@pytest.mark.parametrize("blob", ["r1", "by hand"])
def test_a_report_that_says_what_is_not_so_is_false_whoever_wrote_it(
    written: Desk, blob: str
) -> None:
    written.files[written.path(REPORT)] = blob
    otherwise = written.state(REPORT)
    written.false[written.path(REPORT)] = 2
    status = written.catalogue().reports[REPORT]
    assert (status.state, status.false_claims) == (State.FALSE, 2)
    assert status.is_in(otherwise), "it is found as what it would be without"
    assert written.catalogue().cells[REPORT.cell].state is State.FALSE


def test_what_is_false_in_notes_is_told_and_troubles_no_cell(written: Desk) -> None:
    written.false[written.path(NOTES)] = 3
    status = written.catalogue().reports[NOTES]
    assert (status.state, status.false_claims) == (State.PRESENT, 3)
    assert written.catalogue().cells[NOTES.cell].state is State.PRESENT


def test_a_report_that_is_gone_is_missing_and_not_false(written: Desk) -> None:
    written.false[written.path(REPORT)] = 2
    del written.files[written.path(REPORT)]
    status = written.catalogue().reports[REPORT]
    assert (status.state, status.false_claims) == (State.MISSING, 0)


def test_a_cell_shows_the_most_pressing_of_its_kinds(written: Desk) -> None:
    assert written.catalogue().cells[NOTES.cell].state is State.PRESENT
    written.requests[REPORT] = RequestState(State.FAILED, "refused")
    assert written.catalogue().cells[NOTES.cell].state is State.FAILED


def test_a_kind_switched_off_is_shown_where_its_file_is_and_says_nothing_of_the_cell(
    desk: Desk,
) -> None:
    satire = ReportKey(5, None, "satire")
    assert satire not in desk.catalogue().reports
    desk.files[desk.path(satire)] = "ha"
    catalogue = desk.catalogue()
    assert catalogue.reports[satire].state is State.UNKNOWN_ORIGIN
    assert catalogue.cells[satire.cell].state is State.MISSING


def test_without_a_kind_switched_on_a_cell_offers_nothing(desk: Desk, prompts) -> None:
    desk.kinds = load_kinds([prompts], {"round_notes": False, "round_report": False})
    cell = desk.catalogue().cells[NOTES.cell]
    assert not cell.offered
    assert "switched on" in cell.note


def test_a_published_copy_is_seen(desk: Desk) -> None:
    main = ReportKey(5, None, "main_report")
    desk.files["out/teg_5_main_report.md"] = "p"
    status = desk.catalogue().reports[main]
    assert status.publication is Publication.CURRENT
    assert status.state is State.MISSING


@pytest.mark.parametrize(
    ("rnd", "state", "note"),
    [
        (1, State.MISSING, ""),
        (2, State.INCOMPLETE, "2 of 3 cards, 36 of 54 holes"),
        (3, State.NOT_PLAYED, "not played yet"),
        (None, State.INCOMPLETE, "1 of 3 rounds played"),
    ],
)
def test_only_what_has_been_played_in_full_is_offered(
    desk: Desk, rnd: int | None, state: State, note: str
) -> None:
    cell = desk.catalogue().cells[CellKey(6, rnd)]
    assert (cell.state, cell.note, cell.offered) == (state, note, state is State.MISSING)
    assert bool(cell.reports) is cell.offered


def test_a_round_after_an_incomplete_one_waits_for_it(
    new_tour: Callable[..., Tour], kinds: Kinds, folders
) -> None:
    desk = Desk(new_tour({6: [(4, 5), (4, 5, 6)]}), kinds, folders)
    cell = desk.catalogue().cells[CellKey(6, 2)]
    assert (cell.state, cell.offered) == (State.INCOMPLETE, False)
    assert cell.note == "round 1 is not complete yet"


def test_a_round_that_lost_scores_still_shows_its_reports_and_what_goes_on(desk: Desk) -> None:
    notes, report = ReportKey(6, 2, "round_notes"), ReportKey(6, 2, "round_report")
    desk.write(notes, "n")
    assert desk.state(notes) is State.STALE
    assert desk.catalogue().cells[notes.cell].state is State.INCOMPLETE
    desk.requests[report] = RequestState(State.IN_FLIGHT, run=3)
    assert desk.catalogue().cells[notes.cell].state is State.IN_FLIGHT


def test_facts_are_asked_for_only_where_something_was_written(written: Desk) -> None:
    written.asked.clear()
    written.catalogue()
    assert set(written.asked) == {NOTES, REPORT}


def test_the_newest_event_stands_first_and_the_live_one_is_marked(desk: Desk) -> None:
    assert [(row.teg, row.live) for row in desk.catalogue().rows] == [(6, True), (5, False)]


def test_a_rounds_cell_says_where_and_when(desk: Desk) -> None:
    cell = desk.catalogue().cells[NOTES.cell]
    assert (cell.course, str(cell.date)) == ("Gorse | Links", "2019-05-01")


def fill(desk: Desk, *cells: CellKey) -> None:
    for cell in cells:
        for kind in desk.kinds:
            if (kind.scope == "round") is (cell.round is not None):
                desk.files[desk.path(ReportKey(cell.teg, cell.round, kind.name))] = "x"


def test_the_cursor_starts_at_the_newest_round_that_lacks_a_report(desk: Desk) -> None:
    assert desk.catalogue().newest_lacking == CellKey(6, 1)
    fill(desk, CellKey(6, 1))
    assert desk.catalogue().newest_lacking == CellKey(5, 2)
    fill(desk, CellKey(5, 2), CellKey(5, 1))
    assert desk.catalogue().newest_lacking == CellKey(5, None)
    fill(desk, CellKey(5, None))
    assert desk.catalogue().newest_lacking is None


def test_a_report_on_its_way_is_not_lacking(desk: Desk) -> None:
    for kind in ("round_notes", "round_report"):
        desk.requests[ReportKey(6, 1, kind)] = RequestState(State.IN_FLIGHT, run=1)
    assert desk.catalogue().newest_lacking == CellKey(5, 2)


def test_a_recipe_tells_apart_all_that_a_report_is_written_from(kinds: Kinds) -> None:
    kind = kinds["round_report"]
    assert recipe(kind, "f", [(NOTES, "n")], MODEL) == Recipe(
        "f", ((NOTES, "n"),), kind.digest, MODEL
    )


def without_round(tour: Tour, teg: int, number: int) -> Tour:
    """The tour as if a round had been washed out."""
    events = (
        replace(event, rounds=tuple(rnd for rnd in event.rounds if rnd.number != number))
        if event.teg == teg
        else event
        for event in tour.tournaments
    )
    return replace(tour, tournaments=tuple(events))


def test_a_washed_out_round_is_shown_and_the_others_are_offered(
    new_tour: Callable[..., Tour], kinds: Kinds, folders
) -> None:
    full = (4, 5, 6)
    desk = Desk(without_round(new_tour({5: [full] * 4}), 5, 2), kinds, folders)
    (row,) = desk.catalogue().rows
    assert [cell.key.round for cell in row.rounds] == [1, 2, 3, 4]
    assert [cell.offered for cell in (*row.rounds, row.tournament)] == [
        *(True, False, True, True, True)
    ]
    cell = row.rounds[1]
    assert (cell.state, cell.note, cell.never_played) == (State.NOT_PLAYED, "never played", True)
    plan = make_plan(Selection(frozenset(desk.catalogue().cells)), desk.catalogue(), kinds)
    assert plan.skipped == ((CellKey(5, 2), "never played"),)
    assert {key.round for key in plan.waves[0]} == {1, 3, 4}
    assert not plan.missing_needs
    desk.files[desk.path(ReportKey(5, 2, "round_notes"))] = "x"
    assert desk.state(ReportKey(5, 2, "round_notes")) is State.UNKNOWN_ORIGIN


def test_rounds_are_counted_without_the_washed_out_one(
    new_tour: Callable[..., Tour], kinds: Kinds, folders
) -> None:
    tour = new_tour({6: [(4, 5, 6), (), (4, 5, 6), (4, 5), (4, 5, 6)]})
    desk = Desk(without_round(tour, 6, 2), kinds, folders)
    cells = desk.catalogue().cells
    assert cells[CellKey(6, None)].note == "2 of 4 rounds played"
    assert cells[CellKey(6, 5)].note == "round 4 is not complete yet"


class TestATournamentSoFar:
    """One file for all rounds: it stands in the cell of the round it tells of."""

    FIRST, SECOND, THIRD = (ReportKey(7, n, "tournament_notes_partial") for n in (1, 2, 3))

    @pytest.fixture
    def desk(self, new_tour: Callable[..., Tour], kinds: Kinds, folders) -> Desk:
        full = (4, 5, 6)
        return Desk(new_tour({7: [full, full, full, ()]}), kinds, folders)

    def test_nobody_misses_it(self, new_tour: Callable[..., Tour], prompts, folders) -> None:
        switched_on = load_kinds([prompts], {"tournament_notes_partial": True})
        desk = Desk(new_tour({7: [(4, 5, 6), ()]}), switched_on, folders)
        assert self.FIRST not in desk.catalogue().reports

    def test_the_newest_takes_the_place_of_the_one_before(self, desk: Desk) -> None:
        desk.write(self.FIRST, "one")
        assert desk.state(self.FIRST) is State.PRESENT
        desk.write(self.SECOND, "two", day=2)
        assert desk.path(self.FIRST) == desk.path(self.SECOND)
        assert desk.state(self.SECOND) is State.PRESENT
        assert self.FIRST not in desk.catalogue().reports
        desk.changed = {self.SECOND.cell}
        assert desk.state(self.SECOND) is State.STALE

    def test_of_unknown_origin_it_may_tell_of_all_that_is_played(self, desk: Desk) -> None:
        desk.files[desk.path(self.FIRST)] = "x"
        assert desk.state(self.THIRD) is State.UNKNOWN_ORIGIN
        assert not {self.FIRST, self.SECOND} & desk.catalogue().reports.keys()

    def test_one_on_its_way_is_shown_beside_the_one_that_is_there(self, desk: Desk) -> None:
        desk.write(self.FIRST, "one")
        desk.requests[self.SECOND] = RequestState(State.IN_FLIGHT, run=4)
        reports = desk.catalogue().reports
        assert (reports[self.FIRST].state, reports[self.FIRST].file_state) == (State.PRESENT,) * 2
        assert (reports[self.SECOND].state, reports[self.SECOND].file_state) == (
            State.IN_FLIGHT,
            State.MISSING,
        )

    def test_a_round_whose_notes_changed_makes_it_stale(self, desk: Desk) -> None:
        notes = ReportKey(7, 1, "round_notes")
        desk.write(notes, "n")
        desk.write(self.SECOND, "two", (notes, "n"))
        desk.files[desk.path(notes)] = "by hand"
        assert desk.catalogue().reports[self.SECOND].note == "Story notes of round 1 changed since"
