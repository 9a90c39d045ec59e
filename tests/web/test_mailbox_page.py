"""The demo's mailbox in a browser and for a program: newest first, escaped, under the CSP (operations.md)."""

from datetime import timedelta
from pathlib import Path

import pytest

from ostiary.mail.mailbox import Mailbox
from ostiary.mail.mailer import Message
from ostiary.web.mailbox_page import mailbox_routes
from tests.support.passing_time import Hands
from tests.web.conftest import Browse

FIRST = Message("ann@example.com", "111111 is your <b> code", "text <1> & more", "<p>1</p>")
SECOND = Message("bob@example.com", "222222 是您的验证码", "text 2", "<p>2</p>")


@pytest.fixture
async def mailbox(tmp_path: Path) -> Mailbox:
    hands = Hands()
    mailbox = Mailbox(tmp_path / "mailbox.jsonl", hands.clock)
    await mailbox.deliver(FIRST)
    hands.now += timedelta(minutes=1, microseconds=5)
    await mailbox.deliver(SECOND)
    return mailbox


async def test_json_lists_what_was_mailed_newest_first(browse: Browse, mailbox: Mailbox) -> None:
    async with browse(*mailbox_routes(mailbox)) as client:
        answer = await client.get("/mailbox.json")
    assert answer.headers["content-type"] == "application/json"
    assert answer.json() == [
        {
            "to": "bob@example.com",
            "subject": "222222 是您的验证码",
            "text": "text 2",
            "html": "<p>2</p>",
            "sentAt": "2026-11-24T09:01:10.000005+00:00",
        },
        {
            "to": "ann@example.com",
            "subject": "111111 is your <b> code",
            "text": "text <1> & more",
            "html": "<p>1</p>",
            "sentAt": "2026-11-24T09:00:10+00:00",
        },
    ]


async def test_the_page_lists_what_was_mailed_newest_first(browse: Browse, mailbox: Mailbox) -> None:
    async with browse(*mailbox_routes(mailbox)) as client:
        page = (await client.get("/mailbox")).text
    assert 0 < page.index("222222 是您的验证码") < page.index("111111 is your")


async def test_the_page_escapes_what_was_mailed(browse: Browse, mailbox: Mailbox) -> None:
    async with browse(*mailbox_routes(mailbox)) as client:
        page = (await client.get("/mailbox")).text
    assert "<h2>111111 is your &lt;b&gt; code</h2>" in page
    assert "<pre>text &lt;1&gt; &amp; more</pre>" in page
    assert "<p>1</p>" not in page


async def test_the_page_works_under_the_policy(browse: Browse, mailbox: Mailbox) -> None:
    async with browse(*mailbox_routes(mailbox)) as client:
        page = (await client.get("/mailbox")).text
        style = await client.get("/mailbox.css")
    assert [word for word in ("<script", "style=", "<style", "http-equiv", "https://") if word in page] == []
    assert (style.status_code, style.headers["content-type"]) == (200, "text/css; charset=utf-8")


@pytest.mark.parametrize(
    ("language", "lang", "sentence"),
    [("en", "en", "Nothing has been mailed yet."), ("zh-CN", "zh-Hans", "尚未发送任何邮件。")],
)
async def test_an_empty_mailbox_says_so_in_the_readers_language(
    browse: Browse, tmp_path: Path, language: str, lang: str, sentence: str
) -> None:
    async with browse(*mailbox_routes(Mailbox(tmp_path / "empty", Hands().clock))) as client:
        answer = await client.get("/mailbox", headers={"Accept-Language": language})
        listing = await client.get("/mailbox.json")
    assert f'<html lang="{lang}">' in answer.text
    assert sentence in answer.text
    assert listing.json() == []
