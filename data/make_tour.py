"""Make the demonstration's fictional tour: scores and the files around them, always the same.

    python data/make_tour.py [FOLDER]

Players, places and courses are invented. The random numbers come from one seeded generator, and
only through `random()`, whose sequence Python promises to keep; so the same files come out on
every machine. The finished reports in `commentary/` are written by hand about these scores:
another seed makes them false.
"""

from __future__ import annotations

import csv
import math
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

import polars as pl

from teg_tui.golf.rules import stableford, strokes_received
from teg_tui.golf.standings import Standings, standings
from teg_tui.golf.tour import Card, Competition, Hole, Measure, Player, Round, Tournament

SEED = 323
HOLES = 18
LIVE = 18
"""The last tournament is under way: so many rounds of it are played."""
LIVE_PLAYED = 2

TROPHY_NET = Competition("TEG Trophy", Measure.NET, high_wins=False, last_teg=7)
TROPHY = Competition("TEG Trophy", Measure.STABLEFORD, high_wins=True, first_teg=8)
JACKET = Competition("Green Jacket", Measure.GROSS, high_wins=False)
LAST_PLACE = "Wooden Spoon"
EXCEPTION = (6, "Green Jacket")
"""Given to the runner-up; `teg.toml` tells the reason."""

OV = Player("OV", "Orsel VANTHRIP")
BQ = Player("BQ", "Bram QUILLOCK")
NQ = Player("NQ", "Ned QUILLOCK")
TM = Player("TM", "Tavis MORRADINE")
LF = Player("LF", "Lorn FEZZELBY")
PD = Player("PD", "Piers DUNTHRAWICK")
WS = Player("WS", "Wystan STROBBARD")
PLAYERS = (OV, BQ, NQ, TM, LF, PD, WS)
FIRST_HANDICAP = {"OV": 14, "BQ": 19, "NQ": 26, "TM": 21, "LF": 30, "PD": 17, "WS": 34}

FOUR = (OV, BQ, NQ, TM)
FIVE = (*FOUR, LF)
SIX = (*FIVE, PD)
FIELDS = {
    **dict.fromkeys((1, 2), FOUR),
    **dict.fromkeys((3, 4, 6), FIVE),
    5: FOUR,
    **dict.fromkeys((7, 8, 9, 11), SIX),
    10: (OV, BQ, NQ, LF, PD),
    12: (OV, NQ, TM, LF, PD, WS),
    **dict.fromkeys((13, 14, 16, 17), PLAYERS),
    15: (OV, BQ, NQ, LF, PD, WS),
    18: (OV, BQ, NQ, TM, PD, WS),
}


@dataclass(frozen=True)
class Links:
    """A course: its words for `course_info.csv`, and its card."""

    name: str
    full_name: str
    location: str
    type: str
    designer: str
    description: str
    pars: str
    """One digit a hole."""
    stroke_indexes: tuple[int, ...]
    trouble: float
    """How much harder than its par it plays, strokes a hole."""

    @property
    def holes(self) -> tuple[Hole, ...]:
        """The card."""
        numbered = zip(range(1, HOLES + 1), self.pars, self.stroke_indexes, strict=True)
        return tuple(Hole(number, int(par), si) for number, par, si in numbered)


