"""Which files are reports, and what each is about: by its name, and what is told as of a round."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from teg_tui import workspace as workspaces
from teg_tui.errors import DataError, StoreError
from teg_tui.golf.claims import Claim, Subject
from teg_tui.golf.claims import check as claims_of
from teg_tui.golf.tour import Tour
from teg_tui.reports.catalogue import told_until
from teg_tui.reports.key import CellKey, ReportKey
from teg_tui.reports.kind import Scope
from teg_tui.reports.kinds import load_kinds
from teg_tui.reports.provenance import Provenance
from teg_tui.store import ledger_look
from teg_tui.store.commits import Commits
from teg_tui.store.files import decode, read_bytes
from teg_tui.workspace import Workspace

_HEADING = re.compile(r"#+ .*?\b(?:round ?|R)(\d+)\b", re.I)
"""The first line of a text that is told as of a round: "# TEG 18, Round 2: …"."""


class ReportFile(NamedTuple):
    """A report, read."""

    name: str
    """The path as it was given, or from the workspace."""
    text: str
    about: Subject
    told_until: int | None = None
    """Of a tournament's: the round as of which it is told; None where that is its end."""

    def claims(self, tour: Tour) -> tuple[Claim, ...]:
        """What it claims, with the verdicts of the scores."""
        if self.told_until is not None:  # it knows of no later round
            tour = tour.as_of(self.about.teg, self.told_until)
        return claims_of(self.text, tour, self.about)


class ReportFiles:
    """The workspace's reports, and what each is about."""

    def __init__(self, found: Workspace, tour: Tour) -> None:
        self.found, self.tour = found, tour
        self.by_path: dict[str, ReportKey] = {}
        folders, event = found.config.folders, found.config.event
        prompts = [workspaces.shipped("prompts"), found.root / "prompts"]
        self.kinds = load_kinds(prompts, found.config.kinds)
        for kind in self.kinds:
            for tournament in tour.tournaments:
                whole: list[int | None] = [None]
                numbers = [rnd.number for rnd in tournament.rounds]
                for number in numbers if kind.scope is Scope.ROUND else whole:
                    cell = CellKey(tournament.teg, number)
                    paths = (
                        kind.path(cell, folders, event),
                        kind.published_path(cell, folders, event),
                    )
                    self.by_path |= {path: ReportKey(*cell, kind.name) for path in paths if path}
        self.by_name = {Path(path).name.casefold(): its for path, its in self.by_path.items()}

    def there(self, only: Subject | None) -> Iterator[ReportFile]:
        """Every report that has been filed, or those of a tournament or a round."""
        for path, key in sorted(self.by_path.items(), key=lambda item: (item[1].teg, item[0])):
            file = self.found.root / path
            if (only is None or key.teg == only.teg) and file.is_file():
                report = self._report(path, _read(file), key)
                if only is None or only.round in (None, report.about.round, report.told_until):
                    yield report

    def named(self, files: Sequence[Path], said: Subject | None) -> Iterator[ReportFile]:
        """The files that were named, each with what it is about, or is said to be."""
        for file in files:
            text = _read(file)
            known = self.by_name.get(file.name.casefold())
            partial = known is not None and self._is_partial(known)
            if known is not None and (
                said is None or (partial and said == Subject(known.teg, None))
            ):
                yield self._report(str(file), text, known)
            elif said is None:
                yield ReportFile(str(file), text, self._by_name(file))
            elif partial:
                yield ReportFile(str(file), text, Subject(said.teg, None), said.round)
            else:
                yield ReportFile(str(file), text, said)

    def _is_partial(self, key: ReportKey) -> bool:
        return self.kinds[key.kind].scope is Scope.PARTIAL

    def _report(self, name: str, text: str, key: ReportKey) -> ReportFile:
        until = self._told_until(key, text) if self._is_partial(key) else None
        return ReportFile(name, text, Subject(key.teg, key.round), until)

    def _told_until(self, key: ReportKey, text: str) -> int | None:
        """As of which round: its title says so, else where it came from, else the latest it can."""
        tournament = self.tour.by_teg[key.teg]
        title = _HEADING.match(text)
        if title is not None and tournament.round(int(title[1])) is not None:
            return int(title[1])
        return told_until(tournament, key.kind, self._provenance)

    @cached_property
    def _provenance(self) -> Mapping[ReportKey, Provenance]:
        """Where reports came from, as the ledger and the commits tell."""
        with ledger_look.reading(self.found.private) as ledger:
            known = {} if ledger is None else ledger.provenance()
        with suppress(StoreError):
            for its in Commits(self.found.root).provenance_log():
                if its.key not in known or known[its.key].written_at < its.written_at:
                    known[its.key] = its
        return known

    def _by_name(self, file: Path) -> Subject:
        """What a file of no kind that is known is about, by its name."""
        word = re.escape(self.tour.event)
        name = re.search(rf"{word}[ _-]?(\d+)(?:[ _-]?r(?:ound)?[ _-]?(\d+))?", file.name, re.I)
        if name is None or int(name[1]) not in self.tour.by_teg:
            raise DataError(
                "its name does not tell what it is about",
                where=str(file),
                way_out="Say so: teg-tui check FILE --teg N, with --round R for a round",
            )
        return Subject(int(name[1]), int(name[2]) if name[2] else None)


def _read(path: Path) -> str:
    data = read_bytes(path)
    if data is None:
        raise DataError("there is no such file", where=str(path))
    if b"\0" in data:
        raise DataError("is no text", where=str(path), way_out="Save it as UTF-8")
    return decode(data)
