"""Nodes, replicas and poolers are lost under a stream of logins: nothing that was acknowledged is (issue 5).

The tests share one cluster and one set of books, which is compared as a whole after each.
"""

import signal
import sys

import pytest

from tests.cluster.house import House
from tests.cluster.outage import Outage, suffer
from tests.processes.servers import command

pytestmark = [pytest.mark.postgres, pytest.mark.slow, pytest.mark.timeout(300)]

WITHIN_SECONDS = 30.0


def hold(outage: Outage, name: str) -> None:
    """What every scenario promises."""
    sys.stderr.write(outage.told(name))
    seen = outage.reckoning
    assert (seen.lost_sessions, seen.lost_events, seen.lost_locks, seen.invented) == (0, 0, 0, 0)
    assert seen.most_verdicts <= 6
    assert outage.strange == []
    assert outage.seconds <= WITHIN_SECONDS


def lives(house: House) -> list[int]:
    """The ids of the replicas' processes that live."""
    processes = [server.process for server in house.replicas if server.process]
    return [process.pid for process in processes if process.poll() is None]


async def test_the_leader_is_killed(house: House) -> None:
    before, leader = lives(house), house.cluster.leader()
    hold(await suffer(house, leader.kill), "kill -9 of the leader")
    assert lives(house) == before
    leader.start()


async def test_the_leader_is_changed_on_purpose(house: House) -> None:
    house.cluster.until_whole()
    before, leader = lives(house), house.cluster.leader()
    hold(await suffer(house, house.cluster.switch_over), "switchover")
    assert lives(house) == before
    assert house.cluster.leader().name != leader.name


async def test_the_pooler_is_restarted(house: House) -> None:
    before = lives(house)

    def restart() -> None:
        house.cluster.pgbouncer.end(signal.SIGKILL)
        house.cluster.pgbouncer.start()

    hold(await suffer(house, restart), "restart of pgbouncer")
    assert lives(house) == before


async def test_the_sealer_is_killed_and_the_other_replica_seals_on(house: House) -> None:
    sealer = house.last_sealer()
    (other,) = (server for server in house.replicas if server is not sealer)
    hold(await suffer(house, sealer.kill), "kill -9 of the sealer")
    assert len(lives(house)) == 1
    assert house.until_other_seals(other)
    sealer.launch()
    sealer.ready()


async def test_a_replica_is_killed(house: House) -> None:
    replica = house.replicas[0]
    hold(await suffer(house, replica.kill), "kill -9 of a replica")
    replica.launch()
    replica.ready()


def test_locks_were_among_what_was_acknowledged(house: House) -> None:
    """Otherwise none could have been lost."""
    assert house.ledger.locked


def test_nobody_was_told_more_than_five_times_that_attempts_are_left(house: House) -> None:
    """Rule A2: five answers and a lock, whichever replica or leader counted."""
    left = house.ledger.attempts_left
    assert left
    told_twice = {email: told for email, told in left.items() if len(set(told)) < len(told)}
    assert (told_twice, set().union(*left.values())) == ({}, {1, 2, 3, 4, 5})


def test_the_log_is_one_sound_chain(house: House) -> None:
    """Rule E3: the sealers took turns over all of this."""
    verified = command("audit", "verify", settings=house.installation.settings)
    assert (verified.returncode, verified.stdout[:7]) == (0, "sound: "), verified.stderr
    for server in house.replicas:
        assert "Traceback" not in server.said
