"""A player's own bests and worsts: "his best round of the week", "a worst-ever 28", "- best round".

Of the tournament so far, or of all of it, where nothing says which; of his career where it does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.feats.superlatives import Ranking
from teg_tui.golf.claims.scorebook import Scorebook
from teg_tui.golf.claims.words import grammar
from teg_tui.golf.claims.words.reading import Owner, Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.tour import Measure

_END = r"best|worst|finest|poorest|lowest|highest|strongest|weakest"
_ROUND = r"(?:round|score|card|return|effort|performance|total|haul|showing|display|outing)"
_OWN = compiled(
    rf"(?:@(?P<who>\d+)'s?|\bhis) (?:own )?(?P<end>{_END})(?P<ever>[- ]ever)?"
    r"(?:[ -](?P<what>gross|stableford|points|=\d+))?"
    rf"(?: (?:(?:single|individual)[- ])?{_ROUND}(?: score)?\b|(?= of the))"
    r"(?: (?:of|in|all) (?:the |his )?(?:whole )?"
    r"(?P<span>week|tournament|event|trip|career|life)\b)?"
)
_BARE = compiled(
    rf"(?:[-–—(,] |\()(?P<end>{_END}) (?:(?P<what>gross|stableford) )?(?:round|score)"
    r"(?=[,;).]|\s*$)"
)
"""In notes, of the day or of his own."""
_COMPARED = compiled(
    r"\b(?:than|from|since|unlike|short of|beyond|below|above|before|better\w*|beat\w*|improv\w+"
    r"|surpass\w*|eclips\w*|topp\w*|not|one of|among|even|nowhere near|despite)(?: on)? $"
)
_ELSEWHERE = compiled(
    r"(?:,? (?:was|is|were|had (?:been|come)|came|since|for|at|in (?!&)|with (?:the|his)|to date"
    r"|yet|so far|off|from|under|on the)\b|[- ](?:hole|nine|six|finish)|'s)|(?: of)? (?:the )?\$"
    r"| of (?:the|that) (?:day|round|afternoon)\b"
)
_HOLE_SCORE = compiled(
    r"^\W*(?:(?:an?|th(?:e|at)|his) #\d+|(?:it|that|this))(?: (?:there|at the !\d+))?,?"
    r" (?:was|is|represent\w*|prov\w*|remain\w*|went down as|stood as|turned out)(?: to be)? $"
)
"""A number that opens a sentence may be a hole's of the sentences before."""
_LOW = frozenset({"worst", "poorest", "weakest"})


def check_own_bests(sentence: Sentence) -> Iterator[Claim]:
    """The bests and worsts of a player's own rounds in a sentence."""
    if sentence.elsewhere or not sentence.has("best ", "worst", "finest", "est ", "best)"):
        return
    for rule in (_OWN, _BARE):
        for match in rule.finditer(sentence.pattern):
            before, behind = sentence.pattern[: match.start()], match.end()
            if (
                _HOLE_SCORE.search(before)
                or _COMPARED.search(before)
                or _ELSEWHERE.match(sentence.pattern, behind)
            ):
                continue
            if not (grammar.MAY_BE.search(before) or sentence.may_be(match.start())):
                yield from _judged(sentence, match, alone=rule is _OWN)


def _judged(sentence: Sentence, match: re.Match[str], *, alone: bool) -> Iterator[Claim]:
    """A claim on a round of his; `alone`: of his own, not of everybody's."""
    owner = sentence.owner(match.start("end"), match.end())
    if match.groupdict().get("who"):
        owner = Owner(sentence.token(match["who"]).codes)
    codes = sentence.playing(owner)
    if not codes or owner is None or owner.every or not owner.sure:
        return
    book, span = sentence.book, match.groupdict().get("span")
    of_career = span in {"career", "life"} or bool(match.groupdict().get("ever"))
    rounds = _rounds(sentence, match)
    if not rounds or (alone and not span and rounds == list(book.numbers[:1])):
        return
    good = any(
        _is_own(book, code, number, ranking, of_career=of_career)
        or (not alone and code in ranking.leaders(book, [number]))
        for code in codes
        for number in rounds
        for ranking in _rankings(match)
    )
    verdict = Verdict.TRUE if good else Verdict.FALSE
    in_gross = "~" in sentence.pattern or sentence.has("gross")
    ranking = _rankings(match)[:2][-1 if in_gross else 0]
    right = _his_round(book, codes[0], rounds, ranking, of_career=of_career)
    yield from sentence.claim_at(match.start("end"), match["end"], Kind.RECORD, verdict, right)


def _his_round(
    book: Scorebook, code: str, rounds: Sequence[int], ranking: Ranking, *, of_career: bool
) -> str:
    """Which of his rounds it was; of a career's what it was worth."""
    if of_career:
        every = book.career(code, ranking.measure, max(rounds))
        high = (ranking.measure is Measure.STABLEFORD) is not ranking.worst
        sign = "" if ranking.measure is Measure.STABLEFORD else "+"
        return format((max if high else min)(every), f"{sign}d") if every else ""
    edge = ranking.best(book, book.numbers, code)
    number = next((n for n in book.numbers if ranking.best(book, [n], code) == edge), None)
    return "" if edge is None or number is None else f"round {number}"


def _rounds(sentence: Sentence, match: re.Match[str]) -> list[int]:
    """The rounds that may be meant; none where nothing tells."""
    book = sentence.book
    rounds = [n for n in sentence.rounds(match.start(), match.end()) if n in book.numbers]
    named = [sentence.token(number).value for number in re.findall(r"&(\d+)", sentence.pattern)]
    return rounds or [n for n in named if n in book.numbers]


def _rankings(match: re.Match[str]) -> list[Ranking]:
    """By what his rounds may be compared: "lowest" is the best in strokes, the worst in points."""
    low, what = match["end"] in _LOW, match["what"]
    turned = match["end"] in {"lowest", "highest"}
    by_points = Ranking(Measure.STABLEFORD, worst=match["end"] == "lowest" or low)
    by_gross = Ranking(Measure.GROSS, worst=(match["end"] == "highest") if turned else low)
    ways = [by_points, by_gross, replace(by_gross, in_strokes=True)]
    return {"gross": ways[1:], "stableford": ways[:1], "points": ways[:1]}.get(what, ways)


def _is_own(book: Scorebook, code: str, number: int, ranking: Ranking, *, of_career: bool) -> bool:
    """Whether a round is a player's best or worst, so far, in the tournament, or ever."""
    if of_career:
        every = book.career(code, ranking.measure, number)
        high = (ranking.measure is Measure.STABLEFORD) is not ranking.worst
        edge = (max if high else min)(every, default=None)
        return not ranking.in_strokes and ranking.value(book, code, number) == edge
    so_far = [n for n in book.numbers if n <= number]
    own = ranking.best(book, [number], code)
    return own in (ranking.best(book, so_far, code), ranking.best(book, book.numbers, code))
