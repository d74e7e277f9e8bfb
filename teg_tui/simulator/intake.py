"""A create call's body, read piece by piece: 256 MB of requests never stand in memory at once."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any

from teg_tui.simulator.problems import invalid, too_large

MAX_REQUESTS = 100_000
MAX_BYTES = 256 * 1024 * 1024
_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")

_OPENING = re.compile(r'\s*\{\s*"requests"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s]*,?[\s]*")
_CLOSING = re.compile(r"\s*\}\s*")


class RequestReader:
    """Takes `{"requests": [...]}` in chunks and gives each request as soon as it is whole."""

    def __init__(self) -> None:
        self._decode = codecs.getincrementaldecoder("utf-8")().decode
        self._json = json.JSONDecoder()
        self._text = ""
        self._opened = self._closed = False
        self._wait_for = 1
        """Characters to have before trying again: a long request is not parsed at every chunk."""

    def feed(self, chunk: bytes) -> Iterator[object]:
        """The requests that this chunk completes."""
        try:
            self._text += self._decode(chunk)
        except UnicodeDecodeError as error:
            raise invalid("The request body is not valid UTF-8") from error
        if len(self._text) >= self._wait_for:
            yield from self._whole_ones()

    def finish(self) -> Iterator[object]:
        """The last requests; an error where the body stops short or says more."""
        yield from self._whole_ones()
        if not self._opened:
            raise invalid(_why_not(self._text))
        if not self._closed or not _CLOSING.fullmatch(self._text):
            raise invalid("The request body is not valid JSON")

    def _whole_ones(self) -> Iterator[object]:
        position = 0
        if not self._opened:
            opening = _OPENING.match(self._text)
            if opening is None:
                return
            self._opened, position = True, opening.end()
        while not self._closed:
            position = _skip(self._text, position)
            if self._text.startswith("]", position):
                self._closed, position = True, position + 1
                break
            try:
                request, position = self._json.raw_decode(self._text, position)
            except json.JSONDecodeError:
                break
            yield request
        self._text = self._text[position:]
        self._wait_for = 1 if self._closed else 2 * len(self._text)


class RequestCheck:
    """What is wrong with a batch at once: ids, shapes and how many; `params` are checked later."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def __call__(self, request: object) -> dict[str, Any]:
        """The request, if the batch may hold it."""
        index = len(self._seen)
        if index == MAX_REQUESTS:
            raise too_large(f"requests: a batch holds at most {MAX_REQUESTS} requests")
        if not isinstance(request, dict):
            raise invalid(f"requests.{index}: Input should be a valid dictionary")
        for name in request:
            if name not in ("custom_id", "params"):
                raise invalid(f"requests.{index}.{name}: Extra inputs are not permitted")
        if not isinstance(request.get("params"), dict):
            raise invalid(f"requests.{index}.params: Field required")
        custom_id = request.get("custom_id")
        if not isinstance(custom_id, str) or not _ID.fullmatch(custom_id):
            raise invalid(
                f"requests.{index}.custom_id: String should match pattern '^[a-zA-Z0-9_-]{{1,64}}$'"
            )
        if custom_id in self._seen:
            raise invalid(f"requests.{index}.custom_id: {custom_id} is not unique in the batch")
        self._seen.add(custom_id)
        return request

    def finish(self) -> None:
        """An error where there was nothing."""
        if not self._seen:
            raise invalid("requests: List should have at least 1 item after validation, not 0")


def _skip(text: str, position: int) -> int:
    between = _BETWEEN.match(text, position)
    return between.end() if between else position


def _why_not(text: str) -> str:
    try:
        body = json.loads(text)
    except json.JSONDecodeError:
        return "The request body is not valid JSON"
    extra = [name for name in body if name != "requests"] if isinstance(body, dict) else []
    if extra:
        return f"{extra[0]}: Extra inputs are not permitted"
    return "requests: Field required"
