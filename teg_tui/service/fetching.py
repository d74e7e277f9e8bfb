"""Raw results brought to disk, and whether they are all there.

Nothing that comes is trusted: a row may be missing, cut, said twice, nobody's, or of an unknown
kind. Results are whole when every custom_id that was sent has its row and as many texts came as the
batch's counts tell of; until then what brought no text may bring one yet.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from teg_tui.service import results
from teg_tui.service.answers import TryLater
from teg_tui.service.context import Context, log
from teg_tui.store.files import disk_trouble, stream_atomically
from teg_tui.store.records import BatchRecord

_TAKE_WHAT_CAME = 3
"""Failed tries after which rows that did come are filed, whatever is missing."""


@dataclass
class Haul:
    """What there is of a batch's results."""

    sent: Collection[str]
    """The custom_ids that were sent."""
    counts: Mapping[str, int]
    """The batch's own, empty where nobody told."""
    rows: int = 0
    came: set[str] = field(default_factory=set)
    """Of what was sent."""
    texts: set[str] = field(default_factory=set)
    """Of what came, the rows that hold a text."""
    unknown: set[str] = field(default_factory=set)
    """Kinds of result among them that we do not know."""
    broken: str = ""
    """Why no more came, in words; empty where they came to an end."""

    def add(self, line: bytes) -> None:
        """Take one line into account."""
        self.rows += 1
        custom_id, kind = results.head(line) or ("", "")
        if custom_id not in self.sent:
            return
        self.came.add(custom_id)
        if kind == results.SUCCEEDED:
            self.texts.add(custom_id)
        elif kind not in results.WITHOUT_TEXT:
            self.unknown.add(kind)

    @property
    def odd(self) -> int:
        """How many rows are nobody's, or say again what was said."""
        return self.rows - len(self.came)

    @property
    def shortfall(self) -> str:
        """What is missing, in words; empty where all is there."""
        if len(self.came) < len(self.sent):
            why = f": {self.broken}" if self.broken else ""
            return f"{len(self.came)} of {len(self.sent)} results came{why}"
        of_these = sum(self.counts.values()) == len(self.sent)  # not with others of no concern
        told = self.counts.get(results.SUCCEEDED, 0) if of_these else 0
        if len(self.texts) >= told:
            return ""
        kinds = f" (results of a kind we do not know: {', '.join(sorted(self.unknown))})"
        return f"{len(self.texts)} of {told} texts came{kinds if self.unknown else ''}"


def haul_in(raw: Path, sent: Collection[str], counts: Mapping[str, int]) -> Haul:
    """What a file of results holds; nothing where there is none."""
    haul = Haul(sent, counts)
    with disk_trouble(raw), suppress(FileNotFoundError), raw.open("rb") as handle:
        _add_all(haul, handle)
    return haul


async def fetch(
    context: Context, batch: BatchRecord, raw: Path, before: Haul, *, partly: bool = False
) -> Haul:
    """Bring the raw results to disk, all of them; fewer only after several tries, or if `partly`.

    What is on disk already (`before`) is replaced by nothing that holds less.

    Raises:
        GatewayError: they could not be had, or not all.
    """
    haul = Haul(before.sent, before.counts)
    partly = partly or batch.tries >= _TAKE_WHAT_CAME
    with stream_atomically(raw) as handle:
        try:
            async with context.gateway.results(batch.batch_id or "") as chunks:
                async for line in results.complete_lines(chunks):
                    handle.write(line)
                    haul.add(line)
        except TryLater as error:
            if not (partly and haul.came):
                raise
            haul.broken = error.reason
        context.answered()
        lost = before.came - haul.came or before.texts - haul.texts
        if lost or (haul.shortfall and not partly):
            raise TryLater(haul.shortfall or "fewer texts came than before")
    log.info("batch %d: %d rows, %d odd", batch.number, haul.rows, haul.odd)
    if haul.odd and not haul.shortfall:
        text = f"Batch {batch.number}: {haul.rows} rows for {len(haul.sent)} requests; the odd ones"
        context.tell("warning", f"{text} are kept in {raw.name} and used for nothing")
    return haul


async def holds_any(chunks: AsyncIterator[bytes], ids: Collection[str], total: int) -> bool:
    """Whether any of so many results is one of these custom_ids.

    One row proves it, by the nonces in ours; that none is takes all of them.

    Raises:
        TryLater: none was found among those that came, and these were not all.
    """
    seen = set()
    async for line in results.complete_lines(chunks):
        custom_id = results.row_id(line)
        if custom_id in ids:
            return True
        if custom_id is not None:
            seen.add(custom_id)
    if len(seen) < total:
        raise TryLater("the results of a candidate can't be read")
    return False


async def first_id(chunks: AsyncIterator[bytes]) -> str:
    """The custom_id of the first result.

    Raises:
        TryLater: there is none.
    """
    async for line in results.complete_lines(chunks):
        custom_id = results.row_id(line)
        if custom_id is not None:
            return custom_id
    raise TryLater("there is nothing in the results")


def _add_all(haul: Haul, lines: Iterable[bytes]) -> None:
    for line in lines:
        haul.add(line)
