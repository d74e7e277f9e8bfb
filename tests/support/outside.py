"""Notes whoever in this process calls anybody but this computer, and keeps the call from going out.

What Python does is told to an audit hook, whichever library does it.
"""

from __future__ import annotations

import ipaddress
import sys

CALLED: list[str] = []
"""The addresses, since somebody last looked."""
_NOWHERE = (".invalid", "localhost")
"""How names end that lead to nobody, or here (RFC 6761)."""


def watch() -> None:
    """Watch from now on, for good."""
    sys.addaudithook(_heard)


def _heard(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.connect":
        address = arguments[1]
        host = (
            address[0] if isinstance(address, tuple) else None
        )  # else a socket in the file system
    elif event == "socket.getaddrinfo":
        host = arguments[0]
    else:
        return
    if isinstance(host, bytes):
        host = host.decode(errors="replace")
    if isinstance(host, str) and not _is_here(host):
        CALLED.append(host)
        raise ConnectionRefusedError(f"no test may call {host}")


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return not host or host.endswith(_NOWHERE)
