"""The log of a workspace: what was done and what went wrong; no texts, no keys."""

from __future__ import annotations

import logging
import time
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path

from teg_tui.outside_text import visible
from teg_tui.redaction import without_secrets

NAME = "teg-tui.log"
FORMAT = "%(asctime)sZ %(process)d %(levelname)s %(module)s:%(lineno)d %(message)s"
_BYTES = 1_000_000
_OLD_ONES = 3
_SET_IN = "\n    "
_OURS = "teg_tui"
_LOGGERS = (_OURS, "anthropic", "asyncio")
"""Others' warnings would be printed over the screen if nobody took them; what they say below
that may hold texts, and is left out."""


class _Line(logging.Formatter):
    """A line, or a traceback, without secrets and without anything a terminal would obey.

    Only what is logged begins a line: the rest of it is set in, so that no text can pass for a
    line of its own.
    """

    def format(self, record: logging.LogRecord) -> str:
        """As it goes into the file."""
        return visible(without_secrets(super().format(record))).replace("\n", _SET_IN)


def attach(folder: Path | None) -> logging.Handler:
    """Write what is logged to `folder`/teg-tui.log, or nowhere, until `detach`."""
    handler: logging.Handler = logging.NullHandler()
    if folder is not None:
        handler = RotatingFileHandler(
            folder / NAME, maxBytes=_BYTES, backupCount=_OLD_ONES, encoding="utf-8", delay=True
        )
    formatter = _Line(FORMAT)
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    handler.handleError = _never_in_the_way  # type: ignore[method-assign]  # as logging documents
    handler.addFilter(lambda record: _is_ours(record) or record.levelno >= logging.WARNING)
    for name in _LOGGERS:
        logging.getLogger(name).addHandler(handler)
    ours = logging.getLogger(_OURS)
    ours.setLevel(logging.INFO)
    ours.propagate = False
    return handler


def detach(handler: logging.Handler) -> None:
    """Stop writing."""
    for name in _LOGGERS:
        logging.getLogger(name).removeHandler(handler)
    with suppress(OSError):  # of a full disk: what could not be written is let go
        handler.close()


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name.startswith(_OURS)


def _never_in_the_way(record: logging.LogRecord) -> None:
    """A full disk must not stop what is being logged, nor write over a screen."""
