"""Prizes of a career: how many, which, since when, how often in a row; who defends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.numbers import like, like_ordinal
from teg_tui.golf.claims.reading import Owner, Sentence
from teg_tui.golf.claims.scorebook import Scorebook
from teg_tui.golf.decisions import given

_AWARD_WITHIN = 45
"""How many characters of a pattern ahead an award may be named."""
_TIMES = re.compile(
    r"\bfor (?:the|a) \^(?P<o>\d+) time\b(?! (?:since|running|in))"
    r"|#(?P<m>\d+)-time (?:=\d+ )?(?:champion|winner)s?\b"
    r"|#(?P<n>\d+) (?:career )?=\d+(?= (?:now|stand|in all|to his name|in total)|[,.;])"
    r"|\b(?:won|taken|claimed|lifted) (?:the |this )?=\d+ #(?P<t>\d+) times"
    r"|\b(?:has|have|boasts|owns|counts)(?: now)? #(?P<k>\d+) =\d+(?: titles| wins| victories"
    r"| triumphs)?(?! in a row| running| in succession| on the)"
)
_MAIDEN = re.compile(
    r"\b(?:his |a )?(?P<w>maiden|first|first-ever|first ever|first career"
    r"|^1)(?: career)? =(?P<a>\d+)"
)
_ORDINAL = re.compile(r"\^(?P<o>\d+) (?:(?:career|overall|green|hmm|teg) )?=(?P<a>\d+)")
_RUNNING = r"(?:in a row|running|in succession|on the (?:trot|spin|bounce))"
_ROW = re.compile(
    rf"\^(?P<o>\d+) (?:time |year |title |win |success )?{_RUNNING}"
    r"|\^(?P<c>\d+) (?:consecutive|straight|successive)"
    r"|#(?P<n>\d+) (?:consecutive |straight |successive "
    rf"|in a row )?(?:[a-z]+ )?(?==\d+s?(?: wins| titles| victories| triumphs)? {_RUNNING})"
    r"|#(?P<m>\d+) (?:consecutive|straight|successive) (?==)"
    r"|(?P<b>back-to-back) (?:[a-z]+ )?=\d+"
)
_SINCE = re.compile(r"\^(?P<o>\d+)(?: (?:[a-z]+|=\d+)){0,2}? since %(?P<e>\d+)")
_AGO = re.compile(
    r"\^(?P<o>\d+)(?: (?:time|=\d+|win|title|success|victory|triumph))? (?:in|for) #(?P<n>\d+)"
    r" (?:years|tournaments|editions)\b"
)
_DEFENDING = re.compile(
    r"\b(?:defending|reigning) (?:=\d+ )?champions?(?:,| was| is)? @(\d+)"
    r"|@(\d+),? (?:\()?(?:the )?(?:defending|reigning) (?:=\d+ )?champion"
)
_DEFENCE = re.compile(r"@(\d+)'s? (?:brave |brief |[a-z]+ )?(?:title|trophy) defen[cs]e")

_AGAIN = ("success", "running", "back-to-back", "on the", "since")


def check_results(sentence: Sentence) -> Iterator[Claim]:
    """Which prize of his a sentence says it was, and who defended one."""
    if (
        not sentence.book.history.decisions(sentence.book.teg)
        and "champion" not in sentence.pattern
    ):
        return
    yield from _defending(sentence)
    if sentence.elsewhere and not _SINCE.search(sentence.pattern):
        return
    over = sentence.report.round in (None, sentence.book.tournament.last_round)
    if not over or not sentence.book.history.decisions(sentence.book.teg):
        return
    yield from _careers(sentence)


def holders(book: Scorebook, award: str) -> tuple[str, ...] | None:
    """To whom an award of this tournament was given; None where it is not decided."""
    for decision in book.history.decisions(book.teg):
        for prize in given(decision):
            if prize.name == award:
                return tuple(player.code for player in prize.players)
    return None


def career(book: Scorebook, award: str, code: str) -> list[int]:
    """The tournaments in which a player was given an award, up to and with this one."""
    return list(book.history.honours(award, code, book.teg + 1))


def _careers(sentence: Sentence) -> Iterator[Claim]:
    if not sentence.has("=", "champion", "time", "row", "consecutive", "straight", *_AGAIN):
        return
    text = sentence.pattern
    for match in _AGO.finditer(text):
        yield from _ago(sentence, match)
    for match in _ORDINAL.finditer(text):
        yield from _which(
            sentence, int(match["o"]), match.start(), sentence.token(match["a"]).award
        )
    for match in _MAIDEN.finditer(text):
        if "^" not in match["w"]:
            yield from _maiden(sentence, match)
    for match in _TIMES.finditer(text):
        yield from _times(sentence, match)
    for match in _ROW.finditer(text):
        yield from _in_a_row(sentence, match)
    for match in _SINCE.finditer(text):
        yield from _since(sentence, match)


def _holder(sentence: Sentence, at: int) -> tuple[str, ...]:
    owner = sentence.owner(at)
    if owner is None or owner.every or not owner.sure:
        return ()
    return tuple(code for code in owner.codes if code in sentence.book.codes)


_TO_A_PLACE = re.compile(
    r"\b(?:fell|falls|falling|mov\w+|rose|rises|rising|climb\w*|dropp?\w*|slip\w*|jump\w*|slid\w*"
    r"|stay\w*|remain\w*|sits?|lies|lay|finish\w*|vault\w*|leap\w*|tied?|from|despite|into|to|in)"
    r"(?: back| up| down| joint| equal| tied| for| into| to| in)* $"
)
"""Before a place in a competition: "fell to 5th Trophy" is no career's fifth."""


