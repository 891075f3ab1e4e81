"""The form of a session: what it offers, what it knows, and what its fields are called."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from network.programmes import enrolments, queries
from network.programmes.sessions import lent, room_lists
from network.programmes.sessions.models import ProgrammeSession
from network.web.calendar import weekdays
from network.web.forms import FormView
from network.web.words import gettext
from tenants import clock, staffing
from tenants.errors import NotFound
from tenants.scope import Scope

USUAL_MINUTES = 90
A_MINUTE = 60


def usual() -> dict[str, object]:
    """How a form begins."""
    return {"minutes": USUAL_MINUTES, "every": 1, "skips_holidays": True, "kind": "group"}


def known(found: ProgrammeSession, room_ids: Sequence[UUID]) -> dict[str, object]:
    """The values of the form as the session stands."""
    starts = found.starts_at.astimezone(clock.LOCAL)
    return {
        "on": starts.date(),
        "begins": f"{starts.hour}.{starts.minute:02}",
        "minutes": int((found.ends_at - found.starts_at).total_seconds()) // A_MINUTE,
        "topic": found.topic,
        "place": found.place,
        "room_ids": [str(each) for each in room_ids],
        "responsible_id": found.responsible_id,
        "deputy_id": found.deputy_id,
    }


def offered(scope: Scope, form: FormView) -> dict[str, Any]:
    """What the form lets people choose from."""
    return {
        "cohorts": [
            (str(cohort.id), f"{programme.name}: {cohort.name}")
            for programme, cohort in queries.open_cohorts(scope)
        ],
        "people": _people(scope, form.text("cohort_id")),
        "members": [(str(member.id), member.name) for member in staffing.active(scope)],
        "rooms": rooms_offered(scope),
        "weekdays": list(enumerate(weekdays())),
        "labels": labels(),
    }


def _people(scope: Scope, cohort_id: str) -> list[tuple[str, str]]:
    """Who takes part in the cohort that was chosen, by reference."""
    try:
        cohort = queries.own_cohort(scope, UUID(cohort_id))
    except (ValueError, NotFound):
        return []
    return [
        (str(each.id), each.reference or each.number)
        for each in enrolments.of_cohort(scope, cohort.id)
    ]


def rooms_offered(
    scope: Scope, booked: Mapping[UUID, str] | None = None
) -> list[tuple[str, str, str]]:
    """The rooms and the equipment that can be booked, the own first; of another house's also whose
    it is, and what to know. Last those that are `booked` already and can be booked no more."""
    own = [(str(each.id), each.name, "") for each in room_lists.kept(scope)]
    others = [
        (str(each.id), each.name, ". ".join(filter(None, (each.tenant_name, each.note))))
        for each in lent.everything(scope, room_lists.MOST)
    ]
    offered = {each[0] for each in own + others}
    still = [(str(each), name, "") for each, name in (booked or {}).items()]
    return own + others + [each for each in still if each[0] not in offered]


def labels() -> dict[str, str]:
    """What the fields are called, in the order of the form."""
    return {
        "cohort_id": gettext("Cohort"),
        "enrolment_id": gettext("With whom"),
        "on": gettext("Day"),
        "begins": gettext("Begins at"),
        "minutes": gettext("Minutes"),
        "topic": gettext("Topic"),
        "room_ids": gettext("Rooms and equipment"),
        "place": gettext("Other place"),
        "until": gettext("Repeat until"),
        "weekdays": gettext("On which days"),
        "every": gettext("Every how many weeks"),
        "responsible_id": gettext("Who leads it"),
        "deputy_id": gettext("Who stands in"),
        "marks": gettext("Attendance"),
        "reason": gettext("Reason"),
        "category": gettext("What it is about"),
        "body": gettext("Note"),
        "purpose": gettext("What for"),
        "note": gettext("What others should know"),
        "name": gettext("Name"),
        "kind": gettext("Kind"),
        "capacity": gettext("For how many people"),
    }
