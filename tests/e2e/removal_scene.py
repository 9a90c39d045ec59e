"""The page of the factors of an application that many have bound them in: said in the server's place (ux.md 6)."""

from playwright.sync_api import Locator, Page, Route, expect

from tests.e2e.languages import text
from tests.e2e.stand_in import Answer, failure, stand_in
from tests.e2e.user_pages import answering

NAME = "Removal Works"
BOUND = {"OTP": 12_344, "EMAIL": 1}
REFERENCE = "0f3a9c1e5b7d2468"


class RemovalScene:
    """An administrator there, who turns factors off."""

    def __init__(self, page: Page, locale: str, application: str) -> None:
        self.page, self.locale = page, locale
        answering(page, "query Application(", _bind_many)
        page.goto(f"/applications/{application}/configuration/security/mfa")

    def factor(self, kind: str) -> Locator:
        name = "OTP" if kind == "OTP" else text(self.locale, "Email", "邮箱验证码")
        return self.page.get_by_role("switch", name=name, exact=True)

    @property
    def save(self) -> Locator:
        return self.page.get_by_role("button", name=text(self.locale, "Save", "保存"), exact=True)

    def saving_fails(self) -> None:
        stand_in(self.page, {"SaveFactors": failure("INTERNAL_SERVER_ERROR")})

    def saving_removes(self, count: int) -> None:
        unconfirmed: Answer = {"__typename": "BindingRemovalUnconfirmed", "bindingCount": count}
        stand_in(self.page, {"SaveFactors": {"data": {"saveFactors": unconfirmed}}})

    def warning(self, english: str, chinese: str, sentence: str) -> Locator:
        """The dialog of that title, in which that sentence stands."""
        found = self.page.get_by_role("alertdialog", name=text(self.locale, english, chinese))
        expect(found.get_by_text(sentence)).to_be_visible()
        return found


def _bind_many(route: Route) -> None:
    answer = route.fetch().json()
    for factor in answer["data"]["application"]["factors"]:
        factor["bindingCount"] = BOUND[factor["kind"]]
    route.fulfill(json=answer)
