"""What programs send, dull and valid."""

from typing import Any

from tenants import clock


def group(**profile: Any) -> dict[str, Any]:
    return {
        "name": "Jadro",
        "form": "housing_group",
        "age_from": 12,
        "age_to": 18,
        "sex": "mixed",
        "town": "Ljubljana",
        "duty_phone": "01 234 56 78",
        "capacity": 2,
    } | profile


def request(**needs: Any) -> dict[str, Any]:
    return {
        "file_reference": "6120-417/2026",
        "age": 15,
        "sex": "female",
        "region": "osrednjeslovenska",
        "school_level": "vocational",
        "legal_group": "family_law",
        "urgency": "planned",
        "wanted_from": today(),
        "risks": "Leaves at night when she is upset.",
        "why_not": "no_fit",
    } | needs


def today() -> str:
    return clock.today().isoformat()
