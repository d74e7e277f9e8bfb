"""The folder the program works on: found, its `teg.toml` read, where shipped files lie.

`find` is called at every start and so reads no scores; `load_tour` reads them (with polars,
in the service's thread).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from teg_tui.config import BatchLimits, Budget, Config, Folders, Thresholds, parse
from teg_tui.errors import ConfigError, TegError
from teg_tui.golf.files import DataFiles

if TYPE_CHECKING:
    from teg_tui.golf.scores import LoadedTour

__all__ = [
    "BatchLimits",
    "Budget",
    "Config",
    "DataFiles",
    "Folders",
    "NoWorkspaceError",
    "Thresholds",
    "Workspace",
    "find",
    "is_workspace",
    "load",
    "load_tour",
    "shipped",
]

CONFIG_FILE = "teg.toml"
SCORE_FILES = ("data/all-scores.parquet", "data/all-scores.csv")
"""A folder that holds one of these looks like a tour's; the first is read where both are."""


class NoWorkspaceError(ConfigError):
    """Neither this folder nor one above it is a tour's."""


@dataclass(frozen=True)
class Workspace:
    """A folder and its configuration."""

    root: Path
    config: Config

    @property
    def private(self) -> Path:
        """Ledger, lock, log, held and replaced texts; ignored by git."""
        return self.root / ".teg-tui"


def is_workspace(folder: Path) -> bool:
    """Whether a folder has a `teg.toml`, or looks like a tour's without one."""
    return any((folder / name).is_file() for name in (CONFIG_FILE, *SCORE_FILES))


def root_of(start: Path) -> Path | None:
    """The folder of that workspace, whatever state its files are in; None outside of one."""
    start = start.absolute()
    return next((folder for folder in (start, *start.parents) if is_workspace(folder)), None)


def find(start: Path) -> Workspace:
    """The workspace that `start` lies in: the nearest folder, itself first, that is one."""
    root = root_of(start)
    if root is not None:
        return load(root)
    raise NoWorkspaceError(
        f"neither this folder nor one above it has {CONFIG_FILE} or {SCORE_FILES[0]}",
        where=str(start.absolute()),
        way_out="Name the tour's folder with -C, make this one a tour's with teg-tui init, or try"
        " the demonstration: teg-tui demo",
    )


def load(root: Path) -> Workspace:
    """The workspace at `root`, exactly; without a `teg.toml`, configured by what lies there."""
    root = root.absolute()
    file = root / CONFIG_FILE
    if file.is_file():
        try:
            text = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(f"can't be read: {error}", where=str(file)) from error
        return Workspace(root, parse(text, str(file)))
    if is_workspace(root):
        return Workspace(root, Config(data=_files_there(root)))
    raise NoWorkspaceError(
        f"has neither {CONFIG_FILE} nor {SCORE_FILES[0]}",
        where=str(root),
        way_out="Set it up with: teg-tui init",
    )


def _files_there(root: Path) -> DataFiles:
    there = next(name for name in SCORE_FILES if (root / name).is_file())
    return replace(DataFiles(), scores=there)


def load_tour(workspace: Workspace) -> LoadedTour:
    """Read the scores; `DataError` names every row that can't be used."""
    from teg_tui.golf import scores

    config = workspace.config
    return scores.load_tour(
        workspace.root, config.data, config.competitions, config.exceptions, config.event
    )


def shipped(name: Literal["prompts", "data"]) -> Path:
    """The folder of shipped prompts or demonstration data, in a wheel or in a checkout."""
    package = Path(__file__).parent
    for folder in (package / "shipped" / name, package.parent / name):
        if folder.is_dir():
            return folder
    raise TegError(f"this installation lacks its {name} folder", way_out="Install teg-tui again")
