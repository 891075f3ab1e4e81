"""Emergencies: the summary for whoever broke the glass, and the judgement of the house whose file
it was."""

import json
from collections.abc import Mapping, Sequence
from uuid import UUID

from flask import Blueprint, Response, request, url_for
from markupsafe import Markup

from network.elsewhere import glass, judging, queries
from network.elsewhere.kinds import JUDGED_WITHIN
from network.elsewhere.models import Emergency, Review
from network.records.fields import FIELDS, Field
from network.schemas.elsewhere import JudgementIn
from network.web.acts import cursor
from network.web.desk import Desk, Forms
from network.web.rendering import FormView, hx, page
from tenants import clock, login
from tenants.login import acting
from tenants.roles import Permission, may, require
from tenants.scope import Scope

bp = Blueprint("emergencies", __name__, url_prefix="/emergencies")
JUDGES, BREAKS = Permission.REVIEW_EMERGENCIES, Permission.BREAK_GLASS
A_MINUTE = 60
FIELDS_SHOWN: tuple[Field, ...] = tuple(
    field for category, name in glass.FIELDS for field in FIELDS[category] if field.name == name
)


@bp.get("")
def index() -> Response:
    """Emergencies with our files, for those who judge them; or those that our people opened."""
    scope = acting()
    judges = may(scope, JUDGES)
    if judges and request.args.get("by") != "us":
        ours = judging.reviews(scope, before=cursor())
        waits = queries.waiting(scope)
        return _listed("emergencies/index.html", ours.rows, ours.after, waits=waits)
    if not judges:
        require(scope, BREAKS)
    theirs = glass.emergencies(scope, before=cursor())
    return _listed("emergencies/ours.html", theirs.rows, theirs.after, judges=judges)


def _listed(
    template: str,
    rows: Sequence[object],
    after: UUID | None,
    *,
    judges: bool = True,
    waits: int = 0,
) -> Response:
    first = cursor() is None
    return page(template, "list", rows=rows, after=after, first=first, judges=judges, waits=waits)


@bp.get("/<uuid:emergency_id>")
def show(emergency_id: UUID) -> Response:
    """What another house tells in an emergency, for an hour; later only that it was."""
    scope = acting()
    made = glass.emergency(scope, emergency_id)
    opened = glass.is_open(scope, made)
    return page(
        "emergencies/show.html",
        "emergency",
        made=made,
        until=glass.until(made),
        opened=opened,
        summaries=glass.summaries(scope, made) if opened else [],
        words=glass.words_of(scope, made),
        verdicts=glass.verdicts(scope, made),
        fields=FIELDS_SHOWN,
        left=_left(made),
        counting=_counting(made),
        closing=_closing(made),
    )


@bp.get("/<uuid:emergency_id>/left")
def left(emergency_id: UUID) -> Response:
    """How long it is open, for the page that counts down; nothing of the file is read for it."""
    made = glass.emergency(acting(), emergency_id)
    return page(
        "emergencies/left.html",
        until=glass.until(made),
        left=_left(made),
        counting=_counting(made),
    )


def _left(made: Emergency) -> int:
    """Whole minutes, the one that has begun among them; 0 when it is over."""
    return -(-_seconds(made) // A_MINUTE)


def _seconds(made: Emergency) -> int:
    return max(0, int((glass.until(made) - clock.now()).total_seconds()))


def _counting(made: Emergency) -> Markup:
    """The minutes are told anew while it is open."""
    path = url_for("emergencies.left", emergency_id=made.id)
    return _quietly(path, f"every {A_MINUTE}s", "#left") if _seconds(made) else Markup()


def _closing(made: Emergency) -> Markup:
    """What is shown goes by itself when it is over; the database shows it no more anyway."""
    path = url_for("emergencies.show", emergency_id=made.id)
    trigger = f"load delay:{_seconds(made) + 1}s"
    return _quietly(path, trigger, "#summary", select="#summary")


def _quietly(path: str, trigger: str, target: str, **more: str) -> Markup:
    """Fetched by the page itself: it keeps no session awake."""
    watching = json.dumps({login.WATCHING: "1"})
    return hx("get", path, trigger=trigger, target=target, headers=watching, **more)


@bp.get("/reviews/<uuid:emergency_review_id>")
def judged_here(emergency_review_id: UUID) -> Response:
    """An emergency with one of our files, and what our house thinks of it."""
    scope = acting()
    return _shown(scope, judging.review(scope, emergency_review_id), {}, 200)


def _shown(scope: Scope, found: Review, refused: Mapping[str, FormView], status: int) -> Response:
    return page(
        "emergencies/review.html",
        "review",
        status,
        one=judging.opened(scope, found.id),
        words=judging.words_of(scope, found),
        remark=judging.remark_of(scope, found),
        judges=may(scope, JUDGES),
        due=found.opened_at + JUDGED_WITHIN,
        at=clock.now(),
        fields=FIELDS_SHOWN,
        forms=Forms(refused),
    )


def _address(_: Scope, found: Review) -> str:
    return url_for("emergencies.judged_here", emergency_review_id=found.id)


desk = Desk(
    Blueprint("emergency_reviews", __name__, url_prefix="/emergencies/reviews"),
    "emergency_review_id",
    seen=judging.review,
    shown=_shown,
    address=_address,
)
desk.act("judgement", judging.judge, JudgementIn, says="judged", needs=JUDGES)
