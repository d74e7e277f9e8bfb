"""Before anything is called false: whether it is right of somebody, or some moment, close by.

Prose has more forms than there are rules. So a figure that is not as it should be by the rule that
took it is held once more against all that its sentence may be about: everybody it names, every
moment it names, the prizes its paragraph speaks of. What is right in such a reading may have been
misread, and is unchecked. Where the words beside a figure leave no choice ("Quillock's birdie",
"four points behind fifth place", "16 on the back nine") there is no second reading, nor where a
rule has settled by other figures of the sentence what one is of (`Sentence.settle`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from teg_tui.golf.claims.boxes.place_tables import said_tied
from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.nearby import (
    AT_END,
    AT_START,
    holes_of,
    holes_told,
    measures_of,
    people_of,
    rounds_of,
    rounds_told,
)
from teg_tui.golf.claims.scorebook import place_in
from teg_tui.golf.claims.second_counts import fits_count
from teg_tui.golf.claims.second_distances import distances
from teg_tui.golf.claims.second_leads import in_another_reading
from teg_tui.golf.claims.second_totals import totals
from teg_tui.golf.claims.sums.parts import parts_named
from teg_tui.golf.claims.words import grammar
from teg_tui.golf.claims.words.numbers import CARDINALS, cardinal
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.claims.words.tokens import Sign
from teg_tui.golf.tour import Measure

_UNIT = grammar.UNIT
_SURE = {
    Kind.TOTAL: compiled(rf"#\d+{_UNIT} (?:on|over|in|through|from) (?:the |his )?\$"),
    Kind.MARGIN: compiled(
        rf"#\d+{_UNIT} (?:behind|ahead of|clear of|adrift of|off|from|short of) \^"
    ),
    Kind.POSITION: compiled(r"\^\d+ (?:in the )?="),
}
"""By kind, the words from a number on that leave no choice."""
_PLAIN = compiled(r"~\d+ vs\b")
_NO_SUM = compiled(
    r"\b(?:broke|break|under|over|above|below|than|at least|passed|topped|reach(?:ed)?|exceed\w*) $"
    r"|^\s*(?:start of|before|overnight)\b[^:]*:"
)
"""Before a bound, or in a list of how it stood before the round."""
_LABELLED = compiled(r"^\W*@\d+(?: \([^)]*\))?(?::| -| –) (?:#\d+ points? and )?$")
"""Between a name that a line begins with and what he had."""
_OF_ALL = compiled(r"(?<!\bin )\b(?:both|all(?! (?:week|day|round)\b)|each|apiece|every)\b")
_OF_SOME_HOLES = compiled(
    r"\b(?:in between|(?:between|from|for) (?:the )?#\d+ of them|apart from (?:that|those|them))\b"
)
"""Words of holes that are told elsewhere in the passage."""
_AT_MOST = compiled(
    r"\b(?:as (?:many|much|few|little) as"
    r"|at (?:his|its|their|the) (?:best|worst|most|peak|height|widest)"
    r"|at one (?:point|stage|time)|at most|at times|once #)"
)
"""Words of what a distance was at some time of the round."""
_OF_A_FIGURE = compiled(r"\bshort of (?:it|that|this)\b")
"""Words of how far a figure is from one that another sentence gives."""
_COUNTED_THERE = compiled(r"(?<![,;(] )\bthere\b(?! (?:was|were|is|are)\b)")
_OWN_DEED = compiled(
    r"\bpar-$|@\d+'s? (?:[a-z-]+ )?$"
    r"|(?:@\d+|\bhe) (?:made|took|had|scored|carded|posted|needed|ran up|walked off with)"
    r" (?:an? )?$"
    r"|\bhis (?:[a-z-]+ )?$"
)
"""Before what can be nobody else's: a hole's par, somebody's birdie."""
_STEPPED = compiled(
    rf"\b(?:lead|advantage|margin|cushion|gap|deficit|arrears)\b[^.;]{{0,45}}"
    rf"(?:\bfrom #\d+{_UNIT}[a-z ]{{0,20}} to (?:just |only )?#\d+|\bto #\d+{_UNIT} from #\d+"
    r"|\bis (?:now|down to) #\d+)"
)
"""What a lead was before and after: neither may be meant of another time."""
_OWN_PLACE = compiled(
    r"@(\d+)(?: \([^)]*\))?,? (?:(?:slipping|dropping|falling|climbing|moving|rising|sliding|still"
    r"|now|in|to|up|down|back|back in|finished|finishing|ended|ending|lies|lay|sits|was|is"
    r"|who (?:was|is|had been)) )*$"
)
"""Before a place that is his who is named right there."""
_MOVED = compiled(r"\bfrom (?:a share of )?(?:the )?\^\d+[^@]{0,24} to |\^\d+ to \^")
_OF_A_LEAD = compiled(
    r"\b(?:lead|margin|cushion|advantage|gap|deficit|ahead|behind|clear"
    r"|in hand|to the good|to make up|to find|to spare|between)\b"
)
_ADDED = compiled(r"\b(?:added|adding|gain(?:ed|ing)|took|cut|gave back|knocked|wiped) $")
_TO_FIND = compiled(r"\b(?:to (?:make up|find|catch|gain)|must make up|needs?)\b")
"""Words of what it takes to be in front: one more than to be level."""
_HE_FIRST = compiled(r"\W*(?:he|his)\b")
_APART = compiled(r"#\d+[- ](?:points?|strokes?|shots?) (?:ahead|behind|clear|back|up|in front)\b")
_LAST = frozenset({"last", "bottom", "rear"})
_ON_A_HOLE = 12
"""No more than this is told of a single hole."""
_CHANGED = compiled(rf"#\d+{_UNIT} (?:fewer|more|better|worse|higher|lower|less)\b")
"""What is told of two rounds, not of a hole."""
_HAD = compiled(r"\bhad (?:been|stood|lain|sat|begun|started)\b|'d been\b")
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
    if claim.verdict is not Verdict.FALSE or claim in sentence.settled:
        return claim
    at, value = _place(sentence, claim)
    if _fits(sentence, claim.kind, at, value, claim.said) or _of_less(sentence, claim, at, value):
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
    """Whether what is said at a place of the pattern is right in any reading."""
    bound = value is not None and _NO_SUM.search(sentence.pattern[:at])
    if bound or _PLAIN.match(sentence.pattern, at):
        return False
    if kind is Kind.COUNT and value is None and grammar.EXCEPTED.search(sentence.pattern):
        return True
    if _somewhere(sentence, kind, at) or (kind in _FITTING and _of_nobody_named(sentence)):
        return True
    if kind is Kind.POSITION and said in _LAST:
        value = len(sentence.book.codes)
    if kind is Kind.HOLE:
        back = grammar.THERE.search(sentence.pattern, *sentence.part(at))
        if back and "!" not in sentence.pattern[: back.start()]:
            return _on_a_hole(sentence, at, value, said, holes_told(sentence))
        own = _OWN_DEED.search(sentence.pattern[:at])
        return not own and _on_a_hole(sentence, at, value, said, holes_of(sentence))
    if kind is Kind.LEAD:
        return in_another_reading(sentence, at, said)
    fits = _FITTING.get(kind)
    return value is not None and fits is not None and fits(sentence, at, abs(value))


