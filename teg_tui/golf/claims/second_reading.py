"""Before anything is called false: whether it is right of somebody, or some moment, close by.

Prose has more forms than there are rules. So a figure that is not as it should be by the rule that
took it is held once more against all that its sentence may be about: everybody it names, every
moment it names, the prizes its paragraph speaks of. What is right in such a reading may have been
misread, and is unchecked. Where the words beside a figure leave no choice ("Quillock's birdie",
"four points behind fifth place", "16 on the back nine") there is no second reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.grammar import HOLE
from teg_tui.golf.claims.reading import Sentence
from teg_tui.golf.claims.standing_words import Moment, leaders_at, total_at
from teg_tui.golf.claims.tokens import Sign
from teg_tui.golf.tour import HOLES, Measure

_UNIT = r"(?:[- ](?:points?|pts|strokes?|shots?))?"
_SURE = {
    Kind.TOTAL: re.compile(rf"#\d+{_UNIT} (?:on|over|in|through|from) (?:the |his )?\$"),
    Kind.MARGIN: re.compile(
        rf"#\d+{_UNIT} (?:behind|ahead of|clear of|adrift of|off|from|short of) \^"
    ),
    Kind.POSITION: re.compile(r"\^\d+ (?:in the )?="),
}
"""By kind, the words from a number on that leave no choice."""
_PLAIN = re.compile(r"~\d+ vs\b")
_NO_SUM = re.compile(
    r"\b(?:broke|break|under|over|above|below|than|at least|passed|topped|reach(?:ed)?|exceed\w*) $"
    r"|^\s*(?:start of|before|overnight)\b[^:]*:"
)
"""Before a bound, or in a list of how it stood before the round."""
_OF_ALL = re.compile(r"\b(?:both|all|each|apiece|every)\b")
_OWN_DEED = re.compile(
    r"\bpar-$|@\d+'s? (?:[a-z-]+ )?$"
    r"|(?:@\d+|\bhe) (?:made|took|had|scored|carded|posted|needed|ran up|walked off with)"
    r" (?:an? )?$"
    r"|\bhis (?:[a-z-]+ )?$"
)
"""Before what can be nobody else's: a hole's par, somebody's birdie."""
_STEPPED = re.compile(
    rf"\b(?:lead|advantage|margin|cushion|gap|deficit|arrears)\b[^.;]{{0,45}}"
    rf"(?:\bfrom #\d+{_UNIT}[a-z ]{{0,20}} to (?:just |only )?#\d+|\bto #\d+{_UNIT} from #\d+"
    r"|\bis (?:now|down to) #\d+)"
)
"""What a lead was before and after: neither may be meant of another time."""
_MOVED = re.compile(r"\bfrom (?:a share of )?(?:the )?\^\d+[^@]{0,24} to |\^\d+ to \^")
_LEADING = re.compile(r"led|had led|leading|in front|ahead|headed|alone")
_SHARED = re.compile(r"\b(?:shar|tie|level|joint|alongside|draw|drew)\w*")
_WHOSE = re.compile(r"@(\d+)(?:'s|') (?:[a-z=-]+ ){0,2}$")
_HE = re.compile(r"\b(?:he|his|him|whose)\b")
_AT_START = re.compile(
    r"\b(?:overnight|beg[aiu]n\w*|start\w*|open\w*|resum\w*|enter\w*|arriv\w*|morning|previous\w*"
    r"|yesterday|going in|went in|came in(?:to)?|into)\b"
)
_AT_END = re.compile(
    r"\b(?:finish\w*|end(?:s|ed|ing)?|won|wins?|winning|final\w*|leads|is|are|now|lies?|sits?|trails?"
    r"|home|champion|victory|margin|tied?|ties|kept|keeps|retain\w*|prevail\w*|edg(?:e|es|ed|ing)"
    r"|pipp\w+|stands?|settl\w+|goes|went)\b"
)
_ON_THE_DAY = re.compile(r"\b(?:better|worse|more|fewer|outscor\w*|beat\w*|gain\w*|made up)\b")
_TURN = re.compile(r"\b(?:turn|halfway|front nine|out|outward)\b")
_HOLES_GONE = re.compile(r"#(\d+)(?: more)? holes\b")
_TO_PLAY = re.compile(r"\bwith (?:#(\d+)|one|a)(?: holes?)? (?:to (?:play|go)|left|remaining)")
_AGAINST = re.compile(
    rf"[#~]\d+{_UNIT}(?: [a-z]+){{0,2}} (?:behind|ahead of|clear of|in front of|adrift of|over"
    r"|from|off|better than|short of) (?:the )?(?:[a-z]+ )?@(\d+)"
)
_BEATEN = re.compile(
    r"\b(?:beat\w*|pipp\w+|edg\w+|defeat\w+|outscor\w+|led|leads?|trail\w*) (?:the )?@(\d+)"
    r" by (?:just |only |a )*$"
)
_FROM_LEAD = re.compile(
    rf"[#~]\d+{_UNIT} (?:behind|off|adrift of|back of|from|short of) (?:the )?(?:[a-z]+ )?"
    r"(?:lead|leaders?|winner|pace|top|summit|champion)\b"
)
"""A distance from the lead, and from nobody else."""
_OWN_LEAD = re.compile(
    rf"#\d+{_UNIT}[- ](?:=\d+ |gross )?(?:lead|margin|cushion|advantage|victory|win|triumph)\b"
    r"(?! over)"
)
_LEADS_BY = re.compile(
    r"\b(?:leads?|led|won|wins?|winning|victory)(?: (?:in )?(?:the )?=\d+)? by (?:just |only )?$"
)
"""What can only be the leader's lead."""
_POINTS = re.compile(r"\b(?:points?|pts|stableford|zeros?)\b")
_STROKES = re.compile(r"\b(?:strokes?|shots?|gross|net|par)\b|~")
_ON_A_HOLE = 12
"""Nobody is told to have had so much on one hole."""
_DEEDS = {
    "eagle": -2,
    "birdie": -1,
    "birdied": -1,
    "par": 0,
    "parred": 0,
    "bogey": 1,
    "bogeyed": 1,
    "double": 2,
    "double bogey": 2,
    "doubled": 2,
    "triple": 3,
    "triple bogey": 3,
    "tripled": 3,
}


