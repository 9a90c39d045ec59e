"""Passwords, codes, secrets and tokens leave no trace: not in the log, the metrics, the events, the database (E3)."""

import asyncio
import re
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from tests.attack.marks import attack
from tests.processes.calling import Api
from tests.processes.documents import SIGN_OUT, STEPPING_UP, VIEWER, mutation
from tests.processes.installation import ADMIN, PASSWORD, Installation, key_ring, now
from tests.processes.traces import files_hold, traces
from tests.support.authenticator import Authenticator, base32

pytestmark = pytest.mark.slow

ANN = "ann@example.com"
WRONG_PASSWORD = "canary-wrong-password"
PASSWORD_AS_EMAIL = "canary-password-in-the-wrong-field"
WRONG_CODE = "canary-wrong-code"
BEARER = "canary-bearer-token"
MAILED_PASSWORD = "canary-password-by-mailed-link"
CHANGED_PASSWORD = "canary-password-that-was-changed"
SMTP_PASSWORD = "canary-password-of-the-mail-server"
LINK = re.compile(r"#reset=([\w-]{43})")
CONSOLE = '{ applications(search: "console", first: 1) { edges { node { id } } } }'


@dataclass
class Secrets:
    """What was sent or received and must be nowhere. `codes`: six digits, which also occur by chance in numbers."""

    texts: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)

    def in_text(self, text: str) -> list[str]:
        """Those that `text` shows."""
        codes = [code for code in self.codes if re.search(rf"(?<![\w.-]){code}(?![\w.-])", text)]
        return codes + [secret for secret in self.texts if secret in text]


def in_a_day() -> str:
    return (now() + timedelta(days=1)).isoformat()


async def used_program(api: Api, admin: Api) -> set[str]:
    """An API token at work, where it counts and where it does not; answers what must be nowhere."""
    program = await admin.do("createApiToken", name="nightly", role="AUDITOR", endsAt=in_a_day())
    bearer = {"Authorization": f"Bearer {program['secret']}"}
    assert (await api.client.get("/export/audit.csv", headers=bearer)).status_code == 200
    await api.client.get("/nowhere", params={"token": program["secret"]}, headers=bearer)
    return {program["secret"], program["secret"].removeprefix("ost_")}


async def locked_out(api: Api) -> set[str]:
    """Six wrong codes, each in a login of its own; answers what was used."""
    challenges = set()
    for _ in range(6):
        challenges.add(challenge := await api.challenge(ANN, PASSWORD))
        await api.verify(challenge, WRONG_CODE)
    await api.start(ANN, PASSWORD)
    return challenges


async def whole_life(installation: Installation, admin: Api) -> Secrets:
    """Binding, logins by both factors, every wrong thing, a lock, an unlock, a reset; answers what was used."""
    user_id = await installation.user(admin, ANN)
    (api,) = installation.connect()
    known = Secrets({PASSWORD, WRONG_PASSWORD, PASSWORD_AS_EMAIL, WRONG_CODE, BEARER, str(admin.token)})
    known.texts.add(key_ring().partition(":")[2])
    await api.start(ANN, WRONG_PASSWORD)
    await api.start(PASSWORD_AS_EMAIL, PASSWORD)
    challenge = await api.challenge(ANN, PASSWORD)
    offered = await api.do("beginOtpBinding", challenge=challenge)
    app = Authenticator.scanning(offered["otpauthUri"])
    mailed = await installation.mailed_code(api, challenge, ANN)
    pair = {"code": app.code_at(now()), "emailCode": mailed}
    await api.do("confirmOtpBinding", challenge=challenge, code=pair["code"], emailCode=WRONG_CODE)
    bound = await api.do("confirmOtpBinding", challenge=challenge, **pair)
    known.codes |= set(pair.values())
    known.texts |= {
        challenge,
        offered["secret"],
        base32(offered["secret"]).hex(),
        bound["accessToken"],
        bound["idToken"],
    }
    next_code = app.code_at(now(), steps=1)
    by_app = await api.verify(challenge := await api.challenge(ANN, PASSWORD), next_code, "OTP")
    known.codes.add(next_code)
    known.texts |= {challenge, by_app["accessToken"], by_app["idToken"]}
    known.texts |= await locked_out(api)
    await admin.do("unlockUser", userId=user_id)
    await api.ask(VIEWER, None, Authorization=f"Bearer {BEARER}")
    known.texts |= await used_program(api, admin)
    await api.client.get(f"/login?client_id=shop&challenge={challenge}&code={WRONG_CODE}")
    await api.client.get("/nowhere", params={"token": BEARER}, headers={"Cookie": f"ostiary_session={BEARER}"})
    await api.ask(SIGN_OUT, None, Authorization=f"Bearer {by_app['accessToken']}")
    await admin.do("resetOtp", userId=user_id)
    known.texts |= await changed_passwords(installation, admin, user_id)
    return known


