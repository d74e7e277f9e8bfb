"""What is learned from usage, and what holds before."""

from __future__ import annotations

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teg_tui.costs.tokens import Expected, Line, Ratios, UsageRow, learn, line_of

OLD, NEW = "claude-sonnet-4-5", "claude-sonnet-5-5"


def width(number: Expected) -> float:
    """Of the range, as a part of what is likely."""
    low, high = number.bounds
    return (high - low) / number.likely


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
    assert width(new) > width(old)
    assert Ratios().guesses("any", NEW)


def test_the_first_usage_replaces_the_default_and_narrows_the_range() -> None:
    before = Ratios().input_tokens("round_report", NEW, 7100, 18_800)
    learned = learn([usage(counted=0.8)])
    after = learned.input_tokens("round_report", NEW, 7100, 18_800)
    assert after.likely == pytest.approx(0.8 * before.likely, rel=1e-3)
    assert width(after) < width(before)
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
    unknown = Ratios().output_tokens("", NEW, words=0, max_tokens=1000)
    low, high = unknown.bounds
    assert low < unknown.likely / 2
    assert (unknown.likely, high) == (500, 1000)


def test_a_text_not_written_yet_is_as_long_as_its_kind_has_been() -> None:
    assert Ratios().length("round_report", words=1000).likely == pytest.approx(6450)
    learned = learn([usage(model=OLD)]).length("round_report", words=1000)
    assert learned.likely == 8000, "characters, whichever model wrote them"
    assert width(learned) < width(Ratios().length("round_report", words=1000))


def test_a_prompt_with_a_text_in_it_that_is_not_written_yet_is_less_sure() -> None:
    sure = Ratios().input_tokens("any", NEW, 5000, 10_000)
    unsure = Ratios().input_tokens("any", NEW, 5000, 10_000, unsure_chars=3000)
    assert unsure.likely == sure.likely
    assert width(unsure) > width(sure)


def test_what_other_kinds_counted_is_worth_less_than_what_the_kind_itself_did() -> None:
    learned = learn([usage("round_notes")] * 50)
    own = learned.input_tokens("round_notes", NEW, 5000, 5000)
    other = learned.input_tokens("satire", NEW, 5000, 5000)
    assert width(own) < width(other) < width(Ratios().input_tokens("satire", NEW, 5000, 5000))
    quarrel = learn([usage("round_notes", counted=0.7), usage("main_report", counted=1.3)])
    assert width(quarrel.input_tokens("satire", NEW, 5000, 5000)) > width(other)


def test_an_answer_longer_than_a_new_cap_is_taken_to_reach_it() -> None:
    learned = learn([usage(answer=4000)] * 20)
    assert learned.output_tokens("round_report", NEW, 0, 1500).bounds == (1500, 1500)


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
    answer = learned.output_tokens("round_report", NEW, words, max_tokens)
    low, high = answer.bounds
    assert 0 < low <= answer.likely <= high <= max_tokens
    prompt = learned.input_tokens("round_report", NEW, 1000, 1000)
    low, high = prompt.bounds
    assert 0 < low < prompt.likely < high


@given(
    counted=st.floats(0.5, 2),
    answer=st.integers(100, 20_000),
    times=st.integers(1, 30),
    more=st.integers(1, 30),
)
def test_more_of_the_same_never_makes_it_less_sure(
    counted: float, answer: int, times: int, more: int
) -> None:
    one = usage(counted=counted, answer=answer)
    few, many = learn([one] * times), learn([one] * (times + more))
    for before, after in (
        (few.input_tokens("round_report", NEW, 9, 9), many.input_tokens("round_report", NEW, 9, 9)),
        (
            few.output_tokens("round_report", NEW, 9, 99_999),
            many.output_tokens("round_report", NEW, 9, 99_999),
        ),
        (few.length("round_report", 9), many.length("round_report", 9)),
    ):
        assert width(after) < width(before)
        assert after.likely == pytest.approx(before.likely)


@pytest.mark.parametrize("seen", [1, 3, 10, 100])
@pytest.mark.parametrize("scatter", [0.02, 0.12, 0.2])
def test_the_range_of_the_next_answer_holds_it_nine_times_of_ten(seen: int, scatter: float) -> None:
    chance = random.Random(f"{seen} {scatter}")
    held = 0
    for _ in range(500):
        drawn = [round(2000 * math.exp(chance.gauss(0, scatter))) for _ in range(seen + 1)]
        learned = learn([usage(answer=answer) for answer in drawn[:-1]])
        low, high = learned.output_tokens("round_report", NEW, 0, 99_999).bounds
        held += low <= drawn[-1] <= high
    assert held >= 450
