"""What the console reads besides lists: mail delivery, the log's lines, nodes; and that a page costs few queries."""

from typing import Any

import pytest
from tortoise.backends.sqlite.client import SqliteClient

from ostiary.policy.vocabulary import FactorKind
from ostiary.services.node_ids import encode_id
from ostiary.services.user_security import set_mfa_bypass
from ostiary.store.mail_ledger import note_delivery
from tests.api.caller import Caller
from tests.support.collected_mail import CollectedMail
from tests.support.door import Door
from tests.support.passing_time import Hands
from tests.support.scene import OFFICE, Scene

MAIL = "{ mailDelivery { isConfigured isWorking lastDeliveredAt lastFailedAt } }"
PAGE = """
{
  users(first: 100) {
    edges { node { email applications { name factors { kind stagedEnabled savedBy { email } } }
                   bindings { kind application { name } user { email } } } }
  }
}
"""


async def test_mail_works_until_a_delivery_fails_and_again_after_one_that_does_not(
    api: Caller, admin: str, hands: Hands, mail: CollectedMail
) -> None:
    async def told() -> tuple[bool, bool]:
        answer = (await api.ask(MAIL, token=admin))["mailDelivery"]
        return answer["isConfigured"], answer["isWorking"]

    seen = [await told()]
    for is_delivered in (True, False, True):
        await note_delivery(is_delivered, hands.move(seconds=1))
        seen.append(await told())
    mail.is_configured = False
    seen.append(await told())
    assert seen == [(True, True), (True, True), (True, False), (True, True), (False, False)]


async def test_a_line_of_the_log_says_who_whom_where_and_what(api: Caller, scene: Scene, admin: str) -> None:
    user = await scene.user("ana@example.com", await scene.application())
    await set_mfa_bypass(scene.runtime, scene.admin.id, user.id, True, OFFICE)
    document = """
      query ($filter: AuditEventFilter) {
        auditEvents(filter: $filter) { edges { node {
          id type label category occurredAt user { email } userEmail actor { email } application { name }
          ip country userAgent result failureReason details { name value }
        } } }
      }
    """
    answer = await api.ask(document, {"filter": {"types": ["MFA_BYPASS_SET"]}}, admin)
    [line] = [edge["node"] for edge in answer["auditEvents"]["edges"]]
    event_id = line.pop("id")
    assert line == {
        "type": "MFA_BYPASS_SET",
        "label": "MFA bypass set",
        "category": "ADMINISTRATION",
        "occurredAt": "2026-11-24T09:00:10+00:00",
        "user": {"email": "ana@example.com"},
        "userEmail": "ana@example.com",
        "actor": {"email": "admin@example.com"},
        "application": None,
        "ip": "198.51.100.20",
        "country": "CN",
        "userAgent": "Console/1.0",
        "result": "SUCCESS",
        "failureReason": None,
        "details": [{"name": "bypass", "value": "on"}],
    }
    node = "query ($id: ID!) { node(id: $id) { id ... on AuditEvent { label } } }"
    assert (await api.ask(node, {"id": event_id}, admin))["node"] == {"id": event_id, "label": "MFA bypass set"}


async def test_every_node_is_read_again_by_the_id_that_it_gave(api: Caller, scene: Scene, admin: str) -> None:
    application = await scene.application(FactorKind.OTP)
    user = await scene.user("ana@example.com", application)
    await Door(scene, application).bind(user)
    document = """
      query ($id: ID!) { user(id: $id) { id applications { id factors { id } } bindings { id } } }
    """
    seen = (await api.ask(document, {"id": encode_id("User", user.id)}, admin))["user"]
    ids = {
        "User": seen["id"],
        "Application": seen["applications"][0]["id"],
        "Factor": seen["applications"][0]["factors"][0]["id"],
        "MfaBinding": seen["bindings"][0]["id"],
    }
    node = "query ($id: ID!) { node(id: $id) { __typename id } }"
    for kind, node_id in ids.items():
        assert (await api.ask(node, {"id": node_id}, admin))["node"] == {"__typename": kind, "id": node_id}


async def test_a_page_of_many_users_costs_no_more_queries_than_one_of_few(
    api: Caller, scene: Scene, admin: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    application = await scene.application(FactorKind.OTP)
    queries: list[str] = []

    async def count() -> int:
        queries.clear()
        await api.ask(PAGE, token=admin)
        return len(queries)

    plain = SqliteClient.execute_query

    async def counted(client: SqliteClient, query: str, values: Any = None) -> Any:
        queries.append(query)
        return await plain(client, query, values)

    monkeypatch.setattr(SqliteClient, "execute_query", counted)
    await Door(scene, application).bind(await scene.user("one@example.com", application))
    few = await count()
    for number in range(10):
        await scene.user(f"user{number}@example.com", application)
    assert (await count(), few > 3) == (few, True)
