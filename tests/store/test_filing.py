"""Filing never overwrites a text that neither we nor git have seen."""

from __future__ import annotations

import os
import resource
from pathlib import Path

import pytest

from teg_tui.errors import StoreError
from teg_tui.reports.key import ReportKey
from teg_tui.store.files import blob_id
from teg_tui.store.filing import Filed, file_report, hold, private_folder, report_name

REPORT = "reports/TEG4_R2_report.md"


def _file(root: Path, data: bytes, *known: bytes, head: bytes | None = None) -> Filed:
    return file_report(
        root,
        REPORT,
        data,
        [blob_id(each) for each in known],
        None if head is None else blob_id(head),
        private_folder(root) / "replaced",
    )


def _replaced(root: Path) -> list[bytes]:
    return sorted(copy.read_bytes() for copy in (root / ".teg-tui" / "replaced").glob("*"))


def _edit(root: Path, data: bytes) -> None:
    (root / REPORT).parent.mkdir(exist_ok=True)
    (root / REPORT).write_bytes(data)


def test_a_new_report_is_put_in_its_place(tmp_path: Path) -> None:
    assert _file(tmp_path, b"ours") == Filed(REPORT, blob_id(b"ours"), None)
    assert (tmp_path / REPORT).read_bytes() == b"ours"


def test_what_we_wrote_or_git_has_is_replaced_without_a_copy(tmp_path: Path) -> None:
    _edit(tmp_path, b"first")
    assert _file(tmp_path, b"second", b"first").replaced is None
    assert _file(tmp_path, b"third", head=b"second").replaced is None
    assert (tmp_path / REPORT).read_bytes() == b"third"
    assert _replaced(tmp_path) == []


def test_somebodys_edit_is_kept_with_the_reports_name(tmp_path: Path) -> None:
    _edit(tmp_path, b"edited by hand")
    filed = _file(tmp_path, b"ours", b"earlier", head=b"older")
    assert filed.replaced is not None
    assert filed.replaced.read_bytes() == b"edited by hand"
    assert "reports-TEG4_R2_report" in filed.replaced.name
    assert filed.replaced.suffix == ".md"
    assert (tmp_path / REPORT).read_bytes() == b"ours"


def test_every_edit_is_kept_even_of_the_same_second(tmp_path: Path) -> None:
    for text in (b"one", b"two", b"three"):
        _edit(tmp_path, text)
        os.utime(tmp_path / REPORT, (1_000_000_000, 1_000_000_000))
        _file(tmp_path, b"ours")
    assert _replaced(tmp_path) == [b"one", b"three", b"two"]


def test_the_same_bytes_again_change_nothing(tmp_path: Path) -> None:
    _edit(tmp_path, b"ours")
    before = (tmp_path / REPORT).stat()
    assert _file(tmp_path, b"ours").replaced is None
    after = (tmp_path / REPORT).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert _replaced(tmp_path) == []


def test_a_failure_after_the_copy_is_repeated_without_a_second_one(tmp_path: Path) -> None:
    _edit(tmp_path, b"edited")
    times = (tmp_path / REPORT).stat()
    _file(tmp_path, b"ours")
    _edit(tmp_path, b"edited")
    os.utime(tmp_path / REPORT, ns=(times.st_atime_ns, times.st_mtime_ns))
    _file(tmp_path, b"ours")
    assert _replaced(tmp_path) == [b"edited"]


def test_where_the_copy_cannot_be_made_the_edit_stays(tmp_path: Path) -> None:
    _edit(tmp_path, b"edited " * 100)
    private_folder(tmp_path)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50, hard))
    try:
        with pytest.raises(StoreError):
            _file(tmp_path, b"ours")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (tmp_path / REPORT).read_bytes() == b"edited " * 100
    assert list((tmp_path / "reports").iterdir()) == [tmp_path / REPORT]


def test_a_report_folder_that_links_out_is_not_written_to(tmp_path: Path) -> None:
    root, outside = tmp_path / "workspace", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    (root / "reports").symlink_to(outside)
    with pytest.raises(StoreError, match="symbolic link"):
        _file(root, b"ours")
    assert list(outside.iterdir()) == []


def test_the_private_folder_hides_itself_from_git(tmp_path: Path) -> None:
    folder = private_folder(tmp_path)
    assert (folder / ".gitignore").read_text() == "*\n"


def test_held_texts_lie_under_the_reports_own_name(tmp_path: Path) -> None:
    name = report_name(ReportKey(17, 4, "round_report"))
    assert name == "TEG17_R4_round_report.md"
    assert report_name(ReportKey(17, None, "main_report")) == "TEG17_main_report.md"
    path = hold(tmp_path, name, b"cut sho")
    assert path == tmp_path / ".teg-tui" / "held" / name
    assert path.read_bytes() == b"cut sho"


@pytest.mark.parametrize("name", ["../ledger.db", "a/b.md", "..", "", "/etc/x", "a\x1b.md"])
def test_a_held_texts_name_is_never_a_path(tmp_path: Path, name: str) -> None:
    with pytest.raises(StoreError):
        hold(tmp_path, name, b"text")
