"""500 people sign in at the same moment: none is sent away, and those who have a code in hand do not wait for them."""

from bench.bench import Bench
from bench.crowd import gather, login_bodies
from bench.rounds import Load, Outcome, finished, run_load, started
from bench.tables import Table

BURST = 500
GOAL_MS = 250
STEPS, PAUSE = 4, 0.05
"""So many people verify codes meanwhile, each resting that many seconds between two: about fifty codes a second."""


async def run(bench: Bench) -> Table:
    """On both databases, one worker."""
    table = Table(
        f"A burst of {BURST} logins", ("", "seconds", "failed", "verifyFactor p50 ms", "p99 ms", "p99 before ms")
    )
    for name, made in bench.engines:
        crowd = await gather(await made(), 2 * BURST)
        server = bench.machines.ostiary(crowd.url)

        async def steps(seconds: float) -> Load:
            bodies = await crowd.verifications(BURST, is_right=True)  # noqa: B023 (used within the turn)
            return Load(server.port, "/graphql", bodies, ["LoginCompleted"], STEPS, PAUSE, seconds)  # noqa: B023

        before = run_load(await steps(3))
        load = await steps(6)
        logins = started(Load(server.port, "/graphql", login_bodies(crowd.members[BURST:]), ["LoginChallenge"], BURST))
        verified = run_load(load)
        burst = finished(logins, expected=None)
        failed = BURST - burst.answers["LoginChallenge"]
        p99 = verified.percentile(0.99)
        table.add(name, burst.seconds, failed, verified.percentile(0.5), p99, before.percentile(0.99))
        table.figures[name] = {"answers": dict(burst.answers), "steps": len(verified.latencies)}
        table.goals.append((f"{name}: {failed} of {BURST} logins failed, none may", failed == 0))
        table.goals.append((f"{name}: verifyFactor p99 {p99:.0f} ms meanwhile, below {GOAL_MS}", p99 < GOAL_MS))
        table.goals.append((f"{name}: the codes were verified during the burst", _is_during(burst, verified)))
        bench.machines.end(server)
    return table


def _is_during(burst: Outcome, verified: Outcome) -> bool:
    """The burst must be as long as what is measured during it, or nearly so."""
    return burst.seconds > 0.8 * verified.seconds
