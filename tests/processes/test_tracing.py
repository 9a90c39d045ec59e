"""Traces as an extra: what is told when they are on, no secret among it; and nothing is loaded when they are off."""

import subprocess
import sys
from collections.abc import Iterator

import psutil
import pytest

from ostiary.settings import SettingsRefusedError
from ostiary.tracing import check_tracing
from tests.attack.marks import attack
from tests.processes.collector import Collector, attributes
from tests.processes.installation import PASSWORD, Installation, wrong_code

ANN = "ann@example.com"
MEMORY_MAX = 120_000_000
TOLD = {"http.route", "http.code", "correlation.id", "graphql.field", "mail.delivered", "error.type"}


@pytest.fixture
def collector() -> Iterator[Collector]:
    with Collector().running() as collector:
        yield collector


@pytest.mark.slow
@attack("L-20")
async def test_a_login_leaves_spans_and_no_secret_in_them(on_sqlite: Installation, collector: Collector) -> None:
    on_sqlite.settings |= {"traces_url": collector.url}
    (server,) = on_sqlite.serve()
    on_sqlite.appoint_administrator()
    admin = await on_sqlite.administrator()
    await on_sqlite.application(admin, "EMAIL")
    await on_sqlite.user(admin, ANN)
    challenge = await admin.challenge(ANN, PASSWORD)
    code = await on_sqlite.mailed_code(admin, challenge, ANN)
    wrong = wrong_code(code)
    await admin.verify(challenge, wrong)
    completed = await admin.verify(challenge, code)
    await admin.start(ANN, "canary-wrong-password")
    await admin.client.get("/canary-path", params={"token": "canary-query"}, headers={"User-Agent": "canary-agent"})
    assert server.terminate() == 0

    spans = collector.spans
    by_id = {span.span_id: span for span in spans}
    named = {span.name for span in spans}
    assert named == {"request", "operation", "transaction", "mail", "argon2"}
    assert {name for span in spans for name in attributes(span)} <= TOLD
    (verified,) = {
        by_id[span.parent_span_id].name for span in spans if attributes(span).get("graphql.field") == "verifyFactor"
    }
    assert verified == "request"
    assert {by_id[span.parent_span_id].name for span in spans if span.name == "argon2"} == {"operation"}
    told = b"".join(collector.raw)
    secrets = [PASSWORD, ANN, challenge, str(admin.token), completed["accessToken"], completed["idToken"]]
    assert [secret for secret in (*secrets, "canary") if secret.encode() in told] == []
    assert not [each for span in spans for each in attributes(span).values() if each in (code, wrong)]


def test_without_an_address_nothing_of_it_is_loaded() -> None:
    program = "import sys, ostiary.serving; print(sorted(name for name in sys.modules if 'opentelemetry' in name))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.slow
def test_a_worker_at_rest_takes_less_than_120_mb(on_sqlite: Installation) -> None:
    (server,) = on_sqlite.serve()
    assert server.process is not None
    assert psutil.Process(server.process.pid).memory_info().rss < MEMORY_MAX


@pytest.mark.parametrize("url", ["collector:4318", "ftp://collector/"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(SettingsRefusedError, match="OSTIARY_TRACES_URL"):
        check_tracing(url)


def test_missing_packages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(SettingsRefusedError, match=r"ostiary\[otel\]"):
        check_tracing("http://collector:4318/v1/traces")
