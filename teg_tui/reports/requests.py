"""Requests for reports: their ids, their parameters, and the recipe they stand for.

A custom_id is what a result is known by: event, tournament, round, kind, and after the last
hyphen the nonce of the attempt ("TEG17_R4_story_notes-x7k2q"; ids of old scripts have none). A
variant's text has the variant's name after two hyphens ("TEG17_R4_story_notes--warm-x7k2q"): where
the variant is not known it is nobody's, and nowhere is it the report.

The user message holds the facts between `<facts>` and `</facts>`, then each text the report is
written from between `<notes kind="..." round="...">` and `</notes>`: data, which the system
prompt says is never to be obeyed, and which can't close its own element. What the scores
contradict in such a text is struck out in it (`~~+26~~`) and listed after it. A correction holds
the facts, the report between `<report>` and `</report>`, and its mistakes between `<false>` and
`</false>`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
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
    r"(?:--(?P<variant>[a-z][a-z0-9_]*))?"
    r"(?:-(?P<nonce>[a-zA-Z0-9]+))?"
)
_OUR_ELEMENT = re.compile(r"<(?=\s*/?\s*(?:facts|notes|report|false)\b)", re.IGNORECASE)


class Mistake(NamedTuple):
    """Something in a text that the scores contradict."""

    line: int
    """From 1."""
    column: int
    """From 0: where `said` begins."""
    words: str
    """The words around it."""
    said: str
    right: str
    """Empty where nobody knows."""


Mistakes = Mapping[ReportKey, Sequence[Mistake]]
"""What is false in the texts that a report is written from."""


class RequestId(NamedTuple):
    """What a custom_id says."""

    key: ReportKey
    nonce: str
    """Of the attempt; empty in ids of old scripts."""


def custom_id(key: ReportKey, kind: Kind, event: str, nonce: str) -> str:
    """The id of a request; `event` is the tour's word, `nonce` letters and digits."""
    rnd = "" if key.round is None else f"_R{key.round}"
    variant = f"--{kind.variant}" if kind.variant else ""
    made = f"{event_word(event).upper()}{key.teg}{rnd}_{kind.suffix}{variant}-{nonce}"
    if not CUSTOM_ID.fullmatch(made):
        raise ConfigError(
            f"suffix: {made!r} is no custom_id the API takes",
            where=kind.source,
            way_out=f"Choose a shorter {'name' if variant else 'suffix'}",
        )
    return made


def parse_custom_id(text: str, kinds: Kinds, event: str) -> RequestId | None:
    """What an id means, one of an old script included; None where it is none of ours."""
    word = event_word(event).upper()
    match = _PARTS.fullmatch(text.removeprefix(word)) if text.startswith(word) else None
    if match is None:
        return None
    rnd = int(match["round"]) if match["round"] else None
    meant = (match["suffix"], match["variant"] or "")
    for kind in (*kinds, *kinds.variants):
        same = (kind.suffix, kind.variant) == meant
        if same and (kind.scope is Scope.TOURNAMENT) == (rnd is None):
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
    mistakes: Mistakes = MappingProxyType({}),
) -> dict[str, object]:
    """The `params` of a Messages call that writes a report.

    `needs` are the texts it is written from, in the order of rounds; `model` is the workspace's,
    used where the kind names none; `max_tokens` is a larger cap after an answer was cut off.
    """
    message = user_message(kind, key, facts_text, needs, mistakes)
    return _params(kind.model or model, max_tokens or kind.max_tokens, kind.system, message)


def correction_params(
    kind: Kind,
    key: ReportKey,
    system: str,
    facts_text: str,
    text: str,
    mistakes: Sequence[Mistake],
    *,
    model: str,
    max_tokens: int,
) -> dict[str, object]:
    """The `params` of a call that puts a report right; `text` is it as the model wrote it.

    The facts go with it, as what is called false may be right and only misread.
    """
    message = "\n\n".join(
        (
            f"<facts>\n{_inert(facts_text)}\n</facts>",
            f"<report>\n{_inert(text)}\n</report>",
            f"<false>\n{_listed(mistakes)}\n</false>",
            f"Correct this now: {kind.title}, {_about(kind, key)} (event {key.teg}).",
        )
    )
    return _params(model, max_tokens, system, message)


def _params(model: str, max_tokens: int, system: str, message: str) -> dict[str, object]:
    return {
        "model": model,
        "max_tokens": max_tokens,
        "system": [{"type": "text", "text": system}],
        "messages": [{"role": "user", "content": message}],
    }


def user_message(
    kind: Kind,
    key: ReportKey,
    facts_text: str,
    needs: Sequence[tuple[ReportKey, str]],
    mistakes: Mistakes = MappingProxyType({}),
) -> str:
    """What one report is written from; the task comes last, where a long message needs it."""
    parts = [f"<facts>\n{_inert(facts_text)}\n</facts>"] if kind.facts else []
    for need, text in needs:
        rnd = "" if need.round is None else f' round="{need.round}"'
        wrong = mistakes.get(need, ())
        told = _inert(_struck(text, wrong))
        parts.append(f'<notes kind="{need.kind}"{rnd}>\n{told}\n</notes>')
        if wrong:
            parts.append(
                "The scores contradict what is struck out in these notes: do not use it.\n\n"
                f'<false kind="{need.kind}"{rnd}>\n{_listed(wrong)}\n</false>'
            )
    parts.append(f"Write this now: {kind.title}, {_about(kind, key)} (event {key.teg}).")
    return "\n\n".join(parts)


def _struck(text: str, mistakes: Sequence[Mistake]) -> str:
    """A text with its mistakes struck out, where they stand as they are said."""
    lines = text.split("\n")
    for wrong in sorted(set(mistakes), reverse=True):  # from the end: what comes before stays put
        line = lines[wrong.line - 1] if 0 < wrong.line <= len(lines) else ""
        end = wrong.column + len(wrong.said)
        if wrong.said and line[wrong.column : end] == wrong.said:
            lines[wrong.line - 1] = f"{line[: wrong.column]}~~{wrong.said}~~{line[end:]}"
    return "\n".join(lines)


def _listed(mistakes: Sequence[Mistake]) -> str:
    told = dict.fromkeys((wrong.words, wrong.said, wrong.right) for wrong in mistakes)
    return "\n".join(_inert(_told(*each)) for each in told)


def _told(words: str, said: str, right: str) -> str:
    """On one line: `- "TM +26": not +26, but +28`."""
    end = f"but {right}" if right else "and what is right is not known"
    return " ".join(f'- "{words}": not {said}, {end}'.split())


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
