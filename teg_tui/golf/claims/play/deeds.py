"""What golfers do on a hole, and what it is called: scores, birdies and blow-ups, points."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from teg_tui.golf import rules
from teg_tui.golf.claims.play.scores import (
    MOST_POINTS,
    MOST_STROKES,
    points_earned,
    strokes_told,
)
from teg_tui.golf.claims.scorebook import Scorebook
from teg_tui.golf.claims.words.numbers import like
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.wording import score_name


@dataclass(frozen=True)
class Played:
    """One player's hole."""

    strokes: int
    par: int
    points: int | None

    @property
    def over(self) -> int:
        """Strokes to par."""
        return self.strokes - self.par


@dataclass(frozen=True)
class Deed:
    """Something that a player is said to have done on a hole."""

    at: int
    end: int
    fits: Callable[[Played], bool]
    right: Callable[[Played], str]
    number: int | None = None
    """The token it turns on; None: words."""
    plain: bool = False
    """Whether it needs its hole right beside it: more than one may be meant, or none."""
    apposed: bool = False
    """Whether it says more of the score or the hole right before it."""
    of_points: bool = False
    """Whether it tells of points."""


def played(book: Scorebook, code: str, number: int, hole: int) -> Played | None:
    """How a player played a hole of a round."""
    card = book.card(code, number)
    score = card.scores[hole - 1] if card else None
    if card is None or score is None:
        return None
    return Played(score, card.holes[hole - 1].par, card.points[hole - 1])


