"""The explorer's ready examples, run one after the other: a login from its start to its tokens."""

import json
import re
from typing import Any

from playwright.sync_api import Page, StorageState, expect

from tests.e2e.authenticator_app import AuthenticatorApp
from tests.e2e.conftest import Visitors
from tests.e2e.demo_api import DemoApi
from tests.e2e.demo_server import DemoServer
from tests.support.authenticator import Authenticator


def answer_of(page: Page, tab: str, **variables: str) -> Any:
    """What the server answers to the example of that tab with these variables in place of its own."""
    page.get_by_role("tab", name=tab).get_by_role("button", name=tab, exact=True).click()
    expect(page.get_by_role("region", name="Operation Editor")).to_contain_text(tab)
    editor = page.get_by_role("region", name="Variables")
    editor.get_by_role("textbox").focus()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(json.dumps(variables))
    # The editor closed by itself what the first character opened.
    page.keyboard.press("Control+Shift+End")
    page.keyboard.press("Delete")
    expect(editor).to_contain_text(list(variables)[-1])
    with page.expect_response("**/graphql") as answered:
        page.get_by_role("button", name=re.compile("^Execute query")).click()
    [answer] = answered.value.json()["data"].values()
    expect(page.get_by_role("region", name="Result Window")).to_contain_text(answer["__typename"])
    return answer


def test_a_login_runs_through_the_examples_from_the_password_to_the_tokens(
    visitors: Visitors, session: StorageState, demo: DemoServer
) -> None:
    explorer = visitors(storage_state=session)
    explorer.goto("/graphiql")
    api = DemoApi(demo).enter(demo.person("admin"))
    application = api.create_application("Explored Works", "explored-works")
    api.save_factor(application, "OTP", enabled=True)
    person = api.create_person("explored", application)
    password = {"clientId": "explored-works", "email": person.email, "password": person.password}

    challenge = answer_of(explorer, "StartLogin", **password)["token"]
    assert answer_of(explorer, "SendEmailCode", challenge=challenge)["__typename"] == "EmailCodeSent"
    secret = answer_of(explorer, "BeginOtpBinding", challenge=challenge)["secret"]
    app = AuthenticatorApp(Authenticator.typing(secret))
    codes = {"code": app.fresh_code(), "emailCode": demo.mailed_code(person.email)}
    bound = answer_of(explorer, "ConfirmOtpBinding", challenge=challenge, **codes)
    assert (bound["__typename"], bound["amr"]) == ("LoginCompleted", ["pwd", "otp", "mfa"])

    challenge = answer_of(explorer, "StartLogin", **password)["token"]
    verified = answer_of(explorer, "VerifyFactor", challenge=challenge, kind="OTP", code=app.fresh_code())
    assert (verified["__typename"], verified["amr"]) == ("LoginCompleted", ["pwd", "otp", "mfa"])
    for completed in (bound, verified):
        assert len(completed["accessToken"]) == 43
        assert completed["idToken"].count(".") == 2
    # Whoever tried it is still who they were.
    explorer.goto("/applications")
    expect(explorer.get_by_role("link", name="Demo Application")).to_be_visible()
