"""Somebody at a browser, who knows the product only by what its pages say."""

import re
from pathlib import Path

from playwright.sync_api import Browser as Chrome
from playwright.sync_api import Locator, Page, expect

from tenants.login import COOKIE
from tests.actors import PASSWORD
from tests.browser.inspection import Inspection
from tests.browser.sentences import Sentences
from tests.browser.views import HEIGHTS, View
from tests.client import Browser

NUMBER = re.compile(r"^20\d\d-\d+")
TOMBSTONE = "This ask has ended. What it said of a young person, and the conversation, are closed."
LOCALES = {"sl": "sl-SI", "en": "en-GB"}


class Person:
    """All names and sentences are given as English msgids and looked for in the view's language.

    Every page somebody comes to is inspected (inspection.py).
    """

    def __init__(self, browser: Chrome, origin: str, view: View) -> None:
        self.origin, self.view = origin, view
        self.words = Sentences(view.language)
        self.context = browser.new_context(
            viewport={"width": view.width, "height": HEIGHTS[view.width]},
            locale=LOCALES[view.language],
            java_script_enabled=view.javascript,
            reduced_motion="reduce",
        )
        self.context.add_cookies([{"name": "pristan_theme", "value": view.theme, "url": origin}])
        self.page: Page = self.context.new_page()
        self.inspection = Inspection(self.page, origin, view)

    def say(self, sentence: str, **facts: object) -> str:
        return self.words.say(sentence, **facts)

    def leave(self) -> None:
        self.inspection.close()
        self.context.close()

    # Going somewhere

    def go(self, path: str, status: int = 200) -> None:
        self.page.goto(path if path.startswith("http") else self.origin + path)
        self.inspection.look(status)

    def sign_in(self, email: str, password: str = PASSWORD) -> None:
        self.go("/sign-in")
        self.fill("E-mail address", email)
        self.fill("Password", password)
        self.press("Sign in")

    def comes_back(self, earlier: Browser) -> None:
        """With the session that was begun in another browser: signing in is a story of its own."""
        assert earlier.secret is not None
        session = {"name": COOKIE, "value": earlier.secret, "url": self.origin}
        self.context.add_cookies([session])
        self.go("/")

    def visit(self, room: str) -> None:
        """By the navigation: on a phone most of it stands behind "More"."""
        if self.view.on_a_phone:
            self.page.locator(".tabbar summary").click()
        self._arrive(self._named("link", room, self.page.locator(".nav")).first)

    def follow(self, name: str, status: int = 200, at: Locator | None = None) -> None:
        self._arrive(self._named("link", name, at or self.main), status)

    def follow_number(self, at: Locator) -> None:
        """The first request, ask or placement of a list, by its number."""
        self._arrive(at.get_by_role("link", name=NUMBER).first)

    def press(self, name: str, status: int = 200, at: Locator | None = None) -> None:
        """A button that leads to a page."""
        self._arrive(self._named("button", name, at or self.main), status)

    def press_here(self, name: str, leads_to: str) -> None:
        """A button whose answer takes the place of a part of the page, where scripts run."""
        self._named("button", name, self.main).click()
        self.page.wait_for_url(f"**{leads_to}**")
        self.inspection.look()

    def open_filter(self) -> None:
        """On a phone the filter is folded."""
        if self.view.on_a_phone:
            self.open("Filter")

    def open(self, name: str, at: Locator | None = None) -> None:
        """Something folded."""
        summary = (at or self.main).locator("summary", has_text=self.say(name))
        summary.filter(visible=True).first.click()

    def _arrive(self, way: Locator, status: int = 200) -> None:
        with self.page.expect_event("load"):
            way.click()
        self.inspection.look(status)

    # Filling in

    def fill(self, label: str, value: str) -> None:
        self.field(label).fill(value)

    def choose(self, label: str, option: str) -> None:
        self.field(label).select_option(label=self.say(option))

    def tick(self, label: str) -> None:
        name = re.compile(rf"^\s*{re.escape(self.say(label))}\b")
        self.main.locator("label", has_text=name).filter(visible=True).first.click()

    def attach(self, label: str, file: Path) -> None:
        self.field(label).set_input_files(file)

    def field(self, label: str) -> Locator:
        """The field with this label; a mark of it being optional does not count."""
        name = re.compile(rf"^\s*{re.escape(self.say(label))}(\s*\(.+\))?\s*$")
        fields = self.main.locator("input:visible, select:visible, textarea:visible")
        return fields.and_(self.page.get_by_label(name))

    # Looking

    @property
    def main(self) -> Locator:
        return self.page.locator("main")

    def sees(self, sentence: str, **facts: object) -> None:
        expect(self.main).to_contain_text(self.say(sentence, **facts))

    def sees_not(self, sentence: str, **facts: object) -> None:
        expect(self.main).not_to_contain_text(self.say(sentence, **facts))

    def sees_a_tombstone(self) -> None:
        self.sees(TOMBSTONE)

    def holds(self, label: str, value: str) -> None:
        """What was typed still stands in the field."""
        expect(self.field(label)).to_have_value(value)

    def sees_places(self, group: str, **places: int) -> None:
        """The strip of a group on the board, by what is read aloud."""
        strip = self.row(group).locator(".strip")
        expect(strip).to_have_attribute("aria-label", self.words.strip(**places))

    def row(self, text: str) -> Locator:
        return self.main.locator("tr, li").filter(has_text=text).last

    def cells(self, row: str) -> list[str]:
        """What stands in a row of a table, from the left; rather in one that begins so."""
        begins = self.page.locator("td:first-child").filter(has_text=self.say(row))
        found = self.main.locator("tr").filter(has=begins).last
        said = (found if found.count() else self.row(self.say(row))).locator("td")
        return [" ".join(each.split()) for each in said.all_text_contents()]

    def card(self, title: str) -> Locator:
        """A part of the page, by its heading."""
        return self.main.get_by_role("region", name=self.say(title), exact=True)

    def counts(self, figure: str, number: int) -> None:
        """One of the big figures at the head of a page."""
        called = self.page.get_by_text(self.say(figure), exact=True)
        told = self.main.locator(".sum > div").filter(has=called).locator("dd").first
        expect(told).to_have_text(str(number))

    def must_not_learn(self, *words: str) -> None:
        """From now on these words stand on no page to which the person comes."""
        self.inspection.secrets = words

    # Taking along

    def take_along(self, kind: str, at: Locator | None = None) -> str:
        """The list of a page as a file; what stands in it."""
        with self.page.expect_download() as coming:
            self._named("link", kind, at or self.main).click()
        return coming.value.path().read_text("utf-8-sig")

    def button(self, name: str) -> Locator:
        return self._named("button", name, self.main)

    def _named(self, role: str, name: str, inside: Locator) -> Locator:
        """By its whole name; what it is about may follow, for those who hear the page."""
        named = re.compile(rf"^\s*{re.escape(self.say(name))}(\s*:.*|\s+\d.*)?\s*$", re.DOTALL)
        found = inside.get_by_role("link" if role == "link" else "button", name=named)
        return found.filter(visible=True)
