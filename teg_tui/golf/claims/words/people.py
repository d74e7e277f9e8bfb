"""Who is meant: players by every name that a report may call them, and people nobody knows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from teg_tui.golf.tour import Player

_WORD_NAMES = {
    "Will",
    "Mark",
    "Grant",
    "Drew",
    "Chase",
    "Rich",
    "Art",
    "May",
    "June",
    "April",
    "Rose",
}
"""First names that are also ordinary words: names only where a capital can't be chance."""
_NAME_FOLLOWS = re.compile(
    r"'s\b|,? (?:and|&) [A-Z]|\s*(?:$|[:|(+=.,;\d–—-])"
    r"| (?:had|has|was|is|took|takes|made|makes|went|goes|came|led|leads|won|wins|shot|ran|fell"
    r"|lost|began|stood|stands|sits|lies|holds|held|on|with|[a-z]+ed)\b"
)
"""What stands behind such a word where a sentence begins with it and it is a name after all."""


class Mention(NamedTuple):
    """A name in a text."""

    start: int
    end: int
    codes: tuple[str, ...]
    """Everybody it may mean, those who played in the tournament before others."""
    full: bool
    """Whether it names one person beyond doubt."""


_KEPT = 64
"""Texts whose names are remembered: those of the passages at hand."""


class Roster:
    """The names of a tournament's players, and of all others who ever played."""

    def __init__(self, here: Iterable[Player], everybody: Iterable[Player]) -> None:
        self.here = {player.code: player for player in here}
        self.everybody = {player.code: player for player in everybody}
        self.codes = frozenset(self.everybody)
        self._by_form: dict[str, tuple[str, ...]] = {}
        self._full: set[str] = set()
        for players in (self.here.values(), self.everybody.values()):
            self._take_in(list(players))
        self.first_names = {player.first_name for player in self.everybody.values()}
        self.surnames = {player.surname for player in self.everybody.values()}
        self._pattern = _alternatives(self._by_form)
        self.mentions = lru_cache(maxsize=_KEPT)(self._mentions)
        """Every name in a text, in order; a passage is asked for by tables, lines and prose."""

    def name(self, code: str) -> str:
        """What to call a player in prose."""
        player = self.everybody.get(code)
        return player.full_name if player else code

    def _mentions(self, text: str) -> tuple[Mention, ...]:
        found = []
        for match in self._pattern.finditer(text):
            form = match[0]
            first = match.start() == 0 or text[match.start() - 2] in ".!?"
            if form in _WORD_NAMES and first and not _NAME_FOLLOWS.match(text, match.end()):
                continue
            codes = self._by_form[form.casefold() if form.casefold() in self._full else form]
            found.append(Mention(match.start(), match.end(), codes, len(codes) == 1))
        return tuple(found)

    def knows(self, name: str) -> bool:
        """Whether it is a player's full name, in any case, or a code."""
        return name.casefold() in self._full or name in self.codes

    def is_name(self, words: str) -> bool:
        """Whether words are a player's name and nothing else."""
        if words in self._by_form:
            return True
        return any(m.start == 0 and m.end == len(words) for m in self.mentions(words))

    def of(self, name: str) -> tuple[str, ...]:
        """Everybody that a name alone, as a cell of a table holds it, may mean."""
        if name.strip() in self._by_form:
            return self._by_form[name.strip()]
        mentions = self.mentions(name.strip())
        return mentions[0].codes if mentions and mentions[0].start == 0 else ()

    def _take_in(self, players: list[Player]) -> None:
        """Every form of these players' names that is not taken yet."""
        forms: dict[str, list[str]] = defaultdict(list)
        for player in players:
            for form in _forms(player):
                forms[form].append(player.code)
            full = player.full_name.casefold()
            forms[full].append(player.code)
            self._full.add(full)
        for form, codes in forms.items():
            self._by_form.setdefault(form, tuple(dict.fromkeys(codes)))


def _forms(player: Player) -> set[str]:
    """Short forms of a name, each as it must be spelt."""
    if player.full_name == player.code:
        return {player.code}
    first, last = player.first_name, player.surname
    initial = first[0]
    forms = {player.code, first, last, last.upper(), f"{initial}. {last}", f"{initial} {last}"}
    return {*forms, f"{initial}. {last.upper()}", f"{initial}.{last}"}


def _alternatives(forms: Iterable[str]) -> re.Pattern[str]:
    """One pattern for all names; full names in any case, the longest first."""
    ordered = sorted(forms, key=len, reverse=True)
    parts = [f"(?i:{re.escape(f)})" if f == f.casefold() else re.escape(f) for f in ordered]
    return re.compile(rf"(?<![\w@-])(?:{'|'.join(parts) or '(?!)'})(?!\w)")


_STRANGER = re.compile(
    r"(?P<first>[A-Z](?<![\w.'-].)[a-z]+)\s(?P<last>[A-Z][a-z]{2,}|[A-Z]{4,})(?![\w-])"
)
_NO_NAMES = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|June|July|August"
    r"|September|October|November"
    r"|December|Round|Rounds|Trophy|Jacket|Spoon|Green|Wooden|The|Champion|Stableford|Gross|Net"
    r"|Par|Hole|Opening|Final"
    r"|Defending|Brothers?|But|And|While|When|With|For|From|At|On|In|As|By|To|Then|Yet|So|Only"
    r"|Even|Both|If|After|Before"
    r"|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten"
)


def strangers(roster: Roster, text: str) -> list[tuple[re.Match[str], tuple[str, ...]]]:
    """Names half of which belong to a player: the match, and who may have been meant.

    A first name followed by a strange surname; a strange first name before a player's surname, but
    not where a sentence begins, since any word may stand there.
    """
    found = []
    for match in _STRANGER.finditer(text):
        first, last = match["first"], match["last"].capitalize()
        if roster.knows(match[0]) or _NO_NAMES.fullmatch(first) or _NO_NAMES.fullmatch(last):
            continue
        same_first = tuple(c for c, p in roster.here.items() if p.first_name == first)
        same_last = tuple(
            c for c, p in roster.here.items() if p.surname.casefold() == last.casefold()
        )
        mid_sentence = re.search(r"[a-z,] $", text[: match.start()]) is not None
        shouted = match["last"].isupper()
        if same_first and same_last and first not in roster.surnames | _WORD_NAMES:
            found.append((match, tuple(dict.fromkeys((*same_first, *same_last)))))
        elif same_first and last not in roster.surnames:
            found.append((match, same_first))
        elif same_last and first not in roster.first_names and (mid_sentence or shouted):
            found.append((match, same_last))
    return found
