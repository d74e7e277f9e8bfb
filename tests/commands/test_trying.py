"""`--try` on the command line, and prompts that count as today's."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from teg_tui.reports.kinds import load_kinds
from teg_tui.reports.trial import kind_of
from teg_tui.store import variants
from teg_tui.workspace import shipped

REPORT = "data/commentary/round_reports/TEG3_R1_report.md"

Command = Callable[..., Any]


def prompt_in(folder: Path, kind: str = "round_report") -> Path:
    text = (shipped("prompts") / f"{kind}.md").read_text()
    path = folder / f"{kind}.warm.md"
    path.write_text(text.replace("scope =", 'variant = "warm"\nscope =', 1))
    return path


@pytest.mark.parametrize("line", ["--prompt {}", "--model claude-haiku-5-5"])
def test_a_prompt_or_model_without_a_name_is_refused(
    teg_tui: Command, demonstration: Path, tmp_path: Path, line: str
) -> None:
    words = line.format(prompt_in(tmp_path)).split()
    said = teg_tui("-C", demonstration, "rounds", "17", "2", *words, "--dry-run")
    assert said.code == 2
    assert "go with --try NAME" in said.err


@pytest.mark.parametrize("name", ["Warm", "../x", "a-b"])
def test_a_name_that_is_none_is_refused(teg_tui: Command, demonstration: Path, name: str) -> None:
    said = teg_tui("-C", demonstration, "rounds", "17", "2", "--try", name, "--dry-run")
    assert said.code == 2
    assert "no name of a variant" in said.err


def test_a_dry_run_names_the_model_and_where_the_texts_would_lie(
    teg_tui: Command, demonstration: Path, tmp_path: Path
) -> None:
    prompt = prompt_in(tmp_path, "brief_summary")
    more = ("--try", "warm", "--prompt", prompt, "--model", "claude-haiku-5-5", "--dry-run")
    said = teg_tui("-C", demonstration, "tournaments", "17", *more)
    assert said.code == 0, said.err
    assert "Wave 1 of 1: Brief summary, variant warm (1)" in said.out
    assert "1 request to claude-haiku-5-5" in said.out
    assert ".teg-tui/variants/warm/data/commentary/drafts/teg_17_brief_summary.md" in said.out
    assert not (demonstration / ".teg-tui" / "variants").exists()


def test_what_is_tried_needs_the_notes_on_file(
    teg_tui: Command, demonstration: Path, tmp_path: Path
) -> None:
    more = ("--try", "warm", "--prompt", prompt_in(tmp_path), "--dry-run")
    said = teg_tui("-C", demonstration, "rounds", "16", "2", *more)
    assert said.code == 2
    assert "is missing" in said.err


def test_a_file_that_is_no_prompt_is_refused(
    teg_tui: Command, demonstration: Path, tmp_path: Path
) -> None:
    (tmp_path / "letter.md").write_text("Dear all\n")
    more = ("--try", "warm", "--prompt", tmp_path / "letter.md", "--dry-run")
    said = teg_tui("-C", demonstration, "rounds", "17", "2", *more)
    assert said.code == 2
    assert "is no prompt file" in said.err


@pytest.fixture
def tried(tour_folder: Any) -> Path:
    """A tour with a report, and a variant's text of it that somebody has been at."""
    root: Path = tour_folder.write()
    kind = load_kinds([shipped("prompts")], {})["round_report"]
    prompt = (shipped("prompts") / "round_report.md").read_text()
    made = kind_of(kind, "warm", None, "claude-haiku-5-5")
    variants.put(root, made, prompt)
    for path, points in ((REPORT, 47), (f".teg-tui/variants/warm/{REPORT}", 46)):
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"Cyd Ormond had {points} points and won the round.\n")
    return root


def test_a_variant_is_compared_with_what_is_on_file(teg_tui: Command, tried: Path) -> None:
    said = teg_tui("-C", tried, "compare", "warm", "--teg", "3", "--json")
    assert said.code == 0, said.err
    [report] = json.loads(said.out)["reports"]
    assert (report["teg"], report["round"], report["kind"]) == (3, 1, "round_report")
    told = [(its["variant"], its["false"], its["words"]) for its in report["texts"]]
    assert told == [(None, ["line 1 says 47, right is 46"], 9), ("warm", [], 9)]
    said = teg_tui("-C", tried, "compare", "warm")
    assert "on file: line 1 says 47, right is 46" in said.out
    assert teg_tui("-C", tried, "compare", "cold").code == 2


def test_what_was_tried_is_kept_where_it_is_named_or_agreed_to(
    teg_tui: Command, tried: Path
) -> None:
    before = (tried / REPORT).read_text()
    said = teg_tui("-C", tried, "keep", "warm")
    assert (said.code, "nothing is kept unasked" in said.err) == (2, True)
    assert (tried / REPORT).read_text() == before
    said = teg_tui("-C", tried, "keep", "warm", "--teg", "3", "--round", "1")
    assert said.code == 0, said.err
    assert f"Variant warm is the report now: {REPORT}" in said.out
    assert "46" in (tried / REPORT).read_text()


def test_a_prompt_of_no_kind_and_one_that_wrote_nothing_can_not_be_marked_as_current(
    teg_tui: Command, tour_folder: Any
) -> None:
    root = tour_folder.write()
    for kind, words in (("letter", "there is no kind"), ("round_report", "older prompt")):
        said = teg_tui("-C", root, "prompts", "--mark-current", kind)
        assert said.code == 2
        assert words in said.err
