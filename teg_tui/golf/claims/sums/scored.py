"""Figures without their unit in any of the many words for having them.

"Ned came away with 43", "that takes him to 118", "34 for Bram", "the board says 118 beside his
name": a number that such words make somebody's is false if it is nothing that he had, of the day or
so far, of any holes that the sentence speaks of, in points or in strokes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.sums.meanings import OF_OTHERS, meanings, of_many_days, whose
from teg_tui.golf.claims.words.numbers import like
from teg_tui.golf.claims.words.reading import Owner, Sentence, verdict_of
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.claims.words.terms import TERM_CUES

_LITTLE = (
    r"(?:(?:just|only|but|exactly|precisely|all of|no more than|no fewer than|no less than|fully"
    r"|another|an?|the|his|a mere|a total of|a round of|a score of|a solid|a steady|a modest|a fine"
    r"|what was|as many as|up to|some) )*"
)
SCORED = (
    r"(?:add|amass|assembl|bag|bank|card|claim|collect|compil|contribut|ek|find|found|fire|fir"
    r"|gather|garner|grind|ground|harvest|log|mak|mad|manag|muster|nett|net|notch|pil|plunder"
    r"|pocket"
    r"|post|produc|rack|rattl|reap|record|reel|register|return|scrap|scor|secur|shoot|shot|squeez"
    r"|string|strung|tak|took|tall|tot|totall|yield|hav|had|has|get|got|hand|turn|put|com|cam|walk"
    r"|limp|sign|clos|open|start|began|begin|begun|finish|end|answer|respond|follow|repli|went|go"
    r"|went"
    r"|round|need|us|bring|brought|deliver|rol|rustl|conjur|chalk|accumulat|achiev|hol)"
    r"(?:e|es|ed|ing|s|ied|ies|ling|led|n)?"
)
"""The stems of the verbs whose object is a score, or that have one behind a preposition."""
_WAY = (
    r"(?: (?:in|up|together|off|out|home|back|away|round|for|with|on|him|down|over|through|just"
    r"|only|the (?:day|week|round|front|back)|his (?:day|week|round)|proceedings|things|matters"
    r"|even|still|only)){0,4}"
)
_ARRIVED = (
    r"(?:mov|tak|took|bring|brought|carr|lift|push|advanc|get|got|reach|stand|stood|sit|sat|ris"
    r"|rose"
    r"|climb|edg|inch|nudg|propel|haul|leav|left|put|lie|lay|settl|finish|end|remain|stay|is|was"
    r"|are"
    r"|were|now|up)(?:e|es|ed|ing|s|ied|ies|ting|ging|led|ling)?"
)
_TO = r"(?:to|at|on|up to|on to|along to)"
_SUCH = (
    r"(?:outward|inward|homeward|opening|closing|final|first-day|last-day|last-round|[a-z]+-round"
    r"|front-nine|back-nine|&\d+(?:'s|-day)?)"
)
_BEFORE = compiled(
    rf"(?:\b{SCORED}{_WAY}|\b{_ARRIVED}(?: @\d+| him)?(?: [a-z]+)? {_TO}|\bwith"
    rf"|\b(?:an?|his|the) {_SUCH}|&\d+(?:'s|-day)|\b(?:his|whose)) {_LITTLE}$"
)
_NEVER_BEFORE = compiled(
    r"(?:#\d+ (?:out )?of|\b(?:best|worst|highest|lowest|most|fewest)(?: [a-z]+){0,3} of"
    r"|\bout of|\bof (?:the|his) #\d+ holes\b[^.;]*"
    r"|\b(?:ma[dk]\w* it|(?:it|that|which|gap|difference) (?:was|is|became|now|stood at)(?: now"
    r"| then| soon| up to| down to)?|by|within|par|hole|holes|than|least|most|over|under|past"
    r"|lead of|gap of|margin of|(?:best|worst) of"
    r"|about"
    r"|around|nearly|almost|some|the (?:first|last|next|final|opening|closing)|next|every|each|the"
    r"|round of his"
    r"|all|aged?"
    r"|handicap(?: of)?|off|other|averag\w+|average of|round|day|nearest|top|bottom|between|break"
    r"|broke|crack\w*|dropp\w*|los\w+|gain\w*|gave (?:back|up)|of the|separat\w+|cover\w*|from|led"
    r"|leads?|leading|trail\w*|drop|behind|ahead|cut|made up|clos\w+|\d+ and|after|through)"
    r"|[#~!?^]\d+[-–/,]|#\d+(?:[- ](?:points?|pts|strokes?))? to| - ?|-|~) ?(?:just |only |an? )*$"
)
_NOUNLESS = compiled(
    r"(?=[,.;:)!?—]|$| [-–—/] | \((?=[~#])| (?:and|but|for|from|by|while|whilst|after|before|in"
    r"|on|at|over"
    r"|across"
    r"|through|with|as|to|that|which|when|then|today|yesterday|again|too|also|apiece|all|overall"
    r"|now"
    r"|is|was|were|had|has|left|put|gave|took|made|kept|saw|beside|against|because|despite|so|yet"
    r"|or|if|of|&\d+|going|coming|came|went|out|home|back|tonight|here|there|points|pts)\b)"
    r"(?! (?:to (?:go|play|spare|come|find|make|win|hold|catch)|left|of (?:the|his|those|them"
    r"|which)\b|in succession|each|both"
    r"|(?:in|on|over|from) the (?:last|first|final|other|next|opening|closing|middle|\^\d+)"
    r"(?! round)"
    r"|in (?:a row|hand|front|all but)|up on|back (?:of|off|from)|to the good|points|pts|at the !"
    r"|on the !|at !|and a half|or (?:so|more)|out of|for the ^)\b)"
)
_FOR = compiled(
    r"(?:#(?P<n>\d+)(?: points| pts)?(?: (?:this time|now|today|in all|again|more|each))?"
    r" (?:for|from|by|beside|next to|against)|\b(?:the|an?) #(?P<m>\d+) of) @(?P<who>\d+)"
    r"(?=[,.;:)'!?]|$| (?:and|by|on|beside|was|were|in|but)\b)"
)
_OF_HIS = compiled(
    r"#(?P<n>\d+) of (?:@(?P<who>\d+)'s?|his|these|those|the) (?:#\d+(?: points| pts)?|points|pts)"
)
_CARRIED = compiled(
    rf"\b(?:tak|took|carri|lift|brought|bring|mov|push|put|leav|left|nudg|haul|propel|advanc|sent"
    rf"|giv|gave|edg|inch)[a-z]* @(?P<who>\d+) (?:[a-z]+ )?(?:to|on|at|with) {_LITTLE}#(?P<n>\d+)"
)
_COUNTED = compiled("|".join(TERM_CUES))
_LEAST, _LEAST_OF_PART, _MOST = 20, 10, 420


def check_scored(sentence: Sentence) -> Iterator[Claim]:
    """The figures that stand without their unit, in whatever words."""
    if sentence.elsewhere or OF_OTHERS.search(sentence.pattern) or of_many_days(sentence):
        return
    text = sentence.pattern
    for rule in (_FOR, _OF_HIS, _CARRIED):
        for match in rule.finditer(text):
            name = "m" if match.groupdict().get("m") else "n"
            at, end = match.start(name) - 1, match.end(name)
            told = Owner(sentence.token(match["who"]).codes) if match["who"] else None
            yield from _judged(sentence, at, end, told or whose(sentence, at, end))
    for match in re.finditer(r"#\d+(?![\d-])", text):
        at, end = match.span()
        left = text[max(0, at - 90) : at]
        if _NOUNLESS.match(text, end) and _BEFORE.search(left) and not _NEVER_BEFORE.search(left):
            yield from _judged(sentence, at, end, whose(sentence, at, end))


def _judged(sentence: Sentence, at: int, end: int, owner: Owner | None) -> Iterator[Claim]:
    """The claim that a number is somebody's score, of anything that the sentence is about."""
    number = int(sentence.pattern[at + 1 : end])
    token, codes = sentence.token(number), sentence.playing(owner)
    if number in sentence.claimed or not codes or owner is None or not (owner.sure or owner.every):
        return
    part = "$" in sentence.signs and "!" not in sentence.signs
    least = _LEAST_OF_PART if part else _LEAST
    start, stop = sentence.part(at)
    counted = token.value < _LEAST and _COUNTED.search(sentence.pattern, start, stop)
    if not least <= token.value <= _MOST or counted or sentence.may_be(at):
        return
    per_code = [meanings(sentence, code, at, end) for code in codes]
    values = [value for its in per_code for value in its]
    if not all(per_code):
        return
    verdict = verdict_of(token.value, values)
    right = like(token.said, min(values, key=lambda value: abs(value - token.value)))
    yield from sentence.claim(
        number, Kind.TOTAL, verdict, right if verdict is Verdict.FALSE else ""
    )
