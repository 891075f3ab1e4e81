"""Connections that have rested are tried before they are used.

The pool can try each of them each time (`pool_pre_ping`), which costs every request one more
way to the server and back; under load a connection rests for a few milliseconds only.
"""

import time
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import DisconnectionError

RESTED = 0.05  # seconds
SINCE = "resting_since"


def try_rested(engine: Engine, rest: float = RESTED) -> None:
    """Replace a connection that turns out to be dead when it is taken after `rest` seconds."""

    def note(_connection: Any, record: Any) -> None:
        record.info[SINCE] = time.monotonic()

    def attempt(connection: Any, record: Any, _proxy: Any) -> None:
        if time.monotonic() - record.info.get(SINCE, time.monotonic()) < rest:
            return
        try:
            engine.dialect.do_ping(connection)
        except Exception as dead:
            raise DisconnectionError from dead

    event.listen(engine, "checkin", note)
    event.listen(engine, "checkout", attempt)
