"""`notify`: who is called, and whether that works."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from phone import SECRET, listening

from teg_tui.commands.notify import ring
from teg_tui.demo import workspace_in
from teg_tui.service.views import Notice

Command = Callable[..., Any]


@pytest.fixture
def tour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("TEG_NOTIFY_URLS", raising=False)
    return workspace_in(tmp_path / "tour").root


def set_up(tour: Path, *addresses: str) -> None:
    with (tour / "teg.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n[notify]\nurls = {json.dumps(addresses)}\n")


def test_a_test_goes_through_every_channel_and_says_what_came_of_each(
    teg_tui: Command, tour: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with listening() as phone, listening() as engaged:
        engaged.status = 403
        set_up(tour, phone.address)
        assert teg_tui("-C", tour, "notify", "--test").code == 0
        monkeypatch.setenv("TEG_NOTIFY_URLS", f"{engaged.address} tele{SECRET}")
        said = teg_tui("-C", tour, "notify", "--test")
    assert said.code == 1
    first, second, third = said.out.splitlines()
    assert first == "channel 1 (JSON): taken"
    assert second.startswith("channel 2 (JSON): not taken")
    assert third == "channel 3: apprise knows no such address"
    assert SECRET not in said.out + said.err
    assert [message["title"] for message in phone.heard] == ["teg-tui: tour"] * 2


def test_without_test_it_names_the_channels_and_sends_nothing(teg_tui: Command, tour: Path) -> None:
    with listening() as phone:
        set_up(tour, phone.address)
        said = teg_tui("-C", tour, "notify")
    assert (said.code, phone.heard) == (0, [])
    assert said.out.splitlines()[0] == "channel 1 (JSON)"
    assert SECRET not in said.out


def test_where_no_channel_is_set_up_it_says_how_to(teg_tui: Command, tour: Path) -> None:
    said = teg_tui("-C", tour, "notify", "--test")
    assert said.code == 2
    assert "notify.urls" in said.err
    assert "TEG_NOTIFY_URLS" in said.err


def test_an_address_that_is_no_text_is_named_by_its_place(teg_tui: Command, tour: Path) -> None:
    with (tour / "teg.toml").open("a", encoding="utf-8") as file:
        file.write("\n[notify]\nurls = [12]\n")
    said = teg_tui("-C", tour, "notify")
    assert said.code == 2
    assert "notify.urls[1]" in said.err


@pytest.mark.parametrize("terminal", [True, False])
@pytest.mark.parametrize("rings", [True, False])
def test_only_a_terminal_rings_and_only_for_what_is_worth_it(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    terminal: bool,
    rings: bool,
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: terminal)
    ring(Notice("Run 3 is finished", rings=rings))
    assert ("\a" in capsys.readouterr().out) is (terminal and rings)
