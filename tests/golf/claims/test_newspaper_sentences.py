"""Golf as newspapers write it: what is right is never called false, what is wrong mostly is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

False_ = Callable[..., list[tuple[str, str]]]

LEAST_FOUND = 0.85
_EITHER = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")
SAID: dict[tuple[int, int | None], str] = {
    (17, 4): """
Morradine ran up [an eight|a six] at the 8th.
The [8th|9th] was where Morradine's day came apart: an eight.
Strobbard found the water at the 12th and walked off with [a seven|a five].
Ned's [treble|double] bogey at the 17th let Morradine back in.
There was a quadruple bogey for [Strobbard|Vanthrip] at the 16th.
Bram's hopes went with a triple bogey eight at the [4th|5th].
Dunthrawick, out of bounds at the 6th, put down [an eight|a nine].
Ned steadied himself with pars at the 12th and [13th|14th].
Fezzelby finished with a [bogey|double bogey] at the last.
Vanthrip holed a good one at the 12th for [par|birdie].
Ned took only [four|six] points from his last four holes.
[Strobbard|Fezzelby] made a seven of the par-three 12th.
Morradine's birdie putt at the 14th slid by and he settled for [par|bogey].
The scorer wrote a nought against [Ned|Orsel]'s name at the 17th.
It was at the [9th|11th] that Ned first nosed ahead in the Trophy.
Morradine, in front since breakfast, was caught at the [8th|6th].
By the turn the Trophy lead was [Ned|Fezzelby]'s.
Ned was reeled in at the [17th|15th], but only for a hole.
[Vanthrip|Dunthrawick] was never headed in the Jacket.
Overnight leader [Morradine|Fezzelby] could not hold on.
[Morradine|Strobbard] had slept on a lead of eight.
The Trophy lead swapped hands [once|three times] on the final afternoon.
With one hole to play Ned and [Morradine|Vanthrip] could not be separated.
[Vanthrip|Bram] led the Jacket from the first tee to the last green.
Ned edged home by [a single point|three points].
Ned pipped Morradine by [a point|two points].
Vanthrip strolled to the Jacket with [27|22] shots to spare.
Ned, [eight|six] points adrift overnight, hauled Morradine in.
Vanthrip was [27|31] shots too good for Dunthrawick over the week.
Strobbard ended up [25|20] points off the winning total.
Ned wiped out a deficit of [eight|eleven] points.
At the turn Ned was [two|four] points up.
Third-placed Vanthrip was [seven|five] points behind the winner.
A gulf of [25|18] points separated first from last.
Vanthrip went from [fourth|sixth] to third.
Dunthrawick and Bram had to share [fifth|fourth].
Fezzelby, joint [second|third] at the start of play, drifted back to fourth.
Strobbard finished where he had started the day, [last|sixth].
Third place went to [Vanthrip|Fezzelby].
The runner-up spot in the Jacket fell to [Dunthrawick|Morradine].
Bram climbed a place to [fifth|fourth].
[Ned|Bram] has his name engraved on the Trophy.
The Spoon is bound for [Strobbard|Dunthrawick]'s mantelpiece.
The Trophy is back in [Ned|Orsel]'s hands.
[Vanthrip|Morradine] slipped his arms into the Jacket.
[Ned|Morradine] is the man with the Trophy.
[Ned|Tavis] had the last word: the Trophy is his.
[Strobbard|Fezzelby] drives home with the Spoon on the back seat.
Ned, round in [94|96], had 43 points.
Ned raced to the turn in [26|21] points.
Strobbard faded to [13|18] on the inward half.
Vanthrip's [83|86] was the day's lowest score.
Morradine could add only [34|38] to his overnight 122.
Fezzelby came home in [20|16] after a first nine of 15.
A closing [38|41] left Vanthrip on 150 for the week.
Bram signed off with a [39|35].
Dunthrawick's card came to [93|89].
Ned finished a point ahead of Morradine, with Vanthrip a further six back.
Vanthrip romped to the Green Jacket by [27|19] strokes.
Ned's first zero of the day arrived at the [17th|15th].
Ned gathered [26|23] points before the turn and 17 after it.
""",
    (5, 4): """
Ned took the lead from Vanthrip at the [6th|9th].
Vanthrip, who had begun the day [nine|four] clear, was overhauled.
Ned won by [three|five].
Morradine brought up the rear, [23|19] shots behind the winner.
Vanthrip kept the Jacket by [six|nine] shots.
Morradine opened with a seven and a [nine|six].
Vanthrip took nothing from the 3rd, the [6th|8th] or the 12th.
""",
    (12, 3): """
Fezzelby has [four|six] points in hand going into the last round.
Fezzelby's cushion grew from one point to [four|seven].
Vanthrip is [21|17] shots clear in the Jacket.
Morradine pulled back [four|six] points on the leader.
Dunthrawick blew up at the par-four 12th with [an eight|a seven].
Ned drew a blank at the [6th|10th].
A birdie three at the [3rd|4th] was worth five points to Morradine.
""",
}
LINES = [
    (teg, rnd, line) for (teg, rnd), lines in SAID.items() for line in lines.strip().splitlines()
]


def _wrong(line: str) -> Iterator[str]:
    """The line with one of its choices made wrong."""
    choices = list(_EITHER.finditer(line))
    for wrong in choices:
        yield _EITHER.sub(lambda its, wrong=wrong: its[2 if its[0] == wrong[0] else 1], line)


@pytest.mark.parametrize(("teg", "rnd", "line"), LINES, ids=lambda its: str(its)[:50])
def test_what_is_right_is_not_called_false(false: False_, teg: int, rnd: int, line: str) -> None:
    assert false(_EITHER.sub(r"\1", line), teg, rnd) == []


def test_most_of_what_is_wrong_is_called_false(false: False_) -> None:
    wrong = [(teg, rnd, text) for teg, rnd, line in LINES for text in _wrong(line)]
    missed = [text for teg, rnd, text in wrong if not false(text, teg, rnd)]
    assert len(missed) <= (1 - LEAST_FOUND) * len(wrong), missed
