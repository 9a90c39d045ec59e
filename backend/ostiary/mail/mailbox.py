"""The demo's mailbox: mail that never leaves the machine, the newest 200 messages, kept across restarts."""

import json
import os
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ostiary.clock import Clock
from ostiary.mail.mailer import Message

KEPT = 200


@dataclass(frozen=True, repr=False)
class KeptMessage:
    """A message and when it was mailed, in UTC."""

    message: Message
    sent_at: datetime


class Mailbox:
    """Keeps messages in a file of JSON Lines that its owner alone may read. Its folder exists already."""

    is_configured = True

    def __init__(self, path: Path, clock: Clock) -> None:
        self._path = path
        self._clock = clock
        self._kept = deque(_read(path), maxlen=KEPT)
        # Rewritten at each start, so that the file stays about as long as the mailbox.
        self._write(os.O_TRUNC, self._kept)

    async def deliver(self, message: Message) -> bool:
        """Keep it. False: the file cannot be written."""
        kept = KeptMessage(message, self._clock.now())
        try:
            self._write(os.O_APPEND, [kept])
        except OSError:
            return False
        self._kept.append(kept)
        return True

    def messages(self) -> list[KeptMessage]:
        """What was mailed, newest first."""
        return list(reversed(self._kept))

    def _write(self, how: int, kept: Iterable[KeptMessage]) -> None:
        descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | how, 0o600)
        with open(descriptor, "w", encoding="utf-8") as file:  # noqa: PTH123 (only `open` takes a descriptor)
            file.writelines(_line(each) + "\n" for each in kept)


def _line(kept: KeptMessage) -> str:
    message = kept.message
    return json.dumps(
        {
            "to": message.to,
            "subject": message.subject,
            "text": message.text,
            "html": message.html,
            "sentAt": kept.sent_at.isoformat(),
        }
    )


def _read(path: Path) -> list[KeptMessage]:
    """The messages of the file, oldest first. A line that a crash left unfinished is passed over."""
    if not path.exists():
        return []
    return [kept for line in path.read_text("utf-8", "replace").splitlines() if (kept := _kept(line))]


def _kept(line: str) -> KeptMessage | None:
    try:
        row = json.loads(line)
        message = Message(row["to"], row["subject"], row["text"], row["html"])
        return KeptMessage(message, datetime.fromisoformat(row["sentAt"]))
    except (ValueError, KeyError, TypeError):
        return None
