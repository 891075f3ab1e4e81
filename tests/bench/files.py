"""What it costs to open a file that another house shows, and to keep the trail."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from statistics import median
from time import perf_counter
from uuid import UUID

from sqlalchemy import create_engine, event
from sqlalchemy.orm import Session

from network.app import create_app
from network.consent.giving import Giver
from network.consent.kinds import Basis, Category, How
from network.legal_bases import actions as bases
from network.legal_bases.actions import Told
from network.records import actions as files
from network.records import door
from network.requests import queries, received
from network.requests.actions import asking, sharing
from network.trail.writing import write_down
from tenants import clock
from tenants.database import transaction
from tenants.scope import Scope
from tests import factories
from tests.actors import Actor, Cast, engage
from tests.database import migrated_database, shared_cluster

GRANTS, LOOKS, WRITES = 1000, 200, 300
SHOWN = (Category.IDENTITY, Category.CONTACT)


def ratios() -> tuple[float, float]:
    """A file that is shown over one's own, with GRANTS of them; a write with the trail over one
    without. Each the quotient of the middle times, taken in turns."""
    with shared_cluster(None) as cluster, migrated_database(cluster) as database:
        app = create_app(database.settings)
        owner = create_engine(database.owner_url)
        cast = engage(app, owner)
        group_id = factories.group(cast.institution, name="Jadro")
        shared = [_share(cast, group_id) for _ in range(GRANTS)]
        found = _opening(cast, shared), _writing(cast, shared[0][0])
        owner.dispose()
        return found


def _share(cast: Cast, group_id: UUID) -> tuple[UUID, UUID]:
    """A file and the ask under which a home sees who it is of."""
    with cast.centre.acting() as scope, transaction():
        file = files.begin(
            scope, last_name="Primer", birth_date=date(clock.today().year - 13, 1, 1)
        )
        files.write(scope, file.id, Category.CONTACT, {"address": "Nikjer 1"})
        told = Told(
            Basis.CONSENT,
            SHOWN,
            givers=[Giver.MOTHER],
            how=How.ON_PAPER,
            ends=date(clock.today().year + 1, 1, 1),
        )
        bases.record(scope, file.id, told)
        person_id, number = file.id, file.number
    request_id = factories.request(cast.centre, file_reference=f"B-{number}")
    ask_id = factories.ask(cast.centre, group_id, request_id)
    with cast.centre.acting() as scope, transaction():
        sharing.link_file(scope, request_id, number)
        asking.raise_level(scope, ask_id)
        sharing.show_parts(scope, ask_id, SHOWN)
    return person_id, ask_id


def _opening(cast: Cast, shared: list[tuple[UUID, UUID]]) -> float:
    own, lent = [], []
    for person_id, ask_id in shared[:LOOKS]:
        own.append(_timed(cast.centre, lambda scope, of=person_id: door.read(scope, of, *SHOWN)))
        lent.append(
            _timed(
                cast.institution,
                lambda scope, of=ask_id: received.file_of(scope, queries.get_ask(scope, of)),
            )
        )
    return median(lent) / median(own)


def _writing(cast: Cast, person_id: UUID) -> float:
    def write(scope: Scope) -> None:
        files.write(scope, person_id, Category.CONTACT, {"address": "Nikjer 2"})

    kept, unkept = [], []
    for _ in range(WRITES):
        kept.append(_timed(cast.centre, write))
        with _untold():
            unkept.append(_timed(cast.centre, write))
    return median(kept) / median(unkept)


@contextmanager
def _untold() -> Iterator[None]:
    event.remove(Session, "before_commit", write_down)
    try:
        yield
    finally:
        event.listen(Session, "before_commit", write_down)


def _timed(actor: Actor, act: Callable[..., object]) -> float:
    with actor.acting() as scope:
        begun = perf_counter()
        with transaction():
            act(scope)
        return perf_counter() - begun
