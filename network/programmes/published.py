"""The catalogue as every member of a network may see it: what there is and how many may join,
never who takes part."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text

from network.programmes.kinds import STAGES, PathStage, ProgrammeKind, ProgrammeState
from tenants import clock
from tenants.database import db
from tenants.errors import N_, NotFound
from tenants.scope import Scope

# The columns stand in the order of the fields of PublishedProgramme; the last one is JSON.
COLUMNS = (
    "network_id, tenant_id, tenant_name, tenant_kind, id, name, kind, state, summary, description,"
    " audience, age_from, age_to, regions, town, venues, languages, needs, referrers, partners,"
    " collaborators, schedule, weeks, price_cents, price_note, waiting_list, open_from,"
    " paused_until, changed_at, cohorts"
)
SHOWN = f"SELECT {COLUMNS} FROM published_programmes WHERE network_id = ANY (:networks)"  # noqa: S608 - constants
EVERYTHING, SOME = text(SHOWN + " ORDER BY name, id"), text(SHOWN + " AND id = ANY (:ids)")
PUBLIC = text(f"SELECT {COLUMNS} FROM public_programmes WHERE network_id = :network ORDER BY name")  # noqa: S608 - constants


@dataclass(frozen=True, slots=True)
class OpenCohort:
    """A cohort that one may still see: `seats` there are, `free` of them now."""

    id: UUID
    name: str
    starts: date
    ends: date | None
    enrol_until: date | None
    seats: int
    free: int

    def joinable(self, on: date) -> bool:
        """Whether somebody may still be taken in on the day."""
        last = self.enrol_until or self.ends
        return last is None or on <= last


@dataclass(frozen=True, slots=True)
class PublishedProgramme:
    """A programme of the catalogue."""

    network_id: UUID
    tenant_id: UUID
    tenant_name: str
    tenant_kind: str
    id: UUID
    name: str
    kind: str
    state: str
    summary: str
    description: str
    audience: Sequence[str]
    age_from: int
    age_to: int
    regions: Sequence[str]
    town: str
    venues: Sequence[str]
    languages: Sequence[str]
    needs: Sequence[str]
    referrers: Sequence[str]
    partners: Sequence[str]
    collaborators: Sequence[str]
    schedule: str
    weeks: int | None
    price_cents: int | None
    price_note: str
    waiting_list: bool
    open_from: date | None
    paused_until: date | None
    changed_at: datetime
    cohorts: Sequence[OpenCohort]

    @property
    def stage(self) -> PathStage:
        """Where on the path it stands."""
        return STAGES[ProgrammeKind(self.kind)]

    @property
    def open(self) -> bool:
        """Whether it can be asked for today: shown, not paused, and begun to take people."""
        begun = self.open_from is None or self.open_from <= clock.today()
        return self.state == ProgrammeState.PUBLISHED and begun

    @property
    def free(self) -> int:
        """Seats that can be given today, over all cohorts that one may still join."""
        return sum(each.free for each in self.cohorts if each.joinable(clock.today()))

    @property
    def seats(self) -> int:
        """Seats of all cohorts that one may still join, whether taken or not."""
        return sum(each.seats for each in self.cohorts if each.joinable(clock.today()))


def published_programmes(scope: Scope) -> list[PublishedProgramme]:
    """Every published or paused programme of the scope's networks, by name."""
    return [_programme(row) for row in _read(EVERYTHING, networks=list(scope.network_ids))]


def programmes_by_ids(scope: Scope, ids: Sequence[UUID]) -> dict[UUID, PublishedProgramme]:
    """Those of `ids` that stand in the catalogue, by id."""
    found = _read(SOME, networks=list(scope.network_ids), ids=list(ids))
    return {each.id: each for each in map(_programme, found)}


def published_programme(scope: Scope, programme_id: UUID) -> PublishedProgramme:
    """One of them. Raises NotFound for any other id."""
    found = programmes_by_ids(scope, [programme_id])
    if programme_id not in found:
        raise NotFound(N_("There is no such programme."))
    return found[programme_id]


def public_programmes(network_id: UUID) -> list[PublishedProgramme]:
    """What everybody may read of a network's programmes, without signing in, by name."""
    return [_programme(row) for row in _read(PUBLIC, network=network_id)]


def _read(query: Any, **values: object) -> Sequence[Any]:
    return db.session.connection().execute(query, values).all()


def _programme(row: Sequence[Any]) -> PublishedProgramme:
    *facts, cohorts = row
    return PublishedProgramme(*[*facts, [_cohort(each) for each in cohorts]])


def _cohort(row: Sequence[Any]) -> OpenCohort:
    found, name, starts, ends, enrol_until, seats, free = row
    days = (_day(starts), _day(ends), _day(enrol_until))
    return OpenCohort(UUID(found), name, *days, seats, free)


def _day(written: str | None) -> Any:
    return None if written is None else date.fromisoformat(written)
