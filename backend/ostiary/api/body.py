"""The body guard in front of Strawberry (design/security.md, "GraphQL"): whatever is malformed is a 4xx, never a 500.

One JSON object in UTF-8, no key twice, no NaN, no batch. Lone surrogates in strings pass: they are a wrong code or
an unknown email for the use cases to refuse (rule L8).
"""

import json
import math
import re
from dataclasses import dataclass
from typing import Any

BODY_MAX = 64 * 1024
"""Bytes."""

_JSON = re.compile(r"application/json\s*(?:;\s*charset=\"?utf-8\"?\s*)?", re.ASCII | re.IGNORECASE)


class BodyRefusedError(Exception):
    """The request is not one; `status` is the HTTP code of the answer."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message


@dataclass(frozen=True, repr=False)
class Posted:
    """A request as it was posted."""

    query: str
    variables: dict[str, Any]
    operation_name: str | None


def check_method(method: str) -> None:
    """POST alone: a GET could be made by a link, and would end up in logs and caches."""
    if method != "POST":
        raise BodyRefusedError(405, "METHOD_NOT_ALLOWED", "Send GraphQL requests with POST.")


def check_content_type(headers: list[str]) -> None:
    """Exactly JSON: forms of other origins cannot send it without a preflight."""
    if len(headers) != 1 or not _JSON.fullmatch(headers[0].strip()):
        raise BodyRefusedError(415, "UNSUPPORTED_MEDIA_TYPE", "Send the header `Content-Type: application/json`.")


def check_size(size: int) -> None:
    """`size` in bytes, announced or read so far."""
    if size > BODY_MAX:
        raise BodyRefusedError(413, "CONTENT_TOO_LARGE", f"Send at most {BODY_MAX} bytes.")


def parse_body(body: bytes) -> Posted:
    """The request in the body. Raises BodyRefusedError, which never repeats what was sent."""
    posted = _loads(body)
    if isinstance(posted, list):
        raise _bad("Send one request at a time: batches are not supported.")
    if not isinstance(posted, dict):
        raise _bad("Send a JSON object with `query`, and `variables` and `operationName` as needed.")
    query, variables, name = posted.get("query"), posted.get("variables"), posted.get("operationName")
    if not isinstance(query, str) or not query.strip():
        raise _bad("`query` must be a string that holds a GraphQL document.")
    if variables is not None and not isinstance(variables, dict):
        raise _bad("`variables` must be an object or null.")
    if name is not None and not isinstance(name, str):
        raise _bad("`operationName` must be a string or null.")
    return Posted(query, variables or {}, name)


def _loads(body: bytes) -> Any:
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        raise _bad("The body is not UTF-8.") from None
    try:
        return _decode(text)
    except (ValueError, RecursionError):
        raise _bad("The body is not a JSON value, repeats a key, holds NaN or Infinity, or nests too deeply.") from None


def _unrepeated(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key is repeated")
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("beyond what a number can be")
    return number


def _bad(message: str) -> BodyRefusedError:
    return BodyRefusedError(400, "BAD_REQUEST", message)


_decode = json.JSONDecoder(object_pairs_hook=_unrepeated, parse_constant=_no_constant, parse_float=_finite).decode
