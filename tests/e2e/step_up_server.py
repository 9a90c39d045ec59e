"""A server that asks for a fresh second step before one operation, and what it says of the codes."""

import json
from typing import Any

from playwright.sync_api import Route

REFUSED = {"errors": [{"message": "…", "extensions": {"code": "STEP_UP_REQUIRED"}}], "data": None}
METHODS: list[dict[str, Any]] = [
    {"kind": "OTP", "maskedEmail": None},
    {"kind": "EMAIL", "maskedEmail": "a•••@example.com"},
]
CHALLENGE = {
    "__typename": "LoginChallenge",
    "token": "t" * 43,
    "expiresIn": 600,
    "attemptsRemaining": 6,
    "methods": METHODS,
}
SENT = {"__typename": "EmailCodeSent", "maskedEmail": METHODS[1]["maskedEmail"], "resendAfter": 60}
LIMITED = {"__typename": "RateLimited", "retryAfter": 1800}
WRONG = {"__typename": "InvalidCode", "attemptsRemaining": 5, "reason": "WRONG"}
LOCKED = {"__typename": "AccountLocked", "lockedUntil": "2030-11-24T10:00:00+00:00", "retryAfter": 1200}
ENDLESS = {"__typename": "AccountLocked", "lockedUntil": "9999-12-31T00:00:00+00:00", "retryAfter": 2**31 - 1}
DONE = {"__typename": "StepUpCompleted"}


class StepUpServer:
    """Stands before the real one, and wants a step-up before `guarded`. `verdicts`: of the codes, in order.

    `mailed`: what asking for a code is answered. `done`: what the guarded operation is answered once it may be;
    without it the real server does it.
    """

    def __init__(
        self,
        *verdicts: dict[str, Any],
        begun: dict[str, Any] = CHALLENGE,
        guarded: str = "CreateApiToken",
        done: dict[str, Any] | None = None,
    ) -> None:
        self.verdicts, self.begun, self.guarded, self.done = list(verdicts), begun, guarded, done
        self.mailed: dict[str, Any] = SENT
        self.is_proven = False
        self.sent: list[Any] = []
        self.codes: list[str] = []

    def __call__(self, route: Route) -> None:
        posted = json.loads(route.request.post_data or "{}")
        name = posted["query"].partition("{")[0].split()[1].partition("(")[0]
        if name == self.guarded:
            self.sent.append(posted["variables"])
            self._guard(route)
        elif name == "BeginStepUp":
            route.fulfill(json={"data": {"beginStepUp": self.begun}})
        elif name == "SendStepUpCode":
            route.fulfill(json={"data": {"sendEmailCode": self.mailed}})
        elif name == "VerifyStepUp":
            self.codes.append(posted["variables"]["input"]["code"])
            verdict = self.verdicts.pop(0)
            self.is_proven = verdict == DONE
            route.fulfill(json={"data": {"verifyFactor": verdict}})
        else:
            route.continue_()

    def _guard(self, route: Route) -> None:
        if not self.is_proven:
            route.fulfill(json=REFUSED)
        elif self.done:
            route.fulfill(json={"data": self.done})
        else:
            route.continue_()
