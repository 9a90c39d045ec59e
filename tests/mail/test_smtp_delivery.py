"""A hand-over to a real server: what arrives, encrypted or not (issue 2, 6; rule L9)."""

from email.utils import parsedate_to_datetime

from ostiary.mail.mailer import Message
from tests.mail.conftest import MESSAGE, SENDER, StartServer, mailer
from tests.mail.inbox import Inbox
from tests.support.passing_time import START


async def test_a_message_arrives_with_its_headers(start_server: StartServer, inbox: Inbox) -> None:
    port = await start_server()
    assert await mailer(f"smtp://127.0.0.1:{port}").deliver(MESSAGE) is True
    headers = dict(inbox.message().items())
    assert headers["From"] == SENDER
    assert headers["To"] == "ann@example.com"
    assert headers["Subject"] == "123456 是您的 Acme 验证码"
    assert parsedate_to_datetime(headers["Date"]) == START.replace(microsecond=0)
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["Message-ID"].endswith("@login.example>")


async def test_text_and_html_arrive_as_alternatives(start_server: StartServer, inbox: Inbox) -> None:
    port = await start_server()
    assert await mailer(f"smtp://127.0.0.1:{port}").deliver(MESSAGE) is True
    assert inbox.message().get_content_type() == "multipart/alternative"
    text, html = inbox.message().iter_parts()
    assert (text.get_content_type(), text.get_content().replace("\r\n", "\n")) == ("text/plain", MESSAGE.text)
    assert (html.get_content_type(), html.get_content().strip()) == ("text/html", MESSAGE.html)


async def test_the_envelope_names_the_sender_and_one_recipient(start_server: StartServer, inbox: Inbox) -> None:
    port = await start_server()
    assert await mailer(f"smtp://127.0.0.1:{port}").deliver(MESSAGE) is True
    (envelope,) = inbox.envelopes
    assert (envelope.mail_from, envelope.rcpt_tos) == (SENDER, ["ann@example.com"])


async def test_nothing_but_ascii_travels(start_server: StartServer, inbox: Inbox) -> None:
    port = await start_server()
    assert await mailer(f"smtp://127.0.0.1:{port}").deliver(MESSAGE) is True
    content = inbox.envelopes[0].content
    assert isinstance(content, bytes)
    assert content.isascii()
    assert max(len(line) for line in content.split(b"\r\n")) <= 78


async def test_two_messages_have_different_ids(start_server: StartServer, inbox: Inbox) -> None:
    port = await start_server()
    sending = mailer(f"smtp://127.0.0.1:{port}")
    assert [await sending.deliver(MESSAGE), await sending.deliver(MESSAGE)] == [True, True]
    first, second = (envelope.content for envelope in inbox.envelopes)
    assert first != second


async def test_a_dot_alone_on_a_line_does_not_end_the_message(start_server: StartServer, inbox: Inbox) -> None:
    port = await start_server()
    plain = Message("ann@example.com", "dots", "one\n.\ntwo\n", "<p>dots</p>")
    assert await mailer(f"smtp://127.0.0.1:{port}").deliver(plain) is True
    text = inbox.message().get_body(("plain",))
    assert text is not None
    assert text.get_content().replace("\r\n", "\n") == "one\n.\ntwo\n"