_BOGEY = r"[- ]bogey(?:s|ed|ing)?"
_AS_NOUN = r"(?=[,.;)]|$| (?:at|on|to|for|there|and)\b)"
_TERMS: tuple[tuple[str, Callable[[Played], bool]], ...] = (
    (
        rf"(?:double{_BOGEY}|doubles?(?= (?:at|on)\b)|doubled(?= (?:the )?!)"
        rf"|(?<=\ba )double{_AS_NOUN})",
        lambda p: p.over == 2,
    ),
    (
        rf"(?:(?:triple|treble){_BOGEY}|(?:triple|treble)s?(?= (?:at|on)\b)"
        rf"|tripled(?= (?:the )?!)|(?<=\ba )(?:triple|treble){_AS_NOUN})",
        lambda p: p.over == 3,
    ),
    (rf"(?:quadruple{_BOGEY}|quadruples?|quads?)", lambda p: p.over == 4),
    (rf"(?:quintuple{_BOGEY}|quintuples?)", lambda p: p.over == 5),
    (rf"(?:sextuple{_BOGEY}|sextuples?)", lambda p: p.over == 6),
    (r"(?:birdie[sd]?|birdying)", lambda p: p.over == -1),
    (r"(?:eagle[sd]?|eagling)", lambda p: p.over == -2),
    (
        r"(?:blow-?ups?|blew up|blowing up|disasters?|calamity|carnage(?= for @))",
        lambda p: p.over >= rules.BLOW_UP,
    ),
    (r"(?:bogey(?:s|ed|ing)?)", lambda p: p.over == 1),
    (
        r"(?:pars|parred|parring"
        r"|(?<!level )(?<!over )(?<!under )(?<!below )(?<!above )(?<!to )(?<!vs )(?<!vs. )"
        r"(?<!of )(?<!-)par(?! [-#\d]|-|s))",
        lambda p: p.over == 0,
    ),
    (
        r"(?:zero(?:es|s)?|noughts?|(?:drew (?:a )?)?blanks?|blob(?:s|bed)?|empty-handed"
        r"|(?:scor\w+|for|made|took|takes|with) nothing|fail\w+ to (?:score|register)|pointless)",
        lambda p: p.points == 0,
    ),
    (r"snowm[ae]n", lambda p: p.strokes == 8),
    (r"(?:hole[- ]in[- ]one|ace[ds]?)", lambda p: p.strokes == 1),
)
_ANY_TERM = "|".join(rf"(?P<t{n}>{words})" for n, (words, _) in enumerate(_TERMS))
_TERM = compiled(rf"\b(?=[a-z])(?:{_ANY_TERM})(?!\w)")
_NEGATED = compiled(
    r"\b(?:no|without(?: an?)?|never|not|lone|zero|missed|for a|putt for|chance of a|"
    r"short of a)(?: [a-z]+)? $"
)
_LABELLED = compiled(r"^\s*(?:hole )?!\d+: @\d+ #(?P<n>\d+)(?=[.,;]|$| \()")
_BOTH = compiled(
    r"(?<!par )(?<!par-)#(?P<n>\d+)(?: strokes?| shots?)?(?: ?/ ?|, | \()~(?P<o>\d+)"
    r"(?=\)| (?:[a-z]+[ -])?(?:[a-z]+ )?(?:at|on) )"
)
"""Strokes and strokes over par: "(9 / +5)", "a ten (+6)"."""
_OVER_PAR = compiled(
    r"!\d+ \((?=~(?P<n>\d+)(?:\)|/| / ))|(?:blow-?up|disaster|horror|catastroph\w+|massive|a|an) "
    r"(?=~(?P<o>\d+) (?:at|on) (?:the )?!)"
)
"""Strokes over par by themselves, beside their hole: "H8 (+6)", "a catastrophic +6 at H9"."""
_POINTS = compiled(
    r"#(?P<n>\d+)(?:[- ](?:points?|pts?)\b(?: (?:hauls?|returns?|pars|efforts?|birdies)\b)?"
    r"|-pointers?\b)"
)
_SO_MUCH_OVER = compiled(
    r"(?:(?:,|—| -| –) ?|, |\(|\b(?:was|were|is|went) )(?:an? |costing |delivering |this time "
    r"|all of )?"
    r"(?=#(?P<n>\d+)[- ]over(?:[- ]par)?\b(?! (?:the|for|his|on (?:the )?#|across|between|in (?:all"
    r"|total|#)|together|altogether|over|through|after|so far)\b))"
)
"""Between a score and what it was over par: "a nine at the 17th, a five-over nightmare"."""
_HOLES_NAMED = compiled(r"!\d+")
_A_SUM = compiled(r"(?:,|—| -| –|\() ?(?:all of )?#")
"""What follows several holes may be of all of them: "nines at the 5th and the 8th, ten over"."""
_ENDS_THERE = compiled(r"(?= (?:at|on|for|from|there|to|and)\b|[,.;)]|$| \(| - )")
"""After points that are of a hole, and of nothing that is named behind them."""
_NO_POINTS_LABEL = compiled(
    r"\b(?:by|within|of|to|from|than|off|dropp\w+|los(?:t|ing|es)|cost\w*|gain\w*|made up|swing"
    r"|ma[dk]e|another|extra|further|on|at|now|lead\w*|trail\w*)(?: (?:just|only|a|an|him|back))* $"
)
_DROPPED = compiled(
    r"\b(?:dropp(?:ed|ing)|lost|shed) #(?P<n>\d+) (?:shots?|strokes?)(?= (?:at|on)\b)"
)
_LIST_OF_HOLES = compiled(r"\bholes !\d+(?:, [!#]\d+)*(?:,|,? and) $")
"""Before one more hole: "birdies on holes 11, 14"."""
_NEAR = 60
"""How many characters before points without a unit the score may stand that earned them."""
_OF_A_LEAD = compiled(r"\b(?:lead|margin|gap|cushion|advantage|deficit)(?: [^,;.:]*)?, $")
"""Before what a lead was: "the lead in the Trophy, six points at the first, …"."""
_DETERMINED = compiled(
    r"\b(?:an?|his|another|for|made|saved|the|with) (?:[a-z-]+ ){0,2}$|@\d+(?:'s?)? $"
)
_PLURAL = compiled(
    r"\b(?<!par )(?<!par-)(?<!level )(?P<said>threes|fours|fives|sixes|sevens|eights|nines|tens"
    r"|elevens|twelves"
    r"|(?P<n>\d{1,2})s)\b"
)
_PLURALS = (
    *("threes", "fours", "fives", "sixes", "sevens", "eights", "nines", "tens", "elevens"),
    "twelves",
)
_PAR_IN = compiled(
    r"(?:\b(?:made|makes|took|takes|carded|scored|returned) (?:an? |his )?|@\d+'s |\bhis "
    r"|@\d+(?:,[^,;.]*,)? (?:opened|started|began|closed|finished|ended) with an? )"
    r"(?P<par>par #(?P<n>\d+))(?=[,.;]|$| (?:for|worth|at|on|there|and|that|which)\b)"
)
"""A par told with its strokes: "made a par four", which is no hole then."""
_LABELLED_PAR = compiled(r"@\d+,? (?:had |made )?an? (?P<par>par #(?P<n>\d+))(?= for #|[,.;]|$)")
"""The same in such an item: "Bram, a par three for two points"."""
_IN_A_LIST = compiled(r"@\d+ (?:(?:an?|his) )?#(?P<n>\d+)(?=[,.;:)]|$| \([#~]| and\b| but\b)")
"""In an item on a hole: "Bram 8, Ned 6"."""


