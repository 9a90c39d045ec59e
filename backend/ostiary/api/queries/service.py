"""`service`: which Ostiary this is."""

import strawberry

from ostiary import __version__
from ostiary.api.context import Info
from ostiary.api.described import described


@strawberry.type(description="This installation.")
class Service:
    """See the description."""

    version: str = strawberry.field(description="The version of Ostiary.")
    is_demo: bool = strawberry.field(
        description="Whether this is `ostiary demo`: /mailbox shows what was mailed, and everybody may introspect."
    )


@described("This installation. Public.")
async def service(info: Info) -> Service:
    """Version and kind."""
    return Service(version=__version__, is_demo=info.context.is_demo)
