"""What the token's member has not read yet, and what others did since."""

from typing import Any
from uuid import UUID

from flask import Response

from network.api.areas import Area
from network.api.paging import Cursor, page
from network.api.performing import perform
from network.api.telling import answer, teller
from network.clocks.subjects import SubjectKind
from network.notes import changes, reading, visits
from network.notes.subjects import look
from network.schemas import notes as given
from network.schemas.answers import notes as told
from tenants import clock
from tenants.credentials import ApiScope
from tenants.login import acting
from tenants.scope import Scope

area = Area("unread", "What the token's member has not read, and what others did since.")
READ, WRITE = ApiScope.NOTICES_READ, ApiScope.NOTICES_WRITE
tell_thread = teller(told.Thread)
tell_change = teller(told.Change)
MOST_PAGES = 1000


class Number(Cursor):
    """Which page comes next."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        found = super()._deserialize(value, attr, data, **kwargs)
        return found if isinstance(found, int) and 0 < found < MOST_PAGES else 1


class ChangesIn(given.SinceIn):
    """The rest of the changes, from the cursor `next` of an earlier answer on."""

    after = Number(load_default=1)


@area.get("/me/unread", READ, told.NotRead)
def show() -> Response:
    """How much the member has not read, and where"""
    return _unread(acting())


@area.get("/me/changes", READ, told.ChangePage, query=ChangesIn)
def changed(values: dict[str, Any]) -> Response:
    """What others did on what the member answers for, newest first"""
    scope = acting()
    since = values["since"] or visits.since(scope)
    found = changes.since(scope, since, number=values["after"])
    onward = found.number + 1 if found.more else None
    items = [tell_change(row) for row in found.rows]
    return page(items, onward, since=since.isoformat())


def _read(kind: SubjectKind) -> None:
    """Mark what stands on things of one kind as read."""

    def read(values: dict[str, Any], **ids: UUID) -> Response:
        [id_] = ids.values()
        until = min(values["until"] or clock.now(), clock.now())

        def made(scope: Scope) -> UUID:
            reading.mark(scope, look(scope, kind, id_), until)
            return id_

        return perform(
            made, lambda scope, _: _unread(scope), look=lambda scope: look(scope, kind, id_)
        )

    read.__name__, read.__doc__ = f"read_{kind}", "The member has read what was written on it"
    area.act("PUT", f"/{kind}s/<uuid:{kind}_id>/read", WRITE, told.NotRead, given.ReadUntilIn)(read)


_read(SubjectKind.REQUEST)
_read(SubjectKind.ASK)
_read(SubjectKind.PLACEMENT)


def _unread(scope: Scope) -> Response:
    found = reading.waiting(scope)
    threads = [tell_thread(one, mentioned=one.told) for one in reading.threads(scope)]
    return answer(
        {
            "requests": found.requests,
            "asks": found.asks,
            "placements": found.placements,
            "threads": threads,
        }
    )
