"""The only module that talks to the API. What comes out is plain data, or one of four `answers`.

The SDK never retries for us (it would post a batch three times), follows no redirect, keeps no
connection open between calls (a stale one makes a submission uncertain), and every request is
held to the endpoint's own origin: the key goes nowhere else.
"""

from __future__ import annotations

import gc
import os
import re
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from teg_tui.service.answers import (
    GatewayError,
    NotVisibleYet,
    OtherOrigin,
    TryLater,
    Unclear,
    answer_of,
    plain,
)
from teg_tui.service.endpoint import DUMMY_KEY, Endpoint, origin

if TYPE_CHECKING:
    import httpx2
    from anthropic import AsyncAnthropic
    from anthropic.resources.messages import AsyncMessages
    from anthropic.resources.messages.batches import AsyncBatches
    from anthropic.types import ModelInfo
    from anthropic.types.messages import MessageBatch

_LIST_LIMIT = 1000
_MOST_REQUESTS = 10**9
_COUNTED = ("model", "system", "messages")
"""What of a message's parameters is counted."""
_COUNTS = ("processing", "succeeded", "errored", "canceled", "expired")
_BATCH_ID = re.compile(r"[A-Za-z0-9_-]{1,128}")
"""An id becomes part of file names: nothing else is taken for one."""


@dataclass(frozen=True)
class RemoteBatch:
    """A batch as the API tells it."""

    batch_id: str
    status: str
    """in_progress, canceling or ended."""
    counts: dict[str, int]
    """processing, succeeded, errored, canceled, expired."""
    created_at: datetime
    expires_at: datetime
    ended_at: datetime | None
    archived_at: datetime | None
    results_url: str | None

    @property
    def total(self) -> int:
        """How many requests it holds."""
        return sum(self.counts.values())


@dataclass(frozen=True)
class RemoteModel:
    """A model as the API tells it; None for what it does not tell."""

    model_id: str
    title: str
    lifecycle: str
    """active, deprecated or retired."""
    retires_at: datetime | None
    max_input_tokens: int | None
    max_tokens: int | None
    batch: bool | None


@dataclass(frozen=True)
class Patience:
    """For how many seconds a call waits, by the wall."""

    connect: float = 15.0
    read: float = 60.0
    """Between two signs of life of the server."""
    create: float = 180.0
    write: float = 180.0
    """Between two signs of life of an answer that is being written."""


USUAL = Patience()


class Gateway:
    """One endpoint's Message Batches, its messages in real time, its models and counts."""

    def __init__(
        self,
        endpoint: Endpoint,
        transport: httpx2.AsyncBaseTransport | None = None,
        patience: Patience = USUAL,
    ) -> None:
        """Nothing is opened before the first call; `transport` stands in for the network."""
        self.endpoint = endpoint
        self._transport = transport
        self._patience = patience
        self._client: AsyncAnthropic | None = None

    async def newest(self) -> str | None:
        """The account's newest batch; None where it has none."""
        with self._answers():
            page = await self._batches().list(limit=1)
            return page.data[0].id if page.data else None

    async def created_since(self, before_id: str | None) -> list[RemoteBatch]:
        """Every batch younger than `before_id` (all where that is None), in any order."""
        found: list[RemoteBatch] = []
        with self._answers():
            extra: dict[str, Any] = {"before_id": before_id} if before_id else {}
            async for batch in self._batches().list(limit=_LIST_LIMIT, **extra):
                found.append(_remote(batch))  # noqa: PERF401 (an async comprehension hides the paging)
        return found

    async def create(self, requests: Sequence[dict[str, Any]]) -> RemoteBatch:
        """Send a batch: one POST, whatever happens."""
        with self._answers(creating=True):
            batch = await self._batches().create(
                requests=requests,  # type: ignore[arg-type]  # read back from our own request file
                timeout=self._patience.create,
            )
            return _remote(batch)

    async def retrieve(self, batch_id: str) -> RemoteBatch:
        """How a batch is doing."""
        with self._answers():
            return _remote(await self._batches().retrieve(batch_id))

    async def cancel(self, batch_id: str) -> RemoteBatch:
        """Ask for a batch to be stopped; what has finished stays and is billed."""
        with self._answers():
            return _remote(await self._batches().cancel(batch_id))

    @asynccontextmanager
    async def results(self, batch_id: str) -> AsyncIterator[AsyncIterator[bytes]]:
        """The raw bytes of a batch's results, in chunks as they come."""
        with self._answers():
            streaming = self._batches().with_streaming_response
            async with streaming.results(batch_id) as response:
                yield response.iter_bytes()

    async def write(
        self,
        params: dict[str, Any],
        *,
        headers: Callable[[Mapping[str, str]], None],
        text: Callable[[str], None],
    ) -> dict[str, Any]:
        """Have a message written in real time: one POST, whatever happens. The whole message.

        `headers` hears what the answer says of the account's limits, `text` every piece as it
        comes.
        """
        with self._answers(creating=True):
            async with self._messages().stream(**params, timeout=self._patience.write) as stream:
                headers(stream.response.headers)
                async for piece in stream.text_stream:
                    text(piece)
                message = await stream.get_final_message()
            if message.stop_reason is None:
                raise Unclear("the answer broke off")
            return message.to_dict(mode="json")

    async def count_tokens(self, params: dict[str, Any]) -> int:
        """What the prompt of a message counts, as the API estimates it. Nothing is billed."""
        asked = {name: params[name] for name in _COUNTED if name in params}
        with self._answers():
            return (await self._messages().count_tokens(**asked)).input_tokens

    async def models(self) -> list[RemoteModel]:
        """Every model the account may use that has not retired, newest first."""
        found: list[RemoteModel] = []
        with self._answers():
            async for model in self._connected().models.list(limit=_LIST_LIMIT):
                found.append(_remote_model(model))  # noqa: PERF401 (as above)
        return found

    async def model(self, name: str) -> RemoteModel | None:
        """The model that a request would mean by a name; None where the API knows none."""
        try:
            with self._answers():
                return _remote_model(await self._connected().models.retrieve(name))
        except NotVisibleYet:
            return None

    async def close(self) -> None:
        """Let go of the connection."""
        if self._client is not None:
            client, self._client = self._client, None
            await client.close()

    def _batches(self) -> AsyncBatches:
        return self._messages().batches

    def _messages(self) -> AsyncMessages:
        return self._connected().messages

    def _connected(self) -> AsyncAnthropic:
        if self._client is None:
            try:
                self._client = _connect(self.endpoint, self._transport, self._patience)
            except (ValueError, ImportError) as error:  # of what it reads from the environment
                words = f"not reached (the proxy that is set can't be used: {error})"
                raise TryLater(plain(words), away=True) from None
        return self._client

    @contextmanager
    def _answers(self, *, creating: bool = False) -> Iterator[None]:
        """Turn whatever the SDK raises into one of our four answers."""
        try:
            yield
        except (GatewayError, OSError):
            raise  # ours already, or of the disk the results are written to
        except Exception as error:
            answer = answer_of(error, creating=creating)
            answer.reason = self.endpoint.hides(answer.reason)
            raise answer from None


