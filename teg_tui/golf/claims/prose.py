"""Passages of prose, sentence by sentence, given to every family of rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from teg_tui.golf.claims.boxes.lead_rows import check_lead_rows
from teg_tui.golf.claims.boxes.shorthand import check_shorthand
from teg_tui.golf.claims.claim import Claim
from teg_tui.golf.claims.counting.absences import check_absences
from teg_tui.golf.claims.counting.counts import check_counts
from teg_tui.golf.claims.counting.how_often import check_how_often
from teg_tui.golf.claims.counting.likewise import check_likewise
from teg_tui.golf.claims.counting.men import check_men
from teg_tui.golf.claims.counting.nth_deeds import check_nth_deeds
from teg_tui.golf.claims.counting.only_deeds import check_only_deeds
from teg_tui.golf.claims.counting.quantified import check_quantified
from teg_tui.golf.claims.counting.row_ends import check_row_ends
from teg_tui.golf.claims.counting.rows import check_rows
from teg_tui.golf.claims.counting.scored_on import check_scored_on
from teg_tui.golf.claims.counting.scores_made import check_scores_made
from teg_tui.golf.claims.counting.streaks import check_streaks
from teg_tui.golf.claims.counting.tallies import check_tallies
from teg_tui.golf.claims.feats.bests import check_bests
from teg_tui.golf.claims.feats.broken_records import check_broken_records
from teg_tui.golf.claims.feats.day_ranks import check_day_ranks
from teg_tui.golf.claims.feats.most import check_most
from teg_tui.golf.claims.feats.own_bests import check_own_bests
from teg_tui.golf.claims.feats.records import check_records
from teg_tui.golf.claims.feats.stretch_bests import check_stretch_bests
from teg_tui.golf.claims.honours.careers import check_careers
from teg_tui.golf.claims.honours.comebacks import check_comebacks
from teg_tui.golf.claims.honours.playoffs import check_playoffs
from teg_tui.golf.claims.honours.prize_counts import check_prize_counts
from teg_tui.golf.claims.honours.prizes import check_prizes
from teg_tui.golf.claims.honours.results import check_results
from teg_tui.golf.claims.honours.winners import check_winners
from teg_tui.golf.claims.honours.won_where import check_won_where
from teg_tui.golf.claims.leading.all_the_way import check_all_the_way
from teg_tui.golf.claims.leading.day_by_day import check_day_by_day
from teg_tui.golf.claims.leading.extremes import check_extremes
from teg_tui.golf.claims.leading.gains import check_gains
from teg_tui.golf.claims.leading.gaps import check_gaps
from teg_tui.golf.claims.leading.kept_leads import check_kept_leads
from teg_tui.golf.claims.leading.ladders import check_ladders
from teg_tui.golf.claims.leading.lead_counts import check_lead_counts
from teg_tui.golf.claims.leading.lead_events import check_lead_events
from teg_tui.golf.claims.leading.lead_sizes import check_lead_sizes
from teg_tui.golf.claims.leading.lead_tallies import check_lead_tallies
from teg_tui.golf.claims.leading.leads import check_leads
from teg_tui.golf.claims.leading.spells import check_spells
from teg_tui.golf.claims.leading.steps import check_steps
from teg_tui.golf.claims.leading.turns import check_turns
from teg_tui.golf.claims.occasion.courses import check_courses
from teg_tui.golf.claims.occasion.dates import check_dates
from teg_tui.golf.claims.occasion.field import check_field
from teg_tui.golf.claims.occasion.strangers import check_strangers
from teg_tui.golf.claims.occasion.venues import check_venues
from teg_tui.golf.claims.occasion.visits import check_visits
from teg_tui.golf.claims.places.denials import check_denials
from teg_tui.golf.claims.places.ends import check_ends
from teg_tui.golf.claims.places.moves import check_moves
from teg_tui.golf.claims.places.positions import check_positions
from teg_tui.golf.claims.places.round_winners import check_round_winners
from teg_tui.golf.claims.places.shared_places import check_shared_places
from teg_tui.golf.claims.places.told_places import check_told_places
from teg_tui.golf.claims.places.tops import check_tops
from teg_tui.golf.claims.play.hole_play import check_hole_play
from teg_tui.golf.claims.play.holes import check_holes
from teg_tui.golf.claims.play.whereabouts import spoken_of_last
from teg_tui.golf.claims.second_reading import doubted
from teg_tui.golf.claims.sums.alike import check_alike
from teg_tui.golf.claims.sums.averages import check_averages
from teg_tui.golf.claims.sums.bare import check_bare
from teg_tui.golf.claims.sums.between import check_between
from teg_tui.golf.claims.sums.bounds import check_bounds
from teg_tui.golf.claims.sums.changes import check_changes
from teg_tui.golf.claims.sums.contrasts import check_contrasts
from teg_tui.golf.claims.sums.earlier_rounds import check_earlier_rounds
from teg_tui.golf.claims.sums.elided import check_elided
from teg_tui.golf.claims.sums.nines import check_nines
from teg_tui.golf.claims.sums.paired import check_paired
from teg_tui.golf.claims.sums.parts import parts_named, parts_over
from teg_tui.golf.claims.sums.scored import check_scored
from teg_tui.golf.claims.sums.side_by_side import check_side_by_side
from teg_tui.golf.claims.sums.splits import check_splits
from teg_tui.golf.claims.sums.totals import check_totals
from teg_tui.golf.claims.words.grammar import HE_FIRST
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.report import Focus, Report
from teg_tui.golf.claims.words.text import Form, Passage, sentences
from teg_tui.golf.claims.words.tokens import Names, tokens

Family = Callable[[Sentence], Iterator[Claim]]
FAMILIES: tuple[tuple[Family, str], ...] = (
    (check_men, "#"),
    (check_holes, ""),
    (check_hole_play, ""),
    (check_broken_records, ""),
    (check_averages, "?#"),
    (check_shorthand, "#~"),
    (check_prize_counts, ""),
    (check_winners, ""),
    (check_results, ""),
    (check_prizes, ""),
    (check_comebacks, "#"),
    (check_careers, ""),
    (check_won_where, ""),
    (check_lead_events, ""),
    (check_lead_counts, ""),
    (check_leads, ""),
    (check_kept_leads, ""),
    (check_all_the_way, ""),
    (check_extremes, "#"),
    (check_day_by_day, "#"),
    (check_steps, "#"),
    (check_gains, "#"),
    (check_lead_sizes, "!$#"),
    (check_lead_tallies, ""),
    (check_spells, "!$"),
    (check_turns, "!#"),
    (check_tops, "="),
    (check_denials, "="),
    (check_quantified, ""),
    (check_how_often, "#"),
    (check_bounds, "#"),
    (check_paired, "#"),
    (check_streaks, ""),
    (check_rows, ""),
    (check_row_ends, ""),
    (check_scored_on, ""),
    (check_tallies, "@#"),
    (check_scores_made, "#"),
    (check_likewise, "@#"),
    (check_counts, "#"),
    (check_most, "@"),
    (check_nth_deeds, "^"),
    (check_absences, ""),
    (check_day_ranks, ""),
    (check_stretch_bests, ""),
    (check_bests, ""),
    (check_only_deeds, ""),
    (check_own_bests, ""),
    (check_records, "@#~"),
    (check_round_winners, ""),
    (check_dates, ""),
    (check_field, "#&"),
    (check_courses, ""),
    (check_venues, ""),
    (check_visits, "^%#"),
    (check_strangers, ""),
    (check_alike, "@"),
    (check_playoffs, ""),
    (check_moves, "^#"),
    (check_positions, ""),
    (check_told_places, "^"),
    (check_shared_places, "@"),
    (check_ends, "@"),
    (check_earlier_rounds, "#"),
    (check_changes, "#~"),
    (check_splits, "#"),
    (check_side_by_side, "@"),
    (check_ladders, "#"),
    (check_contrasts, "#"),
    (check_between, "#"),
    (check_lead_rows, ""),
    (check_gaps, "#"),
    (check_nines, "#"),
    (check_totals, "#~"),
    (check_elided, "#"),
    (check_bare, "#"),
    (check_scored, "#"),
)
"""Each with the signs of which a sentence must hold one for it to have anything to say.

