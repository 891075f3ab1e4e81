"""Documents in the file behind a request, and what a home opens of them."""

from uuid import UUID

from sqlalchemy import Engine, text

from network.documents import actions as documents
from network.documents import arriving
from network.documents.kinds import DocumentKind
from network.jobs.arriving import document_arrives
from network.requests import given, queries
from network.requests.actions import sharing
from tenants.database import db, transaction
from tenants.errors import NotFound
from tests.actors import Actor, Cast
from tests.documents.made import pdf
from tests.shares import person_of

K = DocumentKind


def put_in(
    cast: Cast, request_id: UUID, kind: DocumentKind = K.SCHOOL_REPORT, title: str = ""
) -> UUID:
    """A document in the file behind the request."""
    person_id = person_of(cast.centre, request_id)
    with cast.centre.acting() as scope, transaction():
        return documents.keep(scope, person_id, kind=kind, content=pdf(), title=title).id


def give(cast: Cast, ask_id: UUID, *document_ids: UUID) -> None:
    """The home is shown these documents, and no others."""
    with cast.centre.acting() as scope, transaction():
        sharing.show_parts(scope, ask_id, documents=document_ids)


def listed(actor: Actor, ask_id: UUID) -> list[given.GivenDocument]:
    """What the actor's house may open under an ask."""
    with actor.acting() as scope, transaction():
        try:
            return list(given.documents_of(scope, queries.get_ask(scope, ask_id)))
        except NotFound:
            return []


def opened(actor: Actor, ask_id: UUID, shared_id: UUID) -> bytes:
    """What a document says."""
    with actor.acting() as scope, transaction():
        return given.opened(scope, ask_id, shared_id).content


def arrive(actor: Actor, owner: Engine) -> int:
    """Every job that brings a document is done, twice."""
    with owner.connect() as connection:
        rows = connection.execute(
            text("SELECT args FROM procrastinate_jobs WHERE task_name = :name ORDER BY id"),
            {"name": arriving.ARRIVES},
        )
        waiting = [dict(row.args) for row in rows]
    for args in waiting * 2:
        with actor.app.app_context():
            document_arrives(**args)
            db.session.remove()
    return len(waiting)
