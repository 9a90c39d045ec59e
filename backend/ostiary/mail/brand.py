"""Whose mail it is: what a letter shows of the application that it is about.

    Brand(name="Acme", accent="#17615a" | None, support_url="https://…" | "mailto:…" | None)

`services.branding.brand_of(application)` makes one; `letters.letter(brand=…)` takes it, or None for a letter about no
single application. The accent is the corrected one of the light mode. Nothing of it is fetched: no logo, no font.
"""

from dataclasses import dataclass
from html import escape

from ostiary.mail.locale import Locale

_HELP = {Locale.EN: "Need help? {}", Locale.ZH: "需要帮助？{}"}


@dataclass(frozen=True)
class Brand:
    """An application as its mails show it."""

    name: str
    accent: str | None = None
    support_url: str | None = None

    def help_text(self, locale: Locale) -> list[str]:
        """Where to ask, as text: an email address without its scheme. None at all without a support link."""
        return [_HELP[locale].format(self._shown_link())] if self.support_url else []

    def help_html(self, locale: Locale) -> list[str]:
        """The same as escaped HTML."""
        if not self.support_url:
            return []
        colour = f' style="color:{self.accent}"' if self.accent else ""
        link = f'<a href="{escape(self.support_url)}"{colour}>{escape(self._shown_link())}</a>'
        return [f"<p>{_HELP[locale].format(link)}</p>"]

    def head_html(self) -> str:
        """The name over a line of the accent, in HTML. Without an accent there is no style in the letter."""
        if not self.accent:
            return f"<p><strong>{escape(self.name)}</strong></p>"
        style = f"border-bottom:3px solid {self.accent};padding-bottom:8px;color:{self.accent}"
        return f'<p style="{style}"><strong>{escape(self.name)}</strong></p>'

    def _shown_link(self) -> str:
        link = self.support_url or ""
        return link[len("mailto:") :].partition("?")[0] if link.lower().startswith("mailto:") else link
