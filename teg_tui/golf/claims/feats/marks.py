"""Marks: "42 points equalled the course record", "it had been 42, by Quillock in TEG 9".

What a round's figure (or a tournament's) is said to have done to a record is held against every
one before it on the course, on the tour or of the player, and so is what stood there until then.
Where a part of a round is named nothing is said: its records are not kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.feats.chronicle import BY_GROSS, BY_POINTS, BY_STROKES, Played, Way, rank
from teg_tui.golf.claims.words.numbers import like
from teg_tui.golf.claims.words.reading import Owner, Sentence
from teg_tui.golf.claims.words.rules import compiled

_UNIT = r"(?: (?:stableford )?(?:points?|pts)| (?:over|under)(?: par)?| gross| strokes?)"
_FIGURE = rf"(?P<figure>[#~]\d+)(?P<unit>{_UNIT})?"
_DOES = (
    r"(?P<verb>equal(?:led|s|ling)|tie[ds]|match(?:ed|es|ing)|br[oe]ak(?:s|ing)|broke|beat(?:s|ing)?"
    r"|better(?:ed|s|ing)|set(?:s|ting)?|was|is|were|are)"
)
_SAID = compiled(
    rf"{_FIGURE}(?: for the round| that day| on them| here| there)?,? (?:which )?{_DOES}"
    r" (?:an?|the)(?P<new> new)? (?P<scope>course|tour|personal) (?:record|(?P<end>best|worst))"
    r"(?! (?:for|over|on|in|from|of)\b)"
)
_LABEL = compiled(
    r"\b(?P<scope>course|tour) record(?P<verb> equalled| tied| broken)?:"
    rf" (?:@(?P<who>\d+)(?:'s|,) (?:round of )?)?{_FIGURE}(?: by @(?P<by>\d+))?"
)
_THEIRS = compiled(
    rf"{_FIGURE} {_DOES} @(?P<who>\d+)'s? (?:mark|record) (?:of|from|in|at) %(?P<teg>\d+)"
)
_HOLDER = (
    r"(?:,? (?:(?:set|held|made) )?(?:by|of) @(?P<who>\d+)(?: himself)?,?"
    r" (?:at|in|from) %(?P<teg>\d+)"
    r"(?:,? and (?:by |of )?@(?P<who2>\d+),? (?:at|in|from) %(?P<teg2>\d+))?)?"
)
_FORMER = compiled(
    r"(?:\b(?:it|(?:the )?(?:(?:old|previous|former) )?(?:record|mark|best))"
    r" (?:was|had been|had stood at)|\bbefore it|\(before"
    r"|,? (?:in place of|replacing|against|before))(?: the| a)?(?: @\d+'s)?"
    rf" (?P<was>[#~]\d+){_UNIT}?(?: and (?P<was2>~\d+))?{_HOLDER}"
    r"(?=[,;.)]|\s*$| (?:by @|of @|at %|in %|from %|held|set|made|shared|for a round))"
)
_OF = compiled(
    r"\b(?P<scope>course|tour|personal)(?:'s)? (?:record|(?P<end>best|worst))"
    r"|\b(?:on the tour|(?:that )?the tour (?:has|had) (?:ever )?seen|in the (?:tour's )?history)\b"
)
_NOBODY = compiled(
    r"\b(?:nobody|no one|no man|no player)(?: on (?:this|the) tour (?:has|had)(?: ever)?"
    r"| (?:has|had) ever) (?:gone round in|shot|taken|scored|made|had|needed)"
    rf" (?:fewer|less|better|lower|more) than {_FIGURE}"
)
_AMONG = compiled(
    rf"{_FIGURE} (?:is|are|was|were) (?:(?:tied|joint|equal) )?(?:the )?\^(?P<nth>\d+)"
    r" among the (?:lowest|highest|best|worst) (?:gross |points )?(?:rounds|scores) (?:on|of)"
    r" (?:the|this) tour\b"
)
_PART = compiled(
    r"[$!]\d|\b(?:nines?|half|six(?:es)?|holes?|starts?|finish|margin|winning|wins?|runs?"
    r"|blow-ups?|birdies?|pars|zeros?|eagles?|bogeys|net)\b|\b(?:that|those|same|front|back) #\d"
)
_LEAST = 25
"""What a number without a unit must be at least to be a round's."""
_MOST_OF_A_PART = 60
"""From what on a figure is of no nine and of no six holes."""
_EQUAL = ("equal", "tie", "match", " equal", " tie")
_BEYOND = ("br", "beat", "better", "set", " broken")
_OWN_FIGURE = compiled(_FIGURE)


@dataclass(frozen=True)
class _Mark:
    """A round (or a tournament's total) that may be meant, by one way of comparing it."""

    own: Played
    way: Way
    among: Sequence[Played]

    def stood(self, scope: str) -> list[list[Played]]:
        """What there was before its tournament, before it, and before it or beside it."""
        own = self.own
        its = [
            p
            for p in self.among
            if p.when <= own.when
            and p != own
            and (scope != "course" or p.course == own.course)
            and (scope != "personal" or p.code == own.code)
        ]
        earlier = [p for p in its if p.when < own.when]
        return [[p for p in its if p.teg < own.teg], earlier, its]


