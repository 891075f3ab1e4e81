"""Finding a thing by its number, its reference, or the name of a group, a programme or a house."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from uuid import UUID

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, select

from network.aftercare.models import Aftercare
from network.availability.published import PublishedGroup, published_groups
from network.availability.spelling import plain
from network.placements.models import Placement
from network.programmes.models import Enrolment
from network.programmes.published import PublishedProgramme, published_programmes
from network.requests import permitted
from network.requests.models import Ask, Request
from tenants.database import db
from tenants.roles import Permission, may
from tenants.scope import Scope

MOST = 10  # of each kind
SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Hit:
    """A request, an ask, a stay, an enrolment or aftercare that is called so."""

    id: UUID
    number: str
    beside: str


@dataclass(frozen=True, slots=True)
class Found:
    """What goes by the words that were typed; of each kind at most MOST, the newest first."""

    requests: Sequence[Hit] = ()
    asks: Sequence[Hit] = ()
    placements: Sequence[Hit] = ()
    enrolments: Sequence[Hit] = ()
    aftercares: Sequence[Hit] = ()
    programmes: Sequence[PublishedProgramme] = ()
    groups: Sequence[PublishedGroup] = ()

    def __bool__(self) -> bool:
        return any(getattr(self, each.name) for each in fields(self))


def find(scope: Scope, typed: str) -> Found:
    """What begins with that number or reference, and what there is of that name: groups and
    programmes, by their own name or that of their house.

    Each kind only for whom its pages are open. Nothing for fewer than two letters.
    """
    beginning = typed.strip()
    if len(beginning) < SHORTEST:
        return Found()
    return Found(
        requests=_requests(scope, beginning),
        asks=_asks(scope, beginning),
        placements=_placements(scope, beginning),
        enrolments=_enrolments(scope, beginning),
        aftercares=_aftercares(scope, beginning),
        programmes=_programmes(scope, beginning),
        groups=_groups(scope, beginning),
    )


def _requests(scope: Scope, beginning: str) -> Sequence[Hit]:
    if not permitted.sends(scope):
        return ()
    return _hits(
        select(Request.id, Request.number, Request.file_reference).where(
            Request.tenant_id == scope.tenant_id,
            _begins(Request.number, beginning) | _begins(Request.file_reference, beginning),
        ),
        Request.id,
    )


def _asks(scope: Scope, beginning: str) -> Sequence[Hit]:
    if not permitted.receives(scope):
        return ()
    return _hits(
        select(Ask.id, Ask.number, Ask.group_name).where(
            Ask.recipient_id == scope.tenant_id, _begins(Ask.number, beginning)
        ),
        Ask.id,
    )


def _placements(scope: Scope, beginning: str) -> Sequence[Hit]:
    if not may(scope, Permission.SEE_HOUSE):
        return ()
    return _hits(
        select(Placement.id, Placement.reference, Placement.number).where(
            Placement.tenant_id == scope.tenant_id,
            _begins(Placement.reference, beginning) | _begins(Placement.number, beginning),
        ),
        Placement.id,
    )


def _enrolments(scope: Scope, beginning: str) -> Sequence[Hit]:
    if not may(scope, Permission.RUN_PROGRAMMES):
        return ()
    return _hits(
        select(Enrolment.id, Enrolment.reference, Enrolment.number).where(
            Enrolment.tenant_id == scope.tenant_id,
            _begins(Enrolment.reference, beginning) | _begins(Enrolment.number, beginning),
        ),
        Enrolment.id,
    )


def _aftercares(scope: Scope, beginning: str) -> Sequence[Hit]:
    if not may(scope, Permission.GIVE_AFTERCARE):
        return ()
    return _hits(
        select(Aftercare.id, Aftercare.reference, Aftercare.number).where(
            Aftercare.tenant_id == scope.tenant_id,
            _begins(Aftercare.reference, beginning) | _begins(Aftercare.number, beginning),
        ),
        Aftercare.id,
    )


def _programmes(scope: Scope, typed: str) -> Sequence[PublishedProgramme]:
    wanted = plain(typed)
    if not wanted:
        return ()
    named = (
        each
        for each in published_programmes(scope)
        if wanted in plain(f"{each.name} {each.tenant_name} {each.town}")
    )
    return sorted(named, key=lambda each: (each.name, each.tenant_name))[:MOST]


def _groups(scope: Scope, typed: str) -> Sequence[PublishedGroup]:
    wanted = plain(typed)
    if not wanted:
        return ()
    named = (
        group
        for group in published_groups(scope)
        if wanted in plain(f"{group.name} {group.tenant_name} {group.town}")
    )
    return sorted(named, key=lambda group: (group.tenant_name, group.name))[:MOST]


def _begins(column: SQLColumnExpression[str], beginning: str) -> ColumnElement[bool]:
    # Of all that tells a beginning, only this is leakproof, so that it may use an index.
    return column.op("^@", is_comparison=True)(beginning)


def _hits(wanted: Select[UUID, str, str], newest: SQLColumnExpression[UUID]) -> Sequence[Hit]:
    found = db.session.execute(wanted.order_by(newest.desc()).limit(MOST))
    return [Hit(*row) for row in found]
