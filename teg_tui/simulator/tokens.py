"""How many tokens a text would be: characters by a ratio, kept apart for each sort of text.

The ratios are measured ones for claude-sonnet-4-5; models from 4.7 on count about 30% more. A
`Truth` departs from them, so that whoever has to learn them can be tried out.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from hashlib import sha256
from statistics import NormalDist
from typing import Any

from teg_tui.simulator.models import Model

SYSTEM, USER, OUTPUT = 3.55, 2.35, 4.0
"""Characters a token."""
_NEWER = 1.3


@dataclass(frozen=True)
class Truth:
    """How this account's models count; with a seed otherwise than anybody was told.

    Then every prompt (so every kind of report) has ratios of its own, and every request departs
    a little from them: always the same way for the same seed and texts.
    """

    seed: int | None = None
    kinds: float = 0.15
    """How much ratios differ from prompt to prompt: standard deviation of their logarithm."""
    prompts: float = 0.02
    """How much the count of one request's prompt differs from its ratio, likewise."""
    answers: float = 0.12
    """How much that of an answer does: it may have been thought about."""

    def input_tokens(self, params: dict[str, Any], model: Model) -> int:
        """Tokens of everything a call sends."""
        system = text_of(params.get("system", ""))
        user = "".join(text_of(message["content"]) for message in params["messages"])
        plain = count(user, USER, model) * self._departure(self.kinds, "user", model.id, system)
        if system:
            more = self._departure(self.kinds, "system", model.id, system)
            plain += count(system, SYSTEM, model) * more
        return max(1, round(plain * self._departure(self.prompts, "prompt", model.id, user)))

    def output_tokens(self, params: dict[str, Any], text: str, model: Model) -> int:
        """Tokens of an answer."""
        counted = count(text, self.characters(params, model), model)
        return min(counted, int(params["max_tokens"]))

    def characters(self, params: dict[str, Any], model: Model) -> float:
        """Characters a token of an answer to this call, for the oldest models."""
        system = text_of(params.get("system", ""))
        user = "".join(text_of(message["content"]) for message in params["messages"])
        of_kind = self._departure(self.kinds, "output", model.id, system)
        return OUTPUT / of_kind / self._departure(self.answers, "answer", model.id, user)

    def _departure(self, size: float, *about: str) -> float:
        """A factor around 1 that seed and texts decide."""
        if self.seed is None:
            return 1.0
        digest = sha256("\0".join((str(self.seed), *about)).encode("utf-8", "replace")).digest()
        chance = (int.from_bytes(digest[:6]) + 0.5) / 2**48
        return math.exp(NormalDist(0, size).inv_cdf(chance))


AS_TOLD = Truth()
"""Counts by the ratios above."""


def count(text: str, ratio: float, model: Model) -> int:
    """Tokens of a text; one for anything at all."""
    return max(1, math.ceil(len(text) / characters(ratio, model)))


def characters(ratio: float, model: Model) -> float:
    """Characters a token for this model."""
    return ratio / _NEWER if model.newer_tokens else ratio


def text_of(content: object) -> str:
    """The text in a string or a list of blocks."""
    if isinstance(content, str):
        return content
    blocks = content if isinstance(content, list) else []
    texts = [block.get("text") for block in blocks if isinstance(block, dict)]
    return "\n".join(text for text in texts if isinstance(text, str))
