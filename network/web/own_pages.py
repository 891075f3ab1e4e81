"""The members' side of pages of somebody's own: opened, given a new code, closed, and answered."""

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, Response, make_response, url_for

from network.own_pages import answering, opening, queries
from network.own_pages.kinds import READERS, may_show
from network.own_pages.models import OwnPage
from network.own_pages.opening import Handed
from network.own_pages.sealed import Said
from network.records import door
from network.records.fields import WRITTEN
from network.records.models import YoungPerson
from network.schemas.own_pages import PageIn, SheetIn, VoiceAnswerIn
from network.schemas.values import Given
from network.web import own_sheet
from network.web.acts import Refused, carried_out, cursor
from network.web.desk import Desk, Forms
from network.web.labels import label
from network.web.rendering import FormView, page
from tenants.errors import NotFound
from tenants.login import acting
from tenants.roles import Permission, require
from tenants.scope import Scope

bp = Blueprint("own_pages", __name__, url_prefix="/pages")
of_file = Blueprint("file_pages", __name__, url_prefix="/files/<uuid:person_id>/pages")
voices = Blueprint("voices", __name__, url_prefix="/voices")
KEEPS = Permission.KEEP_FILES
# Of all that any page may show, in the order of a file.
ALL_SHOWN = [each for each in WRITTEN if any(each in may_show(reader) for reader in READERS)]


@of_file.get("")
def index(person_id: UUID) -> Response:
    """Who has a page on this file, and a form to open one."""
    scope = acting()
    return _listed(scope, _opened(scope, person_id), FormView())


@of_file.post("")
def open_page(person_id: UUID) -> Response:
    """The link and the code stand in this answer and never again."""
    scope = acting()
    file = _opened(scope, person_id)
    handed: list[Handed] = []
    try:
        carried_out(
            PageIn(), lambda **said: handed.append(opening.open_page(scope, person_id, **said))
        )
    except Refused as refusal:
        return _listed(scope, file, refusal.form, refusal.status)
    return _handed(handed[0], file)


def _opened(scope: Scope, person_id: UUID) -> YoungPerson:
    found = door.person(scope, person_id)
    require(scope, KEEPS)
    return found


def _listed(scope: Scope, file: YoungPerson, form: FormView, status: int = 200) -> Response:
    found = queries.of_file(scope, file.id)
    has = {one.reader for one in found if one.closed_at is None}
    return page(
        "own_pages/index.html",
        "pages",
        status,
        file=file,
        pages=found,
        form=form,
        readers=[(one.value, label(one)) for one in READERS if one.value not in has],
        parents=[label(each) for each in may_show(READERS[1])],
        young=[label(each) for each in may_show(READERS[0])],
        categories=[(each.value, label(each)) for each in ALL_SHOWN],
    )


def _handed(handed: Handed, file: YoungPerson) -> Response:
    found = handed.page
    link = own_sheet.address(handed.link) if handed.link else ""
    return page("own_pages/handed.html", page=found, file=file, handed=handed, address=link)


@bp.post("/<uuid:page_id>/code")
def give_code(page_id: UUID) -> Response:
    """A new code for whoever has the link; it stands in this answer and never again."""
    scope = acting()
    _, file = _seen_with_file(scope, page_id)
    handed: list[Handed] = []
    try:
        carried_out(Given(), lambda **_: handed.append(opening.give_code(scope, page_id)))
    except Refused as refusal:
        return _listed(scope, file, refusal.form, refusal.status)
    return _handed(handed[0], file)


@bp.post("/<uuid:page_id>/sheet")
def sheet(page_id: UUID) -> Response:
    """What was just handed over as a sheet of paper; only what belongs to this page is printed."""
    scope = acting()
    found, _ = _seen_with_file(scope, page_id)
    given: list[tuple[str, str]] = []
    try:
        carried_out(SheetIn(), lambda link, code: given.append((link, code)))
    except Refused as refusal:
        raise NotFound(own_sheet.NOT_HANDED) from refusal
    link, code = given[0]
    if not opening.is_handed(found, link, code):
        raise NotFound(own_sheet.NOT_HANDED)
    answer = make_response(own_sheet.drawn(scope, found, link, code))
    answer.mimetype = "application/pdf"
    answer.headers["Content-Disposition"] = 'attachment; filename="stran.pdf"'
    return answer


def _seen_with_file(scope: Scope, page_id: UUID) -> tuple[OwnPage, YoungPerson]:
    found = queries.page(scope, page_id)
    require(scope, KEEPS)
    return found


def _seen(scope: Scope, page_id: UUID) -> OwnPage:
    return _seen_with_file(scope, page_id)[0]


def _page(scope: Scope, found: OwnPage, refused: Mapping[str, FormView], status: int) -> Response:
    form = next(iter(refused.values()), FormView())
    return _listed(scope, door.person(scope, found.person_id), form, status)


def _address(_: Scope, found: OwnPage) -> str:
    return url_for("file_pages.index", person_id=found.person_id)


desk = Desk(bp, "page_id", seen=_seen, shown=_page, address=_address)
desk.act("closing", opening.close, says="page_closed", needs=KEEPS)


@voices.get("")
def listed() -> Response:
    """What was said on pages of the files that the member opens."""
    found = queries.voices(acting(), before=cursor())
    return page(
        "own_pages/voices.html",
        "list",
        rows=found.rows,
        after=found.after,
        first=cursor() is None,
    )


@voices.get("/<uuid:voice_id>")
def show(voice_id: UUID) -> Response:
    """What somebody said, and the answer."""
    scope = acting()
    return _voice(scope, _said(scope, voice_id), {}, 200)


def _said(scope: Scope, voice_id: UUID) -> Said:
    found = queries.said(scope, voice_id)
    require(scope, KEEPS)
    return found


def _voice(_: Scope, said: Said, refused: Mapping[str, FormView], status: int) -> Response:
    return page("own_pages/voice.html", "voice", status, said=said, forms=Forms(refused))


answers = Desk(
    voices,
    "voice_id",
    seen=_said,
    shown=_voice,
    address=lambda _, said: url_for("voices.show", voice_id=said.voice.id),
)
answers.act("answer", answering.answer, VoiceAnswerIn, says="voice_answered", needs=KEEPS)
