"""What a home does with its groups and places. The surface opens and ends the transaction."""

from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from network.availability import extra, places, queries
from network.availability.claims import claim
from network.availability.models import Confirmation, Group, Occupancy
from network.availability.profile import RESTRICTION, ClosureReason, Form, OccupancyKind
from network.availability.taking import check_window
from network.availability.towns import find
from tenants import clock
from tenants.database import db
from tenants.errors import N_, Conflict, Invalid, NotFound
from tenants.roles import Permission, require
from tenants.scope import Scope
from tenants.staffing import check_people

# What a member may change of a group; everything else follows from it.
CHANGEABLE = frozenset(
    {
        "name",
        "form",
        "restriction_level",
        "age_from",
        "age_to",
        "sex",
        "school_levels",
        "legal_groups",
        "needs_taken",
        "needs_asked",
        "needs_not_taken",
        "town",
        "duty_phone",
        "note",
        "admits_from",
        "admits_until",
        "responsible_id",
        "deputy_id",
    }
)


class NameTaken(Conflict):
    """Two groups of a home would be called the same."""

    code = "name_taken"


def open_group(
    scope: Scope,
    *,
    name: str,
    form: str,
    capacity: int,
    network_id: UUID | None = None,
    **profile: object,
) -> Group:
    """A new group of the scope's tenant with `capacity` numbered places, confirmed as of now.

    Without a restriction level it gets that of its form; without a network, the tenant's only one.
    Raises Invalid for a profile that contradicts itself, NameTaken.
    """
    require(scope, Permission.MANAGE_GROUPS)
    _check_name(scope, name, None)
    group = Group(
        tenant_id=scope.tenant_id,
        network_id=_network(scope, network_id),
        name=name,
        form=form,
        **profile,
    )
    _settle(scope, group)
    db.session.add(group)
    db.session.flush()
    places.add_places(scope, group, capacity)
    _confirm(scope, group)
    return group


def change_group(scope: Scope, group_id: UUID, **changes: object) -> Group:
    """Change the profile; only what is in CHANGEABLE, and `capacity`.

    Raises NotFound, NameTaken, Invalid, and PlacesFilled where a smaller capacity would put
    somebody out.
    """
    group = queries.own_group(scope, group_id, lock=True)
    require(scope, Permission.MANAGE_GROUPS)
    capacity = changes.pop("capacity", None)
    if unknown := changes.keys() - CHANGEABLE:
        raise TypeError(f"a group has no {sorted(unknown)} to change")
    if "name" in changes:
        _check_name(scope, str(changes["name"]), group_id)
    for name, value in changes.items():
        setattr(group, name, value)
    _settle(scope, group)
    group.changed_at = clock.now()
    if isinstance(capacity, int):
        places.set_capacity(scope, group, capacity)
    db.session.flush()
    return group


def set_capacity(scope: Scope, group_id: UUID, capacity: int) -> None:
    """Add places, or retire the highest free ones. Raises PlacesFilled if too few are free."""
    group = queries.own_group(scope, group_id, lock=True)
    require(scope, Permission.MANAGE_GROUPS)
    places.set_capacity(scope, group, capacity)
    group.changed_at = clock.now()
    db.session.flush()


def close_group(scope: Scope, group_id: UUID) -> Group:
    """Take a group off the board for good. Raises PlacesFilled while anybody is in it."""
    group = queries.own_group(scope, group_id, lock=True)
    require(scope, Permission.MANAGE_GROUPS)
    extra.end_all(scope, group_id)
    places.set_capacity(scope, group, 0)
    group.closed_at = clock.now()
    db.session.flush()
    return group


def confirm(scope: Scope, group_id: UUID) -> Group:
    """ "Still true": what the board says of this group is right as of now."""
    group = queries.own_group(scope, group_id, lock=True)
    require(scope, Permission.CONFIRM_PLACES)
    _confirm(scope, group)
    return group


