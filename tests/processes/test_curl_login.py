"""A whole login with nothing but curl: binding, both deliveries, the cookie's rules, the ID token (operations.md)."""

import json
import subprocess
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.processes.documents import SIGN_OUT, VIEWER, mutation
from tests.processes.id_tokens import verified_claims
from tests.processes.installation import PASSWORD, now
from tests.processes.visitor import Visitor
from tests.support.authenticator import Authenticator

OURS = ("-H", "X-Ostiary-Client: shop")


class Curl:
    """Posts documents with a cookie jar of its own."""

    def __init__(self, url: str, jar: Path) -> None:
        self.url, self.jar = url, jar

    def post(self, query: str, variables: dict[str, Any] | None = None, *options: str) -> Any:
        """The data that is answered."""
        body = json.dumps({"query": query, "variables": variables})
        jar = ("-b", str(self.jar), "-c", str(self.jar))
        said = subprocess.run(
            ["curl", "-sS", *jar, *options, "-H", "Content-Type: application/json", "-d", body, f"{self.url}/graphql"],
            capture_output=True,
            check=True,
            timeout=60,
        ).stdout
        return json.loads(said)["data"]

    def do(self, name: str, *options: str, **values: Any) -> Any:
        return self.post(mutation(name), {"input": values}, *options)[name]

    def viewer(self, *options: str) -> str | None:
        """Whom the server takes us for."""
        viewer = self.post(VIEWER, None, *options)["viewer"]
        return viewer and str(viewer["email"])


@pytest.fixture
def curl(visitor: Visitor, tmp_path: Path) -> Curl:
    return Curl(visitor.api.url, tmp_path / "jar")


def start(curl: Curl, visitor: Visitor, delivery: str) -> str:
    started = curl.do("startLogin", clientId="shop", email=visitor.email, password=PASSWORD, delivery=delivery)
    assert [(m["kind"], m["bound"]) for m in started["methods"]][1] == ("EMAIL", True)
    return str(started["token"])


def mailed_code(curl: Curl, visitor: Visitor, challenge: str) -> str:
    assert curl.do("sendEmailCode", challenge=challenge)["__typename"] == "EmailCodeSent"
    assert visitor.installation.smtp is not None
    return str(visitor.installation.smtp.to(visitor.email)[-1]["Subject"])[:6]


def test_somebody_binds_and_signs_in_by_the_app_and_by_mail(curl: Curl, visitor: Visitor) -> None:
    """Document 2.1 to 2.3; rules L5, L6: each login proves what its `amr` says."""
    challenge = start(curl, visitor, "BODY")
    offered = curl.do("beginOtpBinding", challenge=challenge)
    app = Authenticator.scanning(offered["otpauthUri"])
    pair = {"code": app.code_at(now()), "emailCode": mailed_code(curl, visitor, challenge)}
    bound = curl.do("confirmOtpBinding", challenge=challenge, **pair)

    challenge = start(curl, visitor, "BODY")
    by_app = curl.do("verifyFactor", challenge=challenge, kind="OTP", code=app.code_at(now(), steps=1))
    challenge = start(curl, visitor, "BODY")
    code = mailed_code(curl, visitor, challenge)
    by_mail = curl.do("verifyFactor", challenge=challenge, kind="EMAIL", code=f" {code[:3]}-{code[3:]} ")

    logins = (bound, by_app, by_mail)
    assert [login["amr"] for login in logins] == [["pwd", "otp", "mfa"], ["pwd", "otp", "mfa"], ["pwd", "email", "mfa"]]
    for login in logins:
        assert curl.viewer("-H", f"Authorization: Bearer {login['accessToken']}") == visitor.email
    assert curl.viewer(*OURS) is None


def test_a_cookie_counts_with_our_header_from_our_origin_until_sign_out(curl: Curl, visitor: Visitor) -> None:
    """operations.md, "Authentication"."""
    challenge = start(curl, visitor, "COOKIE")
    code = mailed_code(curl, visitor, challenge)
    completed = curl.do("verifyFactor", challenge=challenge, kind="EMAIL", code=code)

    assert completed["accessToken"] is None
    assert "#HttpOnly_127.0.0.1" in curl.jar.read_text()
    assert curl.viewer(*OURS) == visitor.email
    assert curl.viewer(*OURS, "-H", f"Origin: {curl.url}") == visitor.email
    assert curl.viewer() is None
    assert curl.viewer(*OURS, "-H", "Origin: https://evil.example") is None
    assert curl.viewer(*OURS, "-H", "Sec-Fetch-Site: cross-site") is None

    stolen = curl.jar.read_text()
    assert curl.post(SIGN_OUT, None, *OURS) == {"signOut": {"ok": True}}
    curl.jar.write_text(stolen)
    assert curl.viewer(*OURS) is None


def test_the_id_token_is_verified_by_the_published_keys(curl: Curl, visitor: Visitor) -> None:
    """Contract, LoginCompleted.idToken: five minutes, for the application; the API does not accept it."""
    challenge = start(curl, visitor, "BODY")
    code = mailed_code(curl, visitor, challenge)
    completed = curl.do("verifyFactor", challenge=challenge, kind="EMAIL", code=code)

    published = httpx2.get(f"{curl.url}/.well-known/jwks.json").json()
    claims = verified_claims(completed["idToken"], published)

    assert claims["iss"] == "http://127.0.0.1"
    assert (claims["sub"], claims["aud"]) == (completed["user"]["id"], "shop")
    assert claims["exp"] - claims["iat"] == 300
    assert claims["amr"] == ["pwd", "email", "mfa"]
    assert abs(claims["auth_time"] - now().timestamp()) < 60
    assert curl.viewer("-H", f"Authorization: Bearer {completed['idToken']}") is None
