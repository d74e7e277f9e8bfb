"""Markup of a kind's own for what code writes: a TOML file `templates/NAME.toml` beside prompts.

It holds texts with fields in braces. What is filled in comes from scores and files and is escaped
as HTML; the template itself is the workspace's own and is taken as it stands.
"""

from __future__ import annotations

import html
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

from teg_tui.errors import ConfigError

_SECTIONS: Mapping[str, Mapping[str, frozenset[str]]] = {
    "dateline": {"text": frozenset({"parts"}), "separator": frozenset()},
    "results": {
        "text": frozenset({"lines"}),
        **dict.fromkeys(
            ("first", "winner", "last"),
            frozenset({"award", "players", "times", "total", "margin"}),
        ),
        "exception": frozenset({"award", "reason"}),
    },
    "standings": {
        "text": frozenset({"lines"}),
        "line": frozenset({"competition", "when", "entries"}),
        "entry": frozenset({"place", "code", "player", "total", "behind"}),
        "separator": frozenset(),
    },
}
"""Every section's texts, all of them required, with the fields that each may use."""
_HEADINGS = "headings"
_TITLE = "title"
_ROUND = "round"
_NAME = re.compile(r"[a-z][a-z0-9_]{0,31}")
_HEADING = re.compile(r"(?P<signs>#{1,6})\s+(?P<words>.*[^\s}])\s*")


@dataclass(frozen=True, eq=False)
class Template:
    """The texts of one template."""

    name: str
    sections: Mapping[str, Mapping[str, str]]
    """Of `dateline`, `results`, `standings` those that it has; the others are Markdown."""
    headings: Mapping[str, str]
    """Attributes of headings by how they begin, in small letters."""

    def write(self, section: str, text: str, /, **fields: str) -> str:
        """One of its texts with its fields filled in, which are escaped."""
        escaped = {name: html.escape(value, quote=False) for name, value in fields.items()}
        return self.sections[section][text].format(**escaped)

    def block(self, section: str, lines: Sequence[str]) -> str:
        """A box around lines that are written already."""
        return self.sections[section]["text"].strip("\n").format(lines="\n".join(lines))

    def with_attributes(self, line: str) -> str:
        """A line, with its attributes if it is a heading that has any here."""
        heading = _HEADING.fullmatch(line)
        if heading is None:
            return line
        attributes = self._attributes(len(heading["signs"]), heading["words"].casefold())
        return f"{line.rstrip()} {{{attributes}}}" if attributes else line

    def _attributes(self, level: int, words: str) -> str:
        if level == 1:
            return self.headings.get(_TITLE, "")
        number = re.match(r"round (\d{1,2})\b", words)
        if number:
            return self.headings.get(_ROUND, "").format(round=number[1])
        fitting = (text for start, text in self.headings.items() if words.startswith(start))
        return next(fitting, "")


def load_template(name: str, folders: Sequence[Path], where: str) -> Template:
    """The template of that name; a later folder's stands in for an earlier's.

    Raises:
        ConfigError: there is none, or something in it is wrong; `where` is who asks for it.
    """
    if _NAME.fullmatch(name):
        for folder in reversed(folders):
            file = folder / "templates" / f"{name}.toml"
            if file.is_file():
                return _read(name, file)
    there = {file.stem for folder in folders for file in folder.glob("templates/*.toml")}
    raise ConfigError(
        f"markup: there is no template {name!r}",
        where=where,
        way_out=f"There are {', '.join(sorted(there)) or 'none'}; without the line it is Markdown",
    )


def _read(name: str, file: Path) -> Template:
    try:
        values = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"can't be read: {error}", where=str(file)) from error
    headings = values.pop(_HEADINGS, {})
    for section, texts in values.items():
        if section not in _SECTIONS:
            known = ", ".join((*_SECTIONS, _HEADINGS))
            raise ConfigError(
                f"{section}: no such section", where=str(file), way_out=f"There are {known}"
            )
        _check(texts, _SECTIONS[section], f"{section}.", str(file))
    if not isinstance(headings, dict):
        raise ConfigError(f"{_HEADINGS}: must be a table", where=str(file))
    fields = {start: frozenset({_ROUND} if start == _ROUND else ()) for start in headings}
    _check(headings, fields, f"{_HEADINGS}.", str(file))
    return Template(name, values, headings)


def _check(texts: object, known: Mapping[str, frozenset[str]], path: str, where: str) -> None:
    """Whether the texts are those there must be, each with no field but its own."""
    if not isinstance(texts, dict) or texts.keys() != known.keys():
        raise ConfigError(f"{path} must hold {', '.join(known)}, and no others", where=where)
    for key, text in texts.items():
        try:
            parts = list(Formatter().parse(text)) if isinstance(text, str) else None
        except ValueError:
            parts = None
        if parts is None:
            raise ConfigError(f"{path}{key}: is no text with fields in braces", where=where)
        wrong = [
            f for _, f, spec, how in parts if f is not None and (f not in known[key] or spec or how)
        ]
        if wrong:
            fields = ", ".join(f"{{{field}}}" for field in sorted(known[key])) or "none"
            raise ConfigError(
                f"{path}{key}: there is no field {{{wrong[0]}}}",
                where=where,
                way_out=f"There are {fields}",
            )
