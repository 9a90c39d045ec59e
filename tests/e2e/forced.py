"""Answers of the server put in front of a page, for the states that take an hour, a broken network or luck to reach."""

import json
from typing import Any

from playwright.sync_api import Page, Route

Answer = dict[str, Any]

# What the page cannot read is a broken network to it; aborting would complain on the console.
OFFLINE: Answer = {"offline": True}
HELD: Answer = {"held": True}

QR_CODE = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 33 33'%3E%3Crect width='33' "
    "height='33' fill='%23fff'/%3E%3Cpath d='M4 4h7v7H4zM22 4h7v7h-7zM4 22h7v7H4zM13 13h7v7h-7z'/%3E%3C/svg%3E"
)
ENROLLMENT: Answer = {
    "__typename": "OtpEnrollment",
    "secret": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
    "otpauthUri": "otpauth://totp/Demo%20Application:ada@example.com?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
    "qrCode": QR_CODE,
    "accountName": "ada@example.com",
}
SENT: Answer = {"__typename": "EmailCodeSent", "maskedEmail": "a•••@example.com", "resendAfter": 60}
COMPLETED: Answer = {
    "__typename": "LoginCompleted",
    "user": {"id": "u", "email": "ada@example.com"},
    "expiresAt": "2030-11-12T15:42:00+00:00",
    "amr": ["pwd", "otp", "mfa"],
}
OTP_BOUND: Answer = {"kind": "OTP", "bound": True, "maskedEmail": None}
OTP_UNBOUND: Answer = {"kind": "OTP", "bound": False, "maskedEmail": "a•••@example.com"}
EMAIL: Answer = {"kind": "EMAIL", "bound": True, "maskedEmail": "a•••@example.com"}


def challenge(*methods: Answer, attempts: int = 6, email_code: Answer | None = None) -> Answer:
    """A login that waits for one of `methods`."""
    return {
        "__typename": "LoginChallenge",
        "token": "forced",
        "attemptsRemaining": attempts,
        "expiresIn": 600,
        "methods": list(methods),
        "emailCode": email_code,
    }


def wrong(
    attempts: int, reason: str = "WRONG", codes: tuple[str, ...] = ("CODE",), minutes: int | None = None
) -> Answer:
    """A refused code."""
    return {
        "__typename": "InvalidCode",
        "attemptsRemaining": attempts,
        "reason": reason,
        "wrongCodes": list(codes),
        "clockOffsetMinutes": minutes,
    }


def locked(seconds: int, until: str) -> Answer:
    """The account is locked until `until`, `seconds` from now."""
    return {"__typename": "AccountLocked", "lockedUntil": until, "retryAfter": seconds}


class Answers:
    """Stands between one page and the server. What is not forced goes through."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.asked: list[tuple[str, Answer]] = []
        self._forced: dict[str, Answer] = {}
        self._held: list[tuple[str, Route]] = []
        page.route("**/graphql", self._meet)

    def force(self, **answers: Answer) -> None:
        """From now on the root field named is answered so. `HELD`: not before `release`; `OFFLINE`: unreadably."""
        self._forced.update(answers)

    def pass_on(self, field: str) -> None:
        """Let the server answer `field` again."""
        del self._forced[field]

    def release(self, **answers: Answer) -> None:
        """Answer what was held."""
        self.force(**answers)
        held, self._held = self._held, []
        for field, route in held:
            self._answer(field, route)

    def inputs(self, field: str) -> list[Answer]:
        """What `field` was sent, in order."""
        return [variables for name, variables in self.asked if name == field]

    def _meet(self, route: Route) -> None:
        body: Answer = json.loads(route.request.post_data or "{}")
        query = body["query"]
        field = next((name for name in self._forced if f"{{{name}" in query.replace(" ", "")), "")
        self.asked.append((field, body["variables"]))
        self._answer(field, route)

    def _answer(self, field: str, route: Route) -> None:
        answer = self._forced.get(field)
        if answer is None:
            route.continue_()
        elif answer is HELD:
            self._held.append((field, route))
        elif answer is OFFLINE:
            route.fulfill(status=200, body="<html>")
        elif "errors" in answer:
            route.fulfill(status=200, content_type="application/json", body=json.dumps({"data": None, **answer}))
        else:
            route.fulfill(status=200, content_type="application/json", body=json.dumps({"data": {field: answer}}))
