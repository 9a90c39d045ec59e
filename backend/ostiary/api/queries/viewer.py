"""`viewer`: whose session this request carries."""

from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.api.types.user import User


@described(
    "Whose session this request carries; null without a living one, and with an API token, which is nobody's session. "
    "Every session may ask, also those of applications."
)
async def viewer(info: Info) -> User | None:
    """The user of the session."""
    caller = info.context.viewer
    return User.of(caller.user, info.context.now()) if caller else None