def doubted(sentence: Sentence, claim: Claim) -> Claim:
    """The claim; unchecked where it was false and is right in another reading of its sentence."""
    if claim.verdict is not Verdict.FALSE:
        return claim
    at, value = _place(sentence, claim)
    if _fits(sentence, claim.kind, at, value, claim.said):
        return replace(claim, verdict=Verdict.UNCHECKED, expected="")
    return claim


def _place(sentence: Sentence, claim: Claim) -> tuple[int, int | None]:
    """Where in the pattern a claim turns on something, and its value if that is a number."""
    source, origin = sentence.report.source, sentence.passage.origin
    place = (claim.line, claim.column)
    for number, token in enumerate(sentence.tokens):
        inside = sentence.start <= token.start < sentence.end
        if inside and source.place(origin[token.start]) == place:
            numeric = token.sign in (Sign.NUMBER, Sign.TO_PAR, Sign.ORDINAL)
            at = sentence.pattern.find(f"{token.sign}{number}")
            return max(0, at), token.value if numeric else None
    for start in range(sentence.start, sentence.end):
        if source.place(origin[start]) == place:
            return sentence.in_pattern(start - sentence.start), None
    return 0, None


def _fits(sentence: Sentence, kind: Kind, at: int, value: int | None, said: str) -> bool:
    bound = value is not None and _NO_SUM.search(sentence.pattern[:at])
    if bound or _PLAIN.match(sentence.pattern, at):
        return False
    sure = _SURE.get(kind)
    if sure is not None and (value is None or sure.match(sentence.pattern, at)):
        return False
    if kind is Kind.TOTAL:
        total = abs(value or 0)
        return not _OF_ALL.search(sentence.around(at)) and total in _totals(sentence, at, total)
    if kind is Kind.MARGIN:
        stepped = _STEPPED.finditer(sentence.pattern)
        if any(match.start() <= at < match.end() for match in stepped):
            return False
        return value in _distances(sentence, at)
    if kind is Kind.POSITION:
        return not _MOVED.search(sentence.pattern) and value in _places(sentence, at)
    if kind is Kind.HOLE:
        own = _OWN_DEED.search(sentence.pattern[:at])
        return not own and _on_a_hole(sentence, at, value, said)
    if kind is Kind.LEAD:
        return _led(sentence, at, said)
    return False


def _people(sentence: Sentence, at: int, *, near: bool = False) -> tuple[str, ...]:
    """Everybody who may be meant; with `near` only those of the clause, if it names anybody."""
    possessed = _WHOSE.search(sentence.pattern[:at])
    if possessed:
        return sentence.token(possessed[1]).codes
    start, end = sentence.clause(at)
    beside = [code for p, codes, _ in sentence.people for code in codes if start <= p < end]
    if near and beside and not _HE.search(sentence.pattern[start:end]):
        return tuple(dict.fromkeys(beside))
    named = [code for _, codes, _ in sentence.people for code in codes]
    named += sentence.topic
    if not named or _HE.search(sentence.pattern):
        named += [*sentence.focus.codes, *sentence.focus.others]
    return tuple(code for code in dict.fromkeys(named) if code in sentence.book.codes)


