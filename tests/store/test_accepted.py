"""Claims that a person let stand: the file is theirs, and what is added stands beside theirs."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teg_tui.reports.key import ReportKey
from teg_tui.store import accepted
from teg_tui.store.accepted import FILE, Accepted, AcceptedError

NOW = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
ENTRY = Accepted(ReportKey(17, 4, "round_report"), "+26", "TM +26", "he said so", NOW)
# TOML holds every character but lone surrogates; NUL and the like are written as escapes.
TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)


def test_nothing_is_accepted_where_there_is_no_file(tmp_path: Path) -> None:
    assert accepted.load(tmp_path) == ()


@given(
    teg=st.integers(1, 99),
    rnd=st.none() | st.integers(1, 9),
    said=TEXTS,
    words=TEXTS,
    reason=TEXTS,
)
def test_what_is_added_is_read_back(
    tmp_path_factory: pytest.TempPathFactory,
    teg: int,
    rnd: int | None,
    said: str,
    words: str,
    reason: str,
) -> None:
    root = tmp_path_factory.mktemp("tour")
    entry = Accepted(ReportKey(teg, rnd, "main_report"), said, words, reason, NOW)
    assert accepted.add(root, ENTRY)
    assert accepted.add(root, entry)
    assert accepted.load(root) == (ENTRY, entry)


def test_the_same_claim_is_added_once(tmp_path: Path) -> None:
    assert accepted.add(tmp_path, ENTRY)
    before = (tmp_path / FILE).read_bytes()
    assert not accepted.add(tmp_path, ENTRY)
    assert (tmp_path / FILE).read_bytes() == before


def test_what_somebody_wrote_into_the_file_stays_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / FILE
    file.parent.mkdir(parents=True)
    file.write_text("# Ours: ask Bea first.\n")
    accepted.add(tmp_path, ENTRY)
    assert file.read_text().startswith("# Ours: ask Bea first.\n\n[[accepted]]\n")
    assert accepted.load(tmp_path) == (ENTRY,)


@pytest.mark.parametrize(
    "text",
    [
        "not TOML",
        "accepted = 3",
        'accepted = ["x"]',
        '[[accepted]]\nteg = "17"\nkind = "k"\nsaid = "1"\nwords = "1"\nat = 2026-11-22T20:00:00Z',
        '[[accepted]]\nteg = 17\nkind = "k"\nsaid = 1\nwords = "1"\nat = 2026-11-22T20:00:00Z',
        '[[accepted]]\nteg = 17\nkind = "k"\nsaid = "1"\nwords = "1"\nat = "yesterday"',
    ],
)
def test_a_file_that_is_not_understood_is_named_and_left_alone(tmp_path: Path, text: str) -> None:
    file = tmp_path / FILE
    file.parent.mkdir(parents=True)
    file.write_text(text)
    with pytest.raises(AcceptedError, match=r"accepted_claims\.toml"):
        accepted.load(tmp_path)
    with pytest.raises(AcceptedError):
        accepted.add(tmp_path, ENTRY)
    assert file.read_text() == text


def test_entries_in_a_form_that_cannot_be_added_to_are_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / FILE
    file.parent.mkdir(parents=True)
    file.write_text("accepted = []\n")
    with pytest.raises(AcceptedError):
        accepted.add(tmp_path, ENTRY)
    assert file.read_text() == "accepted = []\n"
