"""What no page may ever do: break its policy, complain on the console, ask a foreign host (ux.md, "The screens")."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Request, WebError

# Runs before every page's own scripts; the console carries what it sees out of the page.
TELL_VIOLATIONS = """addEventListener("securitypolicyviolation", (event) => {
  console.error(`policy: ${event.effectiveDirective} forbids ${event.blockedURI} ${event.sample}`);
});"""


class Watch:
    """Listens to contexts and collects what is wrong with them."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.complaints: list[str] = []

    def over(self, context: BrowserContext) -> BrowserContext:
        """Listen to every page of `context`, present and future."""
        context.add_init_script(TELL_VIOLATIONS)
        context.on("console", self._hear)
        context.on("weberror", self._catch)
        context.on("request", self._follow)
        return context

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"console: {message.text} {message.location.get('url', '')}")

    def _catch(self, error: WebError) -> None:
        self.complaints.append(f"uncaught: {described(error.error)}")

    def _follow(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in {"data", "blob"} and f"{parts.scheme}://{parts.netloc}" != self.origin:
            self.complaints.append(f"foreign request: {request.url}")


def described(error: Error | str) -> str:
    return error if isinstance(error, str) else error.message
