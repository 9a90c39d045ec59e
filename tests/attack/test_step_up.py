"""Stepping up: what the thief of an administrator's session can do with it, on real servers (design/security.md)."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from strawberry.utils.str_converters import to_camel_case

from ostiary.api.access import STEP_UP
from tests.api.sampling import full_document, root_fields
from tests.attack.marks import attack
from tests.attack.siege import Siege, Victim
from tests.processes.calling import Api
from tests.processes.installation import now, wrong_code
from tests.support.authenticator import Authenticator

BEGIN = full_document("beginStepUp")
APPLICATIONS = '{ applications(first: 100, search: "console") { edges { node { id clientId } } } }'
GUARDED = [field for field in root_fields() if field.name in {to_camel_case(name) for name in STEP_UP}]


@dataclass
class Stolen:
    """An administrator with an authenticator app, and a session of theirs that was proven long ago."""

    siege: Siege
    owner: Victim
    thief: Api

    async def begin(self) -> str:
        begun = (await self.thief.ask(BEGIN))["beginStepUp"]
        assert begun["__typename"] == "LoginChallenge"
        Api.issued.add(str(begun["token"]))
        return str(begun["token"])

    def code(self) -> str:
        assert self.owner.app is not None
        return self.owner.app.code_at(now())

    async def is_asked(self) -> bool:
        field = next(each for each in root_fields() if each.name == "resetEmail")
        errors = (await self.thief.post(field.document, field.variables)).json().get("errors")
        return bool(errors) and errors[0]["extensions"]["code"] == "STEP_UP_REQUIRED"


@pytest.fixture
async def stolen(siege: Siege) -> AsyncIterator[Stolen]:
    found = (await siege.admin.ask(APPLICATIONS))["applications"]["edges"]
    siege.applications["console"] = next(e["node"]["id"] for e in found if e["node"]["clientId"] == "console")
    await siege.turn("console", OTP=True)
    try:
        owner = await siege.victim()
        await siege.admin.do("setUserRole", userId=owner.id, role="ADMIN")
        bound = await _bind(siege, owner)
        await siege.sql("UPDATE sessions SET proven_at = proven_at - 300000000 WHERE user_id = $1", owner.key)
        yield Stolen(siege, owner, siege.from_address(siege.address, bound))
    finally:
        await siege.turn("console", OTP=False)


async def _bind(siege: Siege, owner: Victim) -> str:
    token = await siege.challenge(owner, "console")
    offered = await siege.api.do("beginOtpBinding", challenge=token)
    owner.app = Authenticator.scanning(offered["otpauthUri"])
    mailed = await siege.mailed_code(token, owner)
    bound = await siege.api.do("confirmOtpBinding", challenge=token, code=owner.app.code_at(now()), emailCode=mailed)
    assert bound["__typename"] == "LoginCompleted", bound
    await siege.sql("UPDATE bindings SET last_time_step = 0")
    return str(bound["accessToken"])


@attack("W-19")
async def test_an_old_session_builds_no_back_door_and_takes_no_log_away(stolen: Stolen) -> None:
    for field in GUARDED:
        answered = (await stolen.thief.post(field.document, field.variables)).json()
        assert answered["errors"][0]["extensions"]["code"] == "STEP_UP_REQUIRED", field.name
    for name in ("audit.csv", "audit.jsonl", "audit.sealed.jsonl"):
        headers = {"Authorization": f"Bearer {stolen.thief.token}"}
        answered = await stolen.thief.client.get(f"/export/{name}", headers=headers)
        assert (answered.status_code, answered.json()["errors"][0]["extensions"]["code"]) == (403, "STEP_UP_REQUIRED")


@attack("W-20")
async def test_a_login_of_the_owners_proves_nothing_for_the_thief(stolen: Stolen) -> None:
    login = await stolen.siege.challenge(stolen.owner, "console")
    assert (await stolen.siege.api.verify(login, stolen.code(), "OTP"))["__typename"] == "LoginCompleted"
    assert await stolen.is_asked()


@attack("W-21")
async def test_a_step_up_is_no_login_and_binds_nothing(stolen: Stolen) -> None:
    token = await stolen.begin()
    for name, more in (("beginOtpBinding", {}), ("confirmOtpBinding", {"code": stolen.code(), "emailCode": "000000"})):
        answered = await stolen.siege.api.do(name, challenge=token, **more)
        assert answered["__typename"] == "ChallengeExpired", answered
    proven = await stolen.siege.api.verify(token, stolen.code(), "OTP")
    assert proven["__typename"] == "StepUpCompleted"
    assert "accessToken" not in proven
    assert not await stolen.is_asked()


@attack("W-22")
async def test_one_right_code_in_parallel_steps_up_once(stolen: Stolen) -> None:
    tokens = [await stolen.begin() for _ in range(5)]
    code = stolen.code()
    answers = await asyncio.gather(
        *(stolen.siege.far(number).verify(token, code, "OTP") for number, token in enumerate(tokens))
    )
    assert [answer["__typename"] for answer in answers].count("StepUpCompleted") == 1


@attack("W-24")
async def test_the_thief_unlocks_nobody_to_go_on_guessing(stolen: Stolen) -> None:
    token = await stolen.begin()
    for _ in range(6):
        await stolen.siege.api.verify(token, wrong_code(stolen.code()), "OTP")
    unlock = "mutation ($i: UnlockUserInput!) { unlockUser(input: $i) { __typename } }"
    answered = (await stolen.thief.post(unlock, {"i": {"userId": stolen.owner.id}})).json()
    assert answered["errors"][0]["extensions"]["code"] == "STEP_UP_REQUIRED"
    assert await stolen.siege.failed_attempts(stolen.owner) == 6
    assert (await stolen.thief.ask(BEGIN))["beginStepUp"]["__typename"] == "AccountLocked"


@attack("W-23")
async def test_guessing_at_a_step_up_locks_and_proves_nothing(stolen: Stolen) -> None:
    token = await stolen.begin()
    answers = [await stolen.siege.api.verify(token, wrong_code(stolen.code()), "OTP") for _ in range(6)]
    assert answers[-1]["__typename"] == "AccountLocked"
    assert (await stolen.thief.ask(BEGIN))["beginStepUp"]["__typename"] == "AccountLocked"
    assert await stolen.is_asked()
