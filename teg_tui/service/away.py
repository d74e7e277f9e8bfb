"""Why an endpoint could not be reached, in a few words: what to mend is another thing each time."""

from __future__ import annotations

NOT_TRUSTED = "its certificate is not trusted"
_KNOWN = (
    (("certificate_verify", "certificate verify"), NOT_TRUSTED),
    (("[ssl", "ssl:"), "no secure connection could be made"),
    (("proxy",), "the proxy does not let it through"),
    (
        ("name or service", "name resolution", "nodename", "getaddrinfo", "no address associated"),
        "its name can't be looked up",
    ),
    (("refused", "all connection attempts"), "no connection can be made"),
    (("unreachable", "no route"), "there is no way to it"),
    (("timeout", "timed out"), "no answer in time"),
)
"""Signs in a library's words, and what they mean; the first that fits holds."""


def why(words: str) -> str:
    """What a library's words for a failed connection mean; "the connection broke" for others."""
    low = words.lower()
    for signs, meaning in _KNOWN:
        if any(sign in low for sign in signs):
            return meaning
    return "the connection broke"
