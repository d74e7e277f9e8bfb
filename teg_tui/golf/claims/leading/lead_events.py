"""Leads taken, lost and passed on: at which hole, and by whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.leading.happenings import (
    Happened,
    came_to_lead,
    first_led,
    for_good,
    in_both,
    leads_after,
    level_with,
    overtakes,
    shares_after,
    went_from_lead,
)
from teg_tui.golf.claims.leading.instead import in_front, top
from teg_tui.golf.claims.leading.turns import ranked_by
from teg_tui.golf.claims.leading.whens import of_the_rear
from teg_tui.golf.claims.nearby import people_of
from teg_tui.golf.claims.words.numbers import like, like_ordinal
from teg_tui.golf.claims.words.reading import Owner, Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.claims.words.tokens import Sign, Token
from teg_tui.golf.race import Race
from teg_tui.golf.tour import HOLES, Measure

_VERB = (
    r"(?:t[oa]k(?:e[sn]?|ing)|took|seiz(?:es?|ed|ing)|grab(?:s|bed|bing)?|snatch(?:es|ed|ing)?"
    r"|reclaim(?:s|ed|ing)?|regain(?:s|ed|ing)?|re-?took|retak(?:es?|ing)|claim(?:s|ed|ing)?"
    r"|wrest(?:s|ed|ing|les|led)?|st[eo]l(?:e|es)|steals?|stealing|recaptur(?:ed|es?|ing)"
    r"|captur(?:es?|ed|ing)|assum(?:es?|ed|ing)|reassert(?:s|ed)|inherit(?:s|ed)|w[io]n(?:s|ning)?"
    r" back)"
)
_WENT = (
    r"(?:went|goes|going|mov(?:ed|es|ing)|edg(?:ed|es|ing)|pull(?:ed|s|ing)|got|gets|nos(?:ed|es)"
    r"|hit|hits|drew|draws|eas(?:ed|es)|forg(?:ed|es)|crept|creeps|inch(?:ed|es)|surg(?:ed|es|ing)"
    r"|jump(?:ed|s)|leapt|leaps|swept|sweeps|burst|stormed|charged|slipped)"
)
_LEAD = (
    r"(?:leads?\b(?!er| change| swap| (?:to|from|of) (?:a )?#)|top spot|driving seat"
    r"|(?<=the )(?:advantage|summit)|(?<=\d )advantage)"
)
_OFF = r"(?:off|at|on|with|within|behind|near|towards?|touch|chance|hope|sight|ground|aim)"
"""Between a verb and a lead that it does not take or lose: "cost him touch with the lead"."""
TAKEN = (
    rf"\b{_VERB}(?: (?!share|joint|tie|to |for |chall|battle|chase|{_OFF} )[a-z-]+| =\d+| \^\d+"
    rf"| @\d+(?:'s?)?){{0,5}}? {_LEAD}"
    rf"|\b{_WENT}(?: back)?(?: out)? (?:(?:in|into|to) (?:the )?(?:sole |outright )?"
    rf"(?:=\d+ )?(?:lead|front)|ahead|clear|the front)\b(?! by)"
    r"|\b(?:overtook|overtakes|passed|passes|overhauled|leapfrogged) @\d+ for the"
    r"(?: outright)?(?: =\d+)? lead|\bhad the =\d+ lead to himself(?! for)"
    r"|\bg[eo]t(?:s|ting)? his nose (?:back )?in front(?! of)|\bhit(?:s|ting)? the front"
    r"|\b(?:g[ai]ve[ns]?|giving|hand(?:s|ed|ing)|earn(?:s|ed|ing)|brought|w[io]n(?:s|ning)?)"
    r" (?:him|(?P<to>@\d+)) (?:the |a |sole |outright |clear |narrow )*(?:=\d+ )?lead\b"
    r"(?! over| of #)"
)
LOST = (
    rf"\b(?:los(?:t|es?|ing)|surrender(?:s|ed|ing)?|relinquish(?:es|ed|ing)?|gave up|handed over"
    rf"|conced(?:es?|ed|ing)|drops|dropped|cost(?:s|ing)? (?:him|@(?P<cost>\d+)))"
    rf"(?: (?!share|joint|tie|(?:{_OFF}|of|to|in|for) )[a-z-]+| =\d+){{0,3}}? {_LEAD}(?: to @\d+)?"
    r"|\bwas (?:caught|reeled in|hauled in|pegged back)(?: by @\d+)?"
)
PASSED = (
    r"\b(?:=\d+ )?lead (?:passe[ds]|went|goes|switch(?:ed|es)|moved|chang(?:ed|es|ing)(?: hands)?"
    r"|return(?:s|ed)|sw[iu]ngs?)(?: over| back)?(?: from @\d+)?"
    r" to @(?P<to>\d+)|\b(?:=\d+ )?lead (?:was|became|belonged to|fell to) @(?P<his>\d+)(?:'s)?"
)
OVERTAKEN = (
    r"\b(?:overt[ao]+k(?:e|es|ing)?|pass(?:ed|es|ing)?|overhaul(?:ed|s|ing)?"
    r"|leapfrog(?:ged|s|ging)?|(?:went|goes|going|go|moved|moves|got|gets|eased|slipped|puts? him"
    r"|took him) (?:past|in front of|ahead of|clear of)|nose in front of)"
    r" @(?P<q>\d+)\b(?! for|')"
)
LEVELLED = (
    r"\b(?:dr[ae]w(?:s|n|ing)?|pull(?:ed|s|ing)?|got|gets|moved|moves|c[ao]me(?:s)?|went|goes"
    r"|br(?:ought|ing|ings)|put|puts|lifted|hauled)(?: (?:him|(?P<him>@\d+)))?(?: back)?"
    r" (?:level|alongside|all square)(?: with @(?P<q>\d+))?\b"
    r"|\b(?:join(?:ed|s|ing)?|caught|catches|catch) @(?P<r>\d+)"
    r"(?: (?:in front|at the top|in the (?:=\d+ )?lead|on #\d+))?(?=[ ,.;]|$)(?!')"
)
CONTROL = (
    r"\b(?:took|takes|taking|seiz(?:ed|es|ing)|wrest(?:ed|ing)|grabb(?:ed|s|ing)|regain(?:ed|s|ing))"
    r" (?:control|command)(?: for good)?"
    r"(?! of (?:his|the (?:round|day)))"
)
_BACK = r"(?: (?:straight |right )?(?:back|again|away))*"
_GOT_IT = compiled(rf", which (?:he|@\d+) {_VERB}\b(?! [#a])|\b{_VERB} it\b{_BACK}")
_LOST_IT = compiled(
    r"\b(?:los(?:t|es?|ing)|surrender(?:s|ed|ing)?|relinquish(?:es|ed|ing)?|gave|hand(?:ed|s|ing)"
    rf"|conced(?:es?|ed|ing)) it\b{_BACK}"
)
_IT = compiled(r"\b(?:lead|top spot|advantage|control|summit)\b")
"""What "it" must be, named before it."""
_NOT_DONE = compiled(
    r"\b(?:never|not|n't|nobody|no one|without|fail\w*|unable|attempt\w*|chance|tr(?:y|ied|ying)"
    r"|threat\w*|almost|nearly|bid|fight|battle|race|opportunity|look(?:s|ed|ing)|set|poised"
    r"|position|wait\w*|ready)(?: (?!after|when|once|since|as|by)[a-z]+){0,3} $"
)
"""Before a deed that was none."""
_LATER = compiled(r"[^.;!]{0,12}#\d+ holes? later\b")
_INTO = compiled(r" (?:into|over|in the clubhouse|on countback|from the (?:start|front|off))\b")
_WORD = r"(?:[a-z'-]+|[=@#~^]\d+(?:'s?)?)"
_FILL = rf"(?: (?!and |but |then |before |until |after |since |while ){_WORD}){{0,7}}?,?"
_AT = r" (?:at|on|by|as early as|from)(?: the)?(?: [a-z'-]+| par[- ]#\d+){0,3}? ?(?:h|hole )?"
_HOLE = r"!(?P<h>\d+)|with #(?P<left>\d+)(?: holes?)? (?:left|to (?:play|go)|remaining)"
_HOLE_BEFORE = compiled(
    r"(?:^|\b)(?:at|on|by|it was (?:at|on))(?: the)?(?: [a-z-]+| par[- ]#\d+){0,4}? ?(?:h|hole )?"
    r"!(?P<h>\d+)(?: that)?"
    r"(?:(?! (?:though|although|but|while|whilst|only|before|until) )[^!;:]){0,40}?$"
    r"|\bwith #(?P<left>\d+)(?: holes?)? (?:left|to (?:play|go)|remaining),?[^!;:]{0,30}$"
)
_LABEL = compiled(r"^\s*!(?P<h>\d+)(?: \([^)]*\))?:(?P<left>)[^;]*$")
_AFTERWARDS = compiled(rf"^(?:{_FILL}{_AT}(?=!)|,? (?=with #)){_HOLE}")
_BOTH = compiled(r"=(\d+) and (?:the )?=(\d+)(?:'s)? leads?$")
_MORE_HOLES = compiled(r"!\d+(?:(?:,| and|, and| then) !\d+)+")
_FROM_WHOM = compiled(r"(?: back)?(?: away)? from @(\d+)(?!'|\d)")
_SHARED = compiled(r"\bshare of\b|\bjoint\b|\btied?\b")
_SEVERAL = compiled(r"@\d+(?:,| and|, and| &) @\d+ $")
_CUES = (
    *("lead", "led", "top spot", "driving", "front", "ahead", "clear", "control", "advantage"),
    *("summit", "overtook", "overtake", "pass", "overhaul", "leapfrog", "past", "caught", " in "),
    *("level", "join", "alongside", "square", "overtak", "nose"),
)
_NOT_UNTIL = compiled(
    r"(?:@(?P<w>\d+)|\bhe|\band|\bbut) (?:did not|didn't|had not|never) (?:lead|led|hit the"
    r" front|get in front)(?: at all| alone| outright| again)*"
    r" (?:until|before)(?: the)?(?: [a-z-]+| par[- ]#\d+){0,3}? !(?P<h>\d+)"
)
_ONLY_AT = compiled(
    r"\bonly (?:at|on|after) the !(?P<h>\d+) did (?:@(?P<w>\d+)|he) (?:get (?:his nose )?in front"
    r"|lead|go ahead|take the lead|hit the front|move ahead)(?: of @(?P<q>\d+))?"
)


def check_lead_events(sentence: Sentence) -> Iterator[Claim]:
    """What happened to a lead in a sentence, and where."""
    text = sentence.pattern
    if sentence.elsewhere or not sentence.has(*_CUES) or of_the_rear(sentence):
        return
    named = _IT.search(text)
    told = [(words, happened, 0) for words, happened in _EVENTS]
    told += [(words, happened, named.end()) for words, happened in _OF_IT if named]
    for words, happened, start in told:
        for match in words.finditer(text, start):
            left = text[sentence.clause(match.start())[0] : match.start()]
            several = _SEVERAL.search(text[: match.start()]) or _SHARED.search(match[0])
            barred = several or _NOT_DONE.search(left)
            if not barred and not sentence.may_be(match.start()):
                yield from _event(sentence, match, happened)
    for match in _PUT.finditer(text):
        yield from _put_ahead(sentence, match)
    for match in (*_NOT_UNTIL.finditer(text), *_ONLY_AT.finditer(text)):
        its = Owner(sentence.token(match["w"]).codes) if match["w"] else sentence.owner(match.end())
        yield from _judged(sentence, int(match["h"]), its, first_led, match.start())


_EVENTS: tuple[tuple[re.Pattern[str], Happened], ...] = (
    (compiled(TAKEN), came_to_lead),
    (compiled(LOST), went_from_lead),
    (compiled(PASSED), leads_after),
    (compiled(OVERTAKEN), came_to_lead),
    (compiled(CONTROL), leads_after),
    (compiled(LEVELLED), shares_after),
)
_OF_IT = ((_GOT_IT, came_to_lead), (_LOST_IT, went_from_lead))
_PUT = compiled(
    r"(?:@\d+'s|\bhis|\ban?)(?: [a-z-]+| #\d+| par[- ]#\d+){1,4}?(?: (?:at|on) the !\d+)?"
    r"(?:, (?:worth|good for) #\d+(?: points?)?)?,?"
    r" (?:puts?|sent|sends|moved|lifted|took|edged|nudged|carried) (?:him|(?P<to>@\d+))(?: back)?"
    r" (?:ahead|in front|clear|(?:in)?to the (?:=\d+ )?lead|on top)\b(?! (?:of|by|on|for))"
)
"""What a score did for who made it: "his birdie put him ahead"."""
_ELSEWHERE = compiled(
    r"\b(?:then|next|later|after|before|until|since|when|while|follow\w*)\b|[$&]|#\d+ holes"
)
_SOMETIME = {TAKEN, LOST, PASSED}
"""What must have happened at some hole of the round where none is named."""


def _event(sentence: Sentence, match: re.Match[str], happened: Happened) -> Iterator[Claim]:
    """What happened at the hole named next after it in its clause, or last before it."""
    text, at = sentence.pattern, match.start()
    _, end = sentence.clause(at)
    place = _place(text, at, match.end(), end)
    said = match.groupdict()
    receiver = said.get("to") or said.get("his") or said.get("cost") or said.get("him") or ""
    receiver = receiver.lstrip("@")
    its = Owner(sentence.token(receiver).codes) if receiver else _whose(sentence, match)
    later = _LATER.match(text, match.end())
    if place is None or later:
        if not later and re.search(_LEAD, match[0]) and match.re.pattern in _SOMETIME:
            yield from _sometime(sentence, match, its, happened)
        return
    if happened in (came_to_lead, went_from_lead) and _FOR_GOOD.match(text, match.end()):
        happened = for_good(sentence, happened)
    both = _BOTH.search(match[0])
    if both:
        happened = in_both(sentence, both.groups(), happened)
    rival = said.get("q") or said.get("r")
    if rival:
        told = level_with if match.re.pattern == LEVELLED else overtakes
        happened = told(sentence.book, sentence.token(rival).codes)
    if place["h"]:
        more = _MORE_HOLES.match(text, text.find(f"!{place['h']}"))
        holes = [sentence.token(n).value for n in re.findall(r"!(\d+)", more[0])] if more else ()
        yield from _judged(sentence, int(place["h"]), its, happened, at, holes)
        from_whom = _FROM_WHOM.match(text, match.end())
        if from_whom:
            yield from _from_whom(sentence, int(from_whom[1]), int(place["h"]), at)
    else:
        left = int(place["left"])
        its_holes = HOLES - sentence.token(left).value
        yield from _judged(sentence, left, its, happened, at, (its_holes, its_holes + 1))


def _place(text: str, at: int, start: int, end: int) -> re.Match[str] | None:
    """The hole named next in a clause, if not beyond a comma; else the last before; or beyond."""
    after = _AFTERWARDS.match(text[start:end])
    if after and "," not in after[0]:
        return after
    return _HOLE_BEFORE.search(text[:at]) or _LABEL.match(text[:at]) or after


_FOR_GOOD = compiled(r"(?: back)? (?:for good|once and for all|for the last time)\b")
_HIM = compiled(r"\bhim\b[^@]*$")


def _whose(sentence: Sentence, match: re.Match[str]) -> Owner | None:
    """Who did it; with "gave him the lead", "let him draw level" anybody whom the passage named."""
    start = sentence.clause(match.start())[0]
    if _HIM.search(sentence.pattern, start, match.end()):
        return Owner(people_of(sentence, 0))
    passive = match[0].startswith("was ")
    return sentence.owner(match.start() if passive else match.end() - 1)


def _put_ahead(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """Whom a score put in front, on the only hole that the sentence names."""
    text, at = sentence.pattern, match.start()
    holes = re.findall(r"!(\d+)", text[: match.end()])
    barred = sentence.may_be(at) or _ELSEWHERE.search(text) or _NOT_DONE.search(text[:at])
    if len(holes) != 1 or barred or _AFTERWARDS.match(text, match.end()):
        return
    receiver = (match["to"] or "").lstrip("@")
    its = Owner(sentence.token(receiver).codes) if receiver else _whose(sentence, match)
    yield from _judged(sentence, int(holes[0]), its, came_to_lead, at)


def _sometime(
    sentence: Sentence, match: re.Match[str], owner: Owner | None, happened: Happened
) -> Iterator[Claim]:
    """What is told without its hole: false where it happened at none of the round's."""
    at, codes, book = match.start(), sentence.playing(owner), sentence.book
    elsewhere = _INTO.match(sentence.pattern, match.end())
    if not codes or owner is None or owner.every or not owner.sure or elsewhere:
        return
    ranked = ranked_by(sentence, at)
    races = [r for n in sentence.any_rounds(at) for m in ranked if (r := book.race(m, n))]
    good = any(
        happened(race, code, hole)
        for race in races
        for code in codes
        for hole in range(1, HOLES + 1)
    )
    if races:
        verdict = Verdict.TRUE if good else Verdict.FALSE
        said = sentence.words(at, match.end())
        led = match.re.pattern == TAKEN and any((codes[0],) in race.leaders for race in races)
        right = "led already" if led else "never"
        yield from sentence.claim_at(at, said, Kind.LEAD, verdict, right)


