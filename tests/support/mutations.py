"""True sentences of the demonstration tour, each with ways to make it false.

In braces stand the right words, then wrong ones: "won his {fourth|third} Trophy". Every wrong word
alone makes the sentence false. The sentences by hand are in as many styles as reports have; those
generated are of every tournament since points have decided the Trophy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from teg_tui.golf.history import history_of
from teg_tui.golf.tour import HOLES, Measure, Player, Tour, Tournament
from teg_tui.golf.wording import ordinal, short_names

_CHOICE = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True)
class Specimen:
    """A sentence about a round, or (round None) about a tournament."""

    kind: str
    teg: int
    round: int | None
    words: str
    """With its choices in braces."""

    @property
    def true(self) -> str:
        """The sentence as it is right."""
        return _CHOICE.sub(lambda match: match[1].split("|")[0], self.words)

    def false(self) -> Iterator[tuple[str, str]]:
        """Every sentence with one wrong word, and that word."""
        for choice in _CHOICE.finditer(self.words):
            before, after = self.words[: choice.start()], self.words[choice.end() :]
            rest = Specimen(self.kind, self.teg, self.round, before).true
            tail = Specimen(self.kind, self.teg, self.round, after).true
            for wrong in choice[1].split("|")[1:]:
                yield rest + wrong + tail, wrong


_TEG17 = {
    "result": """
{Ned Quillock|Tavis Morradine|Bram Quillock} won the Trophy.
The Green Jacket went to {Orsel Vanthrip|Piers Dunthrawick}.
{Vanthrip|Morradine} collected another Green Jacket.
The Wooden Spoon belongs to {Wystan Strobbard|Lorn Fezzelby}.
{Ned|Bram} edged Morradine to take the Trophy.
Trophy Winner: {Ned QUILLOCK|Tavis MORRADINE}
Wooden Spoon: {Wystan STROBBARD|Lorn FEZZELBY}
{Strobbard|Fezzelby} was handed the Wooden Spoon.
The defending champion {Tavis Morradine|Ned Quillock} had to settle for second.
{Morradine|Fezzelby}'s title defence came up one point short.
""",
    "career": """
Ned Quillock claimed his {fourth|third|fifth} Trophy.
Orsel Vanthrip took a {fifteenth|14th|sixteenth} Green Jacket.
It was Strobbard's {first|second} Wooden Spoon.
Trophy Winner: Ned QUILLOCK ({4th|3rd|5th} Trophy)
Vanthrip won the Green Jacket, his {ninth|eighth|tenth} in a row.
Ned won the Trophy, his first since TEG {13|12|14|15}.
Wystan Strobbard collected his {maiden|fourth} Wooden Spoon.
""",
    "margin": """
Ned won the Trophy by {one|two|three} point.
Vanthrip won the Jacket by {27|26|28|31} strokes.
Orsel Vanthrip's {27-stroke|25-stroke|29-stroke} victory was never in doubt.
Vanthrip finished {27|17|37} strokes clear of Dunthrawick.
Morradine came home {one point|two points|four points} behind Ned.
Dunthrawick finished {27|29|24} strokes behind Vanthrip in the Green Jacket.
Fezzelby ended up {eight|nine|six} points adrift of Ned.
""",
    "position": """
Morradine finished {second|third|fourth} in the Trophy.
Vanthrip finished {third|second|fifth} in the Trophy.
Lorn Fezzelby ended the week in {fourth|third|sixth} place.
Dunthrawick was {second|third|fourth} in the Jacket.
Strobbard finished {last|second|third}.
Bram Quillock and Piers Dunthrawick shared {fifth|fourth|third} place on 141.
**Orsel Vanthrip ({3rd|2nd|4th}):** a quiet week.
Tavis Morradine took {second|third} place overall.
""",
    "total": """
Ned won the Trophy with {157|155|158|167} points.
Morradine finished on {156|154|159} points.
Vanthrip's {334|332|344} strokes were the fewest of the week.
Fezzelby scored {47|46|44} points in Round 2.
In the second round Ned managed only {30|34|38} points.
Strobbard totalled {132|134|123} points over the four rounds.
Vanthrip finished at {+46|+44|+64}.
Vanthrip was {46|45|49} over par for the tournament.
Bram Quillock posted {39|37|41} points in Round 4, his best of the week.
Morradine's {44-point|42-point|46-point} third round put him eight clear.
Dunthrawick went round in {86|85|88} in Round 1.
""",
    "lead": """
Ned led alone for {33|31|36} holes.
Morradine led alone for {30|28|32} holes.
Vanthrip led the Jacket alone for {55|53|59} holes.
""",
    "count": """
