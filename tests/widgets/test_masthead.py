"""What the line on top has room for."""

from __future__ import annotations

from dataclasses import replace

import specimens

from teg_tui.widgets.masthead import state_content

TROUBLE = "can't reach 127.0.0.1:8731 since 13:32; next try 13:33"
EVERYTHING = replace(
    specimens.STATUS, endpoint="127.0.0.1:8731", pretend=True, holder=False, trouble=TROUBLE
)


def said(width: int) -> str:
    return state_content(EVERYTHING, 3, width).plain


def test_with_room_everything_is_said() -> None:
    assert said(200) == (
        f"sends to 127.0.0.1:8731 · pretend money · {TROUBLE}"
        " · another teg-tui is watching the batches · 3 notes: press n"
    )


def test_endpoint_and_pretend_money_stay_when_there_is_little() -> None:
    assert said(62) == "sends to 127.0.0.1:8731 · pretend money · trouble: press n"
    assert said(50) == "127.0.0.1:8731 · pretend money · trouble: press n"
    assert said(110).startswith(f"sends to 127.0.0.1:8731 · pretend money · {TROUBLE}")


def test_it_never_takes_more_than_it_has() -> None:
    assert all(len(said(width)) <= width for width in range(50, 200))


def test_nothing_out_of_the_ordinary_is_nothing() -> None:
    assert state_content(specimens.STATUS, 0, 80).plain == ""


def test_how_branch_and_origin_are_apart_is_said_where_they_are() -> None:
    def apart(width: int, ahead: int, behind: int) -> str:
        upstream = replace(specimens.UPSTREAM, ahead=ahead, behind=behind)
        return state_content(replace(specimens.STATUS, upstream=upstream), 0, width).plain

    assert apart(80, 0, 0) == ""
    assert apart(80, 1, 0) == "1 commit not pushed"
    assert apart(80, 3, 2) == "origin/main is 2 ahead: press n · 3 commits not pushed"
    assert apart(45, 3, 2) == "origin/main is 2 ahead: press n · 3 unpushed"
    assert apart(30, 3, 2) == "2 behind · 3 unpushed"
