"""What an authenticator app is given: secret, otpauth URI, and a QR code that a phone reads (rules L5, L7)."""

import base64
import io
import re
from urllib.parse import parse_qs, urlsplit

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from ostiary.factors.otp.provisioning import make_secret, otpauth_uri, qr_code
from tests.support.authenticator import Authenticator

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def rasterised(data_uri: str, scale: int = 8) -> Image.Image:
    """The picture as pixels: the one path of its squares, drawn by hand."""
    head, _, encoded = data_uri.partition(",")
    assert head == "data:image/svg+xml;base64"
    svg = base64.b64decode(encoded).decode()
    size = float(re.search(r'viewBox="0 0 ([\d.]+) ', svg)[1])  # type: ignore[index]
    picture = Image.new("L", (round(size * scale), round(size * scale)), 255)
    draw = ImageDraw.Draw(picture)
    for x, y, width in re.findall(r"M([\d.]+),([\d.]+)H([\d.]+)V", svg):
        corner = (float(x) * scale, float(y) * scale)
        side = (float(width) - float(x)) * scale
        draw.rectangle([corner, (corner[0] + side - 1, corner[1] + side - 1)], fill=0)
    return picture


def test_a_secret_has_160_bits_in_upper_case_letters_and_digits() -> None:
    secret = make_secret()
    assert re.fullmatch(r"[A-Z2-7]{32}", secret)
    assert len(Authenticator.typing(secret).key) * 8 == 160


def test_no_two_secrets_are_alike() -> None:
    assert len({make_secret() for _ in range(1_000)}) == 1_000


def test_the_uri_is_one_that_every_app_reads() -> None:
    parts = urlsplit(otpauth_uri(SECRET, "ana@example.com", "Acme"))
    assert (parts.scheme, parts.netloc, parts.path) == ("otpauth", "totp", "/Acme:ana%40example.com")
    assert parse_qs(parts.query)["secret"] == [SECRET]
    assert parse_qs(parts.query)["issuer"] == ["Acme"]


def test_what_the_uri_leaves_out_are_the_defaults_of_every_app() -> None:
    app = Authenticator.scanning(otpauth_uri(SECRET, "ana@example.com", "Acme"))
    assert (app.algorithm, app.digits, app.period) == ("SHA1", 6, 30)


@pytest.mark.parametrize("name", ["Acme", "Acme & Söhne", "客户门户", "50% off?", "a/b#c", 'say "hi"', "a+b"])
def test_an_applications_name_reaches_the_app_as_it_is(name: str) -> None:
    app = Authenticator.scanning(otpauth_uri(SECRET, "o'brien+x@example.com", name))
    assert (app.issuer, app.account) == (name, "o'brien+x@example.com")


def test_a_colon_in_the_name_does_not_split_the_label() -> None:
    app = Authenticator.scanning(otpauth_uri(SECRET, "ana@example.com", "Acme: portal"))
    assert (app.issuer, app.account) == ("Acme  portal", "ana@example.com")


@pytest.mark.parametrize("name", ["Acme", "客户门户" * 25])
def test_the_qr_code_holds_the_uri(name: str) -> None:
    uri = otpauth_uri(SECRET, "ana@example.com", name)
    found = zxingcpp.read_barcodes(rasterised(qr_code(uri)))
    assert [(each.format, each.text) for each in found] == [(zxingcpp.BarcodeFormat.QRCode, uri)]


def test_the_picture_is_black_on_white_with_a_quiet_zone_and_no_script() -> None:
    svg = base64.b64decode(qr_code("otpauth://totp/x").partition(",")[2]).decode()
    assert "script" not in svg
    assert 'fill="white"' in svg
    picture = rasterised(qr_code("otpauth://totp/x"))
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    inked = picture.point(lambda value: 255 - value).getbbox()
    assert inked is not None
    assert inked[0] > 0
