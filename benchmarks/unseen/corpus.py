"""The corpus: every sentence said where it fits, each with its false twins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from teg_tui.golf.tour import Tour
from unseen.quiet_voices import QUIET
from unseen.round_voices import ROUND
from unseen.scenes import Scene, all_scenes
from unseen.slots import Name, Number, Slot, Word
from unseen.week_voices import WEEK

SEED = 5
SAID = 3
"""How often each sentence is said, at most, on each tour."""
_SLOT = re.compile(r"([\[{])(\w+)(?::(\w+))?[\]}]")
_NEEDS = re.compile(r"\s*\?(\w+)")


@dataclass(frozen=True)
class Saying:
    """A true text about a round or tournament, and the same with one thing wrong."""

    kind: str
    voice: str
    """The sentence before it was filled."""
    teg: int
    round: int | None
    true: str
    false: tuple[str, ...]


def sayings(tour: Tour) -> Iterator[Saying]:
    """Everything said about a tour."""
    scenes = all_scenes(tour)
    for (family, kind), text in (*ROUND.items(), *WEEK.items(), *QUIET.items()):
        for line in text.strip().splitlines():
            yield from _said(tour, kind, line, scenes.get(family, []))


def _said(tour: Tour, kind: str, line: str, scenes: list[Scene]) -> Iterator[Saying]:
    dice = Random(f"{SEED} {line} {tour.event}")
    needs, voice = _NEEDS.findall(line), _NEEDS.sub("", line)
    said = 0
    for scene in sorted(scenes, key=lambda _: dice.random()):
        slots: dict[str, Slot] = {**_extra(scene.slots), "event_word": Word(tour.event)}
        names = [match[2] for match in _SLOT.finditer(voice)]
        if not all(name in slots for name in (*needs, *names)):
            continue
        if _dull(voice, slots):
            continue
        yield _filled(kind, voice, scene, slots, dice)
        said += 1
        if said == SAID:
            return


def _dull(voice: str, slots: dict[str, Slot]) -> bool:
    """Whether a word for several would be said of one, or of none."""
    for match in _SLOT.finditer(voice):
        slot, form = slots[match[2]], match[3]
        if (
            isinstance(slot, Number)
            and form in (None, "w", "W", "uw", "u", "ua")
            and slot.value == 0
        ):
            return True
        if isinstance(slot, Number) and form in (None, "w", "W") and slot.value == 1:
            return True
    return False


def _extra(slots: dict[str, Slot]) -> dict[str, Slot]:
    """Slots with the numbers one and two told apart, and pronouns that begin a sentence."""
    more: dict[str, Slot] = {}
    for name in ("gap", "margin"):
        slot = slots.get(name)
        if isinstance(slot, Number) and slot.value in (1, 2):
            more[f"{name}_{slot.value}"] = Word("yes")
    if "r3" in slots and "r4" not in slots:
        more["three"] = Word("yes")
    if isinstance(changes := slots.get("changes"), Number) and changes.value > 1:
        more["several"] = Word("yes")
    he, his = slots["he"], slots["his"]
    assert isinstance(he, Word)
    assert isinstance(his, Word)
    return {**slots, **more, "He": Word(he.right.capitalize()), "His": Word(his.right.capitalize())}


def _filled(kind: str, voice: str, scene: Scene, slots: dict[str, Slot], dice: Random) -> Saying:
    slots = _apart(voice, slots)
    shown = [slots[m[2]].show(m[3] or "", dice) for m in _SLOT.finditer(voice)]
    false = []
    for turn, match in enumerate(_SLOT.finditer(voice)):
        wrong = slots[match[2]].wrong(match[3] or "", dice) if match[1] == "[" else None
        if wrong and wrong not in shown:
            false.append(_put(voice, [*shown[:turn], wrong, *shown[turn + 1 :]]))
    return Saying(kind, voice, scene.teg, scene.round, _put(voice, shown), tuple(false))


def _apart(voice: str, slots: dict[str, Slot]) -> dict[str, Slot]:
    """The slots, nobody wrongly called by the name of another in the same sentence."""
    its = {match[2]: slots[match[2]] for match in _SLOT.finditer(voice)}
    named = {slot.code for slot in its.values() if isinstance(slot, Name)}
    return {
        name: replace(slot, others=[code for code in slot.others if code not in named])
        if isinstance(slot, Name)
        else slot
        for name, slot in its.items()
    }


def _put(voice: str, shown: list[str]) -> str:
    words = iter(shown)
    text = _SLOT.sub(lambda _: next(words), voice)
    return text.replace("⏎", "\n")
