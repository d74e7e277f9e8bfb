"""Items of notes, lists and figures with their hole, of the demonstration's TEG 17.

A line begins with the round that the report is about (0: the tournament), and holds in brackets
what is right and what is wrong; a `/` begins a new line of the report.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

False_ = Callable[..., list[tuple[str, str]]]

SEEN = """
1 - H10 (Par 4): Tavis MORRADINE [blow-up|birdie] (8 / +4), 0 pts
1 - H10 (Par 4): Tavis MORRADINE blow-up (8 / +[4|5]), 0 pts - a long walk
1 - H10 (Par 4): Tavis MORRADINE blow-up (8 / +4), [0|1] pts - a long walk
4 - H6 (Par 5): Ned QUILLOCK 4 points on H6 (5 / +[0|1]), 4 pts
0 ## Round 1/- H16 (Par 3): no joy for two - [two|three] zeros
0 ## Round 4 Notes/- Brutal: H7-H8 produced [three|five] blow-ups across the field
2 - Ned QUILLOCK holes 8-12: 4 pts (blow-ups on holes 10, 11, [12|13])
0 Strobbard took a [nine|seven] at Round 3's 14th.
0 Strobbard took a nine at Round 3's [14th|13th].
0 Morradine's eight on R4 [H6|H7] was the end of it.
1 - H13-18: Lorn FEZZELBY recovers with [13|15] points on the back nine
1 Ned won after three swaps with Dunthrawick and four-pointers at the 3rd and the [6th|9th].
0 ## Round 1 Notes/- Ned QUILLOCK: 45 pts (Stableford), rank [1|2] (round)
0 ## Round 4 Notes/- Orsel VANTHRIP: 38 pts (Stableford), rank 3 (Trophy) / rank [1|2] (Jacket)
0 - OV: 150pts, led [59|72]/72 holes (Jacket)
4 - **Ned QUILLOCK:** 43 pts (+[4|5] vs R3: 39 pts)
4 - **Ned QUILLOCK:** 43 pts, moves up (+[1|5] position)
4 - **Ned QUILLOCK:** F9: 26 pts, B9: 17 pts (diff: [9|8])
0 - Ned Quillock: [45|43] pts (Stableford) - First round
0 - Lorn Fezzelby: [30|37] points (Stableford, Round 1)
1 Fezzelby suffered at the 10th, an [eight|nine] killing off a fair start.
0 Strobbard's week turned on an [9|8]/+4 car crash on the 14th in Round 3.
4 Bram Quillock improved to 39 points (up from [36|34]) with a late run.
4 Ned's 43 points (up from [45|47] in Round 1) were enough.
4 Ned Quillock had [18|12] points over the first third of the course.
3 Vanthrip had [two|five] birdies, including one at the 13th.
4 - Bram Quillock's late charge: [11|15] points over his final five holes
4 Ned's [18|16] points over the opening six holes put daylight between himself and the field.
0 - Orsel Vanthrip: [11|14] (Gross) - Fourth round
1 Four men fell at the 6th: Bram (+2), Fezzelby (+2), Morradine (+3) and Strobbard (+[2|4]).
4 Ned's [26-point|24-point] front nine showed the balance that could win a Trophy.
4 **Holes 7-12 (middle)**/- Ned QUILLOCK keeps it up with [16|18] pts
4 **Holes 13-18**/- Morradine closes well ([13|9] pts) and Strobbard does not ([8|13] pts)
4 Then came the middle six. Fezzelby found [15|12] points there. Bram added [12|14] points.
4 Vanthrip signed off with a [12-point|17-point] finish.
4 Bram had a [22-point|18-point] charge home.
4 The 8th averaged a brutal 6.3 strokes, [2.3|3.2] over par, and yielded just 1.1 points.
4 - **Hardest hole:** H8 (Par 4, avg 2.3 over par, [1.1|1.6] pts avg)
4 - **Easiest hole:** H12 (Par 3, avg [3.9|4.4] vs Par 3)
4 The eighth and fifteenth holes both averaged [two|four] strokes over par.
4 The brutal 8th and 15th, averaging 2.3 and [2.1|3.1] over par, did for most.
4 - Bram QUILLOCK holes 7-12: Avg +[1.17|1.50] vs par
4 Ned's 43 points were [four|five] better than his previous round.
4 Bram, with a [three-point|five-point] improvement on his third round, went home happy.
4 - **Ned QUILLOCK:** 43 pts, down [2|5] pts from Round 1, but enough
4 - **Ned QUILLOCK:** 43 pts, [+4|+6] from prev round
4 **Ned Quillock:** [Improved four points on|Dropped four points from] his third round.
4 **Ned Quillock:** His [26-point|22-point] front nine showed what might have been.
4 Fezzelby faded badly, with just [eleven|thirteen] points in the final stretch.
4 - H17: Ned QUILLOCK 8 (0 pts), MORRADINE par (3 pts): all square on [155|177]
4 After nine holes Morradine stood on [138|129].
4 In the Green Jacket it was Vanthrip from Dunthrawick, +46 to [+73|+70].
4 In the Green Jacket Bram is level with nobody, and Vanthrip is 27 clear on [+46|+95].
4 - H15: DUNTHRAWICK lies sixth, only to finish with a [6|8] (1 pt)
4 - Fezzelby: [15 pts out|18 pts out], 20 back
4 It was at the 9th, where Ned made [four|six] and Morradine could only manage a six, that he led.
4 - H12 (Par 3, avg 3.86): STROBBARD [7|6], MORRADINE 4, nobody under par
4 - H17: Ned QUILLOCK 8 (0 pts), MORRADINE [par|birdie] (3 pts): all square on 155
4 - STROBBARD: two 7s (H12, [H15|H14]) and out of it
4 Strobbard's [five|six] at the opening par four set the tone.
4 Ned had a par and [four|three] points at the 4th.
4 Ned's par at the 13th was worth [four|three] points.
4 It was at the 15th, where Dunthrawick's par and Ned's [triple bogey|bogey] changed things.
4 Nobody went out better than Ned's 26 points, [18|21] of them in the first six.
4 Bram was the man of the afternoon (39 pts, of which [17|20] before the turn).
4 The middle six was kind to Fezzelby, who had 15 points. Bram managed [twelve|ten] there.
4 Ned had 43 points in spite of a last six worth only [nine|twelve].
4 Vanthrip was steadier: fifteen points early on, and [twelve|fourteen] over the last six.
4 - **Orsel VANTHRIP:** 38 pts, 3rd place (-[7|9] from lead)
4 - End: 1st QUILLOCK (157), 2nd MORRADINE ([156|154], -1), 3rd VANTHRIP (150, -[7|6]) and so on
4 Ned's sixes read 18, 16 and [9|11], and that was enough.
4 Fezzelby had 9 pts, 15 pts and then [11|13] over the three stretches.
4 Bram went out in 17 to Vanthrip's [19|22], and so it stayed.
4 Ned's nines were hardly alike: 26 points on the way out, [17|19] on the way home.
4 Ned's 43 points were two fewer than he had made in the [opening round|second round].
4 The round belonged to Ned Quillock: [43|46] points, made of 26 and 17.
4 Ned finished with [43|41] to Vanthrip's 38, and Morradine faded.
4 - **Ned QUILLOCK:** 43 pts (vs [39|37] R3), +4 pt improvement
4 - **Ned QUILLOCK:** 43 pts (vs 39 R3), [+4|+6] pt improvement
4 - WS: four blow-ups, H12 (+[4|6]) and H16 (+4) among them
4 - Strobbard had blow-ups, a massive [+4|+6] on H12 the worst
4 - Strobbard imploded (7/+4 on H12, [7|5]/+4 on H16)
4 - Ned QUILLOCK, 43 pts, rank 1 Trophy, rank [5|7] Jacket
4 - **Hardest holes:** H8 (Par 4, avg 2.3 over par) and H15 (Par 4, avg [2.1|2.3] over par)
4 - H7-12: Lorn FEZZELBY at his best ([15|18] pts in six holes)
0 - Round 3: [Quinta da Lorva|Sarela Bay], in fair weather
4 Ned made the turn in front, and a back-nine [17|19] was enough.
4 Ned was out quickly, but the back nine registered [17|20] despite everything.
4 Strobbard and Dunthrawick both posted [32|41], and shared nothing else.
4 Ned's fourth-round [43|41] secured the Trophy.
0 Ned followed with rounds of 30, 39 and [43|41].
4 - H9: Ned QUILLOCK takes lead from Tavis MORRADINE ([140|143] pts total)
4 - H9: Ned QUILLOCK goes in front ([140|145] pts total) - first lead change
4 Strobbard's seven at the 16th, a [four|five]-over nightmare, hurt.
4 Strobbard took a seven at the 12th, [four|five] over par.
4 Ned recovered with four-point hauls at the 4th, [9th|8th] and 13th.
0 Ned averaged [39.3|38.3] points per round.
0 Ned, with his four-round average of [39.25|41.25] points, was hard to catch.
0 Strobbard averaged [35|42] over par per round.
"""
CHOICE = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")
LINES = tuple(line for line in SEEN.splitlines() if line)


def _text(line: str, choice: int) -> tuple[str, int | None]:
    number, words = line.split(" ", 1)
    return CHOICE.sub(lambda match: match[choice], words).replace("/-", "\n\n-"), int(
        number
    ) or None


@pytest.mark.parametrize("line", LINES)
def test_what_is_right_is_no_false_alarm(false: False_, line: str) -> None:
    text, rnd = _text(line, 1)
    assert false(text, 17, rnd) == []


@pytest.mark.parametrize("line", LINES)
def test_what_is_wrong_is_found(false: False_, line: str) -> None:
    text, rnd = _text(line, 2)
    assert false(text, 17, rnd)


def test_what_all_are_said_to_have_had_all_must_have_had(false: False_) -> None:
    assert false("All players were level on 12 points after six holes.", 17, 4)
    assert false("All players were level on two points after one hole.", 7, 2) == []