def _connect(
    endpoint: Endpoint, transport: httpx2.AsyncBaseTransport | None, patience: Patience
) -> AsyncAnthropic:
    import httpx2
    from anthropic import AsyncAnthropic, DefaultAsyncHttpxClient

    _keep_what_was_loaded()
    foreign = _custom_headers() if endpoint.pretend else ()

    async def hold_to_origin(request: httpx2.Request) -> None:
        if origin(str(request.url)) != origin(endpoint.base_url):
            raise OtherOrigin(request.url.host)
        for name in foreign:
            request.headers.pop(name, None)

    limits = httpx2.Limits(max_keepalive_connections=0)
    if endpoint.is_here and transport is None:
        transport = httpx2.AsyncHTTPTransport(
            limits=limits
        )  # else proxies of the environment come between
    transport_given: dict[str, Any] = {"transport": transport} if transport else {}
    client = DefaultAsyncHttpxClient(
        timeout=httpx2.Timeout(patience.read, connect=patience.connect),
        limits=limits,
        follow_redirects=False,
        event_hooks={"request": [hold_to_origin]},
        **transport_given,
    )
    return AsyncAnthropic(
        api_key=DUMMY_KEY if endpoint.pretend else None,
        base_url=endpoint.base_url,
        max_retries=0,
        http_client=client,
    )


@cache
def _keep_what_was_loaded() -> None:
    """Leave out for good, as the rest was at the start, what the SDK is made of.

    It is more than all else together: waste waited, by megabytes, for a quarter as much again.
    """
    import anthropic.resources.messages.batches  # noqa: F401 (the SDK loads it with the first call)

    gc.freeze()


def _custom_headers() -> tuple[str, ...]:
    """The headers that the SDK adds from the environment: meant for the real endpoint only."""
    lines = os.environ.get("ANTHROPIC_CUSTOM_HEADERS", "").splitlines()
    return tuple(line.partition(":")[0].strip() for line in lines if ":" in line)


def _remote(batch: MessageBatch) -> RemoteBatch:
    """Take from an answer what we use; an answer without it raises and so is `Unclear`."""
    if not isinstance(batch.id, str) or not _BATCH_ID.fullmatch(batch.id):
        raise ValueError("an answer without a usable batch id")
    return RemoteBatch(
        batch_id=batch.id,
        status=str(batch.processing_status),
        counts={name: _count(getattr(batch.request_counts, name)) for name in _COUNTS},
        created_at=batch.created_at.astimezone(UTC),
        expires_at=batch.expires_at.astimezone(UTC),
        ended_at=batch.ended_at and batch.ended_at.astimezone(UTC),
        archived_at=batch.archived_at and batch.archived_at.astimezone(UTC),
        results_url=batch.results_url,
    )


def _count(value: object) -> int:
    """The SDK hands on whatever stood there."""
    if type(value) is not int or not 0 <= value < _MOST_REQUESTS:
        raise ValueError("an answer without usable counts")
    return value


def _remote_model(model: ModelInfo) -> RemoteModel:
    can = model.capabilities
    return RemoteModel(
        model_id=model.id,
        title=model.display_name,
        lifecycle=str(model.lifecycle),
        retires_at=model.retires_at and model.retires_at.astimezone(UTC),
        max_input_tokens=model.max_input_tokens,
        max_tokens=model.max_tokens,
        batch=can.batch.supported if can else None,
    )
