"""The lead: taken, lost, shared, held, and how often it changed hands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.numbers import like, like_ordinal
from teg_tui.golf.claims.reading import Owner, Sentence, verdict_of
from teg_tui.golf.claims.standing_words import Moment, ahead, measures, moments
from teg_tui.golf.race import Race
from teg_tui.golf.tour import HOLES, Measure

_TAKE = (
    r"(?:t[oa]k(?:es|e|ing)|took|seiz(?:es|ed|ing)|grabb?(?:s|ed|ing)|snatch(?:es|ed|ing)"
    r"|reclaim(?:s|ed|ing)|regain(?:s|ed|ing)"
    r"|re-?took|claim(?:s|ed|ing)|wrest(?:s|ed|ing)|st[eo]l(?:e|es)|recaptur(?:ed|es|ing)"
    r"|captur(?:es|ed|ing)|assum(?:es|ed|ing)"
    r"|reassert(?:s|ed)|mov(?:es|ed|ing) (?:back )?into|went into|surg(?:es|ed) into|edg(?:es|ed"
    r"|ing) into|swept into|leapt into)"
)
_TAKEN = re.compile(
    rf"\b{_TAKE}(?: [a-z-]+| =\d+| @\d+(?:'s?)?){{0,5}}? (?:lead"
    rf"|top spot)\b(?P<between>(?: (?!=)[a-z]+| from @\d+| =\d+){{0,5}}?) ?(?:at|on|by"
    rf"|as early as)(?: the)?(?: [a-z-]+| par[- ]#\d+){{0,4}}? ?(?:h|hole )?!(?P<h>\d+)"
)
_TAKEN_AFTER = re.compile(
    rf"(?:^|\b)(?:at|on|by)(?: the)?(?: [a-z-]+| par[- ]#\d+){{0,4}}? ?(?:h"
    rf"|hole )?!(?P<h>\d+)(?P<mid>[^!;]{{0,40}}?)\b{_TAKE}(?: [a-z-]+| =\d+){{0,3}}? (?:lead"
    rf"|top spot)\b"
)
_NOTE = re.compile(
    rf"^\s*!(?P<h>\d+)(?: \([^)]*\))?:\s*@\d+ {_TAKE}(?: [a-z-]+| =\d+){{0,3}}? lead\b"
)
_LOST = re.compile(
    r"\b(?:los(?:t|es|ing)|surrender(?:s|ed|ing)|relinquish(?:es|ed|ing)|gave up|conced(?:es|ed"
    r"|ing)|drops|dropped)(?: [a-z-]+| =\d+){0,3}? (?:lead|top spot)\b"
    r"(?: to @\d+)?(?: [a-z]+){0,2}? ?(?:at|on)(?: the)?(?: [a-z-]+| par[- ]#\d+){0,3}? ?(?:h"
    r"|hole )?!(?P<h>\d+)"
)
_WENT_AHEAD = re.compile(
    r"\b(?:went|moved|edged|pulled|got|nosed|hit|drew) (?:back )?(?:in front|ahead|clear"
    r"|the front)(?: of @\d+)?(?: again)? (?:at|on)"
    r" (?:the )?(?:[a-z-]+ |par[- ]#\d+ ){0,2}!(?P<h>\d+)"
)
_IN_FRONT = re.compile(
    r"\b(?:by|after) the !(?P<h>\d+),? (?:@(?P<w>\d+)|he) (?:was|had (?:gone|moved)|stood|led"
    r"|still led)(?: back)?(?: in front| ahead"
    r"| clear| in the lead)?(?=[ ,.;]|$)(?! (?:level|behind|out|down|to))"
    r"|@(?P<x>\d+) (?:still |again )?(?:led|was (?:still )?(?:in front|ahead"
    r"|in the lead)) after the !(?P<g>\d+)"
)
_LEVEL = re.compile(
    r"@(?P<a>\d+) and @(?P<b>\d+) (?:were|stood|are|was|found themselves)(?: [a-z]+)? (?:level"
    r"|tied|all square)(?: on #\d+(?: points)?)? (?:after|at|through|by|on) (?:the )?!(?P<h>\d+)"
    r"|@(?P<c>\d+) (?:was|drew|came|got|moved|pulled"
    r"|went)(?: [a-z]+)? level with @(?P<d>\d+) (?:after|at|through|by|on) (?:the )?!(?P<g>\d+)"
)
_LED_FROM = re.compile(
    r"\bled (?P<alone>alone )?(?:on his own )?from (?:the )?(?:[a-z]+ )?!(?P<h>\d+)"
)
_CHANGES = re.compile(
    r"#(?P<n>\d+) (?:[a-z-]+ |=\d+ ){0,2}?(?:lead changes?|changes? of (?:the )?lead|lead swaps?"
    r"|lead swap)\b"
    r"|\blead (?:changed|changing|swapped"
    r"|switched)(?: hands)?(?: [a-z]+){0,2}? #(?P<m>\d+)(?: times)?"
    r"|\blead (?:changed|changing|swapped)(?: hands)?(?: [a-z]+)? (?P<w>once|twice)"
)
_HOLES_LED = re.compile(
    r"\b(?:led|leading|leads|in front|ahead|(?:held|holding|had|in|of) the (?:[a-z]+ "
    r"|=\d+ )?lead)(?P<alone> alone)?"
    r"(?: (?!in )[a-z=\d]+){0,4}? (?:for|all|through all)(?: all)? #(?P<n>\d+)(?: of (?:the "
    r"|his )?#\d+)? holes\b"
    r"|\bled (?P<alone2>alone )?#(?P<m>\d+) of (?:the )?#\d+ holes\b"
)
_WIRE = re.compile(
    r"\bwire[- ]to[- ]wire\b|\bfrom start to finish\b|\bled from the (?:start|first hole"
    r"|opening hole) to the (?:finish|end|last)\b"
)
_SHARES = re.compile(
    r"@\d+(?: and @\d+)?(?: (?:both|all|now|still|each|then|to|who|had|would))* (?:share[sd]?"
    r"|sharing|tied for|tie for|co-led"
    r"|level (?:at|on)|tied at|joined [a-z@\d ]{2,25}in a share of"
    r"|climb\w* into a share of) (?:of )?(?:the )?(?:=\d+ )?(?:lead|top|summit)\b"
)
_LEADS_NOW = re.compile(
    r"(?:(?:@\d+|\bhe|\balso|\bstill|\bnow|\bcurrently|@\d+ [a-z]+ly) |^\s*)(?P<v>leads|led"
    r"|holds the (?:=\d+ )?lead|held the (?:=\d+ )?lead"
    r"|sits (?:on )?top|tops the (?:=\d+ )?(?:leaderboard|standings|table))\b(?! (?:by|from|for"
    r"|all|to|through|at|early|briefly"
    r"|the way|field|the field|the tournament|multiple"
    r"|alone from|alone for|after #\d+ of|until|with #"
    r"|off|out|into"
    r"|in the|changes?|#\d+|&|@))"
)
_NEVER = re.compile(r"\b(?:never|not|without|nor|n't|no longer|nobody)\b")


_WORDS = ("lead", "led", "top spot", "level", "in front", "ahead", "clear", "the front")


def check_leads(sentence: Sentence) -> Iterator[Claim]:
    """What a sentence says of leads."""
    if sentence.elsewhere:
        return
    if any(word in sentence.pattern for word in _WORDS):
        yield from _taken(sentence)
        yield from _lost(sentence)
        yield from _changes(sentence)
        yield from _held(sentence)
        yield from _leading(sentence)
    yield from _wire(sentence)


def _races(sentence: Sentence, at: int) -> list[Race]:
    """The races a place may speak of."""
    found = [
        race
        for number in sentence.any_rounds(at)
        for measure in measures(sentence, at)
        if (race := sentence.book.race(measure, number))
    ]
    if not found:
        found = [
            r for m in Measure for n in sentence.any_rounds(at) if (r := sentence.book.race(m, n))
        ]
    return found


def _codes(sentence: Sentence, owner: Owner | None) -> list[str]:
    return [code for code in owner.codes if code in sentence.book.codes] if owner else []


def _came_to_lead(race: Race, code: str, hole: int) -> bool:
    """Whether a player led alone after a hole and had not before it."""
    now = race.leaders[hole - 1]
    before = race.leaders[hole - 2] if hole > 1 else (_top_before(race) or ())
    return now == (code,) and before != (code,)


def _top_before(race: Race) -> tuple[str, ...]:
    table = race.before
    return tuple(player.code for player in table.leaders) if table else ()


def _leads_after(race: Race, code: str, hole: int) -> bool:
    return race.leaders[hole - 1] == (code,)


def _level(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """ "Ned and Morradine were level after the 17th"."""
    if sentence.may_be(match.start()):
        return
    one = sentence.token(match["a"] or match["c"]).codes
    other = sentence.token(match["b"] or match["d"]).codes
    number = int(match["h"] or match["g"])
    hole = sentence.token(number).value
    distances = [
        ahead(sentence.book, measure, Moment(n, hole), a, [b])
        for n in sentence.any_rounds(match.start())
        for measure in measures(sentence, match.start())
        for a in one
        for b in other
    ]
    yield from sentence.claim(number, Kind.LEAD, verdict_of(0, distances))


def _went_from_lead(race: Race, code: str, hole: int) -> bool:
    """Whether a player no longer led alone, or at all, after a hole."""
    now = race.leaders[hole - 1]
    before = race.leaders[hole - 2] if hole > 1 else _top_before(race)
    return code in before and (code not in now or (before == (code,) and now != (code,)))


def _taken(sentence: Sentence) -> Iterator[Claim]:
    text = sentence.pattern
    for pattern in (_TAKEN, _TAKEN_AFTER, _NOTE):
        for match in pattern.finditer(text):
            start = match.start() if pattern is _TAKEN else match.end()
            if sentence.may_be(match.start()) or re.search(
                r"\bshare of\b|\bjoint\b|\btie\b", match[0]
            ):
                continue
            owner = sentence.owner(start if pattern is _TAKEN else match.end() - 4)
            yield from _event(sentence, int(match["h"]), owner, _came_to_lead, match.start())
    for match in _WENT_AHEAD.finditer(text):
        owner = sentence.owner(match.start())
        yield from _event(sentence, int(match["h"]), owner, _came_to_lead, match.start())
    for match in _IN_FRONT.finditer(text):
        person = match["w"] or match["x"]
        its = Owner(sentence.token(person).codes) if person else sentence.owner(match.end())
        yield from _event(sentence, int(match["h"] or match["g"]), its, _leads_after, match.start())
    for match in _LEVEL.finditer(text):
        yield from _level(sentence, match)
    for match in _LED_FROM.finditer(text):
        yield from _event(
            sentence, int(match["h"]), sentence.owner(match.start()), _came_to_lead, match.start()
        )


def _lost(sentence: Sentence) -> Iterator[Claim]:
    for match in _LOST.finditer(sentence.pattern):
        if not sentence.may_be(match.start()):
            owner = sentence.owner(match.start())
            yield from _event(sentence, int(match["h"]), owner, _went_from_lead, match.start())


def _event(
    sentence: Sentence, number: int, owner: Owner | None, happened: object, at: int
) -> Iterator[Claim]:
    """A claim that turns on the hole at which a lead was taken or lost."""
    codes = _codes(sentence, owner)
    races = _races(sentence, at)
    if not codes or owner is None or owner.every or not races or not callable(happened):
        return
    token = sentence.token(number)
    beside = sentence.round_beside(at, sentence.pattern.index(f"!{number}") + len(str(number)) + 1)
    if beside is not None:
        races = [race for race in races if race.round == beside] or races
    good = any(happened(race, code, token.value) for race in races for code in codes)
    found = [h for h in range(1, HOLES + 1) if happened(races[0], codes[0], h)]
    right = ""
    if found:
        nearest = min(found, key=lambda hole: abs(hole - token.value))
        right = (
            like_ordinal(token.said, nearest)
            if token.said[0] not in "Hh"
            else f"{token.said[0]}{nearest}"
        )
    sentence.claimed.discard(number)
    verdict = Verdict.TRUE if good else Verdict.FALSE if owner.sure else Verdict.UNCHECKED
    yield from sentence.claim(number, Kind.LEAD, verdict, right)


def _changes(sentence: Sentence) -> Iterator[Claim]:
    for match in _CHANGES.finditer(sentence.pattern):
        if sentence.may_be(match.start()):
            continue
        rounds = sentence.rounds(match.start())
        spans = [[n] for n in rounds if n in sentence.book.numbers]
        if sentence.section_round is None or not spans:
            vague = not spans and "=" not in sentence.pattern
            each = [[n] for n in sentence.book.numbers] if vague else []
            spans += [list(sentence.book.numbers), *each]
        named = measures(sentence, match.start())
        if "=" not in sentence.pattern:
            named = list(dict.fromkeys([*named, *(c.measure for c in sentence.book.competitions)]))
        values = [v for span in spans for v in _counts(sentence, span, named)]
        if re.search(
            r"\bin (?:the )?(?:opening|first) #\d+ holes|\$\d+|\bacross both\b"
            r"|\bthrough (?:the )?(?:first )?#\d+ holes|\bonwards?\b|\bsince\b|\blate\b|\bearly\b",
            sentence.around(match.start()),
        ):
            values = [None]
        if match["w"]:
            said = {"once": 1, "twice": 2}[match["w"]]
            verdict = verdict_of(said, values)
            yield from sentence.claim_at(
                match.start("w"), match["w"], Kind.LEAD, verdict, str(values[0])
            )
            continue
        number = int(match["n"] or match["m"])
        token = sentence.token(number)
        verdict = verdict_of(token.value, values)
        expected = like(token.said, values[0]) if values and values[0] is not None else ""
        yield from sentence.claim(number, Kind.LEAD, verdict, expected)


def _counts(sentence: Sentence, span: Sequence[int], named: Sequence[Measure]) -> list[int | None]:
    """Lead changes over some rounds: as the facts count them first, then as others do."""
    found: list[int | None] = []
    for measure in named:
        races = [r for n in span if (r := sentence.book.race(measure, n))]
        events = [event for race in races for event in race.events]
        sole = [event for event in events if len(event.leaders) == 1]
        found += [sum(race.changes for race in races), len(sole), len(events)]
    if not re.search(r"\b(?:both|competitions|combined)\b", sentence.pattern):
        return found
    contested = {competition.measure for competition in sentence.book.competitions}
    totals = [
        sum(
            r.changes
            for m in Measure
            for n in span
            if m in contested and (r := sentence.book.race(m, n))
        )
    ]
    return [*found, *totals]


def _held(sentence: Sentence) -> Iterator[Claim]:
    """ "Led for 33 holes", "leading all 72 holes"."""
    for match in _HOLES_LED.finditer(sentence.pattern):
        number = int(match["n"] or match["m"])
        owner = sentence.owner(match.start())
        codes = _codes(sentence, owner)
        if _never(sentence, match.start()):
            continue
        if (
            not codes
            or owner is None
            or owner.every
            or number in sentence.claimed
            or sentence.may_be(match.start())
        ):
            continue
        book = sentence.book
        rounds = [n for n in sentence.rounds(match.start()) if n in book.numbers]
        spans: list[Sequence[int]] = [rounds, book.numbers] if rounds else [book.numbers]
        values: list[int | None] = []
        for measure in measures(sentence, match.start()):
            for span in spans:
                for code in codes:
                    alone, shared = book.leads(measure, code, span)
                    only = " alone" in match[0]
                    values += [alone] if only else [alone + shared, alone]
        token = sentence.token(number)
        verdict = verdict_of(token.value, values, sure=owner.sure)
        right = like(token.said, values[0]) if values and values[0] is not None else ""
        yield from sentence.claim(number, Kind.LEAD, verdict, right)


def _wire(sentence: Sentence) -> Iterator[Claim]:
    """Wire to wire: alone in front after every round."""
    for match in _WIRE.finditer(sentence.pattern):
        if sentence.may_be(match.start()) or sentence.section_round not in (
            None,
            sentence.book.tournament.last_round,
        ):
            continue
        owner = sentence.owner(match.start())
        codes = _codes(sentence, owner)
        if (
            not codes
            or owner is None
            or owner.every
            or re.match(r"[^.]{0,3} consistency", sentence.pattern[match.end() :])
        ):
            continue
        good = any(
            all(race.leaders[-1] == (code,) for race in sentence.book.races(measure))
            for measure in measures(sentence, match.start())
            for code in codes
        )
        verdict = Verdict.TRUE if good else Verdict.FALSE
        yield from sentence.claim_at(match.start(), match[0], Kind.LEAD, verdict)


def _leading(sentence: Sentence) -> Iterator[Claim]:
    """Who leads, or shares the lead, at the time that is spoken of."""
    for match in _SHARES.finditer(sentence.pattern):
        at = match.end() - 4
        if (
            not sentence.may_be(at)
            and "various" not in sentence.pattern
            and not _never(sentence, at)
        ):
            yield from _at_top(sentence, at, match, alone=False)
    for match in _LEADS_NOW.finditer(sentence.pattern):
        if not sentence.may_be(match.start()) and not _never(sentence, match.start()):
            yield from _at_top(sentence, match.start("v"), match, alone=True)


def _at_top(sentence: Sentence, at: int, match: re.Match[str], *, alone: bool) -> Iterator[Claim]:
    owner = sentence.owner(at)
    codes = _codes(sentence, owner)
    if not codes or owner is None or not (owner.sure or owner.every):
        return
    tops = [
        top
        for m in moments(sentence, at)
        for k in measures(sentence, at)
        if (top := _top(sentence, k, m))
    ]
    if not tops:
        return
    if owner.every:
        good = any(set(codes) <= set(top) for top in tops)
    elif alone:
        good = any(top == (code,) for top in tops for code in codes)
    else:
        good = any(code in top and len(top) > 1 for top in tops for code in codes)
    names = [sentence.report.roster.name(code) for code in tops[0]]
    expected = " and ".join(names) + (" lead together" if len(names) > 1 else " leads")
    words = match["v"] if alone else match[0].split()[-1]
    place = match.start("v") if alone else match.end() - len(words)
    yield from sentence.claim_at(
        place, words, Kind.LEAD, Verdict.TRUE if good else Verdict.FALSE, expected
    )


def _never(sentence: Sentence, at: int) -> bool:
    return _NEVER.search(sentence.around(at)) is not None


def _top(sentence: Sentence, measure: Measure, moment: Moment) -> tuple[str, ...]:
    race = sentence.book.race(measure, moment.round)
    return race.leaders[moment.hole - 1] if race else ()
