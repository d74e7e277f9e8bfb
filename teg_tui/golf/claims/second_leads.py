"""Before a lead is called wrong: whether it was so for another prize, round or moment close by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import permutations

from teg_tui.golf.claims.leading.at_the_top import LEAD, Act, acts
from teg_tui.golf.claims.nearby import measures_of, moments_of, people_of, rounds_of
from teg_tui.golf.claims.places.standing_words import Moment, ahead, leaders_at
from teg_tui.golf.claims.scorebook import Scorebook
from teg_tui.golf.claims.words.grammar import HOLE
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.claims.words.rules import compiled
from teg_tui.golf.claims.words.tokens import Sign
from teg_tui.golf.race import LeadEvent, Race

_LEADING = compiled(
    r"(?:was |had |been |stood |still )*(?:led|leading|in front|ahead|headed|alone|clear)"
)
_SHARED = compiled(r"\b(?:shar|tie|level|joint|alongside|draw|drew)\w*")
_TAKEN = compiled(
    r"\b(?:took|takes?|taking|regain\w*|retook|reclaim\w*|seiz\w+|g[ai]ve[sn]?|giving|handed"
    r"|earned) (?:him |@\d+ )?(?:the |a |back |sole |outright |=\d+ )*lead\b"
    r"|\b(?:put|puts|putting|sent|went|goes|moved|got|lifted|edged)(?: him| @\d+)?(?: back)?"
    r" (?:ahead|in front|clear|past)\b|\boverto?ok\w*"
)
_PAST = compiled(r"\b(?:ahead of|in front of|clear of|past|passe[sd]|overto?ok\w*) @")
_RANKED = compiled(r"\bgross (?:lead|top|advantage)|\bstableford lead")
"""A prize by what it goes by."""
_LOST = compiled(r"\b(?:los[et]\w*|surrender\w*|relinquish\w*|cost|dropped|conced\w+|caught)\b")


def in_another_reading(sentence: Sentence, at: int, said: str) -> bool:
    """Whether somebody near led at some moment, or at the hole at a place of the pattern."""
    hole = HOLE.match(sentence.pattern, at)
    if hole:
        return _in_another_race(sentence, at, sentence.token(hole[1]).value)
    named = [token for token in sentence.own if token.sign is Sign.PERSON and token.said == said]
    if not named and not _LEADING.fullmatch(said):
        return False
    shared = _SHARED.search(sentence.pattern) is not None
    people = set(named[0].codes if named else people_of(sentence, at))
    return any(
        (len(top) > 1) == shared and people & set(top)
        for measure in measures_of(sentence)
        for moment in moments_of(sentence)
        if (top := leaders_at(sentence.book, measure, moment))
    )


def _in_another_race(sentence: Sentence, at: int, hole: int) -> bool:
    """Whether a lead changed at a hole in another round named, or for a prize that is not named."""
    book = sentence.book
    plain = _RANKED.search(sentence.around(at)) is not None
    open_ = not plain and not any(token.sign is Sign.AWARD for token in sentence.own)
    measures = [its.measure for its in book.competitions] if open_ else measures_of(sentence)
    others = set(sentence.rounds_named) - {sentence.section_round}
    rounds = rounds_of(sentence) if open_ and sentence.section_round else others
    races = [race for n in rounds for measure in measures if (race := book.race(measure, n))]
    people = people_of(sentence, 0)
    words = sentence.around(at)
    fits = _deed(words) or _deed(sentence.pattern) or _is_any
    if _PAST.search(words) and any(_overtook(book, race, hole, people) for race in races):
        return True
    return any(
        event.hole == hole and fits(event, set(people)) for race in races for event in race.events
    )


def _deed(words: str) -> Callable[[LeadEvent, set[str]], bool] | None:
    """What must have happened to a lead for some words to be right, if they tell of one thing."""
    kinds = ((_TAKEN, _is_taken), (_LOST, _is_moved), (_SHARED, _is_shared))
    told = [fits for pattern, fits in kinds if pattern.search(words)]
    lead = LEAD.search(words)
    if told or lead is None:
        return told[0] if len(told) == 1 else None
    return _DEEDS.get(acts(words, lead.start()))


def _is_taken(event: LeadEvent, people: set[str]) -> bool:
    return bool(people & {*_alone(event.leaders)})


def _is_shared(event: LeadEvent, people: set[str]) -> bool:
    return len(event.leaders) > 1 and bool(people & {*event.leaders})


def _is_moved(event: LeadEvent, people: set[str]) -> bool:
    return bool(people & {*_alone(event.leaders), *_alone(event.before)})


def _is_any(event: LeadEvent, people: set[str]) -> bool:
    return _is_moved(event, people) or _is_shared(event, people)


_DEEDS = {Act.TAKEN: _is_taken, Act.LOST: _is_moved, Act.SHARED: _is_shared}


def _overtook(book: Scorebook, race: Race, hole: int, people: Sequence[str]) -> bool:
    """Whether one of some people went past another of them at a hole, wherever they stood."""
    measure, times = race.competition.measure, (hole - 1, hole)
    for one, other in permutations(people, 2):
        before, now = (ahead(book, measure, Moment(race.round, n), one, [other]) for n in times)
        if before is not None and now is not None and now > 0 >= before:
            return True
    return False


def _alone(leaders: Sequence[str]) -> Sequence[str]:
    return leaders if len(leaders) == 1 else ()
