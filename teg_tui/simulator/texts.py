"""What the simulator answers: reports written by rules from the facts in the prompt.

Every figure comes out of the facts; the places that the system prompt names ("{{standings}}") are
used as a model would use them; the first lines say that no model wrote it. A prompt it does not
understand gets a text that says so.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator
from typing import Any

from teg_tui.simulator import round_prose, tournament_prose
from teg_tui.simulator.facts_sheet import Sheet, read
from teg_tui.simulator.tokens import text_of
from teg_tui.simulator.victories import lead_for_good, victories
from teg_tui.simulator.voice import Voice, moment_place

MARK = "*Simulated report: no model wrote this.*"
_PLACE = re.compile(r"\{\{([a-z_]+)")
_TASK = re.compile(r"Write this now: (.+?),")


def write(params: dict[str, Any]) -> str:
    """The text that answers a Messages call."""
    system = text_of(params.get("system", ""))
    prompt = "\n".join(text_of(message["content"]) for message in params["messages"])
    sheet = read(prompt)
    if sheet is not None:
        task = _TASK.findall(prompt)
        kind = task[-1].lower() if task else "report"
        # A prompt is anybody's: facts that look right at first and then don't are no crash.
        with contextlib.suppress(LookupError, ValueError):
            return _report(sheet, kind, set(_PLACE.findall(system)))
    return (
        f"{MARK}\n\nThe prompt of {len(prompt)} characters holds no facts that the simulator "
        "knows how to read, so this is all it has to say.\n"
    )


def _report(sheet: Sheet, kind: str, places: set[str]) -> str:
    notes = "notes" in kind
    voice = Voice(sheet, full_names=notes, name_places="title" in places)
    if "brief" in kind or "summary" in kind:
        body = _brief(sheet, voice)
    elif sheet.of_round:
        body = _round_notes(sheet, voice) if notes else _round_report(sheet, voice, places)
    else:
        body = _tournament_notes(sheet, voice) if notes else _main_report(sheet, voice, places)
    notes_of = "story notes" if sheet.of_round or sheet.final else "the tournament so far"
    heading = _heading(sheet, places, notes_of if notes else _headline(sheet))
    return "\n".join([*heading, *body]).rstrip() + "\n"


def _heading(sheet: Sheet, places: set[str], headline: str) -> Iterator[str]:
    title = "{{title}}" if "title" in places else sheet.title[0].capitalize()
    yield from (f"# {title}: {headline}", "")
    if "dateline" in places:
        yield from ("{{dateline}}", "")
    yield from (MARK, "")


def _headline(sheet: Sheet) -> str:
    full = Voice(sheet, full_names=True, name_places=False)
    for competition, rows in sheet.after("HOW IT WAS WON"):
        if rows and len(rows[0]) > 2 and rows[0][0] == competition:
            return f"{full.name(rows[0][1])} and the {competition}"
    return f"a round at {sheet.title[1]}" if sheet.of_round else f"the story of {sheet.title[1]}"


def _round_report(sheet: Sheet, voice: Voice, places: set[str]) -> Iterator[str]:
    yield from _section("Round summary", [round_prose.best_of(sheet, voice)])
    if not sheet.sections.get("AT STAKE"):
        yield from _paragraphs(victories(sheet, voice))
    else:
        yield from _paragraphs(round_prose.leads(sheet, voice))
    yield from _section("How it unfolded", round_prose.unfolding(sheet, voice))
    yield from _placed("Standings", "standings", places)
    if stake := round_prose.at_stake(sheet, voice):
        yield from _section("What is at stake", [" ".join(stake)])
    else:
        yield from _section("How it was won", _how(sheet, voice))
    yield from _section("Highlights", _bullets(round_prose.highlights(sheet, voice)), gap=False)
    yield from _placed("Players", "round_scores", places)
    for code, told in round_prose.players(sheet):
        yield from (f"**{voice.name(code)}:** {told}", "")


def _how(sheet: Sheet, voice: Voice) -> list[str]:
    found = [
        lead_for_good(competition, rows, voice)
        for competition, rows in sheet.after("HOW IT WAS WON")
    ]
    return [line for line in found if line] or ["As the standings show."]


def _round_notes(sheet: Sheet, voice: Voice) -> Iterator[str]:
    summary = [round_prose.best_of(sheet, voice), *round_prose.leads(sheet, voice)]
    yield from _section("Round summary", _bullets(summary), gap=False)
    moments = voice.moments(sheet.rows("KEY MOMENTS")[:10])
    yield from _section("Key moments", _bullets(moments), gap=False)
    sixes = [round_prose.stretch(sheet, voice, *six) for six in round_prose.SIXES]
    yield from _section("Holes 1 to 6, 7 to 12, 13 to 18", _bullets(sixes), gap=False)
    yield from _section("Round stats", _bullets(round_prose.highlights(sheet, voice)), gap=False)
    told = [f"**{voice.name(code)}:** {words}" for code, words in round_prose.players(sheet)]
    yield from _section("Players", _bullets(told), gap=False)
    if stake := round_prose.at_stake(sheet, voice):
        yield from _section("What is at stake", _bullets(stake), gap=False)
    else:
        yield from _section("How it was won", _bullets(_how(sheet, voice)), gap=False)


def _main_report(sheet: Sheet, voice: Voice, places: set[str]) -> Iterator[str]:
    yield from _placed("Results", "results", places)
    setting = f"{tournament_prose.where(sheet)}: {tournament_prose.courses(sheet)}."
    yield from _section("Overview", [setting, *tournament_prose.outcome(sheet, voice)])
    for row in tournament_prose.rounds(sheet):
        number = row["Round"].removeprefix("R")
        story = tournament_prose.round_story(sheet, voice, row)
        yield from _section(f"Round {number}: {row['Course']}", story)
        if "standings" in places:
            yield from (f"{{{{standings:R{number}}}}}", "")
    told = [
        f"**{voice.name(code)} ({place}):** {words}"
        for code, place, words in tournament_prose.players(sheet)
    ]
    yield from _section("Player by player", told)
    yield from _placed("Records and personal bests", "records", places)
    if not tournament_prose.records(sheet, voice):
        yield from ("No record fell in this tournament.", "")


def _tournament_notes(sheet: Sheet, voice: Voice) -> Iterator[str]:
    outcome = tournament_prose.outcome(sheet, voice)
    yield from _section("Key points", _bullets(outcome), gap=False)
    for row in tournament_prose.rounds(sheet):
        number = row["Round"].removeprefix("R")
        story = tournament_prose.round_story(sheet, voice, row)
        yield from _section(f"Round {number}", _bullets(story), gap=False)
    told = [
        f"**{voice.name(code)}** ({place}): {words}"
        for code, place, words in tournament_prose.players(sheet)
    ]
    yield from _section("Players", _bullets(told), gap=False)
    records = tournament_prose.records(sheet, voice) or ["None."]
    yield from _section("Records and history", _bullets(records), gap=False)
    place = [f"{tournament_prose.where(sheet)}: {tournament_prose.courses(sheet)}"]
    yield from _section("Place", _bullets(place), gap=False)


def _brief(sheet: Sheet, voice: Voice) -> Iterator[str]:
    yield from (f"Played at {tournament_prose.where(sheet)}.", "")
    yield from _paragraphs(tournament_prose.outcome(sheet, voice))
    decisive = [row for row in sheet.rows("KEY MOMENTS") if "for good" in row[-1]]
    if decisive:
        last = max(decisive, key=moment_place)
        [told] = voice.moments([last])
        yield from (f"It turned in round {moment_place(last)[0]}. {told}", "")


def _section(heading: str, lines: Iterable[str], *, gap: bool = True) -> Iterator[str]:
    found = [line for line in lines if line]
    if not found:
        return
    yield from (f"## {heading}", "")
    if gap:
        yield from _paragraphs(found)
    else:
        yield from (*found, "")


def _placed(heading: str, place: str, places: set[str]) -> Iterator[str]:
    yield from (f"## {heading}", "")
    if place in places:
        yield from (f"{{{{{place}}}}}", "")


def _paragraphs(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield from (line, "")


def _bullets(lines: Iterable[str]) -> list[str]:
    return [f"- {line}" for line in lines if line]
