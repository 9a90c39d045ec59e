"""The DateTime scalar: RFC 3339 (section 5.6). An instant without an offset is none."""

import re
from datetime import UTC, datetime

import strawberry

_RFC_3339 = re.compile(r"\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})", re.ASCII)


def parse_instant(value: object) -> datetime:
    """The instant in UTC. Raises ValueError for other shapes, days that do not exist and years beyond 1 to 9999."""
    if not isinstance(value, str) or not _RFC_3339.fullmatch(value):
        raise ValueError("not an RFC 3339 date-time with an offset")
    try:
        return datetime.fromisoformat(value.upper()).astimezone(UTC)
    except OverflowError:
        raise ValueError("beyond the calendar") from None


def show_instant(instant: datetime) -> str:
    """UTC with its offset, such as `2026-11-03T09:30:00+00:00`."""
    return instant.astimezone(UTC).isoformat()


DATE_TIME = strawberry.scalar(
    name="DateTime",
    description=(
        "An instant as RFC 3339 text. Answers are in UTC with an explicit offset, such as "
        "`2026-11-03T09:30:00+00:00`, with microseconds where there are any. Inputs must carry an offset or `Z`."
    ),
    specified_by_url="https://www.rfc-editor.org/rfc/rfc3339",
    serialize=show_instant,
    parse_value=parse_instant,
)
