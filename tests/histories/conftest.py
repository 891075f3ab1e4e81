"""The ground of every history, for good: who takes part, a file, a request, two asks."""

import pytest
from sqlalchemy import Engine

from network.documents import actions as documents
from network.documents.kinds import DocumentKind
from network.elsewhere import switching
from network.records import door
from network.requests.actions import asking
from network.rights import actions as rights
from network.rights.kinds import AskedBy, Decision, Proof, Right
from tenants import clock
from tenants.database import transaction
from tenants.scope import Role, TenantKind
from tests import factories
from tests.actors import Actor, Cast, colleague, neighbour
from tests.documents.made import pdf
from tests.histories.asked import ABOUT
from tests.histories.life import STARTS, Ground
from tests.histories.model import HOMES, OTHER
from tests.shares import with_file

WORKS = (Role.CASE_WORKER, Role.HEAD, Role.ADMINISTRATOR)


@pytest.fixture
def ground(cast: Cast, owner: Engine) -> Ground:
    """A request with its file, asked of two homes that are shown the profile of needs."""
    other = neighbour(owner, cast.centre, OTHER, TenantKind.CSD, *WORKS)
    dpo = colleague(owner, cast.centre, "dpo", Role.DPO)
    with clock.frozen(STARTS):
        with cast.coordination.acting() as scope, transaction():
            switching.switch(scope, scope.network_ids[0], True)
        request_id = factories.request(cast.centre)
        person_id = with_file(cast.centre, request_id)
        asks = {}
        for home in HOMES:
            group = factories.group(getattr(cast, home), name=home)
            asks[home] = factories.ask(cast.centre, group, request_id)
        with cast.centre.acting() as scope, transaction():
            number = door.person(scope, person_id).number
            papers = {
                kind: documents.keep(
                    scope, person_id, kind=DocumentKind(kind), content=pdf(), title=""
                ).id
                for kind in ABOUT
            }
            for ask_id in asks.values():
                asking.raise_level(scope, ask_id)
        granted = [_granted(cast, dpo, person_id, k) for k in (Right.RESTRICTION, Right.ERASURE)]
    return Ground(cast, other, dpo, request_id, person_id, number, asks, papers, *granted)


def _granted(cast: Cast, dpo: Actor, person_id: object, kind: Right) -> object:
    with cast.centre.acting() as scope, transaction():
        asked = rights.receive(
            scope,
            person_id,  # type: ignore[arg-type]
            kind=kind,
            asked_by=AskedBy.PARENT,
            proof=Proof.IDENTITY_DOCUMENT,
            received_on=clock.today(),
            asked="Prosimo.",
        ).id
    with dpo.acting() as scope, transaction():
        rights.decide(scope, asked, decision=Decision.GRANTED)
    return asked
