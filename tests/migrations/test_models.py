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
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found = compare_metadata(context, Base.metadata)

    assert [difference for difference in found if difference[0] != OURS] == []
