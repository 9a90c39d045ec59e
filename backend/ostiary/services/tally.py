"""What use cases count for whoever watches the installation; the web's metrics keep it (docs/operations.md)."""

from typing import Protocol


class Tally(Protocol):
    """Counts what has happened for good: called after the commit, never inside a transaction."""

    def count_lock(self) -> None:
        """An account was locked: its sixth wrong code in a row (rule A2)."""
        ...

    def count_mail(self, is_delivered: bool) -> None:
        """A message was handed over, or could not be."""
        ...


class NoTally:
    """Nobody watches: commands, and tests of other things."""

    def count_lock(self) -> None:
        """Forget it."""

    def count_mail(self, is_delivered: bool) -> None:
        """Forget it."""
