"""The console as an administrator sees it: by its labels and buttons (ux.md 5 to 8)."""

from playwright.sync_api import Locator, Page, expect

from tests.e2e.demo_server import Person


class Console:
    """An administrator at work."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def enter(self, administrator: Person, first: str = "Applications") -> None:
        """From the console's own address through its login and back (D2), to the `first` page of the role."""
        self.page.goto("/")
        self.page.get_by_label("Email", exact=True).fill(administrator.email)
        self.page.get_by_label("Password", exact=True).fill(administrator.password)
        self.page.get_by_role("button", name="Continue").click()
        self.expect_heading(first)

    def expect_heading(self, text: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(text)

    def go(self, name: str) -> None:
        """Follow the left navigation."""
        self.page.get_by_role("navigation", name="Main").get_by_role("link", name=name).click()
        self.expect_heading(name)

    def dialog(self, title: str) -> Locator:
        """The dialog of that title, which is open."""
        found = self.page.get_by_role("alertdialog", name=title).or_(self.page.get_by_role("dialog", name=title))
        expect(found).to_be_visible()
        return found

    def create_application(self, name: str, client_id: str) -> None:
        self.go("Applications")
        self.page.get_by_role("button", name="Create application").click()
        dialog = self.dialog("Create application")
        dialog.get_by_label("Name", exact=True).fill(name)
        dialog.get_by_label("Client ID").fill(client_id)
        dialog.get_by_role("button", name="Create", exact=True).click()
        self.expect_heading("Overview")

    def create_user(self, person: Person, application: str) -> None:
        self.go("User List")
        self.page.get_by_role("button", name="Create user").click()
        dialog = self.dialog("Create user")
        dialog.get_by_label("Email", exact=True).fill(person.email)
        dialog.get_by_label("Password", exact=True).fill(person.password)
        dialog.get_by_label(application, exact=True).check()
        dialog.get_by_role("button", name="Create", exact=True).click()
        self.expect_heading(person.email)

    def open_factors(self, application: str) -> None:
        """Applications → the application → Configuration → … → Multi-Factor Authentication."""
        self.go("Applications")
        self.page.get_by_role("link", name=application, exact=True).click()
        self.page.get_by_role("navigation", name="Sections of the application").get_by_text("Configuration").click()
        self.expect_heading("Multi-Factor Authentication")

    def factor(self, name: str) -> Locator:
        return self.page.get_by_role("switch", name=name, exact=True)

    def open_user(self, email: str) -> None:
        """User Management → User List → the user's email."""
        self.go("User List")
        self.page.get_by_role("link", name=email).click()
        self.expect_heading(email)

    def confirm(self, title: str, button: str, typed: str = "") -> None:
        """Answer the dialog `title` with `button`, after typing the name that it asks for."""
        dialog = self.dialog(title)
        if typed:
            dialog.get_by_label("Type the application’s name to confirm").fill(typed)
        dialog.get_by_role("button", name=button).click()
        expect(self.page.get_by_role("alertdialog")).to_have_count(0)

    def events(self) -> Locator:
        """The rows of the log that is open."""
        return self.page.get_by_role("row").filter(has=self.page.get_by_role("rowheader"))
