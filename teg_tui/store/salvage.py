"""What is whole of a damaged file: a crash may have cut it off anywhere.

JSON objects are read field by field, files of lines line by line; what can't be taken is a `Flaw`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeGuard

_SPACE = re.compile(r"\s*")


@dataclass(frozen=True)
class Flaw:
    """What of a file could not be taken, and why."""

    path: Path
    line: int | None
    what: str

    def __str__(self) -> str:
        where = self.path.name if self.line is None else f"{self.path.name}, line {self.line}"
        return f"{where}: {self.what}"


def read_fields(path: Path, flaws: list[Flaw]) -> dict[str, Any]:
    """A JSON object's whole fields; what is lost of it is added to the flaws."""
    try:
        text = path.read_bytes().decode(errors="replace")
    except OSError as error:
        flaws.append(Flaw(path, None, f"can't be read: {error.strerror}"))
        return {}
    fields, whole = whole_fields(text)
    if not whole:
        kept = ", ".join(map(str, fields)) or "nothing"
        line = text.count("\n") + 1
        flaws.append(Flaw(path, line, f"is cut off or damaged; taken from it: {kept}"))
    return fields


def read_rows(path: Path, flaws: list[Flaw]) -> Iterator[dict[str, Any]]:
    """The whole lines of a file that have a custom_id; the others are added to the flaws."""
    try:
        with path.open("rb") as handle:
            for number, line in enumerate(handle, 1):
                if not line.strip():
                    continue
                try:
                    row = json.loads(line)
                except (ValueError, RecursionError):
                    cut = "is cut off" if not line.endswith(b"\n") else "is not JSON"
                    flaws.append(Flaw(path, number, cut))
                    continue
                if isinstance(row, dict) and is_text(row.get("custom_id")):
                    yield row
                else:
                    flaws.append(Flaw(path, number, "has no custom_id"))
    except OSError as error:
        flaws.append(Flaw(path, None, f"can't be read: {error.strerror}"))


def whole_fields(text: str) -> tuple[dict[str, Any], bool]:
    """The fields of a JSON object as far as they are whole, and whether all of it is.

    Of a list that is cut off the whole items are taken; a number at the very end may have gone on
    and is not.
    """
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        return _fields_before_the_cut(text), False
    return (read, True) if isinstance(read, dict) else ({}, False)


def is_text(value: object) -> TypeGuard[str]:
    """Whether it is a text that may be shown and kept: no control characters, not endless."""
    return isinstance(value, str) and 0 < len(value) <= 1000 and value.isprintable()


def _fields_before_the_cut(text: str) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    decode = json.JSONDecoder().raw_decode
    at = _skip(text, 0)
    mark = text[at : at + 1]
    while mark in ("{", ","):
        try:
            name, at = decode(text, _skip(text, at + 1))
            at = _skip(text, at)
            if not isinstance(name, str) or text[at : at + 1] != ":":
                break
            begin = _skip(text, at + 1)
            if text[begin : begin + 1] == "[":
                value, at = _items_before_the_cut(text, begin)
            else:
                value, at = decode(text, begin)
        except (ValueError, RecursionError):
            break
        at = _skip(text, at)
        mark = text[at : at + 1]
        if mark in (",", "}") or (isinstance(value, list) and value):
            fields[name] = value
    return fields


def _items_before_the_cut(text: str, at: int) -> tuple[list[Any], int]:
    """The whole items of a list that begins at `at`, and where what is read of it ends."""
    items: list[Any] = []
    decode = json.JSONDecoder().raw_decode
    mark = text[at : at + 1]
    while mark in ("[", ","):
        begin = _skip(text, at + 1)
        if text[begin : begin + 1] == "]":
            return items, begin + 1
        try:
            item, end = decode(text, begin)
        except (ValueError, RecursionError):
            return items, len(text)
        at = _skip(text, end)
        mark = text[at : at + 1]
        if mark in (",", "]"):
            items.append(item)
    return items, at + 1 if mark == "]" else len(text)


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return at if found is None else found.end()
