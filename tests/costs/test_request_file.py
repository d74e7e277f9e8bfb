"""Request files, ours and old ones, as far as their cost goes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from teg_tui.costs.request_file import FileRequest, read_request_file
from teg_tui.errors import DataError
from teg_tui.reports.key import ReportKey
from teg_tui.reports.kind import Kind, Scope
from teg_tui.reports.kinds import Kinds

NOTES = Kind(
    name="round_notes",
    title="Round notes",
    scope=Scope.ROUND,
    needs=(),
    facts=True,
    max_tokens=4000,
    words=550,
    output="notes.md",
    published=None,
    model=None,
    suffix="story_notes",
    stem="story_notes",
    notes=True,
    enabled=True,
    places=(),
    system="",
    digest="",
    source="round_notes.md",
)


def read(path: Path) -> list[FileRequest]:
    return list(read_request_file(path, Kinds((NOTES,)), "TEG"))


def line(custom_id: str = "TEG3_R1_story_notes", **params: object) -> str:
    usual = {
        "model": "claude-sonnet-4-5",
        "max_tokens": 4000,
        "system": [{"type": "text", "text": "Write well."}],
        "messages": [{"role": "user", "content": "Par 72"}],
    }
    return json.dumps({"custom_id": custom_id, "params": usual | params})


def file_of(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "requests.jsonl"
    path.write_text("\n".join(lines), encoding="latin-1")
    return path


def test_a_requests_texts_are_measured_plain_or_in_blocks(tmp_path: Path) -> None:
    blocks = [{"role": "user", "content": [{"type": "text", "text": "Par"}, {"type": "image"}]}]
    path = file_of(tmp_path, line(), "", line(system="Be so.", messages=blocks))
    first, second = (request.size for request in read(path))
    assert (first.system_chars, first.user_chars, first.max_tokens) == (11, 6, 4000)
    assert (second.system_chars, second.user_chars) == (6, 3)


@pytest.mark.parametrize(
    ("custom_id", "key"),
    [
        ("TEG3_R1_story_notes", ReportKey(3, 1, "round_notes")),
        ("TEG17_R4_story_notes-x7k2q", ReportKey(17, 4, "round_notes")),
        ("TEG10_satire", None),
        ("my-request-1", None),
    ],
)
def test_a_custom_id_tells_which_report_it_is(
    tmp_path: Path, custom_id: str, key: ReportKey | None
) -> None:
    (request,) = read(file_of(tmp_path, line(custom_id)))
    assert request.key == key
    assert (request.size.kind, request.size.words) == (("round_notes", 550) if key else ("", 0))


@pytest.mark.parametrize(
    "broken",
    [
        '{"custom_id": "a", "params": {"model": "claude-so',
        "[" * 100_000,
        "\x80",
        "[]",
        '{"custom_id": "a"}',
        line(max_tokens="many"),
        line(max_tokens=True),
        line(messages=None),
        line(model=None),
    ],
)
def test_a_line_that_is_no_request_is_named(tmp_path: Path, broken: str) -> None:
    path = file_of(tmp_path, line(), broken)
    with pytest.raises(DataError, match=r"requests\.jsonl, line 2"):
        read(path)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"nowhere\.jsonl: can't be read"):
        read(tmp_path / "nowhere.jsonl")


def test_a_file_is_read_as_it_is_asked_for(tmp_path: Path) -> None:
    path = file_of(tmp_path, line(), "not reached")
    assert next(read_request_file(path, Kinds(()), "TEG")).size.max_tokens == 4000
