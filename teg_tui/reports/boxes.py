"""Datelines, results and standings in the markup of a template."""

from __future__ import annotations

import html

from teg_tui.golf import wording
from teg_tui.golf.history import history_of
from teg_tui.golf.standings import Award, Standings, last_place, standings, winners
from teg_tui.golf.tour import Round, Tour, Tournament
from teg_tui.reports import tables
from teg_tui.reports.template import Template


def dateline(template: Template, tournament: Tournament, rnd: Round | None) -> str:
    """Where and when, as far as it is known."""
    separator = template.sections["dateline"]["separator"]
    parts = tables.dateline_parts(tournament, rnd)
    return template.write("dateline", "text", parts=separator.join(parts))


def results(template: Template, tour: Tour, tournament: Tournament) -> str:
    """Who won what, for which time, and who came last."""
    lines: list[str] = []
    reasons: list[str] = []
    for number, competition in enumerate(tour.competitions_of(tournament.teg)):
        final = standings(tournament, competition, tournament.last_round)
        first = winners(tour, tournament, final)
        text = "first" if number == 0 else "winner"
        lines += _prize(template, text, tour, tournament, final, first)
        last = last_place(tour, tournament, final)
        lines += _prize(template, "last", tour, tournament, final, last) if last else []
        reasons += [
            template.write("results", "exception", award=award.name, reason=award.exception.reason)
            for award in (first, last)
            if award is not None and award.exception is not None
        ]
    return template.block("results", [*lines, *reasons])


def _prize(
    template: Template,
    text: str,
    tour: Tour,
    tournament: Tournament,
    final: Standings,
    award: Award,
) -> list[str]:
    """A prize's line; none where nobody has it."""
    if not award.players:
        return []
    earlier = [history_of(tour).honours(award.name, p.code, tournament.teg) for p in award.players]
    short = award.name.split()[-1]
    line = template.write(
        "results",
        text,
        award=award.name,
        players=wording.listed([player.full_name for player in award.players]),
        times=", ".join(f"{wording.ordinal(len(tegs) + 1)} {short}" for tegs in earlier),
        total=tables.award_total(final, award),
        margin=tables.margin(final, award) if text != "last" else "",
    )
    return [line]


def standings_box(template: Template, tour: Tour, tournament: Tournament, after: int) -> str:
    """Each competition's table after a round, a line each; places shared are shown as shared."""
    separator = template.sections["standings"]["separator"]
    lines = []
    for competition in tour.competitions_of(tournament.teg):
        ranked = standings(tournament, competition, after)
        entries = [
            template.write(
                "standings",
                "entry",
                place=wording.place(row.position, tied=row.tied),
                code=row.player.code,
                player=row.player.full_name,
                total=wording.amount(row.total, competition.measure),
                behind="" if row.behind is None else str(row.behind),
            )
            for row in ranked.rows
        ]
        when = "final" if after == tournament.last_round else f"after round {after}"
        lines.append(
            template.sections["standings"]["line"].format(
                competition=html.escape(competition.name, quote=False),
                when=when,
                entries=separator.join(entries),
            )
        )
    return template.block("standings", lines)
