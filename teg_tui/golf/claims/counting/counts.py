"""How many birdies, pars, blow-ups and zeros somebody had, or all together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.counting.scope import how_many, parts_of, spans
from teg_tui.golf.claims.words.numbers import like
from teg_tui.golf.claims.words.reading import Owner, Sentence, verdict_of
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.claims.words.terms import NOUN, TERM_CUES, Tests, term, term_of
from teg_tui.golf.tour import HOLES, Measure

_COUNT = compiled(
    rf"#(?P<n>\d+) (?:(?!points|strokes|more |over |under |above |below |double |triple |quadruple"
    rf" |to )[a-z]+ |stableford )?(?:{NOUN})\b(?![- ](?:blitz|effort|burst|run|haul|streak|makers?"
    r"|putts?|chances?|attempts?|threes|fours|fives)\b)(?! at (?!the !\d+(?!\d|, | and)))"
)
_AT_HOLES = compiled(
    rf"\b(?:{NOUN}) (?:at|on) #(?P<n>\d+) (?:[a-z]+ )?holes\b(?! (?:in|of) (?:the )?\$)"
)
_TOLD: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        compiled(
            r"\b(?:dr[ae]wn?|draws|drawing) (?:a )?blanks? (?:on |at )?#(?P<n>\d+)(?: times| holes)"
            r"|\b(?:fail\w* to (?:score|register)|scor\w+ nothing|(?:point|score)less|no score"
            r"|blanked) (?:on|at) #(?P<m>\d+)(?: of the (?:#\d+ )?)?(?: holes)?"
        ),
        "zeros",
    ),
    (compiled(r"\bbirdied #(?P<n>\d+)(?: times| holes| of)"), "birdies"),
    (compiled(r"\bparred #(?P<n>\d+)(?: times| holes| of)"), "pars"),
    (compiled(r"\bbogeyed #(?P<n>\d+)(?: times| holes| of)"), "bogeys"),
    (compiled(r"\bblew up (?:on |at )?#(?P<n>\d+)(?: times| holes| of)"), "blow-ups"),
)
"""Counts told by what was done, and what was counted."""
_VERBS = ("birdied", "parred", "bogeyed", "blew up", "blank", "fail", "scor", "less")
"""A piece of every verb that `_TOLD` knows."""
_TOTAL = compiled(r"#\d+ (?:total|combined|collective) ")
"""Of everybody, whoever was named before: "7 total birdies"."""
_FIELD = compiled(
    r"\b(?:field|between them|combined|across (?:all|the)|everyone"
    r"|tournament's|collective\w*|players|hole|recorded|were(?! @))\b"
)
_SURELY_FIELD = compiled(
    r"\b(?:field|between (?:them|the #\d+)|from the #\d+|combined|collective\w*|players"
    r"|(?:the|all) #\d+ (?:men|players|of them)"
    r"|everyone|everybody|there (?:was|were|are)"
    r"|(?:was|were) (?:made|recorded|holed|carded|seen)"
    r"|(?:tournament|week|event|day|round)'s (?:[a-z]+ )?#\d+)\b"
    r"|#\d+ [a-z-]+ (?:had )?(?:scarred|littered|marked|marred|punctuated|spoiled|disfigured)"
    r" (?:the|this) (?:round|day|week|afternoon)\b|^\W*field\b[^@]*:"
)
"""Where nobody is named, of everybody beyond doubt."""
OF_A_HOLE = compiled(r"\s*(?:hole )?!\d+(?: \([^)]*\))?:")
"""Before what happened on one hole."""
_AT_HOLE = compiled(r" (?:at|on) (?:the )?(?:par[- ]#\d+ )?!\d+")
_THAT_HOLE = compiled(
    r"\b(?:the (?:par[- ]#\d+|(?:[a-z]+ )?hole)|it)(?: alone)? (?:claimed|produced|saw|brought"
    r"|yielded|witnessed|took|gave|delivered|inflicted)\b"
)
"""Before what happened on the hole spoken of last."""
_GAVE = compiled(
    r"[!$]\d+[^@;:]{0,30}? (?:claimed|produced|saw|brought|yielded|witnessed|took|gave|delivered"
    r"|inflicted|had|provided|offered|recorded|handed out|dished out|conceded|surrendered|caused"
    r"|led to|was good for|extracted|accounted for|featured|contributed|supplied|played host to)"
    r"\b[^@;:]{0,20}$"
)
"""A hole before what happened on it."""
_ACROSS = compiled(r"\bacross (?:the )?#")
_MOST_OF_ALL = compiled(r"\b(?:most|fewest|least|more|worst|best) (?:of|in) the field\b")
"""A comparison with everybody, not a count of everybody's."""
_IN_ALL = compiled(r" (?:in all|in total|combined|altogether)\b")
_SPACE = r"the space of |the span of |just |a stretch of |a run of "
_WINDOW = compiled(
    rf" in (?:{_SPACE})?(?:the |his )?(?:[a-z]+ )?#\d+ (?:holes|rounds)"
    r"| in (?:a )?row| in succession| in (?:each|every|both)"
)
_VAGUE = compiled(
    r"\b(?:together|not|more|another|further|at least|over|nearly|almost|of|averag\w+|most of"
    r"|rate|about"
    r"|only other|including|some|than|half)(?: (?:his|the|her))? $"
)


