"""Over which rounds and which of their holes something is counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from teg_tui.golf.claims.scorebook import Scorebook
from teg_tui.golf.claims.words.open_stretches import open_stretches
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.claims.words.terms import Test
from teg_tui.golf.tour import HOLES, Measure

_OVERALL = compiled(
    r"\b(?:(?:across|over|in) (?:the |his |all )?#\d+ (?:rounds|holes|days)"
    r"|(?:the|all|for an?)(?: whole| entire| single)? (?:week|tournament|event|trip)(?!')"
    r"|overall)\b"
)


def parts_of(sentence: Sentence) -> list[tuple[int, int]]:
    """The whole round, and every stretch of holes of which a sentence tells."""
    named = [(t.value, t.last) for t in sentence.own if t.sign == "$"]
    return [(1, HOLES), *named, *open_stretches(sentence)]


_UP_TO = compiled(r"\b(?:by|after|through|up to|until)(?: the (?:end|close) of)? (?:the )?&(\d+)")
"""Words of all rounds up to one."""
_TOTAL = compiled(r"@\d+'s? #(\d+)(?: points)? [a-z]+ $")
"""Before what is counted of the rounds that somebody's total is of: "Bram's 131 held"."""
_MORE_THAN_A_ROUND = 60
_SOME_ROUNDS = compiled(
    r"\b(?P<end>opening|last|final|closing|the [!^]\d+) #(?P<n>\d+) (?:rounds|days)\b"
)
"""Some of the rounds: "the opening two rounds"."""
_SOME_BESIDE = compiled(rf" (?:in|over|across|during) (?:the |his )?{_SOME_ROUNDS.pattern[2:]}")


def spans(sentence: Sentence, at: int, end: int) -> list[Sequence[int]]:
    """The rounds over which may be counted."""
    rounds = [n for n in sentence.rounds(at, end) if n in sentence.book.numbers]
    whole = list(sentence.book.numbers)
    total = _TOTAL.search(sentence.pattern[:at])
    if total and sentence.token(total[1]).value >= _MORE_THAN_A_ROUND:
        return [whole, *([n] for n in rounds or whole)]
    up_to = _UP_TO.search(sentence.around(at))
    if up_to:
        last = sentence.token(up_to[1]).value
        return [[n for n in whole if n <= last], *([n] for n in rounds or whole)]
    some = _SOME_ROUNDS.search(sentence.around(at))
    if some and 0 < (many := sentence.token(some["n"]).value) < len(whole):
        its = whole[-many:] if some["end"][0] in "lfc" else whole[:many]
        alone = _SOME_BESIDE.match(sentence.pattern, end)
        return [its] if alone else [its, whole, *([n] for n in rounds or whole)]
    over_all = _OVERALL.search(sentence.around(at))
    if not rounds:
        named = [t.value for t in sentence.own if t.sign == "&" and t.value in whole]
        return [whole, *([n] for n in named)] if over_all else [whole, *([n] for n in whole)]
    beside = sentence.round_beside(at, end)
    if beside is not None:
        return [[beside]]
    if sentence.section_round is None:
        return [*([n] for n in rounds), whole]
    return [whole, *([n] for n in rounds)] if over_all else [[n] for n in rounds]


def how_many(
    book: Scorebook,
    code: str,
    span: Iterable[int],
    measure: Measure,
    test: Test,
    part: tuple[int, int],
) -> int:
    """How many holes of a player's rounds pass a test."""
    first, last = part
    return sum(test(v) for n in span for v in book.values(code, n, measure)[first - 1 : last])
