"""What an application looks like (rule D1): its row's columns, and the logo's bytes in a table of their own."""

from datetime import datetime
from uuid import UUID

from ostiary.policy.branding import Branding
from ostiary.policy.logo import Logo
from ostiary.store.models import ApplicationLogo
from ostiary.store.statements import is_done, rows_of


async def write_branding(
    application_id: UUID, name: str, branding: Branding, saved_at: datetime, saved_by_id: UUID | None
) -> bool:
    """Replace all but the logo. False: it is not at `branding.version` any more, or gone; nothing was written."""
    return await is_done(
        "UPDATE applications SET name = $3, accent = $4, support_url = $5, default_language = $6, "
        "branding_version = branding_version + 1, branding_saved_at = $7, branding_saved_by_id = $8 "
        "WHERE id = $1 AND branding_version = $2 RETURNING id",
        application_id,
        branding.version,
        name,
        branding.accent,
        branding.support_url,
        branding.default_language,
        saved_at,
        saved_by_id,
    )


async def write_logo(application_id: UUID, logo: Logo, saved_at: datetime) -> bool:
    """Replace the logo. False: there is no such application."""
    if not await _name_logo(application_id, logo.sha256):
        return False
    return await is_done(
        "INSERT INTO application_logos (application_id, sha256, content_type, content, saved_at) "
        "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (application_id) DO UPDATE SET sha256 = excluded.sha256, "
        "content_type = excluded.content_type, content = excluded.content, saved_at = excluded.saved_at "
        "RETURNING application_id",
        application_id,
        logo.sha256,
        logo.content_type,
        logo.content,
        saved_at,
    )


async def delete_logo(application_id: UUID) -> bool:
    """Remove the logo. False: there was none."""
    if not await _name_logo(application_id, None):
        return False
    return bool(
        await rows_of(
            "DELETE FROM application_logos WHERE application_id = $1 RETURNING application_id", application_id
        )
    )


async def logo_by_sha256(digest: str) -> Logo | None:
    """The logo of this name, whichever application's it is. Any text may be asked for."""
    row = await ApplicationLogo.filter(sha256=digest).first() if digest.isascii() and digest.isalnum() else None
    return Logo(row.content_type, bytes(row.content)) if row else None


async def _name_logo(application_id: UUID, digest: str | None) -> bool:
    """Holds the application's row, so that logos are replaced one after the other."""
    return await is_done("UPDATE applications SET logo_sha256 = $2 WHERE id = $1 RETURNING id", application_id, digest)
