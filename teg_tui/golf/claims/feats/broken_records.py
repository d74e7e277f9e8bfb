"""What became of a record: equalled, broken, set, or none at all.

A deed is done to a record by a verb, or it is one: "equalled the course record", "the record was
broken", "a personal best", "matched the most ever taken in a round". Of all figures that the
sentence may mean one must have done it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.feats import record_words as words
from teg_tui.golf.claims.feats.former_marks import check_former
from teg_tui.golf.claims.feats.ladders import Stood
from teg_tui.golf.claims.feats.own_figures import (
    SCOPES,
    RecordTalk,
    deeds,
    ladders,
    people,
    stood,
)
from teg_tui.golf.claims.words.numbers import like
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled

_SCOPE = r"(?:(?P<scope>course|tour|tournament|tour's|personal|career|all-time|his|own)[- ])"
_RECORD = (
    rf"(?:{_SCOPE}(?:record|mark)s?|{_SCOPE.replace('scope', 'scope2')}"
    r"(?:(?:highest|lowest|joint|all-time|gross|points) )*(?P<end>best|worst|high|low)s?)\b"
)
_BEST_EVER = (
    r"(?:(?:the |his )?(?P<most>lowest|highest|fewest|most|best|worst|poorest|finest)\b"
    r"(?! of the| in the field)[^,;.:]{0,45}?"
    r" (?:ever\b|on (?:the |this )?tour\b|the tour (?:has|had)|in (?:the )?(?:tour's )?history"
    r"|any(?:one|body) (?:has|had)|of all time|of (?P<his>his (?:life|career))|over #\d+ rounds"
    r"|for a (?:nine|round|hole)|(?:on|for) (?:one|a|any|a single|any one) hole"
    r"|in (?:one|a|any|a single) round"
    r"|(?P<here>on this course|here\b|there\b(?! (?:has|had|was|is|were|are)\b))))"
)
_BETWEEN = (
    r"(?: (?!(?:not|never|had|has|was|were|is|but|and|than|short|off|away|of|from|no|by)\b)"
    r"(?:[a-z'-]+|@\d+'s?|%\d+'s)){0,4}? "
)
_STATUS = compiled(
    rf"\b(?P<verb>{words.EQUAL}|{words.BREAK}){_BETWEEN}(?:{_RECORD}|{_BEST_EVER}"
    r"|(?P<bare>record|mark)(?= (?:of|for|set|held|from|@\d+|he|that|which)\b|[,.;)]|$))"
)
_PASSIVE = compiled(
    rf"\b{_RECORD}(?P<verb> (?:was |is |has been |now )?{words.DONE})\b"
    r"(?! (?:by|at|in) (?:himself|%|@\d+,? (?:at|in|from) %))"
)
_IS_ONE = compiled(
    rf"\b(?:an?|another|his) (?:shared |joint )?{_RECORD}"
    r"(?! (?:of|by) (?!#\d|~\d|a )| of (?:#|~)\d+ |'s)"
    r"(?!(?:,| that| which)? (?:was |had |held |until ))"
    r"|^\W*(?:@\d+: )?(?:new )?"
    rf"{_RECORD.replace('scope', 'label').replace('<end>', '<end2>')}:"
)
_OF_ALL = compiled(r"\btour\b|\b(?:any|no)(?:body| ?one)\b")
_HERE = compiled(r"\b(?:course|here|there|layout|links)\b")
_RULES = (_STATUS, _PASSIVE, _IS_ONE)
_HIM = compiled(r" his | (?:he|@\d+) (?:has|had)\b")
_DENIED = compiled(
    r"\b(?:not|never|nearly|almost|narrowly|without|just missed|fail\w*|short|miss\w*|no|did little"
    r"|away from|off|threaten\w*|chas\w*|attempt\w*|instead of|nor|neither|if|from|since|whose"
    r"|where|than|beyond|past|out of|outside)\b[^,;]{0,30}$|n't\b[^,;]{0,30}$"
    r"|\bto $|\bone (?:short|off|shy)[^,;]{0,20}$"
)
_AMONG = {
    "course": ("course",),
    "tour": ("tour",),
    "tour's": ("tour",),
    "all-time": ("tour",),
    "personal": ("own",),
    "career": ("own",),
}


_FIGURES = compiled(
    r"[#~](?P<n>\d+)(?P<many>(?: holes| rounds)(?: of golf)?(?=[ ,.;]|$)(?! without))?"
)
"""Every figure; those of how many holes or rounds something took apart."""
_QUALIFIED = compiled(
    r" (?:for|by|in|of|among) (?:an?|the|his|any|opening|closing|final|last|first) (?!"
    r"(?:(?:single|whole|entire|one|full) )?(?:round|nine|half|hole|tournament|tour|course|event"
    r"|day|year|points|gross|net|stableford)\b|[$!&%]|(?:front|back) )"
)
"""Behind a record what it is one of: "for a player in his first tournament"."""
_POINTS_BACK = compiled(
    r"^\W*(?:and |but )?(?:it|that|this|they|these|which|both)\b"
    r"|\bhis (?:total|score|round|points|card|return|tally)\b"
)
"""Words of the figure that the sentence before told."""
_ANOTHERS = compiled(r"\b(?:while|whereas|but)\b|;")
"""Between a record and a figure behind it that is told of somebody else."""
_AND = compiled(r"[#~]\d+(?:[- ](?:points?|pts|strokes?|shots?|gross|net))? and (?:also )?$")
"""Before a record that whoever had the figure has, too, for what may be another one."""
_ALONE = compiled(r"\W*a course record was set by @\d+\.?\s*$")
"""That there was one at all."""
_OF_OTHER_THINGS = compiled(
    r"=|\b(?:lead|leads|led|margins?|victor\w+|wins?|titles?|gap|holes(?! without)|rounds"
    r"|times|places)\b"
)


def check_broken_records(sentence: Sentence) -> Iterator[Claim]:
    """What a sentence says of records: what became of them, and what had stood there."""
    if not sentence.has(*words.CUES) or words.UNKEPT.search(sentence.pattern):
        return
    if not any(rule.search(sentence.pattern) for rule in (*_RULES, words.SOMETHING)):
        return
    talk = RecordTalk(sentence)
    for rule in _RULES:
        for match in rule.finditer(sentence.pattern):
            before = sentence.pattern[: match.start()]
            if not (sentence.may_be(match.start()) or _DENIED.search(before[-60:])):
                yield from _judged(talk, match)
    yield from check_former(talk)


def _judged(talk: RecordTalk, match: re.Match[str]) -> Iterator[Claim]:
    sentence, its = talk.sentence, match.groupdict()
    scope = next(
        (its[name] for name in ("scope", "scope2", "label", "label2") if its.get(name)), ""
    )
    among = _among(talk, match, scope)
    whose = re.search(r"@(\d+)'s? [^@]*$", match[0]) if its.get("bare") else None
    rivals = _beside(talk, whose[1]) if whose else []
    readings = rivals or _readings(talk, match, among)
    verb = (its.get("verb") or "").strip()
    if not talk.is_told and (its.get("label") or its.get("label2")):
        return
    if not readings or not (scope or its.get("most") or its.get("bare")):
        return
    good = verb_fits(verb, readings)
    at = match.start("verb") if verb else match.start()
    said = sentence.words(at, match.end())
    if not good and not _tied(talk, match):
        yield from sentence.claim_at(at, said, Kind.RECORD, Verdict.UNCHECKED)
        return
    verdict = Verdict.TRUE if good else Verdict.FALSE
    yield from sentence.claim_at(at, said, Kind.RECORD, verdict, _done_instead(verb, readings))


def _tied(talk: RecordTalk, match: re.Match[str]) -> bool:
    """Whether words tie a record to a figure that is known, and to nothing else.

    The figure told last before it, else the one behind it; where the sentence tells none, that of
    the sentence before, to which "it" or "that" points.
    """
    text, limit = talk.sentence.pattern, _QUALIFIED.match(talk.sentence.pattern, match.end())
    if limit:
        return False
    before = [its for its in _FIGURES.finditer(text, 0, match.start()) if not its["many"]]
    if _ALONE.match(text):
        return True
    if not before:
        behind = _FIGURES.search(text, match.end())
        if behind and _ANOTHERS.search(text, match.end(), behind.start()):
            return False
        if behind and not behind["many"]:
            return talk.knows(behind["n"])
        return talk.is_told and _POINTS_BACK.search(text) is not None
    between = text[before[-1].end() : match.start()]
    return talk.knows(before[-1]["n"]) and not _OF_OTHER_THINGS.search(between)


def _among(talk: RecordTalk, match: re.Match[str], scope: str) -> tuple[str, ...]:
    """Among what it is a record."""
    its, sentence = match.groupdict(), talk.sentence
    if its.get("bare"):
        return talk.scopes
    if not its.get("most"):
        return _AMONG.get(scope, SCOPES)
    if its.get("his") or _HIM.search(match[0]):
        return ("own",)
    here = sentence.report.calendar.course_names.search(sentence.text)
    if _OF_ALL.search(match[0]) and not here and not _HERE.search(sentence.pattern):
        return ("tour",)
    return ("course",) if its.get("here") else ("tour", "course")


def _beside(talk: RecordTalk, who: str) -> list[int]:
    """How far the figures told went beyond somebody's at the tournament named."""
    sentence = talk.sentence
    codes = frozenset(sentence.token(who).codes)
    tegs = [sentence.token(number).value for number in re.findall(r"%(\d+)", sentence.pattern)]
    gaps = []
    for own in talk.own:
        for teg in tegs:
            sign = 1 if own.high_is_good else -1
            every = [
                deed
                for deed in ladders(sentence).of(codes, teg)
                if (deed.what, deed.span) == (own.what, own.span)
            ]
            there = [deed for deed in every if deed.course == own.course]
            for its in (every, there):
                best = max((sign * deed.value for deed in its), default=None)
                gaps += [] if best is None else [sign * own.value - best]
    return gaps


