"""Every report and its state: today's scores and prompts beside what was written, and from what.

Pure: the files' blob ids, the provenance and the requests are handed in. A report's state is
that of its request where one is open, failed or held; otherwise that its file says what is false,
or what its file is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from teg_tui.golf.tour import HOLES, Round, Tour, Tournament
from teg_tui.reports.key import CellKey, ReportKey
from teg_tui.reports.kind import Kind, ReportFolders, Scope
from teg_tui.reports.kinds import Kinds
from teg_tui.reports.provenance import Provenance
from teg_tui.reports.publication import Publication, Published, publication_of
from teg_tui.reports.state import Catalogue, Cell, ReportStatus, RequestState, Row, State


def build_catalogue(
    tour: Tour,
    kinds: Kinds,
    folders: ReportFolders,
    files: Mapping[str, str],
    provenance: Mapping[ReportKey, Provenance],
    requests: Mapping[ReportKey, RequestState],
    fingerprint: Callable[[ReportKey], str],
    model: str,
    notes: Sequence[str] = (),
    published: Mapping[str, Published] | None = None,
    false_claims: Mapping[str, int] | None = None,
) -> Catalogue:
    """The catalogue.

    `files` holds each report file there is: path from the workspace -> git blob id.
    `fingerprint` is asked for reports of known origin. `model` is the workspace's.
    `notes` on the data come first, those on prompt files after. `published` tells what was
    published last, by path; `false_claims` how many claims of a file are false, likewise.
    """
    builder = _Builder(
        tour,
        kinds,
        folders,
        files,
        provenance,
        requests,
        fingerprint,
        model,
        published or {},
        false_claims or {},
    )
    rows = tuple(builder.row(tournament) for tournament in reversed(tour.tournaments))
    return Catalogue(
        rows=rows,
        kinds=tuple((kind.name, kind.title, kind.enabled) for kind in kinds),
        notes=(*notes, *kinds.notes),
        newest_lacking=_newest_lacking(rows),
    )


@dataclass(frozen=True)
class _Builder:
    """All that a report's state depends on."""

    tour: Tour
    kinds: Kinds
    folders: ReportFolders
    files: Mapping[str, str]
    provenance: Mapping[ReportKey, Provenance]
    requests: Mapping[ReportKey, RequestState]
    fingerprint: Callable[[ReportKey], str]
    model: str
    published: Mapping[str, Published]
    false_claims: Mapping[str, int]

    def row(self, tournament: Tournament) -> Row:
        return Row(
            teg=tournament.teg,
            name=tournament.name,
            year=tournament.year,
            area=tournament.area,
            live=tournament is self.tour.live,
            rounds=tuple(
                self.round_cell(tournament, number)
                for number in range(1, tournament.last_round + 1)
            ),
            tournament=self.tournament_cell(tournament),
        )

    def round_cell(self, tournament: Tournament, number: int) -> Cell:
        rnd = tournament.round(number)
        if rnd is None:
            key = CellKey(tournament.teg, number)
            cell = self.closed_cell(key, Scope.ROUND, State.NOT_PLAYED, "never played")
            return replace(cell, never_played=True)
        cell = self.cell_of_round(tournament, rnd)
        return replace(cell, course=rnd.course, date=rnd.date)

    def cell_of_round(self, tournament: Tournament, rnd: Round) -> Cell:
        key = CellKey(tournament.teg, rnd.number)
        if tournament.ready(rnd.number):
            return self.offered_cell(key, Scope.ROUND)
        if not rnd.played:
            return self.closed_cell(key, Scope.ROUND, State.NOT_PLAYED, "not played yet")
        note = _earlier_incomplete(tournament) if rnd.complete else _how_much(rnd)
        return self.closed_cell(key, Scope.ROUND, State.INCOMPLETE, note)

    def tournament_cell(self, tournament: Tournament) -> Cell:
        key = CellKey(tournament.teg, None)
        if tournament.finished:
            return self.offered_cell(key, Scope.TOURNAMENT)
        begun = any(rnd.played for rnd in tournament.rounds)
        complete = tournament.through(tournament.complete_through)
        note = f"{len(complete)} of {len(tournament.rounds)} rounds played"
        state = State.INCOMPLETE if begun else State.NOT_PLAYED
        return self.closed_cell(key, Scope.TOURNAMENT, state, note if begun else "not played yet")

    def offered_cell(self, key: CellKey, scope: Scope) -> Cell:
        """A cell of which reports can be written."""
        reports, states = [], []
        for kind in self.shown(scope):
            status = self.status(kind, key)
            needed = kind.enabled and kind.scope is scope
            if needed or status.state is not State.MISSING:
                reports.append(status)
                states += [status.state] if kind.enabled else []
        if not states:
            note = f"no kind of report for a {scope} is switched on"
            return Cell(key, State.NOT_PLAYED, tuple(reports), note, offered=False)
        return Cell(key, max(states), tuple(reports))

    def closed_cell(self, key: CellKey, scope: Scope, state: State, note: str) -> Cell:
        """A cell without enough scores; what is there or under way all the same is shown."""
        statuses = [self.status(kind, key, closed=note) for kind in self.shown(scope)]
        reports = tuple(s for s in statuses if s.state is not State.MISSING)
        urgent = [s.state for s in reports if s.state >= State.FALSE]
        return Cell(key, max([state, *urgent]), reports, note, offered=False)

    def shown(self, scope: Scope) -> tuple[Kind, ...]:
        """The kinds that stand in a cell; in a round's also what tells the tournament so far."""
        partial = self.kinds.of_scope(Scope.PARTIAL) if scope is Scope.ROUND else ()
        return self.kinds.of_scope(scope) + partial

    def status(self, kind: Kind, cell: CellKey, closed: str = "") -> ReportStatus:
        """One report; `closed` says why its scores are not enough, where they are not."""
        key = ReportKey(cell.teg, cell.round, kind.name)
        path = kind.path(cell, self.folders, self.tour.event)
        published = kind.published_path(cell, self.folders, self.tour.event)
        origin = self.provenance.get(key)
        if kind.scope is Scope.PARTIAL and self.told_until(kind, cell.teg) != cell.round:
            state, note = State.MISSING, ""  # the file is there, and tells of another round
        else:
            state, note = self.file_state(path, origin, key, closed)
        written = state in (State.PRESENT, State.STALE) and origin is not None
        false = 0 if state is State.MISSING else self.false_claims.get(path, 0)
        publication = self.publication(path, published)
        another = published and (publication.differs or path not in self.files)
        status = ReportStatus(
            key=key,
            title=kind.title,
            # No reader sees notes: what is false in them is told, and is nobody's trouble.
            state=State.FALSE if false and not kind.notes else state,
            path=path,
            note=note,
            publication=publication,
            older_recipe=written and origin is not None and self.is_older(kind, origin),
            provenance=origin,
            file_state=state,
            false_claims=false,
            published_false=self.false_claims.get(published, 0) if another and published else 0,
        )
        request = self.requests.get(key)
        if request is None:
            return status
        return replace(
            status, state=request.state, note=request.reason or note, open_run=request.run
        )

    def told_until(self, kind: Kind, teg: int) -> int | None:
        """The round as of which a tournament's partial report tells."""
        return told_until(self.tour.by_teg[teg], kind.name, self.provenance)

    def publication(self, path: str, published: str | None) -> Publication:
        """How the published copy stands to the file at `path`."""
        if published is None:
            return Publication.NO_PATH
        copy, last = self.files.get(published), self.published.get(published)
        return publication_of(self.files.get(path), copy, last)

    def file_state(
        self, path: str, origin: Provenance | None, key: ReportKey, closed: str
    ) -> tuple[State, str]:
        """What the file is by itself, and why."""
        blob = self.files.get(path)
        if blob is None:
            return State.MISSING, ""
        if origin is None:
            return State.UNKNOWN_ORIGIN, ""
        if blob != origin.blob:
            return State.EDITED, "changed by hand since it was written"
        if not origin.recipe.facts:
            return State.UNKNOWN_ORIGIN, "nobody knows which scores it was written from"
        if closed:
            return State.STALE, f"its scores are no longer there: {closed}"
        changes = list(self.changes(origin, key))
        return (State.STALE, "; ".join(changes)) if changes else (State.PRESENT, "")

    def changes(self, origin: Provenance, key: ReportKey) -> Iterator[str]:
        """What has changed since a report was written from it."""
        if origin.recipe.facts != self.fingerprint(key):
            yield "the scores have changed"
        for need, blob in origin.recipe.needs:
            kind = self.kinds.by_name.get(need.kind)
            if kind is None:
                continue
            current = self.files.get(kind.path(need.cell, self.folders, self.tour.event))
            if current not in (None, blob):
                yield f"{kind.title}{_of_round(need, key)} changed since"

    def is_older(self, kind: Kind, origin: Provenance) -> bool:
        """Whether another prompt or model would write it today."""
        recipe = origin.recipe
        same_prompt = recipe.prompt == kind.digest or recipe.prompt in kind.alike
        return not same_prompt or recipe.model != (kind.model or self.model)


