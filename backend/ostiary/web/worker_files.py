"""Where several workers keep their counts for /metrics: files in PROMETHEUS_MULTIPROC_DIR, one set for each process.

Counts of a worker that ended stay, or sums would fall; what tells of the present goes with it.
"""

import os
import re
from pathlib import Path

VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
_LIVE = re.compile(r"gauge_live\w*_(\d+)\.db")


def worker_folder() -> Path | None:
    """The folder; None: this process counts alone."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else None


def take_folder() -> Path | None:
    """The folder that the operator names, taken out of the environment: what counts from here on counts in memory.

    To be called before prometheus_client is loaded, which looks once and for all, and writes there from then on, with
    one worker too. `prepare` and VARIABLE give the folder to workers.
    """
    folder = worker_folder()
    os.environ.pop(VARIABLE, None)
    return folder


def prepare(folder: Path) -> None:
    """Make it, see that it takes files, and empty it of an earlier run's counts. Raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / "probe.db").touch()
    for path in folder.glob("*.db"):
        path.unlink()


def forget_dead_workers(folder: Path) -> None:
    """Remove what processes that are no more said of their present."""
    for path in folder.glob("gauge_live*.db"):
        found = _LIVE.fullmatch(path.name)
        if found and not _is_alive(int(found[1])):
            path.unlink(missing_ok=True)


def _is_alive(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
