"""From how far behind a winner has come: "the most made up from here is five, by Ned in TEG 5"."""

from __future__ import annotations

from collections.abc import Iterator

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.words.numbers import like
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.history import Comeback

_FROM_HERE = compiled(
    r"\b(?:most|largest|biggest|greatest|widest|longest)\b[^.;#]{0,25}"
    r"\b(?:winner|champion|anybody|anyone|man)\b[^.;#]{0,25}"
    r"\b(?:made up|overcome|overcame|come (?:back )?from|recovered|turned round)"
    r"[^.;#]{0,35}#(?P<n>\d+)(?: (?:points?|strokes?|shots?))?"
    r"(?:,? (?:and )?(?:(?:that|it) was |by |done by |from )?@(?P<p>\d+)(?: himself)?"
    r",? \(?(?:in|at) %(?P<e>\d+))?"
)


def check_comebacks(sentence: Sentence) -> Iterator[Claim]:
    """The biggest comebacks that a sentence tells of, with as many rounds to go as now."""
    if sentence.section_round is None or not sentence.has("made up", "com", "overc", "turned"):
        return
    for match in _FROM_HERE.finditer(sentence.pattern):
        known = _known(sentence)
        said = sentence.token(match["n"])
        fitting = [its for its in known if its.deficit == said.value]
        if fitting and match["p"]:
            yield from _whose(sentence, int(match["p"]), int(match["e"]), fitting)
        if known:
            verdict = Verdict.TRUE if fitting else Verdict.FALSE
            right = like(said.said, known[0].deficit)
            yield from sentence.claim(match["n"], Kind.MARGIN, verdict, right)


def _known(sentence: Sentence) -> list[Comeback]:
    """The biggest for every competition before this tournament."""
    book, number = sentence.book, sentence.section_round or 0
    left = book.tournament.last_round - number
    found = (book.history.biggest_comeback(its, left, book.teg) for its in book.competitions)
    return [its for its in found if its]


def _whose(sentence: Sentence, person: int, event: int, fitting: list[Comeback]) -> Iterator[Claim]:
    """By whom, and when."""
    man, teg = sentence.token(person), sentence.token(event)
    his = [its for its in fitting if its.code in man.codes]
    verdict = Verdict.TRUE if his else Verdict.FALSE
    name = sentence.report.roster.name(fitting[0].code)
    yield from sentence.claim(person, Kind.CAREER, verdict, name)
    right = (his or fitting)[0].teg
    verdict = Verdict.TRUE if any(its.teg == teg.value for its in his) else Verdict.FALSE
    expected = teg.said.replace(str(teg.value), str(right))
    if his:
        yield from sentence.claim(event, Kind.CAREER, verdict, expected)
