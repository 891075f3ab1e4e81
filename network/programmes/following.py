"""School and work of somebody on entry and after a programme: asked at six stages, told by its
house."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from network.clocks import actions as clocks
from network.clocks import queries as due
from network.clocks.kinds import ClockKind
from network.clocks.models import Clock
from network.clocks.subjects import SubjectKind
from network.consent.kinds import Basis
from network.programmes import afterwards, enrolments
from network.programmes.afterwards import (
    NOT_FOLLOWED,
    EducationKind,
    Employment,
    InEducation,
    OutcomeStage,
    Qualification,
    Reached,
)
from network.programmes.enrolling import EnrolmentPast, of_enrolment
from network.programmes.models import Enrolment
from network.programmes.queries import own_programme
from network.trail import writing as trail
from network.trail.kinds import EntryKind, Purpose
from network.trail.writing import About
from tenants import clock
from tenants.database import Base, TenantOwned, db
from tenants.errors import N_, Invalid, NotFound
from tenants.roles import Permission, require
from tenants.scope import Scope

A_DAY = timedelta(days=1)


class EnrolmentOutcome(TenantOwned, Base):
    """School and work of somebody at one stage; its house's own, and only codes.

    Whether they are in education, what they finished since the programme began, and their work.
    """

    __tablename__ = "enrolment_outcomes"
    __table_args__ = (
        UniqueConstraint("tenant_id", "enrolment_id", "stage"),
        ForeignKeyConstraint(
            ["tenant_id", "enrolment_id"], ["enrolments.tenant_id", "enrolments.id"]
        ),
    )

    enrolment_id: Mapped[UUID]
    stage: Mapped[str]
    reached: Mapped[str]
    asked_on: Mapped[date]
    in_education: Mapped[str]
    education: Mapped[str | None]
    qualification: Mapped[str]
    employment: Mapped[str]
    by_member_id: Mapped[UUID]
    by_name: Mapped[str]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


def begin(scope: Scope, enrolment: Enrolment) -> None:
    """An enrolment has ended: from now on it is asked how it goes on, where that is asked."""
    if own_programme(scope, enrolment.programme_id).kind not in NOT_FOLLOWED:
        _ask_next(scope, enrolment)


def record(
    scope: Scope,
    enrolment_id: UUID,
    *,
    stage: OutcomeStage,
    reached: Reached,
    asked_on: date | None = None,
    in_education: InEducation = InEducation.UNKNOWN,
    education: EducationKind | None = None,
    qualification: Qualification = Qualification.UNKNOWN,
    employment: Employment = Employment.UNKNOWN,
) -> EnrolmentOutcome:
    """What is known at a stage; told again it is corrected. Of somebody who was not reached nothing
    else is known. Raises NotFound, NotAllowed, EnrolmentPast before it began, Invalid.
    """
    enrolment = own(scope, enrolment_id, lock=True)
    require(scope, Permission.RUN_PROGRAMMES)
    on = asked_on or clock.today()
    _check_time(enrolment, stage, on)
    if education is not None and in_education is not InEducation.YES:
        raise Invalid(N_("Which school is told of those who go to one."), "education")
    known = reached is Reached.REACHED
    values: dict[str, object] = {
        "reached": reached,
        "asked_on": on,
        "in_education": in_education if known else InEducation.UNKNOWN,
        "education": education if known else None,
        "qualification": qualification if known else Qualification.UNKNOWN,
        "employment": employment if known else Employment.UNKNOWN,
    }
    return _put(scope, enrolment, stage, values)


def _put(
    scope: Scope, enrolment: Enrolment, stage: OutcomeStage, values: dict[str, object]
) -> EnrolmentOutcome:
    found = next((one for one in told_of(scope, enrolment.id) if one.stage == stage), None)
    told = found or EnrolmentOutcome(
        tenant_id=scope.tenant_id, enrolment_id=enrolment.id, stage=stage.value
    )
    for name, value in values.items():
        setattr(told, name, value)
    told.by_member_id, told.by_name = scope.member_id, scope.member_name
    db.session.add(told)
    db.session.flush()
    if stage in afterwards.AFTER:
        _met(scope, enrolment, stage)
        _ask_next(scope, enrolment)
    about = About("enrolment", enrolment.id, enrolment.number)
    detail = "outcome_corrected" if found else "outcome_told"
    trail.enter(
        scope, EntryKind.DECIDE, Purpose.CARE, about, basis=Basis.STATUTORY_TASK, detail=detail
    )
    return told


def excused(scope: Scope, let_go: Clock) -> None:
    """What need not be told at one stage is asked again at the next."""
    if let_go.kind == ClockKind.AFTERWARDS and let_go.subject == SubjectKind.ENROLMENT:
        _ask_next(scope, own(scope, let_go.subject_id))


def told_of(scope: Scope, enrolment_id: UUID) -> Sequence[EnrolmentOutcome]:
    """What was told of an own enrolment, at most one row a stage, in their order."""
    found = db.session.scalars(
        select(EnrolmentOutcome).where(
            EnrolmentOutcome.tenant_id == scope.tenant_id,
            EnrolmentOutcome.enrolment_id == enrolment_id,
        )
    ).all()
    order = list(OutcomeStage)
    return sorted(found, key=lambda one: order.index(OutcomeStage(one.stage)))


def own(scope: Scope, enrolment_id: UUID, *, lock: bool = False) -> Enrolment:
    """An enrolment of the own house. Raises NotFound for one that was only asked for."""
    look = enrolments.lock if lock else enrolments.get
    found = look(scope, enrolment_id)
    if found.tenant_id != scope.tenant_id:
        raise NotFound(enrolments.NO_ENROLMENT)
    return found


def _check_time(enrolment: Enrolment, stage: OutcomeStage, on: date) -> None:
    if enrolment.began_on is None:
        raise EnrolmentPast(N_("School and work are told once it has begun."))
    entry = stage is OutcomeStage.ENTRY
    first = enrolment.began_on if entry else _ended(enrolment)
    today = clock.today()
    if stage not in afterwards.open_stages(enrolment.began_on, enrolment.ended_on, today):
        raise Invalid(N_("It is too early for this."), "stage")
    if not first <= on <= today:
        since_beginning = N_("Give a day since the beginning, and not one to come.")
        since_end = N_("Give a day since the end, and not one to come.")
        raise Invalid(since_beginning if entry else since_end, "asked_on")


def _ended(enrolment: Enrolment) -> date:
    if enrolment.ended_on is None or enrolment.began_on is None:
        raise EnrolmentPast(N_("School and work afterwards are told once it has ended."))
    return enrolment.ended_on


def _met(scope: Scope, enrolment: Enrolment, stage: OutcomeStage) -> None:
    """What waits for this stage, or for one before it, is done."""
    latest = _due_at(_ended(enrolment), stage)
    known = due.of_subjects(scope, [enrolment.id])[enrolment.id]
    running = (each.clock for each in known if each.clock.kind == ClockKind.AFTERWARDS)
    if any(not due.ended(each) and each.due_at <= latest for each in running):
        clocks.meet(scope, ClockKind.AFTERWARDS, enrolment.id)


def _ask_next(scope: Scope, enrolment: Enrolment) -> None:
    """One stage is due at a time; the next one when this is told, or the head has let it go."""
    ended_on = _ended(enrolment)
    stage = afterwards.next_stage(_settled(scope, enrolment, ended_on))
    if stage is not None:
        at = _due_at(ended_on, stage)
        clocks.start(scope, ClockKind.AFTERWARDS, of_enrolment(enrolment), due_at=at)


def _settled(scope: Scope, enrolment: Enrolment, ended_on: date) -> set[str]:
    known = due.of_subjects(scope, [enrolment.id])[enrolment.id]
    let_go = {
        each.clock.due_at
        for each in known
        if each.clock.kind == ClockKind.AFTERWARDS and each.state is due.ClockState.EXCUSED
    }
    excused = {stage.value for stage in afterwards.AFTER if _due_at(ended_on, stage) in let_go}
    return excused | {one.stage for one in told_of(scope, enrolment.id)}


def _due_at(ended_on: date, stage: OutcomeStage) -> datetime:
    return clock.begins(afterwards.due_on(ended_on, stage) + A_DAY)
