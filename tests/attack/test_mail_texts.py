"""Mail texts that an administrator writes: no header, no markup, no value of another kind comes in by them (L9)."""

from typing import Any

import pytest

from tests.attack.marks import attack
from tests.attack.siege import Siege

SAVE = "mutation ($i: SaveMailTextInput!) { saveMailText(input: $i) { __typename } }"


async def saved(siege: Siege, client_id: str, subject: str, body: str) -> str:
    """The answer's type."""
    written: dict[str, Any] = {"kind": "CODE", "language": "EN", "version": 0, "subject": subject, "body": body}
    answered = await siege.admin.post(SAVE, {"i": {"applicationId": siege.applications[client_id], **written}})
    return str(answered.json()["data"]["saveMailText"]["__typename"])


async def mailed(siege: Siege, client_id: str) -> tuple[str, Any]:
    """The code, and the message that brought it."""
    victim = await siege.victim(client_id)
    code = await siege.mailed_code(await siege.challenge(victim, client_id), victim)
    assert siege.installation.smtp is not None
    (message,) = siege.installation.smtp.to(victim.email)
    return code, message


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        pytest.param("x\r\nBcc: eve@example.com", "{code}", marks=attack("M-10")),
        pytest.param("x", "{code} {0.__class__.__init__.__globals__}", marks=attack("M-11")),
        pytest.param("x", "{code} {code.__class__} {code!r:>99999}", marks=attack("M-12")),
        pytest.param("x", "{code} {password} {public_url} {key_ring}", marks=attack("M-13")),
        pytest.param("x", "{{code}} is not a code", marks=attack("M-14")),
        pytest.param("x\u2028y", "{code}", marks=attack("M-15")),
        pytest.param("x", "{code} {{{{{code", marks=attack("M-16")),
    ],
)
async def test_a_text_that_would_say_more_than_it_may_is_refused(siege: Siege, subject: str, body: str) -> None:
    client_id = await siege.application("EMAIL")
    assert await saved(siege, client_id, subject, body) == "MailTextFaulty"
    assert await siege.sql("SELECT id FROM mail_texts WHERE body = $1", body) == []


@attack("M-17")
async def test_markup_in_a_text_is_text_and_the_code_stays_first(siege: Siege) -> None:
    client_id = await siege.application("EMAIL")
    body = '<script>x</script><a href="https://evil.example">{code}</a> %s ${{code}}\n\n{code}'
    assert await saved(siege, client_id, "111111 is the code; not ", body) == "MailTextSaved"
    code, message = await mailed(siege, client_id)
    assert message["Subject"] == f"{code} 111111 is the code; not"
    html = message.get_body(("html",)).get_content()
    assert [word for word in ("<script", '<a href="https://evil') if word in html] == []
    assert "%s ${code}" in message.get_body(("plain",)).get_content()


@attack("M-18")
async def test_a_name_that_is_a_variable_is_a_name(siege: Siege) -> None:
    created = await siege.admin.do("createApplication", name="{code} {email} {{x}}")
    (row,) = await siege.sql("SELECT client_id FROM applications WHERE name = $1", "{code} {email} {{x}}")
    siege.applications[row[0]] = created["application"]["id"]
    await siege.turn(row[0], EMAIL=True)
    assert await saved(siege, row[0], "for {application}", "{application}\n\n{code}") == "MailTextSaved"
    code, message = await mailed(siege, row[0])
    assert message["Subject"] == f"{code} for {{code}} {{email}} {{{{x}}}}"
