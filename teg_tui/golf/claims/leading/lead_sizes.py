"""Leads that grew or shrank: at a hole, over some holes, over a round, from so much to so much.

The frame: a clause that names a lead or a gap, and one verb of growing or shrinking. Where it
tells two sizes they must go the way that the verb says; where it tells holes, somebody who may be
meant must have gained there, or lost, on whoever was next to him, in any competition that may be.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.leading.turns import opened, ranked_by
from teg_tui.golf.claims.places.standing_words import Moment, ahead
from teg_tui.golf.claims.scorebook import Scorebook
from teg_tui.golf.claims.words import grammar
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.tour import HOLES, Measure

_WIDER = (
    r"extend(?:s|ed|ing)?|stretch(?:es|ed|ing)?|widen(?:s|ed|ing)?|increas(?:es?|ed|ing)|grew"
    r"|grows?"
    r"|growing|grown|swell(?:s|ed|ing)?|swollen|pad(?:s|ded|ding)|built|builds?|building"
    r"|lengthen(?:s|ed|ing)?|enlarg(?:es|ed)|improv(?:es|ed)|doubl(?:es|ed)|trebl(?:es|ed)"
    r"|tripl(?:es|ed)"
    r"|rose|rises?|balloon(?:s|ed)|expand(?:s|ed|ing)|went up|goes up|push(?:es|ed)|mushroom(?:s"
    r"|ed)"
)
_NARROWER = (
    r"cut|cuts|cutting|trim(?:s|med|ming)|reduc(?:es?|ed|ing)|narrow(?:s|ed|ing)?|shr[aiu]nk(?:s"
    r"|ing)?"
    r"|shrunken|dwindl(?:es?|ed|ing)|erod(?:es?|ed|ing)|whittl(?:es?|ed|ing)|halv(?:es?|ed|ing)"
    r"|par(?:es|ed|ing)|chip(?:s|ped|ping)|claw(?:s|ed|ing)|slash(?:es|ed|ing)|slic(?:es|ed|ing)"
    r"|clos(?:es?|ed|ing)|melt(?:s|ed|ing)?|slip(?:s|ped|ping)?|f[ae]ll(?:s|en|ing)?|drop(?:s|ped"
    r"|ping)?"
    r"|collaps(?:es|ed)|came down|c[ao]me down|shav(?:es|ed)|ate into|eats into|eating into"
    r"|nibbl(?:es|ed)"
    r"|diminish(?:es|ed)|lessen(?:s|ed)|shorten(?:s|ed)"
)
_NOUN = r"(?:lead|advantage|cushion|gap|margin|deficit|difference|arrears|buffer)"
_FILL = r"(?: (?!and |but |then |while |before |after |who |which )[a-z@=&'-]+\d*'?s?){0,4}? "
_TOLD = compiled(
    rf"\b(?:(?P<wider>{_WIDER})|(?P<narrower>{_NARROWER})){_FILL}(?P<what>{_NOUN})\b(?! chang"
    rf"| swap)"
    rf"|\b(?P<its>{_NOUN})\b{_FILL.replace('{0,4}', '{0,6}')}(?:(?P<widens>{_WIDER})"
    rf"|(?P<narrows>{_NARROWER}))\b"
)
_UNIT = grammar.UNIT
_FROM_TO = compiled(
    rf"\bfrom (?:just |only )?#(?P<a>\d+){_UNIT}[^#;]{{0,45}}? (?:to|into|down to|up to) (?:just "
    rf"|only )?"
    rf"#(?P<b>\d+)|\bto (?:just |only )?#(?P<d>\d+){_UNIT} from #(?P<c>\d+)"
)
_STRETCH = compiled(r"\$(\d+)")
_AT_HOLE = compiled(
    r"\b(?:at|on|with [^,;]{3,30} (?:at|on)) (?:the )?(?:[a-z]+ |par-#\d+ )?!(\d+)(?! tee)"
)
_BARRED = compiled(
    r"\b(?:not|never|n't|nobody|no one|without|fail\w*|tr(?:y|ied|ying)|chance|almost|nearly"
    r"|briefly"
    r"|before|until|further|between|late|early|once|twice|again|to level|each time)\b"
)
_LABEL = compiled(r"\W*[!$](\d+)(?: \([^)]*\))?:")
"""What a line of notes begins with."""


def check_lead_sizes(sentence: Sentence) -> Iterator[Claim]:
    """Which way leads and gaps of a sentence went."""
    if sentence.elsewhere or not sentence.has(
        "lead",
        "advantage",
        "cushion",
        "gap",
        "margin",
        "deficit",
        "difference",
        "arrears",
        "buffer",
    ):
        return
    for match in _TOLD.finditer(sentence.pattern):
        if not sentence.may_be(match.start()):
            yield from _moved(sentence, match)


def _moved(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    name = next(n for n in ("wider", "narrower", "widens", "narrows") if match[n])
    wider = name.startswith("wide")
    start, end = sentence.clause(match.start())
    then = sentence.pattern.find(" and ", match.end(), end)
    words = sentence.pattern[opened(sentence, start) : end if then < 0 else then]
    sizes = _FROM_TO.search(sentence.pattern, match.start(), end)
    if sizes:
        yield from _from_to(sentence, match, sizes, name)
    elif not _BARRED.search(words):
        times = _times(sentence, words, over=None)
        sizes_then = list(_sizes(sentence, match.start(), times)) if times else []
        if sizes_then:
            good = any(a < b if wider else a > b for a, b in sizes_then)
            verdict = Verdict.TRUE if good else Verdict.FALSE
            before, after = sizes_then[0]
            right = f"from {before} to {after}" if before != after else f"{after} all along"
            yield from sentence.claim_at(match.start(name), match[name], Kind.LEAD, verdict, right)


def _from_to(
    sentence: Sentence, match: re.Match[str], sizes: re.Match[str], name: str
) -> Iterator[Claim]:
    """From so much to so much: the way that the verb says, and so at some time."""
    numbers = sizes["a"] or sizes["c"], sizes["b"] or sizes["d"]
    before, after = (sentence.token(number).value for number in numbers)
    if before != after and (after > before) != name.startswith("wide"):
        yield from sentence.claim_at(match.start(name), match[name], Kind.LEAD, Verdict.FALSE)
        return
    part = sentence.pattern[slice(*sentence.part(sizes.start()))]
    words = part if re.search(r"[!$]\d", part) or _LABEL.match(sentence.pattern) else ""
    whole = [(a, b) for b in range(HOLES + 1) for a in range(b)]
    found = set(_sizes(sentence, match.start(), _times(sentence, words, over=whole) or whole))
    if found and (before, after) not in found and not sentence.rounds_named:
        yield from sentence.claim(numbers[1], Kind.LEAD, Verdict.FALSE)


def _times(
    sentence: Sentence, words: str, over: Sequence[tuple[int, int]] | None
) -> Sequence[tuple[int, int]]:
    """Before and after which holes a clause, or the label of its line, speaks of; else `over`."""
    labelled = _LABEL.match(sentence.pattern)
    if labelled and not re.search(
        r"[!$]\d", words[labelled.end() if words.startswith(labelled[0]) else 0 :]
    ):
        token = sentence.token(labelled[1])
        return [(token.value - 1, token.last or token.value)]
    hole, stretch = _AT_HOLE.search(words), _STRETCH.search(words)
    if stretch and not hole:
        token = sentence.token(stretch[1])
        return [(token.value - 1, token.last)]
    if hole and len(re.findall(r"!\d", words)) == 1:
        number = sentence.token(hole[1]).value
        return [(number - 1, number)]
    return over if over and not re.search(r"[!]\d", words) else ()


def _sizes(
    sentence: Sentence, at: int, times: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """How far whoever led alone was ahead before some holes, and after them."""
    book = sentence.book
    holes = {hole for pair in times for hole in pair}
    for measure in ranked_by(sentence, at):
        for number in sentence.any_rounds(at):
            for its in _leads(book, measure, number, holes):
                yield from ((its[a], its[b]) for a, b in times if a in its and b in its)


def _leads(
    book: Scorebook, measure: Measure, number: int, holes: Collection[int]
) -> Iterator[dict[int, int]]:
    """Of everybody who led at any of some holes of a round, how far he was ahead after each."""
    race = book.race(measure, number)
    tops = [race.leaders[hole - 1] for hole in holes if hole] if race else []
    for code in {top[0] for top in tops}:
        times = {hole: time for hole in holes if (time := _moment(book, number, hole))}
        found = {hole: ahead(book, measure, time, code, ()) for hole, time in times.items()}
        yield {hole: size for hole, size in found.items() if size is not None}


def _moment(book: Scorebook, number: int, hole: int) -> Moment | None:
    if 0 < hole <= HOLES:
        return Moment(number, hole)
    earlier = book.before(number)
    return Moment(earlier) if earlier and not hole else None
