"""The user's own keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import specimens

from teg_tui.app import TegApp
from teg_tui.screens.keymap import checked_keymap, is_key, known_ids
from teg_tui.widgets.report_grid import ReportGrid


@pytest.mark.parametrize(
    "key", ["g", "ctrl+s", "shift+up", "question_mark", "?", "f5", "R", "enter"]
)
def test_keys_are_known_by_their_names(key: str) -> None:
    assert is_key(key)


@pytest.mark.parametrize("key", ["contrl+s", "shiftup", "", "gg"])
def test_what_is_no_key_is_told(key: str) -> None:
    assert not is_key(key)


def test_wrong_names_and_keys_are_told_and_the_rest_is_used() -> None:
    good, complaints = checked_keymap(
        {"generate": "G", "gnerate": "x", "via": "ctrl-v", "back": ""}
    )
    assert good == {"generate": "G"}
    assert len(complaints) == 3
    assert any("'gnerate'" in complaint for complaint in complaints)
    assert any("'ctrl-v'" in complaint for complaint in complaints)


def test_a_key_that_is_taken_is_not_given_away_and_both_actions_are_named() -> None:
    good, complaints = checked_keymap({"generate": "r", "via": "f5", "filter": "f5", "kinds": "?"})
    assert good == {"via": "f5"}
    said = " ".join(complaints)
    for loser, winner in (("generate", "grid.row"), ("filter", "via"), ("kinds", "app.help")):
        assert f"the key of {winner} already; {loser} keeps its own" in said


def test_keys_may_be_exchanged_and_shared_by_what_never_works_at_once() -> None:
    assert checked_keymap({"reader.next": "g", "generate": "r", "grid.row": "g"})[1] == []


def test_a_name_that_is_no_action_is_met_with_those_that_are() -> None:
    (near,), (far,) = (checked_keymap({name: "f5"})[1] for name in ("gnerate", "xyzzy"))
    assert "Do you mean generate" in near
    assert "There are app.commands, app.help" in far


def test_every_binding_of_ours_can_be_rebound() -> None:
    assert {"generate", "grid.mark", "reader.next", "app.leave", "confirmation.yes"} <= known_ids()


async def test_a_key_given_in_the_configuration_works_and_the_old_one_no_longer(
    new_app: Callable[[], TegApp],
    door: specimens.SpecimenDoor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def keys() -> dict[str, str]:
        return {"grid.mark": "f5"}

    monkeypatch.setattr(door, "keys", keys)
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        grid = app.screen.query_one(ReportGrid)
        await pilot.press("space")
        assert not grid.marked
        await pilot.press("f5")
        assert grid.marked
