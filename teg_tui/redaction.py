"""Text without secrets: whatever is written down of a mistake, or logged, goes through here."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping

HIDDEN = "[key]"
"""What stands in a secret's place."""
_SHORTEST = 8
"""Characters a secret has at least: a shorter one would be found in every other word."""
_NAMES = re.compile(r"(KEY|TOKEN|SECRET|PASSWORD)S?$")
"""How variables of the environment end that hold one."""
_SHAPES = re.compile(
    r"sk-ant-[\w-]+"
    r"|(?<=[Bb]earer )[^\s'\",]+"
    r"|(?<=://)[^/\s@'\"]+(?=@)"  # user and password in an address
)


def without_secrets(
    text: str, known: Iterable[str] = (), environ: Mapping[str, str] = os.environ
) -> str:
    """A text in which neither `known` secrets nor those of the environment stand any more.

    What has the shape of a key, a token or a password in an address goes, too.
    """
    for secret in sorted({*known, *_secrets(environ)}, key=len, reverse=True):
        if len(secret) >= _SHORTEST:
            text = text.replace(secret, HIDDEN)
    return _SHAPES.sub(HIDDEN, text)


def _secrets(environ: Mapping[str, str]) -> Iterator[str]:
    for name, value in environ.items():
        if _NAMES.search(name.upper()):
            yield value.strip()
    for line in environ.get("ANTHROPIC_CUSTOM_HEADERS", "").splitlines():
        yield line.partition(":")[2].strip()
    for address in environ.get("TEG_NOTIFY_URLS", "").split():
        yield address.partition("://")[2]
