"""Who and what: one directory, many applications, roles, and the last administrator (rules D1, D2, D4)."""

import pytest

from ostiary.policy.access import Permission
from ostiary.policy.audit import AuditEventType
from ostiary.policy.vocabulary import FactorKind, Role
from ostiary.services import directory, roles
from ostiary.services.outcomes import (
    ChallengeEnded,
    ClientIdTaken,
    CredentialsRefused,
    EmailTaken,
    LastAdministrator,
    LoginCompleted,
    LoginPending,
    SubjectMissing,
    UserChanged,
    UserDeleted,
)
from ostiary.store.accounts import user_by_id
from ostiary.store.applications import application_by_client_id
from ostiary.store.ids import new_id
from ostiary.store.records import ApplicationRecord, UserRecord
from tests.support.crew import at_once
from tests.support.door import Door
from tests.support.rows import changed_by
from tests.support.scene import OFFICE, PASSWORD, Scene


@pytest.fixture
async def console(scene: Scene) -> Door:
    """The door of the console."""
    application = await application_by_client_id("console")
    assert application is not None
    return Door(scene, application)


async def test_a_user_signs_in_to_assigned_applications_alone(scene: Scene, acme: ApplicationRecord) -> None:
    """D1: one directory of users, any number of applications."""
    other = await scene.application(client_id="other")
    eve = await scene.user("eve@example.com", acme)
    assert isinstance(await Door(scene, acme).password(eve), LoginPending)
    assert await Door(scene, other).password(eve) == CredentialsRefused()
    await directory.set_user_applications(scene.runtime, scene.actor, eve.id, [other.id])
    assert await Door(scene, acme).password(eve) == CredentialsRefused()
    assert isinstance(await Door(scene, other).password(eve), LoginCompleted)


async def test_an_assignment_taken_away_ends_sessions_and_open_logins_there(
    scene: Scene, door: Door, ana: UserRecord
) -> None:
    """D1, L4: a login that waits goes nowhere once the user may not enter."""
    app = await door.bind(ana)
    completed = await door.verify(await door.challenge(ana), app.code_at(scene.hands.now))
    assert isinstance(completed, LoginCompleted)
    token = await door.challenge(ana)
    scene.hands.move(seconds=30)
    await directory.set_user_applications(scene.runtime, scene.actor, ana.id, [])
    assert await door.viewer(completed) is None
    assert await door.verify(token, app.code_at(scene.hands.now)) == ChallengeEnded()


@pytest.mark.parametrize("role", Role)
async def test_a_role_opens_the_console_and_counts_there_alone(
    scene: Scene, console: Door, acme: ApplicationRecord, role: Role
) -> None:
    """D2: the console is itself an application; a user with a role may sign in to it, through the very same login."""
    await scene.switch(acme, off=[FactorKind.OTP])
    eve = await scene.user("eve@example.com", acme, role=role)
    there, here = await console.password(eve), await Door(scene, acme).password(eve)
    assert isinstance(there, LoginCompleted)
    assert isinstance(here, LoginCompleted)
    viewer, other = await console.viewer(there), await console.viewer(here)
    assert viewer is not None
    assert other is not None
    assert (viewer.role, other.role) == (role, None)
    assert viewer.may(Permission.SEE_USERS)
    assert not any(other.may(permission) for permission in Permission)


async def test_without_a_role_the_console_stays_shut_assigned_or_not(scene: Scene, console: Door) -> None:
    """D2; L1: and nobody learns why."""
    eve = await scene.user("eve@example.com", console.application)
    assert await console.password(eve) == CredentialsRefused()


async def test_the_console_has_factors_lockout_and_audit_like_every_application(scene: Scene, console: Door) -> None:
    """D2: the very same login, factors, lockout and audit as everyone else."""
    await scene.switch(console.application, on=[FactorKind.OTP])
    app = await console.bind(scene.admin)
    assert len(await console.miss(scene.admin, app, 6)) == 6
    assert (await scene.seen(scene.admin)).lockout.failed_attempts == 6


async def test_a_role_taken_away_ends_console_sessions_and_open_logins(scene: Scene, console: Door) -> None:
    """D2: a role counts from the next request on, and so does its end."""
    eve = await scene.user("eve@example.com", role=Role.AUDITOR)
    completed = await console.password(eve)
    assert isinstance(completed, LoginCompleted)
    await scene.switch(console.application, on=[FactorKind.EMAIL])
    token = await console.challenge(eve)
    code = await console.mailed_code(token, eve)
    await roles.set_user_role(scene.runtime, scene.actor, eve.id, None)
    assert await console.viewer(completed) is None
    assert await console.verify(token, code, FactorKind.EMAIL) == ChallengeEnded()


