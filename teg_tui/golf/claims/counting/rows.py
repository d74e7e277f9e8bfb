"""Holes running: "12 in a row", "a run of 11 scoring holes", "his fifth hole running worth three".

A row has a number beside a word of rows, and somewhere in its clause what the holes were. Whose it
is, its round and the hole where it begins are found as for any figure. A row is right if somebody
who may be meant had one so long, no longer, in a round or over the end of one; wrong if nobody had.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.counting.qualities import Quality, nearest, qualities, told_before
from teg_tui.golf.claims.nearby import people_of
from teg_tui.golf.claims.words.numbers import like, like_ordinal
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.claims.words.terms import NOUN, term_of
from teg_tui.golf.claims.words.tokens import Sign, Token

_BEFORE = r"(?:consecutive|straight|successive|back-to-back|unbroken|uninterrupted)"
_BEHIND = (
    r"(?:in (?:a |one )?row|in succession|running(?! (?:away|out|up|on|into|low))|on end"
    r"|on the (?:trot|spin|bounce|go|reel)|consecutively|successively|in sequence"
    r"|straight(?! (?:to|after|away|back|from|into|at|out|past|through|down|up))"
    r"|one after (?:the other|another)|back[- ]to[- ]back"
    r"|without (?:a (?:break|pause|let-up)|interruption|pause))"
)
_RUN = r"(?:run|streak|string|sequence|series|spell|chain|row|succession|procession|parade)"
_POINTS = (
    r"#\d+(?=-pointers?\b|[- ](?:points?|pts)?(?: or (?:more|better)|\+)|\+| or (?:more|better))"
)
"""A number of points between the length of a row and the word that makes it one."""
_SCORES = r"(?:twos|threes|fours|fives|sixes|sevens|eights|nines|tens|elevens|twelves)"
_ROW = compiled(
    rf"#(?P<n1>\d+) (?:(?!and|to|at|for|of|points?|strokes?)[a-z-]+ )?{_BEFORE}\b"
    rf"|\b{_RUN} of (?:just |only |some |another |exactly |fully |at least )?(?!{_POINTS})"
    r"#(?P<n2>\d+)(?!\d|s\b)"
    r"|#(?P<n3>\d+)[- ](?:scoring[- ])?(?:holes?[- ])?(?:[a-z]+ )?(?:run|streak|sequence|string)\b"
    r"|#(?P<n4>\d+)(?!\d|s\b)"
    rf"(?=(?P<b4>(?! (?:{_SCORES})\b)(?:[^.,;:()@^=&%#]|{_POINTS}){{0,60}}? {_BEHIND})\b)"
    r"|\b(?:go|goes|went|gone|going|surviv\w+|play\w*) (?:for )?#(?P<n5>\d+) holes"
    r"(?= (?:with(?:out)?|at|in|on|for) )(?! in (?:#|~|level))"
    r"|\b(?:str[iu]ng\w*|put\w*|piec\w+) together #(?P<n6>\d+) (?=[a-z ]{0,12}holes\b)"
    r"|\b(?:reel|rattl|tick|peel)\w* off #(?P<n8>\d+) (?=[a-z ]{0,12}holes\b)"
    r"|\b(?:run|streak|sequence)\b[^.;:@#]{0,30}: @\d+,? (?:with )?#(?P<n7>\d+)(?!\d)"
    rf"|\^(?P<o1>\d+) {_BEFORE} (?:scoring )?"
    r"(?:hole|time|birdie|par|bogey|double|triple|blow-up|blank|zero)\b"
    r"|(?:\^|\bhis !|@\d+'s? !)(?P<o2>\d+)(?!\d)"
    rf"(?=(?P<b5>(?! hole \d| (?:pairs?|runs?|sets?|spells?|streaks?|sequences?|hat-tricks?)\b)"
    rf"(?: [a-z-]+){{0,3}}? {_BEHIND})\b)"
)
_LENGTHS = ("n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "o1", "o2")
_CUES = (
    *("row", "success", "running", "trot", "spin", "bounce", "on end", "straight", "consecut"),
    *("sequence", "run", "streak", "string", "series", "spell", "chain", "parade", "back-to-back"),
    *("unbroken", "uninterrupted", "without a ", "one after", "back to back", "procession"),
    *("without interr", "on the go", "without pause", "on the reel"),
    *("together", " off #", "go ", "goes ", "went ", "gone ", "going ", "surviv", "play"),
)
_NOT_OF_HOLES = compiled(
    r"\b(?:rounds?|years?|tournaments?|titles?|wins?|victories|victory|days?|editions?|events?"
    r"|visits|weeks|lead(?:er)?s?|champion\w*|spoons?|defeats?)\b|[=%]\d"
)
_OPEN = compiled(
    r"\b(?:most|one|two|some|half|many|part|best|average|#\d+) of (?:his |the |those )?$"
    r"|\b(?:not|no|any|every|each|another|more than|at least|nearly|almost|over|fewer than"
    r"|less than|others?|longest|best|worst|(?:high|low|rich|poor)est|most|least) $"
)
"""Before a number that is not the length of a row."""
_SUMMED = compiled(
    r"#(?P<n>\d+)[- ](?:points?|pts|strokes|shots)\b"
    r"(?! (?:or|and) (?:more|better|above|upwards)| each| apiece| a hole)"
)
"""Beside a row whose holes are added up, not said to be of a kind."""
_MOST_ON_A_HOLE = 6
_ONE = compiled(r"(?:\ban?|\^\d+) (?=#)")
"""Before a score: "a second 8 in a row"."""
_FEW = 3
"""Fewer in a row may be told of a longer row on its way."""
_FROM = compiled(
    r"\b(?:from|starting|beginning|begun|began|commencing|opening)(?: (?:with|at|on|from|in))?"
    r" (?:the )?(?:par-#\d+ )?!(\d+)"
)
_ENDED = compiled(
    r"\b(?:until|till|before|ended|ends|stopped|stops|broken|broke|halted|snapped|interrupted|when"
    r"|came to an end|only then|checked)\b"
)
_LED = compiled(r"\b(?:lead\w*|led|front|top|first|won|wins?)\b")
"""Beside a "third time in a row" that is not of holes."""


def check_rows(sentence: Sentence) -> Iterator[Claim]:
    """The holes running of a sentence."""
    if sentence.elsewhere or not sentence.has(*_CUES):
        return
    for match in _ROW.finditer(sentence.pattern):
        number = next(match[key] for key in _LENGTHS if match[key])
        if int(number) not in sentence.claimed and not _is_open(sentence, match):
            yield from _judged(sentence, match, number)


def _is_open(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether it is of no holes, or of some among others, or only may be."""
    start, end = match.start(), _end(match)
    beside = re.split(r"[,.;:@(]", sentence.pattern[match.end() : end + 24])[0]
    times = "time" in sentence.pattern[start:end] and _LED.search(sentence.around(start))
    sums = _SUMMED.finditer(sentence.around(start))
    single = match["n4"] and _ONE.search(sentence.pattern[max(0, start - 8) : start + 1])
    summed = single or any(sentence.token(its["n"]).value > _MOST_ON_A_HOLE for its in sums)
    return bool(
        times or summed or _OPEN.search(sentence.pattern[:start]) or _NOT_OF_HOLES.search(beside)
    )


