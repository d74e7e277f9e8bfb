"""What comes from outside is shown, never obeyed, and nothing in it is hidden."""

from __future__ import annotations

import hostile
import pytest
from hypothesis import given
from hypothesis import strategies as st

from teg_tui.outside_text import one_line, visible

ANY = st.text(st.characters(exclude_categories=()), max_size=40)


@given(ANY | st.sampled_from([*hostile.WORDS, *hostile.SIZE, *hostile.PATHS]))
def test_no_text_is_obeyed_on_one_line_or_on_several(text: str) -> None:
    assert not hostile.obeyed(visible(text), "\n\t")
    assert not hostile.obeyed(one_line(text), "")


@given(ANY)
def test_what_has_been_made_visible_stays_as_it_is(text: str) -> None:
    assert visible(visible(text)) == visible(text)


@pytest.mark.parametrize(
    "text",
    [
        "Zoë’s 3–2 “win” – 36 °C, £40, abc",
        "日本 Ελλάδα עברית العربية हिन्दी",
        "👨\u200d👩\u200d👧 ❤\ufe0f می\u200cخواهم e\u0301",
        "two\nlines\tand a tab\u00a0kept together",
    ],
)
def test_what_people_write_is_shown_as_they_wrote_it(text: str) -> None:
    assert visible(text) == text
