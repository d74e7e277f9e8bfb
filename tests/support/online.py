"""The demonstration tour with a simulator of the test's own, which no command starts or stops."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from teg_tui.demo import workspace_in


def online_tour(folder: Path, url: str) -> Path:
    """A committed workspace that asks the simulator at `url` every second; its root."""
    root = workspace_in(folder).root
    config = (root / "teg.toml").read_text(encoding="utf-8")
    for pattern, ours in (
        (r"demo = true", "demo = false"),
        (r"base_url = .*", f'base_url = "{url}"'),
        (r"poll_seconds = .*", "poll_seconds = 1"),
    ):
        config = re.sub(pattern, ours, config)
    (root / "teg.toml").write_text(config, encoding="utf-8")
    subprocess.run(["git", "-C", str(root), "commit", "-qam", "Ours"], check=True)
    return root
