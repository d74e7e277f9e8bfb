"""Points and strokes that somebody had: on a hole, over some holes, in a round, in all.

What they are of is read from the words beside them ("over the first six", "for the tournament").
Without such words a round's figure and the running total are both possible.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from teg_tui.golf.card_summary import STRETCHES
from teg_tui.golf.claims.boxes.fragments import is_open
from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.sums.added_up import Values, over, sum_so_far, windows
from teg_tui.golf.claims.sums.amounts import Amount, Sense, Unit, amounts
from teg_tui.golf.claims.sums.in_order import day_in_order
from teg_tui.golf.claims.sums.meanings import (
    OF_OTHERS,
    SEVERAL_DAYS,
    hints,
    meanings,
    over_days,
    whose,
)
from teg_tui.golf.claims.sums.midway import holes_by, reached, sums_midway
from teg_tui.golf.claims.sums.nobodys import check_nobodys
from teg_tui.golf.claims.sums.parts import beside, parts_named, parts_told
from teg_tui.golf.claims.words import grammar
from teg_tui.golf.claims.words.numbers import like
from teg_tui.golf.claims.words.reading import Owner, Sentence, verdict_of
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.claims.words.tokens import Sign
from teg_tui.golf.tour import HOLES
from teg_tui.golf.wording import to_par

_HOLE_AT_MOST = 7
"""As many points as nobody scores on a hole."""
_A_ROUND = 25
"""Strokes that are no hole's."""
_ONE_HOLE = 2
"""A hole named is after it, or on its tee."""
_ON_A_HOLE = 9
"""Strokes over par that may well be one hole's."""

_WHOLE = compiled(
    r"\b(?:total|tournament|overall|in all|aggregate|for the (?:week|event|tournament)|four-round"
    r"|final (?:total|tally|score)|cumulative|standings?|finish(?:ed|es|ing)? on"
    r"|over (?:the )?#\d+ (?:rounds|holes)"
    r"|across (?:the )?(?:#\d+|four|three) (?:rounds|days)|trophy|won|winning|champion\w*)\b|=\d+"
)
_DAY = compiled(
    r"(?<!-)\b(?:round|day|card(?:ed|s|ing)?|today|haul|return|effort|performance|display"
    r"|opening)\b|&\d+"
)
_OVER_HOLES = compiled(
    r"\b(?:across|over|in|through|from|on) (?:the |his |those |these |just )?#(\d+) holes\b"
)
_AVERAGE = compiled(
    r"\baverag\w+|\bon average\b"
    r"|(?<!and the )(?<!of the )(?<!on the )(?<!over the )(?<!in the )(?<!from the )\bfield\b(?!'s)"
    r"|\beveryone\b|\ball (?:five|six|four|seven|#\d+)\b"
    r"(?! (?:splits?|segments|sixes|rounds|stretches|nines|days|six))"
)
_AVERAGE_CUES = ("averag", "field", "everyone", "all ")

_HELD_BEFORE = compiled(
    r"\b(?:before|previous(?:ly)?|old record)(?::| was| of)? ?$|\bin place of (?:@\d+'s? )?$"
)
"""What a record or best was until then, and perhaps somebody else's."""


_HELD_THEN = compiled(
    r"(?:[- ][a-z]+)? had been (?:the|his) |(?:[- ][a-z]+)? (?:that |which )?"
    r"(?:he|@\d+) (?:had |has )?(?:held|led by|begun with|started with"
    r"|been ahead|been behind|trailed by|enjoyed)\b"
)
"""Behind a record until then, or a distance until then."""
_OF_TWO = compiled(
    r" (?:from|at|for|off) (?:both|the (?:two|three|pair)\b|those\b)|,? between them"
)
"""Behind what several holes brought together."""
_NEITHER = compiled(r"\b(?:neither|nor|none|not|without|never)\b[^@]{0,20}$")
"""Before "a point" that was none."""


def check_totals(sentence: Sentence) -> Iterator[Claim]:
    """The totals of a sentence."""
    if sentence.elsewhere:
        return
    for amount in amounts(sentence):
        if amount.sense is not Sense.TOTAL or amount.number in sentence.claimed:
            continue
        yield from _judged(sentence, amount)


