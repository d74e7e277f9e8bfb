"""Lines of standings and boxes: "NQ 157 | TM 156", "Round 4 Gross: TM +28 | …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from teg_tui.golf.claims.boxes.figures import (
    Figure,
    Meaning,
    Setting,
    best_fit,
    figures_in,
    meanings,
)
from teg_tui.golf.claims.boxes.labels import HOLES_NAMED, is_known
from teg_tui.golf.claims.boxes.scans import scan
from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.words.people import Roster
from teg_tui.golf.claims.words.text import Passage, Source


@dataclass(frozen=True)
class Entry:
    """A player and his figure."""

    name: str
    codes: tuple[str, ...]
    """Who is meant; () for somebody whom nobody knows."""
    name_at: int
    start: int
    """Where the figure begins in the passage."""
    said: str
    figure: Figure
    place: tuple[int, str] | None = None
    """Where the place before his name stands, and its digits."""


_LABEL = re.compile(r"\s*(?P<label>[^|:;]{2,70}):\s*(?=\S)")
_SEPARATOR = re.compile(r"\s*(?:\||;|•|·)\s*|,\s+(?=[A-Z]|[+-]?\d{1,3} [A-Z])")
_ENTRY = re.compile(
    r"\s*(?:(?:T|=)?(?P<place>\d{1,2})(?:st|nd|rd|th)?[.):=]?\s+)?"
    r"(?P<name>[^\W\d_][\w.'-]*(?: [^\W\d_][\w.'-]*){0,5}?)"
    r"(?:\s*[:(=]+\s*|\s+[-–—]\s+|\s*\.{2,}\s*|\s+)(?P<figure>[+-]?\d{1,3}|E)"
    r"(?P<unit>\)?\s*(?:stableford\s+)?(?:points?|pts?|strokes?|shots?|gross|net|over|to par)?\b)"
    r"(?P<tail>\s*(?:$|\([^)|]*\)[|.]?|[|;,.)(])?)"
)
_REVERSED = re.compile(
    r"\s*(?P<figure>[+-]?\d{1,3})(?: (?:pts|points))? (?P<name>[A-Z][\w.'-]*"
    r"(?: [^\W\d_][\w.'-]*){0,3})"
    r"(?P<tail>\s*[|;,.•]?\s*)$"
)
"""The figure first: "+18 Milo, +25 Ivo"."""
_MOVES = re.compile(r"\bmove|shift|chang|\b(?:make|made|making) up\b|\bgain|\bimprov|\bswing")
"""Lines of who rose and who fell: their figures are no totals."""
_FEWEST_PLACES = 3
_CODE = re.compile(r"[A-Z][A-Za-z]{0,2}[A-Z0-9]|[A-Z]{2,4}")


def entries(passage: Passage, roster: Roster) -> tuple[str, list[Entry]]:
    """A line's label and its entries; none where it is no line of standings."""
    text = passage.text
    label = _LABEL.match(text)
    if label and roster.of(label["label"]) and re.match(r"[+-]?\d", text[label.end() :]):
        label = None  # "NQ: 45 | TM: 37" has no label
    start = label.end() if label else 0
    bounds = [start, *(m.end() for m in _SEPARATOR.finditer(text, start)), len(text)]
    found: list[Entry] = []
    others, piped = 0, "|" in text
    for first, last in pairwise(bounds):
        its = _entries(text, (first, last), roster, loose=piped)
        found += its
        if not its and text[first:last].strip(" |;,.•·"):
            others += 1
    known = sum(bool(entry.codes) for entry in found)
    if len(found) < 2 or not known or others > int(piped):
        return _scanned(text, roster)
    words = label["label"] if label else ""
    return words, found


def _scanned(text: str, roster: Roster) -> tuple[str, list[Entry]]:
    """A line without a layout that is made of names and figures alone."""
    label, found = scan(text, roster)
    return label, [
        Entry(e.name, e.codes, e.name_at, e.start, e.said, next(figures_in(e.said))[2], e.place)
        for e in found
    ]


def _entries(text: str, span: tuple[int, int], roster: Roster, *, loose: bool) -> list[Entry]:
    """A segment's player, or players who share the figure; () where it is no such thing.

    Between bars (`loose`) more is taken for an entry than in a list that might be a sentence.
    """
    match = _REVERSED.match(text, *span) or _ENTRY.match(text, *span)
    if match is None or (not loose and text[match.end() : span[1]].strip(" ,;.•·")):
        return []
    _, _, figure = next(figures_in(match["figure"]))
    found = []
    for part in re.finditer(r"(?:(?<=^)|(?<= and ))\S.*?(?= and |$)", match["name"]):
        codes = roster.of(part[0])
        whole = bool(codes) and roster.is_name(part[0])
        if not whole and not (loose and not codes and _is_name(part[0])):
            return []
        at = match.start("name") + part.start()
        start = match.start("figure")
        digits = match.groupdict().get("place")
        place = (match.start("place"), digits) if digits else None
        found.append(Entry(part[0], codes, at, start, match["figure"], figure, place))
    return found


