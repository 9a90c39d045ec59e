"""The same without synchronous replication loses what it acknowledged: so the tests beside this one can fail."""

import signal
import sys
from pathlib import Path

import pytest

from tests.cluster.house import House
from tests.cluster.nodes import Node
from tests.cluster.outage import suffer
from tests.cluster.signals import children_of, send

pytestmark = [pytest.mark.postgres, pytest.mark.slow, pytest.mark.timeout(300)]


def senders_of(node: Node) -> list[int]:
    """The processes that carry the leader's log to the others."""
    postmaster = node.postmaster()
    assert postmaster is not None
    return [pid for pid in children_of(postmaster) if "walsender" in Path(f"/proc/{pid}/cmdline").read_text("utf-8")]


async def test_asynchronous_replication_loses_acknowledged_logins(house: House) -> None:
    house.cluster.change_policy(synchronous_mode=False)
    house.cluster.until_whole(is_synchronous=False)
    leader = house.cluster.leader()
    senders = senders_of(leader)
    assert len(senders) == 2
    send(signal.SIGSTOP, *senders)  # the network between the nodes is slow
    outage = await suffer(house, leader.kill)
    sys.stderr.write(outage.told("asynchronous, kill -9 of the leader"))
    assert outage.reckoning.lost > 0
