"""Reads one prompt file: TOML front matter between `+++` lines, then the system prompt.

A Markdown file without our front matter is not ours and is nobody's error; one that has it is
checked field by field, and what is wrong is named with file and key.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from string import Formatter
from typing import NoReturn

from teg_tui.errors import ConfigError
from teg_tui.reports.kind import Kind, Scope

FENCE = "+++"
REQUIRED = ("kind", "title", "scope", "max_tokens", "words", "output")
OPTIONAL = (
    "needs",
    "facts",
    "published",
    "model",
    "enabled",
    "notes",
    "suffix",
    "stem",
    "places",
    "markup",
    "variant",
)
PLACES = frozenset(
    {"title", "dateline", "results", "standings", "round_scores", "scorecards", "records"}
)
"""The places code fills from the scores; those of a round of a tournament end in ":R2"."""
EVERY_ROUND = ":R*"
"""Ends a required place that every round of the tournament must have."""

_NAME = re.compile(r"[a-z][a-z0-9_]{0,31}")
"""No hyphen (a custom_id's nonce follows one), no capital first (nothing like "R4_")."""
_FOLDERS = frozenset({"rounds", "drafts", "published"})
_TEMPLATE_FIELDS = _FOLDERS | {"event", "EVENT", "teg", "round"}


def read(path: Path) -> Kind | None:
    """The kind that a file defines; None where the file is no prompt of ours."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None
    except OSError as error:
        raise ConfigError(f"can't be read: {error.strerror}", where=str(path)) from error
    return parse(text, str(path))


def parse(text: str, where: str) -> Kind | None:
    """The kind that a file's text defines; None where it has no front matter of ours."""
    lines = text.removeprefix("\ufeff").splitlines()
    if not lines or lines[0].strip() != FENCE:
        return None
    end = next((n for n, line in enumerate(lines[1:], 1) if line.strip() == FENCE), None)
    if end is None:
        raise ConfigError(
            f"the front matter has no end: a second line {FENCE} is missing", where=where
        )
    try:
        values = tomllib.loads("\n".join(lines[1:end]))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"the front matter is not TOML: {error}", where=where) from error
    if "kind" not in values:
        return None
    system = "\n".join(lines[end + 1 :]).strip()
    if not system:
        raise ConfigError("there is no prompt after the front matter", where=where)
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    return _kind(_Fields(values, where), system, digest)


def _kind(fields: _Fields, system: str, digest: str) -> Kind:
    fields.check_names()
    name = fields.name("kind")
    scope = fields.scope()
    return Kind(
        name=name,
        title=fields.text("title"),
        scope=scope,
        needs=fields.names("needs"),
        facts=fields.flag("facts", default=True),
        max_tokens=fields.positive("max_tokens"),
        words=fields.positive("words"),
        output=fields.template("output", scope),
        published=fields.template("published", scope) if "published" in fields.values else None,
        model=fields.text("model") if "model" in fields.values else None,
        suffix=fields.name("suffix", default=name),
        stem=fields.name("stem", default=f"{name}s"),
        notes=fields.flag("notes", default=False),
        enabled=fields.flag("enabled", default=True),
        places=fields.places(scope),
        system=system,
        digest=digest,
        source=fields.where,
        markup=fields.name("markup") if "markup" in fields.values else "",
        variant=fields.name("variant") if "variant" in fields.values else "",
    )


class _Fields:
    """The front matter's values, each fetched with its check."""

    def __init__(self, values: Mapping[str, object], where: str) -> None:
        self.values = values
        self.where = where

    def wrong(self, key: str, what: str, way_out: str = "") -> NoReturn:
        raise ConfigError(f"{key}: {what}", where=self.where, way_out=way_out)

    def check_names(self) -> None:
        known = (*REQUIRED, *OPTIONAL)
        for key in self.values:
            if key not in known:
                self.wrong(key, "no such field", f"The fields are {', '.join(known)}")
        for key in REQUIRED:
            if key not in self.values:
                self.wrong(key, "is missing")

    def text(self, key: str) -> str:
        value = self.values[key]
        if not isinstance(value, str) or not value.strip() or not value.isprintable():
            self.wrong(key, f"must be a text, not {value!r}")
        return value

    def name(self, key: str, default: str = "") -> str:
        value = self.text(key) if key in self.values else default
        if not _NAME.fullmatch(value):
            self.wrong(
                key,
                f"{value!r} is no name",
                "A name has up to 32 small letters, digits and underscores, a letter first",
            )
        return value

    def names(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.wrong(key, f"must be a list of texts, not {value!r}")
        if len(set(value)) < len(value):
            self.wrong(key, "names something twice")
        return tuple(value)

    def flag(self, key: str, *, default: bool) -> bool:
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            self.wrong(key, f"must be true or false, not {value!r}")
        return value

    def positive(self, key: str) -> int:
        value = self.values[key]
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            self.wrong(key, f"must be a whole number from 1, not {value!r}")
        return value

    def scope(self) -> Scope:
        value = self.text("scope")
        if value not in set(Scope):
            names = ", ".join(f'"{scope}"' for scope in Scope)
            self.wrong("scope", f"must be one of {names}, not {value!r}")
        return Scope(value)

    def places(self, scope: Scope) -> tuple[str, ...]:
        places = self.names("places")
        for place in places:
            bare = place.removesuffix(EVERY_ROUND)
            if bare not in PLACES or (bare != place and scope is not Scope.TOURNAMENT):
                self.wrong(
                    "places",
                    f"no such place: {place!r}",
                    f"The places are {', '.join(sorted(PLACES))}; "
                    f'in a tournament\'s kind also with "{EVERY_ROUND}" for every round',
                )
        return places

    def template(self, key: str, scope: Scope) -> str:
        template = self.text(key)
        try:
            parts = list(Formatter().parse(template))
        except ValueError as error:
            self.wrong(key, f"{error} in {template!r}")
        fields = {field for _, field, _, _ in parts if field is not None}
        plain = all(not spec and not conversion for _, _, spec, conversion in parts)
        if not plain or fields - _TEMPLATE_FIELDS:
            known = ", ".join(f"{{{field}}}" for field in sorted(_TEMPLATE_FIELDS))
            self.wrong(key, f"{template!r} uses a field that there is not", f"There are {known}")
        wanted = {"teg", "round"} if scope is Scope.ROUND else {"teg"}
        if fields & {"teg", "round"} != wanted:
            names = " and ".join(f"{{{field}}}" for field in sorted(wanted, reverse=True))
            self.wrong(key, f"the path of a {scope}'s report must hold {names} and no other number")
        path = PurePosixPath(template)
        if path.is_absolute() or ".." in path.parts or path.suffix != ".md" or "\\" in template:
            self.wrong(key, f"{template!r} must be a path inside the workspace that ends in .md")
        return template
