"""What happened on a hole: scores, birdies and blow-ups, points; a hole's par, how it played."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from teg_tui.golf import rules
from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.numbers import like, like_ordinal
from teg_tui.golf.claims.reading import Owner, Sentence
from teg_tui.golf.claims.scorebook import Scorebook
from teg_tui.golf.facts import HoleFacts, hole_facts
from teg_tui.golf.tour import HOLES
from teg_tui.golf.wording import score_name


@dataclass(frozen=True)
class Played:
    """One player's hole."""

    strokes: int
    par: int
    points: int | None

    @property
    def over(self) -> int:
        """Strokes to par."""
        return self.strokes - self.par


@dataclass(frozen=True)
class Deed:
    """Something that a player is said to have done on a hole."""

    at: int
    end: int
    fits: Callable[[Played], bool]
    right: Callable[[Played], str]
    number: int | None = None
    """The token it turns on; None: words."""


_TERMS: tuple[tuple[str, Callable[[Played], bool]], ...] = (
    (r"(?:double[- ]bogey(?:s|ed|ing)?|doubles?(?= (?:at|on)\b))", lambda p: p.over == 2),
    (r"(?:triple[- ]bogey(?:s|ed|ing)?|triples?(?= (?:at|on)\b))", lambda p: p.over == 3),
    (r"(?:quadruple[- ]bogey(?:s|ed|ing)?|quadruples?|quads?)", lambda p: p.over == 4),
    (r"(?:quintuple[- ]bogey(?:s|ed|ing)?|quintuples?)", lambda p: p.over == 5),
    (r"(?:sextuple[- ]bogey(?:s|ed|ing)?|sextuples?)", lambda p: p.over == 6),
    (r"(?:birdie[sd]?|birdying)", lambda p: p.over == -1),
    (r"(?:eagle[sd]?|eagling)", lambda p: p.over == -2),
    (r"(?:blow-?ups?|blew up|blowing up|disasters?)", lambda p: p.over >= rules.BLOW_UP),
    (r"(?:bogey(?:s|ed|ing)?)", lambda p: p.over == 1),
    (
        r"(?:pars|parred|parring"
        r"|(?<!level )(?<!over )(?<!under )(?<!below )(?<!to )(?<!of )(?<!-)par(?! [-#\d]|-))",
        lambda p: p.over == 0,
    ),
    (
        r"(?:zero(?:es|s)?|noughts?|no points|(?:scor\w+|for|made) nothing|fail\w+ to (?:score"
        r"|register)|pointless)",
        lambda p: p.points == 0,
    ),
)
_TERM = re.compile("|".join(rf"\b(?P<t{n}>{words})(?![\w])" for n, (words, _) in enumerate(_TERMS)))
_STROKES = re.compile(
    r"(?:(?:\b(?:an?|the|his|another|both|own|with|made|makes?|posted|posts?|took|takes?|carded"
    r"|cards?"
    r"|recorded|scored|scores|posting|taking|making|carding|recording|scoring|rolled in an?"
    r"|followed by|also made|'s|,|and|or|for|then|than|ran up) |\()"
    r"(?:catastrophic |disastrous |horror |horrible |ugly |painful |nightmare |costly |rare "
    r"|regulation "
    r"|closing |shocking |messy )?)#(?P<n>\d+)"
    r"(?= (?:at|on|there|came|arrived)\b|,? (?:at|on) (?:the|!)|[,.;)]|$| (?:for|and|or|to|with"
    r"|that|which"
    r"|while|strokes?|was|cost)\b| \()"
)
_POINTS = re.compile(r"#(?P<n>\d+)(?:[- ](?:points?|pts?)\b|-pointers?\b)")
_HERE = re.compile(
    r"(?:[- ](?:bogey|strokes?|shots?|over par|over"
    r"|score))?(?:,? ~\d+)?(?: \(.{0,20}\))?(?: again)?(?:,)?"
    r"(?: for (?:no points|nothing|#\d+ points?|#\d+ over(?: par)?))?"
    r" (?:at|on|coming at|arrived at|followed at|arriving at|came at)(?: the)?(?: (?:par[- ]#\d+"
    r"|short|long|brutal|difficult|treacherous|tough|easy|same|very|testing"
    r"|penultimate))* ?(?:hole |h)?!(\d+)"
)
_VERBED = re.compile(r" (?:the )?(?:par[- ]#\d+ )?(?:hole |h)?!(\d+)")
_MORE = re.compile(r"(?:,? and |, (?:and )?|,? or )(?:at |on )?(?:the )?!(\d+)")
_EARLIER = re.compile(
    r"(?:\b(?:at|on)(?: the)?(?: [a-z-]+| par[- ]#\d+){0,2} |^h?|^the (?=!\d+ (?:cost|gave"
    r"|brought) )"
    r"|^hole )!(\d+)(?: \([^)]*\))?(?:[,:]| (?=@)| (?=he\b))? ?[^!;]*$"
)


