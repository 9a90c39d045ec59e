"""The reader's language from Accept-Language (RFC 9110, 12.5.4)."""

import re

from ostiary.mail.locale import Locale

_RANGE = re.compile(
    r"\s*([A-Za-z]{1,8})(?:-[A-Za-z0-9-]{1,40})?\s*(?:;\s*[qQ]\s*=\s*([01](?:\.\d{0,3})?)\s*)?", re.ASCII
)
_LANGUAGES = {"en": Locale.EN, "zh": Locale.ZH}


def locale_of(header: str | None) -> Locale:
    """The language of ours that is wanted most; the first of equals; English where none is named."""
    return wanted_locale(header) or Locale.EN


def wanted_locale(header: str | None) -> Locale | None:
    """The same; None where none of ours is named."""
    best: Locale | None = None
    best_quality = 0.0
    for part in (header or "").split(","):
        found = _RANGE.fullmatch(part)
        locale = _LANGUAGES.get(found[1].lower()) if found else None
        if found is None or locale is None:
            continue
        quality = float(found[2]) if found[2] else 1.0
        if quality > best_quality:
            best, best_quality = locale, quality
    return best
