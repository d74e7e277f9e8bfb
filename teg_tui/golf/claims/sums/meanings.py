"""Everything that a figure without its unit, its holes or its round may be of somebody.

Of the rounds that the sentence may be about, of the holes it names or hints at, at the moments it
names; points or strokes. A figure that is none of these is wrong, whatever it was meant to be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from teg_tui.golf.claims.scorebook import Scorebook
from teg_tui.golf.claims.sums.added_up import over, sum_so_far
from teg_tui.golf.claims.sums.amounts import Amount, Sense, Unit
from teg_tui.golf.claims.sums.in_order import day_in_order
from teg_tui.golf.claims.sums.midway import holes_by, sums_midway
from teg_tui.golf.claims.sums.parts import Part, beside, parts_named
from teg_tui.golf.claims.words import grammar
from teg_tui.golf.claims.words.reading import Owner, Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.claims.words.tokens import Sign
from teg_tui.golf.tour import HOLES

ANY_UNIT = (Unit.POINTS, Unit.STROKES)
FRONT, BACK = (1, HOLES // 2), (HOLES // 2 + 1, HOLES)
_NINES = compiled(
    r"\b(?:made (?:up )?of|compris\w+|built|turn(?:ed|ing)?|outwards?|homewards?|inwards?|hal(?:f"
    r"|ves|fway)|nines?|way|home|out|back|front)\b"
)
"""Words of a nine."""
_SIXES = compiled(
    r"\b(?:made (?:up )?of|compris\w+|compos\w+|sixes|thirds|splits?|stretch(?:es)?|start\w*"
    r"|middle|mid|clubhouse|rest|others?|next|first|last|open\w*|clos\w+|finish\w*)\b"
)
EARLIER = compiled(
    r"\b(?:yesterday|overnight|previous\w*|last time out|the (?:day|night|evening|round) before"
    r"|(?:day|night|evening|round) (?:after|before)|beg[aiu]n\w*|start\w*|earlier|follow\w*"
    r"|improv\w*"
    r"|match\w*|slept|woke|(?:from|after|before) (?:his|an?|her|#\d|&\d|@\d+'s?))\b"
)
"""Words of the round before, or of how it stood then."""
_DAY_BEFORE = compiled(r"\b(?:yesterday|previous (?:day|round)|day before|last time out)\b")
_MANY_HOLES = compiled(r"#(\d+) (?:more )?(?:holes\b|to (?:play|go)\b|left\b|remaining\b)")
_FIGURE = compiled(r"[#~](\d+)")
_COUNTED_SIX = 6
_SO_MANY_DAYS = compiled(
    r"(?:\b(?:opening|last|final|closing|next|other|middle)|\^\d+) #(\d+)"
    r"(?! (?:holes|greens|pars|points|strokes|blow))"
)
_SO_MANY_NINES = re.compile(r"\b(?:front|back|first|second|opening|closing) (?:nines|sixes)\b")
SEVERAL_DAYS = compiled(r"\$\d+e?s\b")
"""Holes of more rounds than one: "on the front nines"."""
OF_OTHERS = compiled(
    r"\$\d+e?s\b|\b(?:record|(?:previous|personal|career|his) best|ever|history|career|nobody"
    r"|no one|no-one"
    r"|anybody|anyone|everybody"
    r"|everyone|field|others|rest|(?:next|second|third)[- ](?:best|man)|runner-up"
    r"|combined|between them|average|averag\w+|handicap|yards?|par-#\d+"
    r"|old|aged|years?|putts?|minutes?|miles?|led for|led alone|in a row|consecutive"
    r"|holes? (?:led|leading|out of|in (?:front|the (?:=\d+ )?lead))"
    r"|(?:alone|sole|level) (?:in|at) the"
    r"|pro-am|medal|practice|raffle|club|league|january|february|march|april|may|june|july|august"
    r"|september|october|november|december|elsewhere|at home"
    r"|succession|make up|would|to find|to finish (?:ahead|in front)|must|must find|needs?)\b"
)
"""Words of a sentence whose bare numbers may be of others, of all, or of anything."""


def meanings(
    sentence: Sentence, code: str, at: int, end: int, units: Sequence[Unit] = ANY_UNIT
) -> list[int]:
    """What a figure may be of a player, the likeliest first; [] where nothing is known."""
    book = sentence.book
    figure = _FIGURE.search(sentence.pattern, at, end)
    if figure is None:
        return []
    number = int(figure[1])
    amount = Amount(number, sentence.token(number).value, at, end, units[0], Sense.TOTAL)
    part = beside(sentence, amount)
    if part is not None:
        sentence.part_of[number] = part
    rounds = rounds_meant(sentence, at, end)
    found: list[int | None] = []
    for unit in units:
        for its in [part] if part else _parts(sentence):
            found += [v for n in rounds for v in over(book, code, n, unit, *its)]
        if part is None:
            found += _so_far(book, code, rounds, unit)
    if part is None and (holes_by(sentence) or "by then" in sentence.pattern):
        found += sums_midway(sentence, code, rounds, units)
    found += over_days(sentence, code, units)
    return list(dict.fromkeys(value for value in found if value is not None))


def rounds_meant(sentence: Sentence, at: int, end: int) -> list[int]:
    """The rounds that a figure may be of; the one before too where words of it stand near."""
    beside_it = sentence.round_beside(at, end)
    if beside_it in sentence.book.numbers:
        return [beside_it]
    found = [*sentence.any_rounds(at, end), *sentence.rounds_named]
    if EARLIER.search(sentence.pattern):
        found += [b for n in found if (b := sentence.book.before(n)) is not None]
    listed = day_in_order(sentence, at)
    found = found if listed is None else [listed, *found]
    return [n for n in dict.fromkeys(found) if n in sentence.book.numbers]


def _so_far(book: Scorebook, code: str, rounds: Sequence[int], unit: Unit) -> list[int | None]:
    """What he had in all after these rounds, and before them."""
    before = [b for n in rounds if (b := book.before(n)) is not None]
    return [v for n in dict.fromkeys((*rounds, *before)) for v in sum_so_far(book, code, n, unit)]


def _parts(sentence: Sentence) -> list[Part]:
    """The whole round, and the parts of it that a sentence names or hints at."""
    return list(dict.fromkeys([(1, HOLES), *parts_near(sentence)]))


def parts_near(sentence: Sentence) -> Iterator[Part]:
    """The parts of a round that a sentence names or hints at, or that are spoken of."""
    yield from parts_named(sentence)
    yield from sentence.focus.parts
    text = sentence.pattern
    said = {token.said.casefold() for token in sentence.own if token.sign is Sign.NUMBER}
    if "nine" in said or _NINES.search(text):
        yield from (FRONT, BACK)
    if _SIXES.search(text):
        yield from ((1, 6), (7, 12), (13, HOLES), FRONT, BACK)
    many = {sentence.token(match[1]).value for match in _MANY_HOLES.finditer(text)}
    if "six" in said:
        many.add(_COUNTED_SIX)
    for holes in sorted(many):
        if 0 < holes < HOLES:
            yield from ((1, holes), (holes + 1, HOLES), (HOLES - holes + 1, HOLES))
            yield (1, HOLES - holes)
    for token in sentence.own:
        if token.sign is Sign.HOLE:
            hole = token.value
            if hole > 1:
                yield (1, hole - 1)
            if hole < HOLES:
                yield (hole + 1, HOLES)
            yield from ((1, hole), (hole, HOLES))


def over_days(sentence: Sentence, code: str, units: Sequence[Unit]) -> list[int]:
    """What a player had over the first few rounds, or the last, where words tell of so many."""
    found: list[int] = []
    for match in _SO_MANY_DAYS.finditer(sentence.pattern):
        many = sentence.token(match[1]).value
        numbers = sentence.book.numbers
        for days in (numbers[:many], numbers[-many:]) if 1 < many < len(numbers) else ():
            for unit in units:
                each = [over(sentence.book, code, number, unit)[0] for number in days]
                found += [sum(value for value in each if value is not None)]
    return found


def of_many_days(sentence: Sentence) -> bool:
    """Whether the passage has gone over to holes of all rounds: "79 points on the front nines"."""
    return _SO_MANY_NINES.search(sentence.passage.text, 0, sentence.end) is not None


def hints(sentence: Sentence) -> bool:
    """Whether words hint at holes or a round that no sign stands for: "on a nine"."""
    said = {token.said.casefold() for token in sentence.own if token.sign is Sign.NUMBER}
    text = sentence.pattern
    return bool(said & {"nine", "six"} or _MANY_HOLES.search(text) or _DAY_BEFORE.search(text))


def whose(sentence: Sentence, at: int, end: int) -> Owner | None:
    """Whose a figure is; the only one whom the sentence names, or whom the last was about."""
    owner = sentence.owner(at, end)
    if owner is not None:
        return owner
    if grammar.OTHER_MAN.search(sentence.pattern[:at]):
        return None
    named = {codes for _, codes, _ in sentence.people}
    if len(named) == 1:
        codes = next(iter(named))
        later = sentence.people[0][0] > at
        spoken_of = (*sentence.focus.codes, *sentence.focus.others) if later else ()
        return Owner(tuple(dict.fromkeys((*codes, *spoken_of))))
    if named:
        return None
    codes = sentence.topic or sentence.focus.codes
    return Owner(codes) if codes and grammar.HE.search(sentence.pattern) else None