def check_holes(sentence: Sentence) -> Iterator[Claim]:
    """What a sentence says of single holes."""
    told = ("!", " there", " with a")
    if sentence.elsewhere or not any(words in sentence.pattern for words in told):
        yield from _pars(sentence)
        return
    for deed in _deeds(sentence):
        holes = _holes_of(sentence, deed)
        if holes and not sentence.may_be(deed.at):
            yield from _judged(sentence, deed, holes)
    yield from _pars(sentence)
    yield from _averages(sentence)


def _deeds(sentence: Sentence) -> Iterator[Deed]:
    text = sentence.pattern
    for match in _TERM.finditer(text):
        index = int((match.lastgroup or "t0")[1:])
        negated = re.search(
            r"\b(?:no|without(?: an?)?|never|not|lone|zero) (?:[a-z]+ )?$", text[: match.start()]
        )
        if not negated:
            yield Deed(match.start(), match.end(), _TERMS[index][1], lambda p: score_name(p.over))
    for match in _DROPPED.finditer(text):
        token = sentence.token(match["n"])
        yield Deed(
            match.start("n") - 1,
            match.end(),
            partial(_lost, token.value),
            partial(_over_like, token.said),
            int(match["n"]),
        )
    for match in _STROKES.finditer(text):
        number = int(match["n"])
        token = sentence.token(number)
        of_holes = _LIST_OF_HOLES.search(text[: match.start("n") - 1])
        if 1 <= token.value <= 15 and not of_holes:
            points_too = bool(_POINTS.search(text[: match.start()]))
            yield Deed(
                match.start("n") - 1,
                match.end(),
                partial(_scored, token.value, points_too=points_too),
                partial(_strokes_like, token.said),
                number,
            )


_LIST_OF_HOLES = re.compile(r"\bholes !\d+(?:, [!#]\d+)*(?:,|,? and) $")
"""Before one more hole: "birdies on holes 11, 14"."""
_ENDS = re.compile(
    r"\b(?:(?P<first>opened|opens|started|starts|began|begins|opening|starting)|closed|closes"
    r"|finished|finishes|ended|signed off)"
    r" with an? (?:[a-z-]+ )?.$"
)
"""Before a score: the first hole, or the last."""
_DROPPED = re.compile(
    r"\b(?:dropp(?:ed|ing)|lost|shed) #(?P<n>\d+) (?:shots?|strokes?)(?= (?:at|on)\b)"
)


def _lost(value: int, played: Played) -> bool:
    return played.over == value


def _over_like(said: str, played: Played) -> str:
    return like(said, max(0, played.over))


def _scored(value: int, played: Played, *, points_too: bool) -> bool:
    """Whether a bare number is the strokes, or, where points were spoken of before, the points."""
    return played.strokes == value or (points_too and played.points == value)


def _strokes_like(said: str, played: Played) -> str:
    return like(said, played.strokes)


