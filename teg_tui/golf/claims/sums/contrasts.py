"""One figure set against another's: "158 points, three more than Ned", "at +58, eight ahead".

The figure beside it says what the difference is of: of which round, of all, of a nine, of strokes
or points. Where both figures stand there the text's own arithmetic is held against itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.leading.in_one_breath import measures_meant, unit_of
from teg_tui.golf.claims.places.standing_words import Moment, ahead, leaders_at, total_at
from teg_tui.golf.claims.sums.parts import parts_named
from teg_tui.golf.claims.words.numbers import like
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.claims.words.tokens import Sign, Token
from teg_tui.golf.tour import HOLES, Measure

_UNIT = r"(?:[- ](?:gross )?(?P<unit>points?|pts|strokes?|shots?|blows))?"
_MORE = r"(?:more|fewer|better|lower|higher|less|worse|superior|inferior)"
_STANDS = (
    r"(?:ahead|clear|in front|behind|short|shy|adrift|off|back|up|down|beyond|past|above|below)"
)
_SET_AGAINST = compiled(
    rf"#(?P<n>\d+){_UNIT} (?:(?P<more>{_MORE})|(?P<stands>{_STANDS}))(?: of| than| to| on)?"
    r" (?:the )?(?:runner-up |leader |champion )?@(?P<x>\d+)"
    r"(?P<his>(?:'s?|, whose|, who had|, on| on| \(| with)(?: [a-z-]+){0,2} ?[#~]\d+)?"
)
_OWN = compiled(
    rf"#(?P<n>\d+){_UNIT} (?:{_MORE}|{_STANDS}|up|down)(?: than| of| on| from)?"
    r" (?:the|his|an?|his own|that)(?: [a-z&\d'-]+){0,3}? #(?P<m>\d+)"
)
"""Against another figure that the text gives."""
_WON_BY = compiled(
    r"(?:\b(?:won|wins?|winning|took|takes|taken|claim\w*|seal\w*|secur\w*|g[ai]ve[sn]?|earned"
    r"|went to"
    r"|goes to|kept|keeps|retain\w*|landed|collected|lifted|brought|victory|triumph\w*|champion"
    r"|defend\w+|beat\w*)\b|=\d+(?=,? by)"
    rf")[^.;:]{{0,90}}?\bby (?:just |only |a mere |all of )?#(?P<n>\d+){_UNIT}"
    r"(?: (?:from|over|ahead of|clear of) (?:the )?@(?P<x>\d+))?(?=[,.;:)]|$| (?:and|with|in|on)\b)"
)
_WON = compiled(r"\b(?:w[io]n\w*|victor\w*|triumph\w*|beat\w*|champion)\b|=")
_NOT_THE_END = compiled(r"[!$&]|\b(?:hole|nine|duel|day|round|matchup|battle|lead\w*|led)\b")
_OTHER_PLACE = compiled(
    r"(?<!tied )\bfor (?:the |a share of )?(?:\^\d+|last|bottom|runner-up)|\^\d+ place\b|\bspoon\b"
)
"""What is won or taken that is no prize."""
_ANEW = compiled(
    r"\b(?:and|but|while|when|then|so)\b[^#~]*\b(?:he|@\d+|they|it)\b"
    r"|\b(?:at|by) the (?:close|end|finish)\b|\bby then\b"
)
"""Between a figure and how somebody stands: words that go on to another time or deed."""
_LED = compiled(r"\b(?:leads?|led|leading|trail\w*|ahead|behind)\b")
_WITHIN = compiled(r"[!$]|\b(?:hole|nine|six|career|average)\b")
_WENT_TO = compiled(
    r"\b(?:went|goes|go|fell|falls|belong\w*|returned) to (?:the )?@(?P<o>\d+)[^.;:#]{0,30}"
    rf"#(?P<n>\d+){_UNIT} (?:ahead|clear|to the good|in front|better|in hand|to spare)"
    r"(?: (?:of|than|over) (?:the )?@(?P<x>\d+))?"
)
_OVER_PAR = compiled(r" (?:strokes? )?(?:over|above)\b")
_ROUND_POINTS, _PART = 20, 10
"""The least that is taken for points of a round, and for those of a part that is named."""


_CUES = (
    " by ",
    " than",
    "ahead",
    "clear",
    "front",
    "behind",
    "short",
    "shy",
    "adrift",
    " off",
    "back",
    " up ",
    "down",
    "beyond",
    "past",
    "above",
    "below",
    "to the good",
    "in hand",
    "to spare",
)


@dataclass(frozen=True)
class _Reading:
    """Somebody's figure as it may be written, and how far it is from another's."""

    written: frozenset[tuple[str, int]]
    """Sign and value, all ways."""
    apart: int


def check_contrasts(sentence: Sentence) -> Iterator[Claim]:
    """Differences told beside a figure, and by how much a prize was won."""
    if sentence.elsewhere or not sentence.has(*_CUES):
        return
    for match in _OWN.finditer(sentence.pattern):
        yield from _own_arithmetic(sentence, int(match["n"]), int(match["m"]))
    for match in _SET_AGAINST.finditer(sentence.pattern):
        number = int(match["n"])
        if sentence.may_be(match.start()):
            continue
        if match["his"]:
            told = int(match["his"].rpartition("#")[2].rpartition("~")[2])
            yield from _own_arithmetic(sentence, number, told)
        if number not in sentence.claimed:
            stands = match["stands"] is not None
            yield from _beside(sentence, number, match["x"], match["unit"], stands=stands)
    yield from _victories(sentence)


def _victories(sentence: Sentence) -> Iterator[Claim]:
    """By how much prizes were won."""
    for match in _WENT_TO.finditer(sentence.pattern):
        if "=" in sentence.around(match.start()) and int(match["n"]) not in sentence.claimed:
            first = sentence.token(match["o"]).codes
            yield from _won_by(sentence, int(match["n"]), match["x"], match["unit"], first)
    for match in _WON_BY.finditer(sentence.pattern):
        start, _ = sentence.clause(match.start())
        words = sentence.pattern[start : match.end()]
        told = _WON.search(match[0]) and not _NOT_THE_END.search(match[0])
        told = told and not _LED.search(words) and not _OTHER_PLACE.search(words)
        if told and int(match["n"]) not in sentence.claimed and not sentence.may_be(match.start()):
            yield from _won_by(sentence, int(match["n"]), match["x"], match["unit"])


def _figures(sentence: Sentence) -> list[Token]:
    """The figures that may be somebody's of a round or of all rounds."""
    least = _PART if Sign.STRETCH in sentence.signs else _ROUND_POINTS
    return [
        token
        for token in sentence.own
        if token.sign is Sign.TO_PAR or (token.sign is Sign.NUMBER and least <= token.value < 1000)
    ]


