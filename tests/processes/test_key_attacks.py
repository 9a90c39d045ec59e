"""Key rings that are not what they were: a rotation that is killed, a ring with another key under the same name."""

import subprocess

import pytest

from tests.attack.marks import attack
from tests.processes.calling import Api
from tests.processes.installation import PASSWORD, Installation, key_ring, now
from tests.processes.servers import OSTIARY, command, environment

pytestmark = pytest.mark.slow
APPLICATIONS = 100
ANN = "ann@example.com"


async def bound(installation: Installation, admin: Api) -> str:
    """Ann's next app code."""
    await installation.application(admin, "OTP")
    await installation.user(admin, ANN)
    (api,) = installation.connect()[:1]
    return (await installation.bind(api, ANN)).code_at(now(), steps=1)


def killed_in_the_middle(settings: dict[str, str]) -> int:
    """The exit status of a rotation that is killed once it has told of its first data keys."""
    rotating = subprocess.Popen(
        [OSTIARY, "keys", "rotate"],
        env=environment(**settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert rotating.stderr is not None
    for line in rotating.stderr:
        if "wrapped" in line:
            rotating.kill()
            break
    rotating.communicate()
    return rotating.returncode


@attack("K-07")
async def test_a_rotation_that_is_killed_leaves_every_secret_open_and_is_finished_by_the_next(
    installation: Installation,
) -> None:
    (server,) = installation.serve()
    installation.appoint_administrator()
    admin = await installation.administrator()
    code = await bound(installation, admin)
    for number in range(APPLICATIONS):
        await admin.do("createApplication", clientId=f"app-{number}", name="One of many")
    newer = command("keys", "generate").stdout.strip().replace("k2", "n2", 1)
    both = installation.settings | {"keys": f"{newer},{key_ring()}"}

    assert killed_in_the_middle(both) == -9

    checked = command("keys", "check", settings=both)
    assert (checked.returncode, "does not open" in checked.stdout) == (0, False), checked.stdout
    again = command("keys", "rotate", settings=both)
    rewrapped = int(again.stdout.split()[0])
    assert 0 < rewrapped < 2 * (APPLICATIONS + 2), again.stdout
    server.terminate()
    server.settings = installation.settings | {"keys": newer}
    server.launch()
    server.ready()
    api = installation.api(server)
    assert (await api.verify(await api.challenge(ANN, PASSWORD), code, "OTP"))["__typename"] == "LoginCompleted"


@attack("K-08")
async def test_another_key_under_a_known_name_opens_nothing_and_is_named(on_sqlite: Installation) -> None:
    installation = on_sqlite
    (server,) = installation.serve()
    installation.appoint_administrator()
    code = await bound(installation, await installation.administrator())
    name = key_ring().split(":")[0]
    wrong = name + ":" + command("keys", "generate").stdout.strip().partition(":")[2]
    checked = command("keys", "check", settings=installation.settings | {"keys": wrong})
    assert (checked.returncode, "does not open: " in checked.stdout) == (1, True)
    server.terminate()
    server.settings = installation.settings | {"keys": wrong}
    server.launch()
    server.ready()
    api = installation.api(server)
    sent = {"challenge": await api.challenge(ANN, PASSWORD), "kind": "OTP", "code": code}
    answered = await api.post(
        "mutation ($i: VerifyFactorInput!) { verifyFactor(input: $i) { __typename } }", {"i": sent}
    )
    assert answered.json()["errors"][0]["extensions"]["code"] == "INTERNAL_SERVER_ERROR"
