"""Row-level security in the words of migrations. Append only: old migrations call this."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import op

# Each is a subselect so that PostgreSQL asks once per query and not once per row.
TENANT = "(SELECT app_tenant())"
NETWORKS = "(SELECT app_networks())"
ACCOUNT = "(SELECT app_account())"
MEMBER = "(SELECT app_member())"
TOKEN = "(SELECT app_token())"


def protect(table: str, **policies: str) -> None:
    """Close `table` to everyone, its owner included; then open it for each named policy."""
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    for name, rule in policies.items():
        op.execute(f"CREATE POLICY {name} ON {table} {rule}")


@contextmanager
def unforced(table: str) -> Iterator[None]:
    """Let the owner see every row of `table` for a backfill, inside the migration's transaction.

    Under FORCE an UPDATE by the owner changes no row, and says nothing about it.
    """
    op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    yield
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
