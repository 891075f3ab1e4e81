"""What a house does with its programmes: written, shown, paused, closed."""

from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from network.availability.towns import find
from network.programmes import cohorts, queries
from network.programmes.kinds import ProgrammeState
from network.programmes.models import Programme
from network.programmes.naming import keep_name
from network.queue import defer
from network.requests.moves import SEAT_FREED
from tenants import clock
from tenants.database import db
from tenants.errors import N_, Conflict, Invalid
from tenants.roles import Permission, require
from tenants.scope import Scope
from tenants.staffing import check_people

NAME_USED = N_("Your organisation has a programme of this name already.")
# What a member may change of a programme; everything else follows from acts.
CHANGEABLE = frozenset(
    {
        "name",
        "kind",
        "summary",
        "description",
        "audience",
        "age_from",
        "age_to",
        "regions",
        "town",
        "venues",
        "languages",
        "needs",
        "referrers",
        "partners",
        "collaborators",
        "schedule",
        "weeks",
        "price_cents",
        "price_note",
        "waiting_list",
        "list_hours",
        "open_from",
        "responsible_id",
        "deputy_id",
    }
)


class ProgrammeNameTaken(Conflict):
    """Two programmes of a house would be called the same."""

    code = "name_taken"


class NotInThatState(Conflict):
    """The programme is past that step, or not there yet."""

    code = "wrong_state"


def draft(scope: Scope, *, network_id: UUID | None = None, **content: object) -> Programme:
    """A new programme of the scope's tenant, which nobody else sees until it is published.

    Raises NotAllowed, Invalid for what contradicts itself, ProgrammeNameTaken.
    """
    require(scope, Permission.MANAGE_PROGRAMMES)
    _check_name(scope, str(content.get("name", "")), None)
    written = Programme(
        tenant_id=scope.tenant_id,
        network_id=_network(scope, network_id),
        state=ProgrammeState.DRAFT.value,
        **_known(content),
    )
    _settle(scope, written)
    db.session.add(written)
    _keep_name()
    return written


def change(scope: Scope, programme_id: UUID, **changes: object) -> Programme:
    """Change what is said of a programme; only what is in CHANGEABLE.

    Raises NotFound, NotAllowed, Invalid, ProgrammeNameTaken, NotInThatState once it is closed.
    """
    found = _mine(scope, programme_id)
    if "name" in changes:
        _check_name(scope, str(changes["name"]), programme_id)
    for name, value in _known(changes).items():
        setattr(found, name, value)
    _settle(scope, found)
    _keep_name()
    if "list_hours" in changes:
        defer(SEAT_FREED, tenant_id=scope.tenant_id, programme_id=programme_id)
    return _moved(found, ProgrammeState(found.state))


def publish(scope: Scope, programme_id: UUID) -> Programme:
    """Show it in the catalogue; also one that was paused. Raises NotFound, NotAllowed, Invalid
    where nobody answers for it or no cohort has a seat, NotInThatState."""
    found = _mine(scope, programme_id)
    if found.responsible_id is None:
        raise Invalid(N_("Say first who answers for the programme."), "responsible_id")
    if not any(each.seats for each in cohorts.filled_of(scope, programme_id)):
        raise Invalid(N_("Add a cohort with seats first."), "cohorts")
    found.paused_until = None
    defer(SEAT_FREED, tenant_id=scope.tenant_id, programme_id=programme_id)
    return _moved(found, ProgrammeState.PUBLISHED)


def pause(scope: Scope, programme_id: UUID, until: date | None = None) -> Programme:
    """It stays in the catalogue and takes nobody in for a while. `until` is when it is thought to
    go on. Raises NotFound, NotAllowed, Invalid for a day that is not to come, NotInThatState."""
    found = _mine(scope, programme_id)
    if found.state == ProgrammeState.DRAFT:
        raise NotInThatState(N_("A draft is not in the catalogue yet."))
    if until is not None and until <= clock.today():
        raise Invalid(N_("This day must be after today."), "until")
    found.paused_until = until
    return _moved(found, ProgrammeState.PAUSED)


def close(scope: Scope, programme_id: UUID) -> Programme:
    """Take it out of the catalogue for good. Raises NotFound, NotAllowed, SeatsTaken while anybody
    takes part or is promised a seat, NotInThatState."""
    found = _mine(scope, programme_id)
    cohorts.close_all(scope, programme_id)
    return _moved(found, ProgrammeState.CLOSED)


def _mine(scope: Scope, programme_id: UUID) -> Programme:
    found = queries.own_programme(scope, programme_id, lock=True)
    require(scope, Permission.MANAGE_PROGRAMMES)
    if found.state == ProgrammeState.CLOSED:
        raise NotInThatState(N_("This programme is closed."))
    return found


def _moved(found: Programme, state: ProgrammeState) -> Programme:
    found.state = state.value
    found.changed_at = clock.now()
    db.session.flush()
    return found


def _known(content: dict[str, object]) -> dict[str, object]:
    if unknown := content.keys() - CHANGEABLE:
        raise TypeError(f"a programme has no {sorted(unknown)} to change")
    return content


def _settle(scope: Scope, written: Programme) -> None:
    if written.age_from > written.age_to:
        raise Invalid(N_("The youngest age is above the oldest."), "age_from")
    check_people(scope, written.responsible_id, written.deputy_id)
    if written.town:
        town = find(written.town)
        if town is None:
            raise Invalid(N_("We do not know this town. Check its spelling."), "town")
        written.town = town.name


def _check_name(scope: Scope, name: str, programme_id: UUID | None) -> None:
    taken = db.session.scalar(
        select(Programme.id).where(
            Programme.tenant_id == scope.tenant_id, func.lower(Programme.name) == name.lower()
        )
    )
    if taken is not None and taken != programme_id:
        raise ProgrammeNameTaken(NAME_USED, field="name")


def _keep_name() -> None:
    keep_name("uq_programmes_tenant_id_name", ProgrammeNameTaken(NAME_USED, field="name"))


def _network(scope: Scope, chosen: UUID | None) -> UUID:
    if chosen in scope.network_ids:
        return chosen
    if chosen is None and len(scope.network_ids) == 1:
        return scope.network_ids[0]
    raise Invalid(N_("Choose the network in whose catalogue it stands."), "network_id")
