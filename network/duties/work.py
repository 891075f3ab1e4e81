"""What one can answer for: which of it is open, who answers for it, and where it is looked at."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, exists, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute

from network.aftercare.models import Aftercare
from network.aftercare.queries import followed
from network.availability.models import Group
from network.placements.models import Placement
from network.placements.queries import LIVE
from network.programmes.cases.kinds import MobileState
from network.programmes.cases.models import CaseMember, MobileCase
from network.programmes.kinds import ProgrammeState
from network.programmes.lifecycle import LIVE as TAKING_PART
from network.programmes.models import Enrolment, Programme
from network.programmes.sessions.kinds import SessionState
from network.programmes.sessions.models import ProgrammeSession
from network.records.models import TeamMember
from network.requests.lists import not_over
from network.requests.models import Ask, Request
from tenants.roles import Permission
from tenants.scope import Scope

Part = InstrumentedAttribute[Any]
Text = SQLColumnExpression[Any]


@dataclass(frozen=True, slots=True)
class Look:
    """What a thing is called, and when it is if that tells it from others; it is looked at below
    `path` by its `id`, by whoever may what it `needs`."""

    called: Text
    id: Text
    path: str
    needs: Permission
    at: Text | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """One kind of it. `people` are the columns that name who answers; without a `look` nobody is
    shown from here what it is."""

    kind: str
    open_now: ColumnElement[bool]
    people: Sequence[Part]
    look: Look | None = None


def all_of(scope: Scope) -> Sequence[Work]:
    """Every kind. Of files it is told who is in their team: who answers for one is seen only by
    whoever opens it."""
    return (*_places(scope), *_programmes(scope), _teams(scope), *_people(scope))


def _places(scope: Scope) -> Sequence[Work]:
    us = scope.tenant_id
    return (
        Work(
            "groups",
            and_(Group.tenant_id == us, Group.closed_at.is_(None)),
            (Group.responsible_id, Group.deputy_id),
            Look(Group.name, Group.id, "/groups/{}", Permission.SEE_HOUSE),
        ),
        Work(
            "requests",
            and_(Request.tenant_id == us, not_over()),
            (Request.responsible_id, Request.deputy_id),
            Look(Request.number, Request.id, "/requests/{}", Permission.WRITE_REQUESTS),
        ),
        Work(
            "asks",
            and_(Ask.recipient_id == us, Ask.ended_at.is_(None)),
            (Ask.recipient_responsible_id, Ask.recipient_deputy_id),
            Look(Ask.number, Ask.id, "/asks/{}", Permission.ANSWER_ASKS),
        ),
        Work(
            "placements",
            and_(Placement.tenant_id == us, Placement.state.in_(LIVE)),
            (Placement.responsible_id, Placement.deputy_id),
            Look(
                _either(Placement.number, Placement.reference),
                *(Placement.id, "/placements/{}", Permission.SEE_HOUSE),
            ),
        ),
    )


def _programmes(scope: Scope) -> Sequence[Work]:
    us, one, met = scope.tenant_id, Enrolment, ProgrammeSession
    return (
        Work(
            "programmes",
            and_(Programme.tenant_id == us, Programme.state != ProgrammeState.CLOSED),
            (Programme.responsible_id, Programme.deputy_id),
            Look(Programme.name, Programme.id, "/programmes/{}", Permission.RUN_PROGRAMMES),
        ),
        Work(
            "enrolments",
            and_(one.tenant_id == us, one.state.in_(TAKING_PART)),
            (one.responsible_id, one.deputy_id),
            Look(
                _either(one.number, one.reference),
                *(one.id, "/enrolments/{}", Permission.RUN_PROGRAMMES),
            ),
        ),
        Work(
            "sessions",
            and_(met.tenant_id == us, met.state == SessionState.PLANNED),
            (met.responsible_id, met.deputy_id),
            Look(met.topic, met.id, "/sessions/{}", Permission.ATTEND, met.starts_at),
        ),
    )


def _teams(scope: Scope) -> Work:
    one = Enrolment
    return Work(
        "cases",
        and_(CaseMember.tenant_id == scope.tenant_id, CaseMember.left_on.is_(None), _still_open()),
        (CaseMember.member_id,),
        Look(
            _of_case(_either(one.number, one.reference)),
            *(_of_case(one.id), "/enrolments/{}/case", Permission.RUN_PROGRAMMES),
        ),
    )


def _people(scope: Scope) -> Sequence[Work]:
    us, team = scope.tenant_id, TeamMember
    return (
        Work("files", and_(team.tenant_id == us, team.until.is_(None)), (team.member_id,)),
        Work(
            "aftercare",
            followed(scope),
            (Aftercare.responsible_id, Aftercare.deputy_id),
            Look(Aftercare.number, Aftercare.id, "/aftercare/{}", Permission.GIVE_AFTERCARE),
        ),
    )


def _either(number: Text, reference: Text) -> Text:
    return func.coalesce(func.nullif(number, literal("")), reference)


def _still_open() -> ColumnElement[bool]:
    return exists().where(
        MobileCase.tenant_id == CaseMember.tenant_id,
        MobileCase.id == CaseMember.case_id,
        MobileCase.state == MobileState.OPEN,
    )


def _of_case(column: Text) -> Text:
    return (
        select(column)
        .join(
            MobileCase,
            (MobileCase.tenant_id == Enrolment.tenant_id)
            & (MobileCase.enrolment_id == Enrolment.id),
        )
        .where(MobileCase.tenant_id == CaseMember.tenant_id, MobileCase.id == CaseMember.case_id)
        .correlate(CaseMember)
        .scalar_subquery()
    )
