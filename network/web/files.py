"""Young people's files: what each says, who opens it, and what is written anew."""

from collections.abc import Mapping
from functools import partial
from uuid import UUID

from flask import Blueprint, Response, url_for

from network.consent.kinds import Category
from network.legal_bases import queries as bases
from network.own_pages import queries as own_pages
from network.placements import history
from network.programmes.proposals import queries as proposals
from network.records import actions, door, queries, restricting
from network.records.fields import FIELDS, WRITTEN
from network.records.models import YoungPerson
from network.requests import looks, of_files
from network.requests.models import Request
from network.schemas.files import ExclusionIn, SensitivityIn, TeamIn, begun_schema, part_schema
from network.transfers import queries as transfers
from network.web import document_card, referrals, standing
from network.web.acts import Refused, carried_out, cursor, once
from network.web.desk import Desk, Forms
from network.web.rendering import FormView, page, see_other
from tenants import staffing
from tenants.database import new_id
from tenants.login import acting
from tenants.roles import HOMES, SENDERS, Permission, may, require
from tenants.scope import Scope

bp = Blueprint("files", __name__, url_prefix="/files")
KEEPS = Permission.KEEP_FILES


@bp.get("")
def index() -> Response:
    """The files that the member opens, the newest first, with whose they are."""
    scope = acting()
    found = queries.files(scope, before=cursor())
    names = door.identities(scope, found.rows)
    return page(
        "files/index.html",
        rows=found.rows,
        names={id_: queries.called(part) for id_, part in names.items()},
        after=found.after,
        first=cursor() is None,
        passes_on=may(scope, Permission.TRANSFER_CASES),
        asks_elsewhere=may(scope, Permission.ASK_ELSEWHERE),
        finding=FormView(key="find"),
    )


@bp.get("/new")
def new() -> Response:
    require(acting(), KEEPS)
    return _begin(FormView())


@bp.post("")
def begin() -> Response:
    scope = acting()
    require(scope, KEEPS)
    try:
        begun = carried_out(
            begun_schema()(),
            lambda **identity: once(scope, lambda: actions.begin(scope, **identity).id),
        )
    except Refused as refusal:
        return _begin(refusal.form, refusal.status)
    return see_other(url_for("files.show", person_id=begun), "file_begun")


def _begin(form: FormView, status: int = 200) -> Response:
    fields = FIELDS[Category.IDENTITY]
    return page("files/new.html", "form", status, form=form, fields=fields, form_id=new_id())


@bp.get("/<uuid:person_id>")
def show(person_id: UUID) -> Response:
    """Everything that the file says, a card for each category."""
    scope = acting()
    return shown(scope, seen(scope, person_id), {}, 200)


def seen(scope: Scope, person_id: UUID) -> YoungPerson:
    """A file, to somebody who opens it; 404 before 403."""
    found = door.person(scope, person_id)
    require(scope, KEEPS)
    return found


def shown(
    scope: Scope, file: YoungPerson, refused: Mapping[str, FormView], status: int
) -> Response:
    """The page of a file, with the forms that were refused."""
    parts = door.read(scope, file.id)
    team = queries.team(scope, file.id)
    inside = {member.id for member in team}
    return page(
        "files/show.html",
        "file",
        status,
        file=file,
        name=queries.called(parts[Category.IDENTITY]),
        parts=parts,
        fields=FIELDS,
        team=team,
        bases=bases.of_file(scope, file.id),
        pages=[one for one in own_pages.of_file(scope, file.id) if one.closed_at is None],
        stays=history.of_file(scope, file.id),
        passed_on=transfers.of_file(scope, file.id),
        asks_elsewhere=may(scope, Permission.ASK_ELSEWHERE),
        proposed=proposals.of_file(scope, file.id),
        asked_for=_asked_for(scope, file),
        lives=scope.kind in HOMES | SENDERS,
        programmes=referrals.to_choose(scope),
        excluded=queries.excluded(scope, file.id),
        others=[
            (member.id, member.name) for member in staffing.active(scope) if member.id not in inside
        ],
        restricted=restricting.in_force(scope, file.id),
        **document_card.card(scope, file),
        forms=Forms(refused, classify=FormView.known(sensitivity=file.sensitivity)),
    )


def _asked_for(scope: Scope, file: YoungPerson) -> list[tuple[Request, standing.Waits]]:
    """What was asked for with the file, each with how it stands."""
    return [
        (one.request, standing.waits(one.state, offered=False, live=True, kind=one.request.kind))
        for one in of_files.requests_of(scope, file.id)
    ]


@bp.get("/<uuid:person_id>/looks")
def looked(person_id: UUID) -> Response:
    """Who looked at this file and to whom it was shown; to be printed for whoever it is about."""
    scope = acting()
    file = seen(scope, person_id)
    found = looks.of_file(scope, person_id, before=cursor())
    return page(
        "files/looks.html",
        file=file,
        rows=found.rows,
        after=found.after,
        first=cursor() is None,
    )


@bp.get("/<uuid:person_id>/earlier-words")
def earlier_words(person_id: UUID) -> Response:
    """What the young person's own words were before, with when and by whom."""
    scope = acting()
    file = seen(scope, person_id)
    found = queries.earlier_words(scope, person_id, before=cursor())
    return page(
        "files/earlier.html",
        file=file,
        parts=found.rows,
        fields=FIELDS[Category.OWN_WORDS],
        after=found.after,
        first=cursor() is None,
    )


def edit(person_id: UUID, category: Category) -> Response:
    """A form for one category, with what the file says in it."""
    scope = acting()
    file = seen(scope, person_id)
    part = door.read(scope, person_id, category)[category]
    return _edit(file, category, FormView.known(**part.values, version=part.version))


def write(person_id: UUID, category: Category) -> Response:
    scope = acting()
    file = seen(scope, person_id)
    try:
        carried_out(
            part_schema(category)(),
            lambda version, **values: actions.write(scope, person_id, category, values, version),
        )
    except Refused as refusal:
        return _edit(file, category, refusal.form, refusal.status)
    shown = url_for("files.show", person_id=person_id, _anchor=category.value)
    return see_other(shown, "file_written")


for _each in WRITTEN:
    _rule = f"/<uuid:person_id>/{_each}"
    bp.add_url_rule(_rule, f"edit_{_each}", partial(edit, category=_each))
    bp.add_url_rule(_rule, f"write_{_each}", partial(write, category=_each), methods=["POST"])


def _edit(file: YoungPerson, category: Category, form: FormView, status: int = 200) -> Response:
    fields = FIELDS[category]
    context = {"file": file, "category": category, "form": form, "fields": fields}
    return page("files/edit.html", "form", status, **context)


def _address(_: Scope, file: YoungPerson) -> str:
    return url_for("files.show", person_id=file.id)


desk = Desk(bp, "person_id", seen=seen, shown=shown, address=_address)
desk.act("team", actions.take_in, TeamIn, says="team_changed", needs=KEEPS)
desk.act("team/leaving", actions.let_go, TeamIn, says="team_changed", needs=KEEPS)
desk.act("exclusions", actions.exclude, ExclusionIn, says="member_excluded", needs=KEEPS)
desk.act("sensitivity", actions.classify, SensitivityIn, says="saved", needs=KEEPS)