_ON_EACH = compiled(r" (?:on|in|over) (?:each|either|every|both)\b(?! of the #)")
_EACH = compiled(r"\b(?:each|apiece|alike)\b")
_WHEN = r"week|tournament|event|trip|tour|day|round|field|afternoon"
_OF_ALL = compiled(
    rf"(?:(?P<a>#\d+)(?: were| was| came)? of )?(?:the )?\b(?P<of>{_WHEN})'s (?:[a-z]+ )?$"
    rf"|\b(?:an?|this) (?:[a-z]+ )?(?P<of2>{_WHEN}) of $"
    rf"|\bthe (?:[a-z]+ )?(?P<of3>{_WHEN})(?<!field) (?:saw|had|yielded|produced|brought)"
    r"(?: just| only)? $"
)
"""Before a count of everybody's: "the week's ten birdies", "a day of ten birdies"."""
_THEIRS = compiled(
    r"(?: (?:this|all) week)? (?:were|was|belonged to|fell to|came from|went to) @(\d+)"
)
_TOGETHER = compiled(r"\b(?:between them|together|combined|jointly)\b")
_DAYS = frozenset({"day", "round", "afternoon"})


def check_counts(sentence: Sentence) -> Iterator[Claim]:
    """The counts of a sentence."""
    if sentence.elsewhere or not sentence.has(*TERM_CUES, "birdied", "scor", "blew"):
        return
    at_holes = (_AT_HOLES,) if sentence.has(" at #", " on #") else ()
    for rule in (_COUNT, *at_holes):
        for match in rule.finditer(sentence.pattern):
            yield from _judged(sentence, match, int(match["n"]), *term_of(match))
    for rule, noun in _TOLD if sentence.has(*_VERBS) else ():
        for match in rule.finditer(sentence.pattern):
            found = match.groupdict()
            yield from _judged(sentence, match, int(found["n"] or found["m"]), *term(noun))


def _judged(
    sentence: Sentence, match: re.Match[str], number: int, measure: Measure, tests: Tests
) -> Iterator[Claim]:
    at, end = match.span()
    if number in sentence.claimed or sentence.may_be(at) or _ON_EACH.match(sentence.pattern, end):
        return
    of_all = _OF_ALL.search(sentence.pattern[:at])
    if of_all:
        yield from _of_all(sentence, match, number, of_all, measure, tests)
        return
    if _VAGUE.search(sentence.pattern[:at]):
        yield from sentence.claim(number, Kind.COUNT, Verdict.UNCHECKED)
        return
    if _EACH.search(sentence.pattern, *sentence.part(at)):
        yield from _of_each(sentence, match, number, measure, tests)
        return
    token = sentence.token(number)
    values = _values(sentence, at, end, token.value, measure, tests)
    if token.value not in values:
        in_part = _OF_SOME_DAYS.match(sentence.pattern, end)
        if _OF_THEM.match(sentence.pattern, end) or in_part or _of_a_pair(sentence, at, end):
            values = [None]
        elif _windowed(sentence, end):
            values = _in_window(sentence, at, end, token.value, measure, tests)
    yield from _claim(sentence, number, values)


def _of_each(
    sentence: Sentence, match: re.Match[str], number: int, measure: Measure, tests: Tests
) -> Iterator[Claim]:
    """ "Ned and Bram had two each": wrong if it is so of none of them, in any round meant."""
    owner = sentence.owner(*match.span())
    own = [
        [
            how_many(sentence.book, code, span, measure, test, part)
            for span in spans(sentence, *match.span())
            for test in tests
            for part in reversed(parts_of(sentence))
        ]
        for code in sentence.playing(owner)
    ]
    if owner is None or not owner.every or not own:
        return
    said = sentence.token(number).value
    so = [said in counts for counts in own]
    values = [said] if all(so) else [None] if any(so) else [counts[0] for counts in own]
    yield from _claim(sentence, number, values)


