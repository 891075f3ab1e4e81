"""Breaches of personal data: anybody reports one, those who watch over the house see to it."""

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, Response, url_for

from network.oversight import breaches, registers
from network.oversight.kinds import TOLD_WITHIN
from network.oversight.models import Breach
from network.schemas.oversight import BreachIn, ClosingIn, RiskIn, ToldOnIn
from network.web.acts import Refused, carried_out, cursor, once
from network.web.desk import Desk, Forms
from network.web.rendering import FormView, page, see_other
from tenants import clock
from tenants.database import new_id
from tenants.login import acting
from tenants.roles import Permission, may, require
from tenants.scope import Scope

bp = Blueprint("breaches", __name__, url_prefix="/breaches")
OVERSEES, REPORTS = Permission.OVERSEE, Permission.REPORT_BREACHES


@bp.get("")
def index() -> Response:
    """What the member reported, or everything for those who watch over the house."""
    scope = acting()
    found = registers.breaches(scope, before=cursor())
    return page(
        "breaches/index.html",
        "list",
        rows=found.rows,
        after=found.after,
        first=cursor() is None,
        oversees=may(scope, OVERSEES),
        reports=may(scope, REPORTS),
        within=TOLD_WITHIN,
        at=clock.now(),
    )


@bp.get("/new")
def new() -> Response:
    require(acting(), REPORTS)
    return _new(FormView.known(noticed_at=clock.now()))


@bp.post("")
def report() -> Response:
    scope = acting()
    require(scope, REPORTS)
    try:
        made = carried_out(
            BreachIn(), lambda **said: once(scope, lambda: breaches.report(scope, **said).id)
        )
    except Refused as refusal:
        return _new(refusal.form, refusal.status)
    return see_other(url_for("breaches.show", breach_id=made), "breach_reported")


def _new(form: FormView, status: int = 200) -> Response:
    return page("breaches/new.html", "form", status, form=form, form_id=new_id())


@bp.get("/<uuid:breach_id>")
def show(breach_id: UUID) -> Response:
    """What happened, what was done, and what is to be done."""
    scope = acting()
    return _shown(scope, registers.breach(scope, breach_id), {}, 200)


def _shown(scope: Scope, found: Breach, refused: Mapping[str, FormView], status: int) -> Response:
    steps = registers.steps(scope, found)
    now = FormView.known(done_at=clock.now())
    return page(
        "breaches/show.html",
        "breach",
        status,
        breach=found,
        words=breaches.words_of(scope, found),
        steps=[(step, breaches.note_of(scope, step)) for step in steps],
        oversees=may(scope, OVERSEES),
        due=found.noticed_at + TOLD_WITHIN,
        at=clock.now(),
        forms=Forms(refused, tell_commissioner=now, tell_persons=now),
    )


def _address(_: Scope, found: Breach) -> str:
    return url_for("breaches.show", breach_id=found.id)


desk = Desk(bp, "breach_id", seen=registers.breach, shown=_shown, address=_address)
desk.act("judgement", breaches.judge, RiskIn, says="saved", needs=OVERSEES)
desk.act("commissioner", breaches.tell_commissioner, ToldOnIn, says="saved", needs=OVERSEES)
desk.act("persons", breaches.tell_persons, ToldOnIn, says="saved", needs=OVERSEES)
desk.act("closing", breaches.close, ClosingIn, says="saved", needs=OVERSEES)
