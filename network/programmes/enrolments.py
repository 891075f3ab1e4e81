"""How either side looks at enrolments."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, literal, select

from network.programmes.lifecycle import LIVE
from network.programmes.models import Cohort, Enrolment, EnrolmentStep, Programme
from network.requests.lists import PAGE, Page
from network.requests.models import Ask
from network.requests.queries import lock_ask
from tenants.database import db
from tenants.errors import N_, NotFound
from tenants.scope import Scope

NO_ENROLMENT = N_("There is no such enrolment.")


def get(scope: Scope, enrolment_id: UUID) -> Enrolment:
    """An enrolment of the own house, or one that follows an own ask. Raises NotFound."""
    return _seen(scope, select(Enrolment).where(Enrolment.id == enrolment_id))


def lock(scope: Scope, enrolment_id: UUID) -> Enrolment:
    """The same, as it is now, and ours until the transaction ends; the ask it follows is locked
    first, so that two who are at it at once never wait for each other."""
    seen = get(scope, enrolment_id)
    if seen.ask_id is not None:
        lock_ask(scope, seen.ask_id)
    found = select(Enrolment).where(Enrolment.id == enrolment_id).with_for_update()
    return _seen(scope, found.execution_options(populate_existing=True))


def of_ask(scope: Scope, ask_id: UUID) -> Enrolment | None:
    """The enrolment that follows an ask of either side, if it was accepted."""
    return db.session.scalar(
        select(Enrolment).where(
            (Enrolment.asker_id == scope.tenant_id) | (Enrolment.tenant_id == scope.tenant_id),
            Enrolment.ask_id == ask_id,
        )
    )


@dataclass(frozen=True, slots=True)
class Listed:
    """An enrolment with what its programme and cohort are called; the cohort only to its house."""

    enrolment: Enrolment
    programme: str
    cohort: str


def listed(
    scope: Scope,
    *,
    ours: bool,
    live: bool = True,
    programme_id: UUID | None = None,
    before: UUID | None = None,
) -> Page[Listed]:
    """A page of enrolments, the newest first: of the own house, or those that follow own asks; of
    one programme, if it is given."""
    chosen = _with_us(scope) if ours else _elsewhere(scope)
    if programme_id is not None:
        chosen = chosen.where(Enrolment.programme_id == programme_id)
    found = chosen.where(Enrolment.state.in_(LIVE) if live else Enrolment.state.not_in(LIVE))
    if before is not None:
        found = found.where(Enrolment.id < before)
    rows = db.session.execute(found.order_by(Enrolment.id.desc()).limit(PAGE + 1)).all()
    told = [Listed(*row) for row in rows[:PAGE]]
    return Page(told, told[-1].enrolment.id if len(rows) > PAGE else None)


def _with_us(scope: Scope) -> Select[Enrolment, str, str]:
    return (
        select(Enrolment, Programme.name, Cohort.name)
        .join(
            Programme,
            (Programme.tenant_id == Enrolment.tenant_id) & (Programme.id == Enrolment.programme_id),
        )
        .join(
            Cohort, (Cohort.tenant_id == Enrolment.tenant_id) & (Cohort.id == Enrolment.cohort_id)
        )
        .where(Enrolment.tenant_id == scope.tenant_id)
    )


def _elsewhere(scope: Scope) -> Select[Enrolment, str, str]:
    name = Ask.group_name + ", " + Ask.recipient_name
    return (
        select(Enrolment, name, literal(""))
        .join(Ask, (Ask.tenant_id == Enrolment.asker_id) & (Ask.id == Enrolment.ask_id))
        .where(Enrolment.asker_id == scope.tenant_id)
    )


def of_cohort(scope: Scope, cohort_id: UUID) -> Sequence[Enrolment]:
    """Who takes part in an own cohort or is expected, by reference. At most as many as seats."""
    return db.session.scalars(
        select(Enrolment)
        .where(
            Enrolment.tenant_id == scope.tenant_id,
            Enrolment.cohort_id == cohort_id,
            Enrolment.state.in_(LIVE),
        )
        .order_by(Enrolment.reference, Enrolment.id)
    ).all()


def steps_of(scope: Scope, enrolment_id: UUID) -> Sequence[EnrolmentStep]:
    """What was done with an enrolment of either side, oldest first."""
    return db.session.scalars(
        select(EnrolmentStep)
        .where(
            (EnrolmentStep.tenant_id == scope.tenant_id)
            | (EnrolmentStep.asker_id == scope.tenant_id),
            EnrolmentStep.enrolment_id == enrolment_id,
        )
        .order_by(EnrolmentStep.id)
    ).all()


def reference_used(scope: Scope, cohort_id: UUID, reference: str, but: UUID | None) -> bool:
    """Whether somebody of the own cohort is called that already."""
    found = select(Enrolment.id).where(
        Enrolment.tenant_id == scope.tenant_id,
        Enrolment.cohort_id == cohort_id,
        Enrolment.reference == reference,
        Enrolment.state.in_(LIVE),
        Enrolment.id.is_distinct_from(but),
    )
    return db.session.scalar(found.limit(1)) is not None


def _seen(scope: Scope, found: Select[Enrolment]) -> Enrolment:
    enrolment = db.session.scalar(found)
    if enrolment is None or scope.tenant_id not in (enrolment.tenant_id, enrolment.asker_id):
        raise NotFound(NO_ENROLMENT)
    return enrolment
