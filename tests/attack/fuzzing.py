"""Documents made up from the schema by schemathesis, and sent to a running server.

Where a document fits the schema, some of its ids, handles and names are real ones, so that more than the first look-up
is tried. The examples are the same in every run; `OSTIARY_FUZZ=500` tries so many new ones per field.
"""

import os
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.config import SchemathesisConfig
from schemathesis.core.result import Ok
from schemathesis.core.transport import Response
from schemathesis.generation import GenerationMode
from schemathesis.generation.case import Case
from schemathesis.graphql import nodes
from schemathesis.schemas import APIOperation

from tests.architecture.sources import ROOT

_WANTED = int(os.environ.get("OSTIARY_FUZZ", "0"))
EXAMPLES = _WANTED or 6

_NAMES = {
    "users": ("id", "input.userId"),
    "applications": ("id", "input.applicationId", "input.applicationIds[*]"),
    "clients": ("clientId", "input.clientId"),
    "emails": ("email", "input.email", "search"),
    "challenges": ("token", "challenge", "input.challenge"),
    "cursors": ("after",),
    "lengths": ("first",),
    "colours": ("colour", "input.accent"),
    "passwords": ("input.newPassword",),
    "languages": ("language", "input.language", "input.defaultLanguage", "input.locale"),
    "names": ("input.name",),
    "versions": ("input.version",),
    "links": ("input.supportUrl",),
}
"""Which arguments are sometimes given a real value of which kind."""

_INSTANTS = st.datetimes().map(lambda at: f"{at.isoformat()}Z") | st.just("2027-01-31T09:00:00+08:00")
schemathesis.graphql.scalar("DateTime", _INSTANTS.map(nodes.String))

Operation = APIOperation[Any, Any, Any, Any]


@dataclass
class Fuzzer:
    """One caller's documents at one server, and what was answered.

    `known`: real values by kind, as in `_NAMES`. `hidden`: what no answer may hold. `sign_in`: a new bearer token.
    """

    url: str
    known: Mapping[str, list[Any]]
    hidden: frozenset[str]
    sign_in: Callable[[], str | None]
    answered: Counter[str] = field(default_factory=Counter)

    def operations(self) -> list[Operation]:
        """Every query and mutation of the schema."""
        schema = schemathesis.graphql.from_path(ROOT / "schema.graphql", config=self._config())
        return [each.ok() for each in schema.get_all_operations() if isinstance(each, Ok)]

    def _config(self) -> SchemathesisConfig:
        bound = {f"*.*.{place}": kind for kind, places in _NAMES.items() if kind in self.known for place in places}
        return SchemathesisConfig.from_dict(
            {
                "base-url": f"{self.url}/graphql",
                "dictionaries": {kind: {"values": values} for kind, values in self.known.items()},
                "parameters": {key: {"dictionary": kind, "probability": 0.7} for key, kind in bound.items()},
            }
        )

    def run(self, mode: GenerationMode) -> None:
        """Try every field. AssertionError: an answer that must not be, with the document that brought it."""
        with requests.Session() as session:
            for operation in self.operations():
                token = self.sign_in()
                session.headers.update({"Authorization": f"Bearer {token}"} if token else {})
                self._try(operation, mode, session)

    def _try(self, operation: Operation, mode: GenerationMode, session: requests.Session) -> None:
        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            derandomize=not _WANTED,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def attempt(case: Case[Any]) -> None:
            answer = case.call(session=session)
            self._check(case, answer)

        attempt()

    def _check(self, case: Case[Any], answer: Response) -> None:
        about = f"{case.operation.label}: {case.body!r} was answered {answer.status_code} {answer.text}"
        assert answer.status_code < 500, about
        told = answer.json()
        codes = [error["extensions"]["code"] for error in told.get("errors", ())]
        assert "INTERNAL_SERVER_ERROR" not in codes, about
        assert not [text for text in self.hidden if text in (answer.text or "")], about
        case.operation.schema.evaluate_negative_data(case, answer)
        self.answered[f"{case.operation.label} {codes[0] if codes else 'data'}"] += 1
