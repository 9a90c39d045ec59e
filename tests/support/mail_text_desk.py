"""An administrator who writes what mails say."""

from typing import Any

from ostiary.mail.locale import Locale
from ostiary.policy.mail_templates import MailKind, MailText
from ostiary.services import mail_texts
from ostiary.store.records import ApplicationRecord, MailTextKey
from tests.support.scene import Scene

OURS = MailText("opens {application}", "Hi {email}\nfrom {place}\n\n{code}\n\nYours, {{Acme}}")


def code_key(application: ApplicationRecord, locale: Locale = Locale.EN) -> MailTextKey:
    """The text of the code mail."""
    return MailTextKey(application.id, MailKind.CODE, locale.value)


async def save(scene: Scene, key: MailTextKey, text: MailText = OURS, version: int = 0) -> Any:
    """Save over the version."""
    return await mail_texts.save_mail_text(scene.runtime, scene.actor, key, text, version)
