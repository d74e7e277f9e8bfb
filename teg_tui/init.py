"""Set up a workspace: look at a tour's folder and write `teg.toml`, asking nothing.

What is there decides: which score file, how its columns are called, where reports lie, which
prizes there are and by which measure they were won. An existing `teg.toml` is never touched.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from teg_tui import workspace
from teg_tui.config import Direction, parse
from teg_tui.errors import ConfigError, DataError, TegError
from teg_tui.golf.files import DERIVED, OPTIONAL, REQUIRED, DataFiles
from teg_tui.golf.lists import optional_table
from teg_tui.golf.score_rows import header_of
from teg_tui.golf.scores import load_tour
from teg_tui.golf.tables import Findings, match_columns
from teg_tui.golf.tour import AwardException, Competition, Tour
from teg_tui.reports.key import ReportKey
from teg_tui.reports.kind import Scope
from teg_tui.reports.kinds import Kinds, load_kinds
from teg_tui.store.commits import Commits
from teg_tui.store.files import write_atomically
from teg_tui.store.filing import private_folder
from teg_tui.workspace import CONFIG_FILE, Config, Folders, Workspace

HEADER = """\
# What teg-tui knows of this tour, as found by `teg-tui init`. Change what is not right.
# What is left out has its default. Money is in US dollars.

"""
NOT_OURS = {"node_modules", "site-packages", "venv", "__pycache__", "build", "dist"}
"""Folders that hold no tour's files."""
DEPTH = 5
"""How many folders deep reports are looked for."""
NEAR = 3
"""How many parts the score file's path may have: further down lies somebody else's."""
SUFFIXES = (".parquet", ".csv")
"""Of score files; the first is read where both are there."""
OF_ROUND = re.compile(r"[A-Za-z]+_?\d+_R\d+_(story_notes|report)\.md")
OF_TOURNAMENT = re.compile(r"[A-Za-z]+_\d+_(main_report|brief_summary)\.md")


@dataclass(frozen=True)
class InitReport:
    """What `init` found and did."""

    root: Path
    tournaments: int
    """With scores or announced."""
    rounds: int
    """With scores."""
    players: int
    """With a card."""
    reports: int
    """Reports that are there, as drafts or published."""
    unknown_origin: int
    """Of these, how many no commit tells the origin of."""
    written: tuple[str, ...]
    """Files made or changed, relative to the workspace."""
    notes: tuple[str, ...]
    """What the user should know, a line each."""

    @property
    def summary(self) -> str:
        """One line that says what was found."""
        if not self.tournaments:
            return "no tournament yet that can be read"
        return (
            f"{_count(self.tournaments, 'tournament')}, {_count(self.rounds, 'round')}, "
            f"{_count(self.players, 'player')}; {_count(self.reports, 'report')}, "
            f"{self.unknown_origin} of unknown origin"
        )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def init(root: Path) -> InitReport:
    """Write `teg.toml` and the ignore lines for the tour in `root`.

    Scores that can't be used do not stop it: a note says what is wrong. Raises ConfigError where
    a `teg.toml` is there, DataError where there are no scores at all.
    """
    root = root.absolute()
    if (root / CONFIG_FILE).exists():
        way_out = "Edit it, or move it away to start anew"
        raise ConfigError("is there already", where=str(root / CONFIG_FILE), way_out=way_out)
    files = tuple(_files(root))
    findings = Findings()
    data = _with_columns(root, _data_files(root, files), findings)
    config = Config(event=_event(root, data, findings), data=data, folders=_report_folders(files))
    tour, notes = _tour(root, config)
    if tour is not None:
        config = replace(config, competitions=tour.competitions, exceptions=tour.exceptions)
    text = HEADER + _toml(config)
    parse(text)
    private_folder(root)
    ignored = _ignore(root, (config.folders.requests, config.folders.results, ".teg-tui"))
    write_atomically(root / CONFIG_FILE, text.encode())
    kinds, passed_over = _kinds(root)
    reports = _reports(Workspace(root, config), tour, kinds) if tour else set()
    known, untold = _of_known_origin(root) if reports else (set(), ())
    return InitReport(
        root=root,
        tournaments=len(tour.tournaments) if tour else 0,
        rounds=sum(rnd.played for t in tour.tournaments for rnd in t.rounds) if tour else 0,
        players=len({p for t in tour.tournaments for p in t.players}) if tour else 0,
        reports=len(reports),
        unknown_origin=len(reports - known),
        written=(CONFIG_FILE, *((".gitignore",) if ignored else ())),
        notes=tuple(
            dict.fromkeys(
                note.replace(f"{root}{os.sep}", "")
                for note in (*findings.notes, *notes, *passed_over, *untold)
            )
        ),
    )


