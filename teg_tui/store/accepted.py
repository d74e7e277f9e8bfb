"""Claims that a person has let stand, in `data/accepted_claims.toml`: theirs, and git keeps it.

    [[accepted]]
    teg = 17
    round = 4                      # left out for a tournament's reports
    kind = "round_report"
    said = "+26"                   # the number or word that the claim turns on
    words = "TM +26"               # as the checker quotes the claim
    reason = "the card was corrected on the last evening"
    at = 2026-11-22T20:00:00Z

An entry holds for that report as long as it says these words, wherever in it they stand.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import tomli_w

from teg_tui.errors import TegError
from teg_tui.reports.key import ReportKey
from teg_tui.store.files import inside, read_bytes, write_atomically

FILE = "data/accepted_claims.toml"
"""Relative to the workspace."""


class AcceptedError(TegError):
    """The file of accepted claims can't be used."""


@dataclass(frozen=True)
class Accepted:
    """One claim that stands, whatever the scores say."""

    key: ReportKey
    said: str
    words: str
    reason: str
    at: datetime


def load(root: Path) -> tuple[Accepted, ...]:
    """What has been accepted so far; nothing where there is no file.

    Raises:
        AcceptedError: it is not what the head of this module shows.
        StoreError: it can't be read.
    """
    data = read_bytes(inside(root, FILE))
    return () if data is None else _entries(data, root / FILE)


def add(root: Path, accepted: Accepted) -> bool:
    """Add an entry at the end of the file, all else in it as it was; False where it is in it.

    Raises as `load`; what stood there still does.
    """
    path = inside(root, FILE)
    data = read_bytes(path) or b""
    if any(_same(accepted, other) for other in _entries(data, path)):
        return False
    text = data.decode().rstrip()
    before = f"{text}\n\n" if text else ""
    made = f"{before}[[accepted]]\n{tomli_w.dumps(_fields(accepted))}".encode()
    _entries(made, path)  # nobody's `accepted = [...]` is written over
    write_atomically(path, made)
    return True


def _same(one: Accepted, other: Accepted) -> bool:
    return (one.key, one.said, one.words) == (other.key, other.said, other.words)


def _fields(accepted: Accepted) -> dict[str, Any]:
    key = accepted.key
    return {
        "teg": key.teg,
        **({} if key.round is None else {"round": key.round}),
        "kind": key.kind,
        "said": accepted.said,
        "words": accepted.words,
        "reason": accepted.reason,
        "at": accepted.at.astimezone(UTC).replace(microsecond=0),
    }


def _entries(data: bytes, path: Path) -> tuple[Accepted, ...]:
    try:
        tables = tomllib.loads(data.decode()).get("accepted", [])
        return tuple(_entry(table) for table in tables)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise AcceptedError(
            f"can't be understood ({error})",
            where=str(path),
            way_out="Mend it, or delete the file to accept nothing",
        ) from error


def _entry(table: dict[str, Any]) -> Accepted:
    rnd, at = table.get("round"), table.get("at")
    texts = [table[name] for name in ("kind", "said", "words")]
    numbers = [table["teg"], *([] if rnd is None else [rnd])]
    if not all(isinstance(text, str) for text in texts):
        raise ValueError("kind, said and words are texts")
    if not all(type(number) is int for number in numbers):
        raise ValueError("teg and round are whole numbers")
    if not isinstance(at, datetime):
        raise TypeError("at is a date and time")
    kind, said, words = texts
    aware = at if at.tzinfo else at.replace(tzinfo=UTC)
    return Accepted(
        ReportKey(table["teg"], rnd, kind), said, words, str(table.get("reason", "")), aware
    )
