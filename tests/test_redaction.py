"""No secret stands in what is written down, whatever it stood in before."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teg_tui.redaction import HIDDEN, without_secrets


@pytest.mark.parametrize(
    "name", ["ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "GITHUB_TOKEN", "some_password"]
)
@given(
    secret=st.text(st.characters(codec="ascii", exclude_characters="[key]"), min_size=8),
    before=st.text(),
    after=st.text(),
)
def test_what_the_environment_keeps_secret_is_hidden_wherever_it_stands(
    name: str, secret: str, before: str, after: str
) -> None:
    secret = f"canary{secret.strip()}"
    text = f"{before}{secret}{after}"
    assert secret not in without_secrets(text, environ={name: secret})


@pytest.mark.parametrize(
    "text",
    [
        "invalid x-api-key: sk-ant-api03-CANARY_canary-1",
        "header Authorization: Bearer CANARY.canary.canary",
        "proxy http://user:CANARY@proxy.example:8080 refused",
    ],
)
def test_what_looks_like_a_secret_is_hidden_without_being_known(text: str) -> None:
    said = without_secrets(text, environ={})
    assert "CANARY" not in said
    assert HIDDEN in said


def test_headers_and_addresses_to_call_are_secrets_too() -> None:
    environ = {
        "ANTHROPIC_CUSTOM_HEADERS": "x-team: blue-canary\nx-other: green-canary",
        "TEG_NOTIFY_URLS": "tgram://123:red-canary/chat ntfy://topic-canary",
    }
    said = without_secrets("blue-canary green-canary 123:red-canary/chat topic-canary", (), environ)
    assert said == " ".join([HIDDEN] * 4)


def test_words_and_short_values_are_left_alone() -> None:
    text = "a key of teg.toml, 4 tokens, http://127.0.0.1:8787/v1"
    assert without_secrets(text, environ={"KEY": "key", "TOKEN": "4"}) == text
