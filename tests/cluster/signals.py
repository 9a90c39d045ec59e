"""Processes by their ids: who started whom, and signals to them."""

import os
from pathlib import Path


def children_of(pid: int) -> list[int]:
    """The processes that one has started."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(entry.read_text("utf-8", "replace").rpartition(")")[2].split()[1])
        except (OSError, IndexError, ValueError):
            continue
        if parent == pid:
            found.append(int(entry.parent.name))
    return found


def send(number: int, *pids: int) -> None:
    """A signal to processes that may be gone."""
    for pid in pids:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            continue
