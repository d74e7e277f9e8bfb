"""Reports held against the scores: the checker's verdicts, with what a person has let stand.

    text + scores -> claims (`golf.claims`) -> kept in the ledger -> less what is accepted

A text is checked once: its verdicts are kept by its blob, by all scores there are, and by the code
that judges. What is not kept yet takes some 50 ms a report: `look` does it in a worker thread,
`check` at once.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from teg_tui import golf
from teg_tui.errors import TegError
from teg_tui.outside_text import one_line
from teg_tui.reports.key import ReportKey
from teg_tui.reports.kind import Scope
from teg_tui.reports.provenance import Tally
from teg_tui.service.material import Mark, Material, mark_of
from teg_tui.service.reasons import FALSE_FIGURE, NOT_CHECKED
from teg_tui.service.results import LONGEST
from teg_tui.store import accepted
from teg_tui.store.accepted import Accepted
from teg_tui.store.check_book import CheckBook
from teg_tui.store.files import blob_id
from teg_tui.store.ledger_file import LedgerError

if TYPE_CHECKING:
    from teg_tui.golf.claims import Claim
    from teg_tui.service.context import Context

log = logging.getLogger("teg_tui.service")

_FALSE = "false"
_NAMED = 3
"""False claims that a line has room for."""
_LONG = 30
"""Characters of a claim's words that a line has room for; a sentence is told by its figure."""


@dataclass(frozen=True)
class Checked:
    """A text's claims, and which of them a person has accepted."""

    claims: tuple[Claim, ...] = ()
    """In the order of the text, with the verdicts of the scores."""
    accepted: Mapping[Claim, str] = field(default_factory=dict)
    """False by the scores, and let stand: why, in a person's words."""
    unread: str = ""
    """Why nothing is known of it: a rule has tripped over it."""

    @cached_property
    def false(self) -> tuple[Claim, ...]:
        """What is wrong and nobody has accepted, in the order of the text."""
        return tuple(
            claim for claim in self.claims if claim.verdict == _FALSE and claim not in self.accepted
        )

    @property
    def true_count(self) -> int:
        """How many claims the scores bear out."""
        return sum(claim.verdict == "true" for claim in self.claims)

    @property
    def unchecked_count(self) -> int:
        """How many claims the scores say nothing to."""
        return sum(claim.verdict == "unchecked" for claim in self.claims)

    @property
    def tally(self) -> Tally:
        """How many claims are what."""
        false = sum(claim.verdict == _FALSE for claim in self.claims)
        return Tally(self.true_count, false, self.unchecked_count)

    @property
    def trouble(self) -> str:
        """What keeps it from readers: "2 false figures: line 25 says TM +26, right is +28"."""
        count = len(self.false)
        if not count:
            return self.unread
        told = [in_words(claim) for claim in self.false[:_NAMED]]
        more = f"; and {count - _NAMED} more" if count > _NAMED else ""
        return f"{count}{FALSE_FIGURE}{'s' if count > 1 else ''}: {'; '.join(told)}{more}"


def in_words(claim: Claim) -> str:
    """A false claim on one line: "line 25 says TM +26, right is +28"."""
    words = claim.said if len(claim.text) > _LONG else claim.text.rstrip(".,;:")
    right = f", right is {claim.expected}" if claim.expected else ""
    return one_line(f"line {claim.line} says {words}{right}")


