"""One line on a report's claims: how many there are, or the one that the reader stands on."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from textual.content import Content

from teg_tui.outside_text import one_line
from teg_tui.widgets.claim_marks import Marking
from teg_tui.widgets.figures import plural
from teg_tui.widgets.words import MUTED, Words

if TYPE_CHECKING:
    from teg_tui.golf.claims.claim import Claim

_TONES = {
    "true": "$text-success",
    "false": "bold $text-error",
    "unchecked": "$foreground",
    "accepted": "$text-accent",
}
_ORDER = ("false", "unchecked", "accepted", "true")
_TO_MEND = "=", "put right", "A", "accept", "E", "edit"
_AND_BY_MODEL = *_TO_MEND, "C", "correct"
_LEAST = 24
"""Columns that the words around a figure need to say anything."""


class ClaimLine(Words):
    """What the claim under the cursor says, and what is right."""

    def show(self, marking: Marking, width: int, *, seen: bool = True) -> None:
        """Tell of the current claim, else of all; `seen` says whether the page shows it."""
        self.display = bool(marking.marks)
        if marking.current is None:
            self.say(totals(marking))
        else:
            self.say(told(marking, marking.current, width, seen=seen))


def totals(marking: Marking) -> Content:
    """ "31 claims: 2 false, 3 unchecked, 26 true", and the keys that lead to them."""
    counts = Counter(marking.verdict(number) for number in range(len(marking.marks)))
    parts = [
        Content.styled(f"{counts[verdict]} {verdict}", _TONES[verdict])
        for verdict in _ORDER
        if counts[verdict]
    ]
    keys = "]", "next", *(("}", "next false") if counts["false"] else ())
    return Content.assemble(
        f"{plural(len(marking.marks), 'claim')}: ", Content(", ").join(parts), _keys(keys)
    )


def told(marking: Marking, number: int, width: int, *, seen: bool) -> Content:
    """Place, verdict, kind and words of a claim; of a false one what is right, of an accepted one
    why it was."""
    claim, verdict = marking.marks[number], marking.verdict(number)
    right = one_line(claim.expected) or "?"
    mended = Content.assemble(f"  {one_line(claim.said)} → ", (right, "bold"))
    words = Content.assemble(
        (f"{number + 1}/{len(marking.marks)} ", MUTED),
        (verdict, _TONES[verdict]),
        (f" {claim.kind}", MUTED),
        mended if verdict == "false" else "",
        f"  {why}" if (why := one_line(marking.accepted.get(claim, ""))) else "",
        ("" if seen else f"  line {claim.line}, not on this page", MUTED),
    )
    keys = _keys(_AND_BY_MODEL if verdict == "false" else ())
    if verdict == "false" and words.cell_length + keys.cell_length > width:
        keys = _keys(_TO_MEND)
    room = width - words.cell_length - keys.cell_length - 2
    if room < _LEAST:
        return words + keys
    return Content.assemble(words, (f"  {_around(claim, room)}", MUTED), keys)


def _keys(pairs: tuple[str, ...]) -> Content:
    """ "  ] next  } next false"."""
    parts = [
        Content.assemble("  ", (key, "bold $text-warning"), (f" {word}", MUTED))
        for key, word in zip(pairs[::2], pairs[1::2], strict=True)
    ]
    return Content.assemble(*parts)


def _around(claim: Claim, room: int) -> str:
    """As much of a claim's words as there is room for, its figure among them."""
    words = one_line(claim.text)
    if len(words) <= room:
        return words
    at = max(0, words.casefold().find(one_line(claim.said).casefold()))
    begin = max(0, min(at - room // 2, len(words) - room))
    head, tail = "…" if begin else "", "…" if begin + room < len(words) else ""
    return head + words[begin + len(head) : begin + room - len(tail)] + tail
