"""What an authenticator app is given: secret, otpauth URI and QR code (rules L5, L7)."""

import base64
import io

import pyotp
import qrcode
from qrcode.image.svg import SvgPathFillImage

SECRET_BYTES = 20
"""160 bits, as RFC 4226, 4 (R6) recommends."""
_BASE32_CHARS = 32


def make_secret() -> str:
    """160 bits from the system's randomness in Base32 without padding: upper-case letters and digits."""
    return pyotp.random_base32(_BASE32_CHARS)


def otpauth_uri(secret: str, account_name: str, issuer: str) -> str:
    """The URI that apps read: `otpauth://totp/{issuer}:{account}?secret=…&issuer=…`."""
    return pyotp.TOTP(secret).provisioning_uri(name=account_name, issuer_name=issuer.replace(":", " "))


def qr_code(uri: str) -> str:
    """The URI as an SVG image in a data: URI; black on white, with the quiet zone of four modules."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=4)
    code.add_data(uri)
    picture = io.BytesIO()
    code.make_image(image_factory=SvgPathFillImage).save(picture)
    return "data:image/svg+xml;base64," + base64.b64encode(picture.getvalue()).decode()
