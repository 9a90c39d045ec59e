"""A login over GraphQL, as a program does it: each result of each step, with its fields (document 2; L1-L9, A1-A8)."""

import re
from typing import Any

import pytest

from ostiary.policy.vocabulary import FactorKind
from ostiary.store.records import UserRecord
from tests.api.caller import Caller
from tests.api.sampling import full_document
from tests.support.authenticator import Authenticator
from tests.support.collected_mail import CollectedMail
from tests.support.door import Door
from tests.support.passing_time import Hands
from tests.support.scene import PASSWORD, Scene


class Login:
    """One user at the door of one application."""

    def __init__(self, api: Caller, user: UserRecord, door: Door) -> None:
        self.api, self.user, self.door = api, user, door
        self.token = ""

    async def step(self, name: str, **values: Any) -> Any:
        document = full_document(name)
        return (await self.api.ask(document, {"input": {"challenge": self.token, **values}}))[name]

    async def start(self) -> Any:
        wanted = {"clientId": "acme", "email": self.user.email, "password": PASSWORD}
        answer = (await self.api.ask(full_document("startLogin"), {"input": wanted}))["startLogin"]
        self.token = answer.get("token", "")
        return answer

    async def read(self) -> Any:
        return (await self.api.ask(full_document("loginChallenge"), {"token": self.token}))["loginChallenge"]


@pytest.fixture
async def login(api: Caller, scene: Scene) -> Login:
    """Both factors on, nothing bound."""
    acme = await scene.application(FactorKind.OTP, FactorKind.EMAIL)
    return Login(api, await scene.user("ana@example.com", acme), Door(scene, acme))


async def test_a_login_that_needs_a_second_step_says_which_there_are(login: Login) -> None:
    answer = await login.start()
    assert answer == await login.read()
    assert answer | {"token": None} == {
        "__typename": "LoginChallenge",
        "token": None,
        "clientId": "acme",
        "applicationName": "Acme",
        "expiresAt": "2026-11-24T09:10:10+00:00",
        "expiresIn": 600,
        "attemptsRemaining": 6,
        "methods": [
            {"kind": "OTP", "bound": False, "maskedEmail": "a•••@example.com"},
            {"kind": "EMAIL", "bound": True, "maskedEmail": "a•••@example.com"},
        ],
        "emailCode": None,
    }


async def test_a_first_login_binds_with_two_codes_and_the_next_needs_one(
    login: Login, mail: CollectedMail, hands: Hands
) -> None:
    await login.start()
    offer = await login.step("beginOtpBinding")
    assert offer["__typename"] == "OtpEnrollment"
    assert (len(offer["secret"]), offer["accountName"]) == (32, "ana@example.com")
    assert offer["qrCode"].startswith("data:image/svg+xml")
    assert await login.step("beginOtpBinding") == offer
    app = Authenticator.scanning(offer["otpauthUri"])
    assert await login.step("sendEmailCode") == {
        "__typename": "EmailCodeSent",
        "maskedEmail": "a•••@example.com",
        "expiresAt": "2026-11-24T09:10:10+00:00",
        "resendAt": "2026-11-24T09:01:10+00:00",
        "resendAfter": 60,
    }
    assert (await login.read())["emailCode"]["resendAfter"] == 60
    codes = {"code": app.code_at(hands.now), "emailCode": mail.last_code("ana@example.com")}
    completed = await login.step("confirmOtpBinding", **codes)
    assert (completed["__typename"], completed["amr"]) == ("LoginCompleted", ["pwd", "otp", "mfa"])
    assert (await login.api.ask("{ viewer { email } }", token=completed["accessToken"]))["viewer"] == {
        "email": "ana@example.com"
    }
    hands.move(seconds=30)
    assert (await login.start())["methods"][0] == {"kind": "OTP", "bound": True, "maskedEmail": None}
    completed = await login.step("verifyFactor", kind="OTP", code=app.code_at(hands.now))
    assert completed["__typename"] == "LoginCompleted"
    assert completed["expiresAt"] == "2026-11-25T09:00:40+00:00"


async def test_a_wrong_pair_says_which_code_was_wrong_and_spends_neither(
    login: Login, mail: CollectedMail, hands: Hands
) -> None:
    await login.start()
    app = Authenticator.scanning((await login.step("beginOtpBinding"))["otpauthUri"])
    await login.step("sendEmailCode")
    right = {"code": app.code_at(hands.now), "emailCode": mail.last_code("ana@example.com")}
    assert await login.step("confirmOtpBinding", **{**right, "emailCode": "x"}) == {
        "__typename": "InvalidCode",
        "message": "That code is not right. Enter the current one.",
        "attemptsRemaining": 5,
        "reason": "WRONG",
        "wrongCodes": ["EMAIL_CODE"],
        "clockOffsetMinutes": None,
    }
    assert (await login.step("confirmOtpBinding", code="x", emailCode="x"))["wrongCodes"] == ["CODE", "EMAIL_CODE"]
    assert (await login.step("confirmOtpBinding", **right))["__typename"] == "LoginCompleted"


async def test_a_phone_whose_clock_is_off_is_told_by_how_much(login: Login, mail: CollectedMail, hands: Hands) -> None:
    await login.start()
    app = Authenticator.scanning((await login.step("beginOtpBinding"))["otpauthUri"])
    await login.step("sendEmailCode")
    codes = {"code": app.code_at(hands.now, steps=6), "emailCode": mail.last_code("ana@example.com")}
    refused = await login.step("confirmOtpBinding", **codes)
    assert (refused["reason"], refused["clockOffsetMinutes"]) == ("CLOCK_OFF", 3)
    assert "clock" in refused["message"]


