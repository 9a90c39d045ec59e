"""What an administrator's script does: list the users, page by page, and read the log of what failed.

    TOKEN=… python administration.py                 with an API token
    EMAIL=… PASSWORD=… python administration.py      or by signing in to the console's client id

An administrator for whom a second step is due uses an API token: nobody is there to type the code.
"""

import os
import sys
from collections.abc import Iterator
from typing import Any

from ostiary_client import send

START_LOGIN = """
mutation StartLogin($input: StartLoginInput!) {
  startLogin(input: $input) {
    __typename
    ... on LoginCompleted { accessToken }
    ... on UserError { message }
  }
}"""

USERS = """
query Users($after: String) {
  users(first: 2, after: $after) {
    totalCount
    pageInfo { hasNextPage endCursor }
    edges { node { email mfaBypassed lockedUntil bindings { kind application { clientId } } } }
  }
}"""

FAILURES = """
query Failures($filter: AuditEventFilter!) {
  auditEvents(first: 20, filter: $filter) {
    edges { node { occurredAt label userEmail ip failureReason } }
  }
}"""


def signed_in(email: str, password: str) -> str:
    """A console session's token, good for 15 minutes unused."""
    step = {"clientId": "console", "email": email, "password": password}
    answer = send(START_LOGIN, {"input": step})["startLogin"]
    if answer["__typename"] != "LoginCompleted":
        sys.exit(f"startLogin answered {answer['__typename']}: {answer.get('message', 'a second step is due')}")
    return str(answer["accessToken"])


def users(token: str) -> Iterator[dict[str, Any]]:
    """Every user, newest first. A cursor is a place: users who come or go meanwhile repeat or drop nobody."""
    after = None
    while True:
        page = send(USERS, {"after": after}, token)["users"]
        yield from (edge["node"] for edge in page["edges"])
        if not page["pageInfo"]["hasNextPage"]:
            return
        after = page["pageInfo"]["endCursor"]


def main() -> None:
    """Print one line per user, then one per failed second step."""
    token = os.environ.get("TOKEN") or signed_in(os.environ["EMAIL"], os.environ["PASSWORD"])
    for user in users(token):
        bound = ", ".join(f"{each['kind']} in {each['application']['clientId']}" for each in user["bindings"])
        locked = f"locked until {user['lockedUntil']}" if user["lockedUntil"] else ""
        states = [bound or "nothing bound", "bypassed" if user["mfaBypassed"] else "", locked]
        print(f"{user['email']:<24} {'; '.join(filter(None, states))}")
    wanted = {"types": ["SECONDARY_AUTHENTICATION_OTP", "SECONDARY_AUTHENTICATION_EMAIL"], "result": "FAILURE"}
    for edge in send(FAILURES, {"filter": wanted}, token)["auditEvents"]["edges"]:
        event = edge["node"]
        print(f"{event['occurredAt']} {event['label']} {event['userEmail']} {event['ip']} {event['failureReason']}")


if __name__ == "__main__":
    main()