LABEL = compiled(
    r"\s*(?:[a-z' -]{1,40}: )?(?:the )?(?:hole )?!\d+(?: \([^)]*\)|,? par[- ]#\d+)?(?::| [-–])"
)
"""Before what was done on one hole: "Hardest hole: H17 (Par 4): Ned 8"."""


def deeds(sentence: Sentence) -> Iterator[Deed]:
    """What a sentence says that somebody did, wherever it was."""
    told = [*_terms(sentence), *_pars_in(sentence), *_strokes(sentence), *_over_par(sentence)]
    told += _points(sentence)
    earned = list(_earned(sentence, told))
    instead = {deed.at for deed in earned}
    yield from (deed for deed in told if deed.at not in instead)
    yield from earned


def _terms(sentence: Sentence) -> Iterator[Deed]:
    text = sentence.pattern
    for match in _TERM.finditer(text):
        index = int((match.lastgroup or "t0")[1:])
        if _NEGATED.search(text[: match.start()]) and not match[0].startswith("par"):
            continue
        verb = (
            match[0].endswith(("ed", "up", "nothing", "score", "register")) or "blank" in match[0]
        )
        singular = not match[0].endswith("s") and _DETERMINED.search(text[: match.start()])
        yield Deed(
            match.start(),
            match.end(),
            _TERMS[index][1],
            lambda p: score_name(p.over),
            plain=not (verb or singular),
        )


def _pars_in(sentence: Sentence) -> Iterator[Deed]:
    text = sentence.pattern
    if "par #" not in text:
        return
    labelled = _LABELLED_PAR.finditer(text) if LABEL.match(text) else ()
    for match in (*_PAR_IN.finditer(text), *labelled):
        fits = partial(_is_par_in, sentence.token(match["n"]).value)
        yield Deed(match.start("par"), match.end("par"), fits, lambda p: score_name(p.over))


def _strokes(sentence: Sentence) -> Iterator[Deed]:
    text = sentence.pattern
    for match in _DROPPED.finditer(text):
        value, said = sentence.token(match["n"]).value, sentence.token(match["n"]).said
        at = match.start("n") - 1
        fits, right = partial(_is_over, value), partial(_over_like, said)
        yield Deed(at, match.end(), fits, right, int(match["n"]))
    for match in _BOTH.finditer(text):
        strokes, over = sentence.token(match["n"]), sentence.token(match["o"])
        if strokes.value <= MOST_STROKES:
            at, end = match.start("n") - 1, match.end() + text.startswith(")", match.end())
            fits, right = partial(_scored, strokes.value), partial(_strokes_like, strokes.said)
            yield Deed(at, end, fits, right, int(match["n"]))
            fits, right = partial(_is_over, over.value), partial(_signed_over, over.said)
            yield Deed(at, end, fits, right, int(match["o"]))
    for match in _PLURAL.finditer(text):
        value = int(match["n"]) if match["n"] else _PLURALS.index(match["said"]) + 3
        fits, right = partial(_scored, value), partial(_strokes_like, match["n"] or "eight")
        yield Deed(match.start(), match.end(), fits, right, plain=True)
    listed = _IN_A_LIST.finditer(text) if LABEL.match(text) else ()
    labelled = [
        (match.start("n") - 1, match.end("n"), int(match["n"]))
        for match in (*_LABELLED.finditer(text), *listed)
    ]
    for at, end, number in dict.fromkeys((*strokes_told(sentence), *labelled)):
        token, before = sentence.token(number), text[:at]
        if 1 <= token.value <= MOST_STROKES and not _LIST_OF_HOLES.search(before):
            points_too = bool(_POINTS.search(before) or before.endswith("scores "))
            fits = partial(_scored, token.value, points_too=points_too)
            either = points_too and token.value <= MOST_POINTS
            right = partial(_strokes_like, "" if either else token.said)
            several = re.match(r" (?:strokes|shots|blows)", text[end:]) is not None
            yield Deed(at, end, fits, right, number, plain=several)


