"""People take part in the demo's programmes: whoever came before the months that are lived through
is entered at once, policies and triggers on; from then on each comes and goes by the real acts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from random import Random
from uuid import UUID

from sqlalchemy import select

from network.demo.afterwards import Answer, answers
from network.demo.diary import played_by, tried_by
from network.demo.houses import World
from network.demo.lives import Life
from network.programmes import ending, enrolling, following
from network.programmes.following import EnrolmentOutcome
from network.programmes.kinds import ProgrammeKind, SeatUse
from network.programmes.lifecycle import MOVES, EnrolmentState
from network.programmes.models import Enrolment, EnrolmentStep, Seat, SeatClaim
from tenants.clock import LOCAL
from tenants.database import db, new_id
from tenants.errors import Conflict
from tenants.scope import Scope

COMES, LEAVES, TELLS = time(9, 20), time(15, 10), time(11, 40)
SOON = timedelta(minutes=20)


@dataclass(slots=True)
class Taking:
    """A cohort with everybody's time in it, and whose enrolment each became."""

    world: World
    writer: Scope
    kind: ProgrammeKind
    cohort_id: UUID
    programme_id: UUID
    ends: date | None
    lives: Sequence[Life]
    rng: Random
    ids: dict[str, UUID] = field(default_factory=dict)

    @property
    def first_day(self) -> date:
        """The first day that is lived through."""
        return self.world.starts.date()

    def with_us(self, day: date) -> list[UUID]:
        """Who takes part on a day, in the order in which they came."""
        here = (one.reference for one in self.lives if one.takes_part(day))
        return [self.ids[each] for each in here if each in self.ids]


def begin(scope: Scope, taking: Taking, moment: datetime) -> None:
    """Enter whoever came before, and write into the calendar who comes, leaves and is asked."""
    before = [one for one in taking.lives if one.begins < taking.first_day]
    _enter(scope, taking, before)
    for life in taking.lives:
        told = list(_told(taking, life))
        if life.begins >= taking.first_day:
            taking.world.diary.at(_at(life.begins, COMES), partial(_comes, taking, life))
        if life.ends is not None and life.ends >= taking.first_day:
            taking.world.diary.at(_at(life.ends, LEAVES), partial(_leaves, taking, life))
        if life.begins < taking.first_day:
            _enter_told(scope, taking, life, told)
            taking.world.diary.at(moment + SOON, partial(_awaited, taking, life))
        for one in told:
            if one.on >= taking.first_day:
                taking.world.diary.at(_at(one.on, TELLS), partial(_tells, taking, life, one))


def _told(taking: Taking, life: Life) -> Iterator[Answer]:
    today = taking.world.until.date()
    yield from answers(taking.rng, taking.kind, life.begins, life.ends, today)


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, LOCAL)


def _enter(scope: Scope, taking: Taking, lives: Sequence[Life]) -> None:
    of_cohort = select(Seat.number, Seat.id).where(
        Seat.tenant_id == scope.tenant_id, Seat.cohort_id == taking.cohort_id
    )
    seats = {number: seat_id for number, seat_id in db.session.execute(of_cohort)}
    claims = [_claim(scope, taking, life, seats[life.seat]) for life in lives]
    db.session.add_all(claims)
    db.session.flush()
    people = [
        _enrolment(scope, taking, life, claim.id) for life, claim in zip(lives, claims, strict=True)
    ]
    db.session.add_all(people)
    db.session.flush()
    taking.ids.update({one.reference: one.id for one in people})
    db.session.add_all(_steps(scope, lives, people))
    db.session.flush()


def _over(taking: Taking, life: Life) -> bool:
    return life.ends is not None and life.ends < taking.first_day


def _claim(scope: Scope, taking: Taking, life: Life, seat_id: UUID) -> SeatClaim:
    released = _at(life.ends, LEAVES) if life.ends and _over(taking, life) else None
    return SeatClaim(
        tenant_id=scope.tenant_id,
        id=new_id(),
        cohort_id=taking.cohort_id,
        seat_id=seat_id,
        kind=SeatUse.ENROLMENT.value,
        created_at=_at(life.begins, COMES),
        released_at=released,
    )


