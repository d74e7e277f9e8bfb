"""How a rule is made: a pattern over `Sentence.pattern`, whose letters are all of a to z.

In such a text Unicode need not be asked where a word ends, which rules ask at every letter.
Whatever is sought in a report's own text (names, places) is `re.compile`d.
"""

from __future__ import annotations

import re
import unicodedata


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern over sentences' patterns."""
    return re.compile(pattern, re.ASCII)


def in_small(text: str) -> str:
    """A text in small letters, sign by sign: a few signs of Unicode would become two."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(low if len(low := sign.lower()) == 1 else sign for sign in text)


def unaccented(text: str) -> str:
    """A text with plain letters only, sign by sign; one of another script is an x."""
    return text if text.isascii() else "".join(map(_base, text))


def _base(sign: str) -> str:
    base = unicodedata.normalize("NFD", sign)[0]
    if base.isascii():
        return base
    return "x" if sign.isalpha() else sign
