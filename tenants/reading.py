"""How a request leaves the database: reads end with COMMIT, and nothing is written by accident.

psycopg forgets its prepared statements on every ROLLBACK, so that a page which ends with one
pays for preparing them again.
"""

from flask import Flask, Response
from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session

from tenants.database import db

WROTE = "wrote"


class UnfinishedWrite(RuntimeError):
    """Something was changed outside `transaction()`: a bug in our code, never a user's doing."""


def init_app(app: Flask) -> None:
    app.after_request(end_reading)


def end_reading(response: Response) -> Response:
    """Commit what was only read; raise UnfinishedWrite if there is something to be written."""
    session = db.session()
    if _has_changes(session):
        session.rollback()
        raise UnfinishedWrite("a request changed data outside transaction()")
    if session.in_transaction():
        session.commit()
    return response


def _has_changes(session: Session) -> bool:
    return bool(session.info.get(WROTE) or session.new or session.dirty or session.deleted)


@event.listens_for(Session, "after_flush")
def note_flush(session: Session, _context: object) -> None:
    session.info[WROTE] = True


@event.listens_for(Session, "do_orm_execute")
def note_statement(state: ORMExecuteState) -> None:
    if state.is_update or state.is_insert or state.is_delete:
        state.session.info[WROTE] = True


@event.listens_for(Session, "after_commit")
@event.listens_for(Session, "after_rollback")
def forget_writes(session: Session) -> None:
    session.info.pop(WROTE, None)
