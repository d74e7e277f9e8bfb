"""What nobody, everybody, so many players or one alone did: "only three men passed 36 points".

A deed is a bound kept in a round, a hole's score made or avoided, a hole played so. It is counted
among everybody who played, in the round spoken of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.counting.how_often import HOW_OFTEN
from teg_tui.golf.claims.play.deeds import played
from teg_tui.golf.claims.scorebook import Scorebook
from teg_tui.golf.claims.sums.added_up import over
from teg_tui.golf.claims.sums.bounds import Bound, bounds
from teg_tui.golf.claims.words.numbers import like
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.claims.words.terms import NOUN, Test, term, term_of
from teg_tui.golf.claims.words.tokens import Sign
from teg_tui.golf.tour import Measure

_PEOPLE = (
    r"(?:players|men|women|golfers|of them"
    r"|of the (?:field|players|#\d+(?: men| players| golfers)?))"
)
_NOBODY = compiled(
    r"\b(?P<said>nobody|no one|no-one|no player|not one (?:of them|player|man)|none(?: of them)?)"
    r"(?: (?:at all|in the field))? $"
)
_ALL = compiled(
    r"\b(?P<said>everybody|everyone|every (?:player|man|one of them)|each of them"
    r"|all (?:#\d+ )?(?:players|men|women|of them)|all #\d+|the (?:whole|entire) field) $"
)
_SOME = compiled(
    rf"(?:\b(?:only|just|exactly|as many as) )?#(?P<n>\d+) (?:other )?{_PEOPLE}(?:, [^,;#!]+,)? $"
)
_ALL_BUT = compiled(
    r"\b(?:everybody|everyone|all|every (?:man|player|one of them)|the (?:whole|entire) field)"
    r" (?:but|except|bar|save|apart from) (?P<names>@\d+(?:(?:, and|,| and| &) @\d+)*) $"
)
_ALONE = compiled(
    r"@(?P<who>\d+)(?: (?:is|was|remains|remained|became|,))?,? (?:again |still )?(?:the )?"
    r"(?:(?:only|lone|sole|one) (?:man|player|woman|golfer|one|member of the field)|alone)"
    r"(?: in the field| all day)?(?: who| to)? $"
    r"|\bonly @(?P<who2>\d+) $"
)
_ALONE_AFTER = compiled(r"[^@;]{0,20} was @(?P<who>\d+)(?!')")
_ALONE_BEFORE = compiled(
    r"\bthe (?:only|lone|sole|one) (?:man|player|woman|golfer|one) (?:to|who|with(?:out)?) $"
)
_HELPING = compiled(
    r"(?<= )(?:(?:could|did|managed to|was able to|were able to|contrived to|actually|had|has|have"
    r"|ever|even|would|got|scored|made|took|posted|carded|finished (?:with|on)|with|needed|came in"
    r" (?:with|on|at)|ended (?:with|on)) )+$"
)
_MADE = compiled(
    rf"(?P<verb>(?:make|made|makes|manage[ds]?|have|had|has|card(?:ed)?|record(?:ed)?|find|found|get"
    rf"|got|score[ds]?|hol(?:e|ed)|take|took|post(?:ed)?|suffer(?:ed)?|walk(?:ed)? off with))"
    rf" (?P<no>no |not (?:a |one ))?(?:an? |any |one |a single )?(?:{NOUN})\b"
)
_AVOIDED = compiled(
    r"(?:avoid(?:ed)?|escaped?(?: without)?|without|(?:steer(?:ed)?|kept|stayed) clear of"
    r"|(?:go|went|get|got|finish(?:ed)?|play(?:ed)?|stay(?:ed)?)"
    r"(?: round| home| through| the (?:day|round|week))*? (?:without|free of))"
    rf" (?:an? |any |a single )?(?:{NOUN})\b"
)
_TOLD = (
    (compiled(r"\bblew up\b"), "blow-ups"),
    (
        compiled(
            r"\b(?:(?:went|finished|left(?: it)?|walked off|came away|got away)"
            r" without a (?:single )?point|fail(?:ed)? to score|score[ds]? nothing"
            r"|dr[ae]w (?:a )?blanks?|blanked)\b"
        ),
        "zeros",
    ),
)
"""Deeds told by a verb, and what was made."""
_PLAYED = compiled(
    r"(?P<did>birdied|parred|bogeyed|doubled|eagled|birdie|par|bogey) (?:the )?(?:par[- ]#\d+ )?"
    r"!(?P<hole>\d+)"
)
_OVER = {"birdi": -1, "birdy": -1, "par": 0, "parre": 0, "bogey": 1, "doubl": 2, "eagle": -2}
_WINDOWED = compiled(r"[$]\d|\b(?:nine|stretch|six|turn|start|opening|closing)\b")
Deed = Callable[[str, int], bool | None]
"""Whether a player did it in a round; None where that can't be known."""