def _is_name(words: str) -> bool:
    """Whether words look like a person: a code, or two or three words with a capital each."""
    parts = words.split()
    named = 2 <= len(parts) <= 3 and all(part[0].isupper() for part in parts)
    return named or bool(_CODE.fullmatch(words))


def is_entry(passage: Passage, roster: Roster) -> bool:
    """Whether an item of a list is a player and his figure, and nothing else: "- NQ: 157"."""
    found = (
        _entries(passage.text, (0, len(passage.text)), roster, loose=False)
        if "|" not in passage.text
        else []
    )
    return len(found) == 1


def joined(passages: Sequence[Passage]) -> Passage:
    """Items of a list as one line of standings."""
    text = " | ".join(passage.text.strip() for passage in passages)
    origin: list[int] = []
    for number, passage in enumerate(passages):
        start = len(passage.text) - len(passage.text.lstrip())
        its = passage.origin[start : start + len(passage.text.strip())]
        origin += [*([its[0]] * 3 if number else []), *its]
    return Passage(text, tuple(origin), passages[0].form, passages[0].headings)


def check_line(
    source: Source, passage: Passage, setting: Setting, roster: Roster
) -> Iterator[Claim] | None:
    """The claims of a line of standings; None where it is none."""
    label, found = entries(passage, roster)
    if not found:
        return None
    return _judged(source, passage, label, found, setting)


def _judged(
    source: Source,
    passage: Passage,
    label: str,
    found: list[Entry],
    setting: Setting,
) -> Iterator[Claim]:
    signed = any(entry.figure.signed for entry in found)
    units = " ".join(re.findall(r"\b(?:pts|points|strokes|gross|net)\b", passage.text.casefold()))
    words = f"{label.casefold()} {units}".strip()
    if HOLES_NAMED.search(setting.words):
        words = f"{words} {setting.words}"
    candidates = meanings(words, setting, signed=signed)
    held = [(entry.codes, entry.figure) for entry in found]
    sure = is_known(label.casefold(), setting.book)
    moved = bool(_MOVES.search(label.casefold()))
    meaning = None if moved else best_fit(candidates, held, sure=sure)
    if meaning is not None:
        yield from _places(source, passage, found, setting, meaning)
    for entry in found:
        line, column = source.place(passage.origin[entry.start])
        text = f"{entry.name} {entry.said}"
        here = [code for code in entry.codes if code in setting.book.codes]
        if not here:
            line, column = source.place(passage.origin[entry.name_at])
            names = ", ".join(sorted(setting.book.codes))
            yield Claim(line, column, text, Kind.PERSON, Verdict.FALSE, entry.name, names)
            continue
        right = [meaning.right(code, entry.figure) for code in here] if meaning else [None]
        if meaning is None or right[0] is None:
            verdict, expected = Verdict.UNCHECKED, ""
        elif any(meaning.fits(code, entry.figure) for code in here):
            verdict, expected = Verdict.TRUE, entry.said
        else:
            verdict, expected = Verdict.FALSE, entry.figure.like(right[0])
        yield Claim(line, column, text, Kind.STANDINGS, verdict, entry.said, expected)


def _places(
    source: Source, passage: Passage, found: list[Entry], setting: Setting, meaning: Meaning
) -> Iterator[Claim]:
    """The places before the names, where most of them are right in the order of the figures."""
    placed = [(e, e.place) for e in found if e.place and set(e.codes) & setting.book.codes]
    values = {code: next(iter(meaning.values(code)), None) for code in setting.book.codes}
    known = {code: value for code, value in values.items() if value is not None}
    if len(placed) < _FEWEST_PLACES or len(known) < len(values):
        return

    def right(entry: Entry, sign: int) -> int:
        own = next(known[code] for code in entry.codes if code in known)
        return 1 + sum(sign * value > sign * own for value in known.values())

    def fitting(sign: int) -> int:
        return sum(right(entry, sign) == int(place[1]) for entry, place in placed)

    sign = max((1, -1), key=fitting)
    if 2 * fitting(sign) < len(placed):
        return
    for entry, (at, said) in placed:
        line, column = source.place(passage.origin[at])
        expected = str(right(entry, sign))
        verdict = Verdict.TRUE if said == expected else Verdict.FALSE
        text = f"{said} {entry.name}"
        yield Claim(line, column, text, Kind.STANDINGS, verdict, said, expected)