COURSE_LIST = """\
Skerrow Old | Skerrow Old Links | Skerrow, Kerrowmark | Links | Angus Thrawn | 0.12
443454344534444354 | 9 3 15 1 11 5 17 7 13 2 16 10 4 8 14 6 18 12
Nine holes out along the shingle and nine back into the wind. The burn crosses four fairways and
forgives nobody.

Skerrow Dunes | Skerrow Dunes Course | Skerrow, Kerrowmark | Links | Angus Thrawn | -0.05
454344534443544345 | 7 1 11 17 5 13 9 15 3 8 14 18 2 6 10 16 12 4
The newer and kinder neighbour of the Old, in a bowl of high dunes out of the wind.

Penhallick | Penhallick Cliffs Golf Club | Penhallick, Cornavia | Clifftop | H. P. Trewarrow | 0.05
434543443444354434 | 5 15 1 9 11 17 3 13 7 6 12 2 18 4 10 8 16 14
Short, steep and loud with gulls. The 14th is played over a cove.

Ostermere | Ostermere Park | Ostermere, Elmland | Parkland |  | 0.0
445344354443454345 | 11 5 1 17 7 13 15 9 3 4 10 18 6 2 14 16 12 8
Flat parkland around a long lake that comes into play on seven holes.

Brackenhurst | Royal Brackenhurst Heath | Brackenhurst, Elmland | Heathland | H. P. Trewarrow | 0.08
434454434453445344 | 3 13 7 1 15 9 5 17 11 2 8 18 12 4 14 16 6 10
Heather to the knee and not a single bunker.

Quinta da Lorva | Quinta da Lorva Golf | Lorva, Costa Sarela | Resort | Duarte Melviz | -0.02
454434543444354354 | 13 3 9 7 17 1 5 11 15 10 4 6 16 2 12 18 8 14
Umbrella pines, fast greens, and a par 3 over water that the tour has never loved.

Sarela Bay | Sarela Bay Championship Course | Sarela, Costa Sarela | Links | Duarte Melviz | 0.18
443545344443544354 | 1 11 17 5 9 3 15 13 7 4 8 16 2 12 6 18 14 10
Long, exposed and proud of it. The last four holes run along the beach.

Monte Azinal | Monte Azinal Club de Golf | Azinal, Costa Sarela | Hill course |  | 0.1
544343454435444354 | 9 7 1 15 5 17 3 13 11 2 18 14 4 10 8 16 6 12
Every lie is a hanging lie. Buggies are compulsory and nobody complains.

Vellmar Forest | Vellmar Forest Golf Club | Vellmar, Nordheide | Woodland | Ilse Brandmoor | 0.06
453444534434544435 | 15 7 17 1 5 9 3 13 11 8 12 18 4 2 10 6 16 14
Corridors of birch; the straight hitter's course, of whom the tour has none.

Vellmar Heath | Vellmar Heath Course | Vellmar, Nordheide | Heathland | Ilse Brandmoor | -0.08
444354344534454344 | 7 3 11 17 1 13 15 5 9 12 18 2 6 14 8 16 10 4
Open, sandy and quick to walk; good scores come early or not at all.
"""
"""A course a block: its words and its trouble; pars and stroke indexes; a description."""


def read_courses() -> Iterator[Links]:
    """The courses of `COURSE_LIST`."""
    for block in COURSE_LIST.strip().split("\n\n"):
        words, card, *description = block.splitlines()
        name, full_name, location, kind, designer, trouble = words.split(" | ")
        pars, indexes = card.split(" | ")
        yield Links(
            *(name, full_name, location, kind, designer, " ".join(description), pars),
            stroke_indexes=tuple(map(int, indexes.split())),
            trouble=float(trouble),
        )


COURSES = {links.name: links for links in read_courses()}

AREAS = {
    "Kerrowmark": (
        "Skerrow, Kerrowmark",
        ("Skerrow Old", "Skerrow Dunes", "Skerrow Dunes", "Skerrow Old"),
    ),
    "Cornavia": ("Penhallick, Cornavia", ("Penhallick",) * 4),
    "Elmland": (
        "Vale of Elm, Elmland",
        ("Ostermere", "Brackenhurst", "Ostermere", "Brackenhurst"),
    ),
    "Sarela": (
        "Costa Sarela, Lusaria",
        ("Quinta da Lorva", "Monte Azinal", "Quinta da Lorva", "Sarela Bay"),
    ),
    "Nordheide": (
        "Nordheide, Vellmark",
        ("Vellmar Heath", "Vellmar Forest", "Vellmar Heath", "Vellmar Forest"),
    ),
}
WHERE = (
    *("Elmland", "Kerrowmark", "Cornavia", "Kerrowmark", "Sarela", "Sarela", "Elmland"),
    *("Sarela", "Nordheide", "Kerrowmark", "Sarela", "Cornavia", "Nordheide", "Sarela"),
    *("Kerrowmark", "Elmland", "Sarela", "Nordheide"),
)
FIRST_YEAR = 2009


