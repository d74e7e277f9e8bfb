"""Lines of players with figures, written anew: "NQ 157 | TM 156", "Round 4 Gross: TM +28 | …".

Where the order holds, only the figures change. Where it does not, players change places with
whatever stands beside their figures; separators, labels and markup stay. Equal totals keep the
order in which they were found, and numbered places are counted again: ties are ties.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from teg_tui.golf.claims import Claim, Verdict
from teg_tui.golf.claims.boxes.figures import Setting, figures_in
from teg_tui.golf.claims.boxes.lines import Entry, check_line, entries
from teg_tui.golf.claims.claim import Kind
from teg_tui.golf.claims.words.people import Roster
from teg_tui.golf.claims.words.text import Passage, Source
from teg_tui.golf.wording import ordinal
from teg_tui.reports.renewal.certainty import falls, is_certain, low_wins
from teg_tui.reports.renewal.edits import Edit

_END = re.compile(r"\s*(?:[|;•·]|,\s+(?=[A-Z])|[ .,;|]*$)")
_BARS = re.compile(r"[|;•·]")
_OF_A_HOLE = re.compile(r"\s*(?:h|holes? ?)\d", re.I)
_PLACE = re.compile(
    r"(?:^|(?<=[\s|;•·(:]))(?P<place>(?P<tie>[T=]?)\d{1,2}(?:st|nd|rd|th)?(?P<after>[.):=]?))\s+$"
)


@dataclass(frozen=True)
class _Slot:
    """One segment of a line: a player, or players who share a figure, with all beside it."""

    start: int
    """In the passage: where the (first) name begins, or the figure before it."""
    end: int
    figure: int
    """Where the figure begins in the passage."""
    said: str
    expected: str
    place: re.Match[str] | None
    """The numbered place before it."""

    @property
    def value(self) -> int:
        """What the figure is to be."""
        return next(figures_in(self.expected))[2].value


def line_edits(
    source: Source, passage: Passage, setting: Setting, roster: Roster
) -> list[Edit] | None:
    """The edits that put a line of figures right; None where it is none, or not a certain one."""
    passage, renamed = _with_known_names(passage, setting, roster)
    label, found = entries(passage, roster)
    judged = check_line(source, passage, setting, roster) if found else None
    # Places are counted again from the figures, whatever was said of them.
    places = {source.place(passage.origin[entry.place[0]]) for entry in found if entry.place}
    claims = [c for c in judged or () if (c.line, c.column) not in places]
    understood = found and len(claims) == len(found) and is_certain(label, claims, setting)
    # Of a list with commas its label must say what it is: it may be part of a sentence.
    if not understood or not (label or "|" in passage.text) or _OF_A_HOLE.match(label):
        return None
    slots = _slots(passage.text, found, claims)
    if slots is None:
        return None
    ordered = _ordered(slots, label, setting)
    return _edits(source.text, passage, slots, ordered, renamed)


def _with_known_names(
    passage: Passage, setting: Setting, roster: Roster
) -> tuple[Passage, tuple[int, str, str] | None]:
    """A line in which one unknown name stands for the one player it lacks, with that player.

    The second value is where the name stands, how it was written, and the player's code.
    """
    _, found = entries(passage, roster)
    here = setting.book.codes
    strangers = [entry for entry in found if not set(entry.codes) & here]
    named = {code for entry in found for code in entry.codes}
    lacking = sorted(here - named)
    if len(strangers) != 1 or len(lacking) != 1 or len(found) != len(here):
        return passage, None
    at, name, code = strangers[0].name_at, strangers[0].name, lacking[0]
    if roster.mentions(name):
        return passage, None  # somebody known with something beside him
    text = passage.text[:at] + code + passage.text[at + len(name) :]
    origin = passage.origin
    first = origin[at]
    origin = (*origin[:at], *[first] * len(code), *origin[at + len(name) :])
    return replace(passage, text=text, origin=origin), (at, name, code)


def _slots(text: str, found: Sequence[Entry], claims: Sequence[Claim]) -> list[_Slot] | None:
    """The segments, with what each figure is to be; None where that is not known of every one."""
    slots: list[_Slot] = []
    for entry, claim in zip(found, claims, strict=True):
        known = claim.kind is Kind.STANDINGS and claim.verdict is not Verdict.UNCHECKED
        if not known or not claim.expected:
            return None
        if slots and slots[-1].figure == entry.start:
            if slots[-1].expected != claim.expected:
                return None  # two who shared a figure, and share it no longer
            continue
        first = min(entry.name_at, entry.start)
        after = max(entry.start + len(entry.said), entry.name_at + len(entry.name))
        ending = _END.search(text, after)
        place = _PLACE.search(text, 0, first)
        end = ending.start() if ending else len(text)
        slots.append(_Slot(first, end, entry.start, claim.said, claim.expected, place))
    return slots


def _ordered(slots: Sequence[_Slot], label: str, setting: Setting) -> list[_Slot]:
    """The segments in the order of today's figures; as they stand where it is no ranking."""
    signed = any(slot.expected[0] in "+-E" for slot in slots)
    rising = low_wins(label, setting, signed=signed)
    if rising is None:
        falling = falls(next(figures_in(slot.said))[2].value for slot in slots)
        if falling is None:
            return list(slots)
        rising = not falling
    return sorted(slots, key=lambda slot: slot.value if rising else -slot.value)


def _edits(
    text: str,
    passage: Passage,
    slots: Sequence[_Slot],
    ordered: Sequence[_Slot],
    renamed: tuple[int, str, str] | None,
) -> list[Edit]:
    pieces = [piece for piece in _BARS.split(passage.text) if piece.strip(" .,")]
    edits = []
    if len(pieces) in (1, len(slots)):  # else somebody stands there whose figure is not known
        edits = [_in_source(passage, *place) for place in _numbered(slots, ordered)]
    for here, there in zip(slots, ordered, strict=True):
        names_anew = renamed is not None and there.start == renamed[0]
        if here is there and not names_anew:
            end = here.figure + len(here.said)
            edits.append(_in_source(passage, here.figure, end, here.expected))
            continue
        start, end = passage.origin[there.start], passage.origin[there.end - 1] + 1
        figure = passage.origin[there.figure]
        after = passage.origin[there.figure + len(there.said) - 1] + 1
        name = text[start:figure]
        if names_anew and renamed is not None:
            name = renamed[2] + name[len(renamed[1]) :]
        words = name + there.expected + text[after:end]
        edits.append(_in_source(passage, here.start, here.end, words))
    return edits


def _in_source(passage: Passage, start: int, end: int, words: str) -> Edit:
    return Edit(passage.origin[start], passage.origin[end - 1] + 1, words)


def _numbered(slots: Sequence[_Slot], ordered: Sequence[_Slot]) -> Iterator[tuple[int, int, str]]:
    """Start, end and words of every numbered place, where all segments have one."""
    places = [slot.place for slot in slots]
    if any(place is None for place in places):
        return
    values = [slot.value for slot in ordered]
    tie = "=" if any(place and place["tie"] == "=" for place in places) else "T"
    for index, place in enumerate(places):
        if place is None:
            continue
        position = values.index(values[index]) + 1
        tied = tie if values.count(values[index]) > 1 else ""
        ending = re.search(r"st|nd|rd|th", place["place"])
        number = ordinal(position) if ending else str(position)
        yield place.start("place"), place.end("place"), f"{tied}{number}{place['after']}"
