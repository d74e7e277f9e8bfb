"""The documents against the program: keys, commands, messages and figures that they name."""

from __future__ import annotations

import ast
import asyncio
import importlib
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from teg_tui import workspace
from teg_tui.cli import cli
from teg_tui.config import Config
from teg_tui.reports.kind import Scope
from teg_tui.reports.promptfile import OPTIONAL, PLACES, REQUIRED

PROJECT = Path(__file__).parent.parent
USAGE = (PROJECT / "docs/usage.md").read_text(encoding="utf-8")
MIGRATING = (PROJECT / "docs/migrating.md").read_text(encoding="utf-8")
README = (PROJECT / "README.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    return re.split(r"^## ", USAGE.partition(f"## {title}\n")[2], flags=re.MULTILINE)[0]


def keys_of(cls: type) -> Iterator[str]:
    """Every key of a table and those in it, by its last name."""
    for name, hint in get_type_hints(cls).items():
        yield name.rstrip("_")
        for each in (hint, *get_args(hint)):
            if is_dataclass(each) and isinstance(each, type):
                yield from keys_of(each)


def test_the_usage_guide_has_every_key_of_teg_toml() -> None:
    told = section("`teg.toml`")
    internal = {"high_wins", "first_teg", "last_teg"}  # `direction`, `from` and `to` there
    for key in {*keys_of(Config), "direction", "from", "to"} - internal:
        assert re.search(rf"[`\[ ]{key}[`\]]", told), key


def test_the_usage_guide_has_every_setting_of_a_prompt_file() -> None:
    told = section("Files")
    for name in (*REQUIRED, *OPTIONAL, *PLACES, *Scope):
        assert re.search(rf'`"?{name}"?`', told), name


def test_its_defaults_are_those_of_the_program() -> None:
    told = section("`teg.toml`")
    for table in (Config(), *(getattr(Config(), each.name) for each in fields(Config))):
        for each in fields(table) if is_dataclass(table) else ():
            value: Any = getattr(table, each.name)
            if isinstance(value, str) and value:
                assert f'`"{value}"`' in told, each.name


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_is_named_somewhere(name: str) -> None:
    assert re.search(rf"teg-tui (-C \S+ )?{name}\b", USAGE + MIGRATING + README)


def test_every_line_that_the_documents_show_can_be_typed() -> None:
    """Commands and options that there are not would be found here."""
    lines = re.findall(r"^(?:ExecStart=\S+/)?teg-tui (.*)$", USAGE + MIGRATING + README, re.M)
    assert len(lines) > 20
    for line in lines:
        words = re.split(r"\s{2,}", line)[0].split()
        words = words[2:] if words[0] == "-C" else words
        command = cli.commands.get(words[0])
        assert command, line
        known = {option for parameter in command.params for option in parameter.opts}
        known |= {option for parameter in command.params for option in parameter.secondary_opts}
        assert {word for word in words if word.startswith("--")} <= known, line


class TestMessages:
    """What the program says stands in the guide, and the other way round."""

    ERRORS = frozenset(
        {
            *("TegError", "DataError", "ConfigError", "BudgetError", "StoreError"),
            *("NoWorkspaceError", "LedgerError", "CallError", "Trouble"),
        }
    )
    NEVER_SEEN = (
        "a held text's name must be a plain file name",
        "a run in real time can't be marked as this process's own",
        "there is no such report: … of …",
        "Run … is finished (…): …",
    )
    """Mistakes of ours, and good news."""

    @staticmethod
    def spoken(node: ast.expr) -> str:
        """A text as it stands in the code; … for what is put in."""
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return node.value
        if isinstance(node, ast.JoinedStr):
            return "".join(map(TestMessages.spoken, node.values))
        return "…"

    @classmethod
    def in_the_code(cls) -> Iterator[ast.AST]:
        for path in sorted((PROJECT / "teg_tui").rglob("*.py")):
            yield from ast.walk(ast.parse(path.read_text(encoding="utf-8")))

    def pieces(self, message: str) -> list[str]:
        return [piece.strip(" .:") for piece in message.split("…") if len(piece.strip()) > 2]

    @pytest.fixture(scope="class")
    def documented(self) -> list[str]:
        rows = re.findall(r"^\| (`.*?`) \|", section("Messages, and the way out"), re.M)
        return [message for row in rows for message in re.findall(r"`([^`]+)`", row)]

    def test_what_the_guide_explains_is_said_somewhere(self, documented: list[str]) -> None:
        texts = {
            self.spoken(node)
            for node in self.in_the_code()
            if isinstance(node, ast.Constant | ast.JoinedStr)
        }
        said = "\n".join(texts).replace("{name}", "…")
        gone = {m for m in documented if not all(piece in said for piece in self.pieces(m))}
        assert not gone

    def test_what_is_said_the_guide_explains(self, documented: list[str]) -> None:
        known = [self.pieces(message) for message in (*documented, *self.NEVER_SEEN)]
        unexplained = {
            text
            for node in self.in_the_code()
            for text in self.said_to_people(node)
            if len("".join(self.pieces(text))) > 12
            and not text.startswith("--")  # told to git
            and not any(all(piece in text for piece in its) for its in known if its)
        }
        assert not unexplained

    def said_to_people(self, node: ast.AST) -> Iterator[str]:
        if not isinstance(node, ast.Call):
            return
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        place = {"tell": 1, "Trouble": 1}.get(name, 0)
        if name in {*self.ERRORS, "tell"} and len(node.args) > place:
            yield self.spoken(node.args[place])


def test_the_worked_example_is_what_the_command_prints(
    monkeypatch: pytest.MonkeyPatch, demonstration: Path
) -> None:
    monkeypatch.syspath_prepend(PROJECT / "benchmarks")
    bulk_job = importlib.import_module("bulk_job")
    printed = bulk_job.tables(asyncio.run(bulk_job.job(workspace.load(demonstration))))
    told = USAGE.partition("<!-- bulk job -->\n")[2].partition("<!-- end of bulk job -->")[0]
    if told.splitlines()[0] != printed.splitlines()[0]:
        pytest.skip(f"prices are other than in docs/usage.md: {printed.splitlines()[0]}")
    assert told.strip() == printed.strip(), "python benchmarks/bulk_job.py has the new tables"
