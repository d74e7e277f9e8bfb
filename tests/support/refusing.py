"""Disks that refuse, for real: a limit on the size of files, which needs no rights, or a tiny disk.

The limit is the kernel's (`RLIMIT_FSIZE`): whatever this process and its children write beyond it
fails, the ledger's own writes and git's too. Sockets and reading are not touched.
"""

from __future__ import annotations

import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def no_file_beyond(size: int) -> Iterator[None]:
    """While the block lasts no file can be written beyond so many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def tiny_disk(place: Path, size: int) -> Iterator[Path]:
    """A disk of so many bytes in memory, mounted at `place`, gone afterwards.

    Raises PermissionError where mounting is not allowed.
    """
    place.mkdir(parents=True, exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise PermissionError("a disk can't be mounted here") from error
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True, capture_output=True)


@contextmanager
def filled(disk: Path, but: int) -> Iterator[None]:
    """While the block lasts the disk is full, but for so many bytes."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as handle, suppress(OSError):
        while True:
            handle.write(bytes(65536))
    with ballast.open("r+b", buffering=0) as handle, suppress(OSError):
        handle.seek(0, 2)
        while True:
            handle.write(bytes(512))
    with ballast.open("r+b") as handle:
        handle.truncate(max(0, ballast.stat().st_size - but))
    try:
        yield
    finally:
        ballast.unlink()
