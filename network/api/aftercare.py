"""What comes after a stay: who is followed, what was agreed on, and how they fare later."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from flask import Response
from marshmallow import fields

from network import contents
from network.aftercare import agreeing, ending, evaluating, facts, figures, queries, touch, wishes
from network.aftercare.lifecycle import AftercareState
from network.aftercare.models import Aftercare
from network.api import etags
from network.api.areas import Area
from network.api.desk import Desk
from network.api.figures import cells
from network.api.paging import Onward, page
from network.api.telling import Told, answer, teller
from network.interop import aftercare_papers
from network.interop.consent_papers import MEDIA
from network.schemas import aftercare as given
from network.schemas.answers import aftercare as told
from network.schemas.asks import AssignIn
from network.schemas.values import one_of
from network.words import door
from tenants.credentials import ApiScope
from tenants.errors import N_, NotFound
from tenants.login import acting
from tenants.roles import Permission, require
from tenants.scope import Scope

area = Area("aftercare", "Those who have left a home and are followed, by its own reference.")
READ, WRITE = ApiScope.PLACEMENTS_READ, ApiScope.PLACEMENTS_WRITE
FOLLOWS, ASKED = Permission.GIVE_AFTERCARE, Permission.WRITE_REQUESTS
tell = teller(told.Aftercare)
tell_listed = teller(told.ListedAftercare)
tell_step = teller(told.AftercareStep)
tell_agreement = teller(told.AftercareAgreement)
tell_contact = teller(told.AftercareContact)
tell_wish = teller(told.AftercareWish)
tell_evaluation = teller(told.AftercareEvaluation)


class ListIn(Onward):
    """Those in one state, or all; `elsewhere` after stays that one asked for oneself."""

    state = one_of(AftercareState, allow_none=True, load_default=None)
    elsewhere = fields.Boolean(load_default=False)


@area.get("/aftercare", READ, told.ListedAftercarePage, query=ListIn)
def index(values: dict[str, Any]) -> Response:
    """Aftercare of the own house, or after stays that one asked for, newest first"""
    scope = acting()
    ours = not values["elsewhere"]
    require(scope, FOLLOWS if ours else ASKED)
    states = tuple(AftercareState) if values["state"] is None else (values["state"],)
    found = queries.listed(scope, ours=ours, states=states, before=values["after"])
    items = [
        tell_listed(
            row.aftercare, home=row.home, last_on=row.last_on, **_hidden(scope, row.aftercare)
        )
        for row in found.rows
    ]
    return page(items, found.after)


@area.get("/aftercare/figures", READ, told.AftercareFigures)
def numbers() -> Response:
    """Of those who left: what was decided, and who was placed again; small numbers are hidden"""
    scope = acting()
    require(scope, FOLLOWS)
    found = figures.of_house(scope)
    return answer({"decided": cells(found.decided), "again": cells(found.again)})


@area.get("/aftercare/<uuid:aftercare_id>", READ, told.Aftercare)
def show(aftercare_id: UUID) -> Response:
    """One aftercare, of the own house or after a stay that one asked for"""
    return _show(acting(), aftercare_id)


@area.get("/placements/<uuid:placement_id>/aftercare", READ, told.Aftercare)
def of_placement(placement_id: UUID) -> Response:
    """What came after a stay, if it was proposed"""
    scope = acting()
    found = queries.of_placement(scope, placement_id)
    if found is None:
        raise NotFound(queries.NO_AFTERCARE)
    return _show(scope, found.id)


@area.get("/aftercare/<uuid:aftercare_id>/steps", READ, told.AftercareStepList)
def steps(aftercare_id: UUID) -> Response:
    """What was done, oldest first"""
    found = _seen(acting(), aftercare_id)
    return answer({"items": [tell_step(one) for one in queries.steps_of(found)]})


@area.get("/aftercare/<uuid:aftercare_id>/agreement", READ, told.AftercareAgreement)
def agreement(aftercare_id: UUID) -> Response:
    """What was agreed on, to the home"""
    scope = acting()
    found = _ours(scope, aftercare_id)
    agreed = queries.agreement_of(scope, found.id)
    if agreed is None:
        raise NotFound(N_("Nothing is agreed on."))
    return answer(tell_agreement(agreed, **asdict(agreeing.plan_of(scope, found, agreed))))


@area.content("/aftercare/<uuid:aftercare_id>/agreement-form", READ, [MEDIA])
def agreement_form(aftercare_id: UUID) -> Response:
    """The agreement to be printed and signed; to be filled in by hand before there is one"""
    said = facts.of_agreement(acting(), aftercare_id)
    return contents.printed(aftercare_papers.agreement(said), "dogovor.pdf")


@area.get("/aftercare/<uuid:aftercare_id>/contacts", READ, told.AftercareContactPage, query=Onward)
def contacts(values: dict[str, Any], aftercare_id: UUID) -> Response:
    """Each contact, to the home, newest first"""
    scope = acting()
    found = _ours(scope, aftercare_id)
    rows = queries.contacts_of(scope, found.id, before=values["after"])
    said = queries.said(scope, found, rows.rows)
    return page([tell_contact(one, words=said[one.id]) for one in rows.rows], rows.after)


@area.get("/aftercare/<uuid:aftercare_id>/look-backs", READ, told.AftercareEvaluationList)
def look_backs(aftercare_id: UUID) -> Response:
    """How somebody fares later, to the home"""
    scope = acting()
    found = _ours(scope, aftercare_id)
    rows = queries.evaluations_of(scope, found.id)
    said = queries.said(scope, found, rows)
    return answer({"items": [tell_evaluation(one, words=said[one.id]) for one in rows]})


@area.get("/aftercare/<uuid:aftercare_id>/wishes", READ, told.AftercareWishList)
def wished(aftercare_id: UUID) -> Response:
    """What the young person asked for on their own page, to the home: what waits first"""
    scope = acting()
    found = _ours(scope, aftercare_id)
    key = door.about(scope, found.placement_id)
    items = [
        tell_wish(one, words=key.of(one, "words"), answer=key.of(one, "answer"))
        for one in wishes.newest(scope, found.id)
    ]
    return answer({"items": items})


def _show(scope: Scope, aftercare_id: UUID) -> Response:
    found = _seen(scope, aftercare_id)
    return answer(_told(scope, found), tag=_tag(found))


def _seen(scope: Scope, aftercare_id: UUID) -> Aftercare:
    found = queries.get(scope, aftercare_id)
    require(scope, FOLLOWS if found.tenant_id == scope.tenant_id else ASKED)
    return found


def _ours(scope: Scope, aftercare_id: UUID) -> Aftercare:
    """Of the own house: its words are told to nobody else."""
    found = _seen(scope, aftercare_id)
    if found.tenant_id != scope.tenant_id:
        raise NotFound(queries.NO_AFTERCARE)
    return found


def _told(scope: Scope, found: Aftercare) -> Told:
    return tell(found, **_hidden(scope, found))


def _hidden(scope: Scope, found: Aftercare) -> dict[str, None]:
    """Who answers for it in the home, and how the home calls it, is told to the home."""
    if found.tenant_id == scope.tenant_id:
        return {}
    return {"responsible_id": None, "deputy_id": None, "reference": None}


def _lock(scope: Scope, aftercare_id: UUID) -> str:
    return _tag(queries.lock(scope, aftercare_id))


def _tag(found: Aftercare) -> str:
    return etags.of_version(found.version, found.state)


desk = Desk(
    area,
    "/aftercare/<uuid:aftercare_id>",
    WRITE,
    told.Aftercare,
    look=_seen,
    tag=_lock,
    show=_show,
)
desk.act(
    "agreement", agreeing.agree, given.AftercareAgreeIn, says="A signed plan with its conditions"
)
desk.act(
    "decline", agreeing.decline, given.AftercareDeclineIn, says="Nothing is agreed on, and why"
)
desk.act("contact", touch.contact, given.AftercareContactIn, says="Somebody was in touch, or tried")
desk.act("rhythm", agreeing.set_rhythm, given.AftercareRhythmIn, says="In touch more or less often")
desk.act(
    "prolongation",
    ending.prolong,
    given.AftercareProlongIn,
    says="It goes on beyond the planned end, and why",
)
desk.act("end", ending.end, given.AftercareEndIn, says="Nobody is in touch any more, and why")
desk.act(
    "look-back",
    evaluating.evaluate,
    given.AftercareEvaluateIn,
    says="How somebody fares 6, 12 or 24 months after the departure; once of each",
)
desk.act("assignment", agreeing.assign, AssignIn, says="Who of the home follows somebody")
desk.act(
    "wish-answer",
    wishes.answer_wish,
    given.WishAnswerIn,
    says="What is answered to a wish of the young person; it stands on their page",
)
