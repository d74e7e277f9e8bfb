"""How many birdies, pars, blow-ups and zeros; how many in a row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.numbers import like
from teg_tui.golf.claims.reading import Sentence, verdict_of
from teg_tui.golf.claims.scorebook import Scorebook
from teg_tui.golf.claims.terms import NOUN, Test, term_of
from teg_tui.golf.tour import HOLES, Measure

_COUNT = re.compile(
    rf"#(?P<n>\d+) (?P<row>consecutive |straight |successive |back-to-back )?"
    rf"(?:(?!points|strokes|more |over |under |above |below |double |triple |quadruple )[a-z]+ "
    rf"|stableford )?(?:{NOUN})\b(?![- ](?:blitz|effort|burst|run"
    rf"|haul|streak)\b)(?! at)"
)
_ROW = re.compile(rf"\b(?P<b>back-to-back|consecutive) (?:{NOUN})\b")
_WITHOUT = re.compile(
    rf"\b(?P<w>without an?(?: single)?|not a single|no hole without|avoided any"
    rf"|blemish-free of) (?:{NOUN})\b"
)
_FIELD = re.compile(
    r"\b(?:field|between them|combined|across (?:all|the)|everyone"
    r"|tournament's|collective\w*|among them|players|hole|recorded|were)\b|!\d+"
)
_ACROSS = re.compile(r"\bacross (?:the )?#")
_IN_ALL = re.compile(r" (?:in all|in total|combined|altogether)\b")
_OVERALL = re.compile(
    r"\b(?:(?:across|over|in) (?:the |his |all )?#\d+ (?:rounds|holes|days)|(?:the|all)"
    r" (?:week|tournament|event)|overall)\b"
)
_WINDOW = re.compile(
    r" in #\d+ (?:holes|rounds)| in (?:a )?row| in succession|,? including| in (?:each|every|both)"
)
_VAGUE = re.compile(
    r"\b(?:together|not|more|another|further|at least|over|nearly|almost|of|averag\w+|most of"
    r"|rate|about"
    r"|only other|including|some|than|half)(?: (?:his|the|her))? $"
)


def check_counts(sentence: Sentence) -> Iterator[Claim]:
    """The counts of a sentence."""
    if sentence.elsewhere:
        return
    for match in _COUNT.finditer(sentence.pattern):
        number = int(match["n"])
        if number in sentence.claimed or sentence.may_be(match.start()):
            continue
        at = match.start()
        if _VAGUE.search(sentence.pattern[:at]):
            yield from sentence.claim(number, Kind.COUNT, Verdict.UNCHECKED)
            continue
        token = sentence.token(number)
        values = _values(sentence, match, at)
        if _windowed(sentence, match.end()) and token.value not in values:
            values = [None]
        verdict = verdict_of(token.value, values)
        right = like(token.said, values[0]) if values and values[0] is not None else ""
        yield from sentence.claim(number, Kind.COUNT, verdict, right)
    for match in _ROW.finditer(sentence.pattern):
        yield from _paired(sentence, match)
    for match in _WITHOUT.finditer(sentence.pattern):
        yield from _none(sentence, match)


def _windowed(sentence: Sentence, end: int) -> bool:
    """Whether the count is of some holes only: "three birdies in four holes"."""
    found = _WINDOW.match(sentence.pattern, end)
    holes = re.match(r" in #(\d+) holes", sentence.pattern[end:])
    return found is not None and not (holes and sentence.token(holes[1]).value % HOLES == 0)


def _values(sentence: Sentence, match: re.Match[str], at: int) -> list[int | None]:
    """The counts that may be meant, the likeliest first."""
    book = sentence.book
    measure, tests = term_of(match)
    owner = sentence.owner(at, match.end())
    start, end = sentence.clause(at)
    codes = [c for c in owner.codes if c in book.codes] if owner else []
    field = bool(
        _FIELD.search(sentence.pattern, start, end + 20)
        or _IN_ALL.match(sentence.pattern, match.end())
        or (not codes and _ACROSS.search(sentence.pattern, start, end))
    )
    spans = _spans(sentence, at, match.end())
    parts = [(1, HOLES), *((t.value, t.last) for t in sentence.own if t.sign == "$")]
    longest = bool(match.groupdict().get("row"))
    found: list[int | None] = []
    holes_named = [t for t in sentence.own if t.sign == "!"]
    groups = [[c] for c in codes]
    if owner and owner.every:
        groups = [codes]
    for group in groups:
        for span in spans:
            for test in tests:
                for part in reversed(parts):
                    found += _count(book, group, span, measure, test, part, longest=longest)
    owned, found = found, []
    if field or not codes or (owner and not owner.sure):
        everybody = sorted(book.codes)
        holes = [t.value for t in sentence.own if t.sign == "!"]
        for span in spans:
            for test in tests:
                for part in [*((h, h) for h in holes), *parts]:
                    found += [
                        sum(
                            c or 0
                            for code in everybody
                            for c in _count(book, [code], span, measure, test, part, longest=False)
                        )
                    ]
    first_field = bool(holes_named) and not _possessed(sentence, at)
    found = [*found, *owned] if first_field else [*owned, *found]
    return found if codes or field or not found else _all_or_none(found, sentence, match)


def _possessed(sentence: Sentence, at: int) -> bool:
    """Whether a player is named before the count in its clause."""
    return "@" in sentence.pattern[sentence.clause(at)[0] : at]


def _all_or_none(
    found: list[int | None], sentence: Sentence, match: re.Match[str]
) -> list[int | None]:
    """Nobody is named and nothing says that all are meant: true where it fits, else open."""
    value = sentence.token(match["n"]).value if "n" in match.groupdict() else None
    return found if value in found else [None]


def _spans(sentence: Sentence, at: int, end: int) -> list[Sequence[int]]:
    """The rounds over which may be counted."""
    rounds = [n for n in sentence.rounds(at, end) if n in sentence.book.numbers]
    whole = list(sentence.book.numbers)
    if not rounds:
        return [whole, *([n] for n in whole)]
    beside = sentence.round_beside(at, end)
    if beside is not None:
        return [[beside]]
    if sentence.section_round is None:
        return [*([n] for n in rounds), whole]
    if _OVERALL.search(sentence.around(at)):
        return [whole, *([n] for n in rounds)]
    return [[n] for n in rounds]


def _count(
    book: Scorebook,
    codes: Iterable[str],
    span: Iterable[int],
    measure: Measure,
    test: Test,
    part: tuple[int, int],
    *,
    longest: bool,
) -> list[int]:
    """How many holes pass a test; every run's length where runs are meant."""
    first, last = part
    flags = [
        [test(v) for v in book.values(code, n, measure)[first - 1 : last]]
        for code in codes
        for n in span
    ]
    if not longest:
        return [sum(sum(its) for its in flags)]
    runs = ["".join("x" if flag else " " for flag in its).split() for its in flags]
    lengths = sorted({len(run) for its in runs for run in its}, reverse=True)
    return lengths or [0]


