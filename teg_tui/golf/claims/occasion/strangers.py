"""People whom nobody knows, and players who were not there.

An unknown name is somebody's only where he plays golf in the sentence: has a score, a place, a
card, is beaten or caught. Courses, storms, sponsors and champions of other days have none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from teg_tui.golf.claims.claim import Claim, Kind, Verdict
from teg_tui.golf.claims.words import grammar
from teg_tui.golf.claims.words.people import Roster, strangers
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.text import Form
from teg_tui.golf.claims.words.tokens import Sign

_UNIT = r"[- ]?(?:stableford )?(?:points?|pts|strokes?|shots?)\b"
_DONE = (
    r"(?:carded|cards|shot|shoots|posted|posts|signed for|signs for|returned|compiled|amassed"
    r"|totalled|totaled|scored|scores|collected|gathered|mustered|finished|finishes|birdied"
    r"|parred|bogeyed|eagled|doubled|tripled|limped|hacked|went (?:out|round|around)|came home"
    r"|turned in|won|wins|lifted|claimed|claims|leads|led|trails?|trailed|had|has|made|makes"
    r"|managed|took|takes|was|is|sits|lies|stood|stands|dropped|blew up|holed|ran up|racked up"
    r"|topped|edged|pipped|beat|held off|overtook|started|opened|closed|ended|completed|produced"
    r"|delivered|recorded|notched|fired|added|followed|slipped|climbed|moved|dropped|fell|rose)"
)
_FIGURE = (
    rf"(?:[~=!$]\d+|\^\d+(?! time\b)|#\d+(?:{_UNIT}|[- ](?:[a-z]+ )?(?:over|under|behind|ahead"
    r"|clear|back|birdies?|pars?|bogeys?|eagles?|doubles?|triples?|blow-?ups?|zero(?:e?s)?|holes)\b"
    r"| (?:at|on) (?:the )?!))"
)
_DOES = re.compile(
    r",?(?: (?:also|only|then|duly|promptly|again|who|still|now|just))* (?:"
    r"(?:carded|shot|signed for|birdied|parred|bogeyed|eagled|double-bogeyed|three-putted|finished"
    r" on|limped home with|hacked round in|went round in|came (?:in|home) with)"
    r" [^@;:.]{0,12}(?:the )?[#!~^]\d"
    rf"|{_DONE}\b[^@#;:.()]{{0,30}}{_FIGURE})"
)
_RELATIVE = re.compile(rf", (?:who|whose|out|home|back|round|with)\b [^@;:]{{0,30}}{_FIGURE}")
_HAS = re.compile(
    r"'s? (?:[a-z-]+ ){0,2}?(?:#\d+|~\d+|\^\d+ =|birdie|par\b(?!-)|bogey|double[- ]bogey"
    r"|triple[- ]bogey|blow-?up|scorecard|card (?:was|had|held|showed|read)|tally|\$\d|=\d"
    r"|(?:opening |final |closing )?round (?:of|was|had)|lead\b(?!er)|putt\b|tee shot)"
)
_BRACKET = re.compile(rf" \((?:#\d+{_UNIT}|~\d+\))")
_LABEL = re.compile(rf":? (?:- |– )?#\d+{_UNIT}")
_GIVES = re.compile(
    rf"(?:#\d+(?:{_UNIT})?,? (?:from|by) |\b(?:birdie|par|bogey|eagle|double|triple|blow-up)s? "
    r"(?:from|by) |(?:\^\d+(?: place)?|=\d+|honou?rs|prize|title|victory|spot)[^@;:.]{0,20}"
    r" (?:went|fell|belonged|goes) to )$"
)
_COMPARED = re.compile(
    r"(?:[- ](?:points?|pts|shots?|strokes?|clear|ahead|behind|better|worse|adrift|gap|lead|cushion"
    r"|advantage|margin|#\d+)(?: (?:than|of|from|over|behind|to|on|in front of))"
    r"|\b(?:beat|beating|edged?|edging|pipp\w+|overt\w+|overhaul\w*|leapfrog\w*|held off"
    r"|holding off|outscor\w+|saw off|denied|denying))(?: both)? $"
)
_WITH_KNOWN = re.compile(r"@\d+(?:, @\d+)*,? (?:and|&) $|@\d+, $")
_TOGETHER = re.compile(
    r"(?:,? and @\d+)? (?:both|each|were|are|finished|shared|share|tied|tie|made|had|took|carded"
    r"|battled|fought|duelled|traded|swapped|walked (?:in|off)|birdied|parred|never (?:settled|led"
    r"|threatened|recovered|troubled)|trailed|led|completed|followed|lurked|remained|played)\b"
)
_BEFORE_KNOWN = re.compile(r" (?:and|&) @\d+(?!')")

_NAME = re.compile(
    r"(?P<name>[A-Z](?<![\w.@'/-].)(?:(?<=[DO])'[A-Z])?[a-zà-öø-ÿ]+(?:-[A-Z]?[a-zà-öø-ÿ]+)?"
    r"(?: (?:de |van |von |Mc|Mac|O')?[A-Z](?:[a-zà-öø-ÿ]{2,}|[A-Z]{3,}))?)(?![\w-])"
)
_NO_PERSON_BEFORE = re.compile(
    r"(?i)(?:\b(?:the|an?|at|in|on|to|near|like|into|through|across|around|past|of the|st|storm"
    r"|hurricane|named|called|royal|old|new|lake|river|mount|his|her|their|our|its|this|that"
    r"|every|each|no|course|club|hotel|bar|pub|mr|mrs|ms|dr|sir|lady)|\d|[\"'(])[ .]?$"
)
_ORDINARY_WORDS = """
monday tuesday wednesday thursday friday saturday sunday january february march april may june
july august september october november december christmas easter spring summer autumn winter round
rounds trophy jacket spoon green wooden champion champions stableford gross net nett par pars hole
holes opening final day days points point pts strokes shots score scores scorecard standings
leader leaders leaderboard brother brothers birdie birdies bogey bogeys eagle eagles double
doubles triple triples quadruple quintuple blow-up blow-ups zero zeros the a an he she it they we
you i his her its their our my your this that these those who whom whose what which whoever
whatever there here now then today yesterday tomorrow tonight overnight later earlier afterwards
meanwhile elsewhere nobody everybody everyone somebody someone anybody anyone nothing something
everything none neither nor either both others another each all some many most few several half more
less fewer nearly almost hardly barely rarely seldom never always often perhaps any such too
against across along around beyond during except inside into like near past through throughout
under unlike up upon whether thus hence instead indeed moreover nevertheless nonetheless therefore
not no yes only even just still yet but and or so if when while where why how after
before until since once because although though despite without with within for from at on in as
by to of off over under behind ahead above below between among one two three four five six seven
eight nine ten eleven twelve first second third fourth fifth last next once twice disaster trouble
drama luck fate fortune patience form experience class golf rain wind sun sunshine weather play
players player veteran rookie newcomer debutant captain winner winners runner loser losers man men
woman women lady ladies gentlemen mother father dame nature neptune old new young poor big little
great good bad worse better best worst highest lowest hardest easiest title titles lead leads
total totals statistics stats summary highlights overall tournament event week weekend trip tour
field group pair trio front back nine middle closing starting corner bay beach road hill park
links dunes sands open cup masters current defending reigning former fellow local key note notes
course club england scotland wales ireland spain portugal france italy germany britain europe
america
"""
_ORDINARY = frozenset(_ORDINARY_WORDS.split())
_ABSTRACT = re.compile(r"\w+(?:ness|ity|ence|ance|tion|sion|ment|ing|ism|ship|ly|ics|ed|age|dom)")

_HISTORY = re.compile(
    r"\b(?:record|previous|former|history|design\w*|architect|inspired|absent|missing"
    r"|missed|without|not (?:here|there|play\w*))\b"
)
_ABSENT = re.compile(r"\bno @|@\d+ (?:was|were|is) not\b|@\d+ (?:did|does) not|@\d+ wasn't")


def check_strangers(sentence: Sentence) -> Iterator[Claim]:
    """People whom nobody knows, and players who were not there."""
    yield from _absent(sentence)
    if sentence.passage.form is Form.HEADING:
        return
    half_known = set()
    places, roster = sentence.report.calendar.place_words, sentence.report.roster
    for match, codes in strangers(roster, sentence.text):
        if match["first"] in places or match["last"] in places:
            continue
        half_known.add(match.end())
        right = " or ".join(roster.name(code) for code in codes)
        yield sentence.claim_text(match.start(), match[0], Kind.PERSON, right)
    if sentence.elsewhere or not any(sign in sentence.pattern for sign in "#~!=^@'"):
        return
    for match in _NAME.finditer(sentence.text):
        if match.end() not in half_known and _is_stranger(sentence, match):
            everybody = ", ".join(sorted(roster.name(code) for code in sentence.book.codes))
            yield sentence.claim_text(match.start(), match["name"], Kind.PERSON, everybody)


def _is_stranger(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether capitalised words are somebody who plays, and whom the tour does not know."""
    start, end = match.span()
    if sentence.pattern.startswith(_SIGNS, sentence.in_pattern(start)):
        return False
    words = match["name"].split()
    places, roster = sentence.report.calendar.place_words, sentence.report.roster
    if any(word.casefold() in _ORDINARY or word in places for word in words):
        return False
    first, last = sentence.start + start, sentence.start + end
    if any(token.start < last and first < token.end for token in sentence.tokens):
        return False
    text = sentence.text
    before = text[:start]
    if _NO_PERSON_BEFORE.search(before) or sentence.may_be(sentence.in_pattern(start)):
        return False
    if any(_is_pet_name(word, roster) for word in words):
        return False
    opens = not re.search(r"[\w,;)'] $", before)
    if opens and len(words) == 1 and _is_word(sentence, words[0]):
        return False
    return _plays(sentence, sentence.in_pattern(start), sentence.in_pattern(end))


