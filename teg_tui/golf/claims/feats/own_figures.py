"""Of which deeds of this tournament a sentence about records speaks, and what had stood there.

A figure in it that somebody named had in the round (on a nine, a hole, over the tournament) is
taken for his; it may be several things at once (17 points, 17 strokes over par), and all are kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from teg_tui.golf.claims.feats.ladders import (
    EVENT,
    HOLE,
    NINE,
    ROUND,
    WHOLE,
    Deed,
    Ladders,
    Stood,
    ladders_of,
)
from teg_tui.golf.claims.feats.record_words import SCOPE_WORDS
from teg_tui.golf.claims.words import grammar
from teg_tui.golf.claims.words.patterns import pattern
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.claims.words.text import Form
from teg_tui.golf.claims.words.tokens import Sign

SCOPES = ("tour", "course", "own")
_FIGURE = compiled(
    r"(?P<sign>[#~])(?P<n>\d+)|(?<![a-z'])e(?= (?:on|for|over|in|out|round)\b|,| \()"
)
_UNITS = (
    (compiled(r"[- ](?:stableford )?(?:points?|pts)\b"), ("points",)),
    (compiled(r"[- ](?:strokes?|shots?|blows)\b(?! (?:over|under))"), ("strokes", "gross", "net")),
    (compiled(r" (?:strokes? |shots? )?(?:over|under)\b"), ("gross", "net")),
    (compiled(r"[- ](?:blow-?ups?|disasters)\b"), ("blow-ups",)),
    (
        compiled(
            r"[- ](?:zeros?|zeroes|noughts|blanks|(?:pointless|scoreless|empty|blank)"
            r"|holes? without (?:a )?(?:points?|score))\b"
        ),
        ("zeros",),
    ),
    (compiled(r"[- ](?:birdies?|sub-par)\b"), ("birdies",)),
    (compiled(r"[- ]pars\b"), ("pars",)),
    (compiled(r"[- ](?:bogeys?|doubles?|eagles?|triples?|sixes|sevens|eights)\b"), ()),
    (compiled(r"(?: gross\b)"), ("gross", "strokes")),
    (compiled(r"(?: net\b)"), ("net",)),
)
_NO_FIGURE = compiled(
    r" ?(?:holes?(?! without (?:a )?(?:points?|score))|rounds?|days?|men|players|years?|times?"
    r"|trips|tournaments|wins|putts|ahead|behind"
    r"|clear|back|back-to-back|months|weeks|places?|others|of them|of the (?:six|seven|field)"
    r"|points? (?:ahead|behind|clear|back|in front|off|adrift|better|worse|more|fewer|less|lower"
    r"|higher|short)|strokes? (?:ahead|behind|clear|back|in front|off|adrift|better|worse|more"
    r"|fewer|less|lower|higher|short|inside)|better|worse|more|fewer|less|lower|higher)\b"
)
"""Behind a number that is no score."""
_COUNTS = {
    "blow-ups": ("blow-up", "blowup", "triple", "disaster"),
    "zeros": ("zero", "nought", "blank", "pointless"),
    "birdies": ("birdie",),
    "pars": ("pars ", "pars,", "pars."),
}
_OF_ANOTHER = compiled(
    r"%\d+,?(?:'s)? \(?(?:the )?$|\b(?:set|made|held|had|from|himself|of|shot|returned|own|since)\b"
    r"[^,;.]{0,25}$"
)
"""Before a round in which something had been done already."""
_NINE = compiled(
    r"\$|\b(?:nines?|half|halves|out|home|inward|outward|going out|coming in|front|back|loop)\b"
    r"|\b(?:that|those|same|front|back|inward|outward|closing|opening) #\d+\b(?! )"
)
_UNDER = compiled(r" (?:strokes? |shots? )?under\b")
_HOLE_WORDS = compiled(r"!|\bholes?\b(?! in )")
_AT_HOLE = compiled(r" (?:strokes? )?(?:at|on|for) (?:the )?(?:par-#\d+ )?(?:!|(?:one|a) )")


def ladders(sentence: Sentence) -> Ladders:
    """The ladders of the tour."""
    return ladders_of(sentence.book.history)


def people(sentence: Sentence, text: str) -> list[str]:
    """Everybody named in some words, and who is "he" there; else those before, else anybody."""
    named = [code for n in re.findall(r"@(\d+)", text) for code in sentence.token(n).codes]
    if not named or grammar.HE.search(text):
        named += _spoken_of(sentence)
    found = [code for code in dict.fromkeys(named) if code in sentence.book.codes]
    return found if named else sorted(sentence.book.codes)


def _spoken_of(sentence: Sentence) -> list[str]:
    """Those of whom the sentences before speak."""
    return [*sentence.topic, *sentence.focus.codes, *sentence.focus.others]


def deeds(sentence: Sentence, codes: Sequence[str], text: str) -> list[Deed]:
    """What some players did in the rounds that may be meant, or in the tournament."""
    book = sentence.book
    until = sentence.report.round or book.last
    named = [
        sentence.token(match[1]).value
        for match in re.finditer(r"&(\d+)", text)
        if not _OF_ANOTHER.search(text[: match.start()])
    ]
    rounds = {sentence.section_round, *named} if sentence.section_round else {*book.numbers}
    whole = {WHOLE} if until == book.last and sentence.section_round in (None, book.last) else set()
    return [
        deed
        for deed in ladders(sentence).of(frozenset(codes), book.teg)
        if deed.round in rounds | whole
    ]


def of_what(text: str, end: int, sign: str = Sign.NUMBER) -> tuple[str, ...]:
    """What a figure may count, by its sign, its unit and the words around."""
    if sign != Sign.NUMBER:
        return ("gross", "net")
    for unit, kinds in _UNITS:
        if unit.match(text, end):
            return kinds
    counted = [what for what, words in _COUNTS.items() if any(map(text.__contains__, words))]
    return ("points", "gross", "strokes", "net", *counted)


def tells_figure(text: str) -> bool:
    """Whether some words tell a figure that may be a score."""
    return any(not (m["n"] and _NO_FIGURE.match(text, m.end())) for m in _FIGURE.finditer(text))


def own_deeds(sentence: Sentence, text: str, named: str | None = None) -> list[Deed]:
    """The deeds whose figures stand in some words; of whom others `named` may tell.

    With those of a nine where one is spoken of; where no figure is of a round or tournament, those
    of nines and holes that nobody spoke of.
    """
    meant = people(sentence, text if named is None else named)
    wider = [code for code in _spoken_of(sentence) if code not in meant]
    return _having(
        sentence,
        text,
        deeds(sentence, meant, text),
        deeds(sentence, wider, text) if wider else (),
    )


def _having(
    sentence: Sentence, text: str, every: Sequence[Deed], wider: Sequence[Deed] = ()
) -> list[Deed]:
    """Those of some deeds whose figures stand in some words; of wider ones where none fits.

    "Fifty points beat Ned's record" are of whom the sentence before speaks.
    """
    found: list[Deed] = []
    other: list[Deed] = []
    for match in _FIGURE.finditer(text) if every else ():
        if match["n"] and _NO_FIGURE.match(text, match.end()):
            continue
        value = sentence.token(match["n"]).value if match["n"] else 0
        value = -value if _UNDER.match(text, match.end()) else value
        kinds = of_what(text, match.end(), match["sign"] or Sign.TO_PAR)
        its = [deed for deed in every if deed.value == value and deed.what in kinds]
        its = its or [deed for deed in wider if deed.value == value and deed.what in kinds]
        meant = _of_part(sentence, text, match.end(), its)
        found += meant
        other += [] if meant else its
    return list(dict.fromkeys(found or other))


def _of_part(sentence: Sentence, text: str, end: int, its: list[Deed]) -> list[Deed]:
    """Those that fit the part of a round that is spoken of."""
    if _AT_HOLE.match(text, end) and any(deed.span == HOLE for deed in its):
        return [deed for deed in its if deed.span == HOLE]
    rounds = [deed for deed in its if deed.span in (ROUND, EVENT)]
    holes = [deed for deed in its if deed.span == HOLE]
    nines = [deed for deed in its if deed.span == NINE]
    if not _NINE.search(text) or not nines:
        return [*rounds, *(holes if _HOLE_WORDS.search(text) else [])]
    stretches = [sentence.token(number) for number in re.findall(r"\$(\d+)", text)]
    parts = {1 if token.value == 1 else 2 for token in stretches}
    return [deed for deed in nines if len(parts) != 1 or deed.part in parts]


def stood(sentence: Sentence, own: Deed, scopes: Sequence[str]) -> list[Stood]:
    """What stood beside a deed, among all that may be meant."""
    every = ladders(sentence)
    return [its for scope in scopes for its in every.stood(own, scope)]


class RecordTalk:
    """A sentence about records: whose figures of today it names, and what had stood there."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.wrong: set[str] = set()
        """Numbers of tokens that were called false."""

    @cached_property
    def _here(self) -> list[Deed]:
        return own_deeds(self.sentence, self.sentence.pattern)

    @cached_property
    def _told(self) -> list[Deed]:
        return self._here or own_deeds(self.sentence, self.before)

    @property
    def told_before(self) -> bool:
        """Whether only the sentence before names figures of today, or none does."""
        return not self._here

    @property
    def is_told(self) -> bool:
        """Whether figures of today are told."""
        return bool(self._told)

    @cached_property
    def own(self) -> list[Deed]:
        """The deeds that may be meant."""
        return self._told or self._unnamed() or self._of_anybody()

    def knows(self, number: str) -> bool:
        """Whether a figure of the sentence is that of a deed which may be meant."""
        value = self.sentence.token(number).value
        return abs(value) in {abs(own.value) for own in self.own}

    def _of_anybody(self) -> list[Deed]:
        """Whoever's figures it may tell, where nobody is named."""
        text = self.sentence.pattern
        if "@" in text:
            return []
        return _having(
            self.sentence, text, deeds(self.sentence, sorted(self.sentence.book.codes), text)
        )

    @property
    def is_loose(self) -> bool:
        """Whether it is not certain whose figures are meant, if anybody's."""
        return self.told_before or "@" not in self.sentence.pattern

    @cached_property
    def _begun(self) -> int:
        """Where the sentence before begins."""
        text = self.sentence.passage.text[: self.sentence.start].rstrip()
        return max(text.rfind(". ", 0, len(text) - 1), 0)

    @property
    def said_before(self) -> str:
        """The sentence before in small letters, of the same passage."""
        return self.sentence.passage.text[self._begun : self.sentence.start].lower()

    @cached_property
    def before(self) -> str:
        """The sentence before as a pattern."""
        sentence, start = self.sentence, self._begun
        return pattern(sentence.passage.text, start, sentence.start, sentence.tokens)[0]

    def _unnamed(self) -> list[Deed]:
        """Everything that whoever is named did in the round, where no figure of it is told."""
        text = self.sentence.pattern
        if not re.search(r"@\d", text):
            return []
        span = NINE if _NINE.search(text) else ROUND
        return [
            its
            for its in deeds(self.sentence, people(self.sentence, text), text)
            if its.span == span
        ]

    @cached_property
    def met(self) -> list[Stood]:
        """What had stood there and was reached; all of it where nothing was."""
        reached = [its for its in self.stood if its.before and its.beyond >= 0]
        return reached or self.stood

    @cached_property
    def stood(self) -> list[Stood]:
        """What had stood there, by every reading."""
        return [its for own in self.own for its in stood(self.sentence, own, self.scopes)]

    @cached_property
    def scopes(self) -> tuple[str, ...]:
        """Among what is compared; every scope where no word says."""
        text = f"{self._heading} {self.before} {self.sentence.pattern}"
        found = [scope for scope, words in SCOPE_WORDS.items() if words.search(text)]
        names, told = self.sentence.report.calendar.course_names, self.sentence.passage.text
        if "course" not in found and names.search(told, self._begun, self.sentence.end):
            found.append("course")
        return tuple(found) or SCOPES

    @property
    def _heading(self) -> str:
        """What stands over a list in which the sentence is, in small letters."""
        passage = self.sentence.passage
        in_list = passage.form is Form.ITEM and passage.headings
        return passage.headings[-1].lower() if in_list else ""

    def tops(self, kinds: Sequence[str]) -> set[int]:
        """The best and worst rounds of the tour and of the course until then."""
        sentence, book = self.sentence, self.sentence.book
        rounds = [sentence.section_round] if sentence.section_round else list(book.numbers)
        return {
            top[0]
            for own in deeds(sentence, sorted(book.codes)[:1], "")
            for scope in ("tour", "course")
            if own.span == ROUND and own.what in kinds
            for high in (True, False)
            for number in rounds
            for until in ((own.teg, 0), (own.teg, number))
            for within in (False, True)
            if (
                top := ladders(sentence)
                .beside(own, scope, same_part=False)
                .top(until, within=within, high=high)
            )
        }
