"""Who may do what (rules D2, D4)."""

import itertools
from uuid import UUID

import pytest

from ostiary.policy.access import (
    Permission,
    is_allowed,
    is_allowed_to_token,
    is_last_administrator_lost,
    is_own_account,
    is_within,
)
from ostiary.policy.vocabulary import Role

READING = {"SEE_USERS", "SEE_APPLICATIONS", "SEE_AUDIT", "SEE_SETTINGS"}
PEOPLES = {"CHANGE_ROLES", "CHANGE_TOKENS", "CHECK_MAIL", "ERASE_USERS"}
CHANGING = {"CHANGE_DIRECTORY", "CHANGE_FACTORS", "CHANGE_BRANDING", "CHANGE_MAIL_TEXTS"}
ALLOWED = {
    Role.ADMIN: {*READING, *CHANGING, "SUPPORT_USERS", "END_SESSIONS", *PEOPLES},
    Role.HELPDESK: {"SEE_USERS", "SUPPORT_USERS"},
    Role.AUDITOR: READING,
}


@pytest.mark.parametrize(("role", "permission"), list(itertools.product(Role, Permission)))
def test_a_role_may_do_what_the_table_says_and_nothing_else(role: Role, permission: Permission) -> None:
    assert is_allowed(role, permission) is (permission.value in ALLOWED[role])


@pytest.mark.parametrize(("role", "permission"), list(itertools.product(Role, Permission)))
def test_an_api_token_may_do_what_its_role_may_except_what_takes_a_person(role: Role, permission: Permission) -> None:
    assert is_allowed_to_token(role, permission) is (permission.value in ALLOWED[role] - PEOPLES)


@pytest.mark.parametrize(
    ("role", "ceilings"),
    [
        (Role.ADMIN, {Role.ADMIN}),
        (Role.AUDITOR, {Role.AUDITOR, Role.ADMIN}),
        (Role.HELPDESK, {Role.HELPDESK, Role.ADMIN}),
    ],
)
def test_a_role_is_within_another_that_may_do_all_that_it_may(role: Role, ceilings: set[Role]) -> None:
    assert {ceiling for ceiling in (*Role, None) if is_within(role, ceiling)} == ceilings


@pytest.mark.parametrize("permission", Permission)
def test_whoever_has_no_role_may_do_nothing(permission: Permission) -> None:
    assert not is_allowed(None, permission)


@pytest.mark.parametrize("after", [None, Role.HELPDESK, Role.AUDITOR])
def test_the_last_administrator_stays(after: Role | None) -> None:
    assert is_last_administrator_lost(Role.ADMIN, after, administrators=1)
    assert not is_last_administrator_lost(Role.ADMIN, after, administrators=2)


def test_staying_an_administrator_loses_none() -> None:
    assert not is_last_administrator_lost(Role.ADMIN, Role.ADMIN, administrators=1)


@pytest.mark.parametrize("before", [None, Role.HELPDESK, Role.AUDITOR])
def test_the_change_of_somebody_else_loses_none(before: Role | None) -> None:
    assert not is_last_administrator_lost(before, None, administrators=1)


def test_an_account_is_ones_own_or_not_and_the_command_line_owns_none() -> None:
    one, other = UUID(int=1), UUID(int=2)
    assert [is_own_account(actor, one) for actor in (one, other, None)] == [True, False, False]
