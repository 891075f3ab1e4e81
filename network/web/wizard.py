"""A request is written in five steps, each of which is kept; the last one sends it."""

from collections.abc import Mapping
from typing import Any, cast
from uuid import UUID

from flask import Blueprint, Response, request, url_for
from marshmallow import Schema, ValidationError

from network.requests import drafts
from network.requests.actions import drafting
from network.requests.drafts import FIELDS, DraftSent, RequestDraft, Step
from network.schemas.drafts import DraftIn, complete, kept, known, missing, part
from network.web import wizard_page
from network.web.acts import Refused, carried_out, once
from network.web.desk import Desk
from network.web.rendering import FormView, form_values, page, see_other
from network.web.wizard_page import shown, step_url
from tenants.database import transaction
from tenants.login import acting
from tenants.roles import Permission, require
from tenants.scope import Scope

bp = Blueprint("drafts", __name__, url_prefix="/requests/drafts")
GOES = {"back": -1, "look": 0, "next": 1}


@bp.errorhandler(DraftSent)
def sent_already(error: DraftSent) -> Response:
    """Back to a draft that was sent, by the browser's button or a second click: to its request."""
    return see_other(url_for("requests.show", request_id=error.facts["request_id"]))


@bp.post("")
def begin() -> Response:
    """Keep the first step; from here on there is a draft."""
    scope = _writer()
    try:
        made = carried_out(
            DraftIn(partial=True), lambda **values: once(scope, lambda: _begun(scope, values))
        )
    except Refused as refusal:
        return shown(scope, Step.WHO, None, refusal.form, refusal.status)
    return _onward(scope, drafts.get(scope, cast(UUID, made)), Step.WHO)


def _begun(scope: Scope, values: Mapping[str, Any]) -> UUID:
    draft = drafting.begin(scope, kept(values), step=_come_to(Step.WHO))
    _with_sibling(scope, draft.id)
    return draft.id


@bp.get("/<uuid:draft_id>")
def show(draft_id: UUID) -> Response:
    """The step that is asked for, or how far its writer has come."""
    scope = acting()
    draft = _seen(scope, draft_id)
    step = wizard_page.typed_step(request.args.get("step", "")) or Step(draft.step)
    return shown(scope, step, draft)


@bp.post("/<uuid:draft_id>")
def save(draft_id: UUID) -> Response:
    """Keep one step, and go where its button leads."""
    scope = acting()
    _seen(scope, draft_id)
    step = wizard_page.typed_step(request.form.get("step", "")) or Step.WHO
    try:
        carried_out(part(step), lambda **values: _saved(scope, draft_id, step, values))
    except Refused as refusal:
        return shown(scope, step, _seen(scope, draft_id), refusal.form, refusal.status)
    return _onward(scope, _seen(scope, draft_id), step)


def _saved(scope: Scope, draft_id: UUID, step: Step, values: Mapping[str, Any]) -> None:
    seen = request.form.get("version", type=int)
    come = _come_to(step)
    drafting.save(scope, draft_id, kept(values), of=FIELDS[step], step=Step(come), seen=seen)
    if step is Step.WHO:
        _with_sibling(scope, draft_id)


def _come_to(step: Step) -> Step:
    """How far somebody has come who leaves this step by the pressed button."""
    onward = request.form.get("go", "next") == "next"
    return Step(min(step + 1, Step.REVIEW)) if onward else step


def _with_sibling(scope: Scope, draft_id: UUID) -> None:
    if request.form.get("sibling") == "yes":
        drafting.begin_sibling(scope, draft_id)


def _onward(scope: Scope, draft: RequestDraft, step: Step) -> Response:
    """On to where the pressed button leads; a gap is shown once and may then be left open."""
    go = request.form.get("go", "next")
    if go not in GOES:
        return see_other(url_for("requests.index"), "draft_saved")
    gaps = missing(draft.content, step) if go == "next" else {}
    if gaps:
        form = FormView.refused(request.form, ValidationError(gaps))
        return shown(scope, step, draft, form, 422, passable=True)
    return see_other(step_url(draft, min(max(step + GOES[go], Step.WHO), Step.REVIEW)))


@bp.post("/<uuid:draft_id>/sending")
def send(draft_id: UUID) -> Response:
    """The draft becomes a request; then choose whom to ask."""
    scope = acting()
    draft = _seen(scope, draft_id)
    groups = draft.content.get("group_ids", [])
    try:
        made = carried_out(part(Step.REVIEW), lambda **values: _sent(scope, draft_id, values))
    except Refused as refusal:
        return shown(scope, Step.REVIEW, _seen(scope, draft_id), refusal.form, refusal.status)
    return see_other(url_for("requests.fits", request_id=made, group=groups), "request_saved")


def _sent(scope: Scope, draft_id: UUID, values: Mapping[str, Any]) -> UUID:
    drafting.save(
        scope,
        draft_id,
        kept(values),
        of=FIELDS[Step.REVIEW],
        seen=request.form.get("version", type=int),
    )
    return drafting.send(scope, draft_id, complete)


@bp.post("/<uuid:draft_id>/removal")
def remove(draft_id: UUID) -> Response:
    """Delete the draft for good."""
    scope = acting()
    _seen(scope, draft_id)
    with transaction():
        drafting.discard(scope, draft_id)
    return see_other(url_for("requests.index"), "draft_removed")


@bp.post("/fits")
def fits() -> Response:
    """What fits, while a step is still being filled in. Nothing is kept."""
    scope = _writer()
    draft, step = _named(scope)
    content = known(drafts.whole(scope, draft)) if draft else {}
    stays = {name: value for name, value in content.items() if name not in FIELDS[step]}
    typed = _readable(part(step) if draft else DraftIn(partial=True))
    found = wizard_page.fits(scope, stays | typed, draft)
    return page("wizard/fits.html", "panel", fits=found)


@bp.post("/guard")
def guard() -> Response:
    """Where one goes from the first step: on, or to the request that is open already."""
    scope = _writer()
    draft, _ = _named(scope)
    form = FormView(request.form.to_dict(flat=False))
    follows = wizard_page.followed(scope, Step.WHO, draft, form)
    return page("wizard/onward.html", "onward", step=Step.WHO, draft=draft, follows=follows)


def _named(scope: Scope) -> tuple[RequestDraft | None, Step]:
    """The draft and the step that a form on its way names."""
    step = wizard_page.typed_step(request.form.get("step", "")) or Step.WHO
    try:
        return wizard_page.draft_of(scope, request.form.get("draft_id", "")), step
    except ValueError:
        return None, step


def _readable(schema: Schema) -> dict[str, Any]:
    """Those of the typed values that can be read already."""
    try:
        return form_values(schema, request.form)
    except ValidationError as problem:
        return dict(cast(Mapping[str, Any], problem.valid_data))


def _writer() -> Scope:
    scope = acting()
    require(scope, Permission.WRITE_REQUESTS)
    return scope


def _seen(scope: Scope, draft_id: UUID) -> RequestDraft:
    """A draft of the own centre, for somebody who writes requests; 404 before 403."""
    found = drafts.get(scope, draft_id)
    require(scope, Permission.WRITE_REQUESTS)
    return found


def _shown(
    scope: Scope, draft: RequestDraft, forms: Mapping[str, FormView], status: int
) -> Response:
    return shown(scope, Step(draft.step), draft, next(iter(forms.values()), None), status)


def _address(_scope: Scope, _draft: RequestDraft) -> str:
    return url_for("requests.index")


desk = Desk(bp, "draft_id", seen=_seen, shown=_shown, address=_address)
desk.act("renewal", drafting.renew, says="draft_renewed")
