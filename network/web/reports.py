"""A report of everything that is kept, as it is looked through and as it is printed."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from flask import Blueprint, Response, url_for
from flask_babel import get_locale

from network.interop.paper import Paper
from network.placements.models import PlacementStep
from network.programmes.models import EnrolmentStep
from network.records.fields import FIELDS
from network.requests.models import AskStep
from network.rights import queries, reporting
from network.rights.items import Item, Mark, Report, Section
from network.rights.models import RightsRequest
from network.schemas.rights import MarksIn
from network.web import formats, happenings, labels
from network.web.desk import Desk, Forms
from network.web.labels import LABELS, field_label, label
from network.web.rendering import FormView, page
from network.web.vocabulary.aftercare import CODES
from network.web.words import gettext as _
from tenants.login import acting
from tenants.roles import Permission
from tenants.scope import Scope

bp = Blueprint("access_reports", __name__, url_prefix="/rights/<uuid:rights_request_id>/report")
KEEPS = Permission.KEEP_FILES
ENTRIES = (
    *(Section.STAY, Section.SEARCH, Section.ENROLMENT, Section.SESSION, Section.CASE),
    *(Section.CONSENT, Section.RIGHT, Section.ELSEWHERE),
)
AT = re.compile(r"\d{4}-\d\d-\d\d(T.*)?")
STEPS = {
    AskStep.__name__: happenings.ASK,
    PlacementStep.__name__: happenings.PLACEMENT,
    EnrolmentStep.__name__: happenings.ENROLMENT,
}
A_DAY = len("2026-11-23")
NAMES = {field.name: field for fields in FIELDS.values() for field in fields}
KINDS = {
    Section.DOCUMENT: "DocumentKind",
    Section.BASIS: "Basis",
    Section.SHARE: "Category",
    Section.LOOK: "EntryKind",
    Section.PAPER: "DocumentKind",
    Section.VOICE: "Giver",
    Section.TRANSFER: "CaseStanding",
    Section.PROPOSAL: "ProposalStanding",
    Section.AFTERWARDS: "OutcomeStage",
    Section.AFTERCARE: "CareRecord",
}


@bp.get("")
def show(rights_request_id: UUID) -> Response:
    """What would be handed over, with what somebody has to look at on top."""
    scope = acting()
    found, _file = reporting.opened(scope, rights_request_id)
    return _shown(scope, found, {}, 200)


def _shown(
    scope: Scope, found: RightsRequest, refused: Mapping[str, FormView], status: int
) -> Response:
    kept = reporting.of_request(scope, found.id)
    report = None if kept is None else reporting.read(scope, kept)
    return page(
        "rights/report.html",
        "report",
        status,
        one=found,
        kept=kept,
        report=report,
        marks=Mark,
        sections=[] if report is None else _sections(report),
        named=named,
        said=said,
        told=_said,
        source=source,
        forms=Forms(refused),
    )


@bp.get("/paper")
def paper(rights_request_id: UUID) -> Response:
    """The finished report, to be printed."""
    scope = acting()
    found = queries.request(scope, rights_request_id)
    _kept, report = reporting.finished(scope, rights_request_id)
    answer = Response(_printed(scope, found, report), mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="izpis-{found.number}.pdf"'
    return answer


def _printed(scope: Scope, found: RightsRequest, report: Report) -> bytes:
    title = _("What is kept about you: file %(number)s", number=found.file_number)
    printed = Paper(title, language=str(get_locale()), foot=scope.tenant_name)
    printed.paragraph(
        _(
            "This is everything that %(house)s keeps about you: what, where it comes from, and who"
            " has seen it (General Data Protection Regulation, article 15).",
            house=scope.tenant_name,
        )
    )
    for section, items in _sections(report):
        printed.heading(label(section).capitalize())
        printed.facts([(named(one), _printable(report, one)) for one in items])
    printed.small(
        _(
            "What speaks of other people is left out where it would harm their rights, or"
            " somebody's safety. You may ask for corrections, and complain to the Information"
            " Commissioner."
        )
    )
    return printed.done()


def named(item: Item) -> str:
    """What an item is called: a field of the file, a kind of thing, or its section."""
    name = _name(item)
    return name[:1].upper() + name[1:]


def _called(token: str) -> str:
    """A code by the name that labels have for it, a day or a moment as it is written; else as it
    stands."""
    kind, dot, value = token.partition(".")
    if kind in STEPS:
        return _happened(STEPS[kind], value)
    for each in LABELS if dot else ():
        if each.__name__ == kind and value in [one.value for one in each]:
            return label(each(value))
    if AT.fullmatch(token):
        at = datetime.fromisoformat(token)
        return formats.day(at) if len(token) == A_DAY else _on_paper(at)
    return token


def _happened(told: Mapping[str, happenings.Kind], value: str) -> str:
    """A step as pages tell it; after a second dot, why."""
    move, dot, why = value.partition(".")
    if move not in told:
        return value
    coded = told[move].reasons
    if dot:
        return label(why, coded) if coded in labels.KINDS else why
    return _(told[move].title)


def _name(item: Item) -> str:
    if item.section in ENTRIES and "." in item.name:
        return _called(item.name)
    if item.section is Section.FILE and item.name in NAMES:
        return field_label(NAMES[item.name])
    if item.section in KINDS:
        return label(item.name, KINDS[item.section])
    if item.section is Section.REQUEST:
        return label(item.name, "RequestPart")
    return item.name or label(item.section)


def said(report: Report, item: Item) -> str:
    """What it says; or that it is left out, and why."""
    if not report.shown(item):
        return _("left out: %(why)s", why=label(report.marks[item.key]))
    return _said(item)


def source(report: Report, item: Item) -> str:
    """By whom and when it was written: paper is read on another day, so nothing is "yesterday"."""
    if not report.shown(item):
        return ""
    at = datetime.fromisoformat(item.at) if item.at else None
    return ", ".join(part for part in (item.who, _on_paper(at) if at else "") if part)


def _on_paper(at: datetime) -> str:
    return _("%(day)s at %(clock)s", day=formats.day(at), clock=formats.hour(at))


def _printable(report: Report, item: Item) -> str:
    words, written = said(report, item), source(report, item)
    return f"{words} ({written})" if words and written else words or written


def _sections(report: Report) -> Sequence[tuple[Section, Sequence[Item]]]:
    """The sections in which anything stands, in the order of the report."""
    found = {each: [one for one in report.items if one.section is each] for each in Section}
    return [(each, items) for each, items in found.items() if items]


def _cared(item: Item) -> str:
    """What was written of somebody after a stay: its day and its codes as they are called."""
    first, *words = item.said.split("\n")
    day, *codes = first.split(", ")
    called = (_(CODES[one]) if one in CODES else one for one in codes)
    line = ", ".join((formats.day(date.fromisoformat(day)), *called))
    return "\n".join((line, *words))


def _entry(item: Item) -> str:
    """Its line of codes as they are called, then what somebody wrote."""
    first, *words = item.said.split("\n")
    line = ", ".join(_called(one) for one in first.split(", "))
    return "\n".join((line.replace(", →, ", " → "), *words)).lstrip("\n")


def _afterwards(item: Item) -> str:
    """School and work after a programme: its codes as they are called."""
    codes = (each.partition(".") for each in item.said.split())
    return ", ".join(label(code, kind) for kind, _dot, code in codes)


CODED: dict[Section, Callable[[Item], str]] = {
    **dict.fromkeys(ENTRIES, _entry),
    Section.AFTERWARDS: _afterwards,
    Section.AFTERCARE: _cared,
}


def _said(item: Item) -> str:
    if item.section in CODED and item.said:
        return CODED[item.section](item)
    field = NAMES.get(item.name) if item.section is Section.FILE else None
    match field and field.shape.value:
        case "day":
            return formats.day(date.fromisoformat(item.said))
        case "yes":
            return _("yes")
        case "sex":
            return label(item.said, "Sex")
        case "care":
            return label(item.said, "ParentalCare")
    return item.said


def _address(_scope: Scope, found: RightsRequest) -> str:
    return url_for("access_reports.show", rights_request_id=found.id)


def _seen(scope: Scope, rights_request_id: UUID) -> RightsRequest:
    return reporting.opened(scope, rights_request_id)[0]


desk = Desk(
    Blueprint("report_acts", __name__, url_prefix="/rights"),
    "rights_request_id",
    seen=_seen,
    shown=_shown,
    address=_address,
)
desk.act("report", reporting.prepare, says="report_prepared", needs=KEEPS)
desk.act("report/marks", reporting.mark, MarksIn, says="report_marked", needs=KEEPS)
desk.act("report/finishing", reporting.finish, says="report_finished", needs=KEEPS)
desk.act("report/handing-over", reporting.hand_over, says="report_handed_over", needs=KEEPS)
