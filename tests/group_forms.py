"""The form of a group as a browser fills it in."""

import re
from typing import Any

from tests.reading import chosen_in, value_of

PROFILE: dict[str, Any] = {
    "name": "Jadro",
    "form": "housing_group",
    "restriction_level": "",
    "capacity": "4",
    "age_from": "12",
    "age_to": "18",
    "sex": "mixed",
    "school_levels": ["vocational", "secondary"],
    "needs.self_harm": "asked",
    "needs.runaway": "taken",
    "needs.offending": "",
    "town": "skofja loka",
    "duty_phone": "+386 4 512 34 56",
    "note": "Ob reki.",
}


def typed(**changes: Any) -> dict[str, Any]:
    """What a browser sends for the form of a group."""
    return {**PROFILE, **changes}


def opened(page: Any) -> dict[str, Any]:
    """What a browser would send back unchanged: the fields of the edit form as they came."""
    names = [name for name in PROFILE if name not in ("sex", "form", "restriction_level")]
    plain = {n: value_of(page, n) for n in ("name", "capacity", "age_from", "age_to", "town")}
    plain["duty_phone"] = value_of(page, "duty_phone")
    chosen = {n: chosen_in(page, n) for n in names if n not in plain and n != "note"}
    chosen |= {n: chosen_in(page, n) for n in ("sex", "form", "restriction_level")}
    return plain | chosen | {"stamp": value_of(page, "stamp"), "note": note_of(page)}


def note_of(page: Any) -> str:
    found = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", page.text, re.S)
    assert found
    return found[1]
