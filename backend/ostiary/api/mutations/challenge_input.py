"""The input of the mutations that need nothing but the login's handle."""

import strawberry

CHALLENGE = "The login's handle: `LoginChallenge.token`. One that is unknown or over answers ChallengeExpired."


@strawberry.input(description="Which login.")
class ChallengeInput:
    """See the description."""

    challenge: str = strawberry.field(description=CHALLENGE)
