"""Whether a caller who stays connected is still let in, without counting as use: idleness goes on (D2)."""

from ostiary.services.api_tokens import TokenCaller
from ostiary.services.runtime import Runtime
from ostiary.services.sessions import Viewer, is_living
from ostiary.store.accounts import user_by_id
from ostiary.store.api_tokens import api_token_by_id
from ostiary.store.sessions import session_by_id


async def still_there(runtime: Runtime, caller: Viewer | TokenCaller) -> Viewer | TokenCaller | None:
    """The caller with the role that counts now; None: the session or the token is over."""
    now = runtime.clock.now()
    if isinstance(caller, TokenCaller):
        token = await api_token_by_id(caller.token.id)
        return TokenCaller(token) if token and token.revoked_at is None and now < token.ends_at else None
    session = await session_by_id(caller.session.id)
    user = await user_by_id(caller.user.id)
    if session is None or user is None or not is_living(session, caller.application, now):
        return None
    return Viewer(user, caller.application, session)
