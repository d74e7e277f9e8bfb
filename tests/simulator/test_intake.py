"""A create call's body is read in pieces of any size, and refused where the API refuses it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teg_tui.simulator.intake import MAX_REQUESTS, RequestCheck, RequestReader
from teg_tui.simulator.problems import ApiError

texts = st.text(max_size=30)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


def read(body: bytes, size: int) -> list[Any]:
    reader = RequestReader()
    found: list[Any] = []
    for start in range(0, len(body), size):
        found += reader.feed(body[start : start + size])
    return [*found, *reader.finish()]


@given(st.lists(st.dictionaries(texts, anything, max_size=3), max_size=6), st.integers(1, 50))
def test_any_cut_gives_the_same_requests(requests: list[dict[str, Any]], size: int) -> None:
    for indent, escaped in ((None, True), (2, False)):
        body = json.dumps({"requests": requests}, indent=indent, ensure_ascii=escaped).encode()
        assert read(body, size) == requests


@given(st.binary(max_size=60), st.integers(1, 20))
def test_what_is_no_json_is_refused_not_a_crash(body: bytes, size: int) -> None:
    with pytest.raises(ApiError):
        read(b'{"requests": [' + body + b"{", size)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "not valid JSON"),
        (b"[]", "requests: Field required"),
        (b"{}", "requests: Field required"),
        (b'{"name": "x", "requests": []}', "name: Extra inputs are not permitted"),
        (b'{"requests": []', "not valid JSON"),
        (b'{"requests": []} more', "not valid JSON"),
        (b'{"requests": [{}', "not valid JSON"),
        (b"\xff", "UTF-8"),
    ],
)
def test_a_body_of_another_shape_is_refused_with_the_reason(body: bytes, says: str) -> None:
    with pytest.raises(ApiError, match=says) as caught:
        read(body, 5)
    assert caught.value.status == 400


@pytest.mark.parametrize(
    ("request_", "says"),
    [
        (7, "requests.0: Input should be"),
        ({"custom_id": "a"}, "requests.0.params: Field required"),
        ({"params": {}}, "requests.0.custom_id: String should match"),
        ({"custom_id": "", "params": {}}, "String should match"),
        ({"custom_id": "a" * 65, "params": {}}, "String should match"),
        ({"custom_id": "../a", "params": {}}, "String should match"),
        ({"custom_id": "a\n", "params": {}}, "String should match"),
        ({"custom_id": "a", "params": {}, "name": "x"}, "requests.0.name: Extra inputs"),
    ],
)
def test_a_request_of_another_shape_is_refused(request_: object, says: str) -> None:
    with pytest.raises(ApiError, match=says):
        RequestCheck()(request_)


def test_ids_may_come_once() -> None:
    check = RequestCheck()
    check({"custom_id": "a", "params": {}})
    with pytest.raises(ApiError, match=r"requests.1.custom_id: a is not unique"):
        check({"custom_id": "a", "params": {}})


def test_a_batch_has_a_largest_size() -> None:
    check = RequestCheck()
    for number in range(MAX_REQUESTS):
        check({"custom_id": f"r{number}", "params": {}})
    with pytest.raises(ApiError) as caught:
        check({"custom_id": "one-more", "params": {}})
    assert (caught.value.status, caught.value.kind) == (413, "request_too_large")


def test_an_empty_batch_is_refused() -> None:
    with pytest.raises(ApiError, match="at least 1 item"):
        RequestCheck().finish()