def _over_par(sentence: Sentence) -> Iterator[Deed]:
    """Strokes over par that stand by themselves, or say more of the score before them."""
    text = sentence.pattern
    for match in _OVER_PAR.finditer(text) if "~" in text else ():
        over = sentence.token(match["n"] or match["o"])
        end = match.end() + 1 + len(match["n"] or match["o"])
        if 0 < over.value <= MOST_STROKES:
            fits, right = partial(_is_over, over.value), partial(_signed_over, over.said)
            yield Deed(match.end(), end, fits, right, int(match["n"] or match["o"]))
    for match in _SO_MUCH_OVER.finditer(text) if "over" in text else ():
        over = sentence.token(match["n"])
        end = match.end() + 1 + len(match["n"])
        several = len(_HOLES_NAMED.findall(text, 0, match.start())) > 1
        if over.value <= MOST_STROKES and not (several and _A_SUM.match(text, match.start())):
            fits, right = partial(_is_over, over.value), partial(_over_like, over.said)
            yield Deed(match.end(), end, fits, right, int(match["n"]), plain=True, apposed=True)


def _points(sentence: Sentence) -> Iterator[Deed]:
    for match in _POINTS.finditer(sentence.pattern):
        number = int(match["n"])
        token = sentence.token(number)
        left = sentence.pattern[: match.start()]
        ends = _ENDS_THERE.match(sentence.pattern, match.end())
        no_sum = _NO_POINTS_LABEL.search(left) or _OF_A_LEAD.search(left[-_NEAR:])
        if ends and token.value <= MOST_POINTS and not no_sum:
            fits, right = partial(_has_points, token.value), partial(_points_like, token.said)
            yield Deed(match.start(), match.end(), fits, right, number, of_points=True)


def _earned(sentence: Sentence, told: Sequence[Deed]) -> Iterator[Deed]:
    """Points without their unit that a score told before is said to have been worth."""
    for its in points_earned(sentence):
        start = max(sentence.clause(its.start)[0] - 2, its.start - _NEAR)
        before = [deed.end for deed in told if start <= deed.end < its.start]
        if its.how in ("worth", "good") or (its.after in before if its.how == "for" else before):
            token = sentence.token(its.number)
            fits, right = partial(_has_points, token.value), partial(_points_like, token.said)
            yield Deed(its.start, its.end, fits, right, its.number, of_points=True)


def _is_over(value: int, hole: Played) -> bool:
    return hole.over == value


def _is_par_in(value: int, hole: Played) -> bool:
    return hole.over == 0 and hole.strokes == value


def _has_points(value: int, hole: Played) -> bool:
    return hole.points is None or hole.points == value


def _scored(value: int, hole: Played, *, points_too: bool = False) -> bool:
    """Whether a bare number is the strokes, or, where points were spoken of before, the points."""
    return hole.strokes == value or (points_too and hole.points == value)


def _over_like(said: str, hole: Played) -> str:
    return like(said, max(0, hole.over))


def _signed_over(_said: str, hole: Played) -> str:
    return f"{hole.over:+d}" if hole.over else "E"


def _strokes_like(said: str, hole: Played) -> str:
    return like(said, hole.strokes) if said else ""


def _points_like(said: str, hole: Played) -> str:
    return like(said, hole.points or 0)