def _judged(sentence: Sentence, amount: Amount) -> Iterator[Claim]:
    owner = _rival(sentence, amount) or sentence.owner(amount.at, amount.end)
    start, end = sentence.clause(amount.at)
    least = _HOLE_AT_MOST if amount.unit is Unit.POINTS else _A_ROUND
    big = amount.value >= least or _at_par(sentence, amount)
    if owner is None and big and not OF_OTHERS.search(sentence.pattern):
        owner = whose(sentence, amount.at, amount.end)
    if _HELD_BEFORE.search(sentence.pattern[: amount.at]):
        owner = None
    if owner is None and _EVERYBODY.search(sentence.pattern[start : amount.at]):
        yield from _of_everybody(sentence, amount)
        return
    whole_week = SEVERAL_DAYS.search(sentence.pattern, start, end)
    if owner is None or not owner.sure:
        spoken = _may_be(sentence, amount) or SEVERAL_DAYS.search(sentence.pattern, start, end)
        yield from () if spoken else check_nobodys(sentence, amount)
    denied = amount.value == 1 and _NEITHER.search(sentence.pattern[start : amount.at])
    if (
        owner is None
        or denied
        or whole_week
        or _OF_TWO.match(sentence.pattern, amount.end)
        or _HELD_THEN.match(sentence.pattern, amount.end)
        or _may_be(sentence, amount)
        or (sentence.has(*_AVERAGE_CUES) and _AVERAGE.search(sentence.pattern[start:end]))
    ):
        yield from sentence.claim(amount.number, Kind.TOTAL, Verdict.UNCHECKED)
        return
    codes = [code for code in owner.codes if code in sentence.book.codes]
    if not codes:
        yield from sentence.claim(amount.number, Kind.TOTAL, Verdict.UNCHECKED)
        return
    per_code = [readings(sentence, amount, code) for code in codes]
    yield from total_claim(sentence, amount, owner, per_code)


_EVERYBODY = compiled(
    r"\ball (?:#\d+ )?(?:players|men|women|golfers|of them)\b(?: \([^)]*\))? [^@;#]{0,50}$"
)


def _of_everybody(sentence: Sentence, amount: Amount) -> Iterator[Claim]:
    """ "All five players had nine points after six holes"."""
    part = beside(sentence, amount)
    holes = sorted(holes_by(sentence) - {0}) if part is None else []
    parts = [part] if part else [(1, hole) for hole in holes] or parts_told(sentence, amount)
    rounds = sentence.any_rounds(amount.at, amount.end)
    fits = [
        all(
            amount.value in over(sentence.book, code, number, amount.unit, *its)
            for code in sentence.book.codes
        )
        for its in parts
        for number in rounds
    ]
    verdict = Verdict.TRUE if any(fits) else Verdict.FALSE if fits else Verdict.UNCHECKED
    right = _from_least_to_most(sentence, amount, rounds[0], parts)
    yield from sentence.claim(amount.number, Kind.TOTAL, verdict, right)


def _from_least_to_most(
    sentence: Sentence, amount: Amount, number: int, parts: Sequence[tuple[int, int]]
) -> str:
    """What they had who are said to have had the same, on the part where it comes nearest."""
    book, unit = sentence.book, amount.unit
    every = [[over(book, code, number, unit, *part)[0] for code in book.codes] for part in parts]
    known = [[value for value in its if value is not None] for its in every]
    ends = [(min(its), max(its)) for its in known if its]
    nearest = min(ends, key=lambda its: sum(abs(v - amount.value) for v in its), default=None)
    return f"{nearest[0]} to {nearest[1]}" if nearest else ""


_SECOND = compiled(r"[#~]\d+(?:[- ](?:points|pts|strokes|under|over))* to $")


def _rival(sentence: Sentence, amount: Amount) -> Owner | None:
    """Whose the second of two figures is that are set against each other: "+69 to +72".

    Of two in "H7: Ned takes the lead from Bram (17 pts)" it is he who takes it.
    """
    if _TAKES_LEAD.match(sentence.pattern) and sentence.subject:
        return Owner(sentence.subject)
    if not _SECOND.search(sentence.pattern[: amount.at]) or len(sentence.people) < _TWO:
        return None
    return Owner(tuple(code for _, codes, _ in sentence.people for code in codes))


_TAKES_LEAD = compiled(r"\s*!\d+(?: \([^)]*\))?: @\d+ (?:[a-z]+ ){1,3}lead (?:back )?from @\d+ \(")
_TWO = 2
_HIS_OWN = compiled(r"(?:\bhis|@\d+'s?) (?:[a-z]+[ -]){0,3}(?:[a-z]+, an? )?$")


def _may_be(sentence: Sentence, amount: Amount) -> bool:
    """Whether it is only what may be; "his 19-point nine showed what could be" was scored."""
    start, _ = sentence.clause(amount.at)
    left = sentence.pattern[start : amount.at]
    if _HIS_OWN.search(left) and not grammar.MAY_BE.search(left):
        return sentence.is_spoken(amount.at)
    return sentence.may_be(amount.at)


