"""/mailbox and /mailbox.json: what the demo mailed, newest first (contract/operations.md, "Addresses")."""

from html import escape
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from ostiary.mail.locale import Locale
from ostiary.mail.mailbox import KeptMessage, Mailbox
from ostiary.web.accept_language import locale_of

_CSS = Path(__file__).parent / "mailbox.css"
_LANG = {Locale.EN: "en", Locale.ZH: "zh-Hans"}
_TITLE = {Locale.EN: "Mailbox", Locale.ZH: "邮箱"}
_ABOUT = {
    Locale.EN: "Mail of this demo, newest first. It never leaves this machine. Reload the page to see new mail.",
    Locale.ZH: "此演示发送的邮件，最新的在前。邮件不会离开本机。刷新页面即可查看新邮件。",
}
_EMPTY = {Locale.EN: "Nothing has been mailed yet.", Locale.ZH: "尚未发送任何邮件。"}
_TO = {Locale.EN: "To", Locale.ZH: "收件人"}


def mailbox_routes(mailbox: Mailbox) -> list[Route]:
    """The mailbox as a page and as JSON."""

    async def page(request: Request) -> Response:
        locale = locale_of(request.headers.get("accept-language"))
        return HTMLResponse(_page(mailbox.messages(), locale), headers={"Content-Language": _LANG[locale]})

    async def listing(request: Request) -> Response:
        del request
        return JSONResponse([_row(kept) for kept in mailbox.messages()])

    async def style(request: Request) -> Response:
        del request
        return FileResponse(_CSS, media_type="text/css")

    return [Route("/mailbox", page), Route("/mailbox.json", listing), Route("/mailbox.css", style)]


def _row(kept: KeptMessage) -> dict[str, str]:
    message = kept.message
    return {
        "to": message.to,
        "subject": message.subject,
        "text": message.text,
        "html": message.html,
        "sentAt": kept.sent_at.isoformat(),
    }


def _page(messages: list[KeptMessage], locale: Locale) -> str:
    listed = "\n".join(_article(kept, locale) for kept in messages) or f"<p>{_EMPTY[locale]}</p>"
    return f"""<!doctype html>
<html lang="{_LANG[locale]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{_TITLE[locale]}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/mailbox.css">
</head>
<body>
<main>
<h1>{_TITLE[locale]}</h1>
<p>{_ABOUT[locale]}</p>
{listed}
</main>
</body>
</html>
"""


def _article(kept: KeptMessage, locale: Locale) -> str:
    message, sent_at = kept.message, kept.sent_at
    shown = f'<time datetime="{sent_at.isoformat()}">{sent_at:%Y-%m-%d %H:%M:%S} UTC</time>'
    return f"""<article>
<h2>{escape(message.subject)}</h2>
<p>{_TO[locale]}: {escape(message.to)} · {shown}</p>
<pre>{escape(message.text)}</pre>
</article>"""
