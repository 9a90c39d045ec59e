"""Does `startLogin` take as long for an unknown account as for a known one? (design/security.md, "Guessing"; rule L1)

200 interleaved pairs of wrong passwords against a server of its own on each database: the medians of the pairs' members
may differ by less than their noise, here the standard error of the median of the pairs' differences, taken threefold.
"""

import secrets
import time
from pathlib import Path
from statistics import median

from bench.bench import Bench
from bench.tables import Table
from tests.processes.calling import Api
from tests.processes.installation import Installation

PAIRS = 200
WARM_UP = 10


async def one(api: Api, email: str) -> float:
    """Milliseconds of one wrong password, from an address that nobody has used."""
    api.client.headers["X-Forwarded-For"] = f"10.{secrets.randbelow(256)}.{secrets.randbelow(256)}.1"
    began = time.perf_counter()
    await api.start(email, "not the password of anybody", "shop")
    return (time.perf_counter() - began) * 1000


async def measure(installation: Installation) -> list[tuple[float, float]]:
    """Pairs of (known, unknown), the order within a pair changing."""
    admin = await installation.administrator()
    await installation.application(admin, "EMAIL")
    await installation.user(admin, "known@example.com")
    (api,) = installation.connect()[:1]
    pairs = []
    for number in range(WARM_UP + PAIRS):
        unknown = f"unknown{number}@example.com"
        if number % 2:
            pair = (await one(api, "known@example.com"), await one(api, unknown))
        else:
            pair = (await one(api, unknown), await one(api, "known@example.com"))[::-1]
        pairs.append(pair)
    await installation.disconnect()
    return pairs[WARM_UP:]


async def run(bench: Bench) -> Table:
    """The goal: the medians differ by less than their noise."""
    columns = ("startLogin, wrong password", "known ms", "unknown ms", "difference ms", "noise ms")
    table = Table("Equal answers take equal time", columns)
    for engine, made in bench.engines:
        folder = bench.machines.folder / engine
        folder.mkdir()
        pairs = await _pairs(folder, await made())
        differences = [known - unknown for known, unknown in pairs]
        middle = median(differences)
        spread = 1.4826 * median(abs(each - middle) for each in differences)  # of a normal one: its standard deviation
        noise = 3 * 1.2533 * spread / len(pairs) ** 0.5
        known, unknown = (median(pair[number] for pair in pairs) for number in (0, 1))
        table.add(f"{engine}: {len(pairs)} pairs", known, unknown, middle, noise)
        said = f"{engine}: the difference {middle:+.3f} ms is within the noise {noise:.3f} ms"
        table.goals.append((said, abs(middle) <= noise))
    return table


async def _pairs(folder: Path, url: str) -> list[tuple[float, float]]:
    installation = Installation(folder, url, settings={"trusted_proxies": "127.0.0.0/8"})
    try:
        installation.serve()
        installation.appoint_administrator()
        return await measure(installation)
    finally:
        installation.end()