def total_claim(
    sentence: Sentence, amount: Amount, owner: Owner, per_code: Sequence[Values]
) -> Iterator[Claim]:
    """The claim that an amount is what its owner had; every owner, where all are meant."""
    token = sentence.token(amount.number)
    if owner.every:
        verdicts = [verdict_of(amount.value, values, sure=owner.sure) for values in per_code]
        worst = next((v for v in (Verdict.FALSE, Verdict.UNCHECKED) if v in verdicts), Verdict.TRUE)
        values = per_code[verdicts.index(worst)]
    else:
        values = [value for its in per_code for value in its]
        worst = verdict_of(amount.value, values, sure=owner.sure)
    if worst is Verdict.FALSE and is_open(sentence, amount):
        worst = Verdict.UNCHECKED
    expected = ""
    known = [value for value in values if value is not None]
    if worst is Verdict.FALSE and known:
        likely = known[:2] if amount.unit is Unit.STROKES else known[:1]  # strokes, or over par
        right = min(likely, key=lambda value: abs(value - amount.value))
        expected = _like(token.said, amount.unit, right)
    yield from sentence.claim(amount.number, Kind.TOTAL, worst, expected)


def _like(said: str, unit: Unit, value: int) -> str:
    if unit is Unit.TO_PAR and said[:1] in "+-":
        return to_par(value)
    return like(said, value)


def readings(sentence: Sentence, amount: Amount, code: str) -> Values:
    """What the amount may be for a player, the likeliest first; (None,) where that is unknown."""
    found = _likely(sentence, amount, code)
    listed = day_in_order(sentence, amount.at)
    if listed is not None:
        found = [*over(sentence.book, code, listed, amount.unit), *found]
    if amount.value in found:
        return found
    days = over_days(sentence, code, [amount.unit])
    if days and amount.number not in sentence.part_of:
        return [*days, *found]
    others = meanings(sentence, code, amount.at, amount.end, [amount.unit])
    if None not in found:
        return [*found, *others] if hints(sentence) else found
    least = _HOLE_AT_MOST if amount.unit is Unit.POINTS else _A_ROUND
    known = amount.value >= least and amount.unit is not Unit.TO_PAR
    known = known or _at_par(sentence, amount)
    return [*others] if known and not OF_OTHERS.search(sentence.pattern) else found


def _likely(sentence: Sentence, amount: Amount, code: str) -> Values:
    """What the words near an amount make it, as far as they do."""
    book, at = sentence.book, amount.at
    rounds = sentence.any_rounds(at, amount.end)
    if _AT_START.match(sentence.pattern) and sentence.section_round:
        earlier = book.before(sentence.section_round)
        return sum_so_far(book, code, earlier, amount.unit) if earlier else [None]
    part = beside(sentence, amount)
    if part is not None:
        sentence.part_of[amount.number] = part
        item = _ITEM.match(sentence.pattern)
        its = sentence.token(item[1]) if item else None
        parts = [part, (its.value, its.last)] if its else [part]
        return [v for p in parts for n in rounds for v in over(book, code, n, amount.unit, *p)]
    window = _in_a_window(sentence, amount, code, rounds)
    if window is not None:
        return window
    on_a_hole = _on_a_hole(sentence, amount, code, rounds)
    if on_a_hole is not None:
        return on_a_hole
    running = _running(sentence, amount, code, rounds)
    if running is not None:
        return running
    sums = _sums(sentence, amount, code, rounds)
    others = [
        value
        for first, last in parts_told(sentence, amount)
        for n in rounds
        for value in over(book, code, n, amount.unit, first, last)
    ]
    whole = _IN_A_PRIZE.match(sentence.pattern, amount.end) is not None
    if amount.value in (*sums, *others) or not (_small(amount, sums, whole=whole) or None in sums):
        return [*sums, *others]
    if not others or None in sums or amount.unit is not Unit.POINTS:
        return [None]
    if not parts_named(sentence) or (_ITEM.match(sentence.pattern) and len(others) == len(rounds)):
        return [*others, *sums]
    any_part = [
        v for part in STRETCHES for n in rounds for v in over(book, code, n, amount.unit, *part)
    ]
    return [*others, *sums, *any_part]


def _at_par(sentence: Sentence, amount: Amount) -> bool:
    """Whether strokes over par are what somebody stands at in a competition that is named."""
    if amount.unit is not Unit.TO_PAR or Sign.AWARD not in sentence.signs:
        return False
    return _STANDS_AT.search(sentence.pattern[: amount.at]) is not None


_STANDS_AT = compiled(r"\b(?:at|on|with|of) (?:just |only )?$")


