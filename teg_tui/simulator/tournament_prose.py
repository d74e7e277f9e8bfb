"""Tournaments as prose and as notes."""

from __future__ import annotations

from collections.abc import Iterator

from teg_tui.simulator.facts_sheet import Sheet, labelled
from teg_tui.simulator.victories import victories
from teg_tui.simulator.voice import Voice, amount, listed, moment_place


def outcome(sheet: Sheet, voice: Voice) -> list[str]:
    """Who won what; while rounds remain, who leads."""
    if won := victories(sheet, voice):
        return won
    return [
        voice.lead(competition, after[-1])
        for competition, rows in sheet.after("LEAD")
        if (after := [row[1] for row in rows if row[0].startswith("After R") and len(row) > 1])
    ]


def rounds(sheet: Sheet) -> list[dict[str, str]]:
    """A row a round: number, course, date, best."""
    return [row for row in sheet.table("ROUNDS") if {"Round", "Course"} <= row.keys()]


def round_story(sheet: Sheet, voice: Voice, row: dict[str, str]) -> list[str]:
    """A round in paragraphs: where, who was best, what happened, who led after it."""
    name = row["Round"]
    best = row.get("Most points", "-")
    lowest = row.get("Lowest gross", "-")
    paragraphs = [
        f"{row['Course']}, par {row.get('Par', '-')}. Most points of the day: "
        f"{voice.say(best)}. Lowest gross: {voice.say(lowest)}."
    ]
    number = int(name.removeprefix("R"))
    moments = voice.moments(
        row for row in sheet.rows("KEY MOMENTS") if moment_place(row)[0] == number
    )
    paragraphs += [" ".join(moments)] if moments else []
    after = [
        voice.lead(competition, words[0])
        for competition, rows in sheet.after("LEAD")
        if (words := labelled(rows, f"After {name}"))
    ]
    if after:
        paragraphs.append(f"After round {number}: {' '.join(after)}")
    return paragraphs


def players(sheet: Sheet) -> Iterator[tuple[str, str, str]]:
    """Everybody in the order of the first competition: code, place, and what is to be said."""
    verb = "finished" if sheet.final else "stands"
    stories = {row["Code"]: row for row in sheet.table("PLAYER STORIES") if "Code" in row}
    for row in sheet.table("STANDINGS"):
        if not {"Code", "Pos", "Total"} <= row.keys():
            continue
        its = stories.get(row["Code"], {})
        told = [f"{verb} on {row['Total']}"]
        for label, column in (("best round", "Best round"), ("worst", "Worst round")):
            if column in its:
                told.append(f"{label} {its[column]}")
        for thing, column in (
            ("birdie", "Birdies or better"),
            ("par", "Pars"),
            ("blow-up", "Blow-ups"),
        ):
            if its.get(column, "0") != "0":
                told.append(amount(its[column], thing))
        yield row["Code"], row["Pos"], f"{'; '.join(told).capitalize()}."


def records(sheet: Sheet, voice: Voice) -> list[str]:
    """The tournament's own records and personal bests, as the facts have them."""
    return [
        f"{kind}: {voice.say(who)}, {', '.join(cells[:2])} ({voice.say('; '.join(cells[2:]))})"
        for kind, who, *cells in (row for row in sheet.rows("RECORDS of the") if len(row) > 3)
    ]


def where(sheet: Sheet) -> str:
    """Area and year."""
    return ", ".join(cell for cell in sheet.title[1:] if cell != "-")


def courses(sheet: Sheet) -> str:
    """The courses, each once."""
    return listed(list(dict.fromkeys(row["Course"] for row in rounds(sheet))) or ["-"])
