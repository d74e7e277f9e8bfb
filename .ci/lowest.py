"""Prints, as constraints for pip, the lowest versions that pyproject.toml says are enough."""

import re
import sys
import tomllib
from pathlib import Path

FLOOR = re.compile(r"(?P<name>[\w.-]+)(?:>=|==)(?P<version>[\w.]+)(?:,<[\w.]+)?")

settings = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))
project = settings["project"]
for wanted in (
    *settings["build-system"]["requires"],
    *project["dependencies"],
    *project["optional-dependencies"]["dev"],
):
    floor = FLOOR.fullmatch(wanted)
    if not floor:
        sys.exit(f"pyproject.toml: {wanted!r} says no lowest version")
    sys.stdout.write(f"{floor['name']}=={floor['version']}\n")
