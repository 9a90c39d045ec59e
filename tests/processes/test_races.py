"""Four server processes at one PostgreSQL database: what parallel requests can and cannot win (A1-A6, L5, L7, L9)."""

import asyncio
import secrets
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from tests.processes.calling import Answer, Api
from tests.processes.installation import PASSWORD, Installation, now, wrong_code
from tests.support.authenticator import Authenticator

pytestmark = [pytest.mark.postgres, pytest.mark.slow, pytest.mark.timeout(300)]

ENDED = {"AccountLocked", "ChallengeExpired"}


@dataclass
class Race:
    """Four servers, an administrator, and one new user who nobody else is."""

    four: Installation
    apis: list[Api]
    admin: Api
    email: str
    user_id: str

    async def challenges(self, count: int) -> list[str]:
        """So many logins that wait, opened at all servers."""
        return [await self.apis[n % 4].challenge(self.email, PASSWORD) for n in range(count)]

    async def failures(self) -> Counter[str]:
        """The failure reasons of this user's second steps."""
        events = await self.admin.events(email=self.email)
        return Counter(e["failureReason"] for e in events if e["type"].startswith("SECONDARY") and e["failureReason"])


@pytest.fixture
async def race(four: Installation) -> Race:
    admin = await four.administrator()
    if not four.application_id:
        await four.application(admin, "OTP", "EMAIL")
    email = f"{secrets.token_hex(4)}@example.com"
    return Race(four, four.connect(), admin, email, await four.user(admin, email))


def kinds(answers: list[Answer]) -> Counter[str]:
    return Counter(answer["__typename"] for answer in answers)


async def test_of_a_hundred_parallel_wrong_guesses_six_are_looked_at(race: Race) -> None:
    """Rules A1, A2, A4; E1: answers, log and account agree, and the lock lasts an hour."""
    challenges = await race.challenges(10)
    code = await race.four.mailed_code(race.apis[0], challenges[0], race.email)

    began = now()
    answers = await asyncio.gather(*(race.apis[n % 4].verify(challenges[n % 10], wrong_code(code)) for n in range(100)))

    refused = sorted(a["attemptsRemaining"] for a in answers if a["__typename"] == "InvalidCode")
    assert refused == [1, 2, 3, 4, 5]
    assert kinds(answers).keys() - {"InvalidCode"} <= ENDED
    (locked_until,) = {a["lockedUntil"] for a in answers if a["__typename"] == "AccountLocked"}
    lasts = datetime.fromisoformat(locked_until) - began
    assert timedelta(minutes=60) <= lasts < timedelta(minutes=61)
    assert (await race.failures())["INVALID_CODE"] == 6
    assert len(await race.admin.events(email=race.email, types=["ACCOUNT_LOCKED"])) == 1
    user = await race.admin.user(race.user_id)
    assert (user["failedAttempts"], user["lockedUntil"]) == (6, locked_until)


async def test_a_locked_account_does_not_let_the_right_code_in_anywhere(race: Race) -> None:
    """Rule A2: the right code sent among the wrong ones after the lock is not looked at."""
    challenges = await race.challenges(4)
    code = await race.four.mailed_code(race.apis[0], challenges[0], race.email)
    for n in range(6):
        await race.apis[n % 4].verify(challenges[1], wrong_code(code))

    answers = await asyncio.gather(*(api.verify(challenges[0], code) for api in race.apis))

    assert kinds(answers).keys() <= ENDED
    started = await race.apis[3].start(race.email, PASSWORD)
    assert started["__typename"] == "AccountLocked"


async def test_one_time_step_completes_one_login_in_any_number_of_parallel_requests(race: Race) -> None:
    """Rules L7, A6, A4: fifty requests with one right code; the losers are refused, and charged at most six times."""
    app = await race.four.bind(race.apis[0], race.email)
    challenges = await race.challenges(10)
    code = app.code_at(now(), steps=1)

    answers = await asyncio.gather(*(race.apis[n % 4].verify(challenges[n % 10], code, "OTP") for n in range(50)))

    assert kinds(answers)["LoginCompleted"] == 1
    assert kinds(answers).keys() <= {"LoginCompleted", "InvalidCode"} | ENDED
    failures = await race.failures()
    assert failures["INVALID_CODE"] == 0
    # How many losers are told InvalidCode is the scheduler's: a charge that locks first leaves the rest AccountLocked.
    assert failures["CODE_REUSED"] >= kinds(answers)["InvalidCode"]
    assert failures["CODE_REUSED"] <= 12
    logins = await race.admin.events(email=race.email, types=["LOGIN"], result="SUCCESS")
    assert len(logins) == 1 + 1


async def test_parallel_confirmations_make_one_binding_and_one_login(race: Race) -> None:
    """Rules L5, L3, A6: twenty times the same right pair; the nineteen cost no attempt."""
    (challenge,) = await race.challenges(1)
    offered = await race.apis[0].do("beginOtpBinding", challenge=challenge)
    app = Authenticator.scanning(offered["otpauthUri"])
    mailed = await race.four.mailed_code(race.apis[0], challenge, race.email)
    pair = {"challenge": challenge, "code": app.code_at(now()), "emailCode": mailed}

    answers = await asyncio.gather(*(race.apis[n % 4].do("confirmOtpBinding", **pair) for n in range(20)))

    assert kinds(answers)["LoginCompleted"] == 1
    user = await race.admin.user(race.user_id)
    assert [binding["kind"] for binding in user["bindings"]] == ["OTP"]
    assert user["failedAttempts"] == 0
    assert (await race.failures())["INVALID_CODE"] == 0
    assert len(await race.admin.events(email=race.email, types=["OTP_BINDING"])) == 1


async def test_parallel_offers_of_one_login_are_the_same_secret(race: Race) -> None:
    """Rule L5: asked again within the challenge it gives the same secret."""
    (challenge,) = await race.challenges(1)

    offers = await asyncio.gather(*(race.apis[n % 4].do("beginOtpBinding", challenge=challenge) for n in range(12)))

    assert len({offer["secret"] for offer in offers}) == 1


async def test_a_double_click_costs_no_attempt(race: Race) -> None:
    """Rule A6: the same right code twice at once on one challenge."""
    for n in range(5):
        (challenge,) = await race.challenges(1)
        code = await race.four.mailed_code(race.apis[0], challenge, race.email)

        answers = await asyncio.gather(*(race.apis[(n + k) % 4].verify(challenge, code) for k in range(2)))

        assert sorted(kinds(answers)) == ["ChallengeExpired", "LoginCompleted"]
        assert (await race.admin.user(race.user_id))["failedAttempts"] == 0


async def test_thirty_parallel_requests_send_one_mail(race: Race) -> None:
    """Rule L9: at most once a minute per challenge."""
    (challenge,) = await race.challenges(1)

    answers = await asyncio.gather(*(race.apis[n % 4].do("sendEmailCode", challenge=challenge) for n in range(30)))

    assert kinds(answers) == {"EmailCodeSent": 1, "RateLimited": 29}
    assert race.four.smtp is not None
    assert len(race.four.smtp.to(race.email)) == 1


async def test_parallel_challenges_of_one_account_share_ten_mails_an_hour(race: Race) -> None:
    """Rule L9: ten times an hour per account, counted before the mail leaves."""
    challenges = await race.challenges(15)

    answers = await asyncio.gather(
        *(race.apis[n % 4].do("sendEmailCode", challenge=c) for n, c in enumerate(challenges))
    )

    assert kinds(answers) == {"EmailCodeSent": 10, "RateLimited": 5}
    assert race.four.smtp is not None
    assert len(race.four.smtp.to(race.email)) == 10
