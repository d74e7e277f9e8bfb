"""Numbers as reports write them: digits, words, ordinals, strokes to par."""

from __future__ import annotations

import re

_UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINAL_UNITS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth"),
    *("seventeenth", "eighteenth", "nineteenth"),
)
_ORDINAL_TENS = ("twentieth", "thirtieth", "fortieth", "fiftieth")

CARDINALS: dict[str, int] = {word: value for value, word in enumerate(_UNITS) if value > 1}
ORDINALS: dict[str, int] = {word: value for value, word in enumerate(_ORDINAL_UNITS, 1)}
for _tens, _word in enumerate(_TENS, 2):
    CARDINALS[_word] = 10 * _tens
    for _unit in range(1, 10):
        CARDINALS[f"{_word}-{_UNITS[_unit]}"] = 10 * _tens + _unit
        CARDINALS[f"{_word} {_UNITS[_unit]}"] = 10 * _tens + _unit
        ORDINALS[f"{_word}-{_ORDINAL_UNITS[_unit - 1]}"] = 10 * _tens + _unit
for _tens, _word in enumerate(_ORDINAL_TENS, 2):
    ORDINALS[_word] = 10 * _tens

_HUNDRED = re.compile(r"(?:an?|one|two) hundred(?: and ([\w-]+(?: [\w-]+)?))?")


_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_SMALL = f"(?:{_TEENS}|two|three|four|five|six|seven|eight|nine)(?![a-z])"
_LARGE = f"(?:{'|'.join(_TENS)})(?:[- ](?:one|{_SMALL}))?(?![a-z])"
CARDINAL = rf"(?:(?:{_SMALL}|{_LARGE})|(?:an?|one|two) hundred(?: and (?:{_LARGE}|{_SMALL}|one))?)"
"""A number in words from two on; "one" is too often no number."""
ORDINAL = (
    rf"(?:\d{{1,3}}(?:st|nd|rd|th)|(?:{'|'.join(sorted(_ORDINAL_UNITS, key=len, reverse=True))})"
    rf"|(?:{'|'.join(_ORDINAL_TENS)})"
    rf"|(?:{'|'.join(_TENS)})-(?:{'|'.join(_ORDINAL_UNITS[:9])}))(?![a-z])"
)


def cardinal(text: str) -> int:
    """The value of a number in digits or words: "46", "forty-six", "one"."""
    words = text.casefold()
    if words.isdigit():
        return int(words)
    hundred = _HUNDRED.fullmatch(words)
    if hundred:
        rest = cardinal(hundred[1]) if hundred[1] else 0
        return (200 if words.startswith("two") else 100) + rest
    return 1 if words in {"a", "an", "one", "single"} else CARDINALS[words]


def ordinal(text: str) -> int:
    """The value of an ordinal: "3rd", "third"."""
    words = text.casefold()
    return int(words[:-2]) if words[0].isdigit() else ORDINALS[words]


def like(said: str, value: int) -> str:
    """A number written as another one is: with a sign, in digits, or in words."""
    if said[:1] in {"+", "-"}:
        return f"{value:+d}"
    if said[:1].isdigit() or not 0 <= value < 100:
        return str(value)
    if value == 1:
        return "one"
    if value == 0:
        return "no" if said.casefold() == "no" else "zero"
    word = next(word for word, number in CARDINALS.items() if number == value)
    return word.capitalize() if said[:1].isupper() else word


def like_ordinal(said: str, value: int) -> str:
    """An ordinal written as another one is."""
    if said[:1].isdigit() or value not in ORDINALS.values():
        tens, units = divmod(value, 10)
        suffix = "th" if tens % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(units, "th")
        return f"{value}{suffix}"
    word = next(word for word, number in ORDINALS.items() if number == value)
    return word.capitalize() if said[:1].isupper() else word
