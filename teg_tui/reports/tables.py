"""What code writes into reports: titles, datelines and tables, in Markdown, from the scores.

Names and reasons come from files, so their Markdown is made harmless.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from teg_tui.golf import wording
from teg_tui.golf.history import history_of
from teg_tui.golf.standings import (
    Award,
    Standings,
    last_place,
    round_standings,
    standings,
    winners,
)
from teg_tui.golf.tour import HOLES, Card, Competition, Measure, Round, Tour, Tournament

NONE = "–"
"""Stands where there is no number."""

_HEADS = {Measure.STABLEFORD: "Points", Measure.GROSS: "Gross", Measure.NET: "Net"}
_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~&{}])")


def plain(text: str) -> str:
    """Text as Markdown that shows it, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def title(tournament: Tournament, rnd: Round | None) -> str:
    """ "TEG 17, Round 4", or of a tournament "TEG 17"."""
    name = plain(tournament.name)
    return name if rnd is None else f"{name}, Round {rnd.number}"


def dateline(tournament: Tournament, rnd: Round | None) -> str:
    """Where and when, as far as it is known, on an italic line."""
    return f"*{' · '.join(plain(part) for part in dateline_parts(tournament, rnd))}*"


def dateline_parts(tournament: Tournament, rnd: Round | None) -> list[str]:
    """Place and time, and of a round its number; what is not known is left out."""
    if rnd is None:
        courses = dict.fromkeys(each.course for each in tournament.rounds)
        parts = [tournament.area, _dates(tournament), ", ".join(courses)]
    else:
        of_all = f"Round {rnd.number} of {tournament.last_round}"
        parts = [rnd.course, _day(rnd.date) if rnd.date else "", of_all]
    return [part for part in parts if part]


def results(tour: Tour, tournament: Tournament) -> str:
    """Who won what, by how much and for which time, and who came last."""
    rows, footnotes = [], []
    history = history_of(tour)
    for competition in tour.competitions_of(tournament.teg):
        final = standings(tournament, competition, tournament.last_round)
        first = winners(tour, tournament, final)
        for award in (first, last_place(tour, tournament, final)):
            if award is None or not award.players:
                continue
            names = wording.listed([plain(player.full_name) for player in award.players])
            gap = margin(final, award) if award is first else ""
            if award.exception is not None:
                names, gap = f"{names}\\*", ""
                footnotes.append(f"\\* {plain(award.name)}: {plain(award.exception.reason)}")
            earlier = [history.honours(award.name, p.code, tournament.teg) for p in award.players]
            career = ", ".join(wording.ordinal(len(tegs) + 1) for tegs in earlier)
            rows.append([f"**{plain(award.name)}**", names, award_total(final, award), gap, career])
    heads = ["Award", "Player", "Total", "Margin", "Career"]
    return _with_footnotes(table(heads, rows, "lllll"), footnotes)


def standings_tables(tour: Tour, tournament: Tournament, after: int) -> str:
    """Each competition's table after a round, with what every round added."""
    return "\n\n".join(
        standings_table(tour, tournament, competition, after)
        for competition in tour.competitions_of(tournament.teg)
    )


def standings_table(
    tour: Tour, tournament: Tournament, competition: Competition, after: int
) -> str:
    """One competition's table after a round, under its caption."""
    final = after == tournament.last_round
    ranked = standings(tournament, competition, after)
    award = winners(tour, tournament, ranked) if final else None
    when = "final" if final else f"after round {after}"
    caption = f"**{plain(competition.name)}, {when}**"
    return f"{caption}\n\n{_standings(tournament, ranked, after, award)}"


def round_scores(tour: Tour, tournament: Tournament, rounds: Iterable[Round]) -> str:
    """Each player's round in numbers, best first by the tournament's first competition."""
    competitions = tour.competitions_of(tournament.teg)
    blocks = []
    for rnd in rounds:
        rows = [
            [plain(card.player.full_name), *_card_figures(card)]
            for card in _best_first(rnd, competitions)
        ]
        heads = ["Player", "Out", "In", "Strokes", "Gross", "Net", "Points"]
        blocks.append(f"{_caption(rnd)}\n\n{table(heads, rows, 'lrrrrrr')}")
    return "\n\n".join(blocks)


def scorecards(rounds: Iterable[Round]) -> str:
    """Every score of a round, a line a hole and a column a player."""
    return "\n\n".join(f"{_caption(rnd)}\n\n{_scorecard(rnd)}" for rnd in rounds)


