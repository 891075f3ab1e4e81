"""What is asked of the database, to hold that a list of three costs no more than a list of one."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from sqlalchemy import event

from tenants.database import db

OURS = "set_config"


@contextmanager
def asked(app: Flask) -> Iterator[list[str]]:
    """Every statement of the block, but for those that tell the database who asks."""
    said: list[str] = []

    def listen(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if OURS not in statement:
            said.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", listen)
    try:
        yield said
    finally:
        event.remove(engine, "before_cursor_execute", listen)
