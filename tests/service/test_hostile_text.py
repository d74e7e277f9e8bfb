"""What goes into logs, crash files and commits stays text, and on the line it belongs to."""

from __future__ import annotations

import logging
import re
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import hostile
import pytest
from hypothesis import given
from hypothesis import strategies as st

from teg_tui.golf.claims import Claim, Kind, Verdict
from teg_tui.reports.key import ReportKey
from teg_tui.reports.provenance import Provenance, Recipe
from teg_tui.service import crash, logfile
from teg_tui.service.checking import in_words
from teg_tui.store.trailers import from_line, to_line

ANY = st.sampled_from(hostile.WORDS) | st.text(st.characters(exclude_categories=()), max_size=30)
KEY = ReportKey(3, 1, "round_report")
TRAILER = to_line(
    Provenance(
        KEY, Recipe("f", (), "a", "m"), "b", None, 1, 1, Decimal(1), False, datetime.now(UTC)
    ),
    "x.md",
)


def test_only_what_is_logged_begins_a_line(tmp_path: Path) -> None:
    handler = logfile.attach(tmp_path)
    for words in hostile.WORDS:
        logging.getLogger("teg_tui.service").info("said: %s", words)
        try:
            raise ValueError(words)  # noqa: TRY301 - the point is its traceback
        except ValueError:
            logging.getLogger("teg_tui.service").exception("broken")
    logfile.detach(handler)
    text = (tmp_path / logfile.NAME).read_text(encoding="utf-8")
    begun = [line for line in text.split("\n") if line and not line.startswith("    ")]
    assert not hostile.obeyed(text)
    assert len(begun) == 2 * len(hostile.WORDS)
    assert all(re.search(r"Z \d+ (INFO|ERROR) test_hostile_text:\d+ ", line) for line in begun)


@pytest.mark.parametrize("words", hostile.WORDS)
def test_a_crash_file_and_what_is_told_of_it_are_text(
    words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    kept = crash.keep(ValueError(words), tmp_path, "teg-tui")
    assert kept.file is not None
    assert not hostile.obeyed(kept.file.read_text(encoding="utf-8"))
    assert not hostile.obeyed(str(kept), "")


@given(ANY, ANY, ANY)
def test_no_words_make_a_second_trailer(path: str, model: str, batch: str) -> None:
    recipe = Recipe("f", ((KEY, "a"),), "b", model)
    origin = Provenance(KEY, recipe, "c", batch, 1, 1, Decimal(1), False, datetime.now(UTC))
    line = to_line(origin, path)
    assert line.isascii()
    assert not hostile.obeyed(line, "")


@given(ANY, ANY, ANY)
def test_no_claim_gets_a_trailer_into_a_commits_message(text: str, said: str, right: str) -> None:
    evil = Claim(1, 0, text + TRAILER, Kind.TOTAL, Verdict.FALSE, f"{said}\n{TRAILER}", right)
    message = in_words(evil)
    assert not hostile.obeyed(message, "")
    assert from_line(TRAILER) is not None
    assert all(from_line(line) is None for line in message.splitlines())