def _of_less(sentence: Sentence, claim: Claim, at: int, value: int | None) -> bool:
    """Whether a total is so much smaller than what was judged that it must be of something less.

    "Four pars that brought three points apiece" is of a hole, not of the round.
    """
    if claim.kind is not Kind.TOTAL or value is None or abs(value) > _ON_A_HOLE:
        return False
    right = claim.expected.casefold()
    if _SURE[Kind.TOTAL].match(sentence.pattern, at) or _CHANGED.match(sentence.pattern, at):
        return False
    return (right.isdigit() or right in CARDINALS) and cardinal(right) > 2 * abs(value)


def _of_nobody_named(sentence: Sentence) -> bool:
    """Whether it is told of a "he" whom the passage has not named."""
    before = sentence.topic or sentence.focus.codes or sentence.focus.others
    return not before and _HE_FIRST.match(sentence.pattern) is not None


def _somewhere(sentence: Sentence, kind: Kind, at: int) -> bool:
    """Whether it was at a hole that only a sentence before names; or is a distance after all."""
    if kind is Kind.HOLE and _APART.match(sentence.pattern, at):
        return True
    return (
        kind is Kind.COUNT
        and Sign.HOLE not in sentence.signs
        and _COUNTED_THERE.search(sentence.pattern) is not None
    )


