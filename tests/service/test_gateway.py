"""Every way a call can end is one of four answers, and the key goes to one place only."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx2
import pytest
from canary import KEY

from teg_tui.service import endpoint as endpoints
from teg_tui.service.answers import (
    DefiniteNo,
    GatewayError,
    KeyRefused,
    NotVisibleYet,
    TryLater,
    Unclear,
)
from teg_tui.service.endpoint import Endpoint
from teg_tui.service.gateway import Gateway
from teg_tui.service.pace import LONGEST_ASKED

BATCH: dict[str, Any] = {
    "id": "msgbatch_01",
    "type": "message_batch",
    "processing_status": "in_progress",
    "request_counts": {
        "processing": 2,
        "succeeded": 0,
        "errored": 0,
        "canceled": 0,
        "expired": 0,
    },
    "created_at": "2026-11-22T20:00:00Z",
    "expires_at": "2026-11-23T20:00:00Z",
    "ended_at": None,
    "archived_at": None,
    "cancel_initiated_at": None,
    "results_url": None,
}


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Endpoint:
    monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
    monkeypatch.delenv("ANTHROPIC_BASE_URL", raising=False)
    return endpoints.find("")


def answering(endpoint: Endpoint, handler: Callable[[httpx2.Request], httpx2.Response]) -> Gateway:
    return Gateway(endpoint, httpx2.MockTransport(handler))


def refusal(status: int, kind: str, message: str = "no", **details: str) -> httpx2.Response:
    error = {"type": kind, "message": message, "details": details or None}
    return httpx2.Response(status, json={"type": "error", "error": error})


async def create(gateway: Gateway) -> GatewayError | None:
    try:
        await gateway.create([{"custom_id": "a", "params": {}}])
    except GatewayError as error:
        return error
    return None


@pytest.mark.parametrize(
    ("status", "kind", "answer"),
    [
        (400, "invalid_request_error", DefiniteNo),
        (401, "authentication_error", KeyRefused),
        (403, "permission_error", DefiniteNo),
        (404, "not_found_error", DefiniteNo),
        (413, "request_too_large", DefiniteNo),
        (408, "timeout_error", Unclear),
        (429, "rate_limit_error", TryLater),
        (500, "api_error", Unclear),
        (503, "api_error", Unclear),
        (529, "overloaded_error", Unclear),
        (302, "moved", Unclear),
    ],
)
async def test_what_a_status_means_for_a_batch_just_sent(
    endpoint: Endpoint, status: int, kind: str, answer: type[GatewayError]
) -> None:
    posts = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        posts.append(request)
        return refusal(status, kind)

    assert type(await create(answering(endpoint, handler))) is answer
    assert len(posts) == 1


@pytest.mark.parametrize(
    ("error", "answer"),
    [
        (httpx2.ConnectError("refused"), TryLater),
        (httpx2.ConnectTimeout("slow"), TryLater),
        (httpx2.ProxyError("no way"), TryLater),
        (httpx2.ReadTimeout("slow"), Unclear),
        (httpx2.WriteTimeout("slow"), Unclear),
        (httpx2.ReadError("reset"), Unclear),
        (httpx2.RemoteProtocolError("gone"), Unclear),
        (ValueError("whatever"), Unclear),
    ],
)
async def test_what_a_broken_connection_means_for_a_batch_just_sent(
    endpoint: Endpoint, error: Exception, answer: type[GatewayError]
) -> None:
    posts = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        posts.append(request)
        raise error

    assert type(await create(answering(endpoint, handler))) is answer
    assert len(posts) == 1


async def test_an_answer_without_a_usable_id_is_unclear(endpoint: Endpoint) -> None:
    for strange in ("../../x", "", None, "x" * 500):
        gateway = answering(
            endpoint, lambda _, i=strange: httpx2.Response(200, json=BATCH | {"id": i})
        )
        assert type(await create(gateway)) is Unclear
    gateway = answering(endpoint, lambda _: httpx2.Response(200, text="<html>fine</html>"))
    assert type(await create(gateway)) is Unclear


@pytest.mark.parametrize("count", ["\x1b[2J", "2", None, -1, 1.5, True, 10**30])
async def test_an_answer_without_usable_counts_is_unclear(endpoint: Endpoint, count: Any) -> None:
    counts = BATCH["request_counts"] | {"succeeded": count}
    answer = httpx2.Response(200, json=BATCH | {"request_counts": counts})
    assert type(await create(answering(endpoint, lambda _: answer))) is Unclear


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("inf", LONGEST_ASKED), ("1e300", LONGEST_ASKED), ("-5", 0), ("nan", 0), ("\x1b[2J", None)],
)
async def test_no_server_makes_us_wait_beyond_reason(
    endpoint: Endpoint, header: str, seconds: float | None
) -> None:
    busy = refusal(429, "rate_limit_error")
    busy.headers["retry-after"] = header
    error = await create(answering(endpoint, lambda _: busy))
    assert isinstance(error, TryLater)
    assert error.retry_after == seconds


async def test_a_spend_limit_is_a_definite_no_and_other_429s_say_when(endpoint: Endpoint) -> None:
    spent = refusal(429, "rate_limit_error", error_code="enforced_spend_limit_reached")
    assert type(await create(answering(endpoint, lambda _: spent))) is DefiniteNo
    busy = refusal(429, "rate_limit_error")
    busy.headers["retry-after"] = "17"
    error = await create(answering(endpoint, lambda _: busy))
    assert isinstance(error, TryLater)
    assert error.retry_after == 17
    busy.headers["retry-after"] = "soon"
    error = await create(answering(endpoint, lambda _: busy))
    assert isinstance(error, TryLater)
    assert error.retry_after is None


async def test_a_batch_that_is_not_found_is_not_visible_yet(endpoint: Endpoint) -> None:
    gateway = answering(endpoint, lambda _: refusal(404, "not_found_error"))
    with pytest.raises(NotVisibleYet):
        await gateway.retrieve("msgbatch_01")


async def test_a_servers_words_are_harmless_and_hold_no_key(endpoint: Endpoint) -> None:
    nasty = f"\x1b[2J key {KEY} " + "x" * 9000
    error = await create(answering(endpoint, lambda _: refusal(400, "invalid", nasty)))
    assert error is not None
    assert error.reason.isprintable()
    assert KEY not in error.reason
    assert len(error.reason) < 400
    assert error.__cause__ is None
    assert error.__suppress_context__


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/results",
        "http://api.anthropic.com/v1/results",
        "https://api.anthropic.com:444/v1/results",
        "https://api.anthropic.com@evil.example/x",
        "https://api.anthropic.com.evil.example/x",
    ],
)
async def test_results_elsewhere_are_refused_before_anything_is_sent(
    endpoint: Endpoint, elsewhere: str
) -> None:
    hosts = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        hosts.append((request.url.scheme, request.url.host, request.url.port))
        ended = BATCH | {"processing_status": "ended", "results_url": elsewhere}
        return httpx2.Response(200, json=ended)

    with pytest.raises(TryLater, match="another address"):
        await answering(endpoint, handler).results("msgbatch_01").__aenter__()
    assert set(hosts) == {("https", "api.anthropic.com", None)}


async def test_results_come_as_the_bytes_they_are(endpoint: Endpoint) -> None:
    raw = b'{"custom_id": "a"}\n\xff\xfe\n'

    def handler(request: httpx2.Request) -> httpx2.Response:
        if request.url.path.endswith("/results"):
            return httpx2.Response(200, content=raw)
        url = "https://api.anthropic.com/v1/messages/batches/msgbatch_01/results"
        return httpx2.Response(200, json=BATCH | {"results_url": url})

    async with answering(endpoint, handler).results("msgbatch_01") as chunks:
        assert b"".join([chunk async for chunk in chunks]) == raw


async def test_a_simulator_gets_neither_the_key_nor_headers_meant_for_the_real_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
    monkeypatch.setenv("ANTHROPIC_AUTH_TOKEN", KEY)
    monkeypatch.setenv("ANTHROPIC_CUSTOM_HEADERS", f"X-Secret: {KEY}\nX-Other: {KEY}")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    seen: list[httpx2.Request] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        return httpx2.Response(200, json={"data": [], "has_more": False})

    gateway = answering(endpoints.find("http://127.0.0.1:1"), handler)
    assert await gateway.newest() is None
    assert KEY not in json.dumps(dict(seen[0].headers))
    assert seen[0].headers["authorization"] == "Bearer not-a-key"


async def test_a_missing_key_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    for name in ("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ANTHROPIC_CONFIG_DIR", str(tmp_path))
    none = endpoints.find("")
    assert not none.has_key
    error = await create(answering(none, lambda _: httpx2.Response(200, json=BATCH)))
    assert isinstance(error, DefiniteNo)
    assert "ANTHROPIC_API_KEY" in error.reason


def test_a_key_is_known_again_and_not_to_be_found_out(
    endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = endpoint.key_mark(b"secret")
    assert mark == endpoints.find("").key_mark(b"secret")
    assert mark != endpoint.key_mark(b"another workspace's secret")
    monkeypatch.setenv("ANTHROPIC_API_KEY", f"{KEY}-of-another")
    assert mark != endpoints.find("").key_mark(b"secret")
    assert KEY not in repr(endpoint) + mark
