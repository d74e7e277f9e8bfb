"""Who is at the foot of a table, and who stands next to whom: "props up the table", "behind Ned".

Without a competition the main one is meant; without a moment, after the round or before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from teg_tui.golf.claims.boxes.place_tables import ranked_by
from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.places.standing_words import competition_of, measures
from teg_tui.golf.claims.scorebook import place_in
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.claims.words.tokens import Sign
from teg_tui.golf.standings import Standings

_TABLE = (
    r"(?:table|pile|heap|board|leaderboard|standings|list|order|ladder|pack|field|class|rankings|="
    r"\d+)"
)
_FOOT = (
    r"(?:(?:rock )?bottom|foot|tail|tail end|wrong end|basement|back|very bottom|rear|cellar)"
    rf" of (?:the )?{_TABLE}"
)
_IS = (
    r"(?:is|was|sits?|sat|lies|lay|stands?|stood|remains?|remained|stays|stayed|finds himself|ends?"
    r"|ended|finish(?:es|ed)|languish\w*|now|still|rooted|stuck|anchored)"
)
_LAST_WORDS = compiled(
    rf"\bprop(?:s|ped|ping)? up (?:the )?(?:rest|others|{_TABLE})|\bbr(?:ings?|ought"
    rf"|inging) up the rear\b|\b{_FOOT}"
    r"|\b(?:at the|rock|is|sits|was) bottom(?=[,.;:]|$)|\blast,? (?:on|with|at) #"
    r"|\b(?:dead last|last of all|nobody (?:is|was|finished) (?:below|behind|beneath)"
    r"|every(?:one|body)(?: else)? (?:is|was|finished) (?:ahead of|above|in front of))\b"
    r"|^\s*(?:last|bottom)(?:,[^@]{0,40},| tonight| now| overall)? (?=(?:is|was|comes?|came) )"
)
"""Words of a last place."""
_CUES = (
    *("last", "bottom", "rear", "prop", "foot", "tail", "wrong end", "basement", "back of"),
    *("cellar", "nobody", "every"),
)
"""A piece of each of them."""
_WHO_BEFORE = compiled(
    rf"@(\d+)(?!')(?: \([^)]*\))?,?(?: (?:now|still|meanwhile|again|who|it is who|alone|at|to|the"
    rf"|in"
    rf"|on|rock|once|more|had to|{_IS}))* $"
)
_WHO_AFTER = compiled(
    rf"(?: (?:tonight|now|overall|overnight|still|then|on|it|once|again|{_IS}|comes?|came|goes|went"
    r"|belong(?:s|ed)|occupied|to|by)){0,5} @(\d+)(?!')"
)
_SPOON = compiled(
    r"@(\d+)(?!')(?: (?:now|still|currently|it is who))? (?:holds?|has|carries|clutches|keeps"
    r"|is (?:left )?(?:holding|with)|is in possession of)(?: on to| hold of)? (?:the )?=(\d+)"
)
_NEXT_TO = compiled(
    r"@(?P<a>\d+)(?!') (?:is|was|sits?|sat|lies|lay|stands?|stood|finish\w+|ended)(?: now| still)?"
    r" (?P<how>(?:one|a) place|just|immediately|directly|next|right) (?P<way>behind|below|above"
    r"|ahead of"
    r"|in front of) @(?P<b>\d+)(?!')(?! (?:by|at|on|with|after))"
)
_FOLLOWS = compiled(
    r"(?:^|[,;:] )(?:(?:just|next|right|directly|immediately"
    r"|close) )?behind @(?P<b>\d+),? (?:come[s]?|came|is|sits?|sat|lies"
    r"|lay|stands?"
    r"|stood|was|follow\w+) @(?P<a>\d+)(?!')"
    r"|@(?P<b2>\d+) (?:is|was) (?:followed|trailed|shadowed) by @(?P<a2>\d+)(?!')"
)
_OF_ALL = compiled(r"nobody|every")
_STROKES = compiled(r"\b(?:strokes?|shots?|gross|over)\b|~")
_OTHER = compiled(
    r"\b(?:off|from|away|escap\w*|avoid\w*|climb\w*|above|out of|lift\w*|near\w*|close|toward\w*"
    r"|threat\w*|no longer|never|until|battle|fight|race|scrap|contest|leav(?:es?|ing)|left)\b"
    r"|!\d|\bholes?\b|\btee\b|\bbriefly\b|\buntil\b|\bwould\b|\bday\b|\bnot\b"
)


def check_ends(sentence: Sentence) -> Iterator[Claim]:
    """Who a sentence says is last, and who next to whom."""
    if sentence.elsewhere or not sentence.people:
        return
    for match in _LAST_WORDS.finditer(sentence.pattern) if sentence.has(*_CUES) else ():
        start, end = sentence.part(match.start())
        if not _OTHER.search(sentence.pattern, start, end) and not sentence.may_be(match.start()):
            yield from _last(sentence, match)
    for match in _SPOON.finditer(sentence.pattern) if Sign.AWARD in sentence.signs else ():
        if not sentence.may_be(match.start()):
            yield from _spoon(sentence, match)
    for rule in (_NEXT_TO, _FOLLOWS):
        for match in rule.finditer(sentence.pattern):
            around = sentence.around(match.start())
            if not _OTHER.search(around) and not sentence.may_be(match.start()):
                yield from _next(sentence, match)


def tables_near(sentence: Sentence, at: int) -> list[Standings]:
    """After the round, and before it, by what the words may rank people."""
    book = sentence.book
    numbers = [n for n in sentence.rounds(at) if n in book.numbers] or [book.last]
    if sentence.section_round is None and not sentence.rounds_named:
        numbers = list(book.numbers[::-1])
    ranked = ranked_by(sentence, at)
    if Sign.AWARD not in sentence.signs and _STROKES.search(sentence.pattern):
        ranked = [*ranked, *(its.measure for its in book.competitions)]
    after = [t for n in numbers for m in ranked if (t := book.table(m, n))]
    return after + [t for n in numbers for m in ranked if (t := book.table(m, book.before(n)))]


def _last(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """Who has a last place: whoever is named before its words, or right behind them."""
    before = _WHO_BEFORE.search(sentence.pattern[: match.start()])
    after = _WHO_AFTER.match(sentence.pattern, match.end())
    told = before if before and not _OF_ALL.match(match[0]) else after
    tables = tables_near(sentence, match.start())
    named = re.search(r"=(\d+)", match[0])
    its = competition_of(sentence.book, sentence.token(named[1]).award) if named else None
    if its is not None:
        tables = [table for table in tables if table.competition.measure is its.measure]
    if told:
        yield from _at_the_foot(sentence, told[1], tables)


def _spoon(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """Who "has the Wooden Spoon" while the tournament goes on: who is last."""
    award, book = sentence.token(match[2]).award, sentence.book
    its = competition_of(book, award)
    if its is None or award != its.last_place or sentence.section_round in (None, book.last):
        return
    table = book.table(its.measure, sentence.section_round)
    yield from _at_the_foot(sentence, match[1], [table] if table else [])


def _at_the_foot(sentence: Sentence, number: str, tables: list[Standings]) -> Iterator[Claim]:
    codes = set(sentence.token(number).codes) & sentence.book.codes
    if not codes or not tables or int(number) in sentence.claimed:
        return
    last = [{player.code for player in table.last} for table in tables]
    good = any(codes & its for its in last)
    right = " and ".join(sentence.report.roster.name(code) for code in sorted(last[0]))
    verdict = Verdict.TRUE if good else Verdict.FALSE
    yield from sentence.claim(number, Kind.POSITION, verdict, right)


def _next(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """True where one stands right next to the other in any of the tables that may be meant."""
    groups = match.groupdict()
    one, other = (groups.get(name) or groups.get(f"{name}2") for name in "ab")
    if not one or not other:
        return
    below = groups.get("way") not in {"above", "ahead of", "in front of"}
    book = sentence.book
    tables = tables_near(sentence, match.start())
    tables += [
        t
        for n in book.numbers
        for m in measures(sentence, match.start())
        if n == sentence.section_round and (t := book.day(m, n))
    ]
    good, known = False, False
    for table in tables:
        for mine in sentence.token(one).codes:
            for theirs in sentence.token(other).codes:
                a, b = place_in(table, mine), place_in(table, theirs)
                if a is None or b is None or mine == theirs:
                    continue
                known = True
                upper, lower = (b, a) if below else (a, b)
                between = [
                    row for row in table.rows if upper.position < row.position < lower.position
                ]
                good |= upper.position <= lower.position and not between
    if known:
        yield from sentence.claim(one, Kind.POSITION, Verdict.TRUE if good else Verdict.FALSE)
