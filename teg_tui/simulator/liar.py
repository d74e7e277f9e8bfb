"""Lies told on purpose, at a rate, and what becomes of them when a correction is asked for.

A lie is a figure that the facts do not bear out: in what a player scored, in a total that won.
Which ones are told follows from the answer's id, so that an
answer that is made again lies again in the same places. Whoever asks for a correction gets the
report back with what is right in it, or, at the same rate, with the lie left standing.

A request for a correction holds the report between `<report>` and `</report>`, and between
`<false>` and `</false>` a line for each mistake: `- "WORDS": not SAID, but RIGHT`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from random import Random
from typing import Any, NamedTuple

from teg_tui.simulator.texts import write
from teg_tui.simulator.tokens import text_of

_SITES = re.compile(
    r"^(?:- )?\*\*[^*\n]+:\*\* (?P<points>\d+) points and (?P<strokes>\d+) strokes"
    r"|^\S.* won the .{3,40}? with (?P<won>\d+) points\b",
    re.MULTILINE,
)
_FARTHEST = 6
"""How far above the truth a lie goes at the most; below it might be of a part of the round."""
_REPORT = re.compile(r"<report>\n(.*)\n</report>\n\n<false>\n(.*?)\n</false>", re.DOTALL)
_MISTAKE = re.compile(r'- "(?P<words>.*)": not (?P<said>.+?), (?:but (?P<right>.+)|and what .*)')
_AROUND = 40


@dataclass(frozen=True)
class Lie:
    """A figure that is wrong, as it stands in an answer."""

    said: str
    right: str
    words: str
    """The line that it stands in."""


class Answer(NamedTuple):
    """What is written, and which lies are in it."""

    text: str
    lies: tuple[Lie, ...]


class _Mistake(NamedTuple):
    words: str
    said: str
    right: str


def compose(params: dict[str, Any], rate: float, name: str) -> Answer:
    """The answer to a Messages call; `rate` is the share of figures, or corrections, that lie."""
    chance = Random(f"lies of {name}")  # noqa: S311 - a choice, not a secret
    prompt = "\n".join(text_of(message["content"]) for message in params["messages"])
    asked = _REPORT.search(prompt)
    if asked is not None:
        return _corrected(asked[1] + "\n", list(_mistakes(asked[2])), rate, chance)
    return _with_lies(write(params), rate, chance)


def _with_lies(text: str, rate: float, chance: Random) -> Answer:
    pieces, lies, end = [], [], 0
    for match in _SITES.finditer(text) if rate else ():
        for group in ("points", "strokes", "won"):
            right = match[group]
            if right is None or chance.random() >= rate:
                continue
            said = str(int(right) + chance.randint(2, _FARTHEST))
            pieces += [text[end : match.start(group)], said]
            end = match.end(group)
            lies.append((match.start(), said, right))
    made = "".join([*pieces, text[end:]])
    lines = made.splitlines()
    told = (Lie(said, right, lines[text.count("\n", 0, start)]) for start, said, right in lies)
    return Answer(made, tuple(told))


def _mistakes(listed: str) -> Iterator[_Mistake]:
    for match in map(_MISTAKE.fullmatch, listed.splitlines()):
        if match is not None and match["right"]:
            yield _Mistake(match["words"], match["said"], match["right"])


def _corrected(text: str, mistakes: list[_Mistake], rate: float, chance: Random) -> Answer:
    lies = []
    for wrong in mistakes:
        start = _place(text, wrong)
        if start is None:
            continue
        if chance.random() < rate:
            line = text[text.rfind("\n", 0, start) + 1 :].partition("\n")[0]
            lies.append(Lie(wrong.said, wrong.right, line))
        else:
            text = text[:start] + wrong.right + text[start + len(wrong.said) :]
    return Answer(text, tuple(lies))


def _place(text: str, wrong: _Mistake) -> int | None:
    """Where in the report a mistake stands: of several places the one with the likest words."""
    found = re.finditer(rf"(?<![\w+.-]){re.escape(wrong.said)}(?![\w])", text)

    def likeness(start: int) -> float:
        around = text[max(0, start - _AROUND) : start + _AROUND].replace("\n", " ")
        blocks = SequenceMatcher(None, around, wrong.words, autojunk=False).get_matching_blocks()
        return sum(block.size**2 for block in blocks)

    return max((match.start() for match in found), key=likeness, default=None)
