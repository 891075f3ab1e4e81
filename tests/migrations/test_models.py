"""What the models say and what the migrations made are the same."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import Engine

from tenants.database import Base

pytestmark = pytest.mark.older

# On the table of towns stands which edition it holds: data, not schema.
OURS = "remove_table_comment"


def test_models_match_migrations(app: Flask, owner: Engine) -> None:
    """The application has imported every room, and so every model."""
    assert app.blueprints

    with owner.connect() as connection:
        options = {"compare_type": True, "include_name": not_the_queues}
        context = MigrationContext.configure(connection, opts=options)
        found = compare_metadata(context, Base.metadata)

    assert [difference for difference in found if difference[0] != OURS] == []


def not_the_queues(name: str | None, kind: str, parents: object) -> bool:
    """The tables of the queue are the library's; no model of ours maps them."""
    return not (kind == "table" and str(name).startswith("procrastinate_"))
