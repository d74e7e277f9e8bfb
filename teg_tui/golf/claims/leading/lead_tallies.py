"""How often: for how many holes somebody led, how often the lead changed, how many men had it.

The frame: a clause with a word of leading, or of a lead that changes, and a number of holes, of
times, of men, anywhere in it. It is true if the number is right of anybody who may be meant, alone
in front or not, in any round, part of it and competition that may be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.leading.at_the_top import LEAD
from teg_tui.golf.claims.leading.instead import so_often
from teg_tui.golf.claims.leading.turns import people_meant, ranked_by
from teg_tui.golf.claims.words.numbers import like
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.race import Race
from teg_tui.golf.tour import HOLES

_NUMBER = r"(?:#(?P<{0}>\d+)|(?P<{0}w>one|a single|no))"
_HOLES_LED = compiled(
    rf"\b(?:for|at|after(?= [^,;]{{0,14}} of )|on|over|during|through|in|of|just|only|all of|led"
    rf"|leading)"
    rf" (?:only |just |exactly |precisely |all but )?{_NUMBER.format('n')}"
    r"(?: (?:of|out of) (?:the |his |their |those )?(?:(?:day|round|week)'s )?(?:#\d+|(?:first"
    r"|last) \$\d+))?"
    r"(?: [a-z]+)? holes?\b(?! (?:to (?:play|go)|left|remaining|later|earlier|from|in|on|gone|ago"
    r"|out\b(?! of)))"
)
_EITHER = compiled(r"\bor (?:jointly )?(?:shar|co-|tied|joint)")
_ALONE = compiled(r"\b(?:alone|on his own|outright|sole|to himself)\b")
_ALL_BUT = compiled(r"\ball but ")
_WORDS = {"one": 1, "a single": 1, "once": 1, "twice": 2, "thrice": 3, "no": 0}
_CHANGE = compiled(
    r"\b(?:lead[- ](?:changes?|swaps?|switch(?:es)?)\b|(?:changes?|swaps?|handovers?|switch(?:es)?"
    r"|turnovers?) (?:of|in|at|to)"
    r" (?:the )?(?:=\d+ )?(?:lead(?:er|ership|ers)?|top(?: spot)?|front|head|summit)\b"
    r"|(?:lead|leadership|top spot|advantage|top of the (?:=\d+|board|leaderboard|table|standings)"
    r"|leader|=\d+)(?: in [^,;]{2,25})? (?:had |has |would |was to )?(?:chang|swapp?|switch|pass"
    r"|mov|went|swung"
    r"|alternat|trad|flipp?)(?:e[ds]?|ing|ed|es|s)?\b)"
)
_OFTEN = compiled(
    rf"{_NUMBER.format('n')}(?: (?!holes|points?|strokes?|shots?|rounds?|days|men)[a-z-]+"
    rf"| =\d+){{0,3}}? $"
)
"""Before a change of the lead: how many of them."""
_TIMES = compiled(r"#(?P<n>\d+) times\b|\b(?P<w>once|twice|thrice)\b")
_AFTER_A_FIGHT = compiled(r"\bafter (?:an?|the|his)(?: [a-z-]+){1,2}(?= with | between | that )")
"""What a number of changes is told of: "after a long duel that saw five lead changes"."""
_WHERE = compiled(
    r",? (?:both |all )?(?:at|on) (?:the )?!\d+(?:(?:,| and|, and)(?: at| on)?(?: the)? !\d+)*"
    r"(?=[,.;:)]|$)"
)
"""Where the lead changed."""
_HANDS = compiled(r" (?:hands|leaders?)\b")
_NTH = compiled(
    r"(?:\^\d+|\b(?:another|latest|each|every|final|last|first|decisive|only))"
    r"(?: [a-z=\d]+){0,2} ?$"
)
_WITHIN = compiled(r"\b(?:on|in|over|inside|within|during|across|through) (?:the |just )?\$(\d+)")
_UNTIL_HOLE = compiled(
    r"\b(?:through|by|inside|up to|before|after|over|in) (?:the )?(?:!(\d+)"
    r"|(?:\^\d+ )?#(\d+) holes\b)"
)
_UNCERTAIN = compiled(
    r"[!]|\b(?:since|until|after|by|early|late|between the|until then|so far|in (?:as"
    r"|so) many"
    r"|not|never|n't|nobody|without|least|most|than|nearly|almost|each of)\b"
)
"""Words of a time within a round, or of a bound, of which nobody can say what it takes in."""


def check_lead_tallies(sentence: Sentence) -> Iterator[Claim]:
    """Numbers of holes led and of changes of the lead."""
    if sentence.elsewhere:
        return
    if sentence.has("hole"):
        yield from _holes_led(sentence)
    if sentence.has("chang", "swap", "switch", "pass", "handover", "alternat", "trad", "flip"):
        yield from _changes(sentence)


_WEEK = compiled(r"\b(?:week|tournament|rounds|days|event|overall|all told|so far|in all)\b|&")


def _rounds(sentence: Sentence, at: int) -> list[Sequence[int]]:
    """The rounds that a number may be added up over, each alone, and all of them."""
    book = sentence.book
    named = [n for n in sentence.rounds(at) if n in book.numbers]
    if sentence.section_round and not _WEEK.search(sentence.pattern):
        return [[n] for n in named]
    return [*([n] for n in named or book.numbers), book.numbers]


def _so_far(sentence: Sentence) -> list[int]:
    """The rounds up to that which a sentence is about."""
    return [n for n in sentence.book.numbers if n <= (sentence.section_round or 0)]


def _holes_led(sentence: Sentence) -> Iterator[Claim]:
    for match in _HOLES_LED.finditer(sentence.pattern):
        start, end = sentence.clause(match.start())
        words = sentence.pattern[start:end]
        lead = LEAD.search(words)
        number = match["n"]
        if lead is None or number is None or int(number) in sentence.claimed:
            continue
        if _UNLED.search(words) or sentence.may_be(match.start()):
            continue
        said = sentence.token(number).value
        values = _counts_of_holes(sentence, start, end, match)
        if values:
            verdict = Verdict.TRUE if said in values else Verdict.FALSE
            right = _holes_instead(sentence, match, said)
            yield from sentence.claim(number, Kind.LEAD, verdict, right)


_UNLED = compiled(
    r"[!&$]|\b(?:since|until|before|by|lasted|behind|trail\w*|not|never|n't|without|nobody|than"
    r"|first|last|to get"
    r"|to (?:find|take|turn|wipe|draw|catch|overtake|go)|with|point\w*|par\w*|birdie\w*|bogey\w*"
    r"|took|taking|scor\w+"
    r"|went|chang\w+|most|least|clear by|by #|seem\w*|appear\w*|slip\w*)\b"
    r"|#\d+[- ](?:ahead|clear|in front|up)"
    r"|\b(?:in a row|running|on end|in succession|on the trot|at a stretch)\b"
)
"""Words of other holes than those after which somebody led."""


def _counts_of_holes(sentence: Sentence, start: int, end: int, match: re.Match[str]) -> set[int]:
    """For how many holes anybody who may be meant led, alone or not."""
    book, found = sentence.book, set[int]()
    for code in people_meant(sentence, start, end, match.start()):
        for measure in ranked_by(sentence, match.start()):
            for rounds in [*_rounds(sentence, match.start()), _so_far(sentence)]:
                alone, shared = book.leads(measure, code, rounds)
                whole = HOLES * len(rounds)
                counts = {alone, shared, alone + shared}
                if _EITHER.search(match.string, start, end):
                    counts = {alone + shared}
                elif _ALONE.search(match.string, start, end):
                    counts = {alone}
                found |= {whole - n for n in counts} if _ALL_BUT.search(match[0]) else {*counts}
    return found


def _holes_instead(sentence: Sentence, match: re.Match[str], said: int) -> str:
    """For how many holes the likeliest man led, in as many rounds as the number said takes."""
    codes = sentence.playing(sentence.owner(match.start()))
    spans = [_likeliest(sentence, match.start()), _so_far(sentence), sentence.book.numbers]
    span = next((its for its in spans if HOLES * len(its) >= said), None)
    if not codes or span is None:
        return ""
    alone, shared = sentence.book.leads(ranked_by(sentence, match.start())[0], codes[0], span)
    start, end = sentence.clause(match.start())
    count = alone if _ALONE.search(match.string, start, end) else alone + shared
    if _ALL_BUT.search(match[0]):
        count = HOLES * len(span) - count
    return like(sentence.token(match["n"]).said, count)


def _likeliest(sentence: Sentence, at: int) -> Sequence[int]:
    """The rounds that are most likely meant: the section's, those named, or all."""
    numbers = sentence.book.numbers
    named = [n for n in sentence.rounds(at) if n in numbers]
    if named and _ONWARDS.search(sentence.pattern):
        return [n for n in numbers if n >= min(named)]
    if _WEEK.search(sentence.pattern) and sentence.section_round and len(named) != 1:
        return numbers
    return named[:1] or numbers