def _holes_of(sentence: Sentence, deed: Deed) -> list[tuple[int, int | None]]:
    """The holes that a deed is told of, each with its token where it is named in the sentence."""
    text = sentence.pattern
    match = _HERE.match(text, deed.end) or (
        _VERBED.match(text, deed.end) if text[deed.end - 1] in "dg" else None
    )
    if match is None and text.startswith(" there", deed.end):
        hole = sentence.last_hole(deed.at)
        return [] if hole is None else [(hole, None)]
    if match is None:
        ends = _ENDS.search(text[: deed.at + 1])
        if ends:
            return [(1 if ends["first"] else HOLES, None)]
        start = sentence.clause(deed.at)[0]
        if start and text.startswith(("where", ", where"), start):
            start = sentence.clause(start - 1)[0]
        before = _EARLIER.search(text[start : deed.at])
        between = text[start + before.end(1) : deed.at] if before else "#"
        if before is None or "#" in re.sub(r"par[- ]#\d+", "", between):
            return []
        return [(sentence.token(before[1]).value, int(before[1]))]
    found = [int(match[1])]
    end = match.end()
    while more := _MORE.match(text, end):
        found.append(int(more[1]))
        end = more.end()
    return [(sentence.token(number).value, number) for number in found]


def _rounds_of(sentence: Sentence, deed: Deed, hole: int | None) -> tuple[int, ...]:
    """The rounds that a deed may be of: one named beside it or beside the hole, else the rest."""
    beside = sentence.round_beside(deed.at, deed.end)
    if beside is None and hole is not None:
        place = re.search(rf"!{hole}(?!\d)", sentence.pattern)
        beside = sentence.round_beside(place.start(), place.end()) if place else None
    return (beside,) if beside is not None else sentence.any_rounds(deed.at, deed.end)


def _judged(
    sentence: Sentence, deed: Deed, holes: Sequence[tuple[int, int | None]]
) -> Iterator[Claim]:
    """A claim a hole; it turns on the hole where there are several, else on the score."""
    owner = sentence.owner(deed.at, deed.end)
    for hole, number in holes:
        rounds = _rounds_of(sentence, deed, number)
        verdict, right = Verdict.UNCHECKED, ""
        if owner is not None:
            verdict, right = _verdict(sentence, owner, hole, rounds, deed)
        if len(rounds) > 1:
            right = ""
        if number is not None and len(holes) > 1:
            where = _where(sentence, owner, rounds, deed) if owner else []
            if len(where) == 1:
                right = like_ordinal(sentence.token(number).said, where[0])
            yield from sentence.claim(number, Kind.HOLE, verdict, right)
        elif deed.number is not None:
            yield from sentence.claim(deed.number, Kind.HOLE, verdict, right)
        else:
            said = sentence.pattern[deed.at : deed.end]
            yield from sentence.claim_at(deed.at, said, Kind.HOLE, verdict, right)


def _verdict(
    sentence: Sentence, owner: Owner, hole: int, rounds: Sequence[int], deed: Deed
) -> tuple[Verdict, str]:
    found = [
        [p for n in rounds if (p := played(sentence.book, code, n, hole))]
        for code in owner.codes
        if code in sentence.book.codes
    ]
    if not found or not all(found):
        return Verdict.UNCHECKED, ""
    good = [any(deed.fits(p) for p in its) for its in found]
    if all(good) if owner.every else any(good):
        return Verdict.TRUE, ""
    wrong = found[good.index(False)][0]
    if owner.every and not owner.sure:
        return Verdict.UNCHECKED, ""
    return (Verdict.FALSE if owner.sure else Verdict.UNCHECKED), deed.right(wrong)


def _where(sentence: Sentence, owner: Owner, rounds: Sequence[int], deed: Deed) -> list[int]:
    """The holes on which a player did such a thing."""
    return [
        hole
        for hole in range(1, 19)
        if any(
            (p := played(sentence.book, owner.codes[0], n, hole)) and deed.fits(p) for n in rounds
        )
    ]


