"""placeholder"""

from typing import Any


def write(params: dict[str, Any]) -> str:
    """x."""
    return "*Simulated report: no model wrote this.*\n"
