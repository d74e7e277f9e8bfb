"""Published winners: which rules they follow, and where they differ from the scores.

The published file is never the truth about scores. It names the prizes, shows by which measure
each was won in which years, and marks with an asterisk what was awarded otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from teg_tui.golf.lists import optional_table
from teg_tui.golf.standings import last_place, standings, winners
from teg_tui.golf.tables import Findings, label_column, number_in
from teg_tui.golf.tour import AwardException, Competition, Measure, Player, Tour, Tournament

NOT_AWARDS = {"teg", "tegnum", "year", "area", "event", "date", "course", "note", "notes"}
"""Columns of the file that name no prize, in small letters."""


@dataclass(frozen=True)
class Published:
    """One prize as it was published."""

    teg: int
    award: str
    names: tuple[str, ...]
    starred: bool
    """Marked as awarded otherwise than by the rule."""
    row: int


def read_winners(root: Path, file: str, findings: Findings) -> tuple[Published, ...]:
    """What the file of published winners says; nothing where there is none."""
    table = optional_table(root, file, findings)
    if table is None:
        return ()
    published = []
    label = label_column(table.header)
    for line, row in zip(table.lines, table.rows, strict=True):
        teg = number_in(row[label])
        if teg is None:
            findings.note(f"“{row[label]}” names no event: passed over", file, line)
            continue
        for award, text in zip(table.header, row, strict=True):
            if text and award and award.lower() not in NOT_AWARDS:
                names = re.split(r"\s*(?:[,;/&]|\band\b)\s*", text.replace("*", "").strip())
                starred = "*" in text
                published.append(Published(teg, award, tuple(filter(None, names)), starred, line))
    return tuple(published)


def compare(tour: Tour, published: Iterable[Published], file: str, findings: Findings) -> None:
    """Say where a finished event's published winners are not those that the tour's rules give,
    and which exceptions fit nobody who played.
    """
    for entry in published:
        given = _given(tour, entry.teg, entry.award)
        if given is None or _codes(entry.names, tour.by_teg[entry.teg]) == _codes_of(given):
            continue
        names = " and ".join(player.name for player in given) or "nobody"
        what = f"{' and '.join(entry.names)}, but the scores give {names}"
        way_out = "if it was awarded so, state it in [[exceptions]] of teg.toml, with the reason"
        findings.note(f"{what}; {way_out}", file, entry.row, entry.award)
    for exception in tour.exceptions:
        tournament = tour.by_teg.get(exception.teg)
        played = {player.code for player in tournament.players} if tournament else set()
        strangers = [code for code in exception.players if code not in played]
        if strangers:
            what = f"{', '.join(strangers)} did not play in {tour.event} {exception.teg}"
            findings.note(f"exception to {exception.award}: {what}", "teg.toml")


def _given(tour: Tour, teg: int, award: str) -> tuple[Player, ...] | None:
    """Who has a prize by the tour's rules and exceptions; None where it can't be said."""
    tournament = tour.by_teg.get(teg)
    if tournament is None or not tournament.finished:
        return None
    for competition in tour.competitions_of(teg):
        table = standings(tournament, competition, tournament.last_round)
        if award == competition.name:
            return winners(tour, tournament, table).players
        if award == competition.last_place:
            last = last_place(tour, tournament, table)
            return last.players if last else None
    return None


def _codes_of(players: Iterable[Player]) -> frozenset[str]:
    return frozenset(player.code for player in players)


def _codes(names: Iterable[str], tournament: Tournament) -> frozenset[str]:
    """Codes of those named; a name that nobody bears stands for itself, and so matches nobody."""
    known = {player.code.casefold(): player.code for player in tournament.players}
    known |= {player.name.casefold(): player.code for player in tournament.players}
    return frozenset(known.get(name.casefold(), f"?{name}") for name in names)


Era = tuple[Measure, int | None, int | None]
"""A measure, and the first and last event it holds for."""
Rule = tuple[Era, ...]

KNOWN_RULES: Mapping[str, Rule] = {
    "TEG Trophy": ((Measure.NET, None, 7), (Measure.STABLEFORD, 8, None)),
}
"""How the tour that these files come from plays; taken unless its winners speak against it."""
MISS, CHANGE = 2, 3
"""What a winner that a rule does not give costs it, and a change of measure: one slip in the
published file is no new era."""


def derived(tour: Tour, published: Sequence[Published], file: str, findings: Findings) -> Tour:
    """The tour with the competitions, and exceptions, that its published winners tell of."""
    competitions = _Winners(tour, published).competitions(file, findings)
    if not competitions:
        return replace(tour, competitions=_plain(tour))
    told = replace(tour, competitions=competitions)
    exceptions = list(tour.exceptions)
    for entry in published:
        given = _given(told, entry.teg, entry.award)
        if not entry.starred or given is None or tour.exception(entry.teg, entry.award):
            continue
        codes = _codes(entry.names, tour.by_teg[entry.teg])
        if codes != _codes_of(given) and not any(code.startswith("?") for code in codes):
            reason = f"published with an asterisk in {file}"
            exceptions.append(AwardException(entry.teg, entry.award, tuple(sorted(codes)), reason))
    return replace(told, exceptions=tuple(exceptions))


def _plain(tour: Tour) -> tuple[Competition, ...]:
    """For a tour that has published nothing: points where there are handicaps, and gross."""
    cards = (card for t in tour.tournaments for rnd in t.rounds for card in rnd.cards)
    gross = Competition("Gross", Measure.GROSS, high_wins=False)
    if all(card.handicap is None for card in cards):
        return (gross,)
    return (Competition("Trophy", Measure.STABLEFORD, high_wins=True), gross)


class _Winners:
    """Finds the rules that reproduce the published winners of finished events."""

    def __init__(self, tour: Tour, published: Sequence[Published]) -> None:
        self.fits: dict[str, dict[int, tuple[set[Measure], set[Measure]]]] = {}
        """Award -> event -> the measures by which those named are first, and last."""
        ends = {t.teg: _ends(t) for t in tour.tournaments if t.finished}
        for entry in published:
            if entry.starred or entry.teg not in ends:
                continue
            codes = _codes(entry.names, tour.by_teg[entry.teg])
            first, last = (
                {measure for measure, both in ends[entry.teg].items() if both[end] == codes}
                for end in (0, 1)
            )
            self.fits.setdefault(entry.award, {})[entry.teg] = first, last
        self.tegs = sorted({teg for of_award in self.fits.values() for teg in of_award})

    def competitions(self, file: str, findings: Findings) -> tuple[Competition, ...]:
        """A competition a prize for the first, with the prize for its last; each in its eras."""
        lasts = [award for award in self.fits if self._is_for_the_last(award)]
        firsts = [award for award in self.fits if award not in lasts]
        last_of = {self._competition_of(last, firsts): last for last in lasts} if firsts else {}
        competitions: list[Competition] = []
        for award in firsts:
            last = last_of.get(award, "")
            used = {competition.measure for competition in competitions}
            rule = self.best(award, last, used)
            missed = self.misses(rule, award, "")
            if missed * 3 > len(self.fits[award]):
                what = f"no measure gives {missed} of {len(self.fits[award])} winners: left out"
                findings.note(what, file, column=award)
                continue
            competitions += [
                Competition(award, measure, measure is Measure.STABLEFORD, start, end, last)
                for measure, start, end in rule
            ]
        return tuple(competitions)

    def _is_for_the_last(self, award: str) -> bool:
        """What fits better; in doubt, as few events leave, what the name suggests."""
        as_last = self.cost(self.best("", award), "", award)
        as_first = self.cost(self.best(award), award, "")
        sounds_so = any(word in award.casefold() for word in ("spoon", "last"))
        return as_last < as_first or (sounds_so and as_last == as_first)

    def _competition_of(self, last: str, firsts: Sequence[str]) -> str:
        def extra(award: str) -> int:
            rule = self.best(award)
            return self.cost(self.best(award, last), award, last) - self.cost(rule, award, "")

        return min(firsts, key=extra)

    def best(self, first: str, last: str = "", used: Iterable[Measure] = ()) -> Rule:
        """The cheapest rule for a prize and the one for its last; measures not `used` first."""
        spent = set(used)
        measures = sorted(
            (Measure.STABLEFORD, Measure.GROSS, Measure.NET), key=lambda m: m in spent
        )
        rules: list[Rule] = [KNOWN_RULES[first]] if first in KNOWN_RULES else []
        rules += [((measure, None, None),) for measure in measures]
        rules += [
            ((before, None, switch - 1), (after, switch, None))
            for before in measures
            for after in measures
            if before is not after
            for switch in self.tegs[1:]
        ]
        return min(rules, key=lambda rule: self.cost(rule, first, last))

    def cost(self, rule: Rule, first: str, last: str) -> int:
        """How badly a rule fits."""
        changes = 0 if rule in KNOWN_RULES.values() else len(rule) - 1
        return MISS * self.misses(rule, first, last) + CHANGE * changes

    def misses(self, rule: Rule, first: str, last: str) -> int:
        """How many published winners of `first`, and takers of `last`, a rule does not give."""
        return sum(
            _measure(rule, teg) not in fitting[end]
            for end, award in enumerate((first, last))
            for teg, fitting in self.fits.get(award, {}).items()
        )


def _ends(tournament: Tournament) -> dict[Measure, tuple[frozenset[str], frozenset[str]]]:
    """Codes of the first and the last by each measure."""
    ends = {}
    for measure in Measure:
        competition = Competition("", measure, measure is Measure.STABLEFORD)
        table = standings(tournament, competition, tournament.last_round)
        ends[measure] = _codes_of(table.leaders), _codes_of(table.last)
    return ends


def _measure(rule: Rule, teg: int) -> Measure:
    return next(m for m, start, end in rule if (start or 0) <= teg <= (end or teg))