def _fits_total(sentence: Sentence, at: int, value: int) -> bool:
    if _OF_ALL.search(sentence.around(at)):
        return False
    if _OF_SOME_HOLES.search(sentence.pattern):
        return True
    if _SURE[Kind.TOTAL].match(sentence.pattern, at):
        return False
    if _OF_A_LEAD.search(sentence.pattern) and value in distances(sentence, at):
        return True
    if _LABELLED.search(sentence.pattern[:at]):
        return False
    added = _ADDED.search(sentence.pattern[:at]) is not None
    return added or value in totals(sentence, at, value)


def _fits_margin(sentence: Sentence, at: int, value: int) -> bool:
    if _SURE[Kind.MARGIN].match(sentence.pattern, at):
        return False
    stepped = any(m.start() <= at < m.end() for m in _STEPPED.finditer(sentence.pattern))
    if stepped and not holes_of(sentence) and not parts_named(sentence):
        return False
    if _AT_MOST.search(sentence.pattern) or _OF_A_FIGURE.search(sentence.pattern):
        return True
    found = distances(sentence, at)
    to_find = _TO_FIND.search(sentence.around(at)) is not None
    return value in found or (to_find and value - 1 in found)


def _fits_position(sentence: Sentence, at: int, value: int) -> bool:
    if _SURE[Kind.POSITION].match(sentence.pattern, at) or _MOVED.search(sentence.pattern):
        return False
    return value in _places(sentence, at)


_FITTING = {
    Kind.TOTAL: _fits_total,
    Kind.MARGIN: _fits_margin,
    Kind.POSITION: _fits_position,
    Kind.COUNT: fits_count,
}


def _on_a_hole(
    sentence: Sentence, at: int, value: int | None, said: str, holes: Sequence[int]
) -> bool:
    """Whether anybody near did that on any of some holes."""
    book = sentence.book
    over = _DEEDS.get(said.casefold().replace("-", " ").removesuffix("s"))
    for code in people_of(sentence, at):
        for number in rounds_of(sentence):
            for hole in holes:
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


def _places(sentence: Sentence, at: int) -> set[int]:
    """Where those near stood after the rounds, and before them unless the words say after."""
    book, text = sentence.book, sentence.pattern
    after_only = AT_END.search(text) is not None and AT_START.search(text) is None
    after_only = after_only and not _HAD.search(text)
    found: set[int] = set()
    tied = said_tied(sentence, at)
    named = _OWN_PLACE.search(text[:at])
    his = named.start() if named else -1
    own = next((codes for p, codes, other in sentence.people if p == his and not other), ())
    people = own or people_of(sentence, at)
    rounds = [*rounds_of(sentence), *rounds_told(sentence)]
    rounds += [] if sentence.section_round else [book.last]
    for number in rounds:
        for measure in measures_of(sentence) if tied is None else Measure:
            afters = (number, *(() if after_only and tied is None else (book.before(number),)))
            tables = [book.table(measure, after) for after in afters]
            tables += [book.day(measure, number)] if tied is not None else []
            rows = [place_in(t, code) for t in tables for code in people]
            found |= {row.position for row in rows if row is not None and tied in (None, row.tied)}
    return found