def _claim(sentence: Sentence, number: int, values: Sequence[int | None]) -> Iterator[Claim]:
    token = sentence.token(number)
    verdict = verdict_of(token.value, values)
    right = like(token.said, values[0]) if values and values[0] is not None else ""
    yield from sentence.claim(number, Kind.COUNT, verdict, right)


def _of_all(
    sentence: Sentence,
    match: re.Match[str],
    number: int,
    of_all: re.Match[str],
    measure: Measure,
    tests: Tests,
) -> Iterator[Claim]:
    """ "Six of the week's ten birdies": everybody's, and how many of them are the owner's."""
    book = sentence.book
    until = sentence.report.round or book.last
    rounds: list[Sequence[int]] = [[n for n in book.numbers if n <= until]]
    if of_all["of"] == "field":
        rounds = spans(sentence, match.start(), match.end())
    if (of_all["of"] or of_all["of2"] or of_all["of3"]) in _DAYS:
        rounds = [[n] for n in sentence.any_rounds(match.start(), match.end())]

    def counts(groups: Iterable[Iterable[str]]) -> list[int | None]:
        return [
            sum(how_many(book, code, span, measure, test, (1, HOLES)) for code in group)
            for group in groups
            for span in rounds
            for test in tests
        ]

    yield from _claim(sentence, number, counts([book.codes]))
    owner = sentence.owner(of_all.start(), match.end())
    theirs = _THEIRS.match(sentence.pattern, match.end())
    if theirs:
        owner = Owner(sentence.token(theirs[1]).codes)
    codes = sentence.playing(owner)
    together = (
        owner is not None and owner.every and _TOGETHER.search(sentence.around(match.start()))
    )
    if of_all["a"] and codes and owner and (owner.sure or together):
        its = counts([codes] if owner.every else [[code] for code in codes])
        yield from _claim(sentence, int(of_all["a"][1:]), its)


def _of_a_pair(sentence: Sentence, at: int, end: int) -> bool:
    """Whether it is of several men together whom only another clause names."""
    owner = sentence.owner(at, end)
    told = _TOGETHER.search(sentence.pattern, *sentence.clause(at)) is not None
    return told and owner is not None and not owner.every


_OF_THEM = compiled(
    r" or (?:more|fewer|better|worse|so)\b| of (?:[#~]\d+|an? #\d+)[- ](?:strokes )?or[- ]"
    r"| (?:and|or) (?:birdies|pars|bogeys|doubles|triples|blow-ups|blanks|zeros)\b"
)
"""Behind what is counted from a score on, or with others: "16 pars and bogeys"."""
_OF_SOME_DAYS = compiled(
    r"(?:(?:,| and|, and) #\d+ [a-z-]+)*, (?:all|most|both|none|half|one|#\d+|all but #\d+)"
    r" of (?:the|them|these|his|which)\b[^.;]*&"
)
"""Behind counts of which only a part is of the rounds that are named: "all of them after"."""
_HOLES = compiled(rf" in (?:{_SPACE})?#(\d+) holes(?! of| at| on)")


def _in_window(
    sentence: Sentence, at: int, end: int, said: int, measure: Measure, tests: Tests
) -> list[int | None]:
    """How many somebody had at most in so many holes running; more is said than there was, or open.

    Of fewer than he had nobody knows which holes are meant.
    """
    window = _HOLES.match(sentence.pattern, end)
    owner = sentence.owner(at, end)
    codes = sentence.playing(owner)
    size = sentence.token(window[1]).value if window else 0
    if not codes or owner is None or not owner.sure or owner.every or not 1 < size < HOLES:
        return [None]
    most = max(
        (
            sum(map(test, values[first : first + size]))
            for code in codes
            for n in sentence.any_rounds(at, end)
            for values in [sentence.book.values(code, n, measure)]
            for test in tests
            for first in range(len(values))
        ),
        default=0,
    )
    return [most] if said > most else [said]


def _windowed(sentence: Sentence, end: int) -> bool:
    """Whether the count is of some holes only: "three birdies in four holes"."""
    found = _WINDOW.match(sentence.pattern, end)
    if found is None:
        return False
    whole = re.match(r" in (?:the |his |all )?#(\d+) (?:(holes)|rounds)", sentence.pattern[end:])
    if whole is None:
        return True
    many = sentence.token(whole[1]).value
    if whole[2]:
        return many % HOLES != 0
    return many != (sentence.section_round or sentence.book.last)


