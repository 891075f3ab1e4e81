"""Every working morning: is what the board says of the groups still true?"""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import func, select

from network.availability.models import Group
from network.clocks.queries import working_time
from network.clocks.subjects import SubjectKind
from network.duties import answering
from network.jobs.registry import job, keeping_house, rounds
from network.notices.actions import tell
from network.notices.kinds import NoticeKind
from network.queue import defer
from tenants import clock
from tenants.caretaking import all_tenants
from tenants.database import db, transaction
from tenants.isolation import acting_as
from tenants.roles import HOMES
from tenants.scope import Scope

REMIND = "remind"
AT = 7  # o'clock, by the wall clock; half an hour before the usual digest
EITHER = "0 5,6 * * *"  # seven o'clock is one of these in UTC, in summer or in winter
CONFIRMED_WITHIN = timedelta(hours=24)


@rounds("morning", EITHER)
def morning() -> None:
    """Remind every organisation at seven; at the other hour of the round it is not seven."""
    if clock.now().astimezone(clock.LOCAL).hour != AT:
        return
    tenants = all_tenants()
    with acting_as(Scope.steward()), transaction():
        for tenant_id in tenants:
            defer(REMIND, tenant_id=tenant_id)


@job(REMIND)
def remind(tenant_id: str) -> None:
    """Tell whoever answers for a group that was not confirmed within a day; once a day, on days
    on which the house works."""
    with keeping_house(tenant_id) as scope:
        if scope.kind not in HOMES or working_time(scope.tenant_id).opening(clock.today()) is None:
            return
        for group in _unconfirmed(scope):
            people = answering.people_of(scope, SubjectKind.GROUP, group.id)
            tell(
                scope,
                answering.doers(scope, people),
                NoticeKind.STILL_TRUE,
                number=group.name,
                path=f"/groups/{group.id}",
                once=f"{NoticeKind.STILL_TRUE} {group.id} {clock.today()}",
                subject_id=group.id,
            )


def _unconfirmed(scope: Scope) -> Sequence[Group]:
    return db.session.scalars(
        select(Group)
        .where(
            Group.tenant_id == scope.tenant_id,
            Group.closed_at.is_(None),
            func.coalesce(Group.confirmed_at < clock.now() - CONFIRMED_WITHIN, True),
        )
        .order_by(Group.name)
    ).all()
