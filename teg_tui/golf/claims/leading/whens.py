"""When a distance was, told beside it by holes: "after ten", "three holes later", "on the tee".

Of several figures in one breath each has the words on its own side of the "and": "by two on the
first tee and by one after the 1st".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from teg_tui.golf.claims.places.standing_words import Moment
from teg_tui.golf.claims.words.numbers import CARDINALS, cardinal
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.claims.words.tokens import Sign
from teg_tui.golf.tour import HOLES

_NEXT_FIGURE = compiled(
    r",? (?:and|but|then) (?:(?:was|were|is|then|still|again|by|led|leads|now|only|just|a|had|back"
    r"|to) )*(?=#\d)"
)
_ON_TEE = compiled(r"\b(?:on|at|from|to|reach\w*) (?:the |his )?!(\d+) tee\b")
_GONE = compiled(
    r"\b(?:after|through) (?:just |only )?#(\d+)(?: holes)?"
    r"(?=[,.;:)]|\s*$| (?:and|but|with|when|in|on|before|he|@\d+)\b)"
)
_WHOLE_ROUNDS = compiled(
    r"\b(?:after|through|from|over|in|across) (?:the (?:first|opening) |just |only )?#(\d+) holes\b"
)
"""Rounds told by their holes: "95 points from 36 holes gave him a lead"."""
_LATER = compiled(
    r"(?:\b(?:a|one)|#(\d+)) (?:more )?holes? (?:later|on\b|further (?:on|along)"
    r"|after (?:that|it)\b)"
)
_NEXT = compiled(
    r"\b(?:at|on|by|after) the (?:next|following)(?: hole| green)?\b(?! (?:day|round|\d))"
)
_TO_COME = compiled(
    r"\b(?:with the [!^](\d+) (?:still )?(?:to come|to play|to be played|ahead|in front)"
    r"|before the !(\d+)|(?:came|got|went) to the [!^](\d+))"
)
_DONE = compiled(
    r"\b(?:(?:when|once|with|after) the !(\d+) (?:was |were |had been |safely )?(?:done|over|behind"
    r"|played|completed|finished)|(?:walked|came|coming|stepped) off the [!^](\d+)"
    r"|(?:after|through|thru) (?:the |his )?(?:[a-z]+ (?:at|on) the )?!(\d+))"
)
_LASTED = compiled(
    r"\b(?:last(?:ed|s)|surviv(?:ed|es)|held (?:until|up|to|through)|stood until|endured"
    r"|(?:was|were|had|has|is) (?:all )?(?:gone|vanished|disappeared|evaporated|melted|spent|lost)"
    r"|vanish(?:ed|es)|evaporat(?:ed|es)|melted|disappear(?:ed|s)|(?:had|has|with) nothing left"
    r"|ate|eaten|wip(?:ed|es|ing)|eras(?:ed|es|ing)|went (?:at|on|by|in) the|blown|squander\w*"
    r"|cancel\w*|nothing of)\b"
)
"""Words of a lead that there was until then, and no longer."""


def told_when(sentence: Sentence, at: int) -> list[Moment] | None:
    """When the distance at a place was; [] where nobody can say, None where no such words stand."""
    start, end = _beside(sentence, at)
    words = sentence.pattern[start:end]
    hole = _hole(sentence, words)
    if hole is not None:
        return [
            time for h in hole for n in days(sentence, at) if (time := after_hole(sentence, n, h))
        ]
    whole = _WHOLE_ROUNDS.search(words)
    if whole:
        rounds, over = divmod(sentence.token(whole[1]).value, HOLES)
        if not over and rounds in sentence.book.numbers:
            return [Moment(rounds)]
    later = _LATER.search(words) or _NEXT.search(words)
    if later is None:
        return _until(sentence, at) if _LASTED.search(sentence.around(at)) else None
    last = sentence.last_hole(at if at < start + later.start() else start + later.start())
    many = sentence.token(later[1]).value if later.lastindex else 1
    if last is None or last + many > HOLES:
        return []
    return [Moment(number, last + many) for number in days(sentence, at)]


def _beside(sentence: Sentence, at: int) -> tuple[int, int]:
    """What stands between commas around a figure, up to the next figure that is told like it."""
    start, end = sentence.part(at)
    for match in _NEXT_FIGURE.finditer(sentence.pattern, start, end):
        start, end = (match.end(), end) if match.end() <= at else (start, min(end, match.start()))
    return start, end


def _hole(sentence: Sentence, words: str) -> list[int] | None:
    """After which hole it was, as the words beside it say; several of one that may be a round."""
    tee = _ON_TEE.search(words)
    if tee:
        return [sentence.token(tee[1]).value - 1]
    to_come = _TO_COME.search(words)
    if to_come:
        return [sentence.token(next(filter(None, to_come.groups()))).value - 1]
    gone = _GONE.search(words)
    if gone and len(sentence.book.numbers) < sentence.token(gone[1]).value < HOLES:
        return [sentence.token(gone[1]).value]
    done = _DONE.search(words)
    number = next(filter(None, done.groups()), None) if done else None
    if number and ((done and done[2]) or not _may_be_a_round(sentence, number)):
        return [sentence.token(number).value]
    return None


def _may_be_a_round(sentence: Sentence, number: str) -> bool:
    """ "After the second" may be the round."""
    token = sentence.token(number)
    alone = token.said.isalpha() or sentence.section_round is None
    return alone and token.value in sentence.book.numbers


def _until(sentence: Sentence, at: int) -> list[Moment]:
    """Whenever it may have been that large before it was gone."""
    named = [token.value for token in sentence.own if token.sign is Sign.HOLE]
    last = max(named, default=HOLES)
    return [
        time
        for number in days(sentence, at)
        for hole in range(last)
        if (time := after_hole(sentence, number, hole))
    ]


def days(sentence: Sentence, at: int) -> list[int]:
    """The rounds that a hole may be of: that of the section, those named or told of before."""
    numbers = sentence.book.numbers
    found = [number for number in sentence.rounds(at) if number in numbers]
    if not found:
        found = list(rounds_before(sentence))
    return list(dict.fromkeys(found or numbers))


def rounds_before(sentence: Sentence) -> Iterator[int]:
    """The rounds that the passage has named before a sentence, the last first."""
    before = (token for token in reversed(sentence.tokens) if token.end <= sentence.start)
    for token in before:
        if token.sign is Sign.ROUND and token.value in sentence.book.numbers:
            yield token.value


def after_hole(sentence: Sentence, number: int, hole: int) -> Moment | None:
    """After a hole of a round; before the first it is after the round before, if there was one."""
    if hole > 0:
        return Moment(number, hole)
    earlier = sentence.book.before(number)
    return Moment(earlier) if earlier is not None else None


_POINTING = re.compile(
    r"\bat the (?:next|following)\b(?! (?:day|round))|\b(?:next|following) hole\b"
    r"|\b(?P<many>\w+) (?:more )?holes? (?:later|on|further on)\b"
    r"|(?P<same>\b(?:that|this|the same|the very same) (?:hole|green)\b"
    r"|(?<=[a-z] )there\b(?! (?:was|were|is|are)\b)"
    r"|\b(?:on|at|by|after|from|before) (?:it|that|this|then)"
    r"(?=[,.;:)]|$| (?:he|they|the|and|but|was|had)\b))",
    re.IGNORECASE,
)
"""Words of a hole that is told by the one before it."""
_RECENT = 99
"""How many of the holes told last may be meant."""


def told_by_then(sentence: Sentence) -> list[Moment]:
    """Moments of the story that a sentence goes on, which it does not name itself.

    Before and after the holes told last; after every hole, where words point to one and none is
    told; in a report of a tournament after the rounds told before.
    """
    rounds = [n for n in (sentence.section_round, *rounds_before(sentence)) if n]
    ends = [] if sentence.section_round else rounds
    holes: Iterable[int] = ()
    if not any(token.sign is Sign.HOLE for token in sentence.own):
        told = _holes_told(sentence)
        holes = (
            range(HOLES + 1) if told is None else {h - d for h in told[-_RECENT:] for d in (0, 1)}
        )
    numbers = rounds or (sentence.book.numbers if holes else ())
    found = (after_hole(sentence, number, hole) for number in numbers for hole in holes)
    return list(dict.fromkeys([*map(Moment, ends), *(time for time in found if time)]))


def _holes_told(sentence: Sentence) -> list[int] | None:
    """The holes of the passage so far, in its order; None where words point to one not told."""
    text = sentence.passage.text
    places = [
        (token.start, token.value)
        for token in sentence.tokens
        if token.sign is Sign.HOLE and token.start < sentence.end
    ]
    pointing = list(_POINTING.finditer(text, 0, sentence.end))
    found: list[int] = []
    for place, hole in sorted([*places, *((match.start(), 0) for match in pointing)]):
        if hole:
            found.append(hole)
            continue
        match = next(match for match in pointing if match.start() == place)
        if not found:
            return None
        found.append(min(HOLES, found[-1] + _many(match)))
    return found


def _many(match: re.Match[str]) -> int:
    """How many holes further on some words point."""
    if match["same"]:
        return 0
    many = (match["many"] or "a").casefold()
    return cardinal(many) if many.isdigit() or many in CARDINALS else 1


_CONTEST = re.compile(
    r"(?P<rear>\b(?:spoon|(?:last|bottom) place)\b)|\b(?:trophy|jacket|gross|lead(?:er)?)\b"
    r"|\bin front\b",
    re.IGNORECASE,
)


def of_the_rear(sentence: Sentence) -> bool:
    """Whether the passage spoke last of who is to be last, and the sentence of no prize."""
    text = sentence.passage.text
    if _CONTEST.search(text, sentence.start, sentence.end):
        return False
    told = [match["rear"] for match in _CONTEST.finditer(text, 0, sentence.start)]
    return bool(told and told[-1])