@dataclass(frozen=True)
class Done:
    """A deed and where its words begin."""

    at: int
    end: int
    deed: Deed
    bound: Bound | None = None
    """Where it is one that is kept."""
    there: Deed | None = None
    """The same on the hole spoken of last, which the sentence need not name."""


def check_quantified(sentence: Sentence) -> Iterator[Claim]:
    """What a sentence says of how many did something."""
    if sentence.elsewhere or not sentence.has(*_CUES) or not _QUANTIFIER.search(sentence.pattern):
        return
    for done in _deeds(sentence):
        words = sentence.around(done.at)
        if HOW_OFTEN.match(sentence.pattern, done.end):
            continue
        if _WINDOWED.search(words) or sentence.is_spoken(done.at) or _IF.search(words):
            continue
        yield from _judged(sentence, done)


_CUES = (
    *(
        "only",
        "lone",
        "sole",
        "nobody",
        "no one",
        "no-one",
        "none",
        "not one",
        "no player",
        "every",
    ),
    *("all ", "each ", "the one", "field", "players", "men", "golfers", " of "),
)
_QUANTIFIER = compiled(
    r"\b(?:only|lone|sole|alone|nobody|no one|no-one|none|not one|no player|every\w*|all|each"
    r"|the one|field)\b|#\d+ (?:other )?(?:players|men|women|golfers|of)"
)
_THERE = compiled(r"\b(?:there|(?:that|this) (?:hole|one)|on it)\b")
"""In words about a hole that they do not name."""
_SEVERAL = 2
"""Of so many holes nobody knows which is meant."""
_IF = compiled(r"\b(?:if|would|might|may|should|needs?|expect\w*|hop\w+|before|until)\b")


def _deeds(sentence: Sentence) -> Iterator[Done]:
    pattern, book = sentence.pattern, sentence.book
    holes = {token.value for token in sentence.own if token.sign is Sign.HOLE}
    hole = next(iter(holes), None)
    for bound in bounds(sentence):
        yield Done(bound.start, bound.end, partial(_keeps, book, bound), bound)
    for rule, wanted in ((_MADE, True), (_AVOIDED, False)):
        for match in rule.finditer(pattern) if len(holes) < _SEVERAL else ():
            if hole is None and _THERE.search(pattern):
                continue
            some = wanted and not match.groupdict().get("no")
            measure, tests = term_of(match)
            made = partial(_makes, book, measure, tests[-1], some)
            yield _done(sentence, match, made, hole)
    for told, noun in _TOLD if len(holes) < _SEVERAL else ():
        for match in told.finditer(pattern):
            measure, tests = term(noun)
            made = partial(_makes, book, measure, tests[-1], True)
            yield _done(sentence, match, made, hole)
    for match in _PLAYED.finditer(pattern):
        hole, score = sentence.token(match["hole"]).value, _OVER[match["did"][:5]]
        yield Done(match.start(), match.end(), partial(_plays, book, hole, score))


def _done(
    sentence: Sentence,
    match: re.Match[str],
    made: Callable[[int | None, str, int], bool | None],
    hole: int | None,
) -> Done:
    """A deed of a round, or of the hole named; of the one before too, where none is named."""
    on = hole or sentence.hole_meant(match.start())
    before = None if on else sentence.focus.hole
    there = partial(made, before) if before else None
    return Done(match.start(), match.end(), partial(made, on), there=there)


def _keeps(book: Scorebook, bound: Bound, code: str, number: int) -> bool | None:
    value = over(book, code, number, bound.unit)[0]
    return None if value is None else bound.holds(value, bound.value)


def _makes(
    book: Scorebook,
    measure: Measure,
    test: Test,
    some: bool,
    hole: int | None,
    code: str,
    number: int,
) -> bool | None:
    """Whether somebody made such a score in a round, on a hole where one is named."""
    values = book.values(code, number, measure)
    if hole and values:
        return test(values[hole - 1]) is some
    return any(map(test, values)) is some if values else None


