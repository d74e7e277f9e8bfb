"""In which tournaments somebody had won before, how many years ago, and who came from behind.

"Trophy winner at TEG 4 and TEG 9", "his third, after TEG 3 and TEG 5", "four years after the
first", "No winner has come from further back, and that was Ned at TEG 5". A tournament told of
so must be one that he was given a prize in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.words.numbers import like
from teg_tui.golf.claims.words.reading import Owner, Sentence
from teg_tui.golf.claims.words.rules import compiled

_EVENTS = (
    r"(?P<events>%\d+(?:(?:,? and|,|,? then)(?: (?:again|once more))?"
    r" ?(?:at |in |from |of )?%\d+)*)"
)
_WON_AT = compiled(
    r"\b(?:won|winning|winners?|champions?|victor(?:y|ies|ious)?|titles?|triumph(?:s|ed)?"
    r"|success(?:es)?|wins|win|lifted it|holder|(?:taken|took|claimed|lifted) (?:it|(?:the )?=\d+)"
    r"|the \^\d+ (?:having )?(?:came|come|coming))\b(?! (?:by|the (?:round|day|hole)))"
    r"(?: (?:the|it|a|his|her|this|that|one|title|there|again|here|outright|back|both|and|also"
    r"|same|last|only|once|twice|prize|=\d+),?){0,4}"
    rf" (?:at |in |of |from )?(?<!the ){_EVENTS}"
)
_AFTER = compiled(
    r"\^\d+,? (?:=\d+,? )?(?:for @\d+, )?(?:after|following|to go with|to add to"
    r"|alongside|in succession to)"
    rf" (?:(?:those|that|the one|wins?|the ones) (?:of|at|in|from) )?{_EVENTS}"
)
_PREVIOUS = compiled(
    r"(?:\b(?:previous|earlier|former|past)(?: career)? =\d+s? (?:at|in|of|from)"
    r"|#\d+ (?:[a-z]+ ){0,2}=\d+s? \()"
    r"(?P<events> ?%\d+(?:(?:, ?|,? and |-|–| to )(?:%|#)\d+)*)"
)
"""Those he had: "previous Jackets in TEG 5 and 6", "three Jackets (TEG 5-7)"."""
_AFTER_IT = compiled(rf"=\d+[^;.@%]{{0,40}}\b(?:after|following) {_EVENTS}")
_YEARS = compiled(
    r"(?P<n>#\d+) years (?:on|after|later|since|apart|from)\b"
    r"|\b(?:waited|wait of|gap of|drought of) (?P<m>#\d+) years\b"
)
_FROM_BEHIND = compiled(
    r"\b(?:made up|makes up|come from|came from|comes from|comeback|overturn\w*|overcome|overcame"
    r"|recover\w*|hauled in|from (?:further|behind)|deficit|making up|strokes back|points back)\b"
)
_BY_WHOM = compiled(
    r"@(?P<p>\d+)(?:'s?)?(?: (?:himself|who|did|does|managed|made|it|that|so|up|from|the|#\d+"
    r"|points|strokes|came|was|achieved))*,? \(?(?:at |in |from )?%(?P<e>\d+)"
    r"|%(?P<e2>\d+),? (?:when|where|by|through|it was) @(?P<p2>\d+)"
)


def check_won_where(sentence: Sentence) -> Iterator[Claim]:
    """The earlier tournaments that a sentence says somebody won."""
    if not sentence.other_event and not sentence.has(" years"):
        return
    if sentence.other_event:
        for rule in (_WON_AT, _AFTER, _AFTER_IT, _PREVIOUS):
            for match in rule.finditer(sentence.pattern):
                yield from _won_at(sentence, match)
        yield from _from_behind(sentence)
    for match in _YEARS.finditer(sentence.pattern) if "=" in sentence.pattern else ():
        yield from _years(sentence, match)


def _careers(sentence: Sentence, codes: tuple[str, ...], at: int) -> list[set[int]]:
    """The tournaments in which each of some players was given a prize that may be meant."""
    book = sentence.book
    named = re.findall(r"=(\d+)", sentence.around(at)) or re.findall(r"=(\d+)", sentence.pattern)
    awards = {sentence.token(number).award for number in named}
    awards = awards or {
        award for its in book.competitions for award in (its.name, its.last_place) if award
    }
    return [
        {teg for award in awards for teg in book.history.honours(award, code, book.teg + 1)}
        for code in codes
    ]


def _won_at(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    at, teg = match.start(), sentence.book.teg
    owner = sentence.owner(at, match.end())
    if owner is None or owner.every or not owner.sure or sentence.may_be(at):
        return
    named = [code for _, codes, _ in sentence.people for code in codes]
    careers = _careers(sentence, tuple(dict.fromkeys([*owner.codes, *named])), at)
    own = careers[: len(owner.codes)]
    known = sorted({its for won in own for its in won if its < teg})
    for number in re.findall(r"[%#](\d+)", match["events"]):
        token = sentence.token(number)
        if token.value < teg and any(careers):
            good = any(token.value in its for its in careers)
            right = token.said.replace(str(token.value), str(known[-1])) if known else ""
            verdict = Verdict.TRUE if good else Verdict.FALSE
            yield from sentence.claim(number, Kind.CAREER, verdict, right)


def _years(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """How many years, or tournaments, lie between two of somebody's prizes."""
    number, book = (match["n"] or match["m"])[1:], sentence.book
    owner = sentence.owner(match.start(), match.end())
    named = tuple({code for _, codes, _ in sentence.people for code in codes})
    owner = owner or (Owner(named) if named else None)
    if owner is None or owner.every or not owner.sure or sentence.may_be(match.start()):
        return
    years = {its.teg: its.year for its in book.history.tour.tournaments}
    spans = {
        span
        for won in _careers(sentence, owner.codes, match.start())
        for first in won
        for last in {*won, book.teg}
        if first < last
        for span in (last - first, (years[last] or 0) - (years[first] or 0))
    }
    if spans:
        token = sentence.token(number)
        verdict = Verdict.TRUE if token.value in spans else Verdict.FALSE
        yield from sentence.claim(number, Kind.CAREER, verdict, like(token.said, min(spans)))


def _from_behind(sentence: Sentence) -> Iterator[Claim]:
    """Who came from furthest behind to win, and when, where this sentence or the last tells it."""
    book, number = sentence.book, sentence.section_round
    before = sentence.passage.text[max(0, sentence.start - 160) : sentence.start]
    if number is None or not _FROM_BEHIND.search(f"{before} {sentence.pattern}"):
        return
    left = book.tournament.last_round - number
    found = [book.history.biggest_comeback(its, left, book.teg) for its in book.competitions]
    known = {(its.code, its.teg) for its in found if its}
    for match in _BY_WHOM.finditer(sentence.pattern):
        person, event = match["p"] or match["p2"], match["e"] or match["e2"]
        man, teg = sentence.token(person), sentence.token(event)
        if not known or teg.value >= book.teg or sentence.may_be(match.start()):
            continue
        good = any(code in man.codes and its == teg.value for code, its in known)
        his = [its for code, its in known if code in man.codes]
        turns_on = event if good or his else person
        names = [sentence.report.roster.name(code) for code, _ in sorted(known)]
        right = teg.said.replace(str(teg.value), str(his[0])) if his else " or ".join(names)
        verdict = Verdict.TRUE if good else Verdict.FALSE
        yield from sentence.claim(turns_on, Kind.CAREER, verdict, right)