_ONWARDS = compiled(r"&\d+ (?:on\b|onwards?\b)|(?:\bacross|\bover|\bin) &\d+[-–—]| to &")


def _changes(sentence: Sentence) -> Iterator[Claim]:
    text = sentence.pattern
    for match in _CHANGE.finditer(text):
        start, end = sentence.clause(match.start())
        words = text[start:end]
        before = _OFTEN.search(text[start : match.start()])
        told = before or _times(words, match.start() - start)
        if (
            told is None
            or _NTH.search(text[start : match.start()])
            or sentence.may_be(match.start())
        ):
            continue
        listed = _WHERE.match(text, match.end()) if before else None
        if listed and before:
            yield from _as_many(sentence, before, listed)
            continue
        apart = words.replace("after #", "#", 1) if before else words
        apart = _AFTER_A_FIGHT.sub("", apart)
        if _UNCERTAIN.search(apart) or (
            "=" in match[0]
            and "lead" not in match[0]
            and not before
            and not _HANDS.match(text, match.end())
        ):
            continue
        number = told["n"]
        word = told.groupdict().get("nw") or told.groupdict().get("w")
        if number and int(number) in sentence.claimed:
            continue
        said = sentence.token(number).value if number else _WORDS[word or "one"]
        values = _counts_of_changes(sentence, match.start(), words)
        if not values:
            continue
        verdict = Verdict.TRUE if said in values else Verdict.FALSE
        right = _changes_instead(sentence, match.start(), words, said)
        if number:
            said_so = sentence.token(number).said
            yield from sentence.claim(number, Kind.LEAD, verdict, like(said_so, right))
        elif word:
            at = (start if before or told.re is _TIMES else 0) + told.start()
            often = like(word, right) if before else so_often(word, right)
            yield from sentence.claim_at(at, word, Kind.LEAD, verdict, often)