async def test_a_used_code_says_so_and_the_sixth_wrong_code_locks(login: Login, hands: Hands) -> None:
    app = await login.door.bind(login.user)
    await login.start()
    used = await login.step("verifyFactor", kind="OTP", code=app.code_at(hands.now, steps=-1))
    assert (used["reason"], used["message"]) == (
        "ALREADY_USED",
        "That code was already used. Wait for the next one.",
    )
    left = [(await login.step("verifyFactor", kind="OTP", code="x"))["attemptsRemaining"] for _ in range(4)]
    assert left == [4, 3, 2, 1]
    locked = {
        "__typename": "AccountLocked",
        "message": "The account is locked after too many incorrect codes. Try again when the lock has ended.",
        "lockedUntil": "2026-11-24T10:00:40+00:00",
        "retryAfter": 3600,
    }
    assert await login.step("verifyFactor", kind="EMAIL", code="x") == locked
    assert (await login.read())["__typename"] == "ChallengeExpired"
    hands.move(minutes=59, seconds=59.5)
    assert await login.start() == {**locked, "retryAfter": 1}
    hands.move(seconds=0.5)
    assert (await login.start())["attemptsRemaining"] == 6


@pytest.mark.parametrize(
    "code",
    ["", "x", "123", "1234567", "１２３４５６", "𝟏𝟐𝟑𝟒𝟓𝟔", "12345\x00", "12345\ud800", "\ud800", "1" * 10_000, "+12345"],
)
async def test_a_code_of_another_shape_is_a_wrong_code_and_not_an_error(login: Login, code: str) -> None:
    await login.door.bind(login.user)
    await login.start()
    refused = await login.step("verifyFactor", kind="OTP", code=code)
    assert (refused["__typename"], refused["reason"], refused["attemptsRemaining"]) == ("InvalidCode", "WRONG", 5)


@pytest.mark.parametrize("token", ["", "x", "x" * 43, "\ud800", "\x00" * 43, "１" * 43, "x" * 10_000])
async def test_a_handle_that_is_none_is_a_challenge_that_is_over(login: Login, token: str) -> None:
    login.token = token
    over = {
        "__typename": "ChallengeExpired",
        "message": "This sign-in is over. Start again with email and password.",
    }
    answers = [
        await login.read(),
        await login.step("beginOtpBinding"),
        await login.step("sendEmailCode"),
        await login.step("confirmOtpBinding", code="x", emailCode="x"),
        await login.step("verifyFactor", kind="OTP", code="x"),
    ]
    assert answers == [over] * 5


async def test_what_is_not_possible_is_told_by_type(login: Login, scene: Scene, hands: Hands) -> None:
    await login.start()
    assert (await login.step("verifyFactor", kind="OTP", code="x"))["__typename"] == "BindingRequired"
    assert (await login.step("confirmOtpBinding", code="x", emailCode="x"))["__typename"] == "BindingRequired"
    await login.door.bind(login.user)
    await login.start()
    assert (await login.step("beginOtpBinding"))["__typename"] == "AlreadyBound"
    assert (await login.step("confirmOtpBinding", code="x", emailCode="x"))["__typename"] == "AlreadyBound"
    await scene.switch(login.door.application, off=FactorKind)
    answers = [
        await login.step("beginOtpBinding"),
        await login.step("sendEmailCode"),
        await login.step("confirmOtpBinding", code="x", emailCode="x"),
        await login.step("verifyFactor", kind="EMAIL", code="x"),
    ]
    assert [answer["__typename"] for answer in answers] == ["FactorUnavailable"] * 4


async def test_mail_that_cannot_be_sent_costs_no_wait_and_mail_that_was_sent_does(
    login: Login, mail: CollectedMail, hands: Hands
) -> None:
    await login.start()
    mail.is_refusing = True
    refused = await login.step("sendEmailCode")
    assert refused == {
        "__typename": "MailUnavailable",
        "message": "The email could not be sent. Try again, or use another method.",
        "reference": refused["reference"],
    }
    assert re.fullmatch("[0-9A-F]{6}", refused["reference"])
    mail.is_refusing = False
    assert (await login.step("sendEmailCode"))["__typename"] == "EmailCodeSent"
    hands.move(seconds=15)
    assert await login.step("sendEmailCode") == {
        "__typename": "RateLimited",
        "message": "That was asked too often. Wait until `retryAt`, then try again.",
        "retryAt": "2026-11-24T09:01:10+00:00",
        "retryAfter": 45,
    }
    completed = await login.step("verifyFactor", kind="EMAIL", code=mail.last_code("ana@example.com"))
    assert completed["amr"] == ["pwd", "email", "mfa"]


async def test_a_lock_without_an_end_is_told_within_32_bits(login: Login, hands: Hands) -> None:
    app = await login.door.bind(login.user)
    for _ in range(17):
        await login.door.miss(login.user, app, 6)
        hands.move(hours=1)
    locked = await login.start()
    assert locked == {
        "__typename": "AccountLocked",
        "message": "The account is locked until an administrator unlocks it.",
        "lockedUntil": "9999-12-31T23:59:59+00:00",
        "retryAfter": 2**31 - 1,
    }


async def test_an_application_is_introduced_before_a_login(login: Login) -> None:
    document = "query ($id: String!) { loginApplication(clientId: $id) { clientId name } }"
    assert await login.api.ask(document, {"id": "acme"}) == {"loginApplication": {"clientId": "acme", "name": "Acme"}}
    for stranger in ("acmf", "ACME", "", "\x00", "\ud800", "x" * 10_000):
        assert await login.api.ask(document, {"id": stranger}) == {"loginApplication": None}
