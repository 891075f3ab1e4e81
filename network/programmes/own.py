"""A house's own programmes as the catalogue would show them, also those that nobody else sees."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from network.programmes import queries
from network.programmes.kinds import ProgrammeState
from network.programmes.models import Cohort, Programme
from network.programmes.published import OpenCohort, PublishedProgramme
from network.programmes.search import alphabetical
from tenants.database import db
from tenants.scope import Scope

FACTS = (
    *("network_id", "tenant_id", "id", "name", "kind", "state", "summary", "description"),
    *("audience", "age_from", "age_to", "regions", "town", "venues", "languages", "needs"),
    *("referrers", "partners", "collaborators", "schedule", "weeks", "price_cents", "price_note"),
    *("waiting_list", "open_from", "paused_until", "changed_at"),
)


def all_of(scope: Scope) -> list[PublishedProgramme]:
    """Every programme the scope's tenant has ever written, by name, closed ones last."""
    return [shown for _, shown in rows_of(scope)]


def rows_of(scope: Scope) -> list[tuple[Programme, PublishedProgramme]]:
    """The same, each beside what is kept of it."""
    rows = db.session.scalars(select(Programme).where(Programme.tenant_id == scope.tenant_id))
    found = sorted(rows, key=_place)
    return list(zip(found, _shown(scope, found), strict=True))


def one(scope: Scope, programme_id: UUID) -> PublishedProgramme:
    """One of them. Raises NotFound."""
    return _shown(scope, [queries.own_programme(scope, programme_id)])[0]


def _place(programme: Programme) -> tuple[bool, str, UUID]:
    closed = programme.state == ProgrammeState.CLOSED
    return closed, alphabetical(programme.name), programme.id


def _shown(scope: Scope, programmes: Sequence[Programme]) -> list[PublishedProgramme]:
    cohorts = _cohorts(scope, [each.id for each in programmes])
    return [
        PublishedProgramme(
            tenant_name=scope.tenant_name,
            tenant_kind=str(scope.kind),
            cohorts=cohorts[each.id],
            **{name: getattr(each, name) for name in FACTS},
        )
        for each in programmes
    ]


def _cohorts(scope: Scope, programme_ids: Sequence[UUID]) -> dict[UUID, list[OpenCohort]]:
    """Those that are not closed, by their programme, in the order in which they begin."""
    found = db.session.scalars(
        select(Cohort)
        .where(
            Cohort.tenant_id == scope.tenant_id,
            Cohort.programme_id.in_(programme_ids),
            Cohort.closed_at.is_(None),
        )
        .order_by(Cohort.starts, Cohort.name)
    ).all()
    filled = queries.filled(scope, [each.id for each in found])
    shown: dict[UUID, list[OpenCohort]] = defaultdict(list)
    for each in found:
        taken = filled[each.id]
        days = (each.starts, each.ends, each.enrol_until)
        shown[each.programme_id].append(
            OpenCohort(each.id, each.name, *days, taken.seats, taken.free)
        )
    return shown