def played(book: Scorebook, code: str, number: int, hole: int) -> Played | None:
    """How a player played a hole of a round."""
    card = book.card(code, number)
    score = card.scores[hole - 1] if card else None
    if card is None or score is None:
        return None
    return Played(score, card.holes[hole - 1].par, card.points[hole - 1])


_PAR = re.compile(
    r"\bpar[- ]#(?P<n>\d+) (?:hole |h)?!(?P<h>\d+)|!(?P<g>\d+),? (?:a |\(|the )?par[- ]#(?P<m>\d+)"
)


_ALONGSIDE = re.compile(r"\b(?:alongside|besides?|like) (?:the )?$")
"""Before a hole that another is compared with: what is in brackets is of the other."""


def _pars(sentence: Sentence) -> Iterator[Claim]:
    """A hole's par: "the par-5 10th"."""
    for match in _PAR.finditer(sentence.pattern):
        number, hole = int(match["n"] or match["m"]), int(match["h"] or match["g"])
        token, value = sentence.token(number), sentence.token(hole).value
        pars = [
            rnd.holes[value - 1].par
            for n in sentence.any_rounds(match.start())
            if (rnd := sentence.book.round(n))
        ]
        if pars and not _ALONGSIDE.search(sentence.pattern[: match.start()]):
            verdict = Verdict.TRUE if token.value in pars else Verdict.FALSE
            yield from sentence.claim(number, Kind.HOLE, verdict, like(token.said, pars[0]))


_AVERAGE = re.compile(
    r"(?:\baverag\w+|\bat an average|\bplay\w+"
    r"|on average)[^?!;]{0,50}[?](?P<n>\d+)(?P<unit> (?:strokes |shots )?(?:over|above)"
    r"| (?:strokes|shots)\b| (?:stableford )?(?:points|pts)\b|)"
    r"|\bat [?](?P<m>\d+)(?P<unit2> over par) on average"
)


def _averages(sentence: Sentence) -> Iterator[Claim]:
    """How a hole played: "averaging 2.29 over par"."""
    for match in _AVERAGE.finditer(sentence.pattern):
        hole = sentence.last_hole(match.start()) or next(
            (t.value for t in sentence.own if t.sign == "!"), None
        )
        number = int(match["n"] or match["m"])
        token = sentence.token(number)
        holes_named = [t for t in sentence.own if t.sign == "!"]
        if hole is None or len(holes_named) > 1:
            yield from sentence.claim(number, Kind.HOLE, Verdict.UNCHECKED)
            continue
        unit = match["unit"] or match["unit2"] or ""
        values = [
            v
            for n in sentence.any_rounds(match.start())
            for v in _means(sentence.book, n, hole, unit)
        ]
        decimals = len(token.said.split(".")[1])
        near = any(abs(v - token.exact) < 0.6 * 10**-decimals for v in values)
        verdict = Verdict.TRUE if near else Verdict.FALSE if values else Verdict.UNCHECKED
        right = f"{values[0]:.{decimals}f}" if values else ""
        yield from sentence.claim(number, Kind.HOLE, verdict, right)


def _means(book: Scorebook, number: int, hole: int, unit: str) -> list[float]:
    rnd = book.round(number)
    if rnd is None:
        return []
    facts: HoleFacts = hole_facts([rnd])[hole - 1]
    over = facts.average_over
    if "point" in unit or "pts" in unit:
        return [] if facts.average_points is None else [facts.average_points]
    if "over" in unit or "above" in unit:
        return [over]
    strokes = over + facts.hole.par
    return [strokes, over]


def hardest(book: Scorebook, number: int) -> dict[int, int]:
    """Ranks of a round's holes, 1 for the hardest; by hole."""
    rnd = book.round(number)
    return {facts.hole.number: facts.rank for facts in hole_facts([rnd])} if rnd else {}
