"""Plans: each report once, after what it needs, as early as can be."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teg_tui.errors import TegError
from teg_tui.golf.tour import Tour
from teg_tui.reports.catalogue import build_catalogue
from teg_tui.reports.key import CellKey, ReportKey
from teg_tui.reports.kind import Kind, Scope
from teg_tui.reports.kinds import Kinds
from teg_tui.reports.plan import Mode, Plan, Selection, make_plan
from teg_tui.reports.state import Catalogue, Cell, ReportStatus, Row, State

ROUNDS = (1, 2)
NOTES = {rnd: ReportKey(3, rnd, "round_notes") for rnd in ROUNDS}
REPORTS = {rnd: ReportKey(3, rnd, "round_report") for rnd in ROUNDS}
WHOLE = ReportKey(3, None, "tournament_notes")
MAIN = ReportKey(3, None, "main_report")
BRIEF = ReportKey(3, None, "brief_summary")


def kinds_in(kinds: Kinds, cell: CellKey) -> list[Kind]:
    """The kinds that may stand in a cell."""
    return [kind for kind in kinds if (kind.scope is Scope.TOURNAMENT) == (cell.round is None)]


def catalogue_of(
    kinds: Kinds,
    states: Mapping[ReportKey, State] | None = None,
    tegs: Sequence[int] = (3,),
    closed: Sequence[CellKey] = (),
) -> Catalogue:
    """A catalogue of two-round events in which all is missing but what `states` says."""
    states = states or {}

    def status(kind: Kind, cell: CellKey) -> ReportStatus:
        key = ReportKey(cell.teg, cell.round, kind.name)
        state = states.get(key, State.MISSING)
        flying = state is State.IN_FLIGHT
        return ReportStatus(
            key,
            kind.title,
            state,
            "x.md",
            open_run=8 if flying else None,
            file_state=State.MISSING if state >= State.HELD else state,
        )

    def cell(key: CellKey) -> Cell:
        if key in closed:
            return Cell(key, State.INCOMPLETE, (), "1 of 2 cards", offered=False)
        reports = (status(kind, key) for kind in kinds_in(kinds, key))
        shown = (
            s
            for s in reports
            if s.state is not State.MISSING or kinds[s.key.kind].scope is not Scope.PARTIAL
        )
        return Cell(key, State.MISSING, tuple(shown))

    rows = tuple(
        Row(
            teg,
            f"TEG {teg}",
            None,
            "",
            live=False,
            rounds=tuple(cell(CellKey(teg, rnd)) for rnd in ROUNDS),
            tournament=cell(CellKey(teg, None)),
        )
        for teg in tegs
    )
    return Catalogue(rows, tuple((kind.name, kind.title, kind.enabled) for kind in kinds))


def cells(*rounds: int | None) -> frozenset[CellKey]:
    return frozenset(CellKey(3, rnd) for rnd in rounds)


def test_the_full_pipeline_of_an_event_goes_in_three_waves(kinds: Kinds) -> None:
    plan = make_plan(Selection(cells(1, 2, None)), catalogue_of(kinds), kinds)
    assert plan.waves == (
        (NOTES[1], NOTES[2]),
        (REPORTS[1], REPORTS[2], WHOLE),
        (BRIEF, MAIN),
    )
    assert plan.missing_needs == plan.added == ()


def test_what_is_selected_is_written_again_and_counted(kinds: Kinds) -> None:
    states = {
        NOTES[1]: State.PRESENT,
        REPORTS[1]: State.EDITED,
        NOTES[2]: State.UNKNOWN_ORIGIN,
        REPORTS[2]: State.STALE,
    }
    plan = make_plan(Selection(cells(1, 2)), catalogue_of(kinds, states), kinds)
    assert len(plan.reports) == 4
    assert plan.fresh == (NOTES[1],)
    assert plan.unknown_origin == (NOTES[2],)
    assert plan.edited == (REPORTS[1],)


def test_what_is_fresh_is_left_out_when_told_to(kinds: Kinds) -> None:
    states = {NOTES[1]: State.PRESENT, REPORTS[1]: State.STALE, NOTES[2]: State.UNKNOWN_ORIGIN}
    asked = Selection(cells(1, 2), skip_fresh=True)
    plan = make_plan(asked, catalogue_of(kinds, states), kinds)
    assert plan.reports == (NOTES[2], REPORTS[1], REPORTS[2])


def test_what_is_fresh_is_written_again_after_what_it_is_written_from(kinds: Kinds) -> None:
    states = dict.fromkeys((*REPORTS.values(), NOTES[2], WHOLE, MAIN), State.PRESENT)
    asked = Selection(cells(1, 2, None), skip_fresh=True)
    plan = make_plan(asked, catalogue_of(kinds, states), kinds)
    assert plan.waves == ((NOTES[1],), (REPORTS[1], WHOLE), (BRIEF, MAIN))


def test_an_older_recipe_is_not_fresh(kinds: Kinds) -> None:
    catalogue = catalogue_of(kinds, {NOTES[1]: State.PRESENT})
    row = catalogue.rows[0]
    old = tuple(replace(report, older_recipe=True) for report in row.rounds[0].reports)
    rounds = (replace(row.rounds[0], reports=old), row.rounds[1])
    catalogue = replace(catalogue, rows=(replace(row, rounds=rounds),))
    assert make_plan(Selection(cells(1)), catalogue, kinds).fresh == ()


def test_story_notes_only_writes_notes(kinds: Kinds) -> None:
    plan = make_plan(Selection(cells(1, 2, None), Mode.NOTES), catalogue_of(kinds), kinds)
    assert plan.waves == ((NOTES[1], NOTES[2]), (WHOLE,))


def test_reports_only_says_which_notes_are_missing(kinds: Kinds) -> None:
    catalogue = catalogue_of(kinds, {NOTES[1]: State.UNKNOWN_ORIGIN})
    plan = make_plan(Selection(cells(1, 2), Mode.REPORTS), catalogue, kinds)
    assert plan.missing_needs == (NOTES[2],)
    assert plan.reports == (REPORTS[1], REPORTS[2])


def test_reports_only_writes_missing_notes_when_told_to(kinds: Kinds) -> None:
    selection = Selection(cells(None), Mode.REPORTS, with_missing_notes=True)
    plan = make_plan(selection, catalogue_of(kinds, {NOTES[1]: State.STALE}), kinds)
    assert plan.waves == ((NOTES[2],), (WHOLE,), (BRIEF, MAIN))
    assert plan.added == (NOTES[2], WHOLE)
    assert plan.missing_needs == ()


def test_the_full_pipeline_of_a_tournament_adds_only_the_notes_that_are_missing(
    kinds: Kinds,
) -> None:
    catalogue = catalogue_of(kinds, {NOTES[1]: State.EDITED})
    plan = make_plan(Selection(cells(None)), catalogue, kinds)
    assert plan.waves == ((NOTES[2],), (WHOLE,), (BRIEF, MAIN))
    assert plan.added == (NOTES[2],)


def test_needs_that_are_there_are_used_as_they_are(kinds: Kinds) -> None:
    catalogue = catalogue_of(kinds, {WHOLE: State.STALE})
    plan = make_plan(Selection(cells(None), Mode.REPORTS), catalogue, kinds)
    assert plan.waves == ((BRIEF, MAIN),)
    assert plan.missing_needs == ()


def test_a_need_that_failed_and_left_no_file_is_written_first(kinds: Kinds) -> None:
    catalogue = catalogue_of(kinds, {NOTES[1]: State.FAILED})
    plan = make_plan(Selection(cells(1), kinds=frozenset({"round_report"})), catalogue, kinds)
    assert plan.waves == ((NOTES[1],), (REPORTS[1],))


def test_a_need_in_an_open_run_is_waited_for(kinds: Kinds) -> None:
    catalogue = catalogue_of(kinds, {NOTES[1]: State.IN_FLIGHT})
    plan = make_plan(Selection(cells(1), Mode.REPORTS), catalogue, kinds)
    assert plan.waves == ((REPORTS[1],),)
    assert plan.waits_for == ((NOTES[1], 8),)
    assert plan.missing_needs == ()


def test_a_selected_report_in_an_open_run_is_left_to_it(kinds: Kinds) -> None:
    catalogue = catalogue_of(kinds, {NOTES[1]: State.IN_FLIGHT})
    plan = make_plan(Selection(cells(1)), catalogue, kinds)
    assert plan.reports == (REPORTS[1],)
    assert plan.waits_for == ((NOTES[1], 8),)


def test_what_does_not_exist_or_is_incomplete_is_skipped_with_a_note(kinds: Kinds) -> None:
    selection = Selection(cells(1, 2, 7) | {CellKey(99, None)})
    plan = make_plan(selection, catalogue_of(kinds, closed=[CellKey(3, 2)]), kinds)
    assert plan.reports == (NOTES[1], REPORTS[1])
    assert plan.skipped == (
        (CellKey(3, 2), "1 of 2 cards"),
        (CellKey(3, 7), "there is no such round"),
        (CellKey(99, None), "there is no such tournament"),
    )


def test_a_need_of_an_incomplete_round_cannot_be_added(kinds: Kinds) -> None:
    plan = make_plan(Selection(cells(None)), catalogue_of(kinds, closed=[CellKey(3, 2)]), kinds)
    assert plan.missing_needs == (NOTES[2],)


def test_a_kind_switched_off_is_written_when_it_is_chosen(kinds: Kinds) -> None:
    satire = ReportKey(3, None, "satire")
    catalogue = catalogue_of(kinds, {WHOLE: State.PRESENT})
    assert satire not in make_plan(Selection(cells(None)), catalogue, kinds).reports
    selection = Selection(cells(None), kinds=frozenset({"satire"}))
    assert make_plan(selection, catalogue, kinds).reports == (satire,)


def test_a_cell_that_nothing_chosen_is_about_is_skipped(kinds: Kinds) -> None:
    selection = Selection(cells(1), kinds=frozenset({"main_report"}))
    plan = make_plan(selection, catalogue_of(kinds), kinds)
    assert plan.reports == ()
    assert [cell for cell, _ in plan.skipped] == [CellKey(3, 1)]


PARTIAL = Selection(cells(1), Mode.NOTES, frozenset({"tournament_notes_partial"}))


def test_a_tournament_so_far_is_written_from_its_rounds_so_far(kinds: Kinds) -> None:
    plan = make_plan(PARTIAL, catalogue_of(kinds), kinds)
    assert plan.waves == ((NOTES[1],), (ReportKey(3, 1, "tournament_notes_partial"),))
    assert plan.added == (NOTES[1],)


def test_after_its_last_round_nothing_partial_is_left_of_a_tournament(kinds: Kinds) -> None:
    for rounds in ((2,), (1, 2)):
        plan = make_plan(replace(PARTIAL, cells=cells(*rounds)), catalogue_of(kinds), kinds)
        assert not plan.reports


def test_of_several_rounds_one_partial_report_is_written_as_of_the_latest(
    new_tour: Callable[..., Tour], kinds: Kinds, folders
) -> None:
    tour = new_tour({3: [(4, 5, 6)] * 4})
    catalogue = build_catalogue(tour, kinds, folders, {}, {}, {}, str, "m")
    plan = make_plan(replace(PARTIAL, cells=cells(1, 3)), catalogue, kinds)
    assert plan.waves[1] == (ReportKey(3, 3, "tournament_notes_partial"),)
    assert [key.round for key in plan.waves[0]] == [1, 2, 3]


def test_an_unknown_kind_is_an_error(kinds: Kinds) -> None:
    with pytest.raises(TegError, match="no such kind of report: ode"):
        make_plan(Selection(cells(1), kinds=frozenset({"ode"})), catalogue_of(kinds), kinds)


@st.composite
def webs_of_kinds(draw: st.DrawFn) -> Kinds:
    """Kinds that need any of those before them."""
    made: list[Kind] = []
    for number in range(draw(st.integers(1, 6))):
        scope = draw(st.sampled_from(Scope))
        whole = scope is Scope.TOURNAMENT
        able = [k.name for k in made if k.scope in (Scope.ROUND, whole and scope)]
        needs = draw(st.lists(st.sampled_from(able), unique=True)) if able else []
        name = f"k{number}"
        made.append(
            Kind(
                name,
                name.upper(),
                scope,
                tuple(needs),
                facts=True,
                max_tokens=1,
                words=1,
                output="",
                published=None,
                model=None,
                suffix=name,
                stem=name,
                notes=draw(st.booleans()),
                enabled=draw(st.booleans()),
                places=(),
                system="",
                digest="",
                source="",
            )
        )
    return Kinds(tuple(made))


@st.composite
def situations(draw: st.DrawFn) -> tuple[Kinds, Catalogue, Selection]:
    kinds = draw(webs_of_kinds())
    tegs = (3, 4)
    keys = [CellKey(teg, rnd) for teg in tegs for rnd in (*ROUNDS, None)]
    reports = [
        ReportKey(cell.teg, cell.round, kind.name)
        for cell in keys
        for kind in kinds_in(kinds, cell)
    ]
    known = [state for state in State if state >= State.UNKNOWN_ORIGIN]
    states = draw(st.dictionaries(st.sampled_from(reports), st.sampled_from(known)))
    closed = draw(st.lists(st.sampled_from(keys), max_size=1))
    names = st.none() | st.frozensets(st.sampled_from([kind.name for kind in kinds]))
    selection = Selection(
        draw(st.frozensets(st.sampled_from([*keys, CellKey(9, 1)]))),
        draw(st.sampled_from(Mode)),
        draw(names),
        draw(st.booleans()),
    )
    return kinds, catalogue_of(kinds, states, tegs, closed), selection


def in_flight(catalogue: Catalogue, key: ReportKey) -> bool:
    return key in catalogue.reports and catalogue.reports[key].state is State.IN_FLIGHT


def there(catalogue: Catalogue, key: ReportKey) -> bool:
    return key in catalogue.reports and catalogue.reports[key].file_state is not State.MISSING


def needs_in(plan: Plan, kinds: Kinds, key: ReportKey) -> set[ReportKey]:
    return set(kinds.needs_of(key, ROUNDS)) & set(plan.reports)


@settings(deadline=None)
@given(situations())
def test_every_report_stands_once_in_the_first_wave_after_all_it_needs(
    situation: tuple[Kinds, Catalogue, Selection],
) -> None:
    kinds, catalogue, selection = situation
    plan = make_plan(selection, catalogue, kinds)
    assert len(set(plan.reports)) == len(plan.reports)
    assert all(plan.waves)
    wave_of = {key: number for number, wave in enumerate(plan.waves) for key in wave}
    for key in plan.reports:
        earliest = max((wave_of[n] + 1 for n in needs_in(plan, kinds, key)), default=0)
        assert wave_of[key] == earliest


@settings(deadline=None)
@given(situations())
def test_every_need_is_planned_or_there_or_on_its_way_or_named_as_missing(
    situation: tuple[Kinds, Catalogue, Selection],
) -> None:
    kinds, catalogue, selection = situation
    plan = make_plan(selection, catalogue, kinds)
    waited = {key for key, _ in plan.waits_for}
    for key in plan.reports:
        for need in kinds.needs_of(key, ROUNDS):
            accounts = [
                need in plan.reports,
                need in waited,
                need in plan.missing_needs,
                need not in plan.reports and need not in waited and there(catalogue, need),
            ]
            assert sum(accounts) == 1


@settings(deadline=None)
@given(situations())
def test_a_plan_writes_what_is_selected_and_besides_only_needs_that_are_not_there(
    situation: tuple[Kinds, Catalogue, Selection],
) -> None:
    kinds, catalogue, selection = situation
    plan = make_plan(selection, catalogue, kinds)
    for key in plan.reports:
        assert not in_flight(catalogue, key)
        assert catalogue.cells[key.cell].offered
        if key in plan.added:
            assert not there(catalogue, key)
            assert any(key in kinds.needs_of(other, ROUNDS) for other in plan.reports)
        else:
            assert key.cell in selection.cells
    if selection.mode is Mode.REPORTS and not selection.with_missing_notes:
        assert plan.added == ()
