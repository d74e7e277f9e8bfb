"""Facts as text for a prompt: compact tables, one fact a line, the same for the same facts.

The first line says of what (`# FACTS: TEG 17 ROUND 4 of 4 | Course | 01/09/2011`), `## NAME`
heads a section, " | " parts cells. It is the model's only source of numbers, so every number
that a report's format asks for is here.
"""

from __future__ import annotations

from teg_tui.golf.facts import RoundFacts
from teg_tui.golf.round_text import round_text
from teg_tui.golf.tournament_facts import TournamentFacts
from teg_tui.golf.tournament_text import tournament_text


def facts_text(facts: RoundFacts | TournamentFacts) -> str:
    """The text of a round's or a tournament's facts; lines end in a newline."""
    return round_text(facts) if isinstance(facts, RoundFacts) else tournament_text(facts)
