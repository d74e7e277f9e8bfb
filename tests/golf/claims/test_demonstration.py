"""The demonstration's reports: what was planted in them is found, and nothing else."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from teg_tui.golf.claims import Subject, Verdict, check
from teg_tui.golf.tour import Tour

PROJECT = Path(__file__).parents[3]
COMMENTARY = PROJECT / "data" / "commentary"
REPORTS = sorted(COMMENTARY.rglob("*.md"))


def subject_of(path: Path) -> Subject:
    name = re.match(r"teg_?(\d+)(?:_r(\d))?", path.name, re.IGNORECASE)
    assert name is not None
    return Subject(int(name[1]), int(name[2]) if name[2] else None)


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.name)
def test_what_was_planted_is_found_and_nothing_else(tour: Tour, path: Path) -> None:
    planted = json.loads((PROJECT / "data" / "planted_errors.json").read_text(encoding="utf-8"))
    here = [error for error in planted if PROJECT / error["file"] == path]
    found = check(path.read_text(encoding="utf-8"), tour, subject_of(path))
    wrong = [claim for claim in found if claim.verdict is Verdict.FALSE]
    assert [claim.line for claim in wrong] == [error["line"] for error in here]
    for claim, error in zip(wrong, here, strict=True):
        assert claim.said in error["said"]
        assert claim.expected in error["right"]


def test_most_claims_of_the_demonstration_are_understood(tour: Tour) -> None:
    claims = [
        claim
        for path in REPORTS
        for claim in check(path.read_text(encoding="utf-8"), tour, subject_of(path))
    ]
    assert len(claims) > 300
    unchecked = sum(claim.verdict is Verdict.UNCHECKED for claim in claims)
    assert unchecked < len(claims) / 10
