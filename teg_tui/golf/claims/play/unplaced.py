"""What was done on a hole that is named somewhere else, or not at all: "Ned left it with a nine".

Score, points and what they are called that are told together are of one hole, and must fit one that
a player who may be meant played in a round that may be meant: the hole spoken of where the words
say so ("there", "on the next"), else any. What fits nowhere is false, wherever it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.nearby import holes_of, people_of, rounds_of
from teg_tui.golf.claims.play.deeds import Deed, Played, played
from teg_tui.golf.claims.play.whereabouts import EVERY_HOLE, holes_at
from teg_tui.golf.claims.words import grammar
from teg_tui.golf.claims.words.reading import Owner, Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.claims.words.text import Form
from teg_tui.golf.claims.words.tokens import Sign
from teg_tui.golf.tour import HOLES

_SEVERAL = compiled(
    r"\b(?:nobody|no one|none|everybody|everyone|others?|all|field|rest|each|anybody|anyone"
    r"|somebody"
    r"|someone|players|men|them|they|their|average\w*|\d holes|between|combined|record|worst"
    r"|best)\b"
)
"""Words that make a score perhaps somebody else's, or nobody's in particular."""
_OTHER_SUMS = compiled(
    r"\b(?:points?|pts|rounds?|holes in|career|behind|ahead|clear|lead|margin|gap|total"
    r"|[a-z]+-all)\b"
)
"""Words that make a number without its unit perhaps no score."""
_NUMBERED = compiled(r", #\d+\.?\s*$")
"""The number of the next item of a list, where it is not strokes that end a sentence."""
_HAD = compiled(
    r"\b(?:an?|his|another) (?:[a-z-]+ ){0,3}$|@\d+'s (?:[a-z-]+ ){0,2}$"
    r"|\b(?:t[ao]k(?:es|ing)|took|ma[dk]es?|making|need(?:ed|s|ing)?|card(?:ed|s|ing)|post(?:ed"
    r"|s|ing)"
    r"|record(?:ed|s|ing)|scor(?:ed|es|ing)|r[au]n(?:s|ning)? up|(?:rack|chalk|notch)\w* up"
    r"|sign\w+ for|(?:down|hol(?:ed|es|ing)(?: out)?) in)(?: (?:just|only))? $"
)
"""Before a number that somebody surely had on a hole."""
_AN = compiled(r"\ban? (?:[a-z-]+ ){0,2}$")
_HIGH = 7
"""From so many strokes on a number with its article is a score."""
EACH_ONE = compiled(
    r"threes|fours|fives|sixes|sevens|eights|nines|tens|elevens|twelves|birdies|pars|bogeys|zeros"
)
"""What two or more are each said to have had one of."""
_A_HOLE = compiled(r"\d+(?:st|nd|rd|th)|[a-z]+th|first|second|third")
_TWO = 2
_A_FEW = 4
"""Of so many players one will have had nearly anything."""


def unplaced(sentence: Sentence, group: Sequence[Deed]) -> Iterator[Claim]:
    """The claim of deeds told together of one hole that nothing names, if they are false."""
    first = group[0]
    if len(group) == 1 and EACH_ONE.fullmatch(sentence.pattern[first.at : first.end]):
        yield from _all_of_them(sentence, first)
    if not _is_told(sentence, group) or sentence.may_be(first.at):
        return
    if _SEVERAL.search(sentence.around(first.at)) or of_whom_nobody_knows(sentence):
        return
    people = _people(sentence, first.at)
    if not people or len(people) > _A_FEW:
        return
    rounds = sentence.any_rounds(first.at, first.end)
    holes = holes_at(sentence, first.at) or EVERY_HOLE
    if len(group) == 1 and len(holes) == HOLES and not _is_a_high_score(sentence, first):
        return
    every = [
        hole
        for code in people
        for number in rounds
        for each in holes
        if (hole := played(sentence.book, code, number, each))
    ]
    if any(all(deed.fits(hole) for deed in group) for hole in every):
        return
    wrong, right = _wrong(group, every)
    yield from wrong_claim(sentence, wrong, right if len(people) == len(rounds) == 1 else "")


def anybody(sentence: Sentence, at: int) -> Owner | None:
    """Everybody who may be meant where nobody is named with a deed; None where it may be others."""
    if _SEVERAL.search(sentence.around(at)) or of_whom_nobody_knows(sentence):
        return None
    people = _people(sentence, at)
    return Owner(tuple(people)) if 0 < len(people) <= _A_FEW else None


def _people(sentence: Sentence, at: int) -> list[str]:
    """Codes of everybody who may be meant at a place."""
    found = [*people_of(sentence, at)]
    start, end = sentence.clause(at)
    named = any(place < at or start <= place < end for place, _, _ in sentence.people)
    if not named and sentence.start and not (sentence.focus.codes or sentence.focus.others):
        return [*sentence.topic]
    if not any(place < at for place, _, _ in sentence.people):
        found += [*sentence.topic, *sentence.focus.codes, *sentence.focus.others]
    return [code for code in dict.fromkeys(found) if code in sentence.book.codes]


def weighed(
    sentence: Sentence,
    claim: Claim,
    group: Sequence[Deed],
    holes: Sequence[tuple[int, int | None]],
    everybody: Sequence[str] = (),
) -> Claim:
    """A claim; if it is false and its group fits nobody near there, it gets no second look.

    Where it turns on a hole, and fits somebody near whose it may be, it is unchecked.
    """
    if claim.verdict is Verdict.FALSE:
        places = [hole for hole, _ in holes] if len(group) == 1 else holes_of(sentence)
        people = everybody or _people(sentence, group[0].at)
        fitting = [
            code
            for code in people
            if any(
                all(deed.fits(hole) for deed in group)
                for number in rounds_of(sentence)
                for place in places
                if (hole := played(sentence.book, code, number, place))
            )
        ]
        if not fitting or (everybody and len(fitting) < len(everybody)):
            sentence.settled.add(claim)
        elif _A_HOLE.fullmatch(claim.said.casefold()) and not (
            everybody
            or len(people) == 1
            or any(at < group[0].at and not its for at, _, its in sentence.people)
        ):
            return replace(claim, verdict=Verdict.UNCHECKED, expected="")
    return claim


def _all_of_them(sentence: Sentence, deed: Deed) -> Iterator[Claim]:
    """Several who each had such a score on the hole spoken of: "both took eights"."""
    owner = sentence.owner(deed.at, deed.end)
    codes = sentence.playing(owner)
    if owner is None or not owner.every or len(codes) < _TWO or sentence.may_be(deed.at):
        return
    holes = holes_at(sentence, deed.at)
    if not holes:
        return
    rounds = sentence.any_rounds(deed.at, deed.end)
    had = [
        any(
            deed.fits(hole)
            for number in rounds
            for each in holes
            if (hole := played(sentence.book, code, number, each))
        )
        for code in codes
    ]
    if not all(had):
        yield from sentence.settle(wrong_claim(sentence, deed, ""))


def _is_told(sentence: Sentence, group: Sequence[Deed]) -> bool:
    """Whether some deeds surely are of one hole: a score, with more or in a sentence of scores."""
    if sentence.passage.form not in (Form.PROSE, Form.ITEM) or Sign.STRETCH in sentence.signs:
        return False
    start, end = group[0].at, group[-1].end
    if all(deed.plain or deed.of_points for deed in group):
        return False
    if len(group) == 1 and group[0].number is None:
        return False
    if len(group) == 1 and _NUMBERED.match(sentence.pattern[start - 2 :]):
        return False
    if len(group) == 1 and not _HAD.search(sentence.pattern[:start]):
        return False
    rest = f"{sentence.pattern[:start]} {sentence.pattern[end:]}"
    return len(group) > 1 or not _OTHER_SUMS.search(rest)


def _is_a_high_score(sentence: Sentence, deed: Deed) -> bool:
    """Whether a number can only be what somebody had on a hole: "an eight", "a messy nine"."""
    high = deed.number is not None and sentence.token(deed.number).value >= _HIGH
    return high and _AN.search(sentence.pattern[: deed.at]) is not None


def of_whom_nobody_knows(sentence: Sentence) -> bool:
    """Whether it is told of a "he" whom the passage has not named."""
    he = grammar.HE.search(sentence.pattern)
    person = grammar.PERSON.search(sentence.pattern)
    known = sentence.topic or sentence.focus.codes or sentence.focus.others
    return bool(he and not known and (person is None or he.start() < person.start()))


def _wrong(group: Sequence[Deed], every: Sequence[Played]) -> tuple[Deed, str]:
    """The one of some deeds without which the rest fit a hole, and what it is there."""
    for deed in reversed(group):
        rest = [other for other in group if other is not deed]
        fitting = [hole for hole in every if rest and all(other.fits(hole) for other in rest)]
        if fitting:
            rights = {deed.right(hole) for hole in fitting}
            return deed, rights.pop() if len(rights) == 1 else ""
    return group[0], ""


def wrong_claim(sentence: Sentence, deed: Deed, right: str) -> Iterator[Claim]:
    """The claim that a deed is false."""
    if deed.number is not None:
        yield from sentence.claim(deed.number, Kind.HOLE, Verdict.FALSE, right)
    else:
        said = sentence.pattern[deed.at : deed.end].partition(" #")[0]
        yield from sentence.claim_at(deed.at, said, Kind.HOLE, Verdict.FALSE, right)
