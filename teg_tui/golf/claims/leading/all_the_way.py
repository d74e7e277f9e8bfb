"""In front all day, or after every round; never in front, or nobody but one.

The frame: a clause that tells who led, or who did not, and words of the whole of a round, of the
week, or of each of its rounds. In front is alone there after every hole, or with others; or after
every round, where rounds are told. It is false only where none of these is so, in any competition
that may be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.leading.at_the_top import LEAD, Act, acts
from teg_tui.golf.claims.leading.turns import opened, ranked_by
from teg_tui.golf.claims.nearby import people_of
from teg_tui.golf.claims.words.numbers import like
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.tour import HOLES, Measure

_IT = (
    r"(?:lead\b|leading|leads\b|led\b|headed|heading|(?:at the )?(?:top|head) of|on top|in front"
    r"|ahead(?! of)|atop|topp(?:ed|ing))"
)
_ALL_DAY = compiled(
    r"\b(?:throughout|all (?:day|week|round|afternoon|the way|through|along|#\d+ holes)"
    r"|the (?:whole|entire)(?: of)?(?: the| this)? (?:round|day|way|week|afternoon|tournament)"
    r"|(?:whole|entirety) of (?:the|this|his) (?:round|day|week)|start to finish|gun to tape"
    r"|wire to wire"
    r"|(?:first|^\d+|!\d+|\^\d+)(?: hole| tee| green| day)? to (?:the )?(?:last|\^\d+"
    r"|!\d+)(?: hole| green| day)?"
    r"|every (?:hole|one of the|single hole|step)|each of the #\d+ holes|at every (?:point|stage"
    r"|hole))"
)
_EACH_ROUND = compiled(
    r"\b(?:after|at the (?:end|close|finish) of|on|(?:at|by) the close of) (?:each|every|all|both)"
    r"(?: single)?(?: one)?(?: of (?:the|its))?(?: #\d+)? (?:rounds?|days?|evenings?|nights?)\b"
    r"(?P<but> (?:but|bar|except|save)(?: for)?(?: (?:the )?(?:&(?P<r>\d+)|(?P<last>last"
    r"|final)(?: one)?"
    r"|(?P<first>first|opening)(?: one)?|\^(?P<n>\d+)))?)?"
    r"|\b(?P<every>every|each) (?:evening|night|round|day)(?: but (?:&(?P<s>\d+)))?\b"
    r"|\b(?:after|at the end of|for|over|through) (?:the |each of the )?(?P<end>\^\d+|opening|last"
    r"|final|closing)"
    r" #(?P<many>\d+) (?:rounds|days|evenings|nights)\b"
)
_NOT_SO = compiled(
    r"\b(?:not|n't|nobody|no one|nor|hardly|without|until|since|except|but for|mostly|almost|nearly"
    r"|chas\w+|trail\w*|behind|by|(?:most|much|part|some) of|for the &|close to|within"
    r"|chang\w+|race|battle|fight|nothing|none|neither"
    r"|narrow|grew|cut)\b"
)
_IN_BOTH = compiled(r"\bboth (?:of them|competitions|leads|tables|contests|prizes|races)\b")
_NEVER = compiled(
    r"\b(?:never|at no (?:point|stage|time)|not once|did not|didn't|failed to)"
    r"(?: (?:@\d+|he|did|was|had|once|ever|really|again|have|has|been|be|in the day|of the (?:day"
    r"|round)))*?"
    rf" (?!headed(?! the)){_IT}(?! (?:by|from|to|after|until|again|on|off|over #))"
)
_NONE_BUT = compiled(
    r"\b(?:nobody|no one|no-one|none|was anybody|was anyone|did anybody|did anyone)(?: else)?"
    r" (?:but|except|other than|bar|apart from) @(?P<who>\d+)\b[^,;]{0,30}?"
    rf"(?:{_IT}|led)"
)
_QUALIFIED = compiled(
    r"[!$&]|#\d|\b(?:until|since|after|again|alone|outright|more than|by more"
    r"|on his own|far)\b"
)
_TRAILED = compiled(
    r"\b(?:trail(?:s|ed|ing)|(?:was|were|is|lay|ran|been) behind|played catch-up|chased)"
    r"(?: @(?P<by>\d+)| the leaders?)?[^.;:]{0,20}? (?P<all>throughout|all (?:day|round|the way"
    r"|week)"
    r"|from start to finish|(?:for|through|over) (?:all |the (?:first"
    r"|opening) )?#(?P<n>\d+) (?:of (?:the )?#\d+ )?holes)\b"
)


_ADDED = compiled(
    r"\b(?:over|across|in|of|for) (?:all |the |just )?#\d+ (?:rounds|days|holes|played)\b"
    r"|\bto [a-z]+ (?:his|the|a|an) .*|, [a-z]+ing .*"
)
"""What is added to "he led every hole": of how many rounds, and what he gained by it."""
_KEPT = compiled(
    r"\b(?:maintain(?:s|ed|ing)?|retain(?:s|ed|ing)?|kept|keeps|keeping|preserv(?:es|ed|ing)"
    r"|protect(?:s|ed)|cl[iu]ng(?:s|ing)? (?:on )?to|h[eo]ld(?:s|ing)?(?: on to)?|defended)"
    r" (?:the |his |a |an |overall |outright |sole |narrow |slim |#\d+[- ][a-z]+ |=\d+ )*lead\b"
    r"(?! (?:by|until|till|at|to|over|of|from|with|for|on|down|after|through))"
)
_FIRST_TO_LEAD = compiled(
    r"(?:\^(?P<n>\d+)|\bfirst) (?:sole |outright |clear )?(?:leader|man to lead|player to lead"
    r"|to lead)\b"
    r"[^@;.!&]{0,40}?(?:was|is|:|were) @(?P<w>\d+)(?!'| and )"
    r"|@(?P<v>\d+) was the (?:\^(?P<m>\d+)|first)"
    r" (?:sole |outright |clear )?(?:leader|man to lead|player to lead|to lead)\b"
)


def check_all_the_way(sentence: Sentence) -> Iterator[Claim]:
    """Who a sentence says led, or did not, for the whole of something."""
    if sentence.elsewhere or (not sentence.people and not sentence.focus.codes):
        return
    if not sentence.has(
        "lead", "led", "head", "front", "top", "ahead", "trail", "behind", "chased"
    ):
        return
    text = sentence.pattern
    for match in (*_EACH_ROUND.finditer(text), *_ALL_DAY.finditer(text)):
        yield from _always(sentence, match)
    for match in _KEPT.finditer(text):
        yield from _kept(sentence, match)
    for match in _FIRST_TO_LEAD.finditer(text):
        yield from _first_to_lead(sentence, match)
    for match in _NEVER.finditer(text):
        yield from _never(sentence, match)
    for match in _NONE_BUT.finditer(text):
        yield from _none_but(sentence, match)
    if sentence.has("trail", "behind", "catch-up", "chased"):
        for match in _TRAILED.finditer(text):
            yield from _trailed(sentence, match)


def _always(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """Who was in front after every hole, or after every round."""
    at = match.start()
    start, end = sentence.clause(at)
    start = opened(sentence, start)
    words = sentence.pattern[start:end]
    lead = LEAD.search(words)
    rest = _ADDED.sub(" ", words.replace(match[0], " "))
    if lead is None or acts(rest, 0) != Act.HELD or _NOT_SO.search(rest) or sentence.may_be(at):
        return
    told = at - start
    between = words[lead.end() : told] or words[told + len(match[0]) : lead.start()]
    if " and " in between or re.search(r"#\d|[!$]\d", rest[lead.start() :]):
        return
    codes = _codes(sentence, start + lead.start())
    if not codes:
        return
    by_round = match.re is _EACH_ROUND
    spans = [_rounds_told(sentence, match)] if by_round else _spans(sentence)
    only = by_round and (match.groupdict()["but"] or re.search(r"\bonly\b", words))
    others = [n for n in sentence.book.numbers if n not in spans[0]] if only else []
    ranked = [[measure] for measure in ranked_by(sentence, at)]
    if _IN_BOTH.search(words):
        ranked = [[its.measure for its in sentence.book.competitions]]

    def led(code: str) -> bool:
        each = "hole" in match[0]
        return any(
            all(
                not _ever_after(sentence, measure, code, others)
                and _in_front(sentence, measure, code, span, holes=not by_round, each=each)
                for measure in together
            )
            for together in ranked
            for span in spans
            if span
        )

    verdict = Verdict.TRUE if any(map(led, codes)) else Verdict.FALSE
    if verdict is Verdict.FALSE and any(map(led, people_of(sentence, at))):
        verdict = Verdict.UNCHECKED
    right = _how_long(sentence, ranked_by(sentence, at), codes[0], spans[0], by_round=by_round)
    yield from sentence.claim_at(at, match[0].strip(), Kind.LEAD, verdict, right)


def _how_long(
    sentence: Sentence,
    ranked: Sequence[Measure],
    code: str,
    span: Sequence[int],
    *,
    by_round: bool,
) -> str:
    """How long somebody did lead: "after rounds 1 and 3", "69 of 72 holes"."""
    book = sentence.book
    if not by_round:
        led = max(sum(book.leads(measure, code, span)) for measure in ranked)
        return f"{led} of {HOLES * len(span)} holes" if led else "never"
    numbers = [str(n) for n in book.numbers if _ever_after(sentence, ranked[0], code, [n])]
    if not numbers:
        return "never"
    *most, last = numbers
    return f"after rounds {', '.join(most)} and {last}" if most else f"after round {last}"


def _codes(sentence: Sentence, at: int) -> tuple[str, ...]:
    """Whose a lead is, where somebody can be named."""
    owner = sentence.owner(at)
    if owner is None or owner.every:
        return ()
    return tuple(sentence.playing(owner))


def _rounds_told(sentence: Sentence, match: re.Match[str]) -> list[int]:
    """The rounds after which somebody is said to have led."""
    numbers = list(sentence.book.numbers)
    if sentence.section_round:
        numbers = [n for n in numbers if n <= sentence.section_round]
    if match["many"]:
        many = sentence.token(match["many"]).value
        return numbers[:many] if match["end"][0] in "^o" else numbers[-many:]
    told = match["r"] or match["s"]
    but = {sentence.token(told).value} if told else set[int]()
    but |= {numbers[-1]} if match["last"] else set()
    but |= {numbers[0]} if match["first"] else set()
    but |= {sentence.token(match["n"]).value} if match["n"] else set()
    if match["but"] and not but:
        return []
    return [n for n in numbers if n not in but]


def _in_front(
    sentence: Sentence,
    measure: Measure,
    code: str,
    span: Sequence[int],
    *,
    holes: bool,
    each: bool = False,
) -> bool:
    """Whether a player was in front after all holes of some rounds, or alone after each round.

    With `each` nothing less than every hole will do.
    """
    races = [race for n in span if (race := sentence.book.race(measure, n))]
    after_rounds = (len(races) > 1 or not holes) and not each
    if after_rounds and all(race.leaders[-1] == (code,) for race in races):
        return True
    return holes and all(code in top for race in races for top in race.leaders)


def _ever_after(sentence: Sentence, measure: Measure, code: str, rounds: Sequence[int]) -> bool:
    """Whether a player was alone in front after any of some rounds."""
    races = [race for n in rounds if (race := sentence.book.race(measure, n))]
    return any(race.leaders[-1] == (code,) for race in races)


def _never(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """Who is said never to have led, though he did."""
    at = match.start()
    start, end = sentence.part(at)
    if _QUALIFIED.search(sentence.pattern, start, end) or re.search(r"\bif\b", sentence.pattern):
        return
    person = re.search(r"@(\d+)", match[0])
    owner = sentence.owner(match.end())
    codes = sentence.token(person[1]).codes if person else _codes(sentence, match.end())
    if not codes or (not person and owner is not None and not owner.sure):
        return
    spans = _spans(sentence)
    good = any(
        not any(top == (code,) for race in _races(sentence, measure, span) for top in race)
        for measure in ranked_by(sentence, at)
        for code in codes
        for span in spans
    )
    verdict = Verdict.TRUE if good else Verdict.FALSE
    yield from sentence.claim_at(at, match[0].split()[0], Kind.LEAD, verdict)


def _kept(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """Who is said to have kept the lead, and so to have had it after the round or before it."""
    at = match.start()
    words = sentence.around(at)
    codes = _codes(sentence, at)
    barred = (
        re.search(
            r"[!$]|\bwith #\d+(?: holes?)? (?:to|left)"
            r"|\bholes\b",
            words,
        )
        or sentence.may_be(at)
        or _NOT_SO.search(words)
    )
    if not codes or barred or sentence.section_round is None:
        return
    book, number = sentence.book, sentence.section_round
    held = match[0].startswith(("hold", "held", "cl")) and "on to" not in match[0]
    at_times = held or "!" in sentence.pattern or sentence.focus.hole is not None
    good = any(
        race.leaders[-1] == (code,) or (at_times and (code,) in race.leaders)
        for n in (number, *sentence.rounds_named)
        for measure in ranked_by(sentence, at)
        if (race := book.race(measure, n))
        for code in codes
    )
    verdict = Verdict.TRUE if good else Verdict.FALSE
    yield from sentence.claim_at(at, match[0], Kind.LEAD, verdict)


def _first_to_lead(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """Who led alone before anybody else did, in a round or in the week."""
    number = match["w"] or match["v"]
    which = match["n"] or match["m"]
    another = which and sentence.token(which).value != 1
    if another or sentence.may_be(match.start()) or int(number) in sentence.claimed:
        return
    tops = [
        next((top for race in _races(sentence, measure, span) for top in race if len(top) == 1), ())
        for measure in ranked_by(sentence, match.start())
        for span in _spans(sentence)
    ]
    good = set(sentence.token(number).codes) & {code for top in tops for code in top}
    verdict = Verdict.TRUE if good else Verdict.FALSE
    yield from sentence.settle(sentence.claim(number, Kind.LEAD, verdict))


def _spans(sentence: Sentence) -> list[Sequence[int]]:
    """The rounds that a whole may be of."""
    if sentence.section_round:
        return [[sentence.section_round], sentence.book.numbers]
    named = [n for n in sentence.rounds_named if n in sentence.book.numbers]
    return [named or sentence.book.numbers]


def _races(
    sentence: Sentence, measure: Measure, span: Sequence[int]
) -> list[tuple[tuple[str, ...], ...]]:
    return [race.leaders for n in span if (race := sentence.book.race(measure, n))]


def _none_but(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """ "At no stage was anybody but Ned in front"."""
    start, end = sentence.part(match.start())
    if _QUALIFIED.search(sentence.pattern.replace(match[0], ""), start, end):
        return
    codes = sentence.token(match["who"]).codes
    good = any(
        all(top == (code,) for race in _races(sentence, measure, span) for top in race)
        for measure in ranked_by(sentence, match.start())
        for code in codes
        for span in _spans(sentence)
    )
    verdict = Verdict.TRUE if good else Verdict.FALSE
    yield from sentence.claim(match["who"], Kind.LEAD, verdict)


def _trailed(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """For how many holes somebody was not in front, or behind another."""
    at = match.start()
    codes = _codes(sentence, at)
    if not codes or sentence.may_be(at):
        return
    rivals = sentence.token(match["by"]).codes if match["by"] else ()
    values = set[int]()
    for measure in ranked_by(sentence, at):
        for span in [*_spans(sentence), sentence.book.numbers]:
            tops = [top for race in _races(sentence, measure, span) for top in race]
            for code in codes:
                behind = [code not in top for top in tops]
                led = [bool(set(rivals) & set(top)) for top in tops] if rivals else behind
                first = next((i for i, is_behind in enumerate(behind) if not is_behind), len(tops))
                last = max((i + 1 for i, is_behind in enumerate(behind) if is_behind), default=0)
                values |= {sum(behind), sum(led), first, last}
                if match["all"] and not match["n"]:
                    values |= {HOLES} if all(behind) else set()
    if match["n"]:
        token = sentence.token(match["n"])
        if int(match["n"]) not in sentence.claimed:
            verdict = Verdict.TRUE if token.value in values else Verdict.FALSE
            right = like(token.said, min(values, key=lambda value: abs(value - token.value)))
            yield from sentence.claim(match["n"], Kind.LEAD, verdict, right)
