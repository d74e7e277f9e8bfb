"""`teg.toml`: what it may say, and one reader that checks it field by field.

The dataclasses below are the file's grammar: a field is a key, its type is what the key takes,
its default is what holds when the key is left out, and `metadata["check"]` may complain about a
value. `parse` walks over them; it names file and dotted key in every complaint.
"""

from __future__ import annotations

import ipaddress
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from pathlib import PurePosixPath
from types import UnionType
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin, get_type_hints
from urllib.parse import urlsplit

from teg_tui.errors import ConfigError
from teg_tui.golf.files import DataFiles
from teg_tui.golf.tour import AwardException, Competition, Measure

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")
Check = Callable[[Any], str]
"""Says what is wrong with a value; nothing where it is fine."""


def _checked(check: Check) -> dict[str, Check]:
    return {"check": check}


def _at_least(least: int) -> dict[str, Check]:
    return _checked(lambda value: "" if value >= least else f"must be {least} or more")


def _between(least: int, most: int) -> dict[str, Check]:
    return _checked(
        lambda value: "" if least <= value <= most else f"must be between {least} and {most:,}"
    )


def _said(value: str) -> str:
    return "" if value.strip() else "must not be empty"


def _word(value: str) -> str:
    """It becomes part of file names."""
    return "" if re.fullmatch(r"\w[\w -]*", value) else "must be a plain word: letters and digits"


def _inside(value: str) -> str:
    path = PurePosixPath(value)
    outside = not value or path.is_absolute() or ".." in path.parts
    return "must be a folder inside the workspace" if outside else ""


def _loopback(value: str) -> str:
    """A key is never sent to wherever a file says."""
    if not value:
        return ""
    complaint = (
        "may only name this computer, such as http://127.0.0.1:8787;"
        " any other endpoint is set in the environment, as ANTHROPIC_BASE_URL"
    )
    try:
        parts = urlsplit(value)
        host = parts.hostname or ""
        _ = parts.port
        local = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return complaint
    return "" if local and parts.scheme in {"http", "https"} else complaint


@dataclass(frozen=True)
class Folders:
    """Where reports lie, relative to the workspace; a kind's output path names them."""

    rounds: str = field(default="data/commentary/round_reports", metadata=_checked(_inside))
    drafts: str = field(default="data/commentary/drafts", metadata=_checked(_inside))
    published: str = field(default="data/commentary", metadata=_checked(_inside))
    requests: str = field(default="data/batch_requests", metadata=_checked(_inside))
    results: str = field(default="data/batch_results", metadata=_checked(_inside))


@dataclass(frozen=True)
class Budget:
    """USD."""

    confirm_above: Decimal = field(default=Decimal("5"), metadata=_at_least(0))
    monthly_cap: Decimal | None = field(default=None, metadata=_at_least(0))


@dataclass(frozen=True)
class Thresholds:
    """When batch is advised."""

    batch_above: Decimal = field(default=Decimal("10"), metadata=_at_least(0))
    """USD at standard prices."""
    bulk_from: int = field(default=10, metadata=_at_least(1))
    """Tournaments touched."""


@dataclass(frozen=True)
class BatchLimits:
    """When a batch is split."""

    max_requests: int = field(default=2000, metadata=_between(1, 100_000))
    max_megabytes: int = field(default=20, metadata=_between(1, 256))


@dataclass(frozen=True)
class RealTimeLimits:
    """Reports written while somebody watches."""

    at_once: int = field(default=4, metadata=_between(1, 50))
    """Requests under way at the same time; fewer where the account's limits say so."""


@dataclass(frozen=True)
class Calls:
    """How a person is called when a run ends or needs one."""

    bell: bool = True
    """The terminal's bell, and its notification where it can show one."""
    urls: tuple[str, ...] = ()
    """Phone, mail, chat: addresses as the apprise package writes them."""


class Push(StrEnum):
    """Whether what is published is pushed to the branch's upstream."""

    ASK = "ask"
    NEVER = "never"
    ALWAYS = "always"


@dataclass(frozen=True)
class Git:
    """What is done with git, besides reading."""

    commit: bool = True
    push: Push = Push.ASK
    """With `NEVER` the origin is not asked for news either."""


class FalseReports(StrEnum):
    """What becomes of a report that says what the scores contradict."""

    HOLD = "hold"
    FILE = "file"
    """Filed all the same, and marked."""


@dataclass(frozen=True)
class Checks:
    """Reports held against the scores before they are filed."""

    false_reports: FalseReports = FalseReports.HOLD


@dataclass(frozen=True)
class Config:
    """`teg.toml`, every field checked."""

    event: str = field(default="TEG", metadata=_checked(_word))
    model: str = field(default="claude-sonnet-5-5", metadata=_checked(_said))
    poll_seconds: int = field(default=60, metadata=_at_least(1))
    base_url: str = field(default="", metadata=_checked(_loopback))
    """Loopback only; any other endpoint comes from ANTHROPIC_BASE_URL."""
    data: DataFiles = field(default_factory=DataFiles)
    folders: Folders = Folders()
    competitions: tuple[Competition, ...] = ()
    """Empty: derived from the scores and the published winners."""
    exceptions: tuple[AwardException, ...] = ()
    budget: Budget = Budget()
    advice: Thresholds = Thresholds()
    batch: BatchLimits = BatchLimits()
    realtime: RealTimeLimits = RealTimeLimits()
    notify: Calls = Calls()
    kinds: dict[str, bool] = field(default_factory=dict)
    """Kinds switched on or off otherwise than their file says."""
    keys: dict[str, str] = field(default_factory=dict)
    """Binding id -> keys, as Textual's keymap."""
    git: Git = Git()
    checks: Checks = Checks()
    demo: bool = False
    """A demonstration workspace: starts its own simulator, its money is pretend."""


