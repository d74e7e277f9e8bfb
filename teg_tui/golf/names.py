"""Players' names, from how score files write them to how prose does."""

from __future__ import annotations

import re
from itertools import groupby

PARTICLES = {"van", "von", "der", "den", "de", "du", "da", "di", "del", "della", "la", "le", "ten"}
"""Small words of a surname: small in prose, and never left behind by it."""
SUFFIXES = {"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"}
"""What may follow a surname without being one."""


def prose_name(name: str) -> str:
    """The name as prose writes it: "Bea TRASK" is Bea Trask, "Ian McDONALD" Ian McDonald.

    Only what is shouted changes: a name with its own spelling keeps it.
    """
    words = name.split()
    return " ".join(_prose(word, first=place == 0) for place, word in enumerate(words))


def _prose(word: str, *, first: bool) -> str:
    shouted = word.isupper()
    if shouted and word in SUFFIXES:
        return word
    if shouted and word.lower() in PARTICLES and not first:
        return word.lower()
    if shouted and first and re.fullmatch(r"[^\W\dAEIOUY]{2,3}", word):
        return word  # initials: "NQ"
    runs = ("".join(run) for _, run in groupby(word, key=str.isupper))
    calm = "".join(run.capitalize() if len(run) > 1 and run.isupper() else run for run in runs)
    return re.sub(r"\bMc([a-z])", lambda match: f"Mc{match[1].upper()}", calm)


def surname(full_name: str) -> str:
    """The family name of a name in prose: "Trask", "van der Berg"."""
    words = full_name.split()
    while len(words) > 1 and words[-1] in SUFFIXES:
        words.pop()
    start = len(words) - 1
    while start > 1 and words[start - 1] in PARTICLES:
        start -= 1
    return " ".join(words[start:])
