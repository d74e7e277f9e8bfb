"""What one took from another over a day, a nine, some holes: "clawed back six on Ned".

Who gained on whom, and how much, by any verb and in either direction; "six points out of the lead"
is what the distance to the front shrank by. Over which holes is open where the words name none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.leading.in_one_breath import measures_meant, unit_of
from teg_tui.golf.claims.nearby import holes_of
from teg_tui.golf.claims.places.standing_words import Moment, ahead, leaders_at
from teg_tui.golf.claims.scorebook import Scorebook
from teg_tui.golf.claims.sums.parts import ends, parts_named
from teg_tui.golf.claims.words import grammar
from teg_tui.golf.claims.words.numbers import like
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.tour import HOLES, Measure

_WORD, _UNIT = grammar.UNIT_WORD, grammar.TOLD_UNIT
_LITTLE = (
    r"(?:(?:just|only|exactly|a mere|a further|another|no (?:more|fewer|less) than|back|up|a|the)"
    r" )*"
)
_TOOK = (
    r"(?:t[ao]k(?:e|es|en|ing)|took|claw(?:ed|s|ing)|pull(?:ed|s|ing)|ma[dk](?:e|es|ing) up"
    r"|gain(?:ed|s|ing)?"
    r"|pick(?:ed|s|ing) up|recover(?:ed|s|ing)?|w[io]n(?:s|ning)? back|regain(?:ed|s|ing)"
    r"|cut(?:s|ting)?"
    r"|shav(?:ed|es|ing)|trimm?(?:ed|s|ing)|knock(?:ed|s|ing)|reel(?:ed|s|ing) in|snatch(?:ed|es"
    r"|ing)"
    r"|chipp?(?:ed|s|ing)|slic(?:ed|es|ing)|carv(?:ed|es|ing)|ate|wiped|lopp(?:ed|ing)"
    r"|clipp(?:ed|ing))"
)
_GAVE = (
    r"(?:los(?:t|es|e|ing)|dropp?(?:ed|s|ing)|shed(?:s|ding)?|conced(?:ed|es|ing)|surrender(?:ed"
    r"|s|ing)"
    r"|g[ai]ve(?:s|n)? (?:up|away|back)|giving (?:up|away|back)|leak(?:ed|s|ing)"
    r"|ship(?:ped|s|ping)|yield(?:ed|s|ing))"
)
_FRONT = (
    r"(?:(?:the |his |its )?(?:overnight )?(?:leaders?|lead|gap|deficit|advantage|margin|cushion"
    r"|pace)\b)"
)
_GAINED = compiled(
    rf"\b(?:{_TOOK} {_LITTLE}#(?P<n>\d+){_UNIT} (?:out of|off|on|from|back on|against|of)"
    rf"|{_GAVE} {_LITTLE}#(?P<m>\d+)(?:[- ](?P<unit2>{_WORD}))? to)"
    rf" (?:(?:the )?(?:[a-z-]+ )?@(?P<x>\d+)(?P<his>'s?)?|(?P<front>{_FRONT}))"
)
_HIS_LEAD = compiled(r" (?:=\d+ |overnight )?(?:lead|advantage|margin|cushion)\b")
_OUTDID = compiled(
    r"\b(?:out(?:scored|pointed|shot|played|gunned|did|drove|scoring|pointing)|outscores|bettered"
    rf"|betters|bettering) (?:his brother "
    rf"|the )?@(?P<x>\d+) by {_LITTLE}#(?P<n>\d+){_UNIT}(?![a-z -]* to #)"
    rf"|\bbeat (?:his brother |the )?@(?P<y>\d+) by {_LITTLE}#(?P<m>\d+)(?:[- ](?P<unit2>{_WORD}))?"
    r"(?= (?:on the day|today|that day|in the round|for the day|over the (?:round|\$)|on the \$))"
    rf"|(?:was|is|finished) #(?P<k>\d+)(?:[- ](?P<unit3>{_WORD}))? (?:better than|ahead of|clear of"
    r"|in front of) @(?P<z>\d+) (?:on the day|today|that day|in the round|for the day"
    r"|over the round)"
    rf"|\b(?:needed|took|had) #(?P<j>\d+)(?:[- ](?P<unit4>{_WORD})) (?:fewer"
    rf"|more) than @(?P<w>\d+)\b(?!')"
)
_ADDED = compiled(
    rf"\b(?:add(?:ed|s|ing)|tack(?:ed|s) on) {_LITTLE}#(?P<n>\d+){_UNIT} to (?:his|the|that|an?)"
    r" (?:[a-z-]+ |=\d+ ){0,3}?(?:lead|advantage|margin|cushion|buffer)\b"
)
_BEST = compiled(
    r"\b(?:outscored|outpointed|outshot|beat|bettered) (?:the next(?: best| nearest)?(?: man"
    r"| player"
    rf"| card)?|every(?:one|body)(?: else)?|the (?:rest|field)|any(?:one|body) else) by"
    rf" {_LITTLE}#(?P<n>\d+){_UNIT}"
)
_MADE_UP = compiled(r"\b(?:ma[dk]|claw|pull|recover|regain|wiped)[a-z]*\b(?: up| back)?")
"""Words of a gain that may as well be all that he was behind before."""
_SWING = compiled(
    rf"#(?P<n>\d+)[- ](?P<unit>{_WORD}) (?:swing|turnaround|turnround) (?:between|from) @(?P<a>\d+)"
    r" (?:and|to) @(?P<b>\d+)"
    rf"|@(?P<c>\d+) and @(?P<d>\d+)\b[^.;:]{{0,60}}#(?P<m>\d+)[- ](?P<unit2>{_WORD}) (?:swing"
    rf"|turnaround)"
)


_OVER_ROUNDS = compiled(
    r"[^;:]{0,90}?\b(?:over|in|across|through|during|on) (?:both |all |each )?(?:of )?(?:the |those"
    r" |these )?(?:(?:\^\d+|first|last|final|closing|opening|next|middle|other) )?(?:#\d+ )?"
    r"(?:rounds|days)\b"
)
"""Words of a gain over several rounds."""
_CUES = (
    " out of",
    " off ",
    " on ",
    " from ",
    " against",
    " of ",
    " to ",
    " by ",
    "swing",
    "turn",
    "better than",
    "ahead of",
    "clear of",
    "in front of",
    " than ",
)


def check_gains(sentence: Sentence) -> Iterator[Claim]:
    """How much one gained on another."""
    if sentence.elsewhere or not sentence.has(*_CUES):
        return
    for match in _GAINED.finditer(sentence.pattern):
        number = int(match["n"] or match["m"])
        unit = match["unit"] or match["unit2"]
        rivals = sentence.token(match["x"]).codes if match["x"] else ()
        if not match["his"] or _HIS_LEAD.match(sentence.pattern, match.end()):
            made_up = _MADE_UP.match(match[0]) is not None
            yield from _judged(sentence, number, match.start(), unit, rivals, made_up=made_up)
    for match in _OUTDID.finditer(sentence.pattern):
        number = int(next(match[g] for g in "nmkj" if match[g]))
        rival = next(match[g] for g in "xyzw" if match[g])
        unit = match["unit"] or match["unit2"] or match["unit3"] or match["unit4"]
        codes = sentence.token(rival).codes
        yield from _judged(sentence, number, match.start(), unit, codes)
    for pattern in (_ADDED, _BEST):
        for match in pattern.finditer(sentence.pattern):
            number = int(match["n"])
            yield from _judged(sentence, number, match.start(), match["unit"], ())
    for match in _SWING.finditer(sentence.pattern):
        one, other = match["a"] or match["c"], match["b"] or match["d"]
        number, unit = int(match["n"] or match["m"]), match["unit"] or match["unit2"]
        codes = sentence.token(other).codes
        yield from _judged(
            sentence, number, match.start(), unit, codes, mine=sentence.token(one).codes
        )


def _judged(
    sentence: Sentence,
    number: int,
    at: int,
    unit: str | None,
    rivals: Sequence[str],
    *,
    mine: Sequence[str] = (),
    made_up: bool = False,
) -> Iterator[Claim]:
    over_rounds = _OVER_ROUNDS.match(sentence.pattern, at)
    if number in sentence.claimed or sentence.may_be(at) or over_rounds:
        return
    book, token = sentence.book, sentence.token(number)
    owner = sentence.owner(at)
    people = [code for code in mine or sentence.playing(owner) if code not in rivals]
    if not people or (owner and owner.every):
        return
    found = [
        value
        for measure in measures_meant(sentence, at, unit_of(unit))
        for round_ in sentence.any_rounds(at)
        for first, last in _parts(sentence, at)
        for code in people
        for value in _gained(book, code, rivals, measure, round_, first, last)
    ]
    if made_up:
        found += _deficits(
            sentence, at, people, rivals, measures_meant(sentence, at, unit_of(unit))
        )
    right = [abs(value) for value in found]
    if not right:
        return
    verdict = Verdict.TRUE if token.value in right else Verdict.FALSE
    yield from sentence.claim(number, Kind.MARGIN, verdict, like(token.said, right[0]))


_OUT = compiled(r"\b(?:going|went|way) out\b|\boutwards?\b")
_HOME = compiled(r"\b(?:coming|came|way) (?:home|in)\b|\binward\b")


def _parts(sentence: Sentence, at: int) -> list[tuple[int, int]]:
    """Over which holes: those named, else those spoken of before, or all."""
    holes = holes_of(sentence)
    parts = [*parts_named(sentence), *ends(sentence.around(at))]
    for hole in holes:
        parts += [(hole, hole), (hole, HOLES), (1, hole), (hole + 1, HOLES), (1, hole - 1)]
    parts += [(min(holes), max(holes))] if len(holes) > 1 else []
    words = sentence.around(at)
    parts += [(1, 9)] if _OUT.search(words) else []
    parts += [(10, HOLES)] if _HOME.search(words) else []
    parts += [] if parts_named(sentence) else [(1, HOLES), *sentence.focus.parts]
    return [(first, last) for first, last in parts if 1 <= first <= last <= HOLES]


def _gained(
    book: Scorebook,
    code: str,
    rivals: Sequence[str],
    measure: Measure,
    number: int,
    first: int,
    last: int,
) -> Iterator[int]:
    """How much a player gained over some holes on others; without any on the lead, and its men."""
    if code not in book.codes:
        return
    before, after = _moment(book, number, first - 1), Moment(number, last)
    if rivals:
        others = [rival for rival in rivals if rival in book.codes]
    else:
        others = [leader for when in (before, after) for leader in leaders_at(book, measure, when)]
        was, now = (ahead(book, measure, when, code, ()) for when in (before, after))
        if was is not None and now is not None:
            yield now - was
        day = [book.stretch(p, number, measure, first, last) for p in book.codes if p != code]
        its, known = (
            book.stretch(code, number, measure, first, last),
            [d for d in day if d is not None],
        )
        if its is not None and known:
            best = max(known) if measure is Measure.STABLEFORD else min(known)
            yield its - best
    for other in dict.fromkeys(others):
        mine, its = (book.stretch(p, number, measure, first, last) for p in (code, other))
        if mine is not None and its is not None and other != code:
            yield mine - its


def _deficits(
    sentence: Sentence,
    at: int,
    people: Sequence[str],
    rivals: Sequence[str],
    measures: Sequence[Measure],
) -> list[int]:
    """How far players were behind others, or the lead, before the rounds that may be meant."""
    earlier = [sentence.book.before(number) for number in sentence.any_rounds(at)]
    moments = [Moment(number) for number in earlier if number is not None]
    gaps = [
        ahead(sentence.book, measure, moment, code, rivals)
        for measure in measures
        for moment in moments
        for code in people
    ]
    return [gap for gap in gaps if gap is not None]


def _moment(book: Scorebook, number: int, hole: int) -> Moment:
    """After a hole; before the first it is after the round before."""
    earlier = book.before(number)
    return Moment(number, hole) if hole or earlier is None else Moment(earlier)
