"""Every fault does what its name says, so many times, and the books know what came of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import anthropic
import httpx2
import pytest
from anthropic import Anthropic

from teg_tui.simulator import odd_answers
from teg_tui.simulator.broken_rows import PATH_ID, STRANGE_ID
from teg_tui.simulator.faults import FAULTS, ConnectionDropped, FaultBoard, Point
from teg_tui.simulator.server import Running

Requests = Callable[..., list[dict[str, Any]]]
CREATE = "POST /v1/messages/batches"
BROKEN = anthropic.APIConnectionError


def books(simulator: Running) -> dict[str, Any]:
    read: dict[str, Any] = httpx2.get(f"{simulator.url}/_simulator/books").json()
    return read


def arm(simulator: Running, name: str, times: int = 1) -> None:
    wanted = {"name": name, "times": times}
    httpx2.post(f"{simulator.url}/_simulator/faults", json=wanted).raise_for_status()


def rows(client: Anthropic, batch_id: str) -> bytes:
    """The results as they come, by a connection that takes them as they are."""
    with client.messages.batches.with_streaming_response.results(batch_id) as response:
        return b"".join(response.iter_bytes())


def ids(raw: bytes) -> list[str]:
    return [json.loads(line)["custom_id"] for line in raw.splitlines() if line.strip()]


@pytest.mark.parametrize(
    ("fault", "error", "status", "created"),
    [
        ("create-drop-unread", BROKEN, None, 0),
        ("create-429", anthropic.RateLimitError, 429, 0),
        ("create-429-bare", anthropic.RateLimitError, 429, 0),
        ("create-500", anthropic.InternalServerError, 500, 0),
        ("create-503", anthropic.InternalServerError, 503, 0),
        ("create-529", anthropic.InternalServerError, 529, 0),
        ("create-spend-limit", anthropic.RateLimitError, 429, 0),
        ("create-401", anthropic.AuthenticationError, 401, 0),
        ("create-late", anthropic.APITimeoutError, None, 1),
        ("any-500", anthropic.InternalServerError, 500, 0),
        ("any-529", anthropic.InternalServerError, 529, 0),
        ("any-drop", BROKEN, None, 0),
    ],
)
def test_a_create_goes_wrong_once_and_the_next_does_not(
    simulator: Running,
    client: Anthropic,
    requests_of: Requests,
    fault: str,
    error: type[Exception],
    status: int | None,
    created: int,
) -> None:
    arm(simulator, fault)
    with pytest.raises(error) as caught:
        client.messages.batches.create(requests=requests_of(2), timeout=0.3)
    assert getattr(caught.value, "status_code", None) == status
    assert len(books(simulator)["batches"]) == created
    assert client.messages.batches.create(requests=requests_of(2)).id
    assert simulator.account.faults.struck == {fault: 1}


def test_what_a_429_says(simulator: Running, client: Anthropic, requests_of: Requests) -> None:
    told = {}
    for fault in ("create-429", "create-429-bare", "create-spend-limit"):
        arm(simulator, fault)
        with pytest.raises(anthropic.RateLimitError) as caught:
            client.messages.batches.create(requests=requests_of(1))
        told[fault] = caught.value.response.headers.get("retry-after"), caught.value.error_code
    assert told == {
        "create-429": ("30", None),
        "create-429-bare": (None, None),
        "create-spend-limit": (None, "enforced_spend_limit_reached"),
    }


def test_somebody_elses_batch_is_made_at_the_same_moment_and_stands_apart_in_the_books(
    simulator: Running, client: Anthropic, requests_of: Requests
) -> None:
    arm(simulator, "create-stranger")
    arm(simulator, "drop-before-create")
    with pytest.raises(BROKEN):
        client.messages.batches.create(requests=requests_of(3))
    read = books(simulator)
    (stranger,) = read["strangers"]
    assert (read["batches"], len(stranger["custom_ids"])) == ([], 3)
    (listed,) = client.messages.batches.list().data
    assert listed.id == stranger["id"]
    simulator.account.advance(1000)
    assert set(ids(rows(client, listed.id))) == set(stranger["custom_ids"])
    assert not {"r0", "r1", "r2"} & set(stranger["custom_ids"])


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("retrieve-404", anthropic.NotFoundError),
        ("retrieve-500", anthropic.InternalServerError),
        ("retrieve-401", anthropic.AuthenticationError),
        ("retrieve-drop", BROKEN),
    ],
)
def test_asking_goes_wrong_as_often_as_it_is_armed_for(
    simulator: Running, client: Anthropic, requests_of: Requests, fault: str, error: type[Exception]
) -> None:
    batch = client.messages.batches.create(requests=requests_of(1))
    arm(simulator, fault, 2)
    for _ in range(2):
        with pytest.raises(error):
            client.messages.batches.retrieve(batch.id)
    assert client.messages.batches.retrieve(batch.id).id == batch.id


def test_a_list_fails_or_lags(simulator: Running, client: Anthropic, requests_of: Requests) -> None:
    old, new = (client.messages.batches.create(requests=requests_of(1)).id for _ in range(2))
    arm(simulator, "list-500")
    with pytest.raises(anthropic.InternalServerError):
        client.messages.batches.list()
    arm(simulator, "list-lag", 2)
    assert [batch.id for batch in client.messages.batches.list(limit=1)] == [old]
    assert [batch.id for batch in client.messages.batches.list(before_id=new)] == []
    assert [batch.id for batch in client.messages.batches.list()] == [new, old]


@pytest.fixture
def ended(simulator: Running, client: Anthropic, requests_of: Requests) -> str:
    """A batch of three that has ended."""
    batch = client.messages.batches.create(requests=requests_of(3))
    simulator.account.advance(1000)
    return batch.id


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("results-404", anthropic.NotFoundError),
        ("results-500", anthropic.InternalServerError),
        ("results-drop", httpx2.RemoteProtocolError),
        ("results-stall", httpx2.ReadTimeout),
    ],
)
def test_results_do_not_come(
    simulator: Running,
    connect: Callable[..., Anthropic],
    ended: str,
    fault: str,
    error: type[Exception],
) -> None:
    client = connect(simulator, timeout=0.3)
    arm(simulator, fault)
    with pytest.raises(error):
        rows(client, ended)
    assert len(ids(rows(client, ended))) == 3


def test_results_are_broken_as_each_fault_says(
    simulator: Running, client: Anthropic, ended: str
) -> None:
    whole = rows(client, ended)
    lines = whole.splitlines(keepends=True)
    first = json.loads(lines[0])["custom_id"]

    def broken(*faults: str) -> bytes:
        for fault in faults:
            arm(simulator, fault)
        return rows(client, ended)

    assert broken("results-slow") == whole
    cut = broken("results-cut-line")
    assert cut.startswith(b"".join(lines[:2]))
    assert len(b"".join(lines[:2])) < len(cut) < len(whole)
    assert broken("results-cut-row") == b"".join(lines[:2])
    blank = broken("results-blank-line")
    assert blank.count(b"\n") == 9
    assert ids(blank) == ids(whole)
    assert broken("results-missing-row") == b"".join(lines[1:])
    assert broken("results-duplicate-row") == whole + lines[0]
    assert broken("results-shuffled") == b"".join(reversed(lines))
    assert ids(broken("results-unknown-id")) == [STRANGE_ID, *ids(whole)]
    assert ids(broken("results-path-id")) == [PATH_ID, *ids(whole)]
    odd = broken("results-unknown-type").splitlines()
    assert json.loads(odd[0])["result"]["type"] not in odd_answers.MIXED
    assert json.loads(odd[0])["custom_id"] == first
    both = ids(broken("results-missing-row", "results-unknown-id"))
    assert both == [STRANGE_ID, *ids(whole)[1:]]
    odd_and_cut = broken("results-cut-line", "results-unknown-type").splitlines()
    assert odd_and_cut[0] == odd[0]
    assert lines[-1].startswith(odd_and_cut[-1])
    assert rows(client, ended) == whole


def test_breaks_can_be_made_of_a_single_row(
    simulator: Running, client: Anthropic, requests_of: Requests
) -> None:
    batch = client.messages.batches.create(requests=requests_of(1)).id
    simulator.account.advance(1000)
    for fault, its in FAULTS.items():
        if its.point is Point.ROWS:
            arm(simulator, "results-missing-row")
            arm(simulator, fault)
            assert set(ids(rows(client, batch))) <= {"r0", STRANGE_ID, PATH_ID}


def test_results_elsewhere_are_another_name_of_this_computer_and_caught_in_the_books(
    simulator: Running, client: Anthropic, ended: str
) -> None:
    arm(simulator, "results-elsewhere")
    url = client.messages.batches.retrieve(ended).results_url
    assert url is not None
    assert url.startswith("http://localhost:")
    assert client.messages.batches.retrieve(ended).results_url != url
    httpx2.get(url, headers={"x-api-key": "any", "anthropic-version": "2023-06-01"})
    assert books(simulator)["calls"][f"GET /v1/messages/batches/{ended}/results"] == 1


def test_mixed_rows_agree_with_counts_and_bill_at_every_fetch(
    simulator: Running, client: Anthropic, requests_of: Requests
) -> None:
    arm(simulator, "rows-mixed")
    batch = client.messages.batches.create(requests=requests_of(6)).id
    simulator.account.advance(1000)
    counts = client.messages.batches.retrieve(batch).request_counts
    told = {row.custom_id: row.result for row in client.messages.batches.results(batch)}
    kinds = {custom_id: result.type for custom_id, result in told.items()}
    assert (counts.succeeded, counts.errored, counts.expired, counts.canceled) == (2, 2, 1, 1)
    assert [kinds[f"r{n}"] for n in range(4)] == ["succeeded", "errored", "expired", "canceled"]
    assert told["r1"].error.error.type == "api_error"
    assert books(simulator)["batches"][0]["billed"] == ["r0", "r4"]


def answers(
    simulator: Running, client: Anthropic, requests: list[dict[str, Any]], fault: str
) -> list[Any]:
    """The first batch's messages with a fault, in the order of their requests."""
    arm(simulator, fault)
    batch = client.messages.batches.create(requests=requests).id
    simulator.account.advance(1000)
    found = sorted(client.messages.batches.results(batch), key=lambda row: row.custom_id)
    return [row.result.message for row in found]