class Checking:
    """Checks texts, and remembers what it found."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._material = context.material
        self._book = CheckBook(context.ledger)
        self._mark: tuple[int, str] | None = None
        self._accepted_look: Mark | None = None
        self._accepted: tuple[Accepted, ...] = ()
        self.trouble = ""
        """Why the file of accepted claims can't be used, in words; what it said last holds."""

    def check(self, key: ReportKey, text: str) -> Checked:
        """A report's claims against the scores as they are now."""
        blob, mark = blob_id(text.encode()), self._mark_of_scores()
        claims = self._book.get(key, blob, mark)
        if claims is None:
            claims = _claims(self._material, key, text)
            if claims is None:
                return Checked(unread=NOT_CHECKED)
            self._keep(key, blob, mark, claims)
        return self._with_accepted(key, claims)

    async def look(self, texts: Mapping[ReportKey, str]) -> dict[ReportKey, Checked]:
        """The same of many texts, the work in a worker thread, so that questions are answered."""
        mark = await asyncio.to_thread(self._mark_of_scores)
        for key, text in texts.items():
            blob = blob_id(text.encode())
            if self._book.get(key, blob, mark) is None:
                claims = await asyncio.to_thread(_claims, self._material, key, text)
                if claims is not None:
                    self._keep(key, blob, mark, claims)
        return {key: self.check(key, text) for key, text in texts.items()}

    def _keep(self, key: ReportKey, blob: str, mark: str, claims: tuple[Claim, ...]) -> None:
        """Remember what was found; where the disk is full it is found again."""
        with suppress(LedgerError):
            self._book.put(key, blob, mark, claims)

    async def accept(self, key: ReportKey, claim: Claim, reason: str) -> None:
        """Let a false claim stand from now on; the file that says so is committed as reports are.

        Raises TegError where it can't be written down. What git refuses is told as a notice.
        """
        context = self._context
        entry = Accepted(key, claim.said, claim.text, reason, context.now())
        if not accepted.add(context.root, entry) or not context.workspace.config.git.commit:
            return
        message = f"Accept a claim: {in_words(claim)}"
        done = await asyncio.to_thread(context.commits.commit, [accepted.FILE], message)
        if done.trouble is not None:
            context.tell("warning", f"Not committed: {done.trouble}")

    def mark(self) -> str:
        """Differs where verdicts may: other scores, other code, another claim let stand."""
        accepted = hashlib.sha256(repr(self._accepted_now()).encode()).hexdigest()
        return f"{self._mark_of_scores()} {accepted}"

    def accepted_look(self) -> Mark | None:
        """What tells whether the file of accepted claims has changed."""
        return mark_of(self._context.root / accepted.FILE)

    def _with_accepted(self, key: ReportKey, claims: tuple[Claim, ...]) -> Checked:
        why = {(its.said, its.words): its.reason for its in self._accepted_now() if its.key == key}
        false = (claim for claim in claims if claim.verdict == _FALSE)
        let = {claim: why[it] for claim in false if (it := (claim.said, claim.text)) in why}
        return Checked(claims, let)

    def _accepted_now(self) -> Iterable[Accepted]:
        """What is accepted, read again where the file has changed."""
        look = self.accepted_look()
        if look != self._accepted_look:
            try:
                self._accepted, self.trouble = accepted.load(self._context.root), ""
            except TegError as error:
                self.trouble = str(error)
            self._accepted_look = look
        return self._accepted

    def _mark_of_scores(self) -> str:
        """What verdicts depend on besides the text: everything scored, and the code that judges."""
        generation = self._material.generation
        if self._mark is None or self._mark[0] != generation:
            tour = self._material.tour
            digest = hashlib.sha256(_code().encode() + repr(tour).encode()).hexdigest()
            self._mark = (self._material.generation, digest)
        return self._mark[1]


@lru_cache(maxsize=1)
def _code() -> str:
    """What identifies the code that judges: all of `golf`, so that nobody has to count versions."""
    digest = hashlib.sha256()
    for file in sorted(Path(golf.__file__ or "").parent.rglob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _claims(material: Material, key: ReportKey, text: str) -> tuple[Claim, ...] | None:
    """A text's claims; none of a kind that is no longer there, or of what is no report.

    None where one of the many rules has a mistake: it must not keep a batch from being collected.
    """
    from teg_tui.golf.claims import Subject, check

    kind = material.kinds.by_name.get(key.kind)
    if kind is None or len(text) > LONGEST:
        return ()
    tour, subject = material.tour, Subject(key.teg, key.round)
    # What is told at the end of a round knows of no later one.
    if kind.scope is Scope.PARTIAL and key.round is not None:
        tour, subject = tour.as_of(key.teg, key.round), Subject(key.teg, None)
    try:
        return check(text, tour, subject)
    except Exception:
        log.exception("a mistake in teg-tui: %s can't be held against the scores", key)
        return None
