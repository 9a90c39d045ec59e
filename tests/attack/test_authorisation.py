"""Authorisation: every root field of the schema against every kind of caller, over the wire (rule D2).

The fields come from the schema and who may call them from the access table, so a new field is attacked the day it is
made. What is refused must have changed nothing; what a role may do is tried elsewhere.
"""

import secrets

from strawberry.utils.str_converters import to_camel_case

from ostiary.api.access import ACCESS
from ostiary.api.access import Caller as For
from ostiary.policy.access import Permission, is_allowed
from ostiary.policy.vocabulary import Role
from tests.api.sampling import RootField, root_fields
from tests.attack.marks import attack
from tests.attack.siege import Siege, Victim
from tests.processes.calling import Api
from tests.processes.installation import ADMIN

REFUSED = {"UNAUTHENTICATED", "FORBIDDEN"}
EXPORTS = ("/export/audit.csv", "/export/audit.jsonl", "/export/audit.sealed.jsonl")
EXPORTS_TELL = {"STRANGER": 401, "INVENTED": 401, "USER": 403, "HELPDESK": 403, "AUDITOR": 200}
OPEN = ("/healthz", "/login", "/.well-known/jwks.json", "/.well-known/audit-keys.json")


def _closed_to(role: Role | None, is_signed_in: bool) -> list[RootField]:
    """The fields that such a caller may not call."""
    needed = {to_camel_case(name): entry for name, entry in ACCESS.items()}

    def is_closed(entry: For | Permission) -> bool:
        if isinstance(entry, Permission):
            return not is_allowed(role, entry)
        return {For.PUBLIC: False, For.SIGNED_IN: not is_signed_in, For.ANY_ROLE: role is None}[entry]

    return [field for field in root_fields() if field.kind != "subscription" and is_closed(needed[field.name])]


async def _refusals(api: Api, fields: list[RootField]) -> set[str]:
    """The codes of what is answered; an answer without an error is the field's name."""
    found = set()
    for field in fields:
        errors = (await api.post(field.document, field.variables)).json().get("errors")
        found.add(errors[0]["extensions"]["code"] if errors else field.name)
    return found


async def _with_role(siege: Siege, role: str) -> tuple[Victim, Api]:
    victim = await siege.victim()
    await siege.admin.do("setUserRole", userId=victim.id, role=role)
    session = await siege.start(victim, "console")
    return victim, siege.from_address(siege.address, session["accessToken"])


@attack("A-01")
async def test_a_stranger_calls_nothing_but_what_is_public(siege: Siege) -> None:
    closed = _closed_to(None, is_signed_in=False)
    assert len(closed) > 20
    assert await _refusals(siege.from_address(siege.address), closed) == {"UNAUTHENTICATED"}


@attack("A-02")
async def test_an_invented_token_is_a_strangers(siege: Siege) -> None:
    closed = _closed_to(None, is_signed_in=False)
    api = siege.from_address(siege.address, secrets.token_urlsafe(32))
    assert await _refusals(api, closed) == {"UNAUTHENTICATED"}


@attack("A-03")
async def test_a_user_of_an_application_administers_nothing(siege: Siege) -> None:
    client_id = await siege.application()
    victim = await siege.victim(client_id)
    api = siege.from_address(siege.address, (await siege.start(victim, client_id))["accessToken"])
    assert await _refusals(api, _closed_to(None, is_signed_in=True)) == {"FORBIDDEN"}


@attack("A-04")
async def test_an_auditor_changes_nothing(siege: Siege) -> None:
    victim, api = await _with_role(siege, "AUDITOR")
    closed = _closed_to(Role.AUDITOR, is_signed_in=True)
    before = await siege.sql("SELECT count(*) FROM audit_events WHERE category = 'ADMINISTRATION'")
    assert await _refusals(api, closed) == {"FORBIDDEN"}
    assert await siege.sql("SELECT count(*) FROM audit_events WHERE category = 'ADMINISTRATION'") == before
    await siege.admin.do("deleteUser", userId=victim.id)


@attack("A-05")
async def test_the_help_desk_does_nothing_but_help(siege: Siege) -> None:
    victim, api = await _with_role(siege, "HELPDESK")
    closed = {field.name for field in _closed_to(Role.HELPDESK, is_signed_in=True)}
    assert closed >= {"auditEvents", "createUser", "setUserRole", "saveFactors", "applications", "deleteUser"}
    assert await _refusals(api, _closed_to(Role.HELPDESK, is_signed_in=True)) == {"FORBIDDEN"}
    await siege.admin.do("deleteUser", userId=victim.id)


