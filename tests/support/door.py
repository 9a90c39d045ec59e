"""What a person does at the door: password, binding, codes. Each step answers the use case's outcome."""

from dataclasses import dataclass

from ostiary.mail.locale import Locale
from ostiary.policy.vocabulary import FactorKind, TokenDelivery
from ostiary.services.acceptance import StepOutcome
from ostiary.services.binding import begin_otp_binding, confirm_otp_binding
from ostiary.services.email_codes import SendOutcome, send_email_code
from ostiary.services.login import LoginOutcome, PasswordStep, start_login
from ostiary.services.outcomes import LoginCompleted, LoginPending, MailedCodeView, SecretOffered
from ostiary.services.sessions import Viewer, authenticate
from ostiary.services.verification import verify_factor
from ostiary.store.records import ApplicationRecord, UserRecord
from tests.support.authenticator import Authenticator
from tests.support.scene import HOME, PASSWORD, Scene

EN = Locale.EN


@dataclass
class Door:
    """The login of one application, from one place."""

    scene: Scene
    application: ApplicationRecord

    async def password(self, user: UserRecord, password: str = PASSWORD) -> LoginOutcome:
        """The first step."""
        step = PasswordStep(self.application.client_id, user.email, password, TokenDelivery.BODY)
        return await start_login(self.scene.runtime, step, HOME)

    async def challenge(self, user: UserRecord) -> str:
        """The first step, where a second must follow: the challenge's token."""
        pending = await self.password(user)
        assert isinstance(pending, LoginPending)
        return pending.token

    async def offer(self, token: str) -> Authenticator:
        """Begin to bind, and scan what is offered."""
        offered = await begin_otp_binding(self.scene.runtime, token, HOME, EN)
        assert isinstance(offered, SecretOffered)
        return Authenticator.scanning(offered.otpauth_uri)

    async def send(self, token: str) -> SendOutcome:
        """Ask for the email code."""
        return await send_email_code(self.scene.runtime, token, HOME, EN)

    async def mailed_code(self, token: str, user: UserRecord) -> str:
        """Ask for the email code, and read it."""
        assert isinstance(await self.send(token), MailedCodeView)
        return self.scene.mail.last_code(user.email)

    async def confirm(self, token: str, code: str, email_code: str) -> StepOutcome:
        """Send both codes of a first binding."""
        return await confirm_otp_binding(self.scene.runtime, token, code, email_code, HOME, EN)

    async def verify(self, token: str, code: str, kind: FactorKind = FactorKind.OTP) -> StepOutcome:
        """Send a code."""
        return await verify_factor(self.scene.runtime, token, kind, code, HOME, EN)

    async def bind(self, user: UserRecord) -> Authenticator:
        """A whole first login; afterwards the time step that it spent is over."""
        token = await self.challenge(user)
        app = await self.offer(token)
        email_code = await self.mailed_code(token, user)
        assert isinstance(await self.confirm(token, app.code_at(self.scene.hands.now), email_code), LoginCompleted)
        self.scene.hands.move(seconds=app.period)
        return app

    async def miss(self, user: UserRecord, app: Authenticator, times: int) -> list[StepOutcome]:
        """So many wrong codes, one after the other, in one challenge for as long as it lives."""
        token = await self.challenge(user)
        return [await self.verify(token, app.wrong_code_at(self.scene.hands.now, n)) for n in range(times)]

    async def viewer(self, completed: LoginCompleted) -> Viewer | None:
        """Whose session it is, if it lives."""
        return await authenticate(self.scene.runtime, completed.access_token)