def _files(root: Path) -> Iterator[PurePosixPath]:
    """Files that may be the tour's, relative to the workspace."""
    for folder, folders, names in os.walk(root):
        here = PurePosixPath(Path(folder).relative_to(root).as_posix())
        deep = len(here.parts) >= DEPTH
        keep = (n for n in folders if not deep and not n.startswith(".") and n not in NOT_OURS)
        folders[:] = sorted(keep)
        yield from (here / name for name in sorted(names))


def _data_files(root: Path, files: Sequence[PurePosixPath]) -> DataFiles:
    """The score file, in `data` or elsewhere, and the smaller ones beside it."""
    usual = PurePosixPath(DataFiles.scores)
    candidates = [
        path
        for path in files
        if path.stem == usual.stem and path.suffix in SUFFIXES and len(path.parts) <= NEAR
    ]
    if not candidates:
        raise DataError(
            f"there are no scores here: looked for {' and '.join(workspace.SCORE_FILES)}",
            where=str(root),
            way_out="Go to the tour's folder, or try the demonstration: teg-tui demo",
        )
    places = {path.parent for path in candidates}
    if usual.parent not in places and len(places) > 1:
        raise DataError(
            f"there are several tours here: {', '.join(sorted(map(str, places)))}",
            where=str(root),
            way_out="Name the folder of one: teg-tui init FOLDER",
        )
    scores = min(
        candidates, key=lambda path: (path.parent != usual.parent, SUFFIXES.index(path.suffix))
    )

    def beside(usual: str) -> str:
        return str(scores.parent / PurePosixPath(usual).name)

    return DataFiles(
        scores=str(scores),
        rounds=beside(DataFiles.rounds),
        players=beside(DataFiles.players),
        handicaps=beside(DataFiles.handicaps),
        winners=beside(DataFiles.winners),
        courses=beside(DataFiles.courses),
    )


def _with_columns(root: Path, data: DataFiles, findings: Findings) -> DataFiles:
    """With the columns that the score file calls otherwise."""
    try:
        header = header_of(root / data.scores, data.scores)
    except DataError as error:
        findings.notes.append(str(error))
        return data
    found = match_columns(header, (*REQUIRED, *OPTIONAL, *DERIVED), {})
    return replace(data, columns={our: their for our, their in found.items() if our != their})


def _event(root: Path, data: DataFiles, findings: Findings) -> str:
    """The word for an event, from labels such as "TEG 10" in the smaller files."""
    said: Counter[str] = Counter()
    for file in (data.winners, data.handicaps, data.rounds):
        table = optional_table(root, file, Findings())
        if table and "TEG" in table.header:
            for _, record in table.records({"TEG": "TEG"}):
                label = re.fullmatch(r"(\w[\w -]*?)\s*\d+", record["TEG"])
                said.update([label[1]] if label else [])
    if not said:
        return Config().event
    event = said.most_common(1)[0][0]
    if len(said) > 1:
        findings.notes.append(f"events are called {' and '.join(said)}: {event} is used")
    return event


def _report_folders(files: Sequence[PurePosixPath]) -> Folders:
    """Where reports lie: as usual, or where most files of their names are."""
    usual = Folders()
    rounds = Counter(str(path.parent) for path in files if OF_ROUND.fullmatch(path.name))
    tournaments = Counter(str(path.parent) for path in files if OF_TOURNAMENT.fullmatch(path.name))
    if rounds and usual.rounds not in rounds:
        usual = replace(usual, rounds=rounds.most_common(1)[0][0])
    if tournaments and not tournaments.keys() & {usual.drafts, usual.published}:
        most = PurePosixPath(tournaments.most_common(1)[0][0])
        published = most.parent if most.name == "drafts" else most
        usual = replace(usual, drafts=str(published / "drafts"), published=str(published))
    return usual


