"""Texts held against the scores: checked once, with what a person has let stand."""

from __future__ import annotations

from typing import Any

import pytest

from teg_tui.golf import claims
from teg_tui.reports.key import ReportKey
from teg_tui.service.checking import Checking
from teg_tui.store.accepted import FILE

REPORT = ReportKey(3, 1, "round_report")
TEXT = "# Round 1\n\n**Round 1 Trophy:** AV {av} | BT {bt}\n"


@pytest.fixture
async def service(house: Any) -> Any:
    async with house.service() as opened:
        await opened.catalogue()
        yield opened


def text_with(service: Any, wrong: int) -> str:
    """A standings line in which Bea's figure is so much too high."""
    cards = service.context.material.tour.by_teg[3].round(1).card_of
    points = {code: sum(p or 0 for p in cards[code].points) for code in ("AV", "BT")}
    return TEXT.format(av=points["AV"], bt=points["BT"] + wrong)


async def test_a_false_figure_is_found_and_told_with_the_right_one(service: Any) -> None:
    text = text_with(service, 3)
    found = service.context.checking.check(REPORT, text)
    [false] = found.false
    right = int(false.said) - 3
    assert (false.line, false.expected) == (3, str(right))
    assert found.trouble == f"1 false figure: line 3 says BT {right + 3}, right is {right}"
    assert (found.true_count, found.tally.false) == (1, 1)


async def test_a_true_text_has_no_trouble(service: Any) -> None:
    found = Checking(service.context).check(REPORT, text_with(service, 0))
    assert (found.true_count, found.false, found.trouble) == (2, (), "")


async def test_the_same_text_is_judged_once_for_the_same_scores(
    service: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = text_with(service, 3)
    first = Checking(service.context).check(REPORT, text)

    def judged_again(*_: Any) -> Any:
        raise AssertionError("checked again")

    monkeypatch.setattr(claims, "check", judged_again)
    assert Checking(service.context).check(REPORT, text) == first
    assert await Checking(service.context).look({REPORT: text}) == {REPORT: first}


async def test_it_is_judged_again_when_scores_have_changed(house: Any, service: Any) -> None:
    checking, text = Checking(service.context), text_with(service, 0)
    assert not checking.check(REPORT, text).false
    scores = house.root / "data" / "all-scores.csv"
    lines = scores.read_text().splitlines()
    head = lines[0].split(",")
    for number, line in enumerate(lines):
        row = dict(zip(head, line.split(","), strict=True))
        if (row["TEGNum"], row["Round"], row["Hole"], row["Pl"]) == ("3", "1", "1", "BT"):
            row["Sc"] = str(int(row["Sc"]) + 1)
            lines[number] = ",".join(row.values())
    scores.write_text("\n".join(lines) + "\n")
    await service.catalogue()
    assert [claim.text.split()[0] for claim in checking.check(REPORT, text).false] == ["BT"]


async def test_an_accepted_claim_is_no_longer_false_and_the_file_is_committed(
    house: Any, service: Any
) -> None:
    checking, text = Checking(service.context), text_with(service, 3)
    [false] = checking.check(REPORT, text).false
    await checking.accept(REPORT, false, "the card was lost")
    found = checking.check(REPORT, f"A line more.\n{text}")
    assert (found.false, found.trouble) == ((), "")
    assert [claim.said for claim in found.accepted] == [false.said]
    assert found.tally.false == 1
    other = ReportKey(3, 1, "round_notes")
    assert checking.check(other, text).false
    assert house.git("show", "--name-only", "--format=", "HEAD").split() == [FILE]


async def test_a_file_of_accepted_claims_that_is_broken_is_said_and_what_it_said_holds(
    house: Any, service: Any
) -> None:
    checking, text = Checking(service.context), text_with(service, 3)
    [false] = checking.check(REPORT, text).false
    await checking.accept(REPORT, false, "the card was lost")
    assert not checking.check(REPORT, text).false
    (house.root / FILE).write_text("half saved = ")
    assert not checking.check(REPORT, text).false
    assert FILE.rpartition("/")[2] in checking.trouble


async def test_partial_notes_are_judged_as_of_their_round(service: Any) -> None:
    key = ReportKey(3, 1, "tournament_notes_partial")
    cards = service.context.material.tour.by_teg[3].round(1).card_of
    points = {code: sum(p or 0 for p in card.points) for code, card in cards.items()}
    line = " | ".join(f"{code} {total}" for code, total in points.items())
    found = Checking(service.context).check(key, f"**Trophy standings:** {line}\n")
    assert found.true_count == len(cards)
    assert not found.false