def _done_instead(verb: str, gaps: Sequence[int]) -> str:
    """What the deed that comes nearest did: "equals it", "beats it by two", "three short of it"."""
    gap = min(gaps, key=abs) if _equals(verb) else max(gaps)
    if not gap:
        return "equals it"
    return f"beats it by {like('', gap)}" if gap > 0 else f"{like('', -gap)} short of it"


def _equals(verb: str) -> bool:
    """Whether a verb tells of a record that is shared now."""
    last = re.search(r"\b(?:equalled|tied|matched)$", verb)
    return re.match(words.EQUAL, verb) is not None or last is not None


def verb_fits(verb: str, gaps: Sequence[int]) -> bool:
    """Whether a verb tells what was done to a record, by how far deeds went beyond it."""
    if _equals(verb):
        return 0 in gaps
    return max(gaps) > 0 if verb else max(gaps) >= 0


def _counts(each: Stood) -> bool:
    """Whether it stood there when the round began; or another came up to it on the same day."""
    if each.until > 1 and not each.beyond:
        return any(deed.code != each.own.code for deed in each.holders)
    return each.until == 1


def _readings(talk: RecordTalk, match: re.Match[str], among: Sequence[str]) -> list[int]:
    """How far every deed that may be meant went beyond what had stood."""
    sentence, its = talk.sentence, match.groupdict()
    own = list(talk.own)
    if not own or talk.told_before:
        text = sentence.pattern
        own += deeds(sentence, people(sentence, text), text)
    elif _AND.search(sentence.pattern, 0, match.start()):
        his = {(its.code, its.round, its.span) for its in own}
        every = deeds(sentence, [its.code for its in own], sentence.pattern)
        own += [its for its in every if (its.code, its.round, its.span) in his]
    found = [each for deed in own for each in stood(sentence, deed, among) if _counts(each)]
    end = its.get("end") or its.get("end2")
    if end in {"best", "worst"}:
        found = [each for each in found if (each.high is each.own.high_is_good) is (end == "best")]
    if its.get("most") in {"lowest", "fewest", "highest", "most"}:
        high = its["most"] in {"highest", "most"}
        found = [each for each in found if each.high is high]
    return [each.beyond for each in found]
