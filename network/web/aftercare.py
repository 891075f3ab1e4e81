"""What comes after a stay: who is followed, what was agreed on, each contact, and look-backs."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from network import contents
from network.aftercare import (
    agreeing,
    beforehand,
    ending,
    evaluating,
    facts,
    figures,
    later,
    queries,
    touch,
    wishes,
)
from network.aftercare.beforehand import SaidOfMe
from network.aftercare.figures import ANSWERS, STATES
from network.aftercare.later import FollowUp
from network.aftercare.lifecycle import AftercareState, actions_for
from network.aftercare.models import Aftercare
from network.aftercare.wishes import AftercareWish
from network.clocks import queries as clocks
from network.interop import aftercare_papers
from network.schemas.aftercare import (
    AftercareAgreeIn,
    AftercareContactIn,
    AftercareDeclineIn,
    AftercareEndIn,
    AftercareEvaluateIn,
    AftercareProlongIn,
    AftercareRhythmIn,
    WishAnswerIn,
)
from network.schemas.asks import AssignIn
from network.web import happenings
from network.web.acts import cursor
from network.web.ask_page import people
from network.web.desk import Desk, Forms
from network.web.rendering import FormView, page
from network.words import door
from tenants import clock
from tenants.database import db
from tenants.login import acting
from tenants.models import Tenant
from tenants.roles import Permission, may, require
from tenants.scope import Scope

bp = Blueprint("aftercare", __name__, url_prefix="/aftercare")
FOLLOWS, DECIDES = Permission.GIVE_AFTERCARE, Permission.MANAGE_PLACEMENTS
ASKED = Permission.WRITE_REQUESTS
S = AftercareState
UNKNOWN = dict.fromkeys(("lives_with", "occupied", "placed_again"), "unknown")
# The parts of the list: what waits, what goes on, what is over.
PARTS: Mapping[str, tuple[AftercareState, ...]] = {
    "agreed": (S.AGREED,),
    "proposed": (S.PROPOSED,),
    "over": (S.DECLINED, S.ENDED),
}


@bp.get("")
def index() -> Response:
    """Whom the own house follows, or those whose stays one asked for, part by part."""
    scope = acting()
    ours = may(scope, FOLLOWS) and request.args.get("elsewhere") != "yes"
    if not ours:
        require(scope, ASKED)
    asked = request.args.get("part", "")
    part = asked if asked in PARTS else next(iter(PARTS))
    found = queries.listed(scope, ours=ours, states=PARTS[part], before=cursor())
    ids = [row.aftercare.id for row in found.rows]
    return page(
        "aftercare/index.html",
        "list",
        rows=found.rows,
        due=_soonest(scope, ids) if ours else {},
        after=found.after,
        first=cursor() is None,
        part=part,
        ours=ours,
        both=may(scope, FOLLOWS) and may(scope, ASKED),
    )


def _soonest(scope: Scope, ids: list[UUID]) -> dict[UUID, clocks.Due]:
    """What is due next on each of them."""
    known = clocks.of_subjects(scope, ids)
    running = {id_: [one for one in known[id_] if not clocks.ended(one.clock)] for id_ in ids}
    return {id_: min(due, key=lambda one: one.clock.due_at) for id_, due in running.items() if due}


@bp.get("/figures")
def numbers() -> Response:
    """Of those who left: what was agreed on, who was looked back at, who was placed again."""
    scope = acting()
    require(scope, FOLLOWS)
    found = figures.of_house(scope)
    return page("aftercare/figures.html", found=found, states=STATES, answers=ANSWERS)


@bp.get("/<uuid:aftercare_id>")
def show(aftercare_id: UUID) -> Response:
    scope = acting()
    return _shown(scope, _seen(scope, aftercare_id), {}, 200)


@bp.get("/<uuid:aftercare_id>/agreement.pdf")
def paper(aftercare_id: UUID) -> Response:
    """The agreement to be signed, or to be filled in by hand before anything is agreed on."""
    said = facts.of_agreement(acting(), aftercare_id)
    return contents.printed(aftercare_papers.agreement(said), "dogovor.pdf")


def _seen(scope: Scope, aftercare_id: UUID) -> Aftercare:
    """Aftercare of either side, to somebody whose roles let them look; 404 before 403."""
    found = queries.get(scope, aftercare_id)
    require(scope, FOLLOWS if found.tenant_id == scope.tenant_id else ASKED)
    return found


def _shown(
    scope: Scope, found: Aftercare, refused: Mapping[str, FormView], status: int
) -> Response:
    ours = found.tenant_id == scope.tenant_id
    home = db.session.get(Tenant, found.tenant_id)
    return page(
        "aftercare/show.html",
        "aftercare",
        status,
        aftercare=found,
        state=AftercareState(found.state),
        ours=ours,
        home=home.name if home else "",
        stages=[(stage, later.due_on(found.left_on, stage)) for stage in FollowUp],
        lines=happenings.of_aftercare(reversed(queries.steps_of(found))),
        **(_house(scope, found, refused) if ours else {"forms": Forms(refused)}),
    )


def _house(scope: Scope, found: Aftercare, refused: Mapping[str, FormView]) -> dict[str, Any]:
    """What only the home sees, and what it can record."""
    contacts = queries.contacts_of(scope, found.id, before=cursor())
    told = {FollowUp(one.stage): one for one in queries.evaluations_of(scope, found.id)}
    stages = later.open_stages(found.left_on, told, clock.today())
    own = beforehand.latest(scope, found)
    agreed = queries.agreement_of(scope, found.id)
    known = clocks.of_subjects(scope, [found.id])[found.id]
    return {
        "decides": may(scope, DECIDES),
        "actions": actions_for(AftercareState(found.state)),
        "due": sorted(
            (one for one in known if not clocks.ended(one.clock)), key=lambda one: one.clock.due_at
        ),
        "agreed": agreed,
        "plan": agreeing.plan_of(scope, found, agreed) if agreed else None,
        "contacts": contacts,
        "first": cursor() is None,
        "told": told,
        "wishes": _wished(scope, found),
        "own": own,
        "to_tell": stages,
        "said": queries.said(scope, found, [*contacts.rows, *told.values()]),
        "forms": _forms(found, refused, own.get(stages[0]) if stages else None),
        **people(scope, found.responsible_id, found.deputy_id),
    }


def _wished(scope: Scope, found: Aftercare) -> list[tuple[AftercareWish, str, str]]:
    """What was asked for on the own page, with its words and the answer."""
    rows = wishes.newest(scope, found.id)
    key = door.about(scope, found.placement_id)
    return [(one, key.of(one, "words"), key.of(one, "answer")) for one in rows]


def _forms(found: Aftercare, refused: Mapping[str, FormView], own: SaidOfMe | None) -> Forms:
    """`own` is what the young person said of the look-back that is due."""
    today = clock.today()
    return Forms(
        refused,
        agree=FormView.known(begins=today, rhythm="weekly", house_on=today, young_person_on=today),
        contact=FormView.known(on_day=today),
        set_rhythm=FormView.known(rhythm=found.rhythm, planned_end=found.planned_end),
        end=FormView.known(ended_on=today),
        evaluate=FormView.known(on_day=today, **(UNKNOWN | (_said(own) if own else {}))),
        assign=FormView.known(responsible_id=found.responsible_id, deputy_id=found.deputy_id),
    )


def _said(own: SaidOfMe) -> dict[str, object]:
    fares = own.fares
    said = {
        "stage": own.stage,
        "reached": "yes",
        "lives_with": fares.lives_with,
        "occupied": fares.occupied,
        "going": fares.going,
        "words": fares.words,
    }
    return {name: value for name, value in said.items() if value}


def _address(_: Scope, found: Aftercare) -> str:
    return url_for("aftercare.show", aftercare_id=found.id)


desk = Desk(bp, "aftercare_id", seen=_seen, shown=_shown, address=_address)
desk.act("agreement", agreeing.agree, AftercareAgreeIn, says="aftercare_agreed", needs=DECIDES)
desk.act("decline", agreeing.decline, AftercareDeclineIn, says="aftercare_declined", needs=DECIDES)
desk.act("contacts", touch.contact, AftercareContactIn, says="aftercare_contact", needs=FOLLOWS)
desk.act("rhythm", agreeing.set_rhythm, AftercareRhythmIn, says="aftercare_rhythm", needs=FOLLOWS)
desk.act(
    "prolongation", ending.prolong, AftercareProlongIn, says="aftercare_prolonged", needs=DECIDES
)
desk.act("end", ending.end, AftercareEndIn, says="aftercare_ended", needs=DECIDES)
desk.act(
    "look-backs", evaluating.evaluate, AftercareEvaluateIn, says="aftercare_looked", needs=FOLLOWS
)
desk.act("assignment", agreeing.assign, AssignIn, says="saved", needs=DECIDES)
desk.act("wishes", wishes.answer_wish, WishAnswerIn, says="wish_answered", needs=FOLLOWS)
