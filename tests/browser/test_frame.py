"""The components in a real browser: readable for everybody, and closed to what is smuggled in."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from tests.browser.showcase import served
from tests.chromium import chromium

AXE = (Path(__file__).parent / "vendor/axe.min.js").read_text(encoding="utf-8")
CHECK = "axe.run().then(found => found.violations.map(one => [one.id, one.nodes[0].html]))"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
WIDE, PHONE, SMALL = (ViewportSize(width=width, height=844) for width in (1440, 390, 320))


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served() as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=chromium(), args=QUIET)


def violations(page: Page) -> object:
    """What axe finds; it comes in by the debugger, which no policy of the page has to allow."""
    page.context.new_cdp_session(page).send("Runtime.evaluate", {"expression": AXE})
    return page.evaluate(CHECK)


def open_in(browser: Browser, address: str, theme: str, size: ViewportSize) -> Page:
    context = browser.new_context(viewport=size, locale="sl-SI")
    context.add_cookies([{"name": "pristan_theme", "value": theme, "url": address}])
    page = context.new_page()
    page.goto(address)
    return page


@pytest.mark.parametrize(
    ("theme", "size"), [("light", WIDE), ("dark", WIDE), ("light", PHONE), ("dark", SMALL)]
)
def test_every_component_is_readable_and_fits(
    browser: Browser, address: str, theme: str, size: ViewportSize
) -> None:
    page = open_in(browser, address, theme, size)
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
    for way_in in (address, f"{address}/form", f"{address}/nowhere"):
        page.goto(way_in)
        wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

        assert violations(page) == []
        assert page.evaluate(wider) == 0
    assert [line for line in said if "status of 404" not in line] == []
    page.context.close()


def test_a_refused_form_is_read_from_its_summary_and_keeps_what_was_typed(
    browser: Browser, address: str
) -> None:
    page = open_in(browser, f"{address}/form", "light", WIDE)
    page.get_by_label("Od dne").fill("kmalu")
    page.get_by_role("button", name="Shrani in nadaljuj").click()

    expect(page.locator(".errsum")).to_be_focused()
    expect(page.get_by_label("Od dne")).to_have_value("kmalu")
    assert violations(page) == []
    page.get_by_role("link", name="Starost").click()
    expect(page.get_by_label("Starost")).to_be_focused()
    page.context.close()


def test_htmx_swaps_a_part_in_and_what_was_smuggled_into_it_stays_dead(
    browser: Browser, address: str
) -> None:
    page = open_in(browser, address, "light", WIDE)
    fetched: list[str] = []
    page.on("request", lambda sent: fetched.append(sent.url.removeprefix(address)))
    page.click("#fetch")

    expect(page.locator("#part")).to_have_text("fetched")
    expect(page.locator("#bad")).not_to_have_attribute("hx-get", "/parts")
    page.wait_for_load_state("networkidle")
    assert fetched.count("/parts") == 1
    assert page.evaluate("window.smuggled === undefined")
    page.context.close()


def test_a_refusal_by_htmx_is_said_at_the_top_of_the_page(browser: Browser, address: str) -> None:
    page = open_in(browser, address, "light", WIDE)
    page.click("#late")

    expect(page.locator("#alerts")).to_contain_text("Ta poizvedba je končana.")
    expect(page.locator("#here")).to_be_visible()
    page.context.close()


def test_what_a_proxy_says_in_our_place_is_not_taken_for_our_answer(
    browser: Browser, address: str
) -> None:
    page = open_in(browser, address, "light", WIDE)
    page.route("**/parts", lambda route: route.fulfill(status=502, body="<b id=part>Bad</b>"))
    page.click("#fetch")

    expect(page.locator("#alerts")).to_contain_text("Pristan trenutno ni dosegljiv")
    expect(page.locator("#part")).to_have_count(0)
    page.context.close()


def test_the_theme_changes_at_once_and_is_remembered(browser: Browser, address: str) -> None:
    page = open_in(browser, address, "light", WIDE)
    page.get_by_label("Svetlo ali temno").click()
    with page.expect_response("**/theme"):
        page.get_by_role("button", name="Temno").click()

    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.context.close()


def test_language_and_theme_work_without_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="sl-SI")
    page = context.new_page()
    page.goto(f"{address}/form")
    page.get_by_role("button", name="English").click()
    page.get_by_label("Light or dark").click()
    page.get_by_role("button", name="Dark").click()

    assert page.url == f"{address}/form"
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    context.close()


def test_a_second_click_does_not_send_a_form_twice(browser: Browser, address: str) -> None:
    page = open_in(browser, f"{address}/form", "light", WIDE)
    sent: list[str] = []
    page.on("request", lambda one: sent.append(one.method) if one.method == "POST" else None)
    page.get_by_role("button", name="Shrani in nadaljuj").dblclick()

    expect(page.locator(".errsum")).to_be_visible()
    assert len(sent) == 1
    page.context.close()