In this order: a number that one has judged is no longer there for the next.
"""


@lru_cache(maxsize=512)
def _families(signs: frozenset[str]) -> tuple[Family, ...]:
    """The families that may have something to say of a sentence with these signs."""
    return tuple(family for family, needed in FAMILIES if not needed or signs & set(needed))


_NAMED_FIRST = re.compile(r"\s*@(\d+)(?: \([^)]*\))?(?::|,? -| –)")
_ROUND_FIRST = re.compile(r"\s*&(\d+)(?: \([^)]*\))?:")
"""An item on a round: "**Round 2:** …"."""
_ROUND_LAST = re.compile(r"(?: [-–—] |[(,] ?)&(\d+)\)?\.?\s*$")
"""An item that names its round behind everything: "Ned: 48 pts - First round"."""


class Prose:
    """A report's prose, read from top to bottom: who was spoken of last is remembered."""

    def __init__(self, report: Report, names: Names) -> None:
        self.report, self.names = report, names

    def check(self, passage: Passage, round_: int | None) -> Iterator[Claim]:
        """The claims of a passage that stands in the section on a round, if it does."""
        found = tokens(passage.text, self.names)
        focus = Focus(parts=parts_over(passage))
        topic: tuple[str, ...] = ()
        for span in sentences(passage):
            sentence = Sentence(self.report, passage, found, span, round_, topic, focus)
            labelled = _ROUND_FIRST.match(sentence.pattern)
            if labelled:
                sentence.section_round = round_ = sentence.token(labelled[1]).value
            named = passage.form is Form.ITEM and _ROUND_LAST.search(sentence.pattern)
            if named and sentence.pattern.count("&") == 1 and round_ is None:
                sentence.section_round = sentence.token(named[1]).value
            if not topic:
                sentence.topic = topic = self._topic(sentence)
            for family in _families(sentence.signs):
                for claim in family(sentence):
                    yield doubted(sentence, claim)
            focus = self._focus(sentence, focus)

    @staticmethod
    def _topic(sentence: Sentence) -> tuple[str, ...]:
        """Whose paragraph it is: "**Ned Quillock:** 43 points …"."""
        named = _NAMED_FIRST.match(sentence.pattern)
        in_list = sentence.passage.form in (Form.ITEM, Form.PROSE)
        return sentence.token(named[1]).codes if named and in_list else ()

    @staticmethod
    def _focus(sentence: Sentence, before: Focus) -> Focus:
        subject = sentence.subject
        everybody = [code for _, codes, _ in sentence.people for code in codes]
        hole = spoken_of_last(sentence)
        parts = tuple(dict.fromkeys((*before.parts, *parts_named(sentence))))
        if not subject:
            others = dict.fromkeys((*before.others, *everybody))
            return Focus(before.codes, tuple(others), hole, parts)
        if before.codes and HE_FIRST.match(sentence.pattern):
            others = dict.fromkeys((*everybody, *before.others))
            return Focus(
                before.codes, tuple(c for c in others if c not in before.codes), hole, parts
            )
        others = dict.fromkeys(code for code in everybody if code not in subject)
        return Focus(subject, tuple(others), hole, parts)
