"""Where a round stood among the others: "second-best of the day", "the best of the week by three".

Also "three better than anybody else" and "four clear of the next best". By points, strokes to par
or strokes, as the words leave it open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from teg_tui.golf.claims.claim import Claim, Kind
from teg_tui.golf.claims.feats.superlatives import Ranking
from teg_tui.golf.claims.words.numbers import like, like_ordinal
from teg_tui.golf.claims.words.reading import Sentence, verdict_of
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.tour import Measure

_SPAN = r"(?P<span>day|round|afternoon|week|tournament|event|trip|field)"
_WHAT = r"(?:[ -](?P<what>gross|stableford|points))?"
_ROUND = r"(?: (?:round|score|card|return|total|haul|tally|effort|performance|points))?"
_END = r"(?P<end>best|highest|lowest|finest|worst|poorest|low|top)"
_OF = rf"{_ROUND} (?:of|on|in) the (?:whole |entire )?{_SPAN}\b"
_NTH = compiled(
    rf"\^(?P<n>\d+)[- ]{_END}{_WHAT}(?:{_OF}"
    r"| (?:round|score|card|return|total|gross)\b(?=[,.;)]|$))"
)
_BY = compiled(
    rf"\b(?:{_END}{_WHAT}{_OF}|(?P<of>day|round|week|tournament)'s"
    rf" (?P<end2>best|low|lowest|top){_ROUND})"
    r",? by (?:just |only |fully |all of )?#(?P<n>\d+)(?: (?P<unit>points?|pts|strokes?|shots?))?\b"
    r"(?! from)"
)
_BETTER = compiled(
    r"#(?P<n>\d+)(?: (?P<unit>points?|pts|strokes?|shots?))? (?:better|more|fewer|lower)"
    r" than (?:any(?:body|one)(?: else)?|any other (?:player|man)|every(?:body|one) else"
    r"|the (?:next|second)[- ]best)(?:'s)?(?=[,.;)]|$| (?:on the day|all day|in the field|managed))"
)
_PART = compiled(
    r"[$!]\d|\b(?:nine|six|half|hole|start|finish|split|stretch|career|ever|birdies"
    r"|pars|history|trophy|jacket)\b|=\d"
)

_HIS = compiled(r"(?:\bhis|@\d+'s?) (?:own )?$")
_NEAR = 20
"""Characters of a pattern within which a part of a round would be meant."""


def check_day_ranks(sentence: Sentence) -> Iterator[Claim]:
    """The places of rounds among others, and their distances, in a sentence."""
    if sentence.elsewhere or not sentence.has("best", "est ", "worst", "low ", "else", "any "):
        return
    for rule, judged in ((_NTH, _nth), (_BY, _by), (_BETTER, _by)):
        for match in rule.finditer(sentence.pattern):
            part = _PART.search(
                sentence.pattern, max(0, match.start() - _NEAR), match.end() + _NEAR
            )
            if not part and not sentence.may_be(match.start()):
                yield from judged(sentence, match)


def _rankings(match: re.Match[str]) -> list[Ranking]:
    """By what rounds are compared: "lowest" is the best in strokes, the worst in points."""
    found = match.groupdict()
    end, what, unit = (found.get(name) or "" for name in ("end", "what", "unit"))
    end = end or found.get("end2") or ""
    low, high = end in {"lowest", "low"}, end == "highest"
    worst = end in {"worst", "poorest"}
    points = Ranking(Measure.STABLEFORD, worst=worst or low)
    gross = Ranking(Measure.GROSS, worst=worst or high)
    strokes = replace(gross, in_strokes=True)
    if what == "gross" or unit[:1] == "s" or end == "low":
        return [gross, strokes]
    return [points] if what or unit[:1] == "p" else [points, gross, strokes]


def _groups(sentence: Sentence, match: re.Match[str]) -> list[Sequence[int]]:
    """The rounds among which it stands: those of a day, or of the week so far."""
    found = match.groupdict()
    rounds = sentence.any_rounds(match.start(), match.end())
    if (found.get("span") or found.get("of") or "day") in {"week", "tournament", "event", "trip"}:
        until = sentence.report.round or sentence.book.last
        return [[n for n in sentence.book.numbers if n <= until]]
    own = [sentence.section_round] if sentence.section_round in sentence.book.numbers else []
    return [[n] for n in dict.fromkeys([*rounds, *own]) if n]


def _codes(sentence: Sentence, match: re.Match[str]) -> list[str]:
    owner = sentence.owner(match.start(), match.end())
    if owner is None or owner.every or not owner.sure:
        return []
    return sentence.playing(owner)


def _nth(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """The place of a player's round, from the best or the worst."""
    book, codes = sentence.book, _codes(sentence, match)
    among = codes if _is_his(sentence, match) else book.codes
    places: list[int | None] = []
    for ranking in _rankings(match):
        for group in _groups(sentence, match):
            every = [m for c in among for n in group for m in _merit(sentence, ranking, c, n)]
            for own in (m for c in codes for n in group for m in _merit(sentence, ranking, c, n)):
                before = [its for its in every if its > own]
                places += [len(before) + 1, len(set(before)) + 1]
    token = sentence.token(match["n"])
    if places:
        verdict = verdict_of(token.value, places)
        right = like_ordinal(token.said, places[0] or 1)
        yield from sentence.claim(match["n"], Kind.RECORD, verdict, right)


