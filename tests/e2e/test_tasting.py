"""Try a prompt, compare, keep: keys in a real terminal, a real repository, the simulator."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

from terminal import Terminal
from traces import commits

from teg_tui.demo import workspace_in
from teg_tui.workspace import shipped

REPORT = Path("data/commentary/round_reports/TEG17_R4_report.md")


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments], check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def test_a_prompt_is_tried_by_command_compared_by_keys_kept_and_the_rest_is_untouched(
    open_app: Callable[..., Terminal], run: Callable[..., str], tmp_path: Path
) -> None:
    tour = workspace_in(tmp_path / "tour").root
    run("-C", str(tour), "rounds", "17", "4", "--use-batch")
    written, head = (tour / REPORT).read_bytes(), git(tour, "rev-parse", "HEAD")

    text = (shipped("prompts") / "round_report.md").read_text(encoding="utf-8")
    text = text.replace(', "round_scores"', "").replace("{{round_scores}}\n", "")
    prompt = tour / "prompts" / "round_report.warm.md"
    prompt.parent.mkdir()
    prompt.write_text(text.replace("scope =", 'variant = "warm"\nscope =', 1), encoding="utf-8")
    tried = ("--try", "warm", "--prompt", str(prompt), "--model", "claude-haiku-5-5")
    said = run("-C", str(tour), "rounds", "17", "4", *tried, "--use-batch")
    assert f"filed: .teg-tui/variants/warm/{REPORT}" in said
    assert "1 report written, 0 held, 0 failed" in said
    assert (tour / REPORT).read_bytes() == written
    assert git(tour, "rev-parse", "HEAD") == head
    variant = tour / ".teg-tui" / "variants" / "warm" / REPORT
    assert variant.read_bytes() != written

    app = open_app("-C", str(tour))
    app.wait_for("TEG 18, round 2")
    app.press("down", "right", "right")
    app.wait_for("TEG 17, round 4")
    app.press("T")
    app.wait_for("Variant warm")
    app.wait_for("claude-haiku-5-5")
    app.press("K")
    app.wait_for("Keep variant warm?")
    app.press("y")
    app.wait_for("is the report now")
    app.press("q")  # from the comparison to the grid
    app.wait_for("TEG 17, round 4")
    app.press("q")
    assert app.wait_exit() == 0
    assert (tour / REPORT).read_bytes() == variant.read_bytes()
    assert commits(tour)[0] == "Round report: TEG 17 R4, variant warm kept (simulated)"
    assert git(tour, "status", "--porcelain", "--", "data") == ""
