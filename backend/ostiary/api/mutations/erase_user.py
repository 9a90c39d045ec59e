"""`eraseUser`: what `ostiary users erase` does, for administrators (rules D4, E5; design/security.md, "Audit")."""

from typing import Annotated, assert_never

import strawberry

from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.api.errors import bad_input, forbidden
from ostiary.api.types.administration_errors import LastAdministrator, NotFound, OwnAccount
from ostiary.policy.addresses import EMAIL_MAX, is_email
from ostiary.services import erasure, outcomes


@strawberry.input(description="Whom to erase.")
class EraseUserInput:
    """See the description."""

    email: str = strawberry.field(
        description="The address of the user, or of one who was deleted and whom the log still names. "
        "The case of its letters does not count."
    )


@strawberry.type(
    description="The account is gone, and the audit log names nobody by that address any more. It still verifies."
)
class UserErased:
    """See the description."""

    erased_events: int = strawberry.field(
        description="From how many events something personal was removed: the user, their address, IP, country, "
        "user agent and what was changed of them. The events themselves stay."
    )


EraseUserResult = Annotated[
    UserErased | LastAdministrator | NotFound | OwnAccount,
    strawberry.union(
        "EraseUserResult",
        description="Done, or why not. NotFound: nobody has this address, and no event names it.",
    ),
]


@described(
    "Deletes a user for good and removes what the audit log says of them, irreversibly; the log still verifies. "
    "The more events, the longer it takes; sent again, it goes on where it was cut off. For sessions of ADMIN. "
    "BAD_USER_INPUT for what is no address."
)
async def erase_user(
    info: Info,
    sent: Annotated[EraseUserInput, strawberry.argument(name="input", description="Whom to erase.")],
) -> EraseUserResult:
    """Erase them."""
    if not is_email(sent.email):
        raise bad_input("input.email", f"send one plain address of at most {EMAIL_MAX} ASCII characters")
    match await erasure.erase_user(info.context.runtime, info.context.actor(), sent.email):
        case erasure.UserErased(events):
            return UserErased(erased_events=events)
        case outcomes.LastAdministrator():
            return LastAdministrator()
        case outcomes.OwnAccount():
            return OwnAccount()
        case outcomes.RoleInsufficient():
            raise forbidden()
        case outcomes.SubjectMissing() as missing:
            return NotFound.of(missing)
        case _ as unreachable:
            assert_never(unreachable)