def _which(sentence: Sentence, number: int, at: int, award: str) -> Iterator[Claim]:
    """ "His fourth Trophy"."""
    if _ROW.match(sentence.pattern, at):
        return
    left = sentence.pattern[:at]
    if _TO_A_PLACE.search(left):
        return
    codes = _holder(sentence, at)
    token = sentence.token(number)
    right = holders(sentence.book, award) or ()
    codes = tuple(code for code in codes if code in right) or codes
    counts = [len(career(sentence.book, award, code)) for code in codes]
    if re.search(
        r"@\d+ \([^)]*$", sentence.pattern[:at]
    ) and not sentence.pattern.lstrip().startswith("="):
        return  # "(2nd Trophy, 1st Jacket)" after a name: places, not careers
    in_brackets = "(" in left[left.rfind(")") + 1 :]
    of_a_prize = sentence.pattern.lstrip().startswith("=")
    maybe_a_place = not any(counts) or (in_brackets and not set(codes) & set(right))
    if not counts or (maybe_a_place and not of_a_prize) or sentence.may_be(at):
        yield from sentence.claim(number, Kind.CAREER, Verdict.UNCHECKED)
        return
    before = re.search(
        r"\b(?:seek\w*|chas\w*|hunt\w*|bid for|previous|after|since|eye\w*|would be)\b[^,]{0,30}$",
        left,
    )
    good = token.value in counts
    verdict = Verdict.TRUE if good else Verdict.UNCHECKED if before else Verdict.FALSE
    yield from sentence.claim(number, Kind.CAREER, verdict, _nth(token.said, counts[0]))


def _only_person(sentence: Sentence) -> Owner | None:
    """The one player that a sentence names, wherever it does."""
    named = {codes for _, codes, _ in sentence.people}
    return Owner(next(iter(named))) if len(named) == 1 else None


