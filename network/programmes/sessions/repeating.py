"""Sessions that repeat: what a rhythm would come to, planned in one; a day put in afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, time
from uuid import UUID

from sqlalchemy import select

from network.clocks.queries import holidays_named
from network.programmes import queries as programmes
from network.programmes.sessions import booking, planning, queries
from network.programmes.sessions.booking import Clash
from network.programmes.sessions.kinds import SessionKind, SessionState
from network.programmes.sessions.models import ProgrammeSession, SessionSeries
from network.programmes.sessions.recurring import MOST, Rhythm
from tenants import clock
from tenants.database import db
from tenants.errors import N_, Conflict, Invalid
from tenants.roles import Permission, require
from tenants.scope import Scope


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A day of a rhythm on which no session is; `holiday` is why, empty where somebody chose so."""

    day: date
    holiday: str


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a rhythm would come to: the days it meets, those left out, all `holidays` it falls on
    (also where it meets nevertheless), and which of the rooms that are wanted are taken when."""

    days: Sequence[date]
    left_out: Sequence[LeftOut]
    holidays: Sequence[LeftOut]
    clashes: Sequence[Clash]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """How sessions repeat: on some weekdays (Monday is 0; that of the first day if none is named)
    of every `every`th week until a day. Holidays are left out if they are skipped, but for those
    in `nevertheless`; so are the days in `without`."""

    on: date
    until: date
    weekdays: Sequence[int] = ()
    every: int = 1
    skips_holidays: bool = True
    nevertheless: Sequence[date] = ()
    without: Sequence[date] = ()

    def rhythm(self) -> Rhythm:
        weekdays = frozenset(self.weekdays or (self.on.weekday(),))
        return Rhythm(self.on, self.until, weekdays, self.every)

    def holidays(self) -> list[LeftOut]:
        """Those it falls on, where they are skipped at all."""
        named = holidays_named() if self.skips_holidays else {}
        return [LeftOut(day, named[day]) for day in self.rhythm().days() if day in named]

    def split(self) -> tuple[list[date], list[LeftOut]]:
        """The days it meets and those it leaves out. Raises Invalid where there are none."""
        all_days = self.rhythm().days()
        named = holidays_named() if self.skips_holidays else {}
        out = {
            day: LeftOut(day, named.get(day, ""))
            for day in all_days
            if day in self.without or (day in named and day not in self.nevertheless)
        }
        days = [day for day in all_days if day not in out]
        if not days or len(days) > MOST:
            raise Invalid(N_("In this rhythm there is no day until then."), "until")
        return days, list(out.values())


def foresee(
    scope: Scope, cohort_id: UUID, *, begins: time, minutes: int, **said: object
) -> Foreseen:
    """What `repeat` would plan. Raises as `repeat` does, but for RoomTaken: the rooms that are
    taken are told."""
    pattern, terms = _parted(said)
    cohort, told = planning.admit(scope, cohort_id, terms)
    planning.check_days(cohort, pattern.on, pattern.until)
    days, left_out = pattern.split()
    whens = [planning.when_on(day, begins, minutes) for day in days]
    rooms = booking.bookable(scope, told.room_ids)
    clashes = booking.clashes(scope, rooms, whens) if rooms else []
    return Foreseen(days, left_out, pattern.holidays(), clashes)


def repeat(
    scope: Scope, cohort_id: UUID, *, begins: time, minutes: int, **said: object
) -> tuple[SessionSeries, list[ProgrammeSession]]:
    """Sessions from a day on, in a rhythm, for at most a year. All of them are planned, or none.
    `said` are the fields of Pattern and of Terms.

    Raises NotFound, NotAllowed, Invalid, Conflict for a closed cohort, RoomTaken.
    """
    pattern, terms = _parted(said)
    cohort, told = planning.admit(scope, cohort_id, terms)
    planning.check_days(cohort, pattern.on, pattern.until)
    days, left_out = pattern.split()
    whens = [planning.when_on(day, begins, minutes) for day in days]
    series = SessionSeries(
        tenant_id=scope.tenant_id,
        programme_id=cohort.programme_id,
        cohort_id=cohort_id,
        weekdays=sorted(pattern.rhythm().weekdays),
        begins=begins,
        minutes=minutes,
        every=pattern.every,
        starts=pattern.on,
        until=pattern.until,
        skips_holidays=pattern.skips_holidays,
        left_out=[each.day for each in left_out],
    )
    db.session.add(series)
    db.session.flush()
    return series, planning.keep(scope, cohort, told, whens, series.id)


def _parted(said: dict[str, object]) -> tuple[Pattern, dict[str, object]]:
    names = {each.name for each in fields(Pattern)}
    pattern = {name: value for name, value in said.items() if name in names}
    terms = {name: value for name, value in said.items() if name not in names}
    return Pattern(**pattern), terms  # type: ignore[arg-type]


def left_out_of(scope: Scope, series_id: UUID) -> list[LeftOut]:
    """The days of an own series, from today on, that are left out and on which none of its sessions
    was put in since. Raises NotFound."""
    series, _ = queries.series(scope, series_id)
    if not any(day >= clock.today() for day in series.left_out):
        return []
    held, named = _by_day(scope, series_id), holidays_named()
    return [
        LeftOut(day, named.get(day, ""))
        for day in series.left_out
        if day >= clock.today() and day not in held
    ]


def put_in(scope: Scope, session_id: UUID, *, on: date) -> ProgrammeSession:
    """A session on a day that the series of this one left out, as the others are: the same time,
    topic, people, and those of the rooms that can be booked still. Twice is once.

    Raises NotFound, NotAllowed, Invalid for a day that was not left out, Conflict where all others
    are cancelled or the cohort is closed, RoomTaken.
    """
    found = queries.get(scope, session_id)
    require(scope, Permission.RUN_PROGRAMMES)
    programmes.own_cohort(scope, found.cohort_id, lock=True)
    left_out = queries.series(scope, found.series_id)[0].left_out if found.series_id else ()
    if found.series_id is None or on not in left_out:
        raise Invalid(N_("This day was not left out."), "on")
    if made := _by_day(scope, found.series_id).get(on):
        return made
    return _one_more(scope, found.series_id, on)


def _one_more(scope: Scope, series_id: UUID, on: date) -> ProgrammeSession:
    series, like = queries.series(scope, series_id)[0], _like(scope, series_id)
    rooms = booking.still_bookable(scope, queries.booked_for(scope, like.id))
    terms: dict[str, object] = {
        "kind": SessionKind(like.kind),
        "enrolment_id": like.enrolment_id,
        "topic": like.topic,
        "place": like.place,
        "room_ids": [each.id for each in rooms],
        "responsible_id": like.responsible_id,
        "deputy_id": like.deputy_id,
    }
    cohort, told = planning.admit(scope, series.cohort_id, terms)
    planning.check_days(cohort, on, on)
    when = planning.when_on(on, series.begins, series.minutes)
    return planning.keep(scope, cohort, told, [when], series_id)[0]


def _by_day(scope: Scope, series_id: UUID) -> dict[date, ProgrammeSession]:
    found = db.session.scalars(
        select(ProgrammeSession).where(
            ProgrammeSession.tenant_id == scope.tenant_id,
            ProgrammeSession.series_id == series_id,
        )
    )
    return {each.starts_at.astimezone(clock.LOCAL).date(): each for each in found}


def _like(scope: Scope, series_id: UUID) -> ProgrammeSession:
    """The next of the series that is not cancelled, or the last one that was held."""
    found = db.session.scalars(
        select(ProgrammeSession)
        .where(
            ProgrammeSession.tenant_id == scope.tenant_id,
            ProgrammeSession.series_id == series_id,
            ProgrammeSession.state != SessionState.CANCELLED,
        )
        .order_by(ProgrammeSession.starts_at.desc())
        .limit(1)
    ).first()
    if found is None:
        raise Conflict(N_("All its other sessions are cancelled. Plan a single one."))
    return found
