"""True sentences of the demonstration tour, each with ways to make it false.

In braces stand the right words, then wrong ones: "won his {fourth|third} Trophy". Every wrong \
word
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
Victory in the Trophy belonged to {Ned Quillock|Tavis Morradine}.
{Ned|Morradine} is the Trophy champion.
{Vanthrip|Dunthrawick} pulled on the Green Jacket once more.
{Wystan Strobbard|Piers Dunthrawick} left with the Wooden Spoon.
""",
    "career": """
Ned Quillock claimed his {fourth|third|fifth} Trophy.
Orsel Vanthrip took a {fifteenth|14th|sixteenth} Green Jacket.
It was Strobbard's {first|second} Wooden Spoon.
Trophy Winner: Ned QUILLOCK ({4th|3rd|5th} Trophy)
Vanthrip won the Green Jacket, his {ninth|eighth|tenth} in a row.
Ned won the Trophy, his first since TEG {13|12|14|15}.
Wystan Strobbard collected his {maiden|fourth} Wooden Spoon.
This was Ned's {fourth|third|second} Trophy in all.
{Four|Three|Five} Trophies now stand beside Ned's name.
Ned's {4th|5th} TEG Trophy puts him out in front.
For the {fifteenth|fourteenth|sixteenth} time Vanthrip won the Green Jacket.
Vanthrip has now won {nine|eight|ten} Jackets in a row.
""",
    "margin": """
Ned won the Trophy by {one|two|three} point.
Vanthrip won the Jacket by {27|26|28|31} strokes.
Orsel Vanthrip's {27-stroke|25-stroke|29-stroke} victory was never in doubt.
Vanthrip finished {27|17|37} strokes clear of Dunthrawick.
Morradine came home {one point|two points|four points} behind Ned.
Dunthrawick finished {27|29|24} strokes behind Vanthrip in the Green Jacket.
Fezzelby ended up {eight|nine|six} points adrift of Ned.
In the end only {one point|two points|three points} separated Ned from Morradine.
The winning margin in the Jacket was {27|25|29} strokes.
Vanthrip cruised home by {27|24|30}.
Dunthrawick, {27|22|31} strokes back, was the best of the rest in the Jacket.
Morradine lost out by {one point|two points} to Ned.
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
{Second|Third} place went to Morradine.
Vanthrip took {third|second|fourth}, seven points off the pace.
Fourth was {Lorn Fezzelby|Bram Quillock}.
Morradine was {runner-up|third} in the Trophy.
Piers Dunthrawick came {second|third} in the Jacket behind Vanthrip.
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
At week's end Ned's tally read {157|155|159}.
Fezzelby's {47|45|49} on the Monday was the low point for everyone else's morale.
It took {157|156|160} points to win the Trophy.
Wystan Strobbard, with {132|135|129} points, propped up the table.
Ned (157) held off Morradine ({156|155|152}).
Vanthrip's winning total was {+46|+48|+43}.
Morradine's rounds of 41, 37, {44|43|46} and 34 gave him 156.
Bram improved with a closing {39|38|41}.
""",
    "lead": """
Ned led alone for {33|31|36} holes.
Morradine led alone for {30|28|32} holes.
Vanthrip led the Jacket alone for {55|53|59} holes.
The Trophy lead changed hands {three|seven|nine} times over the week.
Morradine led after {two|one|three} of the four rounds.
""",
    "count": """
Strobbard had {16|15|18} blow-ups over the week.
Vanthrip went through the tournament without a {blow-up|bogey}.
Ned had {14|12|15} blow-ups in 72 holes.
Fezzelby recorded {four|six|nine} zeros in the tournament.
Morradine suffered {seven|six|eight} blow-ups over the four rounds.
The field had {nine|seven|twelve} birdies all week.
Vanthrip made {four|three|five} birdies and 27 pars over the four rounds.
Strobbard managed just {three|four|five} pars in 72 holes.
Ned's card showed {14|13|16} blow-ups across the tournament.
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
Quillock N. finished with {43|45|40}.
Vanthrip went around in {83|84|81}.
Orsel Vanthrip had the low gross of the day, an {83|82|85}.
Ned turned in {26|25|28} points.
Ned was out in {26|24|27} points and back in 17.
Fezzelby's {15|13|17} out and {20|18|22} home added up to 35.
Bram came home in {22|21|24} points.
Over the middle six Ned found another {16|14|18} points.
Strobbard faded with {eight|ten|six} points on the last six.
A front nine of {26|24|28} points did the damage for Ned.
Ned piled up {18|17|20} points through six holes.
Tavis Morradine limped to {34|36|31} points.
Tavis's total of {34|32|37} points was his lowest of the week.
Ned, who had 26 at the turn, ended with {43|42|46}.
That gave Ned {157|158|154} for the week.
Vanthrip's gross {83|85|80} was the best of the day.
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
The {eight|seven|nine} at the 17th nearly cost Ned the Trophy.
Ned's only zero came at the {17th|16th|15th}.
The 8th cost Morradine an {eight|seven|six}.
Morradine could do no better than {eight|six|seven} at the 8th.
The par-3 12th ruined Strobbard, who made {seven|six|five} there.
Bram three-putted for {7|6|8} at the 8th.
Ned scored {four|three|two} points with a par at the 9th.
Vanthrip dropped two shots at the {8th|9th|10th}.
Morradine's card had an 8 on {6|7|9} and another on 8.
Ned ran up a {triple bogey|double bogey|bogey} at the 15th.
A {double bogey|par|bogey} six at the last was enough for Ned.
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
Ned had trailed by {eight|six|ten} overnight.
Morradine's eight-point overnight lead became a {one-point|two-point|four-point} defeat.
The gap between Ned and Morradine at the end was {one point|two points|four points}.
Ned stood {two|four|five} points ahead after the 9th.
Ned was {three|five|seven} ahead with two to play.
Ned overturned an {eight-point|nine-point|six-point} deficit.
""",
    "position": """
Vanthrip rose from {fourth|fifth|third} to third in the Trophy.
Fezzelby slipped from second to {fourth|third|fifth}.
Bram climbed from sixth to {fifth|fourth|third}.
Strobbard remained {seventh|sixth|fifth} in the Trophy.
Dunthrawick held {second|third|fourth} place in the Jacket.
Morradine ended {second|third} overall.
Fezzelby tumbled from joint second to {fourth|third|sixth}.
Bram's charge took him up to a share of {fifth|fourth|third}.
Vanthrip finished the day in {third|fourth|second}.
""",
    "lead": """
Ned took the lead at the {9th|10th|12th|7th}.
Morradine lost the lead at the {8th|7th|10th}.
At the {9th|11th|6th} Ned took the lead from Morradine.
The two shared the lead after the 8th and Ned went in front at the {9th|10th}.
The Trophy lead changed hands {once|twice}.
Ned snatched the lead on the {9th|13th|15th} and held off Morradine.
Morradine still led after the {7th|9th|12th}.
Ned and Morradine were level after the {17th|16th|14th}.
It was at the {9th|10th|12th} that Ned took the lead.
By the {9th|7th|6th} Ned was in front.
Morradine surrendered the lead at the {8th|6th|11th}.
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
Fezzelby had just {one|two|three} par all day.
Vanthrip's ten pars and {no|two|three} birdies told the story.
Strobbard suffered {four|three|five} blow-ups.
Bram's round had {two|three|four} blow-ups.
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

_LONG_ROUND_4 = """
Having started eight points back, Ned reeled Morradine in over the front nine and was never \
behind after the 8th.
Morradine, who had led by eight overnight, was caught at the 8th and passed at the 9th.
Ned was six clear with five to play, but dropped eight shots over the last five holes and needed \
the stroke he received at the 18th to win by one.
Only at the 18th was it settled: two strokes for Ned there, one for Morradine, sixes for both, \
and the Trophy by a point.
Fezzelby and Ned had begun the day level in second on 114; Ned finished first and Fezzelby \
fourth, eight points apart.
Dunthrawick's 32 and Strobbard's 32 were the lowest of the day.
Bram, sixth overnight on 102, shared fifth with Dunthrawick on 141 after a 39.
Vanthrip began the day 17 strokes ahead of Dunthrawick in the Green Jacket and finished 27 \
ahead, with not one blow-up on his card.
Morradine's nine points on the middle six were his undoing, and his 34 points in all were ten \
fewer than the day before.
A par at the 9th put Ned two ahead; by the 12th the gap was five.
Ned scored in each of the first 16 holes before his eight at the 17th.
Vanthrip's 38 points took him past Fezzelby into third.
Strobbard, last by nine points, took the Spoon; his seven at the par-3 12th and another at the \
par-3 16th did not help.
Fezzelby had three triple bogeys in a row from the 4th and 15 points going out, but 20 coming \
home.
The defending champion needed 36 points to be sure of it and got 34.
Ned's front nine of 26 was ten better than Morradine's 16.
Nobody made a birdie all day.
It was Ned's fourth Trophy and took him one clear of Morradine and Vanthrip on three.
With one hole to play they were level on 155.
Dunthrawick was two over for the first three holes.
Vanthrip was the only one without a blow-up; Fezzelby had five.
On a day when the field averaged 36 points, Ned had 43.
Ned gained nine points on Morradine, who had been the leader since the second round.
The hardest hole was the 8th, where the field was 16 over par between them.
"""
_LONG_TEG17 = """
Ned Quillock came from eight points behind on the last day to win his fourth Trophy.
Morradine led after the second and third rounds, by one and by eight, and lost by one.
Ned scored 45, 30, 39 and 43; Morradine 41, 37, 44 and 34.
After a first round of 45 Ned led by four, but 30 in the second cost him the lead.
Fezzelby was last after the first round with 30 and second after the next, thanks to a 47.
Orsel Vanthrip, second in the Jacket by a stroke after the first round, led by ten after the \
second, by 17 after the third and won by 27.
Vanthrip's fifteenth Jacket was also his ninth in succession.
Of the four rounds, Ned led after the first and the last.
The Costa Sarela had last seen the tour at TEG 14, when Dunthrawick won.
Strobbard, who won the Trophy at TEG 15, took his first Wooden Spoon two years later.
Dunthrawick finished 27 shots behind Vanthrip but 19 ahead of Morradine in third.
There were nine birdies in the week, four of them by Vanthrip.
Bram and Dunthrawick both ended on 141 points, 16 behind Ned and nine ahead of Strobbard.
Ned's 33 holes in the lead were three more than Morradine's 30.
Morradine had 122 points with a round to play, Ned 114.
Round 2 belonged to Fezzelby: 22 out, 25 home, 47 in all and only one blow-up.
The last round at Sarela Bay was Ned's: 43 points, 26 of them on the front nine.
"""


def long_and_true() -> Iterator[Specimen]:
    """True sentences that are hard to read, with nothing wrong to put in."""
    for rnd, lines in ((4, _LONG_ROUND_4), (None, _LONG_TEG17)):
        for words in lines.strip().splitlines():
            yield Specimen("long", 17, rnd, words)


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
        yield of(
            "total",
            f"{name} signed for {{{_near(card.strokes, -3, 4)}}}, {gross} over \
par.",
        )
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
