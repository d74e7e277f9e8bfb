"""Records: "the lowest gross round in the tour's history", "his best ever", "Ned's 49 at TEG 4".

Held against every round ever played: of everybody, of a player, of a course. By how much a record
was broken, and rounds of other tournaments called by their figures, are held as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.feats.chronicle import BY_GROSS, BY_POINTS, BY_STROKES, Played, Way, rank
from teg_tui.golf.claims.feats.ladders import Deed
from teg_tui.golf.claims.feats.own_figures import ladders, own_deeds, tells_figure
from teg_tui.golf.claims.words.numbers import like, like_ordinal
from teg_tui.golf.claims.words.reading import Owner, Sentence
from teg_tui.golf.claims.words.rules import compiled

_HAS = (
    r"has(?: ever| yet)? (?:returned|posted|made|scored|recorded|carded|managed|had|shot|played)"
    r"(?: on (?:the )?tour)?"
)
_EVER = (
    r"(?:in (?:the )?(?:[a-z]+'s )?(?:(?!player)[a-z]+ )?history(?: of the (?:tour|event))?"
    rf"|of all time|ever\b|(?:that )?(?:anyone|anybody|any (?:player|man)) {_HAS}"
    r"|on (?:the )?tour\b|(?:that )?the tour (?:has|had) (?:ever |yet )?(?:seen|known)\b)"
)
_OWN = (
    rf"(?:of (?:his|@\d+'s?) (?:career|life)|(?:that )?(?:he|@\d+) {_HAS}"
    r"|in (?:player|his|his own) history)"
)
_NOUN = (
    r"(?: (?:(?:single|individual|single-round) )?(?:round|score|total|return|card|haul|tally"
    r"|figure|points|strokes|in an? (?:single |individual )?round))"
)
_RECORD = compiled(
    r"(?:\^(?P<nth>\d+)[- ])?\b(?P<end>most|best|highest|finest|lowest|fewest|worst|poorest)"
    rf"(?:[ -](?P<what>gross|stableford|points|strokes))?(?P<noun>{_NOUN})*"
    rf"(?: among #\d+(?: rounds)?)? (?:(?P<ever>{_EVER})|(?P<own>{_OWN})|(?P<there>at (?=[a-z])))"
)
_HERE = compiled(
    r"(?: (?:returned|made|posted|carded|recorded|scored|shot|seen|had|played))?"
    r" (?:at (?=[a-z])|here\b|there\b|(?:on|over|round) (?:this|the|these) )"
)
"""Behind what is said to be the best ever: of a course."""
_OF_NOW = compiled(
    r" (?:this|all|of the|in the|on the|yet this) (?:week|day|round|tournament)\b| today\b"
)
"""Behind what is said to be the best that anybody has made: not ever."""
_PART = compiled(
    r"[$!]\d|\b(?:over|across|in|after) (?:the |all )?#\d+ rounds\b"
    r"|\b(?:nine|half|six|hole|start|finish|margin|winning|win|victory)\b"
)
_BY = r"(?P<by>#\d+|\bone)(?: (?P<unit>points?|pts|strokes?|shots?))?"
_MORE = r"(?:more|better|fewer|lower|worse|higher)"
_BROKEN = compiled(
    rf"{_BY} {_MORE} than (?:(?P<his>he (?:had|has) (?:ever|previously)|his (?:previous|old)"
    r" (?:best|worst|record))|the (?:previous|old) (?:best|record|mark)"
    r"|(?:anybody|anyone) had ever)"
    r"(?P<there> there)?(?: (?:needed|made|scored|taken|had|shot))?\b"
)
_BETTER = compiled(
    rf"{_BY} {_MORE} than (?P<whose>@\d+'s?|his(?: own)?) (?P<figure>[#~]\d+)(?! holes)"
    rf"|\bbeating by {_BY.replace('<by>', '<by2>').replace('<unit>', '<unit2>')}"
    r" (?P<whose2>@\d+'s?|his(?: own)?|the) (?P<figure2>[#~]\d+)(?! holes)"
)
_HELD = compiled(
    r"\b(?:previous|old|former) (?:best|record|mark|low|high)(?P<there> there)?,?:? ?[(,–-]* ?"
    r"@(?P<who>\d+),? (?:in |at )?%(?P<teg>\d+)"
)
"""Who held a record until now."""
_THEN = compiled(
    r"(?P<whose>@\d+'s?|\bhis(?: own)?|\bthe) (?P<figure>[#~]\d+)(?: points?| pts| gross| strokes)?"
    r"(?: (?:he|@\d+) (?:made|scored|had|shot|carded|posted)(?: himself| there)?)?"
    r"(?: (?:at|in|on) [a-z][a-z -]{3,25}?)?(?: from the very &\d+ of|,? \(?(?:at |in |from |of )?)"
    r" ?%(?P<teg>\d+)(?:,? \(?&(?P<round>\d+))?"
)
_FIGURE = compiled(r"[#~](\d+)")
_RETURNS = compiled(r"[#~]\d+, (?:[#~]\d+,? )*and [#~]\d+")
"""Rounds one after the other, which make a total together."""
_LOW = frozenset({"worst", "poorest"})
_CUES = ("than ", "beating ", "history", "ever", "career", " tour", " at ", " there", "%", "has ")


def check_records(sentence: Sentence) -> Iterator[Claim]:
    """The records and the rounds of other years in a sentence."""
    if not sentence.has(*_CUES):
        return
    for match in _RECORD.finditer(sentence.pattern):
        if _is_said(sentence, match) and not _PART.search(sentence.around(match.start())):
            yield from _record(sentence, match)
    for rule, judged in _RULES:
        for match in rule.finditer(sentence.pattern):
            of_part = rule is _BETTER and _PART.search(sentence.pattern)
            if not of_part and not sentence.may_be(match.start(), match.span()):
                yield from judged(sentence, match)


def _is_said(sentence: Sentence, match: re.Match[str]) -> bool:
    before = sentence.pattern[: match.start()]
    if sentence.may_be(match.start()) or _OF_NOW.match(sentence.pattern, match.end()):
        return False
    return not re.search(
        r"\b(?:not|one of|among|than|since|if|second|third|joint|equal\w*|match\w*|tie[ds]|broke"
        r"|beat|bettered|passe[ds]|exceed\w*|level with)[- ](?:the |his )?$",
        before,
    )


def _own(
    sentence: Sentence, at: int, end: int, ways: Sequence[Way], *, called: bool = False
) -> list[tuple[Played, Way]]:
    """The rounds of this tournament that may be spoken of, and by what they are compared.

    Where a figure before is one of theirs, only those of which it is; `called`: it must be.
    """
    owner = sentence.owner(at, end)
    codes = sentence.playing(owner)
    if owner is None or owner.every or not owner.sure:
        return []
    rounds = sentence.any_rounds(at, end)
    here = [its for its in sentence.book.past if its.teg == sentence.book.teg]
    own = [its for its in here if its.code in codes and its.round in rounds]
    every = [(its, way) for its in own for way in ways]
    for number in reversed(_FIGURE.findall(sentence.pattern[:at])):
        value = abs(sentence.token(number).value)
        fitting = [(its, way) for its, way in every if abs(way(its) or 0) == value]
        if fitting:
            return fitting
    return [] if called else every


def _ways(what: str) -> tuple[Way, ...]:
    """By what rounds are compared where a word names it."""
    if what.startswith(("p", "stable")):
        return (BY_POINTS,)
    return (BY_GROSS, BY_STROKES) if what else (BY_POINTS, BY_GROSS, BY_STROKES)


def _among(sentence: Sentence, own: Played, *, his: bool, there: bool) -> list[Played]:
    """The rounds up to one's own with which it is compared."""
    return [
        its
        for its in sentence.book.past
        if its.when <= own.when
        and (not his or its.code == own.code)
        and (not there or its.course == own.course)
    ]


