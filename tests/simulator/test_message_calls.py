"""Messages, token counts and models as the unmodified SDK meets them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import anthropic
import httpx2
import pytest
from anthropic import Anthropic

from teg_tui.simulator.server import Running


@pytest.fixture
def quick(start: Callable[..., Running], connect: Callable[..., Anthropic]) -> Anthropic:
    return connect(start())


def test_an_answer_has_text_and_usage(quick: Anthropic, params: dict[str, Any]) -> None:
    message = quick.messages.create(**params)
    assert "no model wrote this" in message.content[0].text
    assert message.stop_reason == "end_turn"
    counted = quick.messages.count_tokens(model=params["model"], messages=params["messages"])
    assert message.usage.input_tokens == counted.input_tokens
    assert message.usage.service_tier == "standard"


def test_a_stream_adds_up_to_the_answer(quick: Anthropic, params: dict[str, Any]) -> None:
    whole = quick.messages.create(**params)
    with quick.messages.stream(**params) as stream:
        pieces = list(stream.text_stream)
        final = stream.get_final_message()
    assert len(pieces) > 1
    assert "".join(pieces) == whole.content[0].text == final.content[0].text
    assert final.usage.output_tokens == whole.usage.output_tokens
    assert final.stop_reason == "end_turn"


def test_an_answer_is_cut_at_max_tokens(quick: Anthropic, params: dict[str, Any]) -> None:
    message = quick.messages.create(**params | {"max_tokens": 5})
    assert message.stop_reason == "max_tokens"
    assert message.usage.output_tokens <= 5


def test_an_answer_stops_at_a_stop_sequence(quick: Anthropic, params: dict[str, Any]) -> None:
    message = quick.messages.create(**params | {"stop_sequences": ["model", "zzz"]})
    assert (message.stop_reason, message.stop_sequence) == ("stop_sequence", "model")
    assert message.content[0].text.endswith("no ")


def test_newer_models_count_more_tokens(quick: Anthropic) -> None:
    messages: Any = [{"role": "user", "content": "x" * 2350}]
    older = quick.messages.count_tokens(model="claude-sonnet-4-5", messages=messages)
    newer = quick.messages.count_tokens(model="claude-sonnet-5-5", messages=messages)
    assert (older.input_tokens, newer.input_tokens) == (1000, 1300)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"model": "claude-2"}, anthropic.NotFoundError),
        ({"max_tokens": 0}, anthropic.BadRequestError),
        ({"messages": []}, anthropic.BadRequestError),
        ({"messages": [{"role": "golfer", "content": "x"}]}, anthropic.BadRequestError),
        ({"extra_body": {"temperature": 1}}, anthropic.BadRequestError),
        ({"extra_body": {"top_k": 1}}, anthropic.BadRequestError),
    ],
)
def test_wrong_calls_are_refused_at_once(
    quick: Anthropic, params: dict[str, Any], change: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        quick.messages.create(**params | change)


def test_the_older_version_still_takes_a_temperature(
    start: Callable[..., Running], connect: Callable[..., Anthropic], params: dict[str, Any]
) -> None:
    old = connect(start(), default_headers={"anthropic-version": "2023-06-01"})
    assert old.messages.create(**params, extra_body={"temperature": 1}).stop_reason == "end_turn"


def test_models_say_what_they_can_and_until_when(quick: Anthropic) -> None:
    models = {model.id: model for model in quick.models.list(limit=2)}
    assert models["claude-sonnet-5-5"].capabilities.batch.supported
    assert models["claude-sonnet-5-5"].lifecycle == "active"
    retiring = quick.models.retrieve("claude-sonnet-4-5")
    assert retiring.id == "claude-sonnet-4-5-20250929"
    assert retiring.lifecycle == "deprecated"
    assert f"{retiring.retires_at:%Y-%m-%d}" == "2026-11-30"
    assert [m.id for m in quick.models.list(lifecycle=["deprecated"])] == [retiring.id]
    with pytest.raises(anthropic.NotFoundError):
        quick.models.retrieve("claude-2")


def test_the_headers_tell_what_is_left_and_when_it_is_full_again(
    start: Callable[..., Running], connect: Callable[..., Anthropic], params: dict[str, Any]
) -> None:
    client = connect(start(requests_a_minute=2))
    first = client.messages.with_raw_response.create(**params).headers
    assert first["anthropic-ratelimit-requests-remaining"] == "1"
    with client.messages.stream(**params) as stream:
        assert stream.response.headers["anthropic-ratelimit-requests-remaining"] == "0"
    with pytest.raises(anthropic.RateLimitError) as caught:
        client.messages.create(**params)
    assert 0 < int(caught.value.response.headers["retry-after"]) <= 60


def test_a_full_minute_later_there_is_room_again(
    start: Callable[..., Running], connect: Callable[..., Anthropic], params: dict[str, Any]
) -> None:
    simulator = start(requests_a_minute=1)
    client = connect(simulator)
    client.messages.create(**params)
    simulator.account.advance(60)
    assert client.messages.create(**params).stop_reason == "end_turn"


@pytest.mark.parametrize(
    ("fault", "error", "written"),
    [
        ("messages-429", anthropic.RateLimitError, 0),
        ("messages-500", anthropic.InternalServerError, 0),
        ("messages-drop", anthropic.APIConnectionError, 0),
        ("stream-cut", httpx2.TransportError, 1),
    ],
)
def test_a_stream_goes_wrong_as_it_is_told_to(
    start: Callable[..., Running],
    connect: Callable[..., Anthropic],
    params: dict[str, Any],
    fault: str,
    error: type[Exception],
    written: int,
) -> None:
    simulator = start(faults=[fault])
    client = connect(simulator)
    with pytest.raises(error), client.messages.stream(**params) as stream:
        stream.get_final_text()
    assert len(simulator.account.store.messages()) == written
    assert client.messages.create(**params).stop_reason == "end_turn"
