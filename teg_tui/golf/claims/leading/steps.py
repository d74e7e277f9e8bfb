"""Distances before and after: "from three to ten", "the six he had started with were 20".

Two or more figures of one distance, told with what lay between: a round, a hole, the days of a
tournament. Whose and from whom is the same for all, so one that fits settles what the others are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.leading.in_one_breath import (
    Reading,
    judged_together,
    measures_meant,
    unit_of,
)
from teg_tui.golf.claims.nearby import holes_of
from teg_tui.golf.claims.places.standing_words import Moment, ahead, leaders_at
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.claims.words.tokens import Sign
from teg_tui.golf.tour import HOLES, Measure

_U = r"(?:[- ](?:points?|pts|strokes?|shots?|blows))?"
_LITTLE = r"(?:(?:just|only|exactly|now|still|even|a mere|as much as|as many as|an?|one of) )*"
_SIDE = (
    r"(?:behind|back\b(?! nine)|adrift|ahead|clear|in front|up|down|off(?: the (?:lead|pace))?"
    r"|in arrears|short|to the good|in hand|better|worse|away)"
)
_NOUN = (
    r"(?:lead|advantage|margin|cushion|gap|deficit|buffer|arrears|difference|edge|daylight|gulf"
    r"|chasm|distance)s?"
)
_OF = r"(?: (?:of|on|to|over|from|than) (?:the )?(?:[a-z-]+ )?@\d+| of the (?:field|pack|rest))?"
_END_OF = (
    r"(?![\w'])(?! (?:holes?|rounds?|days|times|places?|pars|birdies|of the|of his|\w+ holes)\b)"
)
_FROM_TO = compiled(
    rf"\bfrom (?:(?:a|an|his|just|only|being|trailing by|leading by|the) )*#(?P<a>\d+){_U}"
    rf"(?: {_SIDE}| =\d+| {_NOUN})*{_OF}[^.;:#@]{{0,30}}?\b(?:in)?to (?:being )?{_LITTLE}"
    rf"#(?P<b>\d+){_U}{_END_OF}"
    rf"(?:(?:,| and|, and)?(?: then)?(?: to| then) (?:just |only )?#(?P<c>\d+){_U}{_END_OF})?"
)
_TO_FROM = compiled(
    rf"\bto {_LITTLE}#(?P<b>\d+){_U}(?: {_SIDE})?[^.;:#@]{{0,15}} from {_LITTLE}#(?P<a>\d+){_U}"
    rf"{_END_OF}"
)
_INTO = compiled(
    r"\b(?:turn\w*|ma[dk]e\w*|making|convert\w*|transform\w*|stretch\w*|built|extend\w*|increas\w*"
    r"|swell\w*|cut\w*|trim\w*|slash\w*|whittl\w*|reduc\w*) (?:a|an|his|the|@\d+'s?)?"
    r"[^.;:#]{0,25}"
    rf"#(?P<a>\d+){_U}[^.;:#]{{0,45}}\b(?:in)?to (?:a |an |one of |just |only |{_NOUN} of )*"
    rf"#(?P<b>\d+){_U}{_END_OF}"
)
_BECAME = compiled(
    rf"(?:(?<![\w@])(?:a|an|the|his|@\d+'s?|that) #(?P<a>\d+){_U}(?:[- ](?:=\d+ )?{_NOUN}| {_SIDE}"
    r"| (?:that |which |he |they |@\d+ )*(?:had )?"
    r"(?:h[eo]ld|led by|had|enjoyed|built|start\w*|beg[au]n|brought|carried)\b)"
    rf"|\b{_NOUN} (?:of|was) {_LITTLE}#(?P<a2>\d+){_U})[^.;:,#]{{0,50}}?,? (?:and )?"
    r"(?:became|becomes?"
    r"|turn(?:ed|s) (?:in)?to"
    r"|(?:is|are|was|were|has been|had been|have become|had become|has become)(?: now| then| soon"
    r"| down to| up to| cut to| suddenly)?"
    r"|now (?:stands? at|is|are|has|have|leads? by|trails? by)|(?:has |had )?(?:grown|grew"
    r"|shrunk|shrank|fallen|fell|swollen"
    r"|swelled|risen|rose|gone|went|dwindled|doubled|trebled|tripled|melted)(?: to)?"
    rf"|stood at) {_LITTLE}#(?P<b>\d+){_U}{_END_OF}(?! of)(?! better| worse| more| fewer)"
)
"""Of figures that are a distance by the words beside the first."""
_LEAD_WORDS = compiled(
    rf"\b(?:{_NOUN}|behind|adrift|ahead|clear|in front|arrears|trail\w*|led|leading)\b"
    rf"|#\d+{_U} {_SIDE}"
)
_STANDS = compiled(
    rf"#(?P<n>\d+){_U}(?:[- ](?:=\d+ )?{_NOUN}| {_SIDE}\b)|\b(?:by|{_NOUN} of|{_NOUN} was) "
    rf"{_LITTLE}#(?P<m>\d+){_U}(?![\w'])"
)
_AT_MOST = compiled(
    r"\b(?:by as (?:many|much) as|at (?:one|some) (?:point|stage)|at most|at his best)\b"
)
"""Words of what a distance was at some time of the round."""
_START = compiled(
    r"\b(?:overnight|yesterday|(?:this|in the) morning|had been|had (?:led|trailed)|where once|once"
    r"|at (?:the )?(?:start|outset|breakfast|dawn|beginning|off|day's start|tee-off|lunch)"
    r"|before (?:play|the round|the start|a ball)|(?:teed|set) off|beg[iau]n\w*|start\w*|resum\w*"
    r"|set out|sets out|teed up|slept|day dawned|arriv\w+|(?:went|go|going|came) (?:in|into|out)"
    r"|opened the (?:day|round))\b"
)
_FINISH = compiled(
    r"\b(?:now|finish\w*|end(?:ed|s|ing)?|(?:at|by) (?:the )?(?:end|close|dinner|supper|nightfall"
    r"|evening|dusk|finish|day's end|tea|sunset|clubhouse|time)|tonight|clos(?:ed|es|ing)"
    r"|wound up|winds up|walked (?:in|off)|signed off|came home|today|after it|goes to bed|left"
    r"|leads|trails|lies|sits|is|are)\b"
)
_ON_A_HOLE = compiled(
    r"[!$]|\b(?:holes?|green(?! jacket)|tee|(?:a|two|his) pars?|parr\w+|birdied"
    r"|(?:a|his) birdie|bogey\w*|tripl\w*|blow-up|stretch|nine|turn|opened with|putt\w*|swing)\b"
)
_AT_ONCE = compiled(
    r"\b(?:holes?|green|tee|pars?|parr\w+|birdi\w*|bogey\w*|tripl\w*|opened with|putt\w*)\b"
)
_ROUND_LONG = compiled(rf"\bfrom (?:[a-z]+ ){{0,3}}#\d+{_U}(?: {_SIDE}| in the =\d+)* (?:in)?to\b")
_WHOLE = compiled(
    r"\b(?:had (?:started|begun|held|led)|overnight|at the (?:start|end|close|finish)|when (?:he"
    r"|play)"
    r" (?:started|began|finished)|breakfast|teed off|the day|the round|in a (?:day|round))\b"
)
"""Words of a change over a whole round, or of one that a story of holes tells at its end."""
_PRIZE = compiled(r"=(\d+)")
_PAIR = 2
_CUES = (
    "from",
    "to",
    "became",
    "was",
    "were",
    " is",
    " are",
    "now",
    "had",
    "end",
    "finish",
    "clos",
)


def check_steps(sentence: Sentence) -> Iterator[Claim]:
    """How a distance grew or shrank."""
    if sentence.elsewhere or sentence.pattern.count("#") < 2 or not sentence.has(*_CUES):
        return
    for numbers in _steps(sentence):
        if not sentence.claimed.isdisjoint(numbers):
            continue
        at = sentence.pattern.index(f"#{min(numbers)}")
        if not sentence.may_be(at):
            yield from _judged(sentence, at, numbers)


def _steps(sentence: Sentence) -> Iterator[tuple[int, ...]]:
    """The figures of a distance, in the order in which they were."""
    text = sentence.pattern
    for pattern in (_FROM_TO, _TO_FROM, _INTO, _BECAME):
        for match in pattern.finditer(text):
            its = match.groupdict()
            start, end = sentence.clause(match.start())
            words = text[start : max(end, match.end())]
            if pattern is _BECAME or _LEAD_WORDS.search(words):
                told = (its["a"] or its.get("a2"), its["b"], its.get("c"))
                yield tuple(int(number) for number in told if number)
    for first, second in pairwise(_STANDS.finditer(text)):
        start, _ = sentence.clause(first.start())
        between = text[first.end() : second.start()]
        before = _START.search(text, start, second.start())
        stop = sentence.part(second.start())[1]
        later = _FINISH.search(between) or _FINISH.search(text, second.end(), stop)
        prizes = _prizes(sentence, first.start()) | _prizes(sentence, second.start())
        again = _START.search(between.rpartition(",")[2])
        apart = _of_others(sentence, first.start(), second.start())
        apart = apart or bool(_AT_MOST.search(text[start : first.end()]))
        if before and later and not (again or apart) and len(prizes) < 2:
            yield int(first["n"] or first["m"]), int(second["n"] or second["m"])


def _of_others(sentence: Sentence, first: int, second: int) -> bool:
    """Whether the second of two figures is somebody's of whom the first tells nothing."""
    start, stop = sentence.clause(first)
    told = {code for p, codes, _ in sentence.people if start <= p < stop for code in codes}
    told.update(sentence.playing(sentence.owner(first)))
    later = sentence.playing(sentence.owner(second))
    return bool(told and later) and told.isdisjoint(later)


