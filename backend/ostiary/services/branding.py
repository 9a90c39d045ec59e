"""Branding: how an application looks to those who sign in to it (rules D1, E2). The last who saves does not win
unseen: what is saved names the version that it was made from."""

from dataclasses import dataclass
from uuid import UUID

from ostiary.mail.brand import Brand
from ostiary.policy.audit import AuditEventType
from ostiary.policy.branding import Branding
from ostiary.policy.logo import LOGO_MAX, Logo, LogoFault, LogoRefusedError, checked_png, is_png
from ostiary.policy.svg import checked_svg
from ostiary.services.directory import Actor
from ostiary.services.events import write_event
from ostiary.services.outcomes import BrandingConflict, BrandingSaved, LogoRefused, SubjectMissing
from ostiary.services.runtime import Runtime
from ostiary.store.applications import application_by_id
from ostiary.store.branding import delete_logo, write_branding, write_logo
from ostiary.store.records import ApplicationRecord
from ostiary.store.unit_of_work import unit_of_work


@dataclass(frozen=True)
class BrandingWanted:
    """What is to be saved; every part has its shape already. The logo of `branding` does not count."""

    name: str
    branding: Branding


async def save_branding(
    runtime: Runtime, actor: Actor, application_id: UUID, wanted: BrandingWanted
) -> BrandingSaved | BrandingConflict | SubjectMissing:
    """Replace name, accent, support link and language, if nobody else did since that version."""
    name, now = wanted.name.strip(), runtime.clock.now()
    async with unit_of_work():
        before = await application_by_id(application_id)
        if before is None:
            return SubjectMissing("application")
        if not await write_branding(application_id, name, wanted.branding, now, actor.id):
            return BrandingConflict(await _present(before))
        after = await _present(before)
        await write_event(
            AuditEventType.BRANDING_SAVED,
            actor.origin,
            now,
            actor_id=actor.id,
            application_id=application_id,
            details=(("changed", ", ".join(_changes(before, after)) or "nothing"),),
        )
        return BrandingSaved(after)


async def save_logo(
    runtime: Runtime, actor: Actor, application_id: UUID, content: bytes
) -> BrandingSaved | LogoRefused | SubjectMissing:
    """Check the picture and show it from now on instead of the one before."""
    try:
        logo = _checked(content)
    except LogoRefusedError as refused:
        return LogoRefused(refused.fault, refused.found)
    now = runtime.clock.now()
    async with unit_of_work():
        if not await write_logo(application_id, logo, now):
            return SubjectMissing("application")
        await write_event(
            AuditEventType.LOGO_SAVED,
            actor.origin,
            now,
            actor_id=actor.id,
            application_id=application_id,
            details=(("contentType", logo.content_type), ("bytes", str(len(logo.content))), ("sha256", logo.sha256)),
        )
        return await _saved(application_id)


async def remove_logo(runtime: Runtime, actor: Actor, application_id: UUID) -> BrandingSaved | SubjectMissing:
    """Show none any more. Where there is none, nothing happens."""
    async with unit_of_work():
        if await delete_logo(application_id):
            await write_event(
                AuditEventType.LOGO_REMOVED,
                actor.origin,
                runtime.clock.now(),
                actor_id=actor.id,
                application_id=application_id,
            )
        return await _saved(application_id)


def brand_of(application: ApplicationRecord) -> Brand:
    """What a mail about the application carries. Mail programs turn colours dark themselves: it is the light one."""
    accent = application.branding.accent_light
    return Brand(application.name, accent.colour if accent else None, application.branding.support_url)


def _checked(content: bytes) -> Logo:
    if len(content) > LOGO_MAX:
        raise LogoRefusedError(LogoFault.TOO_LARGE)
    if is_png(content):
        return checked_png(content)
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        return checked_svg(content)
    if content[:2] in (b"\xff\xfe", b"\xfe\xff") or content[:4].replace(b"\0", b"") in (b"<?", b"<s"):
        raise LogoRefusedError(LogoFault.NOT_UTF8)
    raise LogoRefusedError(LogoFault.UNKNOWN_KIND)


async def _saved(application_id: UUID) -> BrandingSaved | SubjectMissing:
    application = await application_by_id(application_id)
    return BrandingSaved(application) if application else SubjectMissing("application")


async def _present(application: ApplicationRecord) -> ApplicationRecord:
    return await application_by_id(application.id) or application


def _changes(before: ApplicationRecord, after: ApplicationRecord) -> list[str]:
    """The names of what is different, as the schema calls them."""
    one, other = before.branding, after.branding
    names = (("accent", "accent"), ("support_url", "supportUrl"), ("default_language", "defaultLanguage"))
    renamed = [] if before.name == after.name else ["name"]
    return renamed + [shown for name, shown in names if getattr(one, name) != getattr(other, name)]
