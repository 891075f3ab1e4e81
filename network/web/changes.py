"""What others did since the reader looked at their day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, Response, request

from network.clocks.subjects import SubjectKind
from network.notes import changes, visits
from network.web.happenings import ASK, PLACEMENT, REQUEST
from network.web.rendering import page
from network.web.words import gettext
from tenants.errors import N_
from tenants.login import acting

bp = Blueprint("changes", __name__)
TABLES = {SubjectKind.ASK: ASK, SubjectKind.REQUEST: REQUEST, SubjectKind.PLACEMENT: PLACEMENT}
WRITTEN = {changes.MESSAGE: N_("New message"), changes.NOTE: N_("New note of ours")}


@dataclass(frozen=True, slots=True)
class Changed:
    """One line, in the reader's language."""

    number: str
    url: str
    title: str
    by: str
    at: datetime


def told(rows: Sequence[changes.Change]) -> list[Changed]:
    """The changes as lines; what no timeline would show is left out."""
    return [line for line in map(_line, rows) if line is not None]


def _line(row: changes.Change) -> Changed | None:
    known = TABLES[row.subject].get(row.kind)
    title = WRITTEN.get(row.kind) or (known.title if known else "")
    url = f"/{row.subject}s/{row.subject_id}"
    if not title:
        return None
    return Changed(row.number, url, gettext(title), row.by_name, row.at)


@bp.get("/day/changes")
def index() -> Response:
    """All of it, some at a time; to look here is no look at the day."""
    scope = acting()
    since = visits.since(scope)
    found = changes.since(scope, since, number=_number())
    return page("day/changes.html", "list", since=since, lines=told(found.rows), found=found)


def _number() -> int:
    asked = request.args.get("page", "1")
    return max(1, min(int(asked), 1000)) if asked.isdecimal() and asked.isascii() else 1
