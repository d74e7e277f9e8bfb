"""Who made most of something: "the most birdies of the week", "more pars than anybody".

Also who made fewest. Counted among everybody, over the round or the tournament that is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.counting.scope import how_many, spans
from teg_tui.golf.claims.words.numbers import like
from teg_tui.golf.claims.words.reading import Owner, Sentence, verdict_of
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.claims.words.terms import NOUN, TERM_CUES, term, term_of
from teg_tui.golf.tour import HOLES

_WEEK = r"week|tournament|event|trip|weekend|competition"
_DAY = r"day|round|afternoon|morning"
_ANYBODY = (
    r"(?:anybody|anyone|any other (?:player|man)|any of (?:them|his rivals|the others)"
    r"|everybody|everyone|all the others|the others|the rest)"
)
_MOST = compiled(
    rf"(?:\b(?P<of>{_WEEK}|{_DAY}|field)'s |\b(?:the|with|had) )(?:joint[- ])?(?P<end>most|fewest)"
    rf" (?:{NOUN})\b(?: (?:of|in|on|over) (?:the |all )?(?:whole )?"
    rf"(?P<span>{_WEEK}|{_DAY}|field)\b)?"
)
_MORE = compiled(rf"\b(?P<end>more|fewer) (?:{NOUN}) than {_ANYBODY}\b")
_MORE_BY = compiled(rf"\b(?:{NOUN}),? #(?P<by>\d+) (?P<end>more|fewer) than {_ANYBODY}\b")
_MORE_BEHIND = compiled(
    rf"#\d+ (?:{NOUN})(?: [a-z&\d]+){{0,4}}, (?P<end>more|fewer) than {_ANYBODY}\b"
    r"(?! (?:had|has|but))"
)
_MOST_BEHIND = compiled(
    rf"\b(?:{NOUN}),? (?:(?:was|were|is|are) )?the (?P<end>most|fewest)(?: (?:of|by|from|in|for)"
    rf" (?:{_ANYBODY}|all|the (?P<span>{_WEEK}|{_DAY}|field))\b|(?=[,.;)]|$))"
)
_COUNT = compiled(
    rf"(?:\b(?P<of>{_WEEK}|{_DAY}|field)'s |\bthe )(?P<end>highest|biggest|worst|lowest|fewest)"
    r" (?:individual )?(?P<what>birdie|par|blow-?up|disaster|zero|bogey) (?:count|tally|total)\b"
    rf"(?: (?:of|in|on|over) (?:the |all )?(?P<span>{_WEEK}|{_DAY}|field)\b)?"
)
_NOBODY_MORE = compiled(
    r"\b(?:nobody|no one|no-one|no player|none)(?: else)? (?:\w+ ){1,3}(?P<end>more|fewer)"
    rf" (?:{NOUN}) than @(?P<who>\d+)"
)
_BEHIND = compiled(
    r",? (?:was|were|came from|belonged to|went to|fell to|by|for|:) @(?P<who>\d+)|: @(?P<who2>\d+)"
)
_NO_CLAIM = compiled(
    r"\b(?:one of|among|second|third|next|not|ever|almost|nearly|his|joint second)[- ](?:the )?$"
)
_BOUNDED = compiled(
    r"[^,;:.]{0,25}(?:[$!]\d|\b(?:ever|history|record|in a (?:single )?round|career|row)\b)"
)


_CUES = ("most", "fewest", "more ", "fewer ", "count", "tally", "total")


def check_most(sentence: Sentence) -> Iterator[Claim]:
    """Who made most or fewest of something, of a sentence."""
    if sentence.elsewhere or not sentence.has(*_CUES):
        return
    if not sentence.has(*TERM_CUES):
        return
    for rule in (_MOST, _MORE, _MORE_BY, _MORE_BEHIND, _MOST_BEHIND, _COUNT, _NOBODY_MORE):
        for match in rule.finditer(sentence.pattern):
            start, end = match.span()
            hedged = _NO_CLAIM.search(sentence.pattern[:start])
            if hedged or sentence.may_be(start) or _BOUNDED.match(sentence.pattern, end):
                continue
            yield from _judged(sentence, match, alone=rule in (_MORE, _MORE_BY, _MORE_BEHIND))


def _judged(sentence: Sentence, match: re.Match[str], *, alone: bool) -> Iterator[Claim]:
    """A claim on who has most; `alone`: he, and nobody beside him."""
    found = match.groupdict()
    behind = _BEHIND.match(sentence.pattern, match.end())
    who = found.get("who") or (behind and (behind["who"] or behind["who2"]))
    owner = sentence.owner(match.start("end"), match.end())
    if who:
        owner = Owner(sentence.token(who).codes)
    codes = sentence.playing(owner)
    if not codes or owner is None or owner.every or not owner.sure:
        return
    measure, tests = term(f"{found['what']}s") if found.get("what") else term_of(match)
    book = sentence.book
    few = match["end"] in {"fewest", "fewer", "lowest"}
    leaders = []
    gaps: list[int | None] = []
    for span in _spans(sentence, match):
        for test in tests:
            its = {c: how_many(book, c, span, measure, test, (1, HOLES)) for c in book.codes}
            edge = (min if few else max)(its.values())
            leaders.append({code for code, count in its.items() if count == edge})
            others = [count for code, count in its.items() if code not in leaders[-1]]
            if len(leaders[-1]) == 1 and leaders[-1] <= set(codes) and others:
                gaps.append(abs(edge - (min if few else max)(others)))
    good = any(set(codes) & its and not (alone and len(its) > 1) for its in leaders)
    right = " and ".join(sorted(map(sentence.report.roster.name, leaders[0])))
    verdict = Verdict.TRUE if good else Verdict.FALSE
    yield from sentence.claim_at(match.start("end"), match["end"], Kind.RECORD, verdict, right)
    if found.get("by") and gaps:
        token = sentence.token(match["by"])
        verdict = verdict_of(token.value, gaps)
        right = like(token.said, gaps[0] or 0)
        yield from sentence.claim(match["by"], Kind.RECORD, verdict, right)


def _spans(sentence: Sentence, match: re.Match[str]) -> list[list[int]]:
    """The rounds over which may be counted."""
    book = sentence.book
    of = match.groupdict().get("of") or match.groupdict().get("span") or ""
    if re.fullmatch(_WEEK, of):
        return [[n for n in book.numbers if n <= (sentence.report.round or n)]]
    if re.fullmatch(_DAY, of):
        return [[n] for n in sentence.any_rounds(match.start(), match.end())]
    return [list(span) for span in spans(sentence, match.start(), match.end())]
