"""The login as a user sees it: by its labels and buttons (ux.md 1 to 4)."""

from playwright.sync_api import Locator, Page, expect

from tests.e2e.authenticator_app import AuthenticatorApp
from tests.e2e.demo_server import DemoServer, Person


class Login:
    """One person in front of one application's login."""

    def __init__(self, page: Page, demo: DemoServer, client_id: str, person: Person) -> None:
        self.page = page
        self.demo = demo
        self.client_id = client_id
        self.person = person

    @property
    def heading(self) -> Locator:
        return self.page.get_by_role("heading", level=1)

    @property
    def code(self) -> Locator:
        return self.page.get_by_role("textbox", name="6-digit code")

    def enter_password(self) -> None:
        self.page.goto(f"/login?client_id={self.client_id}")
        self.page.get_by_label("Email", exact=True).fill(self.person.email)
        self.page.get_by_label("Password", exact=True).fill(self.person.password)
        self.page.get_by_role("button", name="Continue").click()

    def scan(self, title: str = "Set up your authenticator app") -> AuthenticatorApp:
        """Read the QR code as a phone would: off a picture of the screen. `title` differs under tabs."""
        expect(self.heading).to_have_text(title)
        picture = self.page.get_by_role("img", name="QR code for")
        expect(picture).to_be_visible()
        picture.scroll_into_view_if_needed()
        return AuthenticatorApp.scanning(self.page.screenshot())

    def mailed_code(self) -> str:
        """The code that went out when the page opened, from the mailbox."""
        expect(self.page.get_by_text("Enter the code we emailed to")).to_be_visible()
        return self.demo.mailed_code(self.person.email)

    def bind(self) -> AuthenticatorApp:
        """The first binding, from the QR code to the end of the login (L5)."""
        app = self.scan()
        mailed = self.mailed_code()
        self.page.get_by_label("Enter the code from the app").fill(app.fresh_code())
        # Both codes complete: they are sent at once, without Confirm.
        self.page.get_by_label("Enter the code we emailed to").fill(mailed)
        self.expect_signed_in("Password and authenticator app")
        return app

    def enter_code(self, code: str) -> None:
        """The first complete code sends itself; after an error Confirm does."""
        expect(self.heading).to_have_text("Verify it’s you")
        self.code.fill(code)

    def enter_wrong_codes(self, app: AuthenticatorApp, count: int) -> None:
        for number in range(count):
            with self.page.expect_response("**/graphql"):
                self.enter_code(app.wrong_code(number))
                if number > 0:
                    self.page.get_by_role("button", name="Confirm").click()
            if number < 5:
                expect(self.page.get_by_role("alert").filter(has_text="That code didn’t work.")).to_be_visible()

    def expect_signed_in(self, proven_with: str) -> None:
        expect(self.heading).to_have_text("You are signed in")
        expect(self.page.get_by_text(proven_with, exact=True)).to_be_visible()

    def sign_out(self) -> None:
        self.page.get_by_role("button", name="Sign out").click()
        expect(self.page.get_by_text("You are signed out.")).to_be_visible()
