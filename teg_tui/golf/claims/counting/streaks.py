"""Rows of holes: "three pars in a row from the 7th", "back-to-back birdies", "a hat-trick"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.counting.scope import parts_of
from teg_tui.golf.claims.scorebook import Scorebook
from teg_tui.golf.claims.words.numbers import like
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.claims.words.terms import NOUN, TERM_CUES, Test, Tests, term, term_of
from teg_tui.golf.tour import Measure

_ROW = compiled(
    r"(?P<lead>\b(?:(?:reel|rattl|tick|peel)ed off|ran off|(?:strung|put|pieced) together"
    r"|(?:run|string|streak|sequence|series|spell|chain|burst|parade) of)"
    r" (?:just |another |some )?)?"
    r"#(?P<n>\d+) (?P<row>consecutive |straight |successive |back-to-back |unbroken )?"
    r"(?:(?!double |triple |quadruple )[a-z]+ )?"
    rf"(?:{NOUN})\b(?P<tail> in (?:a )?row| in succession| on the (?:trot|spin|bounce)| running"
    r"| one after (?:the other|another)| back to back| to (?P<edge>finish|end|close|sign off|start"
    r"|open|begin)\b(?! (?:(?:the|his|off) )*[$!]))?"
)
_VERBS = ("birdied", "parred", "bogeyed", "blew", "scor", "point", "regist", "blank")
_IN_ROW = (
    r"#(?P<n>\d+) (?:(?:consecutive|straight|successive)(?: (?:par[- ]#\d+s?|holes))?"
    r"|(?:holes )?(?:in (?:a )?row|in succession|running|on the (?:trot|spin|bounce)))\b"
)
_ROW_CUES = ("consecutive", "straight", "successive", "row", "succession", "running", "on the ")
"""A piece of whatever makes it a row."""
_TOLD: tuple[tuple[re.Pattern[str], str], ...] = (
    (compiled(rf"\bbirdied {_IN_ROW}"), "birdies"),
    (compiled(rf"\bparred {_IN_ROW}"), "pars"),
    (compiled(rf"\bbogeyed {_IN_ROW}"), "bogeys"),
    (compiled(rf"\bblew up (?:on |at )?{_IN_ROW}"), "blow-ups"),
    (
        compiled(
            r"\b(?:fail\w* to (?:score|register|trouble the scorers)|scor\w+ nothing"
            r"|without a point|(?:point|score)less|no score|blanked|dr[ae]wn? (?:a )?blanks?"
            rf"|drawing blanks?) (?:on |at |for |over |in )?{_IN_ROW}"
        ),
        "zeros",
    ),
)
"""Rows told by what was done, and what it was."""
_PAIR = compiled(rf"\b(?P<b>back-to-back|consecutive|successive) (?:{NOUN})\b")
_HAT_TRICK = compiled(rf"\b(?P<b>hat-trick|hat trick) of (?:{NOUN})\b")
_START = compiled(
    r",? (?:starting |beginning |all )?(?:from|at|with|on) (?:the )?(?:hole )?!(?P<n>\d+)"
)
_WITHIN = compiled(r" (?:in|over|on|across) (?:the |his |a )?(?:[a-z]+ )?[#$]\d")
"""Behind pars that need not follow each other: "reeled off four pars in the last eight holes"."""
Term = tuple[Measure, Tests]
_OF = compiled(r"\b(?:most|one|two|some|half|many|part) of $|\b(?:without|not|another) $")


def check_streaks(sentence: Sentence) -> Iterator[Claim]:
    """The rows of a sentence."""
    if sentence.elsewhere or not sentence.has(*TERM_CUES, *_VERBS):
        return
    for match, what in _numbers(sentence) if "#" in sentence.pattern else ():
        number = int(match["n"])
        if number not in sentence.claimed:
            yield from _numbered(sentence, match, number, what)
    if "hat" in sentence.pattern:
        for match in _HAT_TRICK.finditer(sentence.pattern):
            yield from _worded(sentence, match, 3, term_of(match))
    if not sentence.has("consecutive", "back-to-back", "successive"):
        return
    for match in _PAIR.finditer(sentence.pattern):
        if not re.search(r"#\d+ $", sentence.pattern[: match.start()]):
            yield from _worded(sentence, match, 2, term_of(match))


def _numbers(sentence: Sentence) -> Iterator[tuple[re.Match[str], Term]]:
    """The rows whose length a number says, and of what they are."""
    for match in _ROW.finditer(sentence.pattern):
        if match["lead"] or match["row"] or match["tail"]:
            yield match, term_of(match)
    for rule, noun in _TOLD if sentence.has(*_VERBS) and sentence.has(*_ROW_CUES) else ():
        for match in rule.finditer(sentence.pattern):
            yield match, term(noun)


def _numbered(sentence: Sentence, match: re.Match[str], number: int, what: Term) -> Iterator[Claim]:
    token = sentence.token(number)
    if sentence.may_be(match.start()) or _OF.search(sentence.pattern[: match.start()]):
        return
    found = match.groupdict()
    if (
        found.get("lead")
        and not (found["row"] or found["tail"])
        and _WITHIN.match(sentence.pattern, match.end())
    ):
        return
    lengths = _rows(sentence, match, token.value, what)
    if lengths is None:
        return
    verdict = Verdict.TRUE if token.value in lengths else Verdict.FALSE
    longest = max(lengths, default=0)
    right = like(token.said, longest) if longest else ""
    yield from sentence.claim(number, Kind.COUNT, verdict, right)


def _worded(sentence: Sentence, match: re.Match[str], least: int, what: Term) -> Iterator[Claim]:
    """A row whose length a word says."""
    if sentence.may_be(match.start()):
        return
    found = _rows(sentence, match, least, what)
    if found is not None:
        good = max(found, default=0) >= least
        verdict = Verdict.TRUE if good else Verdict.FALSE
        yield from sentence.claim_at(match.start("b"), match["b"], Kind.COUNT, verdict)


def _rows(sentence: Sentence, match: re.Match[str], said: int, what: Term) -> list[int] | None:
    """How long the rows are that may be meant; None where nobody knows whose they are.

    Of a row that begins at a hole, or ends a round: so long as is said, where it is no shorter.
    """
    owner = sentence.owner(match.start(), match.end())
    codes = sentence.playing(owner)
    if not codes or owner is None or owner.every or not owner.sure:
        return None
    start = _START.match(sentence.pattern, match.end())
    hole = sentence.token(start["n"]).value if start else None
    measure, tests = what
    edge = match.groupdict().get("edge")
    rounds = sentence.any_rounds(match.start(), match.end())
    if edge:
        back = edge not in {"start", "open", "begin"}
        cards = [sentence.book.values(code, n, measure) for code in codes for n in rounds]
        found = [_from(its[::-1] if back else its, test) for its in cards for test in tests]
    else:
        found = _lengths(sentence.book, codes, rounds, measure, tests, parts_of(sentence), hole)
    return [said, *found] if (hole or edge) and max(found, default=0) >= said else found


def _lengths(
    book: Scorebook,
    codes: Sequence[str],
    rounds: Sequence[int],
    measure: Measure,
    tests: Tests,
    parts: Sequence[tuple[int, int]],
    hole: int | None,
) -> list[int]:
    """The lengths of every row in these rounds, or of what begins at a hole."""
    found: list[int] = []
    for values in (book.values(code, n, measure) for code in codes for n in rounds):
        for test in tests:
            if hole is not None:
                found.append(_from(values[hole - 1 :], test))
                continue
            for first, last in parts:
                marks = "".join("x" if test(v) else " " for v in values[first - 1 : last])
                found += [len(run) for run in marks.split()]
    return found


def _from(values: Sequence[int], test: Test) -> int:
    """How many of the first values pass a test without a gap."""
    return next((n for n, value in enumerate(values) if not test(value)), len(values))
