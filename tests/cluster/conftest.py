"""The cluster of all these tests. It takes programs that are not Python's: `make cluster` brings and runs them.

The books alone are tested by `make test` as well.
"""

import os
import sys
from collections.abc import Iterator

import pytest

from tests.cluster.cluster import Cluster
from tests.cluster.house import House
from tests.cluster.programs import missing
from tests.support.smtp_server import SmtpServer

if not os.environ.get("OSTIARY_CLUSTER"):
    collect_ignore = ["test_failover.py", "test_negative_control.py", "test_pooler.py"]


@pytest.fixture(scope="session")
def house() -> Iterator[House]:
    lacking = missing()
    assert not lacking, f"run `make cluster`; missing: {', '.join(lacking)}"
    cluster = Cluster()
    try:
        cluster.up()
        with SmtpServer().running() as smtp:
            house = House(cluster, smtp)
            try:
                house.open()
                yield house
            finally:
                house.close()
    except BaseException:
        for program in cluster.programs:
            sys.stderr.write(f"--- {program.name}\n{program.said}\n")
        raise
    finally:
        cluster.down()
