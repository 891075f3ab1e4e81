"""Declines that speak against what a group says of itself: then one of the two should change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from network.availability.models import Group
from network.availability.profile import Need
from network.requests.beside import DeclineReason
from network.requests.lifecycle import AskState
from network.requests.models import Ask
from tenants import clock
from tenants.database import db
from tenants.scope import Scope

REMEMBERED = timedelta(days=30)
# Which need a group cannot meet that declines with this reason.
NEEDS = {
    "health": Need.HEALTH_CARE,
    "disability": Need.PHYSICAL_DISABILITY,
    "addiction": Need.SUBSTANCE_USE,
    "night_supervision": Need.NIGHT_SUPERVISION,
}


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A decline, by the number of its ask, and the part of the profile it speaks against; `need`
    where that is a certain one."""

    ask_id: UUID
    number: str
    reason: str
    part: str
    need: Need | None


def of_group(scope: Scope, group_id: UUID) -> Sequence[Contradiction]:
    """What an own group has declined in the last thirty days although its profile takes it, the
    latest of each reason first. It goes when the profile says so, or was changed since."""
    group = db.session.get(Group, (scope.tenant_id, group_id))
    if group is None:
        return []
    found = db.session.execute(
        select(Ask.id, Ask.number, Ask.end_reason, Ask.ended_at, DeclineReason.contradicts)
        .join(DeclineReason, DeclineReason.code == Ask.end_reason)
        .where(
            Ask.recipient_id == scope.tenant_id,
            Ask.group_id == group_id,
            Ask.state == AskState.DECLINED,
            Ask.ended_at > clock.now() - REMEMBERED,
            DeclineReason.contradicts.is_not(None),
        )
        .order_by(Ask.ended_at.desc())
    )
    by_reason: dict[str, Contradiction] = {}
    for ask_id, number, reason, ended_at, part in found:
        need = NEEDS.get(reason)
        stands = _takes(group, need) if need else ended_at and group.changed_at <= ended_at
        if stands:
            by_reason.setdefault(reason, Contradiction(ask_id, number, reason, part or "", need))
    return list(by_reason.values())


def _takes(group: Group, need: Need) -> bool:
    """Whether somebody with this need would be led to the group without a word."""
    return need not in (*group.needs_not_taken, *group.needs_asked)
