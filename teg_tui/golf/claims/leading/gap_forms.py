"""How distances are told: what stands around the figure, and what that says of sides and time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from teg_tui.golf.claims.sums.amounts import Sense, Unit, amounts
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.tour import Measure


class When(Enum):
    """When a distance was, as far as its own words say."""

    OPEN = "open"
    BEFORE = "before"
    """Before the round."""
    NOW = "now"
    """After it."""
    GAINED = "gained"
    """What was made up in between, or all that there had been to make up."""


@dataclass(frozen=True)
class Form:
    """One way to tell a distance: words around a figure `n`."""

    words: re.Pattern[str]
    front: int = 0
    """1 where its owner is in front, -1 where he is behind, 0 where the words nearby tell."""
    when: When = When.OPEN
    top: bool = False
    """Whether it is the leader's, where nobody is named."""
    last: bool = False
    """Whether it is from the next above: "bottom by five"."""
    cue: str = ""
    """What stands in every sentence that it fits."""


@dataclass(frozen=True)
class Gap:
    """A distance as it is told."""

    number: int
    at: int
    end: int
    unit: Measure | None
    form: Form


_LITTLE = (
    r"(?:(?:just|only|exactly|now|still|even|as much as|by"
    r"|an?(?: (?!single|leading|day|round|total)[a-z-]+)?) )*"
)
_BARE = r"#(?P<n>\d+)(?:[- ](?P<unit>points?|pts|strokes?|shots?|blows))?"
_N = rf"{_LITTLE}{_BARE}"
_STOP = r"(?=[ ,.;:)—]|$)(?! (?:holes?|rounds?|days|times|places?|spots?|positions?|nine)\b)"
_NOUN = (
    r"(?:lead|advantage|margin|cushion|gap|deficit|buffer|arrears|edge|daylight|difference|gulf"
    r"|chasm|headroom|breathing space)"
)
_OF_WHAT = r"(?: (?:in|for|over|to|at the top(?: of)?) (?:the )?[=@]\d+(?:'s)?)*"
_IS = (
    r"(?: of| to| was| is| had been| has become| stands at| stood at| stays at| remains|:"
    r"| (?:had )?(?:grown|shrunk|fallen|grew|swelled|rose|shrank|fell|(?:had )?c[ao]me down"
    r"|was down|is down) to)"
)
_CHANGED = (
    r"(?:trim|cut|slash|slic|reduc|whittl|narrow|shr[aiu]nk|gr[eo]w|stretch|extend|widen|swell"
    r"|doubl|increas|push|clos|chopp|shav|went|gone|go|come|came|buil[dt]|f[ea]ll|rose|turn)\w*"
)
_WIPED_OUT = (
    r"\b(?:wip(?:ed|ing) out|eras(?:ed|ing)|overturn(?:ed|ing)|overhaul(?:ed|ing)"
    r"|turn(?:ed|ing) a?round|overcame|made up|recovered|clawed back|clos(?:ed|ing)"
    r"|bridg(?:ed|ing)) (?:a|an|his|the|overnight)"
)
_CAME_FROM = r"\b(?:c[ao]m(?:e|es|ing)|rall(?:ied|ies)|recovered|fought back|rose|climbed) from"
_LEADER = r"(?:the )?(?:@\d+|lead\b|leaders?\b|top\b)"
_GOES_ON = r"(?=[.,;]|$| (?:overnight|on @|in|at|after|with|going)\b)"
_RACE = r"(?: (?:lead|race|standings|competition|title))?"
_FRONTED = (
    r"(?: (?:in |at |for )?(?:the )?(?:=\d+" + _RACE + r"|@\d+|leaders?|field|pack|gross|way))?"
)
"""Whom or what somebody leads or trails."""


def _form(
    words: str, front: int = 0, when: When = When.OPEN, *, top: bool = False, last: bool = False
) -> Form:
    return Form(compiled(words), front, when, top, last, "by " if f"by {_N}" in words else "")