def _merit(sentence: Sentence, ranking: Ranking, code: str, number: int) -> list[int]:
    """How good a round is by a ranking, the more the nearer to what is meant."""
    value = ranking.best(sentence.book, [number], code)
    return [] if value is None else [-value if ranking.worst else value]


def _by(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """By how much a player's best round beat the best of the others, or the next best of all."""
    book, codes = sentence.book, _codes(sentence, match)
    gaps: list[int | None] = []
    for ranking in _rankings(match):
        for group in _groups(sentence, match):
            merits = {
                (code, n): merit
                for code in book.codes
                for n in group
                for merit in _merit(sentence, ranking, code, n)
            }
            if _is_his(sentence, match):
                gaps += [_ahead(m for (c, _), m in merits.items() if c == code) for code in codes]
                continue
            for code in codes:
                own = max((m for (c, _), m in merits.items() if c == code), default=None)
                others = [m for (c, _), m in merits.items() if c != code]
                rest = sorted(merits.values())[:-1]
                if own is not None and others and own > max(others):
                    gaps += [own - max(others), own - rest[-1]]
    if match.re is _BETTER:
        gaps += _so_far(sentence, match, codes)
    token = sentence.token(match["n"])
    if gaps:
        verdict = verdict_of(token.value, gaps)
        yield from sentence.claim(match["n"], Kind.RECORD, verdict, like(token.said, gaps[0] or 0))


def _is_his(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether a round is compared with his own only."""
    return _HIS.search(sentence.pattern[: match.start()]) is not None


def _ahead(merits: Iterable[int]) -> int | None:
    """By how much the best of somebody's rounds beats his next."""
    ordered = sorted(merits, reverse=True)
    return ordered[0] - ordered[1] if len(ordered) > 1 else None


def _so_far(sentence: Sentence, match: re.Match[str], codes: Sequence[str]) -> list[int | None]:
    """By how much somebody led all others together with the rounds before."""
    found: list[int | None] = []
    for number in sentence.any_rounds(match.start(), match.end()):
        for measure, sign in ((Measure.STABLEFORD, 1), (Measure.GROSS, -1)):
            totals = {
                code: sign * total
                for code in sentence.book.codes
                if (total := sentence.book.total(code, number, measure)) is not None
            }
            for code in codes:
                others = [total for its, total in totals.items() if its != code]
                if code in totals and others and totals[code] > max(others):
                    found.append(totals[code] - max(others))
    return found