def _in_a_window(
    sentence: Sentence, amount: Amount, code: str, rounds: Sequence[int]
) -> Values | None:
    """Points "over six holes": of those that the item is on, else of any so many in a row."""
    window = _OVER_HOLES.search(sentence.pattern, *sentence.clause(amount.at))
    size = sentence.token(window[1]).value if window else HOLES
    if size >= HOLES:
        return None
    item = _ITEM.match(sentence.pattern)
    own = sentence.token(item[1]) if item else None
    if own and own.last - own.value + 1 == size:
        part = own.value, own.last
        return [v for n in rounds for v in over(sentence.book, code, n, amount.unit, *part)]
    found = [v for n in rounds for v in windows(sentence.book, code, n, amount.unit, size)]
    return found if amount.value in found else [None]


def _on_a_hole(
    sentence: Sentence, amount: Amount, code: str, rounds: Sequence[int]
) -> Values | None:
    """Few points in a sentence that names a hole: of that hole, or of nobody knows what."""
    few = amount.unit is Unit.POINTS and amount.value < _HOLE_AT_MOST
    if not few or not any(token.sign is Sign.HOLE for token in sentence.own):
        return None
    near = _NEAR_HOLE.match(sentence.pattern, amount.end)
    if near is None:
        of_holes = _OF_HOLES.search(sentence.pattern[: amount.at])
        return None if of_holes else [None]
    hole = sentence.token(near[1]).value
    return [v for n in rounds for v in over(sentence.book, code, n, amount.unit, hole, hole)]


_OF_HOLES = compiled(
    r"\$\d+,? (?:[a-z]+ly )?(?:managing|scoring|collecting|with) (?:just |only |a mere )?$"
)
"""Before few points that are of the holes named right before them, though a hole is named too."""
_ITEM = compiled(r"\s*\$(\d+)(?: \([^)]*\))?:")
"""An item on some holes: what is told may be of these, whatever is named in it."""
_AT_START = compiled(
    r"\s*(?:start of (?:the )?(?:round|day|play)|overnight|before (?:the )?(?:round|start|play))\b"
    r"[^:]*:"
)
"""A list of how it stood before the round."""
_NEAR_HOLE = compiled(r"(?: (?:with|from|for) (?:an? )?[a-z-]+)? (?:at|on) (?:the )?!(\d+)")
_BEFORE_ROUND = compiled(r"\b(?:overnight|beg[au]n|start\w*|arriv\w+|enter\w+|resum\w+)\b")


_BY_HOLE = compiled(r"\s*!\d+(?: \([^)]*\))?:")
"""An item on a hole: its points are those by then."""


def _running(sentence: Sentence, amount: Amount, code: str, rounds: Sequence[int]) -> Values | None:
    """A total reached at a hole that the sentence names; None where it is told of no hole."""
    holes = holes_by(sentence)
    by_hole = amount.unit is Unit.POINTS and _BY_HOLE.match(sentence.pattern) is not None
    if not holes or not (by_hole or reached(sentence, amount.at)):
        return None
    found = sums_midway(sentence, code, rounds, [amount.unit])
    for part in parts_named(sentence):
        found += [v for n in rounds for v in over(sentence.book, code, n, amount.unit, *part)]
    whole = _sums(sentence, amount, code, rounds)
    every = sorted(
        (v for v in (*found, *whole) if v is not None), key=lambda v: abs(v - amount.value)
    )
    return [*every] if amount.value in every or len(holes) <= _ONE_HOLE else [None]


def _sums(sentence: Sentence, amount: Amount, code: str, rounds: Sequence[int]) -> Values:
    """A round's figure, and the running total."""
    book, at = sentence.book, amount.at
    day = [v for n in rounds for v in over(book, code, n, amount.unit)]
    if not sentence.rounds(at, amount.end):
        return [*sum_so_far(book, code, book.last, amount.unit), *day]
    earlier = [b for n in rounds[:1] if (b := book.before(n)) is not None]
    before = earlier if _BEFORE_ROUND.search(sentence.around(at)) else []
    whole = [v for n in (*rounds, *before) for v in sum_so_far(book, code, n, amount.unit)]
    around = sentence.pattern[max(0, at - 40) : amount.end + 40]
    return [*whole, *day] if _WHOLE.search(around) and not _DAY.search(around) else [*day, *whole]


_IN_A_PRIZE = compiled(r" (?:in|for) (?:the )?=\d+")


def _small(amount: Amount, values: Values, *, whole: bool) -> bool:
    """Whether it is too little for any of these: part of a round that the words do not name."""
    if amount.unit is Unit.TO_PAR:
        return abs(amount.value) <= _ON_A_HOLE and not whole
    known = [value for value in values if value is not None]
    return bool(known) and amount.value < 0.66 * min(known)
