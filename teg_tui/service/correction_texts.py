"""What is sent to have a text corrected: the text, what is false in it, and the prompt for that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from teg_tui import workspace as workspaces
from teg_tui.errors import TegError
from teg_tui.reports.kind import Kind
from teg_tui.reports.requests import Mistake
from teg_tui.service import batch_files, results
from teg_tui.service.checking import Checked
from teg_tui.service.context import Context
from teg_tui.store.files import inside
from teg_tui.store.records import BatchRecord, RequestRecord

_PROMPT = "steps/correction.md"
_CHARS_A_TOKEN = 2
"""No text has fewer."""


@dataclass(frozen=True)
class Original:
    """A report that is to be corrected."""

    request: RequestRecord
    text: str
    """As the model wrote it, its places unfilled."""


def mistakes(found: Checked) -> tuple[Mistake, ...]:
    """What is false in a text, as prompts have it."""
    return tuple(
        Mistake(claim.line, claim.column, claim.text, claim.said, claim.expected)
        for claim in found.false
    )


def is_false(request: RequestRecord) -> bool:
    """Whether a request's text was held, or filed and marked, for what the scores contradict."""
    claims = request.claims
    return claims is not None and claims.false > 0 and bool(request.reason)


def originals(context: Context, batch: BatchRecord) -> Iterator[Original]:
    """What a batch brought that was false, from its raw results."""
    requests = {r.custom_id: r for r in context.batches.requests(batch.number) if is_false(r)}
    raw = inside(context.root, batch_files.raw_results(context, batch))
    if not raw.exists():
        return
    for result in results.read(raw):
        request = requests.pop(result.custom_id, None)
        if request is not None:
            yield Original(request, result.text)


def room(kind: Kind, text: str) -> int:
    """Tokens in which a text can be written again, whoever wrote it and however long it is."""
    return max(kind.max_tokens, len(text) // _CHARS_A_TOKEN)


def system(context: Context) -> str:
    """The prompt for corrections: the workspace's own, else the shipped one."""
    own = context.root / "prompts" / _PROMPT
    file = own if own.is_file() else workspaces.shipped("prompts") / _PROMPT
    try:
        return _read(file, file.stat().st_mtime_ns)
    except (OSError, UnicodeDecodeError) as error:
        raise TegError(f"can't be read: {error}", where=str(file)) from error


@lru_cache(maxsize=2)
def _read(file: Path, _written: int) -> str:
    return file.read_text(encoding="utf-8")
