"""People, days, places, counts, bests and bounds as newspapers write them, right and wrong.

Written before the rules were, about the demonstration tour's TEG 17: a line begins with the round
that the report is about (0: the tournament), and holds in brackets what is right and what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

False_ = Callable[..., list[tuple[str, str]]]

SEEN = """
4 [Dunthrawick|Brannigan] limped home with 32 points.
4 [Strobbard|Maddox]'s card was littered with blow-ups.
4 Ned finished on 43, nine better than [Tavis|Leopold].
0 The field was completed by [Lorn Fezzelby|Selwyn Thackeray], who made 149 points.
4 Behind them came [Bram|Dougal], out in 17 points and home in 22.
3 A tidy 80 from [Vanthrip|Osgood] was the low round of the day.
4 [Vanthrip and Strobbard|Vanthrip and Ellery] walked in together.
3 The pick of the chasing pack was [Morradine|Tollemache], who collected 44 points.
1 Lorn Fezzelby and [Wystan|Barnaby] never settled.
4 The tour's last morning, a [Wednesday|Friday], broke grey over the bay.
0 They teed off on [28 September|21 September] and were done by 1 October.
2 [Monday|Saturday]'s golf was Lorn Fezzelby's.
3 With [one round|two rounds] still to come, nothing was settled.
3 [Eighteen|Thirty-six] holes now stand between Ned Quillock and the Trophy.
1 [Three|Two] more rounds await the field.
2 [Two|Three] rounds down, two to go.
0 A [seven|eight]-man field made the trip to Costa Sarela.
0 [Seven|Nine] players set out from Quinta da Lorva.
0 Over [four|five] days in Lusaria the lead changed hands often.
0 Ned Quillock came out on top of a [72|54]-hole tournament.
0 The [seventeenth|sixteenth] TEG returned to Costa Sarela.
0 The golf was played in late [September|November].
3 Back at [Quinta da Lorva|Ostermere] for the third day, the greens were slower.
2 The hills of [Monte Azinal|Vellmar Heath] were cruel to tired legs.
0 On the third day they went back to [Quinta da Lorva|Sarela Bay].
0 [Sarela Bay|Monte Azinal] hosted the finale.
0 [Costa Sarela|Kerrowmark] welcomed the tour for a week of golf.
4 Morradine ran up [three|four] blow-ups in a wretched afternoon.
4 Vanthrip's card showed [ten|eight] pars.
4 Fezzelby's round contained [five|three] disasters.
3 The field could find only [four|six] birdies.
3 Vanthrip birdied [two|three] holes.
4 Vanthrip had a run of [three|five] pars from the 4th.
4 Two zeros and [four|three] blow-ups were Strobbard's lot.
2 Bram Quillock's [five|four] blow-ups told the tale.
0 [Orsel Vanthrip|Tavis Morradine] went the whole week without a blow-up.
4 [Orsel Vanthrip|Ned Quillock] was the only man without a blow-up.
4 [Strobbard|Fezzelby] did not make a par all day.
4 Between them the seven ran up [seventeen|twenty] blow-ups.
4 [Ned Quillock|Bram Quillock]'s outward nine of 26 points was the best of the day.
4 No one bettered [Ned|Bram]'s 43.
4 [Bram|Piers] had the best back nine of the day.
3 [Morradine|Vanthrip] topped the day's scoring with 44 points.
3 [Vanthrip|Dunthrawick] was the only man to break 85.
0 [Lorn Fezzelby|Ned Quillock]'s 47 at Monte Azinal was the best round of the week.
0 The week's low round, an 80, belonged to [Vanthrip|Dunthrawick].
2 [Bram|Ned]'s 28 was the worst score of the day.
2 Only [three|four] players passed 36 points.
4 [Ned Quillock|Tavis Morradine] was the only player to top 40 points.
4 Strobbard needed more than [100|110] shots.
4 Dunthrawick failed to break [90|95].
3 Vanthrip broke [85|80] with something to spare.
4 Ned Quillock made at least [40|45] points.
2 Bram Quillock could not reach [30|25] points.
2 Fezzelby took fewer than [95|90] strokes.
0 Ned Quillock's four rounds yielded over [150|160] points.
4 [Fezzelby|Ned Quillock] fell short of 36 points.
3 [Tavis|Orsel] did not manage a birdie.
2 [Vanthrip|Bram Quillock] took nothing worse than a double bogey.
0 Ned Quillock is now a [four|five]-time Trophy winner.
0 Strobbard took the Wooden Spoon for the [first|second] time.
0 It was Ned's first Trophy in [four|six] years.
0 Vanthrip won the Jacket for the [ninth|eighth] year running.
4 [Nobody made a birdie.|Nobody made a par.]
3 [Two players made birdies.|Four players made birdies.]
1 [Four|Six] men got to 38 points.
3 Wystan's round of 105 included [four|six] triples or worse.
2 It rained on [Monday|Thursday], and nobody minded but Bram.
1 Everybody scored at least [30|33] points.
4 The last man home, [Strobbard|Callender], came in with 109.
0 All [seven|six] players completed four rounds.
0 [Three|Four] courses were used.
1 [Sunday|Tuesday]: Quinta da Lorva, and a light wind.
3 On a warm [Tuesday|Saturday] afternoon the wind rose twice.
2 Day two took the tour up to [Monte Azinal|Sarela Bay].
4 Sarela Bay staged the [fourth|second] round.
0 The week ended at [Sarela Bay|Monte Azinal].
4 Strobbard came home without [a par|a zero].
4 Dunthrawick stitched together [two|four] pars in a row from the 15th.
4 Bram Quillock finished with [two|four] blow-ups on his card.
4 [Wystan|Tavis] was the only player without a single par.
2 [Fezzelby|Morradine] alone got past 40.
1 Nobody got to [46|44] points.
4 The lowest round of the day was [Vanthrip|Dunthrawick]'s 83.
4 Best of all was [Ned Quillock|Bram Quillock], with 43.
2 The wooden spoon of the day: [Bram Quillock|Dunthrawick], 28 points.
0 [Lorn Fezzelby|Ned Quillock] had the highest single round, 47 points at Monte Azinal.
0 Vanthrip's best day was the [third|second], an 80.
3 Strobbard took over [100|110] strokes again.
1 Fezzelby did not reach [35|25] points.
0 Ned has won the Trophy [four|three] times.
0 It is [fifteen|nine] Jackets now for Vanthrip.
4 H1-6: [Ned Quillock|Orsel Vanthrip] goes off like a train (best split of the round).
2 Best six-hole split: [Lorn Fezzelby|Piers Dunthrawick], out on the hill.
3 Strobbard faded, his closing six the [worst|best] of the field.
3 [Tavis Morradine|Lorn Fezzelby] put together the tournament's best middle six.
3 [Bram Quillock|Lorn Fezzelby] had the second-best start on the front nine.
3 Orsel Vanthrip's 80 was his [best|worst] round of the week.
4 [Bram Quillock|Ned Quillock] signed off with his best round of the week.
0 Vanthrip's worst gross round, 15 over in Round [1|2], was still the lowest of that day but one.
1 Orsel Vanthrip's lone [birdie|par] came at the 10th.
2 [Ned Quillock|Wystan Strobbard] made his only birdie of the week on the way home.
0 [Four|Three] of the week's nine birdies were Vanthrip's.
0 Vanthrip made four of the week's [nine|ten] birdies.
4 The 3rd was cruel: only [Dunthrawick|Vanthrip] managed a par there.
0 All four rounds were played between [28|27] September and 1 October 2025.
3 The third round, on [30 September|29 September], took them back to Quinta da Lorva.
2 Ned failed to score on [two|four] consecutive holes.
4 Bram parred [two|three] holes in a row on the way home.
4 Vanthrip made [one par|four pars] to finish.
3 Birdies: four in the field - Vanthrip 2 (H8, [H13|H14]), Dunthrawick 2 (H1, H4).
3 Birdies: [four|five] in the field - Vanthrip 2, Dunthrawick 2.
3 Only four birdies all day, Vanthrip's at the 8th and [Dunthrawick|Fezzelby]'s at the 4th.
4 The field ran up 17 blow-ups (LF 5, WS 4, TM [3|2]).
0 [Vanthrip|Dunthrawick] made the most birdies of the week.
4 [Vanthrip|Ned] made more pars than anybody else.
4 Nobody had more blow-ups than [Fezzelby|Strobbard].
3 Zero birdies for [Ned Quillock|Vanthrip].
4 Fezzelby recorded blow-ups at [five|three] holes.
2 Monte Azinal: Fezzelby 47, [four|three] more than the previous best there (Bram, TEG 6).
2 Monte Azinal: Fezzelby 47, four more than the previous best there (Bram, TEG [6|5]).
3 Vanthrip 80: the [second-lowest|third-lowest] gross at Quinta da Lorva, behind Bram's of old.
2 Fezzelby's 47 was [four|five] better than Bram Quillock's 43 at TEG 6.
2 Fezzelby's 47 was four better than Bram Quillock's 43 at TEG [6|5].
3 Vanthrip's [80|76] was the fifth-lowest round in the history of the tour.
4 Dunthrawick and [Strobbard|Fezzelby], both on 32, brought up the rear.
1 Vanthrip made 34 points, the same as [Strobbard|Fezzelby].
2 Morradine and [Vanthrip|Dunthrawick] shared 37.
4 Everybody but [Vanthrip|Ned] had a blow-up.
4 [Six|Five] of the seven players blew up at least once.
4 The 8th, where [three|two] of the seven, all but the leaders, blew up.
0 All four rounds of TEG 17 were played between [28|27] September and 1 October.
4 Birdies: [none|one] from the seven of them in 126 attempts.
4 H6: Fezzelby's [third|fourth] blow-up of the round, and the hole was lost.
4 It was Bram's [second|third] blow-up of the day.
0 Strobbard and Fezzelby between them accounted for [30|28] of the week's 64 blow-ups.
3 Vanthrip's 41 was the [second-best|third-best] round of the day.
3 Morradine's 44 was [three|five] points better than anyone else's.
3 Vanthrip's 80 was the best gross of the day by [seven|five] shots.
0 Ned passed 40 points [twice|three times].
0 Vanthrip broke 85 in [three|two] of his four rounds.
0 [Strobbard|Fezzelby] never reached 35 points.
4 It was a day of [17|19] blow-ups.
0 [Strobbard|Fezzelby], with so many blow-ups, had the highest disaster count of the week.
4 Vanthrip made ten pars, [four|three] more than anybody else.
3 Four birdies were made all day, [two|three] of them by Vanthrip.
0 In gross strokes Tavis Morradine stayed well above his previous best of [83|85].
4 Fezzelby's card held [two|four] scores of eight or worse.
4 The day's best nine was [Ned|Bram]'s 26.
2 Vanthrip's 84 was the day's low round by [eight|six] strokes.
2 [Fezzelby|Vanthrip] was the day's top scorer with [47|37] points.
"""
UNSEEN = """
0 Third place on the day went to [Vanthrip|Lindqvist] with 38 points.
4 There were only [seven|five] names on the tee sheet.
0 This was golf over [72|90] holes and three courses.
4 Vanthrip reeled off [four|six] pars in the last eight holes.
3 The day's two best birdie makers were [Vanthrip and Dunthrawick|Vanthrip and Fezzelby], two each.
4 Every player but [Vanthrip|Ned] had a blow-up.
2 Vanthrip was comfortably under [90|80].
4 With 43 points Ned finished above [40|45].
0 Nobody has won more Jackets than [Vanthrip|Bram].
0 Strobbard had never before taken the [Wooden Spoon|TEG Trophy].
"""
"""What is wrong here is not seen yet."""
QUIET = """
4 It was a day for Calloway drivers and Titleist balls.
4 Seve would have smiled at Quillock's escape on the 6th.
0 Duarte Melviz built the course, and Melviz hates a fade.
4 "Shades of Greg Norman," muttered the starter, old Pereira.
4 The barman, Joaquim, kept the wine coming; Joaquim has seen worse.
4 Storm Kirsty arrived at the turn, and Kirsty took no prisoners.
0 Dinner was at Casa Mirela, and the Lusarian Open begins there on Thursday.
4 Rory McIlroy himself would have laid up.
4 Hogan's Alley it was not, but Quillock made par.
0 The Atlantic took two of Morradine's balls, and Neptune kept them.
4 Amen Corner claimed another victim at the 12th.
4 Vanthrip, a pupil of Pelham at the club at home, took up golf at six.
0 Mrs Quillock drove to the airport on Friday.
4 The sponsors, Hartley Ales, gave a prize of 40 bottles.
4 Old Tom Morris finished in front of fewer people.
0 On Thursday they fly home.
0 The booking had been made in February, on the 3rd.
0 Next year's tour begins on 12 September 2026.
4 Quillock's putter, a Ping of 1987, stayed cool.
4 At the Crown that evening Wystan paid.
4 Mercifully Strobbard had a spare.
4 Enter Quillock. Cue Morradine's troubles.
0 Like Nicklaus at Augusta, Ned had to wait.
4 Kevin from the pro shop scored nothing but compliments.
4 A marshal named Ferreira finished his sandwich.
4 Boules won, golf lost: Vanthrip went to the beach.
4 Vanthrip was one of the few to enjoy it.
3 Strobbard's best round of the week, 34 points, left him last.
4 Two balls, three bunkers and Lorn was at the 4th.
0 In his first forty years Ned never won a thing.
0 The 2021 champion, Ned, has now gone from Nordheide to Costa Sarela and back.
4 More than once Bram looked at the sky.
4 Ned had fewer than ten words for the press.
4 Fewer than 20 people watched.
4 At least three balls went into the sea from the 15th.
4 Over 40 swallows sat on the wire behind the 3rd green.
4 Six pars and a birdie that got away underpinned it, and three pars at the end saved the day.
4 Two blow-ups, and at the 15th a lost ball, were what it took.
4 Ned's par at the 4th, the toughest hole on the card by stroke index, was worth four points.
4 Vanthrip's par at the 5th was worth more than the previous four holes had given him.
4 The 2nd was kind; only Bram and Dunthrawick made a par there.
1 Dunthrawick was undone after three pars to end the front nine.
2 Fezzelby's 47, seventeen points better than his opening round, was ten more than anyone else's.
4 Ned's front nine of 26 was ten better than Morradine's 16.
"""
"""Sponsors, storms, courses, champions of other days, journeys: no claim that could be false."""
_CHOICE = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")


def told(lines: str, group: int) -> list[tuple[int | None, str]]:
    """Round and text of every line, with the right (1) or the wrong (2) of each choice."""
    found = []
    for line in lines.strip().splitlines():
        number, text = line.split(" ", 1)
        found.append((int(number) or None, _CHOICE.sub(rf"\{group}", text)))
    return found


@pytest.mark.parametrize(
    "lines", [told(SEEN, 1), told(UNSEEN, 1), told(QUIET, 1)], ids=["seen", "unseen", "quiet"]
)
def test_what_is_right_is_not_called_false(
    false: False_, lines: list[tuple[int | None, str]]
) -> None:
    alarms = {text: found for rnd, text in lines if (found := false(text, 17, rnd))}
    assert alarms == {}


def test_what_is_wrong_is_called_false(false: False_) -> None:
    assert [text for rnd, text in told(SEEN, 2) if not false(text, 17, rnd)] == []
