"""What had stood until then: the figure, whose it was, of which tournament, beaten by how much.

A sentence about records names, or the one before it has named, a figure of today. Its other
figures, people and tournaments are held against what stood on the tour, on the course and in his
own career before it, wherever in the sentence they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.feats import record_words as words
from teg_tui.golf.claims.feats.own_figures import RecordTalk, ladders, of_what, people
from teg_tui.golf.claims.words.numbers import like, like_ordinal
from teg_tui.golf.claims.words.rules import compiled

_NO_SCORE = compiled(
    r"(?: ?(?:holes?|rounds?|days?|men|players|years?|times?|trips|tournaments|wins|others|of them)"
    r"|[- ](?:points?|strokes?|shots?)? ?(?:ahead|behind|clear|back|in front|adrift|more|fewer|less"
    r"|better|worse|lower|higher|short))\b"
)
_TIED_TO = compiled(
    rf"(?:(?:\b(?:{words.MARK}|points|pts)|[#~]\d+),? (?:of|by|at) (?:his brother )?"
    r"|\b(?:held|set|made|shared|owned|established|posted|compiled|recorded)"
    r"(?: [a-z]+)? by (?:both )?|\b(?:belong\w*|in succession|fell|passed) to "
    r"|\b(?:shar\w+|jointly) with |(?:[#~]\d+| %\d+)[^@#~;.]{0,12}[(,] ?)"
    r"(?:@\d+(?:,| and|, and) )*$"
)
_TODAYS = compiled(r" \((?:record )?before:")
"""Behind a figure of today, in brackets, what it is better than: "44 (record before: 42)"."""
_EQUALLED = compiled(rf"\b(?:{words.EQUAL})\b")
_HIS = compiled(
    rf"'s? (?:own )?(?:{words.ADJ} )?(?:(?:course|tour|personal|career) )?(?:{words.MARK}\b"
    r"|[#~]\d+[^,;.]{0,25}(?:%|\b(?:before|until|stood)\b))"
    r"|,? (?:\()?(?:at|in|from) %\d|,? (?:had|has) (?:set|made|held|had|managed|scored)"
)
_BESIDE = compiled(
    r"(?P<sign>[#~])(?P<n>\d+)(?! (?:[a-z]+ )?(?:better|worse|more|fewer|higher|lower|less"
    r"|short|shy|off|away|outside)\b)"
    r"(?! (?:years|rounds|days|holes|times|tournaments|months|men)\b)"
    r"(?! (?:strokes?|shots?|points?) (?:under|over|inside|up on) )"
    r"(?:(?!before: e\b)[^#~%;.]){0,30}$"
)
"""Before a tournament the figure that was made there."""
_WON = compiled(
    r"\b(?:no records?|w[io]n\w*|champion\w*|victor\w*|title\w*|debut|since|visit\w*|return\w*"
    r"|been|came|played|here for|winners?|spoons?|first|last|defend\w*|holder)\b"
)


def check_former(talk: RecordTalk) -> Iterator[Claim]:
    """What had stood until then, as a sentence tells it."""
    outright = words.OUTRIGHT.search(talk.sentence.pattern)
    if outright or words.OUTRIGHT.search(talk.said_before):
        yield from _figures(talk, words.FORMER)
    elif not re.search(r"[!$]\d", talk.sentence.pattern):
        yield from _figures(talk, (words.NEVER_BEYOND,))
    yield from _differences(talk)
    yield from _ranks(talk)
    for match in words.SHORT_OF.finditer(talk.sentence.pattern):
        near = talk.sentence.token(match["n"]).value in _gaps(talk, match["n"])
        verdict = Verdict.TRUE if near else Verdict.UNCHECKED
        yield from talk.sentence.claim(match["n"], Kind.RECORD, verdict)
    if outright and talk.is_told and "=" not in talk.sentence.pattern:
        yield from _tournaments(talk)
        yield from _holders(talk)


def _figures(talk: RecordTalk, rules: Sequence[re.Pattern[str]]) -> Iterator[Claim]:
    """The figure that had stood."""
    sentence = talk.sentence
    for rule in rules:
        for match in rule.finditer(sentence.pattern):
            number, end = match["was"][1:], match.end("was")
            if int(number) in sentence.claimed or _NO_SCORE.match(sentence.pattern, end):
                continue
            if _TODAYS.match(sentence.pattern, end):
                continue
            kinds = of_what(sentence.pattern, end, match["was"][0])
            value = sentence.token(number).value
            equalled = talk.told_before or _EQUALLED.search(sentence.pattern)
            stood = [its for its in talk.stood if equalled or its.own.value != value]
            values = {its.value for its in stood if its.own.what in kinds}
            gap = words.OF_A_GAP.search(sentence.around(match.start("was")))
            values |= talk.tops(kinds) if talk.is_loose else set()
            if not values or gap or sentence.may_be(match.start("was")):
                continue
            good = abs(value) in map(abs, values)
            verdict = Verdict.TRUE if good else Verdict.FALSE
            named = _NAMED_AS_HIS.search(sentence.pattern, 0, match.start("was"))
            told = _TOLD_BEFORE.search(sentence.pattern, 0, match.start("was"))
            if not good and (told or (named and not talk.is_told)):
                verdict = Verdict.UNCHECKED
            talk.wrong |= set() if good else {number}
            right = like(sentence.token(number).said, _nearest(values, value))
            yield from sentence.claim(number, Kind.RECORD, verdict, right)


_NAMED_AS_HIS = compiled(r"@\d+'s? (?:own )?$")
"""Before a figure, whose it was: where no figure of today is told, it is not one he is held to."""


_TOLD_BEFORE = compiled(r"\b(?:that|this|those|these) $")
"""Before a figure that has been told of today."""


def _nearest(values: set[int], value: int) -> int:
    return min(values, key=lambda its: (abs(its - value), its))


_OF_THE_DAY = compiled(r"[#\w -]{0,40}? than (?:anybody|anyone|the next)\b")
"""Words of how far the best of a day was from the rest, unless a record is spoken of."""
_OF_THE_PAST = ("record", "mark", "previous", "ever", "before", "history", "tour", "career", "%")


def _differences(talk: RecordTalk) -> Iterator[Claim]:
    """By how much."""
    sentence = talk.sentence
    for rule in words.BY_HOW_MUCH:
        for match in rule.finditer(sentence.pattern):
            gap = words.OF_A_GAP.search(sentence.around(match.start()))
            gaps = set() if gap else _gaps(talk, match["n"])
            of_the_day = _OF_THE_DAY.match(sentence.pattern, match.start())
            if of_the_day and not sentence.has(*_OF_THE_PAST):
                continue
            if match["n"] and gaps and not sentence.may_be(match.start()):
                token = sentence.token(match["n"])
                verdict = Verdict.TRUE if token.value in gaps else Verdict.FALSE
                right = like(token.said, _nearest(gaps, token.value))
                yield from sentence.claim(match["n"], Kind.RECORD, verdict, right)


def _gaps(talk: RecordTalk, number: str | None) -> set[int]:
    """How far the figures of today are from what had stood, and from the others named."""
    found = {abs(its.beyond) for its in talk.stood if its.before}
    for other in re.findall(r"[#~](\d+)", talk.sentence.pattern):
        if other != number:
            value = talk.sentence.token(other).value
            found |= {abs(own.value - value) for own in talk.own}
    return found - {0}


def _ranks(talk: RecordTalk) -> Iterator[Claim]:
    """Which place a figure takes among all of the tour."""
    sentence = talk.sentence
    for match in words.RANKED.finditer(sentence.pattern):
        places = {
            place
            for own in talk.own
            if not talk.told_before
            for high in (True, False)
            for place in ladders(sentence)
            .beside(own, "tour", same_part=False)
            .ranks(own, high=high)
        }
        if places and not sentence.may_be(match.start()):
            token = sentence.token(match["nth"])
            verdict = Verdict.TRUE if token.value in places else Verdict.FALSE
            right = like_ordinal(token.said, min(places))
            yield from sentence.claim(match["nth"], Kind.RECORD, verdict, right)


def _told(talk: RecordTalk) -> set[int]:
    """Every figure that a sentence names, or that is told of today, without its sign."""
    numbers = re.findall(r"[#~](\d+)", talk.sentence.pattern)
    named = {abs(talk.sentence.token(number).value) for number in numbers}
    return named | {abs(own.value) for own in talk.own}


def _tournaments(talk: RecordTalk) -> Iterator[Claim]:
    """In which tournament what had stood was done: by him who held it, or who is named."""
    sentence, teg = talk.sentence, talk.sentence.book.teg
    holders = {deed.teg for its in talk.stood for deed in its.holders}
    for match in re.finditer(r"%(\d+)", sentence.pattern):
        token = sentence.token(match[1])
        left = sentence.pattern[max(0, match.start() - 50) : match.start()]
        if token.value >= teg or _WON.search(left) or sentence.may_be(match.start()):
            continue
        beside = _BESIDE.search(left)
        if beside and beside["n"] in talk.wrong:
            continue
        good = (token.value in holders and not beside) or _done_at(talk, token.value, beside)
        latest = _latest(talk, beside)
        right = token.said.replace(str(token.value), str(latest))
        turns_on = match[1]
        if beside and not good and token.value in holders:
            turns_on = match[1] if int(beside["n"]) in sentence.claimed else beside["n"]
        verdict = Verdict.TRUE if good else Verdict.FALSE
        right = right if latest and turns_on == match[1] else ""
        yield from sentence.claim(turns_on, Kind.RECORD, verdict, right)


def _latest(talk: RecordTalk, beside: re.Match[str] | None) -> int:
    """The last tournament in which what had stood was done; 0 for none."""
    value = abs(talk.sentence.token(beside["n"]).value) if beside else None
    held = [deed for its in talk.met for deed in its.holders if deed.when < its.own.when]
    fitting = [deed for deed in held if abs(deed.value) == value]
    return max((deed.teg for deed in fitting or held), default=0)


def _done_at(talk: RecordTalk, teg: int, beside: re.Match[str] | None) -> bool:
    """Whether anybody named had a figure that is told at a tournament, or the one beside it."""
    sentence = talk.sentence
    codes = frozenset([*people(sentence, sentence.pattern), *_everybody(talk)])
    known, told = {(own.what, own.span) for own in talk.own}, _told(talk)
    its = [
        deed
        for deed in ladders(sentence).of(codes, teg)
        if (deed.what, deed.span) in known or talk.told_before
    ]
    if beside:
        value = abs(sentence.token(beside["n"]).value)
        kinds = of_what(sentence.pattern, 0, beside["sign"])
        return any(abs(deed.value) == value and deed.what in kinds for deed in its)
    return any((deed.what, deed.span) in known and abs(deed.value) in told for deed in its)


def _everybody(talk: RecordTalk) -> list[str]:
    """Codes of everybody named, whether he plays in this tournament or not."""
    return [code for _, codes, _ in talk.sentence.people for code in codes]


def _holders(talk: RecordTalk) -> Iterator[Claim]:
    """Who had held it: whoever is named by words of holding, and has no figure of today."""
    sentence = talk.sentence
    mine = {own.code for own in talk.own}
    held = {deed.code for its in talk.met for deed in its.holders}
    figures = _told(talk)
    told = {d.code for its in talk.stood if abs(its.value) in figures for d in its.holders}
    for match in re.finditer(r"@(\d+)", sentence.pattern):
        codes = frozenset(sentence.token(match[1]).codes)
        tied = _TIED_TO.search(sentence.pattern[: match.start()]) or _HIS.match(
            sentence.pattern, match.end()
        )
        if codes & mine or not tied or sentence.may_be(match.start()):
            continue
        good = bool(codes & (held | told)) or _had(talk, codes, match.end())
        names = sorted(sentence.report.roster.name(code) for code in held)
        verdict = Verdict.TRUE if good else Verdict.FALSE
        yield from sentence.claim(match[1], Kind.RECORD, verdict, " or ".join(names))


_ITS_FIGURE = compiled(r"(?:'s?|,|:| had| with| made)? (?:own )?[#~](\d+)")


def _had(talk: RecordTalk, codes: frozenset[str], end: int) -> bool:
    """Whether somebody had the figure beside his name, or one told in the tournament named."""
    sentence, kinds = talk.sentence, {(own.what, own.span) for own in talk.own}
    tegs = [sentence.token(n).value for n in re.findall(r"%(\d+)", sentence.pattern)]
    beside = _ITS_FIGURE.match(sentence.pattern, end)
    told = {abs(sentence.token(beside[1]).value)} if beside else _told(talk) if tegs else set()
    return any(
        (deed.what, deed.span) in kinds and abs(deed.value) in told
        for teg in tegs or range(1, sentence.book.teg + 1)
        for deed in ladders(sentence).of(codes, teg)
    )