def _prizes(sentence: Sentence, at: int) -> set[str]:
    """The prizes that are named beside a figure."""
    return {sentence.token(n).award for n in _PRIZE.findall(sentence.around(at))}


def _judged(sentence: Sentence, at: int, numbers: Sequence[int]) -> Iterator[Claim]:
    text = sentence.pattern
    units = [
        unit_of(word[1])
        for number in numbers
        if (word := _UNIT_OF.match(text, text.index(f"#{number}")))
    ]
    measures = measures_meant(sentence, at, units[0] if units else None)
    schemes = list(_schemes(sentence, at, len(numbers)))
    readings = [
        reading
        for measure in measures
        for times in schemes
        for reading in _distances(sentence, numbers, measure, times)
    ]
    said = tuple(sentence.token(number).value for number in numbers)
    if said not in readings and _is_on_holes(sentence):
        fits = _by_holes(sentence, said)
        for number in numbers if fits else ():
            yield from sentence.claim(number, Kind.MARGIN, Verdict.TRUE)
        if fits or not (_WHOLE.search(text) or _ROUND_LONG.search(text)):
            return
    yield from judged_together(sentence, numbers, readings)


_UNIT_OF = compiled(r"#\d+[- ](points?|pts|strokes?|shots?|blows)\b")
_RIVAL = compiled(
    r"#(\d+)(?:[- ](?:points?|pts|strokes?|shots?|blows))?(?:[- ][a-z=\d]+){0,6}? (?:of|on|over|to"
    r"|than|behind|from) (?:the )?(?:[a-z-]+ )?@(\d+)\b(?!')"
)