class Direction(StrEnum):
    """Which end of a table wins."""

    HIGHEST = "highest"
    LOWEST = "lowest"


@dataclass(frozen=True)
class _Competition:
    """As `[[competitions]]` has it: `from` and `to` are the first and last event."""

    name: str = field(metadata=_checked(_said))
    measure: Measure
    direction: Direction | None = None
    from_: int | None = None
    to: int | None = None
    last_place: str = ""

    def competition(self) -> Competition:
        """The rule it stands for; points are won by the most, strokes by the fewest."""
        if self.direction is None:
            high_wins = self.measure is Measure.STABLEFORD
        else:
            high_wins = self.direction is Direction.HIGHEST
        return Competition(self.name, self.measure, high_wins, self.from_, self.to, self.last_place)


def parse(text: str, file: str = "teg.toml") -> Config:
    """Read a configuration; `ConfigError` names file and dotted key of the first thing wrong."""
    try:
        table = tomllib.loads(text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, ArithmeticError) as error:
        raise ConfigError(f"not valid TOML: {error}", where=file) from error
    reader = _Reader(file)
    config = reader.table(Config, table, "")
    reader.agree(config.competitions, config.exceptions)
    return config


@dataclass(frozen=True)
class _Reader:
    """Turns TOML tables into dataclasses."""

    file: str

    def wrong(self, key: str, what: str, way_out: str = "") -> ConfigError:
        """The error for a key."""
        return ConfigError(what, where=f"{self.file}, {key}", way_out=way_out)

    def table(self, cls: type[T], value: object, at: str) -> T:
        """Read one table; `at` is its dotted key, empty at the top."""
        if not isinstance(value, dict):
            raise self.wrong(at, "must be a table")
        hints = get_type_hints(cls)
        known = {f.name.rstrip("_"): f for f in fields(cls)}
        prefix = f"{at}." if at else ""
        for key in value.keys() - known.keys():
            raise self.wrong(prefix + key, "is not a key that is known", _did_you_mean(key, known))
        read: dict[str, Any] = {}
        for key, spec in known.items():
            if key in value:
                read[spec.name] = self.value(hints[spec.name], value[key], prefix + key)
                self.check(spec.metadata, read[spec.name], prefix + key)
            elif spec.default is MISSING and spec.default_factory is MISSING:
                raise self.wrong(at, f"lacks {key}")
        return cls(**read)

    def check(self, metadata: Mapping[str, Any], value: object, key: str) -> None:
        """Let a field's own check complain; nothing said is nothing to check."""
        complaint = metadata["check"](value) if "check" in metadata and value is not None else ""
        if complaint:
            raise self.wrong(key, complaint)

    def value(self, hint: Any, value: object, key: str) -> Any:
        """Read one value as its annotation has it."""
        if get_origin(hint) is UnionType:
            return self.value(get_args(hint)[0], value, key)
        if get_origin(hint) is tuple:
            if not isinstance(value, list):
                raise self.wrong(key, "must be a list")
            item = get_args(hint)[0]
            return tuple(self.value(item, v, f"{key}[{n}]") for n, v in enumerate(value, 1))
        if get_origin(hint) is dict:
            if not isinstance(value, dict):
                raise self.wrong(key, "must be a table")
            return {k: self.value(get_args(hint)[1], v, f"{key}.{k}") for k, v in value.items()}
        if hint is Competition:
            return self.table(_Competition, value, key).competition()
        if is_dataclass(hint) and isinstance(hint, type):
            return self.table(hint, value, key)
        return self.plain(hint, value, key)

    def plain(self, kind: type, value: object, key: str) -> object:
        """Read a text, number, yes or no, or one word of several."""
        if issubclass(kind, StrEnum):
            words = [str(word) for word in kind]
            if value not in words:
                hint = _did_you_mean(str(value), words) or f"It takes {', '.join(words)}"
                raise self.wrong(key, f"“{value}” is not one of its words", hint)
            return kind(str(value))
        if kind is Decimal and type(value) in {int, Decimal}:
            number = Decimal(str(value))
            if number.is_finite():
                return number
        elif type(value) is kind:
            return value
        raise self.wrong(key, f"must be {_KINDS[kind]}, not {value!r}")

    def agree(
        self, competitions: tuple[Competition, ...], exceptions: tuple[AwardException, ...]
    ) -> None:
        """One rule a prize and event; exceptions only to prizes there are."""
        for number, competition in enumerate(competitions, 1):
            first, last = competition.first_teg, competition.last_teg
            if first is not None and last is not None and first > last:
                raise self.wrong(f"competitions[{number}].to", f"comes before from ({first})")
            for earlier in competitions[: number - 1]:
                if earlier.name == competition.name and _overlap(earlier, competition):
                    what = f"{earlier.name} has two rules for the same event"
                    raise self.wrong(f"competitions[{number}].from", what, "Give each its span")
        awards = {c.name for c in competitions} | {c.last_place for c in competitions} - {""}
        for number, exception in enumerate(exceptions, 1):
            if competitions and exception.award not in awards:
                what = f"there is no prize called “{exception.award}”"
                way_out = _did_you_mean(exception.award, awards)
                raise self.wrong(f"exceptions[{number}].award", what, way_out)


_KINDS = {str: "a text", int: "a whole number", bool: "true or false", Decimal: "a number"}


def _overlap(one: Competition, other: Competition) -> bool:
    return (one.first_teg or 0) <= (other.last_teg or 10**9) and (other.first_teg or 0) <= (
        one.last_teg or 10**9
    )


def _did_you_mean(word: str, known: Iterable[str]) -> str:
    near = get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f"Did you mean “{near[0]}”?" if near else ""
