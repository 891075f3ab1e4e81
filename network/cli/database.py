"""`pristan database ...`: make a database ready for the application, and tell what it lacks."""

from tenants.preparation import Teller, prepare


def make_ready(admin: str, database: str, kind: str, password: str | None, tell: Teller) -> None:
    """Roles, schema and kind, and the towns by which distances are reckoned."""
    prepare(admin, database, kind, password, tell)
