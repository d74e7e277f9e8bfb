"""The four answers that a call to the API can end with where it does not end well.

| raised | means |
|---|---|
| `DefiniteNo` | understood and refused: nothing was made, asking again is of no use |
| `TryLater` | nothing was made: not reached, or told to wait |
| `Unclear` | nobody knows what happened (`create` and `write` alone can make that expensive) |
| `NotVisibleYet` | no such batch: soon after `create` that is no verdict |

`answer_of` tells which of them an error of the SDK is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from teg_tui.service.pace import LONGEST_ASKED

if TYPE_CHECKING:
    from anthropic import APIStatusError

    from teg_tui.service.endpoint import Endpoint

_MOST_WORDS = 300
_SAYS_NOTHING = frozenset({408, 409, 425, 499})
"""4xx answers that do not say whether the request was carried out."""


class GatewayError(Exception):
    """An answer that is none."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
        """In words, for a person; holds no key."""


class DefiniteNo(GatewayError):  # noqa: N818 (named for what it says, as its siblings are)
    """Refused for good."""


class KeyRefused(DefiniteNo):
    """The key proves nothing there."""


class TryLater(GatewayError):  # noqa: N818 (as above)
    """Nothing was made; later it may be."""

    def __init__(
        self, reason: str, retry_after: float | None = None, *, away: bool = False
    ) -> None:
        super().__init__(reason)
        self.retry_after = retry_after
        """Seconds the server asked for; None where it did not."""
        self.away = away
        """Whether nobody answered at all: then nothing else needs to be tried now."""


class Unclear(GatewayError):  # noqa: N818 (as above)
    """Whether anything was made is unknown."""


class NotVisibleYet(GatewayError):  # noqa: N818 (as above)
    """The batch is not there, or not yet."""


class OtherOrigin(Exception):  # noqa: N818 (as above)
    """A request would have left the endpoint."""


def answer_of(error: Exception, *, creating: bool) -> GatewayError:
    """Which of the four an error of the SDK is; `creating` where something may have been made."""
    import anthropic

    if isinstance(error, anthropic.APIStatusError):
        return _status_answer(error, creating=creating)
    if isinstance(error, anthropic.APIConnectionError):
        return _connection_answer(error.__cause__, creating=creating)
    if isinstance(error, anthropic.CredentialsError) or _lacks_key(error):
        return DefiniteNo("there is no API key: set ANTHROPIC_API_KEY")
    if "results_url" in str(error):  # nowhere in the SDK but where a batch has none
        return NotVisibleYet("there are no results")
    import httpx2

    if isinstance(error, httpx2.TransportError):  # while a stream is read it comes as it is
        return _connection_answer(error, creating=creating)
    unclear = f"the answer could not be understood ({type(error).__name__})"
    return Unclear(unclear) if creating else TryLater(unclear)


def complaint(endpoint: Endpoint, error: GatewayError) -> str:
    """What went wrong with a call: our words first, the server's after them."""
    if isinstance(error, KeyRefused):
        whose = f" in {endpoint.key_from}" if endpoint.key_from else ""
        return f"{endpoint.name} does not take the API key{whose} ({error.reason})"
    said = "says no" if isinstance(error, DefiniteNo) else "could not help"
    return f"{endpoint.name} {said} ({error.reason})"


def _status_answer(error: APIStatusError, *, creating: bool) -> GatewayError:
    import anthropic

    reason = plain(
        f"{error.status_code} {error.type or ''}: {error.api_message or ''}".rstrip(": ")
    )
    if error.status_code == 404 and not creating:
        return NotVisibleYet(reason)
    if isinstance(error, anthropic.RateLimitError):
        if error.error_code == "enforced_spend_limit_reached":
            return DefiniteNo(f"the account's spend limit is reached: {reason}")
        return TryLater(reason, _seconds(error.response.headers.get("retry-after")))
    if isinstance(error, anthropic.AuthenticationError):
        return KeyRefused(reason)
    if 400 <= error.status_code < 500 and error.status_code not in _SAYS_NOTHING:
        return DefiniteNo(reason)
    if creating:
        return Unclear(reason)
    return TryLater(reason, _seconds(error.response.headers.get("retry-after")))


def _connection_answer(cause: BaseException | None, *, creating: bool) -> GatewayError:
    import httpx2

    if isinstance(cause, OtherOrigin):
        where = plain(str(cause))
        return TryLater(
            f"the server points to another address ({where}), which gets no key of ours"
        )
    words = plain(f"{type(cause).__name__}: {cause}".rstrip(": ")) if cause else "no connection"
    nothing_left = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.ProxyError)
    if isinstance(cause, nothing_left):
        return TryLater(f"not reached ({words})", away=True)
    reason = f"the connection broke ({words})"
    return Unclear(reason) if creating else TryLater(reason, away=True)


def _lacks_key(error: Exception) -> bool:
    return isinstance(error, TypeError) and "authentication method" in str(error)


def _seconds(header: str | None) -> float | None:
    try:
        return None if header is None else min(max(0.0, float(header)), LONGEST_ASKED)
    except ValueError:
        return None


def plain(text: str) -> str:
    """A server's words as one short line that can move no cursor."""
    line = "".join(c if c.isprintable() else " " for c in text)
    return line if len(line) <= _MOST_WORDS else f"{line[:_MOST_WORDS]}…"