def _end(match: re.Match[str]) -> int:
    """Where the words of a row end."""
    return max(match.end(), match.end("b4"), match.end("b5"))


def _judged(sentence: Sentence, match: re.Match[str], number: str) -> Iterator[Claim]:
    start, end = match.start(), _end(match)
    scope = _scope(sentence, start)
    found = [its for its in qualities(sentence, *scope) if its.number != int(number)]
    behind = [its for its in found if 0 <= its.at - end < _BESIDE] if match["n2"] else []
    found = behind or found or told_before(sentence, start)
    quality = nearest(found or _alone(sentence, int(number)), start, end) or _spoken_of(
        sentence, start
    )
    if quality is None or sentence.may_be(
        start, (min(start, quality.at), max(match.end(), quality.end))
    ):
        return
    token = sentence.token(number)
    codes, sure = whose(sentence, start, match.end())
    rows = rows_of(sentence, codes, quality, start, match.end())
    begun = _FROM.search(sentence.pattern, *scope)
    first = sentence.token(begun[1]).value if begun else None
    counted = token.sign is not Sign.NUMBER
    holes = _holes_named(sentence, token) if counted else []
    lengths = (
        {_up_to(row, hole) for row in rows for hole in holes} - {0}
        if holes
        else _covered(sentence, end, rows) or _lengths(rows, first)
    )
    longest = max(lengths, default=0)
    on_its_way = (counted and not holes) or (first and not _ENDED.search(sentence.pattern))
    verdict = Verdict.TRUE if token.value in lengths else Verdict.FALSE
    if verdict is Verdict.FALSE and token.value < (longest if on_its_way else min(longest, _FEW)):
        verdict = Verdict.UNCHECKED
    right = (like_ordinal if counted else like)(token.said, longest) if longest and sure else ""
    yield from sentence.claim(number, Kind.COUNT, verdict, right)


