"""Passwords, codes, secrets and tokens leave no trace: not in the log, the metrics, the events, the database (E3)."""

import re
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from tests.attack.marks import attack
from tests.processes.calling import Api
from tests.processes.documents import SIGN_OUT, VIEWER
from tests.processes.installation import PASSWORD, Installation, key_ring, now
from tests.processes.traces import files_hold, traces
from tests.support.authenticator import Authenticator, base32

pytestmark = pytest.mark.slow

ANN = "ann@example.com"
WRONG_PASSWORD = "canary-wrong-password"
PASSWORD_AS_EMAIL = "canary-password-in-the-wrong-field"
WRONG_CODE = "canary-wrong-code"
BEARER = "canary-bearer-token"


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
    return known


@attack("L-08")
async def test_nothing_secret_is_found_anywhere_after_a_whole_life(installation: Installation) -> None:
    """Rules E3, L3, L9, L6: tokens and codes as hashes alone, the secret sealed, the log without inputs."""
    installation.serve()
    installation.appoint_administrator()
    admin = await installation.administrator()
    await installation.application(admin, "OTP", "EMAIL")

    known = await whole_life(installation, admin)

    found = await traces(installation, admin)
    assert ANN in found["/export/audit.csv"]
    assert "operation=GET /export/audit.csv" in found["/export/audit.csv"]
    assert "OTP" in found["database"]
    assert "request" in "".join(text for place, text in found.items() if place.startswith("output"))
    shown = {place: held for place, text in found.items() if (held := known.in_text(text))}
    assert shown == {}
    assert not [secret for secret in known.texts if files_hold(installation.folder, secret)]
