"""What a seal covers: every column of an event, by an explicit list with a number (design/security.md, "audit").

Personal columns enter the chain as two commitments under a random salt each: HMAC-SHA-256 of the values. Erasing
empties the columns and destroys the salt; the commitment stays, tells nothing, and the chain still verifies.
A new column of the table is a new form: sealed batches name theirs and are verified by it for ever.
"""

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

SALT_BYTES = 16

Value = str | int | None
EventRow = Mapping[str, Value]
"""A stored event by column: ids as text, instants as microseconds."""


class Part(StrEnum):
    """The two halves of what is personal, erased one by one: whom it concerns; who did it, and from where."""

    SUBJECT = "SUBJECT"
    ORIGIN = "ORIGIN"


@dataclass(frozen=True)
class Form:
    """Which columns are chained as they are, and which by commitment."""

    number: int
    plain: tuple[str, ...]
    parts: Mapping[Part, tuple[str, ...]]

    @property
    def columns(self) -> tuple[str, ...]:
        """All that it covers."""
        return (*self.plain, *(column for columns in self.parts.values() for column in columns))


FORMS = {
    1: Form(
        1,
        ("id", "type", "category", "occurred_at", "application_id", "result", "failure_reason"),
        {
            Part.SUBJECT: ("user_id", "user_email", "user_email_key", "details"),
            Part.ORIGIN: ("actor_id", "actor_token_id", "actor_name", "ip", "country", "user_agent"),
        },
    ),
}
CURRENT_FORM = FORMS[max(FORMS)]

_ERASED: dict[str, Value] = {"ip": "", "details": "[]"}


def erased(columns: tuple[str, ...]) -> dict[str, Value]:
    """What erased columns hold: nothing, in the way that each column says it."""
    return {column: _ERASED.get(column) for column in columns}


def is_erased(form: Form, part: Part, row: EventRow) -> bool:
    """Whether that part of the row holds nothing."""
    return all(row[column] == value for column, value in erased(form.parts[part]).items())


def commitment(form: Form, part: Part, salt: bytes, row: EventRow) -> bytes:
    """32 bytes that bind that part's values and, without the salt, tell nothing of them."""
    return hmac.digest(salt, _canonical([form.number, part.value, _values(form.parts[part], row)]), sha256)


def link(form: Form, previous: bytes, row: EventRow, commitments: Mapping[Part, bytes]) -> bytes:
    """The next hash of the chain: over the previous one, the plain columns and the commitments."""
    committed = [commitments[part].hex() for part in form.parts]
    return sha256(previous + _canonical([form.number, _values(form.plain, row), committed])).digest()


def _values(columns: tuple[str, ...], row: EventRow) -> list[list[Value]]:
    return [[column, row[column]] for column in columns]


_encode = json.JSONEncoder(ensure_ascii=True, separators=(",", ":")).encode


def _canonical(told: object) -> bytes:
    """JSON in ASCII without spaces: one text for one value, in any language."""
    return _encode(told).encode()
