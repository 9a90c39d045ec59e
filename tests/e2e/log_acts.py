"""What administrators do that leaves every kind of detail in the log, done over the API (document 3; rule E2)."""

import json
import urllib.request
from datetime import timedelta

from ostiary.clock import Clock
from tests.e2e.demo_api import DemoApi
from tests.e2e.demo_server import DemoServer, Person

REASON = "Lost phone"
PROGRAM = "nightly-export/2.1"
FIND_USER = """query ($search: String!) { users(first: 1, search: $search) { edges { node { id } } } }"""
RESET = """mutation ($id: ID!, $reason: String) {
  resetOtp(input: {userId: $id, reason: $reason, endOtherSessions: true}) { __typename }
}"""
BYPASS = """mutation ($id: ID!, $bypassed: Boolean!, $reason: String, $until: DateTime) {
  setMfaBypass(input: {userId: $id, bypassed: $bypassed, reason: $reason, until: $until}) { __typename }
}"""
SET_ROLE = """mutation ($id: ID!, $role: Role) { setUserRole(input: {userId: $id, role: $role}) { __typename } }"""
BRAND = """mutation ($id: ID!, $name: String!) {
  saveBranding(input: {applicationId: $id, version: 1, name: $name, accent: "#a8281f"}) { __typename }
}"""
TOGGLE = """mutation ($id: ID!) {
  toggleFactor(input: {applicationId: $id, kind: OTP, enabled: false}) { __typename }
}"""
SAVE = """mutation ($id: ID!) {
  saveFactors(input: {applicationId: $id, confirmBindingRemoval: true}) { __typename }
}"""
MAKE_TOKEN = """mutation ($name: String!, $endsAt: DateTime!) {
  createApiToken(input: {name: $name, role: AUDITOR, endsAt: $endsAt}) { ... on ApiTokenCreated { secret } }
}"""


class Acts:
    """An administrator's day, in an application of its own."""

    def __init__(self, demo: DemoServer) -> None:
        self._demo = demo
        self.api = DemoApi(demo).enter(demo.person("admin"))
        self.application = self.api.create_application("Warehouse", "warehouse")
        self.api.save_factor(self.application, "OTP", enabled=True)
        self.person = self.api.create_person("warehouse-clerk", self.application)
        self.id = self._id_of(self.person)

    def _id_of(self, person: Person) -> str:
        [edge] = self.api.call(FIND_USER, search=person.email)["edges"]
        return str(edge["node"]["id"])

    def do_all(self) -> None:
        """Once of each kind."""
        self.api.bind_otp("warehouse", self.person)
        self.api.call(RESET, id=self.id, reason=REASON)
        self.api.bind_otp("warehouse", self.person)
        until = (Clock().now() + timedelta(hours=8)).isoformat()
        self.api.call(BYPASS, id=self.id, bypassed=True, reason="Travels without a phone until Friday", until=until)
        self.api.call(BYPASS, id=self.id, bypassed=False)
        self.api.call(SET_ROLE, id=self.id, role="HELPDESK")
        self.api.call(SET_ROLE, id=self.id, role=None)
        self.api.call(BRAND, id=self.application, name="The Warehouse")
        self.api.call(TOGGLE, id=self.application)
        self.api.call(SAVE, id=self.application)
        self._use_token()

    def _use_token(self) -> None:
        ends_at = (Clock().now() + timedelta(days=30)).isoformat()
        secret = self.api.call(MAKE_TOKEN, name="nightly export", endsAt=ends_at)["secret"]
        headers = {"authorization": f"Bearer {secret}", "content-type": "application/json", "user-agent": PROGRAM}
        body = json.dumps({"query": "{ users(first: 1) { totalCount } }"}).encode()
        request = urllib.request.Request(f"{self._demo.origin}/graphql", body, headers)
        with urllib.request.urlopen(request, timeout=20) as reply:
            assert "errors" not in json.load(reply)
