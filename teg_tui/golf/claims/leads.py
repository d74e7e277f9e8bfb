"""Who led, or shared the lead, at the time spoken of; who never did, and who did all the way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.reading import Owner, Sentence, verdict_of
from teg_tui.golf.claims.standing_words import Moment, ahead, leaders_at, measures, moments
from teg_tui.golf.claims.tokens import Sign
from teg_tui.golf.race import Race

_LEADS = re.compile(
    r"(?:(?:@\d+|\bhe|\balso|\bstill|\bnow|\bcurrently|@\d+ [a-z]+ly) |^\s*)(?P<v>leads|led|heads"
    r"|headed|tops|topped|fronts|holds the(?: =\d+)? lead|held the(?: =\d+)? lead"
    r"|sits (?:on |at the )?top"
    r"|(?:is|was|remains?|stays?|stayed|remained)(?: still| now| out| well| clearly)?"
    r" (?:in front|on top|in the lead|(?:the )?(?:clear |outright |sole |overnight )?(?:=\d+ )?"
    r"leader))\b(?! (?:by|from|for(?! the =)|all|to(?! the)|through|at|early|briefly|the way"
    r"|the field|the tournament|multiple|alone (?:from|for)|after #\d+ of|until|with #|for a"
    r"|field|off|out|into|changes?|#\d+|&|@|in the (?:clubhouse|middle|early|first|opening)|board))"
)
"""Words of who leads, after his name."""
_LEADERS = (
    re.compile(
        r"(?<!early )(?<!clubhouse )(?<!former )(?<!halfway )(?<!round )(?<!time )(?<!points )"
        r"(?:\bovernight )?(?:=\d+ )?(?:overnight )?\bleader"
        r"(?:,? (?:is|was|remains)| -| –|:|,)? @(?P<w>\d+)(?!'| and )"
    ),
    re.compile(r"@(?P<w>\d+),? the (?:overnight )?(?:=\d+ )?leader\b"),
    re.compile(r"@(?P<w>\d+),?(?: who)?(?: had)? led(?: the)?(?: =\d+)? overnight"),
    re.compile(
        r"@(?P<w>\d+),?(?: who)? had(?: slept on(?: the| a)?(?: #\d+[- ][a-z]+)?(?: =\d+)? lead"
        r"|(?: been| begun the (?:day|round))(?: #\d+ [a-z]+)? (?:in front|in the lead))\b"
    ),
    re.compile(r"@(?P<w>\d+),? (?:beg[au]n|started|in front) (?:the day in front|since breakfast)"),
)
"""Words that name who leads, or led."""
_SHARES = re.compile(
    r"@\d+(?: and @\d+)?(?: (?:both|all|now|still|each|then|to|who|had|would|are|were))*"
    r" (?:share[sd]?|sharing|tied for|tie for|co-led"
    r"|level (?:at|on)|tied at|joined [a-z@\d ]{2,25}in a share of"
    r"|climb\w* into a share of) (?:of )?(?:the )?(?:=\d+ )?(?:lead|top|summit)\b"
)
_TWO = r"@(?P<a>\d+) and @(?P<b>\d+)"
_TOGETHER = (
    re.compile(
        rf"{_TWO} (?:jointly )?(?:lead|led|head|headed)(?: the)?(?: =\d+)? (?P<v>jointly"
        r"|together|in tandem)\b"
    ),
    re.compile(rf"=\d+(?: lead)? (?:is|was) (?P<v>shared) (?:by|between) {_TWO}"),
)
"""Words of two who lead together."""
_LEVEL = (
    re.compile(rf"\b(?P<v>nothing|little) (?:separates|separated|divides|between) {_TWO}"),
    re.compile(rf"{_TWO} (?:could not be|cannot be|were not to be) (?P<v>separated|split)\b"),
    re.compile(
        rf"{_TWO} (?:were|are|was|stood|found themselves)(?: all| still| now| again)?"
        r" (?P<v>level|tied|all square|inseparable)\b"
        r"(?! (?:for|in|on) (?:a|the)? ?(?:\^|points?\b))"
        r"(?: on #\d+(?: points)?)?(?:,? (?:after|at|through|by|on) (?:the )?!(?P<h>\d+))?"
    ),
    re.compile(
        r"@(?P<a>\d+) (?:was|is|drew|draws|came|got|moved|pulled|went)(?: [a-z]+)? (?P<v>level)"
        r" with @(?P<b>\d+)(?:,? (?:after|at|through|by|on) (?:the )?!(?P<h>\d+))?"
    ),
)
"""Words of two who have the same."""
_NEVER_LED = re.compile(
    r"@(?P<a>\d+)(?: (?:had|has))? never (?:led|was in front|in front|headed|topped|held the)\b"
    r"|@(?P<b>\d+) was never (?:in front|in the lead|ahead)(?! of)"
    r"|\bat no (?:point|stage|time) did @(?P<c>\d+) (?:lead|head|top)\b"
)
_NEVER_HEADED = re.compile(
    r"@(?P<a>\d+) was (?P<v>never (?:headed|caught|overtaken)|not headed)\b"
    r"(?! (?:after|since|again))"
)
_NEVER_TRAILED = re.compile(
    r"\bnever(?: once)? (?P<w>trail(?:ed|ing)|(?:lost|losing|surrendered|relinquish(?:ed|ing))"
    r" (?:the|his|that) (?:=\d+ )?lead)(?: once)?(?: (?:after|from|since) (?:[a-z]+ ){0,4}"
    r"!(?P<h>\d+)(?: (?:of|in) &(?P<r>\d+))?)?"
    r"(?! (?:after|since|again|from|until|by|at|on|in (?!the =)|the|anybody|for|he|that|@))"
)
_WIRE = re.compile(
    r"\bwire[- ]to[- ]wire\b|\bfrom start to finish\b|\bled from the (?:start|first hole"
    r"|opening hole) to the (?:finish|end|last)\b"
    r"|\bled(?: the =\d+)? from the (?:first|!\d+)(?: tee)? to the (?:last|!\d+)(?: green)?"
)
_OF_THE_ROUND = re.compile(r" (?:of|in|through) the (?:round|day)\b")
_NEVER = re.compile(r"\b(?:never|not|without|nor|n't|no longer|nobody|at no)\b")
_WORDS = ("lead", "led", "level", "tied", "in front", "head", "top", "separa", "share", "split")


def check_leads(sentence: Sentence) -> Iterator[Claim]:
    """Who a sentence says was in front."""
    if sentence.elsewhere:
        return
    if any(word in sentence.pattern for word in _WORDS):
        yield from _leading(sentence)
        yield from _two(sentence)
        yield from _never_in_front(sentence)
    if "never" in sentence.pattern:
        yield from _never_behind(sentence)
    yield from _wire(sentence)


def _leading(sentence: Sentence) -> Iterator[Claim]:
    """Who leads, or shares the lead, at the time that is spoken of."""
    for match in _SHARES.finditer(sentence.pattern):
        at = match.end() - 4
        if not _denied(sentence, at) and "various" not in sentence.pattern:
            owner = sentence.owner(at)
            yield from _at_top(sentence, at, match[0].split()[-1], owner, alone=False)
    for match in _LEADS.finditer(sentence.pattern):
        at = match.start("v")
        if not _denied(sentence, match.start()):
            yield from _at_top(sentence, at, match["v"], sentence.owner(at))
    for words in _LEADERS:
        for match in words.finditer(sentence.pattern):
            number = int(match["w"])
            if number not in sentence.claimed:
                yield from _named(sentence, match, number)


def _denied(sentence: Sentence, at: int) -> bool:
    return sentence.may_be(at) or _NEVER.search(sentence.around(at)) is not None


def _tops(sentence: Sentence, at: int, times: Sequence[Moment]) -> list[tuple[str, ...]]:
    """Who was in front, by each time and measure that may be meant."""
    named = measures(sentence, at)
    return [top for m in times for k in named if (top := leaders_at(sentence.book, k, m))]


def _named(sentence: Sentence, match: re.Match[str], number: int) -> Iterator[Claim]:
    """ "Overnight leader Quillock"."""
    at, book = match.start(), sentence.book
    times = moments(sentence, at)
    days = [token.value for token in sentence.own if token.sign is Sign.ROUND]
    if not re.search(r"\bovernight\b|\bhad\b|breakfast|\bbegan\b", match[0]):
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
    tops = _tops(sentence, at, moments(sentence, at))
    if not codes or owner is None or not (owner.sure or owner.every) or not tops:
        return
    if owner.every:
        good = any(set(codes) <= set(top) for top in tops)
    elif alone:
        good = any(top == (code,) for top in tops for code in codes)
    else:
        good = any(code in top and len(top) > 1 for top in tops for code in codes)
    expected = _names(sentence, tops[0]) + (" lead together" if len(tops[0]) > 1 else " leads")
    verdict = Verdict.TRUE if good else Verdict.FALSE
    yield from sentence.claim_at(at, said, Kind.LEAD, verdict, expected)


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
        for measure in measures(sentence, at)
        for one in sentence.token(match["a"]).codes
        for other in sentence.token(match["b"]).codes
    ]
    verdict = verdict_of(0, distances)
    if number:
        yield from sentence.claim(number, Kind.LEAD, verdict)
    elif verdict is not Verdict.UNCHECKED:
        yield from sentence.claim_at(match.start("v"), match["v"], Kind.LEAD, verdict)


def _scope(sentence: Sentence, at: int) -> list[int]:
    """The rounds that "never" and "all the way" are about."""
    named = [n for n in sentence.rounds(at) if n in sentence.book.numbers]
    whole = sentence.section_round is None or sentence.report.round is None
    return named[:1] if named and not whole else list(sentence.book.numbers)


def _never_in_front(sentence: Sentence) -> Iterator[Claim]:
    """Who never led, and who was never caught once he did."""
    for pattern in (_NEVER_LED, _NEVER_HEADED):
        for match in pattern.finditer(sentence.pattern):
            at = match.start()
            person = next(its for name, its in match.groupdict().items() if its and name in "abc")
            codes = [c for c in sentence.token(person).codes if c in sentence.book.codes]
            if not codes or sentence.may_be(at):
                continue
            rounds, holds = _scope(sentence, at), _led_never if pattern is _NEVER_LED else _unbeaten
            good = any(
                holds([r for n in rounds if (r := sentence.book.race(measure, n))], code)
                for measure in measures(sentence, at)
                for code in codes
            )
            verdict = Verdict.TRUE if good else Verdict.FALSE
            word = sentence.pattern.find("n", match.start(), match.end())
            yield from sentence.claim_at(word, "never", Kind.LEAD, verdict)


def _never_behind(sentence: Sentence) -> Iterator[Claim]:
    """Who had at least a share of the lead after every hole, or from one on."""
    for match in _NEVER_TRAILED.finditer(sentence.pattern):
        at, book = match.start(), sentence.book
        owner = sentence.owner(at)
        codes = sentence.playing(owner)
        if not codes or owner is None or owner.every or not owner.sure or sentence.may_be(at):
            continue
        rounds = _scope(sentence, at)
        if match["h"]:
            start = sentence.token(match["r"]).value if match["r"] else sentence.section_round
            rounds = [n for n in book.numbers if start and n >= start]
        first = sentence.token(match["h"]).value if match["h"] else 1
        races = [
            [r for n in rounds if (r := book.race(measure, n))]
            for measure in measures(sentence, at)
        ]
        tops = [[top for race in its for top in race.leaders][first - 1 :] for its in races]
        if not all(tops) or not tops:
            continue
        lost = match["w"].endswith("lead")
        good = any(_kept(its, code, once=lost) for its in tops for code in codes)
        verdict = Verdict.TRUE if good else Verdict.FALSE
        yield from sentence.claim_at(at, "never", Kind.LEAD, verdict)


def _kept(tops: Sequence[tuple[str, ...]], code: str, *, once: bool) -> bool:
    """Whether somebody was in front all the way; with `once` from when he first was."""
    start = next((i for i, top in enumerate(tops) if code in top), None) if once else 0
    return start is not None and all(code in top for top in tops[start:])


def _led_never(races: Sequence[Race], code: str) -> bool:
    return not any(top == (code,) for race in races for top in race.leaders)


def _unbeaten(races: Sequence[Race], code: str) -> bool:
    """Whether nobody was alone in front once a player had been."""
    tops = [top for race in races for top in race.leaders]
    first = next((index for index, top in enumerate(tops) if code in top), None)
    return first is not None and all(code in top for top in tops[first:])


def _wire(sentence: Sentence) -> Iterator[Claim]:
    """Wire to wire: alone in front after every round, or after every hole of the round."""
    for match in _WIRE.finditer(sentence.pattern) if sentence.has("wire", "from") else ():
        told = "!" in match[0] or _OF_THE_ROUND.match(sentence.pattern, match.end())
        of_round = sentence.section_round if told else None
        over = sentence.section_round in (None, sentence.book.tournament.last_round)
        owner = sentence.owner(match.start())
        codes = sentence.playing(owner)
        no_claim = re.match(r"[^.]{0,3} consistency", sentence.pattern[match.end() :])
        if not codes or owner is None or owner.every or no_claim or sentence.may_be(match.start()):
            continue
        if not over and not of_round:
            continue
        good = any(
            _all_the_way(races, code, of_round)
            for measure in measures(sentence, match.start())
            for races in (sentence.book.races(measure),)
            for code in codes
        )
        verdict = Verdict.TRUE if good else Verdict.FALSE
        yield from sentence.claim_at(match.start(), match[0], Kind.LEAD, verdict)


def _all_the_way(races: Sequence[Race], code: str, of_round: int | None) -> bool:
    if of_round:
        its = [top for race in races if race.round == of_round for top in race.leaders]
        return all(code in top for top in its)
    return all(race.leaders[-1] == (code,) for race in races)
