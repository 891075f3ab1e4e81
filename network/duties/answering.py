"""Who answers for something that is due, and who stands in for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import any_, func, literal, select

from network.aftercare.models import Aftercare
from network.availability.models import Group
from network.clocks.subjects import SubjectKind
from network.legal_bases.models import LegalBasis
from network.notices import queries as notices
from network.own_pages.models import Voice
from network.placements.models import Placement
from network.programmes.models import Enrolment, Programme
from network.records.models import YoungPerson
from network.requests.models import Ask, Request
from tenants import clock
from tenants.database import db
from tenants.models import Member
from tenants.scope import Role, Scope

Named = Request | Placement | Group | YoungPerson | Programme | Enrolment | Aftercare
NAMED: dict[SubjectKind, type[Named]] = {
    SubjectKind.REQUEST: Request,
    SubjectKind.PLACEMENT: Placement,
    SubjectKind.GROUP: Group,
    SubjectKind.FILE: YoungPerson,
    SubjectKind.ENROLMENT: Enrolment,
    SubjectKind.AFTERCARE: Aftercare,
}
STANDING_IN = (Role.HEAD, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class People:
    """Who answers, and who stands in; either may be nobody."""

    responsible: UUID | None
    deputy: UUID | None


def people_of(scope: Scope, kind: SubjectKind, subject_id: UUID) -> People:
    """Whom the scope's tenant has named for it; for an ask or a stay else the group's people."""
    if kind in NAMED:
        return _named(scope, NAMED[kind], subject_id)
    if kind is SubjectKind.LEGAL_BASIS:
        return _of_basis(scope, subject_id)
    if kind is SubjectKind.VOICE:
        return _of_voice(scope, subject_id)
    if kind in (SubjectKind.EMERGENCY, SubjectKind.RIGHTS_REQUEST, SubjectKind.BREACH):
        return People(next(iter(watchers(scope)), None), None)
    return _of_ask(scope, subject_id)


def doers(scope: Scope, people: People) -> Sequence[UUID]:
    """Who is told first: the responsible, with the deputy while the responsible is away; where
    nobody is named, whoever leads the house."""
    if people.responsible is None:
        return leaders(scope)
    if people.deputy and notices.absent(scope, {people.responsible}, clock.today()):
        return (people.responsible, people.deputy)
    return (people.responsible,)


def leaders(scope: Scope) -> Sequence[UUID]:
    """The heads of the scope's tenant, or its administrators if it has no head."""
    for role in STANDING_IN:
        found = with_role(scope, role)
        if found:
            return found
    return ()


def watchers(scope: Scope) -> tuple[UUID, ...]:
    """The data-protection officers of the scope's tenant, or whoever leads it if there is none."""
    return tuple(with_role(scope, Role.DPO) or leaders(scope))


def with_role(scope: Scope, role: Role) -> Sequence[UUID]:
    """Active members of the scope's tenant that hold the role."""
    return db.session.scalars(
        select(Member.id)
        .where(
            Member.tenant_id == scope.tenant_id,
            literal(role.value) == any_(Member.roles),
            Member.deactivated_at.is_(None),
            Member.paused_at.is_(None),
            func.coalesce(Member.until > clock.now(), True),
        )
        .order_by(Member.id)
    ).all()


def _of_ask(scope: Scope, ask_id: UUID) -> People:
    ask = db.session.scalar(select(Ask).where(Ask.id == ask_id))
    if ask is None:
        return People(None, None)
    if ask.tenant_id == scope.tenant_id:
        return _named(scope, Request, ask.request_id)
    if ask.recipient_responsible_id is not None:
        return People(ask.recipient_responsible_id, ask.recipient_deputy_id)
    if ask.programme_id is not None:
        return _named(scope, Programme, ask.programme_id)
    return People(None, None) if ask.group_id is None else _named(scope, Group, ask.group_id)


def _of_basis(scope: Scope, basis_id: UUID) -> People:
    basis = db.session.get(LegalBasis, (scope.tenant_id, basis_id))
    return People(None, None) if basis is None else _named(scope, YoungPerson, basis.person_id)


def _of_voice(scope: Scope, voice_id: UUID) -> People:
    voice = db.session.get(Voice, (scope.tenant_id, voice_id))
    return People(None, None) if voice is None else _named(scope, YoungPerson, voice.person_id)


def _named(scope: Scope, table: type[Named], row_id: UUID) -> People:
    found = db.session.execute(
        select(table.responsible_id, table.deputy_id).where(
            table.tenant_id == scope.tenant_id, table.id == row_id
        )
    ).first()
    return People(None, None) if found is None else People(*found)
