"""Filing texts: a report in its place, a held text aside, and nobody's unseen work lost."""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from teg_tui.errors import StoreError
from teg_tui.reports.key import ReportKey
from teg_tui.store.files import (
    blob_id,
    disk_trouble,
    inside,
    make_folder,
    read_bytes,
    stream_atomically,
    write_atomically,
)
from teg_tui.store.glance import PRIVATE

HELD = "held"
REPLACED = "replaced"
_LONGEST = 120


@dataclass(frozen=True)
class Filed:
    """What filing did."""

    path: str
    """Relative to the workspace."""
    blob: str
    """Git blob id of the bytes now in place."""
    replaced: Path | None
    """Where the text that stood there was put; None where nobody's work was in the way."""


def private_folder(root: Path) -> Path:
    """`.teg-tui` in the workspace, made where it is missing; it tells git to ignore itself.

    Raises:
        StoreError: the disk does not allow it, or it is a symbolic link.
    """
    folder = inside(root, PRIVATE)
    make_folder(folder)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        write_atomically(ignore, b"*\n")
    return folder


def file_report(
    root: Path,
    relative: str,
    data: bytes,
    known_blobs: Collection[str],
    head_blob: str | None,
    replaced_dir: Path,
) -> Filed:
    """Put a report in its place; do nothing where it already stands there.

    What stands there now is kept in `replaced_dir` first, unless it is something we wrote
    (`known_blobs`) or git has it (`head_blob`). Repeating it after a crash does no harm.

    Raises:
        StoreError: the path leads out of the workspace, or the disk does not allow it. What
            stood there still does.
    """
    path = inside(root, relative)
    blob = blob_id(data)
    if read_bytes(path) == data:
        return Filed(relative, blob, None)
    replaced = None
    with stream_atomically(path) as handle:
        handle.write(data)
        handle.flush()
        os.fsync(handle.fileno())
        # Looked at as late as can be: whoever saves while we write is seen.
        unseen = read_bytes(path)
        if unseen is not None and blob_id(unseen) not in {*known_blobs, head_blob}:
            replaced = _keep(path, relative, unseen, replaced_dir)
    return Filed(relative, blob, replaced)


def _keep(path: Path, relative: str, data: bytes, folder: Path) -> Path:
    """Copy a text aside, named by when it was written and what it holds.

    So the same text gets the same name however often this is repeated, and another one never does.
    """
    with disk_trouble(path):
        written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    flat = PurePosixPath(relative.replace("/", "-"))
    stem, suffix = flat.stem[-_LONGEST:], flat.suffix[:20]
    copy = folder / f"{written:%Y%m%dT%H%M%SZ}-{stem}.{blob_id(data)[:12]}{suffix}"
    write_atomically(copy, data)
    return copy


def report_name(key: ReportKey) -> str:
    """A file name for a report, made of nothing but its key: `TEG17_R4_round_report.md`."""
    rnd = "" if key.round is None else f"_R{key.round}"
    return f"TEG{key.teg}{rnd}_{key.kind}.md"


def hold(root: Path, name: str, data: bytes) -> Path:
    """Keep a text that is not filed, in `.teg-tui/held/`, in place of an earlier one of that name.

    `name` is a plain file name, from `report_name`.

    Raises:
        StoreError: the name is a path, or the disk does not allow it.
    """
    if not name or PurePosixPath(name).name != name:
        raise StoreError("a held text's name must be a plain file name", where=ascii(name)[1:-1])
    private_folder(root)
    path = inside(root, f"{PRIVATE}/{HELD}/{name}")
    write_atomically(path, data)
    return path