def test_the_first_answer_is_cut_or_refused(
    simulator: Running, client: Anthropic, requests_of: Requests
) -> None:
    cut, whole = answers(simulator, client, requests_of(2), "row-max-tokens")
    assert (cut.stop_reason, whole.stop_reason) == ("max_tokens", "end_turn")
    assert cut.usage.output_tokens == 1000
    assert whole.content[0].text.startswith(cut.content[0].text)
    refused, whole = answers(simulator, client, requests_of(2), "row-refusal")
    assert (refused.stop_reason, refused.content) == ("refusal", [])
    assert whole.stop_reason == "end_turn"


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("text-escapes", odd_answers.ESCAPES),
        ("text-markup", odd_answers.MARKUP),
        ("text-nul", odd_answers.NUL),
    ],
)
def test_the_first_answer_holds_what_it_should_not(
    simulator: Running, client: Anthropic, requests_of: Requests, fault: str, words: str
) -> None:
    odd, usual = answers(simulator, client, requests_of(2), fault)
    assert words in odd.content[0].text.split("\n")[0]
    assert odd.content[0].text.count(words) == 2
    assert words not in usual.content[0].text


def test_the_first_answer_is_huge(
    simulator: Running, client: Anthropic, requests_of: Requests
) -> None:
    arm(simulator, "text-huge")
    batch = client.messages.batches.create(requests=requests_of(2)).id
    simulator.account.advance(1000)
    by_id = {json.loads(line)["custom_id"]: line for line in rows(client, batch).splitlines()}
    assert len(by_id["r0"]) >= 5_000_000 > len(by_id["r1"])


