"""Branding: a logo is a stranger's file shown to people who sign in, and a support link leads them away (E2)."""

import zlib
from base64 import b64encode

import pytest

from tests.attack.marks import attack
from tests.attack.siege import Siege
from tests.support.pictures import END, SVG, header, pixels, png, png_of, svg_with

BOMB = "<!DOCTYPE svg [" + "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9)) + "]>"
PICTURES = [
    pytest.param(png() + b"<script>alert(1)</script>", marks=attack("B-01"), id="a polyglot behind a PNG"),
    pytest.param(b"GIF89a/*" + SVG, marks=attack("B-02"), id="a polyglot before an SVG"),
    pytest.param(svg_with("&a9;", before=BOMB), marks=attack("B-03"), id="an entity bomb"),
    pytest.param(
        svg_with("&x;", before='<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        marks=attack("B-04"),
        id="a file by entity",
    ),
    pytest.param(svg_with('<a xlink:href="javascript:alert(1)"/>'), marks=attack("B-05"), id="a link that runs"),
    pytest.param(svg_with('<use href="data:image/svg+xml,x#a"/>'), marks=attack("B-06"), id="a use of data"),
    pytest.param(svg_with('<use href="https://evil.example/a.svg#b"/>'), marks=attack("B-07"), id="a use from outside"),
    pytest.param(svg_with("<style>@import url(//evil.example)</style>"), marks=attack("B-08"), id="an import"),
    pytest.param(svg_with('<rect onload="alert(1)"/>'), marks=attack("B-09"), id="an event handler"),
    pytest.param(png_of(header(2**31 - 1, 2**31 - 1), pixels(), END), marks=attack("B-10"), id="huge dimensions"),
    pytest.param(
        png_of(header(), (b"IDAT", zlib.compress(b"\0" * 10_000_000)), END), marks=attack("B-11"), id="a packed bomb"
    ),
    pytest.param(png()[:-6], marks=attack("B-12"), id="cut off"),
    pytest.param(SVG.decode().encode("utf-16"), marks=attack("B-13"), id="UTF-16"),
    pytest.param(SVG + b" " * 32_768, marks=attack("B-14"), id="too large"),
]
LINKS = [
    pytest.param("javascript:alert(1)", marks=attack("B-15"), id="one that runs"),
    pytest.param("https://help.example@evil.example/", marks=attack("B-16"), id="one with a false host"),
    pytest.param("data:text/html,<script>", marks=attack("B-17"), id="one that is a page"),
]


@pytest.mark.parametrize("content", PICTURES)
async def test_a_picture_that_is_more_is_refused(siege: Siege, content: bytes) -> None:
    application = await siege.admin.do("createApplication", name="Brand")
    application_id = application["application"]["id"]
    answer = await siege.admin.do("saveLogo", applicationId=application_id, content=b64encode(content).decode())
    assert answer["__typename"] == "LogoRefused"


@pytest.mark.parametrize("link", LINKS)
async def test_a_support_link_that_harms_is_refused(siege: Siege, link: str) -> None:
    application = await siege.admin.do("createApplication", name="Brand")
    application_id = application["application"]["id"]
    sent = {"applicationId": application_id, "version": 1, "name": "Brand", "supportUrl": link}
    document = "mutation ($input: SaveBrandingInput!) { saveBranding(input: $input) { __typename } }"
    answered = await siege.admin.post(document, {"input": sent})
    assert answered.json()["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    assert link not in answered.text
