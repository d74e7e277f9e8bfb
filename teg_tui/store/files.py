"""Files of the workspace: written whole or not at all, known by their git blob ids.

Paths of reports are strings relative to the workspace, with forward slashes; `inside` turns one
into a real path and refuses whatever would lead out of the workspace.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import secrets
import stat
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import BinaryIO, NamedTuple

from teg_tui.errors import StoreError

UNREADABLE = "0" * 40
"""Stands for the blob id of a file that is there but can't be read: equal to no other."""

_PREFIX, _SUFFIX = ".teg-", ".tmp"
_BLOCK = 1 << 16
_FREE_SPACE = "Free some space"
_CHECK_RIGHTS = "Check who owns the folder and whether you may write there"
_CHECK_PLACE = "Check what stands in its place"
_DISK_TROUBLE = {
    errno.ENOSPC: ("the disk is full", _FREE_SPACE),
    errno.EDQUOT: ("your disk quota is used up", _FREE_SPACE),
    errno.EFBIG: ("the file would be larger than allowed here", _FREE_SPACE),
    errno.EROFS: ("the disk is read-only", "Make it writable"),
    errno.EACCES: ("no permission", _CHECK_RIGHTS),
    errno.EPERM: ("not permitted", _CHECK_RIGHTS),
    errno.EIO: ("the disk reports an error", "Look after the disk: it may be failing"),
    errno.EISDIR: ("a folder stands in the file's place", _CHECK_PLACE),
    errno.ENOTDIR: ("a file stands in the folder's place", _CHECK_PLACE),
    errno.EEXIST: ("a file stands in the folder's place", _CHECK_PLACE),
    errno.ELOOP: ("a symbolic link stands in its place", _CHECK_PLACE),
    errno.ENOENT: ("the folder has vanished", "Put it back"),
    errno.ENAMETOOLONG: ("the name is too long for this disk", "Shorten the folder's name"),
}
_NEEDS_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class DiskError(StoreError):
    """The disk refuses, for a while perhaps."""

    def __init__(self, number: int, path: Path) -> None:
        """`number` is the system's, one of those that are known here."""
        what, way_out = _DISK_TROUBLE[number]
        super().__init__(what, where=str(path), way_out=way_out)
        self.path = path
        self.needs_room = number in _NEEDS_ROOM
        """Whether free space would end it."""


@contextmanager
def disk_trouble(path: Path) -> Iterator[None]:
    """Say what the disk refuses in a user's words; other errors pass.

    Raises:
        DiskError: for an `OSError` of the file system.
    """
    try:
        yield
    except OSError as error:
        if error.errno not in _DISK_TROUBLE:
            raise
        raise DiskError(error.errno, path) from error


def blob_id(data: bytes) -> str:
    """The id git gives these bytes as a blob: sha1 in hex."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def decode(data: bytes) -> str:
    """A report's text: UTF-8 without byte order mark; what is no UTF-8 becomes U+FFFD."""
    return data.decode("utf-8-sig", errors="replace")


def inside(root: Path, relative: str) -> Path:
    """The path of a workspace file that may be read or written.

    Raises:
        StoreError: the path is not a plain relative one, is a symbolic link, leads out of the
            workspace through one, lies in git's own folder, or is none this disk can have; or
            the workspace itself has vanished, and is not to be made anew.
    """
    pure = PurePosixPath(relative)
    complaint = ""
    if not pure.parts or pure.is_absolute():
        complaint = "not a path within the workspace"
    elif ".." in pure.parts:
        complaint = "the path leads out of the workspace"
    elif not relative.isprintable():
        complaint = "the name holds characters that can't be shown"
    if complaint:
        raise StoreError(complaint, where=ascii(relative)[1:-1], way_out="Check the report folders")
    path = root / pure
    if not root.is_dir():
        raise DiskError(errno.ENOENT, root)
    with disk_trouble(path):
        is_link = path.is_symlink()
    real_root, real_folder = Path(os.path.realpath(root)), Path(os.path.realpath(path.parent))
    if not real_folder.is_relative_to(real_root):
        complaint = "a symbolic link on the way leads out of the workspace"
    elif ".git" in map(str.lower, (*real_folder.relative_to(real_root).parts, path.name)):
        complaint = "the path lies in git's own folder"
    elif is_link:
        complaint = "the file is a symbolic link"
    if complaint:
        raise StoreError(complaint, where=str(path), way_out="Nothing is written there")
    return path