def test_a_clock_that_is_wrong_changes_what_is_told_and_nothing_else(
    simulator: Running, client: Anthropic, requests_of: Requests
) -> None:
    batch = client.messages.batches.create(requests=requests_of(1))
    url = f"{simulator.url}/_simulator/clock"
    told = httpx2.post(url, json={"skew": -7200}).json()
    assert told["told"] < told["now"]
    again = client.messages.batches.retrieve(batch.id)
    assert (batch.created_at - again.created_at).total_seconds() == 7200
    assert (batch.expires_at - again.expires_at).total_seconds() == 7200
    assert again.processing_status == "in_progress"
    assert httpx2.post(url, json={"skew": 1, "advance": 1}).status_code == 400


def test_oddities_of_a_batch_and_a_wrong_clock_survive_a_restart(
    start: Callable[..., Running],
    connect: Callable[..., Anthropic],
    requests_of: Any,
    tmp_path: Any,
) -> None:
    first = start(tmp_path, pace=1, faults=["rows-mixed", "create-stranger"])
    first.account.skew(60)
    made = connect(first).messages.batches.create(requests=requests_of(2))
    second = start(tmp_path)
    second.account.advance(60)
    again = connect(second).messages.batches.retrieve(made.id)
    assert (again.request_counts.errored, again.created_at) == (1, made.created_at)
    assert len(books(second)["strangers"]) == 1


def test_of_several_faults_of_one_moment_the_one_that_fails_strikes_alone() -> None:
    board = FaultBoard()
    board.arm_all(["create-late", "drop-after-create"])
    with pytest.raises(ConnectionDropped):
        board.strike(Point.AFTER_CREATE)
    assert board.armed == {"create-late": 1}
    assert board.strike(Point.AFTER_CREATE) == ("create-late",)
    assert board.strike(Point.AFTER_CREATE) == ()


def test_the_documents_tell_what_comes_of_every_fault() -> None:
    document = Path(__file__).parents[2] / "docs" / "reliability.md"
    rows = re.findall(r"^\| (`[a-z0-9-]+`(?: `[a-z0-9-]+`)*) \| ", document.read_text(), re.M)
    named = [name for row in rows for name in row.strip("`").split("` `")]
    assert sorted(named) == sorted(FAULTS)
