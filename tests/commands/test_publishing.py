"""`teg-tui publish`: what is named, what is asked, what the exit code says."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Teg = Callable[..., Any]
COPY = "data/commentary/teg_3_main_report.md"
CONFIG = '[[competitions]]\nname = "Trophy"\nmeasure = "stableford"\n'


class Place:
    """A tour in a repository with an origin, and one draft of a main report."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def git(self, *arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=self.root, check=True, capture_output=True, text=True
        )
        return done.stdout

    def write(self, path: str, text: str) -> Path:
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
        return place

    def draft(self, text: str = "# Main\n", kind: str = "main_report") -> Path:
        return self.write(f"data/commentary/drafts/teg_3_{kind}.md", text)

    def configure(self, more: str) -> None:
        self.write("teg.toml", CONFIG + more)

    def at_origin(self) -> bool:
        """Whether the origin has all that is here."""
        there = self.git("ls-remote", "origin", "main").split()[0]
        return there == self.git("rev-parse", "HEAD").strip()


@pytest.fixture
def place(tour_folder: Any) -> Place:
    made = Place(tour_folder.write())
    made.configure("")
    made.git("init", "-q", "-b", "main")
    made.git("config", "user.name", "Keeper")
    made.git("config", "user.email", "keeper@localhost")
    made.git("init", "-q", "--bare", "-b", "main", ".git/origin.git")
    made.git("remote", "add", "origin", ".git/origin.git")
    made.git("add", ".")
    made.git("commit", "-q", "-m", "scores")
    made.git("push", "-q", "-u", "origin", "main")
    made.draft()
    return made


def test_what_is_named_is_published_without_a_question_and_not_pushed(
    place: Place, teg_tui: Teg
) -> None:
    done = teg_tui("publish", "--teg", "3")
    assert done.code == 0
    assert COPY in done.out
    assert "Published: 1, commit " in done.out
    assert "1 commit not pushed to origin/main: git push, or --push" in done.err
    assert (place.root / COPY).read_text() == "# Main\n"
    assert place.git("log", "-1", "--format=%s").strip() == "Publish TEG 3: Main report"
    again = teg_tui("publish", "--teg", "1-9")
    assert (again.code, again.out) == (0, "Nothing new to publish.\n")


def test_without_a_name_and_without_a_terminal_it_wants_a_yes_beforehand(
    place: Place, teg_tui: Teg
) -> None:
    done = teg_tui("publish")
    assert done.code == 2
    assert COPY in done.out
    assert "Agree beforehand with --yes" in done.err
    assert not (place.root / COPY).exists()
    assert teg_tui("publish", "--yes", "--push").code == 0
    assert (place.root / COPY).exists()
    assert place.at_origin()


def test_a_kind_that_has_no_published_copy_is_said_to_have_none(place: Place, teg_tui: Teg) -> None:
    for where in ((), ("--teg", "3")):
        alone = teg_tui("publish", "--kind", "round_report", *where)
        assert (alone.code, alone.out) == (2, "")
        assert alone.err.count("left out: round_report: this kind has no published path") == 1
        assert "nothing of what is named can be published" in alone.err
    both = teg_tui("publish", "--kind", "round_report", "--kind", "main_report", "--yes")
    assert both.code == 0
    assert "left out: round_report: this kind has no published path" in both.err
    assert (place.root / COPY).exists()


def test_a_dry_run_touches_nothing(place: Place, teg_tui: Teg) -> None:
    def everything() -> dict[str, bytes]:
        return {str(p): p.read_bytes() for p in place.root.rglob("*") if p.is_file()}

    before = everything()
    done = teg_tui("publish", "--dry-run", "--push")
    assert done.code == 0
    assert COPY in done.out
    assert everything() == before


def test_a_copy_changed_by_hand_is_replaced_only_where_somebody_agrees(
    place: Place, teg_tui: Teg
) -> None:
    teg_tui("publish", "--teg", "3")
    (place.root / COPY).write_text("# Corrected\n")
    assert "changed by hand" in teg_tui("publish", "--yes").err
    refused = teg_tui("publish", "--teg", "3")
    assert (refused.code, (place.root / COPY).read_text()) == (2, "# Corrected\n")
    done = teg_tui("publish", "--teg", "3", "--yes")
    assert done.code == 0
    assert "is kept in .teg-tui/replaced/" in done.err
    assert (place.root / COPY).read_text() == "# Main\n"


def test_git_push_says_whether_it_is_pushed(place: Place, teg_tui: Teg) -> None:
    place.configure('[git]\npush = "never"\n')
    told = teg_tui("publish", "--teg", "3").err.splitlines()
    assert told[-1] == "1 commit not pushed to origin/main"
    assert not place.at_origin()
    place.configure('[git]\npush = "always"\n')
    assert not teg_tui("publish", "--no-push").out.count("Pushed")
    assert not place.at_origin()
    assert "Pushed 1 commit to origin/main." in teg_tui("publish").out
    assert place.at_origin()


def test_a_push_that_fails_is_exit_code_1_and_the_commit_is_kept(
    place: Place, teg_tui: Teg
) -> None:
    place.git("remote", "set-url", "origin", ".git/nowhere.git")
    done = teg_tui("publish", "--teg", "3", "--push")
    assert done.code == 1
    assert "not pushed: there is no origin/main" in done.err
    assert place.git("log", "-1", "--format=%s").startswith("Publish")
    place.git("branch", "--unset-upstream")
    done = teg_tui("publish", "--push")
    assert done.code == 1
    assert "git push -u origin main" in done.err


def test_a_commit_that_fails_is_exit_code_1(place: Place, teg_tui: Teg) -> None:
    place.write(".git/MERGE_HEAD", place.git("rev-parse", "HEAD"))
    done = teg_tui("publish", "--teg", "3")
    assert done.code == 1
    assert "not committed: a merge is under way in the repository. Finish or abort it" in done.err
    assert (place.root / COPY).exists()


def test_programs_get_one_object(place: Place, teg_tui: Teg) -> None:
    place.draft("# Brief\n", "brief_summary")
    place.draft("# Satire\n", "satire")
    shown = teg_tui("publish", "--teg", "3", "--kind", "satire", "--dry-run", "--json").json
    assert [file["kind"] for file in shown["published"]] == ["satire"]
    done = teg_tui("publish", "--teg", "3", "--push", "--json").json
    assert done == {
        "published": [
            {
                "teg": 3,
                "round": None,
                "kind": kind,
                "path": f"data/commentary/teg_3_{kind}.md",
            }
            for kind in ("brief_summary", "main_report")
        ],
        "left_out": [],
        "replaced": [],
        "commit": place.git("rev-parse", "HEAD").strip(),
        "pushed": 1,
        "not_pushed": 0,
    }


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--teg", "99"), "there is no tournament 99"),
        (("--kind", "ballad"), "there is no kind 'ballad'"),
        (("--round", "1"), "Name the tournament"),
        (("--teg", "3", "--round", "1"), "nothing of what is named can be published"),
        (("--teg", "3", "--kind", "satire"), "nothing of what is named can be published"),
    ],
)
def test_what_can_not_be_published_is_said(
    place: Place, teg_tui: Teg, arguments: tuple[str, ...], words: str
) -> None:
    done = teg_tui("publish", *arguments)
    assert done.code == 2
    assert words in done.err
