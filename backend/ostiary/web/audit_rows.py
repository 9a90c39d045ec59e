"""Events as CSV (RFC 4180) and JSON Lines, with the names of the API's AuditEvent (rule E5)."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from uuid import UUID

from ostiary.policy.audit import LABELS, category_of
from ostiary.services.node_ids import encode_id
from ostiary.store.records import AuditEventRecord

COLUMNS = (
    *("id", "type", "label", "category", "occurredAt", "userId", "userEmail", "actorId", "applicationId"),
    *("ip", "country", "userAgent", "result", "failureReason", "details", "actorTokenId", "actorName"),
)
# A spreadsheet takes such a cell for a formula and runs it; a user agent is whatever its sender likes.
_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")


def audit_row(event: AuditEventRecord) -> dict[str, str | None]:
    """One event by column. None: unknown."""
    return {
        "id": encode_id("AuditEvent", event.id),
        "type": event.type.value,
        "label": LABELS[event.type],
        "category": category_of(event.type).value,
        "occurredAt": event.occurred_at.isoformat(),
        "userId": _node_id("User", event.user_id),
        "userEmail": event.user_email,
        "actorId": _node_id("User", event.actor_id),
        "applicationId": _node_id("Application", event.application_id),
        "ip": event.ip,
        "country": event.country,
        "userAgent": event.user_agent,
        "result": event.result.value,
        "failureReason": event.failure_reason.value if event.failure_reason else None,
        "details": "; ".join(f"{name}={value}" for name, value in event.details) or None,
        "actorTokenId": _node_id("ApiToken", event.actor_token_id),
        "actorName": event.actor_name,
    }


def _node_id(kind: str, node_id: UUID | None) -> str | None:
    return None if node_id is None else encode_id(kind, node_id)


def csv_head() -> str:
    """The header row."""
    return _csv([COLUMNS])


def csv_lines(rows: Iterable[dict[str, str | None]]) -> str:
    """The rows with CRLF. An unknown value is an empty cell."""
    return _csv([[formula_safe(row[column] or "") for column in COLUMNS] for row in rows])


def json_lines(rows: Iterable[dict[str, str | None]]) -> str:
    """One JSON object per line. An unknown value is null."""
    return "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)


def formula_safe(cell: str) -> str:
    """The cell, an apostrophe before it where a spreadsheet would run it."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def _csv(rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()