def _as_many(sentence: Sentence, often: re.Match[str], listed: re.Match[str]) -> Iterator[Claim]:
    """ "Two lead changes, at H14": as many as there are holes."""
    number, many = often["n"], listed[0].count("!")
    if number and int(number) not in sentence.claimed and sentence.token(number).value != many:
        said = sentence.token(number).said
        claims = sentence.claim(number, Kind.LEAD, Verdict.FALSE, like(said, many))
        yield from sentence.settle(claims)


def _times(words: str, at: int) -> re.Match[str] | None:
    """How often something at a place happened: told next to it, and not after something else."""
    after = _TIMES.search(words, at)
    before = list(_TIMES.finditer(words, 0, at))
    found = after or (before[-1] if before else None)
    return None if found is None or " and " in words[found.end() : at] else found


def _part(sentence: Sentence, words: str) -> tuple[int, int]:
    """The holes of a round that some words are about: the first and the last."""
    within = _WITHIN.search(words)
    token = sentence.token(within[1]) if within else None
    part = (token.value, token.last) if token else (1, HOLES)
    until = _UNTIL_HOLE.search(words)
    if until:
        hole = sentence.token(until[1] or until[2]).value
        part = (1, min(hole, HOLES))
    return part


def _changes_instead(sentence: Sentence, at: int, words: str, said: int) -> int:
    """How often the lead changed where that is most likely told of; of competitions not named in
    the one that comes nearest to what is said.
    """
    stretches = re.findall(r"\$(\d+)", sentence.pattern)
    part = _part(sentence, words)
    if len(stretches) == 1:
        token = sentence.token(stretches[0])
        part = (token.value, token.last)
    rounds = _likeliest(sentence, at)
    if _TOGETHER.search(words):
        return _in_all(sentence, rounds, part)
    ranked = ranked_by(sentence, at)[: 1 if "=" in sentence.pattern else None]
    races = [[race for n in rounds if (race := sentence.book.race(m, n))] for m in ranked]
    return min((_events(its, part) for its in races), key=lambda times: abs(times - said))


def _events(races: Sequence[Race], part: tuple[int, int]) -> int:
    """How often one who led alone came after another on some holes of rounds."""
    events = (event for race in races for event in race.events)
    return sum(event.is_change and part[0] <= event.hole <= part[1] for event in events)


def _counts_of_changes(sentence: Sentence, at: int, words: str) -> set[int]:
    """How often the lead changed in a competition, or in both, as the facts and others count."""
    book, found = sentence.book, set[int]()
    part = _part(sentence, words)
    ranked = ranked_by(sentence, at)
    for rounds in _rounds(sentence, at):
        for measure in ranked:
            races = [race for n in rounds if (race := book.race(measure, n))]
            found |= {_events(races, part), _handovers(races, part)}
        if _TOGETHER.search(words):
            found.add(_in_all(sentence, rounds, part))
    return found


_TOGETHER = compiled(r"\b(?:both|competitions|combined|between them|in all|all told)\b")


def _handovers(races: Sequence[Race], part: tuple[int, int]) -> int:
    """How often one who led alone was followed by another, over ties in between."""
    tops = [top for race in races for top in race.leaders[max(0, part[0] - 2) : part[1]]]
    alone = [top for top in tops if len(top) == 1]
    return sum(before != after for before, after in pairwise(alone))


def _in_all(sentence: Sentence, rounds: Sequence[int], part: tuple[int, int]) -> int:
    """The changes of every competition together."""
    book = sentence.book
    ranked = [its.measure for its in book.competitions]
    return _events([r for m in ranked for n in rounds if (r := book.race(m, n))], part)
