"""Disks that refuse, for real: a limit on the size of files, which needs no rights, or a tiny disk.

The limit is the kernel's (`RLIMIT_FSIZE`): whatever this process and its children write beyond it
fails, the ledger's own writes and git's too. Sockets and reading are not touched. What a kernel
can't be brought to say without rights, such as a quota, is said in its place to Python's own calls.
"""

from __future__ import annotations

import os
import resource
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest


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
def refused(number: int, root: Path) -> Iterator[None]:
    """While the block lasts whatever Python changes beneath `root` ends in that error."""
    place = os.fspath(root)
    names = ("open", "mkdir", "replace", "rename", "unlink")
    calls = {name: getattr(os, name) for name in names}

    def refusing(name: str) -> Callable[..., Any]:
        def call(path: Any, *rest: Any, **named: Any) -> Any:
            changes = name != "open" or rest[0] & (os.O_CREAT | os.O_WRONLY | os.O_RDWR)
            if changes and os.fspath(path).startswith(place):
                raise OSError(number, os.strerror(number), os.fspath(path))
            return calls[name](path, *rest, **named)

        return call

    with pytest.MonkeyPatch.context() as patch:
        for name in names:
            patch.setattr(os, name, refusing(name))
        yield


@contextmanager
def read_only(disk: Path) -> Iterator[None]:
    """While the block lasts the mounted disk takes nothing at all."""
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True, capture_output=True)
    try:
        yield
    finally:
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True, capture_output=True)


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