def _times(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """ "For the fifteenth time", "a three-time champion", "four Trophies"."""
    award = _award_near(sentence, match.start()) or _award_near(sentence, match.start(), back=True)
    if award is None and "champion" in match[0] and sentence.book.competitions:
        award = sentence.book.competitions[0].name
    number = int(next(group for group in match.groups() if group))
    at = match.start()
    owner = sentence.owner(at, match.end()) or _only_person(sentence)
    codes = [c for c in owner.codes if c in sentence.book.codes] if owner else []
    if award is None or not codes or owner is None or not owner.sure or sentence.may_be(at):
        return
    around = sentence.around(at)
    if match["o"] and ("=" not in around or "lead" in around):
        return
    counts = [len(career(sentence.book, award, code)) for code in codes]
    token = sentence.token(number)
    before = [count - 1 for count in counts] if match["m"] else []
    verdict = Verdict.TRUE if token.value in (*counts, *before) else Verdict.FALSE
    right = (_nth if match["o"] else like)(token.said, counts[0])
    yield from sentence.claim(number, Kind.CAREER, verdict, right)


def _nth(said: str, count: int) -> str:
    return like_ordinal(said, count) if count else "none"


def _maiden(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    codes = _holder(sentence, match.start())
    award = sentence.token(match["a"]).award
    counts = [len(career(sentence.book, award, code)) for code in codes]
    if not counts or sentence.may_be(match.start()):
        return
    verdict = Verdict.TRUE if 1 in counts else Verdict.FALSE
    expected = _nth("first", counts[0])
    yield from sentence.claim_at(match.start("w"), match["w"], Kind.CAREER, verdict, expected)


def _in_a_row(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """ "His ninth in a row", "second consecutive Green Jacket", "back-to-back Trophies"."""
    award = _award_near(sentence, match.end()) or _award_near(sentence, match.start(), back=True)
    codes = _holder(sentence, match.start())
    if award is None or not codes or sentence.may_be(match.start()):
        return
    won = [career(sentence.book, award, code) for code in codes]
    runs = [_run(tegs, sentence.book.teg) for tegs in won]
    if match["b"]:
        pairs = any(teg + 1 in tegs for tegs in won for teg in tegs)
        verdict = Verdict.TRUE if pairs else Verdict.FALSE
        yield from sentence.claim_at(match.start("b"), match["b"], Kind.CAREER, verdict)
        return
    number = int(match["o"] or match["c"] or match["n"] or match["m"])
    token = sentence.token(number)
    verdict = Verdict.TRUE if token.value in runs else Verdict.FALSE
    right = (like if match["n"] or match["m"] else like_ordinal)(token.said, max(runs))
    yield from sentence.claim(number, Kind.CAREER, verdict, right)


def _run(tegs: Sequence[int], until: int) -> int:
    """How many in a row a list of tournaments ends with."""
    length = 0
    while until - length in tegs:
        length += 1
    return length


def _award_near(sentence: Sentence, at: int, *, back: bool = False) -> str | None:
    """The award named next after a place, or last before it (or in the sentence before)."""
    text = sentence.pattern
    found = re.findall(r"=(\d+)", text[:at] if back else text[at : at + _AWARD_WITHIN])
    if found:
        return sentence.token(found[-1] if back else found[0]).award
    if back:
        earlier = [t for t in sentence.tokens if t.award and t.start < sentence.start]
        return earlier[-1].award if earlier else None
    return None


def _since(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """ "His first since TEG 13"."""
    award = _award_near(sentence, match.start(), back=True)
    codes = _holder(sentence, match.start())
    if sentence.token(match["o"]).value != 1 or award is None or not codes:
        return
    earlier = [teg for teg in career(sentence.book, award, codes[0]) if teg < sentence.book.teg]
    number = int(match["e"])
    token = sentence.token(number)
    good = bool(earlier) and earlier[-1] == token.value
    right = token.said.replace(str(token.value), str(earlier[-1])) if earlier else "never before"
    sentence.claimed.add(int(match["o"]))
    yield from sentence.claim(number, Kind.CAREER, Verdict.TRUE if good else Verdict.FALSE, right)


def _ago(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """ "His first Trophy in four years": in years, or in tournaments."""
    award = _award_near(sentence, match.start()) or _award_near(sentence, match.start(), back=True)
    codes = _holder(sentence, match.start())
    if sentence.token(match["o"]).value != 1 or award is None or len(codes) != 1:
        return
    sentence.claimed.add(int(match["o"]))
    book = sentence.book
    won = career(book, award, codes[0])
    earlier = [teg for teg in won if teg < book.teg]
    if book.teg not in won:
        return
    token = sentence.token(match["n"])
    years = [t.year for t in book.history.tour.tournaments if earlier and t.teg == earlier[-1]]
    since = [book.teg - teg for teg in earlier[-1:]]
    since += [book.tournament.year - year for year in years if year and book.tournament.year]
    verdict = Verdict.TRUE if token.value in since else Verdict.FALSE
    right = like(token.said, since[-1]) if since else "never before"
    yield from sentence.claim(match["n"], Kind.CAREER, verdict, right)


def _defending(sentence: Sentence) -> Iterator[Claim]:
    """Who won the first competition a tournament ago."""
    if "champion" not in sentence.pattern and "defen" not in sentence.pattern:
        return
    book = sentence.book
    if not book.competitions:
        return
    champions = book.defending[book.competitions[0].name]
    every = frozenset[str]().union(*book.defending.values())
    for match in (*_DEFENDING.finditer(sentence.pattern), *_DEFENCE.finditer(sentence.pattern)):
        number = int(next(group for group in match.groups() if group))
        words = match[0]
        right = every if "=" in words else champions
        good = bool(set(sentence.token(number).codes) & right)
        expected = " and ".join(sorted(sentence.report.roster.name(code) for code in champions))
        if champions:
            verdict = Verdict.TRUE if good else Verdict.FALSE
            yield from sentence.claim(number, Kind.RESULT, verdict, expected)
