"""Signing out everywhere (ux.md 7; rules D2, E2)."""

from ostiary.policy.audit import AuditEventType
from ostiary.policy.vocabulary import FactorKind
from ostiary.services.outcomes import ChallengeEnded, LoginCompleted, SessionsEnded, SubjectMissing
from ostiary.services.session_list import sign_out_everywhere
from ostiary.store.ids import new_id
from ostiary.store.sessions import LISTED, sessions_of
from tests.support.crew import at_once
from tests.support.door import Door
from tests.support.rows import changed_by
from tests.support.scene import Scene


async def test_every_session_and_every_open_login_of_the_user_ends_and_nobody_elses(scene: Scene) -> None:
    lobby, acme = await scene.application(client_id="lobby"), await scene.application(FactorKind.EMAIL)
    eve, ben = await scene.user("eve@example.com", lobby, acme), await scene.user("ben@example.com", lobby)
    sessions = [await Door(scene, lobby).password(user) for user in (eve, eve, ben)]
    token = await Door(scene, acme).challenge(eve)
    code = await Door(scene, acme).mailed_code(token, eve)
    ended = await sign_out_everywhere(scene.runtime, scene.actor, eve.id)
    assert isinstance(ended, SessionsEnded)
    assert (ended.user.id, ended.ended_sessions) == (eve.id, 2)
    living = [
        isinstance(each, LoginCompleted) and await Door(scene, lobby).viewer(each) is not None for each in sessions
    ]
    assert living == [False, False, True]
    assert await Door(scene, acme).verify(token, code, FactorKind.EMAIL) == ChallengeEnded()
    (event,) = await scene.log(AuditEventType.SESSIONS_ENDED)
    assert (event.user_id, event.actor_id, event.details) == (eve.id, scene.admin.id, (("endedSessions", "2"),))


async def test_a_user_who_is_not_there_is_not_found(scene: Scene) -> None:
    async def sign_out() -> None:
        assert await sign_out_everywhere(scene.runtime, scene.actor, new_id()) == SubjectMissing("user")

    assert await changed_by(sign_out) == set()


async def test_parallel_sign_outs_end_each_session_once(scene: Scene) -> None:
    lobby = await scene.application(client_id="lobby")
    eve = await scene.user("eve@example.com", lobby)
    for _ in range(3):
        await Door(scene, lobby).password(eve)
    ended = await at_once(4, lambda _: sign_out_everywhere(scene.runtime, scene.actor, eve.id))
    assert sum(each.ended_sessions for each in ended if isinstance(each, SessionsEnded)) == 3


async def test_of_each_user_the_newest_sessions_are_listed_and_not_more_than_fifty(scene: Scene) -> None:
    lobby = await scene.application(client_id="lobby")
    eve, ben = await scene.user("eve@example.com", lobby), await scene.user("ben@example.com", lobby)
    await Door(scene, lobby).password(ben)
    for _ in range(LISTED + 1):
        scene.hands.move(seconds=1)
        await Door(scene, lobby).password(eve)
    found = await sessions_of([eve.id, ben.id])
    assert {user: len(sessions) for user, sessions in found.items()} == {eve.id: 50, ben.id: 1}
    seen = [each.last_seen_at for each in found[eve.id]]
    assert seen == sorted(seen, reverse=True)
    assert seen[0] == scene.hands.now
