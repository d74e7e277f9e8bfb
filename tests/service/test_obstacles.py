"""What stands in the way of a run for a while: said once, and over when it has gone."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest

from teg_tui.service import wrong
from teg_tui.service.views import Severity


def warnings(service: Any) -> list[str]:
    return [n.text for n in service.context.notices.after(0) if n.severity != Severity.INFORMATION]


def detach(house: Any) -> Callable[[], object]:
    house.git("checkout", "-q", "--detach")
    return lambda: house.git("checkout", "-q", "main")


def lock(house: Any) -> Callable[[], object]:
    path = house.root / ".git" / "index.lock"
    path.touch()
    return path.unlink


@pytest.mark.parametrize("obstacle", [detach, lock])
async def test_a_commit_that_git_can_not_make_now_is_told_once_and_comes_by_itself(
    house: Any, clock: Any, doing: Any, obstacle: Callable[[Any], Callable[[], object]]
) -> None:
    (house.root / "mine.txt").write_text("staged")
    house.git("add", "mine.txt")
    (house.root / "mine.txt").write_text("unstaged")
    undo = obstacle(house)
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), mode="notes"))
        run = await doing.finish(service, clock, run.number)
        for _ in range(5):
            clock.advance(minutes=15)
            await service.tick()
        assert run.filed == 1
        assert house.git("rev-list", "--count", "HEAD").strip() == "1"
        (told,) = warnings(service)
        assert told.startswith("Not committed: ")
        assert told.endswith("it is tried again")
        undo()
        clock.advance(minutes=15)
        await service.tick()
    assert house.git("rev-list", "--count", "main").strip() == "2"
    assert house.git("show", ":mine.txt") == "staged"
    assert house.git("status", "--porcelain") == "AM mine.txt\n"


async def test_a_report_folder_made_a_link_out_of_the_workspace_is_not_written_through(
    house: Any, clock: Any, doing: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), (3, 2), mode="notes"))
        folder = house.file_of("any").parent
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.symlink_to(outside)
        run = await doing.finish(service, clock, run.number)
        assert (run.filed, run.held) == (0, 2)
        assert {"leads out" in r.reason for b in run.batches for r in b.requests} == {True}
        assert len(warnings(service)) == 1
    assert list(outside.iterdir()) == []
    assert house.git("rev-list", "--count", "HEAD").strip() == "1"


async def test_a_process_that_has_the_tour_in_hand_and_does_nothing_is_named(
    house: Any, clock: Any, doing: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with house.service() as waiting:
        async with house.service() as stopped:
            assert await stopped.tick()
            assert not await waiting.tick()
            monkeypatch.setattr(wrong, "SILENT_SECONDS", -1.0)
            assert (await waiting.status()).trouble == "", "there is nothing to be done"
            run = await doing.begin(waiting, doing.cells((3, 1), mode="notes"))
            assert f"(process {os.getpid()})" in (await waiting.status()).trouble
            assert (await stopped.status()).trouble == ""
        run = await doing.finish(waiting, clock, run.number)
        assert run.filed == 1
        assert (await waiting.status()).trouble == ""
