"""What players did on single holes: which hole a deed belongs to, whose it was, which round's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.counting.counts import OF_A_HOLE
from teg_tui.golf.claims.play.answering_lists import answers, check_answers, check_listed
from teg_tui.golf.claims.play.between_men import is_gain
from teg_tui.golf.claims.play.deeds import LABEL, Deed, deeds, played
from teg_tui.golf.claims.play.doers import Hole, owner_of
from teg_tui.golf.claims.play.unplaced import unplaced, weighed
from teg_tui.golf.claims.play.whereabouts import ONWARDS
from teg_tui.golf.claims.words.numbers import like_ordinal
from teg_tui.golf.claims.words.reading import Owner, Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.claims.words.tokens import Sign
from teg_tui.golf.tour import HOLES

_OF_A_HOLE = (
    r"(?: (?:par[- ]#\d+|short|long|brutal|difficult|treacherous|tough|easy|same|very|testing"
    r"|penultimate|dreaded|closing|opening))* ?(?:holes? |h)?!(\d+)"
)
_HERE = compiled(
    r"(?:[- ](?:bogey|strokes?|shots?|blows|over par|over|score|(?:[a-z]+[- ])?"
    r"(?:crash|meltdown|horror|nightmare|disaster|calamity|catastrophe|implosion|mess|shocker"
    r"|stunner)(?: show)?))?(?:,? ~\d+)?(?: \(.{0,20}\))?"
    r"(?: again)?(?: of the (?:day|round|week))?(?: #\d+)?"
    r"(?: (?:for|from|by|to|against) @\d+(?:'s [a-z]+)?)?(?:,)?"
    r"(?: for (?:no points|nothing|#\d+ points?|#\d+ over(?: par)?))?"
    r" (?:at|on|of|from|coming at|arrived at|followed at|arriving at|came at)(?: (?:both"
    r"|each) of)?(?: the| both the)?"
    r"(?: &\d+(?:'s)?)?" + _OF_A_HOLE
)
_IN_BRACKETS = compiled(
    r"(?:(?! and )[^()!;:.,@#$&]){0,30} \((?:on |at )?(?:the )?(?:holes? )?!(\d+)(?=[,)]| and)"
)
"""Before holes in brackets: "two nines before the turn (H5, H7)"."""
_ON_SO_MANY = compiled(
    r" (?:at|on) (?:just |only )?(?:the )?#\d+ (?:[a-z]+ )?holes?(?: only)?(?:,|:"
    r"| [-–—]) (?:the )?!(\d+)"
)
"""Before holes that are counted first: "made par at just two holes, the 5th and the 10th"."""
_AT_THE_NEXT = compiled(
    r" (?:at|on) the (?:very )?(?:next|following)(?: hole)?\b(?! (?:day|two|three|#))"
)
_WHERE = compiled(r", where (?:he|@\d+)\b[^,;:.@!]{0,30}$")
"""Between a hole and what was done there, whatever stands before the hole."""
_THERE = compiled(r" (?:there|(?:on|at) (?:it|that hole))\b")
_STRUCK = compiled(
    r" (?:struck|befell|hit|awaited|met|overtook|found)(?: @\d+)? (?:at|on)(?: the)?" + _OF_A_HOLE
)
_VERBED = compiled(r" (?:the )?(?:par[- ]#\d+ )?(?:hole |h)?!(\d+)")
_MORE = compiled(
    r"(?: \(par #\d+\))?(?:,? and |, (?:and )?|,? or )"
    r"(?:(?:at|on) (?!(?:the )?!\d+,? (?:he|both|they|neither|each|it|@\d+)\b))?(?:the )?!(\d+)"
)
"""A further hole of a list; not one where somebody's next deed begins: "and at the 10th he …"."""
_IN_ROUND = compiled(r"^(?: hole)?(?: (?:of|in) (?:the |his )?&\d+)?")
_NOT_THERE = compiled(
    r"\b(?:after|since|until|before|from|through|past|to|by|than|towards|following)"
    r"(?: the)?(?: par[- ]#\d+| [a-z]+)? ?(?:hole |h)?$"
)
"""Before a hole where what is told did not happen."""
_MOVED_ON = compiled(
    r";|#|\b(?:then|next|follow\w*|respon\w+|answer\w*|recover\w*|bounc\w+|later|after|before"
    r"|until|since|while|whilst|when|round|despite|by the|immediate\w*|but|the last)\b|\$|&"
)
"""Between a hole and a deed that was perhaps elsewhere."""
_ON_OTHERS = compiled(
    r" (?:at|on) (?:(?:only|just|each|all|both|of|the|his|another|some|most|every) )*"
    r"(?:#\d+|\^\d+|others?|[a-z]+ holes?|holes?)\b"
)
"""After a deed that was on holes no number tells: "dropped a shot at only four others"."""
_APPOSED = compiled(
    r"(?: (?:at|on) (?:the )?(?:par[- ]#\d+ )?!\d+)?(?:,|—| -| –)?(?: (?:was|were|is|went))? ?\(?"
    r"(?:an? |costing |delivering |this time |all of )?"
)
"""Between a score and the same told over par: "his nine at the 17th, a five-over …"."""
_AND = compiled(r",? (?:and|for) (?:all )?")
_SAME = compiled(r",? \($|, $")
"""Between two figures of one hole: "a ten (no points)"."""
_ANOTHERS = compiled(r",? (?:and|while|whilst|but|to|against) @\d+(?:'s)?\b[^@,;$!&]{0,30}$")
"""Between two deeds on one hole: "where Ned made four and Bram could only manage six"."""
_CALLED = compiled(r" (?:was|is) an? $|, an? $")
"""Between a score and what it is called: "a four at the second, a birdie"."""
_TERM_ENDS = compiled(r"[.;]|$|,? (?:for|worth|that|which)\b|, (?:where|but|while)\b")
_WORTH = compiled(
    r"| |(?: there| (?:at|on) (?:the )?(?:par[- ]#\d+ )?!\d+)?(?:,| [-–—])? (?:(?:and )?(?:which"
    r"|that"
    r"|it) )?"
    r"(?:(?:only|was|were|still|even|also) )*(?:for|worth|good for|br(?:ought|ings|inging)|earn\w+"
    r"|g[ai]v\w+|yield\w+|produc\w+|return\w*|fetch\w*|deliver\w*|pa(?:id|ys))(?: (?:him|them"
    r"|@\d+))?"
    r"(?: (?:just|only|all of|no fewer than|another|the full|a))* $"
)
"""Between what was done on a hole, its strokes, and its points: "a birdie two for four points"."""
_FAR, _NEAR = 60, 30
_RUNNING = compiled(r"\blead|\btotal\b|\bpositions?\b")
"""Words of such an item that make its points those so far."""
_ENTRY = compiled(r"(?:(?:[a-z]+[ -]){0,2}[a-z]+ )?\(#\d+ ?/ ?~\d+\)(?:, #\d+ (?:pts?|points?))?")
"""What was done on the hole of such an item: "blow-up (9 / +4), 0 pts"."""
_WITH = compiled(
    r",? (?:with|for|taking|carding|posting|running up|making) (?:an?|another|his) $| \($"
    r"|,? (?:(?:which|that|it) )?(?:was |were )?(?:worth|good for|br(?:ought|inging)|yield\w+"
    r"|earn\w+|gave|giving|produc\w+)(?: (?:him|just|only|all of))* $"
)
"""Between a hole on which something was done and what that was: "blew up at the 9th with a ten"."""
_ON_A_TEE = compiled(r" (?:on|at|standing on) the (?:par[- ]#\d+ )?!\d+ tee\b")
"""After what stood before a hole was played."""
_OF_THAT_ROUND = compiled(r" (?:on|in|of) the [!^](\d+)(?=[,.;:)]|$)")
"""After a hole, in a sentence of several rounds: "the nine at the 5th on the second"."""
_ONE_OF_SEVERAL = compiled(
    r"(?:#\d+|threes|fours|fives|sixes|sevens|eights|nines|tens|elevens),? (?:and|or) (?:an? )?$"
)
"""Before the last of several scores, any of which may be any hole's: "sevens and eights at …"."""
_ENDS = compiled(
    r"\b(?:(?P<first>opene?d?|opens|start(?:ed|s)?|beg[au]n|begins?|opening|starting)"
    r"|close[sd]?|closing|finish(?:ed|es|ing)?|end(?:ed|s|ing)?|sign(?:ed|s|ing) off)"
    r" with an? (?:[a-z-]+ )?.?$"
)
"""Before a score: the first hole, or the last."""
_BEGUN = compiled(r"\b(?:opened|began|begun|started) with an? [^!$&]*$")
_OF_LESS = compiled(
    r"\$|\b(?:in a row|in succession|running|on the trot|consecutive|successive|pars|birdies|bogeys"
    r"|blow-?ups|zeros|blanks|holes|doubles|triples)\b"
    r"|(?:'s|\b(?:his|the|an?|that|this|whose|which)) (?:[a-z-]+ ){0,3}?(?!(?:round|day|card"
    r"|afternoon|morning|week|tournament|campaign|scorecard|he|had|then)\b)[a-z-]+ $"
)
"""Before what ended or began with a score and was no round: "a run of pars, ending with a six"."""


