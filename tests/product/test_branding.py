"""What an application looks like: saved whole or not at all, by version, with its event (rules D1, E2)."""

from dataclasses import replace

import pytest

from ostiary.policy.audit import AuditEventType
from ostiary.policy.branding import Branding
from ostiary.policy.logo import LogoFault
from ostiary.services.branding import BrandingWanted, brand_of, remove_logo, save_branding, save_logo
from ostiary.services.outcomes import BrandingConflict, BrandingSaved, LogoRefused, SubjectMissing
from ostiary.store.applications import application_by_id
from ostiary.store.branding import logo_by_sha256
from ostiary.store.ids import new_id
from ostiary.store.records import ApplicationRecord
from tests.support.pictures import SVG, png, svg_with
from tests.support.rows import changed_by
from tests.support.scene import Scene

WANTED = BrandingWanted("Acme Shop", Branding("#ffd400", "mailto:help@acme.example", "zh"))


async def saved(scene: Scene, acme: ApplicationRecord, content: bytes) -> ApplicationRecord:
    outcome = await save_logo(scene.runtime, scene.actor, acme.id, content)
    assert isinstance(outcome, BrandingSaved)
    return outcome.application


async def test_branding_is_saved_whole_with_an_event_that_names_what_changed(
    scene: Scene, acme: ApplicationRecord
) -> None:
    """D1, E2: name, accent, support link and language in one."""
    outcome = await save_branding(scene.runtime, scene.actor, acme.id, WANTED)
    assert isinstance(outcome, BrandingSaved)
    assert outcome.application.name == "Acme Shop"
    assert outcome.application.branding == replace(WANTED.branding, version=2)
    saved_by = (outcome.application.branding_saved_at, outcome.application.branding_saved_by_id)
    assert saved_by == (scene.hands.now, scene.admin.id)
    (event,) = await scene.log(AuditEventType.BRANDING_SAVED)
    assert (event.actor_id, event.application_id) == (scene.admin.id, acme.id)
    assert event.details == (("changed", "name, accent, supportUrl, defaultLanguage"),)


async def test_who_saves_an_old_version_is_shown_the_new_one_and_changes_nothing(
    scene: Scene, acme: ApplicationRecord
) -> None:
    """D1, C2: as with factors, nobody overwrites what they have not seen."""
    await save_branding(scene.runtime, scene.actor, acme.id, WANTED)

    async def save() -> None:
        outcome = await save_branding(scene.runtime, scene.actor, acme.id, BrandingWanted("Other", Branding()))
        assert outcome == BrandingConflict(await application_by_id(acme.id))  # type: ignore[arg-type]

    assert await changed_by(save) == set()


async def test_a_logo_is_kept_beside_its_application_and_named_by_its_digest(
    scene: Scene, acme: ApplicationRecord
) -> None:
    """D1: its address changes with its bytes."""
    digest = (await saved(scene, acme, SVG)).branding.logo_sha256
    assert digest is not None
    logo = await logo_by_sha256(digest)
    assert logo is not None
    assert (logo.content_type, logo.content, logo.sha256) == ("image/svg+xml", SVG, digest)
    (event,) = await scene.log(AuditEventType.LOGO_SAVED)
    assert (event.actor_id, dict(event.details)["sha256"]) == (scene.admin.id, digest)


async def test_another_logo_takes_the_place_of_the_first(scene: Scene, acme: ApplicationRecord) -> None:
    """D1: an application has one logo."""
    first = (await saved(scene, acme, SVG)).branding.logo_sha256
    second = (await saved(scene, acme, png())).branding.logo_sha256
    assert [bool(await logo_by_sha256(each or "")) for each in (first, second)] == [False, True]


async def test_a_logo_is_removed_once(scene: Scene, acme: ApplicationRecord) -> None:
    """D1, E2: and logged once."""
    digest = (await saved(scene, acme, SVG)).branding.logo_sha256
    for _ in range(2):
        outcome = await remove_logo(scene.runtime, scene.actor, acme.id)
        assert isinstance(outcome, BrandingSaved)
        assert outcome.application.branding.logo_sha256 is None
    assert await logo_by_sha256(digest or "") is None
    assert len(await scene.log(AuditEventType.LOGO_REMOVED)) == 1


@pytest.mark.parametrize(
    ("content", "fault", "found"),
    [
        (SVG + b" " * 32768, LogoFault.TOO_LARGE, ""),
        (b"GIF89a", LogoFault.UNKNOWN_KIND, ""),
        (b"", LogoFault.UNKNOWN_KIND, ""),
        (SVG.decode().encode("utf-16"), LogoFault.NOT_UTF8, ""),
        (SVG.decode().encode("utf-16-be"), LogoFault.NOT_UTF8, ""),
        (svg_with("<script/>"), LogoFault.FORBIDDEN, "<script>"),
        (png()[:-1], LogoFault.DAMAGED, "the file ends too soon"),
    ],
)
async def test_a_picture_that_is_refused_changes_nothing(
    scene: Scene, acme: ApplicationRecord, content: bytes, fault: LogoFault, found: str
) -> None:
    """D1: it is refused before anybody sees it."""

    async def save() -> None:
        outcome = await save_logo(scene.runtime, scene.actor, acme.id, content)
        assert outcome == LogoRefused(fault, found)

    assert await changed_by(save) == set()


async def test_an_application_that_is_not_there_is_missing(scene: Scene) -> None:
    """D1: nothing is saved for it."""
    missing = SubjectMissing("application")
    assert await save_branding(scene.runtime, scene.actor, new_id(), WANTED) == missing
    assert await save_logo(scene.runtime, scene.actor, new_id(), SVG) == missing
    assert await remove_logo(scene.runtime, scene.actor, new_id()) == missing


async def test_a_mail_carries_the_name_the_readable_accent_and_the_support_link(
    scene: Scene, acme: ApplicationRecord
) -> None:
    """L9: the mail says which application it is from."""
    outcome = await save_branding(scene.runtime, scene.actor, acme.id, WANTED)
    assert isinstance(outcome, BrandingSaved)
    brand = brand_of(outcome.application)
    assert (brand.name, brand.support_url) == ("Acme Shop", "mailto:help@acme.example")
    light = outcome.application.branding.accent_light
    assert light is not None
    assert brand.accent == light.colour != "#ffd400"
