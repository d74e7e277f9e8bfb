"""How many of a prize somebody has, which of his it was or would be, in which tournaments he won.

However it is told: "who has 14 of them", "a four-time winner", "the Jacket would be his eighth",
"the Trophy: Ned's fourth, after TEG 3, TEG 5 and TEG 13". Held against what he had before the
tournament and, once it is over, what he has now; the prize is the one that the words name, or the
passage before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.honours.results import career, holders
from teg_tui.golf.claims.words.numbers import like, like_ordinal
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled

_TITLES = r"(?:titles?|wins?|victories|victory|triumphs?|successes|crowns?|championships?)"
_OF_IT = (
    rf"(?:=(?P<a>\d+)(?! (?:lead|race|contention|places?|points?|rounds?|standings|table)\b)"
    rf"|(?:previous |career |earlier |such )?{_TITLES}\b|of (?:them|those|these)\b"
    r"|(?:to his name|in his (?:cabinet|cupboard|wardrobe)|at home|in all|in total))"
)
_OF_THEM = compiled(
    r"\b(?:ha[sd]|have|won|owns?|holds?|held|boasts?|collected)(?: (?:now|already|had|all|won"
    r"|only|got))* #\d+ of (?:them|those|these)\b"
    r"(?! (?:on|at|in a|in the|over|from|by|for|came|were|was|before|after)\b)"
)
"""Of what some are said to be had, if it is prizes."""
_MANY = compiled(
    r"(?P<n>#\d+)(?: (?:career|previous|earlier|such|more|different|of the #\d+|of the))*"
    rf" {_OF_IT}(?! (?:clear|ahead|behind))"
    rf"(?!(?: {_TITLES})? (?:in a row|running|in succession|on the))"
)
_TIMES = compiled(
    r"\b(?:w[io]n\w*|taken|took|claimed|lifted|worn|held|had|been given|been handed|collected"
    r"|carried off|landed|champion|winner)"
    r"(?: (?:the|a|an|it|them|this|that|both|one|title|tournament|thing|event|=\d+|only|just|now"
    r"|already|of|himself|trophy|prize))*"
    r" (?:(?P<once>once|twice|thrice|never)(?=[,.;:)]|$| (?:before|already|and|but|since|until|in"
    r"|at|so far|previously)\b)"
    r"|(?P<n>#\d+) times\b(?! (?:more|as)))"
)
_TIME = compiled(
    r"(?P<n>#\d+)[- ]times?(?: (?:a|the|=\d+|green|teg))* (?:winner|champion|holder)s?\b"
)
_NTH = compiled(
    r"(?<!\w)(?P<whose>his|her|their|@\d+'s?) (?P<n>\^\d+)(?: (?:of the kind|one|such))?"
    rf"(?= =\d| {_TITLES}|[,.;:)]|$| and\b| after (?:%|those|the)| since\b| in (?:all|total|#)"
    r"| overall| running| by #| with #| from| of (?:them|his career))"
)
_ROW = compiled(
    r"(?:(?P<n>\^\d+)|(?P<m>#\d+)(?: of them)?)(?: (?:time|year|title|win|one|success|=\d+))?"
    r" (?:in a row|running|in succession|on the (?:trot|spin|bounce)|consecutively|straight)\b"
)
_NUMBER = compiled(r"=(?P<a>\d+):? (?:@\d+,? ?|is |was )?(?:no\.?|number) (?P<n>#\d+)\b")
_HAVING = compiled(
    r"(?:\b(?:ha[sd]|have|having|with|w[io]n\w*|own\w*|boast\w*|h[eo]ld\w*|count\w*|possess\w*"
    r"|collect\w*|his|her|makes?|made|brings?|brought|takes?|took|taken|now|also|already|both|all"
    r"|tally|is|was|to|turn(?:s|ed|ing)"
    r"|eras(?:es?|ed|ing)|bur(?:y|ies|ied|ying)|complete:)|'s)"
    r"(?: (?:now|already|won|had|him|it|his|tally|to|all|only|just|up|of|the"
    r"|been|given|as|many|also|still|got))* $"
    r"|(?:#\d+ =\d+|=\d+),? (?:and|but)(?: also)? $"
    r"|(?:^|[(:,|\u2013\u2014]|-) ?(?:a|the|with|now)? ?$"
)
"""Before how many somebody has."""
_AFTER_LONG = compiled(
    r"\^\d+(?: (?:of them|=\d+|title|win|one|success))? (?:since|(?:in|for) (?:#|more|over))"
)
"""The first for a long time."""
_NOT_PRIZES = compiled(
    r"\b(?:birdies?|(?<!over )(?<!under )pars?|blow-?ups?|bogeys?|zeros?|eagles?"
    r"|rounds? (?:of|in|under)|records?|course|personal"
    r"|lead(?:s|er|ing)?\b(?= (?:for(?! (?:another|a|his))|at|after)\b)"
    r"|holes? (?:led|won)|made up)\b"
)
_OF_A_ROW = compiled(r"\b(?:winner|holder|champion)s? of (?:all )?(?:the |those )(?:last )?#\d+$")
"""Of prizes that were given one after the other, perhaps not all that he has."""
_IN_PROSPECT = compiled(
    r"\b(?:would|could|might|may|can|seek\w*|chas\w*|bid|hunt\w*|looking|eyeing"
    r"|another|next|in sight of|away from|hop\w*|aim\w*)\b"
)
_NOW = compiled(r"\b(?:has|have|now|makes|brings|takes)\b")
_EARLIER = compiled(
    r"\b(?:before|previous\w*|already|earlier|until|till|had|arriv\w+|came|defend\w*|start\w*)\b"
)
"""Words of what he has now, and of what he had."""
_SET_BESIDE = compiled(r"\b(?:between|after|since|before|following|than|from)\b[^,;.]{0,25}$")
"""Before one of his that another is told beside."""
_OFTEN = {"once": 1, "twice": 2, "thrice": 3, "never": 0}


@dataclass(frozen=True)
class _Wins:
    """In which tournaments somebody was given a prize, up to this one if it is over."""

    award: str
    code: str
    tegs: Sequence[int]
    teg: int

    @property
    def before(self) -> int:
        """How many before this tournament."""
        return sum(teg < self.teg for teg in self.tegs)

    @property
    def row(self) -> int:
        """How many in a row, to the last or the one before."""
        last = self.teg if self.teg in self.tegs else self.teg - 1
        length = 0
        while last - length in self.tegs:
            length += 1
        return length


def check_prize_counts(sentence: Sentence) -> Iterator[Claim]:
    """The prizes of careers that a sentence counts."""
    if not sentence.book.competitions or _NOT_PRIZES.search(sentence.pattern):
        return
    if not (sentence.signs & set("=^#%") or sentence.has("once", "twice", "never")):
        return
    for match in _MANY.finditer(sentence.pattern):
        told = match["a"] or any(token.award for token in sentence.tokens)
        if " of the" in match[0] and not _OF_THEM.search(sentence.pattern, 0, match.end() + 12):
            continue
        if _OF_A_ROW.search(sentence.pattern, 0, match.end("n")):
            continue
        if told and _HAVING.search(sentence.pattern[: match.start()]):
            yield from _counted(sentence, match, match["n"], match["a"])
    for match in _NUMBER.finditer(sentence.pattern):
        yield from _counted(sentence, match, match["n"], match["a"])
    often = sentence.has("once", "twice", "thrice", "never", "time")
    rules = (_TIMES, _TIME) if often else ()
    for match in (match for rule in rules for match in rule.finditer(sentence.pattern)):
        yield from _counted(sentence, match, match["n"], None)
    for match in _NTH.finditer(sentence.pattern) if "^" in sentence.signs else ():
        yield from _nth(sentence, match)


def _awards(sentence: Sentence, at: int, named: str | None = None) -> list[str]:
    """The prizes that may be meant: the one beside, those of the sentence, or told of last."""
    if named:
        return [sentence.token(named).award]
    clause = re.findall(r"=(\d+)", sentence.around(at))
    inside = clause or re.findall(r"=(\d+)", sentence.pattern)
    if inside:
        return list(dict.fromkeys(sentence.token(number).award for number in inside))
    earlier = [token for token in sentence.tokens if token.award and token.start < sentence.start]
    return [earlier[-1].award] if earlier else []


def _wins(
    sentence: Sentence, at: int, end: int, awards: Sequence[str], named: Sequence[str] = ()
) -> list[_Wins]:
    """What those who may be meant have won; () where it is not certain who is meant."""
    book = sentence.book
    owner = None if named else sentence.owner(at, end)
    if owner is not None and (owner.every or not owner.sure):
        return []
    codes = list(named or (owner.codes if owner else ()))
    over = sentence.report.round in (None, book.tournament.last_round)
    decided = over and bool(book.history.decisions(book.teg))
    given = [code for award in awards if decided for code in holders(book, award) or ()]
    if not codes:
        codes = given
    if named or not decided:
        given = []
    found = []
    for award in awards:
        for code in dict.fromkeys([*codes, *given]):
            tegs = (
                career(book, award, code)
                if decided
                else book.history.honours(award, code, book.teg)
            )
            found.append(_Wins(award, code, list(tegs), book.teg))
    return found


def _counted(
    sentence: Sentence, match: re.Match[str], number: str | None, award: str | None
) -> Iterator[Claim]:
    """How many he has: before the tournament, or with it."""
    at = match.start()
    if sentence.may_be(at, match.span()) or _IN_PROSPECT.search(
        sentence.pattern, sentence.clause(at)[0], at
    ):
        return
    wins = _wins(sentence, at, match.end(), _awards(sentence, at, award))
    now = _NOW.search(sentence.around(at)) and not _EARLIER.search(sentence.pattern)
    known = [count for its in wins for count in (len(its.tegs), *(() if now else (its.before,)))]
    if not known:
        return
    if number:
        token = sentence.token(number[1:])
        verdict = Verdict.TRUE if token.value in known else Verdict.FALSE
        yield from sentence.claim(number[1:], Kind.CAREER, verdict, like(token.said, known[0]))
        return
    said = match["once"]
    verdict = Verdict.TRUE if _OFTEN[said] in known else Verdict.FALSE
    right = {0: "never", 1: "once", 2: "twice"}.get(known[0], f"{known[0]} times")
    yield from sentence.claim_at(match.start("once"), said, Kind.CAREER, verdict, right)


def _nth(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """Which of his it was, is or would be; in a row, since when, after which."""
    at, end = match.start(), match.end()
    awards = _awards(sentence, at, _beside(sentence, match))
    whose = re.match(r"@(\d+)", match["whose"])
    wins = _wins(sentence, at, end, awards, sentence.token(whose[1]).codes if whose else ())
    before = _SET_BESIDE.search(sentence.pattern[:at])
    if before or not wins or not _is_of_a_prize(sentence, match):
        return
    row = _ROW.match(sentence.pattern, match.start("n"))
    token = sentence.token(match["n"][1:])
    if row:
        known = [its.row for its in wins] + [its.row + 1 for its in wins if its.teg not in its.tegs]
    else:
        known = [len(its.tegs) if its.teg in its.tegs else its.before + 1 for its in wins]
        known += [its.before + 1 for its in wins]
        known += _as_of_then(sentence, end, wins)
    if token.value == 1 and _AFTER_LONG.match(sentence.pattern, match.start("n")):
        return
    verdict = Verdict.TRUE if token.value in known else Verdict.FALSE
    right = like_ordinal(token.said, known[0])
    yield from sentence.claim(match["n"][1:], Kind.CAREER, verdict, right)


_THERE = compiled(r"[^,;.%]{0,25} (?:at|in|of) %(\d+)")


def _as_of_then(sentence: Sentence, end: int, wins: Sequence[_Wins]) -> list[int]:
    """How many he had with the tournament that is named right behind."""
    then = _THERE.match(sentence.pattern, end)
    until = sentence.token(then[1]).value if then else 0
    return [sum(teg <= until for teg in its.tegs) for its in wins] if then else []


def _beside(sentence: Sentence, match: re.Match[str]) -> str | None:
    """The prize named right behind an ordinal."""
    found = re.match(r" =(\d+)", sentence.pattern[match.end() :])
    return found[1] if found else None


_OF_A_PRIZE = compiled(
    r"=\d+(?: title)?(?: (?:again|now|too|itself))?(?::|,| -| –)? ?"
    r"(?:(?:would|will|could|may) be|is|was|became|went to @\d+(?: again)?,?|goes to @\d+,?"
    r"|(?:went|goes|fell|belongs) [^.;#~]{0,30},?)?"
    r"(?: (?:his|her|@\d+'s?) \^\d+(?:,)?(?: and)?)? ?$"
    r"|\b(?:it|that|this|which) (?:is|was|will be|would be|makes|made)(?: it)? $"
    r"|#\d+ points (?:made|makes) it $"
    r"|\b(?:w[io]ns?|took|takes|claim(?:s|ed)|lift(?:s|ed)) (?:that|it|(?:the )?=\d+)"
    r" (?:by|with|from|on|at)\b[^.;!]{0,40}, $"
    r"|\b(?:gave|gives|handed|earned|brought|won) (?:him|@\d+) (?:the )?=\d+"
    r" (?:by|with|from|on|at)\b[^.;!]{0,40}, $"
    r"|\^\d+,? and $|=\d+, $"
)
"""Before what is told of which of his a prize was."""


def _is_of_a_prize(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether an ordinal is of a prize: one is named right behind, or it is told of one before."""
    behind = sentence.pattern[match.end() :]
    if re.match(rf" (?:=\d|{_TITLES})", behind):
        return True
    before = sentence.passage.text[: sentence.start].rstrip(". ")
    if "=" not in sentence.pattern and _NOT_PRIZES.search(before[before.rfind(". ") + 1 :]):
        return False
    return _OF_A_PRIZE.search(sentence.pattern[: match.start()]) is not None
