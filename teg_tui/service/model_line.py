"""The line of `teg.toml` that names the model: changed alone, everything else stays as it is."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

from teg_tui.config import parse
from teg_tui.errors import ConfigError
from teg_tui.store.files import read_bytes, write_atomically
from teg_tui.workspace import CONFIG_FILE

_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
"""Where the first table begins, and with it the end of what stands at the top."""
_LINE = re.compile(
    r"""^(?P<key>[ \t]*model[ \t]*=[ \t]*)(?:"[^"\n]*"|'[^'\n]*')(?P<rest>[ \t]*(?:\#.*)?\r?)$""",
    re.MULTILINE,
)


def set_model(root: Path, name: str) -> None:
    """Write a model's name into a workspace's `teg.toml`, whole or not at all.

    Raises:
        ConfigError: there is no such file, or the line in it can't be told for certain.
    """
    file = root / CONFIG_FILE
    data = read_bytes(file)
    if data is None:
        raise ConfigError(
            "there is no such file to write the model to",
            where=str(file),
            way_out="Make it with: teg-tui init",
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ConfigError(f"can't be read: {error}", where=str(file)) from error
    changed = with_model(text, name, str(file))
    if changed != text:
        write_atomically(file, changed.encode("utf-8"))


def with_model(text: str, name: str, file: str = CONFIG_FILE) -> str:
    """A configuration with another model and not one other letter changed.

    Raises:
        ConfigError: it can't be read, or the line can't be told for certain.
    """
    before = parse(text, file)
    if before.model == name:
        return text
    value = json.dumps(name, ensure_ascii=False)  # a JSON text is a TOML text
    table = _TABLE.search(text)
    top = text[: table.start()] if table else text
    line = _LINE.search(top)
    if line:
        changed = f"{text[: line.end('key')]}{value}{text[line.start('rest') :]}"
    else:
        changed = f"model = {value}\n{text}"
    if _means(changed, file) != replace(before, model=name):
        raise ConfigError(
            "the line that names the model can't be told for certain",
            where=file,
            way_out=f"Write it there yourself: model = {value}",
        )
    return changed


def _means(text: str, file: str) -> object:
    try:
        return parse(text, file)
    except ConfigError:
        return None