def _plays(book: Scorebook, hole: int, score: int, code: str, number: int) -> bool | None:
    its = played(book, code, number, hole)
    return None if its is None else its.over == score


def _judged(sentence: Sentence, done: Done) -> Iterator[Claim]:
    """A claim on the quantifier before, or after, the words of a deed."""
    left = _HELPING.sub("", sentence.pattern[: done.at])
    counted = _SOME.search(left) if done.bound else None
    alone = _ALONE.search(left)
    but = _ALL_BUT.search(left)
    only = _ALONE_BEFORE.search(left)
    if counted:
        yield from _number(sentence, done, counted)
    elif but:
        yield from _all_but(sentence, done, but)
    elif alone:
        yield from _one(sentence, done, alone["who"] or alone["who2"])
    elif only:
        after = _ALONE_AFTER.match(sentence.pattern, done.end)
        if after:
            yield from _one(sentence, done, after["who"])
    else:
        for rule, every in ((_NOBODY, False), (_ALL, True)):
            match = rule.search(left)
            if match:
                yield from _all_or_none(sentence, done, match, every=every)


def _doers(sentence: Sentence, done: Done) -> list[set[str]] | None:
    """Who did it, in each of the rounds that may be meant; None where that can't be known."""
    book = sentence.book
    rounds = sentence.any_rounds(done.at, done.end)
    groups = [[n] for n in rounds] if sentence.rounds(done.at, done.end) else []
    found = []
    for deed in (done.deed, *([done.there] if done.there else [])):
        for group in groups or [list(book.numbers)]:
            did = {code: [deed(code, n) for n in group] for code in book.codes}
            if any(None in its for its in did.values()):
                return None
            found.append({code for code, its in did.items() if any(its)})
    return found


def _number(sentence: Sentence, done: Done, match: re.Match[str]) -> Iterator[Claim]:
    groups = _doers(sentence, done)
    if not groups:
        return
    token = sentence.token(match["n"])
    good = token.value in {len(doers) for doers in groups}
    verdict = Verdict.TRUE if good else Verdict.FALSE
    if done.bound:
        sentence.claimed.add(done.bound.number)
    yield from sentence.claim(match["n"], Kind.COUNT, verdict, like(token.said, len(groups[0])))


def _one(sentence: Sentence, done: Done, who: str) -> Iterator[Claim]:
    """That one player alone did it; it turns on his name."""
    groups = _doers(sentence, done)
    codes = set(sentence.token(who).codes) & sentence.book.codes
    if not groups or not codes:
        return
    if done.bound:
        sentence.claimed.add(done.bound.number)
    good = any(len(doers) == 1 and doers <= codes for doers in groups)
    right = _names(sentence, groups[0])
    yield from sentence.claim(who, Kind.RECORD, Verdict.TRUE if good else Verdict.FALSE, right)


def _all_but(sentence: Sentence, done: Done, match: re.Match[str]) -> Iterator[Claim]:
    """That everybody did it but those who are named."""
    groups = _doers(sentence, done)
    numbers = re.findall(r"@(\d+)", match["names"])
    named = [set(sentence.token(number).codes) & sentence.book.codes for number in numbers]
    if not groups or any(len(its) != 1 for its in named):
        return
    others = set[str]().union(*named)
    good = any(doers == sentence.book.codes - others for doers in groups)
    right = _names(sentence, sentence.book.codes - groups[0])
    verdict = Verdict.TRUE if good else Verdict.FALSE
    yield from sentence.claim(numbers[0], Kind.RECORD, verdict, right)


def _all_or_none(
    sentence: Sentence, done: Done, match: re.Match[str], *, every: bool
) -> Iterator[Claim]:
    groups = _doers(sentence, done)
    if not groups:
        return
    bound = done.bound
    # "Nobody" before a bound denies it already.
    wanted = sentence.book.codes if every or (bound and bound.denied) else frozenset()
    good = any(doers == wanted for doers in groups)
    verdict = Verdict.TRUE if good else Verdict.FALSE
    right = _names(sentence, groups[0] if not wanted else sentence.book.codes - groups[0])
    if bound:
        yield from sentence.claim(bound.number, Kind.RECORD, verdict, right)
    else:
        yield from sentence.claim_at(
            match.start("said"), match["said"], Kind.RECORD, verdict, right
        )


def _names(sentence: Sentence, codes: Iterable[str]) -> str:
    return ", ".join(sorted(sentence.report.roster.name(code) for code in codes))
