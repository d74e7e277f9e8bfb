"""Where requests go and with which key: decided here, once, and light to import.

A `base_url` in `teg.toml` is loopback only and gets a dummy key, so that a workspace handed on by
somebody else can never make the real key travel. Anything else is read as the SDK reads it.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from teg_tui.errors import ConfigError
from teg_tui.redaction import without_secrets

ANTHROPIC = "https://api.anthropic.com"
DUMMY_KEY = "not-a-key"
_HOLD_A_KEY = ("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN")
"""Variables of the environment, in the order in which the SDK reads them."""
_PORTS = {"http": 80, "https": 443}
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True)
class Endpoint:
    """One address and the means to prove who we are there."""

    base_url: str
    """Without a slash at its end."""
    pretend: bool
    """Whether it is a simulator: its money counts in no total."""
    has_key: bool
    _key: str = field(default="", repr=False)
    key_from: str = ""
    """Where the key was found: "ANTHROPIC_API_KEY", "profile work"; empty for none of ours."""

    @property
    def name(self) -> str:
        """How it is named on screen: "Anthropic", or host and port."""
        return name_of(self.base_url)

    @property
    def is_here(self) -> bool:
        """Whether it is on this computer, and no proxy may come between."""
        return urlsplit(self.base_url).hostname in _LOOPBACK

    def key_mark(self, secret: bytes) -> str:
        """What is remembered of the key: enough to know it again, nothing to find it out."""
        return hmac.new(secret, self._key.encode(), hashlib.sha256).hexdigest()

    def hides(self, text: str) -> str:
        """A text without the key, should a server have echoed it."""
        return without_secrets(text, (self._key,))


def name_of(base_url: str) -> str:
    """How an endpoint is named on screen."""
    return "Anthropic" if base_url == ANTHROPIC else urlsplit(base_url).netloc.rpartition("@")[2]


def origin(url: str) -> tuple[str, str, int | None]:
    """Scheme, host and port of an address: the key is sent to one origin only."""
    parts = urlsplit(url)
    return parts.scheme, parts.hostname or "", parts.port or _PORTS.get(parts.scheme)


def find(configured: str, environ: Mapping[str, str] = os.environ) -> Endpoint:
    """The endpoint a workspace uses; `configured` is `base_url` of `teg.toml`, mostly empty."""
    if configured:
        if urlsplit(configured).hostname not in _LOOPBACK:
            raise ConfigError(
                f"base_url may only be an address of this computer, not {configured!r}",
                where="teg.toml",
                way_out="Set another endpoint with the environment variable ANTHROPIC_BASE_URL",
            )
        return Endpoint(configured.rstrip("/"), pretend=True, has_key=True, _key=DUMMY_KEY)
    base_url = (environ.get("ANTHROPIC_BASE_URL") or ANTHROPIC).rstrip("/")
    for name in _HOLD_A_KEY:
        if key := environ.get(name):
            return Endpoint(base_url, pretend=False, has_key=True, _key=key, key_from=name)
    profile = _profile(environ)
    whose = profile.replace(":", " ", 1)
    return Endpoint(base_url, pretend=False, has_key=bool(profile), _key=profile, key_from=whose)


def _profile(environ: Mapping[str, str]) -> str:
    """What names the credentials that the SDK would find without a key; empty for none.

    Their tokens change by the hour, so that the name of the profile is what identity there is.
    """
    if environ.get("ANTHROPIC_PROFILE"):
        return f"profile:{environ['ANTHROPIC_PROFILE']}"
    if environ.get("ANTHROPIC_FEDERATION_RULE_ID"):
        return f"federation:{environ['ANTHROPIC_FEDERATION_RULE_ID']}"
    folder = environ.get("ANTHROPIC_CONFIG_DIR") or str(Path.home() / ".config" / "anthropic")
    active = Path(folder) / "active_config"
    return f"profile:{folder}" if active.is_file() else ""
