"""Whether mail leaves, tried out by an administrator on themselves (rules C5, E2)."""

import pytest

from ostiary.mail.locale import Locale
from ostiary.policy.audit import AuditEventType
from ostiary.services.mail_check import send_mail_check
from ostiary.services.outcomes import MailChecked, MailFailed, RateLimited
from ostiary.store.mail_ledger import mail_delivery
from tests.support.crew import at_once
from tests.support.scene import OFFICE, Scene, brief

CHECKED = AuditEventType.MAIL_CHECKED


async def check(scene: Scene, locale: Locale = Locale.EN) -> MailChecked | MailFailed | RateLimited:
    return await send_mail_check(scene.runtime, scene.admin, OFFICE, locale)


@pytest.mark.parametrize(
    ("locale", "subject"), [(Locale.EN, "Mail from Ostiary arrives"), (Locale.ZH, "Ostiary 邮件发送正常")]
)
async def test_it_goes_to_the_administrator_in_their_language(scene: Scene, locale: Locale, subject: str) -> None:
    """C5: and the ledger knows that mail works."""
    assert await check(scene, locale) == MailChecked("admin@example.com")
    assert scene.mail.subjects("admin@example.com") == [subject]
    assert (await mail_delivery()).last_delivered_at == scene.hands.now
    (event,) = await scene.log(CHECKED)
    assert (brief(event), event.actor_id) == (("MAIL_CHECKED", "SUCCESS", None), scene.admin.id)


async def test_a_failure_has_a_reference_and_an_event(scene: Scene) -> None:
    """E2: what was tried is in the log."""
    scene.mail.is_refusing = True
    outcome = await check(scene)
    assert isinstance(outcome, MailFailed)
    assert len(outcome.reference) == 6
    assert (await mail_delivery()).last_failed_at == scene.hands.now
    assert [brief(event) for event in await scene.log(CHECKED)] == [("MAIL_CHECKED", "FAILURE", "MAIL_UNAVAILABLE")]


async def test_without_a_transport_it_fails_and_counts_as_no_message(scene: Scene) -> None:
    """C5: nothing was tried."""
    scene.mail.is_configured = False
    for _ in range(6):
        assert isinstance(await check(scene), MailFailed)


async def test_of_parallel_ones_exactly_five_leave_in_ten_minutes(scene: Scene) -> None:
    """C5: the limit is a guard in the database, for every replica."""
    outcomes = await at_once(12, lambda _: check(scene))
    assert sum(isinstance(each, MailChecked) for each in outcomes) == 5
    assert len(scene.mail.messages) == 5
    limited = next(each for each in outcomes if isinstance(each, RateLimited))
    scene.hands.now = limited.retry_at
    assert isinstance(await check(scene), MailChecked)
