"""API tokens over HTTP: the secret once, bearer alone, shapes refused, a log that names the program (E2, E3)."""

from datetime import timedelta
from typing import Any

import pytest

from ostiary.services.node_ids import encode_id
from tests.api.caller import Caller
from tests.api.console import Console, user_id
from tests.support.passing_time import Hands
from tests.support.programs import made_token
from tests.support.scene import Scene

CREATE = """
mutation ($input: CreateApiTokenInput!) {
  createApiToken(input: $input) {
    ... on ApiTokenCreated { secret apiToken { id name role state createdBy { email } } }
  }
}
"""
LIST = "{ apiTokens { totalCount edges { node { id name state lastUsedAt lastUsedIp revokedAt } } } }"
LOG = """
query ($filter: AuditEventFilter) {
  auditEvents(filter: $filter) {
    edges { node { type actor { id } actorName actorToken { name } details { name value } } }
  }
}
"""


def wanted(hands: Hands, **changed: Any) -> dict[str, Any]:
    ends_at = (hands.now + timedelta(days=30)).isoformat()
    return {"input": {"name": "nightly", "role": "AUDITOR", "endsAt": ends_at, **changed}}


async def test_a_token_is_answered_once_and_never_listed(api: Caller, console: Console, hands: Hands) -> None:
    made = (await api.ask(CREATE, wanted(hands), console.token))["createApiToken"]
    assert made["secret"].startswith("ost_")
    assert len(made["secret"]) == 47
    token = {"id": made["apiToken"]["id"], "name": "nightly", "role": "AUDITOR", "state": "ACTIVE"}
    assert made["apiToken"] == {**token, "createdBy": {"email": "admin@example.com"}}
    listed = await api.ask(LIST, token=console.token)
    assert listed["apiTokens"]["edges"][0]["node"]["lastUsedAt"] is None
    assert made["secret"] not in repr(listed)


@pytest.mark.parametrize("name", ["", "  ", "x" * 101, "a\0b", "\ud800", "x" * 10_000])
async def test_a_name_of_another_shape_is_refused(api: Caller, console: Console, hands: Hands, name: str) -> None:
    _, error = await api.refusal(CREATE, wanted(hands, name=name), console.token)
    assert error["extensions"] == {"code": "BAD_USER_INPUT", "field": "input.name"}
    assert (await api.ask(LIST, token=console.token))["apiTokens"]["totalCount"] == 0


@pytest.mark.parametrize("away", [timedelta(0), timedelta(seconds=-1), timedelta(days=366, microseconds=1)])
async def test_an_end_that_is_past_or_beyond_a_year_is_refused(
    api: Caller, console: Console, hands: Hands, away: timedelta
) -> None:
    variables = wanted(hands, endsAt=(hands.now + away).isoformat())
    _, error = await api.refusal(CREATE, variables, console.token)
    assert error["extensions"] == {"code": "BAD_USER_INPUT", "field": "input.endsAt"}
    assert (await api.ask(LIST, token=console.token))["apiTokens"]["totalCount"] == 0


async def test_the_log_names_the_program_and_what_it_asked_for(api: Caller, scene: Scene, admin: str) -> None:
    made = await made_token(scene)
    document = "query { ...Both } fragment Both on Query { users { totalCount } other: applications { totalCount } }"
    await api.ask(document, token=made.secret)
    sought = {"filter": {"actorTokenId": encode_id("ApiToken", made.token.id)}}
    (edge,) = (await api.ask(LOG, sought, admin))["auditEvents"]["edges"]
    assert edge["node"] == {
        "type": "API_TOKEN_USED",
        "actor": None,
        "actorName": "nightly",
        "actorToken": {"name": "nightly"},
        "details": [{"name": "operation", "value": "query users, applications"}],
    }


async def test_fragments_that_name_each_other_many_times_are_told_in_no_time(api: Caller, scene: Scene) -> None:
    made = await made_token(scene)
    spread = " ".join(f"fragment F{n} on Query {{ ...F{n + 1} ...F{n + 1} }}" for n in range(60))
    await api.ask(f"query {{ ...F0 }} {spread} fragment F60 on Query {{ service {{ version }} }}", token=made.secret)


async def test_a_token_is_nothing_in_a_cookie(api: Caller, scene: Scene) -> None:
    made = await made_token(scene)
    answer = await api.post("{ users { totalCount } }", headers={"Cookie": f"console={made.secret}"})
    assert answer.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


async def test_a_token_has_no_viewer(api: Caller, scene: Scene) -> None:
    made = await made_token(scene)
    assert await api.ask("{ viewer { id } }", token=made.secret) == {"viewer": None}


async def test_a_token_makes_users_without_a_role_alone(api: Caller, scene: Scene, admin: str) -> None:
    made = await made_token(scene)
    document = "mutation ($input: CreateUserInput!) { createUser(input: $input) { __typename } }"
    plain = {"email": "plain@example.com", "password": "long enough"}
    assert await api.code(document, {"input": {**plain, "role": "AUDITOR"}}, made.secret) == "FORBIDDEN"
    assert (await api.ask(document, {"input": plain}, made.secret))["createUser"]["__typename"] == "UserCreated"
    deletion = "mutation ($input: DeleteUserInput!) { deleteUser(input: $input) { __typename } }"
    assert await api.code(deletion, {"input": {"userId": user_id(scene.admin.id)}}, made.secret) == "FORBIDDEN"


async def test_a_revoked_token_is_shown_as_such(api: Caller, console: Console, scene: Scene) -> None:
    made = await made_token(scene)
    document = "mutation ($input: RevokeApiTokenInput!) { revokeApiToken(input: $input) { __typename } }"
    for sent, answer in ((made.token.id, "ApiTokenRevoked"), (scene.admin.id, "NotFound")):
        variables = {"input": {"apiTokenId": encode_id("ApiToken", sent)}}
        assert (await api.ask(document, variables, console.token))["revokeApiToken"]["__typename"] == answer
    (edge,) = (await api.ask(LIST, token=console.token))["apiTokens"]["edges"]
    assert (edge["node"]["state"], edge["node"]["revokedAt"] is None) == ("REVOKED", False)
    assert await api.code("{ users { totalCount } }", token=made.secret) == "UNAUTHENTICATED"
