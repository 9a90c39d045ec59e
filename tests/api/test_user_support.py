"""Resets and bypasses with their reasons and ends, on the API; one's own account is left alone (M2-M4; ux.md 7)."""

from typing import Any

import pytest

from ostiary.policy.vocabulary import FactorKind, Role
from ostiary.services.node_ids import encode_id
from tests.api.caller import Caller
from tests.api.console import Console, user_id
from tests.support.door import Door
from tests.support.passing_time import Hands
from tests.support.scene import PASSWORD, Scene

BYPASS = """
query ($id: ID!) { user(id: $id) { mfaBypassed mfaBypass { since until reason by { email } } } }
"""
DETAILS = "{ auditEvents(first: 1) { edges { node { type details { name value } } } } }"
OWN = {"__typename": "OwnAccount", "message": "This is your own account. Another administrator has to do it."}


async def newest(console: Console) -> tuple[str, dict[str, str]]:
    """Type and details of the newest event."""
    (edge,) = (await console.api.ask(DETAILS, token=console.token))["auditEvents"]["edges"]
    return edge["node"]["type"], {each["name"]: each["value"] for each in edge["node"]["details"]}


async def test_a_bypass_tells_who_why_since_and_until_and_is_over_at_its_end(
    console: Console, api: Caller, scene: Scene, hands: Hands
) -> None:
    user = await scene.user("ana@example.com")
    wanted = {"userId": user_id(user.id), "bypassed": True}
    end = "2026-11-24T18:00:00+08:00"
    done = await console.do("setMfaBypass", **wanted, reason="  Lost phone ", until=end)
    assert done["__typename"] == "MfaBypassSet"
    seen = (await api.ask(BYPASS, {"id": user_id(user.id)}, console.token))["user"]
    assert seen == {
        "mfaBypassed": True,
        "mfaBypass": {
            "since": "2026-11-24T09:00:10+00:00",
            "until": "2026-11-24T10:00:00+00:00",
            "reason": "Lost phone",
            "by": {"email": "admin@example.com"},
        },
    }
    assert await newest(console) == (
        "MFA_BYPASS_SET",
        {"bypass": "on", "until": "2026-11-24T10:00:00+00:00", "reason": "Lost phone"},
    )
    hands.move(hours=1)
    console.token = await api.sign_in("console", "admin@example.com", PASSWORD)
    seen = (await api.ask(BYPASS, {"id": user_id(user.id)}, console.token))["user"]
    assert seen == {"mfaBypassed": False, "mfaBypass": None}


@pytest.mark.parametrize("blank", [None, "", "  ", "\n", " " * 10_000])
async def test_a_blank_reason_is_none(console: Console, scene: Scene, blank: str | None) -> None:
    user = await scene.user("ana@example.com")
    await console.do("setMfaBypass", userId=user_id(user.id), bypassed=True, reason=blank)
    assert await newest(console) == ("MFA_BYPASS_SET", {"bypass": "on"})
    await console.do("resetOtp", userId=user_id(user.id), reason=blank)
    assert await newest(console) == ("OTP_RESET", {"removedBindings": "0"})


@pytest.mark.parametrize("name", ["setMfaBypass", "resetOtp", "resetEmail"])
@pytest.mark.parametrize("reason", ["x" * 201, "x" * 10_000, "a\x00b", "a\nb", "a\x85b", "\ud800", 7, ["x"]])
async def test_a_reason_that_does_not_fit_is_named_and_nothing_happens(
    console: Console, scene: Scene, name: str, reason: Any
) -> None:
    user = await scene.user("ana@example.com")
    values = {"userId": user_id(user.id), **({"bypassed": True} if name == "setMfaBypass" else {})}
    assert await console.refused(name, **values, reason=reason) == "input.reason"
    assert (await newest(console))[0] == "USER_CREATED"


@pytest.mark.parametrize(
    "values",
    [
        {"bypassed": True, "until": "2026-11-24T09:00:10Z"},
        {"bypassed": True, "until": "2026-11-24T09:00:09.999999Z"},
        {"bypassed": True, "until": "0001-01-01T00:00:00Z"},
        {"bypassed": True, "until": "2027-11-25T09:00:10.000001Z"},
        {"bypassed": True, "until": "9999-12-31T23:59:59Z"},
        {"bypassed": False, "until": "2026-11-25T09:00:10Z"},
        {"bypassed": True, "until": "2026-11-25"},
        {"bypassed": True, "until": "tomorrow"},
        {"bypassed": True, "until": "２０２６-11-25T09:00:10Z"},
        {"bypassed": True, "until": 1763975400},
    ],
)
async def test_an_end_that_cannot_be_meant_is_named_and_nothing_happens(
    console: Console, scene: Scene, values: dict[str, Any]
) -> None:
    user = await scene.user("ana@example.com")
    assert await console.refused("setMfaBypass", userId=user_id(user.id), **values) == "input.until"
    assert (await newest(console))[0] == "USER_CREATED"


async def test_a_year_ahead_is_not_too_far(console: Console, scene: Scene) -> None:
    user = await scene.user("ana@example.com")
    done = await console.do("setMfaBypass", userId=user_id(user.id), bypassed=True, until="2027-11-24T09:00:10Z")
    assert done["__typename"] == "MfaBypassSet"


async def test_a_reset_may_end_the_other_sessions_and_says_so_in_the_log(
    console: Console, api: Caller, scene: Scene
) -> None:
    lobby, acme = await scene.application(client_id="lobby"), await scene.application(FactorKind.OTP)
    user = await scene.user("ana@example.com", lobby, acme)
    await Door(scene, acme).bind(user)
    other = await api.sign_in("lobby", user.email, PASSWORD)
    wanted = {"userId": user_id(user.id), "applicationId": encode_id("Application", acme.id)}
    reset = await console.do("resetOtp", **wanted, reason="Lost phone", endOtherSessions=True)
    assert (reset["__typename"], reset["removedBindings"]) == ("OtpReset", 1)
    assert await newest(console) == (
        "OTP_RESET",
        {"removedBindings": "1", "endedSessions": "1", "reason": "Lost phone"},
    )
    assert (await api.ask("{ viewer { email } }", token=other))["viewer"] is None


@pytest.mark.parametrize("role", [Role.ADMIN, Role.HELPDESK])
async def test_nobody_resets_or_bypasses_themselves(api: Caller, scene: Scene, role: Role) -> None:
    user = await scene.user("eve@example.com", role=role)
    console = Console(api, await api.sign_in("console", user.email, PASSWORD))
    own = {"userId": user_id(user.id)}
    for bypassed in (True, False):
        assert await console.do("setMfaBypass", **own, bypassed=bypassed) == OWN
    assert await console.do("resetOtp", **own) == OWN
    assert await console.do("resetEmail", **own) == OWN
    assert (await console.do("unlockUser", **own))["__typename"] == "UserUnlocked"


async def test_who_bypassed_a_user_and_why_is_not_for_that_user(api: Caller, console: Console, scene: Scene) -> None:
    user = await scene.user("ana@example.com", await scene.application())
    token = await api.sign_in("acme", user.email, PASSWORD)
    await console.do("setMfaBypass", userId=user_id(user.id), bypassed=True, reason="Lost phone")
    since = (await api.ask("{ viewer { mfaBypass { since until } } }", token=token))["viewer"]["mfaBypass"]
    assert since == {"since": "2026-11-24T09:00:10+00:00", "until": None}
    for selection in ("reason", "by { email }"):
        assert await api.code(f"{{ viewer {{ mfaBypass {{ {selection} }} }} }}", token=token) == "FORBIDDEN"
