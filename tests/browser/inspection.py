"""What is looked at on every page somebody comes to, whatever the story is about."""

import re
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request, Response, Route

from tests.browser.looked import Looked
from tests.browser.views import PHONE, SMALL_PHONE, View
from tests.effort import tried

AXE = (Path(__file__).parent / "vendor/axe.min.js").read_text(encoding="utf-8")
RULES = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']"
CHECK = f"""
axe.run(document, {{runOnly: {RULES}, resultTypes: ['violations']}}).then(found =>
  found.violations.map(one => one.id + ': ' + one.nodes.map(node => node.html).join(' | ')))
"""
# Every sort of element on the page.
FACE = """
[...new Set([...document.querySelectorAll('*')].map(
  each => [each.tagName, each.className.baseVal ?? each.className, each.role].join()))].sort()
"""
ID = re.compile(r"[0-9a-f-]{36}")
# What sticks out, the innermost last.
WIDEST = """[...document.querySelectorAll("main *")]
  .filter((each) => each.getBoundingClientRect().right > document.documentElement.clientWidth)
  .slice(-3).map((each) => each.outerHTML.slice(0, 120)).join(" / ")"""
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
LISTEN = """
window.brokenPolicies = [];
addEventListener('securitypolicyviolation', event =>
  window.brokenPolicies.push(event.effectiveDirective + ' ' + event.blockedURI));
"""
# The browser says this of every refused form, too; statuses are looked at by themselves.
ANSWERED = "Failed to load resource: the server responded with a status of"


def examined(page: Page) -> list[str]:
    """What axe finds; it comes in by the debugger, which no policy of the page has to allow.

    The debugger stays: a device that another one has plugged in would go with it.
    """
    debugger = page.context.new_cdp_session(page)
    debugger.send("Runtime.evaluate", {"expression": AXE})
    asked = {"expression": CHECK, "awaitPromise": True, "returnByValue": True}
    answer = debugger.send("Runtime.evaluate", asked)
    found: list[str] = answer["result"]["value"]
    return found


# What axe has looked at, by theme and width: pages, and sorts of elements on any of them. A known
# page that draws no new sort needs no second look; in a proof it needs one in every view, wherever
# it draws other sorts than before, be it fewer.
_looked = Looked()
EACH_FACE = tried(False, True)


class Inspection:
    """Collects what goes wrong behind a page, and looks at the page itself."""

    def __init__(self, page: Page, origin: str, view: View) -> None:
        self.page, self.origin, self.view = page, origin, view
        self.wrong: list[str] = []
        self.secrets: tuple[str, ...] = ()
        self.status = 0
        page.add_init_script(LISTEN)
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.wrong.append(f"script: {error}"))
        page.on("request", self._asked)
        page.on("response", self._answered)

    def look(self, status: int = 200) -> None:
        """The page as it stands: readable for everybody, and nothing went wrong on the way."""
        assert self.status == status, f"{self.page.url} answered {self.status}"
        found = [*self._violations(), *self._sideways(), *self._broken_policies(), *self.wrong]
        found += self._given_away()
        assert not found, f"{self.page.url} as {self.view}: {'; '.join(found)}"

    def close(self) -> None:
        if "copy" in self.__dict__:
            self.copy.context.close()

    def _said(self, line: ConsoleMessage) -> None:
        if line.type in ("error", "warning") and not line.text.startswith(ANSWERED):
            self.wrong.append(f"console: {line.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.origin, "data:")) or "/csp-reports" in request.url:
            self.wrong.append(f"request: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.request.is_navigation_request():
            self.status = response.status
        elif urlsplit(response.url).path.startswith("/static") and response.status >= 400:
            self.wrong.append(f"{response.status}: {response.url}")

    def _violations(self) -> list[str]:
        """What axe finds; where scripts are off, on a copy of the page that lets axe run."""
        sorts: list[str] = self.page.evaluate(FACE)
        path = ID.sub("*", urlsplit(self.page.url).path)
        drawn = {path + " ".join(sorts)} if EACH_FACE else {path, *sorts}
        where = self.view if EACH_FACE else (self.view.theme, self.view.width)
        if not _looked.anything_new(where, drawn):
            return []
        if self.view.javascript:
            return examined(self.page)
        self.copy.goto(self.page.url)
        return examined(self.copy)

    @cached_property
    def copy(self) -> Page:
        """Another page with the same document and styles, and with none of our scripts."""
        browser = self.page.context.browser
        assert browser is not None
        copy = browser.new_context(viewport=self.page.viewport_size).new_page()
        copy.route(lambda address: "/static/" not in address, self._as_it_stands)
        return copy

    def _as_it_stands(self, route: Route) -> None:
        route.fulfill(
            body=self.page.content(),
            content_type="text/html",
            headers={"Content-Security-Policy": "script-src 'none'"},
        )

    def _sideways(self) -> list[str]:
        """A phone's page scrolls down only, on the smallest one too."""
        if not self.view.on_a_phone:
            return self._too_wide(self.view.width)
        narrow = self._at(SMALL_PHONE)
        return [*narrow, *self._at(PHONE)]

    def _at(self, width: int) -> list[str]:
        size = self.page.viewport_size
        assert size is not None
        self.page.set_viewport_size({"width": width, "height": size["height"]})
        return self._too_wide(width)

    def _too_wide(self, width: int) -> list[str]:
        wider = self.page.evaluate(WIDER)
        return [f"{wider} px too wide at {width}: {self.page.evaluate(WIDEST)}"] if wider else []

    def _given_away(self) -> list[str]:
        """What this person must not learn and reads all the same, wherever on the page."""
        if not self.secrets:
            return []
        page = self.page.content()
        return [f"gives away: {one}" for one in self.secrets if one in page]

    def _broken_policies(self) -> list[str]:
        broken: list[str] = self.page.evaluate("window.brokenPolicies || []")
        return broken
