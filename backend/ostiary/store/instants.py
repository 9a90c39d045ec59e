"""Instants as 64-bit microseconds since 1970 UTC: compared alike by both databases, free of time zones."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tortoise import fields

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_micros(instant: datetime) -> int:
    """Microseconds since the epoch. Refuses naive datetimes."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return (instant - _EPOCH) // _MICROSECOND


def from_micros(micros: int) -> datetime:
    """The instant, in UTC."""
    return _EPOCH + timedelta(microseconds=micros)


def to_instant(micros: int | None) -> datetime | None:
    """The instant of a column that may be empty."""
    return None if micros is None else from_micros(micros)


class InstantField(fields.BigIntField):
    """A model's column of an aware datetime, kept as microseconds."""

    def to_db_value(self, value: Any, instance: Any) -> int | None:
        """Datetime to microseconds; an integer is one already."""
        del instance
        return to_micros(value) if isinstance(value, datetime) else value

    def to_python_value(self, value: Any) -> datetime | None:
        """Microseconds to datetime."""
        return from_micros(value) if isinstance(value, int) else value
