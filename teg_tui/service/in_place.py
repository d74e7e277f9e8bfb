"""Whether a right value can stand where a wrong one stands, and the sentence still be one.

A claim's right value is written for a person to read beside what was said: "tied with Ned" beside
"the 6th". It can be put in its place only where it is of the same form, and where no word around
it would have to change too: "a birdie" is no "a eagle", "one point" no "two point".
"""

from __future__ import annotations

import re
from collections.abc import Collection

from teg_tui.golf.claims import Claim
from teg_tui.golf.claims.claim import Kind
from teg_tui.golf.claims.words.numbers import CARDINAL, ORDINAL, cardinal

_SCORES = frozenset(
    {"eagle", "birdie", "par", "bogey", "double bogey", "triple bogey", "quadruple bogey"}
)
_ANY_NUMBER = re.compile(
    rf"(?P<signed>(?<!\w)[+-]\d+)|(?P<ordinal>(?<![\w-])(?:{ORDINAL}|maiden\b))"
    rf"|(?P<times>\b(?:once|twice|thrice)\b)"
    rf"|(?P<cardinal>\d+|(?<![\w-])(?:{CARDINAL}|one\b|zero\b|no\b)(?!-))"
)
_ALL_IN_ONE = re.compile(r"[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*")
"""One name; no list of several, no phrase."""
_NAMED = frozenset({Kind.RESULT, Kind.LEAD, Kind.RECORD, Kind.POSITION, Kind.PERSON})
_ARTICLE = re.compile(r"\b(?P<a>an?) $", re.IGNORECASE)
_VOWEL = re.compile(r"(?:[aei]|o(?!ne)|8|1[18](?!\d))", re.IGNORECASE)
_WORD_BEHIND = re.compile(r"\s+[a-z]")
_NUMBER_BEHIND = re.compile(rf"[- ](?:\d|one\b|{CARDINAL})")
"""Behind a score: "a birdie three", "par four" of a hole."""


def fits_in_place(claim: Claim, before: str, behind: str, names: Collection[str]) -> bool:
    """Whether what is right reads on between the words `before` it and `behind` it.

    `names` are the words of players' names, in small letters: a prize is no player.
    """
    said, right = claim.said.casefold(), claim.expected.casefold()
    if not right or said == right or not _of_one_form(claim, names):
        return False
    article = _ARTICLE.search(before)
    if article and (len(article["a"]) > 1) != (_VOWEL.match(right) is not None):
        return False
    if said in _SCORES and _NUMBER_BEHIND.match(behind):
        return False
    if (_value(said) == 1) != (_value(right) == 1) and _WORD_BEHIND.match(behind):
        return False
    return _value(right) != 0 or _value(said) == 0 or claim.kind not in (Kind.MARGIN, Kind.LEAD)


def _of_one_form(claim: Claim, names: Collection[str]) -> bool:
    said, right = claim.said.casefold(), claim.expected.casefold()
    numbered = _ANY_NUMBER.search(said) is not None
    if numbered and _skeleton(said) == _skeleton(right):
        return True
    if said in _SCORES and right in _SCORES:
        return True
    if claim.kind is Kind.STANDINGS:  # "E" beside "+3", "T2" beside "3rd": of a table's own column
        return True
    one_each = _ALL_IN_ONE.fullmatch(claim.said) and _ALL_IN_ONE.fullmatch(claim.expected)
    if not one_each or numbered:
        return False
    if claim.kind in (Kind.COURSE, Kind.DATE):
        return True
    both = said.split()[-1] in names and right.split()[-1] in names
    return claim.kind in _NAMED and both


def _skeleton(words: str) -> str:
    """Words with the sort of every number in its place; a shared place is a place."""
    bare = re.sub(r"^[t=](?=\d)", "", words)
    return _ANY_NUMBER.sub(lambda match: f"<{match.lastgroup}>", bare)


def _value(words: str) -> int | None:
    """The number that some words are; None for others."""
    if words in ("no", "zero", "one"):
        return ("zero", "one").index(words.replace("no", "zero"))
    found = _ANY_NUMBER.fullmatch(words)
    return cardinal(words) if found and found["cardinal"] else None
