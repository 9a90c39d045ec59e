"""`saveBranding` as its callers see it: whose save was first, and when (rules D1, E2)."""

from ostiary.services.node_ids import encode_id
from tests.api.caller import Caller
from tests.api.console import Console
from tests.support.passing_time import Hands
from tests.support.scene import PASSWORD, Scene

BRANDING = "query ($id: ID!) { application(id: $id) { branding { version savedAt savedBy { email } } } }"
SAVE = """
  mutation ($input: SaveBrandingInput!) {
    saveBranding(input: $input) {
      ... on BrandingConflict { application { name branding { version savedAt savedBy { email } } } }
    }
  }
"""


async def test_who_saved_the_branding_first_is_named_with_the_time(
    console: Console, scene: Scene, api: Caller, hands: Hands
) -> None:
    acme = encode_id("Application", (await scene.application()).id)
    await scene.user("other@example.com", role=scene.admin.role)
    other = Console(api, await api.sign_in("console", "other@example.com", PASSWORD))
    untouched = await api.ask(BRANDING, {"id": acme}, console.token)
    assert untouched["application"]["branding"] == {"version": 1, "savedAt": None, "savedBy": None}
    hands.move(seconds=5)
    await other.do("saveBranding", applicationId=acme, version=1, name="Theirs")
    answer = await api.ask(SAVE, {"input": {"applicationId": acme, "version": 1, "name": "Mine"}}, console.token)
    saved = {"version": 2, "savedAt": "2026-11-24T09:00:15+00:00", "savedBy": {"email": "other@example.com"}}
    assert answer["saveBranding"] == {"application": {"name": "Theirs", "branding": saved}}