def _record(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """That a figure is the best, or the second-best, there ever was: of a round or a tournament."""
    told = _told(sentence, match)
    if told and " total" in match[0] and _RETURNS.search(sentence.pattern, 0, match.start()):
        return
    if told is not None:
        yield from _ranked(sentence, match, told)
        return
    if sentence.other_event:
        return
    end = match["end"]
    own = _own(sentence, match.start("end"), match.end(), _ways(match["what"] or ""))
    if match["there"]:
        own = [its for its in own if its[0].course and its[0].course in sentence.text]
    if not own or (end in {"most", "fewest"} and not (match["noun"] or match["what"])):
        return
    nth = sentence.token(match["nth"]).value if match["nth"] else 1
    good = any(
        nth in rank(its, among, way, worst=_is_worst(end, way))
        for its, way in own
        for among in _compared(sentence, its, match)
    )
    verdict = Verdict.TRUE if good else Verdict.FALSE
    right = "" if good else _rank_instead(sentence, own, match)
    yield from sentence.claim_at(match.start("end"), end, Kind.RECORD, verdict, right)


def _told(sentence: Sentence, match: re.Match[str]) -> list[Deed] | None:
    """The deeds whose figures stand before it, in its clause if there are any; None for no figure.

    () where a figure is nobody's that is named.
    """
    at, pattern = match.start(), sentence.pattern
    for text in (pattern[sentence.clause(at)[0] : at], pattern[:at]):
        if tells_figure(text):
            return own_deeds(sentence, text, text if "@" in text else pattern)
    return None


_COUNTING = {
    "gross": ("gross", "strokes"),
    "strokes": ("gross", "strokes"),
    "stableford": ("points",),
    "points": ("points",),
}
"""What a figure may count that is called so."""


def _ranked(sentence: Sentence, match: re.Match[str], told: Sequence[Deed]) -> Iterator[Claim]:
    """Which place a figure takes on its ladder."""
    end, every = match["end"], ladders(sentence)
    nth = sentence.token(match["nth"]).value if match["nth"] else 1
    whats = _COUNTING.get(match["what"] or "")
    places: list[int] = []
    for own in told if whats is None else [its for its in told if its.what in whats]:
        high = own.high_is_good is (end not in _LOW)
        if end not in _LOW | {"best", "finest"}:
            high = end in {"highest", "most"}
        for scope in _scopes(sentence, match):
            if scope != "course" or own.course:
                places += sorted(every.beside(own, scope, same_part=False).ranks(own, high=high))
        places += _of_the_week(sentence, own, high=high) if match["there"] and own.course else []
    if places:
        verdict = Verdict.TRUE if nth in places else Verdict.FALSE
        right = "" if nth in places else f"{like_ordinal('', min(places))} {end}"
        yield from sentence.claim_at(match.start("end"), end, Kind.RECORD, verdict, right)


def _of_the_week(sentence: Sentence, own: Deed, *, high: bool) -> list[int]:
    """Which place a figure takes on its course in the tournament."""
    its = [
        deed.value if high else -deed.value
        for deed in ladders(sentence).of(sentence.book.codes, own.teg)
        if (deed.what, deed.span, deed.course) == (own.what, own.span, own.course)
    ]
    ahead = [value for value in its if value > (own.value if high else -own.value)]
    return [len(ahead) + 1, len(set(ahead)) + 1]


def _scopes(sentence: Sentence, match: re.Match[str]) -> Sequence[str]:
    """Among what it is ranked."""
    if match["own"] or sentence.pattern[: match.start()].endswith(("his ", "'s ")):
        return ("own",)
    if match["there"]:
        return ("course",)
    here = _HERE.match(sentence.pattern, match.end())
    named = sentence.report.calendar.course_names.search(sentence.text)
    return ("tour", "course") if here or named else ("tour",)


def _rank_instead(sentence: Sentence, own: list[tuple[Played, Way]], match: re.Match[str]) -> str:
    """Which place a round does take: "third highest"."""
    its, way = own[0]
    among = next(_compared(sentence, its, match))
    places = rank(its, among, way, worst=_is_worst(match["end"], way))
    return f"{like_ordinal('', min(places))} {match['end']}" if places else ""


def _compared(sentence: Sentence, own: Played, match: re.Match[str]) -> Iterator[list[Played]]:
    his = bool(match["own"]) or sentence.pattern[: match.start()].endswith(("his ", "'s "))
    yield _among(sentence, own, his=his, there=bool(match["there"]))
    if _HERE.match(sentence.pattern, match.end()):
        yield _among(sentence, own, his=bool(match["own"]), there=True)
    if match["there"]:
        here = [its for its in sentence.book.past if its.teg == own.teg]
        yield [its for its in here if its.course == own.course]
        yield [its for its in here if its.round == own.round]


def _is_worst(end: str, way: Way) -> bool:
    """Whether the least of it is meant: the lowest of strokes is the best, of points the worst."""
    if end in {"lowest", "fewest"}:
        return way is BY_POINTS
    return end in _LOW or (end in {"highest", "most"} and way is not BY_POINTS)


def _broken(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """By how much a round beat, or fell below, all before it."""
    found = []
    ways = _ways((match["unit"] or "")[:1])
    for own, way in _own(sentence, match.start(), match.end(), ways):
        rivals = _among(sentence, own, his=bool(match["his"]), there=bool(match["there"]))
        before = [v for its in rivals if its.when < own.when and (v := way(its)) is not None]
        value = way(own)
        if before and value is not None:
            found += [value - max(before), min(before) - value]
    yield from _difference(sentence, match, "by", [its for its in found if its > 0])


def _better(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """By how much a round beat another, called by its figure."""
    by, whose, figure = (("by", "whose", "figure"), ("by2", "whose2", "figure2"))[not match["by"]]
    value = abs(sentence.token(match[figure][1:]).value)
    found = [
        abs(mine - theirs)
        for own, way in _own(sentence, match.start(), match.end(), _ways(""), called=True)
        for rival in _theirs(sentence, match, match[whose])
        if (mine := way(own)) is not None
        and (theirs := way(rival)) is not None
        and abs(theirs) == value
        and rival != own
    ]
    yield from _difference(sentence, match, by, found)


def _held(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """Who had held a record, and since which tournament."""
    codes, teg = sentence.token(match["who"]).codes, sentence.token(match["teg"])
    held: set[int] = set()
    for own, way in _own(sentence, match.start(), match.end(), _ways("")):
        rivals = _among(sentence, own, his=False, there=bool(match["there"]))
        before = [its for its in rivals if its.when < own.when and way(its) is not None]
        best = max((way(its) or 0 for its in before), default=0)
        held |= {its.teg for its in before if way(its) == best and its.code in codes}
    if held:
        right = teg.said.replace(str(teg.value), str(max(held)))
        verdict = Verdict.TRUE if teg.value in held else Verdict.FALSE
        yield from sentence.claim(match["teg"], Kind.RECORD, verdict, right)


def _difference(
    sentence: Sentence, match: re.Match[str], by: str, found: Sequence[int]
) -> Iterator[Claim]:
    """A claim on by how much; nothing where nothing is known."""
    if not found:
        return
    if match[by] == "one":
        verdict = Verdict.TRUE if 1 in found else Verdict.FALSE
        right = like("one", found[0])
        yield from sentence.claim_at(match.start(by), "one", Kind.RECORD, verdict, right)
        return
    token = sentence.token(match[by][1:])
    verdict = Verdict.TRUE if token.value in found else Verdict.FALSE
    yield from sentence.claim(match[by][1:], Kind.RECORD, verdict, like(token.said, found[0]))


def _theirs(sentence: Sentence, match: re.Match[str], whose: str) -> list[Played]:
    """The rounds ever played of somebody who is named, or of whom the sentence is about."""
    owner = sentence.owner(match.start(), match.end())
    if whose.startswith("@"):
        owner = Owner(sentence.token(re.sub(r"\D", "", whose)).codes)
    codes: Iterable[str] = owner.codes if owner and owner.sure and not owner.every else ()
    return [its for its in sentence.book.past if its.code in codes]


def _then(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """That somebody had a figure in another tournament: in a round of it, or in all of it."""
    token, event = sentence.token(match["figure"][1:]), sentence.token(match["teg"])
    rounds = _theirs(sentence, match, match["whose"])
    if match["round"]:
        number = sentence.token(match["round"]).value
        rounds = [its for its in rounds if its.round == number]
    having = [its for its in rounds if abs(token.value) in map(abs, its.values)]
    if event.value == sentence.book.teg or not rounds or not having:
        return
    tegs = sorted({its.teg for its in having})
    good = event.value in tegs or (
        not match["round"] and abs(token.value) in _totals(rounds, event.value)
    )
    right = event.said.replace(str(event.value), str(tegs[-1]))
    verdict = Verdict.TRUE if good else Verdict.FALSE
    yield from sentence.claim(match["teg"], Kind.RECORD, verdict, right)


def _totals(rounds: Sequence[Played], teg: int) -> set[int]:
    """What somebody had over a whole tournament."""
    its = [played for played in rounds if played.teg == teg]
    points, gross = [p.points for p in its], [p.gross for p in its]
    known = [values for values in (points, gross, [p.strokes for p in its]) if None not in values]
    return {abs(sum(value or 0 for value in values)) for values in known}


_RULES = ((_BROKEN, _broken), (_BETTER, _better), (_HELD, _held), (_THEN, _then))
