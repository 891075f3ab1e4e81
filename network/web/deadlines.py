"""What is due for the reader's organisation, the soonest first, each with the way to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from flask import url_for

from network.clocks import queries
from network.clocks.queries import Due
from network.clocks.subjects import SubjectKind
from network.duties.queries import mine_among
from network.requests import permitted
from network.web import dues
from network.web.words import gettext
from tenants import clock
from tenants.errors import N_
from tenants.roles import Permission, may
from tenants.scope import Scope

AHEAD = timedelta(days=7)
UNNUMBERED = N_("stay without an ask")  # its own short reference stays on its page
# Where a thing is looked at, what its address calls it, and who may look.
PLACES: dict[SubjectKind, tuple[str, str, Permission]] = {
    SubjectKind.PLACEMENT: ("placements.show", "placement_id", Permission.SEE_HOUSE),
    SubjectKind.GROUP: ("groups.show", "group_id", Permission.SEE_HOUSE),
    SubjectKind.FILE: ("files.show", "person_id", Permission.KEEP_FILES),
    SubjectKind.LEGAL_BASIS: ("bases.show", "basis_id", Permission.KEEP_FILES),
    SubjectKind.VOICE: ("voices.show", "voice_id", Permission.KEEP_FILES),
    SubjectKind.EMERGENCY: (
        "emergencies.judged_here",
        "emergency_review_id",
        Permission.REVIEW_EMERGENCIES,
    ),
    SubjectKind.RIGHTS_REQUEST: ("rights.show", "rights_request_id", Permission.DECIDE_RIGHTS),
    SubjectKind.BREACH: ("breaches.show", "breach_id", Permission.OVERSEE),
    SubjectKind.ENROLMENT: ("enrolments.show", "enrolment_id", Permission.RUN_PROGRAMMES),
    SubjectKind.AFTERCARE: ("aftercare.show", "aftercare_id", Permission.GIVE_AFTERCARE),
}


@dataclass(frozen=True, slots=True)
class Deadline:
    """One line of what is due."""

    id: UUID
    kind: str
    number: str
    due_at: datetime
    url: str
    told: dues.Line


def of_us(scope: Scope, mine: bool) -> Sequence[Deadline]:
    """What the scope's tenant has to do within AHEAD, so far as its member may see it; with
    `mine` only what the member answers for."""
    soon = queries.running(scope, until=clock.now() + AHEAD)
    if mine:
        own = mine_among(scope, [due.clock.subject_id for due in soon])
        soon = [due for due in soon if due.clock.subject_id in own]
    return shown(scope, soon)


def shown(scope: Scope, found: Sequence[Due]) -> Sequence[Deadline]:
    """Those of them that the member may look at, each with the way to it."""
    told = ((due.clock, _url(scope, due), dues.line(scope, due)) for due in found)
    return [
        Deadline(one.id, one.kind, one.number or gettext(UNNUMBERED), one.due_at, url, line)
        for one, url, line in told
        if url and line
    ]


def _url(scope: Scope, due: Due) -> str:
    """Where it is looked at; empty for whom it is not open."""
    kind = SubjectKind(due.clock.subject)
    if kind is SubjectKind.ASK:
        seen = permitted.receives(scope) or permitted.sends(scope)
        return url_for("asks.show", ask_id=due.clock.subject_id) if seen else ""
    if kind is SubjectKind.REQUEST:
        seen = permitted.sends(scope)
        return url_for("requests.show", request_id=due.clock.subject_id) if seen else ""
    endpoint, name, needed = PLACES[kind]
    named: dict[str, Any] = {name: due.clock.subject_id}
    return url_for(endpoint, **named) if may(scope, needed) else ""
