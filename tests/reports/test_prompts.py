"""The shipped prompts against the facts that go with them."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from teg_tui.golf.facts import round_facts
from teg_tui.golf.facts_text import facts_text
from teg_tui.golf.tour import Tour
from teg_tui.golf.tournament_facts import tournament_facts
from teg_tui.reports.kind import Scope
from teg_tui.reports.kinds import Kinds

SECTION = re.compile(r"`([A-Z][A-Z -]+(?: of [a-z ]+)?)`")


@pytest.fixture(scope="session")
def headings(new_tour: Callable[..., Tour]) -> dict[Scope, list[str]]:
    """The headings of the facts' sections, before the end and at the end."""
    tour = new_tour({5: [(4, 5, 6), (6, 5, 6)]})
    texts = {
        Scope.ROUND: [facts_text(round_facts(tour, 5, rnd)) for rnd in (1, 2)],
        Scope.TOURNAMENT: [facts_text(tournament_facts(tour, 5))],
        Scope.PARTIAL: [facts_text(tournament_facts(tour, 5, as_of=1))],
    }
    return {
        scope: [line[3:] for text in its for line in text.splitlines() if line.startswith("## ")]
        for scope, its in texts.items()
    }


def test_every_section_that_a_prompt_names_is_in_the_facts(
    kinds: Kinds, headings: dict[Scope, list[str]]
) -> None:
    for kind in kinds:
        named = set(SECTION.findall(kind.system))
        assert len(named) > 5
        for section in named:
            assert any(h.startswith(section) for h in headings[kind.scope]), (kind.name, section)


def test_every_section_of_the_facts_is_explained_to_those_who_use_it(
    kinds: Kinds, headings: dict[Scope, list[str]]
) -> None:
    plain = {"ROUND", "TOURNAMENT"}  # course, date and place say themselves
    for kind in kinds:
        named = tuple(SECTION.findall(kind.system))
        for heading in set(headings[kind.scope]) - plain:
            assert heading.startswith(named), (kind.name, heading)


def test_every_kind_says_what_is_forbidden_everywhere(kinds: Kinds) -> None:
    for kind in kinds:
        prompt = " ".join(kind.system.casefold().split())
        for rule in (
            "character for character",
            "work nothing out",
            "tie",
            "countback",
            "instruction",
        ):
            assert rule in prompt, (kind.name, rule)


def test_readers_texts_ask_for_british_english_and_names_at_first_mention(kinds: Kinds) -> None:
    for kind in kinds:
        if not kind.notes:
            assert "British English" in kind.system
            assert "first mention" in " ".join(kind.system.split())