@attack("A-06")
async def test_a_role_that_is_taken_away_is_gone_with_the_answer(siege: Siege) -> None:
    victim, api = await _with_role(siege, "ADMIN")
    await siege.admin.do("setUserRole", userId=victim.id, role=None)
    assert await _refusals(api, _closed_to(None, is_signed_in=False)) == {"UNAUTHENTICATED"}


@attack("A-07")
async def test_the_export_is_for_those_who_may_see_the_log(siege: Siege) -> None:
    victim, helper = await _with_role(siege, "HELPDESK")
    for path in ("/export/audit.csv", "/export/audit.jsonl"):
        assert (await siege.from_address(siege.address).client.get(path)).status_code == 401
        bearer = {"Authorization": f"Bearer {helper.token}"}
        assert (await helper.client.get(path, headers=bearer)).status_code == 403
    await siege.admin.do("deleteUser", userId=victim.id)


async def _crowd(siege: Siege) -> dict[str, Api]:
    """Every kind of caller but ADMIN: strangers, an invented token, a user of an application, and each other role."""
    client_id = await siege.application()
    user = await siege.start(await siege.victim(client_id), client_id)
    tokens = {"STRANGER": None, "INVENTED": secrets.token_urlsafe(32), "USER": str(user["accessToken"])}
    crowd = {kind: siege.from_address(siege.address, token) for kind, token in tokens.items()}
    for role in ("HELPDESK", "AUDITOR"):
        _, crowd[role] = await _with_role(siege, role)
    return crowd


@attack("A-10")
async def test_the_live_log_is_followed_by_those_who_may_see_it_alone(siege: Siege) -> None:
    (field,) = [each for each in root_fields() if each.kind == "subscription"]
    crowd = await _crowd(siege)
    del crowd["AUDITOR"]
    told = {}
    for kind, api in crowd.items():
        answered = await api.post(field.document, field.variables, Accept="text/event-stream")
        told[kind] = answered.json()["errors"][0]["extensions"]["code"]
    strangers = dict.fromkeys(("STRANGER", "INVENTED"), "UNAUTHENTICATED")
    assert told == strangers | dict.fromkeys(("USER", "HELPDESK"), "FORBIDDEN")


@attack("A-11")
async def test_what_is_read_without_graphql_is_for_those_it_is_meant_for(siege: Siege) -> None:
    """Exports are for whoever sees the log; the explorer asks for a cookie; the rest tells everybody the same."""
    crowd = await _crowd(siege)
    open_to_all = {}
    for kind, api in crowd.items():
        bearer = {"Authorization": f"Bearer {api.token}"} if api.token else {}
        for path in EXPORTS:
            assert (await api.client.head(path, headers=bearer)).status_code == EXPORTS_TELL[kind], (kind, path)
        for path in ("/mailbox.json", "/mailbox"):
            assert (await api.client.get(path, headers=bearer)).status_code == 404
        assert (await api.client.get("/graphiql", headers=bearer)).status_code in (302, 303, 307)
        found = [await api.client.get(path, headers=bearer) for path in OPEN]
        open_to_all[kind] = [(answered.status_code, answered.text) for answered in found]
    assert {status for told in open_to_all.values() for status, _ in told} == {200}
    assert len({repr(told) for told in open_to_all.values()}) == 1


@attack("A-08")
async def test_nobody_gives_themselves_a_role(siege: Siege) -> None:
    for role in ("HELPDESK", "AUDITOR"):
        victim, api = await _with_role(siege, role)
        answered = await api.post(
            "mutation ($i: SetUserRoleInput!) { setUserRole(input: $i) { __typename } }",
            {"i": {"userId": victim.id, "role": "ADMIN"}},
        )
        assert answered.json()["errors"][0]["extensions"]["code"] == "FORBIDDEN"
        assert (await siege.admin.user(victim.id))["role"] == role
        await siege.admin.do("deleteUser", userId=victim.id)


@attack("A-09")
async def test_the_only_administrator_does_not_lock_everybody_out(siege: Siege) -> None:
    (root,) = [row[0] for row in await siege.sql("SELECT id FROM users WHERE email = $1", ADMIN)]
    found = await siege.admin.ask("query ($s: String) { users(search: $s) { edges { node { id } } } }", {"s": ADMIN})
    node_id = found["users"]["edges"][0]["node"]["id"]
    assert await siege.sql("SELECT count(*) FROM users WHERE role = 'ADMIN'") == [(1,)]
    for name, more in (("setUserRole", {"role": None}), ("deleteUser", {})):
        assert (await siege.admin.do(name, userId=node_id, **more))["__typename"] == "LastAdministrator"
    assert await siege.sql("SELECT role FROM users WHERE id = $1", root) == [("ADMIN",)]
