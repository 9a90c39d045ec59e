"""The whole examination, in the order in which things depend on each other."""

import json
from collections.abc import Sequence

from ostiary.doctor.database_check import check_database
from ostiary.doctor.finding import Finding, Level, fault
from ostiary.doctor.mail_check import check_mail
from ostiary.doctor.proxy_check import check_way
from ostiary.doctor.settings_check import check_settings
from ostiary.settings import Settings


async def examine(
    settings: Settings, misread: Sequence[str] = (), *, url: str | None, mail_to: str | None, workers: int
) -> list[Finding]:
    """Everything that can be seen from here; changes nothing. `url`, `mail_to`: as the command's options.

    `misread`: the settings that are no numbers and should be (`read_settings`).
    """
    return [
        *(fault(name, "refused: no number", "Set it to a number, or unset it.") for name in misread),
        *check_settings(settings, workers),
        *await check_database(settings),
        *await check_mail(settings, mail_to),
        *await check_way(settings, url),
    ]


def is_sound(found: list[Finding]) -> bool:
    """Whether there is no fault. Warnings are for reading."""
    return all(each.level is not Level.FAULT for each in found)


def report(found: list[Finding], *, as_json: bool) -> str:
    """The findings, worst last, so that they stand above the next prompt; as JSON in the order of looking."""
    if as_json:
        return json.dumps({"isSound": is_sound(found), "findings": [each.as_dict() for each in found]}, indent=2)
    order = list(Level)
    return "\n".join(each.as_text() for each in sorted(found, key=lambda each: order.index(each.level)))