def _standings(tournament: Tournament, ranked: Standings, after: int, award: Award | None) -> str:
    measure = ranked.competition.measure
    exception = award.exception if award is not None else None
    rounds = tournament.through(after)
    starred = exception.players if exception is not None else ()
    rows = []
    for row in ranked.rows:
        cards = [rnd.card_of.get(row.player.code) for rnd in rounds]
        totals = [_amount(None if card is None else card.total(measure), measure) for card in cards]
        if row.behind is None:
            behind = "fewer holes"
        else:
            behind = str(row.behind) if row.position > 1 else NONE
        rows.append(
            [
                wording.place(row.position, tied=row.tied),
                plain(row.player.full_name) + ("\\*" if row.player.code in starred else ""),
                *totals,
                f"**{_amount(row.total, measure)}**",
                behind,
            ]
        )
    heads = ["Pos", "Player", *(f"R{rnd.number}" for rnd in rounds), _HEADS[measure], "Behind"]
    footnotes = []
    if exception is not None:
        footnotes.append(f"\\* Awarded the {plain(exception.award)}: {plain(exception.reason)}")
    return _with_footnotes(table(heads, rows, "rl" + "r" * (len(heads) - 2)), footnotes)


def _scorecard(rnd: Round) -> str:
    cards = rnd.cards
    rows = []
    for index, hole in enumerate(rnd.holes):
        scores = [_count(card.scores[index]) for card in cards]
        rows.append([str(hole.number), str(hole.par), str(hole.si), *scores])
    half = HOLES // 2
    sums = [
        [f"**{name}**", str(sum(hole.par for hole in rnd.holes[part])), ""]
        + [str(_strokes(card, part)) for card in cards]
        for name, part in (
            ("Out", slice(0, half)),
            ("In", slice(half, HOLES)),
            ("Total", slice(0, HOLES)),
        )
    ]
    points = ["**Points**", "", "", *(_count(card.total(Measure.STABLEFORD)) for card in cards)]
    heads = ["Hole", "Par", "SI", *(plain(card.player.code) for card in cards)]
    body = [*rows[:half], sums[0], *rows[half:], *sums[1:], points]
    names = ", ".join(f"{plain(card.player.code)} {plain(card.player.full_name)}" for card in cards)
    return f"{table(heads, body, 'r' * len(heads))}\n\n{names}"


def _best_first(rnd: Round, competitions: Sequence[Competition]) -> list[Card]:
    """A round's cards by the first competition's measure, those it can't rank last."""
    if not competitions:
        return sorted(rnd.cards, key=lambda card: (card.strokes, card.player.code))
    ranked = [row.player.code for row in round_standings(rnd.cards, competitions[0]).rows]
    place = {code: position for position, code in enumerate(ranked)}
    return sorted(rnd.cards, key=lambda card: place.get(card.player.code, HOLES * HOLES))


def _card_figures(card: Card) -> list[str]:
    half = HOLES // 2
    return [
        str(_strokes(card, slice(0, half))),
        str(_strokes(card, slice(half, HOLES))),
        str(card.strokes),
        *(_amount(card.total(m), m) for m in (Measure.GROSS, Measure.NET, Measure.STABLEFORD)),
    ]


def _strokes(card: Card, part: slice) -> int:
    return sum(score for score in card.scores[part] if score is not None)


def award_total(ranked: Standings, award: Award) -> str:
    """The total of those who were given a prize; each one's own where they differ."""
    measure = ranked.competition.measure
    totals = {row.player: row.total for row in ranked.rows}
    found = dict.fromkeys(totals[player] for player in award.players if player in totals)
    if measure is Measure.STABLEFORD:
        return ", ".join(f"{total} {wording.unit(measure, total)}" for total in found)
    return ", ".join(wording.to_par(total) for total in found)


def margin(ranked: Standings, award: Award) -> str:
    """By how much a prize was won outright."""
    if len(award.players) > 1:
        return "shared"
    second = next((row for row in ranked.rows if row.position > 1), None)
    if second is None or second.behind is None:
        return ""
    return f"{second.behind} {wording.unit(ranked.competition.measure, second.behind)}"


def _amount(value: int | None, measure: Measure) -> str:
    return NONE if value is None else wording.amount(value, measure)


def _count(value: int | None) -> str:
    return NONE if value is None else str(value)


def _caption(rnd: Round) -> str:
    return f"**Round {rnd.number}, {plain(rnd.course)} (par {rnd.par})**"


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _dates(tournament: Tournament) -> str:
    """ "3 to 6 June 2012", or the year where a date is missing."""
    days = [rnd.date for rnd in tournament.rounds if rnd.date is not None]
    if len(days) < len(tournament.rounds) or not days:
        return str(tournament.year) if tournament.year is not None else ""
    first, last = min(days), max(days)
    if first == last:
        return _day(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {_day(last)}"
    start = f"{first.day} {first:%B}" if first.year == last.year else _day(first)
    return f"{start} to {_day(last)}"


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], alignment: str) -> str:
    """A Markdown table, empty without rows; `alignment` has an l or r a column."""
    if not rows:
        return ""
    rule = ["---:" if side == "r" else "---" for side in alignment]
    lines = [heads, rule, *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _with_footnotes(table: str, footnotes: Sequence[str]) -> str:
    return "\n\n".join([table, *dict.fromkeys(footnotes)])