def _own_arithmetic(sentence: Sentence, number: int, other: int) -> Iterator[Claim]:
    """ "43, up two on Ned's 41": what the text says itself."""
    said, against = sentence.token(number), sentence.token(other)
    figures = [t for t in _figures(sentence) if t.start < said.start and t.sign is against.sign]
    if against not in _figures(sentence) or not figures or number in sentence.claimed:
        return
    right = [abs(token.value - against.value) for token in figures]
    if len(figures) > 1 and said.value not in right:
        return
    verdict = Verdict.TRUE if said.value in right else Verdict.FALSE
    yield from sentence.settle(
        sentence.claim(number, Kind.MARGIN, verdict, like(said.said, right[-1]))
    )


def _beside(
    sentence: Sentence, number: int, rival: str, unit: str | None, *, stands: bool
) -> Iterator[Claim]:
    """Beside somebody's own figure: the difference is of the same holes and rounds."""
    said, at = sentence.token(number), sentence.pattern.index(f"#{number}")
    others = [code for code in sentence.token(rival).codes if code in sentence.book.codes]
    owner = sentence.owner(at)
    mine = [code for code in sentence.playing(owner) if code not in others]
    before = [token for token in _figures(sentence) if token.end <= said.start]
    if len(others) != 1 or not mine or (owner and owner.every):
        return
    measures = _measures(sentence, at, unit)
    if not before:
        if unit and not stands and not sentence.focus.hole and not _WITHIN.search(sentence.pattern):
            yield from _anyhow(sentence, number, mine, others[0], measures)
        return
    nearest = before[-1]
    between = sentence.pattern[sentence.in_pattern(nearest.end - sentence.start) : at]
    if stands and _ANEW.search(between):
        return
    written = (nearest.sign.value, nearest.value)
    if _OVER_PAR.match(sentence.passage.text, nearest.end):
        written = (Sign.TO_PAR.value, nearest.value)
    right = [
        reading.apart
        for code in mine
        for reading in _readings(sentence, code, others[0], measures, stands=stands)
        if written in reading.written
    ]
    if not right:
        return
    verdict = Verdict.TRUE if said.value in right else Verdict.FALSE
    yield from sentence.settle(
        sentence.claim(number, Kind.MARGIN, verdict, like(said.said, right[0]))
    )


