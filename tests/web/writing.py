"""How a worker of a centre writes a request step by step."""

import re
from typing import Any

from werkzeug.test import TestResponse

from tests.client import Browser
from tests.reading import value_of

WHO = {
    "file_reference": "6120-500/2026",
    "age": "15",
    "sex": "female",
    "region": "osrednjeslovenska",
    "home_town": "Domžale",
}
NEEDS = {
    "school_level": "vocational",
    "legal_group": "family_law",
    "needs": ["school_problems", "runaway"],
}
SOUGHT = {"forms": ["housing_group"], "wanted_from": "1. 12. 2030", "urgency": "planned"}
WORDS = {"risks": "Leaves at night.", "own_words": "I want to stay at my school."}
STEPS: tuple[dict[str, Any], ...] = (WHO, NEEDS, SOUGHT, WORDS)


def begun(worker: Browser, **typed: Any) -> str:
    """The address of a draft whose first step is kept."""
    answer = worker.post("/requests/drafts", WHO | typed)
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"].partition("?")[0]


def step(worker: Browser, address: str, number: int, typed: dict[str, Any], **more: Any) -> Any:
    """Send one step as its page would."""
    shown = worker.get(f"{address}?step={number}")
    form = {"step": str(number), "version": value_of(shown, "version")}
    return worker.post(address, form | typed | more)


def written(worker: Browser, **typed: Any) -> str:
    """The address of a draft with every step filled in."""
    address = begun(worker, **typed)
    for number, fields in enumerate(STEPS[1:], 2):
        answer = step(worker, address, number, fields)
        assert answer.status_code == 303, answer.text
    return address


def sent(worker: Browser, address: str, **typed: Any) -> TestResponse:
    """The answer to the last step."""
    version = value_of(worker.get(f"{address}?step=5"), "version")
    form = {"version": version, "why_not": "no_fit"}
    return worker.post(f"{address}/sending", form | typed)


def drafts_of(worker: Browser) -> list[str]:
    """The addresses of one's own drafts."""
    listed = re.findall(
        r'class="link" href="(/requests/drafts/[^"]*)"', worker.get("/requests").text
    )
    return list(dict.fromkeys(listed))
