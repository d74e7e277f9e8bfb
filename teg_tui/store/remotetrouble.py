"""Why an origin could not be asked, or did not take a push, in words a user can act on."""

from __future__ import annotations

import re

from teg_tui.store.git import ABSENT, Answer, last_words
from teg_tui.store.gittrouble import Trouble, TroubleKind, trouble_of

_KEPT = "the commits are kept"
_BEHIND = ("fetch first", "non-fast-forward")
_BY_WORDS = (
    (
        (
            "authentication failed",
            "could not read username",
            "could not read password",
            "terminal prompts disabled",
            "permission denied",
            "permission to",
            "host key verification failed",
            "access denied",
            "returned error: 401",
            "returned error: 403",
        ),
        TroubleKind.DENIED,
        "{name} does not let us in",
        "Push once by hand (git push), so that ssh-agent or a credential helper knows who you are",
    ),
    (
        (
            "does not appear to be a git repository",
            "repository not found",
            "returned error: 404",
            "no such remote",
            "couldn't find remote ref",
        ),
        TroubleKind.OTHER,
        "there is no {name}",
        "See where it should be: git remote -v",
    ),
    (
        (
            "could not resolve",
            "unable to access",
            "connection refused",
            "connection timed out",
            "connection reset",
            "operation timed out",
            "network is unreachable",
            "no route to host",
            "could not read from remote repository",
            "the remote end hung up",
            "early eof",
        ),
        TroubleKind.AWAY,
        "{name} can't be reached",
        f"Push again when the network is there: {_KEPT}",
    ),
)
_CREDENTIALS = re.compile(r"(?<=://)[^/\s@]+@")
_NOISE = re.compile(r"(hint:|error: failed to push some refs|to (\S+://|\S+@))", re.IGNORECASE)


def remote_trouble(answer: Answer, name: str) -> Trouble:
    """What a failed fetch or push means; `name` is the upstream's ("origin/main")."""
    if answer.timed_out:
        return Trouble(
            TroubleKind.TIMEOUT,
            _with(f"{name}, or a hook, took too long to answer and was given up", answer),
            f"See what it waits for with git push: {_KEPT}",
        )
    if answer.code == ABSENT or answer.code < 0:
        return trouble_of(answer)
    refused = _refusal(answer)
    if any(words in refused for words in _BEHIND):
        return Trouble(
            TroubleKind.BEHIND,
            f"{name} has commits that are not here",
            f"Run git pull --rebase, then push again: {_KEPT}",
        )
    if refused:
        return Trouble(
            TroubleKind.REFUSED,
            _with(f"{name} refused the push: {refused}", answer),
            f"Mend what it complains of, then push again: {_KEPT}",
        )
    said = answer.err.decode("utf-8", errors="replace").lower()
    if answer.code == 1 and "failed to push some refs" in said:  # git's own failures end with 128
        return Trouble(
            TroubleKind.HOOK,
            _with("a git hook refused the push", answer),
            f"Mend what it complains of, then push again: {_KEPT}",
        )
    for marks, kind, what, way_out in _BY_WORDS:
        if any(mark in said for mark in marks):
            return Trouble(kind, _with(what.format(name=name), answer), way_out)
    return Trouble(TroubleKind.OTHER, _with("git refused", answer), "Try git push there")


def _refusal(answer: Answer) -> str:
    """The reason of a ref that was not taken, from `git push --porcelain`: "fetch first"."""
    for line in answer.out.decode("utf-8", errors="replace").splitlines():
        flag, _, rest = line.partition("\t")
        if flag == "!":
            said = rest.partition("\t")[2]
            reason = re.search(r"\(([^()]*)\)$", said)
            return last_words((reason[1] if reason else said).encode())
    return ""


def _with(what: str, answer: Answer) -> str:
    """With what git, a hook or the server said, without passwords that a URL may hold."""
    text = _CREDENTIALS.sub("", answer.err.decode("utf-8", errors="replace"))
    lines = [line.removeprefix("remote: ") for line in re.split(r"[\r\n]+", text)]
    words = last_words("\n".join(ln for ln in lines if not _NOISE.match(ln)).encode())
    return f"{what} ({words})" if words else what
