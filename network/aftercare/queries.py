"""How either side looks at aftercare; what is the home's own, the home alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select

from network.aftercare.lifecycle import LIVE, AftercareState
from network.aftercare.models import (
    Aftercare,
    AftercareAgreement,
    AftercareContact,
    AftercareEvaluation,
    AftercareStep,
)
from network.aftercare.ways import ContactWay
from network.requests.lists import PAGE, Page
from network.words import door
from tenants import clock
from tenants.database import db
from tenants.errors import N_, NotFound
from tenants.models import Tenant
from tenants.scope import Scope

NO_AFTERCARE = N_("There is no such aftercare.")
CONTACTS = 10  # a page of contacts
LOOKED_AT = timedelta(days=2 * 366)  # until after the last look-back


def get(scope: Scope, aftercare_id: UUID) -> Aftercare:
    """Aftercare of the own house, or after a stay that one asked for. Raises NotFound."""
    return _seen(scope, db.session.scalar(select(Aftercare).where(Aftercare.id == aftercare_id)))


def lock(scope: Scope, aftercare_id: UUID) -> Aftercare:
    """Aftercare of the own house as it is now, and ours until the transaction ends. Raises
    NotFound, also for whoever asked: seeing it gives nobody a hand in it."""
    found = db.session.scalar(
        select(Aftercare)
        .where(Aftercare.tenant_id == scope.tenant_id, Aftercare.id == aftercare_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return _seen(scope, found)


def of_placement(scope: Scope, placement_id: UUID) -> Aftercare | None:
    """What came after a stay, if it was proposed."""
    found = db.session.scalar(select(Aftercare).where(Aftercare.placement_id == placement_id))
    sides = (found.tenant_id, found.asker_id) if found else ()
    return found if scope.tenant_id in sides else None


@dataclass(frozen=True, slots=True)
class Listed:
    """Aftercare with the name of the home, and to the home the day of the last contact."""

    aftercare: Aftercare
    home: str
    last_on: date | None = None


def listed(
    scope: Scope,
    *,
    ours: bool,
    states: Sequence[AftercareState] = tuple(AftercareState),
    before: UUID | None = None,
) -> Page[Listed]:
    """A page of it, the newest first: of the own house, or after stays that one asked for."""
    side = Aftercare.tenant_id if ours else Aftercare.asker_id
    chosen = (
        select(Aftercare, Tenant.name)
        .join(Tenant, Tenant.id == Aftercare.tenant_id)
        .where(side == scope.tenant_id, Aftercare.state.in_(states))
    )
    if before is not None:
        chosen = chosen.where(Aftercare.id < before)
    rows = db.session.execute(chosen.order_by(Aftercare.id.desc()).limit(PAGE + 1)).all()
    last = _last_days(scope, [found.id for found, _ in rows]) if ours else {}
    told = [Listed(found, home, last.get(found.id)) for found, home in rows[:PAGE]]
    return Page(told, told[-1].aftercare.id if len(rows) > PAGE else None)


def _last_days(scope: Scope, ids: Sequence[UUID]) -> Mapping[UUID, date]:
    of = AftercareContact
    found = db.session.execute(
        select(of.aftercare_id, func.max(of.on_day))
        .where(
            of.tenant_id == scope.tenant_id, of.aftercare_id.in_(ids), of.way != ContactWay.MISSED
        )
        .group_by(of.aftercare_id)
    )
    return {aftercare_id: day for aftercare_id, day in found}


def followed(scope: Scope) -> ColumnElement[bool]:
    """What somebody of the own house goes on answering for: what is proposed or agreed on, and
    whoever left within two years, whom the house still looks at."""
    left_lately = Aftercare.left_on > clock.today() - LOOKED_AT
    return and_(Aftercare.tenant_id == scope.tenant_id, or_(Aftercare.state.in_(LIVE), left_lately))


def steps_of(found: Aftercare) -> Sequence[AftercareStep]:
    """What was done, for both sides, oldest first."""
    return db.session.scalars(
        select(AftercareStep)
        .where(AftercareStep.tenant_id == found.tenant_id, AftercareStep.aftercare_id == found.id)
        .order_by(AftercareStep.id)
    ).all()


def agreement_of(scope: Scope, aftercare_id: UUID) -> AftercareAgreement | None:
    """What was agreed on in the own house."""
    return db.session.get(AftercareAgreement, (scope.tenant_id, aftercare_id))


def contacts_of(
    scope: Scope, aftercare_id: UUID, *, before: UUID | None = None
) -> Page[AftercareContact]:
    """Contacts of the own house, as they were written down, the newest first."""
    of = AftercareContact
    chosen = select(of).where(of.tenant_id == scope.tenant_id, of.aftercare_id == aftercare_id)
    if before is not None:
        chosen = chosen.where(of.id < before)
    rows = db.session.scalars(chosen.order_by(of.id.desc()).limit(CONTACTS + 1)).all()
    return Page(rows[:CONTACTS], rows[CONTACTS - 1].id if len(rows) > CONTACTS else None)


def evaluations_of(scope: Scope, aftercare_id: UUID) -> Sequence[AftercareEvaluation]:
    """How somebody fares later, as the own house wrote it down; three at most."""
    of = AftercareEvaluation
    return db.session.scalars(
        select(of)
        .where(of.tenant_id == scope.tenant_id, of.aftercare_id == aftercare_id)
        .order_by(of.id)
    ).all()


def said(
    scope: Scope, found: Aftercare, rows: Sequence[AftercareContact | AftercareEvaluation]
) -> dict[UUID, str]:
    """What was written with each of them, by its id."""
    if not any(one.words for one in rows):
        return dict.fromkeys((one.id for one in rows), "")
    words = door.about(scope, found.placement_id)
    return {one.id: words.of(one, "words") for one in rows}


def _seen(scope: Scope, found: Aftercare | None) -> Aftercare:
    if found is None or scope.tenant_id not in (found.tenant_id, found.asker_id):
        raise NotFound(NO_AFTERCARE)
    return found
