"""What a server says of its mail, in states that take a mail server or five messages to reach."""

from typing import Any

WORKING = {"isConfigured": True, "isWorking": True, "lastDeliveredAt": "2026-11-24T09:00:00Z", "lastFailedAt": None}
SERVER = {"host": "mail.example.com", "port": 587, "encryption": "INSISTED_ON", "sender": "ostiary@example.com"}
MAIL: dict[str, dict[str, Any]] = {
    "working": {"server": SERVER, "delivery": WORKING, "lastFailureReference": None},
    "failing": {
        "server": SERVER,
        "delivery": {**WORKING, "isWorking": False, "lastFailedAt": "2026-11-24T10:00:00Z"},
        "lastFailureReference": "0f3a9c1e5b7d2468",
    },
    "missing": {
        "server": None,
        "delivery": {"isConfigured": False, "isWorking": False, "lastDeliveredAt": None, "lastFailedAt": None},
        "lastFailureReference": None,
    },
}
CHECKED = {
    "sent": {"__typename": "MailCheckSent", "email": "admin@example.com"},
    "refused": {"__typename": "MailUnavailable", "reference": "A1B2C3"},
    "limited": {"__typename": "RateLimited", "retryAt": "2026-11-24T15:42:00+00:00"},
}
TOLD = {"sent": "admin@example.com", "refused": "A1B2C3", "limited": ":42"}
