"""How facts become sentences: names at their first and later mentions, deeds in the past tense."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from teg_tui.simulator.facts_sheet import Row, Sheet

_PAST = (
    ("is the first sole leader", "was the first to lead alone"),
    ("takes the lead", "took the lead"),
    ("regains the lead", "regained the lead"),
    ("is clear again", "was clear again"),
)
_TIE = re.compile(
    r"tie (?:for the lead|at the top): ([^(;]+?)(?: \(.*\))?(?:; nobody leads alone)?"
)
_LEADER = re.compile(r"(\S+) (\S+), (.+ ahead of .+)")
_GOLF = re.compile(r"(\d+) on par (\d): ([^,]+)(?:, (-?\d+) pts?)?")
_PLACE = re.compile(r"R(\d+) H(\d+)")
_WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_MOMENT = re.compile(r"(?:R(\d+) )?H(\d+)")


class Voice:
    """Tells of one tournament's or round's people."""

    def __init__(self, sheet: Sheet, *, full_names: bool, name_places: bool) -> None:
        people = [p for p in sheet.table("PLAYERS") if "Code" in p and "Name" in p]
        self._full = {p["Code"]: p["Name"] for p in people}
        self._short = {p["Code"]: p.get("Then say", p["Name"]) for p in people}
        self._always_full = full_names
        self._places = name_places
        self._mentioned: set[str] = set()
        codes = sorted(map(re.escape, self._full), key=len, reverse=True)
        self._codes = re.compile(rf"\b(?:{'|'.join(codes) or '(?!)'})\b")

    def name(self, code: str) -> str:
        """A player as prose has him: in full at the first mention, shorter after it."""
        if code not in self._full:
            return code
        if self._always_full:
            return self._full[code]
        if code in self._mentioned:
            return self._short[code]
        self._mentioned.add(code)
        return f"{{{{{code}}}}}" if self._places else self._full[code]

    def say(self, words: str) -> str:
        """Words of the facts with names for codes, and holes as the game says them."""
        words = _PLACE.sub(lambda match: f"the {ordinal(int(match[2]))} of round {match[1]}", words)
        return self._codes.sub(lambda match: self.name(match[0]), words)

    def lead(self, competition: str, words: str) -> str:
        """Who is at the top of a competition: a sentence."""
        tie = _TIE.fullmatch(words)
        if tie:
            return f"In the {competition} the lead is shared: {self.say(tie[1])}."
        leader = _LEADER.fullmatch(words)
        if leader:
            code, total, gap = leader.groups()
            return f"{self.name(code)} leads the {competition} on {total}, {self.say(gap)}."
        return f"{competition}: {self.say(words)}."

    def deed(self, words: str) -> str:
        """What happened to a lead, in the past tense, without a full stop."""
        competition, _, what = words.partition(": ")
        for_good = what.endswith(" (the lead for good)")
        what = what.removesuffix(" (the lead for good)")
        tie = _TIE.fullmatch(what)
        if tie:
            told = f"{self.say(tie[1])} shared the lead"
        else:
            for present, past in _PAST:
                what = what.replace(present, past)
            told = self.say(what)
        return f"in the {competition} {told}{', and it was for good' if for_good else ''}"

    def moments(self, rows: Iterable[Row]) -> list[str]:
        """Key moments in the order of play: a sentence or two for every hole."""
        ordered = sorted(rows, key=moment_place)
        return [self._at_hole(list(its)) for _, its in groupby(ordered, key=moment_place)]

    def _at_hole(self, rows: list[Row]) -> str:
        golf = [_GOLF.fullmatch(row[2]) if len(row) > 2 else None for row in rows]
        if not golf or golf[0] is None:
            return " ".join(self.say(": ".join(row)) for row in rows)
        par, hole = golf[0][2], moment_place(rows[0])[1]
        scores = [
            f"{self.name(row[1])} {_score(its)}"
            for row, its in zip(rows, golf, strict=True)
            if its is not None
        ]
        told = f"At the par-{word(par)} {ordinal(hole)} {listed(scores)}."
        moves = [
            move for row in rows if len(row) > 3 and row[3] != "-" for move in row[3].split("; ")
        ]
        if not moves:
            return told
        deeds = "; ".join(map(self.deed, dict.fromkeys(moves)))
        return f"{told} {deeds[0].upper()}{deeds[1:]}."


def _score(golf: re.Match[str]) -> str:
    strokes, par, score, points = golf.groups()
    over = int(strokes) > int(par)
    article = "an" if strokes in ("8", "11") else "a"
    taken = f"took {article} {word(strokes)}" if over else f"made {score}"
    if points is None:
        return taken
    return f"{taken} for {amount('no' if points == '0' else word(points), 'point')}"


def moment_place(row: Row) -> tuple[int, int]:
    """The round (0 where the facts are of one) and hole of a key moment."""
    place = _MOMENT.fullmatch(row[0])
    return (int(place[1] or 0), int(place[2])) if place else (0, 0)


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 11th."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number in (11, 12, 13) else ending}"


def word(number: str) -> str:
    """A number up to ten in letters."""
    return _WORDS[int(number)] if number.isdecimal() and int(number) < len(_WORDS) else number


def amount(number: str, thing: str) -> str:
    """ "1 point", "one point", "0 points"."""
    return f"{number} {thing}" if number in ("1", "one") else f"{number} {thing}s"


def listed(items: list[str]) -> str:
    """ "A, B and C"."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"
