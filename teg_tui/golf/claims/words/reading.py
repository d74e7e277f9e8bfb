"""A sentence as the rules read it: its pattern, whose a number is, which round, what may be.

Nothing here guesses. Where a name, a pronoun or a round may mean several, all of them come back,
the likeliest first; a claim is false only if it is false of every one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.words import grammar
from teg_tui.golf.claims.words.patterns import pattern
from teg_tui.golf.claims.words.report import Focus, Report
from teg_tui.golf.claims.words.text import Passage
from teg_tui.golf.claims.words.tokens import Sign, Token

_FIRST_YEAR, _LAST_YEAR = 1900, 2100


@dataclass(frozen=True)
class Owner:
    """Whose something is."""

    codes: tuple[str, ...]
    """One who is meant; several where it may be any of them (or all, see `every`)."""
    every: bool = False
    """Whether it is said of all of them."""
    sure: bool = True
    """Whether somebody else could be meant."""


class Sentence:
    """One sentence, its tokens, and the answers to what they belong to."""

    def __init__(
        self,
        report: Report,
        passage: Passage,
        found: Sequence[Token],
        span: tuple[int, int],
        round_: int | None,
        topic: tuple[str, ...],
        focus: Focus,
    ) -> None:
        self.report, self.passage, self.tokens = report, passage, found
        self.book = report.book
        self.start, self.end = span
        self.text = passage.text[self.start : self.end]
        self.own = [token for token in found if self.start <= token.start < self.end]
        """The tokens that stand in this sentence."""
        self.signs = frozenset([token.sign for token in self.own])
        self.pattern, self._places = pattern(passage.text, self.start, self.end, found)
        self.section_round = round_
        """The round of the section, or of the report; None: the tournament."""
        self.topic = topic
        """Whose paragraph it is, where it begins with a name."""
        self.focus = focus
        self.claimed: set[int] = set()
        """Numbers of tokens on which a claim has been made."""
        self.settled: set[Claim] = set()
        """Claims that get no second reading."""
        self.part_of: dict[int, tuple[int, int]] = {}
        """The holes that the words right beside a number say it is of, and no others."""
        self._may_be: dict[tuple[int, int], bool] = {}

    def token(self, number: str | int) -> Token:
        """A token by its number in the pattern."""
        return self.tokens[int(number)]

    def has(self, *cues: str) -> bool:
        """Whether one of some pieces of words stands in the pattern: quicker than a rule."""
        return any(map(self.pattern.__contains__, cues))

    @cached_property
    def _bounds(self) -> list[int]:
        return [0, *(m.end() for m in grammar.CLAUSE.finditer(self.pattern)), len(self.pattern)]

    def clause(self, at: int) -> tuple[int, int]:
        """Start and end, in the pattern, of the clause around a place."""
        bounds = self._bounds
        index = bisect_right(bounds, at)
        return bounds[index - 1], bounds[index] if index < len(bounds) else len(self.pattern)

    def part(self, at: int) -> tuple[int, int]:
        """Start and end of what stands between commas around a place."""
        start, end = self.clause(at)
        before = self.pattern.rfind(",", start, at)
        after = self.pattern.find(",", at, end)
        return (start if before < 0 else before + 1), (end if after < 0 else after)

    def around(self, at: int) -> str:
        """The clause around a place."""
        start, end = self.clause(at)
        return self.pattern[start:end]

    def may_be(self, at: int, apart: tuple[int, int] = (0, 0)) -> bool:
        """Whether the clause says what may be, not what was; the words of `apart` do not count."""
        start, end = self.clause(at)
        if self.pattern[:start].rstrip().endswith((":", "—")):
            start = self.clause(start - 1)[0]
        if self.is_spoken(at):
            return True
        if not apart[1]:
            if (start, end) not in self._may_be:
                found = grammar.MAY_BE.search(self.pattern, start, end)
                self._may_be[start, end] = found is not None
            return self._may_be[start, end]
        rest = f"{self.pattern[start : apart[0]]} {self.pattern[apart[1] : end]}"
        return grammar.MAY_BE.search(rest) is not None

    def is_spoken(self, at: int) -> bool:
        """Whether somebody says it, not the report."""
        if '"' not in self.pattern:
            return False
        return any(m.start() < at < m.end() for m in grammar.SPOKEN.finditer(self.pattern))

    @cached_property
    def people(self) -> list[tuple[int, tuple[str, ...], bool]]:
        """Place, codes of everybody who may be meant, and whether it is the object of a deed."""
        found: list[tuple[int, tuple[str, ...], bool]] = []
        for match in grammar.PERSON.finditer(self.pattern):
            before = self.pattern[max(0, match.start() - grammar.NEAR) : match.start()]
            is_object = bool(grammar.OBJECT.search(before))
            possessive = self.pattern[match.end() : match.end() + 1] == "'"
            if possessive and re.search(r"\b(?!and|but|while|whilst|with|though)[a-z]+ $", before):
                is_object = True
            listed = re.search(r"@\d+(?:'s?)?(?:,| and|(?P<new>, and)) $", before)
            begins = listed and listed["new"] and grammar.DOES.match(self.pattern, match.end())
            if found and listed and not begins:
                is_object = is_object or found[-1][2]
            found.append((match.start(), self.token(match[1]).codes, is_object))
        return found

    @cached_property
    def subject(self) -> tuple[str, ...]:
        """Whom the sentence is about: its first person who is no object."""
        return next((codes for _, codes, is_object in self.people if not is_object), ())

    def owner(self, at: int, end: int | None = None) -> Owner | None:
        """Whose a number or deed at a place is; None where nobody can be named."""
        start, stop = self.clause(at)
        left = self.pattern[start:at]
        beside = grammar.BESIDE_PERSON.search(left) or grammar.BESIDE_PERSON.search(
            self.pattern[max(0, at - 14) : at]
        )
        if beside:
            return Owner(self.token(beside[1] or beside[2]).codes)
        possessed = grammar.POSSESSED.search(left)
        if possessed:
            return Owner(self.token(possessed[1]).codes)
        paired = self._paired(start, at)
        if paired:
            return paired
        if grammar.OTHER_MAN.search(left):
            return None
        relative = grammar.WHO.search(self.pattern[:start])
        topical = any(start <= p < at and not is_object for p, _, is_object in self.people)
        if relative and re.match(r"(?:who|whose)\b", self.pattern[start:]) and not topical:
            return Owner(self.token(relative[1]).codes)
        told = grammar.TOLD_OF.search(self.pattern[:start])
        if told and len({its for _, its, _ in self.people}) == 1:
            return Owner(self.token(told[1]).codes)
        topics = [
            (p, codes) for p, codes, is_object in self.people if start <= p < at and not is_object
        ]
        if topics:
            return Owner(topics[-1][1])
        giver = grammar.GIVER.match(self.pattern[end or at : stop])
        if giver:
            return Owner(self.token(giver[1]).codes)
        cost = grammar.COST.match(self.pattern, end or at)
        if cost and cost.end() <= self.clause(cost.start(cost.lastindex or 1))[1]:
            return Owner(self.token(cost[cost.lastindex or 1]).codes)
        return self._inherited(start, at, left)

    def playing(self, owner: Owner | None) -> list[str]:
        """Codes of an owner's who play in this tournament."""
        return [code for code in owner.codes if code in self.book.codes] if owner else []

    def _paired(self, start: int, at: int) -> Owner | None:
        """Several people of whom something is said together."""
        for match in grammar.PAIRED.finditer(self.pattern, 0, at):
            if match.end() <= start:
                continue
            later = any(match.end() <= p < at and not its for p, _, its in self.people)
            if later or grammar.OBJECT.search(self.pattern[: match.start()]):
                continue
            numbers = re.findall(r"@(\d+)", match[0])
            codes = tuple(c for n in numbers for c in self.token(n).codes[:1])
            together = bool(grammar.TOGETHER.search(self.around(at)))
            return Owner(codes, every=True, sure=together)
        return None

    def _inherited(self, start: int, at: int, left: str) -> Owner | None:
        """The owner where the clause names nobody: from clauses and sentences before."""
        earlier = [codes for p, codes, is_object in self.people if p < start and not is_object]
        if earlier:
            named_so_far = [code for its in reversed(earlier) for code in its]
            if self.focus.codes and grammar.HE_FIRST.match(self.pattern):
                named_so_far += [*self.focus.codes, *self.focus.others]
            return Owner(tuple(dict.fromkeys(named_so_far)))
        objects = [
            code for p, its, is_object in self.people if p < at and is_object for code in its
        ]
        named = {its for _, its, _ in self.people}
        if len(named) == 1 and grammar.LEADING_UP.match(self.pattern) and not start:
            return Owner(next(iter(named)))
        if self.topic:
            return Owner(tuple(dict.fromkeys((*self.topic, *objects))))
        stop = self.clause(at)[1]
        behind = [(p, its) for p, its, is_object in self.people if at < p < stop and not is_object]
        later = {its for p, its in behind if not grammar.LATER.search(self.pattern[at:p])}
        if len(later) == 1 and not objects and not grammar.HE.search(self.pattern[:stop]):
            return Owner(tuple(dict.fromkeys((*next(iter(later)), *self.focus.codes))))
        if not self.focus.codes:
            return None
        spoken_of = tuple(dict.fromkeys((*self.focus.codes, *self.focus.others, *objects)))
        if grammar.HE.search(self.pattern[:at]):
            return Owner(spoken_of)
        if not objects and not left.strip():
            return Owner(spoken_of, sure=not self.focus.others)
        return None

    @cached_property
    def _rounds(self) -> list[tuple[int, int]]:
        """Place and number of every round named."""
        if Sign.ROUND not in self.signs:
            return []
        found = grammar.ROUND.finditer(self.pattern)
        decisive = (match for match in found if self.section_round or not self.token(match[1]).weak)
        return [(match.start(), self._round_of(match[1])) for match in decisive]

    @property
    def rounds_named(self) -> list[int]:
        """The numbers of the rounds that it names."""
        return [number for _, number in self._rounds]

    def _round_of(self, number: str) -> int:
        """The round that a token names; "the previous round" by the section's."""
        return self.token(number).value or (self.section_round or 0) - 1

    def rounds(self, at: int, end: int | None = None) -> tuple[int, ...]:
        """The rounds that a place may be about, the likeliest first; () for any of them.

        A round named right beside it decides; one named elsewhere in the sentence may be meant as
        well as that of the section.
        """
        beside = self.round_beside(at, end or at)
        if beside is not None:
            return (beside,)
        named = self._named_near(at)
        if self.section_round is None:
            opened = grammar.OPENED.search(self.pattern[:at]) and self.book.numbers
            return self.book.numbers[:1] if opened else tuple(named)
        default = self.section_round
        others = [n for p, n in self._rounds if not grammar.INTO.search(self.pattern[:p])]
        if grammar.CHANGED.search(self.pattern[max(0, at - 30) : at]):
            others = [*others, default - 1]
        return tuple(dict.fromkeys([*named, default, *others]))

    def round_beside(self, at: int, end: int) -> int | None:
        """The round named right before or after a part of the pattern."""
        found = grammar.BESIDE_AFTER.match(self.pattern, end) or grammar.BESIDE_BEFORE.search(
            self.pattern[:at]
        )
        return self._round_of(found[1]) if found and not self.token(found[1]).weak else None

    def _named_near(self, at: int) -> list[int]:
        """Rounds named in the same clause without a comma between, comparisons apart."""
        start, stop = self.clause(at)
        found = []
        for place, number in self._rounds:
            between = self.pattern[min(place, at) : max(place, at)]
            before = self.pattern[:place]
            near = start <= place < stop and "," not in between and len(between) < grammar.NEAR
            if near and not grammar.INTO.search(before) and not grammar.COMPARED.search(before):
                found.append((abs(place - at), number))
        return [number for _, number in sorted(found)]

    def any_rounds(self, at: int, end: int | None = None) -> tuple[int, ...]:
        """As `rounds`; where no round is known, every one of the tournament."""
        found = tuple(n for n in self.rounds(at, end) if n in self.book.numbers)
        return found or self.book.numbers

    def hole_meant(self, at: int) -> int | None:
        """The hole to which words between the same commas point back: "there", "on it"."""
        if not grammar.THERE.search(self.pattern, *self.part(at)):
            return None
        return self.last_hole(at)

    def last_hole(self, at: int) -> int | None:
        """The hole named last before a place, else in the sentences before."""
        if Sign.HOLE not in self.signs:
            return self.focus.hole
        found = list(grammar.HOLE.finditer(self.pattern, 0, at))
        return self.token(found[-1][1]).value if found else self.focus.hole

    @cached_property
    def other_event(self) -> bool:
        """Whether the sentence names another tournament."""
        events = (token.value for token in self.own if token.sign is Sign.EVENT)
        return any(number != self.book.teg for number in events)

    @cached_property
    def elsewhere(self) -> bool:
        """Whether the sentence speaks of another tournament, or of another year, as well."""
        numbers = (token.value for token in self.own if token.sign is Sign.NUMBER)
        years = (value for value in numbers if _FIRST_YEAR < value < _LAST_YEAR)
        if self.other_event:
            return True
        if "year" in self.pattern and grammar.YEAR_AGO.search(self.pattern):
            return True
        return any(year != self.book.tournament.year for year in years)

    def words(self, start: int, end: int) -> str:
        """The text around a part of the pattern, for a person to read."""
        first = self._places[min(start, len(self._places) - 1)]
        last = self._places[min(end, len(self._places)) - 1]
        for token in self.tokens:
            if token.start <= last < token.end:
                last = token.end - 1
        return " ".join(self.passage.text[first : last + 1].split())

    def claim(
        self,
        number: str | int,
        kind: Kind,
        verdict: Verdict,
        expected: str = "",
        span: tuple[int, int] | None = None,
    ) -> Iterator[Claim]:
        """A claim that turns on a token; at most one is made on each."""
        index = int(number)
        if index in self.claimed:
            return
        self.claimed.add(index)
        token = self.tokens[index]
        line, column = self.report.source.place(self.passage.origin[token.start])
        text = self.words(*span) if span else " ".join(self.text.split())
        right = token.said if verdict is Verdict.TRUE else expected
        yield Claim(line, column, text, kind, verdict, token.said, right)

    def settle(self, claims: Iterable[Claim]) -> Iterator[Claim]:
        """Claims whose words, or a rule that weighed all, leave no choice: no second reading."""
        for claim in claims:
            self.settled.add(claim)
            yield claim

    def claim_at(
        self, at: int, said: str, kind: Kind, verdict: Verdict, expected: str = ""
    ) -> Iterator[Claim]:
        """A claim that turns on words of the pattern, told as they are written."""
        line, column = self.report.source.place(self.passage.origin[self._places[at]])
        if self.pattern.startswith(said, at):
            said = self.words(at, at + len(said))
        text = " ".join(self.text.split())
        right = said if verdict is Verdict.TRUE else expected
        yield Claim(line, column, text, kind, verdict, said, right)

    def claim_text(self, at: int, said: str, kind: Kind, right: str | None) -> Claim:
        """A claim that turns on words of the text; `right` is None where they are true."""
        line, column = self.report.source.place(self.passage.origin[self.start + at])
        verdict = Verdict.TRUE if right is None else Verdict.FALSE
        words = " ".join(self.text.split())
        return Claim(line, column, words, kind, verdict, said, said if right is None else right)

    def in_pattern(self, at: int) -> int:
        """Where a place of the sentence's text stands in its pattern."""
        return bisect_left(self._places, self.start + at)


def verdict_of(said: int, values: Sequence[int | None], *, sure: bool = True) -> Verdict:
    """True if any reading gives what is said; false if every one is known and none does."""
    if said in values:
        return Verdict.TRUE
    if not values or None in values or not sure:
        return Verdict.UNCHECKED
    return Verdict.FALSE
