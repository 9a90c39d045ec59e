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
from functools import cached_property
from hashlib import sha256
from json.encoder import encode_basestring_ascii as _quoted

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

    @cached_property
    def linked(self) -> str:
        """What is hashed of an event, with a gap for each plain column's value and for each commitment."""
        return _with_gaps([self.number, [[column, _GAP] for column in self.plain], [_GAP] * len(self.parts)])

    @cached_property
    def committed(self) -> Mapping[Part, str]:
        """What is hashed of each part, with a gap for each column's value."""
        return {
            part: _with_gaps([self.number, part.value, [[column, _GAP] for column in columns]])
            for part, columns in self.parts.items()
        }


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
    return hmac.digest(salt, _filled(form.committed[part], form.parts[part], row), sha256)


def link(form: Form, previous: bytes, row: EventRow, commitments: Mapping[Part, bytes]) -> bytes:
    """The next hash of the chain: over the previous one, the plain columns and the commitments."""
    told = [f'"{commitments[part].hex()}"' for part in form.parts]
    return sha256(previous + _filled(form.linked, form.plain, row, *told)).digest()


def _filled(text: str, columns: tuple[str, ...], row: EventRow, *more: str) -> bytes:
    """As the JSON encoder would write it, which makes an encoder of its own for every event."""
    told = [_quoted(value) if isinstance(value := row[column], str) else _bare(value) for column in columns]
    return (text % (*told, *more)).encode()


def _bare(value: Value) -> str:
    return "null" if value is None else str(value) if type(value) is int else _encode(value)


def _with_gaps(told: object) -> str:
    return _encode(told).replace(f'"{_GAP}"', "%s")


_GAP = "%s"
_encode = json.JSONEncoder(ensure_ascii=True, separators=(",", ":")).encode
"""JSON in ASCII without spaces: one text for one value, in any language."""