def _from_whom(sentence: Sentence, person: int, number: int, at: int) -> Iterator[Claim]:
    """From whom a lead was taken at a hole: who had it or a share of it, or was last to have it."""
    hole, codes = sentence.token(number).value, sentence.token(person).codes
    races = _races(sentence, at, number)
    if "=" not in sentence.pattern:  # a list may be about a competition that its head names
        rounds = dict.fromkeys(race.round for race in races)
        found = [sentence.book.race(m, n) for n in rounds for m in Measure]
        races = [race for race in found if race]
    before = [top(race, hole - 1) for race in races]
    if hole and all(before) and person not in sentence.claimed:
        had_it = set().union(*before, *(_last_alone(race, hole) for race in races))
        verdict = Verdict.TRUE if set(codes) & had_it else Verdict.FALSE
        right = " and ".join(sentence.report.roster.name(code) for code in before[0])
        yield from sentence.claim(person, Kind.LEAD, verdict, right)


def _last_alone(race: Race, hole: int) -> tuple[str, ...]:
    """Who led alone last before a hole."""
    tops = (top(race, number - 1) for number in range(hole, 0, -1))
    return next((its for its in tops if len(its) == 1), ())


def _races(sentence: Sentence, at: int, number: int) -> list[Race]:
    """The races a place may speak of: those of the round that is named beside it or its hole."""
    mark = re.search(rf"[!#]{number}(?!\d)", sentence.pattern)
    beside = sentence.round_beside(at, mark.end()) if mark else None
    rounds = sentence.any_rounds(at)
    if beside is not None and beside in rounds:
        rounds = (beside,)
    found = [r for n in rounds for m in ranked_by(sentence, at) if (r := sentence.book.race(m, n))]
    return found or [r for m in Measure for n in rounds if (r := sentence.book.race(m, n))]