def _enrolment(scope: Scope, taking: Taking, life: Life, claim_id: UUID) -> Enrolment:
    over = _over(taking, life)
    state = (over and MOVES[life.how][1]) or EnrolmentState.ENROLLED
    return Enrolment(
        tenant_id=scope.tenant_id,
        id=new_id(),
        programme_id=taking.programme_id,
        cohort_id=taking.cohort_id,
        claim_id=claim_id,
        reference=life.reference,
        state=state.value,
        began_on=life.begins,
        planned_end=taking.ends,
        ended_on=life.ends if over else None,
        reason=life.reason.value if over and life.reason else "",
        responsible_id=scope.member_id,
        created_at=_at(life.begins, COMES),
    )


def _steps(
    scope: Scope, lives: Sequence[Life], people: Sequence[Enrolment]
) -> Iterator[EnrolmentStep]:
    for life, one in zip(lives, people, strict=True):
        yield _step(scope, one, "enrol", life.begins, COMES)
        if one.ended_on is not None:
            yield _step(scope, one, life.how.value, one.ended_on, LEAVES, one.reason)


def _step(
    scope: Scope, one: Enrolment, made: str, day: date, hour: time, reason: str = ""
) -> EnrolmentStep:
    return EnrolmentStep(
        tenant_id=one.tenant_id,
        enrolment_id=one.id,
        at=_at(day, hour),
        move=made,
        on_day=day,
        reason=reason,
        by_tenant_id=scope.tenant_id,
        by_member_id=scope.member_id,
        by_name=scope.member_name,
    )


def _enter_told(scope: Scope, taking: Taking, life: Life, told: Sequence[Answer]) -> None:
    db.session.add_all(
        EnrolmentOutcome(
            tenant_id=scope.tenant_id,
            enrolment_id=taking.ids[life.reference],
            stage=one.stage.value,
            reached=one.reached.value,
            asked_on=one.on,
            in_education=one.in_education.value,
            education=one.education.value if one.education else None,
            qualification=one.qualification.value,
            employment=one.employment.value,
            by_member_id=scope.member_id,
            by_name=scope.member_name,
            created_at=_at(one.on, TELLS),
        )
        for one in told
        if one.on < taking.first_day
    )
    db.session.flush()


def _awaited(taking: Taking, life: Life, moment: datetime) -> None:
    """What is asked of them next is due, or their planned end."""
    with played_by(taking.writer, moment) as scope:
        entered = following.own(scope, taking.ids[life.reference])
        if entered.ended_on is None:
            enrolling.await_end(scope, entered)
        else:
            following.begin(scope, entered)


def _comes(taking: Taking, life: Life, moment: datetime) -> None:
    """Unless somebody else has taken the last seat meanwhile."""
    try:
        with tried_by(taking.writer, moment) as scope:
            made = enrolling.enrol(
                scope, taking.cohort_id, reference=life.reference, began_on=life.begins
            )
            taking.ids[life.reference] = made.id
    except Conflict:
        return


def _leaves(taking: Taking, life: Life, moment: datetime) -> None:
    if life.reference in taking.ids and life.ends is not None:
        with played_by(taking.writer, moment) as scope:
            enrolment_id = taking.ids[life.reference]
            ending.end(scope, enrolment_id, life.how, ended_on=life.ends, reason=life.reason)


def _tells(taking: Taking, life: Life, told: Answer, moment: datetime) -> None:
    if life.reference not in taking.ids:
        return
    with played_by(taking.writer, moment) as scope:
        following.record(
            scope,
            taking.ids[life.reference],
            stage=told.stage,
            reached=told.reached,
            asked_on=told.on,
            in_education=told.in_education,
            education=told.education,
            qualification=told.qualification,
            employment=told.employment,
        )
