"""What a sentence is read with: the report that it stands in, and whom it goes on about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from teg_tui.golf.claims.scorebook import Scorebook
from teg_tui.golf.claims.words.calendar import Calendar
from teg_tui.golf.claims.words.people import Roster
from teg_tui.golf.claims.words.text import Source


class Report:
    """What is the same for every sentence of a report."""

    def __init__(
        self,
        source: Source,
        book: Scorebook,
        roster: Roster,
        calendar: Calendar,
        round_: int | None,
    ) -> None:
        self.source, self.book, self.roster, self.calendar = source, book, roster, calendar
        self.round = round_
        """The round that the report is about; None: the tournament."""

    @cached_property
    def words_written(self) -> frozenset[str]:
        """The words of the text as they are written; in small letters they are no names."""
        return frozenset(filter(str.isascii, re.findall(r"\w{3,}", self.source.text)))


@dataclass
class Focus:
    """Whom the sentences before were about."""

    codes: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    """Other people in the sentence before."""
    hole: int | None = None
    """The hole spoken of last."""
    parts: tuple[tuple[int, int], ...] = ()
    """The stretches of holes that the heading above, or the sentences before, are about."""
