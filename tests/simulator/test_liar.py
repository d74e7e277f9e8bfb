"""Lies on purpose: at a rate, the same again each time, kept in the books, and corrected."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teg_tui.simulator.batches import BatchRecord
from teg_tui.simulator.liar import compose
from teg_tui.simulator.server import running

FACTS = """<facts>
# FACTS: TEG 4 ROUND 2 of 4 | Sandy Down | 2 May 2026

## PLAYERS
Code | Name | Then say
AV | Aldo Vrent | Vrent
BK | Bo Kell | Kell

## ROUND SCORES
Code | Points | Strokes | Gross
AV | 41 | 84 | +12
BK | 33 | 97 | +25
</facts>

Write this now: Round report, round 2 (event 4)."""
FIGURES = ["41", "84", "33", "97"]


def call(message: str) -> dict[str, Any]:
    return {
        "model": "claude-sonnet-5-5",
        "max_tokens": 4000,
        "messages": [{"role": "user", "content": message}],
    }


def correction(text: str, *mistakes: tuple[str, str, str]) -> dict[str, Any]:
    listed = "\n".join(f'- "{words}": not {said}, but {right}' for words, said, right in mistakes)
    return call(f"<report>\n{text.strip()}\n</report>\n\n<false>\n{listed}\n</false>\n\nCorrect.")


def test_nobody_lies_at_a_rate_of_nought() -> None:
    answer = compose(call(FACTS), 0.0, "a")
    assert answer.lies == ()
    assert "41 points and 84 strokes" in answer.text


def test_at_a_rate_of_one_every_such_figure_is_a_lie() -> None:
    true, answer = compose(call(FACTS), 0.0, "a"), compose(call(FACTS), 1.0, "a")
    assert [lie.right for lie in answer.lies] == FIGURES
    for lie in answer.lies:
        assert lie.said != lie.right
        assert lie.words in answer.text.splitlines()
        assert lie.said in lie.words
    assert len(answer.text.splitlines()) == len(true.text.splitlines())


@given(rate=st.floats(0, 1), name=st.text(max_size=5))
def test_an_answer_that_is_made_again_lies_again_in_the_same_places(rate: float, name: str) -> None:
    assert compose(call(FACTS), rate, name) == compose(call(FACTS), rate, name)


@given(rate=st.floats(0, 1), name=st.text(max_size=5))
def test_a_correction_undoes_every_lie(rate: float, name: str) -> None:
    true, false = compose(call(FACTS), 0.0, name), compose(call(FACTS), rate, name)
    mistakes = [(lie.words, lie.said, lie.right) for lie in false.lies]
    corrected = compose(correction(false.text, *mistakes), 0.0, "again")
    assert corrected.text.strip() == true.text.strip()
    assert corrected.lies == ()


def test_a_correction_may_lie_again_and_the_books_know_it() -> None:
    false = compose(call(FACTS), 1.0, "a")
    mistakes = [(lie.words, lie.said, lie.right) for lie in false.lies]
    answer = compose(correction(false.text, *mistakes), 1.0, "b")
    assert answer.text.strip() == false.text.strip()
    assert {(lie.said, lie.right) for lie in answer.lies} == {
        (lie.said, lie.right) for lie in false.lies
    }


def test_of_equal_figures_the_one_in_the_likest_words_is_put_right() -> None:
    text = "Vrent had 41 points at first.\nKell took 41 strokes over nine holes.\n"
    answer = compose(
        correction(text, ("Bo Kell took 41 strokes over nine holes.", "41", "44")), 0, ""
    )
    assert answer.text == "Vrent had 41 points at first.\nKell took 44 strokes over nine holes.\n"


def test_a_batch_lies_at_the_rate_of_the_day_it_was_made() -> None:
    record = BatchRecord.from_json({**_record(), "lies": 0.25})
    assert record.lies == 0.25
    assert BatchRecord.from_json(record.to_json()) == record
    assert BatchRecord.from_json(_record()).lies == 0.0  # one that an older simulator kept


def _record() -> dict[str, Any]:
    return {
        "id": "msgbatch_1",
        "sequence": 1,
        "created": "2026-05-02T10:00:00+00:00",
        "takes": 1.0,
        "size": 1,
        "errors": {},
    }


def test_the_rate_is_told_and_changed_over_the_wire() -> None:
    def ask(url: str, body: object = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        with urllib.request.urlopen(urllib.request.Request(url, data)) as answer:
            return json.load(answer)

    with running(lies=0.5) as simulator:
        url = f"{simulator.url}/_simulator/lies"
        assert ask(url) == {"rate": 0.5, "told": []}
        assert ask(url, {"rate": 0})["rate"] == 0.0
        for nonsense in ({"rate": 2}, {"rate": "much"}, {}, []):
            with pytest.raises(urllib.error.HTTPError, match="400"):
                ask(url, nonsense)
        assert ask(url)["rate"] == 0.0
