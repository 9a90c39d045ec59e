"""The schema: every root field behind its gate, the GraphQL limits of design/security.md around it.

`print_sdl()` is what `ostiary schema` prints and what the committed schema.graphql is compared with.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import strawberry
from graphql import ExecutionResult, GraphQLError, GraphQLSchema, execute
from strawberry.execution.is_awaitable import optimized_is_awaitable
from strawberry.extensions import SchemaExtension
from strawberry.schema.config import StrawberryConfig
from strawberry.tools import create_type
from strawberry.types import ExecutionContext

from ostiary.api.access import gated
from ostiary.api.context import Context
from ostiary.api.documents import Document
from ostiary.api.mutations.begin_otp_binding import begin_otp_binding
from ostiary.api.mutations.begin_step_up import begin_step_up
from ostiary.api.mutations.change_password import change_password
from ostiary.api.mutations.confirm_otp_binding import confirm_otp_binding
from ostiary.api.mutations.create_api_token import create_api_token
from ostiary.api.mutations.create_application import create_application
from ostiary.api.mutations.create_user import create_user
from ostiary.api.mutations.delete_user import delete_user
from ostiary.api.mutations.discard_factors import discard_factors
from ostiary.api.mutations.erase_user import erase_user
from ostiary.api.mutations.remove_logo import remove_logo
from ostiary.api.mutations.request_password_reset import request_password_reset
from ostiary.api.mutations.reset_email import reset_email
from ostiary.api.mutations.reset_mail_text import reset_mail_text
from ostiary.api.mutations.reset_otp import reset_otp
from ostiary.api.mutations.reset_password import reset_password
from ostiary.api.mutations.revoke_api_token import revoke_api_token
from ostiary.api.mutations.save_branding import save_branding
from ostiary.api.mutations.save_factors import save_factors
from ostiary.api.mutations.save_logo import save_logo
from ostiary.api.mutations.save_mail_text import save_mail_text
from ostiary.api.mutations.send_email_code import send_email_code
from ostiary.api.mutations.send_mail_check import send_mail_check
from ostiary.api.mutations.send_test_mail_text import send_test_mail_text
from ostiary.api.mutations.set_mfa_bypass import set_mfa_bypass
from ostiary.api.mutations.set_user_applications import set_user_applications
from ostiary.api.mutations.set_user_role import set_user_role
from ostiary.api.mutations.sign_out import sign_out
from ostiary.api.mutations.sign_out_everywhere import sign_out_everywhere
from ostiary.api.mutations.start_login import start_login
from ostiary.api.mutations.toggle_factor import toggle_factor
from ostiary.api.mutations.unlock_user import unlock_user
from ostiary.api.mutations.verify_factor import verify_factor
from ostiary.api.queries.accent_preview import accent_preview
from ostiary.api.queries.api_tokens import api_tokens
from ostiary.api.queries.applications import application, applications
from ostiary.api.queries.audit_events import audit_events
from ostiary.api.queries.audit_histogram import audit_histogram
from ostiary.api.queries.login_application import login_application
from ostiary.api.queries.login_challenge import login_challenge
from ostiary.api.queries.mail_delivery import mail_delivery
from ostiary.api.queries.mail_settings import mail_settings
from ostiary.api.queries.mail_text_preview import mail_text_preview
from ostiary.api.queries.node import node
from ostiary.api.queries.service import service
from ostiary.api.queries.users import user, users
from ostiary.api.queries.viewer import viewer
from ostiary.api.subscriptions.audit_events_added import audit_events_added
from ostiary.api.types.date_time import DATE_TIME

_QUERIES: list[Any] = [
    *(viewer, node, application, applications, user, users, audit_events, audit_histogram),
    *(login_challenge, login_application, service, mail_delivery),
    *(mail_settings, mail_text_preview, api_tokens),
    accent_preview,
]
_MUTATIONS: list[Any] = [
    *(start_login, begin_otp_binding, send_email_code, confirm_otp_binding, verify_factor),
    *(begin_step_up, sign_out),
    *(change_password, request_password_reset, reset_password),
    *(create_application, create_user, toggle_factor, save_factors, discard_factors),
    *(save_branding, save_logo, remove_logo),
    *(reset_otp, reset_email, set_mfa_bypass, unlock_user, sign_out_everywhere),
    *(set_user_applications, set_user_role, delete_user, erase_user),
    *(create_api_token, revoke_api_token, send_mail_check),
    *(save_mail_text, reset_mail_text, send_test_mail_text),
]
_SUBSCRIPTIONS: list[Any] = [
    strawberry.subscription(
        audit_events_added,
        description="The log as it is written, in batches; what is there already is in the list.",
    )
]


class _CheckedDocument(SchemaExtension):
    """Hands over the document that `documents` has parsed, limited and validated already."""

    def on_parse(self) -> Iterator[None]:
        self.execution_context.graphql_document = self.execution_context.context.document.node
        yield

    def on_validate(self) -> Iterator[None]:
        self.execution_context.validation_rules = ()
        yield


class _Schema(strawberry.Schema):
    def process_errors(self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None) -> None:
        """Nothing: Strawberry's logger would write inputs. `failures` logs what deserves it."""


schema = _Schema(
    query=create_type(
        "Query", gated(_QUERIES), description="What can be read. Reading changes nothing but the session's age."
    ),
    mutation=create_type(
        "Mutation",
        gated(_MUTATIONS),
        description=(
            "What can be done: one of these per request. Expected failures are members of the result's union; "
            "errors say who may not (UNAUTHENTICATED, FORBIDDEN), who must step up first (STEP_UP_REQUIRED) "
            "or what breaks a limit (BAD_USER_INPUT)."
        ),
    ),
    subscription=create_type(
        "Subscription",
        gated(_SUBSCRIPTIONS),
        description=(
            "What can be followed, one field a request: send `Accept: text/event-stream`, and read server-sent events "
            "(graphql-sse, distinct connections mode). A session that ends, or a role that is taken, ends it."
        ),
    ),
    extensions=[_CheckedDocument],
    config=StrawberryConfig(scalar_map={datetime: DATE_TIME}, disable_field_suggestions=True),
)

core_schema: GraphQLSchema = schema._schema  # noqa: SLF001 (graphql-core validates against its own object)


async def run_document(document: Document, variables: dict[str, Any], context: Context) -> ExecutionResult:
    """Execute a query or mutation that `documents` has checked, as Strawberry does, without its extensions' rounds."""

    async def whole(middleware: list[Any]) -> ExecutionResult:
        return await execute_whole(document, variables, context, middleware)

    if document.prepared is not None and context.values is not None:
        return await document.prepared.run(context.values, context, whole)
    return await whole([])


async def execute_whole(
    document: Document, variables: dict[str, Any], context: Context | None, middleware: list[Any]
) -> ExecutionResult:
    """The library's own execution. `middleware`: what stands before the resolvers."""
    running = execute(
        core_schema,
        document.node,
        variable_values=variables,
        context_value=context,
        middleware=middleware or None,
        is_awaitable=optimized_is_awaitable,  # type: ignore[arg-type]
        executor_class=schema.execution_context_class,
        operation_extensions=None,
    )
    return running if isinstance(running, ExecutionResult) else await running


def print_sdl() -> str:
    """The schema as SDL, with a newline at its end."""
    return schema.as_str() + "\n"
