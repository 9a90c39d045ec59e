"""Who may call what (rules D1, D2): every root field and every caller, from a table that the schema must fill."""

import pytest
from strawberry.utils.str_converters import to_camel_case

from ostiary.api.access import ACCESS
from ostiary.api.queries.node import KINDS
from ostiary.services.node_ids import encode_id
from ostiary.store.ids import new_id
from tests.api.caller import Caller
from tests.api.sampling import RootField, root_fields
from tests.support.scene import Scene

ANY_ROLE = "HELPDESK AUDITOR ADMIN"
SIGNED_IN = f"APP_USER APP_ADMIN {ANY_ROLE}"
EVERYBODY = f"ANONYMOUS INVALID {SIGNED_IN}"
PEOPLES = {
    "beginStepUp",
    "changePassword",
    "setUserRole",
    "eraseUser",
    "createApiToken",
    "revokeApiToken",
    "sendMailCheck",
    "sendTestMailText",
}
"""What no API token may, whatever its role; whatever else a role may, its tokens may as well."""
MAY = {
    "viewer": EVERYBODY,
    "node": SIGNED_IN,
    "application": "AUDITOR ADMIN",
    "accentPreview": "AUDITOR ADMIN",
    "applications": "AUDITOR ADMIN",
    "user": ANY_ROLE,
    "users": ANY_ROLE,
    "auditEvents": "AUDITOR ADMIN",
    "auditHistogram": "AUDITOR ADMIN",
    "auditEventsAdded": "AUDITOR ADMIN",
    "loginChallenge": EVERYBODY,
    "loginApplication": EVERYBODY,
    "service": EVERYBODY,
    "mailDelivery": ANY_ROLE,
    "mailSettings": "AUDITOR ADMIN",
    "apiTokens": "AUDITOR ADMIN",
    "startLogin": EVERYBODY,
    "beginOtpBinding": EVERYBODY,
    "sendEmailCode": EVERYBODY,
    "confirmOtpBinding": EVERYBODY,
    "verifyFactor": EVERYBODY,
    "beginStepUp": ANY_ROLE,
    "signOut": EVERYBODY,
    "signOutEverywhere": "ADMIN",  # of somebody else; of oneself: tests/api/test_sessions.py
    "changePassword": SIGNED_IN,
    "requestPasswordReset": EVERYBODY,
    "resetPassword": EVERYBODY,
    "createApplication": "ADMIN",
    "saveBranding": "ADMIN",
    "saveLogo": "ADMIN",
    "removeLogo": "ADMIN",
    "createUser": "ADMIN",
    "toggleFactor": "ADMIN",
    "saveFactors": "ADMIN",
    "discardFactors": "ADMIN",
    "resetOtp": "HELPDESK ADMIN",
    "resetEmail": "HELPDESK ADMIN",
    "setMfaBypass": "HELPDESK ADMIN",
    "unlockUser": "HELPDESK ADMIN",
    "setUserApplications": "ADMIN",
    "setUserRole": "ADMIN",
    "deleteUser": "ADMIN",
    "eraseUser": "ADMIN",
    "createApiToken": "ADMIN",
    "revokeApiToken": "ADMIN",
    "sendMailCheck": "ADMIN",
    "mailTextPreview": "AUDITOR ADMIN",
    "saveMailText": "ADMIN",
    "resetMailText": "ADMIN",
    "sendTestMailText": "ADMIN",
}
NODES = {
    "Application": "AUDITOR ADMIN",
    "Factor": "AUDITOR ADMIN",
    "User": ANY_ROLE,
    "MfaBinding": ANY_ROLE,
    "ApiToken": "AUDITOR ADMIN",
    "AuditEvent": "AUDITOR ADMIN",
}
REFUSALS = {"UNAUTHENTICATED", "FORBIDDEN"}


def refusal_for(caller: str, allowed: str, is_for_people: bool = False) -> set[str | None]:
    if caller.removeprefix("TOKEN_") in allowed.split() and not (is_for_people and caller.startswith("TOKEN_")):
        return set()
    return {"UNAUTHENTICATED" if caller in ("ANONYMOUS", "INVALID") else "FORBIDDEN"}


@pytest.mark.parametrize("field", root_fields(), ids=str)
async def test_a_root_field_is_for_exactly_those_it_is_meant_for(
    api: Caller, crowd: dict[str, str | None], field: RootField
) -> None:
    told = {
        caller: {await api.code(field.document, field.variables, token)} & REFUSALS for caller, token in crowd.items()
    }
    assert told == {caller: refusal_for(caller, MAY[field.name], field.name in PEOPLES) for caller in crowd}


@pytest.mark.parametrize("kind", NODES)
async def test_a_node_is_for_those_who_may_see_its_type(api: Caller, crowd: dict[str, str | None], kind: str) -> None:
    document, sought = "query ($id: ID!) { node(id: $id) { id } }", {"id": encode_id(kind, new_id())}
    told = {caller: {await api.code(document, sought, token)} & REFUSALS for caller, token in crowd.items()}
    assert told == {caller: refusal_for(caller, NODES[kind]) for caller in crowd}


def test_the_table_names_every_root_field_and_nothing_else() -> None:
    named = {to_camel_case(name) for name in ACCESS}
    assert named == {field.name for field in root_fields()} == set(MAY)


def test_every_type_that_is_a_node_can_be_read_again() -> None:
    assert set(KINDS) == set(NODES)


async def test_an_application_user_sees_their_own_and_nothing_of_administration(
    api: Caller, scene: Scene, crowd: dict[str, str | None]
) -> None:
    seen = await api.ask(
        "{ viewer { email role applications { clientId factors { kind enabled stagedEnabled } } bindings { id } } }",
        token=crowd["APP_USER"],
    )
    factors = [{"kind": kind, "enabled": False, "stagedEnabled": None} for kind in ("OTP", "EMAIL")]
    acme = {"clientId": "acme", "factors": factors}
    assert seen["viewer"] == {
        "email": "app@example.com",
        "role": None,
        "applications": [acme],
        "bindings": [],
    }


@pytest.mark.parametrize(
    "selection",
    [
        "factors { bindingCount }",
        "factors { savedAt }",
        "factors { savedBy { email } }",
        "branding { savedAt }",
        "branding { savedBy { email } }",
    ],
)
async def test_how_an_application_is_run_is_not_for_its_users(
    api: Caller, crowd: dict[str, str | None], selection: str
) -> None:
    document = f"{{ viewer {{ applications {{ {selection} }} }} }}"
    assert await api.code(document, token=crowd["APP_USER"]) == "FORBIDDEN"


async def test_a_role_that_is_taken_counts_no_more_in_the_session_that_it_had(
    api: Caller, scene: Scene, crowd: dict[str, str | None]
) -> None:
    auditor = crowd["AUDITOR"]
    assert await api.code("{ auditEvents { totalCount } }", token=auditor) is None
    user_id = encode_id("User", scene.users["auditor@example.com"].id)
    document = "mutation ($input: SetUserRoleInput!) { setUserRole(input: $input) { __typename } }"
    await api.ask(document, {"input": {"userId": user_id, "role": "HELPDESK"}}, crowd["ADMIN"])
    assert await api.code("{ auditEvents { totalCount } }", token=auditor) == "FORBIDDEN"
