"""Where a request came from, as the log has it (rule E4)."""

import pytest

from tests.processes.documents import mutation
from tests.processes.installation import PASSWORD, Installation

START = {"input": {"clientId": "console", "email": "root@example.com", "password": PASSWORD}}


@pytest.mark.parametrize(
    ("trusted", "forwarded", "ip", "country"),
    [
        ("", "1.1.1.1", "127.0.0.1", None),
        ("10.0.0.0/8", "1.1.1.1", "127.0.0.1", None),
        ("127.0.0.0/8,10.0.0.0/8", "9.9.9.9, 1.1.1.1, 10.0.0.7", "1.1.1.1", "AU"),
    ],
)
async def test_forwarding_headers_count_from_configured_proxies_alone_and_from_the_right(
    on_sqlite: Installation, trusted: str, forwarded: str, ip: str, country: str | None
) -> None:
    """What a client wrote to the left of the last untrusted address is its own invention."""
    on_sqlite.settings["trusted_proxies"] = trusted
    on_sqlite.serve()
    on_sqlite.appoint_administrator()
    admin = await on_sqlite.administrator()

    answered = await admin.post(mutation("startLogin"), START, X_Forwarded_For=forwarded, User_Agent="curl/9")

    assert answered.json()["data"]["startLogin"]["__typename"] == "LoginCompleted"
    login = (await admin.events(types=["LOGIN"]))[0]
    assert (login["ip"], login["country"], login["userAgent"]) == (ip, country, "curl/9")
