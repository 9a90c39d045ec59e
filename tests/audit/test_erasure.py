"""What is said of an erased user leaves the log, and the chain still verifies."""

from typing import Any

from ostiary.policy.audit import AuditEventType
from ostiary.services.audit_verifying import LogSummary
from ostiary.services.directory import Actor
from ostiary.services.erasure import UserErased, erase_user
from ostiary.services.outcomes import LastAdministrator, SubjectMissing
from ostiary.services.roles import delete_user
from ostiary.store.accounts import user_by_email
from ostiary.store.statements import rows_of
from tests.audit.sealed_log import SealedLog
from tests.audit.tampering import LINES, placed, tamper
from tests.support.door import Door
from tests.support.rows import changed_by
from tests.support.scene import HOME, OFFICE

ANA = "ana@example.com"
COMMAND = Actor(None, OFFICE)
PERSONAL = ("user_id", "user_email", "user_email_key", "actor_id", "ip", "country", "user_agent", "details")


async def every_row() -> list[dict[str, Any]]:
    return await rows_of(f"SELECT * FROM {LINES} ORDER BY sequence")


async def test_erasing_a_user_leaves_nothing_personal_and_a_sound_log(log: SealedLog) -> None:
    ana = log.scene.users[ANA]
    erased = await erase_user(log.scene.runtime, COMMAND, ANA)
    assert isinstance(erased, UserErased)
    assert erased.events >= 5
    assert await user_by_email(ANA) is None
    told = repr(await every_row())
    assert ANA not in told
    assert str(ana.id) not in told
    await log.seal()
    told_of_log = await log.verified()
    assert isinstance(told_of_log, LogSummary)
    assert told_of_log.check.erased_parts > 0


async def test_what_others_did_to_them_keeps_who_did_it_and_from_where(log: SealedLog) -> None:
    [created] = await rows_of("SELECT id FROM audit_events WHERE user_email = $1 AND type = 'USER_CREATED'", ANA)
    await erase_user(log.scene.runtime, COMMAND, ANA)
    [row] = await rows_of("SELECT * FROM audit_events WHERE id = $1", created["id"])
    assert (row["user_id"], row["user_email"], row["details"]) == (None, None, "[]")
    assert (str(row["actor_id"]), row["ip"]) == (str(log.scene.admin.id), OFFICE.ip)


async def test_what_they_did_themselves_keeps_neither(log: SealedLog) -> None:
    logins = await rows_of("SELECT id FROM audit_events WHERE user_email = $1 AND ip = $2", ANA, HOME.ip)
    await erase_user(log.scene.runtime, COMMAND, ANA)
    for login in logins:
        [row] = await rows_of("SELECT * FROM audit_events WHERE id = $1", login["id"])
        assert [row[column] for column in PERSONAL] == [None, None, None, None, "", None, None, "[]"]
    assert logins


async def test_the_salts_of_what_was_erased_are_destroyed_and_others_are_not(log: SealedLog) -> None:
    """Whoever knows what stood there cannot show by the commitment that it did."""
    before = {each.sequence: each for each in await log.events()}
    await erase_user(log.scene.runtime, COMMAND, ANA)
    for event in await log.events():
        for part, salt in event.salts.items():
            assert (salt is None) == (part in event.erasures)
            assert salt in (None, before[event.sequence].salts[part])


async def test_events_of_others_are_not_touched(log: SealedLog) -> None:
    before = {str(row["id"]): row for row in await every_row() if row["user_email"] == "bob@example.com"}
    await erase_user(log.scene.runtime, COMMAND, ANA)
    after = {str(row["id"]): row for row in await every_row()}
    assert before
    assert all(after[event_id] == row for event_id, row in before.items())


async def test_somebody_who_was_deleted_long_ago_is_erased_by_the_address(log: SealedLog) -> None:
    await delete_user(log.scene.runtime, log.scene.actor, log.scene.users[ANA].id)
    await log.seal()
    assert isinstance(await erase_user(log.scene.runtime, COMMAND, ANA.upper()), UserErased)
    assert ANA not in repr(await every_row())
    assert await log.found() == ""


async def test_an_erasure_is_logged_without_saying_of_whom(log: SealedLog) -> None:
    await erase_user(log.scene.runtime, COMMAND, ANA)
    events = await log.scene.log(AuditEventType.USER_ERASED)
    assert events
    assert {(each.user_id, each.user_email, each.ip) for each in events} == {(None, None, OFFICE.ip)}


async def test_done_again_it_finds_nobody(log: SealedLog) -> None:
    await erase_user(log.scene.runtime, COMMAND, ANA)

    async def again() -> None:
        assert await erase_user(log.scene.runtime, COMMAND, ANA) == SubjectMissing("user")

    assert await changed_by(again) == set()


async def test_the_last_administrator_is_not_erased(log: SealedLog) -> None:
    async def erase() -> None:
        assert isinstance(await erase_user(log.scene.runtime, COMMAND, "admin@example.com"), LastAdministrator)

    assert await changed_by(erase) == set()


async def test_an_event_erased_before_it_was_sealed_is_sealed_as_it_is(log: SealedLog, door: Door) -> None:
    await door.password(log.scene.users[ANA], "wrong password")
    await erase_user(log.scene.runtime, COMMAND, ANA)
    await log.seal()
    assert await log.found() == ""
    assert ANA not in repr(await every_row())


async def test_an_erased_event_that_is_edited_afterwards_is_found(log: SealedLog) -> None:
    await erase_user(log.scene.runtime, COMMAND, ANA)
    row = (await rows_of("SELECT sequence FROM audit_erasures WHERE part = 'SUBJECT' ORDER BY sequence LIMIT 1"))[0]
    await tamper(f"UPDATE audit_events SET user_email = 'eve@example.com' WHERE {placed(row['sequence'])}")
    assert (await log.found()).startswith(f"edited: event {row['sequence']} ")


async def test_an_erasure_that_was_moved_to_another_event_is_forged(log: SealedLog) -> None:
    await erase_user(log.scene.runtime, COMMAND, ANA)
    await rows_of("UPDATE audit_erasures SET sequence = -sequence RETURNING id")
    moved = (await rows_of("SELECT id FROM audit_erasures WHERE part = 'SUBJECT' LIMIT 1"))[0]
    await tamper("UPDATE audit_erasures SET sequence = 1 WHERE id = $1", moved["id"])
    emptied = "user_id = NULL, user_email = NULL, user_email_key = NULL, details = '[]'"
    await tamper(f"UPDATE audit_events SET {emptied} WHERE {placed(1)}")
    await tamper("UPDATE audit_places SET subject_salt = NULL WHERE sequence = 1")
    assert (await log.found()).startswith("forged: event 1 ")