def check_marks(sentence: Sentence) -> Iterator[Claim]:
    """The records of whole rounds in a sentence, and what stood before them."""
    if not sentence.has("record", "mark", "personal", "the tour", "this tour", "ever "):
        return
    for rule, judged in _RULES:
        for match in rule.finditer(sentence.pattern):
            if not sentence.may_be(match.start()) and not _PART.search(
                f"{sentence.around(match.start())} {sentence.around(match.end() - 1)}"
            ):
                yield from judged(sentence, match)


def _marks(sentence: Sentence, match: re.Match[str], who: str | None = None) -> list[_Mark]:
    """What of this tournament has the figure that is said, whoever of the owners it is."""
    at, end = match.start("figure"), match.end("figure")
    owner = Owner(sentence.token(who).codes) if who else sentence.owner(at, end)
    sure = owner is not None and owner.sure and not owner.every
    codes = sentence.playing(owner) if sure else sorted(sentence.book.codes)
    token, unit = sentence.token(match["figure"][1:]), match["unit"] or ""
    small = match["figure"][0] == "#" and not unit and token.value < _LEAST
    if small:
        return []
    past, rounds = sentence.book.past, _rounds(sentence, at, end)
    own = [p for p in past if p.when in {(sentence.book.teg, n) for n in rounds}]
    pools = [(past, own)]
    if sentence.report.round in (None, sentence.book.last):
        totals = _totals(past)
        pools.append((totals, [p for p in totals if p.teg == sentence.book.teg]))
    for among, its in pools:
        found = [
            _Mark(p, way, among)
            for p in its
            if p.code in codes
            for way in _ways(match["figure"][0], unit)
            if abs(way(p) or 0) == abs(token.value)
        ]
        if found:
            return found
    return []


def _rounds(sentence: Sentence, at: int, end: int) -> tuple[int, ...]:
    """The rounds that a figure may be of: one that is named behind it is another's."""
    section = sentence.section_round
    if section is None or "&" in sentence.pattern[:at] or sentence.round_beside(at, end):
        return sentence.any_rounds(at, end)
    return (section,)


def _ways(sign: str, unit: str) -> tuple[Way, ...]:
    if "p" in unit.replace("par", ""):
        return (BY_POINTS,)
    if sign == "~" or unit.endswith(("over", "under", "par")):
        return (BY_GROSS,)
    return (BY_GROSS, BY_STROKES) if unit else (BY_POINTS, BY_GROSS, BY_STROKES)


@lru_cache(maxsize=8)
def _totals(past: tuple[Played, ...]) -> tuple[Played, ...]:
    """Everybody's sums over the tournaments that had as many rounds as the last."""
    its: dict[tuple[int, str], list[Played]] = {}
    for played in past:
        its.setdefault((played.teg, played.code), []).append(played)
    most = max((played.round for played in past if played.teg == past[-1].teg), default=0)
    return tuple(
        replace(
            rounds[-1],
            course="",
            points=_sum([p.points for p in rounds]),
            gross=_sum([p.gross for p in rounds]),
            strokes=sum(p.strokes for p in rounds),
        )
        for rounds in its.values()
        if len(rounds) == most
    )


