"""How competitions were won: a paragraph each, from the facts' own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from teg_tui.simulator.facts_sheet import Row, Sheet, labelled
from teg_tui.simulator.voice import Voice

_COUNT = re.compile(r"(?P<which>[\w-]+) (?P<award>.+?)(?: \(before: .*\))?")
_LEAD = re.compile(r"(\S+) led alone from (R\d+ H\d+) to the end")
_MARGIN = re.compile(r"(\d+ (?:points?|strokes?)) over (.+)")
_LABELS = ("Exception", "Margin", "Lead for good", "Wire to wire", "Note")


def victories(sheet: Sheet, voice: Voice) -> list[str]:
    """A paragraph a competition; none while rounds remain."""
    return [
        " ".join(_victory(competition, rows, voice))
        for competition, rows in sheet.after("HOW IT WAS WON")
        if rows
    ]


def _victory(competition: str, rows: tuple[Row, ...], voice: Voice) -> list[str]:
    exception = labelled(rows, "Exception")
    margin = _margin(rows, voice) if not exception else ""
    told = []
    for award, code, *cells in (row for row in rows if row[0] not in _LABELS and len(row) > 4):
        name, which = voice.name(code), _COUNT.fullmatch(cells[2])
        verb = "won" if award == competition and not exception else "was given"
        by = f", {margin}" if margin and award == competition else ""
        told.append(f"{name} {verb} the {award} with {cells[1]}{by}.")
        if which:
            told.append(f"It was the {which['which']} {which['award']} for {voice.name(code)}.")
    if exception:
        told.append(f"{voice.say(': '.join(exception))}.")
    if lead := lead_for_good(competition, rows, voice):
        told.append(lead)
    return told


def lead_for_good(competition: str, rows: Sequence[Row], voice: Voice) -> str:
    """Since when a competition's winner led, a sentence; empty where nobody led alone."""
    found = _LEAD.search(" ".join(labelled(rows, "Lead for good")))
    if found is None:
        return ""
    leader, place = found.groups()
    return f"{voice.name(leader)} led the {competition} alone from {voice.say(place)} to the end."


def _margin(rows: Sequence[Row], voice: Voice) -> str:
    found = _MARGIN.search(" ".join(labelled(rows, "Margin")))
    return f"{found[1]} ahead of {voice.say(found[2])}" if found else ""
