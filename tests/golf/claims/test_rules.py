"""Letters as rules read them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from teg_tui.golf.claims.words.rules import in_small, unaccented


@given(st.text())
def test_every_sign_keeps_its_place(text):
    assert len(in_small(text)) == len(unaccented(text)) == len(text)


@given(st.text())
def test_no_letter_is_left_that_rules_do_not_take_for_one(text):
    assert all(sign.isascii() or not sign.isalpha() for sign in unaccented(text))


def test_accents_go_and_dashes_stay():
    assert unaccented("Évora — três") == "Evora — tres"