def _values(
    sentence: Sentence, at: int, end: int, said: int, measure: Measure, tests: Tests
) -> list[int | None]:
    """The counts that may be meant, the likeliest first."""
    book = sentence.book
    if _TOTAL.match(sentence.pattern, at):
        days = [list(book.numbers), *spans(sentence, at, end)]
        return [
            sum(how_many(book, code, span, measure, test, (1, HOLES)) for code in book.codes)
            for span in days
            for test in tests
        ]
    owner = sentence.owner(at, end)
    codes = sentence.playing(owner)
    holes = _holes(sentence, at, end)
    field = bool(holes) or _is_of_the_field(sentence, at, end, named=bool(codes))
    rounds = spans(sentence, at, end)
    parts = parts_of(sentence)
    groups = [codes] if owner and owner.every else [[code] for code in codes]
    owned: list[int | None] = [
        sum(how_many(book, code, span, measure, test, part) for code in group)
        for group in groups
        for span in rounds
        for test in tests
        for part in reversed(parts)
    ]
    if not holes and _THAT_HOLE.search(sentence.pattern, sentence.clause(at)[0], at):
        if sentence.focus.hole is None:
            return [None]
        holes, owned, parts = [(sentence.focus.hole, sentence.focus.hole)], [], []
    if holes and OF_A_HOLE.match(sentence.pattern):
        owned, parts = [], []  # whoever is named: it is of what was done there
    every: list[int | None] = []
    if said not in owned and (field or not codes or (owner and not owner.sure)):
        every = [
            sum(how_many(book, code, span, measure, test, part) for code in book.codes)
            for span in rounds
            for test in tests
            for part in (*holes, *reversed(parts))
        ]
    field_first = holes and not _possessed(sentence, at)
    found = [*every, *owned] if field_first else [*owned, *every]
    found += _on_holes_named(sentence, rounds, measure, tests) if not holes else []
    if codes or _is_of_all(sentence, at, end) or not found:
        return found
    return found if said in found else [None]  # nobody is named: true where it fits, else open


def _is_of_the_field(sentence: Sentence, at: int, end: int, *, named: bool) -> bool:
    """Whether words nearby may make a count one of everybody; fewer do where somebody is named."""
    start, stop = sentence.clause(at)
    words = _MOST_OF_ALL.sub("", sentence.pattern[start : stop + 20])
    return bool(
        _FIELD.search(words)
        or _IN_ALL.match(sentence.pattern, end)
        or (not named and _ACROSS.search(sentence.pattern, start, stop))
    )


def _on_holes_named(
    sentence: Sentence, rounds: Sequence[Sequence[int]], measure: Measure, tests: Tests
) -> list[int | None]:
    """How many there were on each of the holes that a sentence names anywhere."""
    book = sentence.book
    return [
        sum(how_many(book, code, span, measure, test, (hole, hole)) for code in book.codes)
        for hole in (token.value for token in sentence.own if token.sign == "!")
        for span in rounds
        for test in tests
    ]


def _holes(sentence: Sentence, at: int, end: int) -> list[tuple[int, int]]:
    """The holes on which a count may be, as parts of a round."""
    words = sentence.pattern[sentence.clause(at)[0] : at]
    if OF_A_HOLE.match(sentence.pattern):
        words = sentence.pattern
    elif beside := _AT_HOLE.match(sentence.pattern, end):
        words = beside[0]
    elif "@" in words:
        return []
    tokens = map(sentence.token, re.findall(r"!(\d+)", words))
    return [(token.value, token.value) for token in tokens]


def _is_of_all(sentence: Sentence, at: int, end: int) -> bool:
    """Whether a count whose owner nobody names is everybody's beyond doubt."""
    start, stop = sentence.clause(at)
    return bool(
        _SURELY_FIELD.search(sentence.pattern, start, stop + 20)
        or _IN_ALL.match(sentence.pattern, end)
        or _ACROSS.search(sentence.pattern, start, stop)
        or OF_A_HOLE.match(sentence.pattern)
        or _THAT_HOLE.search(sentence.pattern, start, at)
        or _AT_HOLE.match(sentence.pattern, end)
        or _GAVE.search(sentence.pattern, start, at)
    )


def _possessed(sentence: Sentence, at: int) -> bool:
    """Whether a player is named before the count in its clause."""
    return "@" in sentence.pattern[sentence.clause(at)[0] : at]
