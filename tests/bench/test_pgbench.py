"""What pgbench writes is counted from the moment when every connection has prepared its statements."""

import pytest

from bench.pgbench import counted

LINES = """0 1 2000 0 100 0
1 1 900000 0 101 0
0 2 700 0 100 700000
0 3 500 0 101 500000
1 2 300 0 101 250000
0 4 400 0 102 0
"""


def test_what_ends_before_the_last_connections_first_transaction_is_left_out() -> None:
    outcome = counted(LINES.splitlines())
    assert list(outcome.latencies) == [0.3, 0.4, 0.5]
    assert (outcome.seconds, outcome.rate, outcome.answers["committed"]) == (1.0, 3.0, 3)


def test_a_round_that_was_too_short_is_none() -> None:
    with pytest.raises(RuntimeError, match="no time"):
        counted(LINES.splitlines()[:3])