def _alone(sentence: Sentence, number: int) -> list[Quality]:
    """What the whole sentence says of holes, where it says one thing only."""
    found = list(qualities(sentence))
    return found if len(found) == 1 and found[0].number != number else []


_NOUNS = compiled(rf"\b(?:{NOUN})\b")
_ELLIPTIC = compiled(r"#\d+ (?:in (?:a )?row|straight|running|in succession)\b")
_BESIDE = 25
"""How far behind the length of a run what it was of may begin."""
_NEAR = 90
"""How far back what is in a row may be named."""


def _spoken_of(sentence: Sentence, at: int) -> Quality | None:
    """What the sentence before was about: "he was making pars. He had six in a row"."""
    if not _ELLIPTIC.match(sentence.pattern, at):
        return None
    before = sentence.passage.text[max(0, sentence.start - _NEAR) : sentence.start].lower()
    found = list(_NOUNS.finditer(before))
    return Quality(at, at, *term_of(found[-1])) if found else None


def _scope(sentence: Sentence, at: int) -> tuple[int, int]:
    """The clause around a place, with what stands behind its bracket, colon or "and"."""
    start, end = sentence.clause(at)
    if sentence.pattern[end - 1 : end] in "(:" or sentence.pattern[end : end + 4] == " and":
        end = sentence.clause(end)[1] if end < len(sentence.pattern) else end
    return start, end


def whose(sentence: Sentence, at: int, end: int) -> tuple[list[str], bool]:
    """Whose holes may be meant, and whether that is sure: else all nearby, or everybody's."""
    owner = sentence.owner(at, end)
    codes = sentence.playing(owner)
    if owner and codes and owner.sure and len(codes) == 1:
        return codes, True
    near = list(people_of(sentence, at))
    return (list(dict.fromkeys([*codes, *near])) or sorted(sentence.book.codes)), False


def rows_of(
    sentence: Sentence, codes: Sequence[str], quality: Quality, at: int, end: int
) -> list[str]:
    """Of the rounds that may be meant a mark a hole, "x" for such a one; those before, "|", it."""
    book, found = sentence.book, []
    for code in codes:
        for number in sentence.any_rounds(at, end):
            days = [book.values(code, n, quality.measure) for n in book.numbers if n <= number]
            for test in quality.tests:
                *before, now = ["".join("x" if test(v) else " " for v in day) for day in days]
                found.append(f"{''.join(before)}|{now}")
    return found


def day_of(row: str) -> str:
    """The marks of the round itself."""
    return row.partition("|")[2]


_ACROSS = compiled(r"[^,;:@#]{0,24}?(?:,? from |\(| )?\$(\d+)")
_TO = re.compile(r"\b(?:to|through)\b|[-–]")


def _covered(sentence: Sentence, end: int, rows: Sequence[str]) -> set[int]:
    """How long a row is that is told with its holes: "six in a row from the 2nd to the 7th"."""
    match = _ACROSS.match(sentence.pattern, end)
    if match is None or not _TO.search(sentence.token(match[1]).said):
        return set()
    first, last = sentence.token(match[1]).value, sentence.token(match[1]).last
    size = last - first + 1
    return {size} if any(day_of(row)[first - 1 : last] == "x" * size for row in rows) else set()


def _lengths(rows: Sequence[str], first: int | None) -> set[int]:
    """How long rows are that touch the round, or that which begins at a hole of it."""
    found = set()
    for row in rows:
        before, _, day = row.partition("|")
        if first is not None:
            found.add(len(list(takewhile("x".__eq__, day[first - 1 :]))))
            continue
        over_night = len(before) - len(before.rstrip("x")) + len(day) - len(day.lstrip("x"))
        found |= {over_night, *map(len, day.split())}
    return found


def _up_to(row: str, hole: int) -> int:
    """How many in a row there are up to a hole."""
    before, _, day = row.partition("|")
    done = before + day[:hole]
    return len(done) - len(done.rstrip("x"))


def _holes_named(sentence: Sentence, mine: Token) -> list[int]:
    """The holes that a sentence names besides a number, else the one spoken of last."""
    found = [its.value for its in sentence.own if its.sign is Sign.HOLE and its is not mine]
    return found or ([sentence.focus.hole] if sentence.focus.hole else [])
