"""What a home says of its intake, beside the number of its free places."""

from datetime import date
from uuid import UUID

from network.availability import queries, window
from network.availability.intake import Intake
from network.availability.models import Group
from network.availability.profile import ClosureReason
from tenants import clock
from tenants.database import db
from tenants.errors import N_, Invalid
from tenants.roles import Permission, require
from tenants.scope import Scope


def set_intake(
    scope: Scope,
    group_id: UUID,
    *,
    intake: Intake,
    until: date | None = None,
    reason: ClosureReason | None = None,
) -> Group:
    """How an own group takes somebody in, up to (not including) a day; open needs no end.

    Raises NotFound, NotAllowed, Invalid for a day that is not to come, for a closed intake without
    a reason.
    """
    group = queries.own_group(scope, group_id, lock=True)
    require(scope, Permission.MANAGE_CLOSURES)
    if intake is Intake.OPEN:
        until = reason = None
    if until is not None and until <= clock.today():
        raise Invalid(N_("This day must be after today."), "until")
    if intake is Intake.CLOSED and reason is None:
        raise Invalid(N_("Say why the group takes nobody in."), "reason")
    group.intake, group.intake_until = intake.value, until
    group.intake_reason = reason.value if reason and intake is Intake.CLOSED else ""
    group.intake_by = scope.member_name or scope.tenant_name
    group.intake_set_at = group.changed_at = clock.now()
    db.session.flush()
    return group


def check_window(first: str | None, last: str | None) -> None:
    """Raise Invalid unless both ends of a part of the year are given, or neither; each is a day
    that there is in some year."""
    for name, written, other in (("admits_from", first, last), ("admits_until", last, first)):
        if other and not written:
            raise Invalid(N_("Give both the first and the last day, or neither."), name)
        if written:
            _check_day(name, written)


def _check_day(name: str, written: str) -> None:
    try:
        window.read(written)
    except ValueError:
        raise Invalid(N_("Enter a day and a month such as 25. 8."), name) from None
