"""Facts and requests for every round of a tour of 17 tournaments, from the score files on.

The scripts that this program replaces took 19 s for it. Imports apart: they are paid once.
"""

from __future__ import annotations

import json
from time import perf_counter

from measures import Figure, demonstration, judged, milliseconds, show

from teg_tui import workspace
from teg_tui.golf.facts import round_facts
from teg_tui.golf.facts_text import facts_text
from teg_tui.golf.fingerprint import fingerprint
from teg_tui.golf.tour import Tour
from teg_tui.reports import requests
from teg_tui.reports.key import ReportKey
from teg_tui.reports.kind import Kind
from teg_tui.reports.kinds import load_kinds

RUNS = 7
TOURNAMENTS = 17
BEFORE = 19.0
TIMES_FASTER = 100


def measure() -> list[Figure]:
    """The best of several: whatever is slower was disturbed."""
    kind = load_kinds([workspace.shipped("prompts")], {})["round_notes"]
    reading, making, lines = [], [], []
    with demonstration() as found:
        for _ in range(RUNS):
            begun = perf_counter()
            tour = workspace.load_tour(found).tour
            read = perf_counter()
            lines = _requests(tour, kind)
            reading.append(read - begun)
            making.append(perf_counter() - read)
    took = min(making)
    return [
        Figure(
            f"facts and requests, {len(lines)} rounds",
            milliseconds(took),
            f"old scripts {BEFORE:.0f} s",
            f"{BEFORE / took:.0f}x faster",
            f">= {TIMES_FASTER}x",
            judged(BEFORE / took >= TIMES_FASTER),
        ),
        Figure("reading the scores for them", milliseconds(min(reading))),
    ]


def _requests(tour: Tour, kind: Kind) -> list[str]:
    lines = []
    for tournament in tour.tournaments[:TOURNAMENTS]:
        for rnd in tournament.rounds:
            key = ReportKey(tournament.teg, rnd.number, kind.name)
            facts = facts_text(round_facts(tour, key.teg, rnd.number))
            params = requests.build_params(kind, key, facts, [], "claude-sonnet-5-5")
            recipe = requests.recipe(kind, fingerprint(tour, key.teg, rnd.number), [], "")
            custom_id = requests.custom_id(key, kind, tour.event, recipe.facts[:6])
            lines.append(json.dumps({"custom_id": custom_id, "params": params}))
    return lines


if __name__ == "__main__":
    show(measure())
