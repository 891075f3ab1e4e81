"""`make proof`: the long tests, and a page that says what they saw.

`python -m tests.proof` runs every test there is, tells every story of the pages in the five views
in which every two choices meet (`PRISTAN_PROOF=every`: in all sixteen) and tries far more of
everything (see `effort`). It then writes docs/proof.md, whose two chapters each say when and at
which commit they were seen: with paths behind it, as in `python -m tests.proof tests/histories`,
only what they lead to is run, and a chapter of which nothing was run stays as it is.
"""

import os
import platform
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import UTC, datetime
from math import prod
from pathlib import Path

import pytest

from tests.browser.views import told_in
from tests.chromium import chromium
from tests.effort import ASKED_FOR_BY
from tests.promises.test_last_place import CALLERS
from tests.whole.deeds import DEEDS
from tests.whole.size import IN_PROOF

CHECKOUT = Path(__file__).resolve().parent.parent
WRITTEN = CHECKOUT / "docs" / "proof.md"
CHOSEN = "not bench"
Results = dict[str, Counter[str]]
COUNTED = ("histories", "parts read", "acts", "tamperings")
PAGES, REST = "## Pages, in a browser", "## Everything else"


class Witness:
    """Remembers how every test went, whichever worker ran it."""

    def __init__(self) -> None:
        self.stories: Results = defaultdict(Counter)
        self.rooms: Results = defaultdict(Counter)
        self.attacks = 0
        self.deeds: Counter[str] = Counter()
        self.counted: Results = defaultdict(Counter)  # by what a test calls it

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when != "call" and not report.failed:
            return
        self.attacks += sum(int(n) for name, n in report.user_properties if name == "attacks")
        for name, value in report.user_properties:
            if name in COUNTED:
                self.counted[name].update(value if isinstance(value, dict) else {name: value})
        self.deeds.update(str(deed) for name, deed in report.user_properties if name == "deed")
        room, story = report.location[0], report.location[2].partition("[")[0]
        if "browser" in room:
            self.stories[story.removeprefix("test_").replace("_", " ")][report.outcome] += 1
        else:
            self.rooms[room][report.outcome] += 1


def main() -> int:
    """Pytest's own exit code; the page is written either way, so that it never lies."""
    os.environ.setdefault(ASKED_FOR_BY, "on")  # before any worker is started
    witness = Witness()
    ended = pytest.main(
        ["-q", "-n", "2", "--dist", "loadgroup", "-m", CHOSEN, *sys.argv[1:]], plugins=[witness]
    )
    before = WRITTEN.read_text(encoding="utf-8") if WRITTEN.exists() else ""
    WRITTEN.write_text(page(witness, before), encoding="utf-8")
    print(f"· {WRITTEN.relative_to(CHECKOUT)}")
    if sys.argv[1:]:
        return int(ended)
    if never := sorted(DEEDS.keys() - witness.deeds):
        print(f"In the whole network nobody ever did this: {', '.join(never)}.")
    return int(ended) or int(bool(never))


def page(witness: Witness, before: str) -> str:
    """What was run, where, and how it went: a line for every story and every room of tests."""
    seen = f"On {datetime.now(UTC):%Y-%m-%d %H:%M} UTC at commit {commit()}, on {machine()}."
    chapters = {
        PAGES: [seen, "", *of_pages(witness)] if witness.stories else [],
        REST: [seen, "", *of_the_rest(witness)] if witness.rooms else [],
    }
    lines = ["# What `make proof` saw", ""]
    for name, said_now in chapters.items():
        lines += [name, "", *(said_now or chapter(before, name)), ""]
    return "\n".join(lines).rstrip() + "\n"


def chapter(before: str, name: str) -> list[str]:
    """What the page said under that heading."""
    _, _, after = before.partition(f"{name}\n")
    return after.partition("\n## ")[0].strip().splitlines() or ["Not run yet."]


def of_pages(witness: Witness) -> list[str]:
    return [
        f"Every story of the pages in {len(told_in())} views, in which every two of these meet:"
        " with and without JavaScript, in Slovenian and English, light and dark, 1440 and"
        " 390 px wide. On every page: no"
        " violation found by axe, nothing in the console, no broken policy, no request to"
        " elsewhere, no missing file, no scrolling sideways (at 320 px neither).",
        "",
        *table("Story", witness.stories),
    ]


def of_the_rest(witness: Witness) -> list[str]:
    return [
        f"The last place was asked for by {CALLERS} callers at the same moment, over HTTP."
        f" {witness.attacks:,} requests named what their sender may not see, on every route,"
        " by every role of five tenants, each beside a made-up one. Properties were tried on up"
        " to 2,000 examples, the models of places and of requests on 200 histories, and a whole"
        f" network lived through {prod(IN_PROOF):,} steps of anybody,"
        f" in which {len(witness.deeds)} of the {len(DEEDS)} kinds of acts were done.",
        "",
        *crossing(witness.counted),
        "",
        *table("Tests", witness.rooms),
    ]


def crossing(counted: Results) -> list[str]:
    """What was tried upon files that cross a border, and upon the trail of it."""
    histories, parts = (counted[name][name] for name in ("histories", "parts read"))
    tamperings = ", ".join(f"{name} {n:,}" for name, n in sorted(counted["tamperings"].items()))
    acts: Results = defaultdict(Counter)
    for said, n in counted["acts"].items():
        name, _, ended = said.rpartition(" ")
        acts[name][ended] += n
    return [
        f"{histories:,} random histories of a file: after every act, every tenant read what the"
        f" model says and nothing else; {parts:,} parts were read. The trail was tampered with"
        f" {counted['tamperings'].total():,} times by whoever owns its tables, and each time it was"
        f" found where it began: {tamperings.replace('_', ' ')}.",
        "",
        "| Act upon a file | done | refused |",
        "|---|---|---|",
        *(f"| {name} | {n['done']:,} | {n['refused']:,} |" for name, n in sorted(acts.items())),
    ]


def table(head: str, results: Results) -> list[str]:
    lines = [f"| {head} | passed | failed |", "|---|---|---|"]
    lines += [
        f"| {name} | {seen['passed']} | {seen['failed']} |"
        for name, seen in sorted(results.items())
    ]
    total = sum(results.values(), Counter())
    return [*lines, f"| **all** | {total['passed']} | {total['failed']} |"]


def commit() -> str:
    named = said("git", "-C", str(CHECKOUT), "rev-parse", "--short", "HEAD")
    changed = said("git", "-C", str(CHECKOUT), "status", "--porcelain", "--untracked-files=no")
    return f"{named} with changes not committed" if changed else named


def machine() -> str:
    browser = said(str(chromium()), "--version")
    return (
        f"{platform.system()} {platform.machine()}, Python {platform.python_version()}, {browser}"
    )


def said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
