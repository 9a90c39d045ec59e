"""How busy a process is: gauges that live as long as it does, summed up over the workers (docs/operations.md)."""

from collections.abc import Callable
from dataclasses import dataclass, fields

from prometheus_client import CollectorRegistry, Gauge


@dataclass(frozen=True)
class Load:
    """One look. `pool_…`: connections to the database; `passwords_queued`: logins in line and hashes at work."""

    pool_size: int = 0
    pool_in_use: int = 0
    pool_waiting: int = 0
    passwords_queued: int = 0


_GAUGES = {
    "pool_size": ("ostiary_database_pool_size", "Open connections to the database"),
    "pool_in_use": ("ostiary_database_pool_in_use", "Connections that work right now"),
    "pool_waiting": ("ostiary_database_pool_waiting", "Requests that wait for a free connection"),
    "passwords_queued": ("ostiary_passwords_queued", "Logins waiting for their turn, and password hashes at work"),
}


class LoadGauges:
    """The gauges. A value is written when it is looked at: a worker cannot ask another one at the time of reading."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.read: Callable[[], Load] = Load
        self._gauges = {
            field: Gauge(name, told, registry=registry, multiprocess_mode="livesum")
            for field, (name, told) in _GAUGES.items()
        }

    def sample(self) -> None:
        """Look, and write it down."""
        load = self.read()
        for field in fields(load):
            self._gauges[field.name].set(getattr(load, field.name))
