"""The own house at a glance: who is on which place until when, and what is due for whom."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select

from network.availability.models import Group
from network.availability.queries import own_groups
from network.clocks import queries as clocks
from network.clocks.queries import ClockState, Due
from network.placements import queries
from network.placements.lifecycle import PlacementState
from network.placements.models import Absence, LeavingHint, LegalState, Placement
from network.placements.reasons import LEAVES, LeavingSign, Presence
from tenants import clock
from tenants.database import db
from tenants.scope import Scope

AHEAD = timedelta(days=90)
A_MONTH, A_YEAR = timedelta(days=30), timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Line:
    """One stay of the house, with everything its line shows."""

    placement: Placement
    group_name: str
    place: int
    overstays: bool
    absence: Absence | None = None
    measure: LegalState | None = None
    hint: LeavingHint | None = None
    due: Sequence[Due] = ()

    @property
    def presence(self) -> Presence:
        if self.placement.state == PlacementState.EXPECTED:
            return Presence.EXPECTED
        if self.absence is None or self.absence.begins_at > clock.now():
            return Presence.PRESENT
        return Presence.ON_LEAVE if self.absence.kind in LEAVES else Presence.AWAY

    @property
    def soon(self) -> list[Due]:
        """What is due within a month, or was."""
        last = clock.now() + A_MONTH
        return [one for one in self.due if one.clock.due_at <= last]

    @property
    def overdue(self) -> bool:
        """Something was not done in time, or somebody has outstayed without anybody's leave."""
        until = self.placement.overstay_until
        allowed = until is not None and until > clock.today()
        return (self.overstays and not allowed) or any(
            one.state is ClockState.MISSED for one in self.due
        )

    @property
    def leavings(self) -> list[tuple[date, LeavingSign]]:
        """On which days this one may leave, by what sign, the soonest first."""
        hint = self.hint
        signs = (
            (self.placement.planned_end, LeavingSign.PLANNED_END),
            (self.measure.ends if self.measure else None, LeavingSign.MEASURE_END),
            (hint.majority_on if hint else None, LeavingSign.MAJORITY),
            (hint.school_until if hint else None, LeavingSign.SCHOOL_END),
        )
        return sorted((day, sign) for day, sign in signs if day is not None)


@dataclass(frozen=True, slots=True)
class InGroup:
    """A group and its stays, overdue first, then by place."""

    group: Group
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class House:
    """The groups of the house, and how many left for somewhere outside the network in a year."""

    groups: Sequence[InGroup] = ()
    left_network: int = 0
    lines: Sequence[Line] = field(default=())

    @property
    def away(self) -> list[Line]:
        """Who is not in the house now, whoever is due first."""
        gone = [one for one in self.lines if one.presence in (Presence.ON_LEAVE, Presence.AWAY)]
        return sorted(gone, key=lambda one: _back_by(one.absence))

    @property
    def leavings(self) -> list[tuple[date, LeavingSign, Line]]:
        """What is planned or to be expected in the next ninety days, what is past first."""
        last = clock.today() + AHEAD
        found = [(day, sign, one) for one in self.lines for day, sign in one.leavings]
        soon = [each for each in found if each[0] <= last]
        return sorted(soon, key=lambda each: (each[0], each[2].place))

    @property
    def due(self) -> list[tuple[Due, Line]]:
        """Everything that is due in the house, the soonest first."""
        found = [(due, one) for one in self.lines for due in one.due]
        return sorted(found, key=lambda each: each[0].clock.due_at)


def house(scope: Scope, group_id: UUID | None = None) -> House:
    """The scope's own house, or one group of it; in as many queries as for one stay."""
    groups = [one for one in own_groups(scope) if group_id in (None, one.id)]
    lines = list(_lines(scope, [one.id for one in groups]))
    by_group: dict[UUID, list[Line]] = {one.id: [] for one in groups}
    for line in sorted(lines, key=lambda one: (not one.overdue, one.place)):
        by_group[line.placement.group_id].append(line)
    grouped = [InGroup(group, by_group[group.id]) for group in groups]
    return House(grouped, _left_network(scope), lines)


def _lines(scope: Scope, group_ids: Sequence[UUID]) -> Iterator[Line]:
    rows = queries.live_in(scope, group_ids)
    ids = [row.placement.id for row in rows]
    away, measures, hints = _away(scope, ids), _measures(scope, ids), _hints(scope, ids)
    due = clocks.of_subjects(scope, ids)
    for row in rows:
        id_ = row.placement.id
        running = [one for one in due[id_] if not clocks.ended(one.clock)]
        yield Line(
            row.placement,
            row.group_name,
            row.place,
            row.overstays,
            absence=away.get(id_),
            measure=measures.get(id_),
            hint=hints.get(id_),
            due=sorted(running, key=lambda one: one.clock.due_at),
        )


def _away(scope: Scope, ids: Sequence[UUID]) -> Mapping[UUID, Absence]:
    found = db.session.scalars(
        select(Absence).where(
            Absence.tenant_id == scope.tenant_id,
            Absence.placement_id.in_(ids),
            Absence.ended_at.is_(None),
        )
    )
    return {one.placement_id: one for one in found}


def _measures(scope: Scope, ids: Sequence[UUID]) -> Mapping[UUID, LegalState]:
    found = db.session.scalars(
        select(LegalState)
        .where(LegalState.tenant_id == scope.tenant_id, LegalState.placement_id.in_(ids))
        .order_by(LegalState.id)
    )
    return {one.placement_id: one for one in found}


def _hints(scope: Scope, ids: Sequence[UUID]) -> Mapping[UUID, LeavingHint]:
    found = db.session.scalars(
        select(LeavingHint).where(
            LeavingHint.tenant_id == scope.tenant_id, LeavingHint.placement_id.in_(ids)
        )
    )
    return {one.placement_id: one for one in found}


def _left_network(scope: Scope) -> int:
    """Leakage: who left this house within a year for a place outside the network."""
    return (
        db.session.scalar(
            select(func.count()).where(
                Placement.tenant_id == scope.tenant_id,
                Placement.outside.is_not(None),
                Placement.left_on > clock.today() - A_YEAR,
            )
        )
        or 0
    )


def _back_by(absence: Absence | None) -> tuple[bool, datetime]:
    until = absence.until_at if absence else None
    return (until is not None, until or clock.now())
