"""Connections break on demand, the books know what came of it, and both can be driven."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import anthropic
import httpx2
import pytest
from anthropic import Anthropic

from teg_tui.errors import TegError
from teg_tui.simulator.faults import FaultBoard
from teg_tui.simulator.server import Running

Requests = Callable[..., list[dict[str, Any]]]


def books(simulator: Running, query: str = "") -> dict[str, Any]:
    return httpx2.get(f"{simulator.url}/_simulator/books{query}").json()


@pytest.mark.parametrize(
    ("fault", "created"), [("drop-before-create", 0), ("drop-after-create", 1)]
)
def test_a_connection_breaks_before_or_after_the_batch_exists(
    simulator: Running, client: Anthropic, requests_of: Requests, fault: str, created: int
) -> None:
    armed = httpx2.post(f"{simulator.url}/_simulator/faults", json={"name": fault})
    assert armed.json()["armed"] == {fault: 1}
    with pytest.raises(anthropic.APIConnectionError):
        client.messages.batches.create(requests=requests_of(2))
    assert len(client.messages.batches.list().data) == created
    assert client.messages.batches.create(requests=requests_of(2)).id
    assert len(books(simulator)["batches"]) == created + 1


def test_the_sdk_left_alone_creates_a_batch_twice(
    start: Callable[..., Running], connect: Callable[..., Anthropic], requests_of: Requests
) -> None:
    simulator = start(pace=1000, faults=["drop-after-create"])
    connect(simulator, max_retries=1).messages.batches.create(requests=requests_of(1))
    kept = books(simulator)
    assert len(kept["batches"]) == 2
    assert kept["calls"] == {"POST /v1/messages/batches": 2}


def test_books_tell_what_would_have_been_billed(
    simulator: Running, client: Anthropic, params: dict[str, Any], requests_of: Requests
) -> None:
    bad = {"custom_id": "bad", "params": params | {"max_tokens": 0}}
    batch = client.messages.batches.create(requests=requests_of(2, bad))
    [entry] = books(simulator)["batches"]
    assert (entry["billed"], entry["custom_ids"]) == ([], ["bad", "r0", "r1"])

    simulator.account.advance(1000)
    used = [
        row.result.message.usage
        for row in client.messages.batches.results(batch.id)
        if row.result.type == "succeeded"
    ]
    client.messages.batches.delete(batch.id)
    [entry] = books(simulator, "?tokens=1")["batches"]
    assert entry["billed"] == ["r0", "r1"]
    assert entry["deleted_at"] is not None
    assert entry["usage"] == {
        "input_tokens": sum(usage.input_tokens for usage in used),
        "output_tokens": sum(usage.output_tokens for usage in used),
    }


def test_real_time_answers_are_in_the_books(
    start: Callable[..., Running], connect: Callable[..., Anthropic], params: dict[str, Any]
) -> None:
    simulator = start()
    message = connect(simulator).messages.create(**params)
    [entry] = books(simulator)["messages"]
    assert entry["id"] == message.id
    assert entry["usage"]["output_tokens"] == message.usage.output_tokens


def test_the_clock_is_driven_from_outside(
    simulator: Running, client: Anthropic, requests_of: Requests
) -> None:
    batch = client.messages.batches.create(requests=requests_of(1))
    httpx2.post(f"{simulator.url}/_simulator/clock", json={"advance": 1000}).raise_for_status()
    assert client.messages.batches.retrieve(batch.id).processing_status == "ended"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("faults", "{"),
        ("faults", '{"name": "no-such"}'),
        ("faults", '{"name": "drop-after-create", "times": -1}'),
        ("faults", "[]"),
        ("clock", '{"advance": "x"}'),
    ],
)
def test_wrong_controls_are_told(simulator: Running, path: str, body: str) -> None:
    answer = httpx2.post(f"{simulator.url}/_simulator/{path}", content=body)
    assert answer.status_code == 400
    assert answer.json()["error"]


def test_faults_can_be_disarmed(simulator: Running, client: Anthropic, requests_of: Any) -> None:
    simulator.account.faults.arm("drop-before-create", 5)
    assert httpx2.delete(f"{simulator.url}/_simulator/faults").json()["armed"] == {}
    assert client.messages.batches.create(requests=requests_of(1)).id


@pytest.mark.parametrize("flag", ["no-such", "drop-after-create=x", "drop-after-create=-1"])
def test_wrong_flags_are_told(flag: str) -> None:
    with pytest.raises(TegError):
        FaultBoard().arm_all([flag])


def test_batches_and_the_clock_survive_a_restart(
    start: Callable[..., Running],
    connect: Callable[..., Anthropic],
    requests_of: Requests,
    tmp_path: Path,
) -> None:
    first = start(tmp_path, pace=1000)
    batch = connect(first).messages.batches.create(requests=requests_of(3))
    first.account.advance(1000)
    second = start(tmp_path, pace=5)
    client = connect(second)
    again = client.messages.batches.retrieve(batch.id)
    assert (again.processing_status, again.created_at) == ("ended", batch.created_at)
    ids = [row.custom_id for row in client.messages.batches.results(batch.id)]
    assert sorted(ids) == ["r0", "r1", "r2"]
    assert client.messages.batches.create(requests=requests_of(1)).id != batch.id
    assert [b.id for b in client.messages.batches.list()][1] == batch.id


def test_a_create_that_never_finished_leaves_nothing(
    start: Callable[..., Running], tmp_path: Path
) -> None:
    (tmp_path / "batches").mkdir()
    (tmp_path / "batches" / "1234.incoming").write_text('{"custom_id": "a"')
    simulator = start(tmp_path)
    assert books(simulator)["batches"] == []
    assert not list((tmp_path / "batches").iterdir())