_HIM = compiled(r"\b(?:behind|ahead of|clear of|in front of|adrift of|off) him\b")
_OVER = compiled(rf"\b{_NOUN} (?:over|on|to|from) (?:the )?@(\d+)\b(?!')")


def _schemes(sentence: Sentence, at: int, many: int) -> Iterator[tuple[Moment, ...]]:
    """When the figures may have been: around the round, around a hole, or day by day."""
    book = sentence.book
    rounds = [n for n in sentence.rounds(at) if n in book.numbers] or list(book.numbers[::-1])
    if many > len(rounds[:1]) + 1:
        if len(book.numbers) >= many:
            yield from (
                tuple(Moment(n) for n in book.numbers[i : i + many])
                for i in reversed(range(len(book.numbers) - many + 1))
            )
        return
    for number in rounds:
        earlier = book.before(number)
        if earlier is not None:
            yield Moment(earlier), Moment(number)
        for hole in holes_of(sentence):
            yield _after(sentence, number, hole - 1), Moment(number, hole)
            if earlier is not None:
                yield Moment(earlier), Moment(number, hole)
            yield Moment(number, hole), Moment(number)
    if sentence.section_round is None:
        for one, other in pairwise(book.numbers):
            yield Moment(one), Moment(other)


def _after(sentence: Sentence, number: int, hole: int) -> Moment:
    """After a hole; before the first it is after the round before."""
    earlier = sentence.book.before(number)
    return Moment(number, hole) if hole or earlier is None else Moment(earlier)


