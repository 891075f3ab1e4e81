"""Young people's files: begun, read and written by those who open them."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import Response

from network.api import etags
from network.api.areas import Area
from network.api.desk import Desk
from network.api.paging import Onward, page
from network.api.performing import perform
from network.api.telling import Told, answer, teller
from network.api.trail import told_entry
from network.consent.kinds import Category
from network.placements import history
from network.records import actions, door, queries
from network.records.fields import WRITTEN
from network.records.models import YoungPerson
from network.requests import looks
from network.schemas import files as given
from network.schemas.answers import files as told
from network.schemas.answers.trail import TrailPage
from tenants.credentials import ApiScope
from tenants.login import acting
from tenants.roles import Permission, require
from tenants.scope import Scope

area = Area("files", "Young people's files, for those who open them; never across a border.")
READ, WRITE = ApiScope.FILES_READ, ApiScope.FILES_WRITE
RULE = "/files/<uuid:person_id>"
tell = teller(told.File)
tell_whole = teller(told.WholeFile)
tell_stay = teller(told.Stay)
tell_words = teller(told.EarlierWords)


@area.get("/files", READ, told.FilePage, query=Onward)
def index(values: dict[str, Any]) -> Response:
    """Files that the member opens, newest first"""
    scope = acting()
    found = queries.files(scope, before=values["after"])
    names = door.identities(scope, found.rows)
    items = [
        tell(file, name=queries.called(names[file.id]) if file.id in names else "")
        for file in found.rows
    ]
    return page(items, found.after)


@area.act("POST", "/files", WRITE, told.WholeFile, given.begun_schema(), status=201)
def begin(values: dict[str, Any]) -> Response:
    """Begin the file of a young person; the member answers for it and is its team"""
    return perform(lambda scope: actions.begin(scope, **values).id, _show, status=201)


@area.get(RULE, READ, told.WholeFile)
def show(person_id: UUID) -> Response:
    """A file with everything it says"""
    return _show(acting(), person_id)


@area.get(f"{RULE}/looks", READ, TrailPage, query=Onward)
def looked(values: dict[str, Any], person_id: UUID) -> Response:
    """Who looked at a file and to whom it was shown, newest first"""
    scope = acting()
    found = looks.of_file(scope, person_id, before=values["after"])
    return page([told_entry(scope.tenant_id, row) for row in found.rows], found.after)


@area.get(f"{RULE}/stays", READ, told.StayList)
def stays(person_id: UUID) -> Response:
    """Where somebody lived or is expected, the latest first"""
    scope = acting()
    _look(scope, person_id)
    found = history.of_file(scope, person_id)
    items = [
        tell_stay(one.placement, placement_id=one.placement.id, home=one.home, group=one.group)
        for one in found
    ]
    return answer({"items": items})


@area.get(f"{RULE}/earlier-words", READ, told.EarlierWordsPage, query=Onward)
def earlier_words(values: dict[str, Any], person_id: UUID) -> Response:
    """What the young person's own words were before they were written anew, newest first"""
    scope = acting()
    _look(scope, person_id)
    found = queries.earlier_words(scope, person_id, before=values["after"])
    return page([tell_words(one) for one in found.rows], found.after)


def _show(scope: Scope, person_id: UUID) -> Response:
    file = _look(scope, person_id)
    parts = door.read(scope, person_id)
    body = tell_whole(
        file,
        name=queries.called(parts[Category.IDENTITY]),
        parts=[_part(part) for part in parts.values()],
        team=[{"id": str(one.id), "name": one.name} for one in queries.team(scope, person_id)],
        excluded=[
            {"id": str(one.id), "name": one.name, "reason": reason}
            for one, reason in queries.excluded(scope, person_id)
        ],
    )
    return answer(body, tag=etags.of_version(file.version))


def _part(part: door.Part) -> Told:
    values = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in part.values.items()
    }
    at = part.changed_at.isoformat() if part.changed_at else None
    return {
        "category": part.category.value,
        "values": values,
        "changed_at": at,
        "changed_by": part.changed_by,
        "version": part.version,
    }


def _look(scope: Scope, person_id: UUID) -> YoungPerson:
    found = door.person(scope, person_id)
    require(scope, Permission.KEEP_FILES)
    return found


def _tag(scope: Scope, person_id: UUID) -> str:
    return etags.of_version(door.lock(scope, person_id).version)


desk = Desk(area, RULE, WRITE, told.WholeFile, look=_look, tag=_tag, show=_show)


def _writing(category: Category) -> None:
    """One act for each category: what is sent is what the file says in it from now on."""

    def write(scope: Scope, person_id: UUID, version: int | None = None, **values: Any) -> None:
        actions.write(scope, person_id, category, values, version)

    write.__name__ = f"write_{category}"
    says = f"What the file says from now on: {category.value.replace('_', ' ')}"
    desk.act(category.value, write, given.part_schema(category), says=says)


for _each in WRITTEN:
    _writing(_each)
desk.act("team", actions.take_in, given.TeamIn, says="Somebody of the house joins the team")
desk.act("team/leaving", actions.let_go, given.TeamIn, says="Somebody leaves the team")
desk.act("exclusions", actions.exclude, given.ExclusionIn, says="Somebody never opens the file")
desk.act("sensitivity", actions.classify, given.SensitivityIn, says="How closely the file is kept")
