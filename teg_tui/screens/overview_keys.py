"""The overview's keys, besides the grid's own."""

from __future__ import annotations

from textual.binding import Binding

OVERVIEW_KEYS: list[Binding] = [
    Binding(
        "g",
        "generate",
        "Generate",
        id="generate",
        tooltip="Write what is marked, else this cell",
    ),
    Binding(
        "w",
        "live",
        "Write live",
        False,
        id="live",
        tooltip="Write what the live tournament lacks, in real time",
    ),
    Binding("slash", "filter", "Filter", id="filter", tooltip="Show only some: 10-17 missing"),
    Binding(
        "1",
        "mode('notes')",
        "Notes only",
        False,
        id="mode.notes",
        tooltip="Write story notes only",
    ),
    Binding(
        "2",
        "mode('reports')",
        "Reports only",
        False,
        id="mode.reports",
        tooltip="Write reports only, from notes that are there",
    ),
    Binding(
        "3",
        "mode('full')",
        "Full pipeline",
        False,
        id="mode.full",
        tooltip="Write notes, then reports",
    ),
    Binding("i", "kinds", "Kinds", False, id="kinds", tooltip="Switch kinds of report on and off"),
    Binding("v", "via", "Via", id="via", tooltip="Real time, or batch at half the price"),
    Binding("b", "batches", "Batches", id="batches", tooltip="Go to the batches and back"),
    Binding(
        "x",
        "cancel",
        "Cancel",
        False,
        id="cancel",
        tooltip="Cancel the run under way, or the one chosen under Batches",
    ),
    Binding("R", "retry", "Retry", False, id="retry", tooltip="Send a run's failed reports again"),
    Binding(
        "dollar_sign",
        "costs",
        "Costs",
        False,
        id="costs",
        tooltip="What was spent, by month, kind, model or run",
    ),
    Binding(
        "n",
        "notes",
        "Notes",
        False,
        id="data_notes",
        tooltip="What is wrong, was told before, or is odd in the score files",
    ),
    Binding("escape", "back", "Back", False, id="back", tooltip="Drop the filter, then the marks"),
]
