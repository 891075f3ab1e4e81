"""Where the browser for the browser tests is; `python -m tests.chromium` makes sure of one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

# The same browser without its windows opens a page in less than half of the time.
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)


class NoChromium(RuntimeError):
    """There is no browser, and none could be installed."""


def chromium() -> Path:
    """PRISTAN_CHROMIUM, the system's Chromium or Chrome, Playwright's own, or a new one.

    Raises NoChromium with a sentence that says what would help.
    """
    for look in (chosen, of_the_system, of_playwright, installed_now):
        if (found := look()) is not None:
            return found
    raise NoChromium(
        "The browser tests need Chromium: install it (apt-get install chromium),"
        " or name its program in PRISTAN_CHROMIUM."
    )


def chosen() -> Path | None:
    named = os.environ.get("PRISTAN_CHROMIUM")
    if named and not os.access(named, os.X_OK):
        raise NoChromium(f"PRISTAN_CHROMIUM: {named} is not a program.")
    return Path(named) if named else None


def of_the_system() -> Path | None:
    return next((Path(path) for name in NAMES if (path := shutil.which(name))), None)


def of_playwright() -> Path | None:
    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if os.access(path, os.X_OK) else None


def installed_now() -> Path | None:
    """Only root can, and only where there is apt-get; what it says goes to our stderr."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    print("Installing Chromium ...", flush=True)
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    install = "install -y --no-install-recommends"
    for command in ("update", f"{install} chromium-headless-shell", f"{install} chromium"):
        if of_the_system() is not None:
            break
        subprocess.run(
            ["apt-get", "-q", *command.split()], env=quiet, stdout=sys.stderr, check=False
        )
    return of_the_system()


if __name__ == "__main__":
    try:
        print(chromium())
    except NoChromium as missing:
        sys.exit(str(missing))