def check_holes(sentence: Sentence) -> Iterator[Claim]:
    """What a sentence says that somebody did on a hole."""
    of_a_hole = bool({Sign.HOLE, Sign.STRETCH} & sentence.signs or sentence.focus.hole)
    if not (of_a_hole or sentence.has(" there", " with a")) or sentence.elsewhere:
        return
    yield from check_listed(sentence)
    lists = list(answers(sentence))
    yield from check_answers(sentence, lists)
    alone = [deed for deed in deeds(sentence) if not any(a.start <= deed.at < a.end for a in lists)]
    text = sentence.pattern
    found = sorted(
        (deed for deed in alone if not _ON_A_TEE.match(text, deed.end)), key=lambda deed: deed.at
    )
    bound = {deed: _beside(sentence, deed) for deed in found}
    taken = {number for holes in bound.values() for _, number in holes if number is not None}
    for deed, after in pairwise(found):
        joined = _AND.fullmatch(text[deed.end : after.at])
        if joined and after.of_points and not bound[deed]:
            bound[deed] = bound[after]  # "a birdie and four points at the 2nd"
    for group in _together(sentence, found):
        for deed in group:
            told = next(
                (holes for its in group if (holes := bound[its]) and _may_share(deed, its)), []
            )
            bound[deed] = bound[deed] or told or _before(sentence, deed, found, taken)
        if not any(bound[deed] for deed in group):
            yield from unplaced(sentence, group)
        for deed in group:
            if bound[deed] and not (sentence.may_be(deed.at) or is_gain(sentence, deed)):
                owner = owner_of(sentence, deed, bound[deed])
                everybody = owner.codes if owner and owner.every and owner.sure else ()
                claims = list(_judged(sentence, deed, bound[deed], owner))
                for claim in _of_a_list(sentence, claims):
                    yield weighed(sentence, claim, group, bound[deed], everybody)


