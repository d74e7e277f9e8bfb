"""Variants that are or were tried, under `.teg-tui/variants/NAME/`: a file a kind, texts beside.

    KIND.json   {"model": ..., "source": where the prompt came from, "prompt": its whole text}

The prompt is kept as it was, so that a run goes on with what it was begun with, in whatever
process, and a ledger that was lost knows whose the results are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from teg_tui.errors import TegError
from teg_tui.reports import promptfile
from teg_tui.reports.key import VARIANT
from teg_tui.reports.kind import Kind
from teg_tui.reports.kinds import Kinds
from teg_tui.reports.trial import FOLDER, check_name, kind_of
from teg_tui.store.files import inside, read_bytes, write_atomically
from teg_tui.store.filing import private_folder


def files(root: Path) -> list[Path]:
    """The files that say what is tried."""
    return sorted((root / FOLDER).glob("*/*.json"))


def put(root: Path, kind: Kind, prompt: str) -> None:
    """Remember a variant's kind and its prompt file's text. Raises StoreError."""
    private_folder(root)
    base = kind.name.partition(VARIANT)[0]
    fields = {"model": kind.model, "source": kind.source, "prompt": prompt}
    path = inside(root, f"{FOLDER}/{check_name(kind.variant)}/{base}.json")
    write_atomically(path, json.dumps(fields, ensure_ascii=False, indent=1).encode())


def add_to(kinds: Kinds, root: Path) -> Kinds:
    """The kinds with every variant there is; a file that can't be understood is passed over."""
    return replace(kinds, variants=tuple(_read_all(kinds, files(root))))


def known(kinds: Kinds, more: Iterable[Kind]) -> Kinds:
    """The kinds with these variants, in place of those of the same name."""
    by_name = {kind.name: kind for kind in (*kinds.variants, *more)}
    return replace(kinds, variants=tuple(by_name.values()))


def _read_all(kinds: Kinds, paths: Iterable[Path]) -> Iterator[Kind]:
    for path in paths:
        base = next((kind for kind in kinds if kind.name == path.stem), None)
        if base is None:
            continue
        try:
            fields = json.loads(read_bytes(path) or b"")
            prompt = promptfile.parse(fields["prompt"], str(fields["source"]))
            if prompt is not None and prompt.name == base.name:
                yield kind_of(base, check_name(path.parent.name), prompt, str(fields["model"]))
        except (ValueError, KeyError, TypeError, TegError):
            continue
