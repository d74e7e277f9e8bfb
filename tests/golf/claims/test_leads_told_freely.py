"""Leads told by frames: at holes, over holes, how often, all day; each true, and with one lie."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

TOLD = """
12-4 The [12th|13th] was where a bogey restored Fezzelby to the lead.
12-4 Strobbard squeezed past Fezzelby at the [11th|9th].
12-4 - Lead changes at H11, H12, [H15|H14] and H16
12-4 With [three|five] holes to play it was Strobbard who led.
12-4 A four-pointer at the [15th|14th] carried Strobbard back into the lead.
12-4 Fezzelby was alone in front after [15|12] of the day's 18 holes.
12-4 - WS alone in front (144-143) for the first time since [H2|H5] of Round 1
12-4 [Four|Six] times on the back nine the lead changed hands.
12-4 At no stage was anybody but [Vanthrip|Dunthrawick] at the top of the Jacket.
12-4 Vanthrip's lead in the Jacket [grew|shrank] from 21 strokes to 34.
12-4 [Vanthrip|Dunthrawick] retained his lead.
6-1 Vanthrip was in front from the [seventh|fifth] hole until Bram went by.
6-1 By the [17th|15th] Bram was at the head of the field.
6-1 [Vanthrip|Bram] was the first man to lead.
6-1 A nine at the [17th|16th] knocked Vanthrip off the top.
6-1 - H17: BQ usurps OV, who had led since the [7th|5th]
6-4 [Bram|Vanthrip] stayed on top of the Trophy throughout the day.
6-4 Vanthrip drew level with Bram in the Jacket at the [17th|15th].
6-4 Bram's cushion in the Trophy [narrowed|widened] from 17 strokes to five.
9-3 [Bram|Vanthrip] never once led the Jacket.
9-3 Dunthrawick was dethroned in the gross on the [ninth|sixth] hole.
9-3 Morradine had led the Trophy on his own since the [2nd|4th].
11-2 From the first hole to the [15th|13th] the Jacket lead was Vanthrip's, for he led alone from \
the first to the [15th|13th].
16-3 Dunthrawick went ahead at the [13th|11th].
16-3 Dunthrawick was still on top with [two|four] holes to play.
16-0 Vanthrip was alone at the top of the Jacket after each of the [last|first] three rounds.
6-0 [Bram|Vanthrip] led both competitions at the close of every round.
6-0 Bram led the Trophy alone from R1 [H17|H14] to the end.
7-0 Vanthrip led the Green Jacket after every [round|hole of the four rounds], winning it by far.
7-0 Vanthrip led the [Trophy|Green Jacket] at every single hole over four rounds.
13-1 - Lead changes in the Trophy at H5, H7 and [H18|H17]
13-1 - **TEG Trophy:** [two|three] lead changes, at H5 and H18
13-1 Dunthrawick took control of the Jacket at the [14th|12th].
13-4 Ned led the Trophy for good from the [4th|2nd].
13-1 Vanthrip regained the Jacket lead for good at the [17th|6th].
6-0 Bram led the Trophy alone from the [17th|14th] hole of the first round to the very end.
"""
CASES = [line for line in TOLD.replace("\\\n", "").splitlines() if line]
_CHOICE = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")
False_ = Callable[..., list[tuple[str, str]]]


def _read(case: str, choice: str) -> tuple[str, int, int | None]:
    when, text = case.split(" ", 1)
    teg, rnd = map(int, when.split("-"))
    return _CHOICE.sub(choice, text), teg, rnd or None


@pytest.mark.parametrize("case", CASES)
def test_a_lead_as_it_was_is_not_called_false(case: str, false: False_) -> None:
    assert false(*_read(case, r"\1")) == []


@pytest.mark.parametrize("case", CASES)
def test_a_lead_as_it_was_not_is_called_false(case: str, false: False_) -> None:
    assert false(*_read(case, r"\2"))


@pytest.mark.parametrize(
    "text",
    [
        "Strobbard never looked like taking the lead at the 9th.",
        "A par at the 5th left Strobbard within two of the lead.",
        "Fezzelby lost a point of his lead at the 8th.",
        "The 14th caught Fezzelby and Ned alike.",
        "Ned was the man in front for third place at the 6th.",
        "Had he parred the 9th Strobbard would have led.",
    ],
)
def test_a_lead_that_is_not_told_is_no_claim(text: str, false: False_) -> None:
    assert false(text, 12, 4) == []


@pytest.mark.parametrize(
    "text",
    [
        "Dunthrawick leads neither, though he led the Trophy alone from the 7th to the 16th.",
        "Vanthrip and Dunthrawick were level four times and the Jacket lead changed hands twice.",
        "Dunthrawick's slip at the 17th brought Strobbard level in the Trophy and cost him the "
        "Jacket lead.",
        "At the 17th a slip by Dunthrawick gave him the Jacket lead, and Vanthrip was grateful.",
        "At the 5th Dunthrawick went in front in the Trophy, at the 14th he did the same in the "
        "Jacket.",
        "The 16th cost Ned touch with the Trophy lead.",
        "Dunthrawick led the Trophy alone, or shared it, from the 4th hole to the 17th.",
        "On their return to the 1st both leaders made par.",
        "Strobbard was the sixth man to lead alone, and Ned was the first.",
    ],
)
def test_a_lead_told_beside_something_else_is_not_called_false(text: str, false: False_) -> None:
    assert false(text, 13, 1) == []
