"""Trying another prompt or model: a variant's texts are written beside the real reports.

A variant is a kind of its own beside the kind it is of: with its own name, prompt, model and
folder. It is in no list of kinds, so no catalogue shows it and nothing is written from it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from teg_tui.errors import TegError
from teg_tui.reports.key import VARIANT

if TYPE_CHECKING:  # screens import this module before the first paint
    from teg_tui.reports.kind import Kind

FOLDER = ".teg-tui/variants"
"""Relative to the workspace; git does not see it."""

_NAME = re.compile(r"[a-z][a-z0-9_]{0,15}")


@dataclass(frozen=True)
class Trial:
    """What is to be tried, as the user names it."""

    name: str
    prompt: str = ""
    """A prompt file; empty for the kind's own."""
    model: str = ""
    """Empty for the one that would write it."""


def check_name(name: str) -> str:
    """A variant's name as it is. Raises TegError where it is none."""
    if not _NAME.fullmatch(name):
        raise TegError(
            f"{name!r} is no name of a variant",
            way_out="A name has up to 16 small letters, digits and underscores, a letter first",
        )
    return name


def kind_of(base: Kind, name: str, prompt: Kind | None, model: str) -> Kind:
    """A variant of a kind: its texts are written by another prompt (of the same kind), or model."""
    if prompt is not None and (prompt.scope, prompt.needs) != (base.scope, base.needs):
        raise TegError(
            f"a prompt that is tried must have scope and needs of the {base.title.lower()}",
            where=prompt.source,
        )
    given = prompt or base
    return replace(
        given,
        name=f"{base.name}{VARIANT}{name}",
        title=f"{base.title}, variant {name}",
        output=f"{FOLDER}/{name}/{base.output}",
        published=None,
        model=model,
        suffix=base.suffix,
        stem=base.stem,
        notes=base.notes,
        enabled=False,
        variant=name,
    )
