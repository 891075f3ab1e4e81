"""A case ends with an expert report that proposes what comes next."""

from datetime import date
from uuid import UUID

from network.programmes.cases import queries as cases
from network.programmes.cases.kinds import MobileState, NextStep
from network.programmes.cases.models import CaseReport, MobileCase
from network.programmes.cases.working import opened, refuse_without_team
from network.programmes.enrolling import write_down
from network.queue import defer
from network.words import door
from tenants import clock
from tenants.database import db, new_id
from tenants.errors import N_, Invalid
from tenants.scope import Scope

CLOSED = "case_closed"  # the job that tells whoever asked


def close_case(
    scope: Scope,
    enrolment_id: UUID,
    *,
    next_step: NextStep,
    situation: str,
    work: str,
    changes: str = "",
    proposal: str,
    closed_on: date | None = None,
) -> MobileCase:
    """The work is done: the report is written, and whoever asked learns what it proposes, not what
    it says. Goals and visits stay as they are.

    Raises NotFound, NotAllowed, CaseClosed, TeamTooSmall, Invalid for what is missing or a day that
    does not fit.
    """
    case = opened(scope, enrolment_id)
    refuse_without_team(scope, case)
    said = {"situation": situation, "work": work, "changes": changes, "proposal": proposal}
    for name in ("situation", "work", "proposal"):
        if not said[name].strip():
            raise Invalid(N_("Please fill this in."), name)
    day = closed_on or clock.today()
    if not case.opened_on <= day <= clock.today():
        raise Invalid(N_("This day must lie between the first day and today."), "closed_on")
    _write(scope, case, said)
    case.state, case.next_step, case.closed_on = MobileState.CLOSED.value, next_step.value, day
    db.session.flush()
    enrolment, _ = cases.lock(scope, enrolment_id)
    write_down(scope, enrolment, "close_case", day, next_step.value)
    if case.asker_id is not None:
        defer(CLOSED, tenant_id=case.asker_id, enrolment_id=enrolment.id)
    return case


def _write(scope: Scope, case: MobileCase, said: dict[str, str]) -> None:
    report = CaseReport(
        tenant_id=scope.tenant_id,
        id=new_id(),
        case_id=case.id,
        by_member_id=scope.member_id,
        by_name=scope.member_name,
    )
    told = {name: text.strip() for name, text in said.items()}
    words = door.begin(scope, case.id)
    report.words = words.seal_several(told, "case_reports", report.id)
    db.session.add(report)
    db.session.flush()
