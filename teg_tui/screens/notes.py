"""What a user should know: what is wrong now, what was said before, what is odd in the scores."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from textual.content import Content

from teg_tui.outside_text import one_line
from teg_tui.reports.state import Catalogue
from teg_tui.screens.question import TextScreen
from teg_tui.screens.troubles import Troubles
from teg_tui.widgets.figures import plural

if TYPE_CHECKING:
    from teg_tui.store.remote import Upstream

HEADING = "bold $text-success"


def notes_page(
    catalogue: Catalogue | None, troubles: Troubles, upstream: Upstream | None = None
) -> TextScreen:
    """A page with every text in full, what is wrong at this moment first."""
    parts = [
        *_part("Wrong at this moment", troubles.now, "$text-error"),
        *_part("The repository", _apart(upstream) if upstream else (), ""),
        *_part("Told before", troubles.told, ""),
        *_part("The score files", catalogue.notes if catalogue else (), ""),
    ]
    return TextScreen("Notes", Content("\n\n").join(parts or [Content("Nothing is odd.")]))


def _apart(upstream: Upstream) -> Iterator[str]:
    """What to do where branch and origin are apart."""
    if upstream.behind:
        yield (
            f"{upstream.name} has {plural(upstream.behind, 'commit')} not here yet. Run git pull"
            " --rebase in the workspace; until then a push is refused. teg-tui itself never"
            " merges, rebases or forces."
        )
    if upstream.ahead:
        yield (
            f"{plural(upstream.ahead, 'commit')} not pushed to {upstream.name} yet: press p, or run"
            " git push."
        )


def _part(heading: str, texts: Iterable[str], style: str) -> list[Content]:
    said = [Content.styled(one_line(text), style) for text in dict.fromkeys(texts)]
    return [Content.styled(heading, HEADING), *said] if said else []