def told_until(
    tournament: Tournament, kind: str, provenance: Mapping[ReportKey, Provenance]
) -> int | None:
    """The round as of which a partial report tells; of unknown origin: the latest it can.

    None where no round is complete that it could tell of.
    """
    keys = (ReportKey(tournament.teg, rnd.number, kind) for rnd in tournament.rounds)
    written = [provenance[key] for key in keys if key in provenance]
    if written:
        return max(written, key=lambda its: its.written_at).key.round
    told = tournament.through(min(tournament.complete_through, tournament.last_round - 1))
    return told[-1].number if told else None


def _of_round(need: ReportKey, key: ReportKey) -> str:
    """Which round's text is meant, where that is not the report's own."""
    return f" of round {need.round}" if need.round not in (None, key.round) else ""


def _how_much(rnd: Round) -> str:
    """How much of a round is there."""
    expected = len(rnd.cards) + len(rnd.missing)
    holes = sum(score is not None for card in rnd.cards for score in card.scores)
    return f"{len(rnd.cards)} of {expected} cards, {holes} of {expected * HOLES} holes"


def _earlier_incomplete(tournament: Tournament) -> str:
    first = next(rnd for rnd in tournament.rounds if not rnd.complete)
    return f"round {first.number} is not complete yet"


def _newest_lacking(rows: Sequence[Row]) -> CellKey | None:
    """The newest round that lacks a report, else such a tournament."""
    rounds = (cell for row in rows for cell in reversed(row.rounds))
    tournaments = (row.tournament for row in rows)
    for cells in (rounds, tournaments):
        for cell in cells:
            if cell.offered and any(_lacks(report) for report in cell.reports):
                return cell.key
    return None


def _lacks(report: ReportStatus) -> bool:
    return report.file_state is State.MISSING and report.state is not State.IN_FLIGHT
