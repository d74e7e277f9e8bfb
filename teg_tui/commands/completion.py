"""`completion`: what a shell needs to complete commands and options."""

from __future__ import annotations

import click

SHELLS = ("bash", "zsh", "fish")


@click.command(short_help="Print a script that completes commands and options.")
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the completion script of a shell, to be read when the shell starts.

    \b
    bash, in ~/.bashrc:
      eval "$(teg-tui completion bash)"
    zsh, in ~/.zshrc:
      eval "$(teg-tui completion zsh)"
    fish:
      teg-tui completion fish > ~/.config/fish/completions/teg-tui.fish
    """
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    if found is None:
        raise click.UsageError(f"This version of click knows nothing of {shell}.")
    group = context.find_root().command
    click.echo(found(group, {}, "teg-tui", "_TEG_TUI_COMPLETE").source())
