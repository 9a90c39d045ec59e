"""A login on its way and at its end (document 2; rules L2-L6)."""

from datetime import datetime

import strawberry

from ostiary.api.context import Info
from ostiary.api.types.user import User
from ostiary.api.types.vocabulary import FactorKind, TokenDelivery
from ostiary.clock import seconds_until
from ostiary.services import outcomes


@strawberry.type(description="A code that was mailed in this login.")
class EmailCodeSent:
    """See the description."""

    masked_email: str = strawberry.field(description="Where it went, half hidden: `u•••@example.com`.")
    expires_at: datetime = strawberry.field(
        description="Until when it is good: as long as the login. Sending again sends the same code."
    )
    resend_at: datetime = strawberry.field(description="When `sendEmailCode` may be called again.")
    resend_after: int = strawberry.field(description="Seconds until then by the server's clock.")

    @classmethod
    def of(cls, outcome: outcomes.MailedCodeView, now: datetime) -> "EmailCodeSent":
        """Present the outcome."""
        return cls(
            masked_email=outcome.masked_email,
            expires_at=outcome.expires_at,
            resend_at=outcome.resend_at,
            resend_after=seconds_until(outcome.resend_at, now),
        )


@strawberry.type(description="A tab of the second step. Any one of them is enough.")
class LoginMethod:
    """See the description."""

    kind: FactorKind = strawberry.field(description="Which kind of second step.")
    bound: bool = strawberry.field(
        description="false: `beginOtpBinding` comes first. EMAIL needs no binding and is always true."
    )
    masked_email: str | None = strawberry.field(
        description="Where codes are mailed to, half hidden: for EMAIL, and for OTP while it is not bound."
    )

    @classmethod
    def of(cls, view: outcomes.MethodView) -> "LoginMethod":
        """Present the view."""
        return cls(kind=view.kind, bound=view.is_bound, masked_email=view.masked_email)


@strawberry.type(description="The password was right and a second step is due. Good for ten minutes and for one login.")
class LoginChallenge:
    """See the description."""

    token: str = strawberry.field(
        description="The secret handle of this login, sent back as `challenge` at each step. Keep it to yourself."
    )
    client_id: str = strawberry.field(description="The application that is being signed in to.")
    application_name: str = strawberry.field(description="Its name, for people.")
    expires_at: datetime = strawberry.field(description="When the login is over.")
    expires_in: int = strawberry.field(description="Seconds until then by the server's clock.")
    attempts_remaining: int = strawberry.field(
        description="How many more wrong codes lock the account: 1 to 6; 0 while it is locked."
    )
    methods: list[LoginMethod] = strawberry.field(
        description="The tabs, OTP before EMAIL. They follow the application's factors of this moment."
    )
    email_code: EmailCodeSent | None = strawberry.field(
        description="The code that was last mailed in this login; null: none."
    )

    @classmethod
    def of(cls, outcome: outcomes.LoginPending, now: datetime) -> "LoginChallenge":
        """Present the outcome."""
        return cls(
            token=outcome.token,
            client_id=outcome.client_id,
            application_name=outcome.application_name,
            expires_at=outcome.expires_at,
            expires_in=seconds_until(outcome.expires_at, now),
            attempts_remaining=outcome.attempts_remaining,
            methods=[LoginMethod.of(method) for method in outcome.methods],
            email_code=EmailCodeSent.of(outcome.mailed_code, now) if outcome.mailed_code else None,
        )


@strawberry.type(description="The login is complete: there is a session, and an ID token for the application.")
class LoginCompleted:
    """See the description."""

    user: User = strawberry.field(description="Who signed in.")
    access_token: str | None = strawberry.field(
        description="The session's token: opaque, sent as `Authorization: Bearer …`. null with delivery COOKIE."
    )
    id_token: str = strawberry.field(
        description=(
            "A signed JWT for the application, good for 5 minutes: iss, sub (the user's id), aud (the client id), "
            "iat, exp, auth_time, amr. Its keys are at /.well-known/jwks.json. This API does not accept it."
        )
    )
    expires_at: datetime = strawberry.field(
        description="When the session ends at the latest; left unused it ends sooner."
    )
    amr: list[str] = strawberry.field(
        description="What was proven (RFC 8176): `pwd`, `otp`, `mfa`; `email` is an extension."
    )

    @classmethod
    def of(cls, outcome: outcomes.LoginCompleted, info: Info) -> "LoginCompleted":
        """Present the outcome; with delivery COOKIE the token leaves in a header and not here."""
        is_cookie = outcome.delivery is TokenDelivery.COOKIE
        if is_cookie:
            info.context.cookie_login = outcome
        return cls(
            user=User.of(outcome.user, info.context.now()),
            access_token=None if is_cookie else outcome.access_token,
            id_token=outcome.id_token,
            expires_at=outcome.expires_at,
            amr=list(outcome.amr),
        )


@strawberry.type(description="The session that called `beginStepUp` has proven its second step afresh.")
class StepUpCompleted:
    """See the description."""

    until: datetime = strawberry.field(
        description="Until when what takes a fresh second step may be done in that session: five minutes from now."
    )


@strawberry.type(
    description="What the user's authenticator app is to be given. Nothing is bound until `confirmOtpBinding`."
)
class OtpEnrollment:
    """See the description."""

    secret: str = strawberry.field(
        description="The key for manual entry: Base32 (A-Z, 2-7) without padding, 32 characters."
    )
    otpauth_uri: str = strawberry.field(description="The same as an `otpauth://totp/…` URI.")
    qr_code: str = strawberry.field(description="The URI as a QR code: a `data:` URI of an SVG image.")
    expires_at: datetime = strawberry.field(
        description="Until when it may be confirmed. Asked for again within the login, it is the same secret."
    )
    account_name: str = strawberry.field(description="The label in the app: the user's email address.")

    @classmethod
    def of(cls, outcome: outcomes.SecretOffered) -> "OtpEnrollment":
        """Present the outcome."""
        return cls(
            secret=outcome.secret,
            otpauth_uri=outcome.otpauth_uri,
            qr_code=outcome.qr_code,
            expires_at=outcome.expires_at,
            account_name=outcome.account_name,
        )
