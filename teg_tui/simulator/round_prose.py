"""Rounds as prose and as notes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from teg_tui.simulator.facts_sheet import Sheet, labelled
from teg_tui.simulator.victories import victories
from teg_tui.simulator.voice import Voice, amount, listed, moment_place

SIXES = (("H1-6", 1, 6), ("H7-12", 7, 12), ("H13-18", 13, 18))


def best_of(sheet: Sheet, voice: Voice) -> str:
    """Who had the best round by points, and who by strokes."""
    scores = [row for row in sheet.table("ROUND SCORES") if {"Points", "Gross"} <= row.keys()]
    told = []
    for column, rank, words in (
        ("Points", "points rank", "had the most points of the day"),
        ("Gross", "gross rank", "had the lowest gross"),
    ):
        figures = [(figure, row) for row in scores if (figure := _figure(row[column])) is not None]
        if not figures:
            continue
        pick: Callable[[Iterator[int]], int] = max if rank.startswith("points") else min
        best = pick(figure for figure, _ in figures)
        names = [voice.name(row["Code"]) for figure, row in figures if figure == best]
        shown = next(row[column] for figure, row in figures if figure == best)
        told.append(f"{listed(names)} {words}, {shown}")
    return "; ".join(told) + "." if told else ""


def leads(sheet: Sheet, voice: Voice) -> list[str]:
    """How each competition stands, or how it ended."""
    if won := victories(sheet, voice):
        return won
    return [
        voice.lead(competition, after[0])
        for competition, rows in sheet.after("LEAD")
        if (after := labelled(rows, "After"))
    ]


def unfolding(sheet: Sheet, voice: Voice) -> list[str]:
    """A paragraph for every six holes: its key moments, and who scored what over it."""
    paragraphs = []
    for name, first, last in SIXES:
        told = voice.moments(
            row for row in sheet.rows("KEY MOMENTS") if first <= moment_place(row)[1] <= last
        )
        told.append(stretch(sheet, voice, name, first, last))
        paragraphs.append(" ".join(filter(None, told)))
    return [paragraph for paragraph in paragraphs if paragraph]


def stretch(sheet: Sheet, voice: Voice, name: str, first: int, last: int) -> str:
    """Who had the most and the fewest points over six holes."""
    found = [
        (points, row["Code"])
        for row in sheet.table("SPLITS")
        if name in row and (points := _figure(row[name].split()[0])) is not None
    ]
    if not found:
        return ""
    most, fewest = max(found)[0], min(found)[0]
    if most == fewest:
        return f"Over holes {first} to {last} everybody had {amount(str(most), 'point')}."
    top = listed([voice.name(code) for points, code in found if points == most])
    bottom = listed([voice.name(code) for points, code in found if points == fewest])
    return (
        f"Over holes {first} to {last} the most points went to {top}, {most}, "
        f"and the fewest to {bottom}, {fewest}."
    )


def at_stake(sheet: Sheet, voice: Voice) -> list[str]:
    """What remains to be played for."""
    return [_stake(row[0], list(row[1:]), voice) for row in sheet.rows("AT STAKE") if len(row) > 1]


def _stake(label: str, cells: list[str], voice: Voice) -> str:
    if label == "Rounds left":
        return f"{amount(cells[0], 'round')} to go."
    if len(cells) == 1:
        return voice.lead(label, cells[0])
    what, detail = cells[0], voice.say("; ".join(cells[1:]))
    if " to be made up" in what:
        thing = what.split()[0]
        return f"To finish ahead of whoever leads the {label} now, {thing} to make up: {detail}."
    if what.startswith("most a winner made up"):
        most = what.partition(": ")[2]
        return f"The most that a winner of the {label} has made up from here: {most} ({detail})."
    if what.startswith("last now: "):
        last = voice.say(what.removeprefix("last now: "))
        return f"Nearest to the {label}: {last}, {detail}."
    return f"{label}: {voice.say(what)}; {detail}."


def highlights(sheet: Sheet, voice: Voice) -> list[str]:
    """Records, streaks, and the holes that hurt and helped."""
    told = [
        f"{kind}: {voice.say(who)}, {', '.join(cells[:2])} ({voice.say('; '.join(cells[2:]))})"
        for kind, who, *cells in (row for row in sheet.rows("RECORDS") if len(row) > 3)
    ]
    told += [
        f"{voice.name(row[0])}: {row[1]}, {row[2]}"
        for row in sheet.rows("STREAKS")[:2]
        if len(row) > 2
    ]
    told += [
        f"{row[0]} hole: {row[1]}, {row[2]}"
        for kind in ("Hardest", "Easiest")
        for row in [r for r in sheet.rows("HOLES") if r[0] == kind and len(r) > 2][:1]
    ]
    return told


def players(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Everybody's round in the order of its points: the code, and what is to be said of him."""
    counts = {row["Code"]: row for row in sheet.table("COUNTS") if "Code" in row}
    splits = {row["Code"]: row for row in sheet.table("SPLITS") if "Code" in row}
    for row in sheet.table("ROUND SCORES"):
        code, its = row["Code"], counts.get(row["Code"], {})
        told = [f"{amount(row.get('Points', '-'), 'point')} and {row.get('Strokes', '-')} strokes"]
        if {"Out", "In"} <= splits.get(code, {}).keys():
            out, back = (splits[code][nine].split()[0] for nine in ("Out", "In"))
            told.append(f"{out} points out and {back} in")
        told += _tally(its)
        yield code, f"{', '.join(told)}."


def _tally(counts: dict[str, str]) -> list[str]:
    told = []
    for column, one in (("Birdies", "birdie"), ("Pars", "par"), ("Blow-ups", "blow-up")):
        if counts.get(column, "0") not in ("0", "-"):
            told.append(amount(counts[column], one))
    if counts.get("Blow-ups at", "-") != "-":
        told[-1] += f" ({counts['Blow-ups at']})"
    return told


def _figure(text: str) -> int | None:
    if text == "E":
        return 0
    try:
        return int(text)
    except ValueError:
        return None
