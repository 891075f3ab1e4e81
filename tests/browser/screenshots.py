"""Pictures of the main pages for the README, from the demo: everybody in them is invented.

`python -m tests.browser.screenshots` makes a demo of its own, looks at it, and leaves nothing
behind but docs/screenshots/. With the address of a demo that runs already, it looks at that one.
"""

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from network.demo.accounts import OWN_CODE, OWN_LINK, PASSWORD
from tests.browser.conftest import QUIET
from tests.browser.person import Person
from tests.browser.views import PHONE, View
from tests.chromium import chromium

PICTURES = Path(__file__).resolve().parent.parent.parent / "docs" / "screenshots"
LIGHT, DARK = View(), View(theme="dark")
WORKER, COUNSELLOR = "maja@csd-ljubljana.pristan.test", "peter@mladinski-dom-lipa.pristan.test"
OFFICER = "pavel@csd-ljubljana.pristan.test"
STEWARD = "tina@strokovni-center-koordinacija.pristan.test"
LOOKING = "/places?age=15&sex=female&town=Dom%C5%BEale"
SHOWN = (
    ("sign_in", LIGHT, "", "/sign-in"),
    ("board", LIGHT, WORKER, LOOKING),
    ("board_dark", DARK, WORKER, LOOKING),
    ("board_phone", View(width=PHONE), WORKER, LOOKING),
    ("new_request", LIGHT, WORKER, "/requests/new"),
    ("day", LIGHT, COUNSELLOR, "/day"),
    ("day_phone", View(width=PHONE), COUNSELLOR, "/day"),
    ("house_dark", DARK, COUNSELLOR, "/placements"),
    ("groups", LIGHT, COUNSELLOR, "/groups"),
    ("board_english", View(language="en"), COUNSELLOR, "/places"),
    ("coordination", LIGHT, STEWARD, "/coordination"),
    ("data_protection", LIGHT, OFFICER, "/data-protection"),
    ("programmes", LIGHT, WORKER, "/programmes"),
    ("sessions", LIGHT, COUNSELLOR, "/sessions"),
)


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    running = nullcontext(sys.argv[1]) if len(sys.argv) > 1 else demo()
    with running as origin, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
        for name, view, email, path in SHOWN:
            person = come(browser, origin, view, email)
            person.go(path)
            keep(person, name)
        picture_of_a_request(come(browser, origin, LIGHT, WORKER), "request")
        picture_of_a_request(come(browser, origin, DARK, WORKER), "request_dark")
        picture_of_a_file(come(browser, origin, LIGHT, WORKER))
        picture_of_who_sees_what(come(browser, origin, LIGHT, WORKER))
        picture_of_an_own_page(come(browser, origin, View(width=PHONE), ""))
        browser.close()


def come(browser: Browser, origin: str, view: View, email: str) -> Person:
    person = Person(browser, origin, view)
    if email:
        person.sign_in(email, PASSWORD)
    return person


def picture_of_a_request(person: Person, name: str) -> None:
    """The one with an offer to decide on; without any, the newest."""
    person.go("/day")
    offers = person.main.get_by_role("region", name=person.say("Offers to decide"))
    if not offers.count():
        person.go("/requests")
    person.follow_number(offers if offers.count() else person.main)
    person.page.evaluate("scrollTo(0, 0)")
    keep(person, name)


def picture_of_a_file(person: Person) -> None:
    """The newest: a file that rests on several bases."""
    person.go("/files")
    person.page.locator("main tbody a").first.click()
    person.page.wait_for_load_state()
    keep(person, "file")


def picture_of_who_sees_what(person: Person) -> None:
    """Of a request that has its file, so that each category stands in a row of its own."""
    person.go("/requests")
    numbers = person.main.locator("td:first-child a.link").all()
    for address in [str(number.get_attribute("href")) for number in numbers]:
        person.go(address)
        if person.main.locator("#show-parts").count():
            break
    person.main.locator("#who-sees").screenshot(path=PICTURES / "who_sees.png")
    person.leave()
    print("· who_sees", flush=True)


def picture_of_an_own_page(young: Person) -> None:
    """By the code of the demo, for which the first who comes chooses a word."""
    young.go(f"/own/{OWN_LINK}")
    young.fill("Code or your word", OWN_CODE)
    young.press("Open")
    young.fill("Your word", "vetrnica")
    young.press("Keep it")
    keep(young, "own_page")


def keep(person: Person, name: str) -> None:
    person.page.screenshot(path=PICTURES / f"{name}.png")
    person.leave()
    print(f"· {name}", flush=True)


@contextmanager
def demo() -> Iterator[str]:
    """A demo in a folder that is thrown away; its address."""
    with socket.socket() as probe, tempfile.TemporaryDirectory() as folder:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
        probe.close()
        process = subprocess.Popen(
            [sys.executable, "-m", "network.cli", "demo", "--port", port],
            env=os.environ | {"PRISTAN_DATA": folder},
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert process.stdout is not None
            assert any("answers" in said for said in process.stdout)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.communicate(timeout=60)


if __name__ == "__main__":
    main()
