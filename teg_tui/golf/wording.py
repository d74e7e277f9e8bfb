"""How numbers, places and names are said: "3rd", "third", "+5", "T2", "Ann, Bo and Cy"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from teg_tui.golf.tour import Competition, Measure, Player

_WORDS = (
    *("zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"),
    *("ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth"),
    *("sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"),
)

_MEASURES = {
    Measure.STABLEFORD: "total of Stableford points",
    Measure.GROSS: "total of gross strokes to par",
    Measure.NET: "total of net strokes to par",
}

_SCORES = {-3: "albatross", -2: "eagle", -1: "birdie", 0: "par", 1: "bogey", 2: "double bogey"}


def ordinal(number: int) -> str:
    """A place in figures: 1 -> "1st", 12 -> "12th", 23 -> "23rd"."""
    tens, units = divmod(number, 10)
    suffix = "th" if tens % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(units, "th")
    return f"{number}{suffix}"


def ordinal_word(number: int) -> str:
    """A place in words up to twentieth, in figures beyond: 3 -> "third", 21 -> "21st"."""
    return _WORDS[number] if 0 <= number < len(_WORDS) else ordinal(number)


def to_par(over: int) -> str:
    """Strokes to par as a scoreboard has them: 5 -> "+5", 0 -> "E", -2 -> "-2"."""
    return f"{over:+d}" if over else "E"


def amount(value: int, measure: Measure) -> str:
    """A total in its measure: points bare ("166"), strokes to par signed ("+19")."""
    return str(value) if measure is Measure.STABLEFORD else to_par(value)


def unit(measure: Measure, number: int = 2) -> str:
    """What a gap is counted in: "points" or "strokes", singular for one."""
    word = "point" if measure is Measure.STABLEFORD else "stroke"
    return word if number == 1 else f"{word}s"


def place(position: int, *, tied: bool) -> str:
    """A position as a leaderboard has it: "2", or "T2" where it is shared."""
    return f"T{position}" if tied else str(position)


def rule(competition: Competition) -> str:
    """How a competition is won: "highest total of Stableford points"."""
    return f"{'highest' if competition.high_wins else 'lowest'} {_MEASURES[competition.measure]}"


def score_name(over: int) -> str:
    """What a score on a hole is called: -1 -> "birdie", 4 -> "4 over"."""
    if over in _SCORES:
        return _SCORES[over]
    return "triple bogey" if over == 3 else f"{abs(over)} {'over' if over > 0 else 'under'}"


def listed(words: Sequence[str]) -> str:
    """A list as a sentence has it: "a", "a and b", "a, b and c"."""
    return "".join(words) if len(words) < 2 else f"{', '.join(words[:-1])} and {words[-1]}"


def short_names(players: Iterable[Player]) -> dict[str, str]:
    """By code, what to call a player after his first mention.

    The surname; the first name where two of them share a surname; the full name where they
    share that as well.
    """
    everybody = tuple(players)
    surnames = Counter(player.surname for player in everybody)
    firsts = Counter(player.first_name for player in everybody)
    names = {}
    for player in everybody:
        if surnames[player.surname] == 1:
            names[player.code] = player.surname
        elif firsts[player.first_name] == 1:
            names[player.code] = player.first_name
        else:
            names[player.code] = player.full_name
    return names
