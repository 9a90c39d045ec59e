"""Plain paragraphs as text and as escaped HTML: no image, no link but the support link and those to the public address
(design/security.md, "Addresses, mail, audit").

`brand`: a `Brand(name, accent, support_url)` of `mail.brand`, or None for a letter about no single application. It
puts the application's name over the HTML, coloured, and the support link before the footer of both forms.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape

from ostiary.mail.brand import Brand
from ostiary.mail.locale import Locale
from ostiary.mail.mailer import Message
from ostiary.policy.origin import Origin

_LANG = {Locale.EN: "en", Locale.ZH: "zh-Hans"}
_UNKNOWN_COUNTRY = {Locale.EN: "unknown", Locale.ZH: "未知"}
_FOOTER = {Locale.EN: "Sent automatically by {}", Locale.ZH: "本邮件由 {} 自动发送"}


@dataclass(frozen=True, repr=False)
class Passage:
    """What is said in one language, paragraph by paragraph; `code` stands out, and lines of `link` alone are links."""

    locale: Locale
    paragraphs: tuple[str, ...]
    code: str | None = None
    link: str | None = None


def letter(
    *, to: str, subject: str, passages: Sequence[Passage], public_url: str, brand: Brand | None = None
) -> Message:
    """The message that says the passages one after the other."""
    return Message(
        to=to,
        subject=subject,
        text="\n\n".join(_text(passage, public_url, brand) for passage in passages) + "\n",
        html=_page(subject, passages, public_url, brand),
    )


def place_of(origin: Origin) -> str:
    """`203.0.113.7 (DE)`, or the address alone where the country is unknown."""
    return f"{origin.ip} ({origin.country})" if origin.country else origin.ip


def asked_from(origin: Origin, at: datetime, locale: Locale) -> dict[str, str]:
    """When and from where a mail was asked for, as the variables of its text."""
    country = origin.country or _UNKNOWN_COUNTRY[locale]
    return {"time": shown(at), "place": place_of(origin), "ip": origin.ip, "country": country}


def shown(at: datetime) -> str:
    """An instant as a reader anywhere understands it: `2026-11-24 06:02 UTC`."""
    return f"{at:%Y-%m-%d %H:%M} UTC"


def _text(passage: Passage, public_url: str, brand: Brand | None) -> str:
    help_text = brand.help_text(passage.locale) if brand else []
    return "\n\n".join([*passage.paragraphs, *help_text, _FOOTER[passage.locale].format(public_url)])


def _page(subject: str, passages: Sequence[Passage], public_url: str, brand: Brand | None) -> str:
    head = [brand.head_html()] if brand else []
    parts = "\n".join([*head, *(_part(passage, public_url, brand) for passage in passages)])
    return (
        f'<!doctype html>\n<html lang="{_LANG[passages[0].locale]}">\n<head><meta charset="utf-8">'
        f"<title>{escape(subject)}</title></head>\n<body>\n{parts}\n</body>\n</html>\n"
    )


def _part(passage: Passage, public_url: str, brand: Brand | None) -> str:
    said = [_paragraph(paragraph, passage) for paragraph in passage.paragraphs]
    footer = f"<p>{_FOOTER[passage.locale].format(_anchor(public_url))}</p>"
    help_html = brand.help_html(passage.locale) if brand else []
    return f'<div lang="{_LANG[passage.locale]}">\n' + "\n".join([*said, *help_html, footer]) + "\n</div>"


def _paragraph(text: str, passage: Passage) -> str:
    said = (_anchor(line.strip()) if line.strip() == passage.link else escape(line) for line in text.split("\n"))
    lines = "<br>\n".join(said)
    return f"<p><strong>{lines}</strong></p>" if text == passage.code else f"<p>{lines}</p>"


def _anchor(url: str) -> str:
    return f'<a href="{escape(url)}">{escape(url)}</a>'
