"""Reading provenance back from the commits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from teg_tui.reports.provenance import Provenance
from teg_tui.store.git import Git
from teg_tui.store.trailers import NAME, from_line

_MESSAGE = "\x01"
_LOG = (
    *("-c", "log.showSignature=false", "-c", "log.follow=false"),  # the user's wishes for reading
    "log",
    "--full-history",
    "--basic-regexp",
    f"--grep=^{NAME}: ",
    "--encoding=UTF-8",
    "--format=%x01%B",
    "--raw",
    "-z",
    "--relative",
    "--no-renames",
    "--no-abbrev",
    "--",
    ".",
)


def read_provenance(git: Git) -> Iterator[Provenance]:
    """What the trailers of the commits that touched git's folder say, newest first.

    A hook may have committed another blob than was filed: the commit's own is taken.

    Raises:
        StoreError: git broke off; what came until then is incomplete.
    """
    message: list[str] = []
    blobs: dict[str, str] = {}
    change = ""
    for piece in git.stream(*_LOG):
        text = piece.decode("utf-8", errors="replace")
        if change:
            blobs[text] = change.split()[-2]
            change = ""
        elif text.startswith(_MESSAGE):
            yield from _entries(message, blobs)
            message, blobs = text.removeprefix(_MESSAGE).split("\n"), {}
        elif text.lstrip("\n").startswith(":"):
            change = text
    yield from _entries(message, blobs)


def _entries(message: Sequence[str], blobs: Mapping[str, str]) -> Iterator[Provenance]:
    """The last line first: commits squashed into one stand in it oldest first."""
    for line in reversed(message):
        entry = from_line(line)
        if entry is not None:
            blob = blobs.get(entry.path, entry.provenance.blob)
            yield replace(entry.provenance, blob=blob)
