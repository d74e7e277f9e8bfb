"""The line that names the model: another name, and not one other letter changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teg_tui.config import parse
from teg_tui.errors import ConfigError
from teg_tui.service.model_line import set_model, with_model

LINES = st.sampled_from(
    [
        "# a note: model = 'no'",
        'event = "TEG"',
        "poll_seconds = 30",
        "",
        "   # [no table]",
        "demo = false",
    ]
)
NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1).filter(
    str.strip
)
TABLES = st.sampled_from(
    ["[budget]\nconfirm_above = 2 # dollars", "[kinds]\nsatire = true", '[keys]\nquit = "Q"']
)


@given(
    before=st.lists(LINES, unique=True),
    line=st.sampled_from(
        ["", 'model = "claude-a"', "model='claude-a'   # dear", '  model   =  "claude-a"']
    ),
    after=st.lists(TABLES, unique=True),
    end=st.sampled_from(["\n", "\r\n"]),
    name=st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1).filter(
        str.strip
    ),
)
def test_the_model_is_changed_and_nothing_else(
    before: list[str], line: str, after: list[str], end: str, name: str
) -> None:
    text = end.join([*before, line, *after]).replace("\n", end).replace("\r\r", "\r") + end
    changed = with_model(text, name)
    assert parse(changed) == replace(parse(text), model=name)
    kept = [one for one in text.splitlines() if one != line or not line]
    assert [one for one in changed.splitlines() if one in kept] == kept
    assert len(changed.splitlines()) == len(text.splitlines()) + (not line)
    if "#" in line:
        assert "# dear" in changed


def test_a_line_that_cant_be_told_is_left_to_the_user() -> None:
    text = 'event = "TEG"\n"model" = "claude-a"\n'
    with pytest.raises(ConfigError, match='yourself: model = "claude-b"'):
        with_model(text, "claude-b")


def test_the_same_model_is_not_written_again(tmp_path: Path) -> None:
    file = tmp_path / "teg.toml"
    file.write_text('model = "claude-a"\n')
    before = file.stat().st_ino
    set_model(tmp_path, "claude-a")
    assert file.stat().st_ino == before
    set_model(tmp_path, "claude-b")
    assert file.read_text() == 'model = "claude-b"\n'