def confirm_all(scope: Scope) -> int:
    """ "Still true" for every open group of the scope's tenant; how many they were."""
    require(scope, Permission.CONFIRM_PLACES)
    groups = queries.own_groups(scope, lock=True)
    for group in groups:
        _confirm(scope, group)
    return len(groups)


def close_place(
    scope: Scope,
    group_id: UUID,
    *,
    starts: date,
    ends: date | None,
    reason: ClosureReason,
    number: int | None = None,
) -> Occupancy:
    """Close one place (the given one, or any free one) from `starts` up to, not including, `ends`.

    Raises NoFreePlace if it is filled on one of those days, Invalid if the days are turned round
    or the group has no such place.
    """
    group = queries.own_group(scope, group_id, lock=True)
    require(scope, Permission.MANAGE_CLOSURES)
    if ends is not None and ends <= starts:
        raise Invalid(N_("The closure must end after the day on which it starts."), "ends")
    if number is not None:
        places.check_number(scope, group_id, number)
    closed = claim(
        scope, group_id, kind=OccupancyKind.CLOSURE, starts=starts, ends=ends, number=number
    )
    closed.reason = reason.value
    group.changed_at = clock.now()
    db.session.flush()
    return closed


def open_place(scope: Scope, group_id: UUID, closure_id: UUID) -> None:
    """End a closure today; one that has not begun never was, one that is over stays as it is.
    Raises NotFound."""
    group = queries.own_group(scope, group_id, lock=True)
    closure = db.session.get(Occupancy, (scope.tenant_id, closure_id), with_for_update=True)
    if closure is None or closure.kind != OccupancyKind.CLOSURE or closure.group_id != group_id:
        raise NotFound(N_("There is no such closure."))
    require(scope, Permission.MANAGE_CLOSURES)
    today = clock.today()
    if closure.released_at is not None:
        return
    if closure.starts >= today:
        closure.released_at = clock.now()
    elif closure.ends is None or closure.ends > today:
        closure.ends = today
    group.changed_at = clock.now()
    db.session.flush()


def _confirm(scope: Scope, group: Group) -> None:
    moment = clock.now()
    group.confirmed_at = moment
    group.confirmed_by = scope.member_name or scope.tenant_name
    db.session.add(
        Confirmation(
            tenant_id=scope.tenant_id,
            group_id=group.id,
            member_id=scope.member_id,
            member_name=group.confirmed_by,
            free_places=queries.free_today(scope, group.id),
            created_at=moment,
        )
    )
    db.session.flush()


def _settle(scope: Scope, group: Group) -> None:
    """What follows from the profile, and what it may not be."""
    group.restriction_level = group.restriction_level or RESTRICTION[Form(group.form)]
    check_window(group.admits_from, group.admits_until)
    if group.age_from > group.age_to:
        raise Invalid(N_("The youngest age is above the oldest."), "age_from")
    check_people(scope, group.responsible_id, group.deputy_id)
    stances = [*group.needs_taken, *group.needs_asked, *group.needs_not_taken]
    if len(stances) != len(set(stances)):
        raise Invalid(N_("A need can be taken, asked about or not taken: choose one."), "needs")
    town = find(group.town)
    if town is None:
        raise Invalid(N_("We do not know this town. Check its spelling."), "town")
    group.town, group.latitude, group.longitude = town.name, town.latitude, town.longitude


def _check_name(scope: Scope, name: str, group_id: UUID | None) -> None:
    taken = db.session.scalar(
        select(Group.id).where(
            Group.tenant_id == scope.tenant_id, func.lower(Group.name) == name.lower()
        )
    )
    if taken is not None and taken != group_id:
        raise NameTaken(N_("Your organisation has a group of this name already."), field="name")


def _network(scope: Scope, chosen: UUID | None) -> UUID:
    """The network that was chosen, or the only one there is."""
    if chosen in scope.network_ids:
        return chosen
    if chosen is None and len(scope.network_ids) == 1:
        return scope.network_ids[0]
    raise Invalid(N_("Choose the network on whose board the group stands."), "network_id")
