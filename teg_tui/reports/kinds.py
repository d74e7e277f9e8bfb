"""All kinds of report, from the prompt files of several folders, in the order of their needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from teg_tui.errors import ConfigError
from teg_tui.reports import promptfile
from teg_tui.reports.key import ReportKey
from teg_tui.reports.kind import Kind, Scope
from teg_tui.reports.template import load_template

_SOURCES = {
    Scope.ROUND: {Scope.ROUND},
    Scope.TOURNAMENT: {Scope.ROUND, Scope.TOURNAMENT},
    Scope.PARTIAL: {Scope.ROUND},
}
"""What a report may be written from: nothing that knows more than it, nothing that passes."""


@dataclass(frozen=True)
class Kinds:
    """The kinds there are, each after those it needs, else by name."""

    all: tuple[Kind, ...]
    notes: tuple[str, ...] = ()
    """What was passed over, a sentence each."""
    others: tuple[Kind, ...] = ()
    """Prompts beside the kinds' own, to be tried."""
    variants: tuple[Kind, ...] = ()
    """What is or was tried, each a kind of its own (`variant.kind_of`); known by name only."""

    @cached_property
    def by_name(self) -> dict[str, Kind]:
        """Kinds by their key, variants among them."""
        return {kind.name: kind for kind in (*self.all, *self.variants)}

    @cached_property
    def order(self) -> dict[str, int]:
        """A kind's place in the order of waves."""
        return {name: place for place, name in enumerate(self.by_name)}

    def __iter__(self) -> Iterator[Kind]:
        return iter(self.all)

    def __getitem__(self, name: str) -> Kind:
        return self.by_name[name]

    def of_scope(self, scope: Scope) -> tuple[Kind, ...]:
        """The kinds of rounds, or of tournaments."""
        return tuple(kind for kind in self.all if kind.scope is scope)

    def needs_of(self, key: ReportKey, rounds: Sequence[int]) -> tuple[ReportKey, ...]:
        """The reports that a report is written from; `rounds` are its tournament's, by number."""
        kind = self[key.kind]
        told = [number for number in rounds if key.round is None or number <= key.round]
        needed: list[ReportKey] = []
        for name in kind.needs:
            every_round = kind.scope is not Scope.ROUND and self[name].scope is Scope.ROUND
            numbers = told if every_round else [key.round]
            needed += [ReportKey(key.teg, number, name) for number in numbers]
        return tuple(needed)


def load_kinds(folders: Sequence[Path], switched: Mapping[str, bool]) -> Kinds:
    """The kinds of all folders (those that exist); a later folder's replaces an earlier's.

    `switched` turns kinds on or off otherwise than their file says. Raises ConfigError.
    """
    kinds: dict[str, Kind] = {}
    others: list[Kind] = []
    notes: list[str] = []
    for folder in folders:
        found, beside, passed_over = _folder(folder)
        kinds |= found
        others += [_with_template(kind, folders) for kind in beside]
        notes += passed_over
    for name in switched:
        if name not in kinds:
            raise ConfigError(
                f"kinds.{name}: no such kind of report",
                where="teg.toml",
                way_out=f"There are {', '.join(sorted(kinds))}",
            )
    chosen = [
        replace(_with_template(kind, folders), enabled=switched.get(kind.name, kind.enabled))
        for kind in kinds.values()
    ]
    _check_needs(chosen)
    _check_unique(chosen)
    return Kinds(_in_order(chosen), tuple(notes), tuple(others))


def _with_template(kind: Kind, folders: Sequence[Path]) -> Kind:
    """A kind with the template that it names, if it names one."""
    if not kind.markup:
        return kind
    return replace(kind, template=load_template(kind.markup, folders, kind.source))


def _folder(folder: Path) -> tuple[dict[str, Kind], list[Kind], list[str]]:
    """A folder's kinds by name, prompts beside them, and a note on each Markdown file that is
    neither."""
    kinds: dict[str, Kind] = {}
    others: list[Kind] = []
    notes: list[str] = []
    for path in sorted(folder.glob("*.md")):
        kind = promptfile.read(path)
        if kind is None:
            notes.append(f"{path} is no prompt file of ours: passed over")
        elif kind.variant:
            others.append(kind)
        elif kind.name in kinds:
            raise ConfigError(
                f"kind: {kind.name!r} is defined already, in {kinds[kind.name].source}",
                where=str(path),
            )
        else:
            kinds[kind.name] = kind
    return kinds, others, notes


def _check_needs(kinds: Sequence[Kind]) -> None:
    by_name = {kind.name: kind for kind in kinds}
    for kind in kinds:
        for name in kind.needs:
            needed = by_name.get(name)
            if needed is None:
                raise ConfigError(
                    f"needs: there is no kind {name!r}",
                    where=kind.source,
                    way_out=f"There are {', '.join(sorted(by_name))}",
                )
            if needed.scope not in _SOURCES[kind.scope]:
                raise ConfigError(
                    f"needs: a {kind.scope}'s report can't be written from a {needed.scope}'s"
                    f" ({name})",
                    where=kind.source,
                )


def _check_unique(kinds: Sequence[Kind]) -> None:
    """Two kinds must never meet in a file, a custom_id or a request file."""
    claims: list[tuple[str, Callable[[Kind], str | None]]] = [
        ("output", lambda kind: kind.output),
        ("published", lambda kind: kind.published),
        ("suffix", lambda kind: kind.suffix),
        ("stem", lambda kind: kind.stem),
    ]
    owners: dict[tuple[str, str], Kind] = {}
    for kind in sorted(kinds, key=lambda k: k.name):
        for key, value_of in claims:
            value = value_of(kind)
            if value is None:
                continue
            space = "path" if key in ("output", "published") else key
            # Case apart, too: not every file system tells Report.md from report.md.
            other = owners.setdefault((space, value.casefold()), kind)
            if other is not kind or (key == "published" and value == kind.output):
                raise ConfigError(f"{key}: {value!r} is {other.source}'s too", where=kind.source)


def _in_order(kinds: Sequence[Kind]) -> tuple[Kind, ...]:
    """Wave by wave, by name inside a wave. Raises ConfigError where needs go in a circle."""
    ordered: list[Kind] = []
    left = sorted(kinds, key=lambda kind: kind.name)
    while left:
        done = {kind.name for kind in ordered}
        ready = [kind for kind in left if done.issuperset(kind.needs)]
        if not ready:
            circle = _circle(left)
            raise ConfigError(
                f"needs: they go in a circle: {' needs '.join(k.name for k in circle)}",
                where=circle[0].source,
            )
        ordered += ready
        left = [kind for kind in left if kind not in ready]
    return tuple(ordered)


def _circle(kinds: Sequence[Kind]) -> list[Kind]:
    """One circle among kinds that all need another of them, first and last the same."""
    by_name = {kind.name: kind for kind in kinds}
    path = [kinds[0]]
    while path[-1] not in path[:-1]:
        path.append(next(by_name[name] for name in path[-1].needs if name in by_name))
    return path[path.index(path[-1]) :]
