"""Places that several share: "Ned and Bram share third", "tied with Ned for second", "T4 on 71".

Whoever is not there with the others is named wrongly: of the tables that may be meant it is held
against the one in which most of those named stand together in that place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from teg_tui.golf.claims.boxes.place_tables import tables_of
from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.scorebook import place_in
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.claims.words.tokens import Sign
from teg_tui.golf.standings import Standings

_TOGETHER = (
    r"(?:shar(?:e[sd]?|ing)|tied|tie|ties|level|joint\w*|equal|together|side by side|alongside|both"
    r"|all square|bracketed|locked|in a tie|deadlocked|t)"
)
_LIST = r"@\d+(?:(?:,| and|, and|,? &) @\d+)*"
_SHARED = compiled(
    rf"(?P<who>{_LIST}(?:,? (?:and|&) @\d+))(?!'|\d)(?P<mid>[^@;:.]{{0,60}}?\b)"
    rf"(?P<how>{_TOGETHER})(?P<on>[^@;:.^#]{{0,24}}) ?(?:\^(?P<o>\d+)"
    rf"|\bt-?(?P<t>\d)\b)(?! (?:hole|round))"
    rf"|(?P<who2>{_LIST}(?:,? (?:and|&) @\d+))(?!'|\d) t-?(?P<t2>\d)\b"
)
_FIRST = compiled(
    rf"\b(?:joint|level|tied|equal)(?: in| for| on)? \^(?P<o>\d+),? (?:are|were|come|came|stand"
    rf"|stood"
    rf"|sit|sat|lie|lay|finish\w*)(?: now)? (?P<who>{_LIST})(?!'|\d)"
    rf"|(?P<who2>{_LIST}(?:,? (?:and|&) @\d+)),? (?:joint|level|tied|equal) \^(?P<o2>\d+)"
)
_WITH = compiled(
    rf"@(?P<a>\d+)(?!')(?P<mid>[^@;:.]{{0,50}}?\b)(?P<how>{_TOGETHER})"
    rf"(?: (?:for|in|on|at|a|the|of"
    rf"|place))* ?(?:\^(?P<o>\d+)[^@;:.#]{{0,12}} )?with (?P<who>{_LIST})(?!'|\d)"
    rf"(?: (?:for|in|on|at|a|share|of))* ?(?:\^(?P<o2>\d+))?"
)
_HE_WITH = compiled(
    rf"\b(?P<how>tied|level|joint|shar(?:e[sd]?|ing))(?: (?:for|in|a))* \^(?P<o>\d+)(?: place)?"
    rf" with (?P<who>{_LIST})(?!'|\d)"
)
"""Of whoever the sentence is about: "he is third in the Trophy and tied fifth with Ned"."""
_NOT = compiled(r"\b(?:not|never|no longer|until|broke|lead|led|leads|honou?rs|best|most|round)\b")


_IN_ORDER = compiled(r"(?:\bthen|\^\d+[^@]*|:|,|@\d+(?: \([^)]*\))?) $")
"""Before a list of who stood where, one after the other."""


def check_shared_places(sentence: Sentence) -> Iterator[Claim]:
    """The places that a sentence says several people shared."""
    if sentence.elsewhere or not sentence.people:
        return
    for match in _SHARED.finditer(sentence.pattern):
        who = match["who"] or match["who2"]
        place = _place(sentence, match["o"], match["t"] or match["t2"])
        yield from _judged(sentence, match, re.findall(r"@(\d+)", who), place)
    for match in _FIRST.finditer(sentence.pattern):
        people = re.findall(r"@(\d+)", match["who"] or match["who2"])
        place = _place(sentence, match["o"] or match["o2"], None)
        yield from _judged(sentence, match, people, place)
    for match in _HE_WITH.finditer(sentence.pattern) if Sign.ORDINAL in sentence.signs else ():
        yield from _with_him(sentence, match)
    for match in _WITH.finditer(sentence.pattern) if Sign.ORDINAL in sentence.signs else ():
        begun = next((its for at, _, its in sentence.people if at == match.start()), False)
        if (match["o"] or match["o2"]) and not begun:
            people = [match["a"], *re.findall(r"@(\d+)", match["who"])]
            place = _place(sentence, match["o"] or match["o2"], None)
            yield from _judged(sentence, match, people, place)


def _with_him(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """Who does not share a place with him whose it is: nobody else, or others do."""
    at = match.start("o") - 1
    owner, place = sentence.owner(at), sentence.token(match["o"]).value
    named = [sentence.token(number).codes for number in re.findall(r"@(\d+)", match["who"])]
    known = owner is not None and len(owner.codes) == 1 and not owner.every and owner.sure
    if owner is None or not known or sentence.may_be(at) or any(len(its) != 1 for its in named):
        return
    tied = [
        {row.player.code for row in table.rows if row.position == place}
        for table in _tables(sentence, at)
    ]
    his = [codes for codes in tied if owner.codes[0] in codes and len(codes) > 1]
    for number, codes in zip(re.findall(r"@(\d+)", match["who"]), named, strict=True):
        if his and not any(codes[0] in its for its in his):
            yield from sentence.claim(number, Kind.PERSON, Verdict.FALSE)


def _place(sentence: Sentence, ordinal: str | None, digit: str | None) -> int:
    return sentence.token(ordinal).value if ordinal else int(digit or 0)


def _judged(
    sentence: Sentence, match: re.Match[str], people: Sequence[str], place: int
) -> Iterator[Claim]:
    if sentence.may_be(match.start()) or _NOT.search(match.groupdict().get("mid") or ""):
        return
    named = [(number, sentence.token(number).codes) for number in people]
    if any(len(codes) != 1 or codes[0] not in sentence.book.codes for _, codes in named):
        return
    at = match.end() - 1

    def there(table: Standings) -> list[bool]:
        rows = [place_in(table, codes[0]) for _, codes in named]
        return [row is not None and row.position == place and row.tied for row in rows]

    best = max((there(t) for t in _tables(sentence, at)), key=sum, default=[])
    if not best or 2 * sum(best) < len(best) or _in_order(sentence, match, best):
        return
    for (number, _), good in zip(named, best, strict=True):
        verdict = Verdict.TRUE if good else Verdict.FALSE
        if not good:
            yield from sentence.claim(number, Kind.PERSON, verdict)


def _in_order(sentence: Sentence, match: re.Match[str], there: Sequence[bool]) -> bool:
    """Whether only the last of a list are tied: "then Ned, and Bram and Pell tied fourth"."""
    begin = there.index(True)
    listed = _IN_ORDER.search(sentence.pattern[: match.start()]) is not None
    return listed and len(there) - begin > 1 and begin > 0 and all(there[begin:])


def _tables(sentence: Sentence, at: int) -> list[Standings]:
    """Those that the words allow; with days by themselves, and before the round as well."""
    book = sentence.book
    found = tables_of(sentence, at)
    numbers = [n for n in sentence.any_rounds(at) if n in book.numbers]
    measures = dict.fromkeys(table.competition.measure for table in found)
    found += [t for n in numbers for m in measures if (t := book.table(m, book.before(n)))]
    return found + [t for n in numbers for m in measures if (t := book.day(m, n))]
