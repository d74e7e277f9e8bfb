"""How published copies stand to their drafts."""

from __future__ import annotations

import pytest

from teg_tui.reports.publication import Publication, Published, publication_of

LAST = Published(draft="d1", copy="c1")
"""A hook made other bytes of the copy."""


@pytest.mark.parametrize(
    ("draft", "copy", "last", "expected"),
    [
        (None, None, None, Publication.NOT_YET),
        ("d1", None, None, Publication.NOT_YET),
        ("d1", None, LAST, Publication.NOT_YET),
        ("d1", "d1", None, Publication.CURRENT),
        (None, "c9", None, Publication.CURRENT),
        ("d1", "c1", LAST, Publication.CURRENT),
        ("d2", "c1", LAST, Publication.OUTDATED),
        ("d2", "d2", LAST, Publication.CURRENT),
        ("d1", "c2", LAST, Publication.EDITED),
        ("d2", "c2", LAST, Publication.EDITED),
        ("d1", "c1", None, Publication.UNKNOWN),
    ],
)
def test_a_copy_is_told_from_its_draft_and_from_what_was_published_last(
    draft: str | None, copy: str | None, last: Published | None, expected: Publication
) -> None:
    assert publication_of(draft, copy, last) is expected