@dataclass
class Dice:
    """Every random number of the tour, from one sequence."""

    source: Random

    def normal(self, spread: float) -> float:
        """A draw around zero (Box-Muller: `Random.gauss` promises no lasting sequence)."""
        radius = math.sqrt(-2 * math.log(1 - self.source.random()))
        return spread * radius * math.cos(2 * math.pi * self.source.random())

    def below(self, chance: float) -> bool:
        """Whether something of that probability happens."""
        return self.source.random() < chance

    def shuffled(self, rows: list[dict[str, object]]) -> list[dict[str, object]]:
        """The rows in another order (Fisher-Yates, for the same reason)."""
        rows = list(rows)
        for last in range(len(rows) - 1, 0, -1):
            other = int(self.source.random() * (last + 1))
            rows[last], rows[other] = rows[other], rows[last]
        return rows


def play(dice: Dice, links: Links, skill: float, form: float) -> tuple[int, ...]:
    """One amateur's 18 scores: harder holes cost more, form drifts, and disasters strike."""
    scores = []
    mood = form
    for hole in links.holes:
        mood = 0.75 * mood + 0.25 * form + dice.normal(0.22)
        hardness = (HOLES + 1 - 2 * hole.si) / 34
        expected = skill / HOLES + links.trouble + 0.45 * hardness + mood - 0.17
        over = round(expected + dice.normal(0.82))
        if dice.below(0.035 + skill / 700):
            over = max(over, 1) + 1 + int(dice.source.random() * 3)
        if over < 0 and dice.below(0.55):
            over = 0
        best = -2 if hole.par == 5 and dice.below(0.15) else -1
        scores.append(hole.par + max(best, min(over, 7)))
    return tuple(scores)


@dataclass
class Tour:
    """What has been played so far."""

    dice: Dice
    tournaments: list[Tournament] = field(default_factory=list)
    handicaps: dict[int, dict[str, int]] = field(default_factory=dict)
    played_to: dict[str, list[float]] = field(default_factory=dict)
    """By code, newest last: 36 less the mean points of a tournament, plus its handicap."""

    def handicap(self, code: str) -> int:
        """Three quarters of what was played to last time, a quarter of the time before."""
        past = self.played_to.get(code)
        if not past:
            return FIRST_HANDICAP[code]
        blend = past[-1] if len(past) == 1 else 0.75 * past[-1] + 0.25 * past[-2]
        return max(8, min(36, math.floor(blend + 0.5)))

    def add(self, teg: int) -> None:
        """Play a tournament."""
        area, courses = AREAS[WHERE[teg - 1]]
        field_ = sorted(FIELDS[teg])
        given = {player.code: self.handicap(player.code) for player in field_}
        self.handicaps[teg] = given
        start = date(FIRST_YEAR + teg - 1, 9, 12) + timedelta(days=(teg * 5) % 23)
        week = {player.code: self.dice.normal(0.08) for player in field_}
        rounds = []
        for number, course in enumerate(courses[: 3 if teg == 1 else 4], start=1):
            cards: tuple[Card, ...] = ()
            links = COURSES[course]
            if teg != LIVE or number <= LIVE_PLAYED:
                cards = tuple(self._card(p, given[p.code], links, week[p.code]) for p in field_)
            day = start + timedelta(days=number - 1)
            holes = links.holes if cards else ()
            rounds.append(Round(teg, number, course, day, holes, cards))
        tournament = Tournament(teg, f"TEG {teg}", start.year, area, tuple(rounds))
        self.tournaments.append(tournament)
        for code, handicap in given.items():
            points = [sum(filter(None, rnd.card_of[code].points)) for rnd in rounds if rnd.played]
            mean = sum(points) / len(points)
            self.played_to.setdefault(code, []).append(36 - mean + handicap)

    def _card(self, player: Player, handicap: int, links: Links, week: float) -> Card:
        skill = 0.6 * handicap + 0.4 * FIRST_HANDICAP[player.code]
        form = week + self.dice.normal(0.10)
        return Card(player, handicap, links.holes, play(self.dice, links, skill, form))


