"""An authenticator app of the tests' own: RFC 4226 and RFC 6238 from the standard library, told by an otpauth URI.

It knows nothing of the libraries that the product uses, so that the two can disagree.
"""

import base64
import hmac
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qs, unquote, urlsplit


@dataclass(frozen=True)
class Authenticator:
    """One entry of the app."""

    key: bytes
    issuer: str
    account: str
    algorithm: str = "SHA1"
    digits: int = 6
    period: int = 30

    @classmethod
    def scanning(cls, uri: str) -> "Authenticator":
        """Add the entry that a QR code holds; refuses what phones refuse."""
        parts = urlsplit(uri)
        if (parts.scheme, parts.netloc) != ("otpauth", "totp"):
            raise ValueError("not a TOTP entry")
        issuer, colon, account = unquote(parts.path.lstrip("/")).partition(":")
        query = {name: values[0] for name, values in parse_qs(parts.query, strict_parsing=True).items()}
        if not colon or query.get("issuer") != issuer:
            raise ValueError("label and parameter name different issuers")
        return cls(
            key=base32(query["secret"]),
            issuer=issuer,
            account=account.lstrip(),
            algorithm=query.get("algorithm", "SHA1"),
            digits=int(query.get("digits", "6")),
            period=int(query.get("period", "30")),
        )

    @classmethod
    def typing(cls, secret: str) -> "Authenticator":
        """Add the entry by its manual key, with the defaults of every app."""
        return cls(key=base32(secret), issuer="", account="")

    def code_at(self, instant: datetime, steps: int = 0) -> str:
        """What the app shows at `instant`, or so many periods later."""
        return self.code_of_step(self.step_at(instant) + steps)

    def step_at(self, instant: datetime) -> int:
        """T of RFC 6238."""
        return int(instant.timestamp()) // self.period

    def code_of_step(self, step: int) -> str:
        """HOTP of RFC 4226, 5.3, with the step as its counter."""
        digest = hmac.digest(self.key, step.to_bytes(8, "big"), self.algorithm.lower())
        offset = digest[-1] & 0x0F
        number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFFFFFF
        return str(number % 10**self.digits).zfill(self.digits)

    def wrong_code_at(self, instant: datetime, number: int = 0) -> str:
        """A code that is right nowhere near `instant`; other numbers give other codes."""
        near = {self.code_at(instant, steps) for steps in range(-40, 41)}
        candidates = (f"{each:06d}" for each in range(10**self.digits))
        wrong = [code for code, _ in zip((c for c in candidates if c not in near), range(number + 1), strict=False)]
        return wrong[-1]


def base32(secret: str) -> bytes:
    """RFC 4648, 6, without padding; blanks as people type them."""
    bare = secret.replace(" ", "")
    return base64.b32decode(bare + "=" * (-len(bare) % 8))
