"""How a thing stands, as far as taking something back is concerned: plain values, to be compared
with how it stands later. Locked until the transaction ends."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from network.availability import queries as availability
from network.availability.models import Occupancy
from network.clocks.subjects import SubjectKind
from network.placements import queries as placements
from network.requests import queries as requests
from network.requests.moves import current_state
from network.undoing import programmes
from network.undoing.inverses import Kept
from tenants.database import db
from tenants.errors import N_, NotFound
from tenants.scope import Scope

Standing = dict[str, Any]


def of(scope: Scope, kind: SubjectKind | Kept, subject_id: UUID) -> Standing:
    """How it stands now. Raises NotFound."""
    match kind:
        case SubjectKind.ASK:
            return _ask(scope, subject_id)
        case SubjectKind.REQUEST:
            return _request(scope, subject_id)
        case SubjectKind.PLACEMENT:
            found = placements.lock(scope, subject_id)
            return _people(found.responsible_id, found.deputy_id) | {"version": found.version}
        case SubjectKind.GROUP:
            return _group(scope, subject_id)
        case Kept.PROGRAMME:
            return programmes.of_programme(scope, subject_id)
        case Kept.COHORT:
            return programmes.of_cohort(scope, subject_id)
        case _:  # what is written of a person is corrected, not taken back
            raise NotFound(N_("There is nothing to take back."))


def of_closure(scope: Scope, closure_id: UUID) -> Standing:
    """Until when a place is closed, and of which group it is."""
    found = db.session.execute(
        select(Occupancy.group_id, Occupancy.ends, Occupancy.released_at).where(
            Occupancy.tenant_id == scope.tenant_id, Occupancy.id == closure_id
        )
    ).one()
    return {name: _plain(value) for name, value in found._asdict().items()}


def _ask(scope: Scope, ask_id: UUID) -> Standing:
    found = requests.lock_ask(scope, ask_id)
    people = _people(found.recipient_responsible_id, found.recipient_deputy_id)
    return people | {"version": found.version, "state": current_state(found).value}


def _request(scope: Scope, request_id: UUID) -> Standing:
    found = requests.lock_request(scope, request_id)
    asks = requests.asks_of(scope, request_id)
    return {
        "version": found.version,
        "paused": found.paused_at is not None,
        "asks_live": any(ask.ended_at is None for ask in asks),
    }


def _group(scope: Scope, group_id: UUID) -> Standing:
    found = availability.own_group(scope, group_id, lock=True)
    return {
        "intake": found.intake,
        "until": _plain(found.intake_until),
        "reason": found.intake_reason,
        "set_at": _plain(found.intake_set_at),
    }


def _people(responsible_id: UUID | None, deputy_id: UUID | None) -> Standing:
    return {"responsible_id": _plain(responsible_id), "deputy_id": _plain(deputy_id)}


def _plain(value: object) -> str | None:
    return None if value is None else str(value)
