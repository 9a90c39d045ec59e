"""Mail texts over HTTP: read, saved, previewed, mailed to oneself; what is wrong is told by place (L9)."""

from typing import Any
from uuid import UUID

import pytest

from ostiary.services.node_ids import encode_id
from tests.api.caller import Caller
from tests.api.console import Console
from tests.support.rows import changed_by
from tests.support.scene import Scene

TEXTS = """
query ($id: ID!) {
  application(id: $id) {
    mailTexts {
      kind language edited subject body version savedAt savedBy { email }
      variables { name description required inSubject }
    }
  }
}
"""
BROKEN = ["", "{", "x" * 10_000, "a\0b", "\ud800", "１２３ {application}\r\n}"]


@pytest.fixture
async def wanted(scene: Scene) -> dict[str, Any]:
    acme = await scene.application()
    text = {"subject": "opens {application}", "body": "{code}\n\nfor <b>{email}</b>"}
    return {"applicationId": encode_id("Application", acme.id), "kind": "CODE", "language": "EN", **text}


async def texts(api: Caller, wanted: dict[str, Any], token: str) -> Any:
    return (await api.ask(TEXTS, {"id": wanted["applicationId"]}, token))["application"]["mailTexts"]


async def test_a_text_is_saved_read_and_given_up(api: Caller, console: Console, wanted: dict[str, Any]) -> None:
    saved = (await console.do("saveMailText", **wanted, version=0))["mailText"]
    assert (saved["edited"], saved["version"], saved["subject"]) == (True, 1, "opens {application}")
    first = (await texts(api, wanted, console.token))[0]
    assert (first["body"], first["savedBy"]) == ("{code}\n\nfor <b>{email}</b>", {"email": "admin@example.com"})
    named = {name: wanted[name] for name in ("applicationId", "kind", "language")}
    given_up = (await console.do("resetMailText", **named, version=1))["mailText"]
    assert (given_up["edited"], given_up["subject"]) == (False, "is your {application} code")


async def test_variables_are_listed_with_their_meaning(api: Caller, console: Console, wanted: dict[str, Any]) -> None:
    listed = {each["name"]: each for each in (await texts(api, wanted, console.token))[0]["variables"]}
    assert list(listed) == ["code", "application", "email", "time", "place", "ip", "country", "minutes"]
    assert (listed["code"]["required"], listed["code"]["inSubject"]) == (True, False)
    assert (listed["place"]["required"], listed["place"]["inSubject"]) == (False, True)
    assert all(each["description"] for each in listed.values())


async def test_a_conflict_shows_what_holds(console: Console, wanted: dict[str, Any]) -> None:
    await console.do("saveMailText", **wanted, version=0)
    told = await console.do("saveMailText", **{**wanted, "body": "{code}"}, version=0)
    assert (told["__typename"], told["mailText"]["version"]) == ("MailTextConflict", 1)
    assert told["mailText"]["body"] == wanted["body"]


@pytest.mark.parametrize("field", ["saveMailText", "mailTextPreview", "sendTestMailText"])
@pytest.mark.parametrize("body", BROKEN)
async def test_a_broken_body_is_told_by_its_place_and_changes_nothing(
    console: Console, wanted: dict[str, Any], scene: Scene, field: str, body: str
) -> None:
    told: list[Any] = []
    version = {"version": 0} if field == "saveMailText" else {}

    async def send() -> None:
        told.append(await console.do(field, **{**wanted, "body": body}, **version))

    changed = await changed_by(send)
    assert changed <= {"sessions.last_seen_at"}
    assert told[0]["__typename"] == "MailTextFaulty"
    assert {fault["part"] for fault in told[0]["faults"]} == {"BODY"}
    assert scene.mail.messages == []


async def test_a_fault_says_where_and_what_to_do(console: Console, wanted: dict[str, Any]) -> None:
    told = await console.do("saveMailText", **{**wanted, "body": "{code}\n\nDear {nam}"}, version=0)
    assert told["message"].startswith("At body, line 3, column 6: There is no such variable here.")
    (fault,) = told["faults"]
    place = {"part": "BODY", "line": 3, "column": 6, "reason": "UNKNOWN_VARIABLE"}
    assert {name: fault[name] for name in place} == place
    assert "nam" not in fault["message"].replace("name", "")


async def test_a_preview_is_escaped_and_carries_a_sample_code(console: Console, wanted: dict[str, Any]) -> None:
    answered = await console.api.ask(
        "query ($input: MailTextInput!) { mailTextPreview(input: $input) { ... on MailTextPreview "
        "{ subject text html } } }",
        {"input": wanted},
        console.token,
    )
    shown = answered["mailTextPreview"]
    assert shown["subject"] == "123456 opens Acme"
    assert "for <b>ann@example.com</b>" in shown["text"]
    assert "for &lt;b&gt;ann@example.com&lt;/b&gt;" in shown["html"]


async def test_a_test_mail_goes_to_the_caller(console: Console, wanted: dict[str, Any], scene: Scene) -> None:
    assert (await console.do("sendTestMailText", **wanted))["email"] == "admin@example.com"
    assert scene.mail.subjects("admin@example.com") == ["123456 opens Acme"]


@pytest.mark.parametrize("field", ["saveMailText", "resetMailText", "mailTextPreview", "sendTestMailText"])
@pytest.mark.parametrize("id_", ["", "x" * 10_000, "\0", "\ud800", encode_id("User", UUID(int=1))])
async def test_an_id_of_no_application_is_not_found(
    console: Console, wanted: dict[str, Any], field: str, id_: str
) -> None:
    named = {**wanted, "applicationId": id_}
    if field == "resetMailText":
        named = {name: named[name] for name in ("applicationId", "kind", "language")}
    version = {"version": 0} if field in ("saveMailText", "resetMailText") else {}
    assert (await console.do(field, **named, **version))["__typename"] == "NotFound"
