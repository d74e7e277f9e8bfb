"""Leads kept or never had: never led, never trailed, never let go, wire to wire."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.leading.turns import ranked_by
from teg_tui.golf.claims.scorebook import Scorebook
from teg_tui.golf.claims.words.reading import Owner, Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.race import Race
from teg_tui.golf.tour import HOLES, Measure

_NEVER_LED = compiled(
    r"@(?P<a>\d+)(?: (?:had|has))? never (?:led|was in front|in front|headed|topped|held the)\b"
    r"|@(?P<b>\d+) was never (?:in front|in the lead|ahead)(?! of)"
    r"|\bat no (?:point|stage|time) did @(?P<c>\d+) (?:lead|head|top)\b"
    r"|(?:[;,—–(]|\bhe|\bwho|\bbut|\band|^\s*) ?never (?:led|headed the|topped the|in front)\b"
)
_OF_SOME_TIME = compiled(
    r"[^,;:.]*?(?:[!$]|\b(?:again|since|after|thereafter|by|with|more than|until|from|before|any"
    r"|both|anybody|alone|outright)\b)"
)
"""Behind what never was at some time only, or not so far."""
_NEVER_HEADED = compiled(
    r"@(?P<a>\d+) was (?P<v>never (?:headed|caught|overtaken)|not headed)\b"
    r"(?! (?:after|since|again))"
)
_NEVER_TRAILED = compiled(
    r"\b(?:never(?: once)?|without(?: ever| once)?) (?P<w>trail(?:ed|ing)|(?:lost|losing"
    r"|surrender(?:ed|ing)|relinquish(?:ed|es|ing)) (?:(?:the|his|that) (?:=\d+ )?lead|it))"
    r"(?: once)?(?: (?:after|from|since) (?:[a-z]+ ){0,4}"
    r"!(?P<h>\d+)(?: (?:of|in) &(?P<r>\d+))?)?"
    r"(?! (?:after|since|again|from|until|by|at|on|in (?!the =|stableford|gross)|the|anybody|for|he"
    r"|that|@))"
)
_WIRE = compiled(
    r"\bled (?:(?:the )?=\d+ )?(?:from (?:first to last|the off|gun to tape)|all (?:week|the way)"
    r"|throughout)(?=[.,;]|$| (?:and|to (?:win|claim|take))\b)"
    r"|\bwire[- ]to[- ]wire\b|\bfrom start to finish\b|\bled from the (?:start|first hole"
    r"|opening hole) to the (?:finish|end|last)\b"
    r"|\bled(?: the =\d+)? from the (?:first|!\d+)(?: tee)? to the (?:last|!\d+)(?: green)?"
)
_NOT = compiled(r"\b(?:not|never|no|nobody|hardly|scarcely|without|far from|n't)\b[^,;:@]{0,40}$")
_LEAD_NOUN = compiled(r"\b(?:lead|top spot|advantage|control|summit)\b")
_OF_THE_ROUND = compiled(
    r" (?:of|in|through|on) (?:(?:the|this|his) )?(?:round|day|afternoon|&\d+)\b"
)


def check_kept_leads(sentence: Sentence) -> Iterator[Claim]:
    """What a sentence says of whole rounds, or of all from a hole on."""
    if sentence.elsewhere:
        return
    if sentence.has("never", "no point", "no stage", "no time"):
        yield from _never_in_front(sentence)
    if sentence.has("never", "without"):
        yield from _never_behind(sentence)
    yield from _wire(sentence)


def _scope(sentence: Sentence, at: int) -> list[int]:
    """The rounds that "never" and "all the way" are about."""
    named = [n for n in sentence.rounds(at) if n in sentence.book.numbers]
    whole = sentence.section_round is None or sentence.report.round is None
    return named[:1] if named and not whole else list(sentence.book.numbers)


def _never_in_front(sentence: Sentence) -> Iterator[Claim]:
    """Who never led, and who was never caught once he did."""
    for pattern in (_NEVER_LED, _NEVER_HEADED):
        for match in pattern.finditer(sentence.pattern):
            at = match.start()
            person = next((match[n] for n in match.groupdict() if match[n] and n in "abc"), None)
            owner = Owner(sentence.token(person).codes) if person else sentence.owner(match.end())
            codes = sentence.playing(owner)
            if not codes or owner is None or owner.every or not owner.sure or sentence.may_be(at):
                continue
            if _OF_SOME_TIME.match(sentence.pattern, match.end()):
                continue
            rounds, holds = _scope(sentence, at), _led_never if pattern is _NEVER_LED else _unbeaten
            good = any(
                holds([r for n in rounds if (r := sentence.book.race(measure, n))], code)
                for measure in ranked_by(sentence, at)
                for code in codes
            )
            verdict = Verdict.TRUE if good else Verdict.FALSE
            word = sentence.pattern.find("n", match.start(), match.end())
            right = "led" if pattern is _NEVER_LED else "was"
            yield from sentence.claim_at(word, "never", Kind.LEAD, verdict, right)


def _never_behind(sentence: Sentence) -> Iterator[Claim]:
    """Who had at least a share of the lead after every hole, or from one on."""
    for match in _NEVER_TRAILED.finditer(sentence.pattern):
        at = match.start()
        owner = sentence.owner(at)
        codes = sentence.playing(owner)
        lost_it = match["w"].endswith(" it")
        if lost_it and not _LEAD_NOUN.search(sentence.pattern, 0, at):
            continue
        if not codes or owner is None or owner.every or not owner.sure or sentence.may_be(at):
            continue
        hole = match["h"] or (_number_of_hole(sentence, at) if lost_it else None)
        once = hole is None and not match["w"].startswith("trail")
        spans = list(_from_where(sentence, at, hole, match["r"]))
        ranked = ranked_by(sentence, at)
        tops = [
            _tops(sentence.book, measure, rounds)[first - 1 :]
            for rounds, first in spans
            for measure in ranked
        ]
        if not all(tops) or not tops:
            continue
        good = any(_kept(its, code, once=once) for its in tops for code in codes)
        verdict = Verdict.TRUE if good else Verdict.FALSE
        right = _behind_after(tops[0], codes[0], spans[0], once=once)
        yield from sentence.claim_at(at, match[0].split()[0], Kind.LEAD, verdict, right)


def _behind_after(
    tops: Sequence[tuple[str, ...]], code: str, span: tuple[Sequence[int], int], *, once: bool
) -> str:
    """The first hole after which somebody was behind: "behind after H4 of round 2"."""
    rounds, first = span
    start = next((i for i, top in enumerate(tops) if code in top), None) if once else 0
    if start is None:
        return "never led"
    behind = next((i for i in range(start, len(tops)) if code not in tops[i]), None)
    if behind is None:
        return ""
    number, hole = divmod(behind + first - 1, HOLES)
    of_round = f" of round {rounds[number]}" if len(rounds) > 1 else ""
    return f"behind after H{hole + 1}{of_round}"


def _number_of_hole(sentence: Sentence, at: int) -> str | None:
    """The hole named last before a place of a sentence: its number in the pattern."""
    found = re.findall(r"!(\d+)", sentence.pattern[:at])
    return found[-1] if found else None


def _from_where(
    sentence: Sentence, at: int, hole: str | None, named: str | None
) -> Iterator[tuple[Sequence[int], int]]:
    """The rounds that "never" may be about, and the hole of the first from which on."""
    if hole is None:
        yield _scope(sentence, at), 1
        return
    first, numbers = sentence.token(hole).value, sentence.book.numbers
    start = sentence.token(named).value if named else sentence.section_round
    if sentence.report.round is not None and start:
        yield [start], first
        return
    for begin in [start] if start else numbers:
        yield [n for n in numbers if n >= begin], first


def _tops(book: Scorebook, measure: Measure, rounds: Sequence[int]) -> list[tuple[str, ...]]:
    """Who was in front after each hole of some rounds."""
    races = [race for n in rounds if (race := book.race(measure, n))]
    return [top for race in races for top in race.leaders]


def _kept(tops: Sequence[tuple[str, ...]], code: str, *, once: bool) -> bool:
    """Whether somebody was in front all the way; with `once` from when he first was."""
    start = next((i for i, top in enumerate(tops) if code in top), None) if once else 0
    return start is not None and all(code in top for top in tops[start:])


def _led_never(races: Sequence[Race], code: str) -> bool:
    return not any(top == (code,) for race in races for top in race.leaders)


def _unbeaten(races: Sequence[Race], code: str) -> bool:
    """Whether nobody was alone in front once a player had been."""
    tops = [top for race in races for top in race.leaders]
    first = next((index for index, top in enumerate(tops) if code in top), None)
    return first is not None and all(code in top for top in tops[first:])


def _wire(sentence: Sentence) -> Iterator[Claim]:
    """Wire to wire: alone in front after every round, or after every hole of the round."""
    for match in (
        _WIRE.finditer(sentence.pattern) if sentence.has("wire", "from", "through", " all ") else ()
    ):
        if match[0] == "from start to finish" and not sentence.has("led", "lead", "front"):
            continue
        told = "!" in match[0] or _OF_THE_ROUND.match(sentence.pattern, match.end())
        of_round = sentence.section_round if told else None
        over = sentence.section_round in (None, sentence.book.tournament.last_round)
        owner = sentence.owner(match.start())
        codes = sentence.playing(owner)
        no_claim = re.match(r"[^.]{0,3} consistency", sentence.pattern[match.end() :])
        if not codes or owner is None or owner.every or no_claim or sentence.may_be(match.start()):
            continue
        if (not over and not of_round) or _NOT.search(sentence.pattern[: match.start()]):
            continue
        good = any(
            _all_the_way(races, code, of_round)
            for measure in ranked_by(sentence, match.start())
            for races in (sentence.book.races(measure),)
            for code in codes
        )
        verdict = Verdict.TRUE if good else Verdict.FALSE
        measure = ranked_by(sentence, match.start())[0]
        right = _not_in_front(sentence.book.races(measure), codes[0], of_round)
        yield from sentence.claim_at(match.start(), match[0], Kind.LEAD, verdict, right)


def _not_in_front(races: Sequence[Race], code: str, of_round: int | None) -> str:
    """When somebody was not in front, who was not all the way."""
    if of_round:
        tops = next((race.leaders for race in races if race.round == of_round), ())
        hole = next((hole for hole, top in enumerate(tops, 1) if code not in top), None)
        return f"behind after H{hole}" if hole else ""
    missed = next((race for race in races if race.leaders[-1] != (code,)), None)
    if missed is None:
        return ""
    how = "tied" if code in missed.leaders[-1] else "behind"
    return f"{how} after round {missed.round}"


def _all_the_way(races: Sequence[Race], code: str, of_round: int | None) -> bool:
    if of_round:
        its = [top for race in races if race.round == of_round for top in race.leaders]
        return all(code in top for top in its)
    return all(race.leaders[-1] == (code,) for race in races)
