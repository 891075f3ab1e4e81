"""When a tenant works: its deadlines in working days count these hours, whoever sets them."""

from collections.abc import Mapping

from sqlalchemy import delete, select

from network.clocks.models import WorkingHours
from network.clocks.working_time import OFFICE_HOURS, Opening
from tenants.database import db
from tenants.errors import N_, Invalid
from tenants.roles import Permission, require
from tenants.scope import Scope


def given(scope: Scope) -> Mapping[int, Opening]:
    """The hours that the scope's tenant gave, by weekday (Monday is 0); empty if it gave none."""
    rows = db.session.scalars(select(WorkingHours).where(WorkingHours.tenant_id == scope.tenant_id))
    return {row.weekday: (row.opens, row.closes) for row in rows}


def in_force(scope: Scope) -> Mapping[int, Opening]:
    """Those hours, or the usual office hours where it gave none."""
    return given(scope) or OFFICE_HOURS


def keep(scope: Scope, hours: Mapping[int, Opening]) -> None:
    """From now on the tenant works in these hours; with none at all, in the usual ones again.

    What is due already stays due when it was: somebody was told so. Raises NotAllowed, Invalid
    for a day that closes before it opens.
    """
    require(scope, Permission.KEEP_HOURS)
    for weekday, (opens, closes) in hours.items():
        if closes <= opens:
            raise Invalid(N_("A working day ends after it begins."), f"closes_{weekday}")
    db.session.execute(delete(WorkingHours).where(WorkingHours.tenant_id == scope.tenant_id))
    db.session.add_all(
        WorkingHours(tenant_id=scope.tenant_id, weekday=weekday, opens=opens, closes=closes)
        for weekday, (opens, closes) in sorted(hours.items())
    )
    db.session.flush()
