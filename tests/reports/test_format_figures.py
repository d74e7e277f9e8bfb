"""Each figure that a prompt's format names has its place in the facts sent with that request.

`NAMED` says of every phrase of a "Format" section that speaks of a figure which figures it means;
`support/figures.py` says where in the facts each is, and reckons it anew from the scores. A phrase
that is written anew is covered by nothing, and so is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import figures as f
import pytest
from reckoning import Reckoning

from teg_tui import workspace
from teg_tui.golf.facts import round_facts
from teg_tui.golf.facts_text import facts_text
from teg_tui.golf.tour import Tour
from teg_tui.golf.tournament_facts import tournament_facts
from teg_tui.reports import requests
from teg_tui.reports.key import ReportKey
from teg_tui.reports.kind import Kind, Scope
from teg_tui.reports.kinds import Kinds
from teg_tui.simulator import facts_sheet

FIGURE_WORDS = re.compile(
    r"(?i:\b(totals?|margins?|gaps?|points?|gross|strokes?|scores?|ranks?|places?|positions?|order"
    r"|best|worst|hardest|easiest|birdies|pars?|blow-ups?|zeros?|streaks?|records?|personal|nines?"
    r"|leads?|led|leaders?|leading|changes?|changed|awards?|wins?|won|winners?|holes?|counts?"
    r"|dates?|courses?|area|turn|turned|behind|close|last|after|before|made up|makes? up"
    r"|how (?:many|much|often|far|it was won)|levels?|tied|third|second|went (?:up|down)"
    r"|highest|lowest|ever|average|career|played)\b)|\b(?:six|sixes|H[0-9]+)\b"
)
"""A word that may mean a figure; whether it does, `NAMED` says of its phrase."""

NO_FIGURE: tuple[f.Check, ...] = ()
ROUND_BEST = (f.scores_of_the_round,)
STANDINGS = (f.standings_of_the_round,)
LEADS = (f.leads_of_the_round,)
HOLES = (f.moments, f.holes_of_everybody, f.leads_of_the_round)
ENDED = (f.how_it_was_won,)
STAKES = (f.stakes, f.standings_of_the_round)
AFTER_ROUNDS = (f.standings_after_each_round, f.leads_of_every_round)

PARTS_OF_TOURNAMENT_NOTES: dict[str, tuple[f.Check, ...]] = {
    "with its course in the first bullet": (f.where_and_when,),
    "in the order of the holes, as": NO_FIGURE,
    "those of the facts, then what the round's notes add of single holes": (f.moments,),
    "Positions:** the order in each competition before and after": (f.standings_after_each_round,),
    "the round's lead changes in each competition as": (f.leads_of_every_round,),
    "with their holes": (f.leads_of_every_round,),
    "each player's points and gross of the round, his blow-ups and zeros": (f.scores_by_round,),
    "Scores:": NO_FIGURE,
    "Leads:": NO_FIGURE,
    "Records and personal bests** set in it, with what stood before": (f.records,),
    "Records and history": NO_FIGURE,
    "## Key points": NO_FIGURE,
    "## Place": NO_FIGURE,
    "Four to six": NO_FIGURE,
    "in exactly this order": NO_FIGURE,
    "no sentence before or after": NO_FIGURE,
    "is a place that a program fills in": NO_FIGURE,
}

NAMED: dict[str, dict[str, tuple[f.Check, ...]]] = {
    "round_notes": {
        "in exactly this order": NO_FIGURE,
        "no sentence before or after": NO_FIGURE,
        "is a place that a program fills in": NO_FIGURE,
        "Write players' full names everywhere": (f.full_names,),
        "Best round:** rank 1 of the day in points and in gross": ROUND_BEST,
        "all names where they are level": ROUND_BEST,
        "who leads after this round (or who won), with the total and the gap to whoever is next": (
            *LEADS,
            *STANDINGS,
            *ENDED,
        ),
        "After the last round also the award for the last": ENDED,
        "who went up and who went down in the first competition, from where to where": STANDINGS,
        "in the order of the holes, as": NO_FIGURE,
        "then who, what score and how many points, and what it changed": HOLES,
        "lead changes and what decided the round come first, then disasters, then birdies and "
        "better": HOLES,
        "How positions changed": NO_FIGURE,
        "the order before the round, the lead changes with their holes (or that there was none), "
        "the order after it": (*STANDINGS, *LEADS),
        "In the first round there is no order before": NO_FIGURE,
        "Holes 1 to 6, 7 to 12, 13 to 18": NO_FIGURE,
        "One bullet for each six": (f.nines_and_sixes,),
        "with his points or gross over those six holes, and what happened at the top meanwhile": (
            f.nines_and_sixes,
            *LEADS,
        ),
        "The hardest and the easiest hole": (f.hardest_and_easiest,),
        "who had birdies or better, who had blow-ups and zeros": (f.counts_of_the_round,),
        "the streaks worth telling": (f.streaks,),
        "records and personal bests, each with what stood before": (f.records,),
        "in the order of the first competition": STANDINGS,
        "points and gross of the round, place before and after, his two nines": (
            *ROUND_BEST,
            *STANDINGS,
            f.nines_and_sixes,
        ),
        "While rounds remain: how many, the gaps in each competition, and what must be made up": (
            STAKES
        ),
        "After the last round call this section": NO_FIGURE,
        "How it was won": NO_FIGURE,
        "who won what for which time, by how much, and from which hole he led for good": ENDED,
    },
    "round_report": {
        "no standings and no lists of totals: the places in double braces": NO_FIGURE,
        "a program fills them from the scores": NO_FIGURE,
        "Copy each place exactly": NO_FIGURE,
        "nothing before it, nothing after the last line": NO_FIGURE,
        "who had the best round, what became of the leads in each competition": (
            *ROUND_BEST,
            *LEADS,
        ),
        "in the order of play, by holes 1 to 6, 7 to 12 and 13 to 18": HOLES,
        "Follow the leads through the round, then the other players' turns": HOLES,
        "While rounds remain: how many, who leads each competition by how much, and what those "
        "behind must make up": STAKES,
        'Nobody "needs" an average or a score: the facts give none': NO_FIGURE,
        "After the last round call this section": NO_FIGURE,
        "How it was won": NO_FIGURE,
        "winners and margins of each competition and which win of his it is, the award for the "
        "last, from which hole he led for good": ENDED,
        "records and personal bests with what stood before, a nine or a six worth telling, a "
        "streak, birdies and better, the hardest hole": (
            f.records,
            f.nines_and_sixes,
            f.streaks,
            f.counts_of_the_round,
            f.hardest_and_easiest,
        ),
        "in the order of the first competition": STANDINGS,
        "what made his round, and where it leaves him": (*STANDINGS, f.counts_of_the_round),
    },
    "tournament_notes": {
        **PARTS_OF_TOURNAMENT_NOTES,
        "Write players' full names everywhere": (f.full_names,),
        "each competition's winner with total, margin and which win of his it is; the award for "
        "the last; records; the turn that decided it": (*ENDED, f.records, f.turning_points),
        "An award by exception with its reason": ENDED,
        "course, who led each competition after it and by how much, what changed": (
            f.where_and_when,
            *AFTER_ROUNDS,
        ),
        "Then for each round in turn": NO_FIGURE,
        "a hole that kept hurting": (f.moments, f.player_stories),
        "Each with the rounds and holes that carry it": (f.moments, f.turning_points),
        "the round and hole from which the winner led for good": ENDED,
        "how close the next were before the last round": AFTER_ROUNDS,
        ", after the round before it": NO_FIGURE,
        "in the final order of the first competition: final place and total in each competition, "
        "his rounds, his best and worst of them, birdies, blow-ups and zeros": (
            f.standings_after_each_round,
            f.scores_by_round,
            f.player_stories,
        ),
        "counts them": NO_FIGURE,
        "his awards before and now": (f.awards_before_and_now,),
        "with what stood before": (f.records,),
        "Area, courses, dates; which were new to the tour; what the facts say of each course": (
            f.where_and_when,
        ),
    },
    "tournament_notes_partial": {
        **PARTS_OF_TOURNAMENT_NOTES,
        "Write players' full names everywhere": (f.full_names,),
        "900 to 1,200 words for each round played": NO_FIGURE,
        "how many rounds of how many have been played": (f.rounds_played,),
        "each competition's leader or leaders with total and lead; who is closest; records; the "
        "turn that mattered most": (*AFTER_ROUNDS, f.records, f.turning_points),
        "One bullet a round played: course, who led each competition after it and by how much, "
        "what changed": (f.where_and_when, *AFTER_ROUNDS),
        "a hole that hurt": (f.moments, f.player_stories),
        "Each with the rounds and holes that carry it": (f.moments, f.turning_points),
        "who leads, who is close and how far behind": AFTER_ROUNDS,
        "how many rounds are left": (f.rounds_played,),
        "how often the leader has won it in earlier tournaments": (f.awards_before_and_now,),
        "for each round played, in turn": NO_FIGURE,
        "in the present order of the first competition: place and total in each competition, his "
        "rounds, birdies, blow-ups and zeros": (
            f.standings_after_each_round,
            f.scores_by_round,
            f.player_stories,
        ),
        "counts them": NO_FIGURE,
        "his awards in earlier tournaments": (f.awards_before_and_now,),
        "What was set in the rounds played, with what stood before": (f.records,),
        "Area, courses and dates of the rounds played; which were new to the tour; what the facts "
        "say of each course": (f.where_and_when,),
    },
    "main_report": {
        "no standings and no lists of totals: the places in double braces": NO_FIGURE,
        "a program fills them from the scores": NO_FIGURE,
        "Copy each place exactly": NO_FIGURE,
        "in exactly this order": NO_FIGURE,
        "nothing before it, nothing after the last line": NO_FIGURE,
        "who won what and how, what the tournament turned on": (*ENDED, f.turning_points),
        "who came last, and where it was played": (*ENDED, f.where_and_when),
        "its moments in their order": (f.moments,),
        "the leads in each competition": AFTER_ROUNDS,
        "Then the standings after it, with the round's own number in the place": NO_FIGURE,
        "the last round has its own as well": NO_FIGURE,
        "Four to six paragraphs": NO_FIGURE,
        "how each competition was won, with margins": ENDED,
        "what the win means in the winner's record": (
            *ENDED,
            f.awards_before_and_now,
        ),
        "in the final order of the first competition": (f.standings_after_each_round,),
        "his name and final place in bold, as in **{{AB}} (tied second)** where the name has not "
        "been mentioned before": (f.standings_after_each_round,),
        "best and worst round and one hole to remember": (f.player_stories,),
        "Records and personal bests": (f.records,),
        "what the records mean, only as far as the facts say it": (f.records,),
    },
    "brief_summary": {
        "Copy the places in double braces": NO_FIGURE,
        "nothing before it, nothing after the last paragraph": NO_FIGURE,
        "First where it was played": (f.where_and_when,),
        "who won each competition, with total, margin and which win of his it is": ENDED,
        "the one turn on which it hung, with its round and hole": (f.turning_points,),
        "Last the award for the last place, with his total": ENDED,
    },
    "satire": {
        "the places in double braces stand for them": NO_FIGURE,
        "nothing before it, nothing after the last line": NO_FIGURE,
        "who won each competition, with total and margin, and who was given the award for the "
        "last": ENDED,
        "on what it turned": (f.turning_points,),
        "who led after it": AFTER_ROUNDS,
        "a hole, a blow-up or a zero to tease with": (f.player_stories, f.scores_by_round),
        "what each win means in the winner's record": ENDED,
        "the last sentence a kind one": NO_FIGURE,
    },
}


def the_format(kind: Kind) -> str:
    """What a prompt asks for, on one line."""
    return " ".join(kind.system.partition("\n# Format\n")[2].split())


def test_every_shipped_kind_says_which_figures_it_wants(kinds: Kinds) -> None:
    assert set(NAMED) == {kind.name for kind in kinds}


@pytest.mark.parametrize("name", NAMED)
def test_every_word_of_a_format_that_means_a_figure_is_accounted_for(
    kinds: Kinds, name: str
) -> None:
    rest = the_format(kinds[name])
    for phrase in sorted(NAMED[name], key=len, reverse=True):
        assert phrase in rest, f"the format no longer says {phrase!r}"
        rest = rest.replace(phrase, " … ")
    # Names of places and of the facts' sections are no figures.
    rest = re.sub(r"\{\{.*?\}\}|`[^`]*`", " ", rest)
    found = [rest[max(0, m.start() - 60) : m.end() + 60] for m in FIGURE_WORDS.finditer(rest)]
    assert not found, f"{name}: say in NAMED which figures these are"


@pytest.fixture(scope="session")
def tour(demonstration: Path) -> Tour:
    return workspace.load_tour(workspace.load(demonstration)).tour


TOLD = range(1, 18)
"""Three rounds and four, three measures, an exception, ties at the top and below."""


def cells(tour: Tour, scope: Scope) -> Iterator[tuple[int, int]]:
    """Tournaments with the round at whose end a report is written."""
    for teg in TOLD:
        rounds = len(tour.by_teg[teg].rounds)
        if scope is Scope.ROUND:
            yield from ((teg, number) for number in range(1, rounds + 1))
        elif scope is Scope.TOURNAMENT:
            yield teg, rounds
        else:
            yield from ((teg, number) for number in range(1, rounds))


def sent(tour: Tour, kind: Kind, teg: int, number: int) -> facts_sheet.Sheet:
    """The facts as a request for such a report holds them."""
    if kind.scope is Scope.ROUND:
        text = facts_text(round_facts(tour, teg, number))
    else:
        text = facts_text(tournament_facts(tour, teg, as_of=number))
    key = ReportKey(teg, None if kind.scope is Scope.TOURNAMENT else number, kind.name)
    sheet = facts_sheet.read(requests.user_message(kind, key, text, []))
    assert sheet is not None
    return sheet


@pytest.mark.parametrize("name", NAMED)
def test_each_figure_that_a_format_names_is_in_the_facts_of_its_request(
    kinds: Kinds, tour: Tour, name: str
) -> None:
    kind = kinds[name]
    wanted: list[f.Check] = list(dict.fromkeys(c for its in NAMED[name].values() for c in its))
    assert wanted
    for teg, number in cells(tour, kind.scope):
        sheet, scores = sent(tour, kind, teg, number), Reckoning(tour, teg, number)
        for figure in wanted:
            try:
                figure(sheet, scores)
            except (AssertionError, KeyError, IndexError, StopIteration) as error:
                error.add_note(f"{figure.__name__} of {name}, TEG {teg} after round {number}")
                raise


def test_among_what_is_told_are_ties_at_the_top_and_below_and_an_exception(tour: Tour) -> None:
    told = [Reckoning(tour, teg, number) for teg, number in cells(tour, Scope.ROUND)]
    places = [scores.places(c).values() for scores in told for c in scores.competitions]
    assert any("T1" in its for its in places)
    assert any(p.startswith("T") and p != "T1" for its in places for p in its)
    assert any(e.teg in TOLD for e in tour.exceptions)
