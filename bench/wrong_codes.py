"""`verifyFactor` with wrong codes: charged, written down, answered; no user sends so many that the account locks.

Beside floors (a) and (b) with the same work; an empty route and an empty mutation are the same as in `verify`. The
goals of the issue are about "one verified code", so nothing is judged here.
"""

from bench.bench import Bench
from bench.crowd import gather
from bench.tables import Table
from bench.verify import COLUMNS, measure


async def run(bench: Bench) -> Table:
    """As `verify`: both databases, concurrency 1, 16 and 64, one worker and, on PostgreSQL, two."""
    table = Table("verifyFactor over HTTP, wrong codes", ("wrong codes", *COLUMNS))
    for engine, made in bench.engines:
        crowd = await gather(await made(), bench.sizes.crowd)
        await measure(bench, table, crowd, engine, is_right=False)
    return table