@pytest.mark.parametrize("role", [None, Role.HELPDESK, Role.AUDITOR])
async def test_the_last_administrator_is_neither_demoted_nor_deleted(scene: Scene, role: Role | None) -> None:
    """D4; nothing changes."""

    async def remove() -> None:
        demoted = await roles.set_user_role(scene.runtime, scene.actor, scene.admin.id, role)
        assert demoted == LastAdministrator()
        assert await roles.delete_user(scene.runtime, scene.actor, scene.admin.id) == LastAdministrator()

    assert await changed_by(remove) == set()


async def test_two_administrators_who_demote_each_other_at_once_leave_one(scene: Scene) -> None:
    """D4: in parallel too."""
    other = await scene.user("other@example.com", role=Role.ADMIN)
    targets = [scene.admin, other]
    outcomes = await at_once(2, lambda n: roles.set_user_role(scene.runtime, scene.actor, targets[n].id, None))
    assert {type(each) for each in outcomes} == {UserChanged, LastAdministrator}
    left = [await scene.seen(each) for each in targets]
    assert [each.role for each in left].count(Role.ADMIN) == 1


async def test_a_deleted_user_is_gone_with_bindings_sessions_and_logins(
    scene: Scene, door: Door, ana: UserRecord
) -> None:
    """D4, E5: all but the log."""
    app = await door.bind(ana)
    completed = await door.verify(await door.challenge(ana), app.code_at(scene.hands.now))
    assert isinstance(completed, LoginCompleted)
    token = await door.challenge(ana)
    assert isinstance(await roles.delete_user(scene.runtime, scene.actor, ana.id), UserDeleted)
    assert await user_by_id(ana.id) is None
    assert await door.viewer(completed) is None
    assert await door.verify(token, "123456") == ChallengeEnded()
    assert (await scene.factor(door.application, FactorKind.OTP)).binding_count == 0
    assert await roles.delete_user(scene.runtime, scene.actor, ana.id) == SubjectMissing("user")


async def test_every_change_of_the_directory_is_logged_with_who_did_it(scene: Scene, acme: ApplicationRecord) -> None:
    """E2: every administrative change writes its event, with the actor."""
    seen = await scene.log()
    eve = await scene.user("eve@example.com", role=Role.HELPDESK)
    await directory.set_user_applications(scene.runtime, scene.actor, eve.id, [acme.id])
    await roles.set_user_role(scene.runtime, scene.actor, eve.id, Role.AUDITOR)
    await roles.delete_user(scene.runtime, scene.actor, eve.id)
    events = [event for event in await scene.log() if event not in seen]
    assert [event.type for event in events] == [
        AuditEventType.USER_CREATED,
        AuditEventType.USER_APPLICATIONS_SET,
        AuditEventType.USER_ROLE_SET,
        AuditEventType.USER_DELETED,
    ]
    assert {event.actor_id for event in events} == {scene.admin.id}
    assert {event.user_id for event in events} == {eve.id}


async def test_an_address_or_a_client_id_is_taken_once(scene: Scene, acme: ApplicationRecord, ana: UserRecord) -> None:
    """D1; nothing changes, in parallel neither."""

    async def take_again() -> None:
        new = directory.NewUser("ANA@example.com", PASSWORD)
        assert await directory.create_user(scene.runtime, scene.actor, new) == EmailTaken()
        made = await directory.create_application(scene.runtime, scene.actor, "Other", "acme")
        assert made == ClientIdTaken()

    assert await changed_by(take_again) == set()
    twins = directory.NewUser("twin@example.com", PASSWORD)
    outcomes = await at_once(4, lambda _: directory.create_user(scene.runtime, scene.actor, twins))
    assert [type(each) for each in outcomes].count(UserChanged) == 1


async def test_an_application_that_is_not_there_makes_no_user(scene: Scene) -> None:
    """D1; nothing changes."""

    async def create() -> None:
        new = directory.NewUser("eve@example.com", PASSWORD, (new_id(),))
        assert await directory.create_user(scene.runtime, scene.actor, new) == SubjectMissing("application")

    assert await changed_by(create) == set()


async def test_a_new_password_from_the_command_line_ends_sessions_and_open_logins(scene: Scene, console: Door) -> None:
    """D2: whoever knew the old one is out."""
    completed = await console.password(scene.admin)
    assert isinstance(completed, LoginCompleted)
    await scene.switch(console.application, on=[FactorKind.EMAIL])
    token = await console.challenge(scene.admin)
    code = await console.mailed_code(token, scene.admin)
    command = directory.Actor(None, OFFICE)
    await roles.ensure_administrator(scene.runtime, command, scene.admin.email, "another password", Role.ADMIN)
    assert await console.viewer(completed) is None
    assert await console.verify(token, code, FactorKind.EMAIL) == ChallengeEnded()
    assert await console.password(scene.admin) == CredentialsRefused()
