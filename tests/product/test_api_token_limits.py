"""What takes a person, whatever the role of an API token (rules D2, D4, M2, M3, C1)."""

import pytest

from ostiary.policy.vocabulary import FactorKind, Role
from ostiary.services import api_tokens, directory, factor_settings, roles
from ostiary.services.acting import acting_with
from ostiary.services.outcomes import (
    FactorsSaved,
    OwnAccount,
    RoleInsufficient,
)
from ostiary.services.user_security import reset_bindings, set_mfa_bypass
from tests.support.programs import made_token
from tests.support.rows import changed_by
from tests.support.scene import HOME, OFFICE, Scene


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
