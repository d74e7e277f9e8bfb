"""Prizes of a career: how many, which, since when, how often in a row; which is sought."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.honours.results import career, holders
from teg_tui.golf.claims.words.numbers import like, like_ordinal
from teg_tui.golf.claims.words.reading import Owner, Sentence
from teg_tui.golf.claims.words.rules import compiled

_AWARD_WITHIN = 45
"""How many characters of a pattern ahead an award may be named."""
_TIMES = compiled(
    r"\bfor (?:the|a) \^(?P<o>\d+) time\b(?! (?:since|running|in))"
    r"|#(?P<m>\d+)-time (?:=\d+ )?(?:champion|winner)s?\b"
    r"|#(?P<n>\d+) (?:career )?=\d+(?= (?:now|stand|in all|to his name|in total)|[,.;])"
    r"|\b(?:won|taken|claimed|lifted) (?:the |this )?=\d+ #(?P<t>\d+) times"
    r"|\b(?:has|have|boasts|owns|counts)(?: now)? #(?P<k>\d+) =\d+(?: titles| wins| victories"
    r"| triumphs)?(?! in a row| running| in succession| on the)"
)
_MAIDEN = compiled(
    r"\b(?:his |a )?(?P<w>maiden|first|first-ever|first ever|first career"
    r"|^1)(?: career)? =(?P<a>\d+)"
)
_ORDINAL = compiled(
    r"\^(?P<o>\d+) (?:(?:career|overall|green|hmm|teg) )?=(?P<a>\d+)"
    r"|=(?P<b>\d+)(?:,? (?:was|is|being))?,? (?:his|the|@\d+'s?) \^(?P<p>\d+)"
    r"(?= (?:he|of his|in all|overall|since)\b|[,.;:)]|$)"
    r"|=(?P<c>\d+) (?:no\.?|number) #(?P<q>\d+)"
)
"""Which of his it is: "his fourth Trophy", "the Jacket, his third", "Trophy no. 3"."""
_SOUGHT = compiled(
    r"\b(?:seek\w*|chas\w*|hunt\w*|bid(?:ding)? for|look\w* for|in search of|eye[a-z]*|going for"
    r"|(?:round|day|holes?|step|win) (?:away )?from|on course for|aim\w* for|after|dream\w* of)"
    r" (?:what would be )?(?:a|an|his) \^(?P<o>\d+) (?:(?:career|overall) )?=(?P<a>\d+)"
)
"""A prize that somebody would like to win."""
_APPEARANCE = compiled(
    r"\b(?:his|a) \^(?P<o>\d+)(?: (?:and last|straight|consecutive))? (?:appearance|tournament"
    r"|outing|visit to the tour|(?P<event>[a-z]+)\b)"
)
_AFTER = compiled(
    r"=(?P<a>\d+),?(?: [a-z#\d-]+){0,3} (?:after|on from|following|to go with|to add to)"
    r" (?:(?:the|his) one (?:at|in|from) |that (?:of|at) )?%(?P<e>\d+)"
)
"""When he had won it before: "his second Trophy, four years on from TEG 8"."""
_RUNNING = r"(?:in a row|running|in succession|on the (?:trot|spin|bounce))"
_ROW = compiled(
    rf"\^(?P<o>\d+) (?:time |year |title |win |success )?{_RUNNING}"
    r"|\^(?P<c>\d+) (?:consecutive|straight|successive)"
    r"|#(?P<n>\d+) (?:consecutive |straight |successive "
    rf"|in a row )?(?:[a-z]+ )?(?==\d+s?(?: wins| titles| victories| triumphs)? {_RUNNING})"
    r"|#(?P<m>\d+) (?:consecutive|straight|successive) (?==)"
    r"|(?P<b>back-to-back) (?:[a-z]+ )?=\d+"
)
_SINCE = compiled(r"\^(?P<o>\d+)(?: (?:[a-z]+|=\d+)){0,2}? since %(?P<e>\d+)")
_AGO = compiled(
    r"\^(?P<o>\d+)(?: (?:time|=\d+|win|title|success|victory|triumph))? (?:in|for) #(?P<n>\d+)"
    r" (?:years|tournaments|editions)\b"
)
_AGAIN = ("success", "running", "back-to-back", "on the", "since")


def check_careers(sentence: Sentence) -> Iterator[Claim]:
    """Which prize of his a sentence says it was."""
    yield from _sought(sentence)
    over = sentence.report.round in (None, sentence.book.tournament.last_round)
    if not over or not sentence.book.history.decisions(sentence.book.teg):
        return
    yield from _numbered_ones(sentence)
    if not sentence.elsewhere or _SINCE.search(sentence.pattern):
        yield from _careers(sentence)


def _careers(sentence: Sentence) -> Iterator[Claim]:
    if not sentence.has("=", "champion", "time", "row", "consecutive", "straight", *_AGAIN):
        return
    text = sentence.pattern
    for match in _MAIDEN.finditer(text):
        if "^" not in match["w"]:
            yield from _maiden(sentence, match)
    for match in _TIMES.finditer(text):
        yield from _times(sentence, match)
    for match in _ROW.finditer(text):
        yield from _in_a_row(sentence, match)
    for match in _SINCE.finditer(text):
        yield from _since(sentence, match)


def _numbered_ones(sentence: Sentence) -> Iterator[Claim]:
    """Ordinals, and what is said of when he had won it before."""
    text = sentence.pattern
    if "^" not in text and "#" not in text:
        return
    for match in _AGO.finditer(text) if not sentence.elsewhere else ():
        yield from _ago(sentence, match)
    for match in (*_ORDINAL.finditer(text), *_APPEARANCE.finditer(text)):
        yield from _numbered(sentence, match)
    for match in _AFTER.finditer(text):
        yield from _after(sentence, match)


_TO_HIM = compiled(r"\b(?:to|by|with) @(\d+),?(?: again,?| once more,?)?(?: for (?:the|a))? $")
"""Before what is told of him to whom a prize went: "went to Quillock for the third time"."""


def _holder(sentence: Sentence, at: int) -> tuple[str, ...]:
    given_to = _TO_HIM.search(sentence.pattern[:at])
    owner = Owner(sentence.token(given_to[1]).codes) if given_to else sentence.owner(at)
    owner = owner or _only_person(sentence)
    if owner is None or owner.every or not owner.sure:
        return ()
    return tuple(code for code in owner.codes if code in sentence.book.codes)


_TO_A_PLACE = compiled(
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
        r"\b(?:seek\w*|chas\w*|hunt\w*|bid for|previous|after|since|between|eye\w*|would be|from"
        r"|short of|shy of|off|denied|miss\w*|away)\b"
        r"[^,]{0,30}$",
        left,
    )
    one_more = () if set(codes) & set(right) else (count + 1 for count in counts)
    good = token.value in (*counts, *one_more)
    verdict = Verdict.TRUE if good else Verdict.UNCHECKED if before else Verdict.FALSE
    yield from sentence.claim(number, Kind.CAREER, verdict, _nth(token.said, counts[0]))


def _numbered(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """A career's ordinal; where another tournament is named, not beside it."""
    said = match.groupdict()
    if sentence.other_event and _AT_ANOTHER.match(sentence.pattern, match.end()):
        return
    if match.re is _APPEARANCE:
        if not said["event"] or said["event"] == sentence.book.history.tour.event.casefold():
            yield from _appearance(sentence, match)
        return
    award = said["a"] or said["b"] or said["c"]
    number = said["o"] or said["p"] or said["q"]
    if award and number:
        at = match.start("p") - 1 if said["p"] else match.start()
        yield from _which(sentence, int(number), at, sentence.token(award).award)


