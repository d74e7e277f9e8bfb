"""What went wrong, kept so that it can be read in full and again."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

TOLD_KEPT = 20


@dataclass
class Troubles:
    """Of the overview."""

    status: str = ""
    """The network's or the tour's, as the service has it."""
    quote: str = ""
    """Why what is marked has no price."""
    model: str = ""
    """What speaks against the model in use: it retires soon."""
    keys: tuple[str, ...] = ()
    """What is wrong with the user's own keys."""
    told: deque[str] = field(default_factory=lambda: deque(maxlen=TOLD_KEPT))
    """Warnings and errors that were told once, newest first."""

    @property
    def now(self) -> tuple[str, ...]:
        """What is wrong at this moment."""
        return tuple(text for text in (self.status, self.quote, self.model, *self.keys) if text)

    @property
    def count(self) -> int:
        """How many there are to read, the header's own apart."""
        return len(set(self.told)) + len(self.keys) + bool(self.quote) + bool(self.model)