def _paired(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """ "Back-to-back birdies": two in a row at least."""
    if sentence.may_be(match.start()) or re.search(r"#\d+ $", sentence.pattern[: match.start()]):
        return
    owner = sentence.owner(match.start(), match.end())
    codes = [c for c in owner.codes if c in sentence.book.codes] if owner else []
    if not codes or owner is None or owner.every:
        return
    measure, tests = term_of(match)
    rounds = sentence.any_rounds(match.start(), match.end())
    runs = [
        length
        for code in codes
        for test in tests
        for n in rounds
        for length in _count(sentence.book, [code], [n], measure, test, (1, HOLES), longest=True)
    ]
    verdict = Verdict.TRUE if max(runs, default=0) >= 2 else Verdict.FALSE
    yield from sentence.claim_at(match.start("b"), match["b"], Kind.COUNT, verdict)


def _none(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """ "Without a blow-up"."""
    if sentence.may_be(match.start()):
        return
    owner = sentence.owner(match.start(), match.end())
    codes = [c for c in owner.codes if c in sentence.book.codes] if owner else []
    if not codes or owner is None or not owner.sure:
        return
    measure, tests = term_of(match)
    spans = _spans(sentence, match.start(), match.end())
    parts = [(1, HOLES), *((t.value, t.last) for t in sentence.own if t.sign == "$")]
    counts = [
        _count(sentence.book, [code], span, measure, test, part, longest=False)[0]
        for code in codes
        for span in spans
        for test in tests
        for part in parts
    ]
    verdict = Verdict.TRUE if 0 in counts else Verdict.FALSE
    yield from sentence.claim_at(match.start("w"), match["w"], Kind.COUNT, verdict, str(counts[0]))
