"""The demo's application and users, made by the very use cases that everybody else goes through."""

import secrets
from dataclasses import asdict, dataclass

from ostiary.factors.email.code import email_code
from ostiary.factors.otp.totp import code_at, time_step_at
from ostiary.mail.locale import Locale
from ostiary.policy.branding import Branding
from ostiary.policy.lockout import ATTEMPTS_IN_A_ROW
from ostiary.policy.origin import Origin
from ostiary.policy.vocabulary import FactorKind, Role, TokenDelivery
from ostiary.services.binding import begin_otp_binding, confirm_otp_binding
from ostiary.services.branding import BrandingWanted, save_branding, save_logo
from ostiary.services.directory import Actor, NewUser, create_application, create_user, ensure_console
from ostiary.services.email_codes import send_email_code
from ostiary.services.factor_settings import save_factors, toggle_factor
from ostiary.services.login import PasswordStep, start_login
from ostiary.services.outcomes import LoginCompleted, LoginPending, SecretOffered
from ostiary.services.runtime import Runtime
from ostiary.services.user_security import set_mfa_bypass
from ostiary.services.verification import verify_factor
from ostiary.store.accounts import user_by_email
from ostiary.store.applications import application_by_client_id
from ostiary.store.challenges import challenge_by_hash
from ostiary.store.records import ApplicationRecord, UserRecord
from ostiary.store.tokens import hash_of

CLIENT_ID = "demo"
_NAME = "Demo Application"
_ACCENT = "#4453c9"
_SUPPORT = "mailto:help@example.com"
_LOGO = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">
  <rect width="48" height="48" rx="12" fill="#4453c9"/>
  <circle cx="24" cy="19" r="9" fill="#ffc857"/>
  <g fill="none" stroke="#fff" stroke-width="3.5" stroke-linecap="round">
    <path d="M9 30q5-4 10 0t10 0 10 0"/>
    <path d="M14 38q5-4 10 0t10 0"/>
  </g>
</svg>
"""
"""The sun over the sea: a picture of its own, so that branding has something to show."""
_ORIGIN = Origin("127.0.0.1", None, "ostiary demo")
_STATES = {
    "admin@example.com": "administrator: signs in to the console",
    "bound@example.com": "has bound OTP: enter the app's code",
    "new@example.com": "has bound nothing: the login leads through it",
    "bypassed@example.com": "bypasses the second step",
    "locked@example.com": "locked for an hour after six wrong codes",
}


class DemoBrokenError(Exception):
    """A step of the demo's own making was refused: its folder holds something else already."""


@dataclass(frozen=True, repr=False)
class DemoUser:
    """A user to try. `otp_key`: the Base32 secret of the bound one's authenticator app."""

    email: str
    password: str
    state: str
    otp_key: str | None = None

    def as_json(self) -> dict[str, str | None]:
        """What the folder remembers for the next start."""
        return asdict(self)


async def make_demo(runtime: Runtime) -> list[DemoUser]:
    """Make the application and its users. What an interrupted start has made already is kept."""
    await ensure_console(runtime)
    administrator, *others = [DemoUser(email, _password(), state) for email, state in _STATES.items()]
    admin = await _user(runtime, administrator, None, Role.ADMIN)
    application = await _application(runtime, admin)
    users = {user.email: await _user(runtime, user, application, None) for user in others}
    bound, _, bypassed, locked = others
    otp_key = await _bind(runtime, bound)
    await set_mfa_bypass(runtime, admin.id, users[bypassed.email].id, True, _ORIGIN)
    await _lock(runtime, locked)
    bound_with_key = DemoUser(bound.email, bound.password, bound.state, otp_key)
    return [administrator, bound_with_key, *others[1:]]


async def _application(runtime: Runtime, admin: UserRecord) -> ApplicationRecord:
    actor = Actor(admin.id, _ORIGIN)
    await create_application(runtime, actor, _NAME, CLIENT_ID)
    application = await application_by_client_id(CLIENT_ID)
    if application is None:
        raise DemoBrokenError("no application")
    await save_logo(runtime, actor, application.id, _LOGO)
    await save_branding(runtime, actor, application.id, BrandingWanted(_NAME, Branding(_ACCENT, _SUPPORT)))
    for kind in FactorKind:
        await toggle_factor(runtime, admin.id, application.id, kind, True)
    await save_factors(runtime, admin.id, application.id, True, _ORIGIN)
    return application


async def _user(
    runtime: Runtime, demo_user: DemoUser, application: ApplicationRecord | None, role: Role | None
) -> UserRecord:
    assigned = (application.id,) if application else ()
    await create_user(runtime, Actor(None, _ORIGIN), NewUser(demo_user.email, demo_user.password, assigned, role))
    user = await user_by_email(demo_user.email)
    if user is None:
        raise DemoBrokenError("no user")
    return user


async def _challenge(runtime: Runtime, demo_user: DemoUser) -> LoginPending:
    step = PasswordStep(CLIENT_ID, demo_user.email, demo_user.password, TokenDelivery.BODY)
    pending = await start_login(runtime, step, _ORIGIN)
    if not isinstance(pending, LoginPending):
        raise DemoBrokenError("no challenge")
    return pending


async def _bind(runtime: Runtime, demo_user: DemoUser) -> str:
    """Bind as a person would, and answer the key."""
    token = (await _challenge(runtime, demo_user)).token
    offered = await begin_otp_binding(runtime, token, _ORIGIN, Locale.EN)
    await send_email_code(runtime, token, _ORIGIN, Locale.EN)
    challenge = await challenge_by_hash(hash_of(token))
    if not isinstance(offered, SecretOffered) or challenge is None or challenge.code_key_id is None:
        raise DemoBrokenError("no secret")
    code = code_at(offered.secret, time_step_at(runtime.clock.now()))
    mailed = email_code(runtime.key_ring, challenge.code_key_id, challenge.id)
    completed = await confirm_otp_binding(runtime, token, code, mailed, _ORIGIN, Locale.EN)
    if not isinstance(completed, LoginCompleted):
        raise DemoBrokenError("no binding")
    return offered.secret


async def _lock(runtime: Runtime, demo_user: DemoUser) -> None:
    token = (await _challenge(runtime, demo_user)).token
    for _ in range(ATTEMPTS_IN_A_ROW):
        await verify_factor(runtime, token, FactorKind.EMAIL, "wrong", _ORIGIN, Locale.EN)


def _password() -> str:
    return secrets.token_urlsafe(9)
