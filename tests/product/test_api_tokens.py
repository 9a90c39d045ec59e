"""API tokens: what a program comes with, in the log under its name, dead at once when it is to be (D2, D4, E2, E3)."""

import asyncio

import pytest

from ostiary.policy.audit import AuditEventType
from ostiary.policy.vocabulary import FactorKind, Role
from ostiary.services import api_tokens, directory, factor_settings, roles
from ostiary.services.acting import ApiTokenEndedError, acting_with
from ostiary.services.outcomes import (
    ApiTokenRevoked,
    ApplicationCreated,
    FactorsSaved,
    OwnAccount,
    RoleInsufficient,
    UserChanged,
)
from ostiary.services.user_security import reset_bindings, set_mfa_bypass
from ostiary.store.api_tokens import api_token_by_id
from ostiary.store.tokens import hash_of
from tests.support.programs import USE, api_token, let_in, made_token
from tests.support.rows import changed_by, state
from tests.support.scene import HOME, OFFICE, Scene

USED = AuditEventType.API_TOKEN_USED
REVOKED = AuditEventType.API_TOKEN_REVOKED


async def test_each_use_is_in_the_log_under_the_tokens_name(scene: Scene) -> None:
    """E2: who, what, from where, before anything is done for it."""
    made = await made_token(scene, Role.AUDITOR)
    caller = await let_in(scene, made.secret)
    assert caller is not None
    (event,) = await scene.log(USED)
    assert (event.actor_id, event.actor_token_id, event.actor_name) == (None, made.token.id, "nightly")
    assert (event.ip, event.details) == (HOME.ip, (("operation", "query service"),))
    found = await api_token_by_id(made.token.id)
    assert found is not None
    assert (found.last_used_at, found.last_used_ip) == (scene.hands.now, HOME.ip)


async def test_what_a_token_changes_carries_its_name_whatever_the_use_case_hands_on(scene: Scene) -> None:
    """E2: the actor is the token, and nobody's user."""
    made = await made_token(scene)
    with acting_with(made.token):
        done = await directory.create_application(scene.runtime, directory.Actor(made.token.id, HOME), "Acme", "acme")
        assert isinstance(done, ApplicationCreated)
    (event,) = await scene.log(AuditEventType.APPLICATION_CREATED)
    assert (event.actor_id, event.actor_token_id, event.actor_name) == (None, made.token.id, "nightly")


async def test_a_secret_is_kept_as_a_hash_alone(scene: Scene) -> None:
    """E3: neither a row nor an event holds it."""
    made = await made_token(scene)
    await let_in(scene, made.secret)
    rows = repr(await state())
    assert made.secret not in rows
    assert made.secret.removeprefix("ost_") not in rows
    assert repr(hash_of(made.secret))[2:-1] in rows
    assert made.secret not in repr(made)


@pytest.mark.parametrize("secret", ["ost_", "ost_" + "x" * 43, "x" * 43, "ost_" + "x" * 10_000, "ost_\ud800", ""])
async def test_a_strangers_token_opens_nothing_and_writes_nothing(scene: Scene, secret: str) -> None:
    """E3: guesses cost a read."""
    await made_token(scene)

    async def guess() -> None:
        assert await let_in(scene, secret) is None

    assert await changed_by(guess) == set()


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
        with acting_with(made.token), pytest.raises(ApiTokenEndedError):
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


@pytest.mark.parametrize("role", [None, Role.HELPDESK, Role.AUDITOR])
async def test_only_an_administrator_of_that_moment_makes_tokens(scene: Scene, role: Role | None) -> None:
    """D2: the role is asked again under the row's lock."""
    maker = await scene.user("maker@example.com", role=role)
    new = api_tokens.NewApiToken("nightly", Role.AUDITOR, scene.hands.now.replace(year=scene.hands.now.year + 1))

    async def make() -> None:
        made = await api_tokens.create_api_token(scene.runtime, directory.Actor(maker.id, OFFICE), new)
        assert made == RoleInsufficient()

    assert await changed_by(make) == set()


async def test_a_token_deletes_nobody_who_has_a_role(scene: Scene) -> None:
    """D4: who administers is for people to say; users without a role it may delete."""
    made = await made_token(scene)
    auditor = await scene.user("auditor@example.com", role=Role.AUDITOR)
    plain = await scene.user("plain@example.com")
    actor = directory.Actor(made.token.id, HOME)

    async def attempt() -> None:
        with acting_with(made.token):
            assert await roles.delete_user(scene.runtime, actor, auditor.id) == RoleInsufficient()

    assert await changed_by(attempt) == set()
    with acting_with(made.token):
        assert not isinstance(await roles.delete_user(scene.runtime, actor, plain.id), RoleInsufficient)


async def test_a_token_is_no_way_around_oneself(scene: Scene) -> None:
    """M2, M3: whoever made it can no more reset or bypass themselves with it than without."""
    made = await made_token(scene)

    async def attempt() -> None:
        with acting_with(made.token):
            reset = await reset_bindings(scene.runtime, made.token.id, scene.admin.id, None, FactorKind.OTP, HOME)
            bypass = await set_mfa_bypass(scene.runtime, made.token.id, scene.admin.id, True, HOME)
        assert (reset, bypass) == (OwnAccount(), OwnAccount())

    assert await changed_by(attempt) == set()


async def test_a_tokens_toggles_are_its_own(scene: Scene) -> None:
    """C1: neither does its save apply what its maker staged, nor the other way round."""
    acme = await scene.application()
    made = await made_token(scene)
    await factor_settings.toggle_factor(scene.runtime, scene.admin.id, acme.id, FactorKind.EMAIL, True)
    with acting_with(made.token):
        await factor_settings.toggle_factor(scene.runtime, made.token.id, acme.id, FactorKind.OTP, True)
        saved = await factor_settings.save_factors(scene.runtime, made.token.id, acme.id, False, HOME)
    assert isinstance(saved, FactorsSaved)
    assert (await scene.factor(acme, FactorKind.OTP)).is_enabled
    assert not (await scene.factor(acme, FactorKind.EMAIL)).is_enabled


async def test_a_use_that_cannot_be_written_down_is_none(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """E2: the entry and the event are one transaction."""
    made = await made_token(scene)

    async def lose(*_: object, **__: object) -> None:
        raise LookupError("the log")

    monkeypatch.setattr("ostiary.services.api_tokens.write_event", lose)

    async def use() -> None:
        with pytest.raises(LookupError, match="the log"):
            await api_tokens.authenticate_token(scene.runtime, made.secret, USE)

    assert await changed_by(use) == set()