def read_bytes(path: Path) -> bytes | None:
    """A file's bytes; None where there is none.

    Raises:
        StoreError: it is there but can't be read.
    """
    with disk_trouble(path):
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return None


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, durably.

    Raises:
        StoreError: the disk does not allow it.
    """
    missing = [folder, *folder.parents]
    with disk_trouble(folder):
        while missing and missing[-1].is_dir():
            missing.pop()
        for each in reversed(missing):
            each.mkdir(exist_ok=True)
            _sync_folder(each.parent)


@contextmanager
def stream_atomically(path: Path) -> Iterator[BinaryIO]:
    """A handle to write to; its content becomes `path`, durably, when the block ends well.

    Until then, and whenever anything fails or the process dies, the old file is untouched. The
    old file's permissions are kept.

    Raises:
        StoreError: the disk does not allow it.
    """
    make_folder(path.parent)
    with disk_trouble(path):
        temporary, handle = _open_temporary(path.parent)
        try:
            with handle:
                yield handle
                with suppress(FileNotFoundError):
                    os.fchmod(handle.fileno(), stat.S_IMODE(path.stat().st_mode))
                handle.flush()
                os.fsync(handle.fileno())
                temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)


def write_atomically(path: Path, data: bytes) -> None:
    """Replace a file's content durably, or leave it as it is.

    Raises:
        StoreError: the disk does not allow it.
    """
    with stream_atomically(path) as handle:
        handle.write(data)


def probe(folder: Path, size: int) -> None:
    """See whether so many bytes can be written in a folder; nothing of them stays.

    Raises:
        DiskError: they can't, and why.
    """
    make_folder(folder)
    with disk_trouble(folder / "x"):
        path, handle = _open_temporary(folder)
        try:
            with handle:
                for _ in range(0, size, _BLOCK):
                    handle.write(bytes(_BLOCK))
                handle.flush()
                os.fsync(handle.fileno())
        finally:
            path.unlink(missing_ok=True)


def append_durably(path: Path, data: bytes) -> None:
    """Add to the end of a file, all or nothing, and on disk when it returns.

    Raises:
        StoreError: the disk does not allow it; the file is as it was.
    """
    make_folder(path.parent)
    with disk_trouble(path):
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW, 0o666)
        before = os.fstat(descriptor).st_size
        try:
            with open(descriptor, "wb", closefd=False) as handle:
                handle.write(data)
            os.fsync(descriptor)
        except BaseException:
            os.ftruncate(descriptor, before)
            raise
        finally:
            os.close(descriptor)
        _sync_folder(path.parent)


def sweep(folders: Iterable[Path]) -> None:
    """Remove the temporaries of killed processes; those still being written are locked and stay."""
    for folder in folders:
        for left in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
            with suppress(OSError), left.open("rb") as handle:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                left.unlink()


def _open_temporary(folder: Path) -> tuple[Path, BinaryIO]:
    """A new file beside the target, locked for as long as it is written.

    It is made by `os.open` so that the umask gives its permissions, as for any new file.
    """
    while True:
        path = folder / f"{_PREFIX}{secrets.token_hex(8)}{_SUFFIX}"
        handle = os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666), "wb")
        with suppress(OSError):  # a file system without locks: then nothing is swept either
            fcntl.flock(handle, fcntl.LOCK_EX)
        if os.fstat(handle.fileno()).st_nlink:
            return path, handle
        handle.close()  # swept between open and lock


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # folders that know no fsync
            raise
    finally:
        os.close(descriptor)


class _Mark(NamedTuple):
    """What tells an unchanged file without reading it."""

    modified: int
    changed: int
    size: int
    inode: int

    @classmethod
    def of(cls, status: os.stat_result) -> _Mark:
        return cls(status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)


class FileScanner:
    """Blob ids of workspace files; a file is read again only when it may have changed."""

    _SETTLED = 2_000_000_000
    """Nanoseconds a file must have been left alone before its times are trusted: disks round them,
    so that a second change may leave no trace."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._seen: dict[str, tuple[_Mark, str]] = {}

    def scan(self, paths: Iterable[str]) -> dict[str, str]:
        """Blob ids of those of `paths` (relative to the workspace) that are regular files.

        One that can't be read counts as `UNREADABLE`.
        """
        blobs: dict[str, str] = {}
        for path in paths:
            blob = self._blob(path)
            if blob is not None:
                blobs[path] = blob
        return blobs

    def _blob(self, relative: str) -> str | None:
        place = f"{self._root}/{relative}"  # as text: a Path a file takes most of the time
        try:
            status = os.lstat(place)
        except (OSError, ValueError):
            self._seen.pop(relative, None)
            return None
        if not stat.S_ISREG(status.st_mode):
            return None
        mark = _Mark.of(status)
        seen = self._seen.get(relative)
        if seen is not None and seen[0] == mark:
            return seen[1]
        return self._read(relative, place)

    def _read(self, relative: str, place: str) -> str | None:
        try:
            with Path(place).open("rb") as handle:
                mark = _Mark.of(os.fstat(handle.fileno()))
                blob = blob_id(handle.read())
        except FileNotFoundError:
            return None
        except OSError:
            return UNREADABLE
        if abs(time.time_ns() - mark.modified) > self._SETTLED:
            self._seen[relative] = (mark, blob)
        return blob