def _distances(
    sentence: Sentence, numbers: Sequence[int], measure: Measure, times: Sequence[Moment]
) -> Iterator[Reading]:
    """How far the owner, or the leader, was from the rival named, or from the next."""
    book, text = sentence.book, sentence.pattern
    rivals: dict[int, tuple[str, ...]] = {}
    for match in _RIVAL.finditer(text):
        rivals[int(match[1])] = sentence.token(match[2]).codes
    one = next((rivals[number] for number in numbers if number in rivals), ())
    places = [text.index(f"#{number}") for number in numbers]
    owners = [code for place in places for code in sentence.playing(sentence.owner(place))]
    mine = [code for code in dict.fromkeys(owners) if code not in one]
    told = _OVER.search(text)
    one = one or (sentence.token(told[1]).codes if told else ())
    if not one and _HIM.search(text):
        one = tuple(code for code in sentence.focus.codes if code not in mine)
    targets = [tuple(rivals.get(number, rest) for number in numbers) for rest in ((), one)]
    targets.append(tuple(one for _ in numbers))
    for code in mine:
        for target in dict.fromkeys(targets):
            found = (
                ahead(book, measure, when, code, its)
                for when, its in zip(times, target, strict=True)
            )
            yield tuple(None if far is None else abs(far) for far in found)
    if not mine or not one:
        yield tuple(_lead(sentence, measure, when) for when in times)


def _lead(sentence: Sentence, measure: Measure, when: Moment) -> int | None:
    first = leaders_at(sentence.book, measure, when)[:1]
    return ahead(sentence.book, measure, when, first[0], ()) if first else None


def _is_on_holes(sentence: Sentence) -> bool:
    """Whether it is told of holes within the round, here or in the sentences before."""
    if _ON_A_HOLE.search(sentence.pattern):
        return True
    before = (token for token in sentence.tokens if token.end <= sentence.start)
    told = any(token.sign in (Sign.HOLE, Sign.STRETCH) for token in before)
    return told and not _START.search(sentence.pattern)


def _by_holes(sentence: Sentence, said: tuple[int, ...]) -> bool:
    """Whether a lead, or a distance of people near, went so over some holes of the round."""
    book = sentence.book
    at_once = _AT_ONCE.search(sentence.pattern) is not None and not holes_of(sentence)
    rounds = [sentence.section_round] if sentence.section_round else book.numbers
    return any(_went_so(sentence, number, said, at_once=at_once) for number in rounds)


def _went_so(sentence: Sentence, number: int, said: tuple[int, ...], *, at_once: bool) -> bool:
    """Whether it was so in a round, between any two holes, or `at_once` from one to the next."""
    book = sentence.book
    people = [code for _, codes, _ in sentence.people for code in codes] + [*sentence.focus.codes]
    both = {(a, b) for a in people for b in (*people, *sentence.focus.others) if a != b}
    for measure in (its.measure for its in book.competitions):
        lines = [
            [_lead(sentence, measure, _after(sentence, number, h)) for h in range(HOLES + 1)],
            *(
                [
                    ahead(book, measure, _after(sentence, number, h), a, [b])
                    for h in range(HOLES + 1)
                ]
                for a, b in both
                if a in book.codes and b in book.codes
            ),
        ]
        for line in lines:
            far = [None if value is None else abs(value) for value in line]
            pairs = (
                pairwise(far) if at_once and len(said) == _PAIR else combinations(far, len(said))
            )
            if any(pair == said for pair in pairs):
                return True
    return False
