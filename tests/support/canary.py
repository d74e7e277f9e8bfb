"""A key that must turn up nowhere: in no file, no object of git's, no argument, on no screen.

Tests that need an API key take this one, or it with something after it. After every test its
folder is searched for it (`conftest.py`), and what a terminal showed (`terminal.py`).
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator
from pathlib import Path

KEY = "sk-ant-canary-0f3c9a"
_BYTES = KEY.encode()


def holds(content: bytes | bytearray) -> bool:
    """Whether the key is in there."""
    return _BYTES in content


def found_in(folder: Path) -> list[Path]:
    """Every file beneath a folder that holds the key, in its name or in its content."""
    return [path for path in _files(folder) if KEY in path.name or holds(_content(path))]


def _files(folder: Path) -> Iterator[Path]:
    for top, _, names in os.walk(folder):
        for name in names:
            path = Path(top, name)
            if path.is_file() and not path.is_symlink():
                yield path


def _content(path: Path) -> bytes:
    """A file's bytes; of what git stores as an object of its own, the object's."""
    try:
        content = path.read_bytes()
    except OSError:  # nobody may read it, so nothing is given away
        return b""
    if "objects" in path.parts and len(path.name) == 38:
        return zlib.decompressobj().decompress(content)
    return content