def score_rows(tournament: Tournament) -> list[dict[str, object]]:
    """The rows of `all-scores`, in the master file's columns and types."""
    rows: list[dict[str, object]] = []
    teg = tournament.teg
    for rnd in tournament.rounds:
        for card in rnd.cards:
            assert card.handicap is not None  # noqa: S101 - everybody here has one
            for hole, score in zip(card.holes, card.scores, strict=True):
                assert score is not None  # noqa: S101 - every card here is full
                strokes = strokes_received(card.handicap, hole.si)
                net_to_par = score - strokes - hole.par
                rows.append(
                    {
                        "TEG": f"TEG {teg}",
                        "Round": rnd.number,
                        "Hole": hole.number,
                        "PAR": hole.par,
                        "SI": hole.si,
                        "Pl": card.player.code,
                        "Sc": float(score),
                        "HC": float(card.handicap),
                        "HCStrokes": float(strokes),
                        "GrossVP": float(score - hole.par),
                        "Net": float(score - strokes),
                        "NetVP": float(net_to_par),
                        "Stableford": float(stableford(net_to_par)),
                        "TEGNum": teg,
                        "HoleID": f"T{teg:02}|R{rnd.number:02}|H{hole.number:02}",
                        "Player": card.player.name,
                        "FrontBack": "Front" if hole.number <= HOLES // 2 else "Back",
                    }
                )
    return rows


def round_rows(tournament: Tournament) -> list[dict[str, object]]:
    """The rows of `round_info.csv`, announced rounds included."""
    return [
        {
            "TEGNum": rnd.teg,
            "Round": rnd.number,
            "Course": rnd.course,
            "Date": f"{rnd.date:%d/%m/%Y}",
            "TEGRd": f"TEG {rnd.teg}|{rnd.number}",
            "TEG": f"TEG {rnd.teg}",
            "Area": tournament.area,
            "Year": tournament.year,
        }
        for rnd in tournament.rounds
    ]


def winner_row(tournament: Tournament) -> dict[str, object]:
    """The row of `teg_winners.csv`; an asterisk marks the award that broke the rule."""
    last_round = len(tournament.rounds)
    trophy = TROPHY_NET if TROPHY_NET.holds_for(tournament.teg) else TROPHY
    trophy_table = standings(tournament, trophy, last_round)
    jacket_table = standings(tournament, JACKET, last_round)
    broken = (tournament.teg, JACKET.name) == EXCEPTION
    jacket = f"{jacket_table.rows[1].player.name}*" if broken else _only(jacket_table, first=True)
    return {
        "TEG": tournament.name,
        "Year": tournament.year,
        "Area": tournament.area,
        TROPHY.name: _only(trophy_table, first=True),
        JACKET.name: jacket,
        LAST_PLACE: _only(trophy_table, first=False),
    }


def _only(table: Standings, *, first: bool) -> str:
    players = table.leaders if first else table.last
    if len(players) != 1:
        raise ValueError(f"{table.competition.name} is shared: the winners' file can't say that")
    return players[0].name


def write_csv(path: Path, rows: list[dict[str, object]]) -> None:
    """A CSV as the tour keeps them: commas, a header, line feeds."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def make(folder: Path) -> Tour:
    """Play the whole tour and write its files into `folder`."""
    tour = Tour(Dice(Random(SEED)))  # noqa: S311 - golf, not secrets
    for teg in range(1, LIVE + 1):
        tour.add(teg)
    scores = [row for tournament in tour.tournaments for row in score_rows(tournament)]
    finished = [t for t in tour.tournaments if t.finished]
    folder.mkdir(parents=True, exist_ok=True)
    pl.DataFrame(tour.dice.shuffled(scores)).write_parquet(folder / "all-scores.parquet")
    write_csv(folder / "round_info.csv", [r for t in tour.tournaments for r in round_rows(t)])
    write_csv(folder / "players.csv", [{"Code": p.code, "Name": p.name} for p in PLAYERS])
    write_csv(
        folder / "handicaps.csv",
        [
            {"TEG": f"TEG {teg}", **{p.code: given.get(p.code, 0) for p in PLAYERS}}
            for teg, given in tour.handicaps.items()
        ],
    )
    write_csv(folder / "teg_winners.csv", [winner_row(t) for t in finished])
    write_csv(
        folder / "course_info.csv",
        [
            {
                "Course": links.name,
                "full_name": links.full_name,
                "location": links.location,
                "type": links.type,
                "par": sum(hole.par for hole in links.holes),
                "designer": links.designer,
                "description": links.description,
            }
            for links in COURSES.values()
        ],
    )
    return tour


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