def _of_a_list(sentence: Sentence, claims: list[Claim]) -> list[Claim]:
    """The claims of a list of holes: where none is true, it may be another man's list."""
    true = any(claim.verdict is Verdict.TRUE for claim in claims)
    if len(claims) < 2 or true or len({codes for _, codes, _ in sentence.people}) == 1:
        return claims
    return [replace(claim, verdict=Verdict.UNCHECKED, expected="") for claim in claims]


def _may_share(deed: Deed, other: Deed) -> bool:
    """Whether a deed was where another was that is told with it."""
    return other.at < deed.at or not (deed.plain or deed.of_points or other.plain)


def _together(sentence: Sentence, found: Sequence[Deed]) -> Iterator[Sequence[Deed]]:
    """Deeds in groups, each of what is told of one hole."""
    group: list[Deed] = []
    for deed in found:
        between = sentence.pattern[group[-1].end : deed.at] if group else ""
        if group and not _goes_on(sentence, group[-1], deed, between):
            yield group
            group = []
        group.append(deed)
    if group:
        yield group


def _goes_on(sentence: Sentence, last: Deed, deed: Deed, between: str) -> bool:
    """Whether a deed says more of the one before it, from which some words part it."""
    alike = deed.of_points == last.of_points and (deed.number is None) == (last.number is None)
    if (_APPOSED if deed.apposed else _SAME).fullmatch(between):
        return deed.apposed or not alike
    if deed.of_points and not last.of_points and _WORTH.fullmatch(between):
        return not (last.number is None and " with" in between)
    if deed.of_points and deed.number is not None and between in (" and ", ", and ", " but "):
        return sentence.token(deed.number).value == 0 and not last.of_points
    if between == " " and last.number is None and not deed.of_points:
        return deed.number is not None  # "a birdie two"
    named = last.number is not None and not last.of_points and deed.number is None
    held = _TERM_ENDS.match(sentence.pattern, deed.end)
    return bool(named and held and _CALLED.search(between)) and len(between) < _NEAR


