"""Who won a prize, who shared it, who was beaten to it, who was given the one for the last."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.honours.results import holders
from teg_tui.golf.claims.places.standing_words import competition_of
from teg_tui.golf.claims.scorebook import place_in
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled

_GOT = (
    r"(?:won|wins|claimed|claims|took|takes|captured|captures|secured|secures|sealed|seals"
    r"|clinched|clinches|lifted|lifts|retained|retains|collected|collects|earned|earns|seized"
    r"|seizes|completed|defended|defends|landed|lands|bagged|bags|pulled on|left with"
    r"|(?:went|goes|drives?|drove|flies|flew|heads?|travels?) home with|walk(?:ed|s) (?:off"
    r"|away) with|donned|took home|takes home|added|adds|picked up|picks up|regained|regains"
    r"|reclaimed|scooped|swept|owned|got|received|was (?:handed|given|awarded|left (?:holding"
    r"|clutching|with))|slipped (?:his arms )?into|got his (?:hands|name) on|has his hands on"
    r"|(?:has|had) his name (?:engraved |put |etched )?on|is (?:the man|the one) with)"
)
"""What somebody does who is given a prize."""
_GETTING = (
    r"(?:winning|claiming|taking|securing|sealing|clinching|collecting|earning|lifting|retaining)"
)
_FILL = r"(?: (?:his|the|a|an|their|both|also|another|maiden|first|inaugural|back-to-back|[a-z]+))"
_PRIZE = rf"{_FILL}{{0,3}}?(?: \^\d+)?(?: (?!in |of |for )[a-z-]+){{0,2}}? =(?P<a>\d+)"
_NOT_THE_PRIZE = (
    r"(?! (?:once|twice|(?:#\d+|several|many) times)\b)"
    r"(?! (?:and (?:the )?=\d+ )?(?:lead|race|standings|advantage|margin|charge|challenge|hopes"
    r"|cushion|picture|competition lead|points|title hopes|contention|position|spot|score|round"
    r"|total|performance|runner-up|runners-up|second))"
)
_NOT_YET = compiled(
    r"\b(?:needs?|needed|hop\w+|try\w*|tried|fail\w*|bid|chance|battle|fight|bound|looking|set"
    r"|poised|want\w*|first|last|only|attempt\w*|unable|going|expected|likely|ready|about|race"
    r"|opportunity|chas\w+|dream\w*|aim\w*|pressure|able|due|favou?rite|platform|position|way"
    r"|required|reason|man|not|never|n't)(?: [a-z]+){0,2} $"
)
"""Before "to win" where that is no deed."""
_TO_WIN = compiled(
    r"\bto (?:take|win|claim|seal|secure|clinch|lift|land|collect|snatch|steal|grab|retain|earn"
    rf"|capture){_FILL}{{0,2}}? =(?P<a>\d+){_NOT_THE_PRIZE}"
)
_BEFORE_HIM = (
    compiled(rf"\b{_GOT}{_PRIZE}{_NOT_THE_PRIZE}"),
    compiled(rf"\b{_GETTING}{_PRIZE}{_NOT_THE_PRIZE}"),
)
"""What is said of a winner after his name."""
_NAMES_HIM = (
    r"=(?P<a>\d+) (?:winners?|champions?|holder)\b(?:,|:| was| is| -)* (?:also )?@(?P<w>\d+)",
    r"@(?P<w>\d+) (?:is|was|became|emerged as|finished as|was crowned)(?: the)?(?: [a-z]+)?"
    r" =(?P<a>\d+) (?:champion|winner|holder)",
    r"=(?P<a>\d+)'s (?:new |latest |next )?(?:owner|keeper|holder|winner) (?:is|was) @(?P<w>\d+)",
    r"^\s*=(?P<a>\d+):\s*@(?P<w>\d+)(?! [a-z])",
    r"=(?P<a>\d+)(?: title)?(?:,? (?:once|yet) (?:more|again),?)? (?:went|goes|belong\w*|fell|falls"
    r"|passed|passes|comes|was (?:claimed|won|taken|lifted) by|is (?:bound|destined|heading)"
    r"(?: for| to))(?: back| home)? ?(?:to |by |for )?@(?P<w>\d+)",
    r"=(?P<a>\d+) (?:is|was)(?: now| once more| again)? @(?P<w>\d+)'s"
    r"(?=[,.;:!]|$| (?:again|now|for)\b)",
    r"=(?P<a>\d+) (?:is|was|ended up|ends up|rests|sits)(?: back| safely| now)? (?:in|on|with)"
    r" @(?P<w>\d+)",
    r"\b(?:deliver\w*|hand\w*|gave|give\w*) @(?P<w>\d+) (?:his |the |a |both )?(?:\^\d+ )?"
    rf"=(?P<a>\d+){_NOT_THE_PRIZE}",
    r"\bit (?:is|was) @(?P<w>\d+) (?:whose name|who)\b[^.;]{0,30}? =(?P<a>\d+)",
    r"@(?P<w>\d+)[^.;:@]{0,30}: the =(?P<a>\d+) (?:is|was) his\b",
)
_WINNERS = tuple(compiled(words) for words in _NAMES_HIM)
"""What names the winner beside the prize."""
_A_PLACE = compiled(
    r"\b(?:runner-up|runners-up|second|third|place|spot|share|points|lead)\b[^,;]{0,25}$"
)
_UP_TO = compiled(
    r"\W*(?:up to|up until|until|till|before|after|through|at|from) (?:the )?(?:[a-z]+ )?[!$&]\d"
)
"""What a sentence begins with that tells of some holes, not of the end."""
_RUNNER_UP = compiled(
    r"\brunner-up (?:spot|place|position)?(?: in the =(?P<a>\d+))? ?(?:was|went to|fell to|is)"
    r" @(?P<l>\d+)"
)
_LANDED_HIM = compiled(
    r"\b(?:dropp\w*|condemn\w*|consign\w*|doom\w*|sent|send\w*|plung\w*|saddl\w*|land\w*|left"
    r"|stuck) (?:(?P<him>him)|@(?P<w>\d+)) (?:to|with|holding|clutching|for) (?:the |his |a )?"
    r"(?:\^\d+ )?=(?P<a>\d+)|\b(?:his|him)\b[^.;@=]{0,60}"
    r" (?:deliver|seal|confirm|secur)(?:ed|ing|s) (?:him )?(?P<he>the|his) =(?P<b>\d+)"
    + _NOT_THE_PRIZE
)
"""What gave somebody a prize: "a ten at the last dropped him to the Spoon"."""
_SHARED = (
    compiled(
        r"@(?P<w>\d+) and @(?P<v>\d+) (?:share[sd]?|tied for|jointly won|both won) the =(?P<a>\d+)"
        r"(?! (?:lead|top))"
    ),
    compiled(r"=(?P<a>\d+) (?:was|is) shared (?:by|between) @(?P<w>\d+) and @(?P<v>\d+)"),
)
_BEATEN = compiled(
    r"@(?P<w>\d+) (?:only |just |narrowly )?(?:beat|beats|pipp?(?:ed|s)|edge[ds]?(?: out)?"
    r"|nosed out|held off|holds off|outlasted|denied) @(?P<l>\d+)(?:'s [a-z]+)?"
    r"(?: (?:by|at|on) [^.;@=]{1,30}?)? (?:to|for|of|in)"
    r"(?: (?:win|take|claim|lift|land|seal|clinch))?(?: (?:the|his)(?: \^\d+| [a-z]+)?)?"
    r" =(?P<a>\d+)(?! (?:lead|standings))"
)
_LOST = compiled(
    r"@(?P<w>\d+)(?:, who [^@,;]{1,40},)? (?:lost|missed out on|surrendered|gave up|let slip) the"
    r" =(?P<a>\d+)(?! (?:lead|race|standings))(?! to @)"
)
_LATER = compiled(
    r"\b(?:lead|leads|race|for the|chasing|chase|eye|hopes?|dream\w*|bid|hunt|contest|fight"
    r"|battle|avoid\w*|deny|denied|escap\w*|instead of|despite|towards?|destined)\b"
)


_HIS = compiled(r"\bhis\b")
_AND_AWARD = compiled(r"^(?: and|,)(?: the| his| a)?(?: \^\d+)? =(\d+)")


def check_winners(sentence: Sentence) -> Iterator[Claim]:
    """The prizes that a sentence says somebody was given."""
    over = sentence.report.round in (None, sentence.book.tournament.last_round)
    decided = sentence.book.history.decisions(sentence.book.teg)
    if "=" not in sentence.pattern or sentence.elsewhere or not over or not decided:
        return
    if _UP_TO.match(sentence.pattern):
        return
    yield from _named(sentence)
    yield from _with_others(sentence)
    for match in _LANDED_HIM.finditer(sentence.pattern):
        yield from _landed(sentence, match)
    for pattern in (*_BEFORE_HIM, _TO_WIN):
        for match in pattern.finditer(sentence.pattern):
            yield from _told_of(sentence, match)


def _named(sentence: Sentence) -> Iterator[Claim]:
    """Where the winner's name stands beside the prize."""
    for pattern in _WINNERS:
        for match in pattern.finditer(sentence.pattern):
            left = sentence.pattern[: match.start("a") - 1]
            if not _A_PLACE.search(left) and not sentence.may_be(match.start()):
                yield from _winner(sentence, sentence.token(match["a"]).award, int(match["w"]))


