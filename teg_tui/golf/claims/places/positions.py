"""Who stood where: third, last, tied, runner-up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from teg_tui.golf.claims.boxes.place_tables import APART, judge_place, said_tied, tables_of
from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.places.standing_words import competition_of, measures
from teg_tui.golf.claims.scorebook import place_in
from teg_tui.golf.claims.words.numbers import like_ordinal
from teg_tui.golf.claims.words.reading import Owner, Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.claims.words.text import Form
from teg_tui.golf.claims.words.tokens import Sign
from teg_tui.golf.standings import Standings
from teg_tui.golf.tour import Measure

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
_PLACE = compiled(
    rf"\b(?P<verb>{_STOOD}|{_PUT_HIM})(?: (?:a|clear|outright|overall|alone|sole|solo|distant"
    rf"|comfortable|solid|joint|tied|back|just|only|still|share of|into|to|in|for|at))*"
    r" \^(?P<o>\d+)(?=(?: \(#| (?:place|spot|position|overall|after|behind|on|with|and|but|while"
    r"|whilst|at|for|in|as|to|from|heading|both|by|across|throughout|despite|alone|equal|today|into"
    r"|when|where|going|of(?= #))\b)|[,.;:)']|$|—|-plac)"
    r"(?! (?:and final|consecutive|straight|successive|time|hole|in a row|with the best|=|in @)"
    r"| for the (?:first|second) time| on (?:the|a|his) (?:[a-z-]+ )?(?:list|roll|ladder)\b"
    r"|-(?:round|hole|half|nine|shot|tee|stroke))"
)
_IN_A_PRIZE_TOO = compiled(
    r"(?:and|,|but|or|;) (?:a |joint |tied )?\^(?P<o>\d+)(?: place)? (?:in|on|for) (?:the )?"
    r"(?:=\d+|gross\b|stableford\b)(?! (?:time|round|lead change))"
)
"""A place without a verb of its own: "second in the Trophy and third in the Jacket"."""
_NOTED = compiled(
    r"(?:@\d+|,)(?: (?:still|now|back|up|again|stays|only))? (?:t-?)?\^(?P<o>\d+)"
    r"(?: (?:place|again|alone|outright|on his own|by himself))*"
    r"(?=(?: (?:overnight|now|tonight|at !\d|after|behind)\b)|[,;.]|$| \()"
    r"(?! \((?:his|career|~|[a-z]))"
)
"""As notes have it: "Ned 2nd overnight, 4th now (69 pts)"."""
_PAREN = compiled(
    r"@(?P<w>\d+) \((?P<t>t|t-|=)?\^(?P<o>\d+)(?! (?:lead|time|birdie|blow|zero|of|to \^))"
    r"(?P<r>[^)]*)\)"
)
_TIED_PAREN = compiled(r"@(?P<w>\d+) \((?P<t>t-?)(?P<d>\d)(?: (?:in )?(?:the )?=(?P<a>\d+))?[,)]")
_LISTED = compiled(r"(?:^|[:,] )\^(?P<o>\d+) @(?P<w>\d+)(?: \([^)]*\))?(?=,|\.|;|$)")
_LIST = 3
"""So many places with names, one after the other, are a table."""
_INVERSE = compiled(
    r"\^(?P<o>\d+)(?: place| spot)?(?: overall)?(?: in the =\d+)? (?:went to|was|is|were"
    r"|belonged to|fell to"
    r"|came|sat|lay|stood|finished) @(?P<w>\d+)(?!')"
)
"""The place before its owner: "third was Quillock"."""
_FROM_A_ROUND = compiled(r"\bfrom (?:the )?&\d+(?:'s)? [a-z-]+ to $")
"""Before where somebody fell to: the round named is not that of the place."""
_RUNNER_UP = compiled(r"\brunner[- ]up\b|\brunners[- ]up\b")
_LAST = compiled(
    r"\b(?:(?:finish\w*|ended|end|ends|sits?|sat|was|is|came|remains?|lay|lies|stood|dead|plumb"
    r"|fell|dropped|slipped)(?: to| in)?"
    r" (?P<l>last|bottom)(?! (?:round|day|six|nine|hole|green|year|tee|of the))"
    r"|in (?P<m>last place|bottom place|bottom spot)|to (?P<n>last place))"
)
_NOT = compiled(r"n't\b|\bnot\b|\bnever\b|\bunable\b|\bfail\w+\b")


def check_positions(sentence: Sentence) -> Iterator[Claim]:
    """The places of a sentence."""
    if sentence.elsewhere:
        return
    text = sentence.pattern
    for match in _TIED_PAREN.finditer(text):
        yield from _tied(sentence, match)
    if Sign.ORDINAL not in sentence.signs:
        yield from _ends(sentence)
        return
    for match in _PAREN.finditer(text):
        yield from _placed(sentence, match)
    yield from _stood(sentence)
    yield from _without_verb(sentence)
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
        if match["verb"] == "from" and APART.search(sentence.around(match.start())):
            continue
        at = match.end() - len(match["o"]) - 1
        owner = sentence.owner(at, match.end())
        was = match["verb"].startswith("from")
        yield from judge_place(sentence, number, at, owner, tables_of(sentence, at, was=was))


def _without_verb(sentence: Sentence) -> Iterator[Claim]:
    """Places that a verb before them, or none at all, belongs to."""
    told = [_IN_A_PRIZE_TOO] if sentence.has("=", "gross", "stableford") else []
    told += [_NOTED] if sentence.passage.form is Form.ITEM else []
    for pattern in told:
        for match in pattern.finditer(sentence.pattern):
            number, at = int(match["o"]), match.start("o") - 1
            if number not in sentence.claimed and not sentence.may_be(at):
                owner = sentence.owner(at, match.end())
                yield from judge_place(sentence, number, at, owner, tables_of(sentence, at))


def _named_after(sentence: Sentence) -> Iterator[Claim]:
    """Places before the names of who had them: "third was Quillock", "1st Ned, 2nd Bram, …"."""
    found = list(_INVERSE.finditer(sentence.pattern))
    listed = list(_LISTED.finditer(sentence.pattern))
    for match in found:
        at, codes = match.start("o") - 1, sentence.token(match["w"]).codes
        yield from judge_place(sentence, int(match["o"]), at, Owner(codes), tables_of(sentence, at))
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

    tables = tables_of(sentence, entries[0].start("o") - 1)
    best = max(tables, key=fitting, default=None)
    if best is None or 2 * fitting(best) < len(said):
        return
    for match, (_, codes) in zip(entries, said, strict=True):
        at = match.start("o") - 1
        yield from judge_place(sentence, int(match["o"]), at, Owner(codes), [best])


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
        yield from judge_place(sentence, int(part[1]), 0, Owner(tuple(codes)), tables)


def _ends(sentence: Sentence) -> Iterator[Claim]:
    """Runners-up, and the last."""
    if not sentence.has("last", "bottom", "runner"):
        return
    for match in _LAST.finditer(sentence.pattern):
        kind = match.lastgroup or "l"
        yield from judge_end(sentence, match.start(kind), match[kind], last=True)
    over = sentence.report.round in (None, sentence.book.tournament.last_round)
    for match in _RUNNER_UP.finditer(sentence.pattern):
        if over:
            yield from judge_end(sentence, match.start(), match[0], last=False)


_TWICE_SECOND = compiled(r"\b(?:dual|double|twice)(?: a| the)? $")
_IN_BOTH = compiled(
    r"runners?-up(?: spots?| honou?rs| places?| finish(?:es)?)? (?:in both|twice)\b"
)
"""Words of a second place in every competition."""
_IN_A_PRIZE = compiled(r"(?: (?:spot|place|position|finish))? (?:in|to|for) (?:the )?=")


def _main(sentence: Sentence) -> list[Measure]:
    """By what the main competition goes, where there is one."""
    return [competition.measure for competition in sentence.book.competitions[:1]]


def _owner_of_end(sentence: Sentence, at: int, said: str) -> Owner | None:
    """Whose a last place is; "runner-up Quillock" is named behind it."""
    beside = re.match(r" @(\d+)(?!')", sentence.pattern[at + len(said) :])
    if said.startswith("runner") and beside:
        return Owner(sentence.token(beside[1]).codes)
    return sentence.owner(at)


def judge_end(sentence: Sentence, at: int, said: str, *, last: bool) -> Iterator[Claim]:
    """A claim that somebody was last, or (not `last`) second."""
    owner = _owner_of_end(sentence, at, said)
    tables = tables_of(sentence, at)
    if not last and not _IN_A_PRIZE.match(sentence.pattern, at + len(said)):
        tables += [t for m in _main(sentence) if (t := sentence.book.table(m, sentence.book.last))]
    codes = [c for c in owner.codes if c in sentence.book.codes] if owner else []
    if not codes or owner is None or not tables or sentence.may_be(at) or not owner.sure:
        return
    if _FROM_A_ROUND.search(sentence.pattern[:at]):
        return
    rows = [row for t in tables for c in codes if (row := place_in(t, c))]
    if last:
        tied = said_tied(sentence, at)
        good = any(
            row.position == t.rows[-1].position and tied in (None, row.tied)
            for t in tables
            for c in codes
            if (row := place_in(t, c))
        )
    elif _TWICE_SECOND.search(sentence.pattern[:at]) or _IN_BOTH.match(sentence.pattern, at):
        book = sentence.book
        final = [book.table(its.measure, book.last) for its in book.competitions]
        places = [[place_in(table, code) for table in final] for code in codes]
        good = any(all(its and its.position == 2 for its in of) for of in places)
    else:
        good = any(row.position == 2 for row in rows)
    verdict = Verdict.TRUE if good else Verdict.FALSE
    expected = like_ordinal("first", rows[0].position) if rows else ""
    yield from sentence.claim_at(at, said, Kind.POSITION, verdict, expected)