def _sum(values: Sequence[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None


def _ends(scope: str, end: str | None) -> list[int]:
    """1 where the best may be meant, -1 where the worst: the tour keeps records of both."""
    if end == "worst":
        return [-1]
    return [1, -1] if scope == "tour" and not end else [1]


def _best(played: Sequence[Played], way: Way, sign: int) -> int | None:
    return max((sign * value for p in played if (value := way(p)) is not None), default=None)


def _said(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """That a figure set a record, broke it or came up to it."""
    its = match.groupdict()
    scope, verb = its["scope"], its["verb"] or "is"
    marks = _marks(sentence, match, its.get("who") or its.get("by"))
    compared: list[int] = []
    for mark in marks:
        for sign in _ends(scope, its.get("end")):
            own = sign * (mark.way(mark.own) or 0)
            stood = [_best(played, mark.way, sign) for played in mark.stood(scope)[1:]]
            compared += [own - value for value in stood if value is not None]
    if not compared:
        yield from _nobodys(sentence, match)
        return
    if verb.startswith(_EQUAL):
        good = 0 in compared
    elif verb.startswith(_BEYOND) or its.get("new"):
        good = max(compared) > 0
    else:
        good = max(compared) >= 0
    verdict = Verdict.TRUE if good else Verdict.FALSE
    yield from sentence.claim_at(match.start("scope"), scope, Kind.RECORD, verdict)


def _nobodys(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """That a figure which no round of his has, nor all of them together, is his best or worst."""
    whose = re.search(r"@(\d+)'s? $", sentence.pattern[: match.start()])
    token = sentence.token(match["figure"][1:])
    over = sentence.report.round in (None, sentence.book.last)
    if whose and over and match["scope"] == "personal" and abs(token.value) >= _MOST_OF_A_PART:
        codes, past = sentence.token(whose[1]).codes, sentence.book.past
        its = [p for p in (*past, *_totals(past)) if p.teg == sentence.book.teg and p.code in codes]
        known = {abs(value) for p in its for value in p.values}
        if its and abs(token.value) not in known:
            yield from sentence.claim(match["figure"][1:], Kind.TOTAL, Verdict.FALSE)


def _theirs(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """That a figure came up to somebody's mark of another tournament, or went beyond it."""
    codes, teg = sentence.token(match["who"]).codes, sentence.token(match["teg"]).value
    compared: list[int] = []
    for mark in _marks(sentence, match):
        rivals = [p for p in mark.among if p.code in codes and p.teg == teg and p != mark.own]
        there = [p for p in rivals if p.course == mark.own.course]
        own = mark.way(mark.own) or 0
        best = [_best(its, mark.way, 1) for its in (rivals, there)]
        compared += [own - value for value in best if value is not None]
    verb = match["verb"]
    if compared and verb.startswith((*_EQUAL, *_BEYOND)):
        good = 0 in compared if verb.startswith(_EQUAL) else max(compared) > 0
        verdict = Verdict.TRUE if good else Verdict.FALSE
        yield from sentence.claim_at(match.start("verb"), verb, Kind.RECORD, verdict)


def _former(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """What the record was until then, and whose."""
    before = sentence.pattern[: match.start()]
    was = sentence.token(match["was"][1:]).value
    if match["was"][0] == "#" and was < _LEAST:
        return
    scopes = list(_OF.finditer(before))
    figures = list(_OWN_FIGURE.finditer(before))
    if not scopes or not figures or _PART.search(before, figures[-1].start()):
        return
    scope = scopes[-1]["scope"] or "tour"
    behind = re.match(r" by @(\d+)", sentence.pattern[figures[-1].end() :])
    ahead = re.search(r"@(\d+)(?:'s|,) (?:round of )?$", before[: figures[-1].start()])
    named = ahead or behind
    marks = _marks(sentence, figures[-1], named[1] if named else None)
    stood = [
        (_best(played, way, sign), played, way, sign)
        for mark in marks
        for sign in _ends(scope, scopes[-1]["end"])
        for played in mark.stood(scope)
        for way in (BY_POINTS, BY_GROSS, BY_STROKES)
    ]
    known = {abs(value) for value, *_ in stood if value is not None}
    if not known:
        return
    for name in ("was", "was2"):
        if match[name]:
            token = sentence.token(match[name][1:])
            verdict = Verdict.TRUE if abs(token.value) in known else Verdict.FALSE
            yield from sentence.claim(match[name][1:], Kind.RECORD, verdict)
    for who, teg in (("who", "teg"), ("who2", "teg2")):
        if match[who]:
            codes = sentence.token(match[who]).codes
            tegs = {
                p.teg
                for best, played, way, sign in stood
                if best is not None and abs(best) == abs(was)
                for p in played
                if p.code in codes and way(p) == sign * best
            }
            yield from _since(sentence, match[teg], tegs)


def _since(sentence: Sentence, number: str, tegs: set[int]) -> Iterator[Claim]:
    """In which tournament the record that stood was set, by him who is named."""
    if tegs:
        token = sentence.token(number)
        right = token.said.replace(str(token.value), str(max(tegs)))
        verdict = Verdict.TRUE if token.value in tegs else Verdict.FALSE
        yield from sentence.claim(number, Kind.RECORD, verdict, right)


def _nobody(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """What nobody on the tour had gone beyond before a round of the tournament."""
    past, teg = sentence.book.past, sentence.book.teg
    moments = [(teg, number) for number in (0, *sentence.book.numbers)]
    known = {
        abs(value)
        for moment in moments
        for way in _ways(match["figure"][0], match["unit"] or "")
        for sign in (1, -1)
        if (value := _best([p for p in past if p.when <= moment], way, sign)) is not None
    }
    token = sentence.token(match["figure"][1:])
    if known and token.value >= _LEAST:
        verdict = Verdict.TRUE if abs(token.value) in known else Verdict.FALSE
        yield from sentence.claim(match["figure"][1:], Kind.RECORD, verdict)


def _among(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """Which place a round takes among all of the tour."""
    places: set[int] = set()
    for mark in _marks(sentence, match):
        until = [p for p in mark.among if p.when <= mark.own.when]
        for among in (until, [p for p in mark.among if p.teg <= mark.own.teg]):
            for worst in (False, True):
                places |= rank(mark.own, among, mark.way, worst=worst)
    if places:
        token = sentence.token(match["nth"])
        verdict = Verdict.TRUE if token.value in places else Verdict.FALSE
        yield from sentence.claim(match["nth"], Kind.RECORD, verdict, like(token.said, min(places)))


_RULES = (
    (_SAID, _said),
    (_LABEL, _said),
    (_THEIRS, _theirs),
    (_FORMER, _former),
    (_NOBODY, _nobody),
    (_AMONG, _among),
)