_THEN = compiled(
    r"\b(?:year|years|time) (?:after|ago|before|on|later|earlier)\b|\bsince\b|\bdebut\b"
)
"""Words of a tournament before this one."""
_AT_ANOTHER = compiled(r"[^,;.]{0,25}%")


def _appearance(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """ "In his fourth TEG"."""
    book = sentence.book
    tournaments = [its for its in book.history.tour.tournaments if its.teg <= book.teg]
    counts = [
        sum(code in {player.code for player in its.players} for its in tournaments)
        for code in _holder(sentence, match.start())
    ]
    if counts and not sentence.may_be(match.start()):
        token = sentence.token(match["o"])
        then = _THEN.search(sentence.pattern) and token.value < max(counts)
        verdict = Verdict.TRUE if then or token.value in counts else Verdict.FALSE
        right = like_ordinal(token.said, counts[0])
        yield from sentence.claim(match["o"], Kind.CAREER, verdict, right)


def _sought(sentence: Sentence) -> Iterator[Claim]:
    """Which of his a prize would be that somebody is after, as of the tournaments before."""
    if "^" not in sentence.pattern or "=" not in sentence.pattern:
        return
    for match in _SOUGHT.finditer(sentence.pattern):
        token, at = sentence.token(match["o"]), match.start()
        owner = sentence.owner(at)
        codes = sentence.playing(owner)
        if not codes or owner is None or owner.every or not owner.sure:
            continue
        won = [career(sentence.book, sentence.token(match["a"]).award, code) for code in codes]
        counts = [1 + sum(teg < sentence.book.teg for teg in tegs) for tegs in won]
        verdict = Verdict.TRUE if token.value in counts else Verdict.FALSE
        right = like_ordinal(token.said, counts[0])
        yield from sentence.claim(match["o"], Kind.CAREER, verdict, right)


def _after(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """ "His second Trophy, four years on from TEG 8": a tournament in which he had won it."""
    codes = _holder(sentence, match.start())
    award, token = sentence.token(match["a"]).award, sentence.token(match["e"])
    won = [career(sentence.book, award, code) for code in codes]
    earlier = [teg for tegs in won for teg in tegs if teg < sentence.book.teg]
    if not won or sentence.may_be(match.start()) or token.value >= sentence.book.teg:
        return
    verdict = Verdict.TRUE if token.value in earlier else Verdict.FALSE
    right = token.said.replace(str(token.value), str(earlier[-1])) if earlier else "never before"
    yield from sentence.claim(match["e"], Kind.CAREER, verdict, right)


def _only_person(sentence: Sentence) -> Owner | None:
    """The one player that a sentence names, wherever it does."""
    named = {codes for _, codes, _ in sentence.people}
    return Owner(next(iter(named))) if len(named) == 1 else None


def _times(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """ "For the fifteenth time", "a three-time champion", "four Trophies"."""
    at = match.start()
    told = match["o"] and "=" in sentence.pattern[sentence.part(at)[0] : at]
    award = None if told else _award_near(sentence, at)
    award = award or _award_near(sentence, at, back=True)
    if award is None and "champion" in match[0] and sentence.book.competitions:
        award = sentence.book.competitions[0].name
    number = int(next(group for group in match.groups() if group))
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
    if not any(runs):
        return  # of somebody who was not given it: he may not be meant
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
    book = sentence.book
    winners = holders(book, award) or ()
    whose = [code for code in codes if code in winners] or winners or codes
    earlier = [teg for teg in career(book, award, whose[0]) if teg < book.teg]
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
