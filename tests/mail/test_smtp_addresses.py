"""One address per message, on one line (design/security.md, "Addresses, mail, audit")."""

from dataclasses import replace

import pytest

from tests.mail.conftest import MESSAGE, StartServer, mailer
from tests.mail.inbox import Inbox


@pytest.mark.parametrize(
    "address",
    [
        "ann@example.com\r\nBcc: eve@example.com",
        "ann@example.com\n",
        "ann@example.com\0",
        "ann@example.com,eve@example.com",
        "<ann@example.com>",
        "Ann <ann@example.com>",
        "",
        "ann",
        "\ud800@example.com",
    ],
)
async def test_an_address_that_could_be_more_than_one_is_refused(
    start_server: StartServer, inbox: Inbox, address: str
) -> None:
    port = await start_server()
    assert await mailer(f"smtp://127.0.0.1:{port}").deliver(replace(MESSAGE, to=address)) is False
    assert inbox.envelopes == []


async def test_a_subject_of_two_lines_is_refused(start_server: StartServer, inbox: Inbox) -> None:
    port = await start_server()
    split = replace(MESSAGE, subject="123456\r\nBcc: eve@example.com")
    assert await mailer(f"smtp://127.0.0.1:{port}").deliver(split) is False
    assert inbox.envelopes == []
