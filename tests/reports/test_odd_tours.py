"""Whatever is missing from the scores, there is a report, a closed cell or an error in words."""

from __future__ import annotations

import random
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teg_tui.errors import DataError
from teg_tui.golf.facts import round_facts
from teg_tui.golf.facts_text import facts_text
from teg_tui.golf.files import DataFiles
from teg_tui.golf.fingerprint import fingerprint
from teg_tui.golf.scores import load_tour
from teg_tui.golf.standings import standings
from teg_tui.golf.tour import AwardException, Competition, Measure, Tour, Tournament
from teg_tui.golf.tournament_facts import tournament_facts
from teg_tui.reports.catalogue import build_catalogue
from teg_tui.reports.key import ReportKey
from teg_tui.reports.kind import Scope
from teg_tui.reports.kinds import Kinds
from teg_tui.reports.places import HEADINGS, fill
from teg_tui.reports.plan import Selection, make_plan
from teg_tui.reports.state import Cell, Row

TEGS, ROUNDS = (1, 2, 3), (1, 2, 3, 4)
HANDICAPS = {"AV": 10, "BT": 18, "CO": 28}
COMPETITIONS = (
    Competition("Trophy", Measure.STABLEFORD, high_wins=True, last_place="Ladle"),
    Competition("Jacket", Measure.GROSS, high_wins=False),
    Competition("Net Cup", Measure.NET, high_wins=False, first_teg=2, last_place="Spoon"),
)
EXCEPTIONS = (AwardException(2, "Jacket", ("BT",), "Given away"),)
EVERY_PLACE = "\n".join(
    ["{{title}}", "{{dateline}}"]
    + [f"{{{{{name}{rnd}}}}}" for name in HEADINGS for rnd in ("", ":R1", ":R2", ":R3", ":R9")]
)

places_in_scores = st.fixed_dictionaries(
    {},
    optional={
        "TEGNum": st.sampled_from([str(teg) for teg in TEGS]),
        "Round": st.sampled_from([str(rnd) for rnd in ROUNDS]),
        "Pl": st.sampled_from(sorted(HANDICAPS)),
        "Hole": st.integers(1, 18).map(str),
    },
)
"""Of which rows: a round's, a card's, a hole's, a tournament's, a player's, any or all."""
damages = st.lists(
    st.tuples(st.sampled_from(["drop", "drop", "Sc", "HC"]), places_in_scores), max_size=6
)
"""Rows dropped, or a column of theirs left blank."""


def damaged_tour(folder, seed: int, damage) -> Path | None:
    """Three tournaments of four rounds with what is left of them; None where nothing is."""
    rng = random.Random(seed)
    for teg in TEGS:
        for rnd in ROUNDS:
            folder.play(teg, rnd, HANDICAPS)
    for row in folder.scores:
        row["Sc"] = str(int(row["PAR"]) + rng.choice([-1, 0, 1, 1, 2, 4]))
    for what, where in damage:
        meant = [row for row in folder.scores if where.items() <= row.items()]
        if what == "drop":
            folder.scores = [row for row in folder.scores if row not in meant]
        else:
            for row in meant:
                row[what] = ""
    return folder.write() if folder.scores else None


def all_that_is_made(tour: Tour, kinds: Kinds, folders) -> None:
    """Make of a tour all that is made of one."""

    def print_of(key: ReportKey) -> str:
        return fingerprint(tour, key.teg, key.round)

    catalogue = build_catalogue(tour, kinds, folders, {}, {}, {}, print_of, "m")
    plan = make_plan(Selection(frozenset(catalogue.cells)), catalogue, kinds)
    assert not plan.missing_needs
    for row in catalogue.rows:
        tournament = tour.by_teg[row.teg]
        for competition in tour.competitions_of(row.teg):
            for number in range(tournament.last_round + 1):
                standings(tournament, competition, number)
        for cell in (*row.rounds, row.tournament):
            if cell.offered:
                reports_of(tour, cell, kinds)
            else:
                closed(tour, tournament, row, cell)


def reports_of(tour: Tour, cell: Cell, kinds: Kinds) -> None:
    teg, rnd = cell.key
    facts = tournament_facts(tour, teg) if rnd is None else round_facts(tour, teg, rnd)
    assert facts_text(facts)
    assert fingerprint(tour, teg, rnd)
    for kind in kinds.of_scope(Scope.TOURNAMENT if rnd is None else Scope.ROUND):
        assert fill(EVERY_PLACE, tour, kind, ReportKey(teg, rnd, kind.name)).text


def closed(tour: Tour, tournament: Tournament, row: Row, cell: Cell) -> None:
    """What is not offered says why, and refuses in words."""
    assert cell.note
    if cell is row.tournament and tournament.complete_through:
        assert facts_text(tournament_facts(tour, row.teg))  # a live one's, as far as it is
        return
    with pytest.raises(DataError):
        fingerprint(tour, *cell.key)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 99), damage=damages)
def test_whatever_is_missing_nothing_fails_without_a_word(
    new_tour_folder, kinds, folders, seed, damage
) -> None:
    with TemporaryDirectory() as name:
        root = damaged_tour(new_tour_folder(Path(name)), seed, damage)
        if root is None:
            return
        tour = load_tour(root, DataFiles(), COMPETITIONS, EXCEPTIONS).tour
    all_that_is_made(tour, kinds, folders)
