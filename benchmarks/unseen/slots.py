"""What a sentence turns on: a number, a name or a word, as it is right and as it would be wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from teg_tui.golf.tour import Player

_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}


def in_words(number: int) -> str:
    """Up to 99; above, digits."""
    if not 0 <= number < 100:
        return str(number)
    if number < 20:
        return _SMALL[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens] + (f"-{_SMALL[ones]}" if ones else "")


def nth(number: int) -> str:
    """4th."""
    ends = {1: "st", 2: "nd", 3: "rd"}
    return f"{number}{'th' if 10 < number % 100 < 14 else ends.get(number % 10, 'th')}"


def nth_in_words(number: int) -> str:
    """Fourth, in small letters."""
    head, dash, tail = in_words(number).rpartition("-")
    regular = f"{tail[:-1]}ieth" if tail.endswith("y") else f"{tail}th"
    return head + dash + _ORDINALS.get(tail, regular)


@dataclass(frozen=True)
class Number:
    """A whole number with what it counts."""

    value: int
    unit: str = ""
    """In the singular."""
    avoid: frozenset[int] = frozenset()
    """Values that would be as true."""
    least: int = 0
    most: int = 999
    steps: tuple[int, ...] = (1, -1, 2, -2, 3, -3, 5, 10)

    def show(self, form: str, _dice: Random) -> str:
        """The number as written in a form."""
        return self._written(self.value, form)

    def wrong(self, form: str, dice: Random) -> str | None:
        """Another number in the same form; None where there is none."""
        others = [
            other
            for step in self.steps
            if self.least <= (other := self.value + step) <= self.most and other not in self.avoid
        ]
        many = min(len(others), 4)
        return self._written(others[int(dice.random() * many)], form) if many else None

    def _written(self, value: int, form: str) -> str:
        unit = self.unit + ("" if abs(value) == 1 else "s")
        word = in_words(value)
        return {
            "": str(value),
            "w": word,
            "W": word.capitalize(),
            "o": nth(value),
            "ow": nth_in_words(value),
            "Ow": nth_in_words(value).capitalize(),
            "s": "E" if value == 0 else f"{value:+d}",
            "u": f"{value} {unit}",
            "uw": f"{word} {unit}",
            "ua": f"a {unit}" if value == 1 else f"{word} {unit}",
            "adj": f"{value}-{self.unit}",
            "adjw": f"{word}-{self.unit}",
            "a": f"{'an' if str(value)[0] == '8' or value in (11, 18) else 'a'} {value}",
            "aw": f"{'an' if word[0] == 'e' else 'a'} {word}",
        }[form]


@dataclass(frozen=True)
class Name:
    """A player among all who ever played."""

    code: str
    everybody: Sequence[Player]
    others: Sequence[str]
    """Codes of whom it would be false."""

    def show(self, form: str, dice: Random) -> str:
        """One of the names that is his alone, or the form asked for."""
        return self._called(self.code, form, dice)

    def wrong(self, form: str, dice: Random) -> str | None:
        """Somebody else."""
        if not self.others:
            return None
        other = self.others[int(dice.random() * len(self.others))]
        return self._called(other, form, dice)

    def _called(self, code: str, form: str, dice: Random) -> str:
        player = next(p for p in self.everybody if p.code == code)
        if form in ("full", "code", "shout"):
            return {"full": player.full_name, "code": code, "shout": player.name}[form]
        alone = [
            word
            for word, said in (
                (player.surname, [p.surname for p in self.everybody]),
                (player.first_name, [p.first_name for p in self.everybody]),
            )
            if said.count(word) == 1
        ]
        names = [*alone, player.full_name]
        return names[int(dice.random() * len(names))]


@dataclass(frozen=True)
class Word:
    """A word or more, and others that are wrong in their place."""

    right: str
    wrongs: Sequence[str] = ()

    def show(self, form: str, _dice: Random) -> str:
        """The word."""
        return self.right.capitalize() if form == "W" else self.right

    def wrong(self, form: str, dice: Random) -> str | None:
        """One that is wrong."""
        if not self.wrongs:
            return None
        other = self.wrongs[int(dice.random() * len(self.wrongs))]
        return other.capitalize() if form == "W" else other


Slot = Number | Name | Word
