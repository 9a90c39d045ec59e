"""Mail: nobody's mailbox is flooded, and no address or name writes a header or a link of its own (L9, M4)."""

from tests.attack.marks import attack
from tests.attack.siege import Siege
from tests.processes.installation import PASSWORD


@attack("M-01")
async def test_a_minute_lies_between_two_mails_of_a_login(siege: Siege) -> None:
    client_id = await siege.application("EMAIL")
    victim = await siege.victim(client_id)
    token = await siege.challenge(victim, client_id)
    await siege.mailed_code(token, victim)
    again = [await api.do("sendEmailCode", challenge=token) for api in siege.apis]
    assert {each["__typename"] for each in again} == {"RateLimited"}


@attack("M-02")
async def test_new_logins_send_no_more_than_ten_mails_an_hour(siege: Siege) -> None:
    client_id = await siege.application("EMAIL")
    victim = await siege.victim(client_id)
    tokens = [await siege.challenge(victim, client_id) for _ in range(12)]
    answers = [await siege.far(n).do("sendEmailCode", challenge=token) for n, token in enumerate(tokens)]
    assert [each["__typename"] for each in answers] == ["EmailCodeSent"] * 10 + ["RateLimited"] * 2
    assert siege.installation.smtp is not None
    assert len(siege.installation.smtp.to(victim.email)) == 10


@attack("M-03")
async def test_an_address_that_writes_headers_is_nobodys(siege: Siege) -> None:
    for email in (
        "a@example.com\r\nBcc: b@example.com",
        "a@example.com,b@example.com",
        "<a@example.com>",
        "a\x00@example.com",
    ):
        answered = await siege.admin.post(
            "mutation ($i: CreateUserInput!) { createUser(input: $i) { __typename } }",
            {"i": {"email": email, "password": PASSWORD}},
        )
        assert answered.json()["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


@attack("M-04")
async def test_a_name_of_an_application_writes_no_header_and_no_markup(siege: Siege) -> None:
    name = '<img src="https://evil.example/x">'
    created = await siege.admin.do("createApplication", name=name)
    client_id = (await siege.sql("SELECT client_id FROM applications WHERE name = $1", name))[-1][0]
    siege.applications[client_id] = created["application"]["id"]
    await siege.turn(client_id, EMAIL=True)
    victim = await siege.victim(client_id)
    await siege.mailed_code(await siege.challenge(victim, client_id), victim)
    assert siege.installation.smtp is not None
    (message,) = siege.installation.smtp.to(victim.email)
    html = message.get_body(("html",))
    assert html is not None
    assert "<img" not in html.get_content()


@attack("M-05")
async def test_a_code_goes_to_the_address_of_the_account_alone(siege: Siege) -> None:
    client_id = await siege.application("EMAIL")
    victim = await siege.victim(client_id)
    token = await siege.challenge(victim, client_id)
    answered = await siege.api.post(
        "mutation ($i: ChallengeInput!) { sendEmailCode(input: $i) { __typename } }",
        {"i": {"challenge": token, "email": "thief@example.com"}},
    )
    assert answered.json()["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    await siege.mailed_code(token, victim)
    assert siege.installation.smtp is not None
    (message,) = siege.installation.smtp.to(victim.email)
    assert message["To"] == victim.email
    assert message["Cc"] is message["Bcc"] is None


@attack("M-06")
async def test_a_lying_host_header_sends_no_mail(siege: Siege) -> None:
    client_id = await siege.application("EMAIL")
    victim = await siege.victim(client_id)
    token = await siege.challenge(victim, client_id)
    document = "mutation ($i: ChallengeInput!) { sendEmailCode(input: $i) { __typename } }"
    answered = await siege.api.post(document, {"i": {"challenge": token}}, Host="evil.example")
    assert 400 <= answered.status_code < 500
    assert siege.installation.smtp is not None
    assert siege.installation.smtp.to(victim.email) == []