def _rounds(sentence: Sentence) -> list[int]:
    """The round of the section and those named; without either every one there is."""
    numbers = sentence.book.numbers
    found = [*([sentence.section_round] if sentence.section_round else []), *sentence.rounds_named]
    return [number for number in dict.fromkeys(found or numbers) if number in numbers]


def _holes(sentence: Sentence) -> list[int]:
    """The holes named, else the one spoken of last."""
    named = [token.value for token in sentence.own if token.sign is Sign.HOLE]
    before = [sentence.focus.hole] if sentence.focus.hole else []
    return [hole for hole in dict.fromkeys(named or before) if 0 < hole <= HOLES]


def _moments(sentence: Sentence) -> list[Moment]:
    """Every moment that a sentence names; before and after its rounds, where it names none."""
    book, text = sentence.book, sentence.pattern
    if not sentence.section_round and not sentence.rounds_named:
        return [Moment(book.last)]
    named = {token.value for token in sentence.own if token.sign is Sign.HOLE}
    holes = named | {hole - 1 for hole in named}
    holes |= {HOLES // 2} if _TURN.search(text) else set()
    holes |= {sentence.token(match[1]).value for match in _HOLES_GONE.finditer(text)}
    for match in _TO_PLAY.finditer(text):
        holes.add(HOLES - (sentence.token(match[1]).value if match[1] else 1))
    start = _AT_START.search(text) is not None
    end = _AT_END.search(text) is not None or bool(sentence.rounds_named and not start)
    open_ = not (holes or start or end)
    if open_ and sentence.focus.hole:
        holes = {sentence.focus.hole, sentence.focus.hole - 1}
    found: list[Moment] = []
    for number in _rounds(sentence):
        earlier = book.before(number)
        found += [Moment(earlier)] if earlier and (start or open_) else []
        found += [Moment(number)] if end or open_ else []
        found += [Moment(number, hole) for hole in sorted(holes) if 0 < hole < HOLES]
    return list(dict.fromkeys(found))


def _measures(sentence: Sentence) -> list[Measure]:
    """By what people are ranked: by the prizes that the passage has named, else by the first."""
    competitions = sentence.book.competitions
    text = sentence.passage.text[: sentence.end].casefold()
    named = [its.measure for its in competitions if its.name.casefold().split()[-1] in text]
    found = [*named, *([Measure.GROSS] if "gross" in text else [])]
    found = found or [its.measure for its in competitions[:1]]
    return list(dict.fromkeys([*found, *([Measure.STABLEFORD] if Measure.NET in found else [])]))


def _counted(sentence: Sentence, at: int) -> tuple[Measure | None, ...]:
    """What a total may add up, by the words after it, else by those of the sentence; None: strokes.

    Either where the words say both or neither.
    """
    if sentence.pattern[at : at + 1] == Sign.TO_PAR:
        return (Measure.GROSS, Measure.NET)
    for words in (sentence.pattern[at : at + 24], sentence.pattern):
        points, strokes = bool(_POINTS.search(words)), bool(_STROKES.search(words))
        if points != strokes:
            return (Measure.STABLEFORD,) if points else (Measure.GROSS, Measure.NET, None)
    return (Measure.STABLEFORD, Measure.GROSS, Measure.NET, None)


def _totals(sentence: Sentence, at: int, value: int) -> set[int]:
    """What those near had of points or strokes: in the rounds, over the holes named, until then."""
    book = sentence.book
    parts = [(token.value, token.last) for token in sentence.own if token.sign is Sign.STRETCH]
    parts += [*sentence.focus.parts, (1, HOLES)]
    parts += [(1, HOLES // 2)] if _TURN.search(sentence.pattern) else []
    parts += [(hole, hole) for hole in _holes(sentence)] if value < _ON_A_HOLE else []
    moments, rounds = _moments(sentence), _rounds(sentence)
    found: set[int | None] = set()
    for code in _people(sentence, at, near=True):
        for measure in _counted(sentence, at):
            if measure is None:
                found |= {book.strokes(code, n, *part) for n in rounds for part in parts}
                found |= {book.strokes_total(code, moment.round) for moment in moments}
            else:
                found |= {book.stretch(code, n, measure, *part) for n in rounds for part in parts}
                found |= {total_at(book, code, measure, moment) for moment in moments}
    return {abs(total) for total in found if total is not None}


def _on_a_hole(sentence: Sentence, at: int, value: int | None, said: str) -> bool:
    """Whether anybody near did that on any hole near."""
    book = sentence.book
    over = _DEEDS.get(said.casefold().replace("-", " ").removesuffix("s"))
    for code in _people(sentence, at):
        for number in _rounds(sentence):
            for hole in _holes(sentence):
                if over is not None:
                    fits = book.stretch(code, number, Measure.GROSS, hole, hole) == over
                else:
                    points = book.stretch(code, number, Measure.STABLEFORD, hole, hole)
                    fits = value is not None and value in (
                        points,
                        book.strokes(code, number, hole, hole),
                    )
                if fits:
                    return True
    return False


def _distances(sentence: Sentence, at: int) -> set[int]:
    """How far those near were apart, or from the lead and their neighbours where no rival is told.

    In the table at every moment, and on the days by themselves where these are set against.
    """
    book, people = sentence.book, _people(sentence, at)
    told = _AGAINST.match(sentence.pattern, at) or _BEATEN.search(sentence.pattern[:at])
    rivals = sentence.token(told[1]).codes if told else ()
    own_lead = not rivals and (
        _OWN_LEAD.match(sentence.pattern, at) or _LEADS_BY.search(sentence.pattern[:at])
    )
    moments = _moments(sentence)
    if rivals and not _AT_START.search(sentence.pattern) and not sentence.rounds_named:
        day = sentence.section_round or book.last
        moments = [moment for moment in moments if moment.round >= day]
    found: set[int] = set()
    for measure in _measures(sentence):
        tables = [
            {code: total_at(book, code, measure, moment) for code in book.codes}
            for moment in moments
        ]
        days = [
            {code: book.stretch(code, number, measure) for code in book.codes}
            for number in (_rounds(sentence) if _ON_THE_DAY.search(sentence.pattern) else ())
        ]
        for table in (*tables, *days):
            totals = {code: total for code, total in table.items() if total is not None}
            if own_lead:
                first, second = sorted(totals.values(), reverse=measure is Measure.STABLEFORD)[:2]
                leads = not people or any(totals.get(code) == first for code in people)
                found |= {abs(first - second)} if leads else set()
                continue
            mine = {code: totals[code] for code in people if code in totals}
            theirs = {code: totals[code] for code in rivals if code in totals} or mine
            found |= {abs(a - b) for p, a in mine.items() for q, b in theirs.items() if p != q}
            if not rivals and table in tables:
                near = not _FROM_LEAD.match(sentence.pattern, at)
                ranked = sorted(totals.values())
                found |= set(_in_the_field(mine.values(), ranked, measure, near=near))
    return found


def _in_the_field(
    mine: Iterable[int], totals: Sequence[int], measure: Measure, *, near: bool
) -> Iterator[int]:
    """How far totals, of all that are there in order, are from the lead; `near`: and the next."""
    best = totals[-1] if measure is Measure.STABLEFORD else totals[0]
    for total in mine:
        place = totals.index(total)
        beside = (totals[max(0, place - 1)], totals[min(len(totals) - 1, place + 1)])
        yield from (abs(total - other) for other in ((best, *beside) if near else (best,)))


def _places(sentence: Sentence, at: int) -> set[int]:
    """Where those near stood after the rounds, and before them unless the words say after."""
    book, text = sentence.book, sentence.pattern
    after_only = _AT_END.search(text) is not None and _AT_START.search(text) is None
    found: set[int] = set()
    for number in _rounds(sentence):
        for after in (number, *(() if after_only else (book.before(number),))):
            for measure in _measures(sentence):
                rows = [book.place(code, measure, after) for code in _people(sentence, at)]
                found |= {row.position for row in rows if row is not None}
    return found


def _led(sentence: Sentence, at: int, said: str) -> bool:
    """Whether somebody near led at some moment."""
    if HOLE.match(sentence.pattern, at):
        return _in_another_round(sentence)
    named = [token for token in sentence.own if token.sign is Sign.PERSON and token.said == said]
    if not named and not _LEADING.fullmatch(said):
        return False
    shared = _SHARED.search(sentence.pattern) is not None
    people = set(named[0].codes if named else _people(sentence, at))
    return any(
        (len(top) > 1) == shared and people & set(top)
        for measure in _measures(sentence)
        for moment in _moments(sentence)
        if (top := leaders_at(sentence.book, measure, moment))
    )


def _in_another_round(sentence: Sentence) -> bool:
    """Whether something happened to a lead at a hole in another round that the sentence names."""
    holes = _holes(sentence)
    races = [
        sentence.book.race(measure, number)
        for number in set(sentence.rounds_named) - {sentence.section_round}
        for measure in _measures(sentence)
    ]
    return any(event.hole in holes for race in races if race for event in race.events)