def _tour(root: Path, config: Config) -> tuple[Tour | None, tuple[str, ...]]:
    """The tour with competitions and exceptions derived; or why its scores can't be used."""
    try:
        loaded = load_tour(root, config.data, event=config.event)
    except DataError as error:
        later = "prizes are left out of teg.toml, and taken from the scores once they can be read"
        return None, (str(error), later)
    return loaded.tour, loaded.notes


def _toml(config: Config) -> str:
    """What is not as usual, and what the user may want to change first."""
    import tomli_w

    usual = Config()
    told: dict[str, Any] = {"event": config.event, "model": config.model}
    told["budget"] = {"confirm_above": int(config.budget.confirm_above)}
    for name, mine, default in (
        ("data", config.data, usual.data),
        ("folders", config.folders, usual.folders),
    ):
        other = {k: v for k, v in asdict(mine).items() if v != getattr(default, k)}
        told |= {name: other} if other else {}
    if config.competitions:
        told["competitions"] = [_competition(c) for c in config.competitions]
    if config.exceptions:
        told["exceptions"] = [_exception(exception) for exception in config.exceptions]
    return tomli_w.dumps(told)


def _competition(competition: Competition) -> dict[str, Any]:
    direction = Direction.HIGHEST if competition.high_wins else Direction.LOWEST
    told = {
        "name": competition.name,
        "measure": str(competition.measure),
        "direction": str(direction),
        "from": competition.first_teg,
        "to": competition.last_teg,
        "last_place": competition.last_place or None,
    }
    return {key: value for key, value in told.items() if value is not None}


def _exception(exception: AwardException) -> dict[str, Any]:
    return {**asdict(exception), "players": list(exception.players)}


def _ignore(root: Path, folders: Sequence[str]) -> bool:
    """Add to `.gitignore` what it lacks; whether anything was."""
    file = root / ".gitignore"
    old = file.read_bytes() if file.exists() else b""
    there = {line.strip().strip("/") for line in old.decode(errors="replace").splitlines()}
    lacking = [folder for folder in folders if folder.strip("/") not in there]
    if not lacking:
        return False
    end = b"\r\n" if b"\r\n" in old else b"\n"
    gap = end if old and not old.endswith(b"\n") else b""
    lines = b"".join(f"{folder}/".encode() + end for folder in lacking)
    write_atomically(file, old + gap + lines)
    return True


def _kinds(root: Path) -> tuple[Kinds, tuple[str, ...]]:
    """The kinds of report there are; prompt files that can't be read are said, not used."""
    shipped = workspace.shipped("prompts")
    try:
        kinds = load_kinds([shipped, root / "prompts"], {})
    except TegError as error:
        return load_kinds([shipped], {}), (str(error),)
    return kinds, kinds.notes


def _reports(place: Workspace, tour: Tour, kinds: Kinds) -> set[ReportKey]:
    """The reports of which a file is there."""
    config = place.config
    keys = [
        ReportKey(tournament.teg, number, kind.name)
        for kind in kinds
        if kind.scope is not Scope.PARTIAL  # which round such a file tells of nobody knows
        for tournament in tour.tournaments
        for number in (
            (None,)
            if kind.scope is Scope.TOURNAMENT
            else tuple(rnd.number for rnd in tournament.rounds)
        )
    ]
    found = set()
    for key in keys:
        kind = kinds[key.kind]
        paths = (
            kind.path(key.cell, config.folders, config.event),
            kind.published_path(key.cell, config.folders, config.event),
        )
        if any((place.root / path).is_file() for path in paths if path):
            found.add(key)
    return found


def _of_known_origin(root: Path) -> tuple[set[ReportKey], tuple[str, ...]]:
    """The reports that the git history tells the origin of."""
    known: set[ReportKey] = set()
    try:
        known.update(provenance.key for provenance in Commits(root).provenance_log())
    except TegError as error:
        return known, (str(error),)
    return known, ()
