"""The centre has a file, its case worker takes requests in, its data-protection officer decides."""

from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import Engine

from network.records import actions as files
from network.rights import actions, erasing
from network.rights.kinds import AskedBy, Decision, Proof, Right
from tenants import clock
from tenants.database import transaction
from tenants.scope import Role
from tests.actors import Actor, Cast, colleague

WORDS = "Kanarcek prosi za vpogled"


@dataclass(frozen=True)
class House:
    """Whoever works with the file, and two who decide."""

    worker: Actor
    dpo: Actor
    head: Actor
    person_id: UUID


def at_the_centre(cast: Cast, owner: Engine, **identity: object) -> House:
    """A file of the case worker's, whom it is about, and who decides at the centre."""
    worker = colleague(owner, cast.centre, "worker", Role.CASE_WORKER)
    dpo = colleague(owner, cast.centre, "dpo", Role.DPO)
    head = colleague(owner, cast.centre, "head", Role.HEAD)
    with worker.acting() as scope, transaction():
        said = {"first_name": "Živa", "last_name": "Ilić"} | identity
        person_id = files.begin(scope, **said).id  # type: ignore[arg-type]
    return House(worker, dpo, head, person_id)


def at_the_home(cast: Cast, owner: Engine, **identity: object) -> House:
    """The same at the institution, which runs programmes for those whom others send."""
    worker = colleague(owner, cast.institution, "worker", Role.COUNSELLOR)
    dpo = colleague(owner, cast.institution, "dpo", Role.DPO)
    head = colleague(owner, cast.institution, "head", Role.HEAD)
    with worker.acting() as scope, transaction():
        said = {"first_name": "Živa", "last_name": "Ilić"} | identity
        person_id = files.begin(scope, **said).id  # type: ignore[arg-type]
    return House(worker, dpo, head, person_id)


def with_another_file(house: House) -> House:
    """The same people, and another young person."""
    with house.worker.acting() as scope, transaction():
        return replace(house, person_id=files.begin(scope, last_name="Druga").id)


def received(house: House, kind: Right = Right.ACCESS, **more: object) -> UUID:
    """The mother asks, today."""
    said = {
        "kind": kind,
        "asked_by": AskedBy.PARENT,
        "proof": Proof.IDENTITY_DOCUMENT,
        "received_on": clock.today(),
        "asked": WORDS,
    } | more
    with house.worker.acting() as scope, transaction():
        return actions.receive(scope, house.person_id, **said).id  # type: ignore[arg-type]


def granted(house: House, kind: Right) -> UUID:
    """The same, granted by the data-protection officer."""
    rights_request_id = received(house, kind)
    with house.dpo.acting() as scope, transaction():
        actions.decide(scope, rights_request_id, decision=Decision.GRANTED)
    return rights_request_id


def to_erase(house: House) -> UUID:
    """The officer has asked for the erasure that was granted."""
    rights_request_id = granted(house, Right.ERASURE)
    with house.dpo.acting() as scope, transaction():
        return erasing.ask(scope, rights_request_id).id


def erased(house: House) -> UUID:
    """And the head has confirmed it."""
    erasure_id = to_erase(house)
    with house.head.acting() as scope, transaction():
        erasing.confirm(scope, erasure_id)
    return erasure_id
