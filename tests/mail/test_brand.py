"""A letter wears its application's brand: name, readable accent, support link; nothing is fetched."""

import pytest

from ostiary.mail.brand import Brand
from ostiary.mail.letters import Passage, letter
from ostiary.mail.locale import Locale
from ostiary.mail.mailer import Message

URL = "https://login.example.com"


def written(brand: Brand | None, locale: Locale = Locale.EN) -> Message:
    passage = Passage(locale, ("First.", "Last."))
    return letter(to="ann@example.com", subject="Hello", passages=[passage], public_url=URL, brand=brand)


@pytest.mark.parametrize(("locale", "words"), [(Locale.EN, "Need help?"), (Locale.ZH, "需要帮助？")])
def test_the_support_link_stands_before_the_footer_in_both_forms(locale: Locale, words: str) -> None:
    message = written(Brand("Acme", "#17615a", "https://help.acme.example/?a=1&b=2"), locale)
    assert f"{words}" in message.text
    assert message.text.index("https://help.acme.example/?a=1&b=2") < message.text.index(URL)
    assert 'href="https://help.acme.example/?a=1&amp;b=2"' in message.html


def test_a_support_address_is_shown_without_its_scheme() -> None:
    message = written(Brand("Acme", None, "mailto:help@acme.example?subject=Help"))
    assert "Need help? help@acme.example\n" in message.text
    assert '<a href="mailto:help@acme.example?subject=Help">help@acme.example</a>' in message.html


def test_html_shows_the_name_in_the_accent_and_fetches_nothing() -> None:
    html = written(Brand("Acme <1>", "#17615a")).html
    assert "Acme &lt;1&gt;" in html
    assert "color:#17615a" in html
    assert [word for word in ("<img", "src=", "url(", "<link", "<script") if word in html] == []


def test_without_a_brand_a_letter_is_as_plain_as_before() -> None:
    assert written(None).text == f"First.\n\nLast.\n\nSent automatically by {URL}\n"
    assert "style" not in written(None).html
