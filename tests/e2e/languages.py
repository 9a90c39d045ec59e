"""Both languages of a screen, and the phone that it is held on."""

from typing import Any

LOCALES = ("en-US", "zh-CN")
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def text(locale: str, english: str, chinese: str) -> str:
    """Whichever of the two `locale` shows."""
    return english if locale == "en-US" else chinese
