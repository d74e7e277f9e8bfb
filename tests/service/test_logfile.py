"""The log: ours and others' warnings, nobody's texts, and never larger than allowed."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from teg_tui.service import logfile


def test_warnings_of_libraries_are_kept_off_the_screen_and_their_chatter_out(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    handler = logfile.attach(tmp_path)
    library = logging.getLogger("anthropic.somewhere")
    library.setLevel(logging.DEBUG)
    library.debug("the whole prompt")
    library.warning("two keys are set")
    logging.getLogger("teg_tui.service").info("batch 1 is there")
    logfile.detach(handler)
    text = (tmp_path / logfile.NAME).read_text()
    assert "two keys are set" in text
    assert "batch 1 is there" in text
    assert "the whole prompt" not in text
    assert capfd.readouterr() == ("", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_stops_neither_what_is_logged_nor_the_end(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / logfile.NAME).symlink_to("/dev/full")
    handler = logfile.attach(tmp_path)
    logging.getLogger("teg_tui.service").info("batch 1 is there")
    logfile.detach(handler)
    assert capfd.readouterr() == ("", "")


def test_the_log_does_not_grow_for_ever(tmp_path: Path) -> None:
    handler = logfile.attach(tmp_path)
    for _ in range(60):
        logging.getLogger("teg_tui.service").info("x" * 100_000)
    logfile.detach(handler)
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) < 5_000_000
