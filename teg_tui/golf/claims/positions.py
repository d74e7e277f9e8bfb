"""Who stood where: third, last, from fourth to second, tied, runner-up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.numbers import like, like_ordinal
from teg_tui.golf.claims.reading import Owner, Sentence, verdict_of
from teg_tui.golf.claims.scorebook import place_in
from teg_tui.golf.claims.standing_words import Moment, competition_of, measures, moments
from teg_tui.golf.claims.tokens import Sign
from teg_tui.golf.standings import Standing, Standings, standings
from teg_tui.golf.tour import HOLES, Measure

_STOOD = (
    r"(?:in|into|to|from|came(?: in| home)?|comes(?: in)?|coming|finish(?:ed|es|ing)?|sits?"
    r"|sitting|sat|lies?|lay|lying|stood|stands?"
    r"|standing|remain(?:s|ed|ing)?"
    r"|holds?|held|holding|placed|ranked|climb(?:s|ed|ing)?(?: up)?|moved(?: up)?|rose"
    r"|ended(?: up| the (?:day|week|round|tournament))?|claim(?:s|ed|ing)?"
    r"|secur(?:es|ed|ing)|earn(?:s|ed|ing)?|took|takes|taking|shar(?:es?|ed|ing)(?: of)?|joint"
    r"|tied(?: for)?|tie for|tied in|equal|occup(?:ies|ied|ying)|stay(?:s|ed|ing)?"
    r"|overall|are|is|was|were|end(?:s|ing)?|settl\w+ for|dropp?(?:ed|s|ing)?|slipp?(?:ed|s"
    r"|ing)?|fell|falls|falling|share of|outright)"
)
_PUT_HIM = (
    r"(?:earn|gave|give|hand|lift|left|leav|put|took|tak|carri|carry|mov|keep|kept|secur|elevat"
    r"|propel|vault|fir|drop|push|drag|send|sent|plung)[a-z]* (?:him|them)(?: (?:up|back|down|out"
    r"|clear|alone))?(?: from (?:(?:dead |joint )?last|bottom)(?: place)?)?(?: (?:in|into|to|for))?"
)
_PLACE = re.compile(
    rf"\b(?P<verb>{_STOOD}|{_PUT_HIM})(?: (?:a|clear|outright|overall|alone|solo|distant"
    rf"|comfortable|solid|joint|tied|back|just|only|still|share of|into|to|in|for|at))*"
    r" \^(?P<o>\d+)(?=(?: \(#| (?:place|spot|position|overall|after|behind|on|with|and|but|while"
    r"|whilst|at|for|in|as|to|from|heading|both|by|across|throughout|despite|alone|equal|today|into"
    r"|when|where|going|of(?= #))\b)|[,.;:)']|$|—|-plac)"
    r"(?! (?:and final|consecutive|straight|successive|time|hole|in a row|with the best|=|in @)"
    r"| for the (?:first|second) time|-(?:round|hole|half|nine|shot|tee|stroke))"
)
_MOVE = re.compile(
    r"\bfrom (?:joint |tied |overnight |equal )?\^(?P<a>\d+)(?: overall"
    r"| place)? (?:in)?to (?:a (?:tie|share) (?:for|of) |joint |tied |equal "
    r"|share )?\^(?P<b>\d+)(?! (?:round|hole|nine))"
)
_MOVED_BARE = re.compile(
    r"(?:@\d+ \((?:up |down )?|\b(?:fell|falls|falling|mov\w+|rose|rises|climb\w*|dropp?\w*"
    r"|slip\w*|jump\w*|slid\w*|vault\w*|leap\w*|sank|tumbl\w*),? )(?:from )?"
    r"\^(?P<a>\d+) ?(?:to|→|->) ?\^(?P<b>\d+)"
)
"""As notes have it: "dropped 1st to 3rd"."""
_PAREN = re.compile(
    r"@(?P<w>\d+) \((?P<t>t|t-|=)?\^(?P<o>\d+)(?! (?:lead|time|birdie|blow|zero|of|to \^))"
    r"(?P<r>[^)]*)\)"
)
_TIED_PAREN = re.compile(r"@(?P<w>\d+) \((?P<t>t-?)(?P<d>\d)(?: (?:in )?(?:the )?=(?P<a>\d+))?[,)]")
_LISTED = re.compile(r"(?:^|[:,] )\^(?P<o>\d+) @(?P<w>\d+)(?: \([^)]*\))?(?=,|\.|;|$)")
_LIST = 3
"""So many places with names, one after the other, are a table."""
_PLACES_MOVED = re.compile(
    r"\b(?:(?P<up>climb\w*|rose|ris\w+|jump\w*|mov\w+ up|vault\w*|leap\w*|leapt|up)"
    r"|(?P<down>fell|fall\w*|dropp\w*|drop|slip\w*|tumbl\w*|slid\w*|plummet\w*|down|sank))"
    r"(?: back)? #(?P<n>\d+) (?:places?|spots?|positions?)\b"
)
_INVERSE = re.compile(
    r"\^(?P<o>\d+)(?: place| spot)?(?: overall)?(?: in the =\d+)? (?:went to|was|is|were"
    r"|belonged to|fell to"
    r"|came|sat|lay|stood|finished) @(?P<w>\d+)(?!')"
)
"""The place before its owner: "third was Quillock"."""
_FROM_A_ROUND = re.compile(r"\bfrom (?:the )?&\d+(?:'s)? [a-z-]+ to $")
"""Before where somebody fell to: the round named is not that of the place."""
_RUNNER_UP = re.compile(r"\brunner[- ]up\b|\brunners[- ]up\b")
_LAST = re.compile(
    r"\b(?:(?:finish\w*|ended|end|ends|sits?|sat|was|is|came|remains?|lay|lies|stood|dead|plumb"
    r"|fell|dropped|slipped)(?: to| in)?"
    r" (?P<l>last|bottom)(?! (?:round|day|six|nine|hole|green|year|tee|of the))"
    r"|in (?P<m>last place|bottom place|bottom spot)|to (?P<n>last place))"
)
_NOT = re.compile(r"n't\b|\bnot\b|\bnever\b|\bunable\b|\bfail\w+\b")
_APART = re.compile(r"\b(?:spread|gap|separat\w+|between|margin|divid\w+|cover\w*)\b")
"""Words of two places that are compared."""
_OVERALL = re.compile(
    r"\b(?:overall|held|holds?|remain\w*|climb\w*|dropp?\w*|slip\w*|fell|falls|moved?|vault\w*"
    r"|lift\w*|elevat\w*"
    r"|tumbl\w*|secur\w*|propel\w*|plummet\w*|leaderboard|standings|final)\b"
)
"""Words of a place in the tournament, not in the round by itself."""
_MOST_PLAYERS = 12
"""A higher ordinal is hardly a place."""
_MOVED = re.compile(
    r"\b(?:vault|lift|climb|rose|jump|dropp|fell|fall|slip|mov|propel|surg|leap|plummet|tumbl"
    r"|slid)\w*"
)
"""Words of a change of place during the tournament."""
_DAY = re.compile(
    r"\b(?:round's|day's|of the (?:round|day)|on the day|for the (?:day|round)|round (?:honou?rs"
    r"|stableford)|today's)\b"
)


def check_positions(sentence: Sentence) -> Iterator[Claim]:
    """The places of a sentence."""
    if sentence.elsewhere:
        return
    text = sentence.pattern
    for match in _TIED_PAREN.finditer(text):
        yield from _tied(sentence, match)
    for match in _PLACES_MOVED.finditer(text):
        yield from _places_moved(sentence, match)
    if Sign.ORDINAL not in sentence.signs:
        yield from _ends(sentence)
        return
    for match in _PAREN.finditer(text):
        yield from _placed(sentence, match)
    for match in (*_MOVE.finditer(text), *_MOVED_BARE.finditer(text)):
        yield from _moved(sentence, match)
    yield from _stood(sentence)
    yield from _named_after(sentence)
    yield from _ends(sentence)


def _stood(sentence: Sentence) -> Iterator[Claim]:
    """Places beside a verb: "finished third", "holds second"."""
    for match in _PLACE.finditer(sentence.pattern):
        number = int(match["o"])
        if number in sentence.claimed or sentence.may_be(match.start()):
            continue
        if _NOT.search(sentence.pattern[slice(*sentence.part(match.start()))]):
            continue
        if match["verb"] == "from" and _APART.search(sentence.around(match.start())):
            continue
        at = match.end() - len(match["o"]) - 1
        owner = sentence.owner(at, match.end())
        was = match["verb"].startswith("from")
        yield from _judged(sentence, number, at, owner, _tables(sentence, at, was=was))


def _named_after(sentence: Sentence) -> Iterator[Claim]:
    """Places before the names of who had them: "third was Quillock", "1st Ned, 2nd Bram, …"."""
    found = list(_INVERSE.finditer(sentence.pattern))
    listed = list(_LISTED.finditer(sentence.pattern))
    for match in found:
        at, codes = match.start("o") - 1, sentence.token(match["w"]).codes
        yield from _judged(sentence, int(match["o"]), at, Owner(codes), _tables(sentence, at))
    if len(listed) >= _LIST:
        yield from _list(sentence, listed)


def _list(sentence: Sentence, entries: Sequence[re.Match[str]]) -> Iterator[Claim]:
    """A table in a sentence: of those it may be, the one that most of its places fit."""
    said = [(sentence.token(its["o"]).value, sentence.token(its["w"]).codes[:1]) for its in entries]

    def fitting(table: Standings) -> int:
        return sum(
            (row := place_in(table, code)) is not None and row.position == position
            for position, codes in said
            for code in codes
        )

    tables = _tables(sentence, entries[0].start("o") - 1)
    best = max(tables, key=fitting, default=None)
    if best is None or 2 * fitting(best) < len(said):
        return
    for match, (_, codes) in zip(entries, said, strict=True):
        at = match.start("o") - 1
        yield from _judged(sentence, int(match["o"]), at, Owner(codes), [best])


Tables = list[Standings]


def _tables(sentence: Sentence, at: int, *, was: bool = False) -> Tables:
    """The tables that a place may be in, the likeliest first."""
    book = sentence.book
    found: list[Standings | None] = []
    times = moments(sentence, at)
    if was:
        earlier = [Moment(b) for t in times if (b := book.before(t.round)) is not None]
        times = [*earlier, *(t for t in times if t.hole < HOLES)] or times
    if sentence.section_round is None and _MOVED.search(sentence.pattern):
        times = [*times, *(Moment(n) for n in book.numbers)]
    ranked = measures(sentence, at)
    day = _DAY.search(sentence.around(at)) is not None
    named = "=" in sentence.around(at)
    overall = _OVERALL.search(sentence.around(at)) is not None
    if not named and _gross_before(sentence, at):
        ranked = [*ranked, Measure.GROSS]
    for moment in times:
        tables = [_at(sentence, measure, moment) for measure in ranked]
        days = [book.day(measure, moment.round) for measure in ranked]
        if day:
            found += [*days, *tables]
        else:
            of_day = not (named or sentence.section_round is None or overall)
            found += [*tables, *days] if of_day else tables
    return [table for table in found if table is not None]


def _gross_before(sentence: Sentence, at: int) -> bool:
    """Whether the paragraph has, before a place, spoken of a competition that goes by gross."""
    own = sentence.pattern[:at]
    text = sentence.passage.text[: sentence.start].casefold() + own
    names = {c.name for c in sentence.book.competitions if c.measure is Measure.GROSS}
    said = {sentence.token(number).award for number in re.findall(r"=(\d+)", own)}
    last_words = (name.casefold().split()[-1] for name in names)
    return "gross" in text or bool(names & said) or any(word in text for word in last_words)


def _at(sentence: Sentence, measure: Measure, moment: Moment) -> Standings | None:
    """The table at a moment: after a round from the race, after a hole counted anew."""
    book = sentence.book
    if moment.hole == HOLES:
        return book.table(measure, moment.round)
    table = book.table(measure, moment.round)
    if table is None:
        return None
    return standings(book.tournament, table.competition, moment.round, moment.hole)


def _judged(
    sentence: Sentence, number: int, at: int, owner: Owner | None, tables: Tables
) -> Iterator[Claim]:
    token = sentence.token(number)
    codes = [code for code in owner.codes if code in sentence.book.codes] if owner else []
    if not codes or owner is None or not tables or token.value > _MOST_PLAYERS:
        return
    rows = [[row for t in tables if (row := place_in(t, code))] for code in codes]
    if not all(rows):
        yield from sentence.claim(number, Kind.POSITION, Verdict.UNCHECKED)
        return
    tied = _said_tied(sentence, at)
    fits = [any(_fits(row, token.value, tied=tied) for row in its) for its in rows]
    good = all(fits) if owner.every else any(fits)
    sure = owner.sure or owner.every
    verdict = Verdict.TRUE if good else Verdict.FALSE if sure else Verdict.UNCHECKED
    wrong = rows[fits.index(False)][0] if False in fits else rows[0][0]
    yield from sentence.claim(
        number, Kind.POSITION, verdict, like_ordinal(token.said, wrong.position)
    )


def _said_tied(sentence: Sentence, at: int) -> bool:
    return (
        re.search(
            r"\b(?:tied?(?: for)?|joint|share[sd]?|sharing|equal|share of) $|\bt-?$",
            sentence.pattern[:at],
        )
        is not None
    )


def _fits(row: Standing, position: int, *, tied: bool) -> bool:
    return row.position == position and (row.tied or not tied)


def _moved(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """ "From fourth to second": before the round, and after it."""
    apart = _APART.search(sentence.around(match.start()))
    if sentence.may_be(match.start()) or apart:
        return
    owner = sentence.owner(match.start(), match.end())
    book = sentence.book
    rounds = sentence.rounds(match.start()) or book.numbers
    after = [n for n in rounds if n in book.numbers]
    ranked = measures(sentence, match.start())
    inside = [Moment(n, h) for n in after[:1] for h in (_hole_in(sentence, match),) if h]
    later = [t for n in after for m in ranked if (t := book.table(m, n))]
    if sentence.section_round is None and not sentence.rounds(match.start()):
        after = [*after, *book.numbers]
    earlier = [t for n in after for m in ranked if (t := book.table(m, book.before(n)))]
    yield from _judged(sentence, int(match["a"]), match.start("a"), owner, earlier)
    ends = [t for m in ranked for i in inside if (t := _at(sentence, m, i))]
    yield from _judged(sentence, int(match["b"]), match.start("b"), owner, [*ends, *later])


def _hole_in(sentence: Sentence, match: re.Match[str]) -> int | None:
    found = re.search(r"\b(?:at|on|by) (?:the )?!(\d+)", sentence.around(match.start()))
    return sentence.token(found[1]).value if found else None


def _tied(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """ "(T3 Trophy)" after a name."""
    its = competition_of(sentence.book, sentence.token(match["a"]).award) if match["a"] else None
    after = sentence.section_round or sentence.book.last
    ranked = [its.measure] if its else [*_main(sentence), Measure.STABLEFORD]
    codes = sentence.token(match["w"]).codes
    rows = [
        row
        for measure in ranked
        for code in codes
        if (row := place_in(sentence.book.table(measure, after), code))
    ]
    if rows:
        good = any(row.position == int(match["d"]) and row.tied for row in rows)
        said, verdict = match["t"] + match["d"], Verdict.TRUE if good else Verdict.FALSE
        right = ("T" if rows[0].tied else "") + str(rows[0].position)
        yield from sentence.claim_at(match.start("t"), said, Kind.POSITION, verdict, right)


def _places_moved(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """ "Climbed two places": over the round, or from one table of the sentence to another."""
    at, book, number = match.start(), sentence.book, int(match["n"])
    codes = sentence.playing(sentence.owner(at))
    rounds = [n for n in sentence.rounds(at) if n in book.numbers]
    if len(codes) != 1 or not rounds or sentence.may_be(at) or "!" in sentence.pattern:
        return
    sign = 1 if match["up"] else -1
    moves = [
        sign * (before.position - now.position)
        for n in rounds
        for measure in measures(sentence, at)
        if (now := book.place(codes[0], measure, n))
        and (before := book.place(codes[0], measure, book.before(n)))
    ]
    token = sentence.token(number)
    verdict = verdict_of(token.value, moves)
    right = like(token.said, moves[0]) if moves and moves[0] >= 0 else ""
    yield from sentence.claim(number, Kind.POSITION, verdict, right)


def _placed(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """ "(T2 Trophy, 1st Jacket)" after a name."""
    codes = [c for c in sentence.token(match["w"]).codes if c in sentence.book.codes]
    after = sentence.section_round or sentence.book.last
    if not codes:
        return
    whole = f"^{match['o']}{match['r']}"
    for part in re.finditer(r"\^(\d+)(?: (?:=(\d+)|gross|stableford))?", whole):
        if part[2]:
            its = competition_of(sentence.book, sentence.token(part[2]).award)
            ranked = [its.measure] if its else []
        elif "gross" in part[0]:
            ranked = [Measure.GROSS]
        else:
            ranked = measures(sentence, 0)[:2]
        tables = [t for m in ranked if (t := sentence.book.table(m, after))]
        yield from _judged(sentence, int(part[1]), 0, Owner(tuple(codes)), tables)


def _ends(sentence: Sentence) -> Iterator[Claim]:
    """Runners-up, and the last."""
    if not sentence.has("last", "bottom", "runner"):
        return
    for match in _LAST.finditer(sentence.pattern):
        kind = match.lastgroup or "l"
        yield from _end(sentence, match.start(kind), match[kind], last=True)
    over = sentence.report.round in (None, sentence.book.tournament.last_round)
    for match in _RUNNER_UP.finditer(sentence.pattern):
        if over:
            yield from _end(sentence, match.start(), match[0], last=False)


_IN_A_PRIZE = re.compile(r"(?: (?:spot|place|position|finish))? (?:in|to|for) (?:the )?=")


def _main(sentence: Sentence) -> list[Measure]:
    """By what the main competition goes, where there is one."""
    return [competition.measure for competition in sentence.book.competitions[:1]]


def _owner_of_end(sentence: Sentence, at: int, said: str) -> Owner | None:
    """Whose a last place is; "runner-up Quillock" is named behind it."""
    beside = re.match(r" @(\d+)(?!')", sentence.pattern[at + len(said) :])
    if said.startswith("runner") and beside:
        return Owner(sentence.token(beside[1]).codes)
    return sentence.owner(at)


def _end(sentence: Sentence, at: int, said: str, *, last: bool) -> Iterator[Claim]:
    owner = _owner_of_end(sentence, at, said)
    tables = _tables(sentence, at)
    if not last and not _IN_A_PRIZE.match(sentence.pattern, at + len(said)):
        tables += [t for m in _main(sentence) if (t := sentence.book.table(m, sentence.book.last))]
    codes = [c for c in owner.codes if c in sentence.book.codes] if owner else []
    if not codes or owner is None or not tables or sentence.may_be(at) or not owner.sure:
        return
    if _FROM_A_ROUND.search(sentence.pattern[:at]):
        return
    rows = [row for t in tables for c in codes if (row := place_in(t, c))]
    if last:
        good = any(
            row.position == t.rows[-1].position
            for t in tables
            for c in codes
            if (row := place_in(t, c))
        )
    else:
        good = any(row.position == 2 for row in rows)
    verdict = Verdict.TRUE if good else Verdict.FALSE
    expected = like_ordinal("first", rows[0].position) if rows else ""
    yield from sentence.claim_at(at, said, Kind.POSITION, verdict, expected)
