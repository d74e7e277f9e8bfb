"""Who changed places: from fourth to second, up two, from third to last."""

from __future__ import annotations

import re
from collections.abc import Iterator

from teg_tui.golf.claims.boxes.place_tables import APART, judge_place, ranked_by, table_at
from teg_tui.golf.claims.claim import Claim, Kind
from teg_tui.golf.claims.places.positions import judge_end
from teg_tui.golf.claims.places.standing_words import Moment, with_points
from teg_tui.golf.claims.words.numbers import like
from teg_tui.golf.claims.words.reading import Owner, Sentence, verdict_of
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.claims.words.tokens import Sign

_MOVE = compiled(
    r"\bfrom (?:joint |tied |overnight |equal |solo |t-?)?\^(?P<a>\d+)(?: overall"
    r"| place)? (?:in)?to (?:a (?:tie|share) (?:for|of) |joint |tied |equal |solo |sole |t-?"
    r"|share )?(?:\^(?P<b>\d+)(?! (?:round|hole|nine))|(?P<end>last|bottom)\b)"
)
_MOVED_BARE = compiled(
    r"(?:@\d+ \((?:up |down )?|\b(?:fell|falls|falling|mov\w+|rose|rises|climb\w*|dropp?\w*"
    r"|slip\w*|jump\w*|slid\w*|vault\w*|leap\w*|sank|tumbl\w*),? )(?:from )?"
    r"\^(?P<a>\d+) ?(?:to|→|->) ?\^(?P<b>\d+)"
)
"""As notes have it: "dropped 1st to 3rd"."""
_MOVED_HIM = compiled(
    r"\b(?:lift|took|carri|mov|push|brought|rais|haul|dropp|sent|sank)\w* him (?:up |down |back )?"
    r"from (?:joint |tied |a share of )?\^(?P<a>\d+)(?: place)? (?:in)?to\b"
)
"""What a round did for him of whom the sentence before tells."""
_PLACES_MOVED = compiled(
    r"\b(?:(?P<up>climb\w*|rose|ris\w+|jump\w*|mov\w+ up|vault\w*|leap\w*|leapt|up)"
    r"|(?P<down>fell|fall\w*|dropp\w*|drop|slip\w*|tumbl\w*|slid\w*|plummet\w*|down|sank))"
    r"(?: back)? (?:#(?P<n>\d+)|(?P<one>one|an?|no)) (?:places?|spots?|positions?|rungs?)\b"
)


_NO_CLIMB = compiled(r"\b(?:gave|giv\w+|t[ao]k\w*|took|open\w*|pick\w*|mak\w+|made|set) $")
"""Before an "up" that is no climb."""
_FOR_A_TIME = compiled(
    r"\b(?:had|turn|nine|half|briefly|moment\w*|at one|then|since|week|days|rounds|subsequent|by"
    r"|before|temporarily|early|until)\b"
)
"""Words of a change that may not be the whole round's."""
_STEPS = ("place", "spot", "position", "rung")


def check_moves(sentence: Sentence) -> Iterator[Claim]:
    """The changes of place of a sentence."""
    text = sentence.pattern
    if not sentence.elsewhere:
        for match in _PLACES_MOVED.finditer(text) if sentence.has(*_STEPS) else ():
            yield from _places_moved(sentence, match)
        placed = Sign.ORDINAL in sentence.signs
        for match in (*_MOVE.finditer(text), *_MOVED_BARE.finditer(text)) if placed else ():
            yield from _moved(sentence, match)
    for match in _MOVED_HIM.finditer(text) if " him " in text else ():
        yield from _moved_him(sentence, match)


def _moved(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """ "From fourth to second": before the round, and after it."""
    apart = APART.search(sentence.around(match.start()))
    if sentence.may_be(match.start()) or apart:
        return
    owner = sentence.owner(match.start(), match.end())
    book = sentence.book
    rounds = sentence.rounds(match.start()) or book.numbers
    after = [n for n in rounds if n in book.numbers]
    ranked = ranked_by(sentence, match.start())
    inside = [Moment(n, h) for n in after[:1] for h in (_hole_in(sentence, match),) if h]
    later = [t for n in after for m in ranked if (t := book.table(m, n))]
    if sentence.section_round is None and not sentence.rounds(match.start()):
        after = [*after, *book.numbers]
    earlier = [t for n in after for m in ranked if (t := book.table(m, book.before(n)))]
    yield from judge_place(sentence, int(match["a"]), match.start("a") - 1, owner, earlier)
    if match.groupdict().get("end"):
        if int(match["a"]) not in sentence.claimed:
            return
        yield from judge_end(sentence, match.start("end"), match["end"], last=True)
        return
    ends = [t for m in ranked for i in inside if (t := table_at(sentence, m, i))]
    yield from judge_place(sentence, int(match["b"]), match.start("b") - 1, owner, [*ends, *later])


def _moved_him(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """ "It lifted him from fourth place to a share of the lead": before any round meant."""
    book, at = sentence.book, match.start()
    before = [code for place, its, _ in sentence.people if place < at for code in its]
    codes = tuple(dict.fromkeys((*sentence.focus.codes, *sentence.topic, *before)))
    rounds = [n for n in sentence.any_rounds(at) if n in book.numbers]
    ranked = [its.measure for its in book.competitions]
    earlier = [t for n in rounds for m in ranked if (t := book.table(m, book.before(n)))]
    if codes and earlier and not sentence.may_be(at):
        yield from judge_place(
            sentence, int(match["a"]), match.start("a") - 1, Owner(codes), earlier
        )


def _hole_in(sentence: Sentence, match: re.Match[str]) -> int | None:
    found = re.search(r"\b(?:at|on|by) (?:the )?!(\d+)", sentence.around(match.start()))
    return sentence.token(found[1]).value if found else None


def _places_moved(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """ "Climbed two places": over the round, or from one table of the sentence to another."""
    at, book = match.start(), sentence.book
    codes = sentence.playing(sentence.owner(at))
    rounds = [n for n in sentence.rounds(at) if n in book.numbers]
    within = "!" in sentence.pattern or "$" in sentence.pattern
    another = bool(sentence.topic) and codes != list(sentence.topic)
    if len(codes) != 1 or not rounds or sentence.may_be(at) or within or another:
        return
    if _NO_CLIMB.search(sentence.pattern[:at]):
        return
    sign = 1 if match["up"] else -1
    everything = [measure for its in book.competitions for measure in with_points(its.measure)]
    ranked = ranked_by(sentence, at) if "=" in sentence.around(at) else everything
    moves = [
        sign * (before.position - now.position)
        for n in rounds
        for measure in ranked
        if (now := book.place(codes[0], measure, n))
        and (before := book.place(codes[0], measure, book.before(n)))
    ]
    found = _told(sentence, match, moves)
    yield from found if _FOR_A_TIME.search(sentence.pattern) else sentence.settle(found)


def _told(sentence: Sentence, match: re.Match[str], moves: list[int]) -> Iterator[Claim]:
    """Held against how many places he moved as it says, by each table that may be meant."""
    word = match["one"]
    said = sentence.token(match["n"]).said if match["n"] else "one"
    right = like(said, moves[0]) if moves and moves[0] >= 0 else ""
    if word:
        kept = [max(move, 0) for move in moves]
        verdict = verdict_of(0, kept) if word == "no" else verdict_of(1, moves)
        yield from sentence.claim_at(match.start("one"), word, Kind.POSITION, verdict, right)
    else:
        verdict = verdict_of(sentence.token(match["n"]).value, moves)
        yield from sentence.claim(match["n"], Kind.POSITION, verdict, right)
