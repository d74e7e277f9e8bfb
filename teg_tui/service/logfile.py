"""The log of a workspace: what was done and what went wrong; no texts, no keys."""

from __future__ import annotations

import logging
import time
from logging.handlers import RotatingFileHandler
from pathlib import Path

NAME = "teg-tui.log"
_BYTES = 1_000_000
_OLD_ONES = 3


def attach(folder: Path) -> logging.Handler:
    """Write what our loggers say to `folder`/teg-tui.log until `detach`."""
    handler = RotatingFileHandler(
        folder / NAME, maxBytes=_BYTES, backupCount=_OLD_ONES, encoding="utf-8", delay=True
    )
    formatter = logging.Formatter("%(asctime)sZ %(process)d %(levelname)s %(message)s")
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    handler.handleError = _never_in_the_way  # type: ignore[method-assign]  # as logging documents
    logger = logging.getLogger("teg_tui")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    return handler


def detach(handler: logging.Handler) -> None:
    """Stop writing."""
    logging.getLogger("teg_tui").removeHandler(handler)
    handler.close()


def _never_in_the_way(record: logging.LogRecord) -> None:
    """A full disk must not stop what is being logged, nor write over a screen."""
