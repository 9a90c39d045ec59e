"""Errors of the API (contract.graphql, "errors"): who you are, what was sent, what is masked.

Expected failures of a use case are data and never come through here.
"""

from collections.abc import Collection

from graphql import GraphQLError, Node, Source

BAD_USER_INPUT = "BAD_USER_INPUT"
UNAUTHENTICATED = "UNAUTHENTICATED"
FORBIDDEN = "FORBIDDEN"
STEP_UP_REQUIRED = "STEP_UP_REQUIRED"
PARSE_FAILED = "GRAPHQL_PARSE_FAILED"
VALIDATION_FAILED = "GRAPHQL_VALIDATION_FAILED"
TOO_MANY_SUBSCRIPTIONS = "TOO_MANY_SUBSCRIPTIONS"
SERVICE_UNAVAILABLE = "SERVICE_UNAVAILABLE"
INTERNAL_SERVER_ERROR = "INTERNAL_SERVER_ERROR"


class RefusedError(GraphQLError):
    """A refusal in our own words, which alone reach the caller. It never carries what was sent."""

    def __init__(
        self,
        code: str,
        message: str,
        *,
        field: str | None = None,
        nodes: Collection[Node] | None = None,
        source: Source | None = None,
        positions: Collection[int] | None = None,
    ) -> None:
        where = {} if field is None else {"field": field}
        super().__init__(message, nodes, source, positions, extensions={"code": code, **where})
        self.code = code


def bad_input(field: str, advice: str) -> RefusedError:
    """An input that breaks a documented limit; `field` is its path, `advice` says what to send."""
    return RefusedError(BAD_USER_INPUT, f"{field}: {advice}", field=field)


def unauthenticated() -> RefusedError:
    """There is neither a session nor an API token."""
    return RefusedError(
        UNAUTHENTICATED,
        "Sign in first: send `Authorization: Bearer …` with a living session or API token, "
        "or a session's cookie with the header X-Ostiary-Client.",
    )


def forbidden() -> RefusedError:
    """There is a session or an API token, and it is not enough."""
    return RefusedError(
        FORBIDDEN,
        "This session or API token may not do that: it takes a session of the client id `console`, or an API token, "
        "with a role that allows it. Roles, API tokens, erasing and test mail take a session.",
    )


def step_up_required() -> RefusedError:
    """There is a session that may, and it has not proven its second step for five minutes."""
    return RefusedError(
        STEP_UP_REQUIRED,
        "Prove your second step once more: call `beginStepUp`, answer its challenge with `verifyFactor`, "
        "and send this again within five minutes.",
    )


def too_many_subscriptions() -> RefusedError:
    """As many as may run do."""
    return RefusedError(
        TOO_MANY_SUBSCRIPTIONS, "Too many live views are open. Close one, or try again in a minute; the list is there."
    )
