"""Who led, or shared the lead, at the time spoken of; who never did, and who did all the way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.leading.turns import ranked_by
from teg_tui.golf.claims.places.standing_words import Moment, ahead, leaders_at, moments
from teg_tui.golf.claims.words.reading import Owner, Sentence, verdict_of
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.claims.words.tokens import Sign

_LEADS = compiled(
    r"(?:(?:@\d+|\bhe|\balso|\bstill|\bnow|\bcurrently|\bwho|@\d+ [a-z]+ly"
    r"|[,;:—–)](?: and| but)?) |^\s*)(?P<v>leads|led|heads"
    r"|headed|tops|topped|fronts|holds the(?: =\d+)? lead|held the(?: =\d+)? lead"
    r"|sits? (?:on |at the )?top|(?:sits?|sat|stands?|stood|is|was|lies|finish\w*|remain\w*) atop"
    r"|(?:is|was|remains?|stays?|stayed|remained)(?: still| now| out| well| clearly)?"
    r" (?:in front|on top|in the lead|(?:the )?(?:clear |outright |sole |overnight )?(?:=\d+ )?"
    r"leader))\b(?! (?:(?:the )?(?:=\d+ )?"
    r"(?:alone |outright )?(?:for #|from|with #|until)|by|from|for(?! the =)|all|to(?! the)|through"
    r"|at(?! the turn)|early|briefly|the way|the field|the tournament|multiple|alone (?:from|for)"
    r"|after #\d+ of|until|with #"
    r"|for a|throughout|every|each"
    r"|field|off|out|into|changes?|#\d+|&|@|in the (?:clubhouse|middle|early|first|opening)|board))"
    r"(?=$|[.,;:)—–&]| [-–—]"
    r"| (?:the )?(?:outright )?(?:=\d+|standings|competitions?|table|gross|pack)"
    r"| (?:alone|outright|again|both|overnight|still|now|and|but|on [#~]|at the turn|going|heading"
    r"|as|while|whilst|after|before|when|in (?:both|the =|=)|jointly|by himself|on his own"
    r"|to the)\b)"
)
"""Words of who leads, after his name."""
_LEADERS = (
    compiled(
        r"(?<!early )(?<!clubhouse )(?<!former )(?<!halfway )(?<!round )(?<!time )(?<!points )"
        r"(?:\bovernight )?(?:=\d+ )?(?:overnight )?\bleader"
        r"(?: \((?:=\d+|gross|stableford)\))?(?:,? (?:is|was|remains)| -| –|:|,)? @(?P<w>\d+)"
        r"(?!'| and )"
    ),
    compiled(r"@(?P<w>\d+),? the (?:overnight )?(?:=\d+ )?leader\b"),
    compiled(r"@(?P<w>\d+),?(?: who)?(?: had)? led(?: the)?(?: =\d+)? overnight"),
    compiled(
        r"@(?P<w>\d+),?(?: who)? had(?: slept on(?: the| a)?(?: #\d+[- ][a-z]+)?(?: =\d+)? lead"
        r"|(?: been| begun the (?:day|round))(?: #\d+ [a-z]+)? (?:in front|in the lead))\b"
    ),
    compiled(r"@(?P<w>\d+),? (?:beg[au]n|started|in front) (?:the day in front|since breakfast)"),
    compiled(
        r"@(?P<w>\d+),? (?:enter(?:ed|s|ing)|began|begins|start(?:ed|s)|resum(?:ed|es)) the (?:day"
        r"|round|&\d+|final (?:day|round)) (?:as (?:the )?(?:overnight |tournament |=\d+ )*leader"
        r"|in front|in the lead|on top|leading)\b"
    ),
)
"""Words that name who leads, or led."""
_SHARES = compiled(
    r"@\d+(?: and @\d+)?(?: (?:both|all|now|still|each|then|to|who|had|would|are|were))*"
    r" (?:share[sd]?|sharing|tied for|tie for|co-led"
    r"|level (?:at|on)|tied at|joined [a-z@\d ]{2,25}in a share of"
    r"|climb\w* into a share of) (?:of )?(?:the )?(?:=\d+ )?(?:lead|top|summit)\b"
)
_INTO_SHARE = compiled(
    r"\b(?P<v>(?:into|in|claim\w*|earn\w*|took|takes|to|for|with|gain\w*|secur\w*|snatch\w*)"
    r" (?:a |the )?"
    r"(?:share of (?:the )?(?:=\d+ )?(?:overnight )?(?:lead|top spot|summit|first(?: place)?)"
    r"|(?:joint |co-|shared )(?:=\d+ )?lead(?:ership)?"
    r"|tie (?:atop|for the (?:=\d+ )?lead|at the top)))\b"
    r"(?! (?:at|on|by|until|after !|after the !))"
)
"""Words of somebody who is then one of several in front."""
_BESIDE_LEADER = compiled(
    r"\b(?P<v>level|tied|all square|jointly|alongside) with @(?P<b>\d+) (?:at the top|atop|on top"
    r"|in the lead|in first)\b"
)
_IN_ORDER = compiled(
    r"@(?P<a>\d+),?(?: now| still| also)? (?:(?P<up>leads|heads"
    r"|(?:is|was|stands|sits) (?:ahead|in front) of)"
    r"|(?P<down>trails|(?:is|was|stands|sits) behind))"
    r" @(?P<b>\d+)(?!')(?! (?:by|on|to|for|at|home|with))"
)
"""Who is in front of whom, by whatever distance."""
_TWO = r"@(?P<a>\d+) and @(?P<b>\d+)"
_TOGETHER = (
    compiled(
        rf"{_TWO} (?:jointly )?(?:lead|led|head|headed)(?: the)?(?: =\d+)? (?P<v>jointly"
        r"|together|in tandem)\b"
    ),
    compiled(rf"=\d+(?: lead)? (?:is|was) (?P<v>shared) (?:by|between) {_TWO}"),
)
"""Words of two who lead together."""
_LEVEL = (
    compiled(rf"\b(?P<v>nothing|little) (?:separates|separated|divides|between) {_TWO}"),
    compiled(rf"{_TWO} (?:could not be|cannot be|were not to be) (?P<v>separated|split)\b"),
    compiled(
        rf"{_TWO} (?:were|are|was|stood|found themselves)(?: all| still| now| again)?"
        r" (?P<v>level|tied|all square|inseparable)\b"
        r"(?! (?:for|in|on) (?:a|the)? ?(?:\^|points?\b)| (?:#\d+ times|(?:at|after) #|once|twice))"
        r"(?: on #\d+(?: points)?)?(?:,? (?:after|at|through|by|on) (?:the )?!(?P<h>\d+))?"
    ),
    compiled(
        r"@(?P<a>\d+) (?:was|is|drew|draws|came|got|moved|pulled|went)(?: [a-z]+)? (?P<v>level)"
        r" with @(?P<b>\d+)(?:,? (?:after|at|through|by|on) (?:the )?!(?P<h>\d+))?"
    ),
)
"""Words of two who have the same."""
_BOTH = compiled(r"[a-z]+ (?:in )?both\b(?! (?:nines|halves|days|rounds))")
_PRESENT = compiled(r"(?:leads|heads|tops|fronts|holds|is|remains|sits|stands|lies|shares?)\b")
_WITHIN = compiled(r"[!$]|#\d+ (?:holes|to play)|\b(?:turn|then|early|when|until|once)\b")
"""Words of a time within the round."""
_NEVER = compiled(
    r"\b(?:never|not|without|n?either|nor|n't|no longer|nobody|nothing|none|nowhere|at no|hardly"
    r"|scarcely|barely|rarely|seldom|briefly)\b"
)
_COUNTED = compiled(
    r"[a-z]+(?: in front| ahead)?(?: in| the| both| =\d+)*"
    r"(?:(?: alone| outright| by himself| on his own) (?:after|at|for|over)"
    r"| (?:at|for|over)| (?=after [^,;]{0,14} of )after) (?:only |just |all )?(?:#\d+|one)\b"
    r"(?: of (?:the |his |the day's )?#\d+)?(?: [a-z]+)? holes?\b"
    r"|[a-z ]+? (?:after|at the (?:end|close) of) (?:each|every|all|both)\b"
)
"""Words of how often somebody led, not when."""
_FOR_A_WHILE = compiled(
    r"\bfor (?:an? |most|much|long|some)[a-z ]{0,12}(?:hour|while|time|morning|afternoon|day"
    r"|spell)\b"
    r"|\bat one (?:stage|point|time)\b"
)
_WORDS = (
    "lead",
    "led",
    "level",
    "tied",
    "in front",
    "head",
    "top",
    "separa",
    "share",
    "split",
    "tie",
    "joint",
)


def check_leads(sentence: Sentence) -> Iterator[Claim]:
    """Who a sentence says was in front."""
    if sentence.elsewhere:
        return
    if any(word in sentence.pattern for word in _WORDS):
        yield from _sharing(sentence)
        yield from _leading(sentence)
        yield from _two(sentence)


def _leading(sentence: Sentence) -> Iterator[Claim]:
    """Who leads at the time that is spoken of, or is ahead of another."""
    for match in (
        *_IN_ORDER.finditer(sentence.pattern),
        *_BESIDE_LEADER.finditer(sentence.pattern),
    ):
        if not _denied(sentence, match.start()):
            yield from _against(sentence, match)
    for match in _LEADS.finditer(sentence.pattern):
        at = match.start("v")
        counted = _COUNTED.match(sentence.pattern, at)
        if not counted and not _denied(sentence, match.start()):
            yield from _at_top(sentence, at, match["v"], sentence.owner(at))
    for words in _LEADERS:
        for match in words.finditer(sentence.pattern):
            number = int(match["w"])
            if number not in sentence.claimed:
                yield from _named(sentence, match, number)


def _sharing(sentence: Sentence) -> Iterator[Claim]:
    """Who shares the lead, or has come to share it."""
    for match in _SHARES.finditer(sentence.pattern):
        at = match.end() - 4
        if not _denied(sentence, at) and "various" not in sentence.pattern:
            owner = sentence.owner(at)
            yield from _at_top(sentence, at, match[0].split()[-1], owner, alone=False)
    for match in _INTO_SHARE.finditer(sentence.pattern):
        at = match.start("v")
        if not _denied(sentence, at):
            yield from _into_share(sentence, at, sentence.words(at, match.end()))


def _denied(sentence: Sentence, at: int) -> bool:
    around = sentence.around(at)
    return sentence.may_be(at) or bool(_NEVER.search(around) or _FOR_A_WHILE.search(around))


def _tops(sentence: Sentence, at: int, times: Sequence[Moment]) -> list[tuple[str, ...]]:
    """Who was in front, by each time and measure that may be meant."""
    named = ranked_by(sentence, at)
    return [top for m in times for k in named if (top := leaders_at(sentence.book, k, m))]


def _named(sentence: Sentence, match: re.Match[str], number: int) -> Iterator[Claim]:
    """ "Overnight leader Quillock"."""
    at, book = match.start() + max(match[0].find("="), 0), sentence.book
    times = moments(sentence, at)
    days = [token.value for token in sentence.own if token.sign is Sign.ROUND]
    if not re.search(
        r"\bovernight\b|\bhad\b|breakfast|\bbegan\b|\b(?:enter|start|resum)", match[0]
    ):
        day = sentence.section_round or book.last
        times = [*times, *(Moment(b) for b in (book.before(day),) if b)]
    tops = _tops(sentence, at, times)
    codes = [code for code in sentence.token(number).codes if code in book.codes]
    if not tops or not codes or (sentence.section_round is None and not days):
        return
    good = any(code in top for top in tops for code in codes)
    verdict = Verdict.TRUE if good else Verdict.FALSE
    yield from sentence.claim(number, Kind.LEAD, verdict, _names(sentence, tops[0]))
    sentence.claimed.discard(number)


def _names(sentence: Sentence, codes: Sequence[str]) -> str:
    return " and ".join(sentence.report.roster.name(code) for code in codes)


def _at_top(
    sentence: Sentence, at: int, said: str, owner: Owner | None, *, alone: bool = True
) -> Iterator[Claim]:
    codes = sentence.playing(owner)
    times = moments(sentence, at)
    tops = _tops(sentence, at, times)
    if not codes or owner is None or not (owner.sure or owner.every) or not tops:
        return
    if owner.every:
        good = any(set(codes) <= set(top) for top in tops)
    elif alone and _BOTH.match(sentence.pattern, at):
        ranked = [its.measure for its in sentence.book.competitions]
        good = any(
            all(leaders_at(sentence.book, measure, moment) == (code,) for measure in ranked)
            for moment in times
            for code in codes
        )
    elif alone:
        good = any(top == (code,) for top in tops for code in codes)
    else:
        good = any(code in top and len(top) > 1 for top in tops for code in codes)
    if not good and _at_some_hole(sentence, at, codes, alone=alone):
        return
    expected = _names(sentence, tops[0]) + (" lead together" if len(tops[0]) > 1 else " leads")
    verdict = Verdict.TRUE if good else Verdict.FALSE
    yield from sentence.claim_at(at, said, Kind.LEAD, verdict, expected)


def _at_some_hole(sentence: Sentence, at: int, codes: Sequence[str], *, alone: bool) -> bool:
    """Whether somebody led at any hole that may be meant where no words tie the time."""
    holes = sentence.focus.hole is not None or _WITHIN.search(sentence.pattern)
    if not holes and _PRESENT.match(sentence.pattern, at):
        return False
    races = [
        race
        for number in sentence.any_rounds(at)
        for measure in ranked_by(sentence, at)
        if (race := sentence.book.race(measure, number))
    ]
    tops = [top for race in races for top in race.leaders]
    return any(code in top and (len(top) == 1) == alone for top in tops for code in codes)


def _into_share(sentence: Sentence, at: int, said: str) -> Iterator[Claim]:
    """Who came level with the leader: after the round, or for a while within it."""
    owner = sentence.owner(at)
    codes = sentence.playing(owner)
    tops = [
        top
        for number in sentence.any_rounds(at)
        for measure in ranked_by(sentence, at)
        if (race := sentence.book.race(measure, number))
        for top in race.leaders
    ]
    if not codes or owner is None or owner.every or not owner.sure or not tops:
        return
    good = any(code in top and len(top) > 1 for top in tops for code in codes)
    verdict = Verdict.TRUE if good else Verdict.FALSE
    yield from sentence.claim_at(at, said, Kind.LEAD, verdict)


def _against(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """Who is ahead of another, behind him, or level with him in front."""
    said, at = match.groupdict(), match.start()
    owner = Owner(sentence.token(said["a"]).codes) if said.get("a") else sentence.owner(at)
    codes = sentence.playing(owner)
    found = [
        ahead(sentence.book, measure, moment, code, [other])
        for moment in moments(sentence, at)
        for measure in ranked_by(sentence, at)
        for code in codes
        for other in sentence.token(match["b"]).codes
        if other != code
    ]
    if not found or owner is None or owner.every or None in found:
        return
    sign = 1 if said.get("up") else -1 if said.get("down") else 0
    good = any(sign * value > 0 if sign else value == 0 for value in found if value is not None)
    word = said.get("up") or said.get("down") or match["v"]
    verdict = Verdict.TRUE if good else Verdict.FALSE
    yield from sentence.claim_at(sentence.pattern.index(word, at), word, Kind.LEAD, verdict)


def _two(sentence: Sentence) -> Iterator[Claim]:
    """Two who lead together, or have the same."""
    for words in _TOGETHER:
        for match in words.finditer(sentence.pattern):
            if not _denied(sentence, match.start()):
                both = (
                    *sentence.token(match["a"]).codes[:1],
                    *sentence.token(match["b"]).codes[:1],
                )
                at = match.start("v")
                yield from _at_top(sentence, at, match["v"], Owner(both, every=True))
    for words in _LEVEL:
        for match in words.finditer(sentence.pattern):
            if not sentence.may_be(match.start()):
                yield from _level(sentence, match)


def _level(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """ "Ned and Morradine were level after the 17th"."""
    at = match.start()
    number = match.groupdict().get("h")
    hole = sentence.token(number).value if number else None
    times = [Moment(n, hole) for n in sentence.any_rounds(at)] if hole else moments(sentence, at)
    distances = [
        ahead(sentence.book, measure, moment, one, [other])
        for moment in times
        for measure in ranked_by(sentence, at)
        for one in sentence.token(match["a"]).codes
        for other in sentence.token(match["b"]).codes
    ]
    verdict = verdict_of(0, distances)
    if number:
        yield from sentence.claim(number, Kind.LEAD, verdict)
    elif verdict is not Verdict.UNCHECKED:
        yield from sentence.claim_at(match.start("v"), match["v"], Kind.LEAD, verdict)
