"""Files are written whole or not at all, and never outside the workspace."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from refusing import no_file_beyond

from teg_tui.errors import StoreError
from teg_tui.store.files import (
    UNREADABLE,
    FileScanner,
    append_durably,
    blob_id,
    decode,
    inside,
    stream_atomically,
    sweep,
    write_atomically,
)


class TestWriting:
    def test_folders_are_made_and_nothing_else_is_left(self, tmp_path: Path) -> None:
        path = tmp_path / "a" / "b" / "r.md"
        write_atomically(path, b"one")
        write_atomically(path, b"two")
        assert path.read_bytes() == b"two"
        assert list(path.parent.iterdir()) == [path]

    def test_permissions_are_the_old_files_or_the_users_usual_ones(self, tmp_path: Path) -> None:
        usual, path = tmp_path / "usual", tmp_path / "r.md"
        usual.touch()
        write_atomically(path, b"one")
        assert path.stat().st_mode == usual.stat().st_mode
        path.chmod(0o640)
        write_atomically(path, b"two")
        assert stat.S_IMODE(path.stat().st_mode) == 0o640

    def test_a_full_disk_leaves_the_old_file_and_says_so(self, tmp_path: Path) -> None:
        path = tmp_path / "r.md"
        path.write_bytes(b"old")
        with no_file_beyond(100), pytest.raises(StoreError, match="Free some space") as caught:
            write_atomically(path, b"x" * 10_000)
        assert caught.value.where == str(path)
        assert path.read_bytes() == b"old"
        assert list(tmp_path.iterdir()) == [path]

    def test_a_stream_that_breaks_off_leaves_the_old_file(self, tmp_path: Path) -> None:
        path = tmp_path / "results.jsonl"
        path.write_bytes(b"old")

        def break_off() -> None:
            with stream_atomically(path) as handle:
                handle.write(b"half a li")
                raise ConnectionResetError

        with pytest.raises(ConnectionResetError):
            break_off()
        assert path.read_bytes() == b"old"
        assert list(tmp_path.iterdir()) == [path]

    @pytest.mark.parametrize("blocked", ["a file as folder", "a folder as file"])
    def test_what_stands_in_the_way_is_said(self, tmp_path: Path, blocked: str) -> None:
        if blocked == "a file as folder":
            (tmp_path / "reports").touch()
        else:
            (tmp_path / "reports" / "r.md").mkdir(parents=True)
        with pytest.raises(StoreError, match="stands in"):
            write_atomically(tmp_path / "reports" / "r.md", b"text")

    def test_a_killed_writer_leaves_the_old_file_and_its_litter_is_swept(
        self, tmp_path: Path
    ) -> None:
        path = tmp_path / "r.md"
        path.write_bytes(b"old")
        script = (
            "import sys; from pathlib import Path; from teg_tui.store.files import *\n"
            "with stream_atomically(Path(sys.argv[1])) as handle:\n"
            "    handle.write(b'new'); handle.flush(); print('half', flush=True); sys.stdin.read()"
        )
        writer = subprocess.Popen(
            [sys.executable, "-c", script, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        with writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == b"half\n"
            sweep([tmp_path])
            assert len(list(tmp_path.iterdir())) == 2, "what is being written is not litter"
            writer.send_signal(signal.SIGKILL)
        assert path.read_bytes() == b"old"
        sweep([tmp_path, tmp_path / "missing"])
        assert list(tmp_path.iterdir()) == [path]


def test_blob_ids_are_gits(tmp_path: Path) -> None:
    for data in (b"", b"text\n", bytes(range(256))):
        asked = subprocess.run(
            ["git", "hash-object", "--stdin"], input=data, capture_output=True, check=True
        )
        assert blob_id(data) == asked.stdout.decode().strip()


def test_text_that_is_no_utf8_is_read_all_the_same() -> None:
    assert decode(b"\xef\xbb\xbfcaf\xc3\xa9 \xff") == "café \ufffd"


class TestInside:
    @pytest.mark.parametrize(
        "path",
        [
            *("", ".", "/etc/passwd", "../r.md", "a/../../r.md", "a/..", ".git/hooks/pre-commit"),
            *("a/.GIT/config", "r\n.md", "\x1b[31m.md", "a\x00b", "\udcff.md"),
        ],
    )
    def test_paths_that_lead_astray_are_refused(self, tmp_path: Path, path: str) -> None:
        with pytest.raises(StoreError) as caught:
            inside(tmp_path, path)
        assert str(caught.value).isprintable()

    def test_symbolic_links_out_of_the_workspace_are_refused(self, tmp_path: Path) -> None:
        root, outside = tmp_path / "workspace", tmp_path / "outside"
        (root / ".git").mkdir(parents=True)
        (root / "real").mkdir()
        (outside / "deep").mkdir(parents=True)
        (root / "out").symlink_to(outside)
        (root / "up").symlink_to("..")
        (root / "git").symlink_to(".git")
        (root / "loop").symlink_to("loop")
        (root / "r.md").symlink_to(outside / "r.md")
        (root / "dangling").symlink_to(tmp_path / "nowhere")
        (root / "within").symlink_to("real")
        for path in ("out/r.md", "out/deep/r.md", "up/x.md", "git/config", "r.md", "dangling/r.md"):
            with pytest.raises(StoreError, match=r"symbolic link|git's own"):
                inside(root, path)
        assert inside(root, "within/r.md") == root / "within" / "r.md"

    def test_the_workspace_itself_may_be_a_symbolic_link(self, tmp_path: Path) -> None:
        (tmp_path / "real").mkdir()
        (tmp_path / "link").symlink_to("real")
        assert inside(tmp_path / "link", "a/r.md") == tmp_path / "link" / "a" / "r.md"

    def test_a_name_longer_than_any_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(StoreError, match="too long"):
            inside(tmp_path, "é" * 200)

    @given(
        parts=st.lists(
            st.sampled_from(["..", ".", "", "a", "out", "~", "/", "\\", "é"]) | st.text()
        )
    )
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
    def test_whatever_is_let_through_lies_within(self, tmp_path: Path, parts: list[str]) -> None:
        root = tmp_path / "workspace"
        root.mkdir(exist_ok=True)
        if not (root / "out").is_symlink():
            (root / "out").symlink_to(tmp_path)
        try:
            path = inside(root, "/".join(parts))
        except StoreError:
            return
        real = Path(os.path.realpath(path))
        assert real.is_relative_to(root.resolve())
        assert real != root.resolve()


class TestScanner:
    def test_blob_ids_of_the_files_that_are_there(self, tmp_path: Path) -> None:
        (tmp_path / "a.md").write_bytes(b"a")
        (tmp_path / "folder").mkdir()
        (tmp_path / "link.md").symlink_to("a.md")
        found = FileScanner(tmp_path).scan(["a.md", "folder", "link.md", "b.md", "a.md/b", "\0"])
        assert found == {"a.md": blob_id(b"a")}

    def test_a_change_of_the_same_length_is_seen_however_soon(self, tmp_path: Path) -> None:
        scanner, path = FileScanner(tmp_path), tmp_path / "r.md"
        for text in (b"one", b"two", b"six"):
            path.write_bytes(text)
            os.utime(path, ns=(10**18, path.stat().st_mtime_ns))
            assert scanner.scan(["r.md"]) == {"r.md": blob_id(text)}

    def test_a_file_just_changed_is_read_again(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        scanner = FileScanner(tmp_path)
        (tmp_path / "r.md").write_bytes(b"one")
        scanner.scan(["r.md"])
        monkeypatch.delattr(Path, "open")
        with pytest.raises(AttributeError):
            scanner.scan(["r.md"])

    def test_an_old_file_is_read_once_until_it_changes(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        scanner, path = FileScanner(tmp_path), tmp_path / "r.md"
        path.write_bytes(b"one")
        os.utime(path, (1_000_000_000, 1_000_000_000))
        assert scanner.scan(["r.md"]) == {"r.md": blob_id(b"one")}
        with monkeypatch.context() as patched:
            patched.delattr(Path, "open")
            assert scanner.scan(["r.md"]) == {"r.md": blob_id(b"one")}
        path.write_bytes(b"two")
        os.utime(path, (1_000_000_000, 1_000_000_000))
        assert scanner.scan(["r.md"]) == {"r.md": blob_id(b"two")}
        path.unlink()
        assert scanner.scan(["r.md"]) == {}

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
    def test_an_unreadable_file_is_there_but_like_no_other(self, tmp_path: Path) -> None:
        (tmp_path / "r.md").touch(mode=0o000)
        assert FileScanner(tmp_path).scan(["r.md"]) == {"r.md": UNREADABLE}


def test_what_is_added_to_a_file_is_added_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "new" / "rows.jsonl"
    append_durably(path, b"one\n")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(StoreError, match="disk is full"):
            append_durably(path, b"two\n")
    append_durably(path, b"three\n")
    assert path.read_bytes() == b"one\nthree\n"