def _told_of(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """Where it is said of whoever the sentence is about."""
    at, text = match.start(), sentence.pattern
    if sentence.may_be(at) or _LATER.search(match[0]) or "@" in match[0]:
        return
    if match.re is _TO_WIN and _NOT_YET.search(text[:at]):
        return
    owner = sentence.owner(at + len("to ") if match.re is _TO_WIN else at)
    said = text[sentence.part(at)[0] : at]
    if _HIS.search(said) and "@" not in said and len({its for _, its, _ in sentence.people}) > 1:
        return  # "his bogey won the Trophy": whose, of two?
    if owner is None or owner.every or not owner.sure:
        return
    person = _token_of(sentence, owner.codes, at)
    for number in (match["a"], *_AND_AWARD.findall(text[match.end() :])):
        if person is not None:
            yield from _winner(sentence, sentence.token(number).award, person)
        elif not sentence.people:
            yield from _his(sentence, owner.codes, int(number))


def _landed(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """What somebody did not go and get: it turns on the prize, as of whoever is spoken of."""
    number = int(match["a"] or match["b"])
    if sentence.may_be(match.start()) or _LATER.search(match[0]) or number in sentence.claimed:
        return
    if match["w"]:
        yield from _winner(sentence, sentence.token(number).award, int(match["w"]))
        return
    named = {codes for _, codes, _ in sentence.people}
    codes = next(iter(named)) if len(named) == 1 else () if named else sentence.topic
    if codes:
        yield from _his(sentence, codes, number)


def _with_others(sentence: Sentence) -> Iterator[Claim]:
    """Prizes shared, prizes that another was beaten to, prizes lost."""
    for pattern in _SHARED:
        for match in pattern.finditer(sentence.pattern):
            award = sentence.token(match["a"]).award
            right = holders(sentence.book, award)
            for person in (match["w"], match["v"]) if right and not sentence.may_be(0) else ():
                its = sentence.token(person).codes
                good = len(right or ()) > 1 and bool(set(its) & set(right or ()))
                yield from _claim(sentence, int(person), good=good, right=right or ())
    for match in _BEATEN.finditer(sentence.pattern):
        if not sentence.may_be(match.start()):
            award = sentence.token(match["a"]).award
            yield from _winner(sentence, award, int(match["w"]))
            yield from _beaten(sentence, award, int(match["l"]))
    for match in _RUNNER_UP.finditer(sentence.pattern):
        if match["a"] and not sentence.may_be(match.start()):
            yield from _beaten(sentence, sentence.token(match["a"]).award, int(match["l"]))
    for match in _LOST.finditer(sentence.pattern):
        right = holders(sentence.book, sentence.token(match["a"]).award)
        if right and not sentence.may_be(match.start()):
            good = not set(sentence.token(match["w"]).codes) & set(right)
            yield from _claim(sentence, int(match["w"]), good=good, right=())


def _beaten(sentence: Sentence, award: str, person: int) -> Iterator[Claim]:
    """Who is named as beaten to a prize was second, or as good."""
    its = competition_of(sentence.book, award)
    table = sentence.book.table(its.measure, sentence.book.last) if its else None
    right = holders(sentence.book, award) or ()
    rows = [place_in(table, code) for code in sentence.token(person).codes]
    if table is None or not any(rows) or not right:
        return
    best = min((row.position for row in table.rows if row.player.code not in right), default=0)
    good = any(row is not None and row.position <= best for row in rows)
    second = tuple(row.player.code for row in table.rows if row.position == best)
    yield from _claim(sentence, person, good=good, right=second)


def _his(sentence: Sentence, codes: Sequence[str], number: int) -> Iterator[Claim]:
    """A prize of somebody who is named in a sentence before: the claim turns on the prize."""
    right = holders(sentence.book, sentence.token(number).award)
    if right is not None:
        verdict = Verdict.TRUE if set(codes) & set(right) else Verdict.FALSE
        yield from sentence.claim(number, Kind.RESULT, verdict, _names(sentence, right))


def _names(sentence: Sentence, codes: Sequence[str]) -> str:
    return " and ".join(sentence.report.roster.name(code) for code in codes)


def _token_of(sentence: Sentence, codes: Sequence[str], before: int) -> int | None:
    """The token by which a person was named in this sentence."""
    found = list(re.finditer(r"@(\d+)", sentence.pattern[:before]))
    return next(
        (int(m[1]) for m in reversed(found) if set(sentence.token(m[1]).codes) & set(codes)), None
    )


def _winner(sentence: Sentence, award: str, person: int) -> Iterator[Claim]:
    """Whether a prize went to somebody."""
    right = holders(sentence.book, award)
    if right is not None:
        good = bool(set(sentence.token(person).codes) & set(right))
        yield from _claim(sentence, person, good=good, right=right)


def _claim(sentence: Sentence, person: int, *, good: bool, right: Sequence[str]) -> Iterator[Claim]:
    """A claim that turns on a name; a false one takes the place of what was said of it before."""
    if person in sentence.claimed and good:
        return
    sentence.claimed.discard(person)
    verdict = Verdict.TRUE if good else Verdict.FALSE
    yield from sentence.claim(person, Kind.RESULT, verdict, _names(sentence, right))
