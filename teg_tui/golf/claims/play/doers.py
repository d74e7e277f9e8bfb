"""Whose a deed on a hole was: whom the words give it to, else everybody who may be meant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from teg_tui.golf.claims.play.between_men import LET
from teg_tui.golf.claims.play.deeds import Deed
from teg_tui.golf.claims.play.unplaced import EACH_ONE, anybody, of_whom_nobody_knows
from teg_tui.golf.claims.words import grammar
from teg_tui.golf.claims.words.reading import Owner, Sentence
from teg_tui.golf.claims.words.rules import compiled

Hole = tuple[int, int | None]
"""A hole, and its token where it is named in the sentence."""

_GIVER = compiled(r"(?: \(.{0,12}\))? (?:(?:for|from|by|to) @(\d+)(?!'|\d)|against @(\d+)(?!'|\d))")
_GIVERS = compiled(r",? (?:for|from|by|to)(?: both)? @\d+(?:, @\d+)*,? and @\d+(?!'|\d)")
"""After a deed, several who all did it: "sevens at the 8th for Bram and Fezzelby"."""
_HIS = compiled(r"^[^,;]*[,;] his [a-z-]+ ?$|^[^,;]*[,;] his $")
"""Whose a deed is may be either's of two: "Ned's six brought Bram level, his birdie …"."""
_GAVE = compiled(
    r"[^;:@]{0,40}\b(?:g[ai]v\w+|hand\w+|present\w+|let|left|ma[dk]e) @\d+(?!\d| (?:just |only )?#)"
)
"""Between a deed and somebody whom perhaps another's helped: "a nine gave Ned the lead"."""
_OTHERS = compiled(
    r"\b(?:everybody|everyone|nobody|no one|no-one|anybody|somebody|the (?:rest|others?|field)"
    r"|others|his rivals?)\b[^@;]*$"
)
"""Before what those did who are not named."""
_THAN_HIS = compiled(
    r"\b(?:no one|no-one|nobody|anyone|anybody|everyone|everybody) else\b[^@;]*\bthan @\d+"
)
"""After the deed of somebody who is not named, better than the one who is."""
_WHERE_ANOTHER = compiled(r",? where @\d+\b[^,;]*(?:,|$)")
"""What another did meanwhile: "bogeys at the 4th and 5th, where Ned took a six, cut it to two"."""
_COMPARED = compiled(r"\b(?:to|than|against|like|alongside|with|over|off|of) $")
"""Before somebody whose deed it was not: "a par, worth three to Ned's two"."""


def owner_of(sentence: Sentence, deed: Deed, holes: Sequence[Hole]) -> Owner | None:
    """Whose a deed was, or anybody's who may be meant; None where it may be somebody else's."""
    unnamed = "@" not in (left := sentence.pattern[sentence.clause(deed.at)[0] : deed.at])
    rest = sentence.pattern[deed.end : sentence.clause(deed.end)[1]]
    helped = LET.search(rest) or (not _spoken_of(sentence) and _GAVE.match(rest))
    if unnamed and (helped or _THAN_HIS.search(sentence.pattern, deed.end)):
        return None
    if unnamed and _aside(sentence, deed):
        return Owner(_spoken_of(sentence)) if _spoken_of(sentence) else None
    he = unnamed and grammar.HE.search(left)
    owner = (None if he else _owner(sentence, deed, holes)) or anybody(sentence, deed.at)
    beside = sentence.pattern[slice(*sentence.part(deed.at))]
    return None if of_whom_nobody_knows(sentence) and "@" not in beside else owner


def _aside(sentence: Sentence, deed: Deed) -> bool:
    """Whether those named before a deed are only told of aside, as the others on its hole."""
    before = sentence.pattern[: deed.at]
    return "@" in before and "@" not in _WHERE_ANOTHER.sub("", before)


def _owner(sentence: Sentence, deed: Deed, holes: Sequence[Hole]) -> Owner | None:
    """Whose deed it was: whom it is given to, else who alone is named behind it, else as ever."""
    text = sentence.pattern
    numbers = [number for _, number in holes if number is not None]
    places = [text.find(f"!{number}") + len(str(number)) + 1 for number in numbers]
    for end in (deed.end, *(place for place in places if place > deed.end)):
        given = _GIVER.match(text, end)
        if given:
            return Owner(sentence.token(given[1] or given[2]).codes)
    several = next((m for end in (deed.end, *places) if (m := _GIVERS.match(text, end))), None)
    if several:
        named = re.findall(r"@(\d+)", several[0])
        return Owner(
            tuple(code for who in named for code in sentence.token(who).codes[:1]), every=True
        )
    if _OTHERS.search(text[: deed.at]):
        return None
    owner = sentence.owner(deed.at, deed.end)
    if owner and owner.every and EACH_ONE.fullmatch(text[deed.at : deed.end]):
        return Owner(owner.codes, every=True)
    before = [(at, codes) for at, codes, _ in sentence.people if at < deed.at]
    if before and _HIS.search(text[before[-1][0] : deed.at]) and len({c for _, c in before}) > 1:
        return Owner(tuple(code for _, codes in reversed(before) for code in codes))
    behind = _named_behind(sentence, deed)
    if len(behind) == 1 and (owner is None or not sentence.topic):
        return Owner(tuple(dict.fromkeys((*next(iter(behind)), *_spoken_of(sentence)))))
    if owner and not owner.every and not before and not sentence.topic:
        return Owner(tuple(dict.fromkeys((*owner.codes, *_spoken_of(sentence)))), sure=owner.sure)
    return owner


def _spoken_of(sentence: Sentence) -> tuple[str, ...]:
    """Whom the sentences before were about."""
    return (*sentence.focus.codes, *sentence.focus.others)


def _named_behind(sentence: Sentence, deed: Deed) -> set[tuple[str, ...]]:
    """Who is named behind a deed in its clause where nobody is before it, and may have done it."""
    text = sentence.pattern
    start, stop = sentence.clause(deed.at)
    inside = [at for at, _, _ in sentence.people if start <= at < stop]
    first = next((at for at in inside if at > deed.at), deed.at)
    apart = (
        grammar.HE.search(text[start:stop])
        or grammar.LATER.search(text[deed.end : first])
        or LET.search(text[deed.end : first])
    )
    if apart or any(at < deed.at for at in inside):
        return set()
    return {
        codes
        for at, codes, _ in sentence.people
        if deed.at < at < stop and not _COMPARED.search(text[:at])
    }
