"""A text tried out: the very mail that would be sent, with sample values, to look at or to receive (rule L9)."""

from ostiary.factors.email.message import code_message
from ostiary.mail.locale import Locale
from ostiary.mail.mailer import Message
from ostiary.mail.notices import binding_reset_message
from ostiary.mail.password_mails import reset_link_message
from ostiary.policy.mail_templates import MailKind, MailText, faults_of, normalised
from ostiary.policy.origin import Origin
from ostiary.policy.vocabulary import FactorKind
from ostiary.services.branding import brand_of
from ostiary.services.mail_check import mail_to_oneself
from ostiary.services.mail_texts import MailTextFaulty, sent_texts
from ostiary.services.outcomes import MailChecked, MailFailed, RateLimited, SubjectMissing
from ostiary.services.password_reset import reset_link
from ostiary.services.runtime import Runtime
from ostiary.store.applications import application_by_id
from ostiary.store.records import ApplicationRecord, MailTextKey, UserRecord

SAMPLE_CODE = "123456"
SAMPLE_TOKEN = "this-is-a-sample-it-sets-no-password-at-all"
"""As long as a real one, so that the page that it leads to says that the link does not work."""
SAMPLE_ADDRESS = "ann@example.com"
SAMPLE_ORIGIN = Origin("203.0.113.7", "DE")


async def preview_mail_text(
    runtime: Runtime, key: MailTextKey, text: MailText
) -> Message | MailTextFaulty | SubjectMissing:
    """The mail that the text would make. Nothing is saved."""
    return await _sample(runtime, key, text, SAMPLE_ADDRESS)


async def send_test_mail_text(
    runtime: Runtime, user: UserRecord, origin: Origin, key: MailTextKey, text: MailText
) -> MailChecked | MailFailed | RateLimited | MailTextFaulty | SubjectMissing:
    """Mail the sample to the user's own address, within the limit of `send_mail_check`. Nothing is saved."""
    message = await _sample(runtime, key, text, user.email)
    if not isinstance(message, Message):
        return message
    details = (("kind", key.kind.value), ("language", key.language))
    return await mail_to_oneself(runtime, user, origin, message, key.application_id, details)


async def _sample(
    runtime: Runtime, key: MailTextKey, text: MailText, to: str
) -> Message | MailTextFaulty | SubjectMissing:
    text = normalised(text)
    faults = faults_of(key.kind, text)
    if faults:
        return MailTextFaulty(faults)
    application = await application_by_id(key.application_id)
    if application is None:
        return SubjectMissing("application")
    texts = await sent_texts(application.id, key.kind) | {Locale(key.language): text}
    return _message(runtime, key, application, texts, to)


def _message(
    runtime: Runtime, key: MailTextKey, application: ApplicationRecord, texts: dict[Locale, MailText], to: str
) -> Message:
    at, public_url = runtime.clock.now(), runtime.public_url
    locale = Locale(key.language)
    match key.kind:
        case MailKind.CODE:
            return code_message(
                to=to,
                code=SAMPLE_CODE,
                brand=brand_of(application),
                origin=SAMPLE_ORIGIN,
                at=at,
                locale=locale,
                public_url=public_url,
                text=texts[locale],
            )
        case MailKind.BINDING_RESET:
            return binding_reset_message(
                to=to,
                kind=FactorKind.OTP,
                brands=[brand_of(application)],
                at=at,
                public_url=public_url,
                texts=texts,
            )
        case MailKind.PASSWORD_RESET:
            return reset_link_message(
                to=to,
                link=reset_link(public_url, application.client_id, SAMPLE_TOKEN),
                brand=brand_of(application),
                origin=SAMPLE_ORIGIN,
                at=at,
                locale=locale,
                public_url=public_url,
                text=texts[locale],
            )
