"""Programs that carry an API token, and what becomes of a use case that runs with one."""

from datetime import timedelta

from ostiary.policy.vocabulary import Role
from ostiary.services.api_tokens import NewApiToken, TokenCaller, Use, authenticate_token, create_api_token
from ostiary.services.outcomes import ApiTokenCreated
from tests.support.scene import HOME, Scene

USE = Use(HOME, "query service")


async def made_token(scene: Scene, role: Role = Role.ADMIN, name: str = "nightly", days: int = 30) -> ApiTokenCreated:
    """A token of the scene's administrator."""
    ends_at = scene.hands.now + timedelta(days=days)
    made = await create_api_token(scene.runtime, scene.actor, NewApiToken(name, role, ends_at))
    assert isinstance(made, ApiTokenCreated)
    return made


async def api_token(scene: Scene, role: Role = Role.ADMIN, name: str = "nightly") -> str:
    """Its secret."""
    return (await made_token(scene, role, name)).secret


async def let_in(scene: Scene, secret: str) -> TokenCaller | None:
    """What a request with it comes to."""
    return await authenticate_token(scene.runtime, secret, USE)
