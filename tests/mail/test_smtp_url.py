"""OSTIARY_SMTP_URL is understood whole or refused with a sentence (contract/operations.md, "Settings")."""

import pytest

from ostiary.mail.smtp import smtp_mailer
from ostiary.mail.smtp_url import Encryption, MailRefusedError, SmtpServer, parse_smtp_url


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example", SmtpServer("mail.example", 25, Encryption.WHEN_OFFERED, None)),
        ("smtp://mail.example:587/", SmtpServer("mail.example", 587, Encryption.WHEN_OFFERED, None)),
        ("smtps://mail.example", SmtpServer("mail.example", 465, Encryption.FROM_THE_START, None)),
        ("smtp://m.example?starttls=required", SmtpServer("m.example", 25, Encryption.INSISTED_ON, None)),
        ("smtp://a%40b:c%3Ad%2F@[::1]:2525", SmtpServer("::1", 2525, Encryption.WHEN_OFFERED, ("a@b", "c:d/"))),
        ("SMTP://Mail.Example", SmtpServer("mail.example", 25, Encryption.WHEN_OFFERED, None)),
    ],
)
def test_a_url_names_a_server(url: str, server: SmtpServer) -> None:
    assert parse_smtp_url(url) == server


@pytest.mark.parametrize(
    "url",
    [
        "",
        "mail.example",
        "http://mail.example",
        "smtp://",
        "smtp://:25",
        "smtp://mail.example:port",
        "smtp://mail.example:99999",
        "smtp://user@mail.example",
        "smtp://:password@mail.example",
        "smtp://mail.example/path",
        "smtp://mail.example#fragment",
        "smtp://mail.example?starttls=maybe",
        "smtp://mail.example?timeout=5",
        "smtp://mail.example?starttls",
        "smtps://mail.example?starttls=required",
        "smtp://mail.example ",
        "smtp://mail .example",
        "smtp://[::1",
        "smtp://a:%FF@mail.example",
    ],
)
def test_a_malformed_url_is_refused_without_being_repeated(url: str) -> None:
    with pytest.raises(MailRefusedError, match=r"^OSTIARY_SMTP_URL must be smtp://") as refused:
        parse_smtp_url(url)
    assert "mail.example" not in str(refused.value)


def test_a_password_is_not_shown_by_the_refusal() -> None:
    with pytest.raises(MailRefusedError) as refused:
        parse_smtp_url("smtp://user:hunter2pass@mail.example:port")
    assert "hunter2pass" not in str(refused.value)
    assert refused.value.__cause__ is None


@pytest.mark.parametrize("sender", ["", "Ostiary <o@login.example>", "o@login.example\r\n", "o"])
def test_a_sender_that_is_no_plain_address_is_refused(sender: str) -> None:
    with pytest.raises(MailRefusedError, match=r"^OSTIARY_MAIL_FROM must be one plain address"):
        smtp_mailer("smtp://mail.example", sender)


def test_a_mailer_is_configured() -> None:
    assert smtp_mailer("smtp://mail.example", "o@login.example").is_configured is True