_FORMS = (
    _form(
        rf"\b{_NOUN}, {_BARE} (?:overnight|at the (?:start|outset)|this morning|when [^,;]*),",
        0,
        When.BEFORE,
        top=True,
    ),
    _form(rf"\b{_NOUN}{_OF_WHAT}, [^,;.]{{2,40}},{_IS} {_N}{_STOP}", top=True),
    _form(rf"\^\d+(?: place)? from @\d+ by {_N}{_STOP}", 1),
    _form(rf"\^\d+(?: place)? by {_N} (?:from|over|ahead of) @", 1),
    _form(rf"\b(?:last|bottom) by {_N}{_STOP}", -1, last=True),
    _form(rf"{_CAME_FROM} {_N} (?:back|behind|adrift|down|off)\b", -1, When.BEFORE),
    _form(rf"{_WIPED_OUT} (?:[a-z]+ )?{_NOUN} of {_N}", -1, When.BEFORE),
    _form(rf"{_WIPED_OUT} {_BARE}(?: overnight)? {_NOUN}\b", -1, When.BEFORE),
    _form(
        r"\b(?:ma[dk]es? up|making up|pull\w* back|claw\w* back|gain\w*|pick\w* up|recover\w*"
        rf"|took|takes?|taking) {_N} (?:on|off|out of) {_LEADER}",
        -1,
        When.GAINED,
    ),
    _form(rf"\b(?:clos\w+(?: to)?(?: within)?|within) {_N} of {_LEADER}", -1),
    _form(
        rf"{_BARE} (?:to make up|to find|shy|short|worse off|down{_GOES_ON}|back of @|below @"
        r"|in (?:the leader|@\d+)'s wake|from safety|distant|off (?:the|his) (?:leader|champion)"
        r"|off the (?:lead|pace|top|summit|winn)|(?:from|off) (?:the|a) winning total)",
        -1,
    ),
    _form(
        rf"{_BARE} (?:in hand|to the good|to spare|to play with|too good|up{_GOES_ON}"
        r"|of (?:daylight|breathing space|clear water))",
        1,
    ),
    _form(rf"@\d+,? (?:in |for )?(?:the )?=\d+ by {_N}{_STOP}", 1),
    _form(rf"\b(?:lost|losing|miss\w*)(?: out)?(?: on)? (?:the )?=\d+ by {_N}", -1),
    _form(
        rf"=\d+(?: leader)?: @\d+(?:,? (?:ahead|leads|wins|won|clear))?,? \(?(?:won )?by {_N}", 1
    ),
    _form(rf"=\d+ (?:lead|margin|gap):? {_N}{_STOP}", 1, top=True),
    _form(
        rf"\b(?:kept|retained|took|claimed|lifted|sealed|secured) (?:the )?=\d+ by {_N}{_STOP}", 1
    ),
    _form(
        r"\b(?:beat|beats|beating|edge[ds]?|edged out|pipp?(?:ed|s)|h[eo]ld\w* off|saw off"
        r"|sees off|overtook|outlasted|defeated|denied) @\d+(?: (?:to|for|in|of) (?:the )?=\d+)?"
        rf" by {_N}{_STOP}",
        1,
    ),
    _form(rf"\b{_NOUN}{_OF_WHAT}{_IS} {_N}{_STOP}", top=True),
    _form(
        rf"\b{_NOUN}{_OF_WHAT}(?: [a-z]+){{0,4}}? {_CHANGED}(?: [a-z]+)? to {_N}{_STOP}", top=True
    ),
    _form(rf"\b{_NOUN} (?:over|on|to) @\d+, {_N}(?=,|$)"),
    _form(
        rf"(?<![-=.]){_BARE} (?:behind|back\b(?! nine| to back| six)|adrift|ahead|clear\b|in front"
        r"|in arrears)"
    ),
    _form(rf"\b(?:leads?|led|leading|ahead|clear){_FRONTED} by {_N}{_STOP}", 1),
    _form(rf"\b(?:trail\w*|behind|adrift){_FRONTED} by {_N}{_STOP}", -1),
    _form(rf"\b{_NOUN}\b[^.;:]{{0,60}}(?:\band|,) {_BARE} (?:over|ahead of|clear of) @\d+(?!')", 1),
    _form(rf"{_BARE} from (?:the )?leader\b", -1),
    _form(rf"=\d+{_RACE} by {_N}{_STOP}", 1),
    _form(
        r"\b(?:romp\w*|stroll\w*|cruis\w*|coast\w*|eas(?:ed|es)|sail\w*|waltz\w*|march\w*|power\w*)"
        rf" to (?:the )?=\d+ by {_N}{_STOP}",
        1,
    ),
    _form(rf"\b(?:home|clear|winner|victorious|champion|prevailed|through) by {_N}{_STOP}"),
    _form(
        r"\b(?:won|winning|wins?|victory|triumph\w*)"
        rf"(?: [a-z@=\d'-]+){{0,5}} by {_N}{_STOP}"
    ),
)
"""What stands around a figure, the surest first."""
_PLAIN = Form(compiled(""))
"""Of what is known to be a distance by its unit: the words nearby tell the rest."""
_OF_A_NINE = compiled(
    r"#\d+ (?:points? |pts )?(?:out|front|going out|on the front)(?:,| and|/)? ?$"
    r"|\bfront(?: nine)?(?:,| and|, and|/)? $|\$\d+ \((?:just |only )?$"
)
"""Before the other nine: "22 out, 17 back", "closing nine (18 pts back)"."""
_HINTS = compiled(
    rf"{_NOUN}|\b(?:by|up|off|back|behind|ahead|clear|adrift|down|short|shy|hand|good|spare|front"
    r"|within|find|arrears)\b"
)


@lru_cache(maxsize=8)
def gaps_in(sentence: Sentence) -> tuple[Gap, ...]:
    """The distances of a sentence, from left to right; of a figure's readings the surest."""
    return tuple(_gaps(sentence)) if "#" in sentence.pattern else ()


def _gaps(sentence: Sentence) -> Iterator[Gap]:
    found: dict[int, Gap] = {}
    forms = _FORMS if _HINTS.search(sentence.pattern) else ()
    for form in (form for form in forms if form.cue in sentence.pattern):
        for match in form.words.finditer(sentence.pattern):
            gap = _gap(match, form)
            if not _OF_A_NINE.search(sentence.pattern[: gap.at]):
                found.setdefault(gap.number, gap)
    for amount in amounts(sentence):
        if amount.sense is Sense.GAP:
            unit = Measure.STABLEFORD if amount.unit is Unit.POINTS else Measure.GROSS
            gap = Gap(amount.number, amount.at, amount.end, unit, _PLAIN)
            found.setdefault(amount.number, gap)
    yield from sorted(found.values(), key=lambda gap: gap.at)


def _gap(match: re.Match[str], form: Form) -> Gap:
    unit = match["unit"]
    measure = None
    if unit:
        measure = Measure.STABLEFORD if unit.startswith("p") else Measure.GROSS
    end = match.end("unit") if unit else match.end("n")
    return Gap(int(match["n"]), match.start("n") - 1, end, measure, form)
