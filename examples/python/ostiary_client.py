"""Ostiary's API from Python: one POST per operation, the standard library alone.

Expected refusals are data: look at `__typename`. `ApiError` is what nobody expected: who you are, or what was sent.
"""

import base64
import hashlib
import hmac
import json
import os
import time
import urllib.error
import urllib.request
from typing import Any

URL = os.environ.get("OSTIARY_URL", "http://127.0.0.1:8000")


class ApiError(Exception):
    """The request was refused: `code` is the server's `extensions.code`."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code


def read(path: str) -> Any:
    """The JSON that the server has at `path`."""
    with urllib.request.urlopen(URL + path, timeout=30) as reply:
        return json.load(reply)


def send(document: str, variables: dict[str, Any] | None = None, token: str | None = None) -> dict[str, Any]:
    """The answer's `data`; raises ApiError. `token`: of a session, or an API token."""
    headers = {"Content-Type": "application/json"}
    if token is not None:
        headers["Authorization"] = f"Bearer {token}"
    body = json.dumps({"query": document, "variables": variables}).encode()
    request = urllib.request.Request(URL + "/graphql", body, headers)
    try:
        with urllib.request.urlopen(request, timeout=30) as reply:
            answer = json.load(reply)
    except urllib.error.HTTPError as error:  # malformed requests are 4xx; their body is JSON of the same shape
        answer = json.load(error)
    for refusal in answer.get("errors", []):
        raise ApiError(refusal["extensions"]["code"], refusal["message"])
    return dict(answer["data"])


def otp_code(secret: str) -> str:
    """What an authenticator app shows now (RFC 6238: SHA-1, six digits, 30 seconds)."""
    step = int(time.time()) // 30
    digest = hmac.digest(base64.b32decode(secret), step.to_bytes(8, "big"), hashlib.sha1)
    offset = digest[-1] & 15
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def wait_for_next_code() -> None:
    """A code is accepted once, so whoever has just used one waits for the app to show another."""
    time.sleep(30 - time.time() % 30)
