"""What a member answers for, thing by thing, with the way there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import literal, or_, select

from network.duties import work
from network.duties.work import Look, Work
from tenants.database import db
from tenants.roles import Permission, may, require
from tenants.scope import Scope

PAGE = 25


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing: what it is called, when it is if that says more, and where it is looked at."""

    called: str
    at: datetime | None
    path: str


@dataclass(frozen=True, slots=True)
class DutyPage:
    """Some of one kind, and whether there are more after them."""

    kind: str
    rows: Sequence[Duty]
    number: int
    more: bool


def kinds(scope: Scope) -> Sequence[str]:
    """The kinds whose things the scope's member may look at; of others it is told how many."""
    return [one.kind for one in work.all_of(scope) if one.look and may(scope, one.look.needs)]


def listed(scope: Scope, member_id: UUID, kind: str, number: int = 1) -> DutyPage:
    """What `member_id` answers for of that kind, page `number`; nothing of a kind that the scope's
    member may not look at. Raises NotAllowed."""
    require(scope, Permission.HAND_OVER)
    for one in work.all_of(scope):
        if one.kind == kind and one.look is not None and may(scope, one.look.needs):
            return _page(one, one.look, member_id, number)
    return DutyPage(kind, (), number, more=False)


def _page(one: Work, look: Look, member_id: UUID, number: int) -> DutyPage:
    at = literal(None) if look.at is None else look.at
    rows = db.session.execute(
        select(look.called, at, look.id)
        .where(one.open_now, or_(*(part == member_id for part in one.people)))
        .order_by(look.called if look.at is None else look.at, look.id)
        .offset((number - 1) * PAGE)
        .limit(PAGE + 1)
    ).all()
    shown = [Duty(called or "", at, look.path.format(id_)) for called, at, id_ in rows[:PAGE]]
    return DutyPage(one.kind, shown, number, len(rows) > PAGE)
