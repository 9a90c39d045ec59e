"""Many users with a bound app each, made by SQL, and the logins that wait for their codes."""

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from ostiary.clock import Clock
from ostiary.factors.otp.provisioning import make_secret
from ostiary.factors.otp.totp import code_at, time_step_at
from ostiary.policy.challenge import CHALLENGE_LIFE, ChallengeState
from ostiary.policy.vocabulary import FactorKind, TokenDelivery
from ostiary.services.passwords import Passwords
from ostiary.store.applications import insert_application
from ostiary.store.database import Database
from ostiary.store.ids import new_id
from ostiary.store.key_ring import parse_key_ring
from ostiary.store.records import ApplicationRecord, FactorRecord
from ostiary.store.sealing import SealedPlace, make_data_key, seal_secret
from ostiary.store.statements import rows_of, run_many
from ostiary.store.tokens import hash_of, make_token
from ostiary.store.unit_of_work import unit_of_work
from tests.processes.documents import mutation
from tests.processes.installation import PASSWORD, key_ring

CLIENT_ID = "shop"
VERIFY = mutation("verifyFactor")
START = mutation("startLogin")


@dataclass(frozen=True)
class Member:
    """One user with a bound app."""

    user_id: UUID
    email: str
    binding_id: UUID
    secret: str


@dataclass(frozen=True)
class Waiting:
    """A login that waits for its second step."""

    token: str
    challenge_id: UUID
    member: Member


@dataclass
class Crowd:
    """The users of one database. Everything here runs in the bench's own process, between the rounds."""

    url: str
    application: ApplicationRecord
    factor: FactorRecord
    members: Sequence[Member]

    async def waiting(self, count: int) -> list[Waiting]:
        """So many open logins, each of another user; counts, time steps, challenges and sessions start anew."""
        now = Clock().now()
        made = [Waiting(make_token(), new_id(), member) for member in self.members[:count]]
        async with opened(self.url), unit_of_work():
            for sql in _ANEW:
                await rows_of(sql)
            await run_many(
                "INSERT INTO challenges (id, token_hash, user_id, application_id, state, delivery, created_at, "
                "expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                [
                    (
                        *(each.challenge_id, hash_of(each.token), each.member.user_id, self.application.id),
                        *(ChallengeState.PENDING.value, TokenDelivery.BODY.value, now, now + CHALLENGE_LIFE),
                    )
                    for each in made
                ],
            )
        return made

    async def verifications(self, count: int, *, is_right: bool) -> list[str]:
        """Bodies of `verifyFactor`; the codes are those of this moment, or six zeros where those are wrong."""
        made, step = await self.waiting(count), time_step_at(Clock().now())
        return [_verification(each, code_at(each.member.secret, step) if is_right else "000000") for each in made]


def _verification(waiting: Waiting, code: str) -> str:
    return graphql(VERIFY, challenge=waiting.token, kind="OTP", code=code)


def login_bodies(members: Sequence[Member]) -> list[str]:
    """Bodies of `startLogin` with the right password."""
    return [graphql(START, clientId=CLIENT_ID, email=each.email, password=PASSWORD) for each in members]


def graphql(document: str, **values: object) -> str:
    """The body of one request."""
    return json.dumps({"query": document, "variables": {"input": values}})


async def gather(url: str, count: int) -> Crowd:
    """`count` users of one application with OTP on, all with PASSWORD, each with a bound app."""
    ring, now = parse_key_ring(key_ring()), Clock().now()
    application = ApplicationRecord(new_id(), CLIENT_ID, "Shop", now)
    factors = []
    for kind in FactorKind:
        factor_id = new_id()
        key = make_data_key(ring, factor_id, 1)
        is_on = kind is FactorKind.OTP
        factors.append(
            FactorRecord(factor_id, application.id, kind, is_on, 1, 1, count if is_on else 0, key, None, None)
        )
    factor = factors[0]
    passwords = Passwords()
    password_hash = await passwords.hash(PASSWORD)
    passwords.close()
    members = [Member(new_id(), f"user{n}@example.com", new_id(), make_secret()) for n in range(count)]
    bound_at = now - timedelta(days=1)
    async with opened(url), unit_of_work():
        await insert_application(application, factors)
        await run_many(_USER, [(m.user_id, m.email, m.email, password_hash, now) for m in members])
        await run_many(_ASSIGNMENT, [(new_id(), m.user_id, application.id) for m in members])
        bindings = []
        for m in members:
            place = SealedPlace(m.binding_id, m.user_id, application.id, 1)
            sealed = seal_secret(ring, factor.key, factor.id, place, m.secret)
            bindings.append((m.binding_id, m.user_id, application.id, factor.id, sealed, bound_at))
        await run_many(_BINDING, bindings)
    async with opened(url):
        await rows_of("ANALYZE")
    return Crowd(url, application, factor, members)


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[None]:
    """The store of that database, in this task."""
    database = await Database.open(url, pool=1)
    try:
        with database.bound():
            yield
    finally:
        await database.close()


_ANEW = (
    "DELETE FROM challenges",
    "DELETE FROM sessions WHERE binding_id IS NOT NULL",  # an administrator's, who has bound nothing, goes on
    "UPDATE bindings SET last_time_step = 0 WHERE last_time_step > 0",
    "UPDATE users SET failed_attempts = 0, unaccepted_attempts = 0, locked_until = NULL WHERE unaccepted_attempts > 0",
)
_USER = (
    "INSERT INTO users (id, email, email_key, password_hash, is_bypassed, failed_attempts, unaccepted_attempts, "
    "created_at) VALUES ($1, $2, $3, $4, FALSE, 0, 0, $5)"
)
_ASSIGNMENT = "INSERT INTO assignments (id, user_id, application_id) VALUES ($1, $2, $3)"
_BINDING = (
    "INSERT INTO bindings (id, user_id, application_id, factor_id, kind, epoch, sealed_secret, last_time_step, "
    "bound_at) VALUES ($1, $2, $3, $4, 'OTP', 1, $5, 0, $6)"
)
