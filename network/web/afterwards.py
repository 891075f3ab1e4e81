"""School and work before and after a programme: of one, and of all as numbers."""

from uuid import UUID

from flask import Blueprint, Response, request, url_for

from network.plans import figures
from network.programmes import afterwards, following
from network.programmes.afterwards import OutcomeStage
from network.programmes.models import Enrolment
from network.schemas.plans import AfterwardsIn
from network.web.desk import Desk, Forms
from network.web.labels import label
from network.web.plans import RUNS, Refusals, seen
from network.web.rendering import FormView, page
from tenants import clock
from tenants.login import acting
from tenants.scope import Scope

bp = Blueprint("afterwards", __name__, url_prefix="/enrolments")


@bp.get("/figures")
def numbers() -> Response:
    """How those stand whose programme has ended, by programme; and how goals ended, by area."""
    scope = acting()
    asked = request.args.get("stage", "")
    stage = OutcomeStage(asked) if asked in set(OutcomeStage) else OutcomeStage.EXIT
    ways = [
        (url_for("afterwards.numbers", stage=one), label(one), None, one is stage)
        for one in OutcomeStage
    ]
    return page(
        "afterwards/figures.html",
        found=figures.afterwards(scope, stage),
        goals=figures.goals(scope),
        ways=ways,
    )


@bp.get("/<uuid:enrolment_id>/outcomes")
def show(enrolment_id: UUID) -> Response:
    """What was told at each stage, and the form for the one whose time has come."""
    scope = acting()
    return _shown(scope, seen(scope, enrolment_id), {}, 200)


def _shown(scope: Scope, found: Enrolment, refused: Refusals, status: int) -> Response:
    told = {one.stage: one for one in following.told_of(scope, found.id)}
    began, ended = found.began_on, found.ended_on
    stages = afterwards.open_stages(began, ended, clock.today()) if began else []
    wanted = next((one for one in reversed(stages) if one.value not in told), None)
    known = FormView.known(stage=wanted, asked_on=clock.today())
    return page(
        "afterwards/show.html",
        "outcomes",
        status,
        enrolment=found,
        began=began,
        rows=[
            (one, afterwards.asked_on(began, ended, one), told.get(one.value))
            for one in OutcomeStage
        ]
        if began
        else [],
        stages=[(one.value, label(one)) for one in stages],
        forms=Forms(refused, record=known),
    )


def _address(_: Scope, found: Enrolment) -> str:
    return url_for("afterwards.show", enrolment_id=found.id)


desk = Desk(bp, "enrolment_id", seen=seen, shown=_shown, address=_address)
desk.act("outcomes", following.record, AfterwardsIn, says="afterwards_told", needs=RUNS)