Strobbard had {16|15|18} blow-ups over the week.
Vanthrip went through the tournament without a {blow-up|bogey}.
Ned had {14|12|15} blow-ups in 72 holes.
Fezzelby recorded {four|six|nine} zeros in the tournament.
Morradine suffered {seven|six|eight} blow-ups over the four rounds.
""",
    "record": """
{Fezzelby|Strobbard|Bram} had the best round of the week.
{Vanthrip|Dunthrawick|Morradine}'s 80 was the lowest gross score of the week.
""",
    "date": """
TEG 17 | Costa Sarela | {2025|2024|2023}
The tournament ended on {Wednesday|Sunday|Friday} with the final round.
""",
    "course": """
The final round was played at {Sarela Bay|Skerrow Old|Ostermere}.
""",
    "play-off": """
Ned won the Trophy {by a point|in a play-off|on countback}.
""",
    "person": """
{Tavis Morradine|Tavis Mackenzie} had 156 points.
{Piers Dunthrawick|Piers Halloran} finished with 141 points.
""",
}
_ROUND_4 = {
    "total": """
Ned Quillock scored {43|42|44|38} points.
Ned Quillock's {43|41|45} points were the best of the day.
Vanthrip carded an {83|82|85}, eleven over par.
Vanthrip was {eleven|ten|thirteen} over par for the round.
Strobbard had {32|31|35} points in the round.
Ned scored {26|24|27} points on the front nine.
On the back nine Ned managed {17|16|19} points.
Bram's {22|20|24} points on the back nine were the best of the day.
Ned took {18|16|19} points from the first six holes.
Fezzelby took just {9|11|7} points from the opening six.
Morradine added {nine|eleven|seven} points on holes 7 to 12.
Vanthrip picked up {12|14|10} points over the closing six.
Morradine had {16|15|18} points on the front nine and {18|17|20} on the back.
**Wystan Strobbard:** {32|30|34} points (+37), 19 out and 13 back.
Ned moved to {157|156|159} points in total.
Bram's 17-point front nine gave way to a {22-point|20-point|25-point} back nine.
Ned beat Morradine by {43|41|46} points to 34 on the day.
Dunthrawick returned {93|92|95} strokes, 21 over par.
Fezzelby, on {149|148|151} points, finished fourth.
Morradine's {34|36|31}-point round cost him the Trophy.
Quillock's {twenty-six|twenty-four|twenty-eight} points going out for Ned set it up.
""",
    "hole": """
Ned parred the {9th|10th|11th}.
Morradine took an {eight|seven|nine} at the 8th.
Strobbard made a {seven|six|five} at the par-3 12th.
Ned had a {seven|six|eight} at the 15th.
Ned took eight at the {17th|16th|14th}.
Bram took a triple bogey at the {4th|5th|6th}.
Morradine parred the {17th|16th|15th} for three points.
Morradine scored nothing at the {8th|9th|10th}.
Ned made par at the par-5 {4th|17th}.
Ned took {four|three|two} points at the 13th.
Morradine had blow-ups at the 6th, 8th and {10th|11th|12th}.
Fezzelby had triple bogeys at the 4th, {5th|7th|9th} and 6th.
The par-{4|3|5} 8th was the hardest hole of the day.
The 8th averaged {2.29|2.39|1.29} over par.
Both Ned and Morradine took {six|five|seven} at the 18th.
Wystan Strobbard blew up with a seven at the {16th|17th|18th}.
At the 17th Ned made {eight|seven|six} and scored nothing.
Dunthrawick's eight at the {6th|7th|5th} brought him nothing.
Vanthrip {parred|birdied|bogeyed} the 9th.
Morradine's {double bogey|birdie|par} at the 18th was not enough.
Bram posted an 8 on the {4th|2nd|3rd}.
""",
    "margin": """
Ned began the day {eight|seven|nine} points behind Morradine.
Morradine started the final round {eight|six|ten} points clear.
By the 13th Ned was {six|five|eight} points ahead.
Ned led by {six|four|two} with five holes to play.
Ned's {one-point|two-point|three-point} victory was his fourth.
Vanthrip's lead in the Jacket grew from 17 to {27|25|30} strokes.
Vanthrip arrived with a {17-stroke|15-stroke|19-stroke} lead in the Green Jacket.
Fezzelby finished {eight|seven|ten} points behind Ned.
Dunthrawick was {27|25|23} strokes adrift of Vanthrip in the Jacket.
""",
    "position": """
Vanthrip rose from {fourth|fifth|third} to third in the Trophy.
Fezzelby slipped from second to {fourth|third|fifth}.
Bram climbed from sixth to {fifth|fourth|third}.
Strobbard remained {seventh|sixth|fifth} in the Trophy.
Dunthrawick held {second|third|fourth} place in the Jacket.
Morradine ended {second|third} overall.
""",
    "lead": """
