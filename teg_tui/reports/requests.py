"""Requests for reports: their ids, their parameters, and the recipe they stand for.

A custom_id is what a result is known by: event, tournament, round, kind, and after the last
hyphen the nonce of the attempt ("TEG17_R4_story_notes-x7k2q"; ids of old scripts have none).

The user message holds the facts between `<facts>` and `</facts>`, then each text the report is
written from between `<notes kind="..." round="...">` and `</notes>`: data, which the system
prompt says is never to be obeyed, and which can't close its own element.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from teg_tui.errors import ConfigError
from teg_tui.reports.key import ReportKey
from teg_tui.reports.kind import Kind, Scope, event_word
from teg_tui.reports.kinds import Kinds
from teg_tui.reports.provenance import Recipe

CUSTOM_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
"""What the API takes."""

_PARTS = re.compile(
    r"(?P<teg>[0-9]{1,4})_(?:R(?P<round>[0-9]{1,4})_)?(?P<suffix>[a-z][a-z0-9_]*)"
    r"(?:-(?P<nonce>[a-zA-Z0-9]+))?"
)
_OUR_ELEMENT = re.compile(r"<(?=\s*/?\s*(?:facts|notes)\b)", re.IGNORECASE)


class RequestId(NamedTuple):
    """What a custom_id says."""

    key: ReportKey
    nonce: str
    """Of the attempt; empty in ids of old scripts."""


def custom_id(key: ReportKey, kind: Kind, event: str, nonce: str) -> str:
    """The id of a request; `event` is the tour's word, `nonce` letters and digits."""
    rnd = "" if key.round is None else f"_R{key.round}"
    made = f"{event_word(event).upper()}{key.teg}{rnd}_{kind.suffix}-{nonce}"
    if not CUSTOM_ID.fullmatch(made):
        raise ConfigError(
            f"suffix: {made!r} is no custom_id the API takes",
            where=kind.source,
            way_out="Choose a shorter suffix",
        )
    return made


def parse_custom_id(text: str, kinds: Kinds, event: str) -> RequestId | None:
    """What an id means, one of an old script included; None where it is none of ours."""
    word = event_word(event).upper()
    match = _PARTS.fullmatch(text.removeprefix(word)) if text.startswith(word) else None
    if match is None:
        return None
    rnd = int(match["round"]) if match["round"] else None
    for kind in kinds:
        if kind.suffix == match["suffix"] and (kind.scope is Scope.TOURNAMENT) == (rnd is None):
            key = ReportKey(int(match["teg"]), rnd, kind.name)
            return RequestId(key, match["nonce"] or "")
    return None


def build_params(
    kind: Kind,
    key: ReportKey,
    facts_text: str,
    needs: Sequence[tuple[ReportKey, str]],
    model: str,
    *,
    max_tokens: int | None = None,
) -> dict[str, object]:
    """The `params` of a Messages call that writes a report.

    `needs` are the texts it is written from, in the order of rounds; `model` is the workspace's,
    used where the kind names none; `max_tokens` is a larger cap after an answer was cut off.
    """
    return {
        "model": kind.model or model,
        "max_tokens": max_tokens or kind.max_tokens,
        "system": [{"type": "text", "text": kind.system}],
        "messages": [{"role": "user", "content": user_message(kind, key, facts_text, needs)}],
    }


def user_message(
    kind: Kind, key: ReportKey, facts_text: str, needs: Sequence[tuple[ReportKey, str]]
) -> str:
    """What one report is written from; the task comes last, where a long message needs it."""
    parts = [f"<facts>\n{_inert(facts_text)}\n</facts>"] if kind.facts else []
    for need, text in needs:
        rnd = "" if need.round is None else f' round="{need.round}"'
        parts.append(f'<notes kind="{need.kind}"{rnd}>\n{_inert(text)}\n</notes>')
    parts.append(f"Write this now: {kind.title}, {_about(kind, key)} (event {key.teg}).")
    return "\n\n".join(parts)


def _about(kind: Kind, key: ReportKey) -> str:
    """What the report is about, in words."""
    if key.round is None:
        return "the tournament"
    rnd = f"round {key.round}"
    return f"the tournament after {rnd}" if kind.scope is Scope.PARTIAL else rnd


def recipe(
    kind: Kind, facts_fingerprint: str, needs: Sequence[tuple[ReportKey, str]], model: str
) -> Recipe:
    """What a report would be written from now; `needs` with the git blob id of each text."""
    return Recipe(
        facts=facts_fingerprint,
        needs=tuple(needs),
        prompt=kind.digest,
        model=kind.model or model,
    )


def _inert(text: str) -> str:
    """Text that can neither close its element nor open another of ours."""
    return _OUR_ELEMENT.sub("‹", text).strip()
