"""Which numbers of a sentence are strokes or points on a hole.

Strokes are what somebody takes ("ran up a", "walked off with", "was down in"), what something costs
or hands him, and what stands as a thing of its own ("his messy eight"). Points say so, or follow a
score that was "worth" them, "good for" them, "brought" him them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.claims.words.tokens import Sign

LEAST_STROKES, MOST_STROKES, MOST_POINTS = 2, 15, 6
"""Nobody has more on a hole; a hole in one is told in other words."""
_NUMBER = compiled(r"#(\d+)")
_FAR_BACK = 40
"""How many characters before a number are looked at."""
_WORDS_OF_A_SUM = (
    r"(?:lead|gain|margin|gap|cushion|deficit|share|total|haul|tally|run|string|stretch|rate"
    r"|swing|round|card|handful|pair|couple|count|further|full|good|last|first|next|final|other"
    r"|opening|closing|remaining|front|back|middle|all|these|those|by|of|in|at|on|and|to|over)"
)
_A_THING = compiled(
    rf"(?:\b(?:an?|the|his|that|this|another|one)"
    rf"|@\d+'s) (?:(?!{_WORDS_OF_A_SUM}\b)[a-z-]+ ){{0,3}}$"
)
_TAKEN = compiled(
    r"(?:\b(?:t[ao]k(?:e|es|ing)|took|taken|ma[dk]es?|making|need(?:ed|s|ing)?"
    r"|card(?:ed|s|ing)?|post(?:ed|s|ing)?|record(?:ed|s|ing)?|scor(?:ed|es|ing)|wr(?:ote"
    r"|ites) down"
    r"|put(?:ting)? down|sign(?:ed|s)? for|r[au]n(?:s|ning)? up"
    r"|(?:rack|chalk|notch|clock|rattl|mark)(?:e?d|e?s|ing)?(?: up| down)?"
    r"|(?:walk|c[ao]m|le(?:ft|av)|emerg|depart|escap|g[eo]t|limp)\w*"
    r"(?: (?:off|away|it|out|from it)){0,2} with|settl\w+ for|manag\w+|muster\w*|contriv\w+"
    r"|produc\w+"
    r"|conjur\w+(?: up)?|suffer\w*|endur\w+|hack\w* out|return\w*|delivered|compiled"
    r"|(?:limp|slump|stagger|stumbl|crash|slid|scrambl|labour|clatter|crawl|stutter)\w* to"
    r"|(?:open|beg[aiu]n|start|end|clos|finish|sign|follow|answer|repl|respond|hit back|recover"
    r"|bounc|counter)\w*(?: (?:it|that|this|off|up|back))* (?:with|by)|rolled in"
    r"|hol(?:ed|es|ing)(?: out)?(?: in| for)|(?:down|home|done) in|add(?:ed|s|ing)|also made"
    r"|cost|brought|brings?|hand(?:ed|s|ing)|g[ai]v(?:e|es|ing)|dealt|mean[ts]|drew|saw"
    r")(?: @\d+(?:(?:,| and|, and) @\d+)*| him| them)?(?: both)?"
    r"|\b(?:both|own|with|or|then|than|for)|'s|(?<!#\d )(?<!#\d\d )\band|(?<!#\d)(?<!#\d\d),"
    r"|(?<!@\d)(?<!@\d\d):)"
    r"(?: (?:just|only|even|no less than|as many as|all of|another))? (?:an? )?$"
    r"|\($"
)
_NO_SCORE = compiled(
    r"(?!-|\d)(?= (?:at|on|there|here|came|arrived|for|and|or|to(?! (?:play|go|spare|make up|!"
    r"|come)\b)"
    r"|with|without|that|which|while|where|when|(?:strokes?|shots?|blows)(?! (?:ahead|clear"
    r"|behind|better|worse|back|up|in front|more|fewer|off)\b)"
    r"|was|were|is|as|but|after|from"
    r"|against|then|so|too|again|himself|apiece|each|respectively|worth|instead|hurt|cost|put"
    r"|brought|gave|left|let|did|meant|sent|made|undid|set|took|because|despite"
    r"|by(?! @)|in(?! (?:the =|=|a row|hand|front|all|total|succession)\b)|of (?!the\b|them\b"
    r"|his\b|those\b)"
    r"|of the (?:par|day|week|round)\b|(?!combined|tied|shared|hundred)[a-z]+ed)\b"
    r"|,? (?:at|on) (?:the|!)|[,.;:)!?]|$| \(|, [a-z]+ing\b| (?!scoring|remaining|opening"
    r"|closing|running)[a-z]+ing\b| [-–—])"
)


_A_NUMBER_OF = compiled(r"\b(?:the|these|those|all) $")
"""Before a number that is so many men or holes, unless it says where it was."""
_EITHER, _OR = compiled(r"#\d+ or (?:an? )?$"), compiled(r" or (?:an? )?#")
"""Beside one of two numbers, either of which may be meant: "everybody else six or seven"."""
_ON_A_HOLE = compiled(r"(?: strokes| shots)? (?:at|on|there|in the !)\b")
_DENIED = compiled(
    r"\b(?:neither|nor|nobody|no one|no-one|none|never|not(?! (?:only|just|content|for the first))"
    r"|no(?! (?:[a-z]+ )?than|, )|without|instead of|rather than|far from|short of)\b"
    r"(?! (?:[a-z]+ )?than\b)(?![^;:]*\b(?:until|till|better than|worse than|more than|fewer than"
    r"|less than|but|except|only)\b)"
)
"""Words that deny what follows; "not a blank until the 9th, with a six" tells something."""
_JOINED = compiled(r"(?:\b(?:both|own|with|or|then|than|for|and)|'s|,)[^,]*$")
_LEADS_LISTED = compiled(
    r"\b(?:leads?|margin|gap|cushion|advantage|deficit|arrears)(?: [a-z]+)*: (?:an? )?#\d+[,;]"
)
"""Before the sizes of a lead, one after another: "Ned's lead: nine, then four at the 8th"."""
_LEAD = compiled(
    r"\b(?:leads?|led|margin|gap|cushion|advantage|deficit|arrears|ahead|behind|clear|in hand"
    r"|adrift|level)\b"
)


def strokes_told(sentence: Sentence) -> Iterator[tuple[int, int, int]]:
    """Start, end and token of every number that is the strokes of somebody on a hole."""
    text = sentence.pattern
    for match in _NUMBER.finditer(text) if Sign.NUMBER in sentence.signs else ():
        if not LEAST_STROKES <= sentence.token(match[1]).value <= MOST_STROKES:
            continue
        left = text[max(0, match.start() - _FAR_BACK) : match.start()]
        if left.endswith(("par ", "par-")) or not _NO_SCORE.match(text, match.end()):
            continue
        if _EITHER.search(left) or _OR.match(text, match.end()):
            continue
        if _A_NUMBER_OF.search(left) and not _ON_A_HOLE.match(text, match.end()):
            continue
        told = _A_THING.search(left) or _TAKEN.search(left)
        if told and not is_denied(sentence, match.start()) and not _of_a_lead(text, told, match):
            yield match.start(), match.end(), int(match[1])


def is_denied(sentence: Sentence, at: int) -> bool:
    """Whether the words before a place say that it was not so: "neither made four"."""
    start = sentence.part(at)[0]
    return _DENIED.search(sentence.pattern, start, at) is not None


def _of_a_lead(text: str, told: re.Match[str], match: re.Match[str]) -> bool:
    """Whether a number that only a joining word goes before may be how large a lead was."""
    if _LEADS_LISTED.search(text, 0, match.start()):
        return True
    joined = _JOINED.search(told[0]) is not None
    since = max(text.rfind(sign, 0, match.start()) for sign in ";:") + 1
    return joined and _LEAD.search(text, since, match.start()) is not None


_WORTH = compiled(
    r"(?:\b(?:worth|good for)|[ ]for|\b(?:brought|brings|bringing|earn(?:ed|s|ing)|g[ai]v(?:e|es"
    r"|ing)"
    r"|yield(?:ed|s"
    r"|ing)|produc(?:ed|es|ing)|return(?:ed|s|ing)|fetch(?:ed|es|ing)|deliver(?:ed|s|ing)"
    r"|pa(?:id|ys)"
    r"|got|collect(?:ed|s|ing)|pocket(?:ed|s|ing)|bank(?:ed|s|ing))(?: (?:him|them|@\d+))?)"
    r"(?: (?:just|only|all of|no fewer than|another|the full|him))* (?P<t>#(?P<n>\d+))"
    r"(?![- ](?:strokes?|shots?|over|places?|holes?|clear|ahead|behind|par)\b)"
    r"(?=[,.;:)!?]|$| (?:and|to|for|but|while|on|with|as|which|that|where|when|more|apiece|each"
    r"|instead|at|from|put)\b| \(| [-–—])"
)
"""Points without their unit, after what earned them: "a par worth three"."""


class Earned(NamedTuple):
    """Points told without their unit."""

    after: int
    """Where the words begin that tie them to what earned them."""
    start: int
    end: int
    number: int
    how: str
    """The first of those words."""


def points_earned(sentence: Sentence) -> Iterator[Earned]:
    """Points that a sentence tells without their unit, by words that may be of points."""
    for match in _WORTH.finditer(sentence.pattern) if Sign.NUMBER in sentence.signs else ():
        if sentence.token(match["n"]).value <= MOST_POINTS:
            how = match[0].split()[0]
            yield Earned(match.start(), match.start("t"), match.end("t"), int(match["n"]), how)