Ned took the lead at the {9th|10th|12th|7th}.
Morradine lost the lead at the {8th|7th|10th}.
At the {9th|11th|6th} Ned took the lead from Morradine.
The two shared the lead after the 8th and Ned went in front at the {9th|10th}.
The Trophy lead changed hands {once|twice}.
Ned snatched the lead on the {9th|13th|15th} and held off Morradine.
""",
    "count": """
Vanthrip had {ten|nine|eleven} pars.
Fezzelby had {five|four|six} blow-ups.
Ned had {six|five|seven} pars.
Morradine had {three|two|four} blow-ups.
There were {no|two|three} birdies all day in the field.
Strobbard had {no|two|three} pars in the round.
Fezzelby made {three|four|five} consecutive blow-ups from the 4th.
Dunthrawick had {one|two|three} zero in his round.
""",
    "record": """
{Ned|Bram|Morradine} had the best round of the day.
{Vanthrip|Ned}'s 83 was the lowest score of the day.
The {8th|15th|6th} was the hardest hole of the day.
""",
    "result": """
{Ned Quillock|Tavis Morradine} claimed the TEG Trophy.
The Wooden Spoon went to {Wystan Strobbard|Bram Quillock}.
{Vanthrip|Dunthrawick} secured the Green Jacket.
""",
    "date": """
**Sarela Bay • {01/10/2025|02/10/2025|01/10/2024} • Round 4 of 4**
**Sarela Bay • 01/10/2025 • Round {4|3} of 4**
**Sarela Bay • 01/10/2025 • Round 4 of {4|3|5}**
""",
    "course": """
**{Sarela Bay|Monte Azinal|Vellmar Heath} • 01/10/2025 • Round 4 of 4**
""",
    "play-off": """
There was {no play-off|a countback|a play-off}.
""",
    "person": """
{Orsel Vanthrip|Orsel Vantage} scored 38 points.
""",
}
_ROUND_2 = {
    "total": """
Lorn Fezzelby scored {47|46|49} points at Monte Azinal.
Morradine had {37|36|39} points and now has 78.
Fezzelby has {77|76|79} points in the tournament.
Ned's {30|32|29} points dropped him to third.
Vanthrip went round in {84|83|86}.
""",
    "margin": """
Morradine leads by {one|two|three} point from Fezzelby.
Ned is {three|four|five} points behind Morradine.
Vanthrip leads the Jacket by {ten|nine|twelve} strokes.
""",
    "position": """
Fezzelby jumped from last to {second|third|fourth}.
Ned dropped from first to {third|second|fourth}.
Ned is {third|second|fifth}, three points back.
""",
    "lead": """
Morradine took the Trophy lead at the {10th|9th|12th}.
Vanthrip took the Jacket lead at the {1st|2nd|3rd}.
{Morradine|Ned|Fezzelby} leads after two rounds.
""",
    "count": """
Ned had {seven|six|eight} blow-ups.
Bram had {five|four|six} blow-ups.
""",
    "date": """
With {two|three|four} rounds remaining, nothing is settled.
There are {36|54|18} holes left.
""",
    "record": """
{Fezzelby|Morradine|Ned} had the best round of the day.
""",
}
_TEG18_ROUND_1 = {
    "lead": """
{Morradine and Strobbard|Morradine and Vanthrip|Ned and Strobbard} share the lead.
Dunthrawick led alone from the {5th|6th|4th}.
""",
    "total": """
Strobbard scored {25|24|27} points on the back nine.
Both leaders have {44|43|46} points.
Vanthrip's {79|78|81} is the best score of the day.
Bram Quillock scored {four|six|eight} points on the last six holes.
""",
    "margin": """
Ned Quillock is {three|two|four} points behind the leaders.
Bram is {14|13|16} points adrift.
Vanthrip leads the Green Jacket by {six|five|eight} strokes from Morradine.
""",
    "hole": """