def _anyhow(
    sentence: Sentence, number: int, mine: Sequence[str], other: str, measures: Sequence[Measure]
) -> Iterator[Claim]:
    """Beside no figure: the difference may be of anything."""
    said = sentence.token(number)
    right = [
        reading.apart
        for code in mine
        for reading in _readings(sentence, code, other, measures, stands=False)
    ]
    if right:
        verdict = Verdict.TRUE if said.value in right else Verdict.FALSE
        yield from sentence.claim(number, Kind.MARGIN, verdict, like(said.said, right[0]))


def _measures(sentence: Sentence, at: int, unit: str | None) -> Sequence[Measure]:
    if unit is None:
        return (Measure.STABLEFORD, Measure.GROSS, Measure.NET)
    counted = unit_of(unit)
    if counted is Measure.GROSS:
        return (Measure.GROSS, Measure.NET)
    return tuple(dict.fromkeys((Measure.STABLEFORD, *measures_meant(sentence, at, counted))))


def _readings(
    sentence: Sentence, code: str, other: str, measures: Sequence[Measure], *, stands: bool
) -> Iterator[_Reading]:
    """What a figure may be: of all rounds so far, of one, of a part of one."""
    book = sentence.book
    rounds = list(dict.fromkeys([*sentence.any_rounds(0), *book.numbers]))
    for measure in measures:
        for number in rounds:
            mine, its = (total_at(book, each, measure, Moment(number)) for each in (code, other))
            if mine is not None and its is not None:
                strokes = book.strokes_total(code, number)
                yield _Reading(_written(measure, mine, strokes), abs(mine - its))
        for number in () if stands else rounds:
            for first, last in ((1, HOLES), *parts_named(sentence)):
                mine, its = (book.stretch(p, number, measure, first, last) for p in (code, other))
                if mine is not None and its is not None:
                    strokes = book.strokes(code, number, first, last)
                    yield _Reading(_written(measure, mine, strokes), abs(mine - its))


def _written(measure: Measure, value: int, strokes: int | None) -> frozenset[tuple[str, int]]:
    if measure is Measure.STABLEFORD:
        return frozenset({(Sign.NUMBER.value, value)})
    found = {(Sign.TO_PAR.value, value)}
    if strokes is not None and measure is Measure.GROSS:
        found.add((Sign.NUMBER.value, strokes))
    return frozenset(found)


def _won_by(
    sentence: Sentence,
    number: int,
    rival: str | None,
    unit: str | None,
    winner: Sequence[str] = (),
) -> Iterator[Claim]:
    """By how much a prize was won, from the next or from whoever is named."""
    book = sentence.book
    at = sentence.pattern.index(f"#{number}")
    ended = sentence.section_round in (None, book.last) and book.tournament.finished
    if not ended:
        return
    people = set(winner or sentence.playing(sentence.owner(at)))
    others = sentence.token(rival).codes if rival else ()
    values: list[int | None] = []
    for measure in measures_meant(sentence, at, unit_of(unit)):
        end = Moment(book.last)
        first = [code for code in leaders_at(book, measure, end) if not people or code in people]
        values += [ahead(book, measure, end, code, others) for code in first if code not in others]
    if not values or None in values:
        return
    said = sentence.token(number)
    verdict = Verdict.TRUE if said.value in values else Verdict.FALSE
    yield from sentence.settle(
        sentence.claim(number, Kind.MARGIN, verdict, like(said.said, values[0] or 0))
    )
