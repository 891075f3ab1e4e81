"""Groups: what every member of the network sees of one, and how a home keeps its own."""

from collections.abc import Callable
from datetime import date
from itertools import islice
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for
from marshmallow import ValidationError

from network.availability import actions, queries
from network.availability.freshness import Freshness, freshness
from network.availability.intake import in_force
from network.availability.models import Group
from network.availability.published import PublishedGroup, published_group
from network.requests import contradictions
from network.requests.contradictions import Contradiction
from network.schemas.groups import GroupChange, GroupIn, OnDay, stances
from network.web import calendar, group_forms, reasons
from network.web.forms import status_for
from network.web.group_forms import Stamp
from network.web.rendering import FormView, form_values, page, see_other
from tenants import clock
from tenants.database import transaction
from tenants.errors import Conflict, DomainError
from tenants.login import acting
from tenants.roles import REFUSALS, Permission, may, require

bp = Blueprint("groups", __name__, url_prefix="/groups")
DAYS_FORESEEN = 6


@bp.get("")
def index() -> Response:
    """The home's own groups, with their places today and how fresh that is."""
    scope = acting()
    require(scope, Permission.SEE_HOUSE)
    house, now, today = queries.house(scope), clock.now(), clock.today()
    groups = [
        (group, house.strip(group.id, today), freshness(group.confirmed_at, now))
        for group in queries.own_groups(scope)
    ]
    return page(
        "groups/index.html",
        groups=groups,
        unconfirmed=sum(age is not Freshness.FRESH for _, _, age in groups),
        refusal=refusal(Permission.MANAGE_GROUPS),
        may_confirm=may(scope, Permission.CONFIRM_PLACES),
    )


def refusal(permission: Permission) -> str:
    """Why this member may not; empty for those who may."""
    return "" if may(acting(), permission) else REFUSALS[permission]


@bp.get("/<uuid:group_id>")
def show(group_id: UUID) -> Response:
    """One group, as of today or of a day one may choose."""
    group = published_group(acting(), group_id)
    try:
        on = form_values(OnDay(), request.args).get("on")
    except ValidationError as problem:
        return _show(group, FormView.refused(request.args, problem), clock.today(), 422)
    return _show(group, FormView(request.args.to_dict(flat=False)), on or clock.today())


def _show(group: PublishedGroup, form: FormView, on: date, status: int = 200) -> Response:
    scope = acting()
    own = group.tenant_id == scope.tenant_id
    days = calendar.ahead(group)
    return page(
        "groups/show.html",
        status=status,
        group=group,
        needs=stances(group),
        form=form,
        on=on,
        intake=in_force(group.intake, group.intake_until, on),
        days=days,
        bars=calendar.bars(days),
        months=calendar.months(days),
        leavings=calendar.leavings(group),
        contradictions=_contradictions(group) if own else [],
        foreseen=list(islice(group.coming_free(on), DAYS_FORESEEN)),
        age=freshness(group.confirmed_at, clock.now()),
        own=own,
        may_ask=may(scope, Permission.WRITE_REQUESTS) and not own,
        may_confirm=may(scope, Permission.CONFIRM_PLACES),
        refusal=refusal(Permission.MANAGE_GROUPS),
    )


def _contradictions(group: PublishedGroup) -> list[tuple[Contradiction, str]]:
    """Declines that speak against the profile, each with its reason, for who may change it."""
    if not may(acting(), Permission.MANAGE_GROUPS):
        return []
    found = contradictions.of_group(acting(), group.id)
    called = reasons.names(each.reason for each in found) if found else {}
    return [(each, called.get(each.reason, each.reason)) for each in found]


@bp.get("/new")
def new() -> Response:
    require(acting(), Permission.MANAGE_GROUPS)
    return _new(FormView.known(capacity=8))


def _new(form: FormView, status: int = 200) -> Response:
    return page(
        "groups/new.html", status=status, form=form, **group_forms.offered(acting(), new=True)
    )


@bp.post("")
def create() -> Response:
    """A new group with its places, confirmed as of now."""
    scope = acting()
    require(scope, Permission.MANAGE_GROUPS)
    try:
        given = form_values(GroupIn(), request.form)
        with transaction():
            group_id = actions.open_group(scope, **given).id
    except (ValidationError, DomainError) as problem:
        return _refused(_new, problem)
    return see_other(url_for("groups.show", group_id=group_id), "group_saved")


@bp.get("/<uuid:group_id>/edit")
def edit(group_id: UUID) -> Response:
    scope = acting()
    group = queries.own_group(scope, group_id)
    require(scope, Permission.MANAGE_GROUPS)
    known = group_forms.known(group, _capacity(group))
    return _edit(group, FormView(known), Stamp.of(known))


def _capacity(group: Group) -> int:
    return queries.house(acting(), group.id).places(group.id)


def _edit(group: Group, form: FormView, stamp: Stamp, status: int = 200, **more: Any) -> Response:
    return page(
        "groups/edit.html",
        status=status,
        group=group,
        form=form,
        stamp=stamp,
        **group_forms.offered(acting()),
        **more,
    )


@bp.post("/<uuid:group_id>")
def change(group_id: UUID) -> Response:
    """Save the whole form, unless somebody has changed meanwhile what it shows."""
    scope = acting()
    queries.own_group(scope, group_id)
    require(scope, Permission.MANAGE_GROUPS)
    stamp = Stamp.read(request.form.get("stamp", ""))
    try:
        given = form_values(GroupChange(), request.form)
        with transaction():
            group = queries.own_group(scope, group_id, lock=True)
            stamp.require_same(group_forms.known(group, _capacity(group)))
            actions.change_group(scope, group_id, **given)
    except group_forms.ChangedMeanwhile:
        return _changed_meanwhile(group_id, stamp)
    except (ValidationError, DomainError) as problem:
        return _refused(lambda form, status: _edit(_own(group_id), form, stamp, status), problem)
    return see_other(url_for("groups.show", group_id=group_id), "group_saved")


def _own(group_id: UUID) -> Group:
    return queries.own_group(acting(), group_id)


def _changed_meanwhile(group_id: UUID, stamp: Stamp) -> Response:
    """The form again with what was typed, and what the other person changed."""
    group = _own(group_id)
    now = group_forms.known(group, _capacity(group))
    typed = request.form.to_dict(flat=False)
    merged = group_forms.merged(stamp, typed, now)
    return _edit(
        group,
        FormView(merged.values),
        Stamp.of(now),
        409,
        theirs=group_forms.in_words(acting(), merged.theirs, now),
    )


@bp.post("/<uuid:group_id>/closing")
def close(group_id: UUID) -> Response:
    """Take the group off the board, if nobody is in it or promised a place."""
    scope = acting()
    group = queries.own_group(scope, group_id)
    require(scope, Permission.MANAGE_GROUPS)
    try:
        with transaction():
            actions.close_group(scope, group_id)
    except Conflict as problem:
        group = _own(group_id)
        known = group_forms.known(group, _capacity(group))
        form = FormView(known, FormView.refused(request.form, problem).errors)
        return _edit(group, form, Stamp.of(known), status_for(problem))
    return see_other(url_for("groups.index"), "group_retired")


def _refused(
    again: Callable[[FormView, int], Response], problem: ValidationError | DomainError
) -> Response:
    """The form again, with everything typed and each sentence at its field."""
    return again(FormView.refused(request.form, problem), status_for(problem))