Morradine birdied the {9th|10th|11th}.
Dunthrawick took {ten|nine|eight} at the par-5 10th.
Strobbard had a ten at the {9th|8th|10th}.
""",
    "person": """
{Ned Quillock|Lorn Fezzelby} scored 41 points.
""",
    "date": """
{Three|Two|Four} rounds remain.
""",
}


def by_hand() -> Iterator[Specimen]:
    """The sentences written by hand."""
    for teg, rnd, kinds in (
        (17, None, _TEG17),
        (17, 4, _ROUND_4),
        (17, 2, _ROUND_2),
        (18, 1, _TEG18_ROUND_1),
    ):
        for kind, lines in kinds.items():
            for words in lines.strip().splitlines():
                yield Specimen(kind, teg, rnd, words)


def generated(tour: Tour, first: int = 8) -> Iterator[Specimen]:
    """Sentences made of the scores of every tournament from one on."""
    for tournament in tour.tournaments:
        if tournament.teg >= first and tournament.finished:
            names = short_names(tournament.players)
            for number in (1, 2, 3, 4):
                yield from _of_round(tour, tournament, number, names)
            yield from _of_tournament(tour, tournament, names)


def _near(value: int, *steps: int) -> str:
    return "|".join(str(value + step) for step in (0, *steps))


def _of_round(
    tour: Tour, tournament: Tournament, number: int, names: dict[str, str]
) -> Iterator[Specimen]:
    teg, rnd = tournament.teg, tournament.round(number)
    assert rnd is not None
    for card in rnd.cards:
        name = names[card.player.code]
        points = [value or 0 for value in card.points]
        total, front = sum(points), sum(points[:9])
        gross = sum(value or 0 for value in card.gross_to_par)

        def of(kind: str, words: str) -> Specimen:
            return Specimen(kind, teg, number, words)

        yield of("total", f"{name} scored {{{_near(total, -2, 3)}}} points in the round.")
        yield of("total", f"{name} had {{{_near(front, -1, 2)}}} points on the front nine.")
        yield of("total", f"{name} signed for {{{_near(card.strokes, -3, 4)}}}, {gross} over par.")
        yield of("total", f"{name} was {{{_near(gross, -1, 5)}}} over par.")
        six = sum(points[12:])
        yield of("total", f"{name} closed with {{{_near(six, 1, -2)}}} points on the last six.")
        worst = max(range(HOLES), key=lambda hole: card.gross_to_par[hole] or 0)
        strokes = card.scores[worst] or 0
        wrong = [h for h in range(HOLES) if card.scores[h] != strokes][:2]
        holes = "|".join(ordinal(h + 1) for h in (worst, *wrong))
        yield of("hole", f"{name} took {{{_near(strokes, -1, 1)}}} at the {ordinal(worst + 1)}.")
        yield of("hole", f"{name} ran up a {strokes} at the {{{holes}}}.")
    yield from _race(tour, teg, number, names)


def _race(tour: Tour, teg: int, number: int, names: dict[str, str]) -> Iterator[Specimen]:
    for race in history_of(tour).races_of(teg, number):
        prize = race.competition.name
        unit = "points" if race.competition.measure is Measure.STABLEFORD else "strokes"
        rows = race.after.rows
        lead, second = rows[0], rows[1]
        if not lead.tied and second.behind and second.behind > 1:
            gap = _near(second.behind, 1, -1)
            words = f"{names[lead.player.code]} leads the {prize} by {{{gap}}} {unit}."
            yield Specimen("margin", teg, number, words)
        for row in rows[1:]:
            if not row.tied and row.behind and row.behind > 2:
                name = names[row.player.code]
                gap = _near(row.behind, 1, -2)
                yield Specimen(
                    "margin", teg, number, f"{name} is {{{gap}}} {unit} back in the {prize}."
                )
                places = [row.position, *(p for p in (1, 2, 3, 4, 5) if p != row.position)][:3]
                free = [p for p in places[1:] if p != row.position]
                said = "|".join(ordinal(place) for place in (row.position, *free))
                yield Specimen("position", teg, number, f"{name} lies {{{said}}} in the {prize}.")
        for event in race.events:
            if event.is_change:
                name = names[event.leaders[0]]
                good = {e.hole for e in race.events if e.leaders == event.leaders}
                wrong = [h for h in range(1, HOLES + 1) if h not in good][:2]
                said = "|".join(ordinal(hole) for hole in (event.hole, *wrong))
                yield Specimen(
                    "lead", teg, number, f"{name} took the {prize} lead at the {{{said}}}."
                )


def _of_tournament(tour: Tour, tournament: Tournament, names: dict[str, str]) -> Iterator[Specimen]:
    history = history_of(tour)
    for decision in history.decisions(tournament.teg):
        award = decision.award
        if len(award.players) != 1 or award.exception:
            continue
        winner: Player = award.players[0]
        others = [p.full_name for p in tournament.players if p != winner][:2]
        said = "|".join((winner.full_name, *others))
        prize = decision.competition.name
        teg = tournament.teg
        yield Specimen("result", teg, None, f"{{{said}}} won the {prize}.")
        count = len(history.honours(award.name, winner.code, teg + 1))
        nth = "|".join(ordinal(n) for n in (count, count + 1, count + 2))
        yield Specimen("career", teg, None, f"{names[winner.code]} won his {{{nth}}} {prize}.")
        if decision.margin and decision.margin > 1:
            unit = "points" if decision.competition.measure is Measure.STABLEFORD else "strokes"
            gap = _near(decision.margin, 2, -1)
            words = f"{names[winner.code]} won the {prize} by {{{gap}}} {unit}."
            yield Specimen("margin", teg, None, words)
