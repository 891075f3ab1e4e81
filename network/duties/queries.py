"""What a member is responsible or deputy for."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from uuid import UUID

from sqlalchemy import Select, and_, func, literal, or_, select, union, union_all

from network.aftercare.models import Aftercare
from network.availability.models import Group
from network.duties import work
from network.legal_bases.models import LegalBasis
from network.own_pages.models import Voice
from network.placements.models import Placement
from network.programmes.models import Enrolment, Programme
from network.records.models import YoungPerson
from network.requests.models import Ask, Request
from tenants.database import db
from tenants.gaps import IDS, US, filled
from tenants.models import Member
from tenants.roles import Permission, require
from tenants.scope import Scope

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Duties:
    """How many open things of each kind a member answers for."""

    groups: int = 0
    requests: int = 0
    asks: int = 0
    placements: int = 0
    programmes: int = 0
    enrolments: int = 0
    sessions: int = 0
    cases: int = 0
    files: int = 0
    aftercare: int = 0

    @property
    def total(self) -> int:
        return sum(asdict(self).values())


@dataclass(frozen=True, slots=True)
class AnsweringPage:
    """Some members with what they answer for, and whether there are more after them."""

    rows: Sequence[tuple[Member, Duties]]
    number: int
    more: bool


def answering(scope: Scope, number: int = 1) -> AnsweringPage:
    """Everybody of the scope's tenant who was not deactivated, by name, and what they answer for;
    also whose last day is over: their work waits to be handed over. Raises NotAllowed."""
    require(scope, Permission.HAND_OVER)
    found = db.session.scalars(
        select(Member)
        .where(Member.tenant_id == scope.tenant_id, Member.deactivated_at.is_(None))
        .order_by(func.lower(Member.name), Member.id)
        .offset((number - 1) * A_PAGE)
        .limit(A_PAGE + 1)
    ).all()
    shown = found[:A_PAGE]
    duties = of_members(scope, [member.id for member in shown])
    rows = [(member, duties[member.id]) for member in shown]
    return AnsweringPage(rows, number, len(found) > A_PAGE)


def of_member(scope: Scope, member_id: UUID) -> Duties:
    """What `member_id` of the scope's tenant is responsible or deputy for now."""
    return of_members(scope, [member_id])[member_id]


def of_members(scope: Scope, member_ids: Collection[UUID]) -> dict[UUID, Duties]:
    """The same for several members, asked in one question."""
    parts = union_all(
        *(
            select(literal(each.kind).label("kind"), part.label("member_id")).where(
                each.open_now, part.in_(member_ids)
            )
            for each in work.all_of(scope)
            for part in each.people
        )
    ).subquery()
    found = db.session.execute(
        select(parts.c.member_id, parts.c.kind, func.count()).group_by(
            parts.c.member_id, parts.c.kind
        )
    )
    counts: dict[UUID, dict[str, int]] = {member_id: {} for member_id in member_ids}
    for member_id, kind, count in found:
        counts[member_id][kind] = count
    return {member_id: Duties(**each) for member_id, each in counts.items()}


def mine_among(scope: Scope, ids: Iterable[UUID]) -> set[UUID]:
    """Which of these requests, asks, placements, groups, files, programmes, enrolments, legal
    bases, voices and aftercare the scope's member answers for; an ask of an own request is the
    request's, a basis or voice its file's."""
    wanted, me = list(ids), scope.member_id
    if not wanted:
        return set()
    parts = [
        select(table.id).where(
            table.tenant_id == scope.tenant_id,
            table.id.in_(wanted),
            or_(table.responsible_id == me, table.deputy_id == me),
        )
        for table in (Request, Placement, Group, YoungPerson, Aftercare, Programme, Enrolment)
    ]
    others = (
        _received_asks(scope, wanted),
        _sent_asks(scope, wanted),
        _bases(scope, wanted),
        _voices(scope, wanted),
    )
    return set(db.session.scalars(union(*parts, *others)))


def _received_asks(scope: Scope, wanted: list[UUID]) -> Select[UUID]:
    me = scope.member_id
    return select(Ask.id).where(
        Ask.recipient_id == scope.tenant_id,
        Ask.id.in_(wanted),
        or_(Ask.recipient_responsible_id == me, Ask.recipient_deputy_id == me),
    )


def _sent_asks(scope: Scope, wanted: list[UUID]) -> Select[UUID]:
    me, of = scope.member_id, Request
    return (
        select(Ask.id)
        .join(of, and_(of.tenant_id == Ask.tenant_id, of.id == Ask.request_id))
        .where(Ask.tenant_id == scope.tenant_id, Ask.id.in_(wanted))
        .where(or_(of.responsible_id == me, of.deputy_id == me))
    )


def _bases(scope: Scope, wanted: list[UUID]) -> Select[UUID]:
    me, of = scope.member_id, YoungPerson
    return (
        select(LegalBasis.id)
        .join(of, and_(of.tenant_id == LegalBasis.tenant_id, of.id == LegalBasis.person_id))
        .where(LegalBasis.tenant_id == scope.tenant_id, LegalBasis.id.in_(wanted))
        .where(or_(of.responsible_id == me, of.deputy_id == me))
    )


def _voices(scope: Scope, wanted: list[UUID]) -> Select[UUID]:
    me, of = scope.member_id, YoungPerson
    return (
        select(Voice.id)
        .join(of, and_(of.tenant_id == Voice.tenant_id, of.id == Voice.person_id))
        .where(Voice.tenant_id == scope.tenant_id, Voice.id.in_(wanted))
        .where(or_(of.responsible_id == me, of.deputy_id == me))
    )


def names_of(scope: Scope, member_ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """What the members of the scope's tenant among `member_ids` are called, also former ones."""
    wanted = {member_id for member_id in member_ids if member_id is not None}
    if not wanted:
        return {}
    found = db.session.execute(_NAMES, filled(scope, ids=list(wanted)))
    return {member_id: name for member_id, name in found}


_NAMES = select(Member.id, Member.name).where(Member.tenant_id == US, Member.id.in_(IDS))
