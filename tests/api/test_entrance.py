"""What the server writes into the login's page is what the page would have been answered."""

from pathlib import Path

import pytest

from ostiary.api.entrance import entrance_of
from ostiary.policy.branding import Branding
from ostiary.store.branding import write_branding
from ostiary.store.unit_of_work import unit_of_work
from tests.api.caller import Caller
from tests.support.scene import Scene

FRONTEND = Path(__file__).parents[2] / "frontend"
QUESTION = (FRONTEND / "src/login/operations/entrance.graphql").read_text("utf-8").partition("\n\n")[0]


@pytest.mark.parametrize("is_demo", [True, False])
@pytest.mark.parametrize("client_id", ["acme", "plain", "unknown", "\0", "\ud800", "a" * 10_000])
async def test_the_page_is_told_what_it_would_have_asked(
    api: Caller, scene: Scene, client_id: str, is_demo: bool
) -> None:
    acme = await scene.application()
    await scene.application(client_id="plain")
    branding = Branding("#c1272d", "https://help.example.com", "zh")
    async with unit_of_work():
        assert await write_branding(acme.id, "Acme <“爱”>", branding, scene.hands.now, scene.admin.id)
    api.wiring.is_demo = is_demo
    told = await entrance_of(client_id, is_demo=is_demo)
    asked = client_id if client_id in {"acme", "plain"} else "unknown"
    assert told == await api.ask(QUESTION, {"clientId": asked})
    assert (told["loginApplication"] is None) == (asked == "unknown")
