"""API tokens are dead at once when they are to be (rules D2, D4)."""

import asyncio

import pytest

from ostiary.policy.audit import AuditEventType
from ostiary.policy.vocabulary import Role
from ostiary.services import api_tokens, directory, roles
from ostiary.services.acting import CallerEndedError, acting_with
from ostiary.services.outcomes import (
    ApiTokenRevoked,
    RoleInsufficient,
    UserChanged,
)
from tests.support.programs import api_token, let_in, made_token
from tests.support.rows import changed_by
from tests.support.scene import HOME, OFFICE, Scene

USED = AuditEventType.API_TOKEN_USED
REVOKED = AuditEventType.API_TOKEN_REVOKED


async def test_a_token_ends_at_its_end_to_the_microsecond(scene: Scene) -> None:
    """D2: by the server's clock."""
    made = await made_token(scene, days=1)
    scene.hands.now = made.token.ends_at
    scene.hands.move(microseconds=-1)
    assert await let_in(scene, made.secret) is not None
    scene.hands.move(microseconds=1)
    assert await let_in(scene, made.secret) is None
    assert len(await scene.log(USED)) == 1


async def test_a_revoked_token_opens_nothing_from_then_on(scene: Scene) -> None:
    """D2: once, however often it is revoked."""
    made = await made_token(scene)
    for _ in range(2):
        done = await api_tokens.revoke_api_token(scene.runtime, scene.actor, made.token.id)
        assert isinstance(done, ApiTokenRevoked)
    assert await let_in(scene, made.secret) is None
    (event,) = await scene.log(REVOKED)
    assert (event.actor_id, event.details) == (scene.admin.id, (("token", "nightly"),))


async def test_nothing_is_committed_with_a_token_that_was_revoked_while_its_request_ran(scene: Scene) -> None:
    """D2: at once means that also what is under way is undone."""
    made = await made_token(scene)
    assert await let_in(scene, made.secret) is not None
    await api_tokens.revoke_api_token(scene.runtime, scene.actor, made.token.id)

    async def go_on() -> None:
        with acting_with(made.token), pytest.raises(CallerEndedError):
            await directory.create_application(scene.runtime, directory.Actor(made.token.id, HOME), "Late", "late")

    assert await changed_by(go_on) == set()


async def test_of_uses_beside_a_revocation_each_is_before_it_or_refused(scene: Scene) -> None:
    """D2: twenty requests and a revocation at once; whoever was let in is in the log, and nobody after it."""
    made = await made_token(scene)
    *callers, done = await asyncio.gather(
        *(let_in(scene, made.secret) for _ in range(20)),
        api_tokens.revoke_api_token(scene.runtime, scene.actor, made.token.id),
    )
    assert isinstance(done, ApiTokenRevoked)
    assert len(await scene.log(USED)) == sum(caller is not None for caller in callers)
    assert await let_in(scene, made.secret) is None


@pytest.mark.parametrize("role", [None, Role.HELPDESK, Role.AUDITOR])
async def test_a_token_ends_with_the_role_of_whoever_made_it_and_stays_so(scene: Scene, role: Role | None) -> None:
    """D2: demoted, and made administrator again: the token does not come back."""
    maker = await scene.user("maker@example.com", role=Role.ADMIN)
    scene_actor = directory.Actor(maker.id, OFFICE)
    ends_at = scene.hands.now.replace(year=scene.hands.now.year + 1)
    new = api_tokens.NewApiToken("theirs", Role.AUDITOR, ends_at)
    made = await api_tokens.create_api_token(scene.runtime, scene_actor, new)
    assert not isinstance(made, RoleInsufficient)
    other = await api_token(scene)
    await roles.set_user_role(scene.runtime, scene.actor, maker.id, role)
    assert await let_in(scene, made.secret) is None
    (event,) = await scene.log(REVOKED)
    assert event.details == (("token", "theirs"), ("cause", "maker"))
    assert isinstance(await roles.set_user_role(scene.runtime, scene.actor, maker.id, Role.ADMIN), UserChanged)
    assert await let_in(scene, made.secret) is None
    assert await let_in(scene, other) is not None


async def test_a_token_ends_with_the_deletion_of_whoever_made_it(scene: Scene) -> None:
    """D4: and the log still says whose it was."""
    maker = await scene.user("maker@example.com", role=Role.ADMIN)
    new = api_tokens.NewApiToken("theirs", Role.ADMIN, scene.hands.now.replace(year=scene.hands.now.year + 1))
    made = await api_tokens.create_api_token(scene.runtime, directory.Actor(maker.id, OFFICE), new)
    assert not isinstance(made, RoleInsufficient)
    await roles.delete_user(scene.runtime, scene.actor, maker.id)
    assert await let_in(scene, made.secret) is None
