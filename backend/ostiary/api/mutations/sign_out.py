"""`signOut`: end this session."""

import strawberry

from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.services import sessions


@strawberry.type(description="There is no session any more.")
class SignedOut:
    """See the description."""

    ok: bool = strawberry.field(description="Always true, also where there was no session to end.")


@described("Ends the session of this request and takes its cookie away.")
async def sign_out(info: Info) -> SignedOut:
    """End it, if there is one."""
    if info.context.viewer is not None:
        await sessions.sign_out(info.context.viewer)
    info.context.is_signed_out = True
    return SignedOut(ok=True)
