"""Identifiers that look like the API's, the same again from the same parts."""

from __future__ import annotations

import hashlib

_DIGITS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_LENGTH = 22


def make_id(prefix: str, *parts: object) -> str:
    """An id such as "msgbatch_01…": unique where its parts are."""
    digest = hashlib.sha256("\x1f".join(map(str, parts)).encode()).digest()
    number = int.from_bytes(digest, "big")
    digits = []
    for _ in range(_LENGTH):
        number, digit = divmod(number, len(_DIGITS))
        digits.append(_DIGITS[digit])
    return f"{prefix}_01{''.join(digits)}"
