"""Document 2.3, "OTP combined with other factors": tabs, and any one of the enabled methods is sufficient."""

import pytest

from ostiary.policy.vocabulary import FactorKind
from ostiary.services.outcomes import (
    CodeRefused,
    FactorDisabled,
    LoginCompleted,
    LoginPending,
    MethodView,
)
from ostiary.store.bindings import bindings_of
from ostiary.store.records import ApplicationRecord, UserRecord
from tests.support.door import Door
from tests.support.scene import Scene

OTP, EMAIL = FactorKind.OTP, FactorKind.EMAIL


@pytest.fixture
async def acme(scene: Scene) -> ApplicationRecord:
    return await scene.application(OTP, EMAIL)


async def test_the_page_has_a_tab_for_each_enabled_factor(door: Door, ana: UserRecord) -> None:
    """2.3 "provides tabs"; L2, C4: one method per enabled factor; the email factor needs no ceremony (D3)."""
    pending = await door.password(ana)
    assert isinstance(pending, LoginPending)
    assert pending.methods == (
        MethodView(OTP, False, "a•••@example.com"),
        MethodView(EMAIL, True, "a•••@example.com"),
    )


async def test_email_is_sufficient_also_while_otp_is_not_bound(scene: Scene, door: Door, ana: UserRecord) -> None:
    """2.3 "Any one of the enabled methods is sufficient"; L2: also when OTP is enabled but not bound yet. E1."""
    token = await door.challenge(ana)
    code, seen = await door.mailed_code(token, ana), await scene.log()
    completed = await door.verify(token, code, EMAIL)
    assert isinstance(completed, LoginCompleted)
    assert completed.amr == ("pwd", "email", "mfa")
    assert await scene.logged_since(seen) == [
        ("SECONDARY_AUTHENTICATION_EMAIL", "SUCCESS", None),
        ("LOGIN", "SUCCESS", None),
    ]


async def test_otp_is_sufficient_without_any_mail(scene: Scene, door: Door, ana: UserRecord) -> None:
    """2.3: any one is enough."""
    app = await door.bind(ana)
    mailed = len(scene.mail.messages)
    completed = await door.verify(await door.challenge(ana), app.code_at(scene.hands.now))
    assert isinstance(completed, LoginCompleted)
    assert len(scene.mail.messages) == mailed


async def test_a_bound_user_may_choose_email(scene: Scene, door: Door, ana: UserRecord) -> None:
    """2.3 "allowing the user to choose either OTP or another enabled factor"."""
    await door.bind(ana)
    token = await door.challenge(ana)
    assert isinstance(await door.verify(token, await door.mailed_code(token, ana), EMAIL), LoginCompleted)


async def test_the_email_binding_is_recorded_at_the_first_accepted_code_and_only_once(
    scene: Scene, door: Door, ana: UserRecord
) -> None:
    """2.3; D3: its binding is recorded at the first code that is accepted."""
    token = await door.challenge(ana)
    code = await door.mailed_code(token, ana)
    await door.verify(token, f"{(int(code) + 1) % 10**6:06d}", EMAIL)
    assert (await bindings_of([ana.id]))[ana.id] == []
    await door.verify(token, code, EMAIL)
    (first,) = (await bindings_of([ana.id]))[ana.id]
    assert (first.kind, first.application_id, first.bound_at) == (EMAIL, door.application.id, scene.hands.now)
    bound_at = scene.hands.now
    scene.hands.move(hours=1)
    token = await door.challenge(ana)
    await door.verify(token, await door.mailed_code(token, ana), EMAIL)
    (again,) = (await bindings_of([ana.id]))[ana.id]
    assert (again.id, again.bound_at, again.last_used_at) == (first.id, bound_at, scene.hands.now)
    assert (await scene.factor(door.application, EMAIL)).binding_count == 1


async def test_binding_otp_records_no_email_binding(door: Door, ana: UserRecord) -> None:
    """2.1, 2.3; D3, L5: the email code of a first binding is not a login by email."""
    await door.bind(ana)
    assert [each.kind for each in (await bindings_of([ana.id]))[ana.id]] == [OTP]


async def test_a_code_of_one_tab_is_wrong_in_the_other(scene: Scene, door: Door, ana: UserRecord) -> None:
    """2.3; L9, L7: each factor takes its own codes."""
    app = await door.bind(ana)
    token = await door.challenge(ana)
    email_code = await door.mailed_code(token, ana)
    assert isinstance(await door.verify(token, app.code_at(scene.hands.now), EMAIL), CodeRefused)
    assert isinstance(await door.verify(token, email_code, OTP), CodeRefused)


async def test_both_tabs_count_together(scene: Scene, door: Door, ana: UserRecord) -> None:
    """2.3, 2.4 "cumulative with other factors"; A1."""
    app = await door.bind(ana)
    token = await door.challenge(ana)
    wrong = app.wrong_code_at(scene.hands.now)
    answers = [await door.verify(token, wrong, kind) for kind in (OTP, EMAIL, OTP, EMAIL)]
    assert answers == [CodeRefused(remaining) for remaining in (5, 4, 3, 2)]


async def test_a_tab_whose_factor_is_turned_off_meanwhile_is_gone_and_the_other_goes_on(
    scene: Scene, acme: ApplicationRecord, door: Door, ana: UserRecord
) -> None:
    """2.3; L4: FactorUnavailable; the policy is asked again at every step."""
    token = await door.challenge(ana)
    app, code = await door.offer(token), await door.mailed_code(token, ana)
    await scene.switch(acme, off=[EMAIL])
    assert await door.verify(token, code, EMAIL) == FactorDisabled()
    assert isinstance(await door.confirm(token, app.code_at(scene.hands.now), code), LoginCompleted)


async def test_mail_that_fails_leaves_otp_as_it_is(scene: Scene, door: Door, ana: UserRecord) -> None:
    """2.3; L9: other factors go on."""
    app = await door.bind(ana)
    scene.mail.is_refusing = True
    token = await door.challenge(ana)
    await door.send(token)
    assert isinstance(await door.verify(token, app.code_at(scene.hands.now)), LoginCompleted)
