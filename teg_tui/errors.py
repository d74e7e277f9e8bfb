"""The errors a user can meet: what happened, where, and what to do about it.

Everything that is the user's to mend is a `TegError`; the command line prints it in one
message and leaves with its `exit_code`. Anything else that escapes is a bug of ours.
"""

from __future__ import annotations


class TegError(Exception):
    """Something went wrong that the user can understand and mend."""

    exit_code = 2

    def __init__(self, what: str, *, where: str = "", way_out: str = "") -> None:
        super().__init__(what)
        self.what = what
        """What happened, a sentence without a full stop."""
        self.where = where
        """The file, and row and column where they are known; empty where there is no place."""
        self.way_out = way_out
        """What the user can do, a sentence without a full stop."""

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        out = f". {self.way_out}" if self.way_out else ""
        return f"{place}{self.what}{out}"


class DataError(TegError):
    """The score files can't be used as they are."""


class ConfigError(TegError):
    """`teg.toml` or a prompt file says something that can't be understood."""


class BudgetError(TegError):
    """The month's cap would be exceeded."""

    exit_code = 3


class StoreError(TegError):
    """A file of the workspace, or its git history, can't be read or written."""
