"""A round's facts as compact tables: all that the model is told of its numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from teg_tui.golf.facts import HoleFacts, PlayerRound, RoundFacts
from teg_tui.golf.facts_words import (
    NONE,
    area_words,
    codes,
    course_words,
    decision_lines,
    gap,
    holders_words,
    lead_words,
    mark_line,
    moment_line,
    never_played_words,
    or_none,
    people_lines,
    plain,
    row,
    signed,
    stretch_words,
    top_words,
    visits_words,
)
from teg_tui.golf.race import Race
from teg_tui.golf.records import Holding
from teg_tui.golf.standings import Standing
from teg_tui.golf.streaks import Streak
from teg_tui.golf.tour import HOLES
from teg_tui.golf.wording import amount, place, rule, to_par, unit

LEGEND = (
    "Codes stand for players. Gross and net are strokes to par (E = level). "
    "Blow-up: triple bogey or worse. Zero: a hole without points. "
    "T2: shared second place; there is no countback and no play-off."
)

_EXTREME_HOLES = 3
_STREAKS = 10


def round_text(facts: RoundFacts) -> str:
    """The whole text; lines end in a newline."""
    sections: list[tuple[str, Iterable[str]]] = [
        ("ROUND", _round(facts)),
        ("PLAYERS", people_lines(facts.people, final=bool(facts.decisions))),
        ("ROUND SCORES", _scores(facts)),
        ("COUNTS", _counts(facts)),
        ("SPLITS points gross", _splits(facts)),
    ]
    for race in facts.races:
        name = f"{race.competition.name} ({rule(race.competition)} wins)"
        sections.append((f"STANDINGS {name}", _standings(race)))
        sections.append((f"LEAD {race.competition.name}", _lead(race)))
    for decision in facts.decisions:
        lines = decision_lines(decision, facts.people, facts.event)
        sections.append((f"HOW IT WAS WON {decision.competition.name}", lines))
    if facts.rounds_left:
        sections.append(("AT STAKE", _at_stake(facts)))
    sections += [
        ("KEY MOMENTS most telling first", map(moment_line, facts.moments)),
        ("STREAKS longest first", streak_lines(_all_streaks(facts), _STREAKS)),
        ("RECORDS most telling first", (mark_line(mark, facts.event) for mark in facts.marks)),
        ("CARDS strokes to-par points", _cards(facts)),
        ("HOLES", extreme_hole_lines(facts.holes, _EXTREME_HOLES)),
    ]
    return laid_out(_title(facts), sections)


def laid_out(title: str, sections: Iterable[tuple[str, Iterable[str]]]) -> str:
    """Title, legend, and each section under its heading; an empty one says "none"."""
    parts = [f"{title}\n{LEGEND}\n"]
    for heading, lines in sections:
        body = "\n".join(lines) or "none"
        parts.append(f"\n## {heading}\n{body}\n")
    return "".join(parts)


def _title(facts: RoundFacts) -> str:
    event = facts.event
    day = facts.date.strftime("%d/%m/%Y") if facts.date else "date unknown"
    name = f"{plain(event.name)} ROUND {facts.number} of {event.last_round}"
    return row(f"# FACTS: {name}", plain(facts.course), day)


def _round(facts: RoundFacts) -> Iterator[str]:
    event = facts.event
    out, into = facts.holes[:9], facts.holes[9:]
    pars = [sum(hole.hole.par for hole in part) for part in (facts.holes, out, into)]
    left = facts.rounds_left
    yield row("Tournament", plain(event.name), or_none(event.year), area_words(event))
    yield row(
        *("Round", f"{facts.number} of {event.last_round}", f"{left} left" if left else "final"),
        *never_played_words(event),
    )
    yield row("Date", facts.date.strftime("%A %d/%m/%Y") if facts.date else "unknown")
    yield row("Course", course_words(facts.course, facts.colour))
    yield row("History", visits_words(facts.visits, event))
    yield row("Par", pars[0], f"out {pars[1]}", f"in {pars[2]}")
    absent = {p.player.code for p in facts.people} - {p.summary.player.code for p in facts.players}
    if absent:
        yield row("Did not play", codes(sorted(absent)))


def _by_points(facts: RoundFacts) -> list[PlayerRound]:
    """Best round first: by points, those without by gross after them."""
    return sorted(
        facts.players, key=lambda p: (-(p.summary.points or -1), p.summary.gross, p.summary.player)
    )


def _scores(facts: RoundFacts) -> Iterator[str]:
    again = any(its.previous for its in facts.players)
    yield row(
        *("Code", "Points", "Points rank", "Gross", "Gross rank", "Strokes", "Net"),
        *(("Points last round", "Gross last round") if again else ()),
    )
    for its in _by_points(facts):
        s, previous = its.summary, its.previous
        ranks = [
            place(r.position, tied=r.tied) if r else NONE for r in (its.by_points, its.by_gross)
        ]
        last = (or_none(previous.points), to_par(previous.gross)) if previous else (NONE, NONE)
        yield row(
            *(s.player.code, or_none(s.points), ranks[0], to_par(s.gross), ranks[1]),
            *(s.strokes, signed(s.net), *(last if again else ())),
        )


def _counts(facts: RoundFacts) -> Iterator[str]:
    yield row(
        "Code", "Eagles", "Birdies", "Pars", "Bogeys", "Doubles", "Blow-ups", "Zeros", "Blow-ups at"
    )
    for its in _by_points(facts):
        t, card = its.summary.tally, its.summary.card
        blown = [
            f"H{hole.number} ({score})"
            for hole, score in zip(card.holes, card.scores, strict=True)
            if score is not None and score >= hole.par + 3
        ]
        yield row(
            *(its.summary.player.code, t.eagles, t.birdies, t.pars, t.bogeys, t.doubles),
            *(t.blow_ups, or_none(t.zeros), ", ".join(blown) or NONE),
        )


def _splits(facts: RoundFacts) -> Iterator[str]:
    yield row("Code", "Out", "In", "H1-6", "H7-12", "H13-18", "Best six in a row", "Worst six")
    for its in _by_points(facts):
        cells = [f"{or_none(part.points)} {to_par(part.gross)}" for part in its.summary.stretches]
        extremes = stretch_words(its.best_six), stretch_words(its.worst_six)
        yield row(its.summary.player.code, *cells, *extremes)


def _standings(race: Race) -> Iterator[str]:
    measure = race.competition.measure
    before = {r.player.code: r for r in race.before.rows} if race.before else {}
    heads = ("Pos", "Code", "Total", "Behind", "Round")
    yield row(*heads, *(("Pos before", "Behind before", "Moved") if before else ()))
    for its in race.after.rows:
        was = before.get(its.player.code)
        then = (place(was.position, tied=was.tied), or_none(was.behind)) if was else (NONE, NONE)
        added = NONE if its.round_total is None else amount(its.round_total, measure)
        yield row(
            *(place(its.position, tied=its.tied), its.player.code, amount(its.total, measure)),
            *(or_none(its.behind), added),
            *((*then, _moved(was, its)) if before else ()),
        )


def _moved(was: Standing | None, now: Standing) -> str:
    if was is None:
        return NONE
    steps = was.position - now.position
    return f"{'up' if steps > 0 else 'down'} {abs(steps)}" if steps else "same"


def _lead(race: Race) -> Iterator[str]:
    yield row("Before", top_words(race.before) if race.before else "nobody had played")
    for event in race.events:
        yield row(f"H{event.hole}", lead_words(event, race.competition))
    yield row("After", top_words(race.after))
    yield row("Lead by hole", ", ".join(_lead_by_hole(race)))
    led = [(r.player.code, *race.holes_led(r.player.code)) for r in race.after.rows]
    words = [
        f"{code} alone {alone}, shared {shared}" for code, alone, shared in led if alone + shared
    ]
    yield row("Holes led", "; ".join(words) or NONE)
    yield row("Lead changes", race.changes, "from one sole leader to another; a tie is none")


def _lead_by_hole(race: Race) -> Iterator[str]:
    """ "H1 TM by 5", "H2-4 tie TM/NQ": the sole leader and his lead, or who share it."""
    holes = enumerate(zip(race.leaders, race.margins, strict=True), 1)
    for (leaders, margin), its in groupby(holes, key=itemgetter(1)):
        numbers = [number for number, _ in its]
        by = "" if margin is None else f" by {margin}"
        who = f"{leaders[0]}{by}" if len(leaders) == 1 else f"tie {'/'.join(leaders)}"
        yield f"{_span(numbers[0], numbers[-1])} {who}"


def _at_stake(facts: RoundFacts) -> Iterator[str]:
    yield row("Rounds left", facts.rounds_left, f"{facts.rounds_left * HOLES} holes")
    known = {its.name: comeback for its, comeback in facts.comebacks}
    for race in facts.races:
        name, measure = race.competition.name, race.competition.measure
        yield row(name, top_words(race.after))
        needed = [f"{r.player.code} {r.behind + 1}" for r in race.after.rows if r.behind]
        if needed:
            what = f"{unit(measure)} to be made up to finish ahead of who leads now"
            yield row(name, what, ", ".join(needed))
        comeback = known.get(name)
        if comeback:
            holder = holders_words([Holding(comeback.code, comeback.teg, None)], facts.event)
            made_up = gap(comeback.deficit, measure)
            yield row(name, f"most a winner made up from here so far: {made_up}", holder)
        if race.competition.last_place and race.after.last:
            last = codes(player.code for player in race.after.last)
            yield row(race.competition.last_place, f"last now: {last}", _safety(race))


def _safety(race: Race) -> str:
    """How far the last are behind the place above them."""
    last = race.after.rows[-1]
    above = [r for r in race.after.rows if r.position < last.position]
    if last.behind is None or above[-1].behind is None:
        return NONE
    distance = gap(last.behind - above[-1].behind, race.competition.measure)
    position = above[-1].position
    return f"{distance} behind {codes(r.player.code for r in above if r.position == position)}"


def _all_streaks(facts: RoundFacts) -> Iterator[Streak]:
    return (streak for its in facts.players for streak in its.streaks)


def streak_lines(streaks: Iterable[Streak], most: int) -> Iterator[str]:
    """The longest streaks of a round; equals by code."""
    found = sorted(streaks, key=lambda s: (-s.length, s.code, s.first, s.name))
    # What one run of holes is called twice is told once.
    told = {(streak.code, streak.first, streak.last): streak for streak in reversed(found)}
    for streak in [s for s in found if s in told.values()][:most]:
        span = _span(streak.first, streak.last)
        yield row(streak.code, f"{streak.length} {streak.name} in a row", span)


def _span(first: int, last: int) -> str:
    return f"H{first}" if first == last else f"H{first}-{last}"


def _cards(facts: RoundFacts) -> Iterator[str]:
    columns: list[list[str]] = []
    for its in facts.players:
        card = its.summary.card
        points = map(or_none, card.points)
        columns.append(
            [
                f"{score} {signed(over)} {its_points}"
                for score, over, its_points in zip(
                    card.scores, card.gross_to_par, points, strict=True
                )
            ]
        )
    heads = (its.summary.player.code for its in facts.players)
    yield row("Hole", "Par", "SI", *heads, "Avg to par", "Avg points", "Hardest rank")
    for index, hole in enumerate(facts.holes):
        average = hole.average_points
        yield row(
            *(f"H{hole.hole.number}", hole.hole.par, hole.hole.si),
            *(column[index] for column in columns),
            *(
                f"{hole.average_over:+.2f}",
                NONE if average is None else f"{average:.2f}",
                hole.rank,
            ),
        )


def extreme_hole_lines(holes: tuple[HoleFacts, ...], number: int) -> Iterator[str]:
    """The hardest and the easiest holes by strokes over par; equals by number."""
    ordered = sorted(holes, key=lambda h: (-h.over, h.hole.number))
    ends: tuple[tuple[str, list[HoleFacts], Callable[[HoleFacts], str]], ...] = (
        ("Hardest", ordered[:number], _hard_words),
        ("Easiest", ordered[: -number - 1 : -1], _easy_words),
    )
    for name, found, words in ends:
        for hole in found:
            points = hole.average_points
            yield row(
                name,
                f"H{hole.hole.number} par {hole.hole.par}",
                f"average {hole.hole.par + hole.average_over:.2f} ({hole.average_over:+.2f})",
                NONE if points is None else f"{points:.2f} points",
                words(hole),
            )


def _hard_words(hole: HoleFacts) -> str:
    return f"{hole.blow_ups} of {hole.cards} blew up"


def _easy_words(hole: HoleFacts) -> str:
    return f"{hole.under_par} of {hole.cards} under par"
