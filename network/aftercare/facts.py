"""What an agreement says on paper."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import select

from network.aftercare import queries
from network.aftercare.agreeing import Plan, plan_of
from network.aftercare.lifecycle import Rhythm
from network.aftercare.models import Aftercare
from tenants.database import db
from tenants.errors import NotFound
from tenants.models import Member
from tenants.roles import Permission, require
from tenants.scope import Scope


@dataclass(frozen=True, slots=True)
class AgreementFacts:
    """Nothing of it tells who the young person is: a name is written on paper by hand. Before
    anything is agreed on there is no day, no rhythm and no plan."""

    house: str
    name: str
    responsible: str
    begins: date | None = None
    planned_end: date | None = None
    rhythm: Rhythm | None = None
    plan: Plan = field(default_factory=Plan)


def of_agreement(scope: Scope, aftercare_id: UUID) -> AgreementFacts:
    """For whoever follows young people of the own house. Raises NotFound, NotAllowed."""
    found = queries.get(scope, aftercare_id)
    if found.tenant_id != scope.tenant_id:
        raise NotFound(queries.NO_AFTERCARE)
    require(scope, Permission.GIVE_AFTERCARE)
    return printed(scope, found)


def printed(scope: Scope, found: Aftercare) -> AgreementFacts:
    """The same of aftercare that the caller may show to whom it shows it."""
    agreed = queries.agreement_of(scope, found.id)
    return AgreementFacts(
        house=scope.tenant_name,
        name=found.reference or found.number,
        responsible=responsible(scope, found),
        begins=found.begins,
        planned_end=found.planned_end,
        rhythm=Rhythm(found.rhythm) if found.rhythm else None,
        plan=plan_of(scope, found, agreed) if agreed else Plan(),
    )


def responsible(scope: Scope, found: Aftercare) -> str:
    """Who of the own house follows somebody, by name; empty where nobody is named."""
    named = select(Member.name).where(
        Member.tenant_id == scope.tenant_id, Member.id == found.responsible_id
    )
    return db.session.scalar(named) or ""
