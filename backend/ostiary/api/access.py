"""Who may call which root field: one table, default deny (design, "Access"; rule D2).

The schema cannot be built with a root field that stands not in it; a test fails on an entry without a field.
"""

from collections.abc import Awaitable, Callable
from enum import StrEnum
from functools import partial
from typing import Any

from graphql import OperationType
from strawberry.extensions.field_extension import FieldExtension
from strawberry.types.base import has_object_definition
from strawberry.types.field import StrawberryField

from ostiary.api.context import Context, Info
from ostiary.api.errors import forbidden
from ostiary.policy.access import Permission
from ostiary.services.acting import acting_in
from ostiary.tracing import span


class Caller(StrEnum):
    """Whom a field is for where no permission of its own decides."""

    PUBLIC = "PUBLIC"
    SIGNED_IN = "SIGNED_IN"
    ANY_ROLE = "ANY_ROLE"


ACCESS: dict[str, Caller | Permission] = {
    "viewer": Caller.PUBLIC,
    "node": Caller.SIGNED_IN,  # then the permission of the node's type
    "application": Permission.SEE_APPLICATIONS,
    "accent_preview": Permission.SEE_APPLICATIONS,
    "applications": Permission.SEE_APPLICATIONS,
    "user": Permission.SEE_USERS,
    "users": Permission.SEE_USERS,
    "audit_events": Permission.SEE_AUDIT,
    "audit_histogram": Permission.SEE_AUDIT,
    "audit_events_added": Permission.SEE_AUDIT,
    "login_challenge": Caller.PUBLIC,
    "login_application": Caller.PUBLIC,
    "service": Caller.PUBLIC,
    "mail_delivery": Caller.ANY_ROLE,
    "mail_settings": Permission.SEE_SETTINGS,
    "api_tokens": Permission.SEE_SETTINGS,
    "start_login": Caller.PUBLIC,
    "begin_otp_binding": Caller.PUBLIC,
    "send_email_code": Caller.PUBLIC,
    "confirm_otp_binding": Caller.PUBLIC,
    "verify_factor": Caller.PUBLIC,
    "begin_step_up": Caller.ANY_ROLE,  # then a session, no API token
    "sign_out": Caller.PUBLIC,
    "sign_out_everywhere": Caller.SIGNED_IN,  # then END_SESSIONS for anybody but oneself
    "change_password": Caller.SIGNED_IN,  # people alone
    "request_password_reset": Caller.PUBLIC,
    "reset_password": Caller.PUBLIC,
    "create_application": Permission.CHANGE_DIRECTORY,
    "save_branding": Permission.CHANGE_BRANDING,
    "save_logo": Permission.CHANGE_BRANDING,
    "remove_logo": Permission.CHANGE_BRANDING,
    "create_user": Permission.CHANGE_DIRECTORY,
    "toggle_factor": Permission.CHANGE_FACTORS,
    "save_factors": Permission.CHANGE_FACTORS,
    "discard_factors": Permission.CHANGE_FACTORS,
    "reset_otp": Permission.SUPPORT_USERS,
    "reset_email": Permission.SUPPORT_USERS,
    "set_mfa_bypass": Permission.SUPPORT_USERS,
    "unlock_user": Permission.SUPPORT_USERS,
    "set_user_applications": Permission.CHANGE_DIRECTORY,
    "set_user_role": Permission.CHANGE_ROLES,
    "delete_user": Permission.CHANGE_DIRECTORY,
    "erase_user": Permission.ERASE_USERS,
    "create_api_token": Permission.CHANGE_TOKENS,
    "revoke_api_token": Permission.CHANGE_TOKENS,
    "send_mail_check": Permission.CHECK_MAIL,
    "mail_text_preview": Permission.SEE_APPLICATIONS,
    "save_mail_text": Permission.CHANGE_MAIL_TEXTS,
    "reset_mail_text": Permission.CHANGE_MAIL_TEXTS,
    "send_test_mail_text": Permission.CHECK_MAIL,
}


STEP_UP = frozenset(
    {
        "save_factors",
        "reset_otp",
        "reset_email",
        "set_mfa_bypass",
        "unlock_user",
        "set_user_role",
        "delete_user",
        "erase_user",
        "create_api_token",
    }
)
"""What takes a second step within five minutes: it weakens one, gives power, or cannot be undone. Unlocking gives six
more guesses, also to the thief of a session who guesses at this very step. To create a user with a role takes one as
well, and so do exports. What only makes things safer (revoking, signing out) never waits for it.
"""


def demand(context: Context, needed: Caller | Permission) -> None:
    """Refuse callers who may not: UNAUTHENTICATED for strangers, FORBIDDEN for whoever may not."""
    match needed:
        case Caller.PUBLIC:
            return
        case Caller.SIGNED_IN:
            context.caller()
        case Caller.ANY_ROLE:
            if context.caller().role is None:
                raise forbidden()
        case Permission():
            context.demand(needed)


class _Gate(FieldExtension):
    """Stands before a root field's resolver."""

    def __init__(self, name: str) -> None:
        self._needed = ACCESS[name]
        self._is_guarded = name in STEP_UP

    async def resolve_async(self, next_: Callable[..., Awaitable[Any]], source: Any, info: Info, **kwargs: Any) -> Any:
        context = info.context
        is_mutation = info.operation.operation is OperationType.MUTATION
        context.mutation = info.field_name if is_mutation else ""
        demand(context, self._needed)
        if self._is_guarded:
            await context.demand_proof()
        acting = context.acting_session() if is_mutation and isinstance(self._needed, Permission) else None
        context.demand_again = partial(demand, context, self._needed)
        with span("operation", graphql_field=info.field_name), acting_in(acting):
            shown = await next_(source, info, **kwargs)
        if is_mutation and has_object_definition(type(shown)):
            context.result = type(shown).__strawberry_definition__.name
        return shown


def gated(fields: list[StrawberryField]) -> list[StrawberryField]:
    """The root fields, each behind its entry of the table. A field without one is a KeyError at start."""
    for field in fields:
        field.extensions = [*field.extensions, _Gate(field.python_name)]
    return fields
