"""The demo's mailbox: newest first, the newest 200, kept across restarts and from other users (operations.md)."""

import json
import stat
from pathlib import Path

import pytest

from ostiary.mail.mailbox import Mailbox
from ostiary.mail.mailer import Message
from tests.support.passing_time import START, Hands


def message(number: int) -> Message:
    return Message("ann@example.com", f"{number:06} 是您的验证码", "text\n", "<p>text</p>")


def line_count(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def become_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mailbox.jsonl"


async def test_messages_are_listed_newest_first_with_their_time(path: Path) -> None:
    hands = Hands()
    mailbox = Mailbox(path, hands.clock)
    assert await mailbox.deliver(message(1)) is True
    later = hands.move(minutes=1)
    assert await mailbox.deliver(message(2)) is True
    listed = [(kept.message, kept.sent_at) for kept in mailbox.messages()]
    assert listed == [(message(2), later), (message(1), START)]


async def test_a_restart_keeps_messages(path: Path) -> None:
    await Mailbox(path, Hands().clock).deliver(message(1))
    reopened = Mailbox(path, Hands().clock)
    assert [kept.message for kept in reopened.messages()] == [message(1)]


async def test_the_newest_200_are_kept(path: Path) -> None:
    mailbox = Mailbox(path, Hands().clock)
    for number in range(203):
        await mailbox.deliver(message(number))
    for each in (mailbox, Mailbox(path, Hands().clock)):
        kept = [kept.message for kept in each.messages()]
        assert (len(kept), kept[0], kept[-1]) == (200, message(202), message(3))


async def test_a_restart_shortens_the_file(path: Path) -> None:
    mailbox = Mailbox(path, Hands().clock)
    for number in range(203):
        await mailbox.deliver(message(number))
    Mailbox(path, Hands().clock)
    assert line_count(path) == 200


async def test_nobody_else_may_read_the_file(path: Path) -> None:
    await Mailbox(path, Hands().clock).deliver(message(1))
    assert mode_of(path) == 0o600


async def test_an_unfinished_line_is_passed_over(path: Path) -> None:
    await Mailbox(path, Hands().clock).deliver(message(1))
    with path.open("a", encoding="utf-8") as file:
        file.write('{"to": "ann@exam')
    reopened = Mailbox(path, Hands().clock)
    assert await reopened.deliver(message(2)) is True
    assert [kept.message for kept in Mailbox(path, Hands().clock).messages()] == [message(2), message(1)]


@pytest.mark.parametrize("line", ["[]", "1", "{}", '{"to":1}', json.dumps({"to": "a", "subject": "b", "text": "c"})])
def test_a_line_of_another_shape_is_passed_over(path: Path, line: str) -> None:
    path.write_text(line + "\n", "utf-8")
    assert Mailbox(path, Hands().clock).messages() == []


async def test_a_file_that_cannot_be_written_is_false_and_keeps_nothing(path: Path) -> None:
    mailbox = Mailbox(path, Hands().clock)
    become_folder(path)
    assert await mailbox.deliver(message(1)) is False
    assert mailbox.messages() == []
