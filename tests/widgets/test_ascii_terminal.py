"""Terminals without UTF-8."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from teg_tui.widgets.ascii_terminal import ascii_only, speaks_utf8
from teg_tui.widgets.glyphs import ORDER


@pytest.mark.parametrize(
    ("environ", "speaks"),
    [
        ({"LANG": "en_GB.UTF-8"}, True),
        ({"LANG": "en_GB.utf8"}, True),
        ({"LANG": "de_DE.ISO-8859-1"}, False),
        ({"LC_ALL": "C", "LANG": "en_GB.UTF-8"}, False),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, False),
        ({"LC_CTYPE": "C.UTF-8"}, True),
        ({"LC_ALL": "POSIX"}, False),
        ({}, True),
    ],
)
def test_the_locale_says_whether_a_terminal_speaks_utf8(
    environ: dict[str, str], speaks: bool
) -> None:
    assert speaks_utf8(environ, "utf-8") is speaks


@given(st.text())
def test_ascii_is_exactly_as_wide_as_what_it_stands_for(text: str) -> None:
    plain = ascii_only(text)
    assert plain.isascii()
    assert cell_len(plain) == sum(cell_len(character) for character in text)


def test_accents_fall_away_and_rules_become_dashes() -> None:
    assert ascii_only("│ José ─ 5…") == "| Jose - 5~"


def test_every_state_has_its_own_glyph_in_both_sets() -> None:
    assert len({look.glyph for look in ORDER}) == len(ORDER)
    assert len({look.ascii for look in ORDER}) == len(ORDER)
    assert all(cell_len(look.glyph) == 1 and look.ascii.isascii() for look in ORDER)