def _beside(sentence: Sentence, deed: Deed) -> list[Hole]:
    """The holes that the words right after a deed say it was on; or the first, or the last."""
    text = sentence.pattern
    match = _HERE.match(text, deed.end) or _STRUCK.match(text, deed.end)
    if match is None and (text[deed.end - 1] in "dg" or text.startswith(" !", deed.end)):
        match = _VERBED.match(text, deed.end)
    if match is not None:
        holes = _more(sentence, int(match[1]), match.end())
        return [] if len(holes) > 1 and _ONE_OF_SEVERAL.search(text[: deed.at]) else holes
    listed = _IN_BRACKETS.match(text, deed.end) or _ON_SO_MANY.match(text, deed.end)
    if listed is not None:
        return _more(sentence, int(listed[1]), listed.end())
    hole = 1 if _BEGUN.search(text[: deed.at]) else sentence.last_hole(deed.at)
    if _AT_THE_NEXT.match(text, deed.end):
        return [(hole + 1, None)] if hole and hole < HOLES else []
    if _THERE.match(text, deed.end):
        return [] if hole is None or ONWARDS.search(text[: deed.at]) else [(hole, None)]
    ends = _ENDS.search(text[: deed.at + 1]) or _ENDS.search(text[: deed.at])
    points = text[deed.at : deed.end].endswith(("point", "points", "pts", "pt"))
    if ends and not points and not _OF_LESS.search(text[: ends.start()]):
        return [(1 if ends["first"] else HOLES, None)]
    return []


def _more(sentence: Sentence, first: int, end: int) -> list[Hole]:
    """A hole and those listed after it."""
    found = [first]
    while more := _MORE.match(sentence.pattern, end):
        found.append(int(more[1]))
        end = more.end()
    return [(sentence.token(number).value, number) for number in found]


def _before(sentence: Sentence, deed: Deed, others: Sequence[Deed], taken: set[int]) -> list[Hole]:
    """The hole named last before a deed, where nothing says that it was another."""
    text = sentence.pattern
    holes = list(re.finditer(r"!(\d+)", text[: deed.at]))
    if not holes:
        return []
    last = holes[-1]
    number = int(last[1])
    if OF_A_HOLE.match(text) and len({sentence.token(hole[1]).value for hole in holes}) == 1:
        entry = any(its.start() <= deed.at < its.end() for its in _ENTRY.finditer(text))
        if entry and len(sentence.people) == 1:
            return [(sentence.token(number).value, number)]
    if deed.plain or _ON_OTHERS.match(text, deed.end):
        return []
    if len(holes) == 1 and LABEL.match(text):
        running = deed.of_points and _RUNNING.search(text)
        return [] if running else [(sentence.token(number).value, number)]
    between = re.sub(r"par[- ]#\d+", "", _IN_ROUND.sub("", text[last.end() : deed.at]))
    listed = re.search(r"!\d+(?:,| and|, and)(?: the)? $", text[: last.start()])
    so_far = [it for it in others if last.end() <= it.at < deed.at and it.number != deed.number]
    of_others = [it for it in so_far if _ANOTHERS.match(text[it.end : deed.at])]
    for other in of_others:
        between = between.replace(text[other.at : other.end], "")
    where = _WHERE.fullmatch(between)
    away = not where and _NOT_THERE.search(text[: last.start()])
    elsewhere = away or _MOVED_ON.search(between)
    told = len(so_far) > len(of_others)
    if number in taken and not _WITH.match(between):
        return []
    if elsewhere or (told and number not in taken) or listed or len(between) > _FAR:
        return []
    return [(sentence.token(number).value, number)]


