"""Where a request came from, as the log keeps it (rule E4)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Origin:
    """`ip` in canonical text; `country` ISO 3166-1 alpha-2 or None; `user_agent` at most 512 characters."""

    ip: str
    country: str | None = None
    user_agent: str | None = None
