"""What the word of a visitor sets in motion is done by the house whose page it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from uuid import UUID

from network.notices import actions as notices
from network.notices.kinds import NoticeKind
from network.records import door
from network.records import queries as files
from tenants.database import db
from tenants.isolation import on_behalf_of
from tenants.scope import Role, Scope

DECIDED_PATH = "/files/{}/consents"


@contextmanager
def acting(scope: Scope) -> Iterator[Scope]:
    """The house does what follows, with the page still open to it."""
    house = replace(scope, roles=frozenset({Role.ADMINISTRATOR}))
    db.session.flush()
    with on_behalf_of(house) as found:
        yield found


def tell(house: Scope, person_id: UUID, kind: NoticeKind, *, path: str, once: str) -> None:
    """Whoever answers for the file is told at once, or its team where nobody does."""
    file = door.person(house, person_id)
    named = [one for one in (file.responsible_id, file.deputy_id) if one is not None]
    told = named or [member.id for member in files.team(house, person_id)]
    notices.tell(house, told, kind, number=file.number, path=path, once=once)


def tell_decided(house: Scope, person_id: UUID, what: str) -> None:
    """The same, when somebody decided on their page about being shown; once for each `what`."""
    path = DECIDED_PATH.format(person_id)
    tell(house, person_id, NoticeKind.OWN_CONSENT, path=path, once=f"own_consent {what}")
