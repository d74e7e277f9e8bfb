"""Who was best or worst, told with his name behind the superlative, beside it, or shared.

"The best back nine was Ned's", "low gross: Ned", "Ned and Bram shared the round of the day",
"nobody beat Ned's 44", "Ned's best round was the third".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.scorebook import Scorebook
from teg_tui.golf.claims.words.numbers import like, like_ordinal
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.claims.words.tokens import Sign
from teg_tui.golf.tour import HOLES, Measure

_WEEK = r"(?:week|tournament|event|trip|weekend|competition)"
_TOP = (
    rf"(?:\b(?P<of>day|{_WEEK}|round)'s )?"
    r"(?P<end>best|lowest|highest|top|finest|worst|poorest|fewest|most|low|high)"
    r"(?: (?P<what>gross|stableford|points|pts|strokes|shots))?"
)
_OF_WHAT = (
    r"(?: (?:(?:individual|single-round|overall|single) )?(?:round|score|total|return|card|haul"
    r"|tally|points|effort|day|performance|display|showing|\$(?P<part>\d+)))*"
    rf"(?: (?:of|on|all|in) (?:the )?(?:whole |entire )?(?P<span>day|afternoon|round|{_WEEK}))?"
)
_VALUE = r"(?:,? (?:an? )?\(?[#~]\d+(?: points?| pts| strokes?| shots)?\)?,?)?"
_TO = (
    r"(?: (?:was|is|were|went to|goes to|belonged to|belongs to|fell to|came from|comes from"
    r"|by(?! (?:an? )?(?:single )?#)"
    rf"|from)|:| -)(?: (?:again|once more|yet again))?{_VALUE}(?: (?:from|by|to))? "
)
_ITS_OWNER = compiled(rf"(?<!\w){_TOP}{_OF_WHAT}{_VALUE}{_TO}@(?P<who>\d+)")
_LOW_MAN = compiled(
    r"\b(?P<end>low|top|bottom) (?:man|scorer|gross man) (?:was|is|of the day was|:) @(?P<who>\d+)"
)
_HAS_IT = compiled(
    r"@(?P<who>\d+) (?:had|has|made|took|posted|enjoyed|played|produced|carded|shot|put together"
    rf"|scored|returned|collected|recorded|claimed|boasted) the {_TOP}{_OF_WHAT}(?P<stop>[,.;:(]|$"
    r"| (?:with|at|in|and|on|by|of #)\b)"
)
_SHARED = compiled(
    r"@(?P<who>\d+) and @(?P<other>\d+) (?:shared|share|tied for|both had|jointly had) the"
    rf" {_TOP}{_OF_WHAT}"
    r"|\b(?:joint|equal) (?P<end2>best|top|worst)(?: scorers?| scores?| rounds?)?(?: of the day)?"
    r" (?:were|was|are|came from|:) @(?P<who2>\d+) and @(?P<other2>\d+)"
)
_UNBEATEN = compiled(
    r"\b(?:nobody|no one|no-one|none|not one of them|no player) (?:else )?(?:beat|bettered|matched"
    r"|topped|surpassed|got near|could (?:beat|match|better|live with)|came close to)"
    r" @(?P<who>\d+)'s? (?:round of )?(?P<value>[#~])(?P<n>\d+)(?! (?:holes|birdies|pars))"
)
_OWN = compiled(
    r"@(?P<who>\d+)'s? (?:(?:own|single) )?(?P<end>best|worst|lowest|highest|finest|poorest)"
    r"(?: (?:round|score|day|effort|return|card))?(?: of the \w+)?"
    r" (?:was|came|is|had come|had been)(?: (?:the|his|an?|on|in|with|at))*"
    r"(?: (?P<value>[#~])(?P<n>\d+)(?:[- ](?:points?|pts|strokes?))?)?,?"
    r"(?: (?:in|on|his|the|of))*(?: (?:\^(?P<nth>\d+)(?! (?:hole|nine|place|half))"
    r"|&(?P<round>\d+)))?"
)
_HEDGED = compiled(
    r"\b(?:one of|among|second|third|next|joint|equal|his|their|its|personal|career|since|other)"
    r" (?:the )?(?:very )?$|[-–]$|\^\d+[- ]$"
)

_WORST = frozenset({"worst", "poorest", "bottom"})
_WORTH = compiled(
    r"(?:'s|,| with| on| \(| -|:)? ?(?:an? )?[#~](?P<n>\d+)(?:(?: points?| pts| strokes?| shots?)"
    r"|(?=[,.;:)]|$| (?:on|in|and|at|to)\b))(?:,? \(?(?:in |on )?&(?P<round>\d+))?"
)
"""What the best had, behind his name."""


_NINE = compiled(r"est #(\d+)\b")


@dataclass(frozen=True)
class Ranking:
    """By what people are compared, and which end of it is meant."""

    measure: Measure
    worst: bool
    part: tuple[int, int] = (1, HOLES)
    in_strokes: bool = False
    """Strokes, not strokes to par: where courses differ in par another may be best."""

    def value(self, book: Scorebook, code: str, number: int) -> int | None:
        """What a player had in a round, as it is written."""
        if self.in_strokes:
            return book.strokes(code, number, *self.part)
        return book.stretch(code, number, self.measure, *self.part)

    def best(self, book: Scorebook, rounds: Sequence[int], code: str) -> int | None:
        """What a player's best (or worst) of some rounds was worth; the more the better."""
        sign = 1 if self.measure is Measure.STABLEFORD else -1
        own = [self.value(book, code, n) for n in rounds]
        found = [sign * value for value in own if value is not None]
        return (min if self.worst else max)(found, default=None)

    def leaders(self, book: Scorebook, rounds: Sequence[int]) -> set[str]:
        """Everybody who had it."""
        values = {c: v for c in book.codes if (v := self.best(book, rounds, c)) is not None}
        edge = (min if self.worst else max)(values.values(), default=None)
        return {code for code, value in values.items() if value == edge}


