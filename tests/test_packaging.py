"""What is installed is what is tested, and it has all that it needs."""

from __future__ import annotations

import json
from importlib.metadata import distribution
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import teg_tui
from teg_tui.workspace import shipped


def test_the_package_under_test_is_the_installed_one() -> None:
    installed = distribution("teg-tui")
    origin = json.loads(installed.read_text("direct_url.json") or "{}")
    if origin.get("dir_info", {}).get("editable"):
        root = Path(url2pathname(urlsplit(origin["url"]).path))
    else:
        root = Path(str(installed.locate_file("")))
    assert Path(teg_tui.__file__).resolve() == (root / "teg_tui" / "__init__.py").resolve()


def test_the_version_of_the_package_is_the_one_it_says() -> None:
    assert distribution("teg-tui").version == teg_tui.__version__


def test_shipped_prompts_and_data_are_found() -> None:
    assert (shipped("prompts") / "round_notes.md").is_file()
    assert (shipped("data") / "all-scores.parquet").is_file()
    assert (shipped("data") / "teg.toml").is_file()
