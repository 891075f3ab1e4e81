"""Runs migrations as the owner of the tables, each in a transaction of its own.

`pristan database` hands over its connection. The bare `alembic` command takes the
administrator's address from PRISTAN_ADMIN_DATABASE_URL.
"""

import os

from alembic import context
from sqlalchemy import Connection, create_engine, text


def migrate(connection: Connection) -> None:
    """As the owner: what an administrator creates would belong to the administrator."""
    connection.execute(text("SET ROLE pristan_owner"))
    connection.commit()
    context.configure(connection=connection, transaction_per_migration=True)
    with context.begin_transaction():
        context.run_migrations()
    connection.execute(text("RESET ROLE"))
    connection.commit()


if handed_over := context.config.attributes.get("connection"):
    migrate(handed_over)
else:
    with create_engine(os.environ["PRISTAN_ADMIN_DATABASE_URL"]).connect() as own:
        migrate(own)
