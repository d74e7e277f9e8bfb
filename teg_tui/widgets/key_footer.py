"""The keys that work now, on the last line."""

from __future__ import annotations

from textual.widgets import Footer


class KeyFooter(Footer):
    """Textual's footer, which forgets the keys that it shows no more.

    Each key it shows watches it, and is made anew whenever other keys work. Textual (8.2) drops
    those that watch and have gone only when what they watch changes, which it never does here: a
    night of dialogs would keep thousands of widgets, 50 kB each.
    """

    def __init__(self) -> None:
        super().__init__(compact=True, show_command_palette=False)

    async def recompose(self) -> None:
        """Show the keys of now, and let go of those before."""
        await super().recompose()
        if self.is_attached:
            self.mutate_reactive(Footer.compact)
