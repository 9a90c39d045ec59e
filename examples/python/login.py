"""A whole login, as a program does it: password, first OTP binding, the next login with a code, the ID token.

    EMAIL=… PASSWORD=… python login.py

The code that is mailed is read from the demo's mailbox, which no other installation has.
"""

import os
import sys
from typing import Any

from joserfc import jwt
from joserfc.jwk import KeySet
from ostiary_client import URL, otp_code, read, send, wait_for_next_code

CLIENT_ID = "demo"

START_LOGIN = """
mutation StartLogin($input: StartLoginInput!) {
  startLogin(input: $input) {
    __typename
    ... on LoginChallenge { token expiresIn attemptsRemaining methods { kind bound maskedEmail } }
    ... on LoginCompleted { accessToken idToken expiresAt amr user { id email } }
    ... on AccountLocked { lockedUntil }
    ... on RateLimited { retryAfter }
    ... on UserError { message }
  }
}"""

BEGIN_OTP_BINDING = """
mutation BeginOtpBinding($input: ChallengeInput!) {
  beginOtpBinding(input: $input) {
    __typename
    ... on OtpEnrollment { secret otpauthUri expiresAt }
    ... on AccountLocked { lockedUntil }
    ... on UserError { message }
  }
}"""

SEND_EMAIL_CODE = """
mutation SendEmailCode($input: ChallengeInput!) {
  sendEmailCode(input: $input) {
    __typename
    ... on EmailCodeSent { maskedEmail resendAfter }
    ... on RateLimited { retryAfter }
    ... on UserError { message }
  }
}"""

CONFIRM_OTP_BINDING = """
mutation ConfirmOtpBinding($input: ConfirmOtpBindingInput!) {
  confirmOtpBinding(input: $input) {
    __typename
    ... on LoginCompleted { accessToken idToken expiresAt amr user { id email } }
    ... on InvalidCode { wrongCodes reason attemptsRemaining clockOffsetMinutes }
    ... on UserError { message }
  }
}"""

VERIFY_FACTOR = """
mutation VerifyFactor($input: VerifyFactorInput!) {
  verifyFactor(input: $input) {
    __typename
    ... on LoginCompleted { accessToken idToken expiresAt amr user { id email } }
    ... on InvalidCode { reason attemptsRemaining }
    ... on AccountLocked { lockedUntil }
    ... on UserError { message }
  }
}"""

SIGN_OUT = "mutation SignOut { signOut { ok } }"


def do(document: str, field: str, expected: str, **values: Any) -> dict[str, Any]:
    """One mutation. Ends the program with the server's advice if it answers anything but `expected`."""
    answer: dict[str, Any] = send(document, {"input": values})[field]
    if answer["__typename"] != expected:
        sys.exit(f"{field} answered {answer['__typename']}: {answer.get('message', '')}")
    return answer


def start(email: str, password: str) -> dict[str, Any]:
    """The password. The challenge's token is the login: keep it to yourself."""
    return do(START_LOGIN, "startLogin", "LoginChallenge", clientId=CLIENT_ID, email=email, password=password)


def mailed_code(challenge: str, email: str) -> str:
    """Have the code mailed, and read it: the subject begins with it."""
    sent = do(SEND_EMAIL_CODE, "sendEmailCode", "EmailCodeSent", challenge=challenge)
    print(f"A code was mailed to {sent['maskedEmail']}")
    return next(str(mail["subject"])[:6] for mail in read("/mailbox.json") if mail["to"] == email)


def bind_otp(challenge: str, email: str) -> tuple[str, dict[str, Any]]:
    """The first binding: the app's code and the mailed one, in one submission. Answers the secret and the login."""
    offered = do(BEGIN_OTP_BINDING, "beginOtpBinding", "OtpEnrollment", challenge=challenge)
    secret = str(offered["secret"])
    codes = {"code": otp_code(secret), "emailCode": mailed_code(challenge, email)}
    return secret, do(CONFIRM_OTP_BINDING, "confirmOtpBinding", "LoginCompleted", challenge=challenge, **codes)


def try_wrong_code(challenge: str) -> None:
    """Any code that is not six digits is a wrong one, and a wrong one is charged to the account."""
    wrong = do(VERIFY_FACTOR, "verifyFactor", "InvalidCode", challenge=challenge, kind="OTP", code="wrong")
    print(f"A wrong code: {wrong['reason']}, {wrong['attemptsRemaining']} more lock the account")


def verified_claims(id_token: str) -> dict[str, Any]:
    """What an application does with the ID token: signature, issuer, audience, expiry; then it trusts `amr`."""
    keys = KeySet.import_key_set(read("/.well-known/jwks.json"))
    token = jwt.decode(id_token, keys, algorithms=["ES256"])
    expected = jwt.JWTClaimsRegistry(
        iss={"essential": True, "value": URL}, aud={"essential": True, "value": CLIENT_ID}, exp={"essential": True}
    )
    expected.validate(token.claims)
    return dict(token.claims)


def finish(completed: dict[str, Any]) -> None:
    """Look at the ID token, and end the session."""
    claims = verified_claims(completed["idToken"])
    print(f"Signed in: {completed['user']['email']}, ID token for {claims['aud']}, amr {' '.join(claims['amr'])}")
    send(SIGN_OUT, token=completed["accessToken"])


def main() -> None:
    """Bind and sign in again; a user who has bound already, and whose secret we do not have, signs in by mail."""
    email, password = os.environ["EMAIL"], os.environ["PASSWORD"]
    challenge = start(email, password)
    token = challenge["token"]
    if any(method["kind"] == "OTP" and method["bound"] for method in challenge["methods"]):
        print("OTP is bound already, and its secret is never shown again: signing in by mail")
        code = mailed_code(token, email)
        finish(do(VERIFY_FACTOR, "verifyFactor", "LoginCompleted", challenge=token, kind="EMAIL", code=code))
        return
    secret, completed = bind_otp(token, email)
    print("OTP is bound")
    finish(completed)

    token = start(email, password)["token"]
    try_wrong_code(token)
    print("Waiting for the next code: each is accepted once")
    wait_for_next_code()
    finish(
        do(VERIFY_FACTOR, "verifyFactor", "LoginCompleted", challenge=token, kind="OTP", code=otp_code(secret)),
    )


if __name__ == "__main__":
    main()
