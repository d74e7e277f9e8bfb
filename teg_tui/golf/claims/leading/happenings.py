"""What may have happened to a lead at a hole, to one player of a race."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from teg_tui.golf.claims.leading.instead import top
from teg_tui.golf.claims.places.standing_words import Moment, ahead, competition_of
from teg_tui.golf.claims.scorebook import Scorebook
from teg_tui.golf.claims.words.reading import Sentence
from teg_tui.golf.race import Race

Happened = Callable[[Race, str, int], bool]
"""Whether it happened in a race to a player, by his code, at a hole."""


def came_to_lead(race: Race, code: str, hole: int) -> bool:
    """Whether a player led alone after a hole and had not before it."""
    return race.leaders[hole - 1] == (code,) and top(race, hole - 1) != (code,)


def first_led(race: Race, code: str, hole: int) -> bool:
    """Whether a player led alone after a hole, and after none before it in the round."""
    return race.leaders[hole - 1] == (code,) and (code,) not in race.leaders[: hole - 1]


def went_from_lead(race: Race, code: str, hole: int) -> bool:
    """Whether a player no longer led alone, or at all, after a hole."""
    now, before = race.leaders[hole - 1], top(race, hole - 1)
    return code in before and (code not in now or (before == (code,) and now != (code,)))


def leads_after(race: Race, code: str, hole: int) -> bool:
    """Whether a player led alone after a hole."""
    return race.leaders[hole - 1] == (code,)


def shares_after(race: Race, code: str, hole: int) -> bool:
    """Whether a player was one of several in front after a hole."""
    return code in race.leaders[hole - 1] and len(race.leaders[hole - 1]) > 1


def in_both(sentence: Sentence, awards: Sequence[str], happened: Happened) -> Happened:
    """Whether something happened to the leads of two competitions at once."""
    book = sentence.book
    found = [competition_of(book, sentence.token(number).award) for number in awards]
    ranked = [its.measure for its in found if its]

    def together(race: Race, code: str, hole: int) -> bool:
        races = [its for measure in ranked if (its := book.race(measure, race.round))]
        return all(happened(its, code, hole) for its in races)

    return together


def overtakes(book: Scorebook, rivals: Sequence[str]) -> Happened:
    """Whether a player got ahead of another at a hole."""

    def happened(race: Race, code: str, hole: int) -> bool:
        measure = race.competition.measure
        now = ahead(book, measure, Moment(race.round, hole), code, rivals) or 0
        before = ahead(book, measure, Moment(race.round, hole - 1), code, rivals) or 0
        return now > 0 >= before

    return happened


def for_good(sentence: Sentence, happened: Happened) -> Happened:
    """What was so from a hole on to the end of the round, or of all where a report is of all."""
    book, whole, taken = sentence.book, sentence.report.round is None, happened is came_to_lead

    def lasting(race: Race, code: str, hole: int) -> bool:
        later = [its for its in book.races(race.competition.measure) if its.round > race.round]
        tops = [*race.leaders[hole:], *(top for its in later if whole for top in its.leaders)]
        kept = all(code in top for top in tops) if taken else (code,) not in tops
        end = all(code in top for top in race.leaders[hole:]) if taken else kept
        return happened(race, code, hole) and (kept or end)

    return lasting


def level_with(book: Scorebook, rivals: Sequence[str]) -> Happened:
    """Whether a player had the same as another after a hole, and not before it."""

    def happened(race: Race, code: str, hole: int) -> bool:
        measure = race.competition.measure
        now = ahead(book, measure, Moment(race.round, hole), code, rivals)
        before = ahead(book, measure, Moment(race.round, hole - 1), code, rivals)
        return now == 0 != before

    return happened