async def awaited_link(installation: Installation) -> str:
    """The token of the link that was mailed last: nobody waits for that mail, so it is waited for here."""
    assert installation.smtp is not None
    for _ in range(400):
        bodies = [mail.get_body(("plain",)) for mail in installation.smtp.to(ANN)]
        found = [LINK.search(body.get_content()) for body in bodies if body is not None]
        if tokens := [match[1] for match in found if match]:
            return tokens[-1]
        await asyncio.sleep(0.05)
    raise AssertionError("no link was mailed")


async def changed_passwords(installation: Installation, admin: Api, user_id: str) -> set[str]:
    """A forgotten password, a session in a cookie, and a changed password; answers what was used."""
    (api,) = installation.connect()[:1]
    await api.do("requestPasswordReset", clientId="shop", email=ANN)
    link = await awaited_link(installation)
    for password in ("password", MAILED_PASSWORD, MAILED_PASSWORD):
        await api.do("resetPassword", token=link, newPassword=password)
    await admin.do("setMfaBypass", userId=user_id, bypassed=True)
    typed = {"clientId": "shop", "email": ANN, "password": MAILED_PASSWORD, "delivery": "COOKIE"}
    answered = await api.post(mutation("startLogin"), {"input": typed}, X_Ostiary_Client="1")
    cookie = answered.headers["set-cookie"].partition("=")[2].partition(";")[0]
    assert len(cookie) > 30
    held = installation.api(installation.servers[0], (await api.start(ANN, MAILED_PASSWORD))["accessToken"])
    await held.do("changePassword", currentPassword=WRONG_PASSWORD, newPassword=CHANGED_PASSWORD)
    changed = await held.do("changePassword", currentPassword=MAILED_PASSWORD, newPassword=CHANGED_PASSWORD)
    assert changed["__typename"] == "PasswordChanged"
    return {link, cookie, str(held.token), MAILED_PASSWORD, CHANGED_PASSWORD}


async def stepped_up(installation: Installation, admin: Api) -> tuple[Api, Secrets]:
    """The console takes mailed codes from now on: a session that proved one twice, and what it used."""
    found = (await admin.ask(CONSOLE))["applications"]["edges"]
    await admin.do("toggleFactor", applicationId=found[0]["node"]["id"], kind="EMAIL", enabled=True)
    await admin.do("saveFactors", applicationId=found[0]["node"]["id"])
    used = Secrets()
    holder = installation.api(installation.servers[0])
    started = await holder.start(ADMIN, PASSWORD, "console")
    for token in (started["token"], None):
        challenge = token or (await holder.ask(STEPPING_UP))["beginStepUp"]["token"]
        code = await installation.mailed_code(holder, challenge, ADMIN)
        done = await holder.verify(challenge, code)
        holder.token = done.get("accessToken", holder.token)
        used.texts |= {challenge, str(holder.token)}
        used.codes.add(code)
    return holder, used


@attack("L-08")
async def test_nothing_secret_is_found_anywhere_after_a_whole_life(installation: Installation) -> None:
    """Rules E3, L3, L9, L6: tokens and codes as hashes alone, the secret sealed, the log without inputs."""
    assert installation.smtp is not None
    installation.settings["smtp_url"] = installation.smtp.url_with(f"door:{SMTP_PASSWORD}")
    installation.serve()
    installation.appoint_administrator()
    admin = await installation.administrator()
    await installation.application(admin, "OTP", "EMAIL")

    known = await whole_life(installation, admin)
    holder, proven = await stepped_up(installation, admin)
    known.texts |= proven.texts | {SMTP_PASSWORD}
    known.codes |= proven.codes

    found = await traces(installation, holder)
    found["refusals"] = "\n".join(Api.refusals)
    assert ANN in found["/export/audit.csv"]
    assert "operation=GET /export/audit.csv" in found["/export/audit.csv"]
    assert "OTP" in found["database"]
    assert "request" in "".join(text for place, text in found.items() if place.startswith("output"))
    shown = {place: held for place, text in found.items() if (held := known.in_text(text))}
    assert shown == {}
    assert not [secret for secret in known.texts if files_hold(installation.folder, secret)]
