"""Jobs are deferred by name inside the caller's transaction: with it they come or they do not.

`network/jobs` registers what the names mean; nothing below the surfaces knows. A job carries ids
and nothing else, since its arguments lie outside every tenant's policy.
"""

from datetime import datetime
from uuid import UUID

from procrastinate import App, SyncPsycopgConnector

from tenants.database import db

# Never opened: every job goes out on the connection of the session that defers it.
_app = App(connector=SyncPsycopgConnector())


def defer(name: str, *, at: datetime | None = None, **ids: UUID | str) -> None:
    """Have the job `name` done once the transaction stands, and not before `at` if that is given.

    Done at least once: whatever a job does must hold when it is done twice.
    """
    connection = db.session.connection().connection.driver_connection
    job = _app.configure_task(name, connection=connection, schedule_at=at)
    job.defer(**{name: str(value) for name, value in ids.items()})
