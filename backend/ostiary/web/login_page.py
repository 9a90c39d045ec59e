"""The hosted login's page, with the server's first answer in it (docs/decisions/0035-first-answer-in-the-page.md).

A phone far away waits for each round trip. The page would make two more before it could show a word: for what it may
know of the application, and for the words. The first is written into the page as a block of data, which no browser
runs and the policy therefore allows; the second is announced in its head.
"""

import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from ostiary.mail.locale import Locale
from ostiary.store.away import DatabaseAwayError
from ostiary.web.accept_language import wanted_locale

Entrance = dict[str, Any]
"""What the login's first question is answered, as JSON's values."""

AskEntrance = Callable[[str], Awaitable[Entrance]]

_LANGUAGES = {"en": Locale.EN, "zh": Locale.ZH}
_COOKIE = "ostiary_locale"


class LoginPage:
    """Built into `static`. `ask_entrance`: the answer for a client id."""

    def __init__(self, static: Path, ask_entrance: AskEntrance) -> None:
        self._static = static
        self._ask_entrance = ask_entrance

    async def answer(self, request: Request) -> Response:
        """The page. FileNotFoundError: it is not built."""
        page = (self._static / "login.html").read_text("utf-8")
        entrance = await self._entrance(request.query_params.get("client_id", ""))
        head = self._words(_locale(request, entrance))
        written = f'<script id="entrance" type="application/json">{_data(entrance)}</script>' if entrance else ""
        page = page.replace("</head>", f"{head}</head>", 1).replace("</body>", f"{written}</body>", 1)
        body = page.encode()
        headers = {"Content-Length": str(len(body)), "Cache-Control": "no-store"}
        is_asked_for = request.method != "HEAD"
        return Response(body if is_asked_for else b"", headers=headers, media_type="text/html")

    async def _entrance(self, client_id: str) -> Entrance | None:
        """None: the page asks by itself, and says what is wrong."""
        try:
            return await self._ask_entrance(client_id) if client_id else None
        except DatabaseAwayError:
            return None

    def _words(self, locale: Locale) -> str:
        chunk = next((self._static / "assets").glob(f"login-{locale}-*.js"), None)
        return f'<link rel="modulepreload" href="/assets/{chunk.name}">' if chunk else ""


def _locale(request: Request, entrance: Entrance | None) -> Locale:
    """The language that the page will choose (frontend/src/shared/locale.ts); a wrong guess costs the round trip."""
    tags = [*request.query_params.get("ui_locales", "").split(" "), request.cookies.get(_COOKIE, "")]
    named = (_LANGUAGES.get(tag.lower().split("-")[0]) for tag in tags)
    wanted = next((locale for locale in named if locale), None) or wanted_locale(request.headers.get("accept-language"))
    application = (entrance or {}).get("loginApplication") or {}
    return wanted or _LANGUAGES.get(application.get("defaultLanguage") or "", Locale.EN)


def _data(entrance: Entrance) -> str:
    """JSON in ASCII that cannot end the element it stands in."""
    return json.dumps(entrance, separators=(",", ":")).replace("<", "\\u003c")