def _hole_like(token: Token, hole: int) -> str:
    """A hole told as a token tells one: by its name, or by how many are left."""
    if token.sign is Sign.NUMBER:
        return like(token.said, HOLES - hole)
    if token.said[0] in "Hh":
        return f"{token.said[0]}{hole}"
    return like_ordinal(token.said, hole)


def _judged(
    sentence: Sentence,
    number: int,
    owner: Owner | None,
    happened: Happened,
    at: int,
    holes: Sequence[int] = (),
) -> Iterator[Claim]:
    """A claim that turns on where something happened: at the hole of a token, or at some others."""
    codes, races = sentence.playing(owner), _races(sentence, at, number)
    if not codes or owner is None or owner.every or not races:
        return
    token = sentence.token(number)
    said = [hole for hole in holes or (token.value,) if 1 <= hole <= HOLES]
    good = any(happened(race, code, hole) for race in races for code in codes for hole in said)
    found = [hole for hole in range(1, HOLES + 1) if happened(races[0], codes[0], hole)]
    right = in_front(sentence, races[0], said[-1], codes[0]) if said else ""
    if found and said:
        nearest = min(found, key=lambda hole: abs(hole - said[0]))
        right = _hole_like(token, nearest)
    sentence.claimed.discard(number)
    verdict = Verdict.TRUE if good else Verdict.FALSE if owner.sure else Verdict.UNCHECKED
    yield from sentence.claim(number, Kind.LEAD, verdict, right)
