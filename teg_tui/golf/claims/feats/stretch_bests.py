"""Bests and worsts of a part of a round: "the best back nine of the day", "(11 pts, best split)".

Which part is meant the superlative says, or the stretch named beside it; a "split", "start" or
"finish" may be a nine or a six. It is false only if no such part of his was the best.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from teg_tui.golf.card_summary import STRETCHES
from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.words.numbers import like
from teg_tui.golf.claims.words.reading import Owner, Sentence, verdict_of
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.tour import HOLES, Measure

Part = tuple[int, int]
"""A first and a last hole."""
_WEEK = r"(?:week|tournament|event|trip|weekend|competition)"
_DAY = r"(?:day|round|afternoon|field)"
_BEST = compiled(
    rf"(?:\b(?P<of>{_DAY}|{_WEEK})(?:'s|-)[- ]?)?(?:\b(?:joint|equal|tied|shared)[- ])?"
    r"(?:\^(?P<nth>\d+)[- ])?\b(?P<end>best|finest|highest|strongest|worst|poorest|lowest|weakest)"
    r"(?P<points>[- ]#\d+-point|(?: of the)? #\d+ (?:points|pts) (?:over|through|on|in)(?: the)?)?"
    r"(?:[- ](?:single |individual )?(?:\$(?P<part>\d+)|#(?P<holes>\d+)(?:-hole\b"
    r"|(?= (?:of|in|on|was|were|belonged|by)\b|[,.;:)]|$))"
    r"|(?P<start>opening|starting|start)\b(?! (?:day|round))"
    r"|(?P<finish>closing|finishing|finish)\b(?! (?:day|round))|(?P<split>splits?|stretch)\b))?"
    r"(?: (?:split|stretch|sequence|start|finish|surge|burst|run|spell|performance|showing|effort"
    r"|statement|figure|half))*"
    rf"(?: (?:of|in|on)(?: the)?(?: entire| whole)? (?P<span>{_DAY}|{_WEEK})\b"
    r"|,? (?:of |by )?(?P<any>any(?:body|one| player| man)\b(?! (?:in|but|of|else|other))))?"
)
_LABELLED = compiled(
    r"(?:: | was | came from | belonged to | by )@(?P<who>\d+)(?:'s? #(?P<worth>\d+))?(?!\d)"
)
_NO_CLAIM = compiled(
    r"\b(?:one of|among|amongst|his|their|its|personal|career|season|next|than|from|since|other)"
    r"[- ](?:the )?$"
)
_OTHERWISE = compiled(
    r" (?:of|in) (?:his|their|@)| (?:among|amongst) | of (?:the )?(?:leaders|rest|others|any)"
)
_EVER = compiled(r"\b(?:ever|history|record|career|all-time|since)\b")
_POINTS, _STROKES = (
    compiled(r"\b(?:points?|pts)\b"),
    compiled(r"\bgross\b|\bstrokes?\b|\bpar\b|~\d"),
)
_NINES_AND_SIXES = {6, 9}
_NEAR, _RIGHT_BEHIND = 90, 24
"""Characters of a pattern between a superlative and the stretch that it is about."""
_STRETCH = compiled(r"\$(\d+)")
_STARTS, _FINISHES = ((1, 9), (1, 6)), ((10, HOLES), (13, HOLES))


def check_stretch_bests(sentence: Sentence) -> Iterator[Claim]:
    """The bests of nines, sixes and other parts of rounds in a sentence."""
    if sentence.elsewhere or not sentence.has("best", "worst", "est ", "est-", "finest"):
        return
    for match in _BEST.finditer(sentence.pattern):
        before, behind = sentence.pattern[: match.start()], sentence.pattern[match.end() :]
        open_ = _NO_CLAIM.search(before) or _OTHERWISE.match(behind)
        if open_ or sentence.may_be(match.start()) or _EVER.search(sentence.around(match.start())):
            continue
        yield from _judged(sentence, match)


def _judged(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    labelled = _LABELLED.match(sentence.pattern, match.end())
    owner = sentence.owner(match.start(), match.end())
    if labelled:
        owner = Owner(sentence.token(labelled["who"]).codes)
    codes = sentence.playing(owner)
    parts = _parts(sentence, match)
    if not codes or not parts or owner is None or owner.every or not owner.sure:
        return
    rounds = sentence.any_rounds(match.start(), match.end())
    meant = [(n, part, *end) for n in rounds for part in parts for end in _ends(sentence, match)]
    good = any(_is_best(sentence, match, code, *its) for code in codes for its in meant)
    right = [code for code in sentence.book.codes if _is_best(sentence, match, code, *meant[0])]
    names = " and ".join(sorted(map(sentence.report.roster.name, right)))
    names = names or _in_another_round(sentence, match, meant[0])
    verdict = Verdict.TRUE if good else Verdict.FALSE
    yield from sentence.claim_at(match.start("end"), match["end"], Kind.RECORD, verdict, names)
    if labelled and labelled["worth"]:
        values = [
            value
            for code in codes
            for n, part, measure, _ in meant
            if (value := sentence.book.stretch(code, n, measure, *part)) is not None
        ]
        token = sentence.token(labelled["worth"])
        worth = like(token.said, max(values, default=0))
        verdict = verdict_of(token.value, values)
        yield from sentence.claim(labelled["worth"], Kind.TOTAL, verdict, worth)


def _in_another_round(
    sentence: Sentence, match: re.Match[str], meant: tuple[int, Part, Measure, int]
) -> str:
    """Who had the best of the tournament, and in which round."""
    _, part, measure, more = meant
    rounds = [n for n in sentence.book.numbers if n <= (sentence.report.round or n)]
    found = (
        f"{sentence.report.roster.name(code)} in round {n}"
        for n in rounds
        for code in sorted(sentence.book.codes)
        if _is_best(sentence, match, code, n, part, measure, more)
    )
    return next(found, "")


def _scope(match: re.Match[str]) -> str:
    """Of what it is the best: a word, or nothing where that is not said."""
    return match["of"] or match["span"] or match["any"] or ""


def _parts(sentence: Sentence, match: re.Match[str]) -> Sequence[Part]:
    """The parts of a round that may be meant; () for none."""
    if match["part"]:
        token = sentence.token(match["part"])
        return [(token.value, token.last)]
    near = _named_near(sentence, match)
    if match["holes"]:
        many = sentence.token(match["holes"]).value
        worded = f"#{match['holes']}-hole" not in match[0]
        if worded and many not in _NINES_AND_SIXES:
            return ()
        return [part for part in near if _length(part) == many] or _windows(many)
    for group, parts in (("start", _STARTS), ("finish", _FINISHES)):
        if match[group]:
            return [part for part in near if (part[0] == 1) is (group == "start")] or parts
    if match["split"]:
        return near or STRETCHES
    return [*near, (1, HOLES)] if near and _scope(match) else ()


def _named_near(sentence: Sentence, match: re.Match[str]) -> list[Part]:
    """The stretch named last before a superlative, and the one right behind it."""
    near = sentence.pattern[max(0, match.start() - _NEAR) : match.start()]
    before = _STRETCH.findall(near)[-1:]
    behind = _STRETCH.findall(sentence.pattern[match.end() :][:_RIGHT_BEHIND])[:1]
    tokens = map(sentence.token, [*behind, *before])
    return [(token.value, token.last) for token in tokens]


def _length(part: Part) -> int:
    return part[1] - part[0] + 1


def _windows(many: int) -> Sequence[Part]:
    """Every so many holes of a round: nines and sixes as they are played, others anywhere."""
    played = [part for part in STRETCHES if _length(part) == many]
    return played or [(n, n + many - 1) for n in range(1, HOLES - many + 2)]


def _ends(sentence: Sentence, match: re.Match[str]) -> list[tuple[Measure, int]]:
    """By which measures, and whether more of it (1) or less (-1) is meant."""
    word, clause = match["end"], sentence.around(match.start())
    more = -1 if word in {"worst", "poorest", "weakest", "lowest"} else 1
    by_points = (Measure.STABLEFORD, more)
    by_strokes = (Measure.GROSS, more if word in {"lowest", "highest"} else -more)
    of_points = " split" in match[0] or _POINTS.search(sentence.pattern)
    if of_points and not _STROKES.search(clause):
        return [by_points]
    return [by_points, by_strokes]


def _is_best(
    sentence: Sentence,
    match: re.Match[str],
    code: str,
    number: int,
    part: Part,
    measure: Measure,
    more: int,
) -> bool:
    """Whether a player's part of a round is as good as is said, among those it is compared with.

    A part that is only called a split may be compared with all of its length, and where nothing
    says of what it is the best, with his own as well.
    """
    book = sentence.book
    of_week = re.fullmatch(_WEEK, _scope(match))
    rounds = [n for n in book.numbers if not of_week or n <= (sentence.report.round or n)]
    compared: list[tuple[Iterable[str], Sequence[Part]]] = [(book.codes, [part])]
    if match["holes"] and not _named_near(sentence, match):
        compared = []
    if not match["part"]:
        compared.append((book.codes, _windows(_length(part))))
    labelled = _LABELLED.match(sentence.pattern, match.end())
    if not (_scope(match) or match["nth"] or labelled):
        compared.append(({code}, _windows(_length(part))))
    own = book.stretch(code, number, measure, *part)
    nth = sentence.token(match["nth"]).value if match["nth"] else 1
    for codes, parts in compared if own is not None else ():
        values = [
            value
            for its in codes
            for n in (rounds if of_week else [number])
            for rival in parts
            if (value := book.stretch(its, n, measure, *rival)) is not None
        ]
        better = [value for value in values if more * value > more * (own or 0)]
        if nth - 1 in {len(better), len(set(better))}:
            return True
    return False
