"""Who takes part in programmes, and how one is referred to them."""

from typing import Any
from uuid import UUID

from flask import Response
from marshmallow import fields

from network.api import etags
from network.api.areas import Area
from network.api.asks import show_ask
from network.api.desk import Desk
from network.api.paging import Onward, page
from network.api.performing import perform
from network.api.telling import Told, answer, teller
from network.programmes import ending, enrolling, enrolments
from network.programmes.models import Enrolment
from network.programmes.published import published_programme
from network.programmes.referring import refer
from network.schemas import enrolments as given
from network.schemas.answers import asks as told_asks
from network.schemas.answers import enrolments as told
from network.schemas.asks import AssignIn
from tenants.credentials import ApiScope
from tenants.errors import NotFound
from tenants.login import acting
from tenants.roles import Permission, require
from tenants.scope import Scope

area = Area("enrolments", "Who takes part in programmes, by the house's own reference; no names.")
READ, WRITE = ApiScope.PLACEMENTS_READ, ApiScope.PLACEMENTS_WRITE
tell = teller(told.Enrolment)
tell_listed = teller(told.ListedEnrolment)
tell_step = teller(told.EnrolmentStep)


class ListIn(Onward):
    """Those who take part or are expected, or who did; `elsewhere` where one asked oneself; of one
    programme."""

    live = fields.Boolean(load_default=True)
    elsewhere = fields.Boolean(load_default=False)
    programme_id = fields.UUID(load_default=None)


@area.act(
    "POST",
    "/programmes/<uuid:programme_id>/referrals",
    ApiScope.ASKS_WRITE,
    told_asks.Ask,
    given.ReferralIn,
    status=201,
)
def refer_to(values: dict[str, Any], programme_id: UUID) -> Response:
    """Ask for a programme, with a request that is open or a new one"""
    return perform(
        lambda scope: refer(scope, programme_id, **values).id,
        show_ask,
        look=lambda scope: published_programme(scope, programme_id),
        status=201,
    )


@area.get("/enrolments", READ, told.EnrolmentPage, query=ListIn)
def index(values: dict[str, Any]) -> Response:
    """Enrolments in own programmes, or those that follow own asks, newest first"""
    scope = acting()
    ours = not values["elsewhere"]
    require(scope, Permission.RUN_PROGRAMMES if ours else Permission.REFER)
    found = enrolments.listed(
        scope,
        ours=ours,
        live=values["live"],
        programme_id=values["programme_id"],
        before=values["after"],
    )
    items = [
        tell_listed(
            row.enrolment,
            programme=row.programme,
            cohort=row.cohort,
            **_hidden(scope, row.enrolment),
        )
        for row in found.rows
    ]
    return page(items, found.after)


@area.act("POST", "/enrolments", WRITE, told.Enrolment, given.EnrolIn, status=201)
def enrol(values: dict[str, Any]) -> Response:
    """Record somebody who takes part without an ask"""
    return perform(lambda scope: enrolling.enrol(scope, **values).id, show_enrolment, status=201)


@area.get("/enrolments/<uuid:enrolment_id>", READ, told.Enrolment)
def show(enrolment_id: UUID) -> Response:
    """One enrolment, of the own house or of an own ask"""
    return show_enrolment(acting(), enrolment_id)


@area.get("/asks/<uuid:ask_id>/enrolment", READ, told.Enrolment)
def of_ask(ask_id: UUID) -> Response:
    """The enrolment that follows an ask, if it came that far"""
    scope = acting()
    found = enrolments.of_ask(scope, ask_id)
    if found is None:
        raise NotFound(enrolments.NO_ENROLMENT)
    return show_enrolment(scope, found.id)


@area.get("/enrolments/<uuid:enrolment_id>/steps", READ, told.EnrolmentStepList)
def steps(enrolment_id: UUID) -> Response:
    """What was recorded of an enrolment, oldest first"""
    scope = acting()
    found = seen(scope, enrolment_id)
    return answer({"items": [tell_step(one) for one in enrolments.steps_of(scope, found.id)]})


def show_enrolment(scope: Scope, enrolment_id: UUID) -> Response:
    """An enrolment as the scope's side is told of it, with its tag."""
    found = seen(scope, enrolment_id)
    return answer(_told(scope, found), tag=_tag(found))


def seen(scope: Scope, enrolment_id: UUID) -> Enrolment:
    """An enrolment of either side, to somebody who may look. Raises NotFound, then NotAllowed."""
    found = enrolments.get(scope, enrolment_id)
    ours = found.tenant_id == scope.tenant_id
    require(scope, Permission.RUN_PROGRAMMES if ours else Permission.REFER)
    return found


def _told(scope: Scope, found: Enrolment) -> Told:
    return tell(found, **_hidden(scope, found))


def _hidden(scope: Scope, found: Enrolment) -> dict[str, None]:
    """Who answers for it in the house, and how the house calls it, is told to the house."""
    if found.tenant_id == scope.tenant_id:
        return {}
    return {"responsible_id": None, "deputy_id": None, "reference": None}


def _lock(scope: Scope, enrolment_id: UUID) -> str:
    return _tag(enrolments.lock(scope, enrolment_id))


def _tag(found: Enrolment) -> str:
    return etags.of_version(found.version, found.state)


desk = Desk(
    area,
    "/enrolments/<uuid:enrolment_id>",
    WRITE,
    told.Enrolment,
    look=seen,
    tag=_lock,
    show=show_enrolment,
)
desk.act("beginning", enrolling.begin, given.BeginIn, says="The first day has come")
desk.act("non-start", enrolling.not_start, given.NotStartIn, says="Nobody came; the seat is free")
desk.act(
    "planned-end",
    ending.plan_end,
    given.PlanAnotherEndIn,
    says="It is planned to end on another day; null leaves it open, where its cohort is",
)
desk.act("pause", ending.pause, given.RestIn, says="It rests until a day; the seat is kept")
desk.act("going-on", ending.go_on, says="What rested goes on")
desk.act("completion", ending.complete, given.CompleteIn, says="It is complete")
desk.act("early-end", ending.end_early, given.EndIn, says="It ends sooner than planned, and why")
desk.act("deselection", ending.deselect, given.EndIn, says="The house ends it, and why")
desk.act("withdrawal", ending.withdraw, given.EndIn, says="The family ends it, and why")
desk.act("assignment", ending.assign, AssignIn, says="Who answers for it in the house")
