"""Holes themselves: their par, and what nobody made on them."""

from __future__ import annotations

from collections.abc import Iterator

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.play.whereabouts import holes_at, named_near
from teg_tui.golf.claims.scorebook import Scorebook
from teg_tui.golf.claims.words.numbers import like
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled

_NOBODY = compiled(
    r"\b(?:nobody|no one|no player|not one player|none of (?:them|the field)) (?P<did>parred"
    r"|birdied|made (?:a )?(?:par|birdie) (?:at|on)|scored (?:at|on)) (?:the )?!(?P<h>\d+)"
    r"|(?:\bnot (?:one|a(?: single)?)|#\d+|\bno) (?P<what>par|birdie)s? (?:was|were) (?:made|had"
    r"|seen|recorded) (?:at|on) (?:the )?!(?P<g>\d+)"
)


def check_hole_play(sentence: Sentence) -> Iterator[Claim]:
    """What a sentence says of holes, whoever played them."""
    yield from _pars(sentence)
    yield from _pars_told(sentence)
    if "!" in sentence.pattern and not sentence.elsewhere:
        yield from _nobody(sentence)


def _nobody(sentence: Sentence) -> Iterator[Claim]:
    """ "Nobody parred the 10th"."""
    told = sentence.has("nobody", "no ", "none", "not ", "no-one", " was ", " were ")
    for match in _NOBODY.finditer(sentence.pattern) if told else ():
        number = int(match["h"] or match["g"])
        deed = match["did"] or match["what"]
        over = -1 if "bird" in deed else 0
        by_points = deed.startswith("scored")
        hole = sentence.token(number).value
        fields = [
            rnd for n in sentence.any_rounds(match.start()) if (rnd := sentence.book.round(n))
        ]
        good = [
            not any(
                (card.points[hole - 1] or 0) > 0
                if by_points
                else (card.scores[hole - 1] or 0) - card.holes[hole - 1].par == over
                for card in rnd.cards
            )
            for rnd in fields
        ]
        if good and not sentence.may_be(match.start()):
            yield from sentence.claim(
                number, Kind.HOLE, Verdict.TRUE if any(good) else Verdict.FALSE
            )


_PAR = compiled(
    r"\bpar[- ]#(?P<n>\d+) (?:hole |h)?!(?P<h>\d+)|!(?P<g>\d+),? (?:a |\(|the )?par[- ]#(?P<m>\d+)"
)


_ALONGSIDE = compiled(r"\b(?:alongside|besides?|like) (?:the )?$")
"""Before a hole that another is compared with: what is in brackets is of the other."""


def _rounds(sentence: Sentence, at: int) -> tuple[int, ...]:
    """The rounds a hole may be of: the section's where the clause names none."""
    own = sentence.section_round
    if own and own in sentence.book.numbers and "&" not in sentence.around(at):
        return (own,)
    return sentence.any_rounds(at)


def _pars(sentence: Sentence) -> Iterator[Claim]:
    """A hole's par: "the par-5 10th"."""
    for match in _PAR.finditer(sentence.pattern) if "!" in sentence.signs else ():
        number, hole = int(match["n"] or match["m"]), int(match["h"] or match["g"])
        token, value = sentence.token(number), sentence.token(hole).value
        pars = [
            rnd.holes[value - 1].par
            for n in _rounds(sentence, match.start())
            if (rnd := sentence.book.round(n))
        ]
        if pars and not _ALONGSIDE.search(sentence.pattern[: match.start()]):
            verdict = Verdict.TRUE if token.value in pars else Verdict.FALSE
            yield from sentence.claim(number, Kind.HOLE, verdict, like(token.said, pars[0]))


_A_PAR = compiled(r"\bpar[- ]#(?P<n>\d+)(?!\d| (?:holes?|h)\b| ?!\d|-)")
_NO_PAR = compiled(
    r"\b(?:other|another|any|every|only|next|following|last|each|first|alongside|like|than)\b"
    r"|\bthe \^\d"
)
_LONGEST = 5


def _pars_told(sentence: Sentence) -> Iterator[Claim]:
    """What the par is of the hole that is spoken of: "he needed nine there, on a par four"."""
    for match in _A_PAR.finditer(sentence.pattern) if "par" in sentence.pattern else ():
        number, at = int(match["n"]), match.start()
        token = sentence.token(number)
        if number in sentence.claimed or token.value > _LONGEST or sentence.is_spoken(at):
            continue
        named, beside, _ = named_near(sentence, at)
        if _NO_PAR.search(beside):
            continue
        holes = named or holes_at(sentence, at)
        rounds = [rnd for n in sentence.any_rounds(at) if (rnd := sentence.book.round(n))]
        pars = [rnd.holes[hole - 1].par for rnd in rounds for hole in holes]
        if pars:
            verdict = Verdict.TRUE if token.value in pars else Verdict.FALSE
            right = like(token.said, pars[0]) if len(set(pars)) == 1 else ""
            yield from sentence.claim(number, Kind.HOLE, verdict, right)


def hardest(book: Scorebook, number: int) -> dict[int, int]:
    """Ranks of a round's holes, 1 for the hardest; by hole."""
    return {facts.hole.number: facts.rank for facts in book.hole_facts(number)}
