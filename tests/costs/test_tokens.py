"""What is learned from usage, and what holds before."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teg_tui.costs.tokens import Line, Ratios, UsageRow, learn, line_of

OLD, NEW = "claude-sonnet-4-5", "claude-sonnet-5-5"


def usage(
    kind: str = "round_report", model: str = NEW, counted: float = 1.0, answer: int = 2000
) -> UsageRow:
    """A request whose prompt counted so many times its characters' 10,000 default tokens."""
    default = 10_000 * (1.3 if model == NEW else 1.0)
    return UsageRow(
        kind=kind,
        model=model,
        system_chars=round(2_000 * 3.55),
        user_chars=round(8_000 * 2.35),
        output_chars=8_000,
        input_tokens=round(default * counted),
        output_tokens=answer,
    )


@pytest.mark.parametrize(
    ("model", "line"),
    [
        ("claude-3-5-sonnet-20241022", Line.BEFORE_4_7),
        ("claude-sonnet-4-20250514", Line.BEFORE_4_7),
        ("claude-sonnet-4-5-20250929", Line.BEFORE_4_7),
        ("claude-opus-4-6", Line.BEFORE_4_7),
        ("claude-opus-4-7", Line.FROM_4_7),
        ("claude-opus-4-10", Line.FROM_4_7),
        ("claude-opus-5", Line.FROM_4_7),
        ("claude-fable-5-2", Line.FROM_4_7),
        ("claude-sonnet-5-5-20261001", Line.FROM_4_7),
        ("some-model", Line.FROM_4_7),
    ],
)
def test_a_model_counts_by_its_version_whatever_date_follows(model: str, line: Line) -> None:
    assert line_of(model) is line


def test_before_anything_came_back_the_measured_characters_a_token_hold() -> None:
    instructions = Ratios().input_tokens("any", OLD, system_chars=3550, user_chars=0)
    facts = Ratios().input_tokens("any", OLD, system_chars=0, user_chars=2350)
    assert instructions.likely == pytest.approx(1000)
    assert facts.likely == pytest.approx(1000)
    assert not Ratios().guesses("any", OLD)


def test_newer_models_are_guessed_to_count_more_with_a_wider_range() -> None:
    old = Ratios().input_tokens("any", OLD, 3550, 2350)
    new = Ratios().input_tokens("any", NEW, 3550, 2350)
    assert new.likely == pytest.approx(old.likely * 1.3)
    assert (new.high - new.low) / new.likely > (old.high - old.low) / old.likely
    assert Ratios().guesses("any", NEW)


def test_the_first_usage_replaces_the_default_and_narrows_the_range() -> None:
    before = Ratios().input_tokens("round_report", NEW, 7100, 18_800)
    learned = learn([usage(counted=0.8)])
    after = learned.input_tokens("round_report", NEW, 7100, 18_800)
    assert after.likely == pytest.approx(0.8 * before.likely, rel=1e-3)
    assert after.high - after.low < before.high - before.low
    assert not learned.guesses("round_report", NEW)


def test_nothing_is_carried_across_the_line() -> None:
    learned = learn([usage(model=OLD, counted=2.0, answer=9)])
    assert learned.input_tokens("round_report", NEW, 1, 1) == Ratios().input_tokens("", NEW, 1, 1)
    assert learned.output_tokens("round_report", NEW, 500, 4000) == Ratios().output_tokens(
        "round_report", NEW, 500, 4000
    )
    assert learned.guesses("round_report", NEW)


def test_a_kind_not_seen_yet_counts_as_the_others_of_its_line_do() -> None:
    learned = learn([usage("round_notes", counted=0.9), usage("round_report", counted=1.1)])
    likely = Ratios().input_tokens("", NEW, 5000, 5000).likely
    assert learned.input_tokens("satire", NEW, 5000, 5000).likely == pytest.approx(likely, rel=1e-3)
    known = learned.input_tokens("round_notes", NEW, 5000, 5000).likely
    assert known == pytest.approx(0.9 * likely, rel=1e-3)


def test_answers_are_as_long_as_their_kind_has_been() -> None:
    learned = learn([usage(answer=1800), usage(answer=2200), usage("brief_summary", answer=300)])
    assert learned.output_tokens("round_report", NEW, 50, 8000).likely == 2000
    assert learned.output_tokens("brief_summary", NEW, 50, 8000).likely == 300


def test_before_anything_came_back_an_answer_is_as_long_as_its_words() -> None:
    notes = Ratios().output_tokens("notes", OLD, words=1000, max_tokens=8000)
    assert notes.likely == pytest.approx(1612, abs=1)


def test_an_answer_of_unknown_length_is_taken_for_half_its_cap_and_may_reach_it() -> None:
    assert Ratios().output_tokens("", NEW, words=0, max_tokens=1000) == (200, 500, 1000)


def test_a_usage_that_counted_nothing_teaches_nothing() -> None:
    empty = UsageRow("kind", NEW, 0, 0, 0, 0, 0)
    assert learn([empty]) == Ratios()


@given(
    seen=st.lists(st.tuples(st.floats(0.5, 2), st.integers(1, 20_000)), min_size=0, max_size=20),
    max_tokens=st.integers(1, 5000),
    words=st.integers(0, 5000),
)
def test_ranges_are_ordered_and_no_answer_passes_its_cap(
    seen: list[tuple[float, int]], max_tokens: int, words: int
) -> None:
    learned = learn([usage(counted=counted, answer=answer) for counted, answer in seen])
    low, likely, high = learned.output_tokens("round_report", NEW, words, max_tokens)
    assert 0 < low <= likely <= high <= max_tokens
    low, likely, high = learned.input_tokens("round_report", NEW, 1000, 1000)
    assert 0 < low < likely < high


@given(counted=st.floats(0.7, 1.5), noise=st.lists(st.floats(-0.03, 0.03), min_size=1))
def test_what_was_learned_holds_the_next_prompt_of_its_kind(
    counted: float, noise: list[float]
) -> None:
    learned = learn([usage(counted=counted * (1 + wobble)) for wobble in noise])
    low, _, high = learned.input_tokens("round_report", NEW, 7100, 18_800)
    assert low <= 13_000 * counted <= high
