"""The trail, for those who watch over it: what our people did, and what others did with ours."""

from flask import Blueprint, Response, request

from network.trail import queries
from network.trail.kinds import EntryKind
from network.trail.models import TrailEntry
from network.web import happenings
from network.web.acts import cursor
from network.web.labels import label, label_all
from network.web.rendering import page
from network.web.vocabulary.trail import DECISIONS, REGISTERS
from network.web.words import gettext
from tenants.login import acting

CODED = {EntryKind.SIGN_IN: "Entrance", EntryKind.RIGHTS: "RightsChange"}

# What was decided is called as in the course of the thing; as in that of an ask where it is none.
HAPPENED = {
    "placement": happenings.PLACEMENT,
    "enrolment": happenings.ENROLMENT,
    "aftercare": happenings.AFTERCARE,
}

bp = Blueprint("trail", __name__, url_prefix="/trail")


@bp.get("")
def show() -> Response:
    """The newest entries first, of one kind or of all."""
    of_others = request.args.get("by") == "others"
    kind = _kind(request.args.get("kind", ""))
    found = queries.trail(acting(), of_others=of_others, kind=kind, before=cursor())
    return page(
        "trail/show.html",
        "trail",
        rows=found.rows,
        after=found.after,
        first=cursor() is None,
        of_others=of_others,
        kind=kind,
    )


@bp.app_template_filter("told_in_trail")
def told(entry: TrailEntry) -> str:
    """What exactly was done, in the reader's words; empty where the kind says it all."""
    kind = EntryKind(entry.kind)
    if kind in CODED:
        return label(entry.detail, CODED[kind])
    if kind is EntryKind.EXPORT:
        return label_all(entry.categories, "ExportedList")
    if kind is EntryKind.DECIDE:
        if entry.detail in DECISIONS:
            return gettext(DECISIONS[entry.detail])
        known = HAPPENED.get(entry.subject, happenings.ASK)
        return gettext(known[entry.detail].title) if entry.detail in known else entry.detail
    if entry.detail in REGISTERS:
        return gettext(REGISTERS[entry.detail])
    return label_all(entry.categories, "Category")


def _kind(typed: str) -> EntryKind | None:
    return next((kind for kind in EntryKind if kind == typed), None)
