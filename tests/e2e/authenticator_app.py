"""A user's phone: reads the QR code off the screen, and shows codes that the server has not seen yet."""

import io
import time

import zxingcpp
from PIL import Image

from ostiary.clock import Clock
from tests.support.authenticator import Authenticator


class AuthenticatorApp:
    """One entry, and which of its codes were used (L7: a time step is spent once, one step of drift either way)."""

    def __init__(self, entry: Authenticator) -> None:
        self.entry = entry
        self._spent = self._present() - 2

    @classmethod
    def scanning(cls, screenshot: bytes) -> "AuthenticatorApp":
        """Point the camera at the screen."""
        [found] = zxingcpp.read_barcodes(Image.open(io.BytesIO(screenshot)).convert("L"))
        return cls(Authenticator.scanning(found.text))

    @classmethod
    def typing(cls, secret: str) -> "AuthenticatorApp":
        """Enter the key of a binding that exists already: codes up to now may be spent."""
        app = cls(Authenticator.typing(secret))
        app._spent = app._present()
        return app

    def fresh_code(self) -> str:
        """A code that is accepted now: the earliest unused step within the drift, after a wait if there is none."""
        step = max(self._spent + 1, self._present() - 1)
        while step > self._present() + 1:
            time.sleep(0.5)
        # A step that is about to leave the window would be refused by the time it arrives.
        if step == self._present() - 1 and Clock().now().timestamp() % 30 > 20:
            step += 1
        self._spent = step
        return self.entry.code_of_step(step)

    def expired_code(self) -> str:
        """A code that left the window just now and will still have done so when it arrives, after a wait if need be."""
        while Clock().now().timestamp() % 30 > 20:
            time.sleep(0.5)
        return self.entry.code_of_step(self._present() - 2)

    def wrong_code(self, number: int) -> str:
        return self.entry.wrong_code_at(Clock().now(), number)

    def _present(self) -> int:
        return self.entry.step_at(Clock().now())
