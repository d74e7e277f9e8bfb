"""The Message Batches API as the unmodified SDK meets it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import anthropic
import pytest
from anthropic import Anthropic

from teg_tui.simulator.server import Running

Requests = Callable[..., list[dict[str, Any]]]


def test_a_batch_runs_ends_and_gives_its_results(
    simulator: Running, client: Anthropic, requests_of: Requests
) -> None:
    batch = client.messages.batches.create(requests=requests_of(30))
    assert batch.id.startswith("msgbatch_01")
    assert (batch.processing_status, batch.results_url) == ("in_progress", None)
    assert batch.request_counts.processing == 30
    with pytest.raises(anthropic.AnthropicError, match="results_url"):
        client.messages.batches.results(batch.id)

    simulator.account.advance(1000)
    batch = client.messages.batches.retrieve(batch.id)
    assert batch.processing_status == "ended"
    assert batch.request_counts.succeeded == 30
    rows = list(client.messages.batches.results(batch.id))
    sent = [f"r{n}" for n in range(30)]
    assert sorted(row.custom_id for row in rows) == sorted(sent)
    assert [row.custom_id for row in rows] != sent
    assert len({row.result.message.id for row in rows}) == 30
    assert rows[0].result.message.usage.service_tier == "batch"
    assert rows == list(client.messages.batches.results(batch.id))


def test_bad_requests_show_only_at_the_end(
    simulator: Running, client: Anthropic, params: dict[str, Any], requests_of: Requests
) -> None:
    wrong = {
        "no-model": params | {"model": "claude-2"},
        "no-tokens": params | {"max_tokens": 0},
        "hot": params | {"temperature": 0.5},
        "streamed": params | {"stream": True},
        "silent": params | {"messages": []},
        "surplus": params | {"colour": "green"},
    }
    bad = [{"custom_id": name, "params": its} for name, its in wrong.items()]
    batch = client.messages.batches.create(requests=requests_of(1, *bad))
    assert batch.request_counts.processing == 7

    simulator.account.advance(1000)
    counts = client.messages.batches.retrieve(batch.id).request_counts
    assert (counts.succeeded, counts.errored) == (1, 6)
    errors = {
        row.custom_id: row.result.error.error
        for row in client.messages.batches.results(batch.id)
        if row.result.type == "errored"
    }
    assert errors.keys() == wrong.keys()
    assert errors.pop("no-model").type == "not_found_error"
    assert {error.type for error in errors.values()} == {"invalid_request_error"}


@pytest.mark.parametrize("custom_id", ["a b", "x" * 65, "r0"])
def test_ids_are_checked_at_once(
    client: Anthropic, params: dict[str, Any], requests_of: Requests, custom_id: str
) -> None:
    other = {"custom_id": custom_id, "params": params}
    with pytest.raises(anthropic.BadRequestError, match=r"requests\.1\.custom_id"):
        client.messages.batches.create(requests=requests_of(1, other))
    assert not client.messages.batches.list().data


def test_a_cancel_takes_a_while_and_keeps_what_had_finished(
    simulator: Running, client: Anthropic, requests_of: Requests
) -> None:
    batch = client.messages.batches.create(requests=requests_of(10))
    simulator.account.advance(300)
    assert client.messages.batches.cancel(batch.id).processing_status == "canceling"
    again = client.messages.batches.cancel(batch.id)
    assert (again.processing_status, again.results_url) == ("canceling", None)

    simulator.account.advance(250)
    ended = client.messages.batches.retrieve(batch.id)
    assert ended.processing_status == "ended"
    types = Counter(row.result.type for row in client.messages.batches.results(batch.id))
    assert types == {"succeeded": 3, "canceled": 7}
    with pytest.raises(anthropic.BadRequestError, match="already ended"):
        client.messages.batches.cancel(batch.id)


def test_a_slow_batch_expires_after_a_day(
    start: Callable[..., Running], connect: Callable[..., Anthropic], requests_of: Requests
) -> None:
    simulator = start(pace=2 * 86_400)
    client = connect(simulator)
    batch = client.messages.batches.create(requests=requests_of(4))
    simulator.account.advance(86_399)
    assert client.messages.batches.retrieve(batch.id).processing_status == "in_progress"
    simulator.account.advance(1)
    counts = client.messages.batches.retrieve(batch.id).request_counts
    assert (counts.succeeded, counts.expired) == (2, 2)


def test_old_results_are_gone(simulator: Running, client: Anthropic, requests_of: Requests) -> None:
    batch = client.messages.batches.create(requests=requests_of(1))
    simulator.account.advance(29 * 86_400)
    old = client.messages.batches.retrieve(batch.id)
    assert old.archived_at is not None
    with pytest.raises(anthropic.AnthropicError):
        client.messages.batches.results(batch.id)


def test_only_an_ended_batch_can_be_deleted(
    simulator: Running, client: Anthropic, requests_of: Requests
) -> None:
    batch = client.messages.batches.create(requests=requests_of(1))
    with pytest.raises(anthropic.BadRequestError, match="cancel it first"):
        client.messages.batches.delete(batch.id)
    simulator.account.advance(1000)
    assert client.messages.batches.delete(batch.id).type == "message_batch_deleted"
    with pytest.raises(anthropic.NotFoundError):
        client.messages.batches.retrieve(batch.id)
    assert not client.messages.batches.list().data


def test_the_list_pages_both_ways(client: Anthropic, requests_of: Requests) -> None:
    made = [client.messages.batches.create(requests=requests_of(1)).id for _ in range(7)]
    newest_first = made[::-1]
    assert [b.id for b in client.messages.batches.list(limit=3)] == newest_first

    page = client.messages.batches.list(limit=3)
    assert (page.has_more, page.first_id, page.last_id) == (True, made[6], made[4])
    newer = client.messages.batches.list(before_id=made[1], limit=2)
    assert [b.id for b in newer.data] == [made[3], made[2]]
    assert newer.has_more
    assert [b.id for b in client.messages.batches.list(before_id=made[4])] == [made[6], made[5]]
    assert not client.messages.batches.list(before_id=made[6]).data


@pytest.mark.parametrize("limit", [0, 1001])
def test_a_page_has_a_smallest_and_a_largest_size(client: Anthropic, limit: int) -> None:
    with pytest.raises(anthropic.BadRequestError, match="limit"):
        client.messages.batches.list(limit=limit)


def test_the_list_may_lag(
    start: Callable[..., Running], connect: Callable[..., Anthropic], requests_of: Requests
) -> None:
    simulator = start(pace=1000, list_delay=60)
    client = connect(simulator)
    batch = client.messages.batches.create(requests=requests_of(1))
    assert not client.messages.batches.list().data
    assert client.messages.batches.retrieve(batch.id).id == batch.id
    simulator.account.advance(60)
    assert [b.id for b in client.messages.batches.list()] == [batch.id]


def test_there_must_be_a_key_and_a_known_version(simulator: Running, connect: Any) -> None:
    stranger = connect(simulator, default_headers={"Authorization": anthropic.Omit()})
    with pytest.raises(anthropic.AuthenticationError):
        stranger.messages.batches.list(extra_headers={"x-api-key": ""})
    assert stranger.messages.batches.list(extra_headers={"x-api-key": "k"}).data == []
    old = connect(simulator, default_headers={"anthropic-version": "1999-01-01"})
    with pytest.raises(anthropic.BadRequestError, match="anthropic-version"):
        old.messages.batches.list()


def test_unknown_paths_and_ids_are_answered_in_the_apis_shape(client: Anthropic) -> None:
    with pytest.raises(anthropic.NotFoundError) as caught:
        client.messages.batches.retrieve("msgbatch_none")
    assert caught.value.body["error"]["type"] == "not_found_error"
    assert caught.value.request_id.startswith("req_01")
    assert caught.value.body["request_id"] == caught.value.request_id
    with pytest.raises(anthropic.NotFoundError):
        client.get("/v1/nothing", cast_to=object)