def _rounds_of(sentence: Sentence, deed: Deed, hole: int | None) -> tuple[int, ...]:
    """The rounds that a deed may be of: one named beside it or beside the hole, else the rest."""
    beside = sentence.round_beside(deed.at, deed.end)
    if beside is None and hole is not None:
        place = re.search(rf"!{hole}(?!\d)", sentence.pattern)
        later = _OF_THAT_ROUND.match(sentence.pattern, place.end()) if place else None
        if later and sentence.rounds_named:
            return (sentence.token(later[1]).value,)
        beside = sentence.round_beside(place.start(), place.end()) if place else None
    return (beside,) if beside is not None else sentence.any_rounds(deed.at, deed.end)


def _judged(
    sentence: Sentence, deed: Deed, holes: Sequence[Hole], owner: Owner | None
) -> Iterator[Claim]:
    """A claim a hole; it turns on the hole where there are several, else on the score."""
    for hole, number in holes:
        rounds = _rounds_of(sentence, deed, number)
        verdict, right = Verdict.UNCHECKED, ""
        if owner is not None:
            verdict, right = _verdict(sentence, owner, hole, rounds, deed, listed=len(holes) > 1)
        if len(rounds) > 1 and rounds[0] not in sentence.rounds_named:
            right = ""
        if number is not None and len(holes) > 1:
            false = verdict is Verdict.FALSE
            where = _where(sentence, owner, rounds, deed) if owner and false else []
            if len(where) == 1:
                right = like_ordinal(sentence.token(number).said, where[0])
            yield from sentence.claim(number, Kind.HOLE, verdict, right)
        elif deed.number is not None:
            yield from sentence.claim(deed.number, Kind.HOLE, verdict, right)
        else:
            said = sentence.pattern[deed.at : deed.end].partition(" #")[0]
            yield from sentence.claim_at(deed.at, said, Kind.HOLE, verdict, right)


def _verdict(
    sentence: Sentence,
    owner: Owner,
    hole: int,
    rounds: Sequence[int],
    deed: Deed,
    *,
    listed: bool,
) -> tuple[Verdict, str]:
    """What a deed is on a hole; of several men one may have done it on each of `listed` holes."""
    found = [
        [p for n in rounds if (p := played(sentence.book, code, n, hole))]
        for code in sentence.playing(owner)
    ]
    if not found or not all(found):
        return Verdict.UNCHECKED, ""
    good = [any(deed.fits(p) for p in its) for its in found]
    if owner.every and listed and any(good):
        return (Verdict.TRUE if all(good) else Verdict.UNCHECKED), ""
    if all(good) if owner.every else any(good):
        return Verdict.TRUE, ""
    wrong = found[good.index(False)][0]
    if owner.every and not owner.sure:
        return Verdict.UNCHECKED, ""
    return (Verdict.FALSE if owner.sure else Verdict.UNCHECKED), deed.right(wrong)


def _where(sentence: Sentence, owner: Owner, rounds: Sequence[int], deed: Deed) -> list[int]:
    """The holes on which a player did such a thing."""
    return [
        hole
        for hole in range(1, HOLES + 1)
        if any(
            (p := played(sentence.book, owner.codes[0], n, hole)) and deed.fits(p) for n in rounds
        )
    ]
