"""Documents of young people's files, for those who open the files."""

from typing import Any
from uuid import UUID

from flask import Response

from network import contents
from network.api.areas import Area
from network.api.paging import Onward, page
from network.api.performing import perform
from network.api.telling import Told, answer, teller
from network.documents import actions, arriving, queries
from network.documents.kinds import Media
from network.documents.queries import Listed
from network.records import door
from network.schemas.answers import documents as told
from network.schemas.documents import DocumentUpload, RemovalIn
from tenants.credentials import ApiScope
from tenants.login import acting
from tenants.roles import Permission, require
from tenants.scope import Scope

area = Area("documents", "Documents of young people's files, for those who open the files.")
READ, WRITE = ApiScope.FILES_READ, ApiScope.FILES_WRITE
RULE = "/files/<uuid:person_id>/documents"
ONE = f"{RULE}/<uuid:document_id>"
tell = teller(told.Document)
tell_arriving = teller(told.ArrivingDocument)


@area.get(RULE, READ, told.DocumentPage, query=Onward)
def index(values: dict[str, Any], person_id: UUID) -> Response:
    """The documents of a file, newest first, and which kinds are missing for a request"""
    scope = acting()
    found = queries.documents(scope, person_id, before=values["after"])
    lacking = [kind.value for kind in queries.lacking(scope, person_id)]
    return page([_told(one) for one in found.rows], found.after, missing=lacking)


@area.act("POST", RULE, WRITE, told.Document, DocumentUpload, status=201, location="files")
@contents.takes_content
def keep(values: dict[str, Any], person_id: UUID) -> Response:
    """Put a document into a file: PDF, JPEG, PNG, DOCX or ODT, by its content"""
    content = values.pop("file")
    return perform(
        lambda scope: actions.keep(scope, person_id, content=content, **values).id,
        lambda scope, document_id: _show(scope, person_id, document_id),
        look=lambda scope: door.person(scope, person_id),
        status=201,
    )


@area.get("/files/<uuid:person_id>/arriving-documents", READ, told.ArrivingList)
def coming(person_id: UUID) -> Response:
    """What of another house's documents is on its way into the file, or cannot be had any more"""
    scope = acting()
    found = arriving.of_file(scope, person_id)
    require(scope, Permission.KEEP_FILES)
    return answer({"items": [tell_arriving(one) for one in found]})


@area.get(ONE, READ, told.Document)
def show(person_id: UUID, document_id: UUID) -> Response:
    """A document without its content"""
    scope = acting()
    door.person(scope, person_id)
    require(scope, Permission.KEEP_FILES)
    return _show(scope, person_id, document_id)


@area.content(f"{ONE}/content", READ, [media.value for media in Media])
def content(person_id: UUID, document_id: UUID) -> Response:
    """What a document says; PDF and pictures with the member's name and the time over it"""
    return contents.shown(queries.shown(acting(), person_id, document_id))


@area.act("PUT", f"{ONE}/removal", WRITE, told.Document, RemovalIn)
def remove(values: dict[str, Any], person_id: UUID, document_id: UUID) -> Response:
    """Destroy the content of a document; that it was there stays in the file"""

    def removed(scope: Scope) -> UUID:
        return actions.remove(scope, person_id, document_id, values["removal"]).id

    return perform(removed, lambda scope, _: _show(scope, person_id, document_id))


def _show(scope: Scope, person_id: UUID, document_id: UUID) -> Response:
    return answer(_told(queries.document(scope, person_id, document_id)))


def _told(listed: Listed) -> Told:
    return tell(listed.document, title=listed.title)