def check_superlatives(sentence: Sentence) -> Iterator[tuple[tuple[int, int], Claim]]:
    """Each claim, and the part of the pattern that it read."""
    if sentence.elsewhere or not sentence.has(*_CUES):
        return
    for rule, judged in _RULES:
        for match in rule.finditer(sentence.pattern):
            hedged = (
                _HEDGED.search(sentence.pattern[: match.start("end")]) if rule in _ENDED else None
            )
            if not (hedged or _is_of_part(sentence, match) or sentence.may_be(match.start())):
                for claim in judged(sentence, match):
                    yield match.span(), claim


def _is_of_part(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether "the best nine", "the worst six" is meant, the number no score."""
    counted = _NINE.search(match[0])
    return counted is not None and sentence.token(counted[1]).said in {"nine", "six"}


def _rankings(sentence: Sentence, match: re.Match[str]) -> list[Ranking]:
    """What the words may compare: "lowest" is the best in strokes, the worst in points."""
    found = match.groupdict()
    end, what = found.get("end") or found.get("end2") or "best", found.get("what") or ""
    bracket = sentence.pattern.find("(", match.end())
    words = sentence.pattern[: bracket if bracket > 0 else None]
    named = [sentence.token(number) for number in re.findall(r"\$(\d+)", words)]
    if found.get("part"):
        named = [sentence.token(found["part"])]
    if len(named) > 1 or any(token.sign is Sign.HOLE for token in sentence.own):
        return []
    part = (named[0].value, named[0].last) if named else (1, HOLES)
    points = what in {"stableford", "points", "pts"} or " points" in match[0].split("@")[0]
    strokes = what in {"gross", "strokes", "shots"}
    low = end in {"lowest", "fewest", "low"}
    if low or end in {"highest", "most", "high"}:
        order, worst = (Measure.GROSS, Measure.STABLEFORD), (not low, low)
    else:
        order, worst = (Measure.STABLEFORD, Measure.GROSS), (end in _WORST,) * 2
    every = [Ranking(*its, part) for its in zip(order, worst, strict=True)]
    every += [replace(its, in_strokes=True) for its in every if its.measure is Measure.GROSS]
    if end == "low" or strokes:
        return [its for its in every if its.measure is Measure.GROSS]
    return [its for its in every if its.measure is Measure.STABLEFORD] if points else every


def _groups(sentence: Sentence, match: re.Match[str]) -> list[list[int]]:
    """The rounds among which it is: each of those that may be meant, or all so far."""
    found = match.groupdict()
    span = found.get("span") or found.get("of") or ""
    whole = [n for n in sentence.book.numbers if n <= (sentence.report.round or n)]
    if re.fullmatch(_WEEK, span):
        return [whole]
    rounds = [n for n in sentence.rounds(match.start(), match.end()) if n in whole]
    if rounds:
        return [[n] for n in rounds]
    return [[n] for n in whole] if span else [whole, *([n] for n in whole)]


def _best(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """A claim that turns on each name: the only one, or all who share it."""
    found = match.groupdict()
    names = [found[key] for key in ("who", "other", "who2", "other2") if found.get(key)]
    leaders = [
        ranking.leaders(sentence.book, group)
        for ranking in _rankings(sentence, match)
        for group in _groups(sentence, match)
    ]
    for name in names:
        codes = set(sentence.token(name).codes) & sentence.book.codes
        if codes and leaders:
            good = any(codes & its for its in leaders)
            right = _names(sentence, leaders[0])
            yield from sentence.claim(name, Kind.RECORD, _verdict(good), right)
    worth = _WORTH.match(sentence.pattern, match.end()) if len(names) == 1 else None
    codes = set(sentence.token(names[0]).codes)
    if worth and any(codes & its for its in leaders):
        yield from _worth(sentence, match, worth, codes)


def _worth(
    sentence: Sentence, match: re.Match[str], worth: re.Match[str], codes: set[str]
) -> Iterator[Claim]:
    """What the best had, and when, by whichever of the rankings he leads."""
    book = sentence.book
    found = [
        (abs(value), number)
        for ranking in _rankings(sentence, match)
        for group in _groups(sentence, match)
        for code in codes & ranking.leaders(book, group)
        for number in group
        if (value := ranking.best(book, [number], code)) == ranking.best(book, group, code)
        and value is not None
    ]
    token = sentence.token(worth["n"])
    good = abs(token.value) in {value for value, _ in found}
    right = like(token.said, found[0][0])
    yield from sentence.claim(worth["n"], Kind.RECORD, _verdict(good), right)
    if worth["round"] and sentence.token(worth["round"]).value:
        number = sentence.token(worth["round"]).value
        when = {its for value, its in found if value == abs(token.value) or not good}
        right = f"Round {found[0][1]}"
        yield from sentence.claim(worth["round"], Kind.RECORD, _verdict(number in when), right)


def _verdict(good: bool) -> Verdict:
    return Verdict.TRUE if good else Verdict.FALSE


def _own(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """Which of a player's rounds was his best or worst, and what he had in it."""
    book = sentence.book
    codes = [c for c in sentence.token(match["who"]).codes if c in book.codes]
    named = match["nth"] or match["round"]
    if len(codes) != 1 or not (named or match["n"]):
        return
    rankings = _rankings(sentence, match)
    if not rankings:
        return
    best: list[int] = []
    values: list[int] = []
    for ranking in rankings:
        top = ranking.best(book, book.numbers, codes[0])
        its = [n for n in book.numbers if ranking.best(book, [n], codes[0]) == top]
        best += its
        values.append(abs(top or 0))
    if named:
        token = sentence.token(named)
        if token.value:
            right = like_ordinal(token.said, best[0]) if match["nth"] else f"Round {best[0]}"
            yield from sentence.claim(named, Kind.RECORD, _verdict(token.value in best), right)
    if match["n"]:
        token = sentence.token(match["n"])
        right = like(token.said, values[0])
        yield from sentence.claim(
            match["n"], Kind.RECORD, _verdict(abs(token.value) in values), right
        )


def _names(sentence: Sentence, codes: set[str]) -> str:
    return " and ".join(sorted(sentence.report.roster.name(code) for code in codes))


_CUES = (
    *("est", "top", "most", "worst", "low", "high", "joint", "equal"),
    *("nobody", "no one", "no-one", "none", "not one", "no player", "bottom"),
)
_ENDED = frozenset({_ITS_OWNER, _HAS_IT, _OWN})
_RULES: tuple[tuple[re.Pattern[str], Callable[[Sentence, re.Match[str]], Iterator[Claim]]], ...] = (
    (_SHARED, _best),
    (_ITS_OWNER, _best),
    (_LOW_MAN, _best),
    (_HAS_IT, _best),
    (_UNBEATEN, _best),
    (_OWN, _own),
)
