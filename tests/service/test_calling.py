"""Calling a person: once, through every channel, with no address shown, and never in the way."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from phone import SECRET, Phone, listening

from teg_tui.config import Calls
from teg_tui.service import calling


@pytest.fixture
def phone() -> Iterator[Phone]:
    with listening() as found:
        yield found


@pytest.fixture(autouse=True)
def nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(calling.ENVIRONMENT, raising=False)


def set_up(house: Any, *addresses: str) -> None:
    house.configure(more=f"\n[notify]\nurls = {json.dumps(addresses)}\n")


def told(service: Any) -> list[str]:
    return [notice.text for notice in service.context.notices.after(0)]


async def test_a_runs_end_is_called_once_however_many_processes_are_open(
    house: Any, clock: Any, doing: Any, phone: Phone
) -> None:
    set_up(house, phone.address)
    async with house.service() as holder, house.service() as other:
        run = await doing.begin(holder, doing.cells((3, 1)))
        await doing.finish(holder, clock, run.number)
        assert not await other.tick()
        await holder.tick()
    async with house.service() as later:
        await later.tick()
    (message,) = phone.heard
    assert message["message"] == f"Run {run.number} is finished (TEG 3, full pipeline): 2 filed"
    assert message["title"] == f"teg-tui: {house.root.name}"


async def test_a_killed_process_does_not_call_twice(
    house: Any, clock: Any, doing: Any, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up(house, phone.address)

    def killed(*_: Any) -> None:
        raise KeyboardInterrupt

    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), mode="notes"))
        with monkeypatch.context() as patched:
            patched.setattr(calling, "deliver", killed)
            with pytest.raises(KeyboardInterrupt):
                await doing.finish(service, clock, run.number)
    async with house.service() as service:
        await service.tick()
    assert phone.heard == []


async def test_what_nobody_could_be_called_for_then_is_not_called_for_later(
    house: Any, clock: Any, doing: Any, phone: Phone
) -> None:
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), mode="notes"))
        await doing.finish(service, clock, run.number)
    set_up(house, phone.address)
    async with house.service() as service:
        await service.tick()
    assert phone.heard == []


async def test_a_failure_is_said_once_without_the_address_and_stops_nothing(
    house: Any, clock: Any, doing: Any, phone: Phone
) -> None:
    phone.status = 500
    set_up(house, phone.address)
    async with house.service() as service:
        for number in (1, 2):
            run = await doing.begin(service, doing.cells((3, number), mode="notes"))
            run = await doing.finish(service, clock, run.number)
            assert run.filed == 1
        failures = [text for text in told(service) if text.startswith("Nobody could be called")]
        assert failures == [
            "Nobody could be called: channel 1 (JSON): not taken: nobody answers there, or the"
            " address is wrong"
        ]
        phone.status = 200
        run = await doing.begin(service, doing.cells((3, 1), mode="notes"))
        await doing.finish(service, clock, run.number)
    assert len(phone.heard) == 3
    for file in (house.root / ".teg-tui").rglob("*"):
        assert file.is_dir() or SECRET.encode() not in file.read_bytes(), file


async def test_without_apprise_it_is_said_how_to_install_it(
    house: Any, clock: Any, doing: Any, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up(house, phone.address)
    monkeypatch.setitem(sys.modules, "apprise", None)
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), mode="notes"))
        await doing.finish(service, clock, run.number)
        (said,) = [text for text in told(service) if "apprise" in text]
    assert "pip install 'teg-tui[notify]'" in said


def test_one_channel_that_fails_keeps_no_other_from_being_heard(
    phone: Phone, capfd: pytest.CaptureFixture[str]
) -> None:
    with listening() as engaged:
        engaged.status = 401
        addresses = (engaged.address, f"nonsense-{SECRET}", phone.address)
        found = calling.deliver(addresses, "teg-tui", "Run 3\nis finished")
    assert [one.channel for one in found] == ["channel 1 (JSON)", "channel 2", "channel 3 (JSON)"]
    assert [bool(one.problem) for one in found] == [True, True, False]
    assert [message["message"] for message in phone.heard] == ["Run 3\nis finished"]
    printed = capfd.readouterr()
    assert SECRET not in repr(found) + printed.out + printed.err


def test_nobody_waits_for_a_channel_that_does_not_answer() -> None:
    with listening() as phone:
        hung = threading.Event()
        phone.heard = Hanging(hung)
        (one,) = calling.deliver([phone.address], "teg-tui", "Run 3", patience=0.1)
        hung.set()
    assert one.problem == "no answer in 0.1 s"


class Hanging(list[dict[str, Any]]):
    """Takes a message only when it may."""

    def __init__(self, may: threading.Event) -> None:
        super().__init__()
        self._may = may

    def append(self, _message: dict[str, Any]) -> None:
        self._may.wait()


@pytest.mark.parametrize(
    ("config", "environment", "expected"),
    [
        ((), "", ()),
        (("a://x",), "", ("a://x",)),
        (("a://x",), " b://y  c://z ", ("a://x", "b://y", "c://z")),
    ],
)
def test_addresses_come_from_the_file_and_the_environment(
    config: tuple[str, ...], environment: str, expected: tuple[str, ...]
) -> None:
    found = calling.addresses(Calls(urls=config), {calling.ENVIRONMENT: environment})
    assert found == expected


async def test_the_bell_is_rung_for_a_runs_end_unless_it_is_switched_off(
    house: Any, clock: Any, doing: Any
) -> None:
    for bell, more in ((True, ""), (False, "\n[notify]\nbell = false\n")):
        house.configure(more=more)
        async with house.service() as service:
            run = await doing.begin(service, doing.cells((3, 1), mode="notes"))
            async for event in service.watch():
                if getattr(event, "text", "").startswith(f"Run {run.number} is finished"):
                    assert event.rings is bell
                    break
