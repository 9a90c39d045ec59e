"""The languages that Ostiary writes in."""

from enum import StrEnum


class Locale(StrEnum):
    """English, or simplified Chinese."""

    EN = "en"
    ZH = "zh"
