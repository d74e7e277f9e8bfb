"""Whatever a prompt file, `teg.toml` or an answer names: nothing is written outside the folder."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import hostile
import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from teg_tui import config
from teg_tui.errors import ConfigError, StoreError, TegError
from teg_tui.reports import promptfile
from teg_tui.reports.key import CellKey, ReportKey
from teg_tui.reports.kind import Kind
from teg_tui.reports.trial import check_name, kind_of
from teg_tui.store.filing import file_report, hold, report_name

PIECES = (*hostile.PATHS, "..", ".", "/", "\\", "{teg}", "{rounds}", "{event}", "x", ".md", ".git")
PATHS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=5).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=5).map("/".join),
    st.text(st.characters(exclude_categories=()), max_size=12),
)
FRONT = {"kind": "evil", "title": "Evil", "scope": "tournament", "max_tokens": 9, "words": 9}


def kind_with(output: str) -> Kind | None:
    """The kind of a prompt file that files its reports there; None where that is refused."""
    with suppress(ConfigError):
        front = tomli_w.dumps(FRONT | {"output": output})
        text = f"+++\n{front}+++\nWrite.\n".encode("utf-8", "replace")  # as a file must be
        return promptfile.parse(text.decode(), "evil.md")
    return None


def config_with(folder: str) -> config.Config | None:
    with suppress(ConfigError):
        return config.parse(tomli_w.dumps({"event": "TEG", "folders": {"rounds": folder}}))
    return None


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """A workspace with links out of it and a repository, in a folder that holds nothing else."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name, "tour")
        (root / ".git" / "hooks").mkdir(parents=True)
        (root / "out").symlink_to(name)
        (root / "link.md").symlink_to(Path(name, "elsewhere.md"))
        yield root


def strays(root: Path) -> set[str]:
    """What lies around the workspace, or in its repository."""
    around = {path.name for path in root.parent.iterdir()} - {root.name}
    return around | {str(path) for path in (root / ".git").rglob("*") if path.is_file()}


@settings(max_examples=300)
@given(output=PATHS, folder=PATHS, variant=st.sampled_from(["", "warm", "../x", ".."]))
def test_no_prompt_file_and_no_configuration_leads_out(
    place: Path, output: str, folder: str, variant: str
) -> None:
    kind = kind_with(output) or kind_with(f"{output}{{teg}}.md")
    found = config_with(folder)
    if kind is None or found is None:
        return
    with suppress(TegError):
        if variant:
            kind = kind_of(kind, check_name(variant), None, "model")
        path = kind.path(CellKey(3, None), found.folders, found.event)
        file_report(place, path, b"text", (), None, place / ".teg-tui/replaced")
    assert not strays(place)


@given(kind=PATHS, round_=st.one_of(st.none(), st.integers(1, 9)))
def test_no_key_leads_a_held_text_out(place: Path, kind: str, round_: int | None) -> None:
    with suppress(StoreError):
        held = hold(place, report_name(ReportKey(3, round_, kind)), b"text")
        assert held.parent == place / ".teg-tui/held"
    assert not strays(place)


@pytest.mark.parametrize(
    "output",
    [
        "../../x_{teg}.md",
        "/etc/x_{teg}.md",
        "a/../../x_{teg}.md",
        "..\\x_{teg}.md",
        "{rounds}/../../../x_{teg}.md",
        "x_{teg}\n.md",
    ],
)
def test_a_path_that_leads_out_is_refused_in_words(output: str) -> None:
    front = tomli_w.dumps(FRONT | {"output": output})
    with pytest.raises(ConfigError) as refused:
        promptfile.parse(f"+++\n{front}+++\nWrite.\n", "evil.md")
    assert str(refused.value).startswith("evil.md: output: ")


@pytest.mark.parametrize("path", ["out/x.md", "link.md", ".git/hooks/post-commit.md", ".GIT/x.md"])
def test_links_and_gits_own_folder_are_refused_in_words(place: Path, path: str) -> None:
    kind = kind_with("x_{teg}.md")
    assert kind is not None
    found = replace(kind, output=path).path(CellKey(3, None), config.Folders(), "TEG")
    with pytest.raises(StoreError, match=r"link|git's own folder"):
        file_report(place, found, b"text", (), None, place / ".teg-tui/replaced")
    assert not strays(place)


def test_names_that_are_no_utf8_are_refused_in_words(place: Path) -> None:
    with pytest.raises(StoreError, match="can't be shown"):
        file_report(place, os.fsdecode(b"\xff.md"), b"text", (), None, place)