_SIGNS = tuple(Sign)
_ALIKE = 4
"""So many first letters in common, and it may be a player's pet name, or his name misspelt."""


def _is_pet_name(word: str, roster: Roster) -> bool:
    names = roster.first_names | roster.surnames
    return any(word.startswith(name) or word[:_ALIKE] == name[:_ALIKE] for name in names)


def _is_word(sentence: Sentence, word: str) -> bool:
    """Whether a word at the head of a sentence may be a word as any other."""
    small = word.casefold()
    return bool(_ABSTRACT.fullmatch(small)) or small in sentence.report.words_written


def _plays(sentence: Sentence, start: int, end: int) -> bool:
    """Whether what stands around a name says that he plays, scores, or is beaten."""
    left, pattern = sentence.pattern[:start], sentence.pattern
    if any(rule.match(pattern, end) for rule in (_DOES, _RELATIVE, _HAS, _BRACKET)):
        return True
    if not left.strip() and " " in pattern[start:end] and _LABEL.match(pattern, end):
        return True
    if _GIVES.search(left) or _COMPARED.search(left):
        return True
    joined = _WITH_KNOWN.search(left) or _BEFORE_KNOWN.match(pattern, end)
    return bool(joined and _TOGETHER.match(pattern, end))


def _absent(sentence: Sentence) -> Iterator[Claim]:
    """Players of the tour who did not play in this tournament."""
    codes, roster = sentence.book.codes, sentence.report.roster
    if len(codes) == len(roster.codes) or sentence.elsewhere:
        return
    for match in grammar.PERSON.finditer(sentence.pattern):
        if set(sentence.token(match[1]).codes) & codes or _HISTORY.search(sentence.pattern):
            continue
        if not _ABSENT.search(sentence.pattern[max(0, match.start() - 4) : match.end() + 12]):
            right = ", ".join(sorted(roster.name(code) for code in codes))
            yield from sentence.claim(match[1], Kind.PERSON, Verdict.FALSE, right)
