"""The reports of a real workspace, where there is one to look at."""

from __future__ import annotations

import re
from pathlib import Path

from teg_tui import workspace
from teg_tui.reports.catalogue import build_catalogue
from teg_tui.reports.kinds import Kinds
from teg_tui.reports.places import fill
from teg_tui.reports.state import State

OURS = re.compile(
    r"(/TEG\d+_R\d+_(report|story_notes)|/teg_\d+_(main_report|brief_summary|story_notes))\.md$"
)
"""Leftovers of other names lie beside them, and are left alone."""


def test_every_report_of_a_real_workspace_has_its_place_in_the_grid(
    real_tour: Path, kinds: Kinds
) -> None:
    files = {str(p.relative_to(real_tour)): "?" for p in real_tour.glob("data/commentary/**/*.md")}
    space = workspace.load(real_tour)
    tour = workspace.load_tour(space).tour
    catalogue = build_catalogue(
        tour, kinds, space.config.folders, files, {}, {}, lambda _cell: "", space.config.model
    )
    found = {r.path for r in catalogue.reports.values() if r.state is State.UNKNOWN_ORIGIN}
    published = {
        path for path in files if path.replace("commentary/", "commentary/drafts/") in found
    }
    assert found
    assert {path for path in files if OURS.search(path)} <= found | published


def test_every_place_can_be_filled_for_every_report_of_a_real_tour(
    real_tour: Path, kinds: Kinds
) -> None:
    space = workspace.load(real_tour)
    tour = workspace.load_tour(space).tour
    catalogue = build_catalogue(
        tour, kinds, space.config.folders, {}, {}, {}, lambda _cell: "", space.config.model
    )
    assert catalogue.reports
    for key in catalogue.reports:
        assert "{{" not in fill("", tour, kinds[key.kind], key).text
