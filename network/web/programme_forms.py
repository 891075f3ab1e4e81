"""The form of a programme: what it offers, what it knows, and what its fields are called."""

from typing import Any

from network.programmes.models import Programme
from network.web import formats
from network.web.words import gettext, ngettext
from tenants import admission, staffing
from tenants.errors import N_, Conflict
from tenants.scope import Scope

PLAIN = (
    *("name", "kind", "summary", "description", "audience", "age_from", "age_to", "regions"),
    *("town", "venues", "languages", "needs", "referrers", "partners", "collaborators"),
    *("schedule", "weeks", "price_note", "waiting_list", "list_hours", "open_from"),
    *("responsible_id", "deputy_id"),
)
USUAL = {
    "audience": ["young_person"],
    "languages": ["sl"],
    "referrers": ["csd", "institution", "crisis_centre", "school"],
    "waiting_list": True,
    "list_hours": 72,
}
HOURS = (24, 48, 72, 168)  # for which a seat may be held by itself; the API takes any number
COHORT = ("name", "starts", "ends", "enrol_until", "seats")


class ChangedMeanwhile(Conflict):
    """Somebody has saved the programme since its form was opened."""


def require_same(found: Programme, version: str) -> None:
    """Pass, or raise ChangedMeanwhile; without a version nobody has looked at an older one."""
    if version and version != str(found.version):
        raise ChangedMeanwhile(
            N_(
                "Somebody has changed this programme since you opened the form. What you typed is"
                " still here: look it over and save again."
            )
        )


def known(found: Programme) -> dict[str, object]:
    """The values of the form as the programme stands."""
    plain = {name: getattr(found, name) for name in PLAIN}
    return plain | {"price": formats.typed_euros(found.price_cents), "version": found.version}


def offered(scope: Scope, *, new: bool = False) -> dict[str, Any]:
    """What the form lets people choose from, and what its fields are called."""
    several = new and len(scope.network_ids) > 1
    return {
        "labels": labels(),
        "hours": [(str(each), _held(each)) for each in HOURS],
        "members": [(str(member.id), member.name) for member in staffing.active(scope)],
        "networks": [(str(one.id), one.name) for one in admission.networks()] if several else [],
    }


def _held(hours: int) -> str:
    days = hours // 24
    return ngettext(
        "the first of the list gets it offered by itself, held for a day",
        "the first of the list gets it offered by itself, held for %(num)s days",
        days,
    )


def labels() -> dict[str, str]:
    """What the fields are called, in the order of the form."""
    return {
        "network_id": gettext("Network"),
        "name": gettext("Name"),
        "kind": gettext("Kind"),
        "summary": gettext("In two sentences"),
        "description": gettext("More about it"),
        "audience": gettext("For whom"),
        "age_from": gettext("Youngest age"),
        "age_to": gettext("Oldest age"),
        "needs": gettext("Needs it answers"),
        "regions": gettext("Regions"),
        "town": gettext("Town"),
        "venues": gettext("Where it is held"),
        "languages": gettext("Languages"),
        "schedule": gettext("When"),
        "weeks": gettext("How many weeks"),
        "open_from": gettext("Open from"),
        "waiting_list": gettext("Keep a waiting list when it is full"),
        "list_hours": gettext("When a seat comes free"),
        "price": gettext("Price for the family in euros"),
        "price_note": gettext("What the price is for"),
        "referrers": gettext("Who may ask"),
        "partners": gettext("Partner organisations"),
        "collaborators": gettext("Outside collaborators"),
        "responsible_id": gettext("Responsible"),
        "deputy_id": gettext("Deputy"),
    }


def cohort_labels() -> dict[str, str]:
    """What the fields of a cohort are called, and those of the acts on a programme."""
    return {
        "name": gettext("Name of the cohort"),
        "starts": gettext("Starts on"),
        "ends": gettext("Over from"),
        "enrol_until": gettext("One may join until"),
        "seats": gettext("Seats"),
        "until": gettext("Until"),
        "responsible_id": gettext("Responsible"),
        "cohorts": gettext("Cohorts"),
    }
