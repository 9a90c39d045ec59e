"""What /metrics says, as numbers."""

import re

import httpx2

from tests.processes.servers import Server

_LINE = re.compile(r"^(\w+(?:\{.*\})?) (\S+)$", re.MULTILINE)


def read(server: Server) -> dict[str, float]:
    """Every sample by its name and labels, read over a connection of its own: any worker may answer."""
    answered = httpx2.get(f"{server.url}/metrics", timeout=30)
    assert answered.status_code == 200, answered.text
    return {name: float(value) for name, value in _LINE.findall(answered.text)}


def counts(server: Server, name: str) -> dict[str, float]:
    """The samples of one metric, by the values of their labels."""
    found = {}
    for told, value in read(server).items():
        if told.partition("{")[0] == name:
            found["/".join(re.findall(r'"([^"]*)"', told))] = value
    return found
