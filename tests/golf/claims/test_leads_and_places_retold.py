"""Winners of rounds, leads kept and taken over, places somebody was put in, champions of before."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

False_ = Callable[..., list[tuple[str, str]]]

_CHOICE = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")
SAID: dict[int | None, str] = {
    1: """
The Jacket lead changed hands [twice|nine times] over the first nine holes.
The Trophy lead moved for the [first|second] time that day.
Vanthrip's birdie at the 10th [drew him level|gave him the lead].
Vanthrip's birdie at the 10th put him [level with|ahead of] Dunthrawick.
""",
    2: """
[Fezzelby|Vanthrip] claimed Round 2 honours.
Round winner: [Fezzelby|Ned] (in style)
Morradine got his nose in front of Ned at the [10th|12th].
His points at the 10th gave [Morradine|Fezzelby] the Trophy lead.
Morradine drew level with Ned at the [fifth|eighth].
Morradine did not lead at all until the [10th|12th].
Morradine took the lead at the tricky [10th|12th].
- Ned QUILLOCK: 30 pts, dropped 1st to [3rd|4th]
[Morradine|Dunthrawick] took the Trophy lead with a fine back nine.
The 10th cost [Ned|Fezzelby] the Trophy lead.
Ned lost the lead at the fifth but reclaimed it at the [6th|8th].
A day of fireworks lifted Fezzelby from last place to [second|sixth].
""",
    3: """
Dunthrawick, by contrast, started with a [birdie three|par four].
Dunthrawick's three at the 1st was a [birdie|par].
Morradine turned a lead of [one point|two points] into a lead of eight.
Vanthrip had a ten-stroke lead over Dunthrawick and now has one of [17|18].
Vanthrip made a ten-stroke lead into one of [17|18].
Vanthrip went from ten strokes ahead in the Jacket to [17|16].
It stretched Vanthrip's Jacket lead over Dunthrawick from [ten|12] strokes to 17, no less.
[Vanthrip|Fezzelby] holds a commanding 17-stroke Jacket lead.
[Strobbard|Morradine] sits 22 points back in the Trophy.
Morradine's cushion, one point overnight, is now [eight|nine].
Fezzelby and Ned tie for second on 114, [eight|nine] behind the leader.
Morradine's lead over Ned grew from three to [eight|nine].
[Fezzelby|Strobbard] leads Bram in the Trophy.
Morradine's lead over Ned grew from [three to eight|eight to three].
Strobbard, sitting [22|19] points back, needs a miracle.
Fezzelby trails the leader by [eight|six] points.
Morradine holds an eight-point lead over Fezzelby and [ten|12] over Vanthrip.
Morradine leads the Trophy by eight but trails the Jacket by [29|27].
Morradine retook the lead at the [seventh|eighth] and never relinquished it.
- Ned QUILLOCK: 39 pts; [never led|leads the Trophy].
Morradine leads [the Trophy|both Trophy and Jacket] after another 44.
The sixth lifted Ned into a share of the [lead|Jacket lead].
**Leader (Jacket):** [Vanthrip|Morradine]
Coming into the third round, Ned was [three|seven] points behind.
""",
    4: """
That was the [one|second] change of the lead in the Trophy.
[Ned Quillock|Ned Morradine] made par at the 12th.
[Vanthrip|Dunthrawick] never once trailed in the Jacket.
Ned never trailed after reclaiming the lead at the [9th|4th].
At the 9th Ned took the lead from [Morradine|Fezzelby].
All seven are within [25|20] points of each other.
[25|23] points cover the field.
Fezzelby finished [fourth|second].
Strobbard was last by [nine|eight].
Fezzelby settled for fourth in the Trophy and [sixth|fifth] in the Jacket.
- Fezzelby 2nd overnight, [4th|3rd] now
Vanthrip finished in sole [third|second].
Fezzelby slipped from second to [fourth|last].
Vanthrip and Fezzelby are split by [one point|two points].
Ned took control at the [9th|7th].
Ned's 43 was a round that moved him from [second|fifth] to first.
""",
    None: """
It is Ned's fourth Trophy, four years after the one at [TEG 13|TEG 12].
The Jacket, Vanthrip's [15th|13th], came home by 27 strokes.
[Morradine|Ned] entered the final round as leader.
Vanthrip led the Jacket alone for [55|51] holes, Ned for four.
[Six|Four] different men held or shared the Trophy lead at some stage.
Vanthrip's Jacket lead grew from ten strokes to [17|15] and then 27.
Vanthrip's Jacket lead stood at ten after two rounds, 17 after three and [27|25] at the end.
Vanthrip finished with a [27-stroke|58-stroke] Jacket margin, Ned with the Trophy.
[Vanthrip|Ned] led the Jacket for [59|71] holes.
[Morradine|Vanthrip], Round 3 champion, was given no rest.
[Fezzelby|Bram]'s quiet week earned him fourth (149 points in all).
**Strobbard:** A wild ten late on ended his week and delivered the [Wooden Spoon|Green Jacket].
Vanthrip's 46 over par gave him the Jacket by [27|31] strokes.
Ned took [the Trophy|the Trophy and Jacket] after a last round of 43.
""",
}
LINES = [(rnd, line) for rnd, text in SAID.items() for line in text.strip().splitlines()]


@pytest.mark.parametrize(("rnd", "line"), LINES, ids=lambda its: str(its)[:50])
def test_only_the_false_one_of_two_is_called_false(
    false: False_, rnd: int | None, line: str
) -> None:
    assert false(_CHOICE.sub(r"\1", line), 17, rnd) == []
    assert false(_CHOICE.sub(r"\2", line), 17, rnd)


def test_a_score_puts_ahead_only_who_led_alone_then(false: False_) -> None:
    lead_in = "A triple bogey on the 17th left Fezzelby no point, and Strobbard's double bogey"
    assert false(f"{lead_in}, worth two, made them level.", 12, 4) == []
    assert false(f"{lead_in}, worth two, put him ahead.", 12, 4)


def test_lead_changes_are_counted_on_the_holes_that_are_told(false: False_) -> None:
    assert false("Four times on the back nine the Trophy lead passed to the other.", 12, 4) == []
    assert false("Five times on the back nine the Trophy lead passed to the other.", 12, 4)
    assert false("Two lead changes, both in the last three holes, decided the Jacket.", 11, 2) == []
    assert false("Three lead changes, all in the last three holes, decided the Jacket.", 11, 2)


def test_a_score_is_called_what_it_was(false: False_) -> None:
    second = "Vanthrip made a four at the par-five second, a {} for four points."
    assert false(second.format("birdie"), 9, 4) == []
    assert false(second.format("par"), 9, 4) == [("par", "birdie")]
    item = "- H16 (par 3): Bram Quillock, a {} for 4 points."
    assert false(item.format("birdie two"), 6, 1) == []
    assert false(item.format("par three"), 6, 1) == [("par", "birdie")]


def test_the_defending_champion_may_be_either_of_two(false: False_) -> None:
    """Morradine and Vanthrip had won the time before: 34 and 38 points, but not 41."""
    assert false("The defending champion made 34 points that day.", 17, 4) == []
    assert false("The defending champion made 38 points that day.", 17, 4) == []
    assert false("The defending champion made 41 points that day.", 17, 4)


def test_a_figure_the_other_way_round_may_be_a_word_misread(false: False_) -> None:
    assert false("Morradine holds an eight-point lead over Fezzelby.", 17, 3) == []
    assert false("Fezzelby holds an eight-point lead over Morradine.", 17, 3) == []
    assert false("Fezzelby holds a nine-point lead over Morradine.", 17, 3)
