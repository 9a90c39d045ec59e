"""API tokens: what a program comes with, in the log under its name (rules D2, E2, E3)."""

import pytest

from ostiary.policy.audit import AuditEventType
from ostiary.policy.vocabulary import Role
from ostiary.services import api_tokens, directory
from ostiary.services.acting import acting_with
from ostiary.services.outcomes import (
    ApplicationCreated,
)
from ostiary.store.api_tokens import api_token_by_id
from ostiary.store.tokens import hash_of
from tests.support.programs import USE, let_in, made_token
from tests.support.rows import changed_by, state
from tests.support.scene import HOME, Scene

USED = AuditEventType.API_TOKEN_USED


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
