"""The demo over its API, for what a test of the screens needs to find there: people, applications, bindings."""

import json
import urllib.request
from typing import Any

from ostiary.clock import Clock
from tests.e2e.demo_server import DemoServer, Person
from tests.support.authenticator import Authenticator

PASSWORD = "correct horse battery"
LOGIN = """mutation ($clientId: String!, $email: String!, $password: String!) {
  startLogin(input: {clientId: $clientId, email: $email, password: $password}) {
    ... on LoginCompleted { accessToken } ... on LoginChallenge { token }
  }
}"""
CREATE_APPLICATION = """mutation ($name: String!, $clientId: String!) {
  createApplication(input: {name: $name, clientId: $clientId}) { ... on ApplicationCreated { application { id } } }
}"""
CREATE_USER = """mutation ($email: String!, $password: String!, $applications: [ID!]!, $role: Role) {
  createUser(input: {email: $email, password: $password, applicationIds: $applications, role: $role}) {
    ... on UserCreated { user { id } }
  }
}"""
TOGGLE = """mutation ($id: ID!, $kind: FactorKind!, $enabled: Boolean!) {
  toggleFactor(input: {applicationId: $id, kind: $kind, enabled: $enabled}) { __typename }
}"""
SAVE = """mutation ($id: ID!) { saveFactors(input: {applicationId: $id}) { __typename } }"""
SEND = """mutation ($challenge: String!) { sendEmailCode(input: {challenge: $challenge}) { __typename } }"""
BEGIN = """mutation ($challenge: String!) {
  beginOtpBinding(input: {challenge: $challenge}) { ... on OtpEnrollment { secret } }
}"""
CONFIRM = """mutation ($challenge: String!, $code: String!, $emailCode: String!) {
  confirmOtpBinding(input: {challenge: $challenge, code: $code, emailCode: $emailCode}) { __typename }
}"""

VERIFY = """mutation ($challenge: String!, $kind: FactorKind!, $code: String!) {
  verifyFactor(input: {challenge: $challenge, kind: $kind, code: $code}) { __typename }
}"""


class DemoApi:
    """One caller: a stranger until `enter`."""

    def __init__(self, demo: DemoServer) -> None:
        self._demo = demo
        self._token = ""

    def enter(self, administrator: Person) -> "DemoApi":
        """Sign in to the console, without a browser."""
        self._token = self._log_in("console", administrator)["accessToken"]
        return self

    def call(self, document: str, **variables: Any) -> Any:
        """The answer of the document's one field."""
        headers = {"content-type": "application/json"}
        if self._token:
            headers["authorization"] = f"Bearer {self._token}"
        body = json.dumps({"query": document, "variables": variables}).encode()
        request = urllib.request.Request(f"{self._demo.origin}/graphql", body, headers)
        with urllib.request.urlopen(request, timeout=20) as reply:
            answer: dict[str, Any] = json.load(reply)
        assert "errors" not in answer, answer
        [field] = answer["data"].values()
        return field

    def create_application(self, name: str, client_id: str) -> str:
        """Its id."""
        return str(self.call(CREATE_APPLICATION, name=name, clientId=client_id)["application"]["id"])

    def create_person(self, name: str, *applications: str, role: str | None = None) -> Person:
        """`name`@example.com, assigned to those applications."""
        person = Person(f"{name}@example.com", PASSWORD)
        self.call(CREATE_USER, email=person.email, password=PASSWORD, applications=applications, role=role)
        return person

    def save_factor(self, application: str, kind: str, enabled: bool) -> None:
        """Staged and saved by this caller."""
        self.call(TOGGLE, id=application, kind=kind, enabled=enabled)
        assert self.call(SAVE, id=application) == {"__typename": "FactorsSaved"}

    def bind_otp(self, client_id: str, person: Person) -> None:
        """The person's first login, from the password to both codes (L5)."""
        stranger = DemoApi(self._demo)
        challenge = stranger._log_in(client_id, person)["token"]
        stranger.call(SEND, challenge=challenge)
        app = Authenticator.typing(stranger.call(BEGIN, challenge=challenge)["secret"])
        code, mailed = app.code_at(Clock().now()), self._demo.mailed_code(person.email)
        confirmed = stranger.call(CONFIRM, challenge=challenge, code=code, emailCode=mailed)
        assert confirmed == {"__typename": "LoginCompleted"}

    def bind_email(self, client_id: str, person: Person) -> None:
        """A login with a mailed code, which binds the email factor (D3)."""
        stranger = DemoApi(self._demo)
        challenge = stranger._log_in(client_id, person)["token"]
        stranger.call(SEND, challenge=challenge)
        code = self._demo.mailed_code(person.email)
        verified = stranger.call(VERIFY, challenge=challenge, kind="EMAIL", code=code)
        assert verified == {"__typename": "LoginCompleted"}

    def lock(self, client_id: str, person: Person) -> None:
        """Six wrong codes in a row (A2); not digits, so that none is right by luck."""
        stranger = DemoApi(self._demo)
        challenge = stranger._log_in(client_id, person)["token"]
        told = [stranger.call(VERIFY, challenge=challenge, kind="EMAIL", code="wrong") for _ in range(6)]
        assert told[-1] == {"__typename": "AccountLocked"}

    def _log_in(self, client_id: str, person: Person) -> dict[str, str]:
        answer: dict[str, str] = self.call(LOGIN, clientId=client_id, email=person.email, password=person.password)
        return answer
