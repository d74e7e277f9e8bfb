"""The errors the API answers with, in its own words and shape."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class ApiError(Exception):
    """An answer other than 200."""

    def __init__(
        self,
        status: int,
        kind: str,
        message: str,
        headers: Mapping[str, str] | None = None,
        *,
        details: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.headers = dict(headers or {})
        self.kind = kind
        """The API's `error.type`."""
        self.message = message
        self.details = details
        """What more there is to know, `error_code` say."""

    def body(self, request_id: str) -> dict[str, Any]:
        """The JSON that goes out, in an HTTP answer as in a batch's errored result."""
        error: dict[str, Any] = {"type": self.kind, "message": self.message}
        if self.details is not None:
            error["details"] = dict(self.details)
        return {
            "type": "error",
            "error": error,
            "request_id": request_id,
        }


def invalid(message: str) -> ApiError:
    """The request says something that can't be."""
    return ApiError(400, "invalid_request_error", message)


def not_found(message: str) -> ApiError:
    """There is nothing of that name."""
    return ApiError(404, "not_found_error", message)


def too_large(message: str) -> ApiError:
    """More than one call may carry."""
    return ApiError(413, "request_too_large", message)


def too_many(message: str, *, retry_after: int | None) -> ApiError:
    """Asked too often: again in so many seconds; None where that is not said."""
    headers = {} if retry_after is None else {"retry-after": str(retry_after)}
    return ApiError(429, "rate_limit_error", message, headers)
