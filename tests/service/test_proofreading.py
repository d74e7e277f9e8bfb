"""Reports that are there are held against the scores, in the background, and each but once."""

from __future__ import annotations

from contextlib import aclosing
from pathlib import Path
from typing import Any

import pytest

from teg_tui.golf import claims
from teg_tui.reports.key import ReportKey
from teg_tui.reports.state import State
from teg_tui.service.service import Service
from teg_tui.service.views import CatalogueChanged, Notice

REPORT = ReportKey(3, 1, "round_report")
NOTES = ReportKey(3, 1, "round_notes")


def points(service: Service) -> tuple[int, int]:
    rnd = service.context.material.tour.by_teg[3].round(1)
    assert rnd is not None
    first, second = (sum(p or 0 for p in rnd.card_of[code].points) for code in ("AV", "BT"))
    return first, second


def write(house: Any, service: Service, *, wrong: int, notes: bool = False) -> Path:
    """A report with a standings line that is so much too high, and a sentence likewise."""
    first, second = points(service)
    name = "TEG3_R1_story_notes.md" if notes else "TEG3_R1_report.md"
    path: Path = house.file_of(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"# Round 1\n\n**Round 1 Trophy:** AV {first} | BT {second + wrong}\n")
    return path


async def read(service: Service) -> None:
    await service.catalogue()
    assert service.library.proofs.is_behind
    await service.library.proofs.read()


async def state(service: Service, key: ReportKey = REPORT) -> tuple[State, int]:
    status = (await service.catalogue()).reports[key]
    return status.state, status.false_claims


@pytest.fixture
async def service(house: Any) -> Any:
    async with house.service() as opened:
        await opened.library.load()
        yield opened


async def test_an_old_report_with_a_false_figure_is_false_once_it_has_been_read(
    house: Any, service: Service
) -> None:
    write(house, service, wrong=3)
    assert await state(service) == (State.UNKNOWN_ORIGIN, 0)
    await read(service)
    assert await state(service) == (State.FALSE, 1)


async def test_put_right_by_hand_it_is_false_no_more(house: Any, service: Service) -> None:
    write(house, service, wrong=3)
    await read(service)
    write(house, service, wrong=0)
    assert await state(service) == (State.UNKNOWN_ORIGIN, 0), "what was found was of another text"
    await read(service)
    assert await state(service) == (State.UNKNOWN_ORIGIN, 0)


async def test_what_is_let_stand_is_false_no_more(house: Any, service: Service) -> None:
    path = write(house, service, wrong=3)
    await read(service)
    [false] = service.context.checking.check(REPORT, path.read_text()).false
    await service.context.checking.accept(REPORT, false, "he gave them back")
    await read(service)
    assert await state(service) == (State.UNKNOWN_ORIGIN, 0)


async def test_false_notes_are_told_of_and_not_false(house: Any, service: Service) -> None:
    write(house, service, wrong=3, notes=True)
    await read(service)
    assert await state(service, NOTES) == (State.UNKNOWN_ORIGIN, 1)


async def test_whoever_comes_again_reads_nothing_twice(
    house: Any, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(house, service, wrong=3)
    await read(service)
    await service.close()

    def judged_again(*_: Any) -> Any:
        raise AssertionError("checked again")

    monkeypatch.setattr(claims, "check", judged_again)
    async with house.service() as again:
        assert await state(again) == (State.FALSE, 1), "it is known before anything is read"
        await read(again)
        assert await state(again) == (State.FALSE, 1)
        assert not again.library.proofs.is_behind
        assert again.library.proofs.generation == 0, "not a file was looked into"


async def test_who_watches_hears_of_it_and_is_told_once_what_was_found(
    house: Any, service: Service
) -> None:
    write(house, service, wrong=3)
    notices: list[str] = []
    async with aclosing(service.watch()) as events:
        async for event in events:
            if isinstance(event, Notice):
                notices.append(event.text)
            if isinstance(event, CatalogueChanged):
                found = event.catalogue.reports[REPORT].state
            if notices and found is State.FALSE:
                break
    assert notices == [
        "1 report held against the scores: 1 false figure in 1 of them; 1 stands in tables and"
        " lines of standings, which f, or teg-tui refresh, makes anew at $0"
    ]
    write(house, service, wrong=4)
    await read(service)
    told = service.context.notices.after(0)
    assert len(told) == 1, "later ones are seen in the grid"


async def test_a_file_that_cant_be_read_keeps_no_other_from_being_read(
    house: Any, service: Service
) -> None:
    path = write(house, service, wrong=3)
    notes = write(house, service, wrong=3, notes=True)
    notes.unlink()
    notes.symlink_to(path)
    await read(service)
    assert await state(service) == (State.FALSE, 1)
